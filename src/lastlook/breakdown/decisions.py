"""What people decided about scenes and elements: `breakdown.toml` as values."""

from __future__ import annotations

from dataclasses import dataclass, field

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from datetime import date  # noqa: TC003
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from lastlook.production.values import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "breakdown.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedElement:
    """Something a person put on a sheet: by category and label, or by its id in `[elements]`."""

    category: str = ""
    """One of the trade's categories; empty where `element` names one."""
    label: str = ""
    element: str = ""
    """Id of an element in `[elements]`; then category and label are that one's."""
    count: Annotated[int | None, Key(least=0)] = None
    quote: Annotated[str, Key(lines=True)] = ""
    """The sentence of the script it was confirmed from; a new draft looks for it again."""
    words: str = ""
    """The words in that sentence."""
    has: tuple[str, ...] = ()
    """Who or what has it, in the scene's order: first as the scene begins, last as it ends."""
    states: tuple[str, ...] = ()
    """What state it is in, likewise: `whole`, `torn`."""
    since: Annotated[str, Key(lines=True)] = ""
    """What happened to it, off screen, since the scene before; explains a break in continuity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A suggestion that a person turned down."""

    label: Annotated[str, Key(filled=True)]
    category: str = ""
    """Empty: in no category."""
    quote: Annotated[str, Key(lines=True)] = ""
    """The sentence it was made from. If a new draft changes it, lastlook may ask again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRecord:
    """An element with an identity of its own, in `[elements.<id>]`."""

    category: Annotated[str, Key(filled=True)]
    label: Annotated[str, Key(filled=True)]
    also: tuple[str, ...] = ()
    """Other labels that mean the same element: what was merged into it, what it was called."""
    linked: tuple[str, ...] = ()
    """Ids of elements that come along to every scene it is in, such as an animal's handler."""
    number: str = ""
    """Board id, as the one-liner prints it; never used again for another element."""
    note: Annotated[str, Key(lines=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedBackground:
    """Extras that a person counted."""

    label: str
    count: Annotated[int | None, Key(least=0)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedPart:
    """A part of a scene that is shot by itself, on another day or at another place."""

    id: Annotated[str, Key(filled=True)]
    """Short: `a` makes the strip `s012/a`."""
    eighths: Annotated[int, Key(least=0)] = 0
    """Its share of the pages; 0 for a pick-up that has none."""
    minutes: Annotated[int | None, Key(least=1)] = None
    """Working time; without it, the eighths decide."""
    location: str = ""
    """Id of the location, if not the scene's."""
    cast: tuple[int, ...] | None = None
    """Board ids of those of the scene's roles that it needs; unset, all of them."""
    note: str = ""
    """What it is, as the one-liner prints it: `the fall, with the double`."""
    pickup: bool = False
    """Shot after the other parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneDecisions:
    """All that people decided about one scene. What is not stated follows from the script."""

    minutes: Annotated[int | None, Key(least=1)] = None
    """Working time; without it, the eighths decide."""
    location: str = ""
    """Id of the location where this scene is shot, if not the one its set stands at."""
    script_day: str = ""
    synopsis: str = ""
    notes: str = ""
    cast: tuple[int, ...] = ()
    """Board ids of roles that are present though the script does not name them here."""
    not_cast: tuple[int, ...] = ()
    """Board ids of roles that the script names here though they are not present."""
    background: tuple[DecidedBackground, ...] | None = None
    """If given, stands in the place of what was read from the script."""
    elements: tuple[DecidedElement, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    """Suggestions turned down; not made again as long as their sentence stands."""
    dismissed: tuple[str, ...] = ()
    """Labels never to be suggested in this scene, whatever a draft says."""
    parts: tuple[DecidedPart, ...] = ()
    """If given, the scene is shot in these parts."""
    earliest: date | None = None
    """First date it may be shot on."""
    latest: date | None = None
    """Last date it may be shot on."""
    last: bool = False
    """Shot after every other scene."""
    first_week: bool = True
    """Whether it may be shot in the calendar's first seven days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The whole of `breakdown.toml`."""

    scenes: Mapping[str, SceneDecisions] = field(default_factory=lambda: MappingProxyType({}))
    """By scene id."""
    elements: Mapping[str, ElementRecord] = field(default_factory=lambda: MappingProxyType({}))
    """By element id."""
