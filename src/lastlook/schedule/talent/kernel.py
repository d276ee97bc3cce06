"""One layer of the compiled search: every state of it is extended by one scene.

A state is a pair of scene sets (front, back), mirrored so that the back is the smaller one or, of
equal size, the smaller word. It grows at the back.
"""

from __future__ import annotations

from typing import Any

from lastlook.schedule.talent.bits import compiled, count, days, lowest, pay
from lastlook.schedule.talent.bounds import packing
from lastlook.schedule.talent.sweep import waits, workroom

NODES, BEST, PARENT, MOVE, FILLED, AT = range(6)
"""Places in `state`: states extended; the best cost known, and the state and move that gave it;
states in the next layer; the next one of this layer to extend."""

AT_BACK, TURNED = 64, 128
"""A move is a scene, with these: it went to the back, and the pair was then mirrored."""


@compiled
def union(scenes: int, casts: Any) -> int:
    """Return all actors of a set of scenes."""
    actors = 0
    while scenes:
        actors |= casts[lowest(scenes)]
        scenes &= scenes - 1
    return actors


@compiled
def place(front: int, back: int, slots: Any, layer: Any) -> int:
    """Return the slot where a state is, or the free one where it belongs."""
    mask = slots.shape[0] - 1
    mixed = (front * -7046029254386353131) ^ (back * -4417276706812531889)
    mixed ^= (mixed >> 29) & 0x7FFFFFFFF
    mixed *= -4658895280553007687
    at = (mixed >> 32) & mask
    while slots[at] and (layer[slots[at] - 1, 0] != front or layer[slots[at] - 1, 1] != back):
        at = (at + 1) & mask
    return int(at)


@compiled
def rehash(slots: Any, layer: Any, filled: int) -> None:
    """Enter the states of a layer into empty slots."""
    for at in range(filled):
        slots[place(layer[at, 0], layer[at, 1], slots, layer)] = at + 1


@compiled
def choose(left: int, opened: int, closing: int, both: int, casts: Any) -> tuple[bool, int]:
    """Return whether to go on at the back, and with which scenes.

    `opened`, `closing` and `both` are the actors open at the front only, at the back only, and
    at both ends.
    """
    # A scene that needs just those who are there anyway costs nothing: it goes next.
    rest = left
    while rest:
        scene = lowest(rest)
        rest &= rest - 1
        cast = casts[scene]
        if not opened & ~cast and not cast & ~(opened | both):
            return False, 1 << scene
        if not closing & ~cast and not cast & ~(closing | both):
            return True, 1 << scene
    # Of two scenes one goes first if nobody who may leave waits for it and it brings only
    # actors whom the other brings too.
    chosen = left
    rest = left
    while rest:
        scene = lowest(rest)
        rest &= rest - 1
        if closing & ~casts[scene]:
            continue
        brings = casts[scene] & ~(closing | both)
        others = chosen & ~(1 << scene)
        while others:
            other = lowest(others)
            others &= others - 1
            more = casts[other] & ~(closing | both)
            if not brings & ~more and (brings != more or scene < other):
                chosen &= ~(1 << other)
    return True, chosen


@compiled
def extend(old: Any, chosen: Any, stop: int, new: Any, state: Any, tables: Any) -> None:
    """Extend states of a layer, those `chosen` from `state[AT]` to `stop`, into the next.

    Ends early when the next layer may not have room for another state's children.

    Parameters
    ----------
    old
        The layer's rows of front, back, pay for days held so far, and the least still to come.
    new
        The next layer: its rows; for each of them the row of `old` and the move it came from;
        whether it has yet to be extended, the first time or again; and its rows by hash, from 1,
        0 where there is none.
    state
        Numbers that go in and out; see above.
    tables
        Casts of scenes, scenes of actors, days of scenes, rates, days of sets, triples.

    """
    rows, origin, fresh, slots = new
    casts, has, lengths, rates, table, triples = tables
    work = workroom()
    scenes = casts.shape[0]
    everything = -1 if scenes == 64 else (1 << scenes) - 1
    room = min(rows.shape[0], slots.shape[0] // 2) - scenes
    while state[AT] < stop and state[FILLED] <= room:
        row = chosen[state[AT]]
        state[AT] += 1
        if old[row, 2] + old[row, 3] >= state[BEST]:
            continue
        state[NODES] += 1
        front = old[row, 0]
        back = old[row, 1]
        left = everything & ~front & ~back
        in_front = union(front, casts)
        in_back = union(back, casts)
        in_left = union(left, casts)
        opened = in_front & in_left & ~in_back
        closing = in_back & in_left & ~in_front
        at_back, candidates = choose(left, opened, closing, in_front & in_back, casts)
        side = back if at_back else front
        in_side = in_back if at_back else in_front
        in_other = in_front if at_back else in_back
        waiting = closing if at_back else opened
        while candidates:
            scene = lowest(candidates)
            candidates &= candidates - 1
            cast = casts[scene]
            rest = left & ~(1 << scene)
            held = old[row, 2] + lengths[scene] * pay(rates, waiting & ~cast)
            # Who is now open at both ends will wait in all scenes between that are not his.
            certain = cast & in_other & ~in_side
            while certain:
                actor = lowest(certain)
                certain &= certain - 1
                held += rates[actor] * days(table, rest & ~has[actor])
            if held >= state[BEST]:
                continue
            grown = side | (1 << scene)
            move = scene | AT_BACK if at_back else scene
            first = front if at_back else grown
            second = grown if at_back else back
            longer = count(first) - count(second)
            if longer < 0 or (longer == 0 and first < second):
                first, second = second, first
                move |= TURNED
            slot = place(first, second, slots, rows)
            known = slots[slot] - 1
            if known >= 0:
                if held < rows[known, 2]:
                    rows[known, 2] = held
                    fresh[known] = True
                    origin[known, 0] = row
                    origin[known, 1] = move
                continue
            now_side = in_side | cast
            now_left = union(rest, casts)
            a = now_side & now_left & ~in_other
            b = in_other & now_left & ~now_side
            free = now_left & ~now_side & ~in_other
            if not rest & (rest - 1) or not (a | b | free):
                state[BEST] = held
                state[PARENT] = row
                state[MOVE] = move
                continue
            enough = state[BEST] - held
            least, counted = waits(a, b, free, rest, enough, casts, lengths, rates, work)
            if least < enough:
                least += packing(free & ~counted, rest, triples, has, table, rates)
            if least >= enough:
                continue
            filled = state[FILLED]
            rows[filled, 0] = first
            rows[filled, 1] = second
            rows[filled, 2] = held
            rows[filled, 3] = least
            fresh[filled] = True
            origin[filled, 0] = row
            origin[filled, 1] = move
            slots[slot] = filled + 1
            state[FILLED] = filled + 1
