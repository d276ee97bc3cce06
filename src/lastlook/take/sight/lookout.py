"""Looks for shadows and reflections at a take's frames, with or without a slip.

What lamps do slips with the snow: both are late against camera and figures, or early. Where nothing
has changed since the moment before, snow and light included, a frame shows the same.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lastlook.take.materials import calibrated, materials
from lastlook.take.sight.findings import Slip, Way
from lastlook.take.sight.frame import Frame
from lastlook.take.sight.glimpse import grid_of
from lastlook.take.sight.lamplight import beams, level, sun
from lastlook.take.sight.moments import Kept
from lastlook.take.sight.motion import swift, whips
from lastlook.take.sight.reflections import Reflections
from lastlook.take.sight.shadows import Shadows
from lastlook.take.sight.shifts import PLANNED, Shift
from lastlook.take.sight.solids import Solids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.take.model import Camera
    from lastlook.take.sight.buffers import Box, Glimpsed
    from lastlook.take.sight.glimpse import Shown
    from lastlook.take.sight.plan import Plan
    from lastlook.take.stage.scene import Thing

    Key = tuple[Way, str]
    Seen = Mapping[Key, Shown]

OFTEN = 8.0
"""Times a second that shadows and reflections are looked for as planned."""
RARELY = 4.0
"""Times a second that they are looked for with slips."""
SOLIDS = 40
"""Sets of what may be seen, each as one for rays, that are kept."""
FINE = 10_000
"""Rays of a picture in which pixels are counted."""
GLANCE = 1500
"""Rays of a quick look at where a thing should show."""
NEAR = 24.0
"""Pixels round where a thing showed in a frame near by, in which it is looked for."""
SMALL = 2.0
"""Pixels of which none of those sought is missed."""
ROUND = 1.5
"""Rough pixels round what shows roughly, within which pixels are counted too."""
ROUGH = 5000
"""Rays of a whole picture, to find where to count."""
FLICKER = 0.05
"""Of full light, by which a lamp that is up for some frames only differs from those around."""


class Lookout:
    """Looks for shadows and reflections at a take's frames."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.often, self.rarely = _steps(plan)
        self.shifts = _whole(plan) if plan.every == 1 else []
        take = plan.take
        light = beams(take)
        known = calibrated(materials(), take.calibration)
        self.shadows = Shadows(take, (*light, *sun(take)), known, plan.stage)
        self.reflections = Reflections(take, light, plan.stage)
        self._solids = Kept(SOLIDS)
        self._width = take.margins.width
        self._last: dict[tuple[str, Shift, frozenset[Key]], tuple[Any, Seen]] = {}
        self._planned: dict[tuple[str, int], tuple[Any, Seen]] = {}

    def forget(self) -> None:
        """Forget what frames showed as planned: others come."""
        self._planned.clear()
        self._last.clear()

    def look(
        self, camera: Camera, frame: int, shift: Shift, without: frozenset[Key] = frozenset()
    ) -> Seen:
        """Return what a camera sees roundabout at a frame with a slip, by way and thing.

        `without` is what need not be looked for.
        """
        made = self.frame(camera, frame, shift)
        key = _key(made)
        # The slip changes nothing, and it is as planned; or the same as before.
        planned = self._planned.get((camera.name, frame))
        if planned is not None and planned[0] == key:
            return planned[1]
        last = self._last.get((camera.name, shift, without))
        if last is not None and last[0] == key:
            return last[1]
        found = self._both(made, without)
        # The frame is kept so that no other mesh can have the identity of one of its meshes.
        self._last[camera.name, shift, without] = key, found
        if shift == PLANNED:
            self._planned[camera.name, frame] = key, found
        return found

    def some(self, camera: Camera, frame: int, names: Iterable[str], shift: Shift) -> Seen:
        """Return what a camera sees roundabout of some things at a frame."""
        made = self.frame(camera, frame, shift)
        things = {name: made.things[name] for name in names if name in made.things}
        return self._both(replace(made, things=things)) if things else {}

    def _both(self, made: Frame, without: frozenset[Key] = frozenset()) -> Seen:
        found: dict[Key, Shown] = {}
        for way, look in ((Way.SHADOW, self.shadows.look), (Way.REFLECTION, self.reflections.look)):
            known = {name for one, name in without if one is way}
            things = {name: one for name, one in made.things.items() if name not in known}
            some = replace(made, things=things) if known else made
            found |= {(way, name): one for name, one in look(some).items()}
        return found

    def count(
        self, camera: Camera, frame: int, shift: Shift, key: Key, hint: Box | None
    ) -> Glimpsed | None:
        """Count the pixels that show one thing by one way at a frame, or return None for none.

        `hint` is a part of the picture to look at finely in any case.
        """
        made = self._alone(camera, frame, shift, key[1])
        if made is None:
            return None
        whole = _grown((-1.0, -1.0, 1.0, 1.0), 2 * made.margin)
        first, size = self._counted(made, key, whole, ROUGH)
        boxes = [one for one in (hint, None if first is None else first.box) if one is not None]
        if not boxes:
            return None
        left, bottom, right, top = zip(*boxes, strict=True)
        box = (min(left), min(bottom), max(right), max(top))
        return self._counted(made, key, _grown(box, ROUND * size), FINE)[0]

    def shows(self, camera: Camera, frame: int, shift: Shift, key: Key, hint: Box) -> bool:
        """Return whether one thing shows by one way at a frame; the hint is about where."""
        least = float(self.plan.take.margins.pixels)
        made = self._alone(camera, frame, shift, key[1])
        if made is None:
            return False
        near = _grown(hint, NEAR * 2 / self._width)
        quick, size = self._counted(made, key, near, GLANCE)
        worth = (size * self._width / 2) ** 2
        # One large pixel might be of what is smaller.
        if quick is not None and quick.area > max(least, 2 * worth):
            return True
        if worth > SMALL:
            quick, size = self._counted(made, key, near, FINE)
            worth = (size * self._width / 2) ** 2
        most = least if worth <= SMALL else max(least, 2 * worth)
        return quick is not None and quick.area > most

    def _alone(self, camera: Camera, frame: int, shift: Shift, name: str) -> Frame | None:
        """Return a frame with one thing in it, and with no margin where none is asked for."""
        made = self.frame(camera, frame, shift)
        if name not in made.things:
            return None
        margin = made.margin if shift.slip is Slip.OPERATOR else 0.0
        return replace(made, margin=margin, things={name: made.things[name]})

    def _counted(self, made: Frame, key: Key, box: Box, rays: int) -> tuple[Glimpsed | None, float]:
        """Count a part of a picture with so many rays; also return a pixel's width there."""
        look = self.shadows.count if key[0] is Way.SHADOW else self.reflections.count
        grid = grid_of(made.view, box, width=self._width, margin=made.margin, rays=rays)
        return look(made, key[1], grid), 2 / self._width * grid.worth**0.5

    def between(self, camera: Camera, before: int, after: int) -> frozenset[str]:
        """Return what may show between two frames and in neither: all that moves fast there.

        Where the camera does, or light flickers, that is all that must hide.
        """
        plan, stage = self.plan, self.plan.stage
        frames = range(before + 1, after + 1)
        if len(frames) < 2 or plan.every > 1:
            return frozenset()
        there = [stage.things(before / plan.fps), stage.things(after / plan.fps)]
        hidden = {name for some in there for name, thing in some.items() if thing.hidden}
        fast = frozenset(name for frame in frames for name in swift(stage, frame))
        views = [stage.view(camera, frame / plan.fps) for frame in range(before, after + 1)]
        if any(whips(one, other) for one, other in pairwise(views)):
            return fast | hidden
        if self._flickers(before, after) or any(
            name in some and not some[name].hidden for name in fast for some in there
        ):
            return fast | hidden
        return fast

    def _flickers(self, before: int, after: int) -> bool:
        for lamp in self.plan.take.lamps:
            if lamp.levels:
                up = [level(lamp, one / self.plan.fps) for one in range(before, after + 1)]
                low, high = min(up[0], up[-1]), max(up[0], up[-1])
                if any(one < low - FLICKER or one > high + FLICKER for one in up):
                    return True
        return False

    def frame(self, camera: Camera, frame: int, shift: Shift) -> Frame:
        """Return what a frame is looked at with."""
        plan, stage = self.plan, self.plan.stage
        # Of less snow only the film on glass: what lies loose is as planned.
        thin = plan.thin if shift.thin else None
        at = frame / plan.fps
        now, scene = stage.things(at), stage.scene(at)
        slipped = max(0.0, at - shift.film)
        hidden = {
            name: thing
            for name, thing in stage.things(at - shift.thing).items()
            if thing.hidden and thing.name != camera.name
        }
        # The camera's own body is always where it looks from.
        hidden |= {name: one for name, one in now.items() if one.name == camera.name and one.hidden}
        return Frame(
            things=hidden,
            solids=self.solids([thing for thing in now.values() if not thing.hidden]),
            panes=scene.panes,
            mirrors=scene.mirrors,
            view=shift.moved(stage.view(camera, at)),
            margin=float(plan.take.margins.frame),
            levels=tuple(level(lamp, slipped) for lamp in plan.take.lamps),
            film=stage.film if thin is None else thin.film,
            snow_at=slipped,
        )

    def solids(self, things: Sequence[Thing]) -> Solids:
        """Return what may be seen as one for rays, made once for the same."""
        key = tuple(id(thing.mesh) for thing in things)
        found: Solids = self._solids.get(key, lambda: Solids(things, self.plan.stage.trace))
        return found


