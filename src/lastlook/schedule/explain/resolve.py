"""The least change: a board that keeps every rule again, and as much of the old one as pays.

First only what cannot stay is moved, each strip to where that costs least. Then a change is
taken if it saves more than the price of the strips that it moves. Small shoots are given to
CP-SAT as well, which proves how much can be saved at that price; others to the compiled search.
Where more strips move than are wanted, the least price is looked for at which they do not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.schedule.check import violations
from lastlook.schedule.choices import fixed_places, with_places
from lastlook.schedule.compare import Comparison, compare
from lastlook.schedule.conflict import ImpossibleError, by_counting, direct_conflicts
from lastlook.schedule.cost import cost, money
from lastlook.schedule.explain.locks import lock_days, locked_as
from lastlook.schedule.solver import kernel, model, objective
from lastlook.schedule.solver.arrange import arrange
from lastlook.schedule.solver.bounds import additive_bound, least_days
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.proof.floor import bound_by_days
from lastlook.schedule.solver.rounds import solve_model
from lastlook.schedule.solver.search import greedy, search
from lastlook.schedule.solver.solve import (
    FULL_MODEL,
    TRIES_A_SECOND,
    BrokenBoardError,
    compiled_tries,
    solve,
)
from lastlook.schedule.solver.task import UNITS, make_task, slot_numbers
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from ortools.sat.python.cp_model import LinearExprT

    from lastlook.schedule.board import Board
    from lastlook.schedule.conflict import Conflict
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.task import Task

COOL = 0.3
"""Heat of the search for savings, against what a role's day costs: it stays near the board."""
SAVINGS = 0.5
"""Share of the work that looks for savings; CP-SAT, where it runs, and the bound have the rest."""
FIRST_REPAIR = 3_000
"""Tries of the plain search before the compiled one goes on."""
REPAIRS_A_SECOND = 700
"""Of these at most, for each second given."""
MOST_DOUBLED = 6
HALVED = 2
"""Prices tried between the last at which too many strips move and the first at which they do not:
the least that does is known to a quarter of the step."""
AGAIN = 0.15
"""Share of the work for each price after the first."""
FEW = 10
"""Of so many strips one may move where nobody says what a move has to save."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheaper:
    """A cheaper board that moves more strips than are wanted."""

    stay: Decimal
    """The price of a move at which it was found."""
    moved: int
    """Strips on another date."""
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A board that keeps every rule, near another one."""

    board: Board
    """With the old board's own locks, and no proof."""
    change: Comparison
    """The old board against it."""
    stay: Decimal
    """Price that was put on each strip that moves to another date; it is in no cost."""
    must: tuple[str, ...]
    """Scenes that could not stay on their date, whatever else is moved."""
    bound: Decimal
    """No legal board costs less, with `stay` for each strip moved."""
    cheaper: Cheaper | None = None
    """What the price first asked for gives, where it was raised to move fewer strips."""
    beyond: int | None = None
    """The most strips that were to move, where no price that was tried keeps to them."""

    @property
    def moved(self) -> tuple[str, ...]:
        """Ids of scenes that stand on another date than before."""
        return tuple(strip.scene for strip in self.change.moved)

    @property
    def proved(self) -> bool:
        """Whether no board costs less, with `stay` for each strip moved."""
        return self.change.total.after + self.stay * len(self.moved) == self.bound


def resolve(
    shoot: Shoot,
    keep: Board,
    *,
    stay: int = 0,
    most: int | None = None,
    shut: frozenset[date] = frozenset(),
    before: Board | None = None,
    seconds: float = 5.0,
    seed: int = 1,
) -> Resolved:
    """Find a legal board near another one.

    At equal cost the board with fewer strips moved is taken. The same input, `seconds` and
    `seed` give the same board on the same kind of machine.

    Parameters
    ----------
    stay
        Cents that moving a strip to another date has to save at least.
    most
        Strips that should move at most. Where more do, `stay` is doubled, `MOST_DOUBLED` times at
        most, until no more do, and then halved towards the least price at which that holds; where
        none does, the board at the first price is taken.
    shut
        Dates that stay as they are: nothing leaves them, nothing comes to them.
    before
        The board that the change is told against; None for `keep`.

    Raises
    ------
    ImpossibleError
        No legal board exists; says which rules conflict.
    NoBoardFoundError
        None was found, and none proved impossible.
    """
    crews = ("", *(unit.id for unit in shoot.second_units))
    held = with_places(lock_days(keep, shut, crews) if shut else keep, shoot)
    # First every set stays where it is.
    as_placed = fixed_places(shoot, keep)
    task = replace(make_task(as_placed, held), stay=stay)
    board, bound = held, 0
    cheaper = beyond = None
    if task.scenes:
        try:
            first, (task, days, bound) = _few(task, held, most, seconds=seconds, seed=seed)
        except ImpossibleError as error:
            if not shoot.choices:
                raise ImpossibleError(_told(error.conflicts, shoot, keep, shut)) from None
            try:
                was = before or keep
                return _elsewhere(shoot, keep, held, was, stay, seconds=seconds, seed=seed)
            except ImpossibleError as nowhere:
                told = _told(nowhere.conflicts, shoot, keep, shut)
                raise ImpossibleError(told) from None
        board = arrange(days, held)
        wrong = violations(board, shoot)
        if wrong:
            details = "; ".join(violation.text for violation in wrong)
            raise BrokenBoardError(f"This is a fault of lastlook, please report it: {details}")
        cheaper = _cheaper(first, board, held, shoot)
        beyond = most if most is not None and _moved(days) > _wanted(task, most) else None
    board = locked_as(board, keep)
    return Resolved(
        cheaper=cheaper,
        beyond=beyond,
        board=board,
        change=compare(before or keep, board, shoot),
        stay=money(task.stay),
        must=tuple(scene.id for number, scene in enumerate(task.scenes) if _must(task, number)),
        bound=money(bound),
    )


