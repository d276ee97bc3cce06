"""What must hide and shows itself: every frame of every camera, as planned and with every slip.

First all frames are swept with points and coarse pictures (`sweep`). Where that leaves no doubt a
thing is seen; elsewhere it is counted pixel by pixel, as are the frames before the first and after
the last, so that a run begins and ends at the right frame (`decide`). Slips are swept four times a
second, and only for what is not seen anyway.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from lastlook.take.sight.decide import Decider, is_sure, moments_of
from lastlook.take.sight.lines import Moment
from lastlook.take.sight.motion import swift
from lastlook.take.sight.shifts import PLANNED
from lastlook.take.sight.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from lastlook.take.model import Camera
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.plan import Plan
    from lastlook.take.sight.shifts import Shift
    from lastlook.take.sight.sweep import Estimate

    Swept = defaultdict[str, defaultdict[Shift, dict[int, Estimate]]]


def find(plan: Plan) -> tuple[GiveAway, ...]:
    """Return what shows of hidden things, as planned or with a slip."""
    swept: list[Swept] = [defaultdict(lambda: defaultdict(dict)) for _ in plan.take.cameras]
    for frames in plan.stage.blocks():
        for camera, own in zip(plan.take.cameras, swept, strict=True):
            if plan.rolling(camera, frames):
                for way in (_as_planned, _with_slips, _with_less_snow):
                    way(plan, camera, frames, own)
    return tuple(
        one
        for camera, own in zip(plan.take.cameras, swept, strict=True)
        for name in sorted(own)
        for one in Decider(plan, camera, name).found(own[name])
    )


def _as_planned(plan: Plan, camera: Camera, frames: range, swept: Swept) -> None:
    """Sweep all frames of a block with nothing going wrong."""
    rolling = plan.rolling(camera, frames)
    moments = [one for frame in rolling for one in moments_of(plan, camera, frame)]
    block = plan.block(frames, PLANNED)
    (seen,) = sweep(block, camera, moments, [PLANNED], plan.take.margins)
    _note(swept, PLANNED, seen)
    if plan.counted:
        # What points leave in doubt, or miss.
        without = _sure(plan, camera, frames, swept)
        _try(plan, camera, frames, [PLANNED], swept, without=without, coarse=True)
        if plan.every == 1:
            _glimpses(plan, camera, frames, swept, without=without)


def _glimpses(
    plan: Plan, camera: Camera, frames: range, swept: Swept, *, without: Container[str]
) -> None:
    """Make coarse pictures of all other frames of what goes fast: it may come and go between two.

    What is slower, and a camera too, stays within some points' distance meanwhile.
    """
    moments = []
    for frame in plan.rolling(camera, frames):
        if frame % plan.step:
            only = swift(plan.stage, frame)
            if only:
                at = frame / plan.fps
                moments.append(Moment(frame=frame, at=at, coarse=True, only=only))
    if moments:
        block = plan.block(frames, PLANNED)
        (seen,) = sweep(block, camera, moments, [PLANNED], plan.take.margins, without=without)
        _note(swept, PLANNED, seen)


def _with_slips(plan: Plan, camera: Camera, frames: range, swept: Swept) -> None:
    """Sweep some frames of a block with every slip but less snow."""
    block, sure = plan.block(frames, PLANNED), _sure(plan, camera, frames, swept)
    slips = sorted((one for one in plan.shifts if not one.thin), key=lambda one: one.lines)
    for _, group in groupby(slips, key=lambda one: one.lines):
        alike = list(group)
        # What stands still is nowhere else when it is late.
        without = sure | block.still if alike[0].thing else sure
        _try(plan, camera, frames, alike, swept, without=without)


def _with_less_snow(plan: Plan, camera: Camera, frames: range, swept: Swept) -> None:
    """Sweep some frames of a block with less snow."""
    thin = [one for one in plan.shifts if one.thin]
    if thin:
        without = _sure(plan, camera, frames, swept)
        _try(plan, camera, frames, thin, swept, without=without)


def _try(
    plan: Plan,
    camera: Camera,
    frames: range,
    alike: list[Shift],
    swept: Swept,
    *,
    without: Container[str],
    coarse: bool = False,
) -> None:
    """Sweep some frames of a block with slips that have the same lines of sight."""
    often = [
        Moment(frame=frame, at=frame / plan.fps, coarse=coarse)
        for frame in plan.rolling(camera, frames)
        if frame % plan.step == 0
    ]
    if often:
        block = plan.block(frames, alike[0])
        each = sweep(block, camera, often, alike, plan.take.margins, without=without)
        for shift, seen in zip(alike, each, strict=True):
            _note(swept, shift, seen)


def _note(swept: Swept, shift: Shift, seen: Mapping[str, Mapping[int, Estimate]]) -> None:
    for name, estimates in seen.items():
        known = swept[name][shift]
        for frame, one in estimates.items():
            if frame not in known or one.lines >= known[frame].lines:
                known[frame] = one


def _sure(plan: Plan, camera: Camera, frames: range, swept: Swept) -> frozenset[str]:
    """Return the names of what is seen as planned in every frame of a block, without a doubt."""
    rolling: Iterable[int] = plan.rolling(camera, frames)
    least = float(plan.take.margins.pixels)
    return frozenset(
        name
        for name, own in swept.items()
        if all(frame in own[PLANNED] and is_sure(own[PLANNED][frame], least) for frame in rolling)
    )
