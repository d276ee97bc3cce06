"""Runs of frames in which something shows, and the give-aways that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take.sight.findings import GiveAway, Slip, Verdict, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.take.sight.buffers import Glimpsed

GAP = 1.0
"""Seconds for which something may be gone and it is still the same run: a wiper comes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Frames in which something shows."""

    first: int
    last: int
    """Included."""
    counted: Mapping[int, Glimpsed]
    """Some of them, looked at pixel by pixel; at least one."""

    def within(self, first: int, last: int) -> Run:
        """Return the part from one frame to another, with what was counted in it, or anywhere."""
        inside = {frame: one for frame, one in self.counted.items() if first <= frame <= last}
        return Run(first=first, last=last, counted=inside or self.counted)


def stretches(frames: Iterable[int], gap: int) -> list[tuple[int, int]]:
    """Return the first and last of frames that follow one another at most `gap` apart."""
    found: list[tuple[int, int]] = []
    for frame in sorted(frames):
        if found and frame - found[-1][1] <= gap:
            found[-1] = (found[-1][0], frame)
        else:
            found.append((frame, frame))
    return found


def joined(runs: Iterable[Run], gap: int) -> list[Run]:
    """Return runs with those made one that are at most `gap` frames apart."""
    found: list[Run] = []
    for run in sorted(runs, key=lambda one: (one.first, one.last)):
        if found and run.first - found[-1].last <= gap:
            before = found.pop()
            last = max(before.last, run.last)
            counted = {**before.counted, **run.counted}
            found.append(Run(first=before.first, last=last, counted=counted))
        else:
            found.append(run)
    return found


def apart(runs: Iterable[Run], others: Sequence[Run], pad: int) -> list[Run]:
    """Return what is left of runs more than `pad` frames before and after all others."""
    left = list(runs)
    for other in others:
        first, last = other.first - pad, other.last + pad
        rest = []
        for run in left:
            if run.last < first or run.first > last:
                rest.append(run)
                continue
            if run.first < first:
                rest.append(run.within(run.first, first - 1))
            if run.last > last:
                rest.append(run.within(last + 1, run.last))
        left = rest
    return left


def give_away(
    run: Run, *, camera: str, thing: str, slip: Slip, fps: float, pixels: float
) -> GiveAway:
    """Return a run as a finding; `pixels` is the area from which on something is seen."""
    frames = sorted(run.counted)
    worst = max(frames, key=lambda frame: (run.counted[frame].pixels, -frame))
    most = run.counted[worst]
    parts = dict.fromkeys(most.parts)
    for frame in frames:
        parts.update(dict.fromkeys(run.counted[frame].parts))
    return GiveAway(
        camera=camera,
        verdict=Verdict.MARGINAL if slip is not Slip.NONE else Verdict.SEEN,
        way=Way.DIRECT,
        slip=slip,
        thing=thing,
        part=next(iter(most.parts)),
        parts=tuple(parts),
        via=most.via,
        first=run.first,
        last=run.last,
        fps=fps,
        pixels=most.pixels,
        worst=worst,
        box=most.box,
        shown=any(one.shown > pixels for one in run.counted.values()),
    )
