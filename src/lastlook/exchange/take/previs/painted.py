"""The things of a moment as one for rays, with the colour and the light of every triangle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.previs import shading
from lastlook.take.sight.tracer import Tracer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.stage import Thing

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]


class Painted:
    """Things that rays meet. Raises TracerMissingError without the extra `sight`."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.things = tuple(things)
        meshes = [thing.mesh for thing in self.things]
        starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes)])
        vertices = np.concatenate([np.zeros((0, 3)), *(mesh.vertices for mesh in meshes)])
        faces = np.concatenate(
            [
                np.zeros((0, 3), dtype=np.int32),
                *(mesh.faces + start for mesh, start in zip(meshes, starts[:-1], strict=True)),
            ]
        )
        corners = vertices[faces]
        ways = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        lengths = np.linalg.norm(ways, axis=1, keepdims=True)
        self.normals: Singles = (ways / np.maximum(lengths, 1e-12)).astype(np.float32)
        """Of each triangle: n × 3."""
        self.colours: Singles = np.concatenate(
            [np.zeros((0, 3), dtype=np.float32), *(shading.colours(thing) for thing in self.things)]
        )
        self.light: Singles = np.stack([shading.light(self.normals), shading.light(-self.normals)])
        """How bright each triangle is from its front and from its back: 2 × n."""
        self._tracer = Tracer(vertices, faces)

    def same(self, things: Sequence[Thing]) -> bool:
        """Return whether these are the things, unmoved."""
        return len(things) == len(self.things) and all(
            one.mesh is other.mesh for one, other in zip(things, self.things, strict=True)
        )

    def hits(self, eye: Floats, rays: Floats, far: float) -> tuple[Any, Any]:
        """Return how far along each ray the first triangle is, and its number; -1 for none."""
        return self._tracer.hits(eye[None], rays, far)

    def blocked(self, origins: npt.NDArray[Any], ends: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Return whether something stands between two places (n × 3 each)."""
        return np.asarray(self._tracer.blocked(origins, ends))
