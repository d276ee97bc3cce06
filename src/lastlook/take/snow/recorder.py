"""Notes the snow as it goes, for `film.Film`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import PaneName
from lastlook.take.snow import optics
from lastlook.take.snow.film import DEEP, Film, PaneFilm, WipedPane

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.model import Take
    from lastlook.take.snow.state import PaneState, Snow

    Floats = npt.NDArray[np.float64]

LOOSE = 5.0
"""Seconds between records of loose snow, which is slow."""


class Recorder:
    """The records of a run. Moments are noted in the order of time, the first at 0."""

    def __init__(self, take: Take, snow: Snow) -> None:
        self.snow = snow
        wiped = bool(take.wipers and take.wiper_speeds)
        self.fast = {PaneName.WINDSCREEN.value} if wiped else set()
        """Panes that change within a wipe."""
        self.times: dict[str, list[float]] = {}
        self.rows: dict[str, list[npt.NDArray[np.float16]]] = {}
        self.last: dict[str, Floats] = {}
        self.wipers = take.wipers
        self.phases: list[float] = []
        """Of the wipers, at the records of the fast panes."""
        self.loose: list[float] = []
        self.heights: list[npt.NDArray[np.float32]] = []
        self.thickness: list[npt.NDArray[np.float32]] = []

    def note(self, time: float, *, settled: bool, last: bool, phase: float = 0.0) -> None:
        """Note a moment: the fast panes always, the others once the snow has settled.

        `phase` is the cycles that the wipers have done.
        """
        self.phases.append(phase)
        for pane in self.snow.panes:
            if settled or pane.grid.pane.name in self.fast:
                self._pane(pane, time)
        if settled and (last or not self.loose or time >= self.loose[-1] + LOOSE - 1e-9):
            self._loose(time)

    def _pane(self, pane: PaneState, time: float) -> None:
        name = pane.grid.pane.name
        masses = self.snow.over_glass(pane)
        if len(self.snow.materials):
            depth = np.minimum(optics.depth_of(masses, self.snow.materials), DEEP)
        else:
            depth = np.zeros(pane.grid.shape)
        least = depth
        if name not in self.fast:
            least = np.minimum(depth, self.last.get(name, depth))
            self.last[name] = depth
        self.times.setdefault(name, []).append(time)
        self.rows.setdefault(name, []).append(least.astype(np.float16))

    def _loose(self, time: float) -> None:
        thickness = self.snow.depth.sum(axis=0)
        self.loose.append(time)
        self.thickness.append(thickness.astype(np.float32))
        self.heights.append((self.snow.ground.bed + thickness).astype(np.float32))

    def film(self) -> Film:
        """Return all that was noted."""
        ground = self.snow.ground
        panes = {pane.grid.pane.name: self._film_of(pane.grid.pane) for pane in self.snow.panes}
        return Film(
            panes=MappingProxyType(panes),
            times=np.array(self.loose),
            heights=np.array(self.heights),
            thickness=np.array(self.thickness),
            x0=ground.x0,
            y0=ground.y0,
            dx=ground.dx,
        )

    def _film_of(self, pane: Pane) -> PaneFilm:
        times, depth = np.array(self.times[pane.name]), np.array(self.rows[pane.name])
        if pane.name not in self.fast:
            return PaneFilm(pane=pane, times=times, depth=depth)
        return WipedPane(
            pane=pane, times=times, depth=depth, wipers=self.wipers, phases=np.array(self.phases)
        )
