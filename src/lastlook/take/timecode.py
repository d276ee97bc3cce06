"""Frames and the time code of a take, which begins at 00:00:00:00 on "action"."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.take.model import Take


def recorded_until(take: Take) -> Decimal:
    """Return the seconds at which nothing is recorded any more: the cut to black, or the end."""
    return take.duration if take.cut is None else min(take.duration, take.cut)


def frames(take: Take) -> int:
    """Return how many frames are recorded; frame f stands at f/fps, the first is 0."""
    return math.ceil(recorded_until(take) * take.fps)


def frame_of(seconds: Decimal | float, fps: Decimal | float) -> int:
    """Return the frame nearest to a moment; halves go up, as a clap does that falls between."""
    exact = Decimal(str(seconds)) * Decimal(str(fps))
    return int(exact.to_integral_value(rounding=ROUND_HALF_UP))


def timecode(frame: int, fps: Decimal | float) -> str:
    """Write a frame as HH:MM:SS:FF, without drop frames.

    Rates between whole ones count as the next whole one, as decks do: 23.976 as 24, 29.97 as 30.

    >>> timecode(1019, 24), timecode(48, Decimal("23.976"))
    ('00:00:42:11', '00:00:02:00')
    """
    base = math.ceil(Decimal(str(fps)))
    seconds, rest = divmod(frame, base)
    digits = max(2, len(str(base - 1)))
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{rest:0{digits}d}"
