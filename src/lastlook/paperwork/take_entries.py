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
    from collections.abc import Iterator

    from lastlook.take.rehearsal import Rehearsal

CAST = "Cast"


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
        for before, after in pairwise(figure_spots(take, figure)):
            if before.same_place(after) and before.pose is after.pose:
                continue
            when = clock(after.at)
            if before.same_place(after):
                what = f"{figure.name}: {after.pose} by {when}"
            else:
                pose = "" if after.pose is Pose.STANDING else f", {after.pose}"
                what = f"{figure.name}: there {when}{pose}"
            yield _entry(before.at, after.at, department, what)
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
