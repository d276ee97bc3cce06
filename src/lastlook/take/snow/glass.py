"""Panes as grids of cells: where each cell is, how steep, and which ground cells lie under it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.snow.ground import Ground

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A pane's cells: rows up the slope, columns along u (to the left of who looks out)."""

    pane: Pane
    u: Floats
    """Of each cell's middle from the pane's middle, metres."""
    v: Floats
    """Up the slope from the lower edge, metres."""
    x: Floats
    y: Floats
    z: Floats
    mask: Bools
    """Cells that are glass: within the trapezoid."""
    normal: tuple[float, float, float]
    du: float
    dv: float

    @property
    def tilt(self) -> float:
        """In radians."""
        return math.radians(self.pane.tilt)

    @property
    def cell(self) -> float:
        """Area of a cell, square metres."""
        return self.du * self.dv

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.u.shape[0], self.u.shape[1]


def axes(pane: Pane) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, float, float]]:
    """Return the directions of u and v and the outward normal of a pane."""
    facing, tilt = math.radians(pane.facing), math.radians(pane.tilt)
    out = (math.cos(facing), math.sin(facing))
    flat, steep = math.cos(tilt), math.sin(tilt)
    along = (-out[1], out[0], 0.0)
    up = (-out[0] * flat, -out[1] * flat, steep)
    return along, up, (out[0] * steep, out[1] * steep, flat)


def grid(pane: Pane, size: float) -> Grid:
    """Lay cells of about `size` metres over a pane, a whole number each way."""
    columns = max(2, round(pane.width / size))
    rows = max(2, round(pane.height / size))
    du, dv = pane.width / columns, pane.height / rows
    u, v = np.meshgrid(
        (np.arange(columns) + 0.5) * du - pane.width / 2, (np.arange(rows) + 0.5) * dv
    )
    along, up, normal = axes(pane)
    x, y, z = (
        start + u * along[axis] + v * up[axis]
        for axis, start in enumerate((pane.x, pane.y, pane.z))
    )
    half = (pane.width + (pane.top_width - pane.width) * v / pane.height) / 2
    mask = np.abs(u) <= half
    return Grid(pane=pane, u=u, v=v, x=x, y=y, z=z, mask=mask, normal=normal, du=du, dv=dv)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the ground's cells over a pane are read at the pane's cells, and where the edge drops."""

    cells: Ints
    """Four cells of the ground (flat indices) for each cell of the pane: 4 × rows × columns."""
    weights: Floats
    """Their shares, 0 for those that are not over this pane."""
    below: Ints
    """The cell of the ground that takes what slides over the lower edge, for each column."""


def contact(one: Grid, number: int, ground: Ground) -> Contact:
    """Join a pane's grid to the ground; `number` is the pane's in `ground.glass`."""
    fx = (one.x - ground.x0) / ground.dx - 0.5
    fy = (one.y - ground.y0) / ground.dx - 0.5
    ix, iy = np.floor(fx).astype(np.int64), np.floor(fy).astype(np.int64)
    rows, columns = ground.shape
    cells, weights = [], []
    for down in (0, 1):
        for right in (0, 1):
            cx, cy = np.clip(ix + right, 0, columns - 1), np.clip(iy + down, 0, rows - 1)
            share = (1 - np.abs(fx - ix - right)) * (1 - np.abs(fy - iy - down))
            cells.append(cy * columns + cx)
            weights.append(np.where(ground.glass[cy, cx] == number, share, 0.0))
    found = np.array(weights)
    sums = found.sum(axis=0)
    found = np.where(sums > 1e-9, found / np.where(sums > 1e-9, sums, 1.0), 0.0)
    _, _, normal = axes(one.pane)
    flat = math.hypot(normal[0], normal[1])
    out = max(0.03, 1.5 * ground.dx)
    x = one.pane.x + one.u[0] * -normal[1] / flat + out * normal[0] / flat
    y = one.pane.y + one.u[0] * normal[0] / flat + out * normal[1] / flat
    below = ground.index(x, y)
    return Contact(cells=np.array(cells), weights=found, below=below)
