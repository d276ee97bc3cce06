"""Where hidden things keep a lamp's light away: patches of shade on solid things and on panes.

Rays run from the lamp through points of a thing (`points`) to all that they would have lit behind
it. Each stands for a patch of shade, as large as the point's share of what the lamp sees of the
thing. A patch is not seen or weighed here: that is for `shadows`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    Singles = npt.NDArray[np.float32]
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
    sources: Floats
    """n × 3: on the thing, where the light would have met it."""
    places: Floats
    normals: Floats
    """Of what is shaded."""
    areas: Floats
    lines: Ints
    """Number of the ray that landed here."""
    part: Ints
    via: Ints
    vias: tuple[str, ...]
    """Names of what is shaded."""
    pane: Ints
    """Number in the frame's panes; -1 for solid things."""
    u: Floats
    v: Floats

    def chosen(self, rows: Ints, part: Ints) -> Shade:
        """Return some of the patches, with the parts that shade them."""
        return replace(
            self, sources=self.sources[rows], places=self.places[rows], normals=self.normals[rows],
            areas=self.areas[rows], lines=self.lines[rows], part=part, via=self.via[rows],
            pane=self.pane[rows], u=self.u[rows], v=self.v[rows],
        )  # fmt: skip


def cast(
    beam: Beam, thing: Thing, points: Points, placed: tuple[Singles, Singles], frame: Frame
) -> Shade | None:
    """Cast a thing's shade by a lamp; None where it throws none.

    `points` are the thing's, `placed` where they are and their normals, `frame` has what is
    behind. What of the thing the light meets first is not asked here: see `met`.
    """
    solids, panes = frame.solids, frame.panes
    places, normals = (np.asarray(one, dtype=np.float64) for one in placed)
    toward = beam.sources(places) - places
    far = np.sqrt(np.einsum("ij,ij->i", toward, toward))
    facing = np.einsum("ij,ij->i", toward, normals) / np.maximum(far, 1e-9)
    use = np.flatnonzero((points.areas > 0) & (facing > 0) & beam.holds(places) & (far > CLEAR))
    if not len(use):
        return None
    places, far = places[use], far[use]
    ways = -toward[use] / far[:, None]
    part = thing.mesh.parts[points.faces[use]].astype(np.int64)
    distance, triangles = solids.hits(places, ways, LONGEST)
    ends = places + ways * distance[:, None]
    found = joined(
        landings(solids, panes, places, ends, triangles), thing.mesh.names,
        part=part, sources=places, areas=points.areas[use] * facing[use],
    )  # fmt: skip
    if found is None:
        return None
    # As large as the light, which spreads, and the slant on which it falls make it.
    slant = np.abs(np.einsum("ij,ij->i", ways[found.lines], found.normals))
    areas = found.areas * beam.spread(far[found.lines], found.places)
    return replace(found, areas=areas / np.maximum(slant, SLANT))


def met(beam: Beam, places: Floats, before: Sequence[Callable[[Floats, Floats], Bools]]) -> Bools:
    """Return which places a lamp's light meets with nothing of all that is `before` in its way."""
    found = np.ones(len(places), dtype=np.bool_)
    starts = _ahead(beam.sources(places), places)
    for blocked in before:
        rows = np.flatnonzero(found)
        found[rows] = ~np.asarray(blocked(starts[rows], places[rows]), dtype=np.bool_)
    return found


def openings(beam: Beam, places: Floats, own: Trace, solids: Solids) -> tuple[Floats, Floats]:
    """Return which share of a lamp a thing hides at places, and which reaches them without it.

    `own` is the thing, `solids` what else stands there.
    """
    points, shape = beam.openings(), (len(beam.openings()), len(places))
    starts, ends = _lines(beam, points, places)
    hidden = np.asarray(own.blocked(starts, ends), dtype=np.bool_).reshape(shape)
    # Where the thing hides nothing, no more need be known.
    rows = np.flatnonzero(hidden.any(axis=0))
    reaches = np.zeros(shape, dtype=np.bool_)
    starts, ends = _lines(beam, points, places[rows])
    reaches[:, rows] = ~solids.blocked(starts, ends).reshape(len(points), len(rows))
    return (hidden & reaches).mean(axis=0), reaches.mean(axis=0)


