"""Measures of meshes that several tests take."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.stage import Mesh

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]


def edges(faces: Ints) -> Counter[tuple[int, int]]:
    """Count the directed edges of triangles."""
    pairs = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    return Counter((int(a), int(b)) for a, b in pairs)


def is_closed(faces: Ints) -> bool:
    """Say whether every edge is met once from either side."""
    counted = edges(faces)
    return all(n == 1 and counted.get((b, a)) == 1 for (a, b), n in counted.items())


def volume(vertices: Floats, faces: Ints) -> float:
    """Return the volume inside triangles, above 0 where they are counter-clockwise from outside."""
    a, b, c = (vertices[faces[:, n]] for n in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def part(mesh: Mesh, name: str) -> tuple[Floats, Ints]:
    """Return the corners of a part and its faces among them."""
    faces = mesh.faces[mesh.parts == mesh.names.index(name)]
    used, numbers = np.unique(faces, return_inverse=True)
    return mesh.vertices[used], numbers.reshape(-1, 3).astype(np.int32)


def check(mesh: Mesh) -> None:
    """Hold a mesh to its own words: numbers in range, places finite, names for all parts."""
    assert np.isfinite(mesh.vertices).all()
    assert mesh.vertices.shape[1] == mesh.faces.shape[1] == 3
    assert str(mesh.vertices.dtype) == "float64"
    assert str(mesh.faces.dtype) == "int32"
    assert len(mesh.parts) == len(mesh.faces)
    if len(mesh.faces):
        assert 0 <= mesh.faces.min() <= mesh.faces.max() < len(mesh.vertices)
        assert 0 <= mesh.parts.min() <= mesh.parts.max() < len(mesh.names)
    assert len(set(mesh.names)) == len(mesh.names)
    assert all(mesh.names)
