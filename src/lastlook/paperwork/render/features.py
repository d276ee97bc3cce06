"""What each pixel of a board sees first: for taking noise out, and for metering faces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork.render.glass import WHITE
from lastlook.take.sight.glass import crossings, transmission
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.paperwork.render.world import World
    from lastlook.take.bodies import Pane
    from lastlook.take.snow.film import Film

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

FAR = 1000.0
"""Metres at which the sky is."""
LOOKS = 8
"""Rays of a pixel, for colours and normals."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What is seen, pixel by pixel; rows × columns."""

    thing: Ints
    """Number in the world's `things` of what stands behind the glass; -1 for the sky."""
    matter: npt.NDArray[np.str_]
    through: Floats
    """Share of its image that the snow on the glass lets pass."""
    colours: Singles
    normals: Singles


def features(
    one: Singles, many: Singles, *, world: World, rays: Floats, eye: Floats,
    panes: Sequence[Pane], film: Film | None, at: float,
) -> Features:  # fmt: skip
    """Read a measured picture of `World.bare` with one ray a pixel, and one with many.

    `rays` are unit vectors, rows × columns × 3.
    """
    rows, columns = one.shape[:2]
    far = one[..., 0].ravel()
    met = far > 0
    marks = np.rint(one[..., 1:3].reshape(-1, 2)).astype(np.int64)
    thing = np.where(met, marks[:, 0], -1)
    names = np.array([*world.matters, ""])[np.where(met, marks[:, 1], -1)]
    ends = eye + rays.reshape(-1, 3) * np.where(met, far, FAR)[:, None]
    crossed = crossings(panes, eye[None], ends)
    through = transmission(crossed, film, at, len(ends))
    colours, normals = many[..., 3:6].reshape(-1, 3), many[..., 6:9].reshape(-1, 3)
    lets = through[:, None]
    front = np.zeros((len(ends), 3))
    for crossing in crossed:
        pane = next(p for p in panes if p.name == crossing.pane)
        front[crossing.lines] = np.array(axes(pane)[2])
    seen = lets * colours + (1 - lets) * np.array(WHITE)
    turned = lets * normals + (1 - lets) * front
    return Features(
        thing=thing.reshape(rows, columns), matter=names.reshape(rows, columns),
        through=through.reshape(rows, columns),
        colours=seen.reshape(rows, columns, 3).astype(np.float32),
        normals=turned.reshape(rows, columns, 3).astype(np.float32),
    )  # fmt: skip
