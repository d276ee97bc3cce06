"""From a shoot to a board with its proof."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.schedule.board import Board, Proof
from lastlook.schedule.check import violations
from lastlook.schedule.conflict import (
    ImpossibleError,
    by_counting,
    direct_conflicts,
    explain,
    no_order,
)
from lastlook.schedule.cost import CostReport, cost, money
from lastlook.schedule.solver import kernel, model, objective
from lastlook.schedule.solver.arrange import arrange, vanished
from lastlook.schedule.solver.bounds import additive_bound, least_days
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.packing import packing_bound
from lastlook.schedule.solver.rounds import solve_model
from lastlook.schedule.solver.search import greedy, search
from lastlook.schedule.solver.task import make_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from lastlook.schedule.board import Strip
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.rounds import Found
    from lastlook.schedule.solver.task import Task

    Progress = Callable[[float, Decimal, Decimal], None]

COMPILED_FROM = 400
"""Scenes times dates from which compiled code is worth the second that loading it takes."""
COMPILED_TRIES_A_SECOND = 130_000_000
"""Tries of the compiled search times dates times who is paid for a scene in the mean, for each
second given: seven tenths of a second's work of one core, as measured from 25 to 70 dates."""
COMPILED_TRIES_FOR_EACH_PAIR = 4_000
"""More than this for each two scenes finds nothing new where CP-SAT follows: at half of it one
search in five of sixty scenes ended 2 % dearer, at a twelfth all did."""
PACKED = 50
"""Scenes from which days without dates prove no more than counting does."""
STOPPED = "The search was stopped; this is the best board until then. Plan again to go on."
LONG_COMPILING = 3.0
"""Seconds of compiling that a person is told of."""
TRIES_A_SECOND = 60_000
"""Changes that the search looks at for each second given: most of a second's work."""
TRIES_WITH_TERMS_A_SECOND = 8_000
"""The same where pay by terms, orders, premiums and the like have to be looked at too."""
TRIES_FOR_EACH_SCENE = 1_000
"""More than this finds nothing new where CP-SAT follows."""
FULL_MODEL = 1_200
"""Scenes times dates beyond which the full CP-SAT model learns nothing in the time of a solve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One lower bound on the cost of every legal board, and how it was proved."""

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A legal board, with its proof, and what a person should hear about it."""

    board: Board
    report: CostReport
    bounds: tuple[Bound, ...]
    """Every bound that was proved; the largest is the board's."""
    moved: tuple[str, ...] = ()
    """Ids of scenes that are on another date than on the kept board."""
    vanished: tuple[Strip, ...] = ()
    """Strips of the kept board whose scenes are gone; they are in the boneyard now."""
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What a person should hear about the search itself."""


class NoBoardFoundError(LastlookError):
    """No board was found in the time given, nor proved impossible."""

    exit_code = 4

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"No board was found in {seconds:g} s, and it was not proved that there is none. "
            "Nothing was written. Give the solver more seconds, or the shoot more room: another "
            "date, a longer day, fewer locks."
        )


class BrokenBoardError(LastlookError):
    """The checker refused the solver's board: a fault of lastlook, never of its user."""


def solve(
    shoot: Shoot,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    keep: Board | None = None,
    progress: Progress | None = None,
    stoppable: bool = False,
) -> Solved:
    """Find a legal board of least cost, and prove how near to the least it is.

    The same input, `seconds` and `seed` give the same board on the same kind of machine: the
    search stops after a number of tries and CP-SAT after a measure of its own work, which
    together take about `seconds` on one core. Where the least cost is proved, among boards of
    that cost the one with the fewest strips moved and then the earliest dates is sought.

    Parameters
    ----------
    keep
        A board whose locks, boneyard and person-made banners hold. The bound holds under them.
    progress
        Told the share done (0 to 1), the best cost and the bound.
    stoppable
        Whether an interrupt (Ctrl-C) ends the search with the best board so far and what was
        proved of it, and a note that says so. It goes through where there is no board yet.

    Raises
    ------
    ImpossibleError
        No legal board exists; says which rules conflict.
    NoBoardFoundError
        None was found, and none proved impossible.

    """
    if shoot.choices:
        from lastlook.schedule.solver.all_ways import solve_all_ways  # it stands on this module

        return solve_all_ways(
            shoot, seconds=seconds, seed=seed, keep=keep, progress=progress, stoppable=stoppable
        )
    task = make_task(shoot, keep)
    if conflicts := direct_conflicts(shoot, keep, task):
        raise ImpossibleError(conflicts)
    if not task.scenes:
        days, bounds, notes = Days(task), {"nothing to shoot": 0}, []
    else:
        run = _Run(task, seconds=seconds, seed=seed, progress=progress)
        days = run.best_until_stopped(keep) if stoppable else run.best_board(keep)
        bounds, notes = run.bounds, run.notes
    best = max(bounds.values())
    board = arrange(days, keep)
    report = cost(board, shoot)
    proof = Proof(
        cost=report.total,
        bound=money(best),
        optimal=money(best) == report.total,
        # A search that was stopped is no reason not to search again.
        seconds=0.0 if STOPPED in notes else seconds,
        seed=seed,
    )
    wrong = violations(board, shoot)
    if wrong or report.total != money(days.cents()) or proof.bound > proof.cost:
        details = "; ".join(violation.text for violation in wrong) or "its cost is not its sum"
        raise BrokenBoardError(f"This is a fault of lastlook, please report it: {details}")
    date_of = {scene: at for at, day in enumerate(days.days) for scene in day.scenes}
    return Solved(
        board=replace(board, proof=proof),
        report=report,
        bounds=tuple(Bound(name=name, amount=money(cents)) for name, cents in bounds.items()),
        moved=tuple(
            scene.id
            for number, scene in enumerate(task.scenes)
            if task.old[number] not in (None, date_of[number])
        ),
        vanished=vanished(keep, shoot) if keep else (),
        notes=tuple(notes),
    )


