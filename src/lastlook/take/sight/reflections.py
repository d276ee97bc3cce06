"""Reflections that give somebody away, the camera itself too: one bounce off glass and mirrors.

The camera is mirrored in each plane; what it would see from there through the mirror's outline
shows in it, if nothing stands on the way out or back and snow lets it pass. It is seen where what
comes back is bright enough beside what the mirror shows anyway: reflectance above the margin's
contrast, for things about as bright as the rest of the picture. A lamp that shines at the mirror is
far brighter. Panes reflect on both sides: outside, snow dims it twice; inside, only the outer
surface is lost to it (`bounce`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight import bounce, glass
from lastlook.take.sight.glimpse import Patches, shown
from lastlook.take.sight.lamplight import NO_LIGHT
from lastlook.take.sight.moments import Kept
from lastlook.take.snow.glass import axes
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.model import Take
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.glimpse import Shown
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Moments
    from lastlook.take.sight.points import Points
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

BRIGHT = 1000.0
"""How much brighter than the rest of the picture a lamp is that shines at the mirror. Assumed."""
OFF = 0.003
"""Metres before its plane at which a mirror is met, clear of what it is mounted on."""
SAMPLED = 300
"""Things whose points are kept where they are."""
SHORT = 1e-6
"""Of a line's length, at both ends: so that it does not cross the pane that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Surface:
    """A flat thing that reflects to one side."""

    name: str
    corners: Floats
    """4 × 3, counter-clockwise from where it reflects."""
    reflectance: float = 0.0
    """Straight on; of panes it follows from the snow."""
    pane: Pane | None = None
    inner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sampled:
    """Points of a thing: n of each."""

    mesh: Mesh
    places: Floats
    normals: Floats
    areas: Floats
    part: Ints
    shines: Bools


class Reflections:
    """Looks for reflections, frame by frame."""

    def __init__(self, take: Take, beams: Sequence[Beam], stage: Moments) -> None:
        """Take the light of the take's lamps, in their order; points are the stage's."""
        numbers = range(len(take.lamps))
        self.beams = {beam.name: (beam, n) for n, beam in zip(numbers, beams, strict=True)}
        self.contrast = float(take.margins.contrast)
        self.width = take.margins.width
        self.stage = stage
        self._sampled = Kept(SAMPLED)

    def look(self, frame: Frame) -> dict[str, Shown]:
        """Return the reflections of hidden things that a picture shows, by the things' names."""
        surfaces = [one for one in _surfaces(frame) if _near(one, frame)]
        found = {}
        for name, thing in frame.things.items() if surfaces else ():
            points = self._points(name, thing)
            patches = [patch for one in surfaces for patch in self._seen(thing, points, one, frame)]
            one = shown(patches, frame.view)
            if one is not None:
                found[name] = one
        return found

    def _points(self, name: str, thing: Thing) -> _Sampled:
        def make() -> _Sampled:
            return _sampled(thing, self.stage.points(name, thing.mesh))

        return self._sampled.get((name, id(thing.mesh)), make)

    def _seen(
        self, thing: Thing, points: _Sampled, surface: _Surface, frame: Frame
    ) -> list[Patches]:
        """Return the patches of a thing that the picture shows in a surface."""
        turn, cosine, there = bounce.bounce(frame.view.eye, points.places, surface.corners)
        there &= np.einsum("ij,ij->i", turn - points.places, points.normals) > 0
        if not there.any():
            return []
        places, inside = frame.project(turn)
        rows = np.flatnonzero(there & inside)
        strength = self._reflectance(surface, turn[rows], cosine[rows], frame)
        strength = strength * self._bright(thing, points, rows, turn[rows], frame)
        rows, strength = _above(rows, strength, self.contrast)
        strength = strength * _through(frame, turn[rows], points.places[rows])
        rows, strength = _above(rows, strength, self.contrast)
        rows = rows[_free(frame, surface, turn[rows], points.places[rows])]
        if not len(rows):
            return []
        return [
            Patches(
                places=places[rows],
                pixels=_pixels(frame.view, points, rows, turn[rows], self.width),
                part=points.part[rows], via=np.zeros(len(rows), dtype=np.int64),
                parts=thing.mesh.names, vias=(surface.name,),
            )
        ]  # fmt: skip

    def _reflectance(self, surface: _Surface, turn: Floats, cosine: Floats, frame: Frame) -> Floats:
        """Return what a surface gives back at places on it."""
        pane = surface.pane
        if pane is None:
            return bounce.lacquer(surface.reflectance, cosine)
        depth = np.zeros(len(turn))
        if frame.film is not None and pane.name in frame.film.panes:
            along, up, _ = (np.array(axis) for axis in axes(pane))
            away = turn - np.array([pane.x, pane.y, pane.z])
            snow = frame.film.panes[pane.name]
            depth = snow.look(snow.record(frame.snow_at), away @ along, away @ up)
        back = bounce.pane_inside if surface.inner else bounce.pane_outside
        return back(cosine, depth)

    def _bright(
        self, thing: Thing, points: _Sampled, rows: Ints, turn: Floats, frame: Frame
    ) -> Floats:
        """Return how much brighter than the rest of the picture points of a thing are."""
        if thing.kind is not Kind.LAMP or thing.name not in self.beams:
            return np.ones(len(rows))
        beam, number = self.beams[thing.name]
        shines = points.shines[rows] & beam.holds(turn)
        return np.where(shines, 1 + (BRIGHT - 1) * frame.levels[number], 1.0)


