"""The film as it would be with less or more snow, and with dumps late or early: without a new run.

Less snow: the depth goes straight between two runs, as planned and with less. A dump that is late
by δ: while it pours, and until it would have ended, the panes that it reaches are read δ before.
Where several pour at once each counts by how near its box comes to the pane. Tests hold both
against runs of the snow itself; what piles up, slides and is wiped follows its mass only nearly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.film import Film, PaneFilm
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.model import Dump, Take

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Halves = npt.NDArray[np.float16]

REACH = 0.25
"""Metres from a pane at which a box reaches it by exp(-1/2): snow spreads, banks grow."""
LEAST = 0.1
"""Share below which a dump does not reach a pane."""
SETTLES = 1.5
"""Seconds after a dump's end in which its snow lands and comes to rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A dump that is late, or early, over a pane."""

    start: float
    """Seconds, as planned."""
    end: float
    by: float
    """Seconds; below 0 it is early."""
    share: float
    """Of what comes onto the pane meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SlippedPane(PaneFilm):
    """A pane whose snow is late or less."""

    less: Halves | None = None
    """Its depth in a run with less snow, of the same records."""
    share: float = 0.0
    """How far from the planned snow to less; below 0 there is more."""
    lates: tuple[Late, ...] = ()

    def look(self, number: int | Ints, u: Floats, v: Floats) -> Floats:
        """Return the optical depth at places of the pane, as `PaneFilm.look` does."""
        numbers = np.asarray(number)
        found = self._read(numbers, u, v)
        moments = self.times[numbers]
        planned = found
        for late in self.lates:
            begin, end = late.start + min(late.by, 0.0), late.end + max(late.by, 0.0)
            there = (moments >= begin) & (moments <= end)
            if there.any():
                other = self._between(moments - late.by, u, v)
                found = found + np.where(there, late.share * (other - planned), 0.0)
        return np.maximum(found, 0.0)

    def _between(self, moments: Floats, u: Floats, v: Floats) -> Floats:
        """Return the depth between the records before and after moments."""
        last = len(self.times) - 1
        after = np.clip(np.searchsorted(self.times, moments - 1e-9), 0, last)
        before = np.maximum(after - 1, 0)
        gap = np.maximum(self.times[after] - self.times[before], 1e-9)
        share = np.clip((moments - self.times[before]) / gap, 0.0, 1.0)
        one, other = self._read(before, u, v), self._read(after, u, v)
        return np.asarray(one + share * (other - one))

    def _read(self, numbers: Ints, u: Floats, v: Floats) -> Floats:
        _, rows, columns = self.depth.shape
        row = np.clip(np.floor(v / self.pane.height * rows).astype(np.int64), 0, rows - 1)
        across = np.floor((u / self.pane.width + 0.5) * columns).astype(np.int64)
        column = np.clip(across, 0, columns - 1)
        depth = self.depth[numbers, row, column].astype(np.float64)
        if self.less is None or not self.share:
            return np.asarray(depth)
        return np.asarray(
            depth + self.share * (self.less[numbers, row, column].astype(np.float64) - depth)
        )


class LateSnow:
    """The films of a take under slips."""

    def __init__(self, take: Take, film: Film, less: Film | None = None) -> None:
        """Take the film as planned, and that of a run with less snow by the whole margin."""
        self.film, self.less = film, less
        self.shares = {
            name: _shares(take.dumps, one.pane) for name, one in film.panes.items()
        }  # fmt: skip
        self.dumps = {dump.name: dump for dump in take.dumps}

    def film_with(self, lates: Mapping[str, float], share: float = 0.0) -> Film:
        """Return the film with dumps late by so many seconds and `share` of the way to less snow.

        `share` is from -1, as much more, over 0, as planned, to 1.
        """
        panes = {}
        for name, one in self.film.panes.items():
            own = tuple(
                self._late(dump, by, self.shares[name][dump])
                for dump, by in sorted(lates.items())
                if by and self.shares[name].get(dump, 0.0) > 0
            )
            less = None if self.less is None else self.less.panes[name].depth
            if less is not None and less.shape != one.depth.shape:
                less = None
            panes[name] = SlippedPane(
                pane=one.pane, times=one.times, depth=one.depth, less=less, share=share, lates=own
            )
        return replace(self.film, panes=MappingProxyType(panes))

    def _late(self, name: str, by: float, share: float) -> Late:
        dump = self.dumps[name]
        start = float(dump.at)
        return Late(start=start, end=start + float(dump.seconds) + SETTLES, by=by, share=share)


def _shares(dumps: tuple[Dump, ...], pane: Pane) -> dict[str, float]:
    """Return which share each dump has of what comes onto a pane while it pours."""
    nearness = {dump.name: near(dump, pane) for dump in dumps}
    found = {}
    for dump in dumps:
        if nearness[dump.name] < LEAST:
            continue
        others = sum(nearness[other.name] for other in dumps if _overlap(dump, other))
        found[dump.name] = nearness[dump.name] / others
    return found


def _overlap(one: Dump, other: Dump) -> bool:
    return one.at < other.at + other.seconds and other.at < one.at + one.seconds


def near(dump: Dump, pane: Pane) -> float:
    """Return how near a box comes to a pane on the plan: 1 over it, less beside it."""
    along, up, _ = (np.array(axis) for axis in axes(pane))
    foot = np.array([pane.x, pane.y, pane.z])
    places = np.array(
        [
            foot + along * pane.width * across + up * pane.height * high
            for across in (-0.4, -0.2, 0.0, 0.2, 0.4)
            for high in (0.1, 0.5, 0.9)
        ]
    )
    path = np.array([[float(place.x), float(place.y)] for place in dump.path])
    if len(path) > 1:
        steps = np.linspace(0, len(path) - 1, 8 * (len(path) - 1) + 1)
        numbers = np.arange(len(path))
        path = np.stack([np.interp(steps, numbers, path[:, axis]) for axis in (0, 1)], axis=1)
    far = np.linalg.norm(places[:, None, :2] - path[None], axis=2).min()
    return float(np.exp(-((far / REACH) ** 2) / 2))
