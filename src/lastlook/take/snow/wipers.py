"""Wipers: ψ(t) = ψ₀ + (Δψ/2)(1 − cos 2πφ), with φ the cycles done; what they take and leave."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.model import Wiper
    from lastlook.take.snow.glass import Grid

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

BAND = 0.05
"""Metres, at the middle of the blade, over which a windrow is left beyond the reversal."""


def angle(wiper: Wiper, phase: float) -> float:
    """Return the blade's angle in degrees after so many cycles."""
    return float(wiper.park) + float(wiper.sweep) / 2 * (1 - math.cos(2 * math.pi * phase))


def swept_area(wiper: Wiper) -> float:
    """Return the area of the sector a blade clears: (Δψ/2)(r_o² − r_i²), square metres."""
    radii = float(wiper.outer) ** 2 - float(wiper.inner) ** 2
    return math.radians(abs(float(wiper.sweep))) / 2 * radii


class Arm:
    """One arm on a pane: the angle of every cell, and the snow its blade carries."""

    def __init__(self, wiper: Wiper, grid: Grid, kinds: int) -> None:
        u, v = grid.u - float(wiper.u), grid.v - float(wiper.v)
        radius = np.hypot(u, v)
        reach = grid.mask & (radius >= float(wiper.inner)) & (radius <= float(wiper.outer))
        self.wiper = wiper
        self.cells = np.flatnonzero(reach)
        self.angles = np.degrees(np.arctan2(v, u)).ravel()[self.cells]
        self.cell = grid.cell
        self.carried = np.zeros(kinds)
        """Kilograms of each material ahead of the blade."""

    @property
    def load(self) -> float:
        """Kilograms ahead of each metre of blade."""
        return float(self.carried.sum()) / float(self.wiper.outer - self.wiper.inner)

    def pass_over(
        self, film: Floats, before: float, after: float, came: Floats | None = None,
        done: tuple[float, float] = (0.0, 1.0),
    ) -> None:  # fmt: skip
        """Take the film, kg/m² of each material by cell, from where the blade goes, in place.

        `came` is what of the film has come in a step, steadily; `done` is how much of the step is
        over before and after. What comes when the blade has passed stays.
        """
        low, high = _range(self.wiper, before, after)
        hit = self.cells[some := np.flatnonzero((self.angles >= low) & (self.angles <= high))]
        there = film[:, hit]
        if came is not None:
            ends = angle(self.wiper, before), angle(self.wiper, after)
            rising = ends if ends[0] <= ends[1] else ends[::-1]
            shares = done if ends[0] <= ends[1] else done[::-1]
            # In a step a blade goes nearly evenly.
            over = np.interp(self.angles[some], rising, shares)
            there = np.maximum(there - came[:, hit] * (1 - over), 0.0)
        taken = there * (1 - float(self.wiper.leaves))
        film[:, hit] -= taken
        self.carried += taken.sum(axis=1) * self.cell

    def reverse(self, film: Floats) -> Floats:
        """Leave what is carried beyond the far end of the sweep; return what had no glass there.

        Kilograms of each material.
        """
        wiper = self.wiper
        end = float(wiper.park) + float(wiper.sweep)
        wide = math.degrees(BAND / (float(wiper.inner + wiper.outer) / 2))
        low, high = (end, end + wide) if wiper.sweep > 0 else (end - wide, end)
        inside = (self.angles > low) & (self.angles < high)
        beyond = self.cells[inside]
        carried, self.carried = self.carried, np.zeros_like(self.carried)
        if not len(beyond):
            return carried
        film[:, beyond] += (carried / (len(beyond) * self.cell))[:, None]
        return np.zeros_like(carried)

    def drop(self) -> Floats:
        """Let what is carried go, at the cowl; return it in kilograms of each material."""
        carried, self.carried = self.carried, np.zeros_like(self.carried)
        return carried


def passed(wiper: Wiper, u: Floats, v: Floats, before: Floats, after: Floats) -> Bools:
    """Return whether a blade goes over places of the pane between two phases, for each place.

    `u` and `v` are metres on the pane; there may be at most one cycle between the phases.
    """
    aside, up = u - float(wiper.u), v - float(wiper.v)
    square = aside * aside + up * up
    reached = (square >= float(wiper.inner) ** 2) & (square <= float(wiper.outer) ** 2)
    park, half = float(wiper.park), float(wiper.sweep) / 2

    def angles(phase: Floats) -> Floats:
        return np.asarray(park + half * (1 - np.cos(2 * np.pi * phase)))

    # The blade turns where the phase is a multiple of a half.
    turn = np.floor(before * 2) / 2
    ends = [
        angles(before),
        angles(after),
        angles(np.where(turn + 0.5 <= after, turn + 0.5, before)),
        angles(np.where(turn + 1.0 <= after, turn + 1.0, before)),
    ]
    there = np.degrees(np.arctan2(up, aside))
    low, high = np.minimum.reduce(ends), np.maximum.reduce(ends)
    return np.asarray(reached & (after > before) & (there >= low) & (there <= high))


def _range(wiper: Wiper, before: float, after: float) -> tuple[float, float]:
    """Return the lowest and highest angle between two phases, the ends of the sweep included."""
    angles = [angle(wiper, before), angle(wiper, after)]
    half = math.floor(before * 2) + 1
    while half / 2 <= after:
        angles.append(angle(wiper, half / 2))
        half += 1
    return min(angles), max(angles)
