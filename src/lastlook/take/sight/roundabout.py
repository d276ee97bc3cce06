"""Shadows and reflections over a take: every frame of every camera, as planned and with slips.

They are looked for at every frame, and with slips as often as direct sight is swept. What lamps do
slips with the snow: both are late against camera and figures, or early. A camera a little off its
place is left to the frame's margin. A frame in which nothing has changed since the one before, snow
and light included, shows the same.
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
from lastlook.take.sight.runs import GAP, Run, apart, give_away, joined, stretches
from lastlook.take.sight.shadows import Shadows
from lastlook.take.sight.shifts import Shift
from lastlook.take.sight.solids import Solids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.take.model import Camera
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.glimpse import Shown
    from lastlook.take.sight.plan import Plan
    from lastlook.take.stage.scene import Thing

    Seen = Mapping[tuple[Way, str], Shown]

PLANNED = Shift()
SOLIDS = 40
"""Sets of what may be seen, each as one for rays, that are kept."""


def find(plan: Plan) -> tuple[GiveAway, ...]:
    """Return the shadows and reflections of hidden things, as planned or with a slip."""
    lookout = Lookout(plan)
    found: list[GiveAway] = []
    for camera in plan.take.cameras:
        seen: dict[tuple[Way, str], dict[Slip, dict[int, Glimpsed]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for frames in plan.stage.blocks():
            for frame in plan.rolling(camera, frames):
                for slip, key, one in _shown(lookout, camera, frame):
                    known = seen[key][slip].get(frame)
                    if known is None or one.area > known.area:
                        seen[key][slip][frame] = one
        for way, thing in sorted(seen):
            found += _give_aways(plan, camera, (way, thing), seen[way, thing])
    return tuple(found)


def _shown(
    lookout: Lookout, camera: Camera, frame: int
) -> Iterable[tuple[Slip, tuple[Way, str], Glimpsed]]:
    """Return what a frame shows as planned, and with each slip."""
    plan = lookout.plan
    for key, one in lookout.look(camera, frame, PLANNED).items():
        if one.planned is not None:
            yield Slip.NONE, key, one.planned
        yield Slip.OPERATOR, key, one.wide
    if frame % plan.step:
        return
    for shift in lookout.shifts:
        for key, one in lookout.look(camera, frame, shift).items():
            if one.planned is not None:
                yield shift.slip, key, one.planned


def _give_aways(
    plan: Plan,
    camera: Camera,
    key: tuple[Way, str],
    seen: Mapping[Slip, Mapping[int, Glimpsed]],
) -> list[GiveAway]:
    """Return the give-aways of one thing by one way."""
    least = float(plan.take.margins.pixels)
    gap = max(1, round(GAP * plan.fps), plan.every)
    planned = joined(_runs(seen.get(Slip.NONE, {}), least, plan.every), gap)
    runs = [(Slip.NONE, run) for run in planned]
    for slip in Slip:
        if slip is not Slip.NONE and slip in seen:
            step = plan.every if slip is Slip.OPERATOR else plan.step
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


class Lookout:
    """Looks for shadows and reflections at a take's frames."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.shifts = [shift for shift in plan.shifts if not any(shift.aside)]
        take = plan.take
        light = beams(take)
        known = calibrated(materials(), take.calibration)
        self.shadows = Shadows(take, light, known, plan.stage)
        self.reflections = Reflections(take, light, plan.stage)
        self._solids = Kept(SOLIDS)
        self._last: dict[tuple[str, Shift], tuple[Any, Seen]] = {}

    def look(self, camera: Camera, frame: int, shift: Shift) -> Seen:
        """Return what a camera sees roundabout at a frame with a slip, by way and thing."""
        made = self.frame(camera, frame, shift)
        key = _key(made)
        # The same as before; or the slip changes nothing, and it is as planned.
        for one in (shift, PLANNED):
            known = self._last.get((camera.name, one))
            if known is not None and known[0] == key:
                return known[1]
        found = {(Way.SHADOW, name): one for name, one in self.shadows.look(made).items()}
        found |= {(Way.REFLECTION, name): one for name, one in self.reflections.look(made).items()}
        # The frame is kept so that no other mesh can have the identity of one of its meshes.
        self._last[camera.name, shift] = key, found
        return found

    def frame(self, camera: Camera, frame: int, shift: Shift) -> Frame:
        """Return what a frame is looked at with."""
        plan = self.plan
        stage = plan.thin if shift.thin and plan.thin is not None else plan.stage
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
            film=stage.film,
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
