"""Equipment and lamps: where they stand, and which of them must not be seen."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.measures import (
    DEGREES,
    FAR,
    FILLED,
    KELVIN,
    METRES,
    SHARE,
    SIZE,
    SPAN,
    TIME,
)
from lastlook.take.model.people import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a piece of equipment is at a moment; straight and steady from one to the next."""

    at: Annotated[Decimal, TIME] = Decimal(0)
    x: Annotated[Decimal, FAR]
    y: Annotated[Decimal, FAR]
    z: Annotated[Decimal, METRES] = Decimal(0)
    """Of its foot."""
    facing: Annotated[Decimal, DEGREES] = Decimal(0)
    tilt: Annotated[Decimal, DEGREES] = Decimal(0)
    """Of its head, up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gear:
    """Equipment: a stand, a flag, a dolly, a generator, or a mesh of the production's own."""

    name: Annotated[str, FILLED]
    kind: str = ""
    """A kind of gear.toml; without it there is a `mesh`."""
    mesh: str = ""
    """A .glb, .gltf, .obj, .ply or .stl file, as a path from the production's folder; metres, z up
    (GLB: y up, as the format says)."""
    scale: Annotated[
        Decimal, Key(is_a="a factor", such="1", least=Decimal("0.0001"), most=10000)
    ] = Decimal(1)
    """Of the mesh."""
    width: Annotated[Decimal | None, SIZE] = None
    """Instead of the kind's own: across where it faces."""
    depth: Annotated[Decimal | None, SIZE] = None
    """Along where it faces."""
    height: Annotated[Decimal | None, SIZE] = None
    department: str = ""
    path: Annotated[tuple[Stand, ...], FILLED]
    at: Annotated[Decimal, TIME] = Decimal(0)
    until: Annotated[Decimal | None, TIME] = None
    hidden: bool = True
    """Whether the picture must not show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A lamp from a moment on."""

    at: Annotated[Decimal, TIME] = Decimal(0)
    level: Annotated[Decimal, SHARE]
    """1 is full, 0 is off."""
    seconds: Annotated[Decimal, SPAN] = Decimal(0)
    """In which it gets there."""


class Gel(StrEnum):
    """A colour of lamps."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    CYAN = "cyan"
    MAGENTA = "magenta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamp:
    """A light that throws shadows."""

    name: Annotated[str, FILLED]
    kind: Annotated[str, Key(is_a="a lamp of lamps.toml", such='"fresnel-1k"', filled=True)]
    x: Annotated[Decimal, FAR]
    y: Annotated[Decimal, FAR]
    z: Annotated[Decimal, METRES]
    """Of the lens; its stand goes down from there."""
    aim: Point
    beam: Annotated[Decimal | None, Key(is_a="degrees", such="40", least=1, most=360)] = None
    """Whole angle; without it, the kind's."""
    power: Annotated[Decimal | None, Key(is_a="watts", such="1000", least=0, most=1_000_000)] = None
    """Drawn from the mains; without it, the kind's."""
    kelvin: Annotated[Decimal | None, KELVIN] = None
    """Its colour in painted pictures; without it, the kind's."""
    gel: Gel | None = None
    """In front of it; colours it and takes no light in the reckoning."""
    levels: tuple[Level, ...] = ()
    """In the order of time; without any it is on throughout."""
    department: str = "Light"
    hidden: bool = True
    """Whether the picture must not show the lamp and its stand."""
