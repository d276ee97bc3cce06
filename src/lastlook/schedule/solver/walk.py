"""A day's strips in one order, put on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.board import Banner, Strip
from lastlook.schedule.solver.clock import called, lates, meals_of, on_set_too_long, shot, spent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.schedule.shoot import SceneNeed
    from lastlook.schedule.solver.task import Task


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
    first: dict[int, int]
    """For each role (by position) the begin of its own first strip."""
    beside: int = 0
    """Cents for late meals."""
    begins: tuple[int, ...] = ()
    """For each strip in order the minute of its begin."""

    @property
    def price(self) -> int:
        """Cents that hang on the order."""
        return self.cents + self.beside


def walk(task: Task, date: int, unit: int, order: Sequence[int]) -> DayPlan | None:
    """Put strips in an order on the clock; None where the order cannot be shot so."""
    shoot = task.shoot_of(date)
    clock = called(shoot, unit)
    call = clock.now
    moves, minutes, cents, noted = 0, 0, 0, 0
    begins: list[int] = []
    ends: list[int] = []
    before: SceneNeed | None = None
    for item, pause in _with_banners(task, date, order):
        noted += pause
        if pause:
            clock = spent(shoot, unit, clock, pause)[1]
        if item is None:
            continue
        scene = task.scenes[item]
        if before is not None and before.location != scene.location:
            road = shoot.road(before.location, scene.location)
            if road.days:
                return None
            moves, minutes, cents = moves + 1, minutes + road.minutes, cents + road.cost
            clock = spent(shoot, unit, clock, road.minutes)[1]
        done = shot(task, date, unit, item, clock)
        if done is None:
            return None
        begin, clock = done
        begins.append(begin)
        ends.append(clock.now)
        before = scene
    worked = sum(task.scenes[scene].minutes for scene in order) + minutes + noted
    locked = date in task.locked_days
    if not locked:
        waited = clock.now - call - shoot.meal * meals_of(clock)
        if moves > shoot.max_moves or max(worked, waited) > shoot.work:
            return None
    late = lates(shoot, clock)
    price = shoot.meals.late if shoot.meals else None
    if late and price is None:
        return None
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for scene_at, begin, end in zip(order, begins, ends, strict=True):
        for who in task.cast_of[scene_at]:
            first.setdefault(who, begin)
            last[who] = end
    if shoot.minors:
        here = {shoot.players[who].id: (begin, last[who]) for who, begin in first.items()}
        if on_set_too_long(task, date, clock, here):
            return None
    length = max(worked, clock.now - call - shoot.meal)
    beside = late * (price or 0)
    return DayPlan(
        tuple(order),
        moves,
        minutes,
        cents,
        length,
        tuple(ends),
        last,
        first,
        beside,
        tuple(begins),
    )


def stands_alone(task: Task, date: int, unit: int, scene: int) -> bool:
    """Whether a scene finds its time within the working hours, if it has a day for itself.

    Where it does not, it does in no other day either.
    """
    shoot = task.shoot_of(date)
    done = shot(task, date, unit, scene, called(shoot, unit))
    if done is None:
        return False
    clock = done[1]
    if clock.now - shoot.calls[unit] - shoot.meal * meals_of(clock) > shoot.work:
        return False
    if shoot.meals and shoot.meals.late is None and lates(shoot, clock):
        return False
    # A meal within the scene alone might fall elsewhere beside others.
    need = task.scenes[scene]
    return all(
        law is None or law.on_set is None or need.minutes <= law.on_set
        for limit in shoot.minors
        if limit.presence and limit.role in need.cast
        for law in [limit.presence[date]]
    )


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
