"""Revision sets: which colours and marks a script's revisions have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from lastlook.script.model import Screenplay

COLORS = (
    ("Blue", "C6EDFE"),
    ("Pink", "FDCCD4"),
    ("Yellow", "FDFFAB"),
    ("Green", "D1FED0"),
    ("Goldenrod", "FACD39"),
    ("Buff", "FCED9D"),
    ("Salmon", "F8AE8E"),
    ("Cherry", "FBA4B4"),
    ("Tan", "FDF1C7"),
)
"""Final Draft's order of revisions after the white draft, with the tint of each page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionSet:
    """One round of changes."""

    name: str
    mark: str = "*"
    color: str
    """Tint of its pages, six hexadecimal digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """Every revision set of a script, by the number its runs carry."""

    sets: Mapping[int, RevisionSet] = field(default_factory=lambda: MappingProxyType({}))
    location: float = 7.75
    """Inches from the paper's left edge to the mark."""

    def of(self, number: int) -> RevisionSet:
        """Describe revision `number`, from 1; what no file names has the trade's colour."""
        known = self.sets.get(number)
        if known is not None:
            return known
        name, color = COLORS[(number - 1) % len(COLORS)]
        if number > len(COLORS):
            name = f"{_ordinal((number - 1) // len(COLORS) + 1)} {name}"
        return RevisionSet(name=name, color=color)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPlaces:
    """Where an FDX file wants its scene numbers."""

    left: float | None = 0.75
    """Inches from the paper's left edge to the number left of a heading; None for no number."""
    right: float | None = 7.38
    """The same for the number on the right."""


def read_revisions(screenplay: Screenplay) -> Revisions:
    """Read the revision sets that an FDX script's own file defines; the trade's for any other."""
    root = _root(screenplay, b"<Revisions")
    node = None if root is None else root.find("Revisions")
    if node is None:
        return Revisions()
    sets = {}
    for at, found in enumerate(node.iterfind("Revision"), start=1):
        number = found.get("ID", "")
        key = int(number) if number.isdecimal() and len(number) < 6 else at
        default = Revisions().of(max(key, 1))
        sets[key] = RevisionSet(
            name=found.get("Name") or default.name,
            mark=found.get("Mark") or default.mark,
            color=_rgb(found.get("PageColor", "")) or default.color,
        )
    location = _inches(node.get("Location"))
    return Revisions(sets=MappingProxyType(sets), location=7.75 if location is None else location)


def read_number_places(screenplay: Screenplay) -> NumberPlaces:
    """Read where an FDX file shows scene numbers; both margins for any other script."""
    root = _root(screenplay, b"<SceneNumberOptions")
    node = None if root is None else root.find("SceneNumberOptions")
    if node is None:
        return NumberPlaces()
    places = {}
    for side, default in (("Left", 0.75), ("Right", 7.38)):
        shown = node.get(f"ShowNumbersOn{side}", "Yes").casefold() == "yes"
        at = _inches(node.get(f"{side}Location"))
        places[side.casefold()] = (default if at is None else at) if shown else None
    return NumberPlaces(**places)


def _root(screenplay: Screenplay, needed: bytes) -> etree._Element | None:
    """Parse the script's own bytes again, if it is FDX and holds what is `needed`."""
    if screenplay.format != "fdx" or needed not in screenplay.source:
        return None
    from lastlook.script.xml import parse

    return parse(screenplay.source, screenplay.name, root="FinalDraft")


def _rgb(text: str) -> str:
    """Turn Final Draft's #RRRRGGGGBBBB, or #RRGGBB, into six digits; empty where it is neither."""
    if re.fullmatch(r"#[0-9A-Fa-f]{12}", text):
        return (text[1:3] + text[5:7] + text[9:11]).upper()
    return text[1:].upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", text) else ""


def _inches(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value <= 20 else None


def _ordinal(number: int) -> str:
    words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")
    return words[number - 1] if number <= len(words) else f"{number}th"
