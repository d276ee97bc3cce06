"""The chance of a clean take: rehearsals with random slips, and how many of them show nobody.

Only what shows as planned or with one slip is looked at again, with its own frames and some around
them (`suspicions`), and what shows of itself when all goes wrong together (`together`): the rest
does not show. In a rehearsal everything slips at once (`slips`): each thing, camera
and lamp by a clock of its own, the frame by an offset, the snow as `late_snow` says. What may be
seen and hides others slips too: actors, and gear that may show. A thing shows if the points of it
that the camera sees, weighed as elsewhere, are more than `margins.pixels`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take import lens
from lastlook.take.sight.by_points import shows_by_points
from lastlook.take.sight.findings import Chance, Way
from lastlook.take.sight.lamplight import level
from lastlook.take.sight.late_snow import LateSnow
from lastlook.take.sight.lookout import Lookout
from lastlook.take.sight.shifts import PLANNED
from lastlook.take.sight.slips import Slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lastlook.take.lens import View
    from lastlook.take.model import Camera
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.plan import Plan
    from lastlook.take.sight.slips import Warp
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Thing

DIRECT_FRAMES = 40
"""Frames at which a suspicion is looked at in a rehearsal, about."""
ROUND_FRAMES = 4
"""The same, for shadows and reflections."""
STEP = 6
"""Frames between the moments at which it is asked whether somebody may be elsewhere, about."""
QUANTILE = 1.959963984540054
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Something that may show, and when to look."""

    camera: Camera
    thing: str
    way: Way
    frames: tuple[int, ...]


def reckon(plan: Plan, give_aways: Sequence[GiveAway]) -> Chance | None:
    """Return the chance of a clean take, from what shows as planned or with single slips.

    None where the file asks for no rehearsals.
    """
    count = plan.take.margins.rehearsals
    if not count:
        return None
    stage = _Rehearsals(plan)
    clean = stage.clean(range(count), suspicions(plan, give_aways))
    if clean:
        clean = stage.clean(clean, together(stage, give_aways))
    return wilson(count, len(clean))


def wilson(count: int, clean: int) -> Chance:
    """Return a share with its 95 % interval.

    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
    American Statistical Association 22, 1927.
    """
    square = QUANTILE**2 / count
    share = clean / count
    middle = (share + square / 2) / (1 + square)
    half = QUANTILE / (1 + square) * math.sqrt(share * (1 - share) / count + square / (4 * count))
    low = 0.0 if clean == 0 else max(0.0, middle - half)
    high = 1.0 if clean == count else min(1.0, middle + half)
    return Chance(rehearsals=count, clean=clean, low=low, high=high)


def suspicions(plan: Plan, give_aways: Iterable[GiveAway]) -> tuple[Suspicion, ...]:
    """Return what to look at again, the surest first: then most rehearsals are soon decided."""
    cameras = {camera.name: camera for camera in plan.take.cameras}
    slack = 2 * math.ceil(float(plan.take.margins.cue) * plan.fps)
    found = []
    for one in sorted(give_aways, key=_surest):
        camera = cameras[one.camera]
        first, last = max(0, one.first - slack), min(plan.stage.frames - 1, one.last + slack)
        most = DIRECT_FRAMES if one.way is Way.DIRECT else ROUND_FRAMES
        rolling = plan.rolling(camera, range(first, last + 1))
        if rolling:
            at = np.linspace(0, len(rolling) - 1, min(most, len(rolling))).round().astype(int)
            spread = [one.worst, one.first, one.last, *(rolling[number] for number in at)]
            frames = [frame for frame in dict.fromkeys(spread) if frame in set(rolling)]
            found.append(
                Suspicion(camera=camera, thing=one.thing, way=one.way, frames=tuple(frames))
            )
    return tuple(found)


