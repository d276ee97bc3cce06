"""The clock of a day's strips in one order, compiled; `solver.clock` is what it is held to.

A strip that finds no time is passed over, and counts as broken: so the search knows better days
from worse where no order will do.
"""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.clock import LATE_STEP, NOON_MEAL
from lastlook.schedule.solver.clock import NEVER as NO_MEAL
from lastlook.schedule.solver.kernel.layout import (
    BASE,
    BEGINS,
    BROKEN,
    CALL,
    DATES,
    EATEN,
    EXTRA,
    FIRST_START,
    FIRSTS,
    KIND_OF,
    LATE_MEAL,
    MEAL,
    MINORS,
    MINORS_HELD,
    MINORS_OF,
    MINUTES_OF_SCENE,
    MOST_MOVES,
    MOST_PLACES,
    NEVER,
    ORDER,
    PLACE_OF,
    ROAD_CENTS,
    ROAD_MINUTES,
    SCENES,
    SPANS,
    SPANS_START,
    TERMS,
    WITHIN,
    WORK,
    spot,
)
from lastlook.schedule.talent.bits import within

MOST_MEALS = 15


@within
def lateness(minutes: int) -> int:
    """Count the begun half hours by which a meal is late."""
    return (minutes + LATE_STEP - 1) // LATE_STEP if minutes > 0 else 0


@within
def eat(m: Any, meals: int, start: int) -> int:
    """Note when a meal begins; give how many there were."""
    m[m[EATEN] + min(meals, MOST_MEALS)] = start
    return meals + 1


@within
def spend(
    m: Any,
    slot: int,
    unit: int,
    now: int,
    due: int,
    late: int,
    meals: int,
    minutes: int,
    opens: int,
) -> tuple[int, int, int, int, int]:
    """Work for some minutes, not before something opens.

    Give the minute it begins and the one it ends; when the next meal is due, the half hours of late
    meals, and how many meals there were. See `solver.clock.spent`.
    """
    begin = max(now, opens)
    if minutes == 0:
        return begin, begin, due, late, meals
    crew = slot // m[BASE]
    meal, within = m[spot(m, TERMS, crew, MEAL)], m[spot(m, TERMS, crew, WITHIN)]
    if within == 0:
        if due <= begin:
            start = max(now, due)
            begin = max(opens, start + meal)
            meals, due = eat(m, meals, start), NO_MEAL
        end = begin + minutes
        if due < end:
            meals, due, end = eat(m, meals, due), NO_MEAL, end + meal
        return begin, end, due, late, meals
    idle = m[spot(m, TERMS, crew, CALL + unit)]
    while begin + minutes > due and begin > idle:
        start = min(max(now, begin - meal), max(now, due))
        late += lateness(start - due)
        now = start + meal
        idle = now
        meals, due = eat(m, meals, start), now + within
        begin = max(now, opens)
    return begin, begin + minutes, due, late, meals


@within
def shoot(
    m: Any, slot: int, unit: int, scene: int, now: int, due: int, late: int, meals: int
) -> tuple[int, int, int, int, int]:
    """Shoot a scene as soon as its windows allow, as `spend` does; begins at -1 where none does."""
    minutes = m[spot(m, SCENES, scene, MINUTES_OF_SCENE)]
    cell = m[SPANS_START] + (m[spot(m, SCENES, scene, KIND_OF)] * m[DATES] + slot) * 2 + unit
    for row in range(m[cell], m[cell + 1]):
        if m[spot(m, SPANS, row, 2)] <= now < m[spot(m, SPANS, row, 3)]:
            opens = m[spot(m, SPANS, row, 0)]
            begin, end, next_due, so_late, eaten = spend(
                m, slot, unit, now, due, late, meals, minutes, opens
            )
            if opens <= begin and end <= m[spot(m, SPANS, row, 1)]:
                return begin, end, next_due, so_late, eaten
    return -1, now, due, late, meals