def _cheaper(first: Days, board: Board, held: Board, shoot: Shoot) -> Cheaper | None:
    """Say what the first price gives, if that is cheaper than the board that moves fewer."""
    other = arrange(first, held)
    total = cost(other, shoot).total
    if total >= cost(board, shoot).total or violations(other, shoot):
        return None
    return Cheaper(stay=money(first.task.stay), moved=_moved(first), total=total)


def _elsewhere(
    shoot: Shoot,
    keep: Board,
    held: Board,
    before: Board,
    stay: int,
    *,
    seconds: float,
    seed: int,
) -> Resolved:
    """Find a board with sets at other locations, where nothing else will do."""
    solved = solve(shoot, keep=held, seconds=seconds, seed=seed)
    board = locked_as(solved.board, keep)
    change = compare(before, board, shoot)
    return Resolved(
        board=board,
        change=change,
        stay=money(stay),
        must=tuple(strip.scene for strip in change.moved),
        bound=solved.board.proof.bound if solved.board.proof else money(0),
    )


def _told(
    conflicts: Iterable[Conflict], shoot: Shoot, keep: Board, shut: frozenset[date]
) -> tuple[Conflict, ...]:
    """Tell conflicts as they stand without locks: a date that is shut cannot be unlocked."""
    locked = {day.date for day in keep.days if day.locked}
    over = {at: say_date(at) for at in sorted(shut - locked)}
    never = {f"Unlock {said} in board.toml." for said in over.values()}
    if not locked:
        never.add("Unlock a day in board.toml.")
    labels = {scene.id: scene.label for scene in shoot.scenes}
    fixed = [
        labels[strip.scene]
        for day in keep.days
        for strip in day.strips
        if day.date in over and not strip.locked and strip.scene in labels
    ]
    never |= {f"Unlock {label} in board.toml." for label in fixed}
    told = []
    for conflict in conflicts:
        text = conflict.text
        for said in over.values():
            before = f"{said} is locked and takes no other scenes"
            text = text.replace(before, f"{said} stays as it is")
        for label in fixed:
            text = text.replace(f"{label} is locked on", f"{label} stays on")
        if not locked:
            text = text.replace("a day that is not locked", "a day that is not shut")
        ways = tuple(way for way in conflict.ways_out if way not in never)
        told.append(replace(conflict, text=text, ways_out=ways))
    return tuple(told)


def _few(
    task: Task, held: Board, most: int | None, *, seconds: float, seed: int
) -> tuple[Days, tuple[Task, Days, int]]:
    """Look for what pays at a price at which no more strips move than are wanted.

    Given are the days at the first price, and what was found at the last with its bound.
    Strips that cannot stay move at any price, and are no reason to raise it.
    """
    days, bound = _near(task, held, seconds=seconds, seed=seed)
    first = days
    found = task, days, bound
    if most is None or _moved(days) <= (wanted := _wanted(task, most)):
        return first, found

    def at_price(stay: int) -> tuple[Task, Days, int]:
        dearer = replace(task, stay=stay)
        return dearer, *_near(dearer, held, seconds=AGAIN * seconds, seed=seed)

    too_low, price = task.stay, 2 * task.stay or max(1, usual_stay(task.whole))
    for _ in range(MOST_DOUBLED):
        if _moved((other := at_price(price))[1]) <= wanted:
            break
        too_low, price = price, 2 * price
    else:
        # Nobody pays for a strip or two less where there are too many all the same.
        return first, found
    found = other
    for _ in range(HALVED):
        middle = (too_low + price) // 2
        other = at_price(middle)
        if _moved(other[1]) > wanted:
            too_low = middle
        else:
            price = middle
            if other[1].cents() <= found[1].cents():
                found = other
    return first, found


def _wanted(task: Task, most: int) -> int:
    """Say how many strips may move where so many should at most: those that must in any case."""
    return max(most, sum(_must(task, scene) for scene in range(len(task.scenes))))


def _moved(days: Days) -> int:
    """Count strips that stand on another date than on the kept board."""
    old = days.task.old
    return sum(
        old[scene] not in (None, date) for date, day in enumerate(days.days) for scene in day.scenes
    )


