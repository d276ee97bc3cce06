"""Changes to try, compiled: each shifts some atoms, or says that it found nothing to do."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.layout import (
    ALLOW,
    AT,
    ATOMS,
    ATOMS_AT,
    ATOMS_AT_START,
    ATOMS_OF,
    ATOMS_OF_START,
    BASE,
    COUNT,
    CREWS,
    HAND,
    ON,
    OPEN,
    OPEN_START,
    OPTIONS,
    PAYEES,
    PAYEES_START,
    PLACES,
    PLACES_START,
    RANDOM,
    UNIT,
    WAS_UNIT,
    spot,
)
from lastlook.schedule.solver.kernel.peek import (
    EXCHANGE,
    NOWHERE,
    run_too_dear,
    too_dear,
    turned,
)
from lastlook.schedule.solver.kernel.state import shift, touch_date
from lastlook.schedule.talent.bits import compiled, within

ALONE, SWAP, ON_TO_A_THIRD = range(3)
LONGEST_RUN = 10
"""Most dates of a run that is turned."""


@within
def draw(m: Any) -> int:
    """Give 31 random bits (Marsaglia's xorshift of 64)."""
    word = m[m[RANDOM]]
    word ^= word << 13
    word ^= (word >> 7) & 0x01FFFFFFFFFFFFFF
    word ^= word << 17
    m[m[RANDOM]] = word
    return int((word >> 32) & 0x7FFFFFFF)


@within
def below(m: Any, limit: int) -> int:
    """Give a random number from 0 up to but without a limit."""
    return int((draw(m) * limit) >> 31)


@within
def chance(m: Any) -> float:
    """Give a random number from above 0 to 1."""
    return (draw(m) + 1.0) / 2147483648.0


@within
def fitting_date(m: Any, atom: int) -> int:
    """Give a date where an atom may be at home: mostly one with its place or its people."""
    way = below(m, 100)
    if way < 50:
        row = m[m[PLACES_START] + atom] + below(
            m, m[m[PLACES_START] + atom + 1] - m[m[PLACES_START] + atom]
        )
        place = m[spot(m, PLACES, row, 0)]
        size = m[m[ATOMS_AT_START] + place + 1] - m[m[ATOMS_AT_START] + place]
        return int(m[m[AT] + m[m[ATOMS_AT] + m[m[ATOMS_AT_START] + place] + below(m, size)]])
    people = m[m[PAYEES_START] + atom + 1] - m[m[PAYEES_START] + atom]
    if way < 75 and people:
        who = m[m[PAYEES] + m[m[PAYEES_START] + atom] + below(m, people)]
        size = m[m[ATOMS_OF_START] + who + 1] - m[m[ATOMS_OF_START] + who]
        return int(m[m[AT] + m[m[ATOMS_OF] + m[m[ATOMS_OF_START] + who] + below(m, size)]])
    if way < 90:
        return int(m[m[AT] + below(m, m[ATOMS])])
    start = m[m[OPEN_START] + atom]
    return int(m[m[OPEN] + start + below(m, m[m[OPEN_START] + atom + 1] - start)])


@within
def take(m: Any, taken: int, atom: int, date: int) -> int:
    """Take an atom into the hand; -1 where it may not go, or the hand was refused before."""
    if taken < 0 or not m[spot(m, OPTIONS, atom, date)]:
        return -1
    m[spot(m, HAND, taken, 0)] = atom
    m[spot(m, HAND, taken, 1)] = date
    return taken + 1


@within
def between_two(m: Any, kind: int, price: float, most: float) -> int:
    """One atom to another date: alone, against another, or so that another goes on to a third."""
    atom = below(m, m[ATOMS])
    here, there = m[m[AT] + atom], fitting_date(m, atom)
    if here == there:
        return -1
    taken = take(m, 0, atom, there)
    if kind == ALONE:
        if taken < 0 or too_dear(m, taken, (here, there, NOWHERE), price, most):
            return -1
        return taken
    if taken < 0 or not m[m[COUNT] + there]:
        return -1
    other = m[spot(m, ON, there, below(m, m[m[COUNT] + there]))]
    third = here if kind == SWAP else fitting_date(m, other)
    if third == there or (kind == ON_TO_A_THIRD and third == here):
        return -1
    taken = take(m, taken, other, third)
    last = NOWHERE if third == here else third
    if taken < 0 or too_dear(m, taken, (here, there, last), price, most):
        return -1
    return taken


@within
def take_block(m: Any, taken: int, date: int, target: int) -> int:
    """Take all atoms of a date that share a place."""
    like = m[spot(m, ON, date, below(m, m[m[COUNT] + date]))]
    place = m[spot(m, PLACES, m[m[PLACES_START] + like], 0)]
    for number in range(m[m[COUNT] + date]):
        atom = m[spot(m, ON, date, number)]
        if m[spot(m, PLACES, m[m[PLACES_START] + atom], 0)] == place:
            taken = take(m, taken, atom, target)
    return taken


@within
def block_elsewhere(m: Any, price: float, most: float) -> int:
    """All that is shot at one place on a date goes elsewhere, perhaps against another's."""
    atom = below(m, m[ATOMS])
    here, there = m[m[AT] + atom], fitting_date(m, atom)
    if here == there:
        return -1
    taken = take_block(m, 0, here, there)
    if taken > 0 and m[m[COUNT] + there] and below(m, 100) < 60:
        taken = take_block(m, taken, there, here)
    if taken < 0 or too_dear(m, taken, (here, there, NOWHERE), price, most):
        return -1
    return taken


@within
def turn_run(m: Any, kind: int, price: float, most: float) -> int:
    """Dates of a run, or two dates, exchange all they have, and their units: of one unit or all."""
    base = m[BASE]
    slot = m[m[AT] + below(m, m[ATOMS])]
    low = slot % base
    crew = slot // base if m[CREWS] == 1 or below(m, 2) else -1
    if kind == EXCHANGE:
        high = below(m, base)
    else:
        high = low + 1 + below(m, LONGEST_RUN)
        if below(m, 2):
            low, high = 2 * low - high, low
    if low > high:
        low, high = high, low
    if low == high or low < 0 or high >= base:
        return -1
    step = high - low if kind == EXCHANGE else 1
    first, last = (0, m[CREWS]) if crew < 0 else (crew, crew + 1)
    taken = 0
    for unit in range(first, last):
        for date in range(low, high + 1, step):
            here = date + unit * base
            target = turned(kind, date, low, high) + unit * base
            for number in range(m[m[COUNT] + here]):
                taken = take(m, taken, m[spot(m, ON, here, number)], target)
            if taken < 0:
                return -1
    if run_too_dear(m, taken, kind, low, high, crew, price, most):
        return -1
    for unit in range(first, last):
        for date in range(low, high + 1, step):
            touch_date(m, date + unit * base)
        for date in range(low, high + 1, step):
            target = turned(kind, date, low, high) + unit * base
            m[m[UNIT] + target] = m[m[WAS_UNIT] + date + unit * base]
    return taken


@within
def other_unit(m: Any) -> int:
    """Let the other unit shoot a date."""
    date = m[m[AT] + below(m, m[ATOMS])]
    either = m[spot(m, ALLOW, date, 0)] + m[spot(m, ALLOW, date, 1)]
    if either < 2 * m[m[COUNT] + date]:
        return -1
    touch_date(m, date)
    m[m[UNIT] + date] = 1 - m[m[UNIT] + date]
    return 0


@compiled
def change(m: Any, price: float, most: float) -> bool:
    """Make one change of any kind; False where it came to nothing, or would surely be refused.

    `price` are the cents of a minute by which a rule is broken, `most` what the change may add.
    """
    kind = below(m, 100)
    if kind < 60:
        taken = between_two(m, ALONE if kind < 38 else SWAP, price, most)
    elif kind < 62:
        taken = between_two(m, ON_TO_A_THIRD, price, most)
    elif kind < 74:
        taken = block_elsewhere(m, price, most)
    elif kind < 99:
        taken = turn_run(m, below(m, 4), price, most)
    else:
        taken = other_unit(m)
    for number in range(taken):
        shift(m, m[spot(m, HAND, number, 0)], m[spot(m, HAND, number, 1)])
    return taken >= 0