def _lines(beam: Beam, points: Floats, places: Floats) -> tuple[Floats, Floats]:
    """Return the lines from every point of a lamp to every place, point by point."""
    starts = np.concatenate([_ahead(beam.sources(places, point), places) for point in points])
    return starts, np.tile(places, (len(points), 1))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Landing:
    """Where rays meet something: n of each."""

    lines: Ints
    places: Floats
    normals: Floats
    names: tuple[str, ...]
    """Of what they meet."""
    name: Ints
    pane: int
    u: Floats
    v: Floats

    def chosen(self, rows: Ints) -> Landing:
        """Return some of them."""
        return replace(
            self, lines=self.lines[rows], places=self.places[rows], normals=self.normals[rows],
            name=self.name[rows], u=self.u[rows], v=self.v[rows],
        )  # fmt: skip


def landings(
    solids: Solids, panes: Sequence[Pane], starts: Floats, ends: Floats, triangles: Ints
) -> list[Landing]:
    """Return where rays, that end on triangles or nowhere (-1), land: there and on every pane."""
    found = [_on_solids(solids, ends, triangles), *_on_panes(panes, starts, ends)]
    return [one for one in found if len(one.lines)]


def _on_solids(solids: Solids, ends: Floats, triangles: Ints) -> Landing:
    """Return where rays end on something solid."""
    lines = np.flatnonzero(triangles >= 0)
    on = triangles[lines]
    none = np.zeros(len(lines))
    return Landing(
        lines=lines, places=ends[lines], normals=solids.normals(on), names=solids.names,
        name=solids.labels[on], pane=-1, u=none, v=none,
    )  # fmt: skip


def _on_panes(panes: Sequence[Pane], starts: Floats, ends: Floats) -> list[Landing]:
    """Return where rays cross panes."""
    numbers = {pane.name: number for number, pane in enumerate(panes)}
    found = []
    for one in glass.crossings(panes, starts, ends):
        number, count = numbers[one.pane], len(one.lines)
        places = starts[one.lines] + (ends - starts)[one.lines] * one.share[:, None]
        normal = np.array(axes(panes[number])[2])
        found.append(
            Landing(
                lines=one.lines.astype(np.int64), places=places,
                normals=np.tile(normal, (count, 1)), names=(one.pane,),
                name=np.zeros(count, dtype=np.int64), pane=number,
                u=one.u.astype(np.float64), v=one.v.astype(np.float64),
            )
        )  # fmt: skip
    return found


def joined(
    found: Sequence[Landing], parts: tuple[str, ...], *, part: Ints, sources: Floats, areas: Floats
) -> Shade | None:
    """Join where rays land; `part`, `sources` and `areas` are of the rays."""
    if not found:
        return None
    lines = np.concatenate([one.lines for one in found])
    names = np.cumsum([0, *(len(one.names) for one in found)])
    return Shade(
        parts=parts, sources=sources[lines], areas=areas[lines], part=part[lines], lines=lines,
        places=np.concatenate([one.places for one in found]),
        normals=np.concatenate([one.normals for one in found]),
        via=np.concatenate([one.name + at for one, at in zip(found, names, strict=False)]),
        vias=tuple(name for one in found for name in one.names),
        pane=np.concatenate([np.full(len(one.lines), one.pane) for one in found]),
        u=np.concatenate([one.u for one in found]),
        v=np.concatenate([one.v for one in found]),
    )  # fmt: skip


def _ahead(starts: Floats, ends: Floats) -> Floats:
    """Return places a little on from a lamp's lens towards others."""
    way = ends - starts
    far = np.maximum(np.sqrt(np.einsum("ij,ij->i", way, way)), 1e-9)
    return np.asarray(starts + way * (CLEAR / far)[:, None])


def short(starts: Floats, ends: Floats) -> Floats:
    """Return the ends of lines, drawn back a little before what they lead to."""
    return np.asarray(starts + (ends - starts) * SHORT)
