"""The order of a day's strips, where the light, the road or the story asks for one.

The solver's own clock; the checker has another, and tests hold the two together.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.board import Banner, Strip
from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.task import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.shoot import SceneNeed
    from lastlook.schedule.solver.task import Task

EXACT = 9
"""Scenes up to which every order is looked at, in effect, before a day is refused."""
NOON_MEAL = 360
"""Minutes after call at which the meal falls due."""
MIDNIGHT = 1440
PATHS = 4
"""Locations of a day up to which every order of them is tried."""


class DayPlan(NamedTuple):
    """A day's strips in order, and what the order comes to."""

    order: tuple[int, ...]
    moves: int
    minutes: int
    """Of the moves."""
    cents: int
    """Of the moves."""
    length: int
    """From call to wrap without the meal, waiting for light included; banners too."""
    ends: tuple[int, ...]
    """For each strip in order the minute of its end, after the midnight before call."""
    last: dict[int, int]
    """For each role (by position) the end of its own last strip."""


def best_plan(
    task: Task, date: int, unit: int, scenes: Sequence[int]
) -> tuple[DayPlan | None, bool]:
    """Find an order for a day's scenes: fewest cents for moves, then the earliest wrap.

    Returns
    -------
    tuple
        The plan, or None; and whether "None" is certain, so that no order would do.

    """
    fixed = task.locked_days.get(date)
    old = fixed or task.kept.get(date)
    same_unit = old is not None and old.unit is UNITS[unit]
    theirs = _their_order(task, scenes, old) if fixed or same_unit else []
    if fixed is not None:
        return walk(task, date, unit, theirs), True
    needed = _before(task, scenes)
    fewest = len({task.place_of[scene] for scene in scenes}) - 1
    least = sum(task.scenes[scene].minutes for scene in scenes) + task.banners[date]
    if fewest > task.shoot.max_moves or least + fewest * task.least_move[0] > task.shoot.work:
        return None, True
    found = [
        plan
        for order in ([theirs] if len(theirs) == len(scenes) else [])
        if not _breaks(order, needed) and (plan := walk(task, date, unit, order))
    ]
    if found and found[0].moves == fewest and not task.shoot.roads:
        return found[0], True
    for order in _in_blocks(task, date, scenes, needed):
        plan = walk(task, date, unit, order)
        if plan and not _breaks(order, needed):
            if plan.moves == fewest and not task.shoot.roads:
                return plan, True
            found.append(plan)
    # Without light or the story, no order is better than location by location.
    asked = needed or any(task.scenes[scene].sun is not Sun.ANY for scene in scenes)
    if not found and asked and len(scenes) <= EXACT:
        exact = _exact(task, date, unit, scenes, needed)
        found += [plan for plan in [walk(task, date, unit, exact)] if exact and plan]
    sure = len(scenes) <= EXACT and not task.banners[date]
    return min(found, key=lambda plan: (plan.cents, plan.length), default=None), sure


def story_order(scenes: Sequence[SceneNeed]) -> list[SceneNeed]:
    """Order a day's scenes: location by location, what needs the unit's light first.

    Scenes that either unit could shoot (interiors at night) come last in a location, since they
    can wait when daylight or darkness cannot; otherwise the story's order holds. Locations
    follow each other by their first scene in the same sense.
    """

    def key(scene: SceneNeed) -> tuple[bool, int]:
        return len(scene.units) > 1, scene.order

    first = {
        place: min(key(scene) for scene in scenes if scene.location == place)
        for place in {scene.location for scene in scenes}
    }
    return sorted(scenes, key=lambda scene: (first[scene.location], key(scene)))


