"""Arms that reach for a place: two bones, the elbow down and out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.take.stage.builds import Measures
    from lastlook.take.stage.skeleton import Vector

POLE = (-0.35, 0.55, -0.75)
"""Where elbows go, for the left arm: back, out and down."""
SLACK = 0.002
"""Metres by which an arm is never quite straight."""


def reach(size: Measures, sign: float, shoulder: Vector, target: Vector) -> tuple[Vector, Vector]:
    """Return where upper arm and forearm point so that the palm is at the target.

    `sign` is 1 for the left arm, -1 for the right. What is too far is pointed at.
    """
    upper, lower = size.upper_arm, size.forearm + size.hand * 0.5
    away = tuple(t - s for t, s in zip(target, shoulder, strict=True))
    far = math.sqrt(sum(a * a for a in away))
    if far < 1e-6:
        away, far = (0.0, 0.0, -1.0), 1.0
    toward = tuple(a / far for a in away)
    far = min(max(far, abs(upper - lower) + SLACK), upper + lower - SLACK)
    # The elbow stands off the line from shoulder to palm, on the pole's side.
    along = (upper**2 - lower**2 + far**2) / (2 * far)
    off = math.sqrt(max(upper**2 - along**2, 0.0))
    pole = (POLE[0], sign * POLE[1], POLE[2])
    dot = sum(p * t for p, t in zip(pole, toward, strict=True))
    side = tuple(p - dot * t for p, t in zip(pole, toward, strict=True))
    length = math.sqrt(sum(s * s for s in side))
    if length < 1e-6:
        side, length = (0.0, sign, 0.0), 1.0
    elbow = tuple(along * t + off * s / length for t, s in zip(toward, side, strict=True))
    palm = tuple(far * t for t in toward)
    first = tuple(e / upper for e in elbow)
    second = tuple((p - e) / lower for p, e in zip(palm, elbow, strict=True))
    return (first[0], first[1], first[2]), (second[0], second[1], second[2])


def too_far(size: Measures, shoulder: Vector, target: Vector) -> float:
    """Return by how many metres a target is out of an arm's reach; 0 if it is not."""
    far = math.dist(shoulder, target)
    return max(0.0, far - (size.upper_arm + size.forearm + size.hand * 0.5))


def between(first: Vector, second: Vector, share: float) -> Vector:
    """Return a direction on the way from one to another."""
    x, y, z = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    length = math.sqrt(x * x + y * y + z * z)
    # Opposite directions have no way between them: it jumps in the middle.
    if length < 1e-6:
        return second if share >= 0.5 else first
    return (x / length, y / length, z / length)
