"""A board in the making, compiled: atoms move one by one, and what they change is summed anew.

Every atom stands on a date that is open to it, always; other rules may be broken, and by how much
is counted in minutes. `settle` says what the last shifts came to, `revert` takes them back.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lastlook.schedule.solver.kernel.clock import MOST_MEALS
from lastlook.schedule.solver.kernel.day import judge
from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    AT,
    ATOMS,
    BASE,
    BEFORE,
    BEFORE_START,
    BEGINS,
    BETWEEN,
    BROKEN,
    BROKEN_ORDER,
    BROKEN_REST,
    CENTS,
    CLASH,
    CLOCK,
    CONTENT,
    COUNT,
    CREWS,
    CROWDED,
    DATES,
    DAY,
    DAY_CELLS,
    DAY_LENGTH,
    DAY_RANK,
    DIRTY_DATES,
    DIRTY_ORDERS,
    DIRTY_PAIRS,
    DIRTY_PAYEES,
    EATEN,
    FAR_BROKEN,
    FAR_CENTS,
    FARS_HELD,
    FEES,
    FEES_OF,
    GROUPS,
    GROUPS_START,
    HAND,
    HERE,
    IN_GROUP,
    KEY_OF,
    KNAP,
    KNAPS,
    KNAPS_HELD,
    KNAPS_START,
    LENGTH_OF,
    LOG,
    MARKS,
    MASK,
    MEMBERS,
    MEMBERS_START,
    MINUTES,
    MINUTES_OF,
    MOST_DAYS,
    MOVED,
    NEAR,
    NEAR_START,
    NET_HERE,
    NET_WORKS,
    OLD,
    ON,
    OPTIONS,
    ORDER,
    ORDERS,
    ORDERS_HELD,
    ORDINALS,
    PAID,
    PAIRS_HELD,
    PAYEES,
    PAYEES_HELD,
    PAYEES_START,
    PLACES,
    PLACES_START,
    RANDOM,
    RANK,
    REMEMBERED,
    REST_CENTS,
    ROUND,
    SAVED,
    SCENES,
    SEEN,
    SLOT,
    SORTED,
    SPOTS,
    TERMS,
    TOLD,
    TOTAL,
    UNIT,
    USED,
    WAS_CLASH,
    WAS_DAY,
    WAS_MASK,
    WAS_ORDER,
    WAS_PAID,
    WAS_REST,
    WAS_REST_CENTS,
    WAS_TOTAL,
    WAS_UNIT,
    WEEK_CENTS,
    WEEK_HELD,
    WORD,
    WORKS,
    lay,
    spot,
)
from lastlook.schedule.solver.kernel.money import pay
from lastlook.schedule.solver.kernel.rest import pair_rests
from lastlook.schedule.solver.kernel.units import all_weeks, come_or_go, journeys, work_more
from lastlook.schedule.talent.bits import compiled, within


def board(tables: dict[int, Any], scalars: dict[int, int], seed: int) -> Any:
    """Lay out a task with a board that has no atom on a date."""
    atoms, dates, payees = scalars[ATOMS], scalars[DATES], scalars[PAYEES_HELD]
    pairs, orders = scalars[PAIRS_HELD], scalars[ORDERS_HELD]
    groups = 1 + int(max(tables[GROUPS], default=0))

    def zeros(*shape: int) -> Any:
        return np.zeros(shape, np.int64)

    day = zeros(dates, DAY_CELLS)
    day[:, DAY_LENGTH] = -1
    scenes = len(tables[SCENES])
    words = -(-scalars[BASE] // WORD)
    used = USED + scalars[CREWS]
    state = {
        AT: zeros(atoms) - 1,
        ON: zeros(dates, atoms),
        SLOT: zeros(atoms),
        COUNT: zeros(dates),
        UNIT: zeros(dates),
        ALLOW: zeros(dates, 2),
        MINUTES_OF: zeros(dates),
        HERE: zeros(dates, len(tables[FEES])),
        SPOTS: zeros(dates),
        FEES_OF: zeros(dates),
        KNAP: zeros(scalars[KNAPS_HELD], dates),
        IN_GROUP: zeros(groups, scalars[BASE]),
        MOVED: zeros(dates),
        WORKS: zeros(payees, dates),
        MASK: zeros(payees, words),
        CLASH: zeros(payees),
        CONTENT: zeros(dates),
        DAY: day,
        PAID: zeros(payees, 2),
        BROKEN_REST: zeros(pairs),
        REST_CENTS: zeros(pairs),
        BROKEN_ORDER: zeros(orders),
        BETWEEN: zeros(3),
        TOTAL: zeros(used),
        LOG: zeros(2 * atoms + 2, 2),
        DIRTY_DATES: zeros(dates + 1),
        DIRTY_PAYEES: zeros(payees + 1),
        DIRTY_PAIRS: zeros(pairs + 1),
        DIRTY_ORDERS: zeros(orders + 1),
        MARKS: zeros(4, max(dates, payees, pairs, orders)),
        CLOCK: zeros(1) + 1,
        WAS_DAY: zeros(dates, DAY_CELLS),
        WAS_UNIT: zeros(dates),
        WAS_PAID: zeros(payees, 2),
        WAS_MASK: zeros(payees, words),
        WAS_CLASH: zeros(payees),
        WAS_REST: zeros(pairs),
        WAS_REST_CENTS: zeros(pairs),
        WAS_ORDER: zeros(orders),
        WAS_TOTAL: zeros(used),
        HAND: zeros(atoms + 1, 2),
        NET_HERE: zeros(len(tables[FEES])),
        NET_WORKS: zeros(payees, 3),
        RANDOM: zeros(1) + _mixed(seed),
        TOLD: zeros(scenes + 1),
        ROUND: zeros(scenes + 1),
        ORDER: zeros(scenes + 1),
        BEGINS: zeros(scenes + 1, 2),
        SORTED: zeros(scenes + 1),
        EATEN: zeros(MOST_MEALS + 1),
        SEEN: zeros(scalars[REMEMBERED], 5),
    }
    return lay(scalars, tables | state)


def _mixed(seed: int) -> int:
    word = (seed + 1) * 0x9E3779B97F4A7C15 % (1 << 63)
    return (word ^ word >> 31) or 1


@within
def touch_date(m: Any, date: int) -> None:
    """Remember how a date was, before it changes for the first time since it was settled."""
    if m[spot(m, MARKS, 0, date)] != m[m[CLOCK]]:
        m[spot(m, MARKS, 0, date)] = m[m[CLOCK]]
        m[m[DIRTY_DATES]] += 1
        m[m[DIRTY_DATES] + m[m[DIRTY_DATES]]] = date
        m[m[WAS_UNIT] + date] = m[m[UNIT] + date]
        for column in range(DAY_CELLS):
            m[spot(m, WAS_DAY, date, column)] = m[spot(m, DAY, date, column)]


@within
def touch_payee(m: Any, who: int) -> None:
    """Remember what somebody is paid for, before that changes for the first time."""
    if m[spot(m, MARKS, 1, who)] != m[m[CLOCK]]:
        m[spot(m, MARKS, 1, who)] = m[m[CLOCK]]
        m[m[DIRTY_PAYEES]] += 1
        m[m[DIRTY_PAYEES] + m[m[DIRTY_PAYEES]]] = who
        m[spot(m, WAS_PAID, who, 0)] = m[spot(m, PAID, who, 0)]
        m[spot(m, WAS_PAID, who, 1)] = m[spot(m, PAID, who, 1)]
        m[m[WAS_CLASH] + who] = m[m[CLASH] + who]
        for word in range(m[MASK + 1]):
            m[spot(m, WAS_MASK, who, word)] = m[spot(m, MASK, who, word)]


@within
def works_as_before(m: Any, who: int) -> bool:
    """Whether somebody works on the same dates, and with as many units, as when it was settled."""
    if m[m[WAS_CLASH] + who] != m[m[CLASH] + who]:
        return False
    for word in range(m[MASK + 1]):
        if m[spot(m, WAS_MASK, who, word)] != m[spot(m, MASK, who, word)]:
            return False
    return True


@within
def shift(m: Any, atom: int, date: int) -> None:
    """Put an atom on a date that is open to it."""
    before = m[m[AT] + atom]
    if before == date:
        return
    m[spot(m, LOG, 0, 0)] += 1
    m[spot(m, LOG, m[spot(m, LOG, 0, 0)], 0)] = atom
    m[spot(m, LOG, m[spot(m, LOG, 0, 0)], 1)] = before
    if before >= 0:
        touch_date(m, before)
    if date >= 0:
        touch_date(m, date)
    carry(m, atom, date)


@within
def carry(m: Any, atom: int, date: int) -> None:
    """Do what `shift` does to sums and sets, and nothing else."""
    before = m[m[AT] + atom]
    if before >= 0:
        last = m[spot(m, ON, before, m[m[COUNT] + before] - 1)]
        m[spot(m, ON, before, m[m[SLOT] + atom])] = last
        m[m[SLOT] + last] = m[m[SLOT] + atom]
        add(m, atom, before, -1)
    m[m[AT] + atom] = date
    if date >= 0:
        m[spot(m, ON, date, m[m[COUNT] + date])] = atom
        m[m[SLOT] + atom] = m[m[COUNT] + date]
        add(m, atom, date, 1)


@within
def add(m: Any, atom: int, date: int, sign: int) -> None:
    """Add an atom to a date's sums, or take it out of them."""
    m[m[COUNT] + date] += sign
    m[m[CONTENT] + date] ^= word_of_atom(m, atom)
    m[m[MINUTES_OF] + date] += sign * m[m[LENGTH_OF] + atom]
    m[m[MOVED] + date] += sign * m[spot(m, OLD, atom, date)]
    units = m[spot(m, OPTIONS, atom, date)]
    m[spot(m, ALLOW, date, 0)] += sign * (units & 1)
    m[spot(m, ALLOW, date, 1)] += sign * (units >> 1)
    for row in range(m[m[PLACES_START] + atom], m[m[PLACES_START] + atom + 1]):
        add_place(m, date, m[spot(m, PLACES, row, 0)], sign * m[spot(m, PLACES, row, 1)])
    for row in range(m[m[PAYEES_START] + atom], m[m[PAYEES_START] + atom + 1]):
        who = m[m[PAYEES] + row]
        if m[spot(m, WORKS, who, date)] == (0 if sign > 0 else 1):
            touch_payee(m, who)
        work_more(m, who, date, sign)
    for row in range(m[m[KNAPS_START] + atom], m[m[KNAPS_START] + atom + 1]):
        m[spot(m, KNAP, m[spot(m, KNAPS, row, 0)], date)] += sign * m[spot(m, KNAPS, row, 1)]
    day = date % m[BASE]
    for row in range(m[m[GROUPS_START] + atom], m[m[GROUPS_START] + atom + 1]):
        group = m[m[GROUPS] + row]
        m[spot(m, IN_GROUP, group, day)] += sign
        if m[spot(m, IN_GROUP, group, day)] >= (2 if sign > 0 else 1):
            m[m[BETWEEN] + 2] += sign * 2 * BROKEN


