"""What reflects: mirrors, shining paint and both sides of every pane, as flat outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight import bounce
from lastlook.take.sight.roughly import in_pyramids, sides
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.stage.scene import Mirror

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surface:
    """A flat thing that reflects to one side."""

    name: str
    corners: Floats
    """4 × 3, counter-clockwise from where it reflects."""
    middle: Floats
    normal: Floats
    reflectance: float = 0.0
    """Straight on; of panes it follows from the snow."""
    pane: Pane | None = None
    inner: bool = False


def surfaces(mirrors: Sequence[Mirror], panes: Sequence[Pane]) -> list[Surface]:
    """Return mirrors, and both sides of every pane."""
    found = [_surface(one.name, one.corners, reflectance=one.reflectance) for one in mirrors]
    for pane in panes:
        along, up, _ = (np.array(axis) for axis in axes(pane))
        foot, top = np.array([pane.x, pane.y, pane.z]), up * pane.height
        wide, narrow = along * pane.width / 2, along * pane.top_width / 2
        outer = np.array([foot - wide, foot + wide, foot + top + narrow, foot + top - narrow])
        found += [
            _surface(pane.name, outer, pane=pane),
            _surface(pane.name, outer[::-1], pane=pane, inner=True),
        ]
    return found


def _surface(
    name: str, corners: Floats, *, reflectance: float = 0.0, pane: Pane | None = None,
    inner: bool = False,
) -> Surface:  # fmt: skip
    middle, normal = bounce.plane(corners)
    return Surface(
        name=name, corners=corners, middle=middle, normal=normal, reflectance=reflectance,
        pane=pane, inner=inner,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facing:
    """Surfaces that turn their face to an eye and are not wholly beside the picture: s of them."""

    surfaces: tuple[Surface, ...]
    images: Floats
    """s × 3: the eye's mirror images."""
    planes: Floats
    """s × 9 × 3: inward normals of the pyramids from there through the outlines and the picture."""
    middles: Floats
    normals: Floats
    """s × 3 each, of the surfaces."""

    def may_show(self, lows: Floats, highs: Floats) -> Bools:
        """Return which surfaces may show which boxes (n × 3 corners each): s × n."""
        ahead = ((lows + highs) / 2 - self.middles[:, None]) * self.normals[:, None]
        out = np.abs(self.normals) @ ((highs - lows) / 2).T
        before = ahead.sum(axis=2) + out >= 0
        return np.asarray(before & in_pyramids(lows, highs, self.images, self.planes))


class Outlines:
    """Many surfaces at once."""

    def __init__(self, every: Sequence[Surface]) -> None:
        self.surfaces = tuple(every)
        none = np.zeros((0, 3))
        self.corners = np.array([one.corners for one in every]).reshape(-1, 4, 3)
        self.middles = np.array([one.middle for one in every]) if every else none
        self.normals = np.array([one.normal for one in every]) if every else none

    def facing(self, view: View, margin: float) -> Facing:
        """Return those that a camera may see, in a picture wider by a margin."""
        high = ((view.eye - self.middles) * self.normals).sum(axis=1)
        away = self.corners - view.eye
        beside = np.any(np.all(away @ sides(view, margin).T <= 0, axis=1), axis=1)
        rows = np.flatnonzero((high > 0) & ~beside)
        corners, normals = self.corners[rows], self.normals[rows]
        images = view.eye - 2 * high[rows, None] * normals
        out = corners - images[:, None]
        planes = np.cross(out, np.roll(out, -1, axis=1))
        # What the picture's own sides become in the mirror.
        own = sides(view, margin)
        ahead = np.einsum("kj,sj->sk", own, normals)
        turned = own[None] - 2 * ahead[..., None] * normals[:, None]
        planes = np.concatenate([planes, turned], axis=1)
        planes /= np.maximum(np.linalg.norm(planes, axis=2, keepdims=True), 1e-12)
        return Facing(
            surfaces=tuple(self.surfaces[row] for row in rows.tolist()), images=images,
            planes=planes, middles=self.middles[rows], normals=normals,
        )  # fmt: skip
