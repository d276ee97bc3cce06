"""Several things as one for rays: whose each triangle is, and which way it faces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.sight.tracer import Tracer
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from lastlook.take.sight.moments import Trace
    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

BELOW = 0.01
"""Metres under the lowest thing."""


class Solids:
    """Things that rays meet. Never changed: other things are other `Solids`."""

    def __init__(
        self, things: Sequence[Thing], trace: Callable[[Any, Any], Trace] = Tracer
    ) -> None:
        self.things = tuple(things)
        starts = np.cumsum([0, *(len(thing.mesh.vertices) for thing in self.things)])
        meshes = [thing.mesh for thing in self.things]
        self._vertices = np.concatenate([np.zeros((0, 3)), *(mesh.vertices for mesh in meshes)])
        self.low = float(self._vertices[:, 2].min(initial=0.0)) - BELOW
        """Height under which there is nothing, metres."""
        self._faces = np.concatenate(
            [
                np.zeros((0, 3), dtype=np.int64),
                *(mesh.faces + start for mesh, start in zip(meshes, starts[:-1], strict=True)),
            ]
        )
        names: list[str] = []
        labels = [np.zeros(0, dtype=np.int64)]
        for thing in self.things:
            parts = thing.mesh.names if thing.kind is Kind.CAR else (thing.name,)
            own = thing.mesh.parts if thing.kind is Kind.CAR else np.zeros(len(thing.mesh.faces))
            labels.append(own.astype(np.int64) + len(names))
            names += parts
        self.names = tuple(names)
        """Of what a shadow can fall on: the parts of a car, other things."""
        self.labels = np.concatenate(labels)
        """Of each triangle: number in `names`."""
        self._normals: Floats | None = None
        self._tracer = trace(self._vertices, self._faces)

    def hits(self, origins: Floats, directions: Floats, far: float) -> tuple[Floats, Ints]:
        """Return distances and triangles, as `Tracer.hits` does."""
        distances, triangles = self._tracer.hits(origins, directions, far)
        return np.asarray(distances, dtype=np.float64), np.asarray(triangles, dtype=np.int64)

    def blocked(self, origins: Floats, ends: Floats) -> Bools:
        """Return whether something stands between places, as `Tracer.blocked` does."""
        return np.asarray(self._tracer.blocked(origins, ends))

    def normals(self, triangles: Ints) -> Floats:
        """Return unit normals of triangles: n × 3."""
        if self._normals is None:
            corners = self._vertices[self._faces]
            found = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            lengths = np.linalg.norm(found, axis=1, keepdims=True)
            self._normals = np.asarray(found / np.maximum(lengths, 1e-12))
        return self._normals[triangles]
