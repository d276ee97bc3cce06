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
from lastlook.take.sight.shade import cast, openings, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.glass import Crossing
    from lastlook.take.sight.glimpse import Shown
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Moments
    from lastlook.take.sight.shade import Shade
    from lastlook.take.sight.solids import Solids
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

SHADES = 1500
"""Shades that are kept."""
LOOKS = 3000
"""Looks at shades that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Look:
    """Patches of a shade that a camera looks at, before light and snow are asked: n of each."""

    at: Floats
    """n × 2: in the picture."""
    pixels: Floats
    part: Ints
    via: Ints
    parts: tuple[str, ...]
    vias: tuple[str, ...]
    pane: Ints
    """Number in the frame's panes; -1 for solid things."""
    u: Floats
    v: Floats
    cosine: Floats
    """Between the line of sight and the normal of what is shaded."""
    across: Bools
    """Whether the camera is on the other side of what is shaded than the lamp."""
    hidden: Floats
    """Share of the lamp that the thing hides."""
    lit: Floats
    """Share of the lamp that would reach it without the thing."""
    lux: Floats
    """Lamps × n: at full, with no snow in the way; of the lamp that throws the shade, with
    nothing in the way at all."""
    light: tuple[tuple[Crossing, ...], ...]
    """Panes that the light of each lamp passes."""
    sight: tuple[Crossing, ...]
    """Panes that the camera looks through, before what is shaded."""

    def inside(self, number: int) -> Bools:
        """Whether the light of a lamp has passed one pane, not two, to something solid."""
        passed = np.zeros(len(self.pane), dtype=np.int64)
        for one in self.light[number]:
            passed[one.lines] += 1
        return np.asarray((passed % 2 == 1) & (self.pane < 0))


