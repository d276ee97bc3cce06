"""A board in the making, compiled: atoms move one by one, and what they change is summed anew.

Every atom stands on a date that is open to it, always; other rules may be broken, and by how much
is counted in minutes. `settle` says what the last shifts came to, `revert` takes them back.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lastlook.schedule.solver.kernel.day import judge
from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    AT,
    ATOMS,
    BEFORE,
    BEFORE_START,
    BROKEN,
    BROKEN_ORDER,
    BROKEN_REST,
    CENTS,
    CLOCK,
    COUNT,
    DATES,
    DAY,
    DIRTY_DATES,
    DIRTY_ORDERS,
    DIRTY_PAIRS,
    DIRTY_PAYEES,
    FEES,
    FEES_OF,
    GROUPS,
    GROUPS_HELD,
    GROUPS_START,
    HAND,
    HERE,
    IN_GROUP,
    KNAP,
    KNAPS,
    KNAPS_HELD,
    KNAPS_START,
    LENGTH_OF,
    LOG,
    MARKS,
    MASK,
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
    RESTS,
    SLOT,
    SPOTS,
    TOTAL,
    UNIT,
    USED,
    WAS_DAY,
    WAS_MASK,
    WAS_ORDER,
    WAS_PAID,
    WAS_REST,
    WAS_TOTAL,
    WAS_UNIT,
    WORD,
    WORKS,
    lay,
    spot,
)
from lastlook.schedule.solver.kernel.money import pay
from lastlook.schedule.talent.bits import compiled


def board(tables: dict[int, Any], scalars: dict[int, int], seed: int) -> Any:
    """Lay out a task with a board that has no atom on a date."""
    atoms, dates, payees = scalars[ATOMS], scalars[DATES], scalars[PAYEES_HELD]
    pairs, orders = scalars[PAIRS_HELD], scalars[ORDERS_HELD]

    def zeros(*shape: int) -> Any:
        return np.zeros(shape, np.int64)

    day = zeros(dates, 4)
    day[:, 2] = -1
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
        IN_GROUP: zeros(scalars[GROUPS_HELD], dates),
        MOVED: zeros(dates),
        WORKS: zeros(payees, dates),
        MASK: zeros(payees, -(-dates // WORD)),
        DAY: day,
        PAID: zeros(payees, 2),
        BROKEN_REST: zeros(pairs),
        BROKEN_ORDER: zeros(orders),
        TOTAL: zeros(4),
        LOG: zeros(2 * atoms + 2, 2),
        DIRTY_DATES: zeros(dates + 1),
        DIRTY_PAYEES: zeros(payees + 1),
        DIRTY_PAIRS: zeros(pairs + 1),
        DIRTY_ORDERS: zeros(orders + 1),
        MARKS: zeros(4, max(dates, payees, pairs, orders)),
        CLOCK: zeros(1) + 1,
        WAS_DAY: zeros(dates, 4),
        WAS_UNIT: zeros(dates),
        WAS_PAID: zeros(payees, 2),
        WAS_MASK: zeros(payees, -(-dates // WORD)),
        WAS_REST: zeros(pairs),
        WAS_ORDER: zeros(orders),
        WAS_TOTAL: zeros(4),
        HAND: zeros(atoms + 1, 2),
        NET_HERE: zeros(len(tables[FEES])),
        NET_WORKS: zeros(payees, 3),
        RANDOM: zeros(1) + _mixed(seed),
    }
    return lay(scalars, tables | state)


def _mixed(seed: int) -> int:
    word = (seed + 1) * 0x9E3779B97F4A7C15 % (1 << 63)
    return (word ^ word >> 31) or 1


@compiled
def touch_date(m: Any, date: int) -> None:
    """Remember how a date was, before it changes for the first time since it was settled."""
    if m[spot(m, MARKS, 0, date)] != m[m[CLOCK]]:
        m[spot(m, MARKS, 0, date)] = m[m[CLOCK]]
        m[m[DIRTY_DATES]] += 1
        m[m[DIRTY_DATES] + m[m[DIRTY_DATES]]] = date
        m[m[WAS_UNIT] + date] = m[m[UNIT] + date]
        for column in range(4):
            m[spot(m, WAS_DAY, date, column)] = m[spot(m, DAY, date, column)]


@compiled
def touch_payee(m: Any, who: int) -> None:
    """Remember what somebody is paid for, before that changes for the first time."""
    if m[spot(m, MARKS, 1, who)] != m[m[CLOCK]]:
        m[spot(m, MARKS, 1, who)] = m[m[CLOCK]]
        m[m[DIRTY_PAYEES]] += 1
        m[m[DIRTY_PAYEES] + m[m[DIRTY_PAYEES]]] = who
        m[spot(m, WAS_PAID, who, 0)] = m[spot(m, PAID, who, 0)]
        m[spot(m, WAS_PAID, who, 1)] = m[spot(m, PAID, who, 1)]
        for word in range(m[MASK + 1]):
            m[spot(m, WAS_MASK, who, word)] = m[spot(m, MASK, who, word)]


@compiled
def works_as_before(m: Any, who: int) -> bool:
    """Whether somebody works on the same dates as when that was settled."""
    for word in range(m[MASK + 1]):
        if m[spot(m, WAS_MASK, who, word)] != m[spot(m, MASK, who, word)]:
            return False
    return True


@compiled
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


@compiled
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


@compiled
def add(m: Any, atom: int, date: int, sign: int) -> None:
    """Add an atom to a date's sums, or take it out of them."""
    m[m[COUNT] + date] += sign
    m[m[MINUTES_OF] + date] += sign * m[m[LENGTH_OF] + atom]
    m[m[MOVED] + date] += sign * m[spot(m, OLD, atom, date)]
    units = m[spot(m, OPTIONS, atom, date)]
    m[spot(m, ALLOW, date, 0)] += sign * (units & 1)
    m[spot(m, ALLOW, date, 1)] += sign * (units >> 1)
    for row in range(m[m[PLACES_START] + atom], m[m[PLACES_START] + atom + 1]):
        place = m[spot(m, PLACES, row, 0)]
        before = m[spot(m, HERE, date, place)]
        m[spot(m, HERE, date, place)] = before + sign * m[spot(m, PLACES, row, 1)]
        if before == 0:
            m[m[SPOTS] + date] += 1
            m[m[FEES_OF] + date] += m[m[FEES] + place]
        elif m[spot(m, HERE, date, place)] == 0:
            m[m[SPOTS] + date] -= 1
            m[m[FEES_OF] + date] -= m[m[FEES] + place]
    for row in range(m[m[PAYEES_START] + atom], m[m[PAYEES_START] + atom + 1]):
        who = m[m[PAYEES] + row]
        m[spot(m, WORKS, who, date)] += sign
        if m[spot(m, WORKS, who, date)] == (1 if sign > 0 else 0):
            touch_payee(m, who)
            m[spot(m, MASK, who, date >> 6)] ^= 1 << (date & 63)
    for row in range(m[m[KNAPS_START] + atom], m[m[KNAPS_START] + atom + 1]):
        m[spot(m, KNAP, m[spot(m, KNAPS, row, 0)], date)] += sign * m[spot(m, KNAPS, row, 1)]
    for row in range(m[m[GROUPS_START] + atom], m[m[GROUPS_START] + atom + 1]):
        m[spot(m, IN_GROUP, m[m[GROUPS] + row], date)] += sign


