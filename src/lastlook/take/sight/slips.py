"""What goes wrong in one rehearsal: cues come early or late, cameras are off, snow is less or more.

Each slip is drawn from a normal distribution whose standard deviation is half the margin, cut off
at the margin. What is drawn hangs only on the seed, the rehearsal's number and the slip's own name,
so a figure more in the file changes nobody else's cues.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from lastlook.take.model import Camera, Figure, Gear, Lamp, Take

    Floats = npt.NDArray[np.float64]

CUT = 2.0
"""Standard deviations in a margin."""
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Warp:
    """The clock of one thing: what it does at a moment it was to do at another."""

    actual: Floats
    """Moments, rising."""
    planned: Floats

    def planned_at(self, at: float) -> float:
        """Return which moment of the plan a thing is at; beyond its cues as late as the nearest."""
        if not len(self.actual):
            return at
        if at <= self.actual[0]:
            return at - float(self.actual[0] - self.planned[0])
        if at >= self.actual[-1]:
            return at - float(self.actual[-1] - self.planned[-1])
        return float(np.interp(at, self.actual, self.planned))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """The slips of one rehearsal of a take."""

    take: Take
    number: int

    def drawn(self, name: str) -> float:
        """Return a slip in margins, from -1 to 1."""
        seed = [self.take.margins.seed, self.number, zlib.crc32(name.encode())]
        low = _NORMAL.cdf(-CUT)
        share = float(np.random.default_rng(seed).random())
        return _NORMAL.inv_cdf(low + share * (1 - 2 * low)) / CUT

    @property
    def snow(self) -> float:
        """How far the snow is from what is planned to the least that may come, -1 to 1."""
        return self.drawn("snow")

    def late(self, name: str) -> float:
        """Return by how many seconds a cue is late."""
        return self.drawn(name) * float(self.take.margins.cue)

    def dump(self, name: str) -> float:
        """Return by how many seconds a dump is late."""
        return self.late(f"dump {name}")

    def offset(self, camera: Camera) -> tuple[float, float]:
        """Return by how much of the picture (-1 to 1) the frame is off, to the right and up."""
        share = 2 * float(self.take.margins.frame)
        return tuple(  # type: ignore[return-value]
            share * self.drawn(f"{axis} of {camera.name}") for axis in ("right", "up")
        )

    def aside(self, camera: Camera) -> tuple[float, float, float]:
        """Return by how many metres a camera is off, along the axes of the set."""
        place = float(self.take.margins.place)
        return tuple(  # type: ignore[return-value]
            place * self.drawn(f"{axis} of {camera.name}") for axis in "xyz"
        )

    def of_camera(self, camera: Camera) -> Warp:
        """Return the clock of a camera's moves."""
        frames = camera.frames if len(camera.frames) > 1 else ()
        return self._warp(f"camera {camera.name}", (float(one.at) for one in frames))

    def of_lamp(self, lamp: Lamp) -> Warp:
        """Return the clock of a lamp's levels."""
        return self._warp(f"lamp {lamp.name}", (float(one.at) for one in lamp.levels))

    def of_figure(self, figure: Figure) -> Warp:
        """Return the clock of somebody's moves; whoever pours goes with the dump."""
        cues = {float(one.at): f"figure {figure.name}" for one in figure.path}
        cues |= {
            float(at): f"figure {figure.name}" for at in (figure.at, figure.until) if at is not None
        }
        named = [(at, f"{who} {at:g}") for at, who in cues.items()]
        for dump in self.take.pours(figure):
            start, end = float(dump.at), float(dump.at + dump.seconds)
            named = [one for one in named if not start <= one[0] <= end]
            named += [(start, f"dump {dump.name}"), (end, f"dump {dump.name}")]
        return self._clock(named)

    def of_gear(self, gear: Gear) -> Warp:
        """Return the clock of a piece of equipment's moves, its coming and its going."""
        moments = {float(one.at) for one in gear.path}
        moments |= {float(at) for at in (gear.at, gear.until) if at is not None}
        return self._warp(f"gear {gear.name}", moments)

    def _warp(self, name: str, moments: Iterable[float]) -> Warp:
        return self._clock([(at, f"{name} {at:g}") for at in moments])

    def _clock(self, named: list[tuple[float, str]]) -> Warp:
        # What holds from "action" on is no cue; it is in place before.
        named = sorted(one for one in named if one[0] > 0)
        planned = np.array([at for at, _ in named])
        actual = np.array([at + self.late(name) for at, name in named])
        # Nobody overtakes themselves: a cue waits for the one before.
        return Warp(
            actual=np.maximum.accumulate(actual) if len(actual) else actual, planned=planned
        )
