"""Many moments of a camera at once: about how much of each hidden thing it sees.

Lines of sight that what stands still does not block are held against the glass of every moment,
then against what moves. What a line meets is reckoned once, however many moments it lasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight.glass import crossings, transmission
from lastlook.take.sight.lines import lines_of, pairs_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    import numpy.typing as npt

    from lastlook.take.model import Camera, Margins
    from lastlook.take.sight.buffers import Box
    from lastlook.take.sight.lines import Lines, Moment, Pair
    from lastlook.take.sight.moments import Block
    from lastlook.take.sight.shifts import Shift
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.floating]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """About how much of a thing a frame shows, of the picture and of its widened margin."""

    pixels: float
    """Of a picture `margins.width` wide, inside the recorded area."""
    lines: int
    """How many lines of sight reach it there."""
    wide_pixels: float
    """With the margin round the recorded area."""
    wide_lines: int
    box: Box
    """Left, bottom, right, top of all that, in the recorded picture (-1 to 1) and beyond."""
    part: str
    """Of the thing, that most lines reach."""


def sweep(
    block: Block,
    camera: Camera,
    moments: Sequence[Moment],
    shifts: Sequence[Shift],
    margins: Margins,
    *,
    without: Container[str] = (),
) -> tuple[dict[str, dict[int, Estimate]], ...]:
    """Return what a camera sees of hidden things at moments of a block, by name and frame.

    There is an answer for each of the shifts, which differ in `film` alone. Frames in which nothing
    of a thing is seen are left out, and so are things `without` which it should go.
    """
    pairs = pairs_of(
        block.moments, camera, moments, shifts[0], share=float(margins.frame), without=without
    )
    lines = lines_of(block.moments, pairs, margins) if pairs else None
    if lines is not None:
        eyes = np.array([pair.view.eye for pair in pairs])
        lines = lines.chosen(~block.tracer.blocked(eyes[lines.pair], lines.ends))
    if lines is None or not len(lines.pair):
        return tuple({} for _ in shifts)
    found = _Sweep(block, camera, moments, pairs, lines)
    return tuple(found.seen(shift.film, float(margins.contrast)) for shift in shifts)


class _Sweep:
    """Lines that what stands still does not block, at all moments of their pairs."""

    def __init__(
        self,
        block: Block,
        camera: Camera,
        moments: Sequence[Moment],
        pairs: list[Pair],
        lines: Lines,
    ) -> None:
        self.block, self.camera, self.moments = block, camera, moments
        self.pairs, self.lines = pairs, lines
        self.eyes = np.array([pair.view.eye for pair in pairs])[lines.pair]
        self.low = np.minimum(self.eyes, lines.ends)
        self.high = np.maximum(self.eyes, lines.ends)
        self.names = np.array([one.thing for one in pairs])
        # Of all lines of a pair, which stand together.
        starts = np.flatnonzero(np.diff(lines.pair, prepend=-1))
        self.around = np.full((2, len(pairs), 3), np.inf)
        self.around[1] = -np.inf
        self.around[0, lines.pair[starts]] = np.minimum.reduceat(self.low, starts)
        self.around[1, lines.pair[starts]] = np.maximum.reduceat(self.high, starts)
        self.crossed = crossings(block.panes, self.eyes, lines.ends)
        self.which, self.when = _expand(lines.pair, pairs)
        """The numbers of line and moment."""
        places = [one.places(len(lines.pair)) for one in self.crossed]
        self.each = [
            one.of(self.which, there) for one, there in zip(self.crossed, places, strict=True)
        ]
        self.at = np.array([moment.at for moment in moments])[self.when]

    def seen(self, late: float, contrast: float) -> dict[str, dict[int, Estimate]]:
        """Return what is seen of each thing at each frame, with the snow late by seconds."""
        film = self.block.moments.film
        passed = transmission(self.each, film, np.maximum(self.at - late, 0.0), len(self.at))
        clear = np.flatnonzero(passed > contrast)
        if not len(clear):
            return {}
        which, when = self.which[clear], self.when[clear]
        free = self._free(which, when)
        return self._add(which[free], when[free], passed[clear[free]])

    def _free(self, which: Ints, when: Ints) -> Bools:
        """Return which lines at moments nothing that moves blocks."""
        free = np.ones(len(which), dtype=np.bool_)
        # Moments that share all that moves go together.
        group_of = np.zeros(len(self.moments), dtype=np.int64)
        groups: dict[tuple[int, ...], int] = {}
        moving = {}
        for number in np.unique(when).tolist():
            there = self._moving(number)
            key = tuple(id(thing.mesh) for _, thing in there)
            group_of[number] = groups.setdefault(key, len(groups))
            moving[groups[key]] = there
        pair = self.lines.pair[which]
        for group, own in _grouped(group_of[when]):
            for name, thing in moving[group]:
                low, high = self.block.moments.bounds(thing.mesh)
                # A thing is never in its own way: what hides its far side is its near one.
                near = self.names != name
                near &= (self.around[1] >= low).all(axis=1) & (self.around[0] <= high).all(axis=1)
                if near.any():
                    self._block(thing.mesh, which, own[near[pair[own]]], free)
        return free

    def _moving(self, number: int) -> list[tuple[str, Thing]]:
        moving = self.block.moving(self.moments[number].at)
        return [one for one in moving.items() if one[1].name != self.camera.name]

    def _block(self, mesh: Mesh, which: Ints, some: Ints, free: Bools) -> None:
        """Mark those of some lines at moments that a mesh blocks."""
        low, high = self.block.moments.bounds(mesh)
        lines = which[some]
        near = free[some]
        for axis in range(3):
            near &= self.high[lines, axis] >= low[axis]
            near &= self.low[lines, axis] <= high[axis]
        if not near.any():
            return
        # Each line once, however many moments it lasts.
        numbers, back = np.unique(lines[near], return_inverse=True)
        tracer = self.block.moments.tracer(mesh)
        blocked = tracer.blocked(self.eyes[numbers], self.lines.ends[numbers])
        free[some[near][blocked[back]]] = False

    def _add(self, which: Ints, when: Ints, passed: Floats) -> dict[str, dict[int, Estimate]]:
        """Return what is seen of each thing at each frame, at the moment of most within it."""
        lines, count = self.lines, len(self.moments)
        names = sorted({pair.thing for pair in self.pairs})
        number_of = np.array([names.index(pair.thing) for pair in self.pairs])
        cell = number_of[lines.pair[which]] * count + when
        kinds = np.array([len(pair.mesh.names) for pair in self.pairs]).max()
        cells, cell = np.unique(cell, return_inverse=True)
        size = len(cells)
        inside, rough = lines.inside[which], lines.coarse[which]
        weight = lines.weight[which] * passed

        def pixels(some: Bools) -> Floats:
            # Points and coarse pixels tell of the same area: the greater counts, not the sum.
            both = (some & ~rough, some & rough)
            return np.maximum(*(np.bincount(cell[one], weight[one], size) for one in both))

        inner, outer = pixels(inside), pixels(np.ones_like(inside))
        reached = np.bincount(cell[inside], None, size), np.bincount(cell, None, size)
        boxes = _boxes(lines.places[which], cell)
        parts = np.bincount(cell * kinds + lines.part[which], None, size * kinds)
        most = parts.reshape(size, kinds).argmax(axis=1)
        last = np.zeros(size, dtype=np.int64)
        last[cell] = lines.pair[which]
        found: dict[str, dict[int, Estimate]] = {}
        for number, at in enumerate(cells.tolist()):
            one = Estimate(
                pixels=float(inner[number]),
                lines=int(reached[0][number]),
                wide_pixels=float(outer[number]),
                wide_lines=int(reached[1][number]),
                box=boxes[number],
                part=self.pairs[last[number]].mesh.names[most[number]],
            )
            frame, frames = self.moments[at % count].frame, found.setdefault(names[at // count], {})
            known = frames.get(frame)
            if known is None or (one.pixels, one.wide_pixels) > (known.pixels, known.wide_pixels):
                frames[frame] = one
        return found


def _grouped(numbers: Ints) -> Iterator[tuple[int, Ints]]:
    """Return each number with the places where it stands."""
    order = np.argsort(numbers, kind="stable")
    values, starts = np.unique(numbers[order], return_index=True)
    yield from zip(values.tolist(), np.split(order, starts[1:]), strict=True)


def _boxes(places: Singles, cell: Ints) -> list[Box]:
    """Return left, bottom, right and top of the places of each cell, which are numbered from 0."""
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    low = np.minimum.reduceat(places[order], starts)
    high = np.maximum.reduceat(places[order], starts)
    return [tuple(one) for one in np.concatenate([low, high], axis=1).tolist()]


def _expand(pair_of: Ints, pairs: list[Pair]) -> tuple[Ints, Ints]:
    """Return every line at every moment of its pair: the number of the line, of the moment."""
    which, when = [], []
    numbers, starts = np.unique(pair_of, return_index=True)
    for number, begin, end in zip(numbers, starts, [*starts[1:], len(pair_of)], strict=True):
        moments = np.array(pairs[number].moments)
        which.append(np.tile(np.arange(begin, end), len(moments)))
        when.append(np.repeat(moments, end - begin))
    return np.concatenate(which), np.concatenate(when)