def walk(task: Task, date: int, unit: int, order: Sequence[int]) -> DayPlan | None:
    """Put strips in an order on the clock; None where the order cannot be shot so."""
    shoot = task.shoot
    call = shoot.calls[unit]
    now, moves, minutes, cents, ends = call, 0, 0, 0, []
    before: SceneNeed | None = None
    noted = 0
    for item, pause in _with_banners(task, date, order):
        noted += pause
        now = _after(now, pause, call, shoot.meal)
        if item is None:
            continue
        scene = task.scenes[item]
        if before is not None and before.location != scene.location:
            road = shoot.road(before.location, scene.location)
            if road.days:
                return None
            moves, minutes, cents = moves + 1, minutes + road.minutes, cents + road.cost
            now = _after(now, road.minutes, call, shoot.meal)
        done = _shot(task, date, scene, now, call)
        if done is None:
            return None
        now = done
        ends.append(now)
        before = scene
    worked = sum(task.scenes[scene].minutes for scene in order) + minutes + noted
    length = max(worked, now - call - shoot.meal)
    locked = date in task.locked_days
    if not locked and (moves > shoot.max_moves or length > shoot.work):
        return None
    last = {who: end for scene, end in zip(order, ends, strict=True) for who in task.cast_of[scene]}
    return DayPlan(tuple(order), moves, minutes, cents, length, tuple(ends), last)


def _shot(task: Task, date: int, scene: SceneNeed, now: int, call: int) -> int | None:
    """Give the minute at which a scene is done that is begun as soon as it has its light."""
    meal = task.shoot.meal
    if scene.sun is Sun.ANY or not task.shoot.daylight:
        return _after(now, scene.minutes, call, meal)
    light = task.shoot.daylight[date]
    if scene.sun is Sun.DAY:
        opens, closes = light.rise, light.set
    elif scene.sun is Sun.DUSK:
        opens, closes = light.set - 60, light.dusk
    elif scene.sun is Sun.DAWN:
        later = MIDNIGHT if now > light.rise + 60 else 0
        opens, closes = light.dawn + later, light.rise + 60 + later
    elif now < light.dawn:
        opens, closes = 0, light.dawn
    else:
        opens, closes = light.dusk, light.dawn + MIDNIGHT
    begin = max(now, opens)
    due = call + NOON_MEAL
    if now <= due <= begin:
        begin = max(opens, max(now, due) + meal)
        done = begin + scene.minutes
    else:
        done = _after(begin, scene.minutes, call, meal)
    return done if begin >= opens and done <= closes else None


def _after(now: int, minutes: int, call: int, meal: int) -> int:
    """Let time pass; the meal falls in as soon as six hours have passed since call."""
    if not minutes:
        return now
    due = call + NOON_MEAL
    return now + minutes + (meal if now <= due < now + minutes else 0)


def _with_banners(task: Task, date: int, order: Sequence[int]) -> Iterator[tuple[int | None, int]]:
    """Give strips in order, each with the banners' minutes before it, and at last those after."""
    kept = task.kept.get(date)
    if kept is None or not any(isinstance(i, Banner) and not i.move for i in kept.work):
        yield from ((scene, 0) for scene in order)
        return
    place = {task.scenes[scene].id: at for at, scene in enumerate(order)}
    pauses = [0] * (len(order) + 1)
    reached = 0
    for item in kept.work:
        if isinstance(item, Strip):
            reached = max(reached, place.get(item.scene, -1) + 1)
        elif not item.move:
            pauses[reached] += item.minutes
    yield from zip(order, pauses, strict=False)
    yield None, pauses[-1]


def _their_order(task: Task, scenes: Sequence[int], old: ShootDay | None) -> list[int]:
    """Give a person's order of those of some scenes that stood on the day before."""
    by_id = {task.scenes[scene].id: scene for scene in scenes}
    return [by_id[strip.scene] for strip in old.strips if strip.scene in by_id] if old else []


def _before(task: Task, scenes: Sequence[int]) -> list[tuple[int, int]]:
    here = set(scenes)
    return [(one, two) for one, two, gap in task.orders if not gap and one in here and two in here]


def _breaks(order: Sequence[int], needed: Sequence[tuple[int, int]]) -> bool:
    at = {scene: place for place, scene in enumerate(order)}
    return any(at[one] > at[two] for one, two in needed)


