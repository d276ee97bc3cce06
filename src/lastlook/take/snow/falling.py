"""Snow that falls: how much meets a surface in a wind, and what stands in its lee.

Flakes move by v = (U, −v_t). On a surface with outward normal n the flux is P·max(0, −v̂·n)/|v̂_z|,
which is P·(n_z − U·n_xy/v_t): cosθ + (U/v_t)·sinθ to windward, nothing in the lee. The wind is
uniform; the wake of the car is not reckoned.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.model import Area
    from lastlook.take.snow.ground import Ground

    Floats = npt.NDArray[np.float64]

AROUND = 6
"""Directions taken on the cone of flutter, beside its axis."""


def drifts(
    wind: tuple[float, float], fall_speed: float, flutter: float
) -> list[tuple[float, float]]:
    """Return how far flakes drift, metres per metre of fall: along the axis and around the cone.

    `flutter` is the cone's half-angle in degrees; 0 leaves the axis alone.
    """
    mean = (wind[0] / fall_speed, wind[1] / fall_speed)
    if not flutter:
        return [mean]
    spread = math.tan(math.radians(flutter))
    turns = [2 * math.pi * n / AROUND for n in range(AROUND)]
    ring = [(mean[0] + spread * math.cos(t), mean[1] + spread * math.sin(t)) for t in turns]
    return [mean, *ring]


def tilted(normal: tuple[float, float, float], drift: tuple[float, float]) -> float:
    """Return the flux on a surface over that on level ground, without shadows."""
    return max(0.0, normal[2] - drift[0] * normal[0] - drift[1] * normal[1])


def open_to(
    x: Floats, y: Floats, z: Floats, drift: tuple[float, float], ground: Ground, *,
    height: float, area: Area | None,
) -> Floats:  # fmt: skip
    """Return 1 for each place that flakes on this drift reach from the release, 0 for others.

    Rays go back up the drift over the heights of the set; the release is a level rectangle
    `height` metres above the ground, or without bounds where `area` is None.
    """
    rise = height - z
    free = (rise > 0).astype(np.float64)
    if area is not None:
        x_up, y_up = x - drift[0] * rise, y - drift[1] * rise
        free *= (x_up >= float(area.rear)) & (x_up <= float(area.front))
        free *= (y_up >= float(area.right)) & (y_up <= float(area.left))
    far = math.hypot(*drift)
    top = min(float(ground.bed.max()), height)
    if far * top < ground.dx / 2:
        return free
    rows, columns = ground.shape
    for step in range(1, math.ceil(far * top / ground.dx) + 1):
        up = step * ground.dx / far
        ix = np.floor((x - drift[0] * up - ground.x0) / ground.dx).astype(np.int64)
        iy = np.floor((y - drift[1] * up - ground.y0) / ground.dx).astype(np.int64)
        within = (ix >= 0) & (ix < columns) & (iy >= 0) & (iy < rows)
        stands = ground.bed[np.clip(iy, 0, rows - 1), np.clip(ix, 0, columns - 1)]
        free[within & (stands > z + up + 1e-9)] = 0.0
    return free


def exposure(
    x: Floats, y: Floats, z: Floats, normal: tuple[float, float, float], *,
    paths: Sequence[tuple[float, float]], ground: Ground, height: float, area: Area | None,
) -> Floats:  # fmt: skip
    """Return the flux on each place over that on open level ground, the mean over all drifts."""
    # A little off the surface, so that its own cell does not shade it.
    off = 1.5 * ground.dx * math.hypot(normal[0], normal[1])
    clear = (x + off * normal[0], y + off * normal[1], z + off * normal[2] + 1e-6)
    total = np.zeros_like(x)
    for drift in paths:
        factor = tilted(normal, drift)
        if factor:
            total += factor * open_to(*clear, drift, ground, height=height, area=area)
    return total / len(paths)
