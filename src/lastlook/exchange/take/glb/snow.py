"""Snow in glTF, by shapes that follow each other.

An opacity cannot change in glTF, so the film on glass is a screen of squares, one for each cell:
each grows until the share of its cell that it covers is the share of light that the snow stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.rigid import thinned

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.exchange.take.glb.write import _Writer
    from lastlook.exchange.take.snow import GlassSnow, LooseSnow

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.integer[Any]]

MOST = 40
"""Shapes of one mesh; more weigh down viewers."""
CLEAR = 0.01
"""Share of light below which a cell shows nothing."""


def add_loose(writer: _Writer, snow: LooseSnow, paint: int) -> int:
    """Add loose snow, a surface that rises; the node's number."""
    keep = fewest(snow.times, snow.points[..., 2].astype(np.float64), 0.002)
    faces = np.concatenate([snow.faces[:, [0, 1, 2]], snow.faces[:, [0, 2, 3]]])
    node = writer.node("loose", mesh=writer.bending(snow.points[keep], faces, paint))
    writer.weigh(node, snow.times[keep])
    return node


def add_glass(writer: _Writer, snow: GlassSnow, paint: int) -> int:
    """Add the film on a pane; the node's number."""
    hides = np.where(snow.hides < CLEAR, 0.0, snow.hides)
    keep = fewest(snow.times, hides, 0.02)
    middle = snow.corners.mean(axis=1, keepdims=True)
    sides = np.sqrt(hides[keep])[:, :, None, None]
    shapes = (middle + sides * (snow.corners - middle)).reshape(len(keep), -1, 3)
    first = np.arange(len(snow.corners))[:, None] * 4
    faces = np.concatenate([first + np.array([0, 1, 2]), first + np.array([0, 2, 3])])
    mesh = writer.bending(shapes.astype(np.float32), faces, paint)
    node = writer.node(f"snow on {snow.name}", mesh=mesh)
    writer.weigh(node, snow.times[keep])
    return node


def fewest(times: Floats, values: Floats, tolerance: float) -> Ints:
    """Return the moments that straight lines need, at most `MOST`: with more, looser lines."""
    while True:
        keep = thinned(times, values, tolerance)
        if len(keep) <= MOST:
            return keep
        tolerance *= 1.25
