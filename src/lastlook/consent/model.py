"""Consent, minors and what the production states about characters: `consent.toml` as values.

Whatever is nobody's business outside this room is `Private`; the rest is needed to keep the
board and may be counted, compared and dated, but stays in this room too. What other rooms see
is `Clearances`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.consent.private import Private

if TYPE_CHECKING:
    from datetime import date, datetime

FILE = "consent.toml"


class Level(StrEnum):
    """How intimate a performance is, rising."""

    NONE = "none"
    KISSING = "kissing"
    SIMULATED = "simulated intimacy"
    PARTIAL = "partial nudity"
    NUDITY = "nudity"

    @property
    def rank(self) -> int:
        """Position on the scale, from 0."""
        return list(Level).index(self)


class Rider(StrEnum):
    """Where a rider stands."""

    NEEDED = "needed"
    DRAFTED = "drafted"
    SENT = "sent"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class School(StrEnum):
    """How a minor is taught while shooting."""

    TUTORED = "tutored"
    """On set, by a studio teacher."""
    REGULAR = "regular"
    """At school first, on set afterwards."""


NOTHING: Private[str] = Private("")
NOBODY: Private[tuple[str, ...]] = Private(())
NO_DATE: Private[date | None] = Private(None)
NO_AGE: Private[int | None] = Private(None)
ALL_WEEK: Private[tuple[int, ...]] = Private((0, 1, 2, 3, 4))
NO_SPANS: Private[tuple[Span, ...]] = Private(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Intimacy:
    """What one performer does in one scene, and whether that is agreed."""

    scene: str
    """Scene id."""
    role: int
    """Board id."""
    level: Level
    rider: Rider
    signed_at: datetime | None = None
    """End of the day on which it was signed where no time is stated."""
    closed_set: bool = False
    """A closed set although the level alone asks for none."""
    coordinator: bool = False
    """An intimacy coordinator is engaged."""
    body_double: bool = False
    rider_text: Private[str] = NOTHING
    on_closed_set: Private[tuple[str, ...]] = NOBODY
    monitors: Private[tuple[str, ...]] = NOBODY
    garments: Private[str] = NOTHING
    rehearsal: Private[str] = NOTHING
    stills: Private[str] = NOTHING
    note: Private[str] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Dates without school, both ends included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Minor:
    """A role played by somebody under age."""

    role: int
    place: str
    """Whose rules apply, such as `US-CA`."""
    born: Private[date | None] = NO_DATE
    age: Private[int | None] = NO_AGE
    """Completed years, where the date of birth is not stated."""
    school: School = School.TUTORED
    weekdays: Private[tuple[int, ...]] = ALL_WEEK
    """Weekdays with school, Monday is 0."""
    no_school: Private[tuple[Span, ...]] = NO_SPANS
    guardian: Private[str] = NOTHING
    teacher: Private[str] = NOTHING
    note: Private[str] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """The age that the production states for a character; never inferred."""

    role: int
    age: Private[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """One character has power over another, as the production states it."""

    over: int
    under: int
    note: Private[str] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A scene that is not to be scheduled, for a reason of the production's own."""

    scene: str
    note: Private[str] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The whole of `consent.toml`."""

    intimacy: tuple[Intimacy, ...] = ()
    minors: tuple[Minor, ...] = ()
    characters: tuple[Character, ...] = ()
    powers: tuple[Power, ...] = ()
    holds: tuple[Hold, ...] = ()
