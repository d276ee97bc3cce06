"""What a payee is paid for the dates it works, compiled; `pay.paid` is the truth it is held to."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.layout import (
    BROKEN,
    BY_COUNT,
    BY_SPAN,
    BY_WEEKS,
    CLASH,
    MASK,
    NEVER,
    ORDINALS,
    PAID,
    PAYS,
    WEEK_OF,
    spot,
)
from lastlook.schedule.talent.bits import count, leading, lowest, within

KIND, RATE, WEEK, LEAST, GAP, ONCE, HOLDS, STAYS, UNITS_AT_ONCE, IS_ROLE = range(10)
"""Columns of PAYS."""


@within
def first_date(m: Any, who: int) -> int:
    """Give the first date worked; -1 where there is none."""
    for word in range(m[MASK + 1]):
        if m[spot(m, MASK, who, word)]:
            return int(64 * word + lowest(m[spot(m, MASK, who, word)]))
    return -1


@within
def last_date(m: Any, who: int) -> int:
    """Give the last date worked; -1 where there is none."""
    for word in range(m[MASK + 1] - 1, -1, -1):
        if m[spot(m, MASK, who, word)]:
            return int(64 * word + 63 - leading(m[spot(m, MASK, who, word)]))
    return -1


@within
def days_worked(m: Any, who: int) -> int:
    """Count the dates worked."""
    total = 0
    for word in range(m[MASK + 1]):
        total += count(m[spot(m, MASK, who, word)])
    return total


@within
def works_on(m: Any, who: int, date: int) -> int:
    """Give 1 where a payee works on a date."""
    return int((m[spot(m, MASK, who, date >> 6)] >> (date & 63)) & 1)


@within
def pay(m: Any, who: int) -> None:
    """Sum a payee anew: cents, and minutes broken by waiting."""
    first = first_date(m, who)
    m[spot(m, PAID, who, 0)] = 0
    m[spot(m, PAID, who, 1)] = 0
    if first < 0:
        return
    last = last_date(m, who)
    kind, rate = m[spot(m, PAYS, who, KIND)], m[spot(m, PAYS, who, RATE)]
    m[spot(m, PAID, who, 1)] = m[m[CLASH] + who] * 2 * BROKEN
    if m[spot(m, PAYS, who, STAYS)]:
        idle = last - first + 1 - days_worked(m, who)
        if idle:
            m[spot(m, PAID, who, 1)] += BROKEN * (1 + idle)
    if kind == BY_SPAN:
        m[spot(m, PAID, who, 0)] = rate * (last - first + 1)
    elif kind == BY_COUNT:
        m[spot(m, PAID, who, 0)] = rate * days_worked(m, who)
    elif kind == BY_WEEKS:
        m[spot(m, PAID, who, 0)] = by_the_week(m, who, first, last)
    else:
        days = last - first + 1
        if m[spot(m, PAYS, who, HOLDS)]:
            days -= longest_break(m, who, first)
        else:
            days = days_worked(m, who)
        m[spot(m, PAID, who, 0)] = (
            max(days, m[spot(m, PAYS, who, LEAST)]) * rate + m[spot(m, PAYS, who, ONCE)]
        )


@within
def longest_break(m: Any, who: int, first: int) -> int:
    """Count the dates of the calendar in the longest break that need not be paid."""
    gap = m[spot(m, PAYS, who, GAP)]
    if gap == NEVER:
        return 0
    best, before = 0, first
    for word in range(m[MASK + 1]):
        left = m[spot(m, MASK, who, word)]
        while left:
            date = 64 * word + lowest(left)
            left &= left - 1
            if date - before - 1 > best and (m[m[ORDINALS] + date] - m[m[ORDINALS] + before] > gap):
                best = date - before - 1
            before = date
    return best


@within
def by_the_week(m: Any, who: int, first: int, last: int) -> int:
    """Give the pay where whole weeks may be cheaper, with the break that saves most."""
    best = weeks(m, who, first, last, last, last)
    if m[spot(m, PAYS, who, HOLDS)] and m[spot(m, PAYS, who, GAP)] != NEVER:
        before = first
        for date in range(first + 1, last + 1):
            if works_on(m, who, date):
                if m[m[ORDINALS] + date] - m[m[ORDINALS] + before] > m[spot(m, PAYS, who, GAP)]:
                    best = min(best, weeks(m, who, first, last, before, date))
                before = date
    return best


@within
def weeks(m: Any, who: int, first: int, last: int, drop: int, pick_up: int) -> int:
    """Give the pay with one break: each week costs its days or the weekly rate."""
    rate, weekly = m[spot(m, PAYS, who, RATE)], m[spot(m, PAYS, who, WEEK)]
    total, week, days = 0, -1, 0
    for date in range(first, last + 1):
        if drop < date < pick_up or not (m[spot(m, PAYS, who, HOLDS)] or works_on(m, who, date)):
            continue
        if m[m[WEEK_OF] + date] != week:
            total += min(weekly, days * rate)
            week, days = m[m[WEEK_OF] + date], 0
        days += 1
    total += min(weekly, days * rate)
    return int(max(total, m[spot(m, PAYS, who, LEAST)] * rate) + m[spot(m, PAYS, who, ONCE)])
