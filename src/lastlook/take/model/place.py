"""Where things are: the panes, sides and seats of a car, and points of a path."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lastlook.take.model.measures import METRES, SPAN


class Side(StrEnum):
    """A long side of the car."""

    LEFT = "left"
    RIGHT = "right"


class Seat(StrEnum):
    """Where somebody sits."""

    FRONT_LEFT = "front-left"
    FRONT_RIGHT = "front-right"
    REAR_LEFT = "rear-left"
    REAR_RIGHT = "rear-right"


class PaneName(StrEnum):
    """The panes that every body has."""

    WINDSCREEN = "windscreen"
    REAR = "rear"
    FRONT_LEFT = "front-left"
    FRONT_RIGHT = "front-right"
    REAR_LEFT = "rear-left"
    REAR_RIGHT = "rear-right"


def pane_words(name: str) -> str:
    """Say a pane, or whatever else something shows through or in: `rear` is the rear window."""
    return f"{name} window" if name in _WINDOWS else name


_WINDOWS = frozenset(PaneName) - {PaneName.WINDSCREEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point of a path."""

    at: Annotated[Decimal, SPAN] = Decimal(0)
    """Seconds after the dump begins."""
    x: Annotated[Decimal, METRES]
    y: Annotated[Decimal, METRES]
    z: Annotated[Decimal, METRES]
