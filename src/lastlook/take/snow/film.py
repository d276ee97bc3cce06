"""The snow of a take moment by moment, for whoever must look through it or at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.wipers import passed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.model import Wiper

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]
    Halves = npt.NDArray[np.float16]
    Ints = npt.NDArray[np.int64]

DEEP = 60_000.0
"""Optical depths are noted up to here, where nothing has passed for long."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaneFilm:
    """The snow on a pane over time, film and bank together."""

    pane: Pane
    times: Floats
    """Seconds, rising; the first is 0."""
    depth: Halves
    """Times × rows (up the slope) × columns (to the left of who looks out): the least optical
    depth, straight on, from the record before to this one."""

    def record(self, at: float) -> int:
        """Return the number of the record whose span holds a moment."""
        return min(int(self.times.searchsorted(at - 1e-9)), len(self.times) - 1)

    def look(self, number: int | Ints, u: Floats, v: Floats) -> Floats:
        """Return the optical depth at places of the pane, for the record `number`.

        There may be a record for each place. `u` is metres from the pane's middle to the left of
        who looks out, `v` up the slope from the lower edge. A place beyond the last cell has that
        cell's.
        """
        _, rows, columns = self.depth.shape
        row = np.clip(np.floor(v / self.pane.height * rows).astype(np.int64), 0, rows - 1)
        across = np.floor((u / self.pane.width + 0.5) * columns).astype(np.int64)
        return np.asarray(
            self.depth[number, row, np.clip(across, 0, columns - 1)], dtype=np.float64
        )

    def seen(self, at: Floats | float, u: Floats, v: Floats) -> Floats:
        """Return the optical depth at places of the pane at a moment, or at one for each place."""
        # As `record`, for many moments at once.
        numbers = np.searchsorted(self.times, np.asarray(at) - 1e-9)
        return self.look(np.minimum(numbers, len(self.times) - 1), u, v)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WipedPane(PaneFilm):
    """A pane with wipers: a record for every step, of how it is then; between, the blades go."""

    wipers: tuple[Wiper, ...]
    phases: Floats
    """Cycles that the wipers have done at each record."""

    def seen(self, at: Floats | float, u: Floats, v: Floats) -> Floats:
        """Return the optical depth at places, to the moment at which a blade passes them.

        Before it passes, a place is as it was at the record before; elsewhere snow comes steadily.
        """
        moments = np.broadcast_to(np.asarray(at, dtype=np.float64), u.shape)
        after = np.searchsorted(self.times, moments - 1e-9)
        after = np.minimum(after, len(self.times) - 1)
        before = np.maximum(after - 1, 0)
        gap = np.maximum(self.times[after] - self.times[before], 1e-9)
        share = np.clip((moments - self.times[before]) / gap, 0.0, 1.0)
        start, end = self.phases[before], self.phases[after]
        found = self.look(before, u, v)
        later = self.look(after, u, v)
        # A cell is wiped as a whole, when the blade is at its middle.
        _, rows, columns = self.depth.shape
        wide, high = self.pane.width / columns, self.pane.height / rows
        across = (np.floor(u / wide + columns / 2) + 0.5 - columns / 2) * wide
        up = (np.floor(v / high) + 0.5) * high
        done, goes = np.zeros(len(u), dtype=np.bool_), np.zeros(len(u), dtype=np.bool_)
        for wiper in self.wipers:
            done |= passed(wiper, across, up, start, start + (end - start) * share)
            goes |= passed(wiper, across, up, start, end)
        coming = np.where(goes, found, found + (later - found) * share)
        return np.where(done, later, coming)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Film:
    """All panes and all loose snow, recorded."""

    panes: Mapping[str, PaneFilm]
    """By name."""
    times: Floats
    """Seconds of the records of loose snow, rising; the first is 0."""
    heights: Singles
    """Times × rows (along y) × columns (along x): the surface above the ground's 0, metres; snow
    and what it lies on."""
    thickness: Singles
    """Times × rows × columns: of the snow alone, metres."""
    x0: float
    y0: float
    """The lower corner of the first cell."""
    dx: float

    def record(self, at: float) -> int:
        """Return the number of the record of loose snow last made by a moment."""
        number = np.searchsorted(self.times, at + 1e-9, side="right") - 1
        return int(np.clip(number, 0, len(self.times) - 1))
