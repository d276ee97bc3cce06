"""In which frames one thing shows: estimates decided, pixels counted, the ends of runs found."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take import lens
from lastlook.take.sight.buffers import RAYS, Glimpsed, Picture
from lastlook.take.sight.findings import Slip
from lastlook.take.sight.lines import Moment
from lastlook.take.sight.motion import swift
from lastlook.take.sight.runs import GAP, Run, apart, give_away, joined, stretches
from lastlook.take.sight.shifts import PLANNED, Shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.take.model import Camera
    from lastlook.take.sight.buffers import Box
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.plan import Plan
    from lastlook.take.sight.sweep import Estimate

WIDENED = Shift(slip=Slip.OPERATOR)
SURE_LINES = 6
"""Lines of sight from which on a thing is seen without counting pixels."""
SURE_PIXELS = 8.0
"""Times `margins.pixels`, from which on the same."""
FAST = 0.05
"""Metres a frame from which on the ends of the exposure are looked at too."""
WHIPPED = 0.02
"""Of the frame, by which a camera turns in a frame, from which on the same."""
SAMPLES = 3
"""Frames of a run that are counted besides its ends and its greatest, about."""
FEW = 1500
"""Rays of a picture where pixels do not decide."""


def is_sure(one: Estimate, least: float) -> bool:
    """Return whether an estimate leaves no doubt that more than the `least` area shows."""
    return _is_sure(one.pixels, one.lines, least)


def _is_sure(pixels: float, lines: int, least: float) -> bool:
    return lines >= SURE_LINES and pixels > SURE_PIXELS * least


def moments_of(plan: Plan, camera: Camera, frame: int) -> list[Moment]:
    """Return when to look within a frame: in the middle, and at both ends if something is fast."""
    at = frame / plan.fps
    found = [Moment(frame=frame, at=at)]
    if plan.every == 1 and plan.stage.once(
        ("fast", camera.name, frame), lambda: _is_fast(plan, camera, frame)
    ):
        half = lens.exposure(camera, plan.fps) / 2
        found += [Moment(frame=frame, at=max(0.0, at - half)), Moment(frame=frame, at=at + half)]
    return found


def _is_fast(plan: Plan, camera: Camera, frame: int) -> bool:
    """Return whether a camera or something hidden goes so fast that the exposure shows it."""
    swift(plan.stage, frame)  # for shadows and reflections, while the scene is at hand
    before, at = max(0, frame - 1) / plan.fps, frame / plan.fps
    one, other = plan.stage.view(camera, before), plan.stage.view(camera, at)
    if np.abs(one.eye - other.eye).max() > FAST:
        return True
    if np.linalg.norm(one.forward - other.forward) > WHIPPED * 2 * one.half_width:
        return True
    earlier = plan.stage.things(before)
    for name, thing in plan.stage.things(at).items():
        known = earlier.get(name)
        if thing.hidden and known is not None and known.mesh is not thing.mesh:
            for now, then in zip(
                plan.stage.bounds(thing.mesh), plan.stage.bounds(known.mesh), strict=True
            ):
                if np.abs(now - then).max() > FAST:
                    return True
    return False


class Decider:
    """Decides in which frames one thing shows to one camera."""

    def __init__(self, plan: Plan, camera: Camera, name: str) -> None:
        self.plan, self.camera, self.name = plan, camera, name
        self.margins = plan.take.margins
        self.least = float(plan.take.margins.pixels)
        self.gap = max(1, round(GAP * plan.fps), plan.every)
        self.pad = plan.reach + self.gap
        """Frames around a run, in which a slip only makes it longer."""
        self.known: dict[tuple[int, Shift], bool] = {}
        self.blocks = plan.stage.blocks()
        self.rolling = [f for frames in self.blocks for f in plan.rolling(camera, frames)]

    def found(self, swept: Mapping[Shift, Mapping[int, Estimate]]) -> list[GiveAway]:
        """Return the give-aways in what was swept, by slip."""
        planned = swept.get(PLANNED, {})
        seen = joined(self._runs(PLANNED, planned, ()), self.gap)
        found = [self._give_away(run, Slip.NONE) for run in seen]
        slipped: dict[Slip, list[Run]] = {slip: [] for slip in Slip if slip is not Slip.NONE}
        slipped[Slip.OPERATOR] += self._runs(WIDENED, planned, seen)
        for shift, some in swept.items():
            if shift != PLANNED:
                slipped[shift.slip] += self._runs(shift, some, seen)
        for slip, runs in slipped.items():
            left = apart(joined(runs, self.gap), seen, self.pad)
            found += [self._give_away(run, slip) for run in left]
        return found

    def _give_away(self, run: Run, slip: Slip) -> GiveAway:
        return give_away(
            run, camera=self.camera.name, thing=self.name, slip=slip, fps=self.plan.fps,
            pixels=self.least,
        )  # fmt: skip

    def _runs(
        self, shift: Shift, swept: Mapping[int, Estimate], before: Sequence[Run]
    ) -> list[Run]:
        """Return the runs of frames that are seen, their ends exact, apart from those known."""
        some = _outside(swept, before, self.pad)
        seen = self._decided(shift, some)
        found = []
        for first, last in stretches(seen, self.gap):
            begin = self._edge(shift, first, -1, some[first].box, before)
            end = self._edge(shift, last, 1, some[last].box, before)
            own = [frame for frame in sorted(some) if first <= frame <= last]
            most = self._most(shift, some, first, last, seen)
            looked = {begin, end, most, *own[:: max(1, len(own) // SAMPLES)]}
            boxes = {frame: some.get(frame, some[most]).box for frame in sorted(looked)}
            counted = {frame: self._count(shift, frame, box) for frame, box in boxes.items()}
            known = {frame: one for frame, one in counted.items() if one is not None}
            if most not in known:
                known[most] = _guessed(shift, some[most])
            found.append(Run(first=begin, last=end, counted=known))
        return found

    def _decided(self, shift: Shift, swept: Mapping[int, Estimate]) -> list[int]:
        """Return which frames of those swept are seen; not all between two that are, near by."""
        sizes = {frame: _size(shift, one) for frame, one in sorted(swept.items())}
        if not self.plan.counted:
            return [frame for frame, (pixels, _) in sizes.items() if pixels > self.least]
        sure = {
            frame for frame, (pixels, lines) in sizes.items() if _is_sure(pixels, lines, self.least)
        }
        # Within a run of those that are sure, a doubt changes nothing.
        runs = stretches(sure, self.gap)
        starts = [first for first, _ in runs]
        doubts = [
            frame
            for frame, (_, lines) in sizes.items()
            if lines and not _within(frame, starts, runs)
        ]
        return sorted(sure | self._doubted(shift, doubts, swept))

    def _doubted(
        self, shift: Shift, doubts: Sequence[int], swept: Mapping[int, Estimate]
    ) -> set[int]:
        """Return which doubtful frames are seen; not all between two that are, near by."""

        def sees(number: int) -> bool:
            return self._sees(shift, doubts[number], swept[doubts[number]].box)

        seen: set[int] = set()
        at = 0
        while at < len(doubts):
            if not sees(at):
                at += 1
                continue
            seen.add(doubts[at])
            # The farthest of the same run: what lies between changes nothing.
            far = bisect_right(doubts, doubts[at] + self.gap) - 1
            while far > at and not sees(far):
                far -= 1
            at = max(far, at + 1)
        return seen

    def _most(
        self, shift: Shift, swept: Mapping[int, Estimate], first: int, last: int, seen: list[int]
    ) -> int:
        """Return the frame of a run in which most is seen."""
        own = [frame for frame in swept if first <= frame <= last]
        own.sort(key=lambda frame: (-_size(shift, swept[frame])[0], frame))
        known = set(seen)
        return next(
            frame
            for frame in own
            if frame in known or (self.plan.counted and self._sees(shift, frame, swept[frame].box))
        )

    def _edge(self, shift: Shift, frame: int, way: int, box: Box, before: Sequence[Run]) -> int:
        """Return the last frame, from one that is seen, up to which it is seen in a direction.

        Runs known before are not gone into.
        """
        if not self.plan.counted:
            return frame
        if way < 0:
            end = max(self.rolling[0], *(run.last + 1 for run in before if run.last < frame), 0)
        else:
            end = min([self.rolling[-1], *(run.first - 1 for run in before if run.first > frame)])
        step = 1
        while frame != end:
            on = frame + way * min(step, abs(end - frame))
            if not self._sees(shift, on, box):
                break
            frame, step = on, step * 2
        else:
            return frame
        while abs(on - frame) > 1:
            middle = (on + frame) // 2
            if self._sees(shift, middle, box):
                frame = middle
            else:
                on = middle
        return frame

    def _sees(self, shift: Shift, frame: int, hint: Box) -> bool:
        key = frame, shift
        if key not in self.known:
            self.known[key] = any(
                one.sees(self.name, hint, self.least) for one in self._pictures(shift, frame)
            )
        return self.known[key]

    def _count(self, shift: Shift, frame: int, hint: Box) -> Glimpsed | None:
        """Count the pixels of a frame, at the moment within it that has the most."""
        found = [one.inspect(self.name, hint) for one in self._pictures(shift, frame)]
        return max(
            (one for one in found if one is not None), key=lambda one: one.area, default=None
        )

    def _pictures(self, shift: Shift, frame: int) -> Iterator[Picture]:
        block = self.plan.block(next(b for b in self.blocks if frame in b), shift)
        widen = float(self.margins.frame) if shift.slip is Slip.OPERATOR else 0.0
        rays = RAYS if self.plan.counted else FEW
        for moment in moments_of(self.plan, self.camera, frame):
            yield Picture(
                block, self.camera, moment.at, shift, self.margins, widen=widen, rays=rays
            )


def _within(frame: int, starts: list[int], runs: Sequence[tuple[int, int]]) -> bool:
    """Return whether a frame is in a run."""
    number = bisect_right(starts, frame) - 1
    return number >= 0 and frame <= runs[number][1]


def _outside(swept: Mapping[int, Estimate], runs: Sequence[Run], pad: int) -> dict[int, Estimate]:
    """Return what was swept more than `pad` frames before and after all runs."""
    return {
        frame: one
        for frame, one in swept.items()
        if not any(run.first - pad <= frame <= run.last + pad for run in runs)
    }


def _size(shift: Shift, one: Estimate) -> tuple[float, int]:
    """Return the pixels and lines that count for a slip: an operator's are also in the margin."""
    if shift.slip is Slip.OPERATOR:
        return one.wide_pixels, one.wide_lines
    return one.pixels, one.lines


def _guessed(shift: Shift, one: Estimate) -> Glimpsed:
    """Return an estimate as if it were counted, for what falls between the pixels."""
    pixels, _ = _size(shift, one)
    return Glimpsed(
        count=one.lines,
        area=pixels,
        pixels=pixels,
        shown=0.0,
        parts={one.part: pixels},
        via="",
        box=one.box,
    )
