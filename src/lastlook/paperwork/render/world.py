"""A take at a moment as Mitsuba's scene: things by matter, panes with their snow, light, camera."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.paperwork.render import glass, lights
from lastlook.paperwork.render.blades import blades
from lastlook.paperwork.render.matter import matters, of_faces
from lastlook.paperwork.render.meshes import corner_normals, mesh
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.materials import Material
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.stage import Mirror, Stage, Thing

    Floats = npt.NDArray[np.float64]

DEPTH = 16
"""Most bounces of a path: snow throws light about."""
ROULETTE = 6
SILVERED = 0.3
"""Reflectance from which a flat thing is a mirror; paint shines by itself."""
BEFORE = 1e-3
"""Metres from a mirror's housing to its silver."""
NOTHING = -1
"""For what is no thing of the take."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """A scene to be painted."""

    things: tuple[Thing, ...]
    matters: tuple[str, ...]
    """By their names."""
    solids: Mapping[str, Any]
    """Shapes; each triangle's place of a texture is the number of its thing, and of its matter."""
    panes: Mapping[str, Any]
    lights: Mapping[str, Any]

    def lit(self, sensor: Any) -> Mapping[str, Any]:
        """Return all of it, to be painted."""
        integrator = {"type": "volpath", "max_depth": DEPTH, "rr_depth": ROULETTE}
        return {
            "type": "scene", "integrator": integrator, "sensor": sensor,
            **self.solids, **self.panes, **self.lights,
        }  # fmt: skip

    def bare(self, sensor: Any) -> Mapping[str, Any]:
        """Return what stands behind the glass, to be measured: how far, whose, which colour."""
        measured = "far:depth,whose:uv,colour:albedo,way:sh_normal"
        return {
            "type": "scene", "integrator": {"type": "aov", "aovs": measured}, "sensor": sensor,
            **self.solids,
        }  # fmt: skip


def world(
    mi: Any, found: Rehearsal, stage: Stage, camera: Camera, at: float, eye: Floats
) -> World:
    """Return the take at a moment as a camera sees it: its own body is not before its lens."""
    take, film = found.take, found.run.film
    scene = stage.scene(at, film)
    things = tuple(
        thing for thing in scene.things
        if thing.kind is not Kind.CAMERA or thing.name != camera.name
    )  # fmt: skip
    actors = [figure.name for figure in take.figures if not figure.must_hide]
    known = {
        name: mi.load_dict(matter)
        for name, matter in matters(float(take.light.cabin), actors).items()
    }
    solids = _solids(mi, things, stage, known)
    numbers = {name: number for number, name in enumerate(known)}
    for one in scene.mirrors:
        if one.reflectance >= SILVERED:
            whose = (NOTHING, numbers["mirror"])
            solids[one.name] = _solid(mi, one.name, known["mirror"], _before(one), whose)
    screen = next((one for one in scene.panes if one.name == "windscreen"), None)
    arms = blades(take, found.run, screen, at) if screen is not None else None
    if arms is not None:
        whose = (NOTHING, numbers["black"])
        corners = arms.vertices[arms.faces]
        solids["wipers"] = _solid(mi, "wipers", known["black"], corners, whose)
    kind = snow_kind(found)
    return World(
        things=things, matters=tuple(known), solids=solids,
        panes={
            f"pane {one.name}": glass.pane(
                mi, one, film.panes.get(one.name) if film is not None else None, at, eye, kind
            )
            for one in scene.panes
        },
        lights={
            "sky": lights.sky(mi, take.light, float(camera.balance)),
            **lights.lamps(mi, take, at, float(camera.balance)),
        },
    )  # fmt: skip


def snow_kind(found: Rehearsal) -> Material:
    """Return the snow of which most came, for what glows through the glass; any if none did."""
    accounts = found.run.accounts
    most = max(accounts, key=lambda name: accounts[name].came, default="paper-damp")
    return found.materials[most]


def _solids(
    mi: Any, things: tuple[Thing, ...], stage: Stage, known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a shape for each matter."""
    corners: dict[str, list[Floats]] = defaultdict(list)
    normals: dict[str, list[Floats]] = defaultdict(list)
    whose: dict[str, list[Floats]] = defaultdict(list)
    numbers = {name: number for number, name in enumerate(known)}
    for number, thing in enumerate(things):
        if not len(thing.mesh.faces):
            continue
        faces = thing.mesh.faces.astype(np.int64)
        turned = corner_normals(thing.mesh.vertices, faces)
        of = of_faces(thing, stage)
        for matter in np.unique(of):
            mine = of == matter
            corners[matter].append(thing.mesh.vertices[faces[mine]])
            normals[matter].append(turned[mine])
            mark = np.array([number, numbers[matter]], dtype=np.float64)
            whose[matter].append(np.broadcast_to(mark, (int(mine.sum()), 3, 2)))
    return {
        matter: mesh(
            mi, matter, known[matter], np.concatenate(corners[matter]),
            np.concatenate(normals[matter]), np.concatenate(whose[matter]),
        )
        for matter in sorted(corners)
    }  # fmt: skip


def _before(one: Mirror) -> Floats:
    """Return the two triangles of a mirror's glass, just before its housing."""
    normal = np.cross(one.corners[1] - one.corners[0], one.corners[3] - one.corners[0])
    glass_ = one.corners + BEFORE * normal / np.linalg.norm(normal)
    return np.asarray(glass_[np.array([[0, 1, 2], [0, 2, 3]])])


def _solid(mi: Any, name: str, matter: Any, corners: Floats, whose: tuple[int, int]) -> Any:
    places = np.broadcast_to(np.array(whose, dtype=np.float64), (len(corners), 3, 2))
    return mesh(mi, name, matter, corners, places=places)


def sensor(mi: Any, seen: View, camera: Camera, size: tuple[int, int],
           part: tuple[int, int, int, int], *, blur: bool) -> Mapping[str, Any]:  # fmt: skip
    """Return a camera as Mitsuba's.

    `size` is the columns and rows of the recorded picture, `part` the left, top, columns and rows
    of what is painted of it. With `blur` the lens has the camera's aperture.
    """
    left, top, columns, rows = part
    aperture = float(camera.aperture) if blur and camera.aperture is not None else None
    lens: dict[str, Any] = {"type": "perspective"}
    if aperture is not None:
        lens = {
            "type": "thinlens", "focus_distance": seen.focus,
            "aperture_radius": seen.lens / 1000 / aperture / 2,
        }  # fmt: skip
    return {
        **lens,
        "fov": seen.horizontal, "fov_axis": "x", "near_clip": 0.01, "far_clip": 10_000.0,
        "to_world": mi.ScalarTransform4f().look_at(
            origin=list(seen.eye), target=list(seen.eye + seen.forward), up=list(seen.up)
        ),
        "sampler": {"type": "independent"},
        "film": {
            "type": "hdrfilm", "pixel_format": "rgb", "width": size[0], "height": size[1],
            "crop_offset_x": left, "crop_offset_y": top, "crop_width": columns,
            "crop_height": rows,
            # Each pixel is its own samples' mean: no order of adding up, so the same every time.
            "rfilter": {"type": "box"},
        },
    }  # fmt: skip
