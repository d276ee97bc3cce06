"""What shows of a thing in one frame by a roundabout way: its shadow, its reflection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.sight.findings import Way

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """One thing in one frame of one camera; see `findings.GiveAway` for the values."""

    way: Way
    thing: str
    part: str
    parts: tuple[str, ...]
    """The one of which most shows first."""
    via: str
    pixels: float
    box: tuple[float, float, float, float]
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patches:
    """Patches of one thing that show in a frame, each where a ray met what the picture shows."""

    places: Floats
    """n × 2, in the recorded picture from -1 to 1."""
    pixels: Floats
    """n."""
    part: Ints
    """n: number in `parts`."""
    via: Ints
    """n: number in `vias`."""
    parts: tuple[str, ...]
    vias: tuple[str, ...]


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


def in_frame(places: Floats, depth: Floats) -> npt.NDArray[np.bool_]:
    """Return which projected places (n × 2) are in the recorded picture."""
    return np.asarray((depth > 1e-6) & (np.abs(places) <= 1).all(axis=1))


def glimpse(way: Way, thing: str, found: Sequence[Patches], view: View) -> Glimpse | None:
    """Join what shows of a thing; None where nothing does."""
    by_part: dict[str, float] = {}
    by_via: dict[str, float] = {}
    for one in found:
        for sums, numbers, names in ((by_part, one.part, one.parts), (by_via, one.via, one.vias)):
            for number, pixels in enumerate(np.bincount(numbers, one.pixels, len(names))):
                if pixels > 0:
                    sums[names[number]] = sums.get(names[number], 0.0) + float(pixels)
    if not by_part:
        return None
    places = np.concatenate([one.places for one in found])
    left, bottom = places.min(axis=0).tolist()
    right, top = places.max(axis=0).tolist()
    inside = (np.abs(places) <= np.array(view.shown) + 1e-12).all(axis=1)
    parts = tuple(sorted(by_part, key=lambda name: (-by_part[name], name)))
    return Glimpse(
        way=way, thing=thing, part=parts[0], parts=parts,
        via=min(by_via, key=lambda name: (-by_via[name], name)),
        pixels=sum(by_part.values()), box=(left, bottom, right, top), shown=bool(inside.any()),
    )  # fmt: skip
