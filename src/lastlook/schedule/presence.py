"""Who is where when, read off a board: shared by the cost and the day-out-of-days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import SceneNeed, Shoot


def shooting_days(board: Board) -> tuple[ShootDay, ...]:
    """Days with at least one strip; a day of banners alone is not shot on."""
    return tuple(day for day in board.days if day.strips)


def calendar_of(board: Board, shoot: Shoot) -> tuple[date, ...]:
    """Every date from the first shooting day to the last that is not a day off, rising.

    A shooting day that a person put on a day off counts too: it is worked.
    """
    shot = {day.date for day in shooting_days(board)}
    if not shot:
        return ()
    first, last = min(shot), max(shot)
    return tuple(sorted(shot | {day for day in shoot.dates if first <= day <= last}))


def working_dates(board: Board, shoot: Shoot) -> dict[int, tuple[date, ...]]:
    """Dates on which each role works, rising; empty for one who is on no day of the board."""
    needs = {scene.id: scene for scene in shoot.scenes}
    found: dict[int, set[date]] = {player.id: set() for player in shoot.players}
    for day in board.days:
        for strip in day.strips:
            for person in needs[strip.scene].cast if strip.scene in needs else ():
                found.setdefault(person, set()).add(day.date)
    return {person: tuple(sorted(days)) for person, days in found.items()}


def day_scenes(day: ShootDay, shoot: Shoot) -> tuple[SceneNeed, ...]:
    """Scenes of a day in order; a strip whose scene is not in the script is left out."""
    needs = {scene.id: scene for scene in shoot.scenes}
    return tuple(needs[strip.scene] for strip in day.strips if strip.scene in needs)


def company_moves(day: ShootDay, shoot: Shoot) -> int:
    """How often the location changes from one strip of a day to the next."""
    return sum(a.location != b.location for a, b in pairwise(day_scenes(day, shoot)))
