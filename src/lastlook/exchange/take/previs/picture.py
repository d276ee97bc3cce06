"""One picture of a camera: rays through its true lens, past the snow on the glass."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lastlook.exchange.take.colours import SNOW
from lastlook.exchange.take.previs import shading
from lastlook.exchange.take.previs.painted import Painted
from lastlook.take.lens import view
from lastlook.take.sight.glass import crossings
from lastlook.take.snow.glass import axes
from lastlook.take.stage.cabin import corners
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.model import Camera
    from lastlook.take.sight.glass import Crossing
    from lastlook.take.snow.film import Film
    from lastlook.take.stage import Scene, Stage

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.uint8]

NEAR = 0.01
"""Metres before the lens from which a place stands in the picture."""
FAR = 400.0
"""Metres that a ray goes."""
LIT, GLOWS = 0.80, 0.46
"""How bright snow on glass is as seen from outside, and from within."""
HALF = 2
"""Of the picture, in which what takes light is looked for."""


class Eye:
    """A camera that gives pictures of a stage. What does not change between them is kept."""

    def __init__(self, stage: Stage, film: Film, camera: Camera, width: int, height: int) -> None:
        self.stage, self.film, self.camera = stage, film, camera
        shown = view(camera, float(camera.at))
        ratio = (shown.half_width * shown.shown[0]) / (shown.half_height * shown.shown[1])
        self.size = (width, height)
        """Of the picture with its black bars."""
        self.inner = (
            (width, _even(width / ratio))
            if width / ratio <= height
            else (_even(height * ratio), height)
        )
        """Of what the camera shows."""
        columns, rows = self.inner
        self._local = shading.ways(-(-rows // HALF), -(-columns // HALF))
        self._solids: Painted | None = None
        self._last: tuple[object, Bytes] | None = None

    def picture(self, at: float) -> Bytes:
        """Return the picture at a moment, height × width × 3; the same object if nothing moved."""
        seen = view(self.camera, at)
        scene = self.stage.scene(at, self.film)
        key = self._key(seen, scene, at)
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        self._build(scene)
        whole = np.zeros((self.size[1], self.size[0], 3), dtype=np.uint8)
        columns, rows = self.inner
        top, left = (self.size[1] - rows) // 2, (self.size[0] - columns) // 2
        whole[top : top + rows, left : left + columns] = self._render(seen, scene, at)
        self._last = (key, whole)
        return whole

    def _key(self, seen: View, scene: Scene, at: float) -> object:
        lens = (*seen.eye, *seen.forward, *seen.up, seen.half_width)
        glass = tuple(pane.record(at) for pane in self.film.panes.values())
        meshes = tuple(id(thing.mesh) for thing in scene.things)
        return tuple(float(value) for value in lens), glass, meshes, self.film.record(at)

    def _build(self, scene: Scene) -> None:
        # A camera is not in its own picture.
        things = [
            thing for thing in scene.things
            if thing.kind is not Kind.CAMERA or thing.name != self.camera.name
        ]  # fmt: skip
        if self._solids is None or not self._solids.same(things):
            self._solids = Painted(things)

    def _render(self, seen: View, scene: Scene, at: float) -> Bytes:
        assert self._solids is not None
        columns, rows = self.inner
        rays = _rays(seen, columns, rows)
        solids = self._solids
        distances, triangles = solids.hits(seen.eye, rays, FAR)
        met = triangles >= 0
        normals = solids.normals[triangles]
        behind = np.einsum("ij,ij->i", normals, rays) > 0
        normals[behind] *= -1
        depth = np.where(met, distances, FAR).astype(np.float32)
        bright = solids.light[behind.astype(np.intp), triangles]
        bright = bright * self._open(seen, rays, depth, normals, met)
        linear = np.where(met[:, None], solids.colours[triangles] * bright[:, None], shading.SKY)
        ends = seen.eye + rays * depth[:, None].astype(np.float64)
        crossed = [
            replace(one, lines=pixels[one.lines])
            for pane in scene.panes
            if len(pixels := self._around(seen, pane))
            for one in crossings((pane,), seen.eye[None], ends[pixels])
        ]
        # From the farthest pane to the nearest, each lays its snow over what is behind it.
        for one in sorted(crossed, key=lambda c: -float(c.share.mean())):
            self._lay(linear, one, rays, at)
        return shading.screen(linear.reshape(rows, columns, 3))

    def _around(self, seen: View, pane: Pane) -> npt.NDArray[np.intp]:
        """Return the pixels of the box round a pane: the others cannot look through it."""
        columns, rows = self.inner
        numbers = np.arange(rows * columns).reshape(rows, columns)
        places, depth = seen.project(corners(pane))
        if depth.min() < NEAR:
            return numbers.ravel() if depth.max() > 0 else numbers[:0].ravel()
        across = (places[:, 0] / seen.shown[0] + 1) / 2 * columns
        down = (1 - places[:, 1] / seen.shown[1]) / 2 * rows
        left, top = (max(0, math.floor(float(v.min()))) for v in (across, down))
        right, foot = (max(0, math.ceil(float(v.max()))) for v in (across, down))
        return numbers[top:foot, left:right].ravel()

    def _open(
        self, seen: View, rays: Floats, depth: Singles, normals: Singles, met: npt.NDArray[np.bool_]
    ) -> Singles:
        """Return how open each pixel is to the sky, 0.25 to 1, looked for in a smaller picture."""
        assert self._solids is not None
        columns, rows = self.inner
        few = np.arange(rows * columns).reshape(rows, columns)[::HALF, ::HALF]
        pick = few.ravel()
        local = self._local[met[pick]]
        pick = pick[met[pick]]
        there = seen.eye + rays[pick] * depth[pick, None]
        ways = shading.about(normals[pick], local)
        starts = np.repeat(there + normals[pick] * 2e-3, shading.LOOKS, axis=0)
        blocked = self._solids.blocked(starts, starts + ways.reshape(-1, 3) * shading.REACH)
        free = 1 - blocked.reshape(-1, shading.LOOKS).mean(axis=1)
        small = np.ones(rows * columns, dtype=np.float32)
        small[pick] = 0.25 + 0.75 * free
        calm = shading.calmed(
            small.reshape(rows, columns)[::HALF, ::HALF],
            depth.reshape(rows, columns)[::HALF, ::HALF],
        )
        return calm.repeat(HALF, axis=0).repeat(HALF, axis=1)[:rows, :columns].ravel()

    def _lay(self, linear: Singles, one: Crossing, rays: Floats, at: float) -> None:
        """Lay a pane's snow over the pixels that look through it."""
        snow = self.film.panes.get(one.pane)
        if snow is None:
            return
        depth = snow.look(snow.record(at), one.u, one.v)
        passes = np.exp(-depth / one.cosine).astype(np.float32)[:, None]
        within = rays[one.lines[0]] @ np.array(axes(snow.pane)[2]) > 0
        colour = np.array(SNOW, dtype=np.float32) * (GLOWS if within else LIT)
        linear[one.lines] = linear[one.lines] * passes + colour * (1 - passes)


def _even(pixels: float) -> int:
    """Return a number of pixels that encoders take."""
    return max(2, 2 * round(pixels / 2))


def _rays(seen: View, columns: int, rows: int) -> Floats:
    """Return unit vectors through the middles of the pixels that are shown, row after row."""
    across = ((np.arange(columns) + 0.5) / columns * 2 - 1) * seen.shown[0]
    over = (1 - (np.arange(rows) + 0.5) / rows * 2) * seen.shown[1]
    grid = np.stack(np.meshgrid(across, over), axis=-1)
    return seen.directions(grid).reshape(-1, 3)
