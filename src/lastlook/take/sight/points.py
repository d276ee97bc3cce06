"""Points that stand for a thing: spread over its triangles, with every part represented.

They sit on the triangles, so they go with the thing as it moves. Within a part they are spread
evenly by area, at the places of a golden-ratio sequence, without chance; besides, the vertices
farthest out in fourteen directions stand for a part's outline, since what rises above a sill
rises with its top.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.stage.scene import Mesh

    Floats = npt.NDArray[np.floating[Any]]
    Ints = npt.NDArray[np.integer[Any]]

SPACING = 0.05
"""Metres between points on a part, about."""
LEAST = 16
"""Points of a part, however small, beside its outline."""
MOST = 500
"""Points of a thing, beside those that every part has."""
PLASTIC = (0.7548776662466927, 0.5698402909980532)
"""Steps of Roberts's R2 sequence, which fills a square evenly."""
OUTWARD = np.array(
    [
        way
        for way in itertools.product((-1.0, 0.0, 1.0), repeat=3)
        if sum(map(abs, way)) in {1.0, 3.0}
    ]
)
"""The axes both ways, and the diagonals: 14 × 3."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """Where points sit on a mesh, as shares of their triangles' corners."""

    faces: Ints
    """n: the triangle of each."""
    shares: Floats
    """n × 3: of its corners; they sum to 1."""
    areas: Floats
    """n: square metres that each stands for; 0 for those of the outline."""
    solid: npt.NDArray[np.bool_]
    """n: whether it is on a surface that is closed all round, whose far side never shows; never
    for those of the outline, which are on many triangles."""

    def on(self, mesh: Mesh) -> Floats:
        """Return where the points are: n × 3, for the mesh or the same one moved."""
        corners = mesh.vertices[mesh.faces[self.faces]]
        return np.asarray(np.einsum("ij,ijk->ik", self.shares, corners))

    def normals(self, mesh: Mesh) -> Floats:
        """Return the unit normals of their triangles: n × 3."""
        corners = mesh.vertices[mesh.faces[self.faces]]
        # As `np.cross` and `np.linalg.norm` do it, which are slow for a few hundred.
        (a, b, c), (d, e, f) = (corners[:, 1] - corners[:, 0]).T, (corners[:, 2] - corners[:, 0]).T
        x, y, z = b * f - c * e, c * d - a * f, a * e - b * d
        lengths = np.maximum(np.sqrt(x * x + y * y + z * z), 1e-12)
        return np.stack([x / lengths, y / lengths, z / lengths], axis=1)


def spread(mesh: Mesh, *, spacing: float = SPACING, most: int = MOST) -> Points:
    """Spread points over a mesh, `spacing` metres apart or wider where that were more than `most`.

    Where they are wider apart as asked for, the least for a part is fewer as well. The same mesh
    gives the same points.
    """
    least = max(2, round(LEAST * min(1.0, SPACING / spacing) ** 2))
    corners = mesh.vertices[mesh.faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    areas = np.linalg.norm(normals, axis=1) / 2
    wanted = areas.sum() / spacing**2
    spacing *= max(1.0, wanted / most) ** 0.5
    faces, shares, stand_for, solid = [], [], [], []
    for part in range(len(mesh.names)):
        own = np.flatnonzero(mesh.parts == part)
        area = float(areas[own].sum())
        if area <= 0:
            continue
        count = max(least, round(area / spacing**2))
        chosen, places = _even(areas[own], count)
        outer, corner = _outline(mesh, own)
        faces += [own[chosen], outer]
        shares += [places, np.eye(3)[corner]]
        stand_for += [np.full(count, area / count), np.zeros(len(outer))]
        closed = is_closed(mesh.vertices, mesh.faces[own])
        solid += [np.full(count, closed), np.zeros(len(outer), dtype=np.bool_)]
    if not faces:
        return Points(
            faces=np.zeros(0, dtype=np.int64), shares=np.zeros((0, 3)), areas=np.zeros(0),
            solid=np.zeros(0, dtype=np.bool_),
        )  # fmt: skip
    return Points(
        faces=np.concatenate(faces),
        shares=np.concatenate(shares),
        areas=np.concatenate(stand_for),
        solid=np.concatenate(solid),
    )


def is_closed(vertices: Floats, faces: Ints) -> bool:
    """Return whether triangles enclose a volume and are all seen from outside it.

    Every edge must be met as often one way as the other; vertices nearer than a micrometre are one.
    """
    corners = vertices[faces]
    if np.einsum("ij,ij->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) <= 0:
        return False
    if _is_sealed(faces.astype(np.int64)):
        return True
    _, vertex = np.unique(np.round(corners.reshape(-1, 3), 6), axis=0, return_inverse=True)
    return _is_sealed(vertex.reshape(-1, 3))


def _is_sealed(first: Ints) -> bool:
    """Return whether every edge of triangles is met as often one way as the other."""
    second = np.roll(first, -1, axis=1)
    some = first != second
    count = int(first.max()) + 1
    there = np.sort(first[some] * count + second[some])
    back = np.sort(second[some] * count + first[some])
    return bool((there == back).all())


def _even(areas: Floats, count: int) -> tuple[Ints, Floats]:
    """Return the triangles of `count` points spread by area, and their shares of the corners."""
    numbers = np.arange(count)
    limits = np.cumsum(areas)
    chosen = np.searchsorted(limits, (numbers + 0.5) / count * limits[-1], side="right")
    first, second = ((0.5 + numbers * step) % 1 for step in PLASTIC)
    # Fold the square into the triangle.
    over = first + second > 1
    first, second = np.where(over, 1 - first, first), np.where(over, 1 - second, second)
    shares = np.stack([1 - first - second, first, second], axis=-1)
    return np.minimum(chosen, len(areas) - 1), shares


def _outline(mesh: Mesh, own: Ints) -> tuple[Ints, Ints]:
    """Return triangle and corner of a part's vertices farthest along axes and diagonals."""
    corners = mesh.faces[own].reshape(-1)
    found = np.unique(np.argmax(mesh.vertices[corners] @ OUTWARD.T, axis=0))
    # One vertex is a corner of many triangles.
    _, once = np.unique(corners[found], return_index=True)
    at = found[np.sort(once)]
    return own[at // 3], at % 3
