"""Snow as a take file states it: weather, machines, boxes, wipers, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.measures import (
    DEGREES,
    FILLED,
    LITRES,
    MATERIAL,
    METRES,
    SHARE,
    SIZE,
    TIME,
)
from lastlook.take.model.place import PaneName, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Wind:
    """A uniform wind from a moment on."""

    at: Annotated[Decimal, TIME] = Decimal(0)
    speed: Annotated[Decimal, Key(is_a="metres a second", such="0.5", least=0, most=30)]
    toward: Annotated[Decimal, DEGREES] = Decimal(0)
    """Where the air goes: 0 forward along the car, 90 to its left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Throw:
    """The speed at which snow leaves the box, metres a second."""

    x: Annotated[Decimal, METRES] = Decimal(0)
    y: Annotated[Decimal, METRES] = Decimal(0)
    z: Annotated[Decimal, METRES] = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on the plan, over which snow is released."""

    left: Annotated[Decimal, METRES]
    """Greatest y."""
    right: Annotated[Decimal, METRES]
    front: Annotated[Decimal, METRES]
    """Greatest x."""
    rear: Annotated[Decimal, METRES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Falling:
    """Snow that falls over an area at a steady rate: a machine, a cradle, the weather."""

    name: Annotated[str, FILLED]
    material: Annotated[str, MATERIAL]
    rate: Annotated[
        Decimal, Key(is_a="grams a square metre and minute", such="30", least=0, most=100_000)
    ]
    at: Annotated[Decimal, TIME] = Decimal(0)
    until: Annotated[Decimal | None, TIME] = None
    """Without it, to the end."""
    height: Annotated[Decimal, SIZE] = Decimal(4)
    """Of the release above the ground."""
    area: Area | None = None
    """Without it, so wide that every place of the set is under it."""
    flutter: Annotated[Decimal, Key(is_a="degrees", such="10", least=0, most=60)] = Decimal(10)
    """Half-angle of the cone in which flakes arrive."""
    stick: Annotated[Decimal, SHARE] = Decimal(1)
    """Share of what meets glass that stays on it; the rest falls off the lower edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """Snow that somebody throws or pours from a box."""

    name: Annotated[str, FILLED]
    material: Annotated[str, MATERIAL]
    at: Annotated[Decimal, TIME]
    seconds: Annotated[Decimal, Key(is_a="seconds", such="6", least=Decimal("0.1"), most=3600)]
    litres: Annotated[Decimal, LITRES]
    path: Annotated[tuple[Place, ...], Key(filled=True)]
    """Where the mouth of the box is; a straight line from point to point."""
    throw: Throw = Throw()
    box: Annotated[Decimal, SIZE] = Decimal("0.4")
    """Width of the mouth."""
    by: str = ""
    """Who holds it; a figure of this name has it in its hands while it pours."""
    from_hood: bool = False
    """They kneel or stand on the car."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiper:
    """One arm on the windscreen; u is metres to the car's left of the middle, v up the glass."""

    u: Annotated[Decimal, METRES]
    """Of the pivot."""
    v: Annotated[Decimal, METRES]
    inner: Annotated[Decimal, SIZE]
    """Radius at which the blade begins."""
    outer: Annotated[Decimal, SIZE]
    park: Annotated[Decimal, DEGREES]
    """Angle at rest: 0 to the car's left, 90 up the glass, 180 to its right."""
    sweep: Annotated[Decimal, Key(is_a="degrees", such="-95", least=-180, most=180)]
    leaves: Annotated[Decimal, SHARE] = Decimal("0.03")
    """Share of the film that a pass leaves. Assumed until measured."""
    stall: Annotated[Decimal, Key(is_a="kilograms a metre", such="1.2", least=0, most=10_000)] = (
        Decimal("1.2")
    )
    """Snow ahead of a metre of blade that stops the motor. Assumed until measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """The wipers from a moment on."""

    at: Annotated[Decimal, TIME]
    cycles: Annotated[Decimal, Key(is_a="cycles a minute, 0 for off", such="45", least=0, most=120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A material's values as measured on set, in the units of materials.toml."""

    material: Annotated[str, MATERIAL]
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
class Closes:
    """When the page says that a pane is shut."""

    pane: PaneName
    by: Annotated[Decimal, TIME]
    after: Annotated[Decimal, TIME] = Decimal(0)
    """It may not be shut before."""
    page: str = ""
    """The words of the script."""


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
    threshold: Annotated[
        Decimal, Key(is_a="a share above 0", such="0.02", least=Decimal("0.0001"), most=1)
    ] = Decimal("0.02")
    """Direct light below which nothing is seen through (Koschmieder's 2 % contrast)."""
    area: Annotated[Decimal, SHARE] = Decimal("0.95")
    """Share of a pane that must be below it for the pane to count as shut."""
