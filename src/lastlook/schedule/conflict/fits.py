"""Whether a whole shoot is shown to have a schedule, for the numbers that ways out name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.solver import model
from lastlook.schedule.solver.rounds import solve_model
from lastlook.schedule.solver.search import greedy, search
from lastlook.schedule.solver.task import make_task

if TYPE_CHECKING:
    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot

LARGE = 1_200
"""Scenes times dates beyond which a board is searched for, and nothing is proved."""
TRIES = 3_000
"""Changes that such a search looks at."""
MOST = 6
"""Such searches for one conflict."""


class Fits:
    """Looks for a board of a changed shoot, as long as its time lasts."""

    def __init__(self, seconds: float) -> None:
        self.left = max(2.0, seconds)
        """CP-SAT's deterministic time still to be spent."""
        self.searches = MOST
        self.each = self.left / 4

    def __call__(self, shoot: Shoot, keep: Board | None) -> bool:
        """Whether a board was found; False says nothing for certain."""
        return self.days(shoot, keep) is not None

    def days(self, shoot: Shoot, keep: Board | None) -> int | None:
        """Shooting days of a board that was found; None where none was."""
        task = make_task(shoot, keep)
        if not all(task.options):
            return None
        if sum(map(len, task.options)) <= LARGE:
            if self.left <= 0:
                return None
            found = solve_model(model.rules_model(task), seconds=max(0.5, self.each), seed=1)
            self.left -= max(0.01, found.run.spent)
            return found.days.used if found.days else None
        if not self.searches:
            return None
        self.searches -= 1
        days, waiting = greedy(task)
        board = search(days, waiting, tries=TRIES, seed=1)
        return board.used if board else None
