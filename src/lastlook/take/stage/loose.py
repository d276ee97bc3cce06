"""Loose snow as a surface: what lies on ground, car and boards, coarsened to a few thousand faces.

The plan is cut along the edges of car and boards, and every kind of place (hood, roof, ground, …)
has its own surface, closed by a wall down to what it lies on. So snow neither bridges from roof to
ground nor fills the cabin, and nothing lies over glass: the film there is `film.PaneFilm`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.ground import PLACES, lay_out
from lastlook.take.stage.scene import Kind, Mesh, Thing

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body
    from lastlook.take.model import Set
    from lastlook.take.snow.film import Film

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

THIN = 0.01
"""Metres of snow below which there is none to see as a shape."""
CELL = 0.1
"""Metres between the corners of the surface, where it need not be coarser."""
MOST = 6000
"""Triangles."""
FILMS = 2
"""Films whose surfaces are kept: a take's as planned, and with less snow."""
FRAME = 0.03
"""Metres below the roof from which sheet is pillars and window frames, too steep for a surface."""


class LooseSnow:
    """The loose snow of a take's film; asked for its surface record by record."""

    def __init__(self, set_: Set, body: Body) -> None:
        self.set = set_
        self.body = body
        self._films: list[tuple[Film, _Plan, dict[int, Thing | None]]] = []
        """Those last asked for, with the surfaces of their records."""

    def thing(self, film: Film, at: float) -> Thing | None:
        """Return the snow that lies loose at a moment, or None; the same mesh within a record."""
        known = next((one for one in self._films if one[0] is film), None)
        if known is None:
            known = (film, _plan(self.set, self.body, film.dx), {})
            self._films = [*self._films, known][-FILMS:]
        _, plan, things = known
        number = film.record(at)
        if number not in things:
            heights = film.heights[number].astype(np.float64)
            thickness = film.thickness[number].astype(np.float64)
            mesh = surface(plan, film, heights, thickness)
            thing = Thing(name="snow", kind=Kind.SNOW, hidden=False, mesh=mesh)
            things[number] = thing if len(mesh.faces) else None
        return things[number]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Plan:
    """Where snow may lie as a surface, and along which lines the plan is cut."""

    place: Ints
    """Of each cell: number in PLACES, -1 where snow makes no surface."""
    edges_x: tuple[int, ...]
    """Columns at which something ends."""
    edges_y: tuple[int, ...]


