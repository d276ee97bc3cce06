"""What stands there: the car, the ground, walls, boards."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.measures import FAR, FILLED, METRES, SIZE
from lastlook.take.model.place import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A shelf with a lip along a side, below the windows, that lets snow bank up against them."""

    side: Side
    start: Annotated[Decimal, METRES]
    """Its rear end along the car."""
    end: Annotated[Decimal, METRES]
    """Its front end."""
    height: Annotated[Decimal, SIZE]
    """Of the shelf above the ground."""
    reach: Annotated[Decimal, SIZE]
    """How far it sticks out from the body."""
    lip: Annotated[Decimal, Key(is_a="metres from 0", such="0.15", least=0, most=2)] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """An upright sheet from one place of the plan to another."""

    name: Annotated[str, FILLED]
    x: Annotated[Decimal, FAR]
    y: Annotated[Decimal, FAR]
    to_x: Annotated[Decimal, FAR]
    to_y: Annotated[Decimal, FAR]
    height: Annotated[Decimal, SIZE]
    z: Annotated[Decimal, METRES] = Decimal(0)
    """Of its lower edge above the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """What stands there: the car, the ground that is followed, the boards."""

    car: Annotated[str, Key(is_a="a body lastlook knows", such='"sedan"', filled=True)]
    length: Annotated[Decimal, Key(is_a="metres", such="7", least=3, most=40)] = Decimal(7)
    """Of the ground whose snow is followed, along the car."""
    width: Annotated[Decimal, Key(is_a="metres", such="5", least=2, most=40)] = Decimal(5)
    boards: tuple[Board, ...] = ()
    walls: tuple[Wall, ...] = ()
    """Houses, fences, hedges, parked vans: whatever hides people or is seen behind them."""
    without: tuple[str, ...] = ()
    """Parts of the car that were taken off for the camera: a mirror, headrests, rear seats."""
    extent: Annotated[Decimal, Key(is_a="metres", such="40", least=5, most=500)] = Decimal(40)
    """Of the ground that is seen, each way; beyond it is the dark."""
