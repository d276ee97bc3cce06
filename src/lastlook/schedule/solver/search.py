"""A good board soon: a greedy start, then annealing over whole and part days.

Only legal boards are ever held; scenes that found no place wait, and every try may bring one
in. Stops after a number of tries, never by the clock, so the same input gives the same board.
"""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from lastlook.schedule.solver.days import EMPTY, Day, Days

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.solver.task import Task

New = dict[int, Day]

LET_IN_EVERY = 25
"""Tries between two attempts to bring in a waiting scene, which look at every date."""


class StoppedError(KeyboardInterrupt):
    """Somebody stopped the search: it has the best legal board until then, if there was one."""

    def __init__(self, days: Days | None) -> None:
        super().__init__()
        self.days = days


def search(
    start: Days,
    waiting: list[int],
    *,
    tries: int,
    seed: int,
    progress: Callable[[float, int], None] | None = None,
    hottest: float = 8.0,
) -> Days | None:
    """Find a cheap legal board from a start; None where some scene found no place.

    `tries` is the number of changes looked at; `waiting` has the scenes that `start` lacks.
    `progress` is told the share done and the best cost so far in cents. `hottest` is the most that
    the search may start at, in typical day rates: little keeps it near its start.

    Raises
    ------
    StoppedError
        In the place of a KeyboardInterrupt.
    """
    seen: list[Days] = []
    try:
        return _search(
            start, waiting, seen, tries=tries, seed=seed, progress=progress, hottest=hottest
        )
    except KeyboardInterrupt:
        raise StoppedError(seen[-1] if seen else None) from None


def _search(
    start: Days,
    waiting: list[int],
    seen: list[Days],
    *,
    tries: int,
    seed: int,
    progress: Callable[[float, int], None] | None,
    hottest: float,
) -> Days | None:
    """Search; the best board so far that lacks no scene is the last of `seen`."""
    random = Random(seed)
    days, waiting = start.copy(), list(waiting)
    best, best_value = days.copy(), days.value()
    missing = len(waiting)
    seen += [] if missing else [best]
    value = best_value
    hot, cold = _temperatures(days, tries, hottest)
    kinds = (_scene_elsewhere, _swap, _location_elsewhere, _swap_days, _shift_day)
    for turn in range(tries):
        if progress and turn % 5000 == 0 and not missing:
            progress(turn / tries, best.cents())
        if waiting and turn % LET_IN_EVERY == 0:
            _let_in(days, waiting, random)
            value = days.value()
        heat = hot * (cold / hot) ** (turn / tries)
        kind = random.choices(kinds, (6, 5, 2, 1, 1))[0]
        new = kind(days, random)
        if not new:
            continue
        added = days.change(new)
        if added is None or (added > 0 and random.random() >= math.exp(-added / heat)):
            continue
        days.put(new)
        value += added
        if (len(waiting), value) < (missing, best_value):
            missing, best, best_value = len(waiting), days.copy(), value
            seen[:] = [] if missing else [best]
    return None if missing else best


def greedy(task: Task, *, from_old: bool = False) -> tuple[Days, list[int]]:
    """Place scenes by location and light, each on its cheapest legal date; the rest waits.

    Scenes with few dates come first, then whole locations, the largest first. With `from_old`
    scenes go where the kept board has them, as far as that is legal.
    """
    days = Days(task)
    weight = [0] * len(task.shoot.places)
    for scene, place in enumerate(task.place_of):
        weight[place] += task.scenes[scene].minutes

    late = _after_how_many(task)

    def key(scene: int) -> tuple[int, bool, int, int, int, int]:
        options = task.options[scene]
        tight = 4 * len(options) < task.dates
        place = task.place_of[scene]
        light = min(options.values(), default=0)
        return (late[scene], not tight, -weight[place], place, light, -task.scenes[scene].minutes)

    todo = sorted(range(len(task.scenes)), key=key)
    if from_old:
        todo = [scene for scene in todo if not _put_back(days, scene)]
    return days, [scene for scene in todo if not insert(days, scene)]


def _after_how_many(task: Task) -> list[int]:
    """Count, for each scene, the longest chain of scenes that come before it."""
    late = [0] * len(task.scenes)
    for _ in late:
        before = late[:]
        for first, then, _gap in task.orders:
            late[then] = max(late[then], min(len(late), late[first] + 1))
        if late == before:
            break
    return late


def _put_back(days: Days, scene: int) -> bool:
    date = days.task.old[scene]
    if date is None:
        return False
    new = {date: days.judge(date, (*days.days[date].scenes, scene))}
    if days.change(new) is None:
        return False
    days.put(new)
    return True


def insert(days: Days, scene: int) -> bool:
    """Put a scene on its cheapest legal date; whether there was one."""
    best: tuple[int, New] | None = None
    for date in days.task.options[scene]:
        new = {date: days.judge(date, (*days.days[date].scenes, scene))}
        added = days.change(new)
        if added is not None and (best is None or added < best[0]):
            best = added, new
    if best is None:
        return False
    days.put(best[1])
    return True


