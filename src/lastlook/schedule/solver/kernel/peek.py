"""What a change would add at least, before anything is moved: most tries end here.

A refused try costs as much as an accepted one if its scenes are moved and moved back, and of a
thousand tries all but a few are refused. So what a change adds is bounded from below from the sums
at hand: the days' own cost and rules, who works when, and rest where whole days change places.
"""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.day import TENTH
from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    AT,
    BEFORE,
    BEFORE_START,
    BROKEN,
    BROKEN_ORDER,
    BROKEN_REST,
    CENTS,
    COUNT,
    DAY,
    EXTRA,
    FEES,
    FEES_OF,
    HAND,
    HERE,
    LATE,
    LATE_RULES,
    LENGTH_OF,
    LOCKED,
    MASK,
    MINUTES,
    MINUTES_OF,
    MOST_DAYS,
    MOST_MOVES,
    MOVE_CENTS,
    MOVE_MINUTES,
    NEAR,
    NEAR_START,
    NET_HERE,
    NET_WORKS,
    OLD,
    OPTIONS,
    ORDERS_HELD,
    PAID,
    PAYEES,
    PAYEES_HELD,
    PAYEES_START,
    PLACES,
    PLACES_START,
    PRICES,
    RESTS,
    ROADS,
    SPOTS,
    STAY,
    TOTAL,
    UNIT,
    USED,
    WORK,
    WORKS,
    spot,
)
from lastlook.schedule.solver.kernel.money import pay, works_on
from lastlook.schedule.talent.bits import compiled, lowest

NOWHERE = -1
"""In the place of a date: none."""
ROTATE_ON, ROTATE_BACK, REVERSE, EXCHANGE = range(4)


@compiled
def day_at_least(m: Any, taken: int, date: int) -> tuple[int, int]:
    """Give the cents and minutes broken that a date adds at least, once the hand has moved."""
    count, minutes = m[m[COUNT] + date], m[m[EXTRA] + date] + m[m[MINUTES_OF] + date]
    by_day, by_night = m[spot(m, ALLOW, date, 0)], m[spot(m, ALLOW, date, 1)]
    for number in range(taken):
        atom = m[spot(m, HAND, number, 0)]
        sign = int(m[spot(m, HAND, number, 1)] == date) - int(m[m[AT] + atom] == date)
        if sign:
            count += sign
            minutes += sign * m[m[LENGTH_OF] + atom]
            by_day += sign * (m[spot(m, OPTIONS, atom, date)] & 1)
            by_night += sign * (m[spot(m, OPTIONS, atom, date)] >> 1)
            for row in range(m[m[PLACES_START] + atom], m[m[PLACES_START] + atom + 1]):
                place = m[spot(m, PLACES, row, 0)]
                m[m[NET_HERE] + place] += sign * m[spot(m, PLACES, row, 1)]
    spots, cents = m[m[SPOTS] + date], m[m[FEES_OF] + date]
    for number in range(taken):
        atom = m[spot(m, HAND, number, 0)]
        for row in range(m[m[PLACES_START] + atom], m[m[PLACES_START] + atom + 1]):
            place = m[spot(m, PLACES, row, 0)]
            net = m[m[NET_HERE] + place]
            if net:
                m[m[NET_HERE] + place] = 0
                before = m[spot(m, HERE, date, place)]
                sign = int(before == 0) - int(before + net == 0)
                spots += sign
                cents += sign * m[m[FEES] + place]
    was_cents, was_broken = m[spot(m, DAY, date, CENTS)], m[spot(m, DAY, date, MINUTES)]
    if count == 0:
        return -was_cents, -was_broken
    unit = m[m[UNIT] + date] if by_day == by_night == count else int(by_night > by_day)
    broken = (count - (by_night if unit else by_day)) * 2 * BROKEN
    if not m[ROADS] or m[m[LOCKED] + date]:
        minutes += (spots - 1) * m[MOVE_MINUTES]
        cents += (spots - 1) * m[MOVE_CENTS]
    if minutes > m[WORK]:
        broken += BROKEN + minutes - m[WORK]
    if spots - 1 > m[MOST_MOVES]:
        broken += (spots - 1 - m[MOST_MOVES]) * 2 * BROKEN
    cents += m[spot(m, PRICES, date, unit)]
    for rule in range(m[LATE_RULES]):
        over = minutes - m[spot(m, LATE, rule, 0)]
        if over > 0:
            tenths = (over + TENTH - 1) // TENTH
            cents += m[spot(m, LATE, rule, 2)] + m[spot(m, LATE, rule, 1)] * tenths
    return cents - was_cents, broken - was_broken


