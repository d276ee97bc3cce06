"""What a line of sight passes: which panes it crosses, and how much of an image they let through.

Only direct light counts, T = exp(−τ/|cos|) with the angle to the pane's normal; what glows through
snow shows no shape. Clean glass passes everything: what it mirrors is for `reflections`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.snow.film import Film

    Floats = npt.NDArray[np.float64]
    Numbers = npt.NDArray[np.floating]
    Ints = npt.NDArray[np.int64]

GRAZING = 1e-3
"""Least cosine to a pane's normal; flatter lines count as this flat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The lines that cross a pane, and where."""

    pane: str
    lines: Ints
    """Their numbers, rising."""
    u: Floats
    """Metres from the pane's middle to the left of who looks out."""
    v: Floats
    """Metres up the slope from the lower edge."""
    cosine: Floats
    """Between line and normal, above 0."""
    share: Floats
    """How far along the line the pane is, from 0 at its origin to 1 at its end."""

    def of(self, lines: Ints, where: Ints) -> Crossing:
        """Return the crossing of chosen lines.

        `lines` says for each new line which old one it is; `where` is, for every old line, its
        place in this crossing, or -1 (see `places`).
        """
        at = where[lines]
        new = np.flatnonzero(at >= 0)
        at = at[new]
        return Crossing(
            pane=self.pane, lines=new, u=self.u[at], v=self.v[at], cosine=self.cosine[at],
            share=self.share[at],
        )  # fmt: skip

    def places(self, count: int) -> Ints:
        """Return for each of `count` lines its place in this crossing, or -1."""
        found = np.full(count, -1, dtype=np.int64)
        found[self.lines] = np.arange(len(self.lines))
        return found


def crossings(panes: Iterable[Pane], origins: Numbers, ends: Numbers) -> tuple[Crossing, ...]:
    """Return where lines between two places cross panes, one crossing for each pane that is met.

    Both are n × 3; `origins` may be 1 × 3.
    """
    starts = np.asarray(origins, dtype=np.float64)
    stops = np.asarray(ends, dtype=np.float64)
    every = tuple(panes)
    if not every or not len(stops):
        return ()
    frames = [_frame(pane) for pane in every]
    normals = np.array([frame[2] for frame in frames]).T
    levels = np.array([frame[4] for frame in frames])
    before, after = levels - starts @ normals, levels - stops @ normals
    # The plane of the pane lies between both ends.
    between = before * after < 0
    found = []
    for number in np.flatnonzero(between.any(axis=0)).tolist():
        lines = np.flatnonzero(between[:, number])
        first = before[lines if len(before) > 1 else np.zeros_like(lines), number]
        origin = starts[lines] if len(starts) > 1 else starts
        toward = first - after[lines, number]
        one = _crossing(
            every[number], lines, origin, stops[lines] - origin, toward=toward, share=first / toward
        )
        if len(one.lines):
            found.append(one)
    return tuple(found)


@cache
def _frame(pane: Pane) -> tuple[Floats, Floats, Floats, Floats, float]:
    """Return a pane's directions along, up and out, its foot, and how far out its plane is."""
    along, up, normal = (np.array(axis) for axis in axes(pane))
    foot = np.array([pane.x, pane.y, pane.z])
    return along, up, normal, foot, float(foot @ normal)


def _crossing(
    pane: Pane, lines: Ints, starts: Floats, ways: Floats, *, toward: Floats, share: Floats
) -> Crossing:
    """Return where lines that cross a pane's plane cross the pane."""
    along, up, _, foot, _ = _frame(pane)
    away = starts + ways * share[:, None] - foot
    u, v = away @ along, away @ up
    half = (pane.width + (pane.top_width - pane.width) * v / pane.height) / 2
    inside = (v >= 0) & (v <= pane.height) & (np.abs(u) <= half)
    ways = ways[inside]
    lengths = np.sqrt(np.einsum("ij,ij->i", ways, ways))
    cosine = np.maximum(np.abs(toward[inside]) / lengths, GRAZING)
    return Crossing(
        pane=pane.name, lines=lines[inside], u=u[inside], v=v[inside], cosine=cosine,
        share=share[inside],
    )  # fmt: skip


def transmission(
    crossed: Iterable[Crossing], film: Film | None, at: Floats | float, count: int
) -> Floats:
    """Return the share of an image that passes all panes, for each of `count` lines.

    `at` is the moment, in seconds: one for all lines or one for each. Panes without a film are
    clean.
    """
    found = np.ones(count)
    if film is None:
        return found
    for one in crossed:
        snow = film.panes.get(one.pane)
        if snow is None:
            continue
        moments = at[one.lines] if isinstance(at, np.ndarray) else at
        found[one.lines] *= np.exp(-snow.seen(moments, one.u, one.v) / one.cosine)
    return found


def last_pane(crossed: Iterable[Crossing], count: int) -> tuple[tuple[str, ...], Ints]:
    """Return panes by name, and the number of the one nearest to each line's end; -1 for none."""
    names: list[str] = []
    numbers = np.full(count, -1, dtype=np.int64)
    farthest = np.zeros(count)
    for one in crossed:
        farther = one.share > farthest[one.lines]
        numbers[one.lines[farther]] = len(names)
        farthest[one.lines[farther]] = one.share[farther]
        names.append(one.pane)
    return tuple(names), numbers
