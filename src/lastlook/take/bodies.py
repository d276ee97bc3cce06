"""Car bodies: outlines, seats, and panes with their true slopes and sizes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """A trapezoid of glass; metres and degrees.

    `x`, `y`, `z` are the middle of the lower edge; `facing` is where it looks on the plan, 0
    forward and 90 to the left; `tilt` is from horizontal; `height` goes up the slope.
    """

    name: str
    x: float
    y: float
    z: float
    facing: float
    tilt: float
    height: float
    width: float
    top_width: float

    @property
    def area(self) -> float:
        """Square metres."""
        return self.height * (self.width + self.top_width) / 2

    @property
    def is_side(self) -> bool:
        """Whether it looks to the left or right."""
        return self.facing in {90, 270}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPlace:
    """Where the eyes of whoever sits there are."""

    seat: str
    x: float
    y: float
    z: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """The steering wheel: which seat it is at, its middle, its radius, and its tilt from level."""

    seat: str
    x: float
    z: float
    radius: float
    tilt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatShape:
    """Every seat's cushion, back and headrest; a place below the eyes fixes where it stands."""

    width: float
    cushion: float
    """Depth of the cushion along the car."""
    hip: float
    """From the eyes of an average adult down to the cushion."""
    thick: float
    """Of cushion and back."""
    back: float
    """Height of the back along its slope."""
    recline: float
    """Of the back from upright, degrees."""
    headrest: float
    """Its height; it stands on the back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """A mirror's size."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A car. Its cabin is what lies under the planes of all its panes and the roof."""

    id: str
    name: str
    length: float
    width: float
    belt: float
    """Height of the doors below the side windows."""
    roof: float
    nose: float
    """Height of the hood's front end."""
    cowl_x: float
    cowl: float
    """Height of the hood's rear end, below the windscreen."""
    tail: float
    """Height of the trunk's rear end."""
    deck_x: float
    deck: float
    """Height of the trunk's front end, below the rear window."""
    cabin_area: float
    """Inner surface, glass included, in square metres."""
    clearance: float
    """Of the underbody above the ground."""
    sill: float
    """Height of the doors' lower edges."""
    floor: float
    """Height of the cabin's floor."""
    wheel: float
    """Radius of the wheels."""
    tyre: float
    """Width of the tyres."""
    front_axle: float
    """Its x."""
    rear_axle: float
    hood_thickness: float
    dashboard: float
    """Depth of its top, from the windscreen's lower edge toward the seats."""
    shelf: float
    """Height of the shelf or cover behind the rear seats."""
    steering: Steering
    seat_shape: SeatShape
    inner_mirror: Glass
    door_mirror: Glass
    panes: tuple[Pane, ...]
    seats: tuple[SeatPlace, ...]


NO_CAR = "none"
"""What a take's file says where the set has no car."""


def body_of(car: str) -> Body:
    """Return a car's body by its id; for `NO_CAR` one without size, panes or seats.

    Raises
    ------
    KeyError
        There is no such body.
    """
    return _nothing() if car == NO_CAR else bodies()[car]


@cache
def _nothing() -> Body:
    sizes = {
        field.name: 0.0 for field in fields(Body)
        if field.name not in {"id", "name", "steering", "seat_shape", "inner_mirror", "door_mirror",
                              "panes", "seats"}
    }  # fmt: skip
    shape = SeatShape(**{field.name: 0.0 for field in fields(SeatShape)})
    return Body(
        id=NO_CAR, name="no car", panes=(), seats=(), seat_shape=shape,
        steering=Steering(seat="", x=0, z=0, radius=0, tilt=0),
        inner_mirror=Glass(width=0, height=0), door_mirror=Glass(width=0, height=0), **sizes,
    )  # fmt: skip


def bodies() -> Mapping[str, Body]:
    """Return the bodies lastlook knows, by id."""
    return _library()


@cache
def _library() -> Mapping[str, Body]:
    data = tomllib.loads((Path(__file__).parent / "bodies.toml").read_text(encoding="utf-8"))
    found = {}
    for id_, table in data.items():
        panes = tuple(Pane(**pane) for pane in table.pop("panes"))
        seats = tuple(SeatPlace(**seat) for seat in table.pop("seats"))
        steering = Steering(**table.pop("steering"))
        shape = SeatShape(**table.pop("seat_shape"))
        inner, outer = Glass(**table.pop("inner_mirror")), Glass(**table.pop("door_mirror"))
        found[id_] = Body(
            id=id_, panes=panes, seats=seats, steering=steering, seat_shape=shape,
            inner_mirror=inner, door_mirror=outer, **table,
        )  # fmt: skip
    return MappingProxyType(found)
