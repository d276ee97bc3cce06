"""What snow falls on, as heights over the plan: ground, car, trough boards; and where glass is.

The cabin is what lies under the planes of all panes and the roof, so pillars come by themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Side

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body, Pane
    from lastlook.take.model import Set

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

PLACES = ("ground", "hood", "roof and pillars", "trunk", "shoulders", "board left", "board right")
"""Where loose snow can lie, beside on the glass itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Heights over the plan; rows along y, columns along x, both growing."""

    bed: Floats
    """Of what does not move, metres."""
    glass: Ints
    """Number of the pane that is under the sky there, -1 where there is none."""
    place: Ints
    """Number in PLACES."""
    x0: float
    y0: float
    """The lower corner."""
    dx: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.bed.shape[0], self.bed.shape[1]

    @property
    def x(self) -> Floats:
        """Of the columns' middles."""
        return np.asarray(self.x0 + (np.arange(self.shape[1]) + 0.5) * self.dx, dtype=np.float64)

    @property
    def y(self) -> Floats:
        """Of the rows' middles."""
        return np.asarray(self.y0 + (np.arange(self.shape[0]) + 0.5) * self.dx, dtype=np.float64)

    def index(self, x: Floats, y: Floats) -> Ints:
        """Return the flat index of the cell at each place, the nearest at the border."""
        rows, columns = self.shape
        ix = np.clip(np.floor((x - self.x0) / self.dx).astype(np.int64), 0, columns - 1)
        iy = np.clip(np.floor((y - self.y0) / self.dx).astype(np.int64), 0, rows - 1)
        return np.asarray(iy * columns + ix)


def lay_out(set_: Set, body: Body, size: float) -> Ground:
    """Return the heights of a set, in cells of `size` metres."""
    columns, rows = round(float(set_.length) / size), round(float(set_.width) / size)
    x0, y0 = -columns * size / 2, -rows * size / 2
    if not body.panes:
        level = np.zeros((rows, columns))
        nowhere = np.zeros(level.shape, dtype=np.int64)
        return Ground(bed=level, glass=nowhere - 1, place=nowhere, x0=x0, y0=y0, dx=size)
    x, y = np.meshgrid(x0 + (np.arange(columns) + 0.5) * size, y0 + (np.arange(rows) + 0.5) * size)
    inside = (np.abs(x) < body.length / 2) & (np.abs(y) < body.width / 2)
    half = body.length / 2
    hood = body.cowl + (body.nose - body.cowl) * (x - body.cowl_x) / (half - body.cowl_x)
    trunk = body.deck + (body.tail - body.deck) * (x - body.deck_x) / (-half - body.deck_x)
    lower = np.where(x > body.cowl_x, hood, np.where(x < body.deck_x, trunk, body.belt))
    slopes = [pane_plane(pane, x, y) for pane in body.panes]
    cabin = np.minimum(body.roof, np.minimum.reduce(slopes))
    bed = np.where(inside, np.maximum(lower, cabin), 0.0)
    place = np.where(x > body.cowl_x, 1, np.where(x < body.deck_x, 3, 4))
    place = np.where(cabin > lower, 2, place)
    place = np.where(inside, place, 0)
    glass = np.full(x.shape, -1, dtype=np.int64)
    for number, (pane, plane) in enumerate(zip(body.panes, slopes, strict=True)):
        on = _within(pane, x, y) & inside & (plane <= bed + 1e-9) & (cabin > lower - 1e-9)
        glass[on] = number
    for board in set_.boards:
        sign = 1 if board.side is Side.LEFT else -1
        out = sign * y - body.width / 2
        reach, start, end = float(board.reach), float(board.start), float(board.end)
        on = (out >= 0) & (out < reach) & (x > start) & (x < end)
        rim = on & ((out >= reach - size) | (x < start + size) | (x > end - size))
        height = float(board.height)
        bed = np.where(on, height, bed)
        bed = np.where(rim, height + float(board.lip), bed)
        place = np.where(on, 5 if sign > 0 else 6, place)
    return Ground(bed=bed, glass=glass, place=place.astype(np.int64), x0=x0, y0=y0, dx=size)


def pane_plane(pane: Pane, x: Floats, y: Floats) -> Floats:
    """Return the height of a pane's plane at places of the plan."""
    facing, tilt = math.radians(pane.facing), math.radians(pane.tilt)
    inward = -((x - pane.x) * math.cos(facing) + (y - pane.y) * math.sin(facing))
    return pane.z + math.tan(tilt) * inward


def _within(pane: Pane, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
    """Say which places of the plan are under a pane's trapezoid."""
    facing, tilt = math.radians(pane.facing), math.radians(pane.tilt)
    out = (math.cos(facing), math.sin(facing))
    v = -((x - pane.x) * out[0] + (y - pane.y) * out[1]) / math.cos(tilt)
    u = -(x - pane.x) * out[1] + (y - pane.y) * out[0]
    half = (pane.width + (pane.top_width - pane.width) * v / pane.height) / 2
    return (v >= 0) & (v <= pane.height) & (np.abs(u) <= half)
