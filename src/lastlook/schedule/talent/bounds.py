"""What actors who have not begun make each other wait at least, compiled."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.talent.bits import compiled, days


@compiled
def triple(x: int, y: int, z: int, left: int, has: Any, table: Any, rates: Any) -> int:
    """Return what three actors of whom none has begun wait at least: exact for them alone.

    Scenes of all three, or of each two of them, put their times on top of each other. Then one
    of them waits while the two others meet, and somebody waits once more in or for a scene of
    one alone. Elsewhere they can follow each other without waiting.
    """
    a = has[x] & left
    b = has[y] & left
    c = has[z] & left
    ab = days(table, a & b & ~c)
    ac = days(table, a & c & ~b)
    bc = days(table, b & c & ~a)
    if not a & b & c and (not ab or not ac or not bc):
        return 0
    alone_a = days(table, a & ~b & ~c)
    alone_b = days(table, b & ~a & ~c)
    alone_c = days(table, c & ~a & ~b)
    ra = rates[x]
    rb = rates[y]
    rc = rates[z]
    waits_c = rc * ab + min(rc * alone_a, rc * alone_b, ra * alone_c, rb * alone_c)
    waits_b = rb * ac + min(rb * alone_a, rb * alone_c, ra * alone_b, rc * alone_b)
    waits_a = ra * bc + min(ra * alone_b, ra * alone_c, rb * alone_a, rc * alone_a)
    return int(min(waits_a, waits_b, waits_c))


@compiled
def packing(free: int, left: int, triples: Any, has: Any, table: Any, rates: Any) -> int:
    """Return what actors who have not begun wait at least: the sum of triples, dearest first.

    `triples` has a row for each, of its mask and its three actors.
    """
    total = 0
    for at in range(triples.shape[0]):
        if not free & (free - 1):
            break
        three = triples[at, 0]
        if three & ~free:
            continue
        first, second, third = triples[at, 1], triples[at, 2], triples[at, 3]
        costs = triple(first, second, third, left, has, table, rates)
        if costs:
            total += costs
            free &= ~three
    return total
