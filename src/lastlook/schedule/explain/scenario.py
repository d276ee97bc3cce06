"""The best board known for a shoot: solved, or carried over from a question asked before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.schedule.check import violations
from lastlook.schedule.cost import cost, money
from lastlook.schedule.explain.locks import locked_as
from lastlook.schedule.solver.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best legal board known for a shoot, and what is proved."""

    board: Board
    cost: Decimal
    bound: Decimal
    """No legal board costs less."""

    @property
    def optimal(self) -> bool:
        """Whether no legal board costs less than this one."""
        return self.cost == self.bound


def best_of(
    shoot: Shoot,
    keep: Board | None,
    *,
    known: Iterable[Board] = (),
    seconds: float,
    seed: int = 1,
) -> Best:
    """Solve a shoot under a board's locks, and take a known board where that is cheaper.

    Raises
    ------
    ImpossibleError, NoBoardFoundError
        There is no legal board, or none was found and none that is known is legal.
    """
    solved = solve(shoot, keep=keep, seconds=seconds, seed=seed)
    proof = solved.board.proof
    bound = proof.bound if proof else money(0)
    best = Best(board=solved.board, cost=solved.report.total, bound=bound)
    for board in known:
        best = judged(shoot, keep, best, board)
    return best


def judged(shoot: Shoot, keep: Board | None, best: Best, other: Board) -> Best:
    """Take another board if it is legal, keeps the locks and costs less."""
    total = cost(other, shoot).total
    if total >= best.cost or violations(other, shoot) or not _keeps(other, keep):
        return best
    board = locked_as(other, keep) if keep else other
    return replace(best, board=board, cost=total)


def _keeps(board: Board, keep: Board | None) -> bool:
    """Whether a board keeps what another has locked, and leaves its boneyard alone."""
    if keep is None:
        return True
    on = {strip.scene: day.slot for day in board.days for strip in day.strips}
    days = {day.slot: day for day in board.days}
    places = {one.of: one.location for one in board.places}
    return (
        {s.scene for s in board.boneyard} == {s.scene for s in keep.boneyard}
        and all(on.get(s.scene) == day.slot for day in keep.days for s in day.strips if s.locked)
        and all(
            day.slot in days
            and [s.scene for s in days[day.slot].strips] == [s.scene for s in day.strips]
            and (days[day.slot].unit is day.unit or not day.strips)
            for day in keep.days
            if day.locked
        )
        and all(places.get(one.of) == one.location for one in keep.places if one.locked)
    )
