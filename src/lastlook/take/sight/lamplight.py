"""The light of lamps: who is on and how far, and what falls on a surface, in lux.

A lamp's lumens are spread evenly over its beam's cone, of solid angle 2π(1 − cos(beam/2)); lux are
candela times the cosine of incidence over the square of the distance. Its opening is an ellipse
across the beam, as wide and high as its front, or a ball that shines all round: from there it
throws soft edges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.stock import lamps

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.model import Lamp, Take
    from lastlook.take.stage.stock import LampItem

    Floats = npt.NDArray[np.float64]

GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle from one seed of a sunflower to the next."""
POINT = 0.005
"""Metres of radius below which a lamp is a point."""
AWAY = 150.0
"""Metres at which what is endlessly far stands in for rays, which have few digits."""
SUN = 0.266
"""Degrees of the sun's radius in the sky."""
SAMPLES = 12
"""Points of the opening of a lamp that is larger."""
FRONT = 0.02
"""Metres of a lamp's depth that count as its front."""
NO_LIGHT = ("barn doors", "stand", "legs")
"""Parts of a lamp that do not shine."""
LUMENS = MappingProxyType(
    {
        "fresnel": 6.0, "hmi": 15.0, "led": 50.0, "soft-light": 40.0, "china-ball": 11.0,
        "practical": 12.0, "headlamp": 18.0, "brake-light": 3.0, "street-lamp": 90.0, "torch": 60.0,
    }
)  # fmt: skip
"""Light that leaves a lamp, lumens a watt drawn, by the beginning of its kind; assumed from makers'
photometric sheets: a Fresnel lens in flood keeps a quarter of what its tungsten lamp gives."""


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
    opening: tuple[float, float]
    """Half its width and half its height, metres."""

    endless: bool = False
    """Whether it is so far off that its light comes the same way everywhere: the sun. Then
    `lumens` are its lux, straight on, and its opening is as wide as it looks at `AWAY` metres."""

    @property
    def candela(self) -> float:
        """Within the beam, at full."""
        return self.lumens / (2 * math.pi * (1 - math.cos(self.half)))

    def sources(self, places: Floats, point: Floats | None = None) -> Floats:
        """Return where light comes from to places (n × 3), by a point of the opening: n × 3."""
        out = self.lens if point is None else point
        if self.endless:
            return np.asarray(places + (out - self.lens) - self.axis * AWAY)
        return np.broadcast_to(out, places.shape)

    def spread(self, far: Floats, places: Floats) -> Floats:
        """Return how much wider light is at places than at others on the way, `far` from it."""
        if self.endless:
            return np.ones(len(places))
        way = places - self.lens
        return np.asarray(np.einsum("ij,ij->i", way, way) / far**2)

    def holds(self, places: Floats) -> npt.NDArray[np.bool_]:
        """Return which places (n × 3) are within the beam."""
        if self.endless:
            return np.ones(len(places), dtype=np.bool_)
        way = places - self.lens
        along = way @ self.axis
        far = np.sqrt(np.einsum("ij,ij->i", way, way))
        return np.asarray(along >= far * math.cos(self.half) - 1e-12)

    def lux(self, places: Floats, normals: Floats) -> Floats:
        """Return what falls on surfaces at full, from either side, with nothing in the way."""
        if self.endless:
            return np.asarray(self.lumens * np.abs(normals @ self.axis))
        way = self.lens - places
        square = np.maximum(np.einsum("ij,ij->i", way, way), 1e-6)
        facing = np.abs(np.einsum("ij,ij->i", way, normals)) / np.sqrt(square)
        return np.asarray(np.where(self.holds(places), self.candela * facing / square, 0.0))

    def openings(self) -> Floats:
        """Return points of the opening, k × 3, each for the same share of its light.

        A sunflower's seeds: an even spread, the same every time.
        """
        wide, high = self.opening
        if max(wide, high) < POINT:
            return self.lens[None]
        seeds = np.arange(SAMPLES)
        turn = seeds * GOLDEN
        level = np.array([0.0, 0.0, 1.0])
        if abs(self.axis[2]) > 0.999:
            level = np.array([1.0, 0.0, 0.0])
        across = np.cross(level, self.axis)
        across /= np.linalg.norm(across)
        over = np.cross(self.axis, across)
        ahead = np.zeros(SAMPLES)
        out = np.sqrt((seeds + 0.5) / SAMPLES)
        if self.half > math.pi / 2:
            # A ball: even bands of its height.
            ahead = 1 - 2 * (seeds + 0.5) / SAMPLES
            out = np.sqrt(1 - ahead**2)
        return np.asarray(
            self.lens
            + (out * np.cos(turn) * wide)[:, None] * across
            + (out * np.sin(turn) * high)[:, None] * over
            + (ahead * min(wide, high))[:, None] * self.axis
        )


def beams(take: Take) -> tuple[Beam, ...]:
    """Return the light of a take's lamps, in their order."""
    return tuple(_beam(lamp) for lamp in take.lamps)


def sun(take: Take) -> tuple[Beam, ...]:
    """Return the light of a take's sun, if it has one."""
    one = take.light.sun
    if one is None:
        return ()
    turn, up = math.radians(float(one.azimuth)), math.radians(float(one.height))
    toward = [math.cos(up) * math.cos(turn), math.cos(up) * math.sin(turn), math.sin(up)]
    wide = AWAY * math.tan(math.radians(SUN))
    return (
        Beam(
            name="", lens=np.zeros(3), axis=-np.array(toward), half=math.radians(SUN),
            lumens=float(one.lux), opening=(wide, wide), endless=True,
        ),
    )  # fmt: skip


def _beam(lamp: Lamp) -> Beam:
    item = lamps()[lamp.kind]
    lens = np.array([float(lamp.x), float(lamp.y), float(lamp.z)])
    axis = np.array([float(lamp.aim.x), float(lamp.aim.y), float(lamp.aim.z)]) - lens
    length = float(np.linalg.norm(axis))
    watts = item.watts if lamp.power is None else float(lamp.power)
    angle = item.beam if lamp.beam is None else float(lamp.beam)
    return Beam(
        name=lamp.name, lens=lens,
        axis=axis / length if length else np.array([1.0, 0.0, 0.0]),
        half=math.radians(angle) / 2,
        lumens=watts * next(per for kind, per in LUMENS.items() if lamp.kind.startswith(kind)),
        opening=_opening(item),
    )  # fmt: skip


def _opening(item: LampItem) -> tuple[float, float]:
    """Return half the width and half the height of a lamp's front."""
    places = np.concatenate([one.form[0] for one in item.solids if one.part not in NO_LIGHT])
    front = places
    if item.beam < 180:
        front = places[places[:, 0] > places[:, 0].max() - FRONT]
    _, wide, high = np.abs(front).max(axis=0).tolist()
    return wide, high


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
