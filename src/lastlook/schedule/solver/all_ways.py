"""From a shoot whose sets leave a choice of locations to a board with its proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.conflict import ImpossibleError
from lastlook.schedule.cost import money
from lastlook.schedule.solver.choose import none_possible, recorded, ways_to_place
from lastlook.schedule.solver.solve import STOPPED, Bound, NoBoardFoundError, Solved, solve

if TYPE_CHECKING:
    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.choose import Way
    from lastlook.schedule.solver.solve import Progress

FIRST = 0.4
"""Share of the work that goes to a first look at each way to place the sets."""
LEAST, LEAST_LARGE = 0.02, 1.0
"""Seconds worth giving to a way, of a shoot with at most LARGE scenes times dates and beyond."""
LARGE = 400


def solve_all_ways(
    shoot: Shoot,
    *,
    seconds: float,
    seed: int,
    keep: Board | None,
    progress: Progress | None,
    stoppable: bool = False,
) -> Solved:
    """Find a legal board of least cost over every way to place the sets. See `solve`.

    Raises
    ------
    ImpossibleError
        No legal board exists, wherever the sets are.
    NoBoardFoundError
        None was found, and none proved impossible.

    """
    ways, others = ways_to_place(shoot, keep)
    size = len(shoot.scenes) * len(shoot.dates)
    least = LEAST_LARGE if size > LARGE else LEAST
    looks = max(1, min(len(ways), int(FIRST * seconds / least)))
    run = _Run(shoot, keep, seed=seed, progress=progress, seconds=seconds)
    stopped = False
    try:
        for way in ways[:looks]:
            run.look(way, FIRST * seconds / looks if len(ways) > 1 else seconds)
        more = run.still_open(ways)[:looks]
        for number, way in enumerate(more):
            # Half goes to the way that has the best board, if it might have a better one.
            run.look(way, run.left / (2 if len(more) > number + 1 == 1 else len(more) - number))
    except KeyboardInterrupt:
        if not stoppable or run.best is None:
            raise
        stopped = True
    if run.best is None:
        if others is None and all(way.conflicts for way in ways):
            raise none_possible(shoot, ways)
        raise NoBoardFoundError(seconds)
    best, picks = run.best
    cents = int(best.report.total * 100)
    possible = [way.bound for way in ways if not way.conflicts]
    bound = min([cents, *possible, *([] if others is None else [others])])
    proof = best.board.proof
    if proof is not None:
        proof = replace(
            proof,
            bound=money(bound),
            optimal=bound == cents,
            seconds=0.0 if stopped else seconds,
        )
    board = replace(best.board, proof=proof, places=recorded(shoot, picks, keep))
    named = f"least of {len(ways)} ways to place sets"
    if progress:
        progress(1.0, best.report.total, money(bound))
    notes = (*best.notes, STOPPED) if stopped else best.notes
    return replace(best, board=board, notes=notes, bounds=(Bound(name=named, amount=money(bound)),))


class _Run:
    """What is known so far, and the seconds left."""

    def __init__(
        self,
        shoot: Shoot,
        keep: Board | None,
        *,
        seed: int,
        progress: Progress | None,
        seconds: float,
    ) -> None:
        self.shoot, self.keep, self.seed, self.progress = shoot, keep, seed, progress
        self.seconds = self.left = seconds
        self.best: tuple[Solved, tuple[str, ...]] | None = None
        self.cents: int | None = None

    def look(self, way: Way, seconds: float) -> None:
        """Solve one way, unless it cannot be cheaper than the best board."""
        if way.conflicts or (self.cents is not None and way.bound >= self.cents):
            return
        self.left = max(0.0, self.left - seconds)
        try:
            solved = solve(way.shoot, seconds=seconds, seed=self.seed, keep=self.keep)
        except ImpossibleError as error:
            way.conflicts = error.conflicts
            return
        except NoBoardFoundError:
            return
        if solved.board.proof is not None:
            way.bound = max(way.bound, int(solved.board.proof.bound * 100))
        cents = int(solved.report.total * 100)
        if (
            self.best is None
            or self.cents is None
            or (cents, len(solved.moved))
            < (
                self.cents,
                len(self.best[0].moved),
            )
        ):
            self.best, self.cents = (solved, way.picks), cents
        if self.progress:
            share = 1.0 - self.left / self.seconds if self.seconds else 1.0
            self.progress(share, money(self.cents), money(min(self.cents, way.bound)))

    def still_open(self, ways: list[Way]) -> list[Way]:
        """Give the ways that might be cheaper than the best board: its own, then by bound."""
        found = [way for way in ways if not way.conflicts]
        if self.cents is not None:
            found = [way for way in found if way.bound < self.cents]
        best = self.best[1] if self.best else None
        return sorted(found, key=lambda way: (way.picks != best, way.bound))