def _let_in(days: Days, waiting: list[int], random: Random) -> None:
    """Give a waiting scene a place, if need be at the cost of scenes that wait in its stead."""
    scene = waiting.pop(random.randrange(len(waiting)))
    if insert(days, scene):
        return
    date = random.choice(list(days.task.options[scene]) or [0])
    kept: list[int] = [scene]
    order = list(days.days[date].scenes)
    random.shuffle(order)
    for other in order:
        if days.judge(date, (*kept, other)).units:
            kept.append(other)
    new = {date: days.judge(date, tuple(kept))}
    if days.change(new) is None:
        waiting.append(scene)
        return
    out = set(days.days[date].scenes) - set(kept)
    days.put(new)
    waiting += [other for other in sorted(out) if not insert(days, other)]


def _temperatures(days: Days, tries: int, hottest: float) -> tuple[float, float]:
    """Start at what some days' pay costs, end where only what costs little is accepted.

    The more tries there are for each scene, the hotter it may start: found by measurement on
    the shoots of benchmarks/schedule.py.
    """
    rates = [rate for rate in days.rates if rate] or [days.task.shoot.day_cost or 1]
    typical = sum(rates) / len(rates) * days.scale
    for_each_scene = tries / max(1, len(days.task.scenes))
    return typical * min(hottest, max(0.6, for_each_scene / 800)), typical * 0.05


def _used(days: Days, random: Random) -> int:
    while True:
        date = random.randrange(len(days.days))
        if days.days[date].scenes:
            return date


def _scene_elsewhere(days: Days, random: Random) -> New:
    """One scene to another date, mostly to one that is used."""
    if not days.used:
        return {}
    date = _used(days, random)
    scene = random.choice(days.days[date].scenes)
    other = _used(days, random) if random.random() < 0.9 else random.randrange(len(days.days))
    if other == date or other not in days.task.options[scene]:
        return {}
    # Scenes that are shot together move together.
    group = days.terms.group_of.get(scene, (scene,))
    moving = tuple(one for one in days.days[date].scenes if one in group)
    return {
        other: days.judge(other, (*days.days[other].scenes, *moving)),
        date: days.judge(date, days.without(date, moving)),
    }


def _swap(days: Days, random: Random) -> New:
    """Two scenes change places."""
    if days.used < 2:
        return {}
    date, other = _used(days, random), _used(days, random)
    if date == other:
        return {}
    one, two = random.choice(days.days[date].scenes), random.choice(days.days[other].scenes)
    if other not in days.task.options[one] or date not in days.task.options[two]:
        return {}
    return {
        date: days.judge(date, (*days.without(date, (one,)), two)),
        other: days.judge(other, (*days.without(other, (two,)), one)),
    }


def _location_elsewhere(days: Days, random: Random) -> New:
    """All of a date's scenes at one location go to another date, perhaps against another's."""
    if not days.used:
        return {}
    date, other = _used(days, random), random.randrange(len(days.days))
    if date == other:
        return {}
    block = _block(days, date, random)
    back = _block(days, other, random) if random.random() < 0.6 else ()
    return {
        other: days.judge(other, (*days.without(other, back), *block)),
        date: days.judge(date, (*days.without(date, block), *back)),
    }


def _block(days: Days, date: int, random: Random) -> tuple[int, ...]:
    scenes = days.days[date].scenes
    if not scenes:
        return ()
    place = days.task.place_of[random.choice(scenes)]
    return tuple(scene for scene in scenes if days.task.place_of[scene] == place)


def _swap_days(days: Days, random: Random) -> New:
    """Two dates change all their scenes; with several units, often those of every unit at once."""
    if not days.used:
        return {}
    date, other = _used(days, random), random.randrange(len(days.days))
    if date == other:
        return {}
    task = days.task
    if task.crews > 1 and task.date_of(date) != task.date_of(other) and random.random() < 0.5:
        slots = zip(
            task.slots_of(task.date_of(date)), task.slots_of(task.date_of(other)), strict=True
        )
        pairs = [
            pair
            for one, two in slots
            for pair in ((one, two), (two, one))
            if days.days[one].scenes or days.days[two].scenes
        ]
        return {to: days.judge(to, days.days[at].scenes) for to, at in pairs}
    return {
        date: days.judge(date, days.days[other].scenes),
        other: days.judge(other, days.days[date].scenes),
    }


def _shift_day(days: Days, random: Random) -> New:
    """One date's scenes go to another date, and those between move up by one."""
    if not days.used:
        return {}
    start = _used(days, random)
    end = start + random.randint(-8, 8)
    if end == start or not 0 <= end < len(days.days):
        return {}
    if days.task.crew_of(start) != days.task.crew_of(end):
        return {}
    step = 1 if end > start else -1
    contents = [days.days[date].scenes for date in range(start, end + step, step)]
    turned = [*contents[1:], contents[0]]
    new: New = {}
    for date, scenes in zip(range(start, end + step, step), turned, strict=True):
        new[date] = days.judge(date, scenes) if scenes else EMPTY
        if not new[date].units:
            return {}
    return new