@within
def word_of_atom(m: Any, atom: int) -> int:
    """Give the word of an atom's scenes."""
    word = 0
    for row in range(m[m[MEMBERS_START] + atom], m[m[MEMBERS_START] + atom + 1]):
        word ^= m[spot(m, SCENES, m[m[MEMBERS] + row], KEY_OF)]
    return word


@within
def add_place(m: Any, date: int, place: int, minutes: int) -> None:
    """Add minutes at a place to a slot."""
    before = m[spot(m, HERE, date, place)]
    m[spot(m, HERE, date, place)] = before + minutes
    sign = int(before == 0) - int(before + minutes == 0)
    if sign:
        m[m[SPOTS] + date] += sign
        m[m[FEES_OF] + date] += sign * m[m[FEES] + place]
        if m[CREWS] > 1:
            come_or_go(m, date, place, sign)


@compiled
def settle(m: Any) -> None:
    """Sum anew what was touched."""
    total = m[TOTAL]
    for column in range(USED + m[CREWS]):
        m[m[WAS_TOTAL] + column] = m[total + column]
    m[total + MINUTES] -= too_many_days(m)
    for number in range(1, m[m[DIRTY_DATES]] + 1):
        date = m[m[DIRTY_DATES] + number]
        judge(m, date)
        used = (m[spot(m, DAY, date, DAY_LENGTH)] >= 0) - (
            m[spot(m, WAS_DAY, date, DAY_LENGTH)] >= 0
        )
        m[total + USED + date // m[BASE]] += used
        m[total + CENTS] += m[spot(m, DAY, date, CENTS)] - m[spot(m, WAS_DAY, date, CENTS)]
        m[total + MINUTES] += m[spot(m, DAY, date, MINUTES)] - m[spot(m, WAS_DAY, date, MINUTES)]
        m[total + RANK] += m[spot(m, DAY, date, DAY_RANK)] - m[spot(m, WAS_DAY, date, DAY_RANK)]
    m[total + MINUTES] += too_many_days(m)
    for number in range(1, m[m[DIRTY_PAYEES]] + 1):
        who = m[m[DIRTY_PAYEES] + number]
        if works_as_before(m, who):
            continue
        pay(m, who)
        m[total + CENTS] += m[spot(m, PAID, who, 0)] - m[spot(m, WAS_PAID, who, 0)]
        m[total + MINUTES] += m[spot(m, PAID, who, 1)] - m[spot(m, WAS_PAID, who, 1)]
    for number in range(1, m[m[DIRTY_DATES]] + 1):
        date = m[m[DIRTY_DATES] + number]
        for row in range(m[m[NEAR_START] + date], m[m[NEAR_START] + date + 1]):
            settle_pair(m, m[m[NEAR] + row])
    if m[ORDERS_HELD]:
        for number in range(1, m[spot(m, LOG, 0, 0)] + 1):
            atom = m[spot(m, LOG, number, 0)]
            for row in range(m[m[BEFORE_START] + atom], m[m[BEFORE_START] + atom + 1]):
                settle_order(m, m[m[BEFORE] + row])
    settle_between(m)


@within
def too_many_days(m: Any) -> int:
    """Give the minutes broken by units that work on more days than they may."""
    broken = 0
    for crew in range(m[CREWS]):
        over = m[m[TOTAL] + USED + crew] - m[spot(m, TERMS, crew, MOST_DAYS)]
        if over > 0:
            broken += over * 4 * BROKEN
    return broken


@within
def settle_between(m: Any) -> None:
    """Bring up to date what hangs on several slots together."""
    total = m[TOTAL]
    m[total + CENTS] -= m[m[BETWEEN]] - m[total + SAVED]
    m[total + SAVED] = m[m[BETWEEN]]
    crowded = m[m[BETWEEN] + 1] + m[m[BETWEEN] + 2]
    m[total + MINUTES] += crowded - m[total + CROWDED]
    m[total + CROWDED] = crowded
    if m[FARS_HELD]:
        cents, broken = journeys(m)
        m[total + CENTS] += cents - m[total + FAR_CENTS]
        m[total + FAR_CENTS] = cents
        m[total + MINUTES] += broken - m[total + FAR_BROKEN]
        m[total + FAR_BROKEN] = broken
    if m[WEEK_HELD]:
        cents = all_weeks(m)
        m[total + CENTS] += cents - m[total + WEEK_CENTS]
        m[total + WEEK_CENTS] = cents


@within
def settle_pair(m: Any, pair: int) -> None:
    """Judge the rest between two slots."""
    if m[spot(m, MARKS, 2, pair)] == m[m[CLOCK]]:
        return
    m[spot(m, MARKS, 2, pair)] = m[m[CLOCK]]
    m[m[DIRTY_PAIRS]] += 1
    m[m[DIRTY_PAIRS] + m[m[DIRTY_PAIRS]]] = pair
    m[m[WAS_REST] + pair] = m[m[BROKEN_REST] + pair]
    m[m[WAS_REST_CENTS] + pair] = m[m[REST_CENTS] + pair]
    broken, cents = pair_rests(m, pair)
    m[m[BROKEN_REST] + pair], m[m[REST_CENTS] + pair] = broken, cents
    m[m[TOTAL] + MINUTES] += broken - m[m[WAS_REST] + pair]
    m[m[TOTAL] + CENTS] += cents - m[m[WAS_REST_CENTS] + pair]


@within
def settle_order(m: Any, order: int) -> None:
    """Judge whether one atom comes before another."""
    if m[spot(m, MARKS, 3, order)] == m[m[CLOCK]]:
        return
    m[spot(m, MARKS, 3, order)] = m[m[CLOCK]]
    m[m[DIRTY_ORDERS]] += 1
    m[m[DIRTY_ORDERS] + m[m[DIRTY_ORDERS]]] = order
    m[m[WAS_ORDER] + order] = m[m[BROKEN_ORDER] + order]
    one, two = m[m[AT] + m[spot(m, ORDERS, order, 0)]], m[m[AT] + m[spot(m, ORDERS, order, 1)]]
    m[m[BROKEN_ORDER] + order] = 0
    if one >= 0 and two >= 0:
        short = m[spot(m, ORDERS, order, 2)] - (m[m[ORDINALS] + two] - m[m[ORDINALS] + one])
        if one != two and m[m[ORDINALS] + two] == m[m[ORDINALS] + one]:
            short = max(short, 1)  # nobody knows which unit is earlier
        if short > 0:
            m[m[BROKEN_ORDER] + order] = 2 * BROKEN + 10 * min(short, 20)
    m[m[TOTAL] + MINUTES] += m[m[BROKEN_ORDER] + order] - m[m[WAS_ORDER] + order]


@compiled
def accept(m: Any) -> None:
    """Forget how things were."""
    m[m[CLOCK]] += 1
    m[spot(m, LOG, 0, 0)] = 0
    m[m[DIRTY_DATES]] = 0
    m[m[DIRTY_PAYEES]] = 0
    m[m[DIRTY_PAIRS]] = 0
    m[m[DIRTY_ORDERS]] = 0


@within
def revert(m: Any) -> None:
    """Take the shifts back that were made since `accept`, settled or not."""
    for number in range(m[spot(m, LOG, 0, 0)], 0, -1):
        carry(m, m[spot(m, LOG, number, 0)], m[spot(m, LOG, number, 1)])
    for number in range(1, m[m[DIRTY_DATES]] + 1):
        date = m[m[DIRTY_DATES] + number]
        m[m[UNIT] + date] = m[m[WAS_UNIT] + date]
        for column in range(DAY_CELLS):
            m[spot(m, DAY, date, column)] = m[spot(m, WAS_DAY, date, column)]
    for number in range(1, m[m[DIRTY_PAYEES]] + 1):
        who = m[m[DIRTY_PAYEES] + number]
        m[spot(m, PAID, who, 0)] = m[spot(m, WAS_PAID, who, 0)]
        m[spot(m, PAID, who, 1)] = m[spot(m, WAS_PAID, who, 1)]
    for number in range(1, m[m[DIRTY_PAIRS]] + 1):
        pair = m[m[DIRTY_PAIRS] + number]
        m[m[BROKEN_REST] + pair] = m[m[WAS_REST] + pair]
        m[m[REST_CENTS] + pair] = m[m[WAS_REST_CENTS] + pair]
    for number in range(1, m[m[DIRTY_ORDERS]] + 1):
        m[m[BROKEN_ORDER] + m[m[DIRTY_ORDERS] + number]] = m[
            m[WAS_ORDER] + m[m[DIRTY_ORDERS] + number]
        ]
    accept(m)
