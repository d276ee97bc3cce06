"""Snow on glass lets go when its weight along the pane outdoes friction and adhesion.

Mohr–Coulomb for each cell: it slides when ρgh(sinθ − tanδ·cosθ) > c. With c = 0 everything slides
on a pane steeper than δ, and nothing on one less steep.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.dumps import GRAVITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


def critical_thickness(tilt: float, density: float, friction: float, cohesion: float) -> float:
    """Return the thickness, square to the pane, above which snow slides; infinite if it never does.

    Angles in degrees, density kg/m³, cohesion Pa, the result in metres.
    """
    pull = math.sin(math.radians(tilt)) - math.tan(math.radians(friction)) * math.cos(
        math.radians(tilt)
    )
    # At the sliding angle itself the pull is nothing but rounding.
    if pull <= 1e-12:
        return math.inf
    return cohesion / (density * GRAVITY * pull)


def lets_go(film: Floats, materials: Sequence[Material], tilt: float) -> Bools:
    """Say which cells of a pane let go; `film` is kg/m² of each material, `tilt` in degrees.

    A mixture weighs what it weighs, and has the mean friction and cohesion by mass.
    """
    angle = math.radians(tilt)
    steep, flat = math.sin(angle), math.cos(angle)
    pull = np.zeros(film.shape[1:])
    hold = np.zeros(film.shape[1:])
    total = film.sum(axis=0)
    for mass, material in zip(film, materials, strict=True):
        along = steep - math.tan(math.radians(material.friction.value)) * flat
        pull += mass * GRAVITY * (along if abs(along) > 1e-12 else 0.0)
        hold += mass * material.cohesion.value
    return np.asarray((total > 0) & (pull * total > hold))
