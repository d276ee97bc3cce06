"""Shadows that give somebody away: on ground, snow, walls and car, and on back-lit snowed glass.

Patches of shade (`shade`) lie on solid things, and on every pane on the way of the light, whose
snow is a screen. A patch is seen where the camera sees its place and its contrast, dark against the
light around it, is above the margin:

    contrast = share of the lamp hidden there · its lux / all lux · what the view lets through

All lux are the lamp's own, the other lamps' that reach the place, and daylight. A snowed pane
glows on the side away from the lamp with its scattered light, diffuse less direct; what is seen
through its gaps thins the contrast, so clean glass shows no shadow. A lamp's opening is a disc:
where only a part of it is hidden the shade is as much weaker (penumbra).

Shadows of what may be seen, actors above all, give nobody away. Daylight comes from everywhere and
throws no shadow here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight import glass
from lastlook.take.sight.findings import Way
from lastlook.take.sight.glimpse import Patches, glimpse, in_frame, pixels_of
from lastlook.take.sight.lamplight import level
from lastlook.take.sight.screens import BEHIND, Screens
from lastlook.take.sight.shade import cast, short
from lastlook.take.sight.tracer import Tracer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.sight.glimpse import Glimpse
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.shade import Shade
    from lastlook.take.sight.solids import Solids
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a frame is looked at with."""

    at: float
    things: tuple[Thing, ...]
    """What must hide, where it is."""
    solids: Solids
    """What may be seen."""
    panes: tuple[Pane, ...]
    view: View
    film: Film | None
    snow_at: float
    """The moment of the film: `at`, unless the snow is early or late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Chosen patches of a shade, looked at in a frame."""

    frame: Frame
    shade: Shade
    rows: Ints
    across: Bools
    """Whether the camera is on the other side of what is shaded than the lamp."""

    @property
    def places(self) -> Floats:
        """Where the patches are."""
        return np.asarray(self.shade.places[self.rows])

    @property
    def normals(self) -> Floats:
        """Of what they lie on."""
        return np.asarray(self.shade.normals[self.rows])

    def through(self, start: Floats) -> Floats:
        """Return what panes let pass between a place and the patches, their own pane apart."""
        rays = glass.crossings(self.frame.panes, start[None], short(start, self.places))
        passed = glass.transmission(rays, self.frame.film, self.frame.snow_at, len(self.rows))
        return np.asarray(passed, dtype=np.float64)

    def reached(self, start: Floats) -> Bools:
        """Return to which patches nothing solid stands in the way from a place."""
        starts = np.broadcast_to(start, (len(self.rows), 3))
        return np.asarray(~self.frame.solids.blocked(starts, self.places))

    def chosen(self, some: Bools) -> _Look:
        """Return some of the patches."""
        return _Look(
            frame=self.frame, shade=self.shade, rows=self.rows[some], across=self.across[some]
        )


