"""What the scenes that are left cost at least, compiled. Bounds of different actors add up."""

from __future__ import annotations

from typing import Any

from lastlook.schedule.talent.bits import compiled, days, lowest

NEVER = (1 << 63) - 1

FINISHING = 7
"""So many actors are reckoned with in the exact order in which they finish."""


@compiled
def finish(waiting: int, left: int, casts: Any, has: Any, lengths: Any, rates: Any, w: Any) -> int:
    """Return what actors who are open at one end only wait for each other at least.

    They finish in some order. While the set U is unfinished, those of U wait in every scene that
    is shot so that one of them may finish, unless they are in it. Scenes without any of U can
    come later. Exact for the `FINISHING` dearest of them.

    Parameters
    ----------
    waiting, left
        Masks of the actors and of the scenes that are left.
    w
        Room to work in, 3 × 2 ** FINISHING whole numbers.

    """
    k = 0
    chosen = 0
    needed = 0
    rest = waiting
    while rest and k < FINISHING:
        actor = lowest(rest)
        chosen |= 1 << actor
        needed |= has[actor]
        rest &= rest - 1
        k += 1
    if k < 2:
        return 0
    size = 1 << k
    # w[0]: days of the scenes whose waiting actors are just U, later: are in U; w[1]: these
    # days times the rate of those who are in the scene; w[2]: the least cost of finishing U.
    for u in range(size):
        w[0, u] = 0
        w[2, u] = 0
    bit = 1
    rest = chosen
    while rest:
        rate = rates[lowest(rest)]
        for u in range(bit):
            w[2, u | bit] = w[2, u] + rate
        bit <<= 1
        rest &= rest - 1
    scenes = needed & left
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
        w[0, u] += lengths[scene]
    for u in range(size):
        w[1, u] = w[0, u] * w[2, u]
    bit = 1
    while bit < size:
        for u in range(size):
            if u & bit:
                w[0, u] += w[0, u ^ bit]
                w[1, u] += w[1, u ^ bit]
        bit <<= 1
    # Finishing a while U is unfinished costs rate(U) × days − days × rate of those present, over
    # the scenes within U that a is in: a difference of the sums above.
    for u in range(1, size):
        rate = w[2, u]
        least = NEVER
        bits = u
        while bits:
            without = u & ~(bits & -bits)
            bits &= bits - 1
            # w[2] below u already holds costs.
            least = min(least, w[2, without] + w[1, without] - rate * w[0, without])
        w[2, u] = least + rate * w[0, u] - w[1, u]
    return w[2, size - 1]


@compiled
def bridges(before: int, after: int, left: int, has: Any, table: Any, rates: Any) -> int:
    """Return what pairs of actors, one open at each end, wait at least in scenes of neither.

    Where the two share a scene, the one open at the front waits in what is shot before it and
    the one open at the back in what is shot after it. Only scenes without any actor who is
    open at one end are counted, for `finish` counts the others.
    """
    inside = left
    rest = before | after
    while rest:
        inside &= ~has[lowest(rest)]
        rest &= rest - 1
    if not inside:
        return 0
    total = 0
    while before and after:
        actor = lowest(before)
        before &= before - 1
        shared = has[actor] & left
        partners = after
        while partners:
            partner = lowest(partners)
            partners &= partners - 1
            if shared & has[partner]:
                total += min(rates[actor], rates[partner])
                after &= ~(1 << partner)
                break
    return total * days(table, inside)


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