def _near(task: Task, held: Board, *, seconds: float, seed: int) -> tuple[Days, int]:
    """Repair, then look for what pays; give the board and what was proved of its priced cost."""
    if conflicts := direct_conflicts(task.whole, held, task):
        raise ImpossibleError(conflicts)
    least = least_days(task)
    if conflicts := by_counting(task.whole, held, task, least):
        raise ImpossibleError(conflicts)
    must = sum(_must(task, scene) for scene in range(len(task.scenes)))
    counted = sum(additive_bound(task, least))
    size = sum(len(options) for options in task.options)
    compiled = size > FULL_MODEL and kernel.available()
    tries = int(SAVINGS * seconds * TRIES_A_SECOND)
    repair = min(tries, _repair(task, seconds)) if compiled else tries
    days = search(*greedy(task, from_old=True), tries=repair, seed=seed, hottest=COOL)
    if days is None:
        # Nothing near keeps the rules: any board, or the reason why there is none.
        found = solve(task.whole, keep=held, seconds=seconds, seed=seed)
        start = days_of(task, found.board)
        days = search(start, [], tries=repair, seed=seed, hottest=COOL) or start
    if compiled:
        days = _compiled(days, seconds=SAVINGS * seconds, seed=seed)
        rest = (1 - SAVINGS) * seconds
        counted = max(counted, bound_by_days(task, least, best=days.cents(), seconds=rest))
    bound = counted + task.stay * must
    if size > FULL_MODEL:
        return days, bound
    return _exactly(task, least, days, bound, seconds=(1 - SAVINGS) * seconds, seed=seed)


def _compiled(days: Days, *, seconds: float, seed: int) -> Days:
    """Look for savings near a board by the compiled search."""
    from lastlook.schedule.solver.kernel.run import near, ready  # loading takes a second

    ready()
    tries = int(seconds * compiled_tries(days.task))
    found = near(days, tries=tries, seed=seed, hot=COOL)
    if not kernel.supports(days.task.whole):
        return found
    again = search(found, [], tries=_repair(days.task, seconds), seed=seed, hottest=COOL)
    return min(found, again or found, key=Days.value)


def to_compile(shoot: Shoot) -> bool:
    """Whether a new board for a shoot begins with compiling the search, once for all."""
    if len(shoot.scenes) * len(shoot.dates) <= FULL_MODEL or not kernel.available():
        return False
    from lastlook.schedule.solver.kernel.run import to_compile as not_on_disk  # loads for a second

    return not_on_disk()


def _repair(task: Task, seconds: float) -> int:
    """Say how many tries of the plain search go before, and after, the compiled one.

    Where the order of strips within a day decides, a try takes several times as long.
    """
    tries = int(seconds * REPAIRS_A_SECOND)
    return min(FIRST_REPAIR // 3 if task.ordered else FIRST_REPAIR, tries)


def _exactly(
    task: Task, least: LeastDays, days: Days, bound: int, *, seconds: float, seed: int
) -> tuple[Days, int]:
    """Let CP-SAT look for less at the price of each strip moved, and prove what it can."""
    v = model.cost_model(task, least)
    # At equal price fewer strips: they count less than a cent all together.
    scale = len(task.scenes) + 1
    moved: LinearExprT = sum(
        literal
        for scene, at in enumerate(v.at)
        for date, literal in at.items()
        if task.old[scene] not in (None, date)
    )
    parts: list[LinearExprT] = [
        scale * objective.cost_in_cents(v),
        (scale * task.stay + 1) * moved,
    ]
    v.model.minimize(sum(parts))
    model.give_hint(v, days)
    found = solve_model(v, seconds=seconds, seed=seed)
    bound = max(bound, found.bound // scale)
    if found.days is not None and found.days.value() < days.value():
        return found.days, bound
    return days, bound


def days_of(task: Task, board: Board) -> Days:
    """Give a legal board's days as the solver takes them."""
    slots = slot_numbers(task.whole)
    on = {strip.scene: slots[day.slot] for day in board.days for strip in day.strips}
    units = [0] * task.dates
    for day in board.days:
        if day.slot in slots:
            units[slots[day.slot]] = UNITS.index(day.unit)
    days = Days(task)
    if days.put_all([on[scene.id] for scene in task.scenes], units):
        raise BrokenBoardError("This is a fault of lastlook, please report it: a legal board fell")
    return days


def _must(task: Task, scene: int) -> bool:
    """Whether a scene cannot stay on its date, whatever else is moved."""
    return task.old[scene] is not None and task.old[scene] not in task.options[scene]


def usual_most(board: Board) -> int:
    """Give the most strips to move where nobody says what a move has to save.

    One in ten, and one where there are fewer than ten.
    """
    return max(1, sum(len(day.strips) for day in board.days) // FEW)


def usual_stay(shoot: Shoot) -> int:
    """Cents that a strip's move has to save where nobody says: a twentieth of a shooting day."""
    return shoot.day_cost // 20
