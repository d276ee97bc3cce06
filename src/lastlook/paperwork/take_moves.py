"""A camera's moves in the trade's words: push in, truck, boom, pan, tilt, roll, zoom, focus."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.take.lens import view
from lastlook.take.model import Ease

if TYPE_CHECKING:
    from lastlook.take.lens import View
    from lastlook.take.model import Camera

STEP, TURN, ZOOM, FOCUS = 0.02, 0.5, 0.5, 0.05
"""Metres, degrees, millimetres and metres below which nothing is said to move."""
FAR = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A camera's way from one keyframe to the next."""

    at: float
    until: float
    words: str

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self.until - self.at


def moves(camera: Camera) -> tuple[Move, ...]:
    """Return every move of a camera, in the order of time; where it stays there is none."""
    found = []
    for before, after in pairwise(camera.frames):
        start, end = float(before.at), float(after.at)
        words = move_words(view(camera, start), view(camera, end))
        if not words:
            continue
        if after.ease is Ease.CUT:
            found.append(Move(at=end, until=end, words=f"at once: {words}"))
        else:
            found.append(Move(at=start, until=end, words=words))
    return tuple(found)


def move_words(first: View, second: View) -> str:
    """Say how a camera gets from one view to another; empty where both are the same."""
    away = second.eye - first.eye
    level = math.hypot(float(first.forward[0]), float(first.forward[1]))
    ahead = first.forward if level < 0.2 else first.forward * (1, 1, 0) / level
    left = (-float(ahead[1]), float(ahead[0]))
    on = float(away @ ahead)
    side = float(away[0]) * left[0] + float(away[1]) * left[1]
    parts = [
        _said(on, STEP, "push in", "pull back", "m"),
        _said(side, STEP, "truck left", "truck right", "m"),
        _said(float(away[2]), STEP, "boom up", "boom down", "m"),
        _said(_turn(first, second), TURN, "pan left", "pan right", "°"),
        _said(_tilt(second) - _tilt(first), TURN, "tilt up", "tilt down", "°"),
    ]
    if abs(second.lens - first.lens) >= ZOOM:
        way = "in" if second.lens > first.lens else "out"
        parts.append(f"zoom {way} {first.lens:g} to {second.lens:g} mm")
    if min(first.focus, second.focus) < FAR and abs(second.focus - first.focus) >= FOCUS:
        parts.append(f"focus {_focus(first)} to {_focus(second)}")
    return ", ".join(part for part in parts if part)


def _said(amount: float, least: float, more: str, less: str, unit: str) -> str:
    if abs(amount) < least:
        return ""
    size = f"{abs(amount):.2f} m" if unit == "m" else f"{abs(amount):.0f}°"
    return f"{more if amount > 0 else less} {size}"


def _turn(first: View, second: View) -> float:
    pans = [
        math.degrees(math.atan2(float(v.forward[1]), float(v.forward[0]))) for v in (first, second)
    ]
    return (pans[1] - pans[0] + 180) % 360 - 180


def _tilt(seen: View) -> float:
    return math.degrees(math.asin(max(-1.0, min(1.0, float(seen.forward[2])))))


def _focus(seen: View) -> str:
    return f"{seen.focus:.2f} m" if seen.focus < FAR else "far"
