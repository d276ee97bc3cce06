"""Lamps in USD: discs that shine in a cone, or balls, their intensity over time.

UsdLux's intensity is in nits: the candela of `sight.lamplight` over the area of the opening.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.needs import need
from lastlook.exchange.take.rigid import thinned
from lastlook.take.sight.lamplight import beams, level

if TYPE_CHECKING:
    from lastlook.exchange.take.played import Played
    from lastlook.exchange.take.usd.names import Names
    from lastlook.take.sight.lamplight import Beam

LEAST = 0.01
"""Metres of radius; a point would have no area."""
DARK = 1e-3
"""Share of full by which a sample that is left out may be off."""


def add_lamps(stage: Any, names: Names, group: str, played: Played, fps: float) -> None:
    """Add the take's lamps, each at its place and aimed."""
    lux = need("pxr.UsdLux", extra="exchange", what="OpenUSD")
    sdf = need("pxr.Sdf", extra="exchange", what="OpenUSD")
    frames = np.arange(round(played.end * fps) + 1, dtype=np.float64)
    for lamp, beam in zip(played.take.lamps, beams(played.take), strict=True):
        all_round = beam.half > math.pi / 2
        kind = lux.SphereLight if all_round else lux.DiskLight
        light = kind.Define(stage, names.new(group, lamp.name))
        prim = light.GetPrim()
        prim.SetDisplayName(lamp.name)
        radius = max(LEAST, math.sqrt(beam.opening[0] * beam.opening[1]))
        light.CreateRadiusAttr(radius)
        deep = radius if all_round else 0.0
        light.CreateExtentAttr([(-radius, -radius, -deep), (radius, radius, deep)])
        if not all_round:
            shape = lux.ShapingAPI.Apply(prim)
            shape.CreateShapingConeAngleAttr(math.degrees(beam.half))
        light.AddTransformOp().Set(_place(beam))
        full = beam.candela / (math.pi * radius**2)
        levels = np.array([level(lamp, frame / fps) for frame in frames])
        intensity = light.CreateIntensityAttr()
        if (levels == levels[0]).all():
            intensity.Set(round(full * levels[0], 3))
        else:
            for number in thinned(frames, levels[:, None], DARK):
                intensity.Set(round(full * levels[number], 3), frames[number])
        types = sdf.ValueTypeNames
        prim.CreateAttribute("lastlook:kind", types.String, custom=True).Set(lamp.kind)
        prim.CreateAttribute("lastlook:hidden", types.Bool, custom=True).Set(lamp.hidden)


def _place(beam: Beam) -> Any:
    """Return where a lamp is, its light going against its own z."""
    gf = need("pxr.Gf", extra="exchange", what="OpenUSD")
    back = -beam.axis
    right = np.cross((0.0, 0.0, 1.0) if abs(back[2]) < 0.999 else (0.0, 1.0, 0.0), back)
    right /= np.linalg.norm(right)
    rows = np.eye(4)
    rows[0, :3], rows[1, :3], rows[2, :3] = right, np.cross(back, right), back
    rows[3, :3] = beam.lens
    return gf.Matrix4d(*(float(value) + 0.0 for value in np.round(rows.ravel(), 9)))
