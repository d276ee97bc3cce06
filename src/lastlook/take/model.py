"""One difficult take as its file states it. Metres, seconds and degrees; see docs/formats/take.md.

x runs forward from the middle of the car, y to its left, z up from the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lastlook.production.values import Key

_TIME = Key(is_a="seconds from the start of the take", such="42.5", least=0)
_SPAN = Key(is_a="a number of seconds", such="12.5", least=0)
_METRES = Key(is_a="metres", such="0.35", least=-50, most=50)
_SIZE = Key(is_a="metres above 0", such="0.35", least=Decimal("0.01"), most=50)
_SHARE = Key(is_a="a share from 0 to 1", such="0.95", least=0, most=1)
_DEGREES = Key(is_a="degrees", such="90", least=-360, most=360)
_FILLED = Key(filled=True)
_LITRES = Key(is_a="a number of litres", such="60", least=Decimal("0.001"), most=10000)
_MATERIAL = Key(is_a="a snow material's name", such='"paper"', filled=True)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A shelf with a lip along a side, below the windows, that lets snow bank up against them."""

    side: Side
    start: Annotated[Decimal, _METRES]
    """Its rear end along the car."""
    end: Annotated[Decimal, _METRES]
    """Its front end."""
    height: Annotated[Decimal, _SIZE]
    """Of the shelf above the ground."""
    reach: Annotated[Decimal, _SIZE]
    """How far it sticks out from the body."""
    lip: Annotated[Decimal, Key(is_a="metres from 0", such="0.15", least=0, most=2)] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """What stands there: the car, the ground that is followed, the boards."""

    car: Annotated[str, Key(is_a="a body lastlook knows", such='"sedan"', filled=True)]
    length: Annotated[Decimal, Key(is_a="metres", such="7", least=3, most=40)] = Decimal(7)
    """Of the ground whose snow is followed, along the car."""
    width: Annotated[Decimal, Key(is_a="metres", such="5", least=2, most=40)] = Decimal(5)
    boards: tuple[Board, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wind:
    """A uniform wind from a moment on."""

    at: Annotated[Decimal, _TIME] = Decimal(0)
    speed: Annotated[Decimal, Key(is_a="metres a second", such="0.5", least=0, most=30)]
    toward: Annotated[Decimal, _DEGREES] = Decimal(0)
    """Where the air goes: 0 forward along the car, 90 to its left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point of a path."""

    at: Annotated[Decimal, _SPAN] = Decimal(0)
    """Seconds after the dump begins."""
    x: Annotated[Decimal, _METRES]
    y: Annotated[Decimal, _METRES]
    z: Annotated[Decimal, _METRES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Throw:
    """The speed at which snow leaves the box, metres a second."""

    x: Annotated[Decimal, _METRES] = Decimal(0)
    y: Annotated[Decimal, _METRES] = Decimal(0)
    z: Annotated[Decimal, _METRES] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on the plan, over which snow is released."""

    left: Annotated[Decimal, _METRES]
    """Greatest y."""
    right: Annotated[Decimal, _METRES]
    front: Annotated[Decimal, _METRES]
    """Greatest x."""
    rear: Annotated[Decimal, _METRES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Falling:
    """Snow that falls over an area at a steady rate: a machine, a cradle, the weather."""

    name: Annotated[str, _FILLED]
    material: Annotated[str, _MATERIAL]
    rate: Annotated[Decimal, Key(is_a="grams a square metre and minute", such="30", least=0)]
    at: Annotated[Decimal, _TIME] = Decimal(0)
    until: Annotated[Decimal | None, _TIME] = None
    """Without it, to the end."""
    height: Annotated[Decimal, _SIZE] = Decimal(4)
    """Of the release above the ground."""
    area: Area | None = None
    """Without it, so wide that every place of the set is under it."""
    flutter: Annotated[Decimal, Key(is_a="degrees", such="10", least=0, most=60)] = Decimal(10)
    """Half-angle of the cone in which flakes arrive."""
    stick: Annotated[Decimal, _SHARE] = Decimal(1)
    """Share of what meets glass that stays on it; the rest falls off the lower edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """Snow that somebody throws or pours from a box."""

    name: Annotated[str, _FILLED]
    material: Annotated[str, _MATERIAL]
    at: Annotated[Decimal, _TIME]
    seconds: Annotated[Decimal, Key(is_a="seconds", such="6", least=Decimal("0.1"))]
    litres: Annotated[Decimal, _LITRES]
    path: Annotated[tuple[Place, ...], Key(filled=True)]
    """Where the mouth of the box is; a straight line from point to point."""
    throw: Throw = Throw()
    box: Annotated[Decimal, _SIZE] = Decimal("0.4")
    """Width of the mouth."""
    by: str = ""
    """Who holds it."""
    from_hood: bool = False
    """They kneel or stand on the car."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiper:
    """One arm on the windscreen; u is metres to the car's left of the middle, v up the glass."""

    u: Annotated[Decimal, _METRES]
    """Of the pivot."""
    v: Annotated[Decimal, _METRES]
    inner: Annotated[Decimal, _SIZE]
    """Radius at which the blade begins."""
    outer: Annotated[Decimal, _SIZE]
    park: Annotated[Decimal, _DEGREES]
    """Angle at rest: 0 to the car's left, 90 up the glass, 180 to its right."""
    sweep: Annotated[Decimal, Key(is_a="degrees", such="-95", least=-180, most=180)]
    leaves: Annotated[Decimal, _SHARE] = Decimal("0.03")
    """Share of the film that a pass leaves. Assumed until measured."""
    stall: Annotated[Decimal, Key(is_a="kilograms a metre", such="1.2", least=0)] = Decimal("1.2")
    """Snow ahead of a metre of blade that stops the motor. Assumed until measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """The wipers from a moment on."""

    at: Annotated[Decimal, _TIME]
    cycles: Annotated[Decimal, Key(is_a="cycles a minute, 0 for off", such="45", least=0, most=120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Somebody in the car whose light is followed."""

    name: Annotated[str, _FILLED]
    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """How much light stands outside each pane, in any one measure; 1 each is an even sky."""

    windscreen: Annotated[Decimal, Key(least=0)] = Decimal(1)
    rear: Annotated[Decimal, Key(least=0)] = Decimal(1)
    left: Annotated[Decimal, Key(least=0)] = Decimal(1)
    right: Annotated[Decimal, Key(least=0)] = Decimal(1)
    cabin: Annotated[Decimal, _SHARE] = Decimal("0.2")
    """Reflectance of the inside of the car. Assumed until measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a department does, and when."""

    at: Annotated[Decimal, _TIME]
    department: Annotated[str, _FILLED]
    what: Annotated[str, _FILLED]
    seconds: Annotated[Decimal, _SPAN] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closes:
    """When the page says that a pane is shut."""

    pane: PaneName
    by: Annotated[Decimal, _TIME]
    after: Annotated[Decimal, _TIME] = Decimal(0)
    """It may not be shut before."""
    page: str = ""
    """The words of the script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A material's values as measured on set, in the units of materials.toml."""

    material: Annotated[str, _MATERIAL]
    density: Annotated[Decimal | None, Key(least=1, most=1000)] = None
    grammage: Annotated[Decimal | None, Key(least=1, most=1000)] = None
    sheet: Annotated[Decimal | None, Key(least=Decimal("0.01"), most=1)] = None
    r_opt: Annotated[Decimal | None, Key(least=1, most=10000)] = None
    repose: Annotated[Decimal | None, Key(least=5, most=85)] = None
    friction: Annotated[Decimal | None, Key(least=0, most=85)] = None
    cohesion: Annotated[Decimal | None, Key(least=0, most=10000)] = None
    fall_speed: Annotated[Decimal | None, Key(least=Decimal("0.05"), most=20)] = None
    clump_speed: Annotated[Decimal | None, Key(least=Decimal("0.05"), most=20)] = None
    sack: Annotated[Decimal | None, Key(least=Decimal("0.1"), most=1000)] = None
    note: Annotated[str, Key(lines=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sacks:
    """What is on the truck."""

    material: Annotated[str, _MATERIAL]
    count: Annotated[int, Key(least=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something the reset needs besides the snow."""

    what: Annotated[str, _FILLED]
    minutes: Annotated[Decimal, Key(least=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """Who clears and refills, how fast, and how long the street is held."""

    people: Annotated[int, Key(least=1)] = 4
    clear: Annotated[Decimal, Key(is_a="litres a minute and person", such="20", least=1)] = Decimal(
        20
    )
    """Assumed until timed."""
    refill: Annotated[Decimal, Key(is_a="litres a minute and person", such="40", least=1)] = (
        Decimal(40)
    )
    """Assumed until timed."""
    pane_minutes: Annotated[Decimal, Key(least=0)] = Decimal("1.5")
    """To wipe and dry one pane, by one person. Assumed until timed."""
    roll_minutes: Annotated[Decimal, Key(least=0)] = Decimal(2)
    """From last looks to action, beside the take itself."""
    steps: tuple[Step, ...] = ()
    hold_minutes: Annotated[Decimal | None, Key(least=0)] = None
    """How long the street, the permit or the night gives."""
    sacks: tuple[Sacks, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fineness:
    """How finely the snow is reckoned."""

    step: Annotated[Decimal, Key(is_a="seconds", such="0.1", least=Decimal("0.005"), most=1)] = (
        Decimal("0.1")
    )
    ground: Annotated[Decimal, Key(is_a="metres", such="0.02", least=Decimal("0.005"), most=1)] = (
        Decimal("0.02")
    )
    """Cell of the snow on ground and car."""
    glass: Annotated[Decimal, Key(is_a="metres", such="0.01", least=Decimal("0.002"), most=1)] = (
        Decimal("0.01")
    )
    """Cell of the film on panes."""
    threshold: Annotated[Decimal, _SHARE] = Decimal("0.02")
    """Direct light below which nothing is seen through (Koschmieder's 2 % contrast)."""
    area: Annotated[Decimal, _SHARE] = Decimal("0.95")
    """Share of a pane that must be below it for the pane to count as shut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A take file."""

    title: Annotated[str, _FILLED]
    duration: Annotated[Decimal, Key(is_a="seconds", such="300", least=1, most=3600)]
    fps: Annotated[Decimal, Key(is_a="frames a second", such="24", least=1, most=240)] = Decimal(24)
    scene: str = ""
    """Id of the scene, as scenes.toml has it."""
    set: Set
    wind: tuple[Wind, ...] = ()
    faces: tuple[Face, ...] = ()
    light: Light = Light()
    falling: tuple[Falling, ...] = ()
    dumps: tuple[Dump, ...] = ()
    wipers: tuple[Wiper, ...] = ()
    wiper_speeds: tuple[Beat, ...] = ()
    cues: tuple[Cue, ...] = ()
    closes: tuple[Closes, ...] = ()
    calibration: tuple[Measured, ...] = ()
    reset: Reset = Reset()
    fineness: Fineness = Fineness()
