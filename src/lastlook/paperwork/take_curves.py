"""Curves against a take's seconds, with their scale, and each with its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.paperwork.svg import QUIET, fitted, n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.svg import Drawing

COLOURS = ("#184f8f", "#a3541c", "#2f6b3a", "#7a3d86", "#8a7a12", "#2a7f86")
"""For lines; each line also has its own dashes, for print without colour."""
DASHES = ("", "6 2", "2 2", "8 2 2 2", "4 4", "1 3")
STEPS, MOST_STEPS = (1, 5, 10, 30, 60, 120, 300, 600), 12
"""Seconds between two moments on the scale, and how many steps it may have."""
NAME = 8.5
"""Points from one name to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a take's seconds are on the paper."""

    left: float
    right: float
    end: float
    """Seconds."""

    def x(self, seconds: float) -> float:
        """Return the place of a moment; what comes after the end is at the end."""
        return self.left + (self.right - self.left) * min(seconds, self.end) / self.end


def draw_curves(
    draw: Drawing, frame: Frame, name: str, times: Sequence[float],
    curves: Sequence[tuple[str, Sequence[float]]], *, marks: Sequence[tuple[str, float]],
    top: float, high: float,
) -> None:  # fmt: skip
    """Draw curves whose values run from 0 (below) to 1; `marks` are words on that scale."""
    for number, words in enumerate(name.split("\n")):
        draw.text(0, top + 8 + 10 * number, words, size=8, bold=True)
    for words, share in marks:
        at = top + high * (1 - share)
        draw.line(frame.left, at, frame.right, at)
        draw.text(frame.left - 4, at + 2.5, words, size=7, anchor="end", fill=QUIET)
    step = next((one for one in STEPS if frame.end <= MOST_STEPS * one), STEPS[-1])
    for seconds in range(0, int(frame.end) + 1, step):
        x = frame.x(seconds)
        draw.line(x, top, x, top + high)
        words = f"{seconds // 60}:{seconds % 60:02d}"
        draw.text(x, top + high + 10, words, size=7, anchor="middle", fill=QUIET)
    places = _names([values[-1] for _, values in curves], top, high)
    for number, (words, values) in enumerate(curves):
        colour, dashes = COLOURS[number % 6], DASHES[number % 6]
        path = "M" + "L".join(
            f"{n(frame.x(t))} {n(top + high * (1 - v))}" for t, v in zip(times, values, strict=True)
        )
        draw.path(path, stroke=colour, thick=1.1, dashes=dashes)
        left, line = frame.right + 4, places[number] - 2.5
        sample = f"M{n(left)} {n(line)}L{n(left + 16)} {n(line)}"
        draw.path(sample, stroke=colour, thick=1.1, dashes=dashes)
        draw.text(left + 20, places[number], fitted(words, 62, 7), size=7, fill=colour)


def _names(ends: Sequence[float], top: float, high: float) -> list[float]:
    """Return where the names of curves stand: by their ends, apart, and within the frame."""
    ordered = sorted(range(len(ends)), key=lambda number: (-ends[number], number))
    places = [0.0] * len(ends)
    before = top + 6 - NAME
    for number in ordered:
        before = max(top + high * (1 - ends[number]) + 2.5, before + NAME)
        places[number] = before
    limit = top + high
    for number in reversed(ordered):
        places[number] = min(places[number], limit)
        limit = places[number] - NAME
    return places
