"""What came of a take's snow: curves over time, events, and the account of every kilogram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.take.snow.film import Film


class EventKind(StrEnum):
    """What can happen by itself."""

    SLIDE = "slide"
    STALL = "stall"
    SHUT = "shut"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a moment."""

    at: float
    kind: EventKind
    where: str
    """A pane, or `wipers`."""
    what: str
    kilograms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneCurve:
    """A pane over time; each tuple has a value for each of the run's times."""

    opacity: tuple[float, ...]
    """1 less the mean direct light, straight on."""
    shut: tuple[float, ...]
    """Share of the glass through which nothing is seen."""
    diffuse: tuple[float, ...]
    """Mean diffuse light that passes."""
    thickness: tuple[float, ...]
    """Mean metres of snow on it, square to the glass, loose banks included."""
    buried_at: float | None
    """Seconds at which so much of it is shut as the file asks, for good; None if not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One material, in kilograms."""

    poured: float
    """Released by machines and boxes; of falling snow what falls over its area or the set."""
    came: float
    """Of that, what the reckoning followed: it met the set, or left a box."""
    lies: Mapping[str, float]
    """What lies where at the end."""

    @property
    def missing(self) -> float:
        """What came and lies nowhere: rounding."""
        return self.came - sum(self.lies.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SnowRun:
    """The snow of a whole take."""

    times: tuple[float, ...]
    panes: Mapping[str, PaneCurve]
    stops: Mapping[str, tuple[float, ...]]
    """Light at each face against clear glass, in stops."""
    events: tuple[Event, ...]
    accounts: Mapping[str, Account]
    """By material."""
    litres: Mapping[str, float]
    """What lies where at the end, as it lies."""
    deepest: float
    """Greatest thickness on any glass, metres."""
    film: Film | None = None
    """Every moment of it, where it was asked for."""
