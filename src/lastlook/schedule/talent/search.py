"""The compiled search, pass by pass: beams of growing width until nothing has to be dropped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.schedule.talent import kernel
from lastlook.schedule.talent.bits import CHUNK
from lastlook.schedule.talent.bounds import triple
from lastlook.schedule.talent.kernel import AT_BACK, TURNED
from lastlook.schedule.talent.plain import Found, greedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.talent.simplify import Part

FIRST_WIDTH = 128
WIDER = 8
"""Each pass keeps so many times the states of the one before."""
MOST_STATES = 1 << 24
"""A layer keeps no more, for want of memory (about 1 GB)."""
STEP = 1 << 12
"""So many states are extended between two looks at the clock."""


@dataclass(slots=True)
class _Layer:
    """Room for states that grows, with their slots by hash."""

    rows: Any
    origin: Any
    slots: Any

    @classmethod
    def empty(cls, size: int) -> _Layer:
        return cls(
            np.empty((size, 4), np.int64),
            np.empty((size, 2), np.int32),
            np.zeros(2 * size, np.int32),
        )

    def grow(self, filled: int) -> None:
        size = 2 * len(self.rows)
        bigger = _Layer.empty(size)
        bigger.rows[:filled] = self.rows[:filled]
        bigger.origin[:filled] = self.origin[:filled]
        self.rows, self.origin, self.slots = bigger.rows, bigger.origin, bigger.slots
        kernel.rehash(self.slots, self.rows, filled)


class _Tables:
    """A part as the arrays that the compiled code reads."""

    def __init__(self, part: Part) -> None:
        scenes, actors = len(part.casts), len(part.rates)
        self.casts = _words(part.casts)
        has = [
            sum(1 << scene for scene, cast in enumerate(part.casts) if cast >> actor & 1)
            for actor in range(actors)
        ]
        self.has = _words(has)
        self.lengths = np.array(part.durations, np.int64)
        self.rates = np.array(part.rates, np.int64)
        self.table = np.zeros((-(-scenes // CHUNK), 1 << CHUNK), np.int64)
        for scene in range(scenes):
            chunk, bit = divmod(scene, CHUNK)
            within = (np.arange(1 << CHUNK) >> bit) & 1
            self.table[chunk] += within * part.durations[scene]
        everything = int(_words([(1 << scenes) - 1])[0])
        worth = sorted(
            (-triple(*three, everything, self.has, self.table, self.rates), three)
            for three in combinations(range(actors), 3)
        )
        dear = [[sum(1 << a for a in three), *three] for costs, three in worth if costs]
        self.triples = np.array(
            [[*_words(row[:1]).tolist(), *row[1:]] for row in dear], np.int64
        ).reshape(-1, 4)

    def arrays(self) -> tuple[Any, ...]:
        return self.casts, self.has, self.lengths, self.rates, self.table, self.triples


def _words(masks: Any) -> Any:
    return np.array(list(masks), np.uint64).astype(np.int64)


def search(part: Part, stop: Callable[[int], bool]) -> Found:
    """Order the scenes of a part until the order is proved best, or `stop(nodes)` says so."""
    return _Search(part, stop).run()


class _Search:
    def __init__(self, part: Part, stop: Callable[[int], bool]) -> None:
        self.scenes = len(part.casts)
        self.tables = _Tables(part).arrays()
        self.stop = stop
        self.order, self.held = greedy(part)
        self.bound = 0
        self.state = np.zeros(6, np.int64)
        self.state[kernel.BEST] = self.held

    def run(self) -> Found:
        width = FIRST_WIDTH
        while self.bound < self.held:
            lowest = self._pass(width)
            if lowest is None:
                break
            self.bound = max(self.bound, min(lowest, self.held))
            width *= WIDER
        return self._found()

    def _found(self) -> Found:
        return Found(
            order=tuple(self.order),
            held=self.held,
            bound=self.bound,
            nodes=int(self.state[kernel.NODES]),
        )

    def _pass(self, width: int) -> int | None:
        """Go through the layers once; return the least that was dropped, None if stopped."""
        state = self.state
        layer = np.zeros((1, 4), np.int64)
        origins: list[Any] = []
        lowest = self.held
        while len(layer):
            if len(layer) > width:
                estimates = layer[:, 2] + layer[:, 3]
                kept = np.argpartition(estimates, width)
                lowest = min(lowest, int(estimates[kept[width:]].min()))
                kept = kept[:width]
                layer = layer[kept]
                if origins:
                    origins[-1] = origins[-1][kept]
            new = _Layer.empty(1 << 12)
            best = self.held
            state[kernel.FILLED] = state[kernel.AT] = 0
            while state[kernel.AT] < len(layer):
                if self.stop(int(state[kernel.NODES])):
                    return None
                before = state[kernel.AT]
                kernel.extend(
                    layer,
                    new.rows,
                    new.origin,
                    new.slots,
                    state,
                    min(len(layer), int(before) + STEP),
                    *self.tables,
                )
                if state[kernel.BEST] < best:
                    best = int(state[kernel.BEST])
                    self._take(origins)
                if state[kernel.AT] == before or 4 * state[kernel.FILLED] > 3 * len(new.rows):
                    new.grow(int(state[kernel.FILLED]))
            filled = int(state[kernel.FILLED])
            open_ = new.rows[:filled, 2] + new.rows[:filled, 3] < self.held
            layer = new.rows[:filled][open_]
            origins.append(new.origin[:filled][open_])
        return min(lowest, self.held)

    def _take(self, origins: list[Any]) -> None:
        """Follow the best order back through the layers."""
        moves = [int(self.state[kernel.MOVE])]
        at = int(self.state[kernel.PARENT])
        for origin in reversed(origins):
            at, move = (int(part) for part in origin[at])
            moves.append(move)
        ends: list[list[int]] = [[], []]
        for move in reversed(moves):
            ends[bool(move & AT_BACK)].append(move & (AT_BACK - 1))
            if move & TURNED:
                ends.reverse()
        placed = {*ends[0], *ends[1]}
        rest = [scene for scene in range(self.scenes) if scene not in placed]
        self.order = [*ends[0], *rest, *reversed(ends[1])]
        self.held = int(self.state[kernel.BEST])
