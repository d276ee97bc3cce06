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

from lastlook.take.sight import glass, roughly
from lastlook.take.sight.glimpse import Patches, counted, pixels_of, shown
from lastlook.take.sight.moments import Kept
from lastlook.take.sight.screens import BEHIND, Screens
from lastlook.take.sight.shade import (
    LONGEST,
    cast,
    joined,
    landings,
    met,
    openings,
    short,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.glass import Crossing
    from lastlook.take.sight.glimpse import Grid, Shown
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Moments
    from lastlook.take.sight.shade import Landing, Shade
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
    lux: tuple[Floats | None, ...]
    """Of each lamp at full, with no snow in the way, n each, or None for none; of the lamp that
    throws the shade, with nothing in the way at all."""
    light: tuple[tuple[Crossing, ...], ...]
    """Panes that the light of each lamp passes."""
    sight: tuple[Crossing, ...]
    """Panes that the camera looks through, before what is shaded."""
    inside: Bools
    """Whether the light of the lamp has passed one pane, not two, to something solid."""
    panes: frozenset[str]
    """Those whose snow bears on it."""


class Shadows:
    """Looks for shadows, frame by frame; what has not moved is not cast or looked at again."""

    def __init__(
        self, take: Take, beams: Sequence[Beam], known: Mapping[str, Material], stage: Moments
    ) -> None:
        """Take the light of the take's lamps, in their order, and materials, calibrated.

        Light beyond the lamps whose levels a frame has, the sun's, is always up. Points and
        tracers are the stage's.
        """
        self.beams = tuple(beams)
        self.screens = Screens(take, known)
        self.contrast = float(take.margins.contrast)
        self.width = take.margins.width
        self.stage = stage
        self._shades = Kept(SHADES)
        self._met = Kept(SHADES)
        self._looks = Kept(LOOKS)
        self._patches = Kept(LOOKS)

    def look(self, frame: Frame) -> dict[str, Shown]:
        """Return the shadows of hidden things that a picture shows, by the things' names."""
        found: dict[str, list[Patches]] = {}
        for number, name in self._near(frame):
            patches = self._seen(number, frame.things[name], name, frame)
            if patches is not None:
                found.setdefault(name, []).append(patches)
        joined = {name: shown(found[name], frame.view) for name in frame.things if name in found}
        return {name: one for name, one in joined.items() if one is not None}

    def count(self, frame: Frame, name: str, grid: Grid) -> Glimpsed | None:
        """Count the pixels of a grid that show a thing's shadow, or return None for none."""
        thing, view = frame.things[name], frame.view
        ways = view.directions(grid.places)
        eyes = np.broadcast_to(view.eye, ways.shape)
        far, triangles = frame.solids.hits(eyes, ways, LONGEST)
        every = landings(frame.solids, frame.panes, eyes, eyes + ways * far[:, None], triangles)
        met = [some for one in every if len((some := self._in_the_clear(one, frame)).lines)]
        dark = np.zeros(len(ways), dtype=np.bool_)
        found: list[Patches] = []
        for number in [one for one, other in self._near(frame) if other == name]:
            behind = self._behind(number, thing, met, ways, frame)
            if behind is None:
                continue
            shade, opened = behind
            look = self._gathered(
                number, shade, thing, frame, rows=np.arange(len(shade.part)),
                at=grid.places[shade.lines], pixels=np.full(len(shade.part), grid.worth),
                opened=opened,
            )  # fmt: skip
            if look is None:
                continue
            rows = np.flatnonzero(self._contrast(number, look, frame) > self.contrast)
            # Of the places along a pixel's ray, and of several lamps, one is enough.
            _, once = np.unique(shade.lines[rows], return_index=True)
            rows = rows[once]
            rows = rows[~dark[shade.lines[rows]]]
            dark[shade.lines[rows]] = True
            found.append(_chosen(look, rows))
        return counted([one for one in found if len(one.part)], view)

    def _in_the_clear(self, met: Landing, frame: Frame) -> Landing:
        """Return where snow before them lets more than the least contrast through.

        A contrast is never more than what the view lets through.
        """
        eye = frame.view.eye[None]
        sight = glass.crossings(frame.panes, eye, short(eye, met.places))
        if frame.film is None or not sight:
            return met
        return met.chosen(np.flatnonzero(_passed(sight, frame, len(met.lines)) > self.contrast))

    def _behind(
        self, number: int, thing: Thing, met: Sequence[Landing], ways: Floats, frame: Frame
    ) -> tuple[Shade, tuple[Floats, Floats]] | None:
        """Return the places that pixels see and that are in a thing's shade, as a shade.

        With it comes what `openings` says of them.
        """
        beam = self.beams[number]
        none = np.zeros(len(ways), dtype=np.int64)
        shade = joined(met, thing.mesh.names, part=none, sources=ways, areas=np.ones(len(ways)))
        if shade is None:
            return None
        starts = beam.sources(shade.places)
        low, high = self.stage.bounds(thing.mesh)
        middle, radius = (low + high) / 2, np.linalg.norm(high - low) / 2 + max(beam.opening)
        way = shade.places - starts
        share = np.einsum("ij,ij->i", middle - starts, way) / np.maximum((way**2).sum(axis=1), 1e-9)
        near = starts + way * np.clip(share, 0, 1)[:, None] - middle
        solid = (shade.pane < 0) & _across(shade.places - shade.sources, starts, shade)
        rows = np.flatnonzero(
            ((near**2).sum(axis=1) <= radius**2) & beam.holds(shade.places) & ~solid
        )
        own = self.stage.tracer(thing.mesh)
        hidden, lit = openings(beam, shade.places[rows], own, frame.solids)
        some = hidden > 0
        rows = rows[some]
        if not len(rows):
            return None
        _, triangles = own.hits(starts[rows], way[rows], 1.0)
        part = np.where(triangles >= 0, thing.mesh.parts[triangles], -1).astype(np.int64)
        # In half a shade the lamp's middle sees past the thing: it is the part that most hides.
        part[part < 0] = np.bincount(part[part >= 0], minlength=1).argmax()
        return shade.chosen(rows, part), (hidden[some], lit[some])

    def _near(self, frame: Frame) -> list[tuple[int, str]]:
        """Return lamps that are on with the things whose shade by them the picture may show."""
        on = [number for number, up in enumerate(self._levels(frame)) if up > 0]
        if not on or not frame.things:
            return []
        names = tuple(frame.things)
        boxes = [self.stage.bounds(thing.mesh) for thing in frame.things.values()]
        lows, highs = (np.array(one, dtype=np.float64) for one in zip(*boxes, strict=True))
        planes = roughly.sides(frame.view, frame.margin + max(map(abs, frame.offset)) / 2)
        found = []
        for number in on:
            beam = self.beams[number]
            lit, hulls = roughly.shades(lows, highs, beam, ground=frame.solids.low)
            lit &= roughly.in_picture(hulls, frame.view.eye, planes)
            found += [
                (number, names[row])
                for row in np.flatnonzero(lit).tolist()
                if frame.things[names[row]].name != beam.name
            ]
        return found

    def _levels(self, frame: Frame) -> tuple[float, ...]:
        return frame.levels + (1.0,) * (len(self.beams) - len(frame.levels))

    def _seen(self, number: int, thing: Thing, name: str, frame: Frame) -> Patches | None:
        """Return the patches of a thing's shade that the picture shows dark enough."""
        shade = self._shade(number, name, thing, frame)
        look = None if shade is None else self._look(number, shade, thing, frame)
        if look is None:
            return None

        def make() -> tuple[object, Patches | None]:
            dark = np.flatnonzero(self._contrast(number, look, frame) > self.contrast)
            return (look, frame.film), _chosen(look, dark) if len(dark) else None

        # The same light and the same snow on all panes that bear on it: the same patches.
        key = (id(look), self._levels(frame), id(frame.film), frame.snow_on(look.panes))
        return self._patches.get(key, make)[1]

    def _shade(self, number: int, name: str, thing: Thing, frame: Frame) -> Shade | None:
        """Return a thing's shade by a lamp, cast anew only when something moved."""

        def make() -> tuple[Solids, Mesh, Shade | None]:
            points, placed = (
                self.stage.points(name, thing.mesh), self.stage.placed(name, thing.mesh)
            )  # fmt: skip
            shade = cast(self.beams[number], thing, points, placed, frame)
            return frame.solids, thing.mesh, shade

        # What the key names is kept with it, so that nothing else can have its identity.
        return self._shades.get((id(frame.solids), id(thing.mesh), number), make)[2]

    def _look(self, number: int, shade: Shade, thing: Thing, frame: Frame) -> _Look | None:
        """Return what a camera looks at of a shade, anew only when one of them moved."""

        def make() -> tuple[Shade, _Look | None]:
            rows, at = self._in_sight(number, shade, thing, frame)
            pixels = pixels_of(
                frame.view, shade.places[rows], shade.normals[rows], shade.areas[rows],
                width=self.width,
            )  # fmt: skip
            return shade, self._gathered(
                number, shade, thing, frame, rows=rows, at=at, pixels=pixels
            )

        return self._looks.get((id(shade), frame.key), make)[1]

    def _in_sight(
        self, number: int, shade: Shade, thing: Thing, frame: Frame
    ) -> tuple[Ints, Floats]:
        """Return which patches a camera sees, and where in the picture."""
        at, inside = frame.project(shade.places)
        # A solid thing shows its shade only on the side that the lamp lights.
        across = _across(frame.view.eye, self.beams[number].sources(shade.places), shade)
        rows = np.flatnonzero(inside & ~((shade.pane < 0) & across))
        if len(rows):
            rows = rows[self._lit(number, shade, thing, frame)[rows]]
        if len(rows):
            eyes = np.broadcast_to(frame.view.eye, (len(rows), 3))
            rows = rows[~frame.solids.blocked(eyes, shade.places[rows])]
        return rows, at[rows]

    def _lit(self, number: int, shade: Shade, thing: Thing, frame: Frame) -> Bools:
        """Return which patches are of places on the thing that the lamp's light meets first."""

        def make() -> tuple[Shade, Bools]:
            before = (self.stage.tracer(thing.mesh).blocked, frame.solids.blocked)
            return shade, met(self.beams[number], shade.sources, before)

        return self._met.get(id(shade), make)[1]

    def _gathered(
        self, number: int, shade: Shade, thing: Thing, frame: Frame,
        *, rows: Ints, at: Floats, pixels: Floats, opened: tuple[Floats, Floats] | None = None,
    ) -> _Look | None:  # fmt: skip
        """Gather what light comes to chosen patches, and past what.

        `opened` is what `openings` says of them, where it is known.
        """
        if not len(rows):
            return None
        view, beam = frame.view, self.beams[number]
        places, normals = shade.places[rows], shade.normals[rows]
        way = places - view.eye
        cosine = np.abs(np.einsum("ij,ij->i", way, normals)) / np.linalg.norm(way, axis=1)
        if opened is None:
            opened = openings(beam, places, self.stage.tracer(thing.mesh), frame.solids)
        hidden, lit = opened
        lux: list[Floats | None] = []
        for other, one in enumerate(self.beams):
            here = one.lux(places, normals)
            if other != number and here.any():
                here *= ~frame.solids.blocked(one.sources(places), places)
            lux.append(here if here.any() else None)
        light = tuple(
            ()
            if here is None
            else glass.crossings(
                frame.panes, one.sources(places), short(one.sources(places), places)
            )
            for one, here in zip(self.beams, lux, strict=True)
        )
        sight = glass.crossings(frame.panes, view.eye[None], short(view.eye[None], places))
        pane = shade.pane[rows]
        passed = np.zeros(len(rows), dtype=np.int64)
        for each in light[number]:
            passed[each.lines] += 1
        inside = (passed % 2 == 1) & (pane < 0)
        bear = {each.pane for some in (*light, sight) for each in some}
        bear |= {frame.panes[one].name for one in np.unique(pane[pane >= 0]).tolist()}
        if inside.any():
            bear = {one.name for one in frame.panes}
        return _Look(
            at=at, part=shade.part[rows], via=shade.via[rows], parts=shade.parts, vias=shade.vias,
            pixels=pixels, pane=pane, u=shade.u[rows], v=shade.v[rows], cosine=cosine,
            across=_across(view.eye, beam.sources(shade.places), shade)[rows], hidden=hidden,
            lit=lit, lux=tuple(lux), light=light, sight=sight, inside=inside, panes=frozenset(bear),
        )  # fmt: skip

    def _contrast(self, number: int, look: _Look, frame: Frame) -> Floats:
        """Return how much darker than the light around it a camera sees each patch, 0 to 1."""
        count = len(look.pane)
        light = self._daylight(look, frame)
        own = np.zeros(count)
        for lamp, (lux, up) in enumerate(zip(look.lux, self._levels(frame), strict=True)):
            if up > 0 and lux is not None:
                came = lux * up * _passed(look.light[lamp], frame, count)
                if lamp == number:
                    own = came
                    came = came * look.lit
                light += came
        thrown, behind = self._thrown(look, frame)
        total = light * thrown + behind
        missing = own * look.hidden * thrown
        dark = np.where(total > 0, missing / np.where(total > 0, total, 1.0), 0.0)
        return np.asarray(dark * _passed(look.sight, frame, count))

    def _daylight(self, look: _Look, frame: Frame) -> Floats:
        """Return the daylight on each patch, lux: in the open, outside a pane or in the car."""
        found = np.full(len(look.pane), self.screens.open)
        for one in np.unique(look.pane[look.pane >= 0]).tolist():
            found[look.pane == one] = self.screens.daylight[frame.panes[one].name]
        if look.inside.any():
            found[look.inside] = self.screens.indoors(frame.film, frame.snow_at)
        return found

    def _thrown(self, look: _Look, frame: Frame) -> tuple[Floats, Floats]:
        """Return which share of the light at each patch the camera gets, and the lux beside it.

        Of a solid thing it gets all there is to get; of a screen what the snow scatters through or
        back, and through its gaps what is behind.
        """
        thrown, behind = np.ones(len(look.pane)), np.zeros(len(look.pane))
        for number in np.unique(look.pane[look.pane >= 0]).tolist():
            pane = frame.panes[number]
            on = np.flatnonzero(look.pane == number)
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


def _across(eyes: Floats, sources: Floats, shade: Shade) -> Bools:
    """Return for which patches the eye is on the other side of what is shaded than the lamp."""
    one = np.einsum("ij,ij->i", eyes - shade.places, shade.normals)
    other = np.einsum("ij,ij->i", sources - shade.places, shade.normals)
    return np.asarray(one * other < 0)


def _chosen(look: _Look, rows: Ints) -> Patches:
    """Return some patches of a look."""
    return Patches(
        places=look.at[rows], pixels=look.pixels[rows], part=look.part[rows], via=look.via[rows],
        parts=look.parts, vias=look.vias,
    )  # fmt: skip
