"""Pictures of one thing: which pixels of a camera see it, through what, and how clearly.

A coarse picture of the whole thing finds where it shows; a fine one, `margins.width` pixels across
the recorded area, counts there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight.glass import crossings, last_pane, transmission

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.model import Camera, Margins
    from lastlook.take.sight.moments import Block, Trace
    from lastlook.take.sight.shifts import Shift
    from lastlook.take.stage.scene import Mesh

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.floating]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]
    Box = tuple[float, float, float, float]

COARSE = 480
"""Pixels across the recorded area of a coarse picture."""
RAYS = 24_000
"""Of a picture."""
GLANCE = 2500
"""Rays of a quick look at where a thing should show."""
AROUND = 2.5
"""Coarse pixels round what showed coarsely, within which the fine picture looks too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Glimpsed:
    """A thing in one frame, counted."""

    area: float
    """Pixels that see it at all: direct light above the contrast."""
    pixels: float
    """The same, each weighed by the light it gets."""
    shown: float
    """Of `area`, what is inside the extraction."""
    parts: dict[str, float]
    """Weighed pixels of each part, the most first."""
    via: str
    """The pane through which most is seen, or `""`."""
    box: Box
    """Left, bottom, right, top in the recorded picture, -1 to 1."""
    count: int = 0
    """Rays that see it."""


def coarse(
    tracer: Trace, bounds: tuple[Singles, Singles], view: View, margins: Margins
) -> tuple[Singles, Singles, Ints, float]:
    """Return where pixels of a coarse picture meet a thing, with nothing else there.

    `view` is the widened one; the pixels are those of the recorded area, continued outward.
    Returns where they meet it (n × 3), their places in the recorded picture (n × 2, -1 to 1 and
    beyond), the triangles there, and the fine pixels of each.
    """
    share = 1 / (1 + 2 * float(margins.frame))
    grid = _grid(view, crop(bounds, view), 2 / COARSE * share)
    places, hit, triangles = _meet(tracer, view, grid)
    return hit, places / share, triangles, (margins.width / COARSE) ** 2


def crop(bounds: tuple[Singles, Singles], view: View) -> Box | None:
    """Return the part of a picture in which a box of the set may be, or None for no part."""
    low, high = (np.asarray(corner, dtype=np.float64) for corner in bounds)
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)
    places, depth = view.project(low + corners * (high - low))
    if (depth <= 0).all():
        return None
    if (depth <= 1e-3).any():
        return -1.0, -1.0, 1.0, 1.0
    return _common((*places.min(axis=0), *places.max(axis=0)), (-1.0, -1.0, 1.0, 1.0))


