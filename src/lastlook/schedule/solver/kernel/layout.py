"""One array of whole numbers that holds a task and a board in the making.

numba compiles code over one array in seconds, and calls it without any ceremony, where as many
arrays as there are tables took minutes. The head of the array says where each field begins:
`m[m[AT] + atom]` is a cell of a list, `m[spot(m, ON, date, place)]` one of a table. Where a list
of lists is meant, the items of row r are those from `m[m[X_START] + r]` to the next row's.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lastlook.schedule.talent.bits import compiled

WORD = 64
"""Dates in a word of a mask."""
BROKEN = 30
"""What a broken rule counts for at least, in minutes."""
NEVER = 1 << 40
"""More calendar days, and more cents, than any."""
BY_SPAN, BY_COUNT, BY_DAYS, BY_WEEKS = range(4)
"""Kinds of pay: each date from the first to the last; each date worked; those with a guarantee or
a break; by the week."""

SCALARS = 17
(
    ATOMS,
    DATES,
    WORK,
    MOST_MOVES,
    MOST_DAYS,
    MOVE_MINUTES,
    MOVE_CENTS,
    ROADS,
    TIGHT,
    KNAPS_HELD,
    GROUPS_HELD,
    LATE_RULES,
    ORDERS_HELD,
    PAYEES_HELD,
    PAIRS_HELD,
    MOVE_RANK,
    STAY,
) = range(SCALARS)
"""Numbers: how many atoms and dates; the longest day; most moves and most days; minutes and cents
of a usual move; whether roads differ; whether a place is open for less than a day; how many there
are of what minors, groups apart, lateness, orders, payees and rests hold; what a scene that leaves
the kept board's date counts for in the rank, and in cents."""

TABLES = 29
(
    OPTIONS,  # [atom, date] units (bits) that may shoot it; 0 is closed to it
    OPEN_START,  # [atom] -> OPEN: dates open to it
    OPEN,
    PLACES_START,  # [atom] -> PLACES: (place, minutes)
    PLACES,
    PAYEES_START,  # [atom] -> PAYEES
    PAYEES,
    KNAPS_START,  # [atom] -> KNAPS: (which limit, minutes)
    KNAPS,
    GROUPS_START,  # [atom] -> GROUPS: groups apart, once for each scene
    GROUPS,
    BEFORE_START,  # [atom] -> BEFORE: its orders
    BEFORE,
    NEAR_START,  # [date] -> NEAR: its rests
    NEAR,
    ATOMS_AT_START,  # [place] -> ATOMS_AT
    ATOMS_AT,
    ATOMS_OF_START,  # [payee] -> ATOMS_OF
    ATOMS_OF,
    LENGTH_OF,  # [atom] minutes
    OLD,  # [atom, date] scenes of it that the kept board has on another date
    EXTRA,  # [date] minutes taken beforehand
    LOCKED,  # [date] 1 where the order of strips, and so the moves, are given
    OPENED,  # [date, place by unit] minutes
    FEES,  # [place]
    PRICES,  # [date, unit] of a shooting day
    LIMITS,  # [limit, date by unit] minutes
    ROAD_MINUTES,  # [place, place]
    ROAD_CENTS,
) = range(SCALARS, SCALARS + 2 * TABLES, 2)

MORE = 6
(
    RESTS,  # [pair] both dates, then the longest first day under [unit][unit]
    ORDERS,  # [order] first atom, other atom, least days between
    LATE,  # [rule] minutes, cents for each begun tenth of an hour beyond, cents once
    PAYS,  # [payee] see the columns in `money`
    ORDINALS,  # [date] day number
    WEEK_OF,  # [date] number of the calendar week
) = range(SCALARS + 2 * TABLES, SCALARS + 2 * (TABLES + MORE), 2)

STATES = 38
STATE = SCALARS + 2 * (TABLES + MORE)
(
    AT,  # [atom] its date, or -1
    ON,  # [date, n] its atoms, in no order
    SLOT,  # [atom] its place in ON
    COUNT,  # [date] how many atoms it has
    UNIT,  # [date] 0 day, 1 night; free where both may shoot all of it
    ALLOW,  # [date, unit] how many of its atoms the unit may shoot
    MINUTES_OF,  # [date] of its scenes
    HERE,  # [date, place] minutes of scenes
    SPOTS,  # [date] how many places it has
    FEES_OF,  # [date]
    KNAP,  # [limit, date] minutes
    IN_GROUP,  # [group, date] scenes
    MOVED,  # [date] scenes that the kept board has elsewhere
    WORKS,  # [payee, date] atoms
    MASK,  # [payee, word] dates worked, as bits
    DAY,  # [date] cents, minutes broken, length (-1 where nothing is shot), rank
    PAID,  # [payee] cents, minutes broken
    BROKEN_REST,  # [pair] minutes
    BROKEN_ORDER,  # [order] minutes
    TOTAL,  # cents, minutes broken, rank, dates used
    LOG,  # [n] shifts since `accept`: atom and where it was; the first cell counts them
    DIRTY_DATES,  # what has changed since; the first counts them
    DIRTY_PAYEES,
    DIRTY_PAIRS,
    DIRTY_ORDERS,
    MARKS,  # [kind, n] the clock when it became dirty
    CLOCK,
    WAS_DAY,
    WAS_UNIT,
    WAS_PAID,
    WAS_MASK,  # of payees touched
    WAS_REST,
    WAS_ORDER,
    WAS_TOTAL,
    HAND,  # [n] atoms about to move, and their dates
    NET_HERE,  # [place] minutes that a date is about to win or lose
    NET_WORKS,  # [payee, n] atoms that each of three dates is about to win or lose
    RANDOM,  # the generator's word
) = range(STATE, STATE + 2 * STATES, 2)
HEAD = STATE + 2 * STATES

CENTS, MINUTES, RANK, USED = range(4)
"""Cells of TOTAL, and of each row of DAY but for USED."""


@compiled
def spot(m: Any, field: int, row: int, column: int) -> int:
    """Give the cell of a table."""
    return int(m[field] + row * m[field + 1] + column)


def lay(scalars: dict[int, int], fields: dict[int, Any]) -> Any:
    """Write everything into one array."""
    head = np.zeros(HEAD, np.int64)
    parts, end = [head], HEAD
    for place, number in scalars.items():
        head[place] = number
    for field, values in fields.items():
        flat = np.ascontiguousarray(values, np.int64)
        head[field] = end
        head[field + 1] = flat.shape[1] if flat.ndim > 1 else 1
        end += flat.size
        parts.append(flat.reshape(-1))
    return np.concatenate(parts)
