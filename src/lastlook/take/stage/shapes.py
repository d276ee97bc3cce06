"""Plain solids as triangles, closed and counter-clockwise from outside; and meshes built of them.

Metres. A form is its vertices (n × 3) and its faces (m × 3, numbers of vertices).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.scene import Mesh

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]
    Form = tuple[Floats, Ints]
    Place = Sequence[float] | Floats

_BOX = np.array(
    [
        [0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], [0, 1, 5], [0, 5, 4],
        [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7],
    ],
    dtype=np.int32,
)  # fmt: skip


class Builder:
    """Gathers forms under the names of their parts."""

    def __init__(self) -> None:
        self._vertices: list[Floats] = []
        self._faces: list[Ints] = []
        self._parts: list[Ints] = []
        self._names: dict[str, int] = {}
        self._count = 0

    def add(self, name: str, form: Form) -> None:
        """Add a form to a part, which may have several."""
        vertices, faces = form
        part = self._names.setdefault(name, len(self._names))
        self._vertices.append(np.asarray(vertices, dtype=np.float64))
        self._faces.append(np.asarray(faces, dtype=np.int32) + np.int32(self._count))
        self._parts.append(np.full(len(faces), part, dtype=np.int32))
        self._count += len(vertices)

    def take(self, mesh: Mesh) -> None:
        """Add a mesh with the parts it has; its corners stay shared."""
        numbers = [self._names.setdefault(name, len(self._names)) for name in mesh.names]
        self._vertices.append(mesh.vertices)
        self._faces.append(mesh.faces + np.int32(self._count))
        self._parts.append(np.array(numbers, dtype=np.int32)[mesh.parts])
        self._count += len(mesh.vertices)

    def mesh(self) -> Mesh:
        """Return all that was added."""
        return Mesh(
            vertices=np.concatenate([np.zeros((0, 3)), *self._vertices]),
            faces=np.concatenate([np.zeros((0, 3), dtype=np.int32), *self._faces]),
            parts=np.concatenate([np.zeros(0, dtype=np.int32), *self._parts]),
            names=tuple(self._names),
        )


def less(mesh: Mesh, names: Collection[str]) -> Mesh:
    """Return a mesh without the parts of these names, and without corners that only they had."""
    kept = [number for number, name in enumerate(mesh.names) if name not in names]
    stays = np.isin(mesh.parts, kept)
    used, numbers = np.unique(mesh.faces[stays], return_inverse=True)
    return Mesh(
        vertices=mesh.vertices[used],
        faces=numbers.reshape(-1, 3).astype(np.int32),
        parts=np.searchsorted(kept, mesh.parts[stays]).astype(np.int32),
        names=tuple(mesh.names[number] for number in kept),
    )


def moved(form: Form, matrix: Floats, shift: Floats) -> Form:
    """Return a form turned by a matrix (3 × 3, no reflection) and then shifted."""
    return np.asarray(form[0] @ matrix.T + shift), form[1]


def scaled(form: Form, factors: Place) -> Form:
    """Return a form stretched along the axes by factors above 0."""
    return np.asarray(form[0] * np.asarray(factors, dtype=np.float64)), form[1]


def box(low: Place, high: Place) -> Form:
    """Return the box between two opposite corners, `low` the lesser in every axis."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    corners = [
        (x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0),
        (x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1),
    ]  # fmt: skip
    return np.array(corners, dtype=np.float64), _BOX


def slab(lower: Sequence[Place], upper: Sequence[Place]) -> Form:
    """Return the solid between two quadrilaterals, each counter-clockwise from above."""
    return np.array([*lower, *upper], dtype=np.float64), _BOX


def revolved(profile: Sequence[tuple[float, float]], sides: int) -> Form:
    """Return the solid that a profile of (radius, height), from below, sweeps round the z axis.

    A radius of 0 at an end is a point; any other end is closed by a flat cap.
    """
    rows = list(profile)
    rows = rows if rows[0][0] == 0 else [(0.0, rows[0][1]), *rows]
    rows = rows if rows[-1][0] == 0 else [*rows, (0.0, rows[-1][1])]
    angles = np.arange(sides) * (2 * math.pi / sides)
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    middle = [np.column_stack([ring * radius, np.full(sides, z)]) for radius, z in rows[1:-1]]
    ends = ([[0.0, 0.0, rows[0][1]]], [[0.0, 0.0, rows[-1][1]]])
    vertices = np.concatenate([ends[0], *middle, ends[1]])
    here = np.arange(sides)
    after = (here + 1) % sides
    last = len(vertices) - 1
    faces = [np.column_stack([np.zeros(sides), 1 + after, 1 + here])]
    for row in range(len(middle) - 1):
        low, high = 1 + row * sides, 1 + (row + 1) * sides
        faces.extend(
            (
                np.column_stack([low + here, low + after, high + after]),
                np.column_stack([low + here, high + after, high + here]),
            )
        )
    top = 1 + (len(middle) - 1) * sides
    faces.append(np.column_stack([top + here, top + after, np.full(sides, last)]))
    return vertices, np.concatenate(faces).astype(np.int32)


