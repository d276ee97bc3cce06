"""Rest between two days, compiled: of crews, of roles on both, of roles by their own strips.

Of the last the orders of both days decide, which nobody looks at here: somebody is short only where
no order of the first day gets all who work on both home in time. So it is a little less than true.
"""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.clock import NOON_MEAL
from lastlook.schedule.solver.kernel.layout import (
    BASE,
    BROKEN,
    COUNT,
    CREW_RESTS,
    DAY,
    DAY_LENGTH,
    FORCED,
    LENGTH_OF,
    MEAL,
    ON,
    OWN_REST,
    PAYEES,
    PAYEES_HELD,
    PAYEES_START,
    PAYS,
    PERSONAL,
    RESTS,
    TERMS,
    UNIT,
    WORKS,
    spot,
)
from lastlook.schedule.solver.kernel.money import IS_ROLE
from lastlook.schedule.talent.bits import within

KIND = 6


@within
def pair_rests(m: Any, pair: int) -> tuple[int, int]:
    """Give the minutes broken and the cents of the rest between two slots."""
    one, two = m[spot(m, RESTS, pair, 0)], m[spot(m, RESTS, pair, 1)]
    if m[m[COUNT] + one] == 0 or m[m[COUNT] + two] == 0:
        return 0, 0
    limit = m[spot(m, RESTS, pair, 2 + 2 * m[m[UNIT] + one] + m[m[UNIT] + two])]
    length = m[spot(m, DAY, one, DAY_LENGTH)]
    over, kind = length - limit, m[spot(m, RESTS, pair, KIND)]
    if over <= 0 or (kind != CREW_RESTS and not share_a_role(m, one, two)):
        return 0, 0
    if kind != OWN_REST:
        return BROKEN + min(over, 4 * BROKEN), 0
    if m[PERSONAL]:
        limit += max(0, m[spot(m, DAY, two, DAY_LENGTH)] - minutes_shared(m, two, one))
    count = short_roles(m, one, two, limit)
    if m[FORCED] < 0:
        return BROKEN * count, 0
    return 0, count * m[FORCED]


@within
def share_a_role(m: Any, one: int, two: int) -> bool:
    """Whether somebody works in both slots."""
    for who in range(m[PAYEES_HELD]):
        if (
            m[spot(m, PAYS, who, IS_ROLE)]
            and m[spot(m, WORKS, who, one)]
            and m[spot(m, WORKS, who, two)]
        ):
            return True
    return False


@within
def new_roles(m: Any, atom: int, other: int, seen: int) -> int:
    """Give as bits the roles of an atom that work in another slot too, but for those seen."""
    found = 0
    for row in range(m[m[PAYEES_START] + atom], m[m[PAYEES_START] + atom + 1]):
        who = m[m[PAYEES] + row]
        if m[spot(m, PAYS, who, IS_ROLE)] and m[spot(m, WORKS, who, other)]:
            found |= 1 << (who & 63)
    return found & ~seen


@within
def minutes_shared(m: Any, slot: int, other: int) -> int:
    """Sum the minutes of a slot's atoms with somebody who works in another slot too."""
    total = 0
    for number in range(m[m[COUNT] + slot]):
        atom = m[spot(m, ON, slot, number)]
        if new_roles(m, atom, other, 0):
            total += m[m[LENGTH_OF] + atom]
    return total


@within
def short_roles(m: Any, one: int, two: int, limit: int) -> int:
    """Count roles that rest too shortly where strips without them come last.

    `limit` is the latest end of a role, in minutes from the call without the meal.
    """
    early = minutes_shared(m, one, two)
    if early <= limit:
        return 0
    # Those who wrap before the meal gain its time.
    if early <= NOON_MEAL and early <= limit + m[spot(m, TERMS, one // m[BASE], MEAL)]:
        return 0
    tail = early - limit
    seen = short = 0
    while tail > 0:
        best, best_new, fewest = -1, 0, 65
        for number in range(m[m[COUNT] + one]):
            atom = m[spot(m, ON, one, number)]
            if not new_roles(m, atom, two, 0):
                continue
            new = new_roles(m, atom, two, seen)
            size = 0
            bits = new
            while bits:
                bits &= bits - 1
                size += 1
            if new and size < fewest:
                best, best_new, fewest = atom, new, size
        if best < 0:
            break
        seen |= best_new
        short += fewest
        tail = early - limit
        for number in range(m[m[COUNT] + one]):
            atom = m[spot(m, ON, one, number)]
            if new_roles(m, atom, two, 0) and not new_roles(m, atom, two, seen):
                tail -= m[m[LENGTH_OF] + atom]
    return short
