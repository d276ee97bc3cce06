"""Cameras: sensor, lens, what is recorded, keyframes; and the margins for error."""

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
    LENS,
    MILLIMETRES,
    SHARE,
    TIME,
)
from lastlook.take.model.people import Point


class Ease(StrEnum):
    """How a camera goes from the keyframe before to this one."""

    SMOOTH = "smooth"
    """Sets off and arrives gently."""
    EVEN = "even"
    """At a steady speed."""
    CUT = "cut"
    """It stays as it was, and is there at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """A keyframe of a camera."""

    at: Annotated[Decimal, TIME] = Decimal(0)
    x: Annotated[Decimal, FAR]
    y: Annotated[Decimal, FAR]
    z: Annotated[Decimal, Key(is_a="metres above the ground", such="1.2", least=0, most=50)]
    """Of the entrance pupil, from where the picture is seen."""
    look: Point | None = None
    """What stands in the middle of the frame; or `pan` and `tilt`."""
    pan: Annotated[Decimal, DEGREES] = Decimal(0)
    """0 looks forward along the car, 90 to its left."""
    tilt: Annotated[Decimal, Key(is_a="degrees", such="-5", least=-90, most=90)] = Decimal(0)
    """Up."""
    roll: Annotated[Decimal, DEGREES] = Decimal(0)
    """Clockwise, as the operator sees the camera from behind."""
    lens: Annotated[Decimal | None, LENS] = None
    """Millimetres, for a zoom; without it, the camera's."""
    focus: Annotated[
        Decimal | None, Key(is_a="metres", such="1.6", least=Decimal("0.05"), most=10000)
    ] = None
    """Without it, the distance to `look`, or far."""
    ease: Ease = Ease.SMOOTH
    what: str = ""
    """What the frame is, in words, for the storyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The part of the sensor that is recorded, in the middle of it."""

    width: Annotated[Decimal, MILLIMETRES]
    height: Annotated[Decimal, MILLIMETRES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera with its lens and its moves."""

    name: Annotated[str, FILLED]
    sensor: Annotated[str, Key(is_a="a sensor of sensors.toml", such='"alexa-35-open-gate"')]
    lens: Annotated[Decimal, LENS]
    squeeze: Annotated[Decimal, Key(is_a="a factor", such="1.8", least=1, most=Decimal("2.5"))] = (
        Decimal(1)
    )
    """Of an anamorphic lens; 1 is spherical."""
    recorded: Recorded | None = None
    """Without it, the whole sensor."""
    extraction: Annotated[
        Decimal | None, Key(is_a="width by height", such="2.39", least=Decimal("0.5"), most=4)
    ] = None
    """What is shown of what is recorded; without it, all."""
    shutter: Annotated[Decimal, Key(is_a="degrees", such="180", least=1, most=360)] = Decimal(180)
    breathing: bool = False
    """Whether the lens's angle changes with focus."""
    aperture: Annotated[
        Decimal | None, Key(is_a="an f-number", such="2.8", least=Decimal("0.5"), most=64)
    ] = None
    """For the blur of painted pictures; without it, all of them is sharp."""
    balance: Annotated[Decimal, KELVIN] = Decimal(5600)
    """What is white in painted pictures."""
    at: Annotated[Decimal, TIME] = Decimal(0)
    """It rolls from now on."""
    until: Annotated[Decimal | None, TIME] = None
    operator: str = ""
    """Name of a figure, who goes with it."""
    body: Annotated[str, Key(is_a="a camera of gear.toml", such='"camera"', filled=True)] = "camera"
    """What other cameras and mirrors would see of it."""
    frames: Annotated[tuple[Framing, ...], FILLED]
    """Keyframes, in the order of time; one for a camera that stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """How far things may go wrong before it shows."""

    frame: Annotated[Decimal, SHARE] = Decimal("0.03")
    """Of the frame's width and height, by which the operator may be off."""
    place: Annotated[Decimal, Key(is_a="metres", such="0.02", least=0, most=2)] = Decimal("0.02")
    """By which the camera may be off."""
    cue: Annotated[Decimal, Key(is_a="seconds", such="0.5", least=0, most=60)] = Decimal("0.5")
    """By which a cue may come early or late."""
    snow: Annotated[Decimal, SHARE] = Decimal("0.30")
    """Share by which less snow may come than planned."""
    pixels: Annotated[Decimal, Key(is_a="pixels", such="4", least=0, most=1_000_000)] = Decimal(4)
    """Of a picture `width` wide; more than these count as seen."""
    width: Annotated[int, Key(is_a="pixels", such="1920", least=100, most=20000)] = 1920
    """Of the recorded picture in which pixels are counted."""
    contrast: Annotated[Decimal, SHARE] = Decimal("0.02")
    """Least contrast that an eye sees (Koschmieder); also for shadows and reflections."""
    rehearsals: Annotated[
        int, Key(is_a="a number of rehearsals", such="200", least=0, most=100_000)
    ] = 200
    """Random ones, from which the chance of a clean take is reckoned."""
    seed: Annotated[int, Key(least=0)] = 1
