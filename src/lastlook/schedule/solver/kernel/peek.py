"""What a change would add at least, before anything is moved: most tries end here.

A refused try costs as much as an accepted one if its scenes are moved and moved back, and of a
thousand tries all but a few are refused. So what a change adds is bounded from below from the sums
at hand: the days' own cost and rules, who works when, and rest where whole days change places.
"""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.day import lateness_cents
from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    AT,
    BASE,
    BEFORE,
    BEFORE_START,
    BETWEEN,
    BROKEN,
    BROKEN_ORDER,
    BROKEN_REST,
    CENTS,
    COUNT,
    CREW_RESTS,
    CREWS,
    DAY,
    DAY_LOOSE,
    DAY_WORK,
    EXTRA,
    FAR_BROKEN,
    FAR_CENTS,
    FEES,
    FEES_OF,
    FORCED,
    HAND,
    HERE,
    LATE_MEAL,
    LENGTH_OF,
    LOCKED,
    MASK,
    MINUTES,
    MINUTES_OF,
    MOST_MOVES,
    MOST_PLACES,
    MOVE_CENTS,
    MOVE_MINUTES,
    NEAR,
    NEAR_START,
    NET_HERE,
    NET_WORKS,
    OLD,
    OPTIONS,
    ORDERS_HELD,
    OWN_REST,
    PAID,
    PAYEES,
    PAYEES_HELD,
    PAYEES_START,
    PLACES,
    PLACES_START,
    PRICES,
    REST_CENTS,
    RESTS,
    ROADS,
    SHARED,
    SPOTS,
    STAY,
    TERMS,
    TOTAL,
    UNIT,
    WEEK_CENTS,
    WEEK_HELD,
    WORK,
    WORKS,
    spot,
)
from lastlook.schedule.solver.kernel.money import pay, works_on
from lastlook.schedule.solver.kernel.rest import KIND, share_a_role
from lastlook.schedule.solver.kernel.state import too_many_days
from lastlook.schedule.solver.kernel.units import toggle, week_cents, work_more
from lastlook.schedule.talent.bits import lowest, within

NOWHERE = -1
"""In the place of a date: none."""
ROTATE_ON, ROTATE_BACK, REVERSE, EXCHANGE = range(4)


@within
def day_at_least(m: Any, taken: int, date: int, dates: Any) -> tuple[int, int]:
    """Give the cents and minutes broken that a slot adds at least, once the hand has moved.

    It is one of `dates`.
    """
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
    spots, cents, broken = m[m[SPOTS] + date], m[m[FEES_OF] + date], 0
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
                if sign and m[CREWS] > 1:
                    less, worse = beside_others(m, date, place, sign, dates)
                    cents, broken = cents - less, broken + worse
    was_cents, was_broken = m[spot(m, DAY, date, CENTS)], m[spot(m, DAY, date, MINUTES)]
    if count == 0:
        return cents - was_cents, broken - was_broken
    unit = m[m[UNIT] + date] if by_day == by_night == count else int(by_night > by_day)
    broken += (count - (by_night if unit else by_day)) * 2 * BROKEN
    crew = date // m[BASE]
    if not m[ROADS] or m[m[LOCKED] + date]:
        minutes += (spots - 1) * m[spot(m, TERMS, crew, MOVE_MINUTES)]
        cents += (spots - 1) * m[spot(m, TERMS, crew, MOVE_CENTS)]
    if minutes > m[spot(m, TERMS, crew, WORK)]:
        broken += BROKEN + minutes - m[spot(m, TERMS, crew, WORK)]
    most = m[spot(m, TERMS, crew, MOST_MOVES)]
    if spots - 1 > most:
        broken += (spots - 1 - most) * 2 * BROKEN
    cents += m[spot(m, PRICES, date, unit)] + lateness_cents(m, crew, minutes)
    return cents - was_cents, broken - was_broken


@within
def beside_others(m: Any, date: int, place: int, sign: int, dates: Any) -> tuple[int, int]:
    """Bound what other units at a place save, and break, once a slot comes there or leaves."""
    if m[m[SHARED] + place]:
        # Coming there might be free; the fee of one that leaves might be another's then.
        return int(m[m[FEES] + place] if sign > 0 else 0), 0
    others = 0
    for crew in range(m[CREWS]):
        slot = date % m[BASE] + crew * m[BASE]
        if slot == date or m[spot(m, HERE, slot, place)] == 0:
            continue
        # Another slot of the change might leave as well.
        if sign < 0 or slot not in dates:
            others += 1
    return 0, sign * 2 * BROKEN if others else 0


@within
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


