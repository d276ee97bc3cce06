"""Where hidden things keep a lamp's light away: patches of shade on solid things and on panes.

Rays run from the lamp through points of a thing (`points`) to all that they would have lit behind
it. Each stands for a patch of shade, as large as the point's share of what the lamp sees of the
thing. A patch is not seen or weighed here: that is for `shadows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight import glass
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Trace
    from lastlook.take.sight.points import Points
    from lastlook.take.sight.solids import Solids
    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

CLEAR = 0.02
"""Metres before a lamp's lens within which nothing hides it: its own rim."""
LONGEST = 200.0
"""Metres after which a ray of a lamp is given up."""
SHORT = 1 - 1e-6
"""Of a line's length, so that it ends before the pane it leads to."""
SLANT = 0.1
"""Least cosine at which light meets a surface; flatter counts as this flat."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shade:
    """Where one thing keeps one lamp's light away, patch by patch: n of each."""

    parts: tuple[str, ...]
    """Of the thing that shades."""
    places: Floats
    normals: Floats
    """Of what is shaded."""
    areas: Floats
    part: Ints
    via: Ints
    vias: tuple[str, ...]
    """Names of what is shaded."""
    pane: Ints
    """Number in the frame's panes; -1 for solid things."""
    u: Floats
    v: Floats


def cast(beam: Beam, thing: Thing, points: Points, own: Trace, frame: Frame) -> Shade | None:
    """Cast a thing's shade by a lamp; None where it throws none.

    `points` are the thing's, `own` is what its triangles block, `frame` has what is behind.
    """
    solids, panes = frame.solids, frame.panes
    places = np.asarray(points.on(thing.mesh), dtype=np.float64)
    normals = np.asarray(points.normals(thing.mesh), dtype=np.float64)
    toward = beam.lens - places
    far = np.linalg.norm(toward, axis=1)
    facing = np.einsum("ij,ij->i", toward, normals) / np.maximum(far, 1e-9)
    use = (points.areas > 0) & (facing > 0) & beam.holds(places) & (far > CLEAR)
    use = _first(beam, places, use, (own.blocked, solids.blocked))
    if not use.any():
        return None
    places, far = places[use], far[use]
    ways = -toward[use] / far[:, None]
    spans = points.areas[use] * facing[use] / far**2
    part = thing.mesh.parts[points.faces[use]].astype(np.int64)
    distance, triangles = solids.hits(places, ways, LONGEST)
    ends = places + ways * distance[:, None]
    found = [
        _on_solids(solids, ends, triangles),
        *_on_panes(panes, places, ends),
    ]
    return _joined(found, beam, thing, ways=ways, spans=spans, part=part)


def openings(beam: Beam, places: Floats, own: Trace, solids: Solids) -> tuple[Floats, Floats]:
    """Return which share of a lamp a thing hides at places, and which reaches them without it.

    `own` is the thing, `solids` what else stands there.
    """
    points = beam.openings()
    hidden, lit = np.zeros(len(places)), np.zeros(len(places))
    for point in points:
        starts = _ahead(point, places)
        reaches = ~solids.blocked(starts, places)
        lit += reaches
        hidden += reaches & np.asarray(own.blocked(starts, places), dtype=np.bool_)
    return hidden / len(points), lit / len(points)


def _first(
    beam: Beam, places: Floats, use: Bools, before: Sequence[Callable[[Floats, Floats], Bools]]
) -> Bools:
    """Return which of the places in use the lamp's light meets first."""
    chosen = np.flatnonzero(use)
    starts = _ahead(beam.lens, places[chosen])
    for blocked in before:
        free = ~np.asarray(blocked(starts, places[chosen]), dtype=np.bool_)
        chosen, starts = chosen[free], starts[free]
    found = np.zeros(len(places), dtype=np.bool_)
    found[chosen] = True
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Landing:
    """Where rays past a thing meet something: n of each."""

    lines: Ints
    places: Floats
    normals: Floats
    names: tuple[str, ...]
    """Of what they meet."""
    name: Ints
    pane: int
    u: Floats
    v: Floats


def _on_solids(solids: Solids, ends: Floats, triangles: Ints) -> _Landing:
    """Return where rays end on something solid."""
    lines = np.flatnonzero(triangles >= 0)
    met = triangles[lines]
    none = np.zeros(len(lines))
    return _Landing(
        lines=lines, places=ends[lines], normals=solids.normals(met), names=solids.names,
        name=solids.labels[met], pane=-1, u=none, v=none,
    )  # fmt: skip


def _on_panes(panes: Sequence[Pane], starts: Floats, ends: Floats) -> list[_Landing]:
    """Return where rays cross panes."""
    numbers = {pane.name: number for number, pane in enumerate(panes)}
    found = []
    for one in glass.crossings(panes, starts, ends):
        number, count = numbers[one.pane], len(one.lines)
        places = starts[one.lines] + (ends - starts)[one.lines] * one.share[:, None]
        normal = np.array(axes(panes[number])[2])
        found.append(
            _Landing(
                lines=one.lines.astype(np.int64), places=places,
                normals=np.tile(normal, (count, 1)), names=(one.pane,),
                name=np.zeros(count, dtype=np.int64), pane=number,
                u=one.u.astype(np.float64), v=one.v.astype(np.float64),
            )
        )  # fmt: skip
    return found


def _joined(
    found: Sequence[_Landing], beam: Beam, thing: Thing,
    *, ways: Floats, spans: Floats, part: Ints,
) -> Shade | None:  # fmt: skip
    """Join what rays meet, and say how large each patch is."""
    found = [one for one in found if len(one.lines)]
    if not found:
        return None
    lines = np.concatenate([one.lines for one in found])
    places = np.concatenate([one.places for one in found])
    normals = np.concatenate([one.normals for one in found])
    starts = np.cumsum([0, *(len(one.names) for one in found)])
    far = np.linalg.norm(places - beam.lens, axis=1)
    slant = np.abs(np.einsum("ij,ij->i", ways[lines], normals))
    return Shade(
        parts=thing.mesh.names, places=places, normals=normals, part=part[lines],
        areas=spans[lines] * far**2 / np.maximum(slant, SLANT),
        via=np.concatenate([one.name + at for one, at in zip(found, starts, strict=False)]),
        vias=tuple(name for one in found for name in one.names),
        pane=np.concatenate([np.full(len(one.lines), one.pane) for one in found]),
        u=np.concatenate([one.u for one in found]),
        v=np.concatenate([one.v for one in found]),
    )  # fmt: skip


def _ahead(start: Floats, ends: Floats) -> Floats:
    """Return places a little on from a lamp's lens towards others."""
    way = ends - start
    far = np.maximum(np.linalg.norm(way, axis=1), 1e-9)
    return np.asarray(start + way * (CLEAR / far)[:, None])


def short(start: Floats, ends: Floats) -> Floats:
    """Return the ends of lines from a place, drawn back a little before what they lead to."""
    return np.asarray(start + (ends - start) * SHORT)
