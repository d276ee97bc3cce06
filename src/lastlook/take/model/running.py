"""How a take runs: cues, light at the faces, and what it takes to do it again."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.measures import (
    BRIGHT,
    DEGREES,
    FILLED,
    KELVIN,
    MATERIAL,
    MINUTES,
    SHARE,
    SPAN,
    TIME,
)
from lastlook.take.model.place import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Somebody in the car whose light is followed."""

    name: Annotated[str, FILLED]
    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Sun:
    """The sun, when it is out."""

    azimuth: Annotated[Decimal, DEGREES]
    """Where it stands on the plan: 0 ahead of the car, 90 to its left."""
    height: Annotated[Decimal, Key(is_a="degrees", such="35", least=1, most=90)]
    """Above the horizon."""
    lux: Annotated[Decimal, Key(is_a="lux", such="80000", least=0, most=200_000)] = Decimal(80_000)
    """Straight on, without the sky's. Assumed until measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """How much light stands outside each pane, in any one measure; 1 each is an even sky."""

    windscreen: Annotated[Decimal, BRIGHT] = Decimal(1)
    rear: Annotated[Decimal, BRIGHT] = Decimal(1)
    left: Annotated[Decimal, BRIGHT] = Decimal(1)
    right: Annotated[Decimal, BRIGHT] = Decimal(1)
    cabin: Annotated[Decimal, SHARE] = Decimal("0.2")
    """Reflectance of the inside of the car. Assumed until measured."""
    lux: Annotated[Decimal, Key(is_a="lux", such="100", least=0, most=1_000_000)] = Decimal(100)
    """What 1 of it is, for lamps stand against it: 10 on a street at night, 100 at dusk, 10000 on
    an overcast day. Assumed until measured."""
    kelvin: Annotated[Decimal, KELVIN] = Decimal(8000)
    """Its colour in painted pictures: dusk. Assumed until measured."""
    sun: Sun | None = None
    """Which throws shadows; without it, the sky is overcast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a department does, and when."""

    at: Annotated[Decimal, TIME]
    department: Annotated[str, FILLED]
    what: Annotated[str, FILLED]
    seconds: Annotated[Decimal, SPAN] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sacks:
    """What is on the truck."""

    material: Annotated[str, MATERIAL]
    count: Annotated[int, Key(least=0, most=100_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something the reset needs besides the snow."""

    what: Annotated[str, FILLED]
    minutes: Annotated[Decimal, MINUTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """Who clears and refills, how fast, and how long the street is held."""

    people: Annotated[int, Key(least=1, most=1000)] = 4
    clear: Annotated[
        Decimal, Key(is_a="litres a minute and person", such="20", least=1, most=100_000)
    ] = Decimal(20)
    """Assumed until timed."""
    refill: Annotated[
        Decimal, Key(is_a="litres a minute and person", such="40", least=1, most=100_000)
    ] = Decimal(40)
    """Assumed until timed."""
    pane_minutes: Annotated[Decimal, MINUTES] = Decimal("1.5")
    """To wipe and dry one pane, by one person. Assumed until timed."""
    roll_minutes: Annotated[Decimal, MINUTES] = Decimal(2)
    """From last looks to action, beside the take itself."""
    steps: tuple[Step, ...] = ()
    wanted: Annotated[int | None, Key(is_a="a number of takes", such="5", least=1, most=100)] = None
    """Takes to be shot. With it, the schedule's time for the scene follows from the take."""
    rig_minutes: Annotated[Decimal, MINUTES] = Decimal(0)
    """Before the first take: to rig, light and rehearse."""
    spare_minutes: Annotated[Decimal, MINUTES] = Decimal(0)
    """In hand."""
    hold_minutes: Annotated[Decimal | None, MINUTES] = None
    """How long the street, the permit or the night gives."""
    sacks: tuple[Sacks, ...] = ()
