"""Things as USD meshes: still, moved as a whole, or with points that move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.colours import GLASS, colour
from lastlook.exchange.take.needs import need
from lastlook.take.stage.cabin import corners
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.exchange.take.moving import Followed, Part
    from lastlook.exchange.take.usd.names import Names
    from lastlook.take.bodies import Pane

DIGITS = 5
"""Of coordinates in metres: a hundredth of a millimetre."""


def vectors(points: npt.NDArray[Any]) -> Any:
    """Return points (n × 3) as USD keeps them."""
    vt = need("pxr.Vt", extra="exchange", what="OpenUSD")
    rounded = np.round(points, DIGITS) + 0.0  # no -0
    return vt.Vec3fArray.FromNumpy(np.ascontiguousarray(rounded, dtype=np.float32))


def integers(values: npt.NDArray[Any]) -> Any:
    """Return whole numbers as USD keeps them."""
    vt = need("pxr.Vt", extra="exchange", what="OpenUSD")
    return vt.IntArray.FromNumpy(np.ascontiguousarray(values.ravel(), dtype=np.int32))


def define_mesh(stage: Any, path: str, faces: npt.NDArray[Any], *, both: bool = True) -> Any:
    """Define a mesh with flat faces (m × corners), seen from both sides or from outside only."""
    geom = need("pxr.UsdGeom", extra="exchange", what="OpenUSD")
    mesh = geom.Mesh.Define(stage, path)
    mesh.CreateFaceVertexCountsAttr(integers(np.full(len(faces), faces.shape[1])))
    mesh.CreateFaceVertexIndicesAttr(integers(faces))
    mesh.CreateSubdivisionSchemeAttr(geom.Tokens.none)
    mesh.CreateDoubleSidedAttr(both)
    return mesh


def set_points(mesh: Any, points: npt.NDArray[Any], *, at: float | None = None) -> None:
    """Set a mesh's points, and the box round them, for all time or at a time code."""
    ends = np.stack([points.min(axis=0), points.max(axis=0)])
    when = () if at is None else (at,)
    mesh.CreatePointsAttr().Set(vectors(points), *when)
    mesh.CreateExtentAttr().Set(vectors(ends), *when)


def paint(mesh: Any, rgb: tuple[float, float, float], opacity: float = 1.0) -> None:
    """Give a mesh one colour, linear, and one opacity."""
    mesh.CreateDisplayColorAttr([rgb])
    if opacity < 1:
        mesh.CreateDisplayOpacityAttr([opacity])


def add_thing(stage: Any, names: Names, path: str, thing: Followed, fps: float) -> None:
    """Add a thing with its parts, and say of it whether the picture must not show it."""
    geom = need("pxr.UsdGeom", extra="exchange", what="OpenUSD")
    sdf = need("pxr.Sdf", extra="exchange", what="OpenUSD")
    whole = geom.Xform.Define(stage, path)
    prim = whole.GetPrim()
    prim.SetDisplayName(thing.name)
    types = sdf.ValueTypeNames
    for key, kind, value in (
        ("hidden", types.Bool, thing.hidden),
        ("kind", types.String, thing.kind.value),
        ("department", types.String, thing.department),
    ):
        prim.CreateAttribute(f"lastlook:{key}", kind, custom=True).Set(value)
    if thing.present is not None:
        seen = whole.CreateVisibilityAttr()
        seen.Set(geom.Tokens.invisible, 0)
        for since, until in thing.present:
            seen.Set(geom.Tokens.inherited, since * fps)
            seen.Set(geom.Tokens.invisible, until * fps)
    for part in thing.parts:
        _add_part(stage, names.new(path, part.name), thing, part, fps)


def _add_part(stage: Any, path: str, thing: Followed, part: Part, fps: float) -> None:
    gf = need("pxr.Gf", extra="exchange", what="OpenUSD")
    # A camera looks out of its own body.
    mesh = define_mesh(stage, path, part.faces, both=thing.kind is not Kind.CAMERA)
    mesh.GetPrim().SetDisplayName(part.name)
    paint(mesh, colour(thing.kind, part.name))
    place = mesh.AddTranslateOp()
    if part.bends is not None and part.bend_times is not None:
        place.Set(gf.Vec3d(*_plain(part.place)))
        for at, points in zip(part.bend_times, part.bends, strict=True):
            set_points(mesh, points, at=at * fps)
        return
    set_points(mesh, part.points)
    if part.motion is None:
        place.Set(gf.Vec3d(*_plain(part.place)))
        return
    turn = mesh.AddOrientOp()
    for at, where, how in zip(
        part.motion.times, part.motion.places, part.motion.turns, strict=True
    ):
        place.Set(gf.Vec3d(*_plain(where)), at * fps)
        x, y, z, w = (float(value) for value in np.round(how, 7))
        turn.Set(gf.Quatf(w, x, y, z), at * fps)


def _plain(values: npt.NDArray[Any]) -> list[float]:
    return [float(value) + 0.0 for value in np.round(values, DIGITS)]


def add_pane(stage: Any, path: str, pane: Pane) -> None:
    """Add a pane of clean glass."""
    mesh = define_mesh(stage, path, np.arange(4).reshape(1, 4))
    mesh.GetPrim().SetDisplayName(pane.name)
    set_points(mesh, corners(pane))
    paint(mesh, GLASS[:3], GLASS[3])
