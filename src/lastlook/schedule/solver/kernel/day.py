"""What a date's scenes cost and which of a day's own rules they break, compiled."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    BASE,
    BROKEN,
    CENTS,
    CLOCK_HELD,
    COUNT,
    DAY,
    DAY_CELLS,
    DAY_LENGTH,
    DAY_LOOSE,
    DAY_RANK,
    DAY_WORK,
    EXTRA,
    FEES_OF,
    HERE,
    KNAP,
    KNAPS_HELD,
    LATE,
    LATE_START,
    LIMITS,
    LOCKED,
    MINUTES,
    MINUTES_OF,
    MOST_MOVES,
    MOST_PLACES,
    MOVE_CENTS,
    MOVE_MINUTES,
    MOVE_RANK,
    MOVED,
    ON,
    OPENED,
    PLACES,
    PLACES_START,
    PRICES,
    ROAD_CENTS,
    ROAD_MINUTES,
    ROADS,
    SEEN,
    SPOTS,
    TERMS,
    TIGHT,
    UNIT,
    WORK,
    spot,
)
from lastlook.schedule.solver.kernel.order import put_in_order
from lastlook.schedule.talent.bits import within

TENTH = 6
FOUR = 4
"""Places of a day up to which every way round is tried."""


@within
def judge(m: Any, date: int) -> None:
    """Sum a slot anew: what it costs and breaks, how long it is (see the cells of DAY)."""
    count = m[m[COUNT] + date]
    if count == 0:
        for cell in range(DAY_CELLS):
            m[spot(m, DAY, date, cell)] = 0
        m[spot(m, DAY, date, DAY_LENGTH)] = -1
        return
    by_day, by_night = m[spot(m, ALLOW, date, 0)], m[spot(m, ALLOW, date, 1)]
    if not by_day == by_night == count:
        m[m[UNIT] + date] = int(by_night > by_day)
    unit = m[m[UNIT] + date]
    broken = (count - m[spot(m, ALLOW, date, unit)]) * 2 * BROKEN
    crew, moves = date // m[BASE], m[m[SPOTS] + date] - 1
    most = m[spot(m, TERMS, crew, WORK)]
    worked = m[m[EXTRA] + date] + m[m[MINUTES_OF] + date]
    minutes = moves * m[spot(m, TERMS, crew, MOVE_MINUTES)]
    cents = moves * m[spot(m, TERMS, crew, MOVE_CENTS)]
    length = loose = 0
    if moves > m[spot(m, TERMS, crew, MOST_MOVES)]:
        broken += (moves - m[spot(m, TERMS, crew, MOST_MOVES)]) * 2 * BROKEN
    elif m[CLOCK_HELD] and not m[m[LOCKED] + date] and worked <= most:
        row = put_in_order(m, date, unit)
        broken += m[spot(m, SEEN, row, 1)]
        cents, minutes = m[spot(m, SEEN, row, 2)], m[spot(m, SEEN, row, 3)]
        length, loose = m[spot(m, SEEN, row, 4)], cents
    elif moves and m[ROADS] and not m[m[LOCKED] + date]:
        minutes, cents = way(m, date, most - worked)
    worked += minutes
    if worked > most:
        broken += BROKEN + worked - most
    if m[TIGHT]:
        broken += too_long_there(m, date, unit)
    for knap in range(m[KNAPS_HELD]):
        over = m[spot(m, KNAP, knap, date)] - m[spot(m, LIMITS, knap, 2 * date + unit)]
        # A limit binds only on dates with scenes of the role.
        if m[spot(m, KNAP, knap, date)] and over > 0:
            broken += BROKEN + over
    cents += m[spot(m, PRICES, date, unit)] + m[m[FEES_OF] + date]
    m[spot(m, DAY, date, CENTS)] = cents + lateness_cents(m, crew, worked)
    m[spot(m, DAY, date, MINUTES)] = broken
    m[spot(m, DAY, date, DAY_LENGTH)] = max(worked, length)
    m[spot(m, DAY, date, DAY_RANK)] = m[m[MOVED] + date] * m[MOVE_RANK] + date % m[BASE]
    # Over roads the clock of another date might ask for another way round.
    m[spot(m, DAY, date, DAY_WORK)] = worked - (minutes if m[CLOCK_HELD] and m[ROADS] else 0)
    m[spot(m, DAY, date, DAY_LOOSE)] = loose


@within
def lateness_cents(m: Any, crew: int, worked: int) -> int:
    """Give what so many minutes of work cost a unit beyond its day."""
    cents = 0
    for rule in range(m[m[LATE_START] + crew], m[m[LATE_START] + crew + 1]):
        over = worked - m[spot(m, LATE, rule, 0)]
        if over > 0:
            tenths = (over + TENTH - 1) // TENTH
            cents += m[spot(m, LATE, rule, 2)] + m[spot(m, LATE, rule, 1)] * tenths
    return int(cents)


@within
def too_long_there(m: Any, date: int, unit: int) -> int:
    """Count minutes by which a date's scenes outlast the hours of their places."""
    broken = 0
    for number in range(m[m[COUNT] + date]):
        atom = m[spot(m, ON, date, number)]
        for row in range(m[m[PLACES_START] + atom], m[m[PLACES_START] + atom + 1]):
            place = m[spot(m, PLACES, row, 0)]
            over = m[spot(m, HERE, date, place)] - m[spot(m, OPENED, date, 2 * place + unit)]
            if over > 0:
                broken += BROKEN + over
    return broken


