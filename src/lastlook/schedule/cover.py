"""Weather cover: what could be shot inside on a day that rain keeps from its exteriors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.parts import in_parts
from lastlook.schedule.board import Unit
from lastlook.schedule.choices import settled
from lastlook.schedule.presence import day_scenes, shooting_days
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastlook.breakdown.model import Sheet
    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import SceneNeed, Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A shooting day with exteriors, and the interiors that could stand in for them."""

    date: date
    exteriors: tuple[str, ...]
    """Ids of the day's scenes under the sky."""
    scenes: tuple[str, ...]
    """Ids of interiors that are not shot before that day and whose cast, location and unit are
    free on it, in the order they are planned; each by itself, as nobody knows what will fit."""
    crew: str = ""
    """The second unit whose day it is; empty for the main unit."""


def cover_sets(board: Board, shoot: Shoot, sheets: Sequence[Sheet]) -> tuple[Cover, ...]:
    """List the cover sets of each shooting day that has exteriors; no rule asks for any."""
    shoot = settled(shoot, board)
    inside = {sheet.scene_id for sheet in in_parts(sheets) if sheet.int_ext is IntExt.INT}
    days = shooting_days(board)
    found = []
    for number, day in enumerate(days):
        exteriors = [scene.id for scene in day_scenes(day, shoot) if scene.id not in inside]
        rest = [one for one in days[number + 1 :] if one.date > day.date]
        later = [scene for one in rest for scene in day_scenes(one, shoot)]
        unit = shoot.crew(day.crew)
        if unit is not None:
            later = [scene for scene in later if scene.id in unit.scenes]
        if exteriors:
            beside = [one for one in days if one.date == day.date and one.crew != day.crew]
            taken = [scene for one in beside for scene in day_scenes(one, shoot)]
            cover = (
                s.id
                for s in later
                if s.id in inside and _could_be_shot(s, day, shoot) and _is_left(s, taken, shoot)
            )
            found.append(
                Cover(date=day.date, exteriors=tuple(exteriors), scenes=tuple(cover), crew=day.crew)
            )
    return tuple(found)


def _is_left(scene: SceneNeed, taken: Sequence[SceneNeed], shoot: Shoot) -> bool:
    """Whether the units beside leave a scene its cast and its location."""
    shared = {place.id for place in shoot.places if place.shared}
    return not any(
        scene.cast & one.cast or (scene.location == one.location and one.location not in shared)
        for one in taken
    )


def _could_be_shot(scene: SceneNeed, day: ShootDay, shoot: Shoot) -> bool:
    """Whether a scene's cast, location and unit are free on a day."""
    if day.date not in shoot.dates or day.unit not in scene.units:
        return False
    at = shoot.dates.index(day.date)
    place = next((place for place in shoot.places if place.id == scene.location), None)
    return (
        (place is None or place.minutes[at][0 if day.unit is Unit.DAY else 1] >= scene.minutes)
        and all(at in who.dates for who in shoot.players if who.id in scene.cast)
        and (scene.dates is None or at in scene.dates)
    )
