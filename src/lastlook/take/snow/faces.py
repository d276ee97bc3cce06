"""Light at faces: how much of what a face receives comes through each cell of each pane.

A face is a small ball at a seat's eyes: a cell's share is its solid angle times the light
outside. A snowed cell passes the diffuse share of it. What white panes and cabin throw back is
added as in an integrating sphere: E grows by (1 − r₀)/(1 − r), with r the mean reflectance inside.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Body, SeatPlace
    from lastlook.take.model import Light
    from lastlook.take.snow.glass import Grid

    Floats = npt.NDArray[np.float64]


def outside(light: Light, pane: str) -> float:
    """Return the light that stands outside a pane."""
    if pane in {"windscreen", "rear"}:
        return float(light.windscreen if pane == "windscreen" else light.rear)
    return float(light.left if pane.endswith("left") else light.right)


def form_factors(seat: SeatPlace, grid: Grid) -> Floats:
    """Return each cell's solid angle at a seat, in steradians; 0 where there is no glass."""
    x, y, z = seat.x - grid.x, seat.y - grid.y, seat.z - grid.z
    square = x * x + y * y + z * z
    facing = -(x * grid.normal[0] + y * grid.normal[1] + z * grid.normal[2]) / np.sqrt(square)
    return np.asarray(np.where(grid.mask, np.maximum(facing, 0) * grid.cell / square, 0.0))


def stops(
    factors: Sequence[Floats], through: Sequence[Floats], weights: Sequence[float],
    grids: Sequence[Grid], *, body: Body, cabin: float,
) -> float:  # fmt: skip
    """Return the stops gained (lost: below 0) at a face against clear glass.

    `factors` and `through` (the diffuse transmission) have an array for each pane, `weights` the
    light outside it; `cabin` is the reflectance of the inside.
    """
    clear = sum(float(f.sum()) * w for f, w in zip(factors, weights, strict=True))
    if not clear:
        return 0.0
    now = sum(float((f * t).sum()) * w for f, t, w in zip(factors, through, weights, strict=True))
    thrown_back = sum(
        float(((1 - t) * grid.mask).sum()) * grid.cell
        for t, grid in zip(through, grids, strict=True)
    )
    glass = sum(float(grid.mask.sum()) * grid.cell for grid in grids)
    walls = cabin * (1 - glass / body.cabin_area)
    gain = (1 - walls) / (1 - walls - thrown_back / body.cabin_area)
    return math.log2(now / clear * gain)