@within
def way(m: Any, date: int, left: int) -> tuple[int, int]:
    """Give minutes and cents of the cheapest way round a date's places that fits into `left`.

    Of ways that cost the same the shortest; where none fits, the shortest of all. Beyond `FOUR`
    places, which no day may have, the way is no more than a guess.
    """
    first, second, third, fourth = -1, -1, -1, -1
    count, crew = 0, date // m[BASE]
    top = crew * m[MOST_PLACES]
    for number in range(m[m[COUNT] + date]):
        atom = m[spot(m, ON, date, number)]
        for row in range(m[m[PLACES_START] + atom], m[m[PLACES_START] + atom + 1]):
            place = m[spot(m, PLACES, row, 0)]
            if place in (first, second, third, fourth):
                continue
            if count == 0:
                first = place
            elif count == 1:
                second = place
            elif count == 2:
                third = place
            elif count == 3:
                fourth = place
            count += 1
    if count == 2:
        return m[spot(m, ROAD_MINUTES, top + first, second)], m[
            spot(m, ROAD_CENTS, top + first, second)
        ]
    if count > FOUR:
        moves = count - 1
        return (
            moves * m[spot(m, TERMS, crew, MOVE_MINUTES)],
            moves * m[spot(m, TERMS, crew, MOVE_CENTS)],
        )
    places = (first, second, third, fourth)
    best_minutes, best_cents, best_fits = 0, 0, False
    found = False
    for a in range(count):
        for b in range(count):
            for c in range(count):
                if (a - b) * (b - c) * (a - c) == 0:
                    continue
                one, two, three = places[a], places[b], places[c]
                minutes = m[spot(m, ROAD_MINUTES, top + one, two)]
                minutes += m[spot(m, ROAD_MINUTES, top + two, three)]
                cents = m[spot(m, ROAD_CENTS, top + one, two)]
                cents += m[spot(m, ROAD_CENTS, top + two, three)]
                if count == FOUR:
                    other = places[6 - a - b - c]
                    minutes += m[spot(m, ROAD_MINUTES, top + three, other)]
                    cents += m[spot(m, ROAD_CENTS, top + three, other)]
                fits = minutes <= left
                if not fits:
                    better = not best_fits and minutes < best_minutes
                elif not best_fits:
                    better = True
                else:
                    better = cents < best_cents or (cents == best_cents and minutes < best_minutes)
                if better or not found:
                    best_minutes, best_cents, best_fits, found = minutes, cents, fits, True
    return best_minutes, best_cents
