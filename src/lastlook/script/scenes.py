"""Scenes: what a heading says, and who speaks under it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class IntExt(StrEnum):
    """Where the camera stands."""

    INT = "INT"
    EXT = "EXT"
    INT_EXT = "INT/EXT"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A scene heading taken apart. `INT. CAR - NIGHT` is INT, CAR, NIGHT."""

    text: str
    """As shown: upper case, without the scene number."""
    int_ext: IntExt
    set: str
    """What the story calls the place."""
    time: str
    """Time of day as written, such as NIGHT or CONTINUOUS; empty where none is."""


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