def _plan(set_: Set, body: Body, size: float) -> _Plan:
    ground = lay_out(set_, body, size)
    steep = (ground.place == PLACES.index("roof and pillars")) & (ground.bed < body.roof - FRAME)
    place = np.where((ground.glass >= 0) | steep, -1, ground.place)
    rows, columns = place.shape
    changes_x = np.flatnonzero((place[:, 1:] != place[:, :-1]).sum(axis=0) > rows // 16) + 1
    changes_y = np.flatnonzero((place[1:] != place[:-1]).sum(axis=1) > columns // 16) + 1
    return _Plan(
        place=place,
        edges_x=(0, *(int(n) for n in changes_x), columns),
        edges_y=(0, *(int(n) for n in changes_y), rows),
    )


def surface(plan: _Plan, film: Film, heights: Floats, thickness: Floats) -> Mesh:
    """Return the surface for one record of a film; coarser where it would be too large."""
    step = CELL
    while True:
        mesh = _surface(plan, film, heights, thickness, max(1, round(step / film.dx)))
        if len(mesh.faces) <= MOST:
            return mesh
        step *= 1.25


def _lines(edges: tuple[int, ...], step: int) -> Ints:
    """Return edges and, between them, lines at most about a step apart."""
    found: list[int] = []
    for start, end in pairwise(edges):
        parts = max(1, round((end - start) / step))
        found.extend(round(start + (end - start) * n / parts) for n in range(parts))
    return np.array([*found, edges[-1]], dtype=np.int64)


def _surface(plan: _Plan, film: Film, heights: Floats, thickness: Floats, step: int) -> Mesh:
    x, y = _lines(plan.edges_x, step), _lines(plan.edges_y, step)
    vertices: list[Floats] = []
    faces: list[Ints] = []
    parts: list[Ints] = []
    count = 0
    for number in range(len(PLACES)):
        on = plan.place == number
        if not (thickness[on] > THIN).any():
            continue
        block = _sums(on, x, y)
        mean = _sums(np.where(on, thickness, 0.0), x, y) / np.maximum(block, 1)
        cells = np.diff(y)[:, None] * np.diff(x)[None]
        there = (mean > THIN) & (block * 2 > cells)
        if not there.any():
            continue
        across, along = np.meshgrid(film.x0 + x * film.dx, film.y0 + y * film.dx)
        high = _at_nodes(on, heights, x, y)
        low = np.minimum(_at_nodes(on, heights - thickness, x, y), high)
        top, foot = (np.stack([across, along, level], axis=-1) for level in (high, low))
        corners, triangles = _sheet(there, top, foot)
        vertices.append(corners)
        faces.append(triangles + count)
        parts.append(np.full(len(triangles), number))
        count += len(corners)
    return Mesh(
        vertices=np.concatenate([np.zeros((0, 3)), *vertices]),
        faces=np.concatenate([np.zeros((0, 3), dtype=np.int64), *faces]).astype(np.int32),
        parts=np.concatenate([np.zeros(0, dtype=np.int64), *parts]).astype(np.int32),
        names=tuple(f"snow on {name}" for name in PLACES),
    )


def _sums(values: Floats | Bools, x: Ints, y: Ints) -> Floats:
    """Return the sum over each block between lines."""
    rows = np.add.reduceat(values.astype(np.float64), y[:-1], axis=0)
    return np.asarray(np.add.reduceat(rows, x[:-1], axis=1))


def _at_nodes(on: Bools, values: Floats, x: Ints, y: Ints) -> Floats:
    """Return values where lines cross: the mean of the cells around that are of one place.

    Where none of the four is, the mean of the cells of that place in the blocks around.
    """
    rows, columns = on.shape
    total, weight = np.zeros((len(y), len(x))), np.zeros((len(y), len(x)))
    for down in (-1, 0):
        for right in (-1, 0):
            iy, ix = y + down, x + right
            inside = ((iy >= 0) & (iy < rows))[:, None] & ((ix >= 0) & (ix < columns))[None]
            at = np.ix_(np.clip(iy, 0, rows - 1), np.clip(ix, 0, columns - 1))
            good = on[at] & inside
            total += np.where(good, values[at], 0.0)
            weight += good
    wide_total, wide = np.zeros_like(total), np.zeros_like(total)
    sums, counts = _sums(np.where(on, values, 0.0), x, y), _sums(on, x, y)
    for low in (slice(0, -1), slice(1, None)):
        for near in (slice(0, -1), slice(1, None)):
            wide_total[low, near] += sums
            wide[low, near] += counts
    mean = total / np.maximum(weight, 1)
    return np.asarray(np.where(weight > 0, mean, wide_total / np.maximum(wide, 1)))


def _sheet(there: Bools, top: Floats, foot: Floats) -> tuple[Floats, Ints]:
    """Return the top of every block that is there, and walls where its neighbour is not."""
    nodes = np.arange(top[..., 0].size).reshape(top.shape[:2])
    under = nodes + nodes.size
    a, b = nodes[:-1, :-1][there], nodes[:-1, 1:][there]
    c, d = nodes[1:, 1:][there], nodes[1:, :-1][there]
    found = [np.stack([a, b, c], 1), np.stack([a, c, d], 1)]
    around = np.pad(there, 1)
    for side, first, second in (
        (around[:-2, 1:-1], nodes[:-1, :-1], nodes[:-1, 1:]),
        (around[1:-1, 2:], nodes[:-1, 1:], nodes[1:, 1:]),
        (around[2:, 1:-1], nodes[1:, 1:], nodes[1:, :-1]),
        (around[1:-1, :-2], nodes[1:, :-1], nodes[:-1, :-1]),
    ):
        rim = there & ~side
        one, two = first[rim], second[rim]
        below, after = under.ravel()[one], under.ravel()[two]
        found.extend((np.stack([one, below, after], 1), np.stack([one, after, two], 1)))
    triangles = np.concatenate(found)
    every = np.concatenate([top.reshape(-1, 3), foot.reshape(-1, 3)])
    used, numbers = np.unique(triangles, return_inverse=True)
    return every[used], numbers.reshape(-1, 3)
