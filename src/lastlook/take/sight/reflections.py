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
from lastlook.take.sight.glimpse import Patches, counted, shown
from lastlook.take.sight.lamplight import NO_LIGHT
from lastlook.take.sight.moments import Kept
from lastlook.take.sight.surfaces import Outlines, Surface, surfaces
from lastlook.take.snow.glass import axes
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.model import Take
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.glass import Crossing
    from lastlook.take.sight.glimpse import Grid, Shown
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Moments
    from lastlook.take.sight.surfaces import Facing
    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

BRIGHT = 1000.0
"""How much brighter than the rest of the picture a lamp is that shines at the mirror. Assumed."""
DULL = 0.001
"""Metres of loose snow on paint that end its shine."""
LEVEL = 0.5
"""Upward share of its normal from which on snow lies on a surface."""
OFF = 0.003
"""Metres before its plane at which a mirror is met, clear of what it is mounted on."""
SURFACES = 4
"""Sets of mirrors and panes that are kept."""
LOOKS = 3000
"""Looks at things in surfaces that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Look:
    """Points of a thing that a camera sees in a surface, before light and snow are asked."""

    surface: Surface
    at: Floats
    """n × 2: in the picture."""
    pixels: Floats
    part: Ints
    turn: Floats
    """n × 3: where on the surface."""
    cosine: Floats
    """Of the angle to its normal there."""
    lit: Bools
    """Whether the lamp that the thing is shines at the surface there."""
    legs: tuple[tuple[Crossing, ...], tuple[Crossing, ...]]
    """Panes on the way to the surface, and back from it."""


class Reflections:
    """Looks for reflections, frame by frame; what has not moved is not looked at again."""

    def __init__(self, take: Take, beams: Sequence[Beam], stage: Moments) -> None:
        """Take the light of the take's lamps, in their order; points are the stage's."""
        self.beams = {beam.name: (beam, number) for number, beam in enumerate(beams)}
        self.contrast = float(take.margins.contrast)
        self.width = take.margins.width
        self.stage = stage
        self._surfaces = Kept(SURFACES)
        self._looks = Kept(LOOKS)
        self._facings = Kept(LOOKS)

    def look(self, frame: Frame) -> dict[str, Shown]:
        """Return the reflections of hidden things that a picture shows, by the things' names."""
        found = {}
        for name, near in self._near(frame).items():
            thing = frame.things[name]
            patches = [
                patch
                for look in self._seen(name, thing, near, frame)
                for patch in self._bright_enough(look, thing, frame)
            ]
            one = shown(patches, frame.view)
            if one is not None:
                found[name] = one
        return found

    def count(self, frame: Frame, name: str, grid: Grid) -> Glimpsed | None:
        """Count the pixels of a grid that show a thing's reflection, or return None for none."""
        thing = frame.things[name]
        found = []
        shows = np.zeros(len(grid.places), dtype=np.bool_)
        for surface in self._near(frame).get(name, ()):
            look, lines = self._traced(thing, surface, frame, grid)
            for patches, bright in self._told(look, thing, frame):
                new = ~shows[lines[bright]]
                shows[lines[bright]] = True
                found.append(patches.chosen(new))
        return counted(found, frame.view)

    def _traced(
        self, thing: Thing, surface: Surface, frame: Frame, grid: Grid
    ) -> tuple[_Look | None, Ints]:
        """Return what pixels show of a thing in a surface, and which pixels those are."""
        view = frame.view
        ways = view.directions(grid.places)
        toward = ways @ surface.normal
        with np.errstate(divide="ignore", invalid="ignore"):
            far = float((surface.middle - view.eye) @ surface.normal) / toward
        lines = np.flatnonzero((toward < 0) & (far > 0))
        turn = view.eye + ways[lines] * far[lines, None]
        inside = bounce.within(turn, surface.corners, surface.normal)
        lines, turn = lines[inside], turn[inside]
        back = ways[lines] - 2 * toward[lines, None] * surface.normal
        own = self.stage.tracer(thing.mesh)
        distances, triangles = own.hits(turn + surface.normal * OFF, back)
        met = np.asarray(triangles) >= 0
        lines, turn, triangles = lines[met], turn[met], np.asarray(triangles)[met]
        places = turn + surface.normal * OFF + back[met] * np.asarray(distances)[met, None]
        free = _free(frame, surface, turn, places)
        lines = lines[free]
        if not len(lines):
            return None, lines
        look = self._weighed(
            thing, surface, frame, turn=turn[free], places=places[free],
            at=grid.places[lines], cosine=np.abs(toward[lines]),
            pixels=np.full(len(lines), grid.worth),
            part=thing.mesh.parts[triangles[free]].astype(np.int64),
        )  # fmt: skip
        return look, lines

    def _near(self, frame: Frame) -> dict[str, list[Surface]]:
        """Return the surfaces that may show things, by the things' names."""
        facing = self._facing(frame)
        if not facing.surfaces or not frame.things:
            return {}
        boxes = [self.stage.bounds(thing.mesh) for thing in frame.things.values()]
        lows, highs = (np.array(one, dtype=np.float64) for one in zip(*boxes, strict=True))
        names = tuple(frame.things)
        found: dict[str, list[Surface]] = {}
        rows = np.argwhere(facing.may_show(lows, highs).T).tolist()
        for number, surface in rows:
            found.setdefault(names[number], []).append(facing.surfaces[surface])
        return found

    def _facing(self, frame: Frame) -> Facing:
        """Return the mirrors and sides of panes that face a camera, anew only when it moved."""
        every = tuple(id(one) for one in (*frame.mirrors, *frame.panes))

        def outlines() -> tuple[object, Outlines]:
            made = Outlines(surfaces(frame.mirrors, frame.panes))
            return (frame.mirrors, frame.panes), made

        made = self._surfaces.get(every, outlines)[1]

        def make() -> tuple[object, Facing]:
            margin = frame.margin + max(map(abs, frame.offset)) / 2
            return made, made.facing(frame.view, margin)

        return self._facings.get((id(made), frame.key), make)[1]

    def _seen(self, name: str, thing: Thing, near: Sequence[Surface], frame: Frame) -> list[_Look]:
        """Return where a camera sees a thing in surfaces, anew only when one of them moved."""

        def make() -> tuple[object, list[_Look]]:
            found = [self._looked(name, thing, surface, frame) for surface in near]
            return (thing.mesh, frame.solids, near), [one for one in found if one is not None]

        key = id(thing.mesh), id(frame.solids), tuple(id(one) for one in near), frame.key
        return self._looks.get(key, make)[1]

    def _looked(self, name: str, thing: Thing, surface: Surface, frame: Frame) -> _Look | None:
        points = self.stage.points(name, thing.mesh)
        use = np.flatnonzero(points.areas > 0)
        places, normals = (
            np.asarray(a, dtype=np.float64)[use] for a in self.stage.placed(name, thing.mesh)
        )
        turn, cosine, there = bounce.bounce(frame.view.eye, places, surface.corners)
        there &= np.einsum("ij,ij->i", turn - places, normals) > 0
        at, inside = frame.project(turn)
        rows = np.flatnonzero(there & inside)
        rows = rows[_free(frame, surface, turn[rows], places[rows])]
        if not len(rows):
            return None
        return self._weighed(
            thing, surface, frame, turn=turn[rows], places=places[rows], at=at[rows],
            cosine=cosine[rows], part=thing.mesh.parts[points.faces[use[rows]]].astype(np.int64),
            pixels=_pixels(
                frame.view, turn[rows], places[rows], normals[rows],
                areas=np.asarray(points.areas[use[rows]]), width=self.width,
            ),
        )  # fmt: skip

    def _weighed(
        self, thing: Thing, surface: Surface, frame: Frame,
        *, turn: Floats, places: Floats, at: Floats, cosine: Floats, part: Ints, pixels: Floats,
    ) -> _Look:  # fmt: skip
        """Gather what is on the way to places that a camera sees in a surface."""
        return _Look(
            surface=surface, at=at, part=part, turn=turn, cosine=cosine, pixels=pixels,
            lit=self._lit(thing, part, turn), legs=_legs(frame, surface, turn, places),
        )  # fmt: skip

    def _lit(self, thing: Thing, part: Ints, turn: Floats) -> Bools:
        """Return where a thing is a lamp that shines at a surface."""
        if thing.kind is not Kind.LAMP or thing.name not in self.beams:
            return np.zeros(len(part), dtype=np.bool_)
        shines = np.array([name not in NO_LIGHT for name in thing.mesh.names], dtype=np.bool_)
        return np.asarray(shines[part] & self.beams[thing.name][0].holds(turn))

    def _bright_enough(self, look: _Look, thing: Thing, frame: Frame) -> list[Patches]:
        """Return the patches that are bright enough to be seen."""
        return [patches for patches, _ in self._told(look, thing, frame)]

    def _told(self, look: _Look | None, thing: Thing, frame: Frame) -> list[tuple[Patches, Ints]]:
        """Return the patches of a look that are bright enough to be seen, and which they are."""
        if look is None:
            return []
        strength = _reflectance(look, frame)
        if look.lit.any():
            up = frame.levels[self.beams[thing.name][1]]
            strength = strength * np.where(look.lit, 1 + (BRIGHT - 1) * up, 1.0)
        for leg in look.legs:
            strength = strength * glass.transmission(leg, frame.film, frame.snow_at, len(look.at))
        bright = np.flatnonzero(strength > self.contrast)
        if not len(bright):
            return []
        patches = Patches(
            places=look.at[bright], pixels=look.pixels[bright], part=look.part[bright],
            via=np.zeros(len(bright), dtype=np.int64), parts=thing.mesh.names,
            vias=(look.surface.name,),
        )  # fmt: skip
        return [(patches, bright)]


