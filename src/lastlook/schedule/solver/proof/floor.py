"""The bound by days: column generation for each number of shooting days that could be best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.solver.proof.generation import Generation
from lastlook.schedule.solver.proof.holds import Holds
from lastlook.schedule.solver.proof.pricing import COMPILED_NODES, PLAIN_NODES, Pricer
from lastlook.schedule.solver.proof.terms import make_terms
from lastlook.schedule.solver.proof.weights import weigh

if TYPE_CHECKING:
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.proof.terms import Terms
    from lastlook.schedule.solver.task import Task

COMPILED_PAYEES = 16
PLAIN_PAYEES = 8
"""Payees priced together, by the sets of them that may be paid on a day."""
MOST_KINDS = 6


def bound_by_days(
    task: Task, least: LeastDays, *, best: int, seconds: float, plain: bool = False
) -> int:
    """Bound in cents what any legal board costs, at most `best`.

    Parameters
    ----------
    best
        Cents of the best board known.
    seconds
        About how long, measured in nodes of the search that prices days.
    plain
        Whether to leave numba alone where it is installed.

    """
    terms = make_terms(task, least)
    run = _Run(terms, best, seconds, plain=plain)
    return min(best, run.bound())


class _Run:
    """The bound of every number of days that may be best, the least of which is the bound."""

    def __init__(self, terms: Terms, best: int, seconds: float, *, plain: bool) -> None:
        self.terms = terms
        self.best = best
        self.plain = plain
        self.pricer = Pricer(terms, inner=0, plain=plain)
        self.budget = int(seconds * (COMPILED_NODES if self.pricer.compiled else PLAIN_NODES))
        self.payees = min(
            COMPILED_PAYEES if self.pricer.compiled else PLAIN_PAYEES,
            sum(payee.held for payee in terms.payees),
        )
        self.contents: tuple[tuple[int, ...], ...] = ()

    def bound(self) -> int:
        """Give the bound: first with days alike, then with who is held between days.

        Prices that prove a bound for a number of days of one kind prove one for any number: a line.
        """
        fewest, most = self.terms.days
        bounds: dict[int, int] = {}
        lines: list[tuple[int, int]] = []
        for days in range(fewest, most + 1):
            bounds[days] = max((start - days * slope for start, slope in lines), default=0)
            slope = 1
            if bounds[days] < self.best:
                run = self._generation(days, None, self.budget // 8)
                bounds[days] = max(bounds[days], run.run(self.contents))
                self.contents = tuple(sorted(run.contents))
                lines.append((run.bound + days * run.most, run.most))
                slope = run.most
            elif any(s <= 0 and start - days * s >= self.best for start, s in lines):
                slope = 0
            if slope <= 0:
                # More days than these cost no less.
                break
        if not self.payees or not bounds:
            return min(bounds.values(), default=0)
        return self._with_holds(bounds)

    def _with_holds(self, bounds: dict[int, int]) -> int:
        weights, room = weigh(self.terms, budget=self.budget // 8, plain=self.plain)
        last, spent = max(bounds), 0
        self.pricer = Pricer(self.terms, inner=self.payees, plain=self.plain)
        done: set[int] = set()
        while spent < self.budget // 2:
            days = min(bounds, key=lambda days: (bounds[days], days))
            if days in done or bounds[days] >= self.best:
                break
            done.add(days)
            if days == last and days < self.terms.days[1]:
                # It stands for more days as well, which are now looked at by themselves.
                last += 1
                bounds[last] = bounds[days]
            holds = Holds(
                self.terms.cast,
                weights,
                room,
                payees=self.payees,
                days=days,
                most_kinds=MOST_KINDS,
                plain=self.plain,
            )
            run = self._generation(days, holds, self.budget // 8)
            bounds[days] = max(bounds[days], run.run(self.contents))
            self.contents = tuple(sorted(run.contents))
            spent += run.nodes
        return min(bounds.values())

    def _generation(self, days: int, holds: Holds | None, budget: int) -> Generation:
        alike = Holds((), (), 1, payees=0, days=days, most_kinds=1, plain=True)
        return Generation(
            terms=self.terms,
            holds=holds or alike,
            pricer=self.pricer,
            stop_at=self.best,
            budget=budget,
        )
