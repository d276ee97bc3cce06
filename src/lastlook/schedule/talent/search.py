"""The compiled search, pass by pass: beams of growing width until nothing is left to extend.

Unlike in `plain`, what a pass leaves aside is kept and may be extended in a later one, so that
no state is extended twice unless a cheaper way to it was found meanwhile.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.schedule.talent import kernel
from lastlook.schedule.talent.bits import CHUNK
from lastlook.schedule.talent.bounds import triple
from lastlook.schedule.talent.kernel import AT_BACK, TURNED
from lastlook.schedule.talent.plain import Found, greedy
from lastlook.schedule.talent.simplify import Part

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_WIDTH = 16
WIDER = 4
"""Each pass extends so many times the states of a layer that the one before did."""
MOST_STATES = 1 << 24
"""The search ends with more, for want of memory (about 1 GB)."""
TRIPLES = 600
"""So many of the dearest triples of actors are looked through."""
STEP = 1 << 10
"""So many states are extended between two looks at the clock."""


class _Layer:
    """The states with so many scenes fixed: room that grows, and their slots by hash."""

    def __init__(self, size: int = 1 << 10) -> None:
        self.rows = np.empty((size, 4), np.int64)
        self.origin = np.empty((size, 2), np.int32)
        self.fresh = np.zeros(size, np.bool_)
        self.slots = np.zeros(2 * size, np.int32)
        self.filled = 0

    def grow(self) -> None:
        bigger = _Layer(2 * len(self.rows))
        for name in ("rows", "origin", "fresh"):
            getattr(bigger, name)[: self.filled] = getattr(self, name)[: self.filled]
            setattr(self, name, getattr(bigger, name))
        self.slots = bigger.slots
        kernel.rehash(self.slots, self.rows, self.filled)

    def arrays(self) -> tuple[Any, ...]:
        return self.rows, self.origin, self.fresh, self.slots

    def open(self, best: int) -> tuple[Any, Any]:
        """Return the rows to be extended that may lead below `best`, and their estimates."""
        estimates = self.rows[: self.filled, 2] + self.rows[: self.filled, 3]
        found = np.flatnonzero(self.fresh[: self.filled] & (estimates < best))
        return found, estimates[found]


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
        sets = np.arange(1 << CHUNK)
        for scene in range(scenes):
            chunk, bit = divmod(scene, CHUNK)
            self.table[chunk] += (sets >> bit & 1) * part.durations[scene]
        everything = int(_words([(1 << scenes) - 1])[0])
        worth = sorted(
            (-triple(*three, everything, self.has, self.table, self.rates), three)
            for three in combinations(range(actors), 3)
        )
        dear = [[sum(1 << a for a in three), *three] for costs, three in worth[:TRIPLES] if costs]
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


def ready() -> None:
    """Compile, or load what was compiled before, so that it takes nobody's time of searching."""
    part = Part(casts=(1, 2, 3), rates=(1, 1), durations=(1, 1, 1), scenes=((0,), (1,), (2,)))
    tables = _Tables(part).arrays()
    layer, state = _Layer(), np.zeros(6, np.int64)
    chosen = np.zeros(0, np.int64)
    kernel.extend(layer.rows, chosen, 0, layer.arrays(), state, tables)
    layer.grow()


class _Search:
    def __init__(self, part: Part, stop: Callable[[int], bool]) -> None:
        self.scenes = len(part.casts)
        self.tables = _Tables(part).arrays()
        self.stop = stop
        self.order, self.held = greedy(part)
        self.state = np.zeros(6, np.int64)
        self.state[kernel.BEST] = self.held
        self.layers = [_Layer() for _ in range(self.scenes)]
        first = self.layers[0]
        first.rows[0] = 0
        first.fresh[0] = True
        first.filled = 1

    def run(self) -> Found:
        width = FIRST_WIDTH
        while self._pass(width) and self._bound() < self.held:
            width *= WIDER
        return Found(
            order=self.order,
            held=self.held,
            bound=self._bound(),
            nodes=int(self.state[kernel.NODES]),
        )

    def _bound(self) -> int:
        """Return the least estimate of what was left aside: no order holds for less."""
        lowest = self.held
        for layer in self.layers:
            _, estimates = layer.open(self.held)
            lowest = min(lowest, int(estimates.min(initial=lowest)))
        return lowest

    def _pass(self, width: int) -> bool:
        """Extend the most promising states of each layer; return False if stopped."""
        for depth, layer in enumerate(self.layers[:-1]):
            chosen, estimates = layer.open(self.held)
            if len(chosen) > width:
                chosen = np.sort(chosen[np.argpartition(estimates, width)[:width]])
            layer.fresh[chosen] = False
            if not self._extend(depth, chosen):
                layer.fresh[chosen[self.state[kernel.AT] :]] = True
                return False
        return True

    def _extend(self, depth: int, chosen: Any) -> bool:
        state, old, new = self.state, self.layers[depth], self.layers[depth + 1]
        state[kernel.AT] = 0
        state[kernel.FILLED] = new.filled
        while state[kernel.AT] < len(chosen):
            nodes = int(state[kernel.NODES])
            states = sum(layer.filled for layer in self.layers)
            if self.stop(nodes) or states > MOST_STATES:
                return False
            before = state[kernel.AT]
            stop = min(len(chosen), int(before) + STEP)
            kernel.extend(old.rows, chosen, stop, new.arrays(), state, self.tables)
            new.filled = int(state[kernel.FILLED])
            if state[kernel.BEST] < self.held:
                self._take(depth)
            if 4 * new.filled > 3 * len(new.rows) or state[kernel.AT] == before:
                new.grow()
        return True

    def _take(self, depth: int) -> None:
        """Follow the best order back through the layers."""
        moves = [int(self.state[kernel.MOVE])]
        at = int(self.state[kernel.PARENT])
        for layer in reversed(self.layers[1 : depth + 1]):
            at, move = (int(part) for part in layer.origin[at])
            moves.append(move)
        ends: list[list[int]] = [[], []]
        for move in reversed(moves):
            ends[bool(move & AT_BACK)].append(move & (AT_BACK - 1))
            if move & TURNED:
                ends.reverse()
        placed = {*ends[0], *ends[1]}
        rest = [scene for scene in range(self.scenes) if scene not in placed]
        self.order = (*ends[0], *rest, *reversed(ends[1]))
        self.held = int(self.state[kernel.BEST])
