"""The beats of a take: the moments at which something changes place, few enough to print."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.paperwork.take_where import (
    camera_spots,
    dump_spots,
    figure_spots,
    gear_spots,
    way,
)
from lastlook.take.timecode import recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.paperwork.take_where import Spot
    from lastlook.take.model import Take

MOST = 8
"""Plans that somebody still leafs through."""
TOGETHER = 3.0
"""Seconds within which moments are one beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A beat: from a moment to the next one that has a plan of its own."""

    number: int
    count: int
    at: float
    until: float
    changes: tuple[str, ...]
    """What moves in it, in words, in the order of the file."""


def beats(take: Take, *, most: int = MOST) -> tuple[Stretch, ...]:
    """Part a take where cameras, people, equipment or boxes begin or end to move.

    Moments close to one another are one beat; where there are more than `most`, the shortest beats
    are joined with the one before.
    """
    end = float(recorded_until(take))
    moving = list(_moving(take))
    moments = {0.0}
    for _, spots in moving:
        moments |= _turns(spots)
    ordered = sorted(moment for moment in moments if moment < end)
    kept = [0.0]
    for moment in ordered:
        if moment - kept[-1] >= TOGETHER:
            kept.append(moment)
    while len(kept) > most:
        spans = [after - before for before, after in pairwise([*kept, end])]
        shortest = min(range(1, len(kept)), key=lambda n: (min(spans[n], spans[n - 1]), n))
        del kept[shortest]
    return tuple(
        Stretch(
            number=number,
            count=len(kept),
            at=start,
            until=stop,
            changes=tuple(
                what for what, spots in moving if len(way(spots, start, stop)) > 1
            ),
        )
        for number, (start, stop) in enumerate(pairwise([*kept, end]), 1)
    )  # fmt: skip


def _moving(take: Take) -> Iterator[tuple[str, Sequence[Spot]]]:
    """Give everything with a place, and its stations."""
    for camera in take.cameras:
        yield f"camera {camera.name}", camera_spots(camera)
    for dump in take.dumps:
        yield dump.name, dump_spots(dump)
    for figure in take.figures:
        if figure.seat is None and figure.path:
            yield figure.name, figure_spots(take, figure)
    for gear in take.gear:
        yield gear.name, gear_spots(gear)


def _turns(spots: Sequence[Spot]) -> set[float]:
    """Return when something sets off from where it stood, or comes to rest."""
    found = set()
    for number, (before, after) in enumerate(pairwise(spots)):
        if before.same_place(after):
            continue
        rested = number == 0 or spots[number - 1].same_place(before)
        rests = number + 2 == len(spots) or spots[number + 2].same_place(after)
        if rested:
            found.add(before.at)
        if rests:
            found.add(after.at)
    return found
