"""What each scene needs: breakdown sheets as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from lastlook.breakdown.decisions import DecidedPart
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
    """`tag` from an FDX tag, `person` from breakdown.toml, `link` for what another brings along."""
    quote: Quote | None = None
    id: str = ""
    """Its own id in breakdown.toml, or the FDX definition's; empty where it has none."""
    count: int | None = None
    """How many; None where nobody has said."""
    has: tuple[str, ...] = ()
    """Who or what has it, first as the scene begins, last as it ends; empty where not stated."""
    states: tuple[str, ...] = ()
    """What state it is in, likewise."""
    since: str = ""
    """What happened to it off screen since the scene before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something the machine noticed; a person decides."""

    category: str
    """One of the trade's categories."""
    label: str
    """As it would stand on the sheet: `price tag`, or a role's name."""
    reason: str
    """Why, in a few words."""
    quote: Quote
    """The sentence that says so, and its line."""
    words: str = ""
    """The words in that sentence, as they stand there: `PRICE TAG`."""
    confidence: float = 1.0
    """0 to 1: how often such a suggestion is confirmed."""
    count: int | None = None
    """How many; None where the script gives no number."""
    kind: str = ""
    """Finer than the category where the words tell: `gun`, `smoke`, `dog`."""


class Later(Sequence[Suggestion]):
    """What the machine noticed in a scene, worked out when it is looked at first.

    Most commands never do. Equal to any sequence of the same suggestions.
    """

    __slots__ = ("_every", "_scene")

    def __init__(self, every: Callable[[], Mapping[str, Sequence[Suggestion]]], scene: str) -> None:
        self._every = every
        self._scene = scene

    def __len__(self) -> int:
        """Count the suggestions."""
        return len(self._every()[self._scene])

    @overload
    def __getitem__(self, at: int) -> Suggestion: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Suggestion]: ...

    def __getitem__(self, at: int | slice) -> Suggestion | Sequence[Suggestion]:
        """Give one suggestion, or some."""
        return self._every()[self._scene][at]

    def __eq__(self, other: object) -> bool:
        """Compare the suggestions themselves."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Hash the suggestions themselves."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the suggestions."""
        return repr(tuple(self))


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
    """Working time that a person stated, or that its take needs; None means: from the eighths."""
    minutes_from: str = ""
    """The take file that `minutes` come from; empty where a person stated them."""
    script_day: str = ""
    notes: str = ""
    cast: tuple[CastPresence, ...] = ()
    background: tuple[Background, ...] = ()
    elements: tuple[Element, ...] = ()
    suggestions: Sequence[Suggestion] = ()
    parts: tuple[DecidedPart, ...] = ()
    """Parts that are shot by themselves; see `in_parts`."""
    part_of: str = ""
    """Id of the whole scene, where this is a part of one."""
    pickup: bool = False
    """A part that is shot after the others."""
    earliest: date | None = None
    latest: date | None = None
    last: bool = False
    """Shot after every other scene."""
    first_week: bool = True
    """Whether it may be shot in the calendar's first seven days."""