def _reflectance(look: _Look, frame: Frame) -> Floats:
    """Return what a surface gives back at places on it."""
    pane, turn = look.surface.pane, look.turn
    if pane is None:
        bare = _bare(look, frame)
        return np.asarray(bounce.lacquer(look.surface.reflectance, look.cosine) * bare)
    depth = np.zeros(len(turn))
    if frame.film is not None and pane.name in frame.film.panes:
        along, up, _ = (np.array(axis) for axis in axes(pane))
        away = turn - np.array([pane.x, pane.y, pane.z])
        snow = frame.film.panes[pane.name]
        depth = snow.look(snow.record(frame.snow_at), away @ along, away @ up)
    back = bounce.pane_inside if look.surface.inner else bounce.pane_outside
    return back(look.cosine, depth)


def _bare(look: _Look, frame: Frame) -> Bools:
    """Return where no loose snow lies on a surface that turns upwards."""
    film, turn = frame.film, look.turn
    if film is None or look.surface.normal[2] < LEVEL:
        return np.ones(len(turn), dtype=np.bool_)
    thick = film.thickness[film.record(frame.snow_at)]
    row = np.floor((turn[:, 1] - film.y0) / film.dx).astype(np.int64)
    column = np.floor((turn[:, 0] - film.x0) / film.dx).astype(np.int64)
    rows, columns = thick.shape
    there = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    on = thick[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
    return np.asarray(~(there & (on > DULL)))


def _legs(
    frame: Frame, surface: Surface, turn: Floats, places: Floats
) -> tuple[tuple[Crossing, ...], tuple[Crossing, ...]]:
    """Return the panes on the way to a surface and back, the one that reflects apart.

    The lines are those of `_free`: others would slip through between a pane and its frame.
    """
    before = turn + surface.normal * OFF
    starts = np.broadcast_to(frame.view.eye, turn.shape)
    return (
        glass.crossings(frame.panes, starts, before),
        glass.crossings(frame.panes, before, places),
    )


def _free(frame: Frame, surface: Surface, turn: Floats, places: Floats) -> Bools:
    """Return where nothing that may be seen stands on the way to the surface or back from it."""
    before = turn + surface.normal * OFF
    starts = np.broadcast_to(frame.view.eye, turn.shape)
    free = ~frame.solids.blocked(starts, before)
    free[free] = ~frame.solids.blocked(before[free], places[free])
    return free


def _pixels(
    view: View, turn: Floats, places: Floats, normals: Floats, *, areas: Floats, width: int
) -> Floats:
    """Return the pixels that patches of a thing cover, as far off as the light has come."""
    out, back = turn - view.eye, places - turn
    first, second = np.linalg.norm(out, axis=1), np.linalg.norm(back, axis=1)
    facing = np.abs(np.einsum("ij,ij->i", back, normals)) / np.maximum(second, 1e-9)
    axial = np.maximum(out @ view.forward / np.maximum(first, 1e-9), 1e-3)
    solid = areas * facing / np.maximum(first + second, 1e-3) ** 2
    return np.asarray(solid / axial**3 * (width / (2 * view.half_width)) ** 2)