@compiled
def settle(m: Any) -> None:
    """Sum anew what was touched."""
    total = m[TOTAL]
    for column in range(4):
        m[m[WAS_TOTAL] + column] = m[total + column]
    most = m[MOST_DAYS]
    if m[total + USED] > most:
        m[total + MINUTES] -= (m[total + USED] - most) * 4 * BROKEN
    for number in range(1, m[m[DIRTY_DATES]] + 1):
        date = m[m[DIRTY_DATES] + number]
        judge(m, date)
        m[total + USED] += (m[spot(m, DAY, date, 2)] >= 0) - (m[spot(m, WAS_DAY, date, 2)] >= 0)
        m[total + CENTS] += m[spot(m, DAY, date, 0)] - m[spot(m, WAS_DAY, date, 0)]
        m[total + MINUTES] += m[spot(m, DAY, date, 1)] - m[spot(m, WAS_DAY, date, 1)]
        m[total + RANK] += m[spot(m, DAY, date, 3)] - m[spot(m, WAS_DAY, date, 3)]
    if m[total + USED] > most:
        m[total + MINUTES] += (m[total + USED] - most) * 4 * BROKEN
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


@compiled
def settle_pair(m: Any, pair: int) -> None:
    """Judge the rest between two dates."""
    if m[spot(m, MARKS, 2, pair)] == m[m[CLOCK]]:
        return
    m[spot(m, MARKS, 2, pair)] = m[m[CLOCK]]
    m[m[DIRTY_PAIRS]] += 1
    m[m[DIRTY_PAIRS] + m[m[DIRTY_PAIRS]]] = pair
    m[m[WAS_REST] + pair] = m[m[BROKEN_REST] + pair]
    one, two = m[spot(m, RESTS, pair, 0)], m[spot(m, RESTS, pair, 1)]
    m[m[BROKEN_REST] + pair] = 0
    if m[m[COUNT] + one] and m[m[COUNT] + two]:
        over = (
            m[spot(m, DAY, one, 2)]
            - m[spot(m, RESTS, pair, 2 + 2 * m[m[UNIT] + one] + m[m[UNIT] + two])]
        )
        if over > 0:
            m[m[BROKEN_REST] + pair] = BROKEN + min(over, 4 * BROKEN)
    m[m[TOTAL] + MINUTES] += m[m[BROKEN_REST] + pair] - m[m[WAS_REST] + pair]


@compiled
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


@compiled
def revert(m: Any) -> None:
    """Take the shifts back that were made since `accept`, settled or not."""
    for number in range(m[spot(m, LOG, 0, 0)], 0, -1):
        carry(m, m[spot(m, LOG, number, 0)], m[spot(m, LOG, number, 1)])
    for number in range(1, m[m[DIRTY_DATES]] + 1):
        date = m[m[DIRTY_DATES] + number]
        m[m[UNIT] + date] = m[m[WAS_UNIT] + date]
        for column in range(4):
            m[spot(m, DAY, date, column)] = m[spot(m, WAS_DAY, date, column)]
    for number in range(1, m[m[DIRTY_PAYEES]] + 1):
        who = m[m[DIRTY_PAYEES] + number]
        m[spot(m, PAID, who, 0)] = m[spot(m, WAS_PAID, who, 0)]
        m[spot(m, PAID, who, 1)] = m[spot(m, WAS_PAID, who, 1)]
    for number in range(1, m[m[DIRTY_PAIRS]] + 1):
        m[m[BROKEN_REST] + m[m[DIRTY_PAIRS] + number]] = m[m[WAS_REST] + m[m[DIRTY_PAIRS] + number]]
    for number in range(1, m[m[DIRTY_ORDERS]] + 1):
        m[m[BROKEN_ORDER] + m[m[DIRTY_ORDERS] + number]] = m[
            m[WAS_ORDER] + m[m[DIRTY_ORDERS] + number]
        ]
    accept(m)