def cylinder(start: Place, end: Place, radius: float, top: float | None = None, *,
             sides: int = 12) -> Form:  # fmt: skip
    """Return a round bar between two places; with `top`, a cone that ends with that radius."""
    low, high = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    length = float(np.linalg.norm(high - low))
    form = revolved([(radius, 0.0), (radius if top is None else top, length)], sides)
    return moved(form, upright((high - low) / length), low)


def capsule_profile(
    length: float, low: float, high: float, rings: int
) -> list[tuple[float, float]]:
    """Return the profile of a bar with round ends: the balls at its ends are `low` and `high`."""
    turns = [math.pi / 2 * n / rings for n in range(rings + 1)]
    below = [(low * math.sin(turn), -low * math.cos(turn)) for turn in turns]
    above = [(high * math.cos(turn), length + high * math.sin(turn)) for turn in turns]
    below[0], above[-1] = (0.0, -low), (0.0, length + high)
    return below + above


def ball_profile(radius: float, rings: int) -> list[tuple[float, float]]:
    """Return the profile of a ball around 0."""
    turns = [math.pi * n / rings for n in range(1, rings)]
    inner = [(radius * math.sin(turn), -radius * math.cos(turn)) for turn in turns]
    return [(0.0, -radius), *inner, (0.0, radius)]


def ellipsoid(centre: Place, radii: Place, *, sides: int = 12, rings: int = 8) -> Form:
    """Return an ellipsoid whose axes are those of the set."""
    vertices, faces = scaled(revolved(ball_profile(1.0, rings), sides), radii)
    return np.asarray(vertices + np.asarray(centre, dtype=np.float64)), faces


def ring(centre: Place, axis: Place, radius: float, thick: float, *, sides: int = 20,
         around: int = 8) -> Form:  # fmt: skip
    """Return a torus: a rim of `radius` (to the middle of the tube) and half-thickness `thick`."""
    turn, tube = np.meshgrid(
        np.arange(sides) * (2 * math.pi / sides),
        np.arange(around) * (2 * math.pi / around),
        indexing="ij",
    )
    out = radius + thick * np.cos(tube)
    vertices = np.stack([out * np.cos(turn), out * np.sin(turn), thick * np.sin(tube)], axis=-1)
    n, m = np.meshgrid(np.arange(sides), np.arange(around), indexing="ij")
    here, right = n * around + m, ((n + 1) % sides) * around + m
    up, over = n * around + (m + 1) % around, ((n + 1) % sides) * around + (m + 1) % around
    faces = np.concatenate(
        [
            np.stack([here, right, over], -1).reshape(-1, 3),
            np.stack([here, over, up], -1).reshape(-1, 3),
        ]
    )
    form = (vertices.reshape(-1, 3), faces.astype(np.int32))
    return moved(form, upright(np.asarray(axis, dtype=np.float64)), np.asarray(centre, float))


def upright(direction: Floats) -> Floats:
    """Return a rotation (3 × 3) that turns the z axis into a direction."""
    z = direction / np.linalg.norm(direction)
    level = np.array([0.0, 1.0, 0.0]) if abs(z[1]) < 0.9 else np.array([1.0, 0.0, 0.0])
    x = np.cross(level, z)
    x /= np.linalg.norm(x)
    return np.column_stack([x, np.cross(z, x), z])


def turned(facing: float, tilt: float = 0.0) -> Floats:
    """Return the rotation (3 × 3) of what looks along x: `facing` to the left, then `tilt` up.

    In radians.
    """
    c, s = math.cos(facing), math.sin(facing)
    ct, st = math.cos(tilt), math.sin(tilt)
    yaw = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(yaw @ np.array([[ct, 0.0, -st], [0.0, 1.0, 0.0], [st, 0.0, ct]]))
