"""The wipers' arms and blades on the windscreen, where they stand at a moment.

They are for the eye only: sightlines do not know them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.glass import axes
from lastlook.take.snow.run import EventKind
from lastlook.take.snow.wipers import angle
from lastlook.take.stage.shapes import Builder, moved, slab

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.model import Beat, Take, Wiper
    from lastlook.take.snow.run import SnowRun
    from lastlook.take.stage.scene import Mesh

    Floats = npt.NDArray[np.float64]

WIDE, HIGH = 0.016, 0.02
"""Metres: of a blade on the glass, and off it."""
ARM = 0.02
"""Metres: width of an arm; it stands off the glass above the blade."""
HOLD = 0.62
"""Share of the outer radius at which the arm holds the blade."""


def cycles(beats: Sequence[Beat], at: float) -> float:
    """Return the cycles that the wipers have done by a moment; switched off, they go home first."""
    done = rate = 0.0
    ends = [*(float(beat.at) for beat in beats[1:]), math.inf]
    for beat, end in zip(beats, ends, strict=True):
        span = min(at, end) - float(beat.at)
        if span <= 0:
            break
        wanted = float(beat.cycles) / 60
        home = math.inf if wanted else math.ceil(done - 1e-9)
        done = min(done + (wanted or rate) * span, home)
        rate = wanted or rate
    return done


def blades(take: Take, run: SnowRun, screen: Pane, at: float) -> Mesh | None:
    """Return all wipers of a take at a moment; stalled ones stay where they stopped."""
    if not take.wipers:
        return None
    stalls = [event.at for event in run.events if event.kind is EventKind.STALL]
    done = cycles(take.wiper_speeds, min([at, *stalls]))
    builder = Builder()
    for wiper in take.wipers:
        _add(builder, wiper, math.radians(angle(wiper, done)), screen)
    return builder.mesh()


def _add(builder: Builder, wiper: Wiper, turn: float, screen: Pane) -> None:
    along, up, normal = (np.array(way) for way in axes(screen))
    out = math.cos(turn) * along + math.sin(turn) * up
    frame = np.stack([out, np.cross(normal, out), normal], axis=1)
    foot = np.array([screen.x, screen.y, screen.z])
    foot = foot + float(wiper.u) * along + float(wiper.v) * up
    inner, outer = float(wiper.inner), float(wiper.outer)
    blade = _bar((inner, outer), WIDE, (0.003, 0.003 + HIGH))
    arm = _bar((0.0, HOLD * outer), ARM, (0.006 + HIGH, 0.014 + HIGH))
    builder.add("blade", moved(blade, frame, foot))
    builder.add("arm", moved(arm, frame, foot))


def _bar(
    reach: tuple[float, float], wide: float, high: tuple[float, float]
) -> tuple[Floats, npt.NDArray[np.int32]]:
    """Return a bar along x that tapers off the glass."""
    (x0, x1), half = reach, wide / 2
    low = [(x0, -half, high[0]), (x1, -half, high[0]), (x1, half, high[0]), (x0, half, high[0])]
    top = [(x, y * 0.5, high[1]) for x, y, _ in low]
    return slab(low, top)