class _Run:
    """One solve: the bounds found so far, and the time given out."""

    def __init__(self, task: Task, *, seconds: float, seed: int, progress: Progress | None) -> None:
        self.task = task
        self.seconds = seconds
        self.seed = seed
        self.progress = progress
        self.least: LeastDays = least_days(task)
        self.bounds: dict[str, int] = {"least days": sum(additive_bound(task, self.least))}
        size = sum(len(options) for options in task.options)
        self.small = size <= FULL_MODEL
        self.compiled = size > COMPILED_FROM and kernel.available()
        self.notes: list[str] = []
        self.best: Days | None = None
        """The best board of the steps that are done."""
        if size > COMPILED_FROM and not self.compiled:
            self.notes.append(
                "The search ran in plain Python. Compiled code looks at ten times as many boards "
                "in the same time: pip install 'lastlook[fast]'."
            )

    @property
    def bound(self) -> int:
        return max(self.bounds.values())

    def best_until_stopped(self, keep: Board | None) -> Days:
        """Find the best board, or if somebody stops that, give the best so far."""
        try:
            return self.best_board(keep)
        except KeyboardInterrupt as stop:
            found = getattr(stop, "days", None)
            boards = [days for days in (found, self.best) if days is not None]
            if not boards:
                raise
            self.notes.append(STOPPED)
            return min(boards, key=Days.value)

    def best_board(self, keep: Board | None) -> Days:
        if conflicts := by_counting(self.task.whole, keep, self.task, self.least):
            raise ImpossibleError(conflicts)
        days = self._searched(keep)
        if days is None:
            days = self._by_rules(keep)
        self._tell(0.5, days)
        if self.compiled and not self._proved(days):
            self._by_days(days)
        if not self._proved(days) and self.small and len(self.task.scenes) < PACKED:
            self._pack(days)
        if not self._proved(days) and self.small and not self.compiled:
            # Most shoots so small are proved at once, which spares them all that follows.
            days = self._improved(days, begin=0.5, share=0.05)
            if not self._proved(days):
                days = self._searched_longer(days)
        if not self._proved(days) and self.small:
            begin = 0.5 if self.compiled else 0.55
            days = self._improved(days, begin=begin, share=1.0 - begin)
        if not self.compiled and not self._proved(days):
            # Loading compiled code takes longer than CP-SAT on most shoots so small.
            self._by_days(days)
        if self._proved(days) and self.small:
            days = self._least_upset(days)
        self._tell(1.0, days)
        return days

    def _proved(self, days: Days) -> bool:
        return days.cents() <= self.bound

    def _searched(self, keep: Board | None) -> Days | None:
        """Search all but small shoots by compiled code, if there is any; else by plain code."""
        if self.compiled and (days := self._explored()):
            return days
        return self._searched_plainly(keep)

    def _explored(self) -> Days | None:
        """Search by compiled code; what it does not know the plain search puts right."""
        from lastlook.schedule.solver.kernel.run import explore, ready  # loading takes a second

        if (spent := ready()) > LONG_COMPILING:
            self.notes.append(f"The search was compiled first, once, in {spent:.0f} s.")
        missing = kernel.supports(self.task.whole)
        part = 0.8 if missing else 1.0

        def tell(done: float, cents: int) -> None:
            if self.progress:
                bound = min(cents, self.bound)
                self.progress(0.5 * part * done, money(cents), money(bound))

        tries = int(part * self.seconds * compiled_tries(self.task))
        if self.small:
            tries = min(tries, COMPILED_TRIES_FOR_EACH_PAIR * len(self.task.scenes) ** 2)
        found = explore(self.task, tries=tries, seed=self.seed, progress=tell)
        if found is None:
            return None
        days, waiting = found
        return self._search(days, waiting, part, 1 - part) if missing or waiting else days

    def _searched_plainly(self, keep: Board | None) -> Days | None:
        """Search from the greedy board and, if there is one, from the kept board."""
        starts = [greedy(self.task)]
        if keep:
            starts.insert(0, greedy(self.task, from_old=True))
        found = [
            self._search(start, waiting, turn / len(starts), 1 / len(starts))
            for turn, (start, waiting) in enumerate(starts)
        ]
        return min((days for days in found if days), key=Days.value, default=None)

    def _search(
        self, start: Days, waiting: list[int], begin: float = 0.0, share: float = 1.0
    ) -> Days | None:
        tries = _plain_tries(start, self.seconds)
        if self.small:
            tries = min(tries, TRIES_FOR_EACH_SCENE * len(self.task.scenes))

        def tell(done: float, cents: int) -> None:
            if self.progress:
                bound = min(cents, self.bound)
                self.progress(0.5 * (begin + share * done), money(cents), money(bound))

        return search(start, waiting, tries=int(share * tries), seed=self.seed, progress=tell)

    def _searched_longer(self, days: Days) -> Days:
        """Search once more from the best board, with the tries that a small problem was spared."""
        tries = min(_plain_tries(days, self.seconds / 2), 5_000 * len(self.task.scenes))
        again = search(days, [], tries=tries, seed=self.seed + 1)
        return min(days, again or days, key=Days.value)

    def _by_rules(self, keep: Board | None) -> Days:
        """Let CP-SAT look for any board, or prove that there is none."""
        found = solve_model(model.rules_model(self.task), seconds=self.seconds, seed=self.seed)
        if found.run.status == "INFEASIBLE" and found.sure:
            if found.again:
                raise ImpossibleError(
                    [no_order(self.task, found.forbidden, keep, seconds=self.seconds)]
                )
            raise ImpossibleError(explain(self.task.whole, keep, seconds=self.seconds))
        if found.days is None:
            raise NoBoardFoundError(self.seconds)
        return self._search(found.days, []) or found.days

    def _by_days(self, days: Days) -> None:
        """Bound the cost by what each shooting day must cost, whatever is shot on it."""
        from lastlook.schedule.solver.proof.floor import bound_by_days

        share = 0.3 if self.compiled else 0.05
        self.bounds["day by day"] = bound_by_days(
            self.task,
            self.least,
            best=days.cents(),
            seconds=share * self.seconds,
            known=[day.scenes for day in days.days if day.scenes],
        )

    def _pack(self, days: Days) -> None:
        """Bound the cost by days without dates; a board with more days costs more anyway."""
        more = replace(self.least, shooting=max(self.least.shooting, days.used + 1))
        packed = packing_bound(
            self.task,
            days=days.used,
            least=self.least,
            seconds=0.2 * self.seconds,
            seed=self.seed,
            hint=[day.scenes for day in days.days if day.scenes],
        )
        beyond = sum(additive_bound(self.task, more))
        self.bounds["days without dates"] = beyond if packed is None else min(packed, beyond)

    def _improved(self, days: Days, *, begin: float, share: float) -> Days:
        """Let CP-SAT improve the board and its bound, in a share of the time."""
        v = model.cost_model(self.task, self.least)
        exact = objective.exact(self.task)
        cost_of_board = objective.cost_in_cents(v)
        v.model.minimize(cost_of_board)
        if exact:
            v.model.add(cost_of_board >= self.bound)
        model.give_hint(v, days)

        def tell(done: float, cents: int, bound: int) -> None:
            if self.progress:
                # Where the order within days decides too, the objective is only a bound.
                cost = cents if exact else days.cents()
                below = min(cost, max(bound, self.bound))
                self.progress(begin + 0.8 * share * done, money(cost), money(below))

        found = solve_model(v, seconds=share * self.seconds, seed=self.seed, progress=tell)
        self.bounds["CP-SAT"] = max(found.bound, self.bounds.get("CP-SAT", 0))
        return self._better(days, found)

    def _least_upset(self, days: Days) -> Days:
        """Keep the cost and move fewer strips, then use earlier dates."""
        v = model.cost_model(self.task, self.least)
        v.model.add(objective.cost_in_cents(v) <= days.cents())
        v.model.minimize(objective.upset(v))
        model.give_hint(v, days)
        return self._better(days, solve_model(v, seconds=0.1 * self.seconds, seed=self.seed))

    def _better(self, days: Days, found: Found) -> Days:
        if found.days is None:
            return days
        return found.days if found.days.value() < days.value() else days

    def _tell(self, share: float, days: Days) -> None:
        self.best = days
        if self.progress:
            self.progress(share, money(days.cents()), money(min(days.cents(), self.bound)))


def compiled_tries(task: Task) -> float:
    """Say how many tries of the compiled search a second is given for."""
    paid = sum(len(payee.scenes) for payee in task.payees) / len(task.scenes)
    return COMPILED_TRIES_A_SECOND / (task.base * max(1.0, paid))


def _plain_tries(days: Days, seconds: float) -> int:
    """Say how many tries of the plain search take so long."""
    rate = TRIES_A_SECOND if days.terms.plain else TRIES_WITH_TERMS_A_SECOND
    return int(seconds * rate)
