"""What an import comes to: what is added, what was there, what found no place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.breakdown import Decisions
    from lastlook.breakdown.decisions import DecidedBackground, DecidedElement
    from lastlook.exchange.incoming import IncomingSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A sheet that matches no scene, with all it says."""

    place: str
    line: int
    heading: str
    why: str
    words: tuple[str, ...]
    """What it lists: `Props: Ring`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the file and breakdown.toml say different things; breakdown.toml stands."""

    scene: str
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What an import would make of breakdown.toml."""

    decisions: Decisions
    matched: Mapping[str, tuple[str, ...]]
    """Scene ids by `IncomingSheet.key`."""
    added: tuple[str, ...]
    """Each new decision in words, in the file's order."""
    already: int
    """How many elements and roles were there before."""
    kept: tuple[Kept, ...]
    unplaced: tuple[Unplaced, ...]
    remarks: tuple[str, ...]
    """What a person should know besides."""


def words_of_sheet(sheet: IncomingSheet) -> tuple[str, ...]:
    """Return all that a sheet lists, for people: `Props: Ring`, `minutes: 90`."""
    decided = sheet.decisions
    return (
        *(f"{CAST}: {name}" for name in sheet.cast),
        *(f"{BACKGROUND}: {counted(one)}" for one in decided.background or ()),
        *(f"{one.category}: {counted(one)}" for one in decided.elements),
        *(
            f"{name.replace('_', ' ')}: {value}"
            for name in SINGLE
            if (value := getattr(decided, name))
        ),
    )


def counted(one: DecidedElement | DecidedBackground) -> str:
    """Return a label with how many, where that is known: `20 skiers`."""
    return f"{one.count} {one.label}" if one.count is not None else one.label


SINGLE = ("minutes", "location", "script_day", "synopsis", "notes")
"""Decisions about a scene that are one value each."""
BOUNDS = ("parts", "earliest", "latest", "last", "first_week")
"""Decisions about how and when a scene is shot."""
