"""Scene headings that name no time, no place, or are spelled as no other is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lastlook.script.doubts.near import key_of, one_slip, slips
from lastlook.script.doubts.reading import short
from lastlook.script.heading import IntExt, parse_heading
from lastlook.script.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.errors import Problem
    from lastlook.script.doubts.reading import Reading

MOST = 0.8
"""Share of a script's headings that makes a habit of it."""
FEWEST = 5
"""Headings that it takes to speak of a habit."""
MOST_SETS = 1000
"""Set names that are compared; more are no script's."""

_PREFIX = re.compile(r"([A-Z]{2,5})([. ])\s*(?=\S)")
_NO_PERIOD = re.compile(r"(INT|EXT)\s", re.IGNORECASE)
_TIGHT_DASH = re.compile(r"(?:\S[-–—]\s+|\s[-–—]+(?=[^\s\-–—]))([^\s\-–—].*)$")
_PARTED = re.compile(r"\s+[-–—]+\s+")


def heading_doubts(script: Reading) -> Iterator[Problem]:
    """Doubt headings one by one, against the script's own habits."""
    yield from _empty_scenes(script)
    yield from _parts_missing(script)
    yield from _typing_slips(script)
    yield from _misspelled_prefixes(script)
    yield from _sets_spelled_twice(script)


def _usual(count: int, of: int) -> bool:
    return of >= FEWEST and count < of and count >= MOST * of


def _parts_missing(script: Reading) -> Iterator[Problem]:
    placed = [(at, h) for at, h in script.headings if h.int_ext is not IntExt.UNKNOWN]
    timed = _usual(sum(bool(h.time) for _, h in placed), len(placed))
    for at, heading in placed:
        if not heading.set:
            yield script.doubt(
                script.shown[at],
                f"{short(heading.text)} names no set.",
                "Nobody can tell where it plays.",
                "Write the place: INT. CAR - NIGHT.",
            )
        elif timed and not heading.time and "OMIT" not in heading.set:
            yield script.doubt(
                script.shown[at],
                f"{short(heading.text)} has no time of day.",
                "Most headings of this script have one; without it day and night are unknown.",
                f"Write {short(heading.text)} - DAY, or NIGHT, CONTINUOUS, LATER.",
            )


def _typing_slips(script: Reading) -> Iterator[Problem]:
    """Speak of a prefix without its period where most have one, and of a dash glued to a word."""
    texts = [(at, script.texts[at]) for at, h in script.headings if h.int_ext is not IntExt.UNKNOWN]
    bare = [at for at, text in texts if _NO_PERIOD.match(text)]
    if _usual(len(texts) - len(bare), len(texts)):
        for at in bare:
            text = script.texts[at]
            yield script.doubt(
                script.shown[at],
                f"{short(text)} has no period after {text[:3].upper()}.",
                "The other headings of this script have one.",
                f"Write {text[:3].upper()}. {short(text[3:].strip())}",
            )
    for at, heading in script.headings:
        if not heading.time:
            continue
        if (glued := _TIGHT_DASH.search(heading.text)) and glued[1] == heading.time:
            whole = f"{heading.text[: glued.start()]}{glued.group()[0].strip()}"
            whole = whole.rstrip(" -–—")
            yield script.doubt(
                script.shown[at],
                f"The dash before {short(heading.time)} needs a space on both sides.",
                "Other programs may take it for part of a word.",
                f"Write {short(whole)} - {short(heading.time)}",
            )


def _empty_scenes(script: Reading) -> Iterator[Problem]:
    places = [at for at, _ in script.headings]
    ends = [*places, len(script.shown)][1:]
    empty = [at for at, end in zip(places, ends, strict=True) if end == at + 1]
    # A script of headings alone is an outline; an omitted scene is empty by right.
    if len(empty) * 4 > len(places):
        return
    for at in empty:
        text = script.texts[at]
        if "OMIT" not in text.upper():
            yield script.doubt(
                script.shown[at],
                f"{short(text)} is empty.",
                "Nothing stands under this heading, so there is nothing to shoot.",
                "Write what happens, or take the heading out.",
            )


def _misspelled_prefixes(script: Reading) -> Iterator[Problem]:
    """Find ITN. CAR - DAY: a line of capitals one slip away from INT or EXT."""
    for paragraph, text in zip(script.shown, script.texts, strict=True):
        if not text[:2].isupper() or paragraph.kind not in {Kind.ACTION, Kind.SCENE_HEADING}:
            continue
        found = _PREFIX.match(text)
        if found is None or "\n" in text or not text.isupper() or len(text) > 120:
            continue
        meant = next((word for word in ("INT", "EXT") if _misspells(found[1], word)), "")
        if meant and parse_heading(f"{meant}. {text[found.end() :]}").time:
            yield script.doubt(
                paragraph,
                f"{found.group().strip()} looks like {meant}. misspelled.",
                "The line was read as action."
                if paragraph.kind is Kind.ACTION
                else "Whether it plays inside or outside is unknown.",
                f"Write {meant}. {short(text[found.end() :])}",
            )


def _misspells(word: str, meant: str) -> bool:
    return word not in {"INT", "EXT", "EST"} and one_slip(word, meant)


def _sets_spelled_twice(script: Reading) -> Iterator[Problem]:
    """Compare the parts of set names: FERRY TERMINAL - SLIP has two."""
    uses: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, heading in script.headings:
        if heading.int_ext is not IntExt.UNKNOWN:
            for part in _PARTED.split(heading.set):
                uses[part] += 1
                first.setdefault(part, at)
    if len(uses) > MOST_SETS:
        return
    for one, other in slips(uses):
        usual, rare = (one, other) if uses[one] >= uses[other] else (other, one)
        same = key_of(one) == key_of(other)
        if same or (uses[rare] == 1 and uses[usual] > 1):
            yield script.doubt(
                script.shown[first[rare]],
                f"{short(rare)} is probably the set {short(usual)}, spelled in another way.",
                "Two spellings make two sets in the breakdown and the schedule.",
                f"Write {short(usual)}.",
            )
