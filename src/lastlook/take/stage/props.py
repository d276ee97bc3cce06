"""Equipment, lamps, cameras and boxes of snow as things at any moment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.imported import imported
from lastlook.take.stage.paths import standing, vector
from lastlook.take.stage.scene import Kind, Mesh, Thing
from lastlook.take.stage.shapes import Builder, box, cylinder, moved, scaled, turned
from lastlook.take.stage.stock import gear, lamps

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.model import Camera, Dump, Gear, Lamp
    from lastlook.take.stage.skeleton import Vector
    from lastlook.take.stage.stock import Solid

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

KEPT = 16
"""Meshes of a thing that are kept, in case it stands again as it did."""
BOX_DEPTH = 0.3
"""Metres of a box of snow from its mouth to its back, and of its height. Assumed."""


class Prop:
    """Something rigid with a foot at 0 that looks along x; its head may tilt about a pivot."""

    def __init__(self, mesh: Mesh, tilts: Bools | None = None, pivot: Floats | None = None) -> None:
        self.mesh = mesh
        self.tilts = tilts
        self.pivot = np.zeros(3) if pivot is None else pivot
        self._meshes: dict[tuple[float, ...], Mesh] = {}

    def at(self, place: Vector, facing: float, tilt: float = 0.0) -> Mesh:
        """Return it at a place, turned; radians. The same object for the same place and turn."""
        key = (*place, facing, tilt)
        known = self._meshes.get(key)
        if known is None:
            known = self._put(place, facing, tilt)
            if len(self._meshes) >= KEPT:
                del self._meshes[next(iter(self._meshes))]
            self._meshes[key] = known
        return known

    def _put(self, place: Vector, facing: float, tilt: float) -> Mesh:
        mesh = self.mesh
        vertices = mesh.vertices @ turned(facing).T
        if tilt and self.tilts is not None:
            head = (mesh.vertices[self.tilts] - self.pivot) @ turned(0.0, tilt).T + self.pivot
            vertices[self.tilts] = head @ turned(facing).T
        return Mesh(
            vertices=vertices + np.array(place), faces=mesh.faces, parts=mesh.parts,
            names=mesh.names,
        )  # fmt: skip


def gear_prop(one: Gear, root: Path | None) -> Prop:
    """Return a piece of equipment, of the stock or a mesh of the production's own.

    Raises
    ------
    LastlookError
        Its mesh cannot be read.
    """
    wanted = (one.depth, one.width, one.height)
    if one.mesh:
        mesh = imported(one.mesh, root, scale=float(one.scale))
        reach = mesh.vertices.max(axis=0) - mesh.vertices.min(axis=0)
        factors = _factors(wanted, reach)
        stretched = Mesh(
            vertices=mesh.vertices * factors, faces=mesh.faces, parts=mesh.parts, names=mesh.names
        )
        return Prop(stretched)
    item = gear()[one.kind]
    factors = _factors(wanted, item.size)
    return _prop(item.solids, factors, item.pivot * factors)


def _factors(wanted: tuple[object, ...], size: Floats) -> Floats:
    found = [
        1.0 if want is None or not has > 0 else float(str(want)) / float(has)
        for want, has in zip(wanted, size, strict=True)
    ]
    return np.array(found)


def _prop(solids: tuple[Solid, ...], factors: Floats, pivot: Floats) -> Prop:
    builder, tilts = Builder(), []
    for solid in solids:
        builder.add(solid.part, scaled(solid.form, tuple(factors)))
        tilts.append(np.full(len(solid.form[0]), solid.tilts))
    return Prop(builder.mesh(), np.concatenate(tilts), pivot)


def gear_thing(one: Gear, prop: Prop, at: float) -> Thing:
    """Return a piece of equipment where it is at a moment."""
    place, facing, tilt = standing(one.path, at)
    return Thing(
        name=one.name, kind=Kind.GEAR, hidden=one.hidden, mesh=prop.at(place, facing, tilt),
        department=one.department,
    )  # fmt: skip


def lamp_thing(lamp: Lamp) -> Thing:
    """Return a lamp aimed as it is, on the stand that its height needs."""
    item = lamps()[lamp.kind]
    place = np.array([float(lamp.x), float(lamp.y), float(lamp.z)])
    away = np.array(vector(lamp.aim)) - place
    pan = math.atan2(away[1], away[0])
    tilt = math.atan2(away[2], math.hypot(away[0], away[1]))
    builder = Builder()
    for solid in item.solids:
        builder.add(solid.part, moved(solid.form, turned(pan, tilt), place))
    if item.stand and place[2] > 0.3:
        _stand(builder, place - turned(pan, tilt)[:, 0] * 0.15, pan)
    return Thing(
        name=lamp.name, kind=Kind.LAMP, hidden=lamp.hidden, mesh=builder.mesh(),
        department=lamp.department,
    )  # fmt: skip


def _stand(builder: Builder, top: Floats, pan: float) -> None:
    """Add a pole from below a lamp to the ground, with three legs."""
    foot = np.array([top[0], top[1], 0.0])
    up = np.array([0.0, 0.0, 1.0])
    builder.add("stand", cylinder(foot + 0.08 * up, top, 0.016, sides=8))
    high = min(0.55, top[2] * 0.4)
    for turn in (0.0, 2.0944, -2.0944):
        out = np.array([math.cos(pan + turn), math.sin(pan + turn), 0.0]) * min(0.5, top[2] * 0.3)
        leg = cylinder(foot + high * up, foot + out + 0.02 * up, 0.011, sides=6)
        builder.add("legs", leg)


def camera_prop(camera: Camera) -> Prop:
    """Return a camera's body around its entrance pupil."""
    item = gear()[camera.body]
    mesh = _prop(item.solids, np.ones(3), item.pivot).mesh
    return Prop(mesh, np.ones(len(mesh.vertices), dtype=bool))


def camera_thing(camera: Camera, prop: Prop, view: View) -> Thing:
    """Return a camera where its lens is at a moment."""
    x, y, z = (float(value) for value in view.forward)
    pan, tilt = math.atan2(y, x), math.atan2(z, math.hypot(x, y))
    eye = (float(view.eye[0]), float(view.eye[1]), float(view.eye[2]))
    return Thing(
        name=camera.name, kind=Kind.CAMERA, hidden=True, mesh=prop.at(eye, pan, tilt),
        department="Camera",
    )  # fmt: skip


def box_prop(dump: Dump) -> Prop:
    """Return a box of snow; 0 is the middle of the lower edge of its mouth, which looks along x."""
    wide = float(dump.box) / 2
    builder = Builder()
    builder.add("box", box((-BOX_DEPTH, -wide, 0.0), (0.0, wide, BOX_DEPTH)))
    return Prop(builder.mesh())


def box_thing(dump: Dump, prop: Prop, mouth: Vector, facing: float) -> Thing:
    """Return the box of a dump with its mouth at a place."""
    return Thing(
        name=f"box of {dump.name}", kind=Kind.BOX, hidden=True, mesh=prop.at(mouth, facing),
        department="Effects",
    )  # fmt: skip
