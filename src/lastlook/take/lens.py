"""What a camera sees: its sensor and lens at a moment, places to pixels and pixels to rays.

HFOV = 2·atan(w·s/2f), VFOV = 2·atan(h/2f), with w × h the recorded area, s the squeeze and f the
focal length; a lens that breathes has its image distance f·d/(d − f) in place of f. The centre of
projection is the entrance pupil, which is what keyframes give.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Ease

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.model import Camera, Framing

    Floats = npt.NDArray[np.float64]

FAR = 1000.0
"""Metres at which a lens without a stated focus stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor:
    """A sensor's recorded area in millimetres, and who published it."""

    id: str
    name: str
    width: float
    height: float
    source: str


@cache
def sensors() -> Mapping[str, Sensor]:
    """Return the sensors lastlook knows, by id."""
    data = tomllib.loads((Path(__file__).parent / "sensors.toml").read_text(encoding="utf-8"))
    return MappingProxyType({id_: Sensor(id=id_, **table) for id_, table in data.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A camera at a moment. Vectors are in the set's axes; `right` and `up` are the picture's."""

    at: float
    eye: Floats
    right: Floats
    up: Floats
    forward: Floats
    half_width: float
    """Tangent of half the horizontal angle of the recorded area, squeeze and breathing in it."""
    half_height: float
    shown: tuple[float, float]
    """Share of the recorded width and height that the extraction shows."""
    lens: float
    """Millimetres."""
    focus: float
    """Metres."""

    @property
    def horizontal(self) -> float:
        """Whole horizontal angle of the recorded area, degrees."""
        return math.degrees(2 * math.atan(self.half_width))

    @property
    def vertical(self) -> float:
        """Whole vertical angle of the recorded area, degrees."""
        return math.degrees(2 * math.atan(self.half_height))

    def project(self, points: Floats) -> tuple[Floats, Floats]:
        """Return where places (n × 3) stand in the recorded picture, and how far ahead.

        The picture runs from -1 to 1 both ways, to the right and up; n × 2, and n metres along the
        lens's axis. What is behind the lens has a depth of 0 or less and no meaningful place.
        """
        away = np.asarray(points, dtype=np.float64) - self.eye
        depth = away @ self.forward
        safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
        across = (away @ self.right) / (safe * self.half_width)
        over = (away @ self.up) / (safe * self.half_height)
        return np.stack([across, over], axis=-1), depth

    def directions(self, places: Floats) -> Floats:
        """Return unit vectors from the eye through places (… × 2, -1 to 1) of the picture."""
        across = places[..., :1] * self.half_width * self.right
        over = places[..., 1:] * self.half_height * self.up
        found = self.forward + across + over
        # As `np.linalg.norm` does it, which is slow for many short vectors.
        square = found * found
        found /= np.sqrt(square[..., :1] + square[..., 1:2] + square[..., 2:])
        return np.asarray(found)

    def rays(self, width: int, height: int) -> Floats:
        """Return unit vectors through the middles of pixels: height × width × 3, top row first."""
        across = (np.arange(width) + 0.5) / width * 2 - 1
        over = 1 - (np.arange(height) + 0.5) / height * 2
        grid = np.stack(np.meshgrid(across, over), axis=-1)
        return self.directions(grid)

    def widened(self, share: float) -> View:
        """Return the view with its recorded area wider by a share of the frame on every side."""
        return View(
            at=self.at, eye=self.eye, right=self.right, up=self.up, forward=self.forward,
            half_width=self.half_width * (1 + 2 * share),
            half_height=self.half_height * (1 + 2 * share),
            shown=(self.shown[0] / (1 + 2 * share), self.shown[1] / (1 + 2 * share)),
            lens=self.lens, focus=self.focus,
        )  # fmt: skip


def rolls(camera: Camera, duration: float) -> tuple[float, float]:
    """Return from when to when a camera rolls, seconds."""
    until = duration if camera.until is None else min(duration, float(camera.until))
    return float(camera.at), until


def view(camera: Camera, at: float) -> View:
    """Return a camera at a moment, between its keyframes as their `ease` says.

    Positions go straight; pan and tilt turn; a `look` is followed as a point, so that what it names
    stays in the middle.
    """
    before, after, share = _between(camera.frames, at)
    first = _Pose(camera, before)
    second = first if after is before else _Pose(camera, after)
    eye = _mix(first.eye, second.eye, share)
    forward, roll = _aim(first, second, share)
    lens = first.lens + (second.lens - first.lens) * share
    focus = 1 / ((1 - share) / first.focus + share / second.focus)
    if camera.breathing and focus * 1000 > lens:
        image = lens * focus * 1000 / (focus * 1000 - lens)
    else:
        image = lens
    width, height = recorded(camera)
    right, up = _axes(forward, roll)
    half_width = width * float(camera.squeeze) / (2 * image)
    half_height = height / (2 * image)
    return View(
        at=at, eye=eye, right=right, up=up, forward=forward,
        half_width=half_width, half_height=half_height,
        shown=_shown(camera, half_width / half_height), lens=lens, focus=focus,
    )  # fmt: skip


def recorded(camera: Camera) -> tuple[float, float]:
    """Return the width and height of a camera's recorded area on the sensor, millimetres."""
    if camera.recorded is not None:
        return float(camera.recorded.width), float(camera.recorded.height)
    sensor = sensors()[camera.sensor]
    return sensor.width, sensor.height


def exposure(camera: Camera, fps: float) -> float:
    """Return the seconds for which a frame is exposed: shutter / (360·fps)."""
    return float(camera.shutter) / (360 * fps)


def _shown(camera: Camera, ratio: float) -> tuple[float, float]:
    if camera.extraction is None:
        return 1.0, 1.0
    wanted = float(camera.extraction)
    return (1.0, ratio / wanted) if wanted >= ratio else (wanted / ratio, 1.0)


def _between(frames: tuple[Framing, ...], at: float) -> tuple[Framing, Framing, float]:
    """Return the keyframes around a moment and how far it is from the one to the other."""
    before = frames[0]
    for after in frames[1:]:
        if float(after.at) > at:
            if at <= float(before.at) or after.ease is Ease.CUT:
                return before, before, 0.0
            share = (at - float(before.at)) / float(after.at - before.at)
            if after.ease is Ease.SMOOTH:
                share = share * share * (3 - 2 * share)
            return before, after, share
        before = after
    return before, before, 0.0


class _Pose:
    """A keyframe as numbers."""

    def __init__(self, camera: Camera, frame: Framing) -> None:
        self.eye = np.array([float(frame.x), float(frame.y), float(frame.z)])
        self.pan, self.tilt = math.radians(float(frame.pan)), math.radians(float(frame.tilt))
        self.roll = math.radians(float(frame.roll))
        self.lens = float(camera.lens if frame.lens is None else frame.lens)
        self.look: Floats | None = None
        far = FAR
        if frame.look is not None:
            self.look = np.array([float(frame.look.x), float(frame.look.y), float(frame.look.z)])
            away = self.look - self.eye
            far = float(np.linalg.norm(away))
            self.pan = math.atan2(away[1], away[0])
            self.tilt = math.atan2(away[2], math.hypot(away[0], away[1]))
        self.focus = far if frame.focus is None else float(frame.focus)


def _aim(first: _Pose, second: _Pose, share: float) -> tuple[Floats, float]:
    """Return the direction of the lens between two keyframes, and its roll."""
    roll = first.roll + (second.roll - first.roll) * share
    if first.look is not None and second.look is not None:
        eye = _mix(first.eye, second.eye, share)
        away = _mix(first.look, second.look, share) - eye
        return np.asarray(away / np.linalg.norm(away)), roll
    # Round the shorter way where a look gave the pan; stated pans turn as they are written.
    turn = second.pan - first.pan
    if first.look is not None or second.look is not None:
        turn = (turn + math.pi) % (2 * math.pi) - math.pi
    pan, tilt = first.pan + turn * share, first.tilt + (second.tilt - first.tilt) * share
    flat = math.cos(tilt)
    return np.array([flat * math.cos(pan), flat * math.sin(pan), math.sin(tilt)]), roll


def _mix(first: Floats, second: Floats, share: float) -> Floats:
    return np.asarray(first + (second - first) * share)


def _axes(forward: Floats, roll: float) -> tuple[Floats, Floats]:
    """Return the picture's right and up for a direction of the lens."""
    # Cross products written out: `np.cross` takes ten times as long for two vectors.
    x, y, z = (float(one) for one in forward)
    level = np.array([y, -x, 0.0])
    length = math.sqrt(level.dot(level))
    # Straight up or down, the picture's right is the set's right.
    right = level / length if length > 1e-9 else np.array([0.0, -1.0, 0.0])
    a, b, c = (float(one) for one in right)
    up = np.array([b * z - c * y, c * x - a * z, a * y - b * x])
    # The camera turns clockwise as seen from behind: its right goes down.
    cos, sin = math.cos(roll), math.sin(roll)
    return np.asarray(right * cos - up * sin), np.asarray(up * cos + right * sin)
