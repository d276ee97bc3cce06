"""What the scenes that are left cost at least, compiled. Bounds of different actors add up."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.talent.bits import compiled, days, lowest

NEVER = (1 << 63) - 1

FINISHING = 7
"""So many actors are reckoned with in the exact order in which they finish."""


@compiled
def pairs(before: int, after: int, left: int, has: Any, rates: Any, paired: Any) -> None:
    """Match actors open at the front with those open at the back who share a scene with them.

    Whatever is shot, one of the two is there: who is open at the front until the shared scene,
    the other from it on. `paired` is given for each of them the smaller of their two rates.
    """
    rest = before | after
    while rest:
        paired[lowest(rest)] = 0
        rest &= rest - 1
    while before and after:
        actor = lowest(before)
        before &= before - 1
        partners = after
        while partners:
            partner = lowest(partners)
            partners &= partners - 1
            if has[actor] & has[partner] & left:
                paired[actor] = paired[partner] = min(rates[actor], rates[partner])
                after &= ~(1 << partner)
                break


@compiled
def finish(
    waiting: int,
    others: int,
    left: int,
    last: bool,
    casts: Any,
    has: Any,
    lengths: Any,
    rates: Any,
    paired: Any,
    w: Any,
) -> int:
    """Return what actors who are open at one end only wait at least, reckoned in one sweep.

    They finish in some order. While the set U is unfinished, those of U wait in every scene that
    is shot so that one of them may finish, unless they are in it; and once one of them has
    finished, the one at the other end `paired` with him waits instead. Later is never dearer,
    so that a scene is shot when the first of its actors finishes, and scenes of nobody in U at
    the end. Exact for the `FINISHING` dearest of them, but for the pairs.

    Parameters
    ----------
    waiting, others, left
        Masks of the actors, of those open at the other end alone, and of the scenes left.
    last
        Whether scenes of nobody who is open are counted here; of both ends, one may.
    w
        Room to work in, 5 × 2 ** FINISHING whole numbers.

    """
    k = 0
    chosen = 0
    rest = waiting
    while rest and k < FINISHING:
        chosen |= rest & -rest
        rest &= rest - 1
        k += 1
    if k == 0:
        return 0
    size = 1 << k
    days_clear, days_crossed, present, cost, later = w[0], w[1], w[2], w[3], w[4]
    for u in range(size):
        days_clear[u] = days_crossed[u] = cost[u] = later[u] = 0
    bit = 1
    rest = chosen
    every = 0
    while rest:
        actor = lowest(rest)
        every += paired[actor]
        for u in range(bit):
            cost[u | bit] = cost[u] + rates[actor]
            later[u | bit] = later[u] + rates[actor] - paired[actor]
        bit <<= 1
        rest &= rest - 1
    scenes = left
    while scenes:
        scene = lowest(scenes)
        scenes &= scenes - 1
        cast = casts[scene]
        u = 0
        bit = 1
        rest = chosen
        while rest:
            if cast >> lowest(rest) & 1:
                u |= bit
            bit <<= 1
            rest &= rest - 1
        if cast & others:
            days_crossed[u] += lengths[scene]
        elif u or last:
            days_clear[u] += lengths[scene]
    total = every * days_clear[0]
    days_clear[0] = days_crossed[0] = 0
    # Sums over the scenes whose waiting actors are within U.
    for u in range(size):
        present[u] = (days_clear[u] + days_crossed[u]) * cost[u]
    bit = 1
    while bit < size:
        for u in range(size):
            if u & bit:
                days_clear[u] += days_clear[u ^ bit]
                days_crossed[u] += days_crossed[u ^ bit]
                present[u] += present[u ^ bit]
        bit <<= 1
    # Finishing a while U is unfinished costs, over the scenes within U that a is in, their days
    # times the rate of all who are there or paired, less the rate of those present.
    for u in range(1, size):
        crossed = cost[u]
        clear = later[u] + every
        least = NEVER
        bits = u
        while bits:
            v = u & ~(bits & -bits)
            bits &= bits - 1
            # cost holds costs below u, and rates from u on.
            least = min(
                least, cost[v] + present[v] - crossed * days_crossed[v] - clear * days_clear[v]
            )
        cost[u] = least + crossed * days_crossed[u] + clear * days_clear[u] - present[u]
    return total + cost[size - 1]


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
    waits_c = rc * ab + min(min(rc * alone_a, rc * alone_b), min(ra, rb) * alone_c)
    waits_b = rb * ac + min(min(rb * alone_a, rb * alone_c), min(ra, rc) * alone_b)
    waits_a = ra * bc + min(min(ra * alone_b, ra * alone_c), min(rb, rc) * alone_a)
    return min(waits_a, min(waits_b, waits_c))


@compiled
def packing(free: int, left: int, triples: Any, has: Any, table: Any, rates: Any) -> int:
    """Return what actors who have not begun wait at least: triples of them, dearest first."""
    total = 0
    for at in range(triples.shape[0]):
        if not free & (free - 1):
            break
        three = triples[at, 0]
        if three & ~free:
            continue
        costs = triple(triples[at, 1], triples[at, 2], triples[at, 3], left, has, table, rates)
        if costs:
            total += costs
            free &= ~three
    return total
