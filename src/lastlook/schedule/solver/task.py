"""The problem as the solver takes it: what is free to move, and what a kept board fixes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import SceneNeed, Shoot

DAY, NIGHT, EITHER = 1, 2, 3
"""Units that may shoot something, as bits."""
UNITS = (Unit.DAY, Unit.NIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Scenes by number, dates by position. What is fixed shows only as fewer options."""

    shoot: Shoot
    scenes: tuple[SceneNeed, ...]
    """Scenes to place: all but those in the boneyard."""
    options: tuple[dict[int, int], ...]
    """For each scene the dates it may go to, each with the units (bits) that may shoot it."""
    place_of: tuple[int, ...]
    """For each scene the position of its place in `shoot.places`."""
    cast_of: tuple[tuple[int, ...], ...]
    """For each scene the positions of its roles in `shoot.players`."""
    extra: tuple[int, ...]
    """Minutes of each date that banners, and detours of locked days, take if it is shot on."""
    banners: tuple[int, ...] = ()
    """The share of `extra` that people's banners take."""
    detours: int = 0
    """Company moves of locked days beyond the fewest their locations need."""
    units: dict[int, int] = field(default_factory=dict)
    """Units (bits) allowed on a date, where a locked day says so."""
    locked_days: dict[int, ShootDay] = field(default_factory=dict)
    old: tuple[int | None, ...] = ()
    """For each scene the date it has on the kept board."""

    @property
    def dates(self) -> int:
        """How many dates there are."""
        return len(self.shoot.dates)

    def limit(self, gap_days: int, one: int, two: int) -> int:
        """Most working minutes of a day with unit `one` before a call of unit `two`.

        From rest = next call - (call + work + meal) >= turnaround.
        """
        shoot = self.shoot
        between = gap_days * 24 * 60 + shoot.calls[two] - shoot.calls[one]
        return between - shoot.meal - shoot.turnaround

    def rests(self) -> dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]:
        """Pairs of dates so near that some units leave less rest than a full day's work needs.

        For each pair the limits of `limit` for units [one][two].
        """
        near = {}
        for one, first in enumerate(self.shoot.dates):
            for two in range(one + 1, self.dates):
                gap = (self.shoot.dates[two] - first).days
                (a, b), (c, d) = (tuple(self.limit(gap, u, v) for v in (0, 1)) for u in (0, 1))
                if min(a, b, c, d) >= self.shoot.work:
                    break
                near[one, two] = ((a, b), (c, d))
        return near


def make_task(shoot: Shoot, keep: Board | None = None) -> Task:
    """State what the solver may move, given a board whose locks, banners and boneyard hold."""
    positions = {day: position for position, day in enumerate(shoot.dates)}
    days = {positions[day.date]: day for day in keep.days if day.date in positions} if keep else {}
    away = {strip.scene for strip in keep.boneyard} if keep else set()
    scenes = tuple(scene for scene in shoot.scenes if scene.id not in away)
    known = {scene.id: scene for scene in scenes}
    locked_days = {position: day for position, day in days.items() if day.locked}
    extra, banners, detours = _fixed_minutes(shoot, days, known)
    old = {strip.scene: at for at, day in days.items() for strip in day.strips}
    places = {place.id: position for position, place in enumerate(shoot.places)}
    players = {player.id: position for position, player in enumerate(shoot.players)}
    return Task(
        shoot=shoot,
        scenes=scenes,
        options=tuple(
            _options(scene, shoot, extra, fixed_date(scene.id, keep), locked_days)
            for scene in scenes
        ),
        place_of=tuple(places[scene.location] for scene in scenes),
        cast_of=tuple(tuple(sorted(players[who] for who in scene.cast)) for scene in scenes),
        extra=tuple(extra),
        banners=tuple(banners),
        detours=detours,
        units={at: 1 << UNITS.index(day.unit) for at, day in locked_days.items()},
        locked_days=locked_days,
        old=tuple(old.get(scene.id) for scene in scenes),
    )


def fixed_date(scene: str, keep: Board | None) -> date | None:
    """Give the date that a locked strip or a locked day holds a scene on."""
    for day in keep.days if keep else ():
        for strip in day.strips:
            if strip.scene == scene and (strip.locked or day.locked):
                return day.date
    return None


def is_clear(scene: SceneNeed, day: date, call: int) -> bool:
    """Whether a scene is cleared for a call (minutes after midnight) on a date."""
    if scene.clear_from is None:
        return True
    return datetime.combine(day, time()) + timedelta(minutes=call) >= scene.clear_from


def _options(
    scene: SceneNeed,
    shoot: Shoot,
    extra: list[int],
    fixed: date | None,
    locked_days: dict[int, ShootDay],
) -> dict[int, int]:
    place = next(place for place in shoot.places if place.id == scene.location)
    cast = [player.dates for player in shoot.players if player.id in scene.cast]
    minors = [limit.minutes for limit in shoot.minors if limit.role in scene.cast]
    options = {}
    for position, day in enumerate(shoot.dates):
        if fixed is not None and day != fixed:
            continue
        if fixed is None and position in locked_days:
            continue
        if extra[position] + scene.minutes > shoot.work:
            continue
        if not all(position in free for free in cast):
            continue
        bits = sum(
            1 << unit
            for unit in (0, 1)
            if UNITS[unit] in scene.units
            and scene.minutes <= place.minutes[position][unit]
            and all(scene.minutes <= minutes[position][unit] for minutes in minors)
            and is_clear(scene, day, shoot.calls[unit])
        )
        if position in locked_days:
            bits &= 1 << UNITS.index(locked_days[position].unit)
        if bits:
            options[position] = bits
    return options


def _fixed_minutes(
    shoot: Shoot, days: dict[int, ShootDay], known: dict[str, SceneNeed]
) -> tuple[list[int], list[int], int]:
    """Minutes of each date taken by banners and a locked day's order, by banners; detours."""
    extra, noted, detours = [0] * len(shoot.dates), [0] * len(shoot.dates), 0
    for position, day in days.items():
        banners = [item for item in day.work if isinstance(item, Banner)]
        noted[position] = sum(banner.minutes for banner in banners if not banner.move)
        extra[position] = noted[position]
        if day.locked:
            here = [known[strip.scene].location for strip in day.strips if strip.scene in known]
            moves = sum(one != two for one, two in pairwise(here))
            fewest = max(0, len(set(here)) - 1)
            stated = sum(banner.minutes for banner in banners if banner.move)
            taken = max(stated, moves * shoot.company_move)
            extra[position] += taken - fewest * shoot.company_move
            detours += moves - fewest
    return extra, noted, detours


def person_banners(work: Iterable[object]) -> list[Banner]:
    """Banners that people made; company moves are written anew."""
    return [item for item in work if isinstance(item, Banner) and not item.move]
