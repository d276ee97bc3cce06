"""The snow of a take as shapes that change: loose snow as a surface, the film on glass as cells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.snow.film import Film, PaneFilm

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.integer[Any]]

LOOSE_CELL = 0.08
"""Metres between points of the surface of loose snow."""
GLASS_CELL = 0.045
"""Metres of a cell of the film on glass."""
STEP = 0.12
"""Metres between neighbours' beds over which snow is no one surface: off the hood is off it."""
BARE = 0.001
"""Metres of snow below which the surface hides under what it lies on."""
LIFT = 0.004
"""Metres above the glass at which its snow is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LooseSnow:
    """Snow on ground, car and boards."""

    times: Floats
    points: npt.NDArray[np.float32]
    """Times × n × 3."""
    faces: Ints
    """m × 4, counter-clockwise from above."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlassSnow:
    """The film on a pane: cells, each of which hides a share of what is behind it."""

    name: str
    times: Floats
    corners: Floats
    """cells × 4 × 3, counter-clockwise from outside."""
    hides: npt.NDArray[np.float32]
    """Times × cells: 1 less the direct light that passes straight on."""


def moments(start: float, end: float, step: float) -> Floats:
    """Return moments from start to end, even, both among them."""
    return np.linspace(start, end, max(1, math.ceil((end - start) / step - 1e-9)) + 1)


def loose(film: Film, times: Floats) -> LooseSnow | None:
    """Return the loose snow at moments; None where there never is any."""
    block = max(1, round(LOOSE_CELL / film.dx))
    numbers = [film.record(at) for at in times]
    thickness = _blocks(film.thickness[numbers], block)
    surface = _blocks(film.heights[numbers], block)
    bed = (surface - thickness)[0]
    snowed = np.asarray((thickness > BARE).any(axis=0))
    quads = _quads(bed, snowed)
    if not len(quads):
        return None
    used, inverse = np.unique(quads, return_inverse=True)
    rows, columns = bed.shape
    size = block * film.dx
    x = film.x0 + (np.arange(columns) + 0.5) * size
    y = film.y0 + (np.arange(rows) + 0.5) * size
    grid_x, grid_y = np.meshgrid(x, y)
    low = np.where(thickness > BARE, surface, bed - 0.01).reshape(len(times), -1)[:, used]
    points = np.empty((len(times), len(used), 3), dtype=np.float32)
    points[..., 0] = grid_x.ravel()[used]
    points[..., 1] = grid_y.ravel()[used]
    points[..., 2] = low
    return LooseSnow(
        times=times, points=points, faces=inverse.reshape(-1, 4).astype(np.int32)
    )  # fmt: skip


def _blocks(grids: npt.NDArray[np.float32], block: int) -> Floats:
    """Return the means of blocks of cells; what does not fill a block is left out."""
    count, rows, columns = grids.shape
    rows, columns = rows // block, columns // block
    cut = grids[:, : rows * block, : columns * block]
    return np.asarray(
        cut.reshape(count, rows, block, columns, block).mean(axis=(2, 4), dtype=np.float64)
    )


def _quads(bed: Floats, snowed: npt.NDArray[np.bool_]) -> Ints:
    """Return the squares between points on beds about as high, where it ever snows."""
    rows, columns = bed.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    around = [
        (slice(None, -1), slice(None, -1)),
        (slice(None, -1), slice(1, None)),
        (slice(1, None), slice(1, None)),
        (slice(1, None), slice(None, -1)),
    ]
    beds = np.stack([bed[at] for at in around])
    flat = np.ptp(beds, axis=0) < STEP
    wanted = np.logical_and(flat, np.logical_or.reduce([snowed[at] for at in around]))
    return np.stack([number[at][wanted] for at in around], axis=-1)


def on_glass(film: PaneFilm, times: Floats) -> GlassSnow:
    """Return the film of a pane at moments."""
    pane = film.pane
    rows = max(2, round(pane.height / GLASS_CELL))
    columns = max(2, round(pane.width / GLASS_CELL))
    v = np.linspace(0, pane.height, rows + 1)
    share = np.linspace(-0.5, 0.5, columns + 1)
    wide = pane.width + (pane.top_width - pane.width) * v / pane.height
    u = share[None, :] * wide[:, None]
    spots = 3
    hides = np.zeros((len(times), rows * columns), dtype=np.float32)
    low, right = np.meshgrid(
        (np.arange(rows * spots) + 0.5) / spots, (np.arange(columns * spots) + 0.5) / spots,
        indexing="ij",
    )  # fmt: skip
    height = low / rows * pane.height
    across = (right / columns - 0.5) * (
        pane.width + (pane.top_width - pane.width) * height / pane.height
    )
    for number, at in enumerate(times):
        depth = film.look(film.record(at), across, height)
        passes = np.exp(-depth).reshape(rows, spots, columns, spots).mean(axis=(1, 3))
        hides[number] = (1 - passes).ravel()
    return GlassSnow(name=pane.name, times=times, corners=_corners(pane, u, v), hides=hides)


def _corners(pane: Pane, u: Floats, v: Floats) -> Floats:
    """Return the corners of cells in the set: `u` rows + 1 × columns + 1, `v` rows + 1."""
    left, up, normal = (np.array(way) for way in axes(pane))
    at = np.array([pane.x, pane.y, pane.z]) + LIFT * normal
    places = at + u[..., None] * left + v[:, None, None] * up
    cells = np.stack([places[:-1, :-1], places[:-1, 1:], places[1:, 1:], places[1:, :-1]], axis=2)
    return cells.reshape(-1, 4, 3)


def changes(snow: GlassSnow, tolerance: float) -> Sequence[int]:
    """Return the numbers of the moments that straight lines need; see `rigid.thinned`."""
    from lastlook.exchange.take.rigid import thinned

    return [int(n) for n in thinned(snow.times, snow.hides.astype(np.float64), tolerance)]
