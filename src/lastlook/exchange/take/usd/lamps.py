"""Lamps in USD: sphere lights in a cone, their intensity over time.

UsdLux's intensity is in nits, cd/m². A lamp's candela are its lumens over the solid angle of its
beam; where nobody states lumens they are `LUMENS` for each watt, which is tungsten's.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.needs import need
from lastlook.exchange.take.rigid import thinned
from lastlook.take.sight.lamplight import level
from lastlook.take.stage.stock import lamps as known

if TYPE_CHECKING:
    from lastlook.exchange.take.played import Played
    from lastlook.exchange.take.usd.names import Names
    from lastlook.take.model import Lamp

LUMENS = 25.0
"""Of a watt. Assumed: a halogen bulb's."""
RADIUS = 0.08
"""Metres. Assumed, of every lamp."""
DARK = 1e-3
"""Share of full by which a sample that is left out may be off."""


def add_lamps(stage: Any, names: Names, group: str, played: Played, fps: float) -> None:
    """Add the take's lamps, each at its place and aimed."""
    lux = need("pxr.UsdLux", extra="exchange", what="OpenUSD")
    sdf = need("pxr.Sdf", extra="exchange", what="OpenUSD")
    frames = np.arange(round(played.end * fps) + 1, dtype=np.float64)
    for lamp in played.take.lamps:
        light = lux.SphereLight.Define(stage, names.new(group, lamp.name))
        prim = light.GetPrim()
        prim.SetDisplayName(lamp.name)
        light.CreateRadiusAttr(RADIUS)
        light.CreateExtentAttr([(-RADIUS,) * 3, (RADIUS,) * 3])
        beam = float(lamp.beam if lamp.beam is not None else known()[lamp.kind].beam)
        if beam < 180:
            shape = lux.ShapingAPI.Apply(prim)
            shape.CreateShapingConeAngleAttr(beam / 2)
        light.AddTransformOp().Set(_place(lamp))
        full = _candela(lamp, beam) / (math.pi * RADIUS**2)
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


def _candela(lamp: Lamp, beam: float) -> float:
    watts = float(lamp.power if lamp.power is not None else known()[lamp.kind].watts)
    return watts * LUMENS / (2 * math.pi * (1 - math.cos(math.radians(beam) / 2)))


def _place(lamp: Lamp) -> Any:
    """Return where a lamp is, its light going against its own z."""
    gf = need("pxr.Gf", extra="exchange", what="OpenUSD")
    at = np.array([float(lamp.x), float(lamp.y), float(lamp.z)])
    aim = np.array([float(lamp.aim.x), float(lamp.aim.y), float(lamp.aim.z)])
    back = (at - aim) / max(1e-9, float(np.linalg.norm(at - aim)))
    right = np.cross((0.0, 0.0, 1.0) if abs(back[2]) < 0.999 else (0.0, 1.0, 0.0), back)
    right /= np.linalg.norm(right)
    rows = np.eye(4)
    rows[0, :3], rows[1, :3], rows[2, :3], rows[3, :3] = right, np.cross(back, right), back, at
    return gf.Matrix4d(*(float(value) + 0.0 for value in np.round(rows.ravel(), 9)))