@within
def walk(m: Any, slot: int, unit: int, count: int) -> tuple[int, int, int, int]:
    """Put the scenes of `ORDER` on the clock.

    Give the minutes broken; cents that hang on the order; minutes of the moves; and minutes from
    call to wrap without the meal. See `solver.walk.walk`.
    """
    crew = slot // m[BASE]
    call = m[spot(m, TERMS, crew, CALL + unit)]
    within, meal = m[spot(m, TERMS, crew, WITHIN)], m[spot(m, TERMS, crew, MEAL)]
    now, late, meals = call, 0, 0
    due = call + (within or NOON_MEAL)
    broken, moves, cents, moving, worked = 0, 0, 0, 0, m[m[EXTRA] + slot]
    if worked > 0:
        _, now, due, late, meals = spend(m, slot, unit, now, due, late, meals, worked, 0)
    before = -1
    for number in range(count):
        scene = m[m[ORDER] + number]
        place = m[spot(m, SCENES, scene, PLACE_OF)]
        if before >= 0 and before != place:
            minutes = m[spot(m, ROAD_MINUTES, crew * m[MOST_PLACES] + before, place)]
            moves, moving = moves + 1, moving + minutes
            cents += m[spot(m, ROAD_CENTS, crew * m[MOST_PLACES] + before, place)]
            _, now, due, late, meals = spend(m, slot, unit, now, due, late, meals, minutes, 0)
        begin, now, due, late, meals = shoot(m, slot, unit, scene, now, due, late, meals)
        if begin < 0:
            broken += BROKEN + m[spot(m, SCENES, scene, MINUTES_OF_SCENE)]
        m[spot(m, BEGINS, number, 0)] = begin
        m[spot(m, BEGINS, number, 1)] = now
        worked += m[spot(m, SCENES, scene, MINUTES_OF_SCENE)]
        broken += told_too_soon(m, number)
        before = place
    worked += moving
    over = now - call - meal * max(1, meals) - m[spot(m, TERMS, crew, WORK)]
    if over > 0:
        broken += BROKEN + over
    if moves > m[spot(m, TERMS, crew, MOST_MOVES)]:
        broken += (moves - m[spot(m, TERMS, crew, MOST_MOVES)]) * 2 * BROKEN
    if within:
        late += lateness(now - due)
    price = m[spot(m, TERMS, crew, LATE_MEAL)]
    if late and price < 0:
        broken += BROKEN * late
    elif late:
        cents += late * price
    if m[MINORS_HELD]:
        broken += on_set_too_long(m, slot, count, min(meals, MOST_MEALS), meal)
    return broken, cents, moving, max(worked, now - call - meal)


@within
def told_too_soon(m: Any, number: int) -> int:
    """Count minutes broken by scenes that the story has before the nth, but come after it."""
    scene, broken = m[m[ORDER] + number], 0
    for row in range(m[m[FIRST_START] + scene], m[m[FIRST_START] + scene + 1]):
        broken += is_later(m, number, m[m[FIRSTS] + row])
    return broken


@within
def is_later(m: Any, number: int, scene: int) -> int:
    """Give 2 * BROKEN where a scene comes after the nth; `ORDER` ends with -1."""
    at = number + 1
    while m[m[ORDER] + at] >= 0:
        if m[m[ORDER] + at] == scene:
            return 2 * BROKEN
        at += 1
    return 0


@within
def on_set_too_long(m: Any, slot: int, count: int, meals: int, meal: int) -> int:
    """Count the minutes by which minors are on set for too long."""
    broken = 0
    for minor in range(m[MINORS_HELD]):
        most = m[spot(m, MINORS, minor, 3 * slot)]
        start, end = NEVER, -1
        for number in range(count):
            bits = m[spot(m, SCENES, m[m[ORDER] + number], MINORS_OF)]
            if bits >> minor & 1 and m[spot(m, BEGINS, number, 0)] >= 0:
                start = min(start, m[spot(m, BEGINS, number, 0)])
                end = m[spot(m, BEGINS, number, 1)]
        if most < 0 or end < 0:
            continue
        start -= m[spot(m, MINORS, minor, 3 * slot + 2)]
        eaten = 0
        for one in range(meals):
            if start <= m[m[EATEN] + one] < end:
                eaten += meal
        over = end - start - min(eaten, m[spot(m, MINORS, minor, 3 * slot + 1)]) - most
        if over > 0:
            broken += BROKEN + over
    return broken
