"""The bound of the compiled search: what those who are open at one end still make each other wait.

Take the actors open at the front in the order in which they finish. While the set U of them is
unfinished, what is known of whoever is there at a scene x is

- all of U are there;
- those open at the back who share a scene with one who has finished have begun, and so has
  whoever of them is in x: they stay to the end;
- whoever has not begun and shares a scene with one who has finished has begun, and is still
  needed if he shares a scene with one at the back who has not: some set V of the latter has, and
  the cheapest V counts (a cut through the actors who share scenes).

All of them who are not in x wait for it. A scene is shot while U holds its actors: at the cheapest
moment of these, at the latest when the first of them finishes. The least over all orders is
found by dynamic programming over U. The scenes that this does not count, those with actors
of the back only, are swept from the back in the same way, and the two sums add up. Either end
may be the one swept first; the larger bound counts.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lastlook.schedule.talent.bits import compiled, lowest

NEAR = 6
"""So many actors of each end, the dearest, are reckoned with,"""
FREE = 4
"""and so many of those who have not begun."""
NEVER = (1 << 63) - 1


@compiled
def workroom() -> Any:
    """Return arrays to work in."""
    subsets = 1 << NEAR
    return (
        (
            np.empty(64, np.int64),
            np.empty(64, np.int64),
            np.empty(64, np.int64),
            np.empty(64, np.int64),
            np.empty(64, np.int64),
        ),
        (
            np.empty(subsets << FREE, np.int64),
            np.empty(subsets, np.int64),
            np.empty(subsets, np.int64),
            np.empty((subsets, NEAR, 2), np.int64),
            np.empty(subsets, np.int64),
            np.empty(subsets, np.int64),
            np.empty(subsets, np.int64),
        ),
    )


@compiled
def dearest(actors: int, most: int) -> int:
    """Return at most so many of a set of actors; they are numbered by falling rate."""
    found = 0
    while actors and most:
        found |= actors & -actors
        actors &= actors - 1
        most -= 1
    return found


@compiled
def number(actors: int, at: int, places: Any, local_rates: Any, rates: Any) -> int:
    """Give actors consecutive places from `at` on; return the place after them."""
    while actors:
        actor = lowest(actors)
        actors &= actors - 1
        places[actor] = at
        local_rates[at] = rates[actor]
        at += 1
    return at


@compiled
def waits(
    front: int,
    back: int,
    free: int,
    left: int,
    enough: int,
    casts: Any,
    lengths: Any,
    rates: Any,
    work: Any,
) -> tuple[int, int]:
    """Return what actors wait at least in the scenes left, and who of `free` is counted in it.

    Parameters
    ----------
    front, back, free
        Masks of the actors open at one end only, and of those who have not begun.
    enough
        A larger bound is not looked for.
    work
        Arrays to work in, of `workroom()`.

    """
    places, local_rates, locals_, days, near = work[0]
    front = dearest(front, NEAR)
    back = dearest(back, NEAR)
    # Only who shares scenes with both ends can be between them.
    beside_front = beside_back = 0
    scenes = left
    while scenes:
        cast = casts[lowest(scenes)]
        scenes &= scenes - 1
        if cast & front:
            beside_front |= cast
        if cast & back:
            beside_back |= cast
    free = dearest(free & beside_front & beside_back, FREE)
    k1 = number(front, 0, places, local_rates, rates)
    k2 = number(back, k1, places, local_rates, rates) - k1
    k3 = number(free, k1 + k2, places, local_rates, rates) - k1 - k2
    everyone = front | back | free
    for place in range(k1 + k2 + k3):
        near[place] = 0
    n = 0
    scenes = left
    while scenes:
        scene = lowest(scenes)
        scenes &= scenes - 1
        cast = casts[scene] & everyone
        local = 0
        while cast:
            local |= 1 << places[lowest(cast)]
            cast &= cast - 1
        locals_[n] = local
        days[n] = lengths[scene]
        n += 1
        rest = local
        while rest:
            near[lowest(rest)] |= local
            rest &= rest - 1
    from_front, front_alone = sweep(0, k1, k1, k2, k1 + k2, k3, n, work)
    if from_front >= enough or not k2:
        return from_front, free
    from_back, back_alone = sweep(k1, k2, 0, k1, k1 + k2, k3, n, work)
    if not k1:
        return from_back, free
    return max(from_front + back_alone, from_back + front_alone), free


@compiled
def sweep(
    at: int, k: int, far: int, k2: int, between: int, k3: int, n: int, work: Any
) -> tuple[int, int]:
    """Sweep from one end; see the module.

    Parameters
    ----------
    at, k, far, k2, between, k3
        Places and numbers of the actors of this end, of the other, and of those between.
    n
        Scenes.

    Returns
    -------
    int, int
        What all scenes cost but those of the other end's actors without any of this one's; and
        what those of them cost that have actors of this end alone.

    """
    _places, rates, locals_, days, near = work[0]
    cut, begun, moment, finishing, least, rate, known = work[1]
    mine = (1 << k) - 1
    theirs = (1 << k2) - 1
    inner = (1 << k3) - 1
    # What a cut costs at least: by who between has begun, and who of the far end surely has.
    cut[0] = 0
    for v in range(1, theirs + 1):
        low = lowest(v)
        cut[v] = cut[v & (v - 1)] + rates[far + low]
    for c in range(1, inner + 1):
        low = lowest(c)
        links = (near[between + low] >> far) & theirs
        for v in range(theirs + 1):
            costs = cut[((c & (c - 1)) << k2) | v]
            if links & ~v:
                costs += rates[between + low]
            cut[(c << k2) | v] = costs
    # known holds the far end's rates, for what of them is in a scene does not wait.
    for v in range(theirs + 1):
        known[v] = cut[v]
    for c in range(inner + 1):
        base = c << k2
        for v in range(theirs - 1, -1, -1):
            missing = theirs & ~v
            while missing:
                low = missing & -missing
                missing &= missing - 1
                cut[base | v] = min(cut[base | v], cut[base | v | low])
    # begun: who has begun when all but U have finished.
    begun[mine] = 0
    rate[0] = 0
    for u in range(1, mine + 1):
        rate[u] = rate[u & (u - 1)] + rates[at + lowest(u)]
    for u in range(mine - 1, -1, -1):
        low = lowest(mine & ~u)
        beside = near[at + low]
        begun[u] = begun[u | (1 << low)] | (
            (((beside >> between) & inner) << k2) | ((beside >> far) & theirs)
        )
    for u in range(mine + 1):
        for i in range(k):
            finishing[u, i, 0] = finishing[u, i, 1] = 0
    total = 0
    for x in range(n):
        local = locals_[x]
        own = (local >> at) & mine
        other = (local >> far) & theirs
        if other and not own:
            continue
        alone = 0 if other else 1
        inside = ((local >> between) & inner) << k2
        free_of = rate[own] + known[other]
        # moment[u]: what is paid at least while u, or more, is unfinished.
        missing = mine & ~own
        more = missing
        while True:
            u = own | more
            costs = rate[u] + cut[(begun[u] & ~inside) | other]
            gone = missing & ~more
            while gone:
                low = gone & -gone
                gone &= gone - 1
                costs = min(costs, moment[u | low])
            moment[u] = costs
            costs = (costs - free_of) * days[x]
            bits = own
            while bits:
                finishing[u, lowest(bits), alone] += costs
                bits &= bits - 1
            if not more:
                break
            more = (more - 1) & missing
        if not own:
            total += costs
    return total + finished(mine, True, finishing, least), finished(mine, False, finishing, least)


@compiled
def finished(mine: int, everything: bool, finishing: Any, least: Any) -> int:
    """Return the least that it costs when all finish, over all orders of finishing."""
    least[0] = 0
    for u in range(1, mine + 1):
        best = NEVER
        bits = u
        while bits:
            i = lowest(bits)
            bits &= bits - 1
            costs = least[u & ~(1 << i)] + finishing[u, i, 1]
            if everything:
                costs += finishing[u, i, 0]
            best = min(best, costs)
        least[u] = best
    return int(least[mine])
