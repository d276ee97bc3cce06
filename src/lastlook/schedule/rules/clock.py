"""A day's clock: when each strip begins and ends, with moves, banners, the meal and the light.

The day starts at its unit's call. The meal is taken six hours after call, between strips or
within one. A strip that needs natural light waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.board import Strip
from lastlook.schedule.shoot import Sun
from lastlook.schedule.windows import DAY_MINUTES, MEAL_WITHIN

if TYPE_CHECKING:
    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.shoot import Daylight, SceneNeed, Shoot

HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A strip on the day's clock, in minutes after the midnight before its call."""

    scene: SceneNeed
    start: int
    end: int


def timed(
    day: ShootDay, scenes: dict[str, SceneNeed], shoot: Shoot, call: int, at: int | None
) -> list[Timed]:
    """Put a day's strips on the clock; `at` is the position of its date."""
    return walk(day, scenes, shoot, call, at)[0]


def walk(
    day: ShootDay, scenes: dict[str, SceneNeed], shoot: Shoot, call: int, at: int | None
) -> tuple[list[Timed], int]:
    """Put a day's strips on the clock, and say when the last of its work ends."""
    found: list[Timed] = []
    now, fed, moving = call, False, 0
    before: SceneNeed | None = None
    for item in day.work:
        if not isinstance(item, Strip):
            if item.move:
                moving += item.minutes
            else:
                _, now, fed = _spend(now, item.minutes, call, shoot.meal, fed=fed)
            continue
        scene = scenes.get(item.scene)
        if scene is None:
            continue
        road = 0
        if before is not None and before.location != scene.location:
            road = shoot.road(before.location, scene.location).minutes
        _, now, fed = _spend(now, max(moving, road), call, shoot.meal, fed=fed)
        moving = 0
        opens = _opens(scene, shoot, at, now)
        begin, now, fed = _spend(now, scene.minutes, call, shoot.meal, fed=fed, opens=opens)
        found.append(Timed(scene=scene, start=begin, end=now))
        before = scene
    return found, now + moving


def _spend(
    now: int, minutes: int, call: int, meal: int, *, fed: bool, opens: int = 0
) -> tuple[int, int, bool]:
    """Start something at `now` or as it opens; give begin, end, and whether the meal is over.

    A meal falls six hours after call, or as soon as that has passed; one may wait for the
    light while eating.
    """
    begin = max(now, opens)
    if minutes == 0:
        return begin, begin, fed
    if not fed and begin >= call + MEAL_WITHIN:
        begin = max(opens, max(now, call + MEAL_WITHIN) + meal)
        fed = True
    end = begin + minutes
    if not fed and end > call + MEAL_WITHIN:
        return begin, end + meal, True
    return begin, end, fed


def light_of(sun: Sun, light: Daylight, now: int) -> tuple[int, int]:
    """When a light opens and closes, minutes after midnight; `now` tells which night is meant."""
    if sun is Sun.DAY:
        return light.rise, light.set
    if sun is Sun.DUSK:
        return light.set - HOUR, light.dusk
    if sun is Sun.DAWN:
        dawn = (light.dawn, light.rise + HOUR)
        return dawn if now <= dawn[1] else (dawn[0] + DAY_MINUTES, dawn[1] + DAY_MINUTES)
    if now < light.dawn:
        return 0, light.dawn
    return light.dusk, light.dawn + DAY_MINUTES


def _opens(scene: SceneNeed, shoot: Shoot, at: int | None, now: int) -> int:
    """Give the minute from which a scene has its light; 0 where it needs or knows none."""
    if scene.sun is Sun.ANY or at is None or not shoot.daylight:
        return 0
    return light_of(scene.sun, shoot.daylight[at], now)[0]
