"""The path of an element through the story, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.breakdown.model import Quote

SOMEBODY = "somebody"
"""Who has it where the words do not tell: said rather than guessed."""
READ_FROM = 0.5
"""Confidence from which what was read counts in a journey; what is below is only listed."""


class Presence(StrEnum):
    """How an element is in a scene."""

    SHEET = "on the sheet"
    NAMED = "named in the action"
    SPOKEN = "spoken of"
    """Only in dialogue: it need not be there."""


class Basis(StrEnum):
    """Where it is known from who has an element, or what state it is in."""

    STATED = "stated"
    READ = "read from the text"
    UNKNOWN = "not known"


class Grade(StrEnum):
    """How much a gap in continuity matters."""

    BREAK = "break"
    """No time passes in which it could have happened."""
    NOTE = "explain off screen"
    """It can have happened between the scenes; somebody should say what."""


class Kind(StrEnum):
    """What does not go on from one scene to the next."""

    HOLDER = "holder"
    STATE = "state"
    TWO_PLACES = "two places"
    BEFORE_IT_ENTERS = "before it enters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Something that the action says of an element: a proposal, never a decision."""

    before: str = ""
    """Who or what had it until then; empty where the sentence does not say."""
    after: str = ""
    """Who or what has it then; empty where the sentence is about its state."""
    state: str = ""
    quote: Quote
    confidence: float
    """0 to 1. Pronouns and `it` lower it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An element in one scene."""

    scene_id: str
    number: str
    heading: str
    script_day: str
    presence: Presence
    count: int | None = None
    """How many are on the sheet; None where nobody has said."""
    has: tuple[str, ...] = ()
    """Who or what has it, first as the scene begins, last as it ends."""
    has_basis: Basis = Basis.UNKNOWN
    states: tuple[str, ...] = ()
    states_basis: Basis = Basis.UNKNOWN
    since: str = ""
    """What a person says happened to it off screen since the scene before."""
    quotes: tuple[Quote, ...] = ()
    """The sentences that name it, or in dialogue speak of it."""
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place where an element's journey does not hold together."""

    kind: Kind
    grade: Grade
    before: str
    """Id of the scene it comes from."""
    after: str
    """Id of the scene in which it does not go on."""
    what: str
    """In words, with the numbers of both scenes."""
    basis: Basis
    """`stated` where people stated both sides, otherwise partly read from the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The path of one element through the story order."""

    id: str
    category: str
    label: str
    stops: tuple[Stop, ...]
    """Every scene it is in or spoken of, in script order."""
    breaks: tuple[Break, ...]

    @property
    def enters(self) -> Stop | None:
        """The first scene that it is in, rather than spoken of."""
        return next((stop for stop in self.stops if stop.presence is not Presence.SPOKEN), None)

    @property
    def is_stated(self) -> bool:
        """Whether a person stated who has it or its state, in any scene."""
        return any(Basis.STATED in {stop.has_basis, stop.states_basis} for stop in self.stops)
