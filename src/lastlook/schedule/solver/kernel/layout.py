"""One array of whole numbers that holds a task and a board in the making.

numba compiles code over one array in seconds, and calls it without any ceremony, where as many
arrays as there are tables took minutes. The head of the array says where each field begins:
`m[m[AT] + atom]` is a cell of a list, `m[spot(m, ON, date, place)]` one of a table. Where a list
of lists is meant, the items of row r are those from `m[m[X_START] + r]` to the next row's.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

WORD = 64
"""Dates in a word of a mask."""
BROKEN = 30
"""What a broken rule counts for at least, in minutes."""
NEVER = 1 << 40
"""More calendar days, and more cents, than any."""
BY_SPAN, BY_COUNT, BY_DAYS, BY_WEEKS = range(4)
"""Kinds of pay: each date from the first to the last; each date worked; those with a guarantee or
a break; by the week."""

SCALARS = 20
(
    ATOMS,
    DATES,
    BASE,
    CREWS,
    MOST_PLACES,
    ROADS,
    TIGHT,
    CLOCK_HELD,
    KNAPS_HELD,
    ORDERS_HELD,
    PAYEES_HELD,
    PAIRS_HELD,
    MINORS_HELD,
    FARS_HELD,
    WEEK_HELD,
    MOVE_RANK,
    STAY,
    PERSONAL,
    FORCED,
    REMEMBERED,
) = range(SCALARS)
"""Numbers: how many atoms, slots (dates, once for each unit), dates of the calendar, units; how
many places there are; whether roads differ, a place is open for less than a day, the clock decides
on the order of strips; how many there are of what minors hold, orders, payees, rests, minors on
set, roads that take days; whether days are dearer by their count; what a scene that leaves the kept
board's date counts for in the rank, and in cents; whether roles are called for themselves; cents of
a forced call, -1 where they are forbidden; how many days `SEEN` remembers, a power of two."""

TABLES = 43
(
    OPTIONS,  # [atom, slot] units (bits) that may shoot it; 0 is closed to it
    OPEN_START,  # [atom] -> OPEN: slots open to it
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
    NEAR_START,  # [slot] -> NEAR: its rests
    NEAR,
    ATOMS_AT_START,  # [place] -> ATOMS_AT
    ATOMS_AT,
    ATOMS_OF_START,  # [payee] -> ATOMS_OF
    ATOMS_OF,
    LENGTH_OF,  # [atom] minutes
    OLD,  # [atom, slot] scenes of it that the kept board has on another slot
    EXTRA,  # [slot] minutes taken beforehand
    LOCKED,  # [slot] 1 where the order of strips, and so the moves, are given
    OPENED,  # [slot, place by unit] minutes
    FEES,  # [place]
    SHARED,  # [place] 1 where several units may be at once
    PRICES,  # [slot, unit] of a shooting day
    LIMITS,  # [limit, slot by unit] minutes
    ROAD_MINUTES,  # [place of each crew, place]
    ROAD_CENTS,
    TERMS,  # [crew] see the columns below
    MEMBERS_START,  # [atom] -> MEMBERS: its scenes
    MEMBERS,
    SPANS_START,  # [kind of scene, slot by unit] -> SPANS
    SPANS,  # when it may be shot: opens, closes, and for which minutes of arriving that holds
    SCENES,  # [scene] see the columns below
    FIRST_START,  # [scene] -> FIRSTS: scenes that come before it, on one day too
    FIRSTS,
    CLOSES,  # [kind of light, slot] when it is gone
    MINORS,  # [minor, slot] most minutes on set, -1 for any; most of the meal that does not count
    PATHS,  # [n] orders of one to four places
    FAR,  # [road] both places, days, cents
    COUNTED,  # [slot, count by unit] cents beyond the price, for the first to the seventh of a week
) = range(SCALARS, SCALARS + 2 * TABLES, 2)

(
    WORK,
    MOST_MOVES,
    MOVE_MINUTES,
    MOVE_CENTS,
    MOST_DAYS,
    MEAL,
    WITHIN,
    LATE_MEAL,
    CALL,
    CALL_NIGHT,
) = range(10)
"""Columns of TERMS: the longest day; most moves; minutes and cents of a usual move; most days; the
meal, from one to the next (0 where one falls within), and a late one's cents (-1 where it is
forbidden); the calls."""
(KIND_OF, MINUTES_OF_SCENE, PLACE_OF, TOLD_AT, LIGHT_OF, MINORS_OF, KEY_OF) = range(7)
"""Columns of SCENES: what windows it has; its minutes, place and rank in the story; its light; its
minors on set (bits); a random word."""

MORE = 8
(
    RESTS,  # [pair] both slots, then the longest first day under [unit][unit], and what kind
    ORDERS,  # [order] first atom, other atom, least days between
    LATE_START,  # [crew] -> LATE
    LATE,  # [rule] minutes, cents for each begun tenth of an hour beyond, cents once
    PAYS,  # [payee] see the columns in `money`
    ORDINALS,  # [slot] day number
    WEEK_OF,  # [slot] number of the calendar week
    COUNT_WEEK,  # [date] number of the production's week
) = range(SCALARS + 2 * TABLES, SCALARS + 2 * (TABLES + MORE), 2)

STATES = 51
STATE = SCALARS + 2 * (TABLES + MORE)
(
    AT,  # [atom] its slot, or -1
    ON,  # [slot, n] its atoms, in no order
    SLOT,  # [atom] its place in ON
    COUNT,  # [slot] how many atoms it has
    UNIT,  # [slot] 0 day, 1 night; free where both may shoot all of it
    ALLOW,  # [slot, unit] how many of its atoms the unit may shoot
    MINUTES_OF,  # [slot] of its scenes
    HERE,  # [slot, place] minutes of scenes
    SPOTS,  # [slot] how many places it has
    FEES_OF,  # [slot]
    KNAP,  # [limit, slot] minutes
    IN_GROUP,  # [group, date] scenes
    MOVED,  # [slot] scenes that the kept board has elsewhere
    WORKS,  # [payee, slot] atoms
    MASK,  # [payee, word] dates worked, as bits
    CLASH,  # [payee] with how many units more than may be it is on a date
    CONTENT,  # [slot] its scenes as a word
    DAY,  # [slot] see the cells below
    PAID,  # [payee] cents, minutes broken
    BROKEN_REST,  # [pair] minutes
    REST_CENTS,  # [pair]
    BROKEN_ORDER,  # [order] minutes
    BETWEEN,  # cents saved, and minutes broken, by units at one place; minutes by scenes apart
    TOTAL,  # see the cells below
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
    WAS_CLASH,
    WAS_REST,
    WAS_REST_CENTS,
    WAS_ORDER,
    WAS_TOTAL,
    HAND,  # [n] atoms about to move, and their slots
    NET_HERE,  # [place] minutes that a slot is about to win or lose
    NET_WORKS,  # [payee, n] atoms that each of three slots is about to win or lose
    RANDOM,  # the generator's word
    TOLD,  # [n] a day's scenes as the story has them
    ROUND,  # [n] its places
    ORDER,  # [n] the order that is tried
    BEGINS,  # [n] when each begins and ends
    SORTED,  # [n] what an order is sorted by
    EATEN,  # [n] when each meal began
    SEEN,  # [n] days judged: a word for their scenes, what their order comes to
) = range(STATE, STATE + 2 * STATES, 2)
HEAD = STATE + 2 * STATES

CENTS, MINUTES, RANK, SAVED, CROWDED, FAR_CENTS, FAR_BROKEN, WEEK_CENTS, USED = range(9)
"""Cells of TOTAL; the last once for each unit: days used."""
DAY_CELLS = 6
DAY_LENGTH, DAY_RANK, DAY_WORK, DAY_LOOSE = 2, 3, 4, 5
"""Cells of each row of DAY after cents and minutes broken: from call to wrap without the meal (-1
where nothing is shot), rank, minutes worked, and cents that another date might save."""
CREW_RESTS, ROLES_REST, OWN_REST = range(3)
"""Kinds of RESTS: of all; where somebody works on both; where somebody does, by own strips."""


def _spot(_context: Any, m: Any, field: Any, row: Any, column: Any) -> Any:
    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        head, line, cell = (
            context.cast(builder, value, kind, types.int64)
            for value, kind in zip(args[1:], signature.args[1:], strict=True)
        )
        array = context.make_array(signature.args[0])(context, builder, args[0])
        one = context.get_constant(types.int64, 1)
        start = builder.load(builder.gep(array.data, [head]))
        width = builder.load(builder.gep(array.data, [builder.add(head, one)]))
        return builder.add(builder.add(start, builder.mul(line, width)), cell)

    return types.int64(m, field, row, column), emit


spot: Any = intrinsic(_spot)
"""The cell of a table: `spot(m, field, row, column)`. Written out where it is called, since a
function of its own is compiled anew for each constant."""


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
