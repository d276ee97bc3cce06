"""The order of a day's strips, where clock, road, story or somebody's rest asks for one.

A day has one order, the cheapest that ends earliest; where roles rest by their own strips, it has
others beside it, each of which lets somebody go earlier or come later.
"""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.clock import MIDNIGHT, called, shot, spent
from lastlook.schedule.solver.sequences import PROVED, SEARCHED, Asked, sequences
from lastlook.schedule.solver.task import UNITS
from lastlook.schedule.solver.walk import DayPlan, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.shoot import SceneNeed
    from lastlook.schedule.solver.clock import Clock
    from lastlook.schedule.solver.task import Task

MOST_WAYS = 40
"""Orders kept for the rest of a day's roles where they are too many to look at all."""
PATHS = 4
"""Locations of a day up to which every order of them is tried."""


def best_plan(
    task: Task, date: int, unit: int, scenes: Sequence[int], *, steps: int = SEARCHED
) -> tuple[DayPlan | None, bool]:
    """Find an order for a day's scenes: fewest cents, then the earliest wrap.

    `steps` says how far it looks where that is not seen at once, as in `sequences`.

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
    shoot = task.shoot_of(date)
    if fewest > shoot.max_moves or least + fewest * task.least_move_of(date)[0] > shoot.work:
        return None, True

    def enough(plan: DayPlan) -> bool:
        return plan.moves == fewest and not task.shoot.roads and not plan.beside

    found = [
        plan
        for order in ([theirs] if len(theirs) == len(scenes) else [])
        if not _breaks(order, needed) and (plan := walk(task, date, unit, order))
    ]
    if found and enough(found[0]):
        return found[0], True
    for order in _in_blocks(task, date, scenes, needed):
        plan = walk(task, date, unit, order)
        if plan and not _breaks(order, needed):
            if enough(plan):
                return plan, True
            found.append(plan)
    # Without light, hours or the story, no order is better than location by location.
    asked = needed or task.by_the_clock or any(_by_light(task, scene) for scene in scenes)
    asked = asked or fewest >= PATHS
    sure = not task.banners[date]
    if asked and not (found and task.earlier_is_better):
        exact = sequences(task, (date, unit), scenes, needed, Asked(), steps=steps)
        sure = sure and exact is not None
        found += [plan for order in exact or () if (plan := walk(task, date, unit, order))]
    return min(found, key=lambda plan: (plan.price, plan.length), default=None), sure


def least_length(task: Task, date: int, unit: int, scenes: Sequence[int]) -> int | None:
    """Fewest minutes from call to wrap, the meal not counted, of a day in any order.

    None where that is not known: there are banners, too many orders, or a locked one.
    """
    if task.banners[date] or date in task.locked_days:
        return None
    needed = _before(task, scenes)
    orders = sequences(task, (date, unit), scenes, needed, Asked(), steps=PROVED)
    plans = (walk(task, date, unit, order) for order in orders or ())
    return min((plan.length for plan in plans if plan), default=None)


def every_plan(task: Task, date: int, unit: int, scenes: Sequence[int]) -> list[DayPlan]:
    """Give the plan of every order that can be shot, in the order in which they are told."""
    orders = _Orders(task, date, unit, _before(task, scenes))
    clock = called(task.shoot_of(date), unit)
    return [
        plan
        for order in orders.all(list(scenes), clock, ())
        if (plan := walk(task, date, unit, order))
    ]


def plans_at_rest(
    task: Task,
    date: int,
    unit: int,
    scenes: Sequence[int],
    both: frozenset[int] = frozenset(),
) -> tuple[list[DayPlan], bool]:
    """Give orders of a day among which each role may find one that lets it go early or come late.

    Roles of `both` (by position) work with another unit too, so whenever they are wanted matters.

    Returns
    -------
    tuple
        The plans; and whether no other order is better for anybody than all of them. Where there
        are too many to look at, those that shoot one role's strips first or last.

    """
    needed = _before(task, scenes)
    if not task.banners[date]:
        here = frozenset(who for scene in scenes for who in task.cast_of[scene])
        nobody = frozenset[int]()
        asked = Asked(
            ends=here if task.rests_by_role else nobody,
            begins=here if task.shoot.personal_calls and task.rests_by_role else nobody,
            strips=frozenset(scene for scene in scenes if both.intersection(task.cast_of[scene])),
        )
        # No order beats another where each has somebody wanted at another time.
        steps = SEARCHED // 20 if both else SEARCHED
        exact = sequences(task, (date, unit), scenes, needed, asked, steps=steps)
        if exact is not None and not (both and len(exact) > MOST_WAYS):
            every = (walk(task, date, unit, order) for order in exact)
            return [plan for plan in every if plan], True
    roles = sorted({who for scene in scenes for who in task.cast_of[scene]})
    some = [{scene for scene in scenes if who in task.cast_of[scene]} for who in roles]
    orders = dict.fromkeys(map(tuple, _in_blocks(task, date, scenes, needed, some)))
    plans = (walk(task, date, unit, one) for one in orders if not _breaks(one, needed))
    found = sorted((plan for plan in plans if plan), key=lambda plan: (plan.price, plan.length))
    return found[: MOST_WAYS // 4 if both else MOST_WAYS], False


class _Orders(NamedTuple):
    """The orders of a day that windows, story and moves allow."""

    task: Task
    date: int
    unit: int
    needed: Sequence[tuple[int, int]]

    def all(
        self, left: list[int], clock: Clock, order: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        """Go on with an order, scene by scene."""
        if not left:
            yield order
            return
        task = self.task
        for scene in left:
            if any(then == scene and first in left for first, then in self.needed):
                continue
            there = self._moved(order, scene, clock)
            done = shot(task, self.date, self.unit, scene, there) if there else None
            if done is None and (there is None or not task.banners[self.date]):
                continue
            rest = [other for other in left if other != scene]
            yield from self.all(rest, done[1] if done else clock, (*order, scene))

    def _moved(self, order: tuple[int, ...], scene: int, clock: Clock) -> Clock | None:
        """Go to a scene's place; None where that is a move too many, or a road that takes days."""
        task, shoot = self.task, self.task.shoot_of(self.date)
        places = [task.place_of[other] for other in order]
        if not places or places[-1] == task.place_of[scene]:
            return clock
        road = shoot.road(shoot.places[places[-1]].id, task.scenes[scene].location)
        if road.days or sum(a != b for a, b in pairwise(places)) == shoot.max_moves:
            return None
        return spent(shoot, self.unit, clock, road.minutes)[1]


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
    task: Task,
    date: int,
    scenes: Sequence[int],
    needed: Sequence[tuple[int, int]],
    groups: Sequence[set[int]] = (),
) -> Iterator[list[int]]:
    """Give orders location by location: by the light that closes first, then by the story.

    Then so that each minor's strips, and each of some groups, stand together, first or last.
    """
    number = {task.scenes[scene].id: scene for scene in scenes}
    told = [number[need.id] for need in story_order([task.scenes[scene] for scene in scenes])]
    places = list(dict.fromkeys(task.place_of[scene] for scene in told))
    rank = {scene: place for place, scene in enumerate(told)}
    if len(places) > PATHS:
        paths: Iterator[tuple[int, ...]] = iter([tuple(places)])
    else:
        paths = permutations(places)
    by_light = {
        scene: (closes(task, date, task.scenes[scene].sun), rank[scene]) for scene in scenes
    }
    keys: list[dict[int, tuple[int, ...]]] = [
        dict(by_light),
        {scene: (rank[scene],) for scene in scenes},
    ]
    minors = [
        {scene for scene in scenes if limit.role in task.scenes[scene].cast}
        for limit in task.shoot.minors
        if limit.presence
    ]
    for with_it in (*minors, *groups):
        if with_it:
            keys += [
                {scene: (scene in with_it, *by_light[scene]) for scene in scenes},
                {scene: (scene not in with_it, *by_light[scene]) for scene in scenes},
            ]
    for path in paths:
        for key in keys:
            order: list[int] = []
            for place in path:
                here = [scene for scene in told if task.place_of[scene] == place]
                order += _sorted(sorted(here, key=key.__getitem__), needed)
            yield order


def closes(task: Task, date: int, sun: Sun) -> int:
    """When a scene's light is gone; late where it needs none."""
    if not task.shoot.daylight:
        return 0
    light = task.shoot.daylight[date]
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


def _by_light(task: Task, scene: int) -> bool:
    return task.scenes[scene].sun is not Sun.ANY and bool(task.shoot.daylight)
