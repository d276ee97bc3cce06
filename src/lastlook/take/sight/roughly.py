"""What may show at all, by boxes against planes: before any ray is asked.

A thing is its box. Its shadow lies within the box and what lies behind its corners as seen from
the lamp, down to the ground; what a surface may show lies within the pyramid from the camera's
mirror image through the surface's outline. Nothing that shows is ever left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.sight.lamplight import Beam

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=np.float64)
"""Of a box, as shares of its sides."""
FARTHEST = 200.0
"""Metres to which shadows are followed."""
SIDEWAYS = 1e-6
"""Metres: a way down that is flatter than this never meets the ground."""


def sides(view: View, margin: float) -> Floats:
    """Return the planes through the eye that a picture, wider by a margin, lies before: 5 × 3.

    Each is a normal that points inward; the last one's plane is across the lens.
    """
    wide = 1 + 2 * margin
    across, over = view.forward * view.half_width * wide, view.forward * view.half_height * wide
    return np.array(
        [across + view.right, across - view.right, over + view.up, over - view.up, view.forward]
    )


def shades(lows: Floats, highs: Floats, beam: Beam, *, ground: float) -> tuple[Bools, Floats]:
    """Return which boxes (n × 3 corners each) a lamp may shine at, and hulls of their shadows.

    A hull is 16 places: n × 16 × 3. `ground` is the height below which there is nothing. A box
    that the lamp is in has a hull without bounds.
    """
    corners = lows[:, None] + CORNERS * (highs - lows)[:, None]
    starts = beam.sources(corners.reshape(-1, 3)).reshape(corners.shape)
    ways = corners - starts
    far = np.linalg.norm(ways, axis=2)
    falls = ways[:, :, 2] < -SIDEWAYS
    most = 1 + FARTHEST / np.maximum(far, 1e-6)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(falls, (starts[:, :, 2] - ground) / -ways[:, :, 2], most)
    # Where some corner's shadow never comes down, all are followed to the same distance.
    share = np.where(falls.all(axis=1, keepdims=True), share, most.max(axis=1, keepdims=True))
    share = np.maximum(share, 1.0)
    hulls = np.concatenate([corners, starts + ways * share[..., None]], axis=1)
    within = ((lows <= beam.lens) & (beam.lens <= highs)).all(axis=1) & (not beam.endless)
    hulls[within] = np.inf
    return _lit(lows, highs, beam) | within, hulls


def in_picture(hulls: Floats, eye: Floats, planes: Floats) -> Bools:
    """Return which hulls (n × k × 3) do not lie wholly behind one of a picture's planes."""
    endless = ~np.isfinite(hulls[:, 0, 0])
    away = np.where(endless[:, None, None], 0.0, hulls) - eye
    ahead = np.any(away @ planes.T >= 0, axis=1)
    return np.asarray(np.all(ahead, axis=1) | endless)


def in_pyramids(lows: Floats, highs: Floats, images: Floats, planes: Floats) -> Bools:
    """Return which boxes reach into which pyramids: s × n.

    `images` are the s tips, `planes` their inward normals: s × k × 3.
    """
    middles, halves = (lows + highs) / 2, (highs - lows) / 2
    away = middles[None] - images[:, None]
    ahead = np.einsum("snj,skj->skn", away, planes)
    out = np.einsum("nj,skj->skn", halves, np.abs(planes))
    return np.asarray((ahead + out >= 0).all(axis=1))


def _lit(lows: Floats, highs: Floats, beam: Beam) -> Bools:
    """Return whose ball the beam may meet."""
    if beam.endless:
        return np.ones(len(lows), dtype=np.bool_)
    way = (lows + highs) / 2 - beam.lens
    radius = np.linalg.norm(highs - lows, axis=1) / 2
    far = np.linalg.norm(way, axis=1)
    safe = np.maximum(far, 1e-9)
    off = np.arccos(np.clip(way @ beam.axis / safe, -1.0, 1.0))
    reach = np.arcsin(np.clip(radius / safe, 0.0, 1.0))
    return np.asarray((far <= radius) | (off - reach <= beam.half))