@within
def pay_added(m: Any, who: int, dates: Any) -> tuple[int, int]:
    """Give the cents and minutes broken that a payee adds by what was noted, and forget that."""
    one, two, three = (
        m[spot(m, NET_WORKS, who, 0)],
        m[spot(m, NET_WORKS, who, 1)],
        m[spot(m, NET_WORKS, who, 2)],
    )
    if one == two == three == 0:
        return 0, 0
    begins_or_ends = False
    nets = (one, two, three)
    for column in range(3):
        if nets[column]:
            m[spot(m, NET_WORKS, who, column)] = 0
            begins_or_ends |= work_more(m, who, dates[column], nets[column])
    more = worse = 0
    if begins_or_ends:
        cents, broken = m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)]
        pay(m, who)
        more, worse = m[spot(m, PAID, who, 0)] - cents, m[spot(m, PAID, who, 1)] - broken
        m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)] = cents, broken
    for column in range(2, -1, -1):
        if nets[column]:
            work_more(m, who, dates[column], -nets[column])
    return more, worse


@within
def might_mend(m: Any, taken: int, dates: Any) -> int:
    """Count minutes that are broken beside the slots, by the hand's orders, by too many days."""
    if m[m[TOTAL] + MINUTES] == 0:
        return 0
    broken = too_many_days(m) + m[m[TOTAL] + FAR_BROKEN] + apart_broken(m)
    for date in dates:
        if date >= 0:
            for row in range(m[m[NEAR_START] + date], m[m[NEAR_START] + date + 1]):
                broken += m[m[BROKEN_REST] + m[m[NEAR] + row]]
    for number in range(taken):
        atom = m[spot(m, HAND, number, 0)]
        for row in range(m[m[BEFORE_START] + atom], m[m[BEFORE_START] + atom + 1]):
            broken += m[m[BROKEN_ORDER] + m[m[BEFORE] + row]]
    return int(broken)


@within
def might_save(m: Any, dates: Any) -> int:
    """Give cents beside the slots that a change might save: calls, journeys, long weeks."""
    cents = m[m[TOTAL] + FAR_CENTS]
    for date in dates:
        if date >= 0 and m[FORCED] > 0:
            for row in range(m[m[NEAR_START] + date], m[m[NEAR_START] + date + 1]):
                cents += m[m[REST_CENTS] + m[m[NEAR] + row]]
        if 0 <= date < m[BASE] and m[WEEK_HELD]:
            cents += week_cents(m, date)
    return int(cents)


@within
def moved_away(m: Any, taken: int) -> int:
    """Count the scenes of the hand that leave the kept board's date, less those that return."""
    more = 0
    for number in range(taken):
        atom, to = m[spot(m, HAND, number, 0)], m[spot(m, HAND, number, 1)]
        more += m[spot(m, OLD, atom, to)] - m[spot(m, OLD, atom, m[m[AT] + atom])]
    return int(more)


@within
def too_dear(m: Any, taken: int, dates: Any, price: float, most: float) -> bool:
    """Whether the atoms in the hand, put where they are to go, surely add too much.

    `dates` are the three they come from and go to, -1 for none; `price` the cents of a minute
    broken; `most` the cents that may be added.
    """
    cents, broken = -might_save(m, dates), -might_mend(m, taken, dates)
    for date in dates:
        if date >= 0:
            more, worse = day_at_least(m, taken, date, dates)
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


@within
def turned(kind: int, date: int, low: int, high: int) -> int:
    """Say where a date of a run goes."""
    if kind == ROTATE_ON:
        return low if date == high else date + 1
    if kind == ROTATE_BACK:
        return high if date == low else date - 1
    return low + high - date


@within
def is_turned(kind: int, date: int, low: int, high: int) -> bool:
    """Whether a date is one of a run, or of two that are exchanged."""
    return date in (low, high) if kind == EXCHANGE else low <= date <= high


@within
def came_from(kind: int, date: int, low: int, high: int) -> int:
    """Say which date of a run comes to a date; one outside the run stays."""
    if not is_turned(kind, date, low, high):
        return date
    if kind == ROTATE_ON:
        return turned(ROTATE_BACK, date, low, high)
    return turned(ROTATE_ON if kind == ROTATE_BACK else kind, date, low, high)


@within
def slot_from(m: Any, slot: int, kind: int, low: int, high: int, crew: int) -> int:
    """Say which slot comes to a slot, where a run of dates is turned for one unit or all (-1)."""
    if crew >= 0 and slot // m[BASE] != crew:
        return slot
    date = slot % m[BASE]
    return int(slot - date + came_from(kind, date, low, high))


@within
def rest_added(m: Any, slot: int, kind: int, low: int, high: int, crew: int) -> int:
    """Count minutes of rest beside a slot that are broken more once a run is turned, at least."""
    broken = 0
    for row in range(m[m[NEAR_START] + slot], m[m[NEAR_START] + slot + 1]):
        pair = m[m[NEAR] + row]
        one, two = m[spot(m, RESTS, pair, 0)], m[spot(m, RESTS, pair, 1)]
        turns = crew < 0 or one // m[BASE] == crew
        if two == slot and turns and is_turned(kind, one % m[BASE], low, high):
            continue  # counted with its other slot
        broken -= m[m[BROKEN_REST] + pair]
        before = slot_from(m, one, kind, low, high, crew)
        after = slot_from(m, two, kind, low, high, crew)
        sort = m[spot(m, RESTS, pair, KIND)]
        if sort != OWN_REST and m[m[COUNT] + before] and m[m[COUNT] + after]:
            limit = 2 + 2 * m[m[UNIT] + before] + m[m[UNIT] + after]
            over = m[spot(m, DAY, before, DAY_WORK)] - m[spot(m, RESTS, pair, limit)]
            if over > 0 and (sort == CREW_RESTS or share_a_role(m, before, after)):
                broken += BROKEN + min(over, 4 * BROKEN)
    return int(broken)