def _steps(plan: Plan) -> tuple[int, int]:
    """Return the frames between moments looked at as planned, and with slips."""
    often, rarely = (
        max(1, round(plan.fps / rate / plan.every)) * plan.every for rate in (OFTEN, RARELY)
    )
    return often, rarely


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _whole(plan: Plan) -> list[Shift]:
    """Return the slips that are tried: cues by the whole margin, and snow."""
    late = max((abs(shift.thing) for shift in plan.shifts), default=0.0)
    return [
        shift
        for shift in plan.shifts
        if shift.thin or (late and late in {abs(shift.thing), abs(shift.film)})
    ]


def _key(frame: Frame) -> tuple[Any, ...]:
    film = frame.film
    records: tuple[int, ...] = ()
    if film is not None:
        records = (*frame.snow_on(film.panes), film.record(frame.snow_at))
    return (
        frame.key,
        frame.levels,
        records,
        tuple(frame.things),
        _Same(tuple(thing.mesh for thing in frame.things.values())),
        _Same((frame.solids, film)),
    )


class _Same:
    """Things that are equal only to themselves."""

    def __init__(self, things: tuple[Any, ...]) -> None:
        self.things = things

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and len(other.things) == len(self.things)
            and all(one is two for one, two in zip(self.things, other.things, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]
