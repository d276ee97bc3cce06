"""What binds the slots of one date, and days that hang on each other, compiled."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.layout import (
    BASE,
    BETWEEN,
    BROKEN,
    CLASH,
    COUNT,
    COUNT_WEEK,
    COUNTED,
    CREWS,
    FAR,
    FARS_HELD,
    FEES,
    HERE,
    MASK,
    ORDINALS,
    PAYS,
    SHARED,
    UNIT,
    WORKS,
    spot,
)
from lastlook.schedule.solver.kernel.money import UNITS_AT_ONCE
from lastlook.schedule.talent.bits import within

DAYS_OF_A_WEEK = 7


@within
def others_with(m: Any, field: int, row: int, date: int) -> int:
    """Count the other units that have something (by its row of WORKS) on a slot's date."""
    others = 0
    for crew in range(m[CREWS]):
        slot = date % m[BASE] + crew * m[BASE]
        if slot != date and m[spot(m, field, row, slot)]:
            others += 1
    return others


@within
def others_there(m: Any, date: int, place: int) -> int:
    """Count the other units that are at a place on a slot's date."""
    others = 0
    for crew in range(m[CREWS]):
        slot = date % m[BASE] + crew * m[BASE]
        if slot != date and m[spot(m, HERE, slot, place)]:
            others += 1
    return others


@within
def toggle(m: Any, who: int, date: int, sign: int) -> None:
    """Let a payee work in a slot (sign 1), or not any more (-1), where it was otherwise before."""
    others = others_with(m, WORKS, who, date) if m[CREWS] > 1 else 0
    if others == 0:
        day = date % m[BASE]
        m[spot(m, MASK, who, day >> 6)] ^= 1 << (day & 63)
    elif others >= m[spot(m, PAYS, who, UNITS_AT_ONCE)]:
        m[m[CLASH] + who] += sign


@within
def work_more(m: Any, who: int, date: int, more: int) -> bool:
    """Give a payee more atoms in a slot; whether it begins or ends to work there."""
    before = m[spot(m, WORKS, who, date)]
    m[spot(m, WORKS, who, date)] = before + more
    if (before == 0) == (before + more == 0):
        return False
    toggle(m, who, date, 1 if before == 0 else -1)
    return True


@within
def come_or_go(m: Any, date: int, place: int, sign: int) -> None:
    """Count what it saves, or breaks, that other units are at a place too."""
    others = others_there(m, date, place)
    if others and m[m[SHARED] + place]:
        m[m[BETWEEN]] += sign * m[m[FEES] + place]
    elif others:
        m[m[BETWEEN] + 1] += sign * 2 * BROKEN


@within
def week_cents(m: Any, date: int) -> int:
    """Give what the days of a date's week cost beyond others, by their count."""
    week = m[m[COUNT_WEEK] + date]
    first = date
    while first and m[m[COUNT_WEEK] + first - 1] == week:
        first -= 1
    cents = count = 0
    while first < m[BASE] and m[m[COUNT_WEEK] + first] == week:
        if m[m[COUNT] + first]:
            cents += m[spot(m, COUNTED, first, 2 * count + m[m[UNIT] + first])]
            count = min(count + 1, DAYS_OF_A_WEEK - 1)
        first += 1
    return int(cents)


@within
def all_weeks(m: Any) -> int:
    """Give what days cost beyond others by their count."""
    cents = 0
    for date in range(m[BASE]):
        if date == 0 or m[m[COUNT_WEEK] + date] != m[m[COUNT_WEEK] + date - 1]:
            cents += week_cents(m, date)
    return cents


@within
def journeys(m: Any) -> tuple[int, int]:
    """Give cents of journeys over roads that take days, and minutes broken where those lack."""
    cents = broken = 0
    for crew in range(m[CREWS]):
        for road in range(m[FARS_HELD]):
            broken += too_near(m, crew * m[BASE], road)
        before = -1
        for slot in range(crew * m[BASE], (crew + 1) * m[BASE]):
            if m[m[COUNT] + slot] == 0:
                continue
            dearest = 0
            for road in range(m[FARS_HELD]):
                if before >= 0 and is_journey(m, before, slot, road):
                    dearest = max(dearest, m[spot(m, FAR, road, 3)])
            cents += dearest
            before = slot
    return cents, broken


@within
def is_journey(m: Any, before: int, slot: int, road: int) -> bool:
    """Whether a road lies between two slots: one at its one end, one at the other."""
    one, two = m[spot(m, FAR, road, 0)], m[spot(m, FAR, road, 1)]
    start = (m[spot(m, HERE, before, one)] > 0) + 2 * (m[spot(m, HERE, before, two)] > 0)
    end = (m[spot(m, HERE, slot, one)] > 0) + 2 * (m[spot(m, HERE, slot, two)] > 0)
    return bool(start and end and start != end)


@within
def too_near(m: Any, first: int, road: int) -> int:
    """Count the minutes broken by days at both ends of a road without days between."""
    one, two, days = (
        m[spot(m, FAR, road, 0)],
        m[spot(m, FAR, road, 1)],
        m[spot(m, FAR, road, 2)],
    )
    last_one = last_two = -1
    broken = 0
    for slot in range(first, first + m[BASE]):
        at_one, at_two = m[spot(m, HERE, slot, one)] > 0, m[spot(m, HERE, slot, two)] > 0
        if at_one and at_two:
            broken += 2 * BROKEN
        if at_one and last_two >= 0 and m[m[ORDINALS] + slot] - m[m[ORDINALS] + last_two] <= days:
            broken += 2 * BROKEN
        if at_two and last_one >= 0 and m[m[ORDINALS] + slot] - m[m[ORDINALS] + last_one] <= days:
            broken += 2 * BROKEN
        if at_one:
            last_one = slot
        if at_two:
            last_two = slot
    return broken
