"""Cameras in USD.

Lens and filmback are in tenths of a scene unit, so millimetres × 0.01 on a stage in metres. An
anamorphic lens has its squeeze in the aperture's width, and beside it as `lastlook:squeeze`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.needs import need
from lastlook.take.lens import sensors

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from lastlook.exchange.take.cameras import Shot

    Floats = npt.NDArray[np.float64]

TENTHS = 0.01
"""Tenths of a metre in a millimetre."""
NEAR, FAR = 0.02, 1000.0


def add_camera(stage: Any, path: str, shot: Shot) -> None:
    """Add a camera: its lens for every frame that it changes in, its place likewise."""
    geom = need("pxr.UsdGeom", extra="exchange", what="OpenUSD")
    gf = need("pxr.Gf", extra="exchange", what="OpenUSD")
    sdf = need("pxr.Sdf", extra="exchange", what="OpenUSD")
    camera, wanted = geom.Camera.Define(stage, path), shot.camera
    prim = camera.GetPrim()
    prim.SetDisplayName(wanted.name)
    camera.CreateHorizontalApertureAttr(shot.width * float(wanted.squeeze) * TENTHS)
    camera.CreateVerticalApertureAttr(shot.height * TENTHS)
    camera.CreateClippingRangeAttr(gf.Vec2f(NEAR, FAR))
    # A frame stands in the middle of its exposure.
    half = float(wanted.shutter) / 720
    camera.CreateShutterOpenAttr(-half)
    camera.CreateShutterCloseAttr(half)
    _samples(camera.CreateFocalLengthAttr().Set, shot, shot.images[:, None] * TENTHS, _one)
    _samples(camera.CreateFocusDistanceAttr().Set, shot, shot.focuses[:, None], _one)
    places = np.zeros((len(shot.numbers), 4, 4))
    places[:, :3, :3] = np.swapaxes(shot.turns, 1, 2)  # USD's vectors are rows
    places[:, 3, :3] = shot.eyes
    places[:, 3, 3] = 1

    def matrix(row: Floats) -> Any:
        return gf.Matrix4d(*(float(value) + 0.0 for value in np.round(row, 9)))

    _samples(camera.AddTransformOp().Set, shot, places.reshape(-1, 16), matrix)
    types = sdf.ValueTypeNames
    for key, kind, value in (
        ("squeeze", types.Double, float(wanted.squeeze)),
        ("sensor", types.String, sensors()[wanted.sensor].name),
        ("shutterDegrees", types.Double, float(wanted.shutter)),
        ("operator", types.String, wanted.operator),
    ):
        prim.CreateAttribute(f"lastlook:{key}", kind, custom=True).Set(value)
    if wanted.extraction is not None:
        ratio = prim.CreateAttribute("lastlook:extraction", types.Double, custom=True)
        ratio.Set(float(wanted.extraction))
    lens = prim.CreateAttribute("lastlook:lens", types.Double, custom=True)
    _samples(lens.Set, shot, shot.lenses[:, None], _one)


def _one(row: Floats) -> float:
    return float(np.round(row[0], 7))


def _samples(
    put: Callable[..., Any], shot: Shot, values: Floats, as_usd: Callable[[Floats], Any]
) -> None:
    """Put a value for all time, or each frame around which it changes."""
    if (values == values[0]).all():
        put(as_usd(values[0]))
        return
    moves = (values[1:] != values[:-1]).any(axis=1)
    wanted = np.zeros(len(values), dtype=bool)
    wanted[:-1] |= moves
    wanted[1:] |= moves
    for number in np.flatnonzero(wanted):
        put(as_usd(values[number]), float(shot.numbers[number]))
