"""From metres of the set to points of the paper: x runs to the right, y up, at a stated scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

POINTS = 72 / 0.0254
"""Points in a metre of paper."""
SCALES = (50, 75, 100, 200, 500)
"""As scale rulers have them; the first on which everything near fits is taken."""
FINER = (50, 75, 100, 125, 150, 175, 200, 250, 300, 350, 400, 500)
"""For a plan that nobody measures on."""
NEAR = 9.0
"""Metres from the car beyond which a thing may stand off the paper, with an arrow to it."""
ROUND = 0.4
"""Metres around a place that its symbol takes."""
EDGE = 0.05
"""Metres that an outline keeps from the plan's edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A plan's scale and the part of the set it shows."""

    one_to: int
    x: float
    """Of the set, metres, in the middle of the plan."""
    y: float
    left: float
    top: float
    right: float
    bottom: float
    """Of the plan on the paper, points."""

    @property
    def metre(self) -> float:
        """Points for a metre of the set."""
        return POINTS / self.one_to

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the set is on the paper."""
        middle, centre = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return middle + (x - self.x) * self.metre, centre - (y - self.y) * self.metre

    def many(self, places: Iterable[Sequence[float]]) -> list[tuple[float, float]]:
        """Return where places are on the paper; what they have beyond x and y is left out."""
        return [self.at(float(place[0]), float(place[1])) for place in places]

    def holds(self, x: float, y: float, *, spare: float = 0.0) -> bool:
        """Whether a place of the set is on the plan, so many points from its edges."""
        px, py = self.at(x, y)
        across = self.left + spare <= px <= self.right - spare
        return across and self.top + spare <= py <= self.bottom - spare

    def edge(self, x: float, y: float, *, spare: float) -> tuple[float, float]:
        """Return the point of the plan's edge on the way from its middle to a place."""
        px, py = self.at(x, y)
        middle, centre = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        across, down = px - middle, py - centre
        half_wide = (self.right - self.left) / 2 - spare
        half_high = (self.bottom - self.top) / 2 - spare
        share = min(
            half_wide / abs(across) if across else math.inf,
            half_high / abs(down) if down else math.inf,
        )
        return middle + across * share, centre + down * share


def fit(
    must: Sequence[tuple[float, float]],
    may: Sequence[tuple[float, float]],
    room: tuple[float, float, float, float],
    scales: Sequence[int] = SCALES,
    outlines: Sequence[tuple[float, float]] = (),
) -> Scale:
    """Choose the scale for a plan.

    Parameters
    ----------
    must
        Places that the plan must show: the car, the cameras.
    may
        Places that it shows unless they are farther than `NEAR` from the car.
    room
        Left, top, right and bottom of the plan on the paper.
    scales
        To choose from, the largest drawing first.
    outlines
        Ends of what has its own outline, shown whole where it is not farther than `NEAR`.
    """
    left, top, right, bottom = room
    ends = [
        (x + side * around, y + side * around)
        for places, around in (((*must, *_near(may)), ROUND), (_near(outlines), EDGE))
        for x, y in places
        for side in (-1, 1)
    ]
    low_x, high_x = min(x for x, _ in ends), max(x for x, _ in ends)
    low_y, high_y = min(y for _, y in ends), max(y for _, y in ends)
    one_to = scales[-1]
    for number in scales:
        metre = POINTS / number
        if (high_x - low_x) * metre <= right - left and (high_y - low_y) * metre <= bottom - top:
            one_to = number
            break
    return Scale(
        one_to=one_to, x=(low_x + high_x) / 2, y=(low_y + high_y) / 2,
        left=left, top=top, right=right, bottom=bottom,
    )  # fmt: skip


def _near(places: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    return [place for place in places if math.hypot(*place) <= NEAR]


def hull(points: Floats) -> list[tuple[float, float]]:
    """Return the convex outline of places on the plan (n × 2), counter-clockwise."""
    ordered = sorted({(round(float(x), 4), round(float(y), 4)) for x, y in points})
    if len(ordered) < 3:
        return ordered

    def half(places: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for place in places:
            while len(found) > 1 and _turn(found[-2], found[-1], place) <= 0:
                found.pop()
            found.append(place)
        return found[:-1]

    return half(ordered) + half(reversed(ordered))


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
