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
from lastlook.take.sight.glimpse import Patches, pixels_of, shown
from lastlook.take.sight.moments import Kept
from lastlook.take.sight.screens import BEHIND, Screens
from lastlook.take.sight.shade import cast, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.glimpse import Shown
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Moments
    from lastlook.take.sight.shade import Shade
    from lastlook.take.sight.solids import Solids
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

SHADES = 600
"""Shades, and looks at them, that are kept."""


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


class Shadows:
    """Looks for shadows, frame by frame; what has not moved is not cast again."""

    def __init__(
        self, take: Take, beams: Sequence[Beam], known: Mapping[str, Material], stage: Moments
    ) -> None:
        """Take the light of the take's lamps, in their order, and materials, calibrated.

        Points and tracers are the stage's.
        """
        self.beams = tuple(beams)
        self.screens = Screens(take, known)
        self.contrast = float(take.margins.contrast)
        self.width = take.margins.width
        self.stage = stage
        self._shades = Kept(SHADES)
        self._looks = Kept(SHADES)

    def look(self, frame: Frame) -> dict[str, Shown]:
        """Return the shadows of hidden things that a picture shows, by the things' names."""
        found = {}
        for name, thing in frame.things.items():
            patches = [
                patch
                for number, beam in enumerate(self.beams)
                if frame.levels[number] > 0 and thing.name != beam.name
                for patch in self._seen(number, name, thing, frame)
            ]
            one = shown(patches, frame.view)
            if one is not None:
                found[name] = one
        return found

    def _shade(self, number: int, name: str, thing: Thing, frame: Frame) -> Shade | None:
        """Return a thing's shade by a lamp, cast anew only when something moved."""

        def make() -> tuple[Solids, Mesh, Shade | None]:
            points, own = self.stage.points(name, thing.mesh), self.stage.tracer(thing.mesh)
            shade = cast(self.beams[number], thing, points, own, frame)
            return frame.solids, thing.mesh, shade

        # What the key names is kept with it, so that nothing else can have its identity.
        return self._shades.get((id(frame.solids), id(thing.mesh), number), make)[2]

    def _visible(self, number: int, shade: Shade, frame: Frame) -> tuple[Ints, Floats, Floats]:
        """Return which patches the camera sees, where in the picture, and their pixels."""

        def make() -> tuple[Shade, Ints, Floats, Floats]:
            rows, places = self._in_sight(number, shade, frame)
            pixels = pixels_of(
                frame.view, shade.places[rows], shade.normals[rows], shade.areas[rows],
                width=self.width,
            )  # fmt: skip
            return shade, rows, places, pixels

        return self._looks.get((id(shade), frame.key), make)[1:]

    def _in_sight(self, number: int, shade: Shade, frame: Frame) -> tuple[Ints, Floats]:
        view, lens = frame.view, self.beams[number].lens
        places, inside = frame.project(shade.places)
        rows = np.flatnonzero(inside)
        # A solid thing shows its shade only on the side that the lamp lights.
        solid = shade.pane[rows] < 0
        rows = rows[~(solid & _across(view.eye, lens, shade, rows))]
        eyes = np.broadcast_to(view.eye, (len(rows), 3))
        rows = rows[~frame.solids.blocked(eyes, shade.places[rows])]
        return rows, places[rows]

    def _seen(self, number: int, name: str, thing: Thing, frame: Frame) -> list[Patches]:
        """Return the patches of a thing's shade that the picture shows dark enough."""
        shade = self._shade(number, name, thing, frame)
        if shade is None:
            return []
        rows, places, pixels = self._visible(number, shade, frame)
        if not len(rows):
            return []
        across = _across(frame.view.eye, self.beams[number].lens, shade, rows)
        look = _Look(frame=frame, shade=shade, rows=rows, across=across)
        dark = self._contrast(number, look) * look.through(frame.view.eye) > self.contrast
        if not dark.any():
            return []
        return [
            Patches(
                places=places[dark], pixels=pixels[dark],
                part=shade.part[rows[dark]], via=shade.via[rows[dark]],
                parts=shade.parts, vias=shade.vias,
            )
        ]  # fmt: skip

    def _contrast(self, number: int, look: _Look) -> Floats:
        """Return how much darker than the light around it each patch is, 0 to 1."""
        shade, rows, frame = look.shade, look.rows, look.frame
        levels = frame.levels
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


def _across(eye: Floats, lens: Floats, shade: Shade, rows: Ints) -> Bools:
    """Return for which patches the eye is on the other side of what is shaded than the lamp."""
    one = np.einsum("ij,ij->i", eye - shade.places[rows], shade.normals[rows])
    other = np.einsum("ij,ij->i", lens - shade.places[rows], shade.normals[rows])
    return np.asarray(one * other < 0)
