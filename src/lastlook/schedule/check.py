"""The checker: every rule a board breaks, in words. Shares nothing with the solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.rules import Violation, broken

if TYPE_CHECKING:
    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot

__all__ = ["Violation", "violations"]


def violations(board: Board, shoot: Shoot) -> tuple[Violation, ...]:
    """Find every rule that a board breaks; empty for a legal board."""
    return tuple(broken(board, shoot))
