"""The scheduling problem as values: what must be shot, when it may be, and what it costs.

Everything the checker, the cost and the solver need stands here, so that none of them reads
a script or a file. Times are minutes; dates are positions in `Shoot.dates`; money is cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from lastlook.schedule.board import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneNeed:
    """One scene to place."""

    id: str
    label: str
    """As printed in messages: `scene 12A (EXT. PARKING LOT - NIGHT)`."""
    minutes: int
    """Working time, at least 1."""
    cast: frozenset[int]
    """Board ids of the roles present."""
    location: str
    units: frozenset[Unit]
    """Units that may shoot it."""
    order: int
    """Position in the script, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One role as the schedule sees it."""

    id: int
    label: str
    """As printed in messages: `MARA (1)`."""
    rate: int
    """Cents for a day worked or held; 0 where no rate is stated (see `Shoot.unknown`)."""
    dates: frozenset[int]
    """Positions of the dates on which the role can work."""
    why_not: tuple[str, ...] = ()
    """The windows that shut dates out, in words, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One location as the schedule sees it."""

    id: str
    label: str
    fee: int
    """Cents for a day it is shot at."""
    minutes: tuple[tuple[int, int], ...]
    """For each date: working minutes open to a day unit and to a night unit; 0 is shut."""
    why_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoot:
    """The problem: place every scene on a date under every rule, at the least cost."""

    dates: tuple[date, ...]
    """Every date that may be shot on, rising."""
    max_days: int | None
    scenes: tuple[SceneNeed, ...]
    players: tuple[Player, ...]
    places: tuple[Place, ...]
    work: int
    """Longest working time of a day in minutes, meal not counted."""
    meal: int
    calls: tuple[int, int]
    """Call of the day unit and of the night unit, minutes after midnight."""
    turnaround: int
    """Least rest in minutes between one day's wrap and the next call: cast and crew both."""
    company_move: int
    """Minutes a move to another location takes out of the day."""
    max_moves: int
    day_cost: int
    move_cost: int
    hold_paid: bool
    currency: str
    unknown: tuple[str, ...] = ()
    """What nobody has stated and therefore costs nothing here, in words."""
