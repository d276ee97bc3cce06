"""Who must be paid on a shooting day because the scenes before and after it cannot do without.

On the day at a position in the order of shooting days, a payee that is not paid has all its
scenes before, or all after. Payees that share scenes go to the same side. So those not paid fall
into groups, and the scenes of the groups on each side must fit into the days on that side: a set
of payees paid on that day is possible only if the rest can be split that way.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GRAIN = 16
"""Parts of a day by which groups are measured; what is left over is dropped."""
NEVER = 1 << 60
"""The pay of a set of payees that is not possible."""


def kinds_of_day(days: int, most: int) -> list[list[int]]:
    """Positions of so many shooting days (from 0), those alike together, in at most `most` kinds.

    The order turned round is as good, so the first and the last position are alike; further in,
    neighbours share a kind.
    """
    half = -(-days // 2)
    width = -(-half // most)
    kinds = []
    for first in range(0, half, width):
        ends = range(first, min(first + width, half))
        kinds.append(sorted({*ends, *(days - 1 - at for at in ends)}))
    return kinds


def sweep(  # noqa: PLR0917 - compiled code takes no keywords
    casts: Any, weights: Any, payees: int, days: int, room: int, reach: Any, out: Any
) -> None:
    """For each set of payees paid (as a mask) say at which positions it is possible, as bits.

    Only the positions of the first half are asked for. `weights` are parts of a day of `room`
    parts; `reach` is room for sums, `days * GRAIN + 1` of it.
    """
    scenes = len(casts)
    half = (days + 1) // 2
    every = (1 << half) - 1
    top = days * GRAIN
    for paid in range(1 << payees):
        known = 0
        for who in range(payees):
            if paid >> who & 1:
                # Whoever is paid on top splits the rest no worse.
                known |= out[paid ^ (1 << who)]
        out[paid] = known
        if known == every:
            continue
        left = ((1 << payees) - 1) & ~paid
        for total in range(top + 1):
            reach[total] = 0
        reach[0] = 1
        whole = 0
        while left:
            group = left & -left
            grown = 0
            while grown != group:
                grown = group
                for scene in range(scenes):
                    free = casts[scene] & ~paid
                    if free & group:
                        group |= free
            left &= ~group
            weight = 0
            for scene in range(scenes):
                if casts[scene] & group:
                    weight += weights[scene]
            weight = weight * GRAIN // room
            whole += weight
            if whole > top:
                break
            if weight:
                for total in range(whole, weight - 1, -1):
                    if reach[total - weight]:
                        reach[total] = 1
        if whole > (days - 1) * GRAIN:
            continue
        for at in range(half):
            if known >> at & 1:
                continue
            before = at * GRAIN
            after = (days - 1 - at) * GRAIN
            # Some sum of groups fits before, and the rest after.
            for total in range(max(0, whole - after), min(before, whole) + 1):
                if reach[total]:
                    known |= 1 << at
                    break
        out[paid] = known


@cache
def _engine(*, plain: bool) -> tuple[Callable[..., Any], bool]:
    if plain or find_spec("numba") is None:
        return sweep, False
    from numba import njit

    return njit(cache=True, nogil=True)(sweep), True


class Holds:
    """For a number of days, which sets of payees may be paid on a day of each kind."""

    def __init__(
        self,
        casts: Sequence[int],
        weights: Sequence[int],
        room: int,
        *,
        payees: int,
        days: int,
        most_kinds: int,
        plain: bool = False,
    ) -> None:
        self.payees = payees
        self.kinds = kinds_of_day(days, most_kinds)
        run, compiled = _engine(plain=plain)
        out: Any = [0] * (1 << payees)
        reach: Any = [0] * (days * GRAIN + 1)
        mask = (1 << payees) - 1
        args: list[Any] = [[cast & mask for cast in casts], list(weights)]
        if compiled:
            out, reach = np.array(out, np.int64), np.array(reach, np.int64)
            args = [np.array(arg, np.int64) for arg in args]
        run(*args, payees, days, room, reach, out)
        possible = np.array(out, np.int64)
        self.possible = [
            (possible & sum(1 << at for at in kind if at < -(-days // 2))) != 0
            for kind in self.kinds
        ]

    def tables(self, rates: Sequence[int]) -> list[Any]:
        """For each kind of day: by mask of those working, the least pay of that day."""
        plain = np.zeros(1, np.int64)
        for rate in rates[: self.payees]:
            plain = np.concatenate((plain, plain + rate))
        tables = []
        for possible in self.possible:
            table = np.where(possible, plain, NEVER)
            for who in range(self.payees):
                pairs = table.reshape(-1, 2, 1 << who)
                np.minimum(pairs[:, 0], pairs[:, 1], out=pairs[:, 0])
            tables.append(table)
        return tables

    def paid(self, kind: int, working: int, table: Any, rates: Sequence[int]) -> int:
        """Give the payees paid on a day of a kind at the least pay, as bits."""
        now = working
        for who in range(self.payees):
            pay = sum(rate for at, rate in enumerate(rates[: self.payees]) if now >> at & 1)
            if self.possible[kind][now] and pay == table[now]:
                break
            more = now | 1 << who
            if more != now and table[more] == table[now]:
                now = more
        return now
