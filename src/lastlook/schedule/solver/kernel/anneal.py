"""Annealing, compiled: the loop of tries, and how a board is put in and taken out."""

from __future__ import annotations

from math import exp, log
from typing import Any

from lastlook.schedule.solver.kernel.layout import (
    AT,
    ATOMS,
    CENTS,
    CREWS,
    DATES,
    MINUTES,
    RANK,
    TOTAL,
    UNIT,
    USED,
    WAS_TOTAL,
)
from lastlook.schedule.solver.kernel.moves import chance, change
from lastlook.schedule.solver.kernel.state import (
    accept,
    revert,
    settle,
    shift,
    touch_date,
)
from lastlook.schedule.talent.bits import compiled

HOT, COLD, LIGHT, HEAVY = range(4)
"""Places in `heat`: the first and the last temperature in cents, the first and the last price in
cents of a minute by which a rule is broken."""
NO_VALUE = 1 << 62


@compiled
def put(m: Any, at: Any, unit: Any) -> None:
    """Put every atom on a date, and give every date its unit."""
    for date in range(len(unit)):
        touch_date(m, date)
        m[m[UNIT] + date] = unit[date]
    for atom in range(len(at)):
        shift(m, atom, at[atom])
    settle(m)
    accept(m)


@compiled
def value_of(m: Any, scale: int) -> int:
    """Give the cost and, in parts of a cent, the rank."""
    return int(m[m[TOTAL] + CENTS] * scale + m[m[TOTAL] + RANK])


@compiled
def anneal(
    m: Any, first: int, last: int, tries: int, heat: Any, scale: int, best: Any, board: Any
) -> None:
    """Try changes `first` to `last` of `tries`.

    `best` holds the value of the best legal board, and `board` its dates and units.
    """
    atoms, dates = m[ATOMS], m[DATES]
    cooling = log(heat[COLD] / heat[HOT])
    growing = log(heat[HEAVY] / heat[LIGHT])
    warm = price = 0.0
    for number in range(first, last):
        if number == first or number % 64 == 0:
            warm = heat[HOT] * exp(cooling * number / tries)
            price = heat[LIGHT] * exp(growing * number / tries)
        most = -warm * log(chance(m))
        if not change(m, price, most):
            continue
        settle(m)
        added = (
            float(m[m[TOTAL] + CENTS] - m[m[WAS_TOTAL] + CENTS])
            + price * (m[m[TOTAL] + MINUTES] - m[m[WAS_TOTAL] + MINUTES])
            + (m[m[TOTAL] + RANK] - m[m[WAS_TOTAL] + RANK]) / scale
        )
        if added > most:
            undo(m)
            continue
        accept(m)
        if m[m[TOTAL] + MINUTES] == 0 and value_of(m, scale) < best[0]:
            best[0] = value_of(m, scale)
            for atom in range(atoms):
                board[atom] = m[m[AT] + atom]
            for date in range(dates):
                board[atoms + date] = m[m[UNIT] + date]


@compiled
def undo(m: Any) -> None:
    """Take the last changes back, and their sums."""
    for column in range(USED + m[CREWS]):
        m[m[TOTAL] + column] = m[m[WAS_TOTAL] + column]
    revert(m)
