"""The light of lamps: who is on and how far, and what falls on a surface, in lux.

A lamp's lumens are spread evenly over its beam's cone, of solid angle 2π(1 − cos(beam/2)); lux are
candela times the cosine of incidence over the square of the distance. Its opening is a disc across
the beam, from which it throws soft edges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.model import Lamp

    Floats = npt.NDArray[np.float64]

GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle from one seed of a sunflower to the next."""
POINT = 0.005
"""Metres of radius below which a lamp is a point."""
SAMPLES = 12
"""Of the opening of a lamp that is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beam:
    """A lamp as light."""

    name: str
    lens: Floats
    """Middle of its opening, metres."""
    axis: Floats
    """Unit vector to where it aims."""
    half: float
    """Half the angle of its beam, radians; π shines all round."""
    lumens: float
    """At full."""
    radius: float
    """Of its opening, metres."""

    @property
    def candela(self) -> float:
        """Within the beam, at full."""
        return self.lumens / (2 * math.pi * (1 - math.cos(self.half)))

    def holds(self, places: Floats) -> npt.NDArray[np.bool_]:
        """Return which places (n × 3) are within the beam."""
        way = places - self.lens
        along = way @ self.axis
        far = np.sqrt(np.einsum("ij,ij->i", way, way))
        return np.asarray(along >= far * math.cos(self.half) - 1e-12)

    def lux(self, places: Floats, normals: Floats) -> Floats:
        """Return what falls on surfaces at full, from either side, with nothing in the way."""
        way = self.lens - places
        square = np.maximum(np.einsum("ij,ij->i", way, way), 1e-6)
        facing = np.abs(np.einsum("ij,ij->i", way, normals)) / np.sqrt(square)
        return np.asarray(np.where(self.holds(places), self.candela * facing / square, 0.0))

    def openings(self) -> Floats:
        """Return points of the opening, k × 3, each for the same share of its light.

        A sunflower's seeds: an even spread, the same every time.
        """
        if self.radius < POINT:
            return self.lens[None]
        seeds = np.arange(SAMPLES)
        out = self.radius * np.sqrt((seeds + 0.5) / SAMPLES)
        across = np.cross(
            self.axis, (0.0, 0.0, 1.0) if abs(self.axis[2]) < 0.9 else (1.0, 0.0, 0.0)
        )
        across /= np.linalg.norm(across)
        over = np.cross(self.axis, across)
        turn = seeds * GOLDEN
        return np.asarray(
            self.lens
            + (out * np.cos(turn))[:, None] * across
            + (out * np.sin(turn))[:, None] * over
        )


def level(lamp: Lamp, at: float) -> float:
    """Return how far a lamp is up at a moment, 0 to 1.

    A level is reached in its `seconds`, evenly, unless the next one begins before. The first level
    of a list changes something: a lamp that comes up to full was off, any other was full.
    """
    if not lamp.levels:
        return 1.0
    now = 0.0 if lamp.levels[0].level >= 1 else 1.0
    ends = [float(step.at) for step in lamp.levels[1:]]
    for step, end in zip(lamp.levels, [*ends, math.inf], strict=True):
        since = min(at, end) - float(step.at)
        if since < 0:
            break
        share = 1.0 if since >= float(step.seconds) else since / float(step.seconds)
        now += (float(step.level) - now) * share
    return now
