"""Triangles as Mitsuba takes them: one mesh for everything of one matter, round where it is round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

ROUND = 0.707
"""Cosine between a triangle and its neighbours from which they are one round surface."""


def corner_normals(vertices: Floats, faces: Ints) -> Floats:
    """Return the normal at each corner of each triangle, m × 3 × 3: boxes keep their edges.

    The mean of the triangles that share the corner, each by its area, unless it turns more than
    45° from this one's own.
    """
    corners = vertices[faces]
    ways = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    own = (ways / np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-12))[:, None]
    mean = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(mean, faces[:, corner], ways)
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
    found = mean[faces]
    flat = (found * own).sum(axis=-1, keepdims=True) < ROUND
    return np.asarray(np.where(flat, own, found))


def mesh(
    mi: Any, name: str, matter: Any, corners: Floats, normals: Floats | None = None,
    places: Floats | None = None,
) -> Any:  # fmt: skip
    """Return a mesh of triangles that share no corner.

    `corners` and `normals` are m × 3 × 3, `places` of a texture m × 3 × 2.
    """
    count = len(corners)
    props = mi.Properties()
    props["bsdf"] = matter
    found = mi.Mesh(
        name, 3 * count, count, has_vertex_normals=normals is not None,
        has_vertex_texcoords=places is not None, props=props,
    )  # fmt: skip
    values = mi.traverse(found)
    values["vertex_positions"] = _flat(corners)
    values["faces"] = np.arange(3 * count, dtype=np.uint32)
    if normals is not None:
        values["vertex_normals"] = _flat(normals)
    if places is not None:
        values["vertex_texcoords"] = _flat(places)
    values.update()
    return found


def _flat(values: Floats) -> npt.NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=np.float32).ravel()