def together(stage: _Rehearsals, give_aways: Iterable[GiveAway]) -> tuple[Suspicion, ...]:
    """Return what else shows of itself: in the widened frame, cues off, least snow and that late.

    A camera off its place and what moves in an eighth of a second are not in it.
    """
    plan = stage.plan
    margins, cue = plan.take.margins, float(plan.take.margins.cue)
    if not any((margins.frame, margins.cue, margins.snow)):
        return ()
    slack = 2 * math.ceil(cue * plan.fps)
    film = None
    if stage.snow is not None:
        film = stage.snow.film_with({dump.name: cue for dump in plan.take.dumps}, 1.0)
    found = []
    for camera in plan.take.cameras:
        seen: dict[str, list[int]] = {}
        for block in plan.stage.blocks():
            for frame in plan.rolling(camera, block):
                if frame % plan.step == 0:
                    for name in _worst(stage, camera, frame, film):
                        seen.setdefault(name, []).append(frame)
        known = [one for one in give_aways if one.camera == camera.name and one.way is Way.DIRECT]
        for name, frames in sorted(seen.items()):
            new = [
                frame
                for frame in frames
                if not any(
                    one.thing == name and one.first - slack <= frame <= one.last + slack
                    for one in known
                )
            ]
            some = new[:: max(1, math.ceil(len(new) / DIRECT_FRAMES))]
            if some:
                found.append(
                    Suspicion(camera=camera, thing=name, way=Way.DIRECT, frames=tuple(some))
                )
    return tuple(found)


def _worst(stage: _Rehearsals, camera: Camera, frame: int, film: Film | None) -> list[str]:
    """Return which things show of themselves when all goes wrong together."""
    found: dict[str, Thing] = {}
    looked: set[tuple[str, int]] = set()
    cue = float(stage.plan.take.margins.cue)
    # Whatever may be elsewhere hides nobody.
    there = stage.plan.stage.things(frame / stage.plan.fps)
    sure = [
        thing for name, thing in there.items()
        if not thing.hidden and not stage.may_move(name, frame)
    ]  # fmt: skip
    solids = stage.lookout.solids(sure)
    for late in sorted({0.0, cue, -cue}):
        made = stage.lookout.frame(camera, frame, replace(PLANNED, thing=late))
        made = replace(made, solids=solids)
        for name, thing in made.things.items():
            key = (name, id(thing.mesh))
            if name in found or key in looked or thing.name == camera.name:
                continue
            looked.add(key)
            alone = replace(made, things={name: thing}, film=film)
            if shows_by_points(alone, name, stage.plan) > stage.least:
                found[name] = thing
    return list(found)


def _surest(one: GiveAway) -> tuple[bool, bool, float, str, str]:
    return bool(one.slip), one.way is not Way.DIRECT, -one.pixels, one.camera, one.thing


