"""What may go wrong: a camera a little off, hidden things early or late, snow late or thin."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lastlook.take import lens
from lastlook.take.sight.findings import Slip

if TYPE_CHECKING:
    from lastlook.take.lens import View
    from lastlook.take.model import Camera, Margins


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A slip. Times are in seconds; what is late by 0.5 is at t where it should be at t − 0.5."""

    slip: Slip = Slip.NONE
    aside: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Of the camera: metres to the picture's right, up, ahead."""
    thing: float = 0.0
    """By how much what must hide is late, against camera and snow."""
    film: float = 0.0
    """By how much the snow is late, against camera and figures."""
    thin: bool = False
    """Whether less snow comes."""

    @property
    def lines(self) -> tuple[tuple[float, float, float], float, bool]:
        """What the lines of sight depend on: all but when the glass is looked at."""
        return self.aside, self.thing, self.thin

    def view(self, camera: Camera, at: float) -> View:
        """Return what a camera sees at a moment."""
        return self.moved(lens.view(camera, at))

    def moved(self, seen: View) -> View:
        """Return what a camera that is off sees, instead of a view."""
        if not any(self.aside):
            return seen
        right, up, ahead = self.aside
        eye = seen.eye + right * seen.right + up * seen.up + ahead * seen.forward
        return replace(seen, eye=eye)


PLANNED = Shift()
"""Nothing goes wrong."""


@lru_cache(maxsize=8)
def shifts(margins: Margins, fps: float) -> tuple[Shift, ...]:
    """Return the slips that are tried, one at a time, beside the frame widened by the margin.

    Cues slip by whole frames, half the margin and all of it.
    """
    place, cue = float(margins.place), float(margins.cue)
    frames = sorted({math.ceil(cue * fps), math.ceil(cue * fps / 2)} - {0})
    ways = ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))
    found = []
    if place:
        found += [
            Shift(slip=Slip.OPERATOR, aside=(place * x, place * y, place * z)) for x, y, z in ways
        ]
    for late in (sign * count / fps for count in frames for sign in (1, -1)):
        found += [Shift(slip=Slip.CUE, thing=late), Shift(slip=Slip.CUE, film=late)]
    if margins.snow:
        found.append(Shift(slip=Slip.SNOW, thin=True))
    return tuple(found)
