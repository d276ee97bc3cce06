"""What every department of a take does, and when: its cues, and what keyframes and paths say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.paperwork.take_moves import moves
from lastlook.paperwork.take_where import clock, figure_spots
from lastlook.take.model import Pose
from lastlook.take.timecode import recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.paperwork.take_where import Spot
    from lastlook.take.rehearsal import Rehearsal

CAST = "Cast"
FEW = 3
"""Stops of somebody on the way that are all said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something a department does."""

    at: float
    until: float
    department: str
    what: str
    worked_out: bool
    """From keyframes and paths, not written as a cue."""


def entries(found: Rehearsal) -> tuple[Entry, ...]:
    """Return all that departments do, in the order of time."""
    return tuple(sorted(_entries(found), key=lambda one: (one.at, one.department, one.worked_out)))


def _entries(found: Rehearsal) -> Iterator[Entry]:
    """Give every cue, and what follows from keyframes, paths and lamps."""
    take = found.take
    for cue in found.cues:
        yield _entry(cue.at, cue.at + cue.seconds, cue.department, cue.what, worked_out=False)
    if take.cut is not None and not any("cut to black" in cue.what.lower() for cue in take.cues):
        cut = float(recorded_until(take))
        yield _entry(cut, cut, "Camera", "Cut to black", worked_out=False)
    for camera in take.cameras:
        for move in moves(camera):
            what = f"{camera.name}: {move.words}"
            yield _entry(move.at, move.until, "Camera", what)
    for figure in take.figures:
        department = figure.department or (CAST if not figure.must_hide else "Crew")
        for moved in _stretches(figure_spots(take, figure)):
            what = f"{figure.name}: {_moved_words(moved)}"
            yield _entry(moved[0].at, moved[-1].at, department, what)
    for lamp in take.lamps:
        for step in lamp.levels[0 if lamp.levels and lamp.levels[0].at else 1 :]:
            start, span = float(step.at), float(step.seconds)
            by = f" by {clock(start + span)}" if span else ""
            what = f"{lamp.name} to {float(step.level):.0%}{by}"
            yield _entry(start, start + span, lamp.department, what)


def _entry(
    at: float, until: float, department: str, what: str, *, worked_out: bool = True
) -> Entry:
    return Entry(at=at, until=until, department=department, what=what, worked_out=worked_out)


def _stretches(spots: Sequence[Spot]) -> Iterator[tuple[Spot, ...]]:
    """Give what somebody does without a rest between, as the places where it begins and turns."""
    going: list[Spot] = []
    for before, after in pairwise(spots):
        if before.same_place(after) and before.pose is after.pose:
            if going:
                yield tuple(going)
            going = []
        else:
            going = [*(going or [before]), after]
    if going:
        yield tuple(going)


def _moved_words(moved: Sequence[Spot]) -> str:
    """Say what somebody does in a stretch: every stop of a few, the last of many."""
    first, last = moved[0], moved[-1]
    if len(moved) > FEW + 1:
        return f"moves until {_stop(last)}"
    if all(spot.same_place(first) for spot in moved):
        return ", ".join(f"{spot.pose} by {clock(spot.at)}" for spot in moved[1:])
    return f"there {', '.join(_stop(spot) for spot in moved[1:])}"


def _stop(spot: Spot) -> str:
    return clock(spot.at) if spot.pose is Pose.STANDING else f"{clock(spot.at)} {spot.pose}"
