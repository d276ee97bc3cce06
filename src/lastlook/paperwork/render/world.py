"""A take at a moment as Mitsuba's scene: things by matter, panes with their snow, light, camera."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.paperwork.render import glass, lights
from lastlook.paperwork.render.blades import blades
from lastlook.paperwork.render.matter import finishes, hair, is_hair, matters, of_faces
from lastlook.paperwork.render.meshes import corner_normals, mesh, rounded
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.paperwork.render.matter import Finish, Matter
    from lastlook.take.lens import View
    from lastlook.take.materials import Material
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.stage import Mesh, Mirror, Stage, Thing
    from lastlook.take.stage.flesh import Flesh

    Floats = npt.NDArray[np.float64]

DEPTH = 16
"""Most bounces of a path: snow throws light about."""
ROULETTE = 1
"""Bounce from which a path goes on only as often as it still has light to carry."""
SILVERED = 0.3
"""Reflectance from which a flat thing is a mirror; paint shines by itself."""
FINE = 2
"""How often each triangle of an actor is made four rounder ones; crew's only once."""
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


def world(mi: Any, found: Rehearsal, camera: Camera, seen: View) -> World:
    """Return the take at a moment as a camera sees it: its own body is not before its lens."""
    take, film, stage, at = found.take, found.run.film, found.stage, seen.at
    scene = stage.scene(at, film)
    things = tuple(
        thing for thing in scene.things
        if thing.kind is not Kind.CAMERA or thing.name != camera.name
    )  # fmt: skip
    actors = [figure.name for figure in take.figures if not figure.must_hide]
    heap = _Heap(matters(float(take.light.cabin), actors))
    for number, thing in enumerate(things):
        heap.put(thing, number, stage)
    for mirror in scene.mirrors:
        if mirror.reflectance >= SILVERED:
            heap.add("mirror", _before(mirror))
    screen = next((one for one in scene.panes if one.name == "windscreen"), None)
    arms = blades(take, found.run, screen, at) if screen is not None else None
    if arms is not None:
        heap.add("black", arms.vertices[arms.faces])
    kind = snow_kind(found)
    return World(
        things=things,
        matters=heap.names,
        solids=heap.shapes(mi, float(take.light.cabin)),
        panes={
            f"pane {one.name}": glass.pane(
                mi,
                one,
                film.panes.get(one.name) if film is not None else None,
                at=at,
                eye=seen.eye,
                kind=kind,
            )
            for one in scene.panes
        },
        lights={
            "sky": lights.sky(mi, take.light, float(camera.balance)),
            **lights.sun(take, float(camera.balance)),
            **lights.lamps(mi, take, at, float(camera.balance)),
        },
    )


def snow_kind(found: Rehearsal) -> Material:
    """Return the snow of which most came, for what glows through the glass; any if none did."""
    accounts = found.run.accounts
    most = max(accounts, key=lambda name: accounts[name].came, default="paper-damp")
    return found.materials[most]


class _Heap:
    """Triangles by finish, each with its matter and with whose it is."""

    def __init__(self, known: Mapping[str, Matter]) -> None:
        self.known = known
        self.names = tuple(known)
        self._numbers = {name: number for number, name in enumerate(known)}
        self._rows: dict[Finish, list[tuple[Floats, Floats, Floats]]] = defaultdict(list)

    def put(self, thing: Thing, number: int, stage: Stage) -> None:
        """Add a thing of the take."""
        if not len(thing.mesh.faces):
            return
        corners, normals = _triangles(thing.mesh)
        of = of_faces(thing)
        if thing.name in stage.people and thing.kind in {Kind.ACTOR, Kind.CREW}:
            times = FINE if thing.kind is Kind.ACTOR else 1
            of = _combed(thing, of, stage.people[thing.name].flesh, times)
            corners, normals = _rounded(corners, normals, times)
        for matter in np.unique(of):
            mine = of == matter
            self.add(str(matter), corners[mine], normals[mine], number)

    def add(
        self, matter: str, corners: Floats, normals: Floats | None = None, number: int = NOTHING
    ) -> None:
        """Add triangles, m × 3 × 3; flat ones where no normals are given."""
        if normals is None:
            ways = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            ways /= np.linalg.norm(ways, axis=1, keepdims=True)
            normals = np.repeat(ways[:, None], 3, axis=1)
        mark = np.array([number, self._numbers[matter]], dtype=np.float64)
        marks = np.broadcast_to(mark, (len(corners), 2))
        self._rows[self.known[matter].finish].append((corners, normals, marks))

    def shapes(self, mi: Any, cabin: float) -> dict[str, Any]:
        """Return a shape for each finish."""
        colours = np.array([one.colour for one in self.known.values()])
        rough = np.array([[one.rough] for one in self.known.values()])
        looks = finishes(cabin)
        found = {}
        for finish in sorted(self._rows):
            corners, normals, marks = (
                np.concatenate(parts) for parts in zip(*self._rows[finish], strict=True)
            )
            matter = marks[:, 1].astype(np.int64)
            found[str(finish)] = mesh(
                mi, str(finish), mi.load_dict(dict(looks[finish])), corners, normals=normals,
                places=np.repeat(marks[:, None], 3, axis=1),
                of_faces={"face_colour": colours[matter], "face_rough": rough[matter]},
            )  # fmt: skip
        return found


def _triangles(one: Mesh) -> tuple[Floats, Floats]:
    faces = one.faces.astype(np.int64)
    return one.vertices[faces], corner_normals(one.vertices, faces)


def _rounded(corners: Floats, normals: Floats, times: int) -> tuple[Floats, Floats]:
    for _ in range(times):
        corners, normals = rounded(corners, normals)
    return corners, normals


def _combed(thing: Thing, of: Any, flesh: Flesh, times: int) -> Any:
    """Return the matters of a figure's triangles, rounded so many times, with hair on the head."""
    head = np.tile(thing.mesh.parts == thing.mesh.names.index("head"), 4**times)
    upright = _rounded(*_triangles(flesh.mesh), times)[0].mean(axis=1)
    return np.where(head & is_hair(flesh, upright), hair(thing), np.tile(of, 4**times))


def _before(one: Mirror) -> Floats:
    """Return the two triangles of a mirror's glass, just before its housing."""
    normal = np.cross(one.corners[1] - one.corners[0], one.corners[3] - one.corners[0])
    glass_ = one.corners + BEFORE * normal / np.linalg.norm(normal)
    return np.asarray(glass_[np.array([[0, 1, 2], [0, 2, 3]])])


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
