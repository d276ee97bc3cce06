"""What moves so fast that it may show between two moments looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from lastlook.take.lens import View
    from lastlook.take.sight.moments import Moments
    from lastlook.take.stage.scene import Mesh

FAST = 0.04
"""Metres a frame from which on a thing may come and go between two moments: 1 m/s at 24."""
WHIPPED = 0.02
"""Of the frame, by which a camera turns in a frame, from which on it may."""


def swift(stage: Moments, frame: int) -> frozenset[str]:
    """Return the names of what has come, gone or moved fast since the frame before.

    Asked once for each frame, at best while its scene is at hand.
    """
    found = stage.swift.get(frame)
    if found is None:
        now = stage.things(frame / stage.fps)
        before = stage.things(max(0, frame - 1) / stage.fps)
        found = frozenset(
            name
            for name in (*now, *(name for name in before if name not in now))
            if name not in now or name not in before or _far(before[name].mesh, now[name].mesh)
        )
        stage.swift[frame] = found
    return found


def whips(one: View, other: View) -> bool:
    """Return whether a camera moves or turns fast from one frame to the next."""
    if np.abs(one.eye - other.eye).max() > FAST:
        return True
    turned = max(
        float(np.abs(one.forward - other.forward).max()), float(np.abs(one.up - other.up).max())
    )
    return turned > WHIPPED * 2 * one.half_width


def _far(one: Mesh, other: Mesh) -> bool:
    if one is other:
        return False
    if one.vertices.shape != other.vertices.shape:
        # The loose snow of the next record: it lies.
        low, high = one.vertices.min(axis=0), one.vertices.max(axis=0)
        new, far = other.vertices.min(axis=0), other.vertices.max(axis=0)
        return bool(np.abs(np.concatenate([low - new, high - far])).max() > FAST)
    return bool(np.abs(one.vertices - other.vertices).max() > FAST)