class Shadows:
    """Looks for shadows, frame by frame; what has not moved is not cast again."""

    def __init__(
        self, take: Take, beams: Sequence[Beam], known: Mapping[str, Material],
        *, tracer: type = Tracer,
    ) -> None:  # fmt: skip
        """Take the light of the take's lamps, in their order, and materials, calibrated."""
        self.take = take
        self.beams = tuple(beams)
        self.screens = Screens(take, known)
        self.contrast = float(take.margins.contrast)
        self.width = take.margins.width
        self._tracer = tracer
        self._shades: dict[tuple[str, int], tuple[Solids, Mesh, Shade | None]] = {}

    def look(self, frame: Frame) -> tuple[Glimpse, ...]:
        """Return the shadows of hidden things that a picture shows."""
        levels = [level(lamp, frame.at) for lamp in self.take.lamps]
        found = []
        for thing in frame.things:
            patches = []
            for number, beam in enumerate(self.beams):
                if levels[number] > 0 and thing.name != beam.name:
                    shade = self._shade(number, thing, frame)
                    if shade is not None:
                        patches += self._seen(number, shade, frame, levels)
            one = glimpse(Way.SHADOW, thing.name, patches, frame.view)
            if one is not None:
                found.append(one)
        return tuple(found)

    def _shade(self, number: int, thing: Thing, frame: Frame) -> Shade | None:
        """Return a thing's shade by a lamp, cast anew only when something moved."""
        kept = self._shades.get((thing.name, number))
        if kept is not None and kept[0] is frame.solids and kept[1] is thing.mesh:
            return kept[2]
        own = self._tracer(thing.mesh.vertices, thing.mesh.faces)
        shade = cast(self.beams[number], thing, frame.solids, frame.panes, own)
        self._shades[thing.name, number] = (frame.solids, thing.mesh, shade)
        return shade

    def _seen(
        self, number: int, shade: Shade, frame: Frame, levels: Sequence[float]
    ) -> list[Patches]:
        """Return the patches of a shade that the picture shows dark enough."""
        view, lens = frame.view, self.beams[number].lens
        places, depth = view.project(shade.places)
        rows = np.flatnonzero(in_frame(places, depth))
        eye_side = np.einsum("ij,ij->i", view.eye - shade.places[rows], shade.normals[rows])
        lamp_side = np.einsum("ij,ij->i", lens - shade.places[rows], shade.normals[rows])
        across = eye_side * lamp_side < 0
        # A solid thing shows its shade only on the side that the lamp lights.
        keep = ~across | (shade.pane[rows] >= 0)
        if not keep.any():
            return []
        look = _Look(frame=frame, shade=shade, rows=rows[keep], across=across[keep])
        contrast = self._contrast(number, look, levels) * look.through(view.eye)
        look = look.chosen(contrast > self.contrast)
        look = look.chosen(look.reached(view.eye))
        rows = look.rows
        if not len(rows):
            return []
        pixels = pixels_of(view, look.places, look.normals, shade.areas[rows], width=self.width)
        return [
            Patches(
                places=places[rows], pixels=pixels, part=shade.part[rows], via=shade.via[rows],
                parts=shade.parts, vias=shade.vias,
            )
        ]  # fmt: skip

    def _contrast(self, number: int, look: _Look, levels: Sequence[float]) -> Floats:
        """Return how much darker than the light around it each patch is, 0 to 1."""
        shade, rows, frame = look.shade, look.rows, look.frame
        passed = glass.transmission(shade.before, frame.film, frame.snow_at, len(shade.places))
        own = shade.lux[rows] * levels[number] * passed[rows]
        light = own * shade.lit[rows] + self._daylight(look)
        for other, beam in enumerate(self.beams):
            if other != number and levels[other] > 0:
                lux = beam.lux(look.places, look.normals) * levels[other]
                if lux.any():
                    light += lux * look.reached(beam.lens) * look.through(beam.lens)
        thrown, behind = self._thrown(look)
        total = light * thrown + behind
        missing = own * shade.hidden[rows] * thrown
        return np.asarray(np.where(total > 0, missing / np.where(total > 0, total, 1.0), 0.0))

    def _daylight(self, look: _Look) -> Floats:
        """Return the daylight on each patch, lux: in the open, outside a pane or in the car."""
        found = np.full(len(look.rows), self.screens.open)
        for number, pane in enumerate(look.frame.panes):
            found[look.shade.pane[look.rows] == number] = self.screens.daylight[pane.name]
        inside = look.shade.inside[look.rows]
        if inside.any():
            found[inside] = self.screens.indoors(look.frame.film, look.frame.snow_at)
        return found

    def _thrown(self, look: _Look) -> tuple[Floats, Floats]:
        """Return which share of the light at each patch the camera gets, and the lux beside it.

        Of a solid thing it gets all there is to get; of a screen what the snow scatters through or
        back, and through its gaps what is behind.
        """
        frame, shade = look.frame, look.shade
        thrown, behind = np.ones(len(look.rows)), np.zeros(len(look.rows))
        for number, pane in enumerate(frame.panes):
            on = np.flatnonzero(shade.pane[look.rows] == number)
            if not len(on):
                continue
            at = look.rows[on]
            u, v = shade.u[at], shade.v[at]
            depth = self.screens.depth(pane.name, frame.film, frame.snow_at, u=u, v=v)
            glow = self.screens.glow(depth)
            thrown[on] = np.where(look.across[on], glow - np.exp(-depth), 1 - glow)
            way = shade.places[at] - frame.view.eye
            cosine = np.abs(np.einsum("ij,ij->i", way, shade.normals[at]))
            cosine /= np.linalg.norm(way, axis=1)
            gaps = np.exp(-depth / np.maximum(cosine, glass.GRAZING))
            behind[on] = gaps * BEHIND * self.screens.daylight[pane.name]
        return thrown, behind
