"""What each scene needs: breakdown sheets as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.script.heading import IntExt


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the script and where they stand."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CastPresence:
    """A role in a scene."""

    id: int
    """Board id of the role."""
    character: str
    speaks: bool
    quote: Quote
    """The first cue, or the line that names a silent presence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Extras: `twenty commuters` is 20 commuters."""

    label: str
    count: int | None
    """None where the script gives no number: unknown is not zero."""
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something a scene needs, in one of the trade's categories."""

    category: str
    """Name of the category, such as `Props`."""
    label: str
    origin: str
    """`tag` from an FDX tag, `person` from breakdown.toml."""
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something the machine noticed; a person decides."""

    label: str
    reason: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The breakdown sheet of one scene."""

    scene_id: str
    number: str
    heading: str
    int_ext: IntExt
    set: str
    time: str
    light: str
    """`day`, `night` or empty (not known)."""
    page: str
    eighths: int
    synopsis: str = ""
    synopsis_stated: bool = False
    """False where the synopsis is only the scene's first line of action."""
    location: str = ""
    """Id of the location, empty where no location has the set."""
    minutes: int | None = None
    """Working time that a person stated; None means: from the eighths."""
    script_day: str = ""
    notes: str = ""
    cast: tuple[CastPresence, ...] = ()
    background: tuple[Background, ...] = ()
    elements: tuple[Element, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
