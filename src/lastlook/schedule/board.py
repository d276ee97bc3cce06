"""The stripboard as values: shooting days, strips in order, banners, locks, boneyard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    Slot = tuple[date, str]


class Unit(StrEnum):
    """Which call a day's work starts from."""

    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One scene on the board."""

    scene: str
    """Scene id."""
    locked: bool = False
    """A locked strip stays on its date when the board is solved again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A line on the board that is not a scene, such as a company move."""

    text: str
    minutes: int = 0
    """Working time it takes out of the day."""
    move: bool = False
    """A company move, written anew by each solve. Its minutes are those of the change of
    location beside it, and are not counted on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShootDay:
    """A date with its work in order."""

    date: date
    unit: Unit = Unit.DAY
    locked: bool = False
    """A locked day keeps its strips, their order and its unit, and takes no others."""
    work: tuple[Strip | Banner, ...] = ()
    crew: str = ""
    """Id of the second unit that shoots it; empty for the main unit."""

    @property
    def slot(self) -> Slot:
        """Date and crew: on a board each stands once."""
        return self.date, self.crew

    @property
    def strips(self) -> tuple[Strip, ...]:
        """The scenes alone, in order."""
        return tuple(item for item in self.work if isinstance(item, Strip))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How good a board is known to be. Money is in the production's currency."""

    cost: Decimal
    bound: Decimal
    """No legal board can cost less than this."""
    optimal: bool
    """The bound was proved equal to the cost."""
    seconds: float
    """Solver time given, in its own reproducible measure."""
    seed: int

    @property
    def gap(self) -> float:
        """Share of the cost that might still be saved, 0 to 1."""
        return float((self.cost - self.bound) / self.cost) if self.cost else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAt:
    """Where a set is shot that could be shot at several locations."""

    of: str
    """`Choice.of`: the set's name, or the id of a scene where the set may be split."""
    location: str
    """Id of the location."""
    locked: bool = False
    """A locked one stays when the board is solved again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole board. `proof` is None once a person has moved something."""

    days: tuple[ShootDay, ...] = ()
    boneyard: tuple[Strip, ...] = ()
    """Scenes that are in the script but not to be shot, or not placed yet."""
    proof: Proof | None = None
    places: tuple[SetAt, ...] = ()
    """Where each set is shot that leaves a choice."""
