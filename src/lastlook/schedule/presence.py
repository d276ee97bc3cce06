"""Who is where when, read off a board: shared by the cost and the day-out-of-days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay, Slot
    from lastlook.schedule.shoot import Road, SceneNeed, Shoot


def shooting_days(board: Board) -> tuple[ShootDay, ...]:
    """Days with at least one strip; a day of banners alone is not shot on."""
    return tuple(day for day in board.days if day.strips)


def day_numbers(board: Board) -> dict[Slot, tuple[int, int]]:
    """Give the number of each shooting day among its unit's, from 1, and how many that has."""
    found: dict[Slot, tuple[int, int]] = {}
    for some in by_crew(shooting_days(board)):
        for number, day in enumerate(some, start=1):
            found[day.slot] = number, len(some)
    return found


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


def work_minutes(day: ShootDay, shoot: Shoot) -> int:
    """Sum a day's actual work: scenes, moves and banners; the meal is none.

    A move's own banner is the move itself.
    """
    scenes, terms = day_scenes(day, shoot), shoot.terms_of(day.crew)
    banners = [item for item in day.work if isinstance(item, Banner)]
    stated = sum(banner.minutes for banner in banners if banner.move)
    roads = sum(
        terms.road(one.location, two.location).minutes
        for one, two in pairwise(scenes)
        if one.location != two.location
    )
    others = sum(banner.minutes for banner in banners if not banner.move)
    return sum(scene.minutes for scene in scenes) + max(stated, roads) + others


def company_moves(day: ShootDay, shoot: Shoot) -> int:
    """How often the location changes from one strip of a day to the next."""
    return sum(a.location != b.location for a, b in pairwise(day_scenes(day, shoot)))


def scene_dates(board: Board, scenes: Collection[str]) -> tuple[date, ...]:
    """Dates on which any of some scenes is shot, rising."""
    return tuple(sorted({day.date for day in board.days for s in day.strips if s.scene in scenes}))


def by_crew(days: Iterable[ShootDay]) -> list[tuple[ShootDay, ...]]:
    """Give the days of each unit by itself, in the order in which units first stand there."""
    found: dict[str, list[ShootDay]] = {}
    for day in days:
        found.setdefault(day.crew, []).append(day)
    return [tuple(some) for some in found.values()]


def travels(days: Iterable[ShootDay], shoot: Shoot) -> list[Road]:
    """Journeys of a unit between a shooting day and its next over roads that take days.

    Where several such roads lie between the locations of two days, the dearest is the one.
    """
    far = [road for road in shoot.roads if road.days]
    found = []
    for some in by_crew(days) if far else ():
        visits = [{scene.location for scene in day_scenes(day, shoot)} for day in some]
        for here, there in pairwise(visits):
            ways = [
                road
                for road in far
                for one, two in [sorted(road.places)]
                if (one in here and two in there) or (two in here and one in there)
            ]
            if ways:
                found.append(max(ways, key=lambda road: road.cost))
    return found