@within
def works_there(m: Any, who: int, date: int, crew: int) -> bool:
    """Whether a payee works on a date with a unit, or with any (-1)."""
    if crew < 0:
        return bool(works_on(m, who, date))
    return bool(m[spot(m, WORKS, who, date + crew * m[BASE])] > 0)


@within
def flipped(m: Any, who: int, kind: int, low: int, high: int, crew: int) -> int:
    """Give the dates of a run, as bits, on which its turn changes whether a payee works."""
    step = high - low if kind == EXCHANGE else 1
    flips = 0
    for date in range(low, high + 1, step):
        source = came_from(kind, date, low, high)
        if works_there(m, who, date, crew) != works_there(m, who, source, crew):
            flips |= 1 << ((date - low) // step)
    return flips


@within
def flip(m: Any, who: int, flips: int, low: int, step: int, crew: int, back: bool) -> None:
    """Change whether a payee works on some dates of a run, or change it back."""
    while flips:
        date = low + lowest(flips) * step
        flips &= flips - 1
        if crew < 0:
            m[spot(m, MASK, who, date >> 6)] ^= 1 << (date & 63)
        else:
            slot = date + crew * m[BASE]
            toggle(m, who, slot, 1 if (m[spot(m, WORKS, who, slot)] > 0) == back else -1)


@within
def run_too_dear(
    m: Any, taken: int, kind: int, low: int, high: int, crew: int, price: float, most: float
) -> bool:
    """Whether the days of a run of dates, changing places, surely add too much.

    They are those of one unit, or of all (-1).
    """
    step = high - low if kind == EXCHANGE else 1
    added = -1.0 - m[m[TOTAL] + FAR_CENTS] - m[m[TOTAL] + WEEK_CENTS]
    if m[STAY]:
        added += m[STAY] * moved_away(m, taken)
    if m[CREWS] > 1 and crew >= 0:
        added -= price * m[m[BETWEEN] + 1] + shared_fees(m, kind, low, high)
    if m[m[TOTAL] + MINUTES]:
        added -= price * (m[m[TOTAL] + FAR_BROKEN] + apart_broken(m))
        for order in range(m[ORDERS_HELD]):
            added -= price * m[m[BROKEN_ORDER] + order]
    for unit in range(max(0, crew), m[CREWS] if crew < 0 else crew + 1):
        for date in range(low, high + 1, step):
            slot = date + unit * m[BASE]
            if m[m[EXTRA] + slot]:
                return False
            source = came_from(kind, date, low, high) + unit * m[BASE]
            added += slot_added(m, slot, source, price)
            added += price * rest_added(m, slot, kind, low, high, crew)
            if m[FORCED] > 0:
                for row in range(m[m[NEAR_START] + slot], m[m[NEAR_START] + slot + 1]):
                    added -= m[m[REST_CENTS] + m[m[NEAR] + row]]
    for who in range(m[PAYEES_HELD]):
        flips = flipped(m, who, kind, low, high, crew)
        if not flips:
            continue
        cents, broken = m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)]
        flip(m, who, flips, low, step, crew, False)
        pay(m, who)
        added += m[spot(m, PAID, who, 0)] - cents + price * (m[spot(m, PAID, who, 1)] - broken)
        flip(m, who, flips, low, step, crew, True)
        m[spot(m, PAID, who, 0)], m[spot(m, PAID, who, 1)] = cents, broken
    return bool(added > most)


@within
def slot_added(m: Any, slot: int, source: int, price: float) -> float:
    """Give what a slot adds at least once another's day comes to it."""
    added = 0.0
    if m[m[TOTAL] + MINUTES]:
        added -= price * m[spot(m, DAY, slot, MINUTES)]
    if m[m[COUNT] + source]:
        added += min(m[spot(m, PRICES, slot, 0)], m[spot(m, PRICES, slot, 1)])
        added -= m[spot(m, PRICES, source, m[m[UNIT] + source])]
        if m[ROADS] or m[spot(m, TERMS, slot // m[BASE], LATE_MEAL)] > 0:
            added -= m[spot(m, DAY, source, DAY_LOOSE)]
    return added


@within
def shared_fees(m: Any, kind: int, low: int, high: int) -> int:
    """Give the fees that units might come to share where one unit's days of a run are turned."""
    cents = 0
    for place in range(m[MOST_PLACES]):
        if m[m[SHARED] + place]:
            days = 2 if kind == EXCHANGE else high - low + 1
            cents += days * m[m[FEES] + place]
    return cents


@within
def apart_broken(m: Any) -> int:
    """Give the minutes broken by scenes that are to be apart."""
    return int(m[m[BETWEEN] + 2])
