"""What a ray meets first, in numpy and double precision: the check on `tracer`, and its stand-in.

Möller and Trumbore, "Fast, Minimum Storage Ray/Triangle Intersection", Journal of Graphics Tools
2(1), 1997. Rays are taken some at a time, against the triangles that are in the box around those
rays: still a thousand times slower than Embree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.sight.tracer import FAR, between

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.floating[Any]]
    Ints = npt.NDArray[np.integer[Any]]
    Bools = npt.NDArray[np.bool_]

CHUNK = 64
"""Rays at once: neighbours, as they come, have a small box around them."""
SLACK = 1e-9
"""Of barycentric coordinates: an edge belongs to both triangles that share it."""


class PlainTracer:
    """Triangles that rays can meet, from either side; the surface of `Tracer`."""

    def __init__(self, vertices: Floats, faces: Ints) -> None:
        """Take n × 3 places in metres and m × 3 numbers of them. No face at all is fine."""
        corners = np.asarray(vertices, dtype=np.float64)[np.asarray(faces, dtype=np.int64)]
        self.count = len(faces)
        corners = corners.reshape(-1, 3, 3)
        self._corner = corners[:, 0]
        self._first = corners[:, 1] - corners[:, 0]
        self._second = corners[:, 2] - corners[:, 0]
        self._low, self._high = corners.min(axis=1), corners.max(axis=1)

    def hits(
        self, origins: Floats, directions: Floats, far: Floats | float | None = None
    ) -> tuple[Floats, Ints]:
        """Return how far along each ray the first triangle is, and its number; -1 for none.

        `origins` are n × 3 or 1 × 3, `directions` n × 3 of any length; distances and `far`, the
        limit of each ray, are in lengths of its direction. A ray that meets nothing has its limit.
        """
        ways = np.asarray(directions, dtype=np.float64)
        starts = np.broadcast_to(np.asarray(origins, dtype=np.float64), ways.shape)
        distances = np.empty(len(ways))
        distances[:] = FAR if far is None else far
        triangles = np.full(len(ways), -1, dtype=np.int32)
        if not self.count:
            return distances, triangles
        for begin in range(0, len(ways), CHUNK):
            part = slice(begin, begin + CHUNK)
            near = self._near(starts[part], ways[part], distances[part])
            if not len(near):
                continue
            met = self._meet(starts[part], ways[part], near)
            nearest = np.argmin(met, axis=1)
            distance = met[np.arange(len(met)), nearest]
            closer = distance <= distances[part]
            triangles[part] = np.where(closer, near[nearest], -1)
            distances[part] = np.where(closer, distance, distances[part])
        return distances, triangles

    def blocked(self, origins: Floats, ends: Floats) -> Bools:
        """Return whether something stands between two places, more than `GAP` from either.

        Both are n × 3; `origins` may be 1 × 3.
        """
        starts, ways, limits = between(
            np.asarray(origins, dtype=np.float64), np.asarray(ends, dtype=np.float64)
        )
        _, triangles = self.hits(starts, ways, limits)
        return np.asarray((triangles >= 0) & (limits > 0))

    def _near(self, starts: Floats, ways: Floats, limits: Floats) -> Ints:
        """Return the triangles that are in the box around rays, as far as any triangle is."""
        low, high = self._low.min(axis=0), self._high.max(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            # How far each ray is inside the box of all triangles, axis by axis.
            ends = np.where(ways > 0, high - starts, low - starts) / ways
        exits = np.where(ways == 0, np.inf, ends).min(axis=1)
        stops = starts + ways * np.clip(exits, 0, limits)[:, None]
        least = np.minimum(starts, stops).min(axis=0) - SLACK
        most = np.maximum(starts, stops).max(axis=0) + SLACK
        return np.flatnonzero(((self._low <= most) & (self._high >= least)).all(axis=1))

    def _meet(self, starts: Floats, ways: Floats, near: Ints) -> Floats:
        """Return how far along every ray (rows) some triangles (columns) are; infinite if not."""
        first, second = self._first[near], self._second[near]
        across = np.cross(ways[:, None], second[None])
        size = np.einsum("ijk,jk->ij", across, first)
        with np.errstate(divide="ignore", invalid="ignore"):
            inverse = 1 / size
            away = starts[:, None] - self._corner[near][None]
            u = np.einsum("ijk,ijk->ij", away, across) * inverse
            turned = np.cross(away, first[None])
            v = np.einsum("ik,ijk->ij", ways, turned) * inverse
            distance = np.einsum("jk,ijk->ij", second, turned) * inverse
            inside = (u >= -SLACK) & (v >= -SLACK) & (u + v <= 1 + SLACK) & (distance >= 0)
        return np.where(inside & (size != 0), distance, np.inf)
