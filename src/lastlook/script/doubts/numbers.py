"""Scene numbers that come twice, out of order, or to some scenes only."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lastlook.script.doubts.reading import short

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lastlook.errors import Problem
    from lastlook.script.doubts.reading import Reading
    from lastlook.script.model import Paragraph

_NUMBER = re.compile(r"([A-Z]{0,3})(\d{1,6})([A-Z]{0,3})")


def number_doubts(script: Reading) -> Iterator[Problem]:
    """Doubt the numbers at the headings; a script without any is left alone."""
    headings = [script.shown[at] for at, _ in script.headings]
    numbered = [heading for heading in headings if heading.number]
    if not numbered:
        return
    yield from _some_only(script, headings)
    yield from _twice(script, numbered)
    yield from _out_of_order(script, numbered)


def _twice(script: Reading, numbered: list[Paragraph]) -> Iterator[Problem]:
    first: dict[str, Paragraph] = {}
    again = [h for h in numbered if first.setdefault(h.number.upper(), h) is not h]
    if len(again) > 3 and len(again) * 4 > len(numbered):
        yield script.doubt(
            again[0],
            f"{len(again)} of {len(numbered)} scene numbers come twice or more, this one first.",
            "A number means one scene.",
            "Number the scenes anew.",
        )
        return
    for heading in again:
        yield script.doubt(
            heading,
            f"Scene number {short(heading.number)} comes twice.",
            f"It stands on line {first[heading.number.upper()].line} too, "
            "and a number means one scene.",
            f"Give this scene a number of its own, such as {_free(heading.number, first)}.",
        )


def _some_only(script: Reading, headings: list[Paragraph]) -> Iterator[Problem]:
    bare = [heading for heading in headings if not heading.number]
    if bare:
        yield script.doubt(
            bare[0],
            f"{len(bare)} of {len(headings)} scenes have no number, this one first.",
            "The others have, and lastlook numbers the rest by their place.",
            "Number all scenes or none"
            + ("; #12# at the end of a heading is its number." if script.fountain else "."),
        )


def _out_of_order(script: Reading, numbered: list[Paragraph]) -> Iterator[Problem]:
    """Name the fewest scenes that would have to move for the numbers to rise."""
    fresh: dict[tuple[int, int, int, str], Paragraph] = {}
    for heading in numbered:
        if (place := _place(heading.number)) is not None:
            fresh.setdefault(place, heading)
    known = list(fresh.items())
    kept = _longest_rise([place for place, _ in known])
    out = [at for at in range(len(known)) if at not in kept]
    if len(out) * 4 > len(known):
        return  # numbers in another order altogether, as of a shooting script: meant so
    for at in out:
        place, heading = known[at]
        early = at + 1 < len(known) and place > known[at + 1][0]
        near = known[at + 1 if early else at - 1][1]
        side = "before" if early else "after"
        yield script.doubt(
            heading,
            f"Scene {short(heading.number)} comes {side} scene {short(near.number)}.",
            "The numbers around it rise without it.",
            "Move the scene to its place, or give it the number of the place it has.",
        )


def _place(number: str) -> tuple[int, int, int, str] | None:
    """Order of a number: A12 stands before 12, and 12A after it, AA after Z."""
    found = _NUMBER.fullmatch(number.upper())
    if found is None:
        return None
    before, count, after = found.groups()
    return int(count), 0 if before else 1, len(before or after), before or after


def _longest_rise(places: list[tuple[int, int, int, str]]) -> set[int]:
    """Return the indices of a longest run of rising places (patience sorting)."""
    tops: list[tuple[int, int, int, str]] = []
    ends: list[int] = []
    below: list[int] = []
    for at, place in enumerate(places):
        pile = bisect_left(tops, place)
        below.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [at]
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = below[at]
    return kept


def _free(number: str, taken: Container[str]) -> str:
    """Give the first number with a letter that no scene has: 12A after 12, 12C after 12A."""
    found = _NUMBER.fullmatch(number.upper())
    stem = f"{found[1]}{found[2]}" if found else short(number)
    free = (stem + letter for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ" if stem + letter not in taken)
    return next(free, f"{short(number)}A")