@compiled
def note_work(m: Any, taken: int, dates: Any) -> None:
    """Count for each payee of the hand the atoms that each of three dates wins or loses."""
    for number in range(taken):
        atom, to = m[spot(m, HAND, number, 0)], m[spot(m, HAND, number, 1)]
        here = m[m[AT] + atom]
        for row in range(m[m[PAYEES_START] + atom], m[m[PAYEES_START] + atom + 1]):
            who = m[m[PAYEES] + row]
            for column in range(3):
                sign = int(to == dates[column]) - int(here == dates[column])
                m[spot(m, NET_WORKS, who, column)] += sign


@compiled
def pay_added(m: Any, who: int, dates: Any) -> tuple[int, int]:
    """Give the cents and minutes broken that a payee adds by what was noted, and forget that."""
    flips = 0
    for column in range(3):
        net = m[spot(m, NET_WORKS, who, column)]
        if net:
            m[spot(m, NET_WORKS, who, column)] = 0
            before = m[spot(m, WORKS, who, dates[column])]
            if (before == 0) != (before + net == 0):
                flips |= 1 << column
    if flips == 0:
        return 0, 0
    cents, broken = m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)]
    for column in range(3):
        if flips >> column & 1:
            m[spot(m, MASK, who, dates[column] >> 6)] ^= 1 << (dates[column] & 63)
    pay(m, who)
    more, worse = m[spot(m, PAID, who, 0)] - cents, m[spot(m, PAID, who, 1)] - broken
    for column in range(3):
        if flips >> column & 1:
            m[spot(m, MASK, who, dates[column] >> 6)] ^= 1 << (dates[column] & 63)
    m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)] = cents, broken
    return more, worse


@compiled
def might_mend(m: Any, taken: int, dates: Any) -> int:
    """Count minutes that are broken beside the dates, by the hand's orders, by too many days."""
    if m[m[TOTAL] + MINUTES] == 0:
        return 0
    broken = max(0, m[m[TOTAL] + USED] - m[MOST_DAYS]) * 4 * BROKEN
    for date in dates:
        if date >= 0:
            for row in range(m[m[NEAR_START] + date], m[m[NEAR_START] + date + 1]):
                broken += m[m[BROKEN_REST] + m[m[NEAR] + row]]
    for number in range(taken):
        atom = m[spot(m, HAND, number, 0)]
        for row in range(m[m[BEFORE_START] + atom], m[m[BEFORE_START] + atom + 1]):
            broken += m[m[BROKEN_ORDER] + m[m[BEFORE] + row]]
    return int(broken)


@compiled
def moved_away(m: Any, taken: int) -> int:
    """Count the scenes of the hand that leave the kept board's date, less those that return."""
    more = 0
    for number in range(taken):
        atom, to = m[spot(m, HAND, number, 0)], m[spot(m, HAND, number, 1)]
        more += m[spot(m, OLD, atom, to)] - m[spot(m, OLD, atom, m[m[AT] + atom])]
    return int(more)


@compiled
def too_dear(m: Any, taken: int, dates: Any, price: float, most: float) -> bool:
    """Whether the atoms in the hand, put where they are to go, surely add too much.

    `dates` are the three they come from and go to, -1 for none; `price` the cents of a minute
    broken; `most` the cents that may be added.
    """
    cents, broken = 0, -might_mend(m, taken, dates)
    for date in dates:
        if date >= 0:
            more, worse = day_at_least(m, taken, date)
            cents, broken = cents + more, broken + worse
    note_work(m, taken, dates)
    cents += m[STAY] * moved_away(m, taken)
    for number in range(taken):
        atom = m[spot(m, HAND, number, 0)]
        for row in range(m[m[PAYEES_START] + atom], m[m[PAYEES_START] + atom + 1]):
            more, worse = pay_added(m, m[m[PAYEES] + row], dates)
            cents, broken = cents + more, broken + worse
    # Less than a cent decides between boards of equal cost.
    return bool(cents - 1.0 + price * broken > most)