def _in_blocks(
    task: Task, date: int, scenes: Sequence[int], needed: Sequence[tuple[int, int]]
) -> Iterator[list[int]]:
    """Give orders location by location: by the light that closes first, then by the story."""
    number = {task.scenes[scene].id: scene for scene in scenes}
    told = [number[need.id] for need in story_order([task.scenes[scene] for scene in scenes])]
    places = list(dict.fromkeys(task.place_of[scene] for scene in told))
    rank = {scene: place for place, scene in enumerate(told)}
    if len(places) > PATHS:
        paths: Iterator[tuple[int, ...]] = iter([tuple(places)])
    else:
        paths = permutations(places)
    for path in paths:
        for by_light in (True, False):
            order: list[int] = []
            for place in path:
                here = [scene for scene in told if task.place_of[scene] == place]
                if by_light:
                    here.sort(key=lambda scene: (_closes(task, date, scene), rank[scene]))
                order += _sorted(here, needed)
            yield order


def _closes(task: Task, date: int, scene: int) -> int:
    """When a scene's light is gone; late where it needs none."""
    if not task.shoot.daylight:
        return 0
    light, sun = task.shoot.daylight[date], task.scenes[scene].sun
    ends = {
        Sun.DAWN: light.rise + 60,
        Sun.DAY: light.set,
        Sun.ANY: light.set + 1,
        Sun.DUSK: light.dusk,
    }
    return ends.get(sun, light.dawn + MIDNIGHT)


def _sorted(scenes: list[int], needed: Sequence[tuple[int, int]]) -> list[int]:
    """Bring scenes into an order that the story asks for, changing as little as may be."""
    here = set(scenes)
    after = {scene: {a for a, b in needed if b == scene and a in here} for scene in scenes}
    order: list[int] = []
    left = list(scenes)
    while left:
        free = next((scene for scene in left if after[scene] <= set(order)), None)
        if free is None:
            return scenes
        order.append(free)
        left.remove(free)
    return order


def _exact(
    task: Task, date: int, unit: int, scenes: Sequence[int], needed: Sequence[tuple[int, int]]
) -> list[int]:
    """Look for any order, by dynamic programming over sets of scenes; empty where there is none.

    For each set, last location and number of moves the earliest end is kept: starting earlier is
    never worse.
    """
    shoot, call = task.shoot, task.shoot.calls[unit]
    count = len(scenes)
    first = [sum(1 << scenes.index(a) for a, b in needed if b == scene) for scene in scenes]
    best: dict[tuple[int, int, int], tuple[int, list[int]]] = {(0, -1, 0): (call, [])}
    for _ in range(count):
        following: dict[tuple[int, int, int], tuple[int, list[int]]] = {}
        for (done, place, moves), (now, order) in best.items():
            for at in range(count):
                if done >> at & 1 or first[at] & ~done:
                    continue
                scene, here = task.scenes[scenes[at]], task.place_of[scenes[at]]
                then, moved = now, moves
                if place not in (-1, here):
                    road = shoot.road(shoot.places[place].id, scene.location)
                    if road.days or moves == shoot.max_moves:
                        continue
                    then, moved = _after(now, road.minutes, call, shoot.meal), moves + 1
                end = _shot(task, date, scene, then, call)
                key = (done | 1 << at, here, moved)
                if end is not None and (key not in following or end < following[key][0]):
                    following[key] = (end, [*order, scenes[at]])
        best = following
    fitting = [
        (moves, now, order)
        for (_, _, moves), (now, order) in best.items()
        if now - call - shoot.meal <= shoot.work
    ]
    return min(fitting)[2] if fitting else []


def lies_in_its_light(task: Task, date: int, unit: int, scene: int) -> bool:
    """Whether a scene that has a day for itself finds its light within the working hours."""
    call = task.shoot.calls[unit]
    done = _shot(task, date, task.scenes[scene], call, call)
    return done is not None and done - call - task.shoot.meal <= task.shoot.work
