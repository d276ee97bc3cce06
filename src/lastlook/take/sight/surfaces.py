"""What reflects: mirrors, shining paint and both sides of every pane, as flat outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight import bounce
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.sight.frame import Frame
    from lastlook.take.stage.scene import Mirror

    Floats = npt.NDArray[np.float64]


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


def faces(surface: Surface, frame: Frame) -> bool:
    """Return whether a surface turns its face to the eye and is not wholly beside the picture."""
    view, wide = frame.view, 1 + 2 * frame.margin
    if float((view.eye - surface.middle) @ surface.normal) <= 0:
        return False
    away = surface.corners - view.eye
    ahead = away @ view.forward
    across = away @ view.right / (view.half_width * wide)
    over = away @ view.up / (view.half_height * wide)
    return not any(
        bool((side > ahead).all()) for side in (across, -across, over, -over, np.zeros(4))
    )
