"""What clock and rests ask for, as arrays: when scenes may be shot, which days are near."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.clock import MIDNIGHT
from lastlook.schedule.solver.kernel.layout import (
    CLOSES,
    CREW_RESTS,
    FIRST_START,
    FIRSTS,
    MEMBERS,
    MEMBERS_START,
    MINORS,
    NEVER,
    OWN_REST,
    ROLES_REST,
    SCENES,
    SPANS,
    SPANS_START,
)
from lastlook.schedule.solver.order import closes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.shoot import Daylight, Shoot
    from lastlook.schedule.solver.task import Task

SUNS = tuple(Sun)
Window = tuple[int, int, int, int]
"""From when to when, and for which minutes of arriving (first, and first no more) that holds."""
ALWAYS: Window = (-NEVER, NEVER, -NEVER, NEVER)
NIGHTS = 4
"""Dates beyond which nobody's rest is too short: turnarounds are at most 48 h."""
Kind = tuple[int, Sun, tuple[int, ...]]
"""Place (-1 where it has no hours), light and minors on set of a scene."""


def clock_decides(task: Task) -> bool:
    """Whether light, hours of locations or minors, or meals decide on the order of strips."""
    return task.by_the_sun or task.by_the_clock


def tables_of_clock(task: Task, atoms: list[tuple[int, ...]]) -> dict[int, Any]:
    """Give what is known of single scenes, and when they may be shot."""
    shoot = task.shoot
    minors = [limit for limit in shoot.minors if limit.presence]
    kinds: dict[Kind, int] = {}
    words = Random("scenes")
    scenes = []
    told = sorted(
        range(len(task.scenes)),
        key=lambda at: (len(task.scenes[at].units) > 1, task.scenes[at].order, at),
    )
    rank = {scene: place for place, scene in enumerate(told)}
    for at, scene in enumerate(task.scenes):
        place = task.place_of[at]
        with_minors = tuple(n for n, limit in enumerate(minors) if limit.role in scene.cast)
        sun = scene.sun if shoot.daylight else Sun.ANY
        kind = (place if shoot.places[place].hours else -1, sun, with_minors)
        scenes.append(
            (
                kinds.setdefault(kind, len(kinds)),
                scene.minutes,
                place,
                rank[at],
                SUNS.index(sun),
                sum(1 << n for n in with_minors),
                words.getrandbits(62),
            )
        )
    spans: list[Window] = []
    starts = [0]
    for kind in kinds if clock_decides(task) else ():
        for slot in range(task.dates):
            for unit in (0, 1):
                spans += _windows(task, kind, slot, unit)
                starts.append(len(spans))
    before: list[list[int]] = [[] for _ in task.scenes]
    for first, then, gap in task.orders:
        if not gap:
            before[then].append(first)
    return {
        SCENES: np.array(scenes, np.int64).reshape(-1, 7),
        SPANS_START: np.array(starts, np.int64),
        SPANS: np.array(spans, np.int64).reshape(-1, 4),
        CLOSES: [[closes(task, slot, sun) for slot in range(task.dates)] for sun in SUNS],
        MINORS: np.array([_on_set(task, limit.role) for limit in minors], np.int64).reshape(
            -1, 3 * task.dates
        ),
        FIRST_START: np.cumsum([0, *(len(some) for some in before)]),
        FIRSTS: np.array([scene for some in before for scene in some], np.int64),
        MEMBERS_START: np.cumsum([0, *(len(some) for some in atoms)]),
        MEMBERS: np.array([scene for some in atoms for scene in some], np.int64),
    }


def _on_set(task: Task, role: int) -> list[int]:
    """Give for each slot a minor's most minutes on set, those of the meal, and its make-up."""
    limit = next(limit for limit in task.shoot.minors if limit.role == role and limit.presence)
    make_up = _make_up(task, role)
    rows: list[int] = []
    for law in limit.presence:
        known = law is not None and law.on_set is not None
        rows += [law.on_set or 0, law.meal, make_up] if law and known else [-1, 0, make_up]
    return rows


def _make_up(task: Task, role: int) -> int:
    if not task.shoot.personal_calls:
        return 0
    return next((who.make_up for who in task.shoot.players if who.id == role), 0)


def _windows(task: Task, kind: Kind, slot: int, unit: int) -> Iterator[Window]:
    """Give when a scene of a kind may be shot, in the order in which that is looked at."""
    shoot, (place, sun, with_minors) = task.shoot, kind
    minors = [limit for limit in shoot.minors if limit.presence]
    limits = [
        (law.earliest + _make_up(task, minors[n].role), law.latest)
        for n in with_minors
        if (law := minors[n].presence[slot])
    ]
    hours = shoot.places[place].hours[slot][unit] if place >= 0 else ((-NEVER, NEVER),)
    lights = [ALWAYS] if sun is Sun.ANY else _lights(shoot.daylight[slot], sun)
    for begin, end, since, until in lights:
        for opens, shuts in hours:
            start = max([opens, begin, *(a for a, _ in limits)])
            finish = min([shuts, end, *(b for _, b in limits)])
            if start < finish:
                yield (start, finish, since, until)


def _lights(light: Daylight, sun: Sun) -> list[Window]:
    if sun is Sun.DAY:
        return [(light.rise, light.set, -NEVER, NEVER)]
    if sun is Sun.DUSK:
        return [(light.set - 60, light.dusk, -NEVER, NEVER)]
    if sun is Sun.DAWN:
        later = light.rise + 61
        return [
            (light.dawn, light.rise + 60, -NEVER, later),
            (light.dawn + MIDNIGHT, light.rise + 60 + MIDNIGHT, later, NEVER),
        ]
    return [
        (0, light.dawn, -NEVER, light.dawn),
        (light.dusk, light.dawn + MIDNIGHT, light.dawn, NEVER),
    ]


def rest_pairs(task: Task) -> list[tuple[int, ...]]:
    """Give the pairs of slots between which rest may be too short (see RESTS)."""
    from lastlook.schedule.solver.kernel.tables import terms_of_crews  # it stands on this module

    pairs: list[tuple[int, ...]] = [
        (*pair, *one, *two, CREW_RESTS) for pair, (one, two) in task.rests().items()
    ]
    shoot, crews = task.shoot, terms_of_crews(task)
    if task.rests_by_role:
        return pairs + _near(task, crews, shoot.cast_turnaround, OWN_REST)
    if task.crews > 1:
        return pairs + _near(task, crews, shoot.turnaround, ROLES_REST)
    return pairs


def _near(task: Task, crews: list[Shoot], rest: int, kind: int) -> list[tuple[int, ...]]:
    """Give the pairs of slots on different dates that may leave somebody less than a rest."""
    found = []
    dates = task.whole.dates
    for one in range(task.dates):
        for two in range(task.dates):
            first, then = task.date_of(one), task.date_of(two)
            if not first < then <= first + NIGHTS:
                continue
            mine, theirs = crews[task.crew_of(one)], crews[task.crew_of(two)]
            if kind == ROLES_REST and task.crew_of(one) == task.crew_of(two) == 0:
                continue  # the crew rests as long
            gap = (dates[then] - dates[first]).days * MIDNIGHT
            limits = [
                gap + theirs.calls[v] - mine.calls[u] - mine.meal - rest
                for u in (0, 1)
                for v in (0, 1)
            ]
            meals = mine.work // mine.meals.within if mine.meals else 0
            if min(limits) < mine.work + meals * mine.meal:
                found.append((one, two, *limits, kind))
    return found
