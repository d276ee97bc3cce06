"""Flat convex polygons in space: cut by planes, holes taken out, joined without cracks.

A polygon is n × 3, counter-clockwise from outside. Sheets of a car meet at edges where one has
more corners than the other; rays would slip through, so corners are shared before triangles are
made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.scene import Mesh

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SAME = 1e-7
"""Metres within which corners are one."""


def clipped(polygon: Floats, normal: Floats, offset: float) -> Floats:
    """Return the part of a polygon where normal · place <= offset; 0 × 3 if there is none."""
    over = polygon @ normal - offset
    found: list[Floats] = []
    for n, place in enumerate(polygon):
        after = (n + 1) % len(polygon)
        if over[n] <= SAME:
            found.append(place)
        if (over[n] < -SAME and over[after] > SAME) or (over[n] > SAME and over[after] < -SAME):
            share = over[n] / (over[n] - over[after])
            found.append(place + share * (polygon[after] - place))
    return np.array(found) if len(found) > 2 else np.zeros((0, 3))


def area(polygon: Floats) -> float:
    """Return the area of a polygon, square metres."""
    if len(polygon) < 3:
        return 0.0
    rays = polygon[1:] - polygon[0]
    return float(np.linalg.norm(np.cross(rays[:-1], rays[1:]).sum(axis=0)) / 2)


def without(polygon: Floats, hole: Floats) -> list[Floats]:
    """Return convex pieces of a polygon that leave a convex hole in the same plane, same turn."""
    normal = np.cross(hole[1] - hole[0], hole[2] - hole[1])
    pieces, rest = [], polygon
    for n, start in enumerate(hole):
        out = np.cross(hole[(n + 1) % len(hole)] - start, normal)
        out /= np.linalg.norm(out)
        offset = float(out @ start)
        piece = clipped(rest, -out, -offset)
        if area(piece) > SAME**1.5:
            pieces.append(piece)
        rest = clipped(rest, out, offset)
        if not len(rest):
            break
    return pieces


def joined(sheets: Sequence[tuple[str, Floats]]) -> Mesh:
    """Return named polygons as one mesh: corners shared, no crack between any two of them."""
    places: list[Floats] = []
    rows = []
    for _, polygon in sheets:
        rows.append([_numbered(places, place) for place in polygon])
    corners = np.array(places)
    faces: list[tuple[str, list[tuple[int, int, int]]]] = []
    for (name, _), row in zip(sheets, rows, strict=True):
        loop = _with_corners_between(corners, row)
        if len(loop) == 3:
            faces.append((name, [(loop[0], loop[1], loop[2])]))
            continue
        middle = len(places)
        places.append(corners[row].mean(axis=0))
        turns = zip(loop, [*loop[1:], loop[0]], strict=True)
        faces.append((name, [(a, b, middle) for a, b in turns if a != b]))
    names = tuple(dict.fromkeys(name for name, _ in faces))
    parts = [names.index(name) for name, triangles in faces for _ in triangles]
    return Mesh(
        vertices=np.array(places),
        faces=np.array([row for _, triangles in faces for row in triangles], dtype=np.int32),
        parts=np.array(parts, dtype=np.int32),
        names=names,
    )


def _numbered(places: list[Floats], place: Floats) -> int:
    for number, known in enumerate(places):
        if float(np.abs(known - place).max()) < SAME:
            return number
    places.append(place)
    return len(places) - 1


def _with_corners_between(corners: Floats, row: Sequence[int]) -> list[int]:
    """Put the corners of others that lie on the edges of a polygon into its loop."""
    loop = []
    for a, b in zip(row, [*row[1:], row[0]], strict=True):
        loop.append(a)
        edge = corners[b] - corners[a]
        length = float(np.linalg.norm(edge))
        if length < SAME:
            continue
        along = (corners - corners[a]) @ edge / length
        off = np.linalg.norm(corners - corners[a] - along[:, None] * edge / length, axis=1)
        on = np.flatnonzero((off < SAME) & (along > SAME) & (along < length - SAME))
        loop.extend(int(n) for n in on[np.argsort(along[on])])
    return loop
