"""Figures: who is there, where, how they hold themselves, and who must not be seen."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.measures import DEGREES, FAR, FILLED, METRES, SPAN, TIME
from lastlook.take.model.place import Seat


class Role(StrEnum):
    """Why somebody is there."""

    ACTOR = "actor"
    """Seen on purpose."""
    CREW = "crew"
    """Must not be seen."""
    POLICE = "police"
    """Must not be seen; holds the street."""


class Pose(StrEnum):
    """How a figure holds itself."""

    STANDING = "standing"
    SEATED = "seated"
    KNEELING = "kneeling"
    """On both knees, upright from there."""
    CROUCHING = "crouching"
    BENDING = "bending"
    LYING = "lying"
    """On the back, head where it faces away from."""
    PRONE = "prone"
    """On the belly, head where it faces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place in the set."""

    x: Annotated[Decimal, FAR]
    y: Annotated[Decimal, FAR]
    z: Annotated[Decimal, METRES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """Where a figure is at a moment; straight and steady from one to the next."""

    at: Annotated[Decimal, TIME] = Decimal(0)
    x: Annotated[Decimal, FAR]
    y: Annotated[Decimal, FAR]
    z: Annotated[Decimal, METRES] = Decimal(0)
    """Of what it stands, sits, kneels or lies on."""
    facing: Annotated[Decimal, DEGREES] = Decimal(0)
    """Where the chest looks: 0 forward along the car, 90 to its left."""
    pose: Pose = Pose.STANDING
    """From this moment on; it is taken up over `seconds`."""
    seconds: Annotated[Decimal, SPAN] = Decimal(1)
    """In which the pose changes from the one before, ending at `at`."""
    lean: Annotated[Decimal, Key(is_a="degrees", such="20", least=-90, most=90)] = Decimal(0)
    """Of the trunk, forward."""
    turn: Annotated[Decimal, Key(is_a="degrees", such="-30", least=-120, most=120)] = Decimal(0)
    """Of the head, to its left."""
    left_hand: Point | None = None
    """What the hand reaches for; without it, it rests."""
    right_hand: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Somebody: an actor, or one of those who must not be seen."""

    name: Annotated[str, FILLED]
    role: Role = Role.CREW
    department: str = ""
    build: Annotated[str, Key(is_a="a build lastlook knows", such='"average"', filled=True)] = (
        "average"
    )
    stature: Annotated[
        Decimal | None, Key(is_a="metres", such="1.72", least=Decimal("0.5"), most=Decimal("2.5"))
    ] = None
    """Without it, the build's."""
    seat: Seat | None = None
    """In the car; the path then only says what is not the seat's: lean, turn, hands."""
    path: tuple[Waypoint, ...] = ()
    """In the order of time; one for whoever stays."""
    at: Annotated[Decimal, TIME] = Decimal(0)
    """They are there from now on."""
    until: Annotated[Decimal | None, TIME] = None
    hidden: bool | None = None
    """Whether the picture must not show them; without it, everyone but actors."""

    @property
    def must_hide(self) -> bool:
        """Whether the picture must not show them."""
        return self.role is not Role.ACTOR if self.hidden is None else self.hidden
