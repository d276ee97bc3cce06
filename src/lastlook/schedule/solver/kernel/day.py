"""What a date's scenes cost and which of a day's own rules they break, compiled."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    BROKEN,
    COUNT,
    DAY,
    EXTRA,
    FEES_OF,
    GROUPS_HELD,
    HERE,
    IN_GROUP,
    KNAP,
    KNAPS_HELD,
    LATE,
    LATE_RULES,
    LIMITS,
    LOCKED,
    MINUTES_OF,
    MOST_MOVES,
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
    SPOTS,
    TIGHT,
    UNIT,
    WORK,
    spot,
)
from lastlook.schedule.talent.bits import compiled

TENTH = 6
FOUR = 4
"""Places of a day up to which every way round is tried."""


@compiled
def judge(m: Any, date: int) -> None:
    """Sum a date anew: cents, minutes broken, length (-1 where nothing is shot), rank."""
    count = m[m[COUNT] + date]
    if count == 0:
        m[spot(m, DAY, date, 0)] = 0
        m[spot(m, DAY, date, 1)] = 0
        m[spot(m, DAY, date, 2)] = -1
        m[spot(m, DAY, date, 3)] = 0
        return
    by_day, by_night = m[spot(m, ALLOW, date, 0)], m[spot(m, ALLOW, date, 1)]
    if not by_day == by_night == count:
        m[m[UNIT] + date] = int(by_night > by_day)
    unit = m[m[UNIT] + date]
    broken = (count - m[spot(m, ALLOW, date, unit)]) * 2 * BROKEN
    moves = m[m[SPOTS] + date] - 1
    length = m[m[EXTRA] + date] + m[m[MINUTES_OF] + date]
    if moves and m[ROADS] and not m[m[LOCKED] + date]:
        minutes, cents = way(m, date, m[WORK] - length)
    else:
        minutes, cents = moves * m[MOVE_MINUTES], moves * m[MOVE_CENTS]
    length += minutes
    if length > m[WORK]:
        broken += BROKEN + length - m[WORK]
    if moves > m[MOST_MOVES]:
        broken += (moves - m[MOST_MOVES]) * 2 * BROKEN
    if m[TIGHT]:
        broken += too_long_there(m, date, unit)
    for knap in range(m[KNAPS_HELD]):
        over = m[spot(m, KNAP, knap, date)] - m[spot(m, LIMITS, knap, 2 * date + unit)]
        # A limit binds only on dates with scenes of the role.
        if m[spot(m, KNAP, knap, date)] and over > 0:
            broken += BROKEN + over
    for group in range(m[GROUPS_HELD]):
        if m[spot(m, IN_GROUP, group, date)] > 1:
            broken += (m[spot(m, IN_GROUP, group, date)] - 1) * 2 * BROKEN
    cents += m[spot(m, PRICES, date, unit)] + m[m[FEES_OF] + date]
    for rule in range(m[LATE_RULES]):
        over = length - m[spot(m, LATE, rule, 0)]
        if over > 0:
            cents += m[spot(m, LATE, rule, 2)] + m[spot(m, LATE, rule, 1)] * (
                (over + TENTH - 1) // TENTH
            )
    m[spot(m, DAY, date, 0)] = cents
    m[spot(m, DAY, date, 1)] = broken
    m[spot(m, DAY, date, 2)] = length
    m[spot(m, DAY, date, 3)] = m[m[MOVED] + date] * m[MOVE_RANK] + date


@compiled
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


@compiled
def way(m: Any, date: int, left: int) -> tuple[int, int]:
    """Give minutes and cents of the cheapest way round a date's places that fits into `left`.

    Of ways that cost the same the shortest; where none fits, the shortest of all. Beyond `FOUR`
    places, which no day may have, the way is no more than a guess.
    """
    first, second, third, fourth = -1, -1, -1, -1
    count = 0
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
        return m[spot(m, ROAD_MINUTES, first, second)], m[spot(m, ROAD_CENTS, first, second)]
    if count > FOUR:
        moves = count - 1
        return moves * m[MOVE_MINUTES], moves * m[MOVE_CENTS]
    places = (first, second, third, fourth)
    best_minutes, best_cents, best_fits = 0, 0, False
    found = False
    for a in range(count):
        for b in range(count):
            for c in range(count):
                if (a - b) * (b - c) * (a - c) == 0:
                    continue
                one, two, three = places[a], places[b], places[c]
                minutes = m[spot(m, ROAD_MINUTES, one, two)] + m[spot(m, ROAD_MINUTES, two, three)]
                cents = m[spot(m, ROAD_CENTS, one, two)] + m[spot(m, ROAD_CENTS, two, three)]
                if count == FOUR:
                    other = places[6 - a - b - c]
                    minutes += m[spot(m, ROAD_MINUTES, three, other)]
                    cents += m[spot(m, ROAD_CENTS, three, other)]
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
