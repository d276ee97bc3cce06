"""Scenes: what a heading says, and who speaks under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from lastlook.script.heading import Heading, light_of, parse_heading
from lastlook.script.model import Kind
from lastlook.script.revisions.omitted import omitted_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.script.model import Paragraph, Screenplay

_EXTENSION = re.compile(r"[(\[][^()\[\]]*[)\]]?")
SEVERAL = re.compile(r" ?(?:/|&|\+|,|\bAND\b) ?")
"""What stands between names that share a cue, in upper case and with single spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene: a heading and all that follows up to the next."""

    id: str
    """Identity that no draft changes; see the ledger."""
    number: str
    """The number printed: the script's own, or the count from 1 where it has none."""
    heading: Heading
    first: int
    """Index of the heading in the screenplay's paragraphs."""
    last: int
    """Index after the scene's last paragraph."""
    line: int
    """Line of the heading in the file."""
    light: str
    """`day`, `night`, or empty: the time of day with CONTINUOUS, LATER and SAME resolved."""
    cast: tuple[str, ...]
    """Who speaks, in order of first cue, extensions such as (V.O.) removed."""
    synopsis: str = ""
    omitted: bool = False
    """Only its number is left: the heading says OMITTED."""


def scenes_of(screenplay: Screenplay, ids: Sequence[str] | None = None) -> tuple[Scene, ...]:
    """Return the scenes in script order.

    `ids` gives each scene its identity from a ledger; without one a scene is called by its
    position, `s001` onwards. A scene without a number of its own is numbered by its position.
    """
    paragraphs = screenplay.paragraphs
    starts = [i for i, p in enumerate(paragraphs) if p.kind is Kind.SCENE_HEADING]
    ends = [*starts[1:], len(paragraphs)]
    known = _speakers(paragraphs)
    scenes = []
    light = ""
    for place, (first, last) in enumerate(zip(starts, ends, strict=False)):
        top = paragraphs[first]
        heading = parse_heading(top.text)
        omitted = omitted_numbers(top.text, top.number)
        light = light_of(heading.time, light)
        scenes.append(
            Scene(
                id=ids[place] if ids is not None else f"s{place + 1:03}",
                number=top.number or _omitted_number(omitted) or str(place + 1),
                heading=heading,
                first=first,
                last=last,
                line=top.line,
                light=light,
                cast=speakers(paragraphs[first:last], known),
                synopsis=top.synopsis or _synopsis(paragraphs[first:last]),
                omitted=omitted is not None,
            )
        )
    return tuple(scenes)


def _omitted_number(numbers: tuple[str, str] | None) -> str:
    """Write what an omitted scene's heading says of its number: `72` or `72-75`."""
    first, last = numbers or ("", "")
    return first if first == last else f"{first}-{last}"


def cue_name(text: str) -> str:
    """Return the name in a cue: `Mara (V.O.) (CONT'D)` is MARA."""
    plain = _EXTENSION.sub(" ", text) if "(" in text or "[" in text else text
    return " ".join(plain.upper().split()).rstrip(":")


def speakers(paragraphs: Iterable[Paragraph], known: frozenset[str]) -> tuple[str, ...]:
    """Return who has a cue, in order; `MARA AND JON` is two people where both are `known`."""
    found: dict[str, None] = {}
    for paragraph in paragraphs:
        if paragraph.kind is Kind.CHARACTER and (name := cue_name(paragraph.text)):
            parts = SEVERAL.split(name)
            together = len(parts) > 1 and all(part in known for part in parts)
            found.update(dict.fromkeys(parts if together else (name,)))
    return tuple(found)


def _speakers(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    names = (cue_name(p.text) for p in paragraphs if p.kind is Kind.CHARACTER)
    return frozenset(name for name in names if name)


def _synopsis(paragraphs: Sequence[Paragraph]) -> str:
    """Join a scene's synopses; one below a section heading speaks of the section."""
    own = takewhile(lambda p: p.kind is not Kind.SECTION, paragraphs)
    return " ".join(p.text for p in own if p.kind is Kind.SYNOPSIS)
