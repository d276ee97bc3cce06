"""The solver's own clock of a day: light, locations' hours, minors' hours and meals.

The checker has another (rules/clock.py); tests hold the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.shoot import Sun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.schedule.shoot import SceneNeed, Shoot
    from lastlook.schedule.solver.task import Task

NOON_MEAL = 360
"""Minutes after call at which the meal falls due."""
MIDNIGHT = 1440
LATE_STEP = 30
NEVER = 10**6


class Clock(NamedTuple):
    """How far a day has come, in minutes after the midnight before its call."""

    now: int
    due: int
    """Latest start of the next meal; `NEVER` where there is none to come."""
    eaten: tuple[int, ...] = ()
    """When each meal began."""
    late: int = 0
    """Begun half hours by which meals were late."""


def called(shoot: Shoot, unit: int) -> Clock:
    """Give the clock at the call of a unit."""
    call = shoot.calls[unit]
    return Clock(call, call + (shoot.meals.within if shoot.meals else NOON_MEAL))


def spent(shoot: Shoot, unit: int, clock: Clock, minutes: int, opens: int = 0) -> tuple[int, Clock]:
    """Work for some minutes, not before something opens; give the minute it begins and the clock.

    One meal falls due six hours after call, if need be within what is done. Where meals fall
    between strips, one comes before what would end too late, in the wait for it if there is one,
    but never before what begins at the call.
    """
    now, due, eaten, late = clock
    begin = max(now, opens)
    if not minutes:
        return begin, clock._replace(now=begin)
    meal = shoot.meal
    if shoot.meals is None:
        if due <= begin:
            start = max(now, due)
            begin, eaten, due = max(opens, start + meal), (*eaten, start), NEVER
        end = begin + minutes
        if due < end:
            end, eaten, due = end + meal, (*eaten, due), NEVER
        return begin, Clock(end, due, eaten, late)
    idle = shoot.calls[unit]
    while begin + minutes > due and begin > idle:
        start = min(max(now, begin - meal), max(now, due))
        late += _late(start - due)
        idle = now = start + meal
        eaten, due = (*eaten, start), now + shoot.meals.within
        begin = max(now, opens)
    return begin, Clock(begin + minutes, due, eaten, late)


def lates(shoot: Shoot, clock: Clock) -> int:
    """Begun half hours by which meals were late on a day that wraps at a clock."""
    return clock.late + (_late(clock.now - clock.due) if shoot.meals else 0)


def meals_of(clock: Clock) -> int:
    """Say how many meals a day's length has room for beside its work: one at least."""
    return max(1, len(clock.eaten))


def eaten_between(shoot: Shoot, clock: Clock, start: int, end: int) -> int:
    """Minutes of the meals that began between two moments."""
    return shoot.meal * sum(start <= at < end for at in clock.eaten)


def shot(task: Task, date: int, unit: int, scene: int, clock: Clock) -> tuple[int, Clock] | None:
    """Shoot a scene as soon as all its windows allow; None where none is long enough."""
    shoot, need = task.shoot_of(date), task.scenes[scene]
    lit = need.sun is not Sun.ANY and bool(shoot.daylight)
    place = shoot.places[task.place_of[scene]]
    limited = [
        (law.earliest + _make_up(task, limit.role), law.latest)
        for limit in shoot.minors
        if limit.presence and limit.role in need.cast and (law := limit.presence[date])
    ]
    if not lit and not limited and not place.hours:
        return spent(shoot, unit, clock, need.minutes)
    windows: Iterable[tuple[int, int]] = [(-NEVER, NEVER)]
    if place.hours:
        windows = place.hours[date][unit]
    for bound in [*limited, *([_light(shoot, date, need, clock.now)] if lit else [])]:
        windows = [(max(a, bound[0]), min(b, bound[1])) for a, b in windows]
    for opens, closes in windows:
        begin, after = spent(shoot, unit, clock, need.minutes, opens)
        if opens <= begin and after.now <= closes:
            return begin, after
    return None


def _light(shoot: Shoot, date: int, need: SceneNeed, now: int) -> tuple[int, int]:
    light = shoot.daylight[date]
    if need.sun is Sun.DAY:
        return light.rise, light.set
    if need.sun is Sun.DUSK:
        return light.set - 60, light.dusk
    if need.sun is Sun.DAWN:
        later = MIDNIGHT if now > light.rise + 60 else 0
        return light.dawn + later, light.rise + 60 + later
    return (0, light.dawn) if now < light.dawn else (light.dusk, light.dawn + MIDNIGHT)


def _late(minutes: int) -> int:
    return -(-minutes // LATE_STEP) if minutes > 0 else 0


def _make_up(task: Task, role: int) -> int:
    if not task.shoot.personal_calls:
        return 0
    return next((who.make_up for who in task.shoot.players if who.id == role), 0)


def on_set_too_long(task: Task, date: int, clock: Clock, here: dict[int, tuple[int, int]]) -> bool:
    """Whether a minor is on set for longer than the law has it; `here` is from first to last.

    Roles are given by board id, moments in minutes.
    """
    for limit in task.shoot.minors:
        law = limit.presence[date] if limit.presence and limit.role in here else None
        if law is None or law.on_set is None:
            continue
        start, end = here[limit.role]
        start -= _make_up(task, limit.role)
        meal = min(eaten_between(task.shoot_of(date), clock, start, end), law.meal)
        if end - start - meal > law.on_set:
            return True
    return False


def by_the_clock(shoot: Shoot, scenes: Iterable[SceneNeed]) -> bool:
    """Whether the clock decides what a day may hold."""
    cast = {role for need in scenes for role in need.cast}
    return (
        bool(shoot.every_meals)
        or any(one.hours for place in shoot.places for one in place.every_opening)
        or any(limit.presence and limit.role in cast for limit in shoot.minors)
    )
