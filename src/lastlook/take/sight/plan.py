"""What is looked at: a take with its stage and snow, which frames, and which slips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take import lens
from lastlook.take.sight.shifts import Shift, shifts

if TYPE_CHECKING:
    from lastlook.take.model import Camera, Take
    from lastlook.take.sight.moments import Block, Moments

OFTEN = 4.0
"""Times a second that coarse pictures are made and slips are swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is looked at."""

    take: Take
    fps: float
    stage: Moments
    thin: Moments | None
    """The same with less snow; None where that margin is not asked for."""
    every: int
    """Frames between those looked at."""
    counted: bool
    """Whether pixels are counted; else points decide."""

    def rolling(self, camera: Camera, frames: range) -> list[int]:
        """Return those of some frames that a camera records and that are looked at."""
        start, until = lens.rolls(camera, float(self.take.duration))
        return [
            frame
            for frame in frames
            if frame % self.every == 0 and start - 1e-9 <= frame / self.fps < until - 1e-9
        ]

    def block(self, frames: range, shift: Shift) -> Block:
        """Return what stands still in a block, for the snow of a slip."""
        if shift.thin and self.thin is not None:
            return self.thin.block(frames, self.reach, self.step)
        return self.stage.block(frames, self.reach, self.every)

    @property
    def step(self) -> int:
        """Frames between those at which slips are swept and coarse pictures made."""
        return max(1, round(self.fps / OFTEN / self.every)) * self.every

    @property
    def reach(self) -> int:
        """Frames by which cues may slip."""
        return max(0, *(round(abs(s.thing) * self.fps) for s in self.shifts)) if self.shifts else 0

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """Return the slips that are tried; cues only by the whole margin where frames are few."""
        every = shifts(self.take.margins, self.fps)
        late = max((abs(shift.thing) for shift in every), default=0.0)
        return tuple(
            shift
            for shift in every
            if (not shift.thin or self.thin is not None)
            and (self.every == 1 or not _is_cue(shift) or _by(shift) == late)
        )


def _is_cue(shift: Shift) -> bool:
    return bool(shift.thing or shift.film)


def _by(shift: Shift) -> float:
    return max(abs(shift.thing), abs(shift.film))