def _sampled(thing: Thing, points: Points) -> _Sampled:
    use = points.areas > 0
    part = thing.mesh.parts[points.faces[use]].astype(np.int64)
    dark = np.array([name in NO_LIGHT for name in thing.mesh.names], dtype=np.bool_)
    return _Sampled(
        mesh=thing.mesh,
        places=np.asarray(points.on(thing.mesh)[use], dtype=np.float64),
        normals=np.asarray(points.normals(thing.mesh)[use], dtype=np.float64),
        areas=np.asarray(points.areas[use], dtype=np.float64),
        part=part,
        shines=~dark[part],
    )


def _surfaces(frame: Frame) -> list[_Surface]:
    """Return mirrors, and both sides of every pane."""
    found = [
        _Surface(name=one.name, corners=one.corners, reflectance=one.reflectance)
        for one in frame.mirrors
    ]
    for pane in frame.panes:
        along, up, _ = (np.array(axis) for axis in axes(pane))
        foot, top = np.array([pane.x, pane.y, pane.z]), up * pane.height
        wide, narrow = along * pane.width / 2, along * pane.top_width / 2
        outer = np.array([foot - wide, foot + wide, foot + top + narrow, foot + top - narrow])
        found += [
            _Surface(name=pane.name, corners=outer, pane=pane),
            _Surface(name=pane.name, corners=outer[::-1], pane=pane, inner=True),
        ]
    return found


def _near(surface: _Surface, frame: Frame) -> bool:
    """Return whether a surface turns its face to the eye and is not wholly beside the picture."""
    view, wide = frame.view, 1 + 2 * frame.margin
    middle, normal = bounce.plane(surface.corners)
    if float((view.eye - middle) @ normal) <= 0:
        return False
    away = surface.corners - view.eye
    ahead = away @ view.forward
    across = away @ view.right / (view.half_width * wide)
    over = away @ view.up / (view.half_height * wide)
    return not any(
        bool((side > ahead).all()) for side in (across, -across, over, -over, np.zeros(4))
    )


def _above(rows: Ints, strength: Floats, least: float) -> tuple[Ints, Floats]:
    strong = strength > least
    return rows[strong], strength[strong]


def _through(frame: Frame, turn: Floats, places: Floats) -> Floats:
    """Return what panes on the way let pass, the one that reflects apart."""
    found = np.ones(len(turn))
    starts = np.broadcast_to(frame.view.eye, turn.shape)
    for start, end in ((starts, turn), (turn, places)):
        way = (end - start) * SHORT
        crossed = glass.crossings(frame.panes, start + way, end - way)
        found *= glass.transmission(crossed, frame.film, frame.snow_at, len(turn))
    return found


def _free(frame: Frame, surface: _Surface, turn: Floats, places: Floats) -> Bools:
    """Return where nothing that may be seen stands on the way to the surface or back from it."""
    before = turn + bounce.plane(surface.corners)[1] * OFF
    starts = np.broadcast_to(frame.view.eye, turn.shape)
    return ~frame.solids.blocked(starts, before) & ~frame.solids.blocked(before, places)


def _pixels(view: View, points: _Sampled, rows: Ints, turn: Floats, width: int) -> Floats:
    """Return the pixels that points of a thing cover, as far off as the light has come."""
    out, back = turn - view.eye, points.places[rows] - turn
    first, second = np.linalg.norm(out, axis=1), np.linalg.norm(back, axis=1)
    facing = np.abs(np.einsum("ij,ij->i", back, points.normals[rows])) / np.maximum(second, 1e-9)
    axial = np.maximum(out @ view.forward / np.maximum(first, 1e-9), 1e-3)
    solid = points.areas[rows] * facing / np.maximum(first + second, 1e-3) ** 2
    return np.asarray(solid / axial**3 * (width / (2 * view.half_width)) ** 2)
