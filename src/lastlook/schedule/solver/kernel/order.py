"""The order of a day's strips, compiled: the orders that `solver.order` looks at first.

Location by location in every sequence of up to four; within one by the light that closes first, by
the story, and with each minor's strips first or last. Where one of them will do, the plain search
finds one too. What days come to is remembered.
"""

from __future__ import annotations

from typing import Any

from lastlook.schedule.solver.kernel.clock import walk
from lastlook.schedule.solver.kernel.layout import (
    BASE,
    CLOSES,
    CONTENT,
    COUNT,
    FIRST_START,
    FIRSTS,
    LIGHT_OF,
    MEMBERS,
    MEMBERS_START,
    MINORS_HELD,
    MINORS_OF,
    MOVE_CENTS,
    NEVER,
    ON,
    ORDER,
    PATHS,
    PLACE_OF,
    REMEMBERED,
    ROADS,
    ROUND,
    SCENES,
    SEEN,
    SORTED,
    TERMS,
    TOLD,
    TOLD_AT,
    spot,
)
from lastlook.schedule.talent.bits import compiled, within

FIRST_PATH = (0, 0, 1, 3, 9, 33)
"""Where the ways round so many places begin in PATHS."""
FOUR = 4
LATER = 1 << 40
"""More than any clock and any place in the story, in what scenes are sorted by."""


@compiled
def word_of(m: Any, slot: int, unit: int) -> int:
    """Give a word for what a slot holds under a unit."""
    word = m[m[CONTENT] + slot] + (2 * slot + unit + 1) * 0x1E3779B97F4A7C15
    word ^= word >> 29
    return int(word or 1)


@compiled
def recalled(m: Any, word: int) -> int:
    """Give the row in which a day is remembered, or would be."""
    return int((word ^ (word >> 17)) & (m[REMEMBERED] - 1))


@within
def put_in_order(m: Any, slot: int, unit: int) -> int:
    """Find an order for a slot's scenes; give the row of SEEN that tells what it comes to.

    The cells after the word: minutes broken, cents, minutes of the moves, length.
    """
    word = word_of(m, slot, unit)
    row = recalled(m, word)
    if m[spot(m, SEEN, row, 0)] != word:
        count = tell(m, slot)
        broken, cents, moving, length = best_order(m, slot, unit, count, places_round(m, count))
        m[spot(m, SEEN, row, 0)] = word
        m[spot(m, SEEN, row, 1)] = broken
        m[spot(m, SEEN, row, 2)] = cents
        m[spot(m, SEEN, row, 3)] = moving
        m[spot(m, SEEN, row, 4)] = length
    return row


@within
def tell(m: Any, slot: int) -> int:
    """Write a slot's scenes into TOLD as the story has them; give how many they are."""
    count = 0
    for number in range(m[m[COUNT] + slot]):
        atom = m[spot(m, ON, slot, number)]
        for row in range(m[m[MEMBERS_START] + atom], m[m[MEMBERS_START] + atom + 1]):
            scene = m[m[MEMBERS] + row]
            at = count
            rank = m[spot(m, SCENES, scene, TOLD_AT)]
            while at and m[spot(m, SCENES, m[m[TOLD] + at - 1], TOLD_AT)] > rank:
                m[m[TOLD] + at] = m[m[TOLD] + at - 1]
                at -= 1
            m[m[TOLD] + at] = scene
            count += 1
    return count


@within
def places_round(m: Any, count: int) -> int:
    """Write the places of TOLD into ROUND, each once; give how many they are."""
    found = 0
    for number in range(count):
        place = m[spot(m, SCENES, m[m[TOLD] + number], PLACE_OF)]
        at = 0
        while at < found and m[m[ROUND] + at] != place:
            at += 1
        if at == found:
            m[m[ROUND] + found] = place
            found += 1
    return found


@within
def best_order(m: Any, slot: int, unit: int, count: int, places: int) -> tuple[int, int, int, int]:
    """Try orders until one will do; give what the best comes to (see `walk`)."""
    best = (NEVER, 0, 0, 0)
    first, last = 0, 1
    if places <= FOUR:
        first, last = FIRST_PATH[places], FIRST_PATH[places + 1]
    fewest = (places - 1) * m[spot(m, TERMS, slot // m[BASE], MOVE_CENTS)]
    for path in range(first, last):
        for key in range(2 + 2 * m[MINORS_HELD]):
            if key > 1 and not has_minor(m, count, (key - 2) // 2):
                continue
            done = 0
            for place in range(places):
                at = m[spot(m, PATHS, path, place)] if places <= FOUR else place
                done = order_place(m, slot, m[m[ROUND] + at], count, key, done)
            m[m[ORDER] + done] = -1
            found = walk(m, slot, unit, count)
            if found[0] == 0 and found[1] == fewest and not m[ROADS]:
                return found
            if (found[0], found[1], found[3]) < (best[0], best[1], best[3]):
                best = found
    return best


@within
def has_minor(m: Any, count: int, minor: int) -> bool:
    """Whether a minor is in a scene of TOLD."""
    for number in range(count):
        if m[spot(m, SCENES, m[m[TOLD] + number], MINORS_OF)] >> minor & 1:
            return True
    return False


@within
def order_place(m: Any, slot: int, place: int, count: int, key: int, done: int) -> int:
    """Add the scenes of a place to the first `done` of ORDER; give how many they are then.

    By `key`: 0 the light, 1 the story, then by turns each minor's scenes last, and first.
    """
    start = done
    for number in range(count):
        scene = m[m[TOLD] + number]
        if m[spot(m, SCENES, scene, PLACE_OF)] != place:
            continue
        by = number
        if key != 1:
            by += 64 * m[spot(m, CLOSES, m[spot(m, SCENES, scene, LIGHT_OF)], slot)]
        if key > 1:
            with_it = m[spot(m, SCENES, scene, MINORS_OF)] >> ((key - 2) // 2) & 1
            by += LATER * (with_it if key % 2 == 0 else 1 - with_it)
        at = done
        while at > start and m[m[SORTED] + at - 1] > by:
            m[m[SORTED] + at] = m[m[SORTED] + at - 1]
            m[m[ORDER] + at] = m[m[ORDER] + at - 1]
            at -= 1
        m[m[SORTED] + at] = by
        m[m[ORDER] + at] = scene
        done += 1
    tell_in_order(m, start, done)
    return done


@within
def tell_in_order(m: Any, start: int, end: int) -> None:
    """Bring a part of ORDER into an order that the story asks for, changing as little as may be."""
    for at in range(start, end):
        pick = at
        while pick < end and waits_for(m, pick, at, end):
            pick += 1
        if pick < end:
            scene = m[m[ORDER] + pick]
            for other in range(pick, at, -1):
                m[m[ORDER] + other] = m[m[ORDER] + other - 1]
            m[m[ORDER] + at] = scene


@within
def waits_for(m: Any, pick: int, start: int, end: int) -> bool:
    """Whether a scene of ORDER comes after another that is still to be placed."""
    scene = m[m[ORDER] + pick]
    for row in range(m[m[FIRST_START] + scene], m[m[FIRST_START] + scene + 1]):
        for other in range(start, end):
            if m[m[ORDER] + other] == m[m[FIRSTS] + row]:
                return True
    return False
