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
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.model import Camera, Margins
    from lastlook.take.sight.buffers import Box
    from lastlook.take.sight.lines import Lines, Moment, Pair
    from lastlook.take.sight.moments import Block
    from lastlook.take.sight.shifts import Shift
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
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
    block: Block, camera: Camera, moments: Sequence[Moment], shift: Shift, margins: Margins
) -> dict[str, dict[int, Estimate]]:
    """Return what a camera sees of hidden things at moments of a block, by name and frame.

    Frames in which nothing of a thing is seen are left out.
    """
    pairs = pairs_of(block.moments, camera, moments, shift, float(margins.frame))
    if not pairs:
        return {}
    lines = lines_of(block.moments, pairs, margins)
    eyes = np.array([pair.view.eye for pair in pairs])
    lines = lines.chosen(~block.tracer.blocked(eyes[lines.pair], lines.ends))
    if not len(lines.pair):
        return {}
    return _Sweep(block, camera, moments, pairs, lines).seen(shift, float(margins.contrast))


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
        self.which, self.when = _expand(lines.pair, pairs)
        """The numbers of line and moment."""

    def seen(self, shift: Shift, contrast: float) -> dict[str, dict[int, Estimate]]:
        """Return what is seen of each thing at each frame."""
        passed = self._passed(shift)
        self._keep(passed > contrast)
        passed = passed[passed > contrast]
        free = self._free()
        self._keep(free)
        return self._add(passed[free])

    def _keep(self, some: Bools) -> None:
        self.which, self.when = self.which[some], self.when[some]

    def _passed(self, shift: Shift) -> Floats:
        """Return the share of an image that the glass lets through, for lines at moments."""
        crossed = crossings(self.block.panes, self.eyes, self.lines.ends)
        count = len(self.lines.pair)
        each = [one.of(self.which, one.places(count)) for one in crossed]
        at = np.array([moment.at for moment in self.moments])[self.when]
        film = self.block.moments.film
        return transmission(each, film, np.maximum(at - shift.film, 0.0), len(at))

    def _free(self) -> Bools:
        """Return which lines nothing that moves blocks."""
        free = np.ones(len(self.which), dtype=np.bool_)
        # Moments that share all that moves go together.
        groups: dict[tuple[int, ...], list[int]] = {}
        for number in np.unique(self.when):
            key = tuple(id(thing.mesh) for _, thing in self._moving(int(number)))
            groups.setdefault(key, []).append(int(number))
        pair = self.lines.pair[self.which]
        names = np.array([one.thing for one in self.pairs])
        for numbers in groups.values():
            own = np.flatnonzero(np.isin(self.when, numbers))
            for name, thing in self._moving(numbers[0]):
                # A thing that is late is not in its own way where it should have been.
                self._block(thing.mesh, own[names[pair[own]] != name], free)
        for number in np.unique(pair):
            if self.pairs[number].thing not in self.block.still:
                self._block(self.pairs[number].mesh, np.flatnonzero(pair == number), free)
        return free

    def _moving(self, number: int) -> list[tuple[str, Thing]]:
        moving = self.block.moving(self.moments[number].at)
        return [one for one in moving.items() if one[1].name != self.camera.name]

    def _block(self, mesh: Mesh, some: Ints, free: Bools) -> None:
        """Mark those of some lines that a mesh blocks."""
        some = some[free[some]]
        if not len(some):
            return
        # Each line once, however many moments it lasts.
        numbers, back = np.unique(self.which[some], return_inverse=True)
        starts, ends = self.eyes[numbers], self.lines.ends[numbers]
        low, high = self.block.moments.bounds(mesh)
        apart = (np.maximum(starts, ends) < low) | (np.minimum(starts, ends) > high)
        near = np.flatnonzero(~apart.any(axis=1))
        if len(near):
            blocked = np.zeros(len(numbers), dtype=np.bool_)
            tracer = self.block.moments.tracer(mesh)
            blocked[near] = tracer.blocked(starts[near], ends[near])
            free[some[blocked[back]]] = False

    def _add(self, passed: Floats) -> dict[str, dict[int, Estimate]]:
        """Return what is seen of each thing at each frame, at the moment of most within it."""
        names = sorted({pair.thing for pair in self.pairs})
        number_of = np.array([names.index(pair.thing) for pair in self.pairs])
        moments = len(self.moments)
        cell = number_of[self.lines.pair[self.which]] * moments + self.when
        size = len(names) * moments
        inside, rough = self.lines.inside[self.which], self.lines.coarse[self.which]
        weight = self.lines.weight[self.which] * passed

        def pixels(some: Bools) -> Floats:
            # Points and coarse pixels tell of the same area: the greater counts, not the sum.
            both = (some & ~rough, some & rough)
            return np.maximum(*(np.bincount(cell[one], weight[one], size) for one in both))

        inner, outer = pixels(inside), pixels(np.ones_like(inside))
        count, wide_count = np.bincount(cell[inside], None, size), np.bincount(cell, None, size)
        boxes, parts = self._boxes(cell, size), self._parts(cell)
        found: dict[str, dict[int, Estimate]] = {}
        for at in np.flatnonzero(wide_count).tolist():
            name, frame = names[at // moments], self.moments[at % moments].frame
            one = Estimate(
                pixels=float(inner[at]), lines=int(count[at]),
                wide_pixels=float(outer[at]), wide_lines=int(wide_count[at]),
                box=tuple(boxes[:, at].tolist()), part=parts[at],
            )  # fmt: skip
            frames = found.setdefault(name, {})
            known = frames.get(frame)
            if known is None or (one.pixels, one.wide_pixels) > (known.pixels, known.wide_pixels):
                frames[frame] = one
        return found

    def _parts(self, cell: Ints) -> dict[int, str]:
        """Return the part that most lines of each cell reach."""
        part, pair = self.lines.part[self.which], self.lines.pair[self.which]
        found = {}
        for number in np.unique(cell):
            own = cell == number
            names = self.pairs[pair[np.argmax(own)]].mesh.names
            found[int(number)] = names[int(np.argmax(np.bincount(part[own])))]
        return found

    def _boxes(self, cell: Ints, size: int) -> Floats:
        """Return left, bottom, right and top of the lines of each cell: 4 × size."""
        places = self.lines.places[self.which]
        found = np.full((4, size), np.inf)
        for axis in (0, 1):
            np.minimum.at(found[axis], cell, places[:, axis])
            np.minimum.at(found[axis + 2], cell, -places[:, axis])
        found[2:] *= -1
        return found


def _expand(pair_of: Ints, pairs: list[Pair]) -> tuple[Ints, Ints]:
    """Return every line at every moment of its pair: the number of the line, of the moment."""
    which, when = [], []
    numbers, starts = np.unique(pair_of, return_index=True)
    for number, begin, end in zip(numbers, starts, [*starts[1:], len(pair_of)], strict=True):
        moments = np.array(pairs[number].moments)
        which.append(np.tile(np.arange(begin, end), len(moments)))
        when.append(np.repeat(moments, end - begin))
    return np.concatenate(which), np.concatenate(when)