class Picture:
    """What a camera sees at a moment, pixel by pixel, of one thing at a time."""

    def __init__(
        self,
        block: Block,
        camera: Camera,
        at: float,
        shift: Shift,
        margins: Margins,
        *,
        widen: float = 0.0,
        rays: int = RAYS,
    ) -> None:
        """Take a moment in the block's frames.

        `widen` adds a share of the frame on each side; where a picture would take more than so
        many `rays`, its pixels are larger.
        """
        self.rays = rays
        self.block, self.camera, self.at, self.shift = block, camera, at, shift
        self.margins = margins
        self.view = shift.moved(block.moments.view(camera, at)).widened(widen)
        self.scale = 1 / (1 + 2 * widen)
        """The recorded area's share of this picture."""
        self.fine = 2 / margins.width * self.scale
        """Width of a pixel that counts, in the measure of this picture."""

    def inspect(self, name: str, hint: Box | None = None) -> Glimpsed | None:
        """Count the pixels that see a thing, or return None where none does.

        `hint` is a part of the recorded picture to look at finely in any case.
        """
        mesh, whole = self._there(name)
        if mesh is None or whole is None:
            return None
        found = self._look(name, mesh, whole, 2 / COARSE * self.scale, rays=self.rays)
        boxes = [_scaled(found.box, self.scale)] if found is not None else []
        if hint is not None:
            boxes.append(_scaled(hint, self.scale))
        narrow = _common(self._near(_around(boxes)), whole) if boxes else None
        if narrow is None:
            return None
        return self._look(name, mesh, narrow, self.fine, rays=self.rays)

    def sees(self, name: str, hint: Box, least: float) -> bool:
        """Return whether more than the `least` area of a thing shows.

        `hint` is the part of the recorded picture where it most likely does.
        """
        mesh, whole = self._there(name)
        narrow = whole and _common(self._near(_scaled(hint, self.scale)), whole)
        if mesh is None or whole is None:
            return False
        if narrow is not None:
            quick = self._look(name, mesh, narrow, self.fine, rays=GLANCE)
            # One large pixel might be of what is smaller.
            if quick is not None and quick.area > least and quick.count > 2:
                return True
        found = self.inspect(name, hint)
        return found is not None and found.area > least

    def _there(self, name: str) -> tuple[Mesh | None, Box | None]:
        """Return a thing's mesh, and the part of this picture in which it may be."""
        stage = self.block.moments
        thing = stage.things(self.at - self.shift.thing).get(name)
        if thing is None:
            return None, None
        return thing.mesh, crop(stage.bounds(thing.mesh), self.view)

    def _near(self, box: Box) -> Box:
        return _grown(box, AROUND * 2 / COARSE * self.scale)

    def _look(self, name: str, mesh: Mesh, box: Box, size: float, *, rays: int) -> Glimpsed | None:
        """Look at a part of the picture with pixels of a size, both in this picture's measure."""
        high = size * self.view.half_width / self.view.half_height
        count = (box[2] - box[0]) * (box[3] - box[1]) / (size * high)
        size *= max(1.0, count / rays) ** 0.5
        stage = self.block.moments
        places, hit, triangles = _meet(stage.tracer(mesh), self.view, _grid(self.view, box, size))
        free = self._free(name, hit)
        places, hit, triangles = places[free], hit[free], triangles[free]
        crossed = crossings(self.block.panes, self.view.eye[None], hit)
        at = max(0.0, self.at - self.shift.film)
        passed = transmission(crossed, stage.film, at, len(hit))
        clear = passed > float(self.margins.contrast)
        if not clear.any():
            return None
        own = places[clear] / self.scale
        weights = passed[clear]
        parts = np.bincount(mesh.parts[triangles[clear]], weights, minlength=len(mesh.names))
        panes, nearest = last_pane(crossed, len(hit))
        through = np.bincount(nearest[clear] + 1, weights, minlength=len(panes) + 1)
        shown = inside(own * self.scale / np.array(self.view.shown))
        # Fine pixels of the recorded picture that one of these is.
        worth = (size * self.margins.width / 2 / self.scale) ** 2
        return Glimpsed(
            count=int(clear.sum()),
            area=float(clear.sum() * worth),
            pixels=float(weights.sum() * worth),
            shown=float(shown.sum() * worth),
            parts={
                mesh.names[part]: float(parts[part] * worth)
                for part in np.argsort(-parts, kind="stable")
                if parts[part] > 0
            },
            via=("", *panes)[int(np.argmax(through))],
            box=(*own.min(axis=0).tolist(), *own.max(axis=0).tolist()),
        )

    def _free(self, name: str, places: Singles) -> Bools:
        """Return which places on a thing nothing else blocks."""
        stage, eye = self.block.moments, self.view.eye[None]
        free = np.asarray(~self.block.tracer.blocked(eye, places))
        if not free.any():
            return free
        low, high = np.minimum(places, eye).T, np.maximum(places, eye).T
        least, most = low.min(axis=1), high.max(axis=1)
        for other, thing in self.block.moving(self.at).items():
            if other == name or thing.name == self.camera.name:
                continue
            lower, upper = stage.bounds(thing.mesh)
            if (most < lower).any() or (least > upper).any():
                continue
            near = free.copy()
            for axis in range(3):
                near &= (high[axis] >= lower[axis]) & (low[axis] <= upper[axis])
            if near.any():
                free[near] = ~stage.tracer(thing.mesh).blocked(eye, places[near])
        return free


def _grid(view: View, box: Box | None, size: float) -> Floats:
    """Return the middles of a picture's square pixels in a box: n × 2.

    `size` is their width, in the measure of the picture, which is 2 wide and 2 high.
    """
    if box is None:
        return np.zeros((0, 2))
    sizes = size, size * view.half_width / view.half_height
    lines = [
        (np.arange(math.floor((low + 1) / step), math.ceil((high + 1) / step)) + 0.5) * step - 1
        for low, high, step in zip(box[:2], box[2:], sizes, strict=True)
    ]
    across, over = np.meshgrid(*lines)
    places = np.stack([across.ravel(), over.ravel()], axis=-1)
    return np.asarray(places[inside(places)])


def inside(places: Singles) -> Bools:
    """Return which places (n × 2) stand in a picture, which runs from -1 to 1 both ways."""
    return np.asarray((np.abs(places[:, 0]) < 1) & (np.abs(places[:, 1]) < 1))


def _meet(tracer: Trace, view: View, places: Floats) -> tuple[Floats, Singles, Ints]:
    """Return which places of a picture meet a thing, where on it, and its triangles there."""
    ways = view.directions(places)
    distances, triangles = tracer.hits(view.eye[None], ways)
    seen = triangles >= 0
    hit = view.eye + ways[seen] * distances[seen, None]
    return places[seen], hit, triangles[seen]


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _scaled(box: Box, by: float) -> Box:
    return box[0] * by, box[1] * by, box[2] * by, box[3] * by


def _around(boxes: list[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _common(one: Box, other: Box) -> Box | None:
    """Return what two boxes have in common, or None."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return None if left >= right or bottom >= top else (left, bottom, right, top)
