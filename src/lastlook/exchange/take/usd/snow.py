"""Snow in USD: a surface whose points rise, and on each pane cells that grow opaque."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.colours import SNOW
from lastlook.exchange.take.needs import need
from lastlook.exchange.take.snow import changes
from lastlook.exchange.take.usd.shapes import define_mesh, paint, set_points

if TYPE_CHECKING:
    from lastlook.exchange.take.snow import GlassSnow, LooseSnow

TOLERANCE = 1 / 128
"""Of opacity, by which a sample that is left out may be off the line between its neighbours."""


def add_loose(stage: Any, path: str, snow: LooseSnow, fps: float) -> None:
    """Add the loose snow, its points at each moment it was noted."""
    # From within the car it would be seen from below, where there is none.
    mesh = define_mesh(stage, path, snow.faces, both=False)
    paint(mesh, SNOW)
    for at, points in zip(snow.times, snow.points, strict=True):
        set_points(mesh, points, at=at * fps)


def add_glass(stage: Any, path: str, snow: GlassSnow, fps: float) -> None:
    """Add the film on a pane: `displayOpacity` of each cell is the share of light it stops."""
    geom = need("pxr.UsdGeom", extra="exchange", what="OpenUSD")
    vt = need("pxr.Vt", extra="exchange", what="OpenUSD")
    mesh = define_mesh(stage, path, np.arange(4 * len(snow.corners)).reshape(-1, 4))
    mesh.GetPrim().SetDisplayName(snow.name)
    set_points(mesh, snow.corners.reshape(-1, 3))
    paint(mesh, SNOW)
    opacity = mesh.CreateDisplayOpacityPrimvar(geom.Tokens.uniform)
    for number in changes(snow, TOLERANCE):
        values = np.ascontiguousarray(np.round(snow.hides[number], 4), dtype=np.float32)
        opacity.Set(vt.FloatArray.FromNumpy(values), snow.times[number] * fps)
