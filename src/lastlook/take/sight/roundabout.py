"""Shadows and reflections over a take: every camera from its first frame to its last.

They are looked for `OFTEN` times a second, then frame by frame where they come and go; with cues
late or early by the whole margin and with less snow, `RARELY`. What lamps do slips with the snow:
both are late against camera and figures, or early. A camera a little off its place is left to the
frame's margin. Where nothing has changed since the moment before, snow and light included, it shows
the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lastlook.take.materials import calibrated, materials
from lastlook.take.sight.findings import Slip, Way
from lastlook.take.sight.frame import Frame
from lastlook.take.sight.lamplight import beams, level
from lastlook.take.sight.moments import Kept
from lastlook.take.sight.reflections import Reflections
from lastlook.take.sight.runs import Run, apart, give_away, joined, stretches
from lastlook.take.sight.shadows import Shadows
from lastlook.take.sight.shifts import Shift
from lastlook.take.sight.solids import Solids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.take.model import Camera
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.glimpse import Shown
    from lastlook.take.sight.plan import Plan
    from lastlook.take.stage.scene import Thing

    Seen = Mapping[tuple[Way, str], Shown]
    Found = dict[tuple[Way, str], dict[Slip, dict[int, Glimpsed]]]

PLANNED = Shift()
OFTEN = 8.0
"""Times a second that shadows and reflections are looked for as planned."""
RARELY = 4.0
"""Times a second that they are looked for with slips."""
GAP = 5.0
"""Seconds for which one may be gone and it is still the same run: somebody works there."""
SOLIDS = 40
"""Sets of what may be seen, each as one for rays, that are kept."""


def find(plan: Plan) -> tuple[GiveAway, ...]:
    """Return the shadows and reflections of hidden things, as planned or with a slip."""
    lookout = Lookout(plan)
    every: list[Found] = [defaultdict(lambda: defaultdict(dict)) for _ in plan.take.cameras]
    # Each moment is staged once for all cameras.
    for frames in plan.stage.blocks():
        lookout.forget()
        for camera, seen in zip(plan.take.cameras, every, strict=True):
            _note(lookout, camera, plan.rolling(camera, frames), seen)
    found: list[GiveAway] = []
    for camera, seen in zip(plan.take.cameras, every, strict=True):
        for way, thing in sorted(seen):
            _edges(lookout, camera, (way, thing), seen[way, thing][Slip.NONE])
            found += _give_aways(plan, camera, (way, thing), seen[way, thing])
    return tuple(found)


def _note(lookout: Lookout, camera: Camera, frames: Sequence[int], seen: Found) -> None:
    """Note what frames show as planned, then with one slip after the other."""
    for frame in frames:
        if frame % lookout.often == 0:
            for key, one in lookout.look(camera, frame, PLANNED).items():
                if one.planned is not None:
                    seen[key][Slip.NONE][frame] = one.planned
                seen[key][Slip.OPERATOR][frame] = one.wide
    for shift in lookout.shifts:
        for frame in frames:
            if frame % lookout.rarely == 0:
                for key, one in lookout.look(camera, frame, shift).items():
                    known = seen[key][shift.slip].get(frame)
                    if one.planned and (known is None or one.planned.area > known.area):
                        seen[key][shift.slip][frame] = one.planned


def _edges(
    lookout: Lookout, camera: Camera, key: tuple[Way, str], seen: dict[int, Glimpsed]
) -> None:
    """Note the frames before what shows first and after what shows last, as long as it shows."""
    least = float(lookout.plan.take.margins.pixels)
    often = lookout.often
    rolling = {
        frame for block in lookout.plan.stage.blocks()
        for frame in lookout.plan.rolling(camera, block)
    }  # fmt: skip
    enough = [frame for frame, one in seen.items() if one.area > least]
    for first, last in stretches(enough, often):
        for start, way in ((first, -1), (last, 1)):
            for frame in range(start + way, start + way * often, way):
                if frame not in rolling:
                    continue
                one = lookout.look(camera, frame, PLANNED).get(key)
                if one is None or one.planned is None or one.planned.area <= least:
                    break
                seen[frame] = one.planned


def _give_aways(
    plan: Plan,
    camera: Camera,
    key: tuple[Way, str],
    seen: Mapping[Slip, Mapping[int, Glimpsed]],
) -> list[GiveAway]:
    """Return the give-aways of one thing by one way."""
    least = float(plan.take.margins.pixels)
    gap = max(1, round(GAP * plan.fps), plan.every)
    often, rarely = steps(plan)
    planned = joined(_runs(seen.get(Slip.NONE, {}), least, often), gap)
    runs = [(Slip.NONE, run) for run in planned]
    for slip in Slip:
        if slip is not Slip.NONE and slip in seen:
            step = often if slip is Slip.OPERATOR else rarely
            own = joined(_runs(seen[slip], least, step), gap)
            runs += [(slip, run) for run in apart(own, planned, plan.reach + gap)]
    return [
        replace(
            give_away(run, camera=camera.name, thing=key[1], slip=slip, fps=plan.fps, pixels=least),
            way=key[0],
        )
        for slip, run in runs
    ]


def _runs(seen: Mapping[int, Glimpsed], least: float, step: int) -> list[Run]:
    enough = {frame: one for frame, one in sorted(seen.items()) if one.area > least}
    return [
        Run(
            first=first,
            last=last,
            counted={frame: one for frame, one in enough.items() if first <= frame <= last},
        )
        for first, last in stretches(enough, step)
    ]


def steps(plan: Plan) -> tuple[int, int]:
    """Return the frames between moments looked at as planned, and with slips."""
    often, rarely = (
        max(1, round(plan.fps / rate / plan.every)) * plan.every for rate in (OFTEN, RARELY)
    )
    return often, rarely


def _whole(plan: Plan) -> list[Shift]:
    """Return the slips that are tried: cues by the whole margin, and snow."""
    late = max((abs(shift.thing) for shift in plan.shifts), default=0.0)
    return [
        shift for shift in plan.shifts if shift.thin or late in {abs(shift.thing), abs(shift.film)}
    ]


class Lookout:
    """Looks for shadows and reflections at a take's frames."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.often, self.rarely = steps(plan)
        self.shifts = _whole(plan) if plan.every == 1 else []
        take = plan.take
        light = beams(take)
        known = calibrated(materials(), take.calibration)
        self.shadows = Shadows(take, light, known, plan.stage)
        self.reflections = Reflections(take, light, plan.stage)
        self._solids = Kept(SOLIDS)
        self._last: dict[tuple[str, Shift], tuple[Any, Seen]] = {}
        self._planned: dict[tuple[str, int], tuple[Any, Seen]] = {}

    def forget(self) -> None:
        """Forget what frames showed as planned: others come."""
        self._planned.clear()

    def look(self, camera: Camera, frame: int, shift: Shift) -> Seen:
        """Return what a camera sees roundabout at a frame with a slip, by way and thing."""
        made = self.frame(camera, frame, shift)
        key = _key(made)
        # The same as before; or the slip changes nothing, and it is as planned.
        for known in (
            self._last.get((camera.name, shift)),
            self._planned.get((camera.name, frame)),
        ):
            if known is not None and known[0] == key:
                return known[1]
        found = {(Way.SHADOW, name): one for name, one in self.shadows.look(made).items()}
        found |= {(Way.REFLECTION, name): one for name, one in self.reflections.look(made).items()}
        # The frame is kept so that no other mesh can have the identity of one of its meshes.
        self._last[camera.name, shift] = key, found
        if shift == PLANNED:
            self._planned[camera.name, frame] = key, found
        return found

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
            solids=self._open([thing for thing in now.values() if not thing.hidden]),
            panes=scene.panes,
            mirrors=scene.mirrors,
            view=shift.view(camera, at),
            margin=float(plan.take.margins.frame),
            levels=tuple(level(lamp, slipped) for lamp in plan.take.lamps),
            film=stage.film if thin is None else thin.film,
            snow_at=slipped,
        )

    def _open(self, things: Sequence[Thing]) -> Solids:
        key = tuple(id(thing.mesh) for thing in things)
        found: Solids = self._solids.get(key, lambda: Solids(things, self.plan.stage.trace))
        return found


def _key(frame: Frame) -> tuple[Any, ...]:
    film = frame.film
    records: tuple[int, ...] = ()
    if film is not None:
        records = tuple(pane.record(frame.snow_at) for pane in film.panes.values())
        records += (film.record(frame.snow_at),)
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
