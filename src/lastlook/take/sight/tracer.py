"""What a ray meets first: a front for Embree, which reckons in single precision.

Embree's numbers carry seven digits: at 40 m a place is known to some micrometres. Hence `GAP`: what
stands nearer than that to either end of a line is not in its way, or a surface would hide itself.

All tracers share one device of Embree's. A device takes one of the 1,024 keys that a process has
for what its threads keep to themselves (PTHREAD_KEYS_MAX), and the process dies for want of the
next: with a device for each tracer, as embreex makes where it is given none, some thousand tracers
alive at once were the most. Scenes on one device are as many as memory holds, and go with their
tracer.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.floating[Any]]
    Ints = npt.NDArray[np.integer[Any]]
    Bools = npt.NDArray[np.bool_]

GAP = 1e-3
"""Metres at both ends of a line within which nothing is in its way."""
FAR = 1e6
"""How far a ray looks, in lengths of its direction, where nothing is said."""
EXTRA = "sight"
"""The extra that brings Embree."""


class TracerMissingError(LastlookError):
    """Embree is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Looking along rays needs Embree, which is not installed: "
            f"pip install 'lastlook[{EXTRA}]'"
        )


def available() -> bool:
    """Return whether Embree is installed."""
    return find_spec("embreex") is not None


@cache
def _device() -> Any:
    """Return the device that all scenes share, made when the first is."""
    from embreex.rtcore import EmbreeDevice

    return EmbreeDevice()


class Tracer:
    """Triangles that rays can meet, from either side.

    Building costs some 2 µs a triangle; a ray costs some 0.15 µs.
    """

    def __init__(self, vertices: Floats, faces: Ints) -> None:
        """Take n × 3 places in metres and m × 3 numbers of them. No face at all is fine.

        Raises TracerMissingError without the extra `sight`.
        """
        try:
            from embreex.mesh_construction import TriangleMesh
            from embreex.rtcore_scene import EmbreeScene
        except ImportError as error:
            raise TracerMissingError from error
        self.count = len(faces)
        self._scene: Any = None
        if self.count:
            # Robust: no ray slips through where two triangles share an edge.
            self._scene = EmbreeScene(device=_device(), robust=True)
            TriangleMesh(
                self._scene,
                np.ascontiguousarray(vertices, dtype=np.float32),
                np.ascontiguousarray(faces, dtype=np.int32),
            )

    def hits(
        self, origins: Floats, directions: Floats, far: Floats | float | None = None
    ) -> tuple[Floats, Ints]:
        """Return how far along each ray the first triangle is, and its number; -1 for none.

        `origins` are n × 3 or 1 × 3, `directions` n × 3 of any length; distances and `far`, the
        limit of each ray, are in lengths of its direction. A ray that meets nothing has its limit.
        """
        starts, ways, limits = _rays(origins, directions, far)
        if self._scene is None or not len(ways):
            return limits, np.full(len(ways), -1, dtype=np.int32)
        found = self._scene.run(starts, ways, limits, output=True)
        return found["tfar"], found["primID"]

    def blocked(self, origins: Floats, ends: Floats) -> Bools:
        """Return whether something stands between two places, more than `GAP` from either.

        Both are n × 3; `origins` may be 1 × 3.
        """
        # In single precision from here: some micrometres, far less than the gap.
        starts, ways, limits = between(
            np.asarray(origins, dtype=np.float32), np.asarray(ends, dtype=np.float32)
        )
        if self._scene is None or not len(ways):
            return np.zeros(len(ways), dtype=np.bool_)
        found = self._scene.run(starts, ways, limits.copy(), query="OCCLUDED")
        # Lines shorter than both gaps have nothing between; Embree would leave them undefined.
        return np.asarray((found != -1) & (limits > 0))


def between(origins: Floats, ends: Floats) -> tuple[Floats, Floats, Floats]:
    """Return origins, directions and limits of rays that stay `GAP` from both ends of lines."""
    ways = np.subtract(ends, origins)
    lengths = np.sqrt(np.einsum("ij,ij->i", ways, ways))
    share = GAP / np.maximum(lengths, 1e-12)
    return origins + ways * share[:, None], ways, np.maximum(1 - 2 * share, 0.0)


def _rays(
    origins: Floats, directions: Floats, far: Floats | float | None
) -> tuple[Floats, Floats, Floats]:
    """Return rays as Embree reads them; it writes distances over the limits, so these are new."""
    ways = np.ascontiguousarray(directions, dtype=np.float32)
    starts = np.ascontiguousarray(np.broadcast_to(origins, ways.shape), dtype=np.float32)
    if not starts.flags.writeable:
        starts = starts.copy()
    limits = np.empty(len(ways), dtype=np.float32)
    limits[:] = FAR if far is None else far
    return starts, ways, limits
