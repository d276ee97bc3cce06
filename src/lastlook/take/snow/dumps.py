"""Snow from a box: packets that fall against the air and spread as they go."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.take.model import Dump

GRAVITY = 9.81
_STEP = 0.02
SPREAD = 0.12
"""Standard deviation gained per metre of fall. Assumed."""
_LONGEST = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Where the middle of a packet comes down, and how wide it lies."""

    x: float
    y: float
    time: float
    """Seconds after it left the box."""
    sigma: float
    """Standard deviation of its footprint, metres."""


def mouth(dump: Dump, since: float) -> tuple[float, float, float]:
    """Return where the box's mouth is, so many seconds after the dump began."""
    before = after = dump.path[0]
    for place in dump.path:
        after = place
        if float(place.at) > since:
            break
        before = place
    gap = float(after.at - before.at)
    share = min(1.0, max(0.0, (since - float(before.at)) / gap)) if gap else 0.0
    start = (float(before.x), float(before.y), float(before.z))
    end = (float(after.x), float(after.y), float(after.z))
    x, y, z = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return x, y, z


def fall(
    start: tuple[float, float, float], throw: tuple[float, float, float],
    *, wind: tuple[float, float], terminal: float, box: float,
    surface: Callable[[float, float], float],
) -> Landing:  # fmt: skip
    """Follow a packet's middle until it meets the surface.

    Gravity, and a drag with the square of the speed against the air that makes `terminal`, m/s,
    the speed of a long fall. The footprint begins at a quarter of the box's width and widens by
    `SPREAD`.
    """
    (x, y, z), (vx, vy, vz) = start, throw
    time = 0.0
    while z > surface(x, y) and time < _LONGEST:
        rx, ry = vx - wind[0], vy - wind[1]
        drag = GRAVITY * math.sqrt(rx * rx + ry * ry + vz * vz) / terminal**2
        vx -= drag * rx * _STEP
        vy -= drag * ry * _STEP
        vz -= (GRAVITY + drag * vz) * _STEP
        x, y, z = x + vx * _STEP, y + vy * _STEP, z + vz * _STEP
        time += _STEP
    return Landing(x=x, y=y, time=time, sigma=box / 4 + SPREAD * max(0.0, start[2] - z))


def inside(landing: Landing, x: tuple[float, float], y: tuple[float, float]) -> float:
    """Return the share of a footprint that lies within a rectangle."""

    def between(low: float, high: float, middle: float) -> float:
        scale = landing.sigma * math.sqrt(2)
        return (math.erf((high - middle) / scale) - math.erf((low - middle) / scale)) / 2

    return between(*x, landing.x) * between(*y, landing.y)
