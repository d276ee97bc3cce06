"""What shows of a thing in one frame by a roundabout way: its shadow, its reflection."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight.buffers import Glimpsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.sight.buffers import Box

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patches:
    """Patches of one thing that show in a frame, each where a ray met what the picture shows."""

    places: Floats
    """n × 2, in the recorded picture from -1 to 1, and beyond it in the operator's margin."""
    pixels: Floats
    """n."""
    part: Ints
    """n: number in `parts`."""
    via: Ints
    """n: number in `vias`."""
    parts: tuple[str, ...]
    vias: tuple[str, ...]

    def chosen(self, some: npt.NDArray[np.bool_]) -> Patches:
        """Return some of them."""
        return replace(
            self, places=self.places[some], pixels=self.pixels[some], part=self.part[some],
            via=self.via[some],
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A thing in one frame."""

    planned: Glimpsed | None
    """In the recorded picture; None where nothing is."""
    wide: Glimpsed
    """With the operator's margin round it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """Pixels of a part of a picture."""

    places: Floats
    """n × 2: their middles, in the recorded picture from -1 to 1, and beyond it in the margin."""
    worth: float
    """Pixels of a picture `margins.width` wide that each stands for."""


def grid_of(view: View, box: Box, *, width: int, margin: float, rays: int) -> Grid:
    """Return the pixels of a box of a picture, larger ones where they would be more than `rays`.

    A picture `width` pixels wide has them, continued by a margin on every side.
    """
    limit = 1 + 2 * margin
    box = (
        max(box[0], -limit), max(box[1], -limit), min(box[2], limit), min(box[3], limit),
    )  # fmt: skip
    size = 2 / width
    tall = size * view.half_width / view.half_height
    count = max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) / (size * tall)
    scale = max(1.0, count / rays) ** 0.5
    lines = [
        (np.arange(math.floor((low + 1) / step), math.ceil((high + 1) / step)) + 0.5) * step - 1
        for low, high, step in zip(box[:2], box[2:], (size * scale, tall * scale), strict=True)
    ]
    across, over = np.meshgrid(*lines)
    places = np.stack([across.ravel(), over.ravel()], axis=-1)
    return Grid(places=places[(np.abs(places) < limit).all(axis=1)], worth=scale**2)


def counted(found: Sequence[Patches], view: View) -> Glimpsed | None:
    """Join pixels that show a thing; None for none."""
    return _joined(found, view, limit=np.inf)


def pixels_of(view: View, places: Floats, normals: Floats, areas: Floats, *, width: int) -> Floats:
    """Return the pixels that patches of surface cover in a picture `width` pixels wide.

    `places` and `normals` are n × 3, `areas` square metres. A patch covers area·cos/d² steradians,
    and a steradian 1/cos³ of the flat picture at an angle to the lens's axis.
    """
    way = places - view.eye
    square = np.maximum(np.einsum("ij,ij->i", way, way), 1e-9)
    far = np.sqrt(square)
    facing = np.abs(np.einsum("ij,ij->i", way, normals)) / far
    axial = np.maximum(way @ view.forward / far, 1e-3)
    return np.asarray(areas * facing / square / axial**3 * (width / (2 * view.half_width)) ** 2)


def shown(found: Sequence[Patches], view: View) -> Shown | None:
    """Join what shows of a thing; None where nothing does, in the margin neither."""
    wide = _joined(found, view, limit=np.inf)
    if wide is None:
        return None
    within = max(map(abs, wide.box)) <= 1.0
    return Shown(planned=wide if within else _joined(found, view, limit=1.0), wide=wide)


def _joined(found: Sequence[Patches], view: View, *, limit: float) -> Glimpsed | None:
    by_part: dict[str, float] = {}
    by_via: dict[str, float] = {}
    places, pixels = [], []
    for one in found:
        inside = (np.abs(one.places) <= limit).all(axis=1)
        places.append(one.places[inside])
        pixels.append(one.pixels[inside])
        for sums, numbers, names in ((by_part, one.part, one.parts), (by_via, one.via, one.vias)):
            for number, area in enumerate(np.bincount(numbers[inside], pixels[-1], len(names))):
                if area > 0:
                    sums[names[number]] = sums.get(names[number], 0.0) + float(area)
    if not by_part:
        return None
    at, area = np.concatenate(places), np.concatenate(pixels)
    left, bottom = at.min(axis=0).tolist()
    right, top = at.max(axis=0).tolist()
    extracted = (np.abs(at) <= np.array(view.shown) + 1e-12).all(axis=1)
    total = float(area.sum())
    return Glimpsed(
        area=total, pixels=total, shown=float(area[extracted].sum()),
        parts=dict(sorted(by_part.items(), key=lambda part: (-part[1], part[0]))),
        via=min(by_via, key=lambda name: (-by_via[name], name)), box=(left, bottom, right, top),
    )  # fmt: skip