class Shadows:
    """Looks for shadows, frame by frame; what has not moved is not cast or looked at again."""

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
        self._looks = Kept(LOOKS)

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

    def _seen(self, number: int, name: str, thing: Thing, frame: Frame) -> list[Patches]:
        """Return the patches of a thing's shade that the picture shows dark enough."""
        shade = self._shade(number, name, thing, frame)
        look = None if shade is None else self._look(number, shade, thing, frame)
        if look is None:
            return []
        seen = _passed(look.sight, frame, len(look.pane))
        dark = self._contrast(number, look, frame) * seen > self.contrast
        if not dark.any():
            return []
        return [
            Patches(
                places=look.at[dark], pixels=look.pixels[dark], part=look.part[dark],
                via=look.via[dark], parts=look.parts, vias=look.vias,
            )
        ]  # fmt: skip

    def _shade(self, number: int, name: str, thing: Thing, frame: Frame) -> Shade | None:
        """Return a thing's shade by a lamp, cast anew only when something moved."""

        def make() -> tuple[Solids, Mesh, Shade | None]:
            low, high = self.stage.bounds(thing.mesh)
            radius = float(np.linalg.norm(high - low)) / 2
            if not self.beams[number].reaches((low + high) / 2, radius):
                return frame.solids, thing.mesh, None
            points, own = self.stage.points(name, thing.mesh), self.stage.tracer(thing.mesh)
            shade = cast(self.beams[number], thing, points, own, frame)
            return frame.solids, thing.mesh, shade

        # What the key names is kept with it, so that nothing else can have its identity.
        return self._shades.get((id(frame.solids), id(thing.mesh), number), make)[2]

    def _look(self, number: int, shade: Shade, thing: Thing, frame: Frame) -> _Look | None:
        """Return what a camera looks at of a shade, anew only when one of them moved."""

        def make() -> tuple[Shade, _Look | None]:
            return shade, self._gathered(number, shade, thing, frame)

        return self._looks.get((id(shade), frame.key), make)[1]

    def _in_sight(self, number: int, shade: Shade, frame: Frame) -> tuple[Ints, Floats]:
        """Return which patches a camera sees, and where in the picture."""
        at, inside = frame.project(shade.places)
        rows = np.flatnonzero(inside)
        # A solid thing shows its shade only on the side that the lamp lights.
        solid = shade.pane[rows] < 0
        across = _across(frame.view.eye, self.beams[number].lens, shade, rows)
        rows = rows[~(solid & across)]
        eyes = np.broadcast_to(frame.view.eye, (len(rows), 3))
        rows = rows[~frame.solids.blocked(eyes, shade.places[rows])]
        return rows, at[rows]

    def _gathered(self, number: int, shade: Shade, thing: Thing, frame: Frame) -> _Look | None:
        rows, at = self._in_sight(number, shade, frame)
        if not len(rows):
            return None
        view, beam = frame.view, self.beams[number]
        places, normals = shade.places[rows], shade.normals[rows]
        way = places - view.eye
        cosine = np.abs(np.einsum("ij,ij->i", way, normals)) / np.linalg.norm(way, axis=1)
        hidden, lit = openings(beam, places, self.stage.tracer(thing.mesh), frame.solids)
        lux = np.array([one.lux(places, normals) for one in self.beams])
        for other, one in enumerate(self.beams):
            if other != number and lux[other].any():
                lux[other] *= ~frame.solids.blocked(np.broadcast_to(one.lens, places.shape), places)
        return _Look(
            at=at, part=shade.part[rows], via=shade.via[rows], parts=shade.parts, vias=shade.vias,
            pixels=pixels_of(view, places, normals, shade.areas[rows], width=self.width),
            pane=shade.pane[rows], u=shade.u[rows], v=shade.v[rows], cosine=cosine,
            across=_across(view.eye, beam.lens, shade, rows), hidden=hidden, lit=lit, lux=lux,
            light=tuple(
                glass.crossings(frame.panes, one.lens[None], short(one.lens, places))
                for one in self.beams
            ),
            sight=glass.crossings(frame.panes, view.eye[None], short(view.eye, places)),
        )  # fmt: skip

    def _contrast(self, number: int, look: _Look, frame: Frame) -> Floats:
        """Return how much darker than the light around it each patch is, 0 to 1."""
        count = len(look.pane)
        light = self._daylight(number, look, frame)
        own = np.zeros(count)
        for lamp, (lux, up) in enumerate(zip(look.lux, frame.levels, strict=True)):
            if up > 0 and lux.any():
                came = lux * up * _passed(look.light[lamp], frame, count)
                if lamp == number:
                    own = came
                    came = came * look.lit
                light += came
        thrown, behind = self._thrown(look, frame)
        total = light * thrown + behind
        missing = own * look.hidden * thrown
        return np.asarray(np.where(total > 0, missing / np.where(total > 0, total, 1.0), 0.0))

    def _daylight(self, number: int, look: _Look, frame: Frame) -> Floats:
        """Return the daylight on each patch, lux: in the open, outside a pane or in the car."""
        found = np.full(len(look.pane), self.screens.open)
        for one, pane in enumerate(frame.panes):
            found[look.pane == one] = self.screens.daylight[pane.name]
        inside = look.inside(number)
        if inside.any():
            found[inside] = self.screens.indoors(frame.film, frame.snow_at)
        return found

    def _thrown(self, look: _Look, frame: Frame) -> tuple[Floats, Floats]:
        """Return which share of the light at each patch the camera gets, and the lux beside it.

        Of a solid thing it gets all there is to get; of a screen what the snow scatters through or
        back, and through its gaps what is behind.
        """
        thrown, behind = np.ones(len(look.pane)), np.zeros(len(look.pane))
        for number, pane in enumerate(frame.panes):
            on = np.flatnonzero(look.pane == number)
            if not len(on):
                continue
            u, v = look.u[on], look.v[on]
            depth = self.screens.depth(pane.name, frame.film, frame.snow_at, u=u, v=v)
            glow = self.screens.glow(depth)
            thrown[on] = np.where(look.across[on], glow - np.exp(-depth), 1 - glow)
            gaps = np.exp(-depth / np.maximum(look.cosine[on], glass.GRAZING))
            behind[on] = gaps * BEHIND * self.screens.daylight[pane.name]
        return thrown, behind


def _passed(crossed: tuple[Crossing, ...], frame: Frame, count: int) -> Floats:
    """Return which share of an image panes let pass, their snow being as it is."""
    return np.asarray(glass.transmission(crossed, frame.film, frame.snow_at, count))


def _across(eye: Floats, lens: Floats, shade: Shade, rows: Ints) -> Bools:
    """Return for which patches the eye is on the other side of what is shaded than the lamp."""
    one = np.einsum("ij,ij->i", eye - shade.places[rows], shade.normals[rows])
    other = np.einsum("ij,ij->i", lens - shade.places[rows], shade.normals[rows])
    return np.asarray(one * other < 0)