@compiled
def turned(kind: int, date: int, low: int, high: int) -> int:
    """Say where a date of a run goes."""
    if kind == ROTATE_ON:
        return low if date == high else date + 1
    if kind == ROTATE_BACK:
        return high if date == low else date - 1
    return low + high - date


@compiled
def is_turned(kind: int, date: int, low: int, high: int) -> bool:
    """Whether a date is one of a run, or of two that are exchanged."""
    return date in (low, high) if kind == EXCHANGE else low <= date <= high


@compiled
def came_from(kind: int, date: int, low: int, high: int) -> int:
    """Say which date of a run comes to a date; one outside the run stays."""
    if not is_turned(kind, date, low, high):
        return date
    if kind == ROTATE_ON:
        return turned(ROTATE_BACK, date, low, high)
    return turned(ROTATE_ON if kind == ROTATE_BACK else kind, date, low, high)


@compiled
def rest_added(m: Any, kind: int, low: int, high: int) -> int:
    """Count minutes of rest that are broken more once the days of a run change places."""
    broken = 0
    step = high - low if kind == EXCHANGE else 1
    for date in range(low, high + 1, step):
        for row in range(m[m[NEAR_START] + date], m[m[NEAR_START] + date + 1]):
            pair = m[m[NEAR] + row]
            one, two = m[spot(m, RESTS, pair, 0)], m[spot(m, RESTS, pair, 1)]
            before, after = came_from(kind, one, low, high), came_from(kind, two, low, high)
            if two == date and is_turned(kind, one, low, high):
                continue  # counted with its other date
            broken -= m[m[BROKEN_REST] + pair]
            if m[m[COUNT] + before] and m[m[COUNT] + after]:
                limit = 2 + 2 * m[m[UNIT] + before] + m[m[UNIT] + after]
                over = m[spot(m, DAY, before, 2)] - m[spot(m, RESTS, pair, limit)]
                if over > 0:
                    broken += BROKEN + min(over, 4 * BROKEN)
    return int(broken)


@compiled
def flipped(m: Any, who: int, kind: int, low: int, high: int) -> int:
    """Give the dates of a run, as bits, on which its turn changes whether a payee works."""
    step = high - low if kind == EXCHANGE else 1
    flips = 0
    for date in range(low, high + 1, step):
        if works_on(m, who, date) != works_on(m, who, came_from(kind, date, low, high)):
            flips |= 1 << ((date - low) // step)
    return flips


@compiled
def flip(m: Any, who: int, flips: int, low: int, step: int) -> None:
    """Change whether a payee works on some dates of a run."""
    while flips:
        date = low + lowest(flips) * step
        m[spot(m, MASK, who, date >> 6)] ^= 1 << (date & 63)
        flips &= flips - 1


@compiled
def run_too_dear(
    m: Any, taken: int, kind: int, low: int, high: int, price: float, most: float
) -> bool:
    """Whether the days of a run, changing places, surely add too much."""
    step = high - low if kind == EXCHANGE else 1
    added = price * rest_added(m, kind, low, high) - 1.0
    if m[STAY]:
        added += m[STAY] * moved_away(m, taken)
    for date in range(low, high + 1, step):
        if m[m[EXTRA] + date]:
            return False
        if m[m[TOTAL] + MINUTES]:
            added -= price * m[spot(m, DAY, date, MINUTES)]
        source = came_from(kind, date, low, high)
        if m[m[COUNT] + source]:
            added += min(m[spot(m, PRICES, date, 0)], m[spot(m, PRICES, date, 1)])
            added -= m[spot(m, PRICES, source, m[m[UNIT] + source])]
    if m[m[TOTAL] + MINUTES]:
        for order in range(m[ORDERS_HELD]):
            added -= price * m[m[BROKEN_ORDER] + order]
    for who in range(m[PAYEES_HELD]):
        flips = flipped(m, who, kind, low, high)
        if not flips:
            continue
        cents, broken = m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)]
        flip(m, who, flips, low, step)
        pay(m, who)
        added += m[spot(m, PAID, who, 0)] - cents + price * (m[spot(m, PAID, who, 1)] - broken)
        flip(m, who, flips, low, step)
        m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)] = cents, broken
    return bool(added > most)