class _Rehearsals:
    """A take, to be rehearsed again and again."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lookout = Lookout(plan)
        self.least = float(plan.take.margins.pixels)
        film = plan.stage.film
        less = None if plan.thin is None else plan.thin.film
        self.snow = None if film is None else LateSnow(plan.take, film, less)
        take = plan.take
        self.open = (
            *(one.name for one in take.figures if not one.must_hide),
            *(one.name for one in take.gear if not one.hidden),
        )
        """The names of what may be seen and may be late."""
        self._moving: dict[tuple[str, int], bool] = {}

    def may_move(self, name: str, frame: int) -> bool:
        """Return whether what may be seen is elsewhere about a frame, the cues off by a margin."""
        if name not in self.open:
            return False
        key = name, frame
        if key not in self._moving:
            plan, cue = self.plan, float(self.plan.take.margins.cue)
            steps = max(1, math.ceil(cue * plan.fps / STEP))
            moments = [frame / plan.fps + cue * one / steps for one in range(-steps, steps + 1)]
            things = [plan.stage.things(at).get(name) for at in moments]
            meshes = {None if thing is None else id(thing.mesh) for thing in things}
            self._moving[key] = len(meshes) > 1
        return self._moving[key]

    def clean(self, numbers: Iterable[int], suspected: Sequence[Suspicion]) -> list[int]:
        """Return those rehearsals in which nothing suspected shows."""
        return [number for number in numbers if not self.shows(number, suspected)]

    def shows(self, number: int, suspected: Sequence[Suspicion]) -> bool:
        """Return whether anything shows in a rehearsal."""
        rehearsal = _Rehearsal(self, Slips(take=self.plan.take, number=number))
        return any(rehearsal.shows(one, frame) for one in suspected for frame in one.frames)


class _Rehearsal:
    """One rehearsal."""

    def __init__(self, stage: _Rehearsals, slips: Slips) -> None:
        self.all, self.slips = stage, slips
        self.clocks: dict[str, Callable[[float], float]] = {}
        self.film = None
        if stage.snow is not None:
            lates = {dump.name: slips.dump(dump.name) for dump in slips.take.dumps}
            self.film = stage.snow.film_with(lates, slips.snow)

    def shows(self, one: Suspicion, frame: int) -> bool:
        """Return whether a suspicion comes true at a frame."""
        made = self._frame(one, frame)
        if made is None:
            return False
        still, moved = self._open(frame)
        if one.way is Way.DIRECT:
            # A tracer for each that is elsewhere: the rest stays one for all rehearsals.
            made = replace(made, solids=self.all.lookout.solids(still))
            besides = [self.all.plan.stage.tracer(thing.mesh) for thing in moved]
            return shows_by_points(made, one.thing, self.all.plan, besides=besides) > self.all.least
        if moved:
            made = replace(made, solids=self.all.lookout.solids([*still, *moved]))
        look = self.all.lookout.shadows if one.way is Way.SHADOW else self.all.lookout.reflections
        found = look.look(made).get(one.thing)
        return (
            found is not None
            and found.planned is not None
            and (found.planned.area > self.all.least)
        )

    def _frame(self, one: Suspicion, frame: int) -> Frame | None:
        """Return a frame of the rehearsal with nothing hidden in it but what is suspected."""
        plan, camera = self.all.plan, one.camera
        at = frame / plan.fps
        made = self.all.lookout.frame(camera, frame, PLANNED)
        view = self._view(camera, at)
        thing = self._thing(one.thing, at)
        if thing is None or (thing.name == camera.name and one.way is Way.DIRECT):
            return None
        levels = tuple(
            level(lamp, self._clock(f"lamp {lamp.name}", self.slips.of_lamp, lamp)(at))
            for lamp in plan.take.lamps
        )
        return replace(
            made, things={one.thing: thing}, view=view, margin=0.0, levels=levels, film=self.film,
            offset=self.slips.offset(camera), snow_at=at,
        )  # fmt: skip

    def _view(self, camera: Camera, at: float) -> View:
        moment = self._clock(f"camera {camera.name}", self.slips.of_camera, camera)(at)
        seen = lens.view(camera, max(0.0, moment))
        return replace(seen, eye=seen.eye + np.array(self.slips.aside(camera)))

    def _open(self, frame: int) -> tuple[list[Thing], list[Thing]]:
        """Return what may be seen at a frame: what is as planned, and what is elsewhere."""
        at = frame / self.all.plan.fps
        still = [
            thing for name, thing in self.all.plan.stage.things(at).items()
            if not thing.hidden and not self.all.may_move(name, frame)
        ]  # fmt: skip
        moved = [self._thing(name, at) for name in self.all.open if self.all.may_move(name, frame)]
        return still, [thing for thing in moved if thing is not None]

    def _thing(self, name: str, at: float) -> Thing | None:
        """Return a thing where it is in this rehearsal, to half a frame."""
        plan = self.all.plan
        moment = max(0.0, self._own(name)(at))
        moment = round(moment * plan.fps * 2) / (plan.fps * 2)
        return plan.stage.things(moment).get(name)

    def _own(self, name: str) -> Callable[[float], float]:
        """Return the clock of a thing: what it does when, as planned."""
        take = self.slips.take
        for figure in take.figures:
            if figure.name == name:
                return self._clock(f"figure {name}", self.slips.of_figure, figure)
        for gear in take.gear:
            if gear.name == name:
                return self._clock(f"gear {name}", self.slips.of_gear, gear)
        for camera in take.cameras:
            if camera.name == name:
                return self._clock(f"camera {name}", self.slips.of_camera, camera)
        for dump in take.dumps:
            if name.endswith(f" {dump.name}"):
                # A box is in the hands of whoever pours it.
                by = take.pourer(dump)
                if by is not None:
                    return self._own(by.name)
                late = self.slips.dump(dump.name)
                return lambda at: at - late
        return lambda at: at

    def _clock(
        self, name: str, made: Callable[[Any], Warp], of: object
    ) -> Callable[[float], float]:
        if name not in self.clocks:
            self.clocks[name] = made(of).planned_at
        return self.clocks[name]
