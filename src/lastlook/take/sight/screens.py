"""Snowed panes as screens, and the daylight that lamps stand against, in lux.

A take's `light` says how much stands outside each pane in any one measure; `light.lux` says what 1
of it is. Inside, what comes through all panes is spread over the cabin's whole surface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.bodies import body_of
from lastlook.take.snow import optics
from lastlook.take.snow.faces import outside

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.snow.film import Film

    Floats = npt.NDArray[np.float64]

BEHIND = 0.5
"""Reflectance of what is seen through the gaps of a screen. Assumed."""
COARSE = 4
"""Every so manieth cell, each way, gives a pane's mean."""


class Screens:
    """The panes of a take's car as screens."""

    def __init__(self, take: Take, known: Mapping[str, Material]) -> None:
        """Take materials, calibrated."""
        used = dict.fromkeys(
            [*(one.material for one in take.falling), *(one.material for one in take.dumps)]
        )
        self.materials = tuple(known[name] for name in used)
        self.body = body_of(take.set.car)
        lux = float(take.light.lux)
        self.daylight = {
            pane.name: outside(take.light, pane.name) * lux for pane in self.body.panes
        }
        """Lux outside each pane."""
        sides = (take.light.windscreen, take.light.rear, take.light.left, take.light.right)
        self.open = float(sum(sides)) / 4 * lux
        """Lux in the open."""
        self._indoors: tuple[Film | None, tuple[int, ...], float] | None = None

    def depth(self, pane: str, film: Film | None, at: float, *, u: Floats, v: Floats) -> Floats:
        """Return the optical depth of the snow at places of a pane, straight on."""
        if film is None or pane not in film.panes:
            return np.zeros(len(u))
        snow = film.panes[pane]
        return snow.look(snow.record(at), u, v)

    def glow(self, depth: Floats) -> Floats:
        """Return the light that passes snow of an optical depth, scattered or not.

        Of several materials, that of which most passes: what is recorded tells them not apart.
        """
        found = np.zeros_like(depth)
        for material in self.materials:
            if material.grammage is not None:
                assert material.sheet is not None
                passed = optics.diffuse_pile(depth, material.sheet.value)
            else:
                passed = optics.diffuse_slab(depth)
            found = np.maximum(found, passed)
        # What passes unscattered is part of it; without snow all does.
        return np.maximum(found, np.exp(-depth))

    def indoors(self, film: Film | None, at: float) -> float:
        """Return the lux of daylight inside the car at a moment."""
        records = () if film is None else tuple(one.record(at) for one in film.panes.values())
        kept = self._indoors
        if kept is not None and kept[0] is film and kept[1] == records:
            return kept[2]
        total = 0.0
        for pane in self.body.panes:
            passed = 1.0
            if film is not None and pane.name in film.panes:
                snow = film.panes[pane.name]
                cells = snow.depth[snow.record(at), ::COARSE, ::COARSE].astype(np.float64)
                passed = float(self.glow(cells).mean())
            total += pane.area * self.daylight[pane.name] * passed
        found = total / self.body.cabin_area
        self._indoors = (film, records, found)
        return found
