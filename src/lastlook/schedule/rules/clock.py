"""A day's clock: when each strip begins and ends, with moves, banners, meals, light and hours.

The day starts at its unit's call. A strip waits for its light, for its location to open, and for
the hour from which a minor in it may be on set. The meal is taken six hours after call, between
strips or within one; where the production asks for meals between strips (`Shoot.meals`), at the
last break that keeps them in time, while the unit waits if it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.board import Strip, Unit
from lastlook.schedule.hours import ALWAYS, EVER, both, late_half_hours
from lastlook.schedule.shoot import Sun
from lastlook.schedule.windows import DAY_MINUTES, MEAL_WITHIN

if TYPE_CHECKING:
    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.hours import Spans
    from lastlook.schedule.shoot import Daylight, SceneNeed, Shoot

HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A strip on the day's clock, in minutes after the midnight before its call."""

    scene: SceneNeed
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """A meal on the day's clock."""

    start: int
    due: int
    """Latest start; a start after it is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClock:
    """A whole day on the clock."""

    strips: tuple[Timed, ...]
    end: int
    """When the last of its work ends."""
    meals: tuple[Meal, ...]
    due: int
    """Latest minute at which the next meal would have to begin."""

    @property
    def late(self) -> tuple[int, ...]:
        """Minutes by which each meal is late; one that the wrap came before counts to the wrap."""
        lates = [meal.start - meal.due for meal in self.meals] + [self.end - self.due]
        return tuple(late for late in lates if late > 0)

    @property
    def late_half_hours(self) -> int:
        """Begun half hours by which meals are late."""
        return sum(map(late_half_hours, self.late))

    def meal_minutes(self, start: int, end: int, meal: int) -> int:
        """Minutes of meals that begin between two moments."""
        return meal * sum(start <= one.start < end for one in self.meals)


def walk(
    day: ShootDay, scenes: dict[str, SceneNeed], shoot: Shoot, call: int, at: int | None
) -> DayClock:
    """Put a day's strips on the clock; `at` is the position of its date."""
    found: list[Timed] = []
    hand = _Hand(shoot, call)
    unit = 0 if day.unit is Unit.DAY else 1
    moving = 0
    before: SceneNeed | None = None
    for item in day.work:
        if not isinstance(item, Strip):
            if item.move:
                moving += item.minutes
            else:
                hand.spend(item.minutes)
            continue
        scene = scenes.get(item.scene)
        if scene is None:
            continue
        road = 0
        if before is not None and before.location != scene.location:
            road = shoot.road(before.location, scene.location).minutes
        hand.spend(max(moving, road))
        moving = 0
        begin = hand.spend(scene.minutes, windows_of(scene, shoot, at, unit, hand.now))
        found.append(Timed(scene=scene, start=begin, end=hand.now))
        before = scene
    due = hand.due if shoot.meals else EVER
    return DayClock(strips=tuple(found), end=hand.now + moving, meals=tuple(hand.meals), due=due)


class _Hand:
    """The hand of the clock, moved on by work."""

    def __init__(self, shoot: Shoot, call: int) -> None:
        self.shoot = shoot
        self.call = self.now = call
        self.due = call + (shoot.meals.within if shoot.meals else MEAL_WITHIN)
        self.meals: list[Meal] = []

    def spend(self, minutes: int, windows: Spans = ALWAYS) -> int:
        """Work for some minutes as soon as a window allows; give the minute that it begins at.

        Where no window is long enough, it begins as the first one opens, or at once.
        """
        before = (self.now, self.due, len(self.meals))
        first = windows[0][0] if windows else self.now
        for opens, closes in (*windows, (first, EVER)):
            begin = self._try(minutes, opens)
            if self.now <= closes:
                break
            self.now, self.due = before[:2]
            del self.meals[before[2] :]
        return begin

    def _try(self, minutes: int, opens: int) -> int:
        begin = max(self.now, opens)
        if not minutes:
            self.now = begin
        elif self.shoot.meals is None:
            begin = self._with_one_meal(minutes, begin, opens)
        else:
            begin = self._between_meals(minutes, begin, opens, self.shoot.meals.within)
        return begin

    def _with_one_meal(self, minutes: int, begin: int, opens: int) -> int:
        """Let the meal fall in six hours after call; one may wait for the light while eating."""
        meal = self.shoot.meal
        if not self.meals and begin >= self.due:
            self.meals.append(Meal(start=max(self.now, self.due), due=self.due))
            begin = max(opens, max(self.now, self.due) + meal)
        self.now = begin + minutes
        if not self.meals and self.now > self.due:
            self.meals.append(Meal(start=self.due, due=self.due))
            self.now += meal
        return begin

    def _between_meals(self, minutes: int, begin: int, opens: int, within: int) -> int:
        """Take a meal before what would end too late, unless that begins at the call.

        A long wait holds several.
        """
        fed = self.call
        while begin + minutes > self.due and begin > fed:
            start = min(max(self.now, begin - self.shoot.meal), max(self.now, self.due))
            self.meals.append(Meal(start=start, due=self.due))
            self.now = fed = start + self.shoot.meal
            self.due = fed + within
            begin = max(fed, opens)
        self.now = begin + minutes
        return begin


def windows_of(scene: SceneNeed, shoot: Shoot, at: int | None, unit: int, now: int) -> Spans:
    """Give the spans of the clock in which a scene may be shot, rising.

    They are those of its light, of its location and of the minors in it; `now` tells which night
    is meant. Where nothing is known, always.
    """
    spans = ALWAYS
    if at is None:
        return spans
    for place in shoot.places:
        if place.id == scene.location and place.hours:
            spans = place.hours[at][unit]
    for limit in shoot.minors:
        if limit.role in scene.cast and limit.presence and (law := limit.presence[at]):
            spans = both(spans, ((law.earliest + arrives_before(shoot, limit.role), law.latest),))
    if scene.sun is not Sun.ANY and shoot.daylight:
        light = light_of(scene.sun, shoot.daylight[at], now)
        spans = both(spans, (light,)) or (light,)
    return spans


def arrives_before(shoot: Shoot, role: int) -> int:
    """Minutes before its first strip at which a role arrives, where calls are personal."""
    if not shoot.personal_calls:
        return 0
    return next((who.make_up for who in shoot.players if who.id == role), 0)


def light_of(sun: Sun, light: Daylight, now: int) -> tuple[int, int]:
    """Say when a light opens and closes, minutes after midnight; `now` tells which night's."""
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
