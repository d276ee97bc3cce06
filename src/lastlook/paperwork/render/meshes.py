"""Triangles as Mitsuba takes them, round where they are round."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

_NONE: Mapping[str, Floats] = MappingProxyType({})
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


def rounded(corners: Floats, normals: Floats) -> tuple[Floats, Floats]:
    """Return four triangles for each, bulged as the normals at their corners say.

    Curved point-normal triangles (Vlachos et al. 2001), looked at in the middles of the edges.
    """
    after, turned = np.roll(corners, -1, axis=1), np.roll(normals, -1, axis=1)
    edges = after - corners
    here = np.einsum("ijk,ijk->ij", edges, normals)[..., None]
    there = np.einsum("ijk,ijk->ij", -edges, turned)[..., None]
    # (p0 + 3·b1 + 3·b2 + p1)/8 with the edge's control points b1 and b2.
    middles = (corners + after) / 2 - (here * normals + there * turned) / 8
    bent = normals + turned
    bent /= np.maximum(np.linalg.norm(bent, axis=-1, keepdims=True), 1e-12)
    return _quartered(corners, middles), _quartered(normals, bent)


def _quartered(ends: Floats, middles: Floats) -> Floats:
    """Return the three triangles at the corners and the one between, 4m × 3 × 3, in that order."""
    (a, b, c), (ab, bc, ca) = np.moveaxis(ends, 1, 0), np.moveaxis(middles, 1, 0)
    parts = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return np.concatenate([np.stack(part, axis=1) for part in parts])


def mesh(
    mi: Any, name: str, finish: Any, corners: Floats, *, normals: Floats | None = None,
    places: Floats | None = None, of_faces: Mapping[str, Floats] = _NONE,
) -> Any:  # fmt: skip
    """Return a mesh of triangles that share no corner.

    `corners` and `normals` are m × 3 × 3, `places` of a texture m × 3 × 2; `of_faces` are values of
    each triangle, m × k, by names that begin with `face_`.
    """
    count = len(corners)
    props = mi.Properties()
    props["bsdf"] = finish
    found = mi.Mesh(
        name, 3 * count, count, has_vertex_normals=normals is not None,
        has_vertex_texcoords=places is not None, props=props,
    )  # fmt: skip
    for key, rows in of_faces.items():
        found.add_attribute(key, rows.shape[1], _flat(rows))
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
