"""Shadows and reflections over a take: every camera from its first frame to its last.

They are looked for `OFTEN` times a second by points, and in every frame where something moves fast;
with cues late or early by the whole margin and with less snow, `RARELY`. A camera a little off its
place is left to the frame's margin. The worst frame of what shows, and its first and last, are
counted pixel by pixel; so is what is in doubt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.take.sight.findings import Slip
from lastlook.take.sight.lookout import NEAR, Lookout
from lastlook.take.sight.runs import Run, apart, give_away, joined, stretches
from lastlook.take.sight.shifts import PLANNED, Shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.take.model import Camera
    from lastlook.take.sight.buffers import Box, Glimpsed
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.lookout import Key, Seen
    from lastlook.take.sight.plan import Plan

    Found = dict[Key, dict[Slip, dict[int, "Sighting"]]]

WIDENED = Shift(slip=Slip.OPERATOR)
GAP = 5.0
"""Seconds for which one may be gone and it is still the same run: somebody works there."""
DOUBT = 0.5
"""Times `margins.pixels`, reckoned from points, from which on pixels are counted."""
SURE = 100.0
"""Times `margins.pixels`, reckoned from points, from which on it shows at a frame anyway."""
TRIES = 3
"""Frames of a run that are counted before it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What points say of a thing in a frame, and with which slip."""

    one: Glimpsed
    shift: Shift


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
        rolling = frozenset(plan.rolling(camera, range(plan.stage.frames)))
        for key in sorted(seen):
            found += _Judge(lookout, camera, key, rolling).give_aways(seen[key])
    return tuple(found)


def _note(lookout: Lookout, camera: Camera, frames: Sequence[int], seen: Found) -> None:
    """Note what frames show as planned, then with one slip after the other."""
    for frame in frames:
        if frame % lookout.often == 0:
            _keep(lookout.look(camera, frame, PLANNED), frame, seen)
    for frame, names in _flashes(lookout, camera, frames):
        _keep(lookout.some(camera, frame, names, PLANNED), frame, seen)
    least = SURE * float(lookout.plan.take.margins.pixels)
    rarely = [frame for frame in frames if frame % lookout.rarely == 0]
    sure = {
        key: [frame for frame, one in sorted(own[Slip.NONE].items()) if one.one.area > least]
        for key, own in seen.items()
    }
    # What shows anyway near by, without a doubt, need not slip: it is one run with that.
    pad = lookout.plan.reach + _gap(lookout.plan)
    without = {
        frame: frozenset(
            key
            for key, some in sure.items()
            if bisect_left(some, frame - pad) < bisect_right(some, frame + pad)
        )
        for frame in rarely
    }
    for shift in lookout.shifts:
        for frame in rarely:
            for key, shown in lookout.look(camera, frame, shift, without[frame]).items():
                _more(seen[key][shift.slip], frame, shown.planned, shift)


def _keep(found: Seen, frame: int, seen: Found) -> None:
    for key, shown in found.items():
        _more(seen[key][Slip.NONE], frame, shown.planned, PLANNED)
        _more(seen[key][Slip.OPERATOR], frame, shown.wide, WIDENED)


def _more(known: dict[int, Sighting], frame: int, one: Glimpsed | None, shift: Shift) -> None:
    """Keep what shows most at a frame."""
    if one is not None and (frame not in known or one.area > known[frame].one.area):
        known[frame] = Sighting(one=one, shift=shift)


def _flashes(
    lookout: Lookout, camera: Camera, frames: Sequence[int]
) -> Iterator[tuple[int, frozenset[str]]]:
    """Return the frames between those looked at in which something may flash by, and what."""
    if not frames:
        return
    looked = [frame for frame in frames if frame % lookout.often == 0]
    # The ends too: what is there before the first or after the last.
    for before, after in pairwise(sorted({frames[0] - 1, *looked, frames[-1] + 1})):
        some = range(max(before + 1, frames[0]), min(after, frames[-1] + 1))
        if some:
            ends = max(0, before), min(after, lookout.plan.stage.frames - 1)
            names = lookout.between(camera, *ends)
            if names:
                yield from ((frame, names) for frame in some)


def _gap(plan: Plan) -> int:
    """Return the frames for which one may be gone and it is still the same run."""
    return max(1, round(GAP * plan.fps), plan.every)


class _Judge:
    """Decides from when to when one thing shows to one camera by one way."""

    def __init__(self, lookout: Lookout, camera: Camera, key: Key, rolling: frozenset[int]) -> None:
        self.lookout, self.camera, self.key, self.rolling = lookout, camera, key, rolling
        plan = lookout.plan
        self.plan, self.least = plan, float(plan.take.margins.pixels)
        self.gap = _gap(plan)
        self.known: dict[tuple[int, Shift, Box], bool] = {}
        self.counts: dict[tuple[int, Shift], Glimpsed | None] = {}

    def give_aways(self, seen: Mapping[Slip, Mapping[int, Sighting]]) -> list[GiveAway]:
        """Return the give-aways in what points saw, by slip."""
        planned = self._runs(seen.get(Slip.NONE, {}), self.lookout.often)
        planned = joined([*planned, *self._inside(seen, planned)], self.gap)
        found = [(Slip.NONE, run) for run in planned]
        for slip in Slip:
            if slip is not Slip.NONE and slip in seen:
                often = slip is Slip.OPERATOR
                own = self._besides(seen[slip], planned)
                step = self.lookout.often if often else self.lookout.rarely
                runs = apart(self._runs(own, step), planned, self.plan.reach + self.gap)
                found += [(slip, run) for run in runs]
        return [self._told(slip, run, seen[slip]) for slip, run in found]

    def _besides(self, seen: Mapping[int, Sighting], planned: Sequence[Run]) -> dict[int, Sighting]:
        """Return what is seen long before or after runs."""
        pad = self.plan.reach + self.gap
        return {
            frame: one
            for frame, one in seen.items()
            if not any(run.first - pad <= frame <= run.last + pad for run in planned)
        }

    def _inside(
        self, seen: Mapping[Slip, Mapping[int, Sighting]], planned: Sequence[Run]
    ) -> list[Run]:
        """Return runs in the recorded picture of what points saw in the margin round it only."""
        if not self.plan.counted:
            return []
        near = 1 + NEAR * 2 / float(self.plan.take.margins.width)
        own = {
            frame: Sighting(one=one.one, shift=PLANNED)
            for frame, one in self._besides(seen.get(Slip.OPERATOR, {}), planned).items()
            if _meets(one.one.box, (-near, -near, near, near))
        }
        return self._runs(own, self.lookout.often)

    def _told(self, slip: Slip, run: Run, seen: Mapping[int, Sighting]) -> GiveAway:
        made = give_away(
            run, camera=self.camera.name, thing=self.key[1], slip=slip, fps=self.plan.fps,
            pixels=self.least,
        )  # fmt: skip
        parts = dict.fromkeys(made.parts)
        for frame, one in sorted(seen.items()):
            if run.first <= frame <= run.last and one.one.area > self.least:
                parts.update(dict.fromkeys(one.one.parts))
        return replace(made, way=self.key[0], parts=tuple(parts))

    def _runs(self, seen: Mapping[int, Sighting], step: int) -> list[Run]:
        """Return the runs of frames in which it shows."""
        some = {f: one for f, one in sorted(seen.items()) if one.one.area > DOUBT * self.least}
        if not self.plan.counted:
            some = {f: one for f, one in some.items() if one.one.area > self.least}
        found = []
        for first, last in stretches(some, max(step, self.gap)):
            own = {frame: one for frame, one in some.items() if first <= frame <= last}
            run = self._run(own) if self.plan.counted else _as_reckoned(own)
            if run is not None:
                found.append(run)
        return joined(found, self.gap)

    def _run(self, own: Mapping[int, Sighting]) -> Run | None:
        """Return a stretch as a run, its ends exact and its worst frame counted; None for none."""
        ranked = sorted(own, key=lambda frame: (-own[frame].one.area, frame))
        worst = next((f for f in ranked[:TRIES] if self._shows(f, own[f].shift, own[f].one)), None)
        if worst is None:
            return None
        first = self._edge(own, worst, -1)
        last = self._edge(own, worst, 1)
        counted = {}
        for frame in sorted({first, worst, last}):
            near = own[min(own, key=lambda one: (abs(one - frame), one))]
            one = self._count(frame, near.shift, near.one)
            if one is not None:
                counted[frame] = one
        if counted and all(one.area <= self.least for one in counted.values()):
            return None
        # Where no pixel can be counted again, as points saw it.
        return Run(first=first, last=last, counted=counted or {worst: own[worst].one})

    def _edge(self, own: Mapping[int, Sighting], worst: int, way: int) -> int:
        """Return the last frame, from the worst on, that shows it in a direction."""
        # From outside inwards: the first that shows it of those looked at.
        outer = sorted((f for f in own if (f - worst) * way >= 0), key=lambda f: -way * f)
        end = worst
        for frame in outer[:TRIES]:
            if self._shows(frame, own[frame].shift, own[frame].one):
                end = frame
                break
        else:
            # Points have long gone on where no pixel does.
            return self._between(own, worst, outer[min(TRIES, len(outer)) - 1])
        # Those of a slip are as points saw them.
        return end if own[end].shift != PLANNED else self._beyond(own[end], end, way)

    def _beyond(self, near: Sighting, frame: int, way: int) -> int:
        """Return the last frame up to which it goes on showing, from one that shows it."""
        shift, box = near.shift, near.one.box
        for _ in range(TRIES):
            frame = self._onward(shift, box, frame, way)
            # What is left at last may be elsewhere than where points saw it.
            here = self._count(frame, shift, near.one)
            if here is None or _within(here.box, _grown(box, NEAR, self.plan)):
                break
            box = _around(box, here.box)
        return frame

    def _onward(self, shift: Shift, box: Box, frame: int, way: int) -> int:
        """Return the last frame, from one that does, that goes on showing it about a box."""
        step = 1
        while (on := frame + way * step) in self.rolling and self._about(on, shift, box):
            frame, step = on, 2 * step
        while step > 1:
            step //= 2
            on = frame + way * step
            if on in self.rolling and self._about(on, shift, box):
                frame = on
        return frame

    def _between(self, own: Mapping[int, Sighting], shows: int, beyond: int) -> int:
        """Return the frame that shows it last, of those between one that does and one beyond."""
        while abs(beyond - shows) > 1:
            middle = (beyond + shows) // 2
            near = own[min(own, key=lambda one: (abs(one - middle), one))]
            if middle in self.rolling and self._shows(middle, near.shift, near.one):
                shows = middle
            else:
                beyond = middle
        return shows

    def _shows(self, frame: int, shift: Shift, hint: Glimpsed) -> bool:
        return self._about(frame, shift, hint.box)

    def _about(self, frame: int, shift: Shift, box: Box) -> bool:
        known = self.known.get((frame, shift, box))
        if known is None:
            known = self.lookout.shows(self.camera, frame, shift, self.key, box)
            self.known[frame, shift, box] = known
        return known

    def _count(self, frame: int, shift: Shift, hint: Glimpsed) -> Glimpsed | None:
        if (frame, shift) not in self.counts:
            self.counts[frame, shift] = self.lookout.count(
                self.camera, frame, shift, self.key, hint.box
            )
        return self.counts[frame, shift]


def _as_reckoned(own: Mapping[int, Sighting]) -> Run:
    frames = sorted(own)
    counted = {frame: own[frame].one for frame in frames}
    return Run(first=frames[0], last=frames[-1], counted=counted)


def _meets(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
    )  # fmt: skip


def _within(one: Box, other: Box) -> bool:
    return _around(one, other) == other


def _around(one: Box, other: Box) -> Box:
    """Return the box around two."""
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]),
    )  # fmt: skip


def _grown(box: Box, pixels: float, plan: Plan) -> Box:
    by = pixels * 2 / plan.take.margins.width
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
