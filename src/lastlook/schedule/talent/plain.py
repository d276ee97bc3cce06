"""The search in plain Python: slow and short, of any size; what the compiled one is held to.

A state is a pair of sets of scenes, those fixed at the front and those at the back. What a set
costs by itself does not depend on the other end, so the cheapest way to a state is all that
counts. Layers of states grow by one scene, kept to the most promising; where none had to be
dropped, the best order found is proved (complete anytime beam search, W. Zhang 1998). Scenes are
fixed at both ends in turn, after Garcia de la Banda, Stuckey and Chu 2011.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.talent.simplify import Part

FIRST_WIDTH = 16
FINISHING = 5
"""So many actors are reckoned with in the order in which they finish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best order of a part's scenes, counted from 0."""

    order: tuple[int, ...]
    held: int
    """Pay for days held."""
    bound: int
    """No order holds for less."""
    nodes: int
    """States that were extended."""


class State(NamedTuple):
    """The cheapest known way to a pair of sets; the smaller side is `back` and grows next."""

    estimate: int
    held: int
    front: tuple[int, ...]
    back: tuple[int, ...]


def search(part: Part, stop: Callable[[int], bool]) -> Found:
    """Order the scenes of a part until the order is proved best, or `stop(nodes)` says so."""
    scenes = _Scenes(part)
    order, held = greedy(part)
    best, bound, nodes = State(held, held, order, ()), 0, 0
    width = FIRST_WIDTH
    while bound < best.held:
        dropped: list[int] = []
        layer = {(0, 0): State(0, 0, (), ())}
        while layer:
            ordered = sorted(layer.values())
            # The first layers are always wide enough, so that every pass ends with an order.
            dropped += [state.estimate for state in ordered[width : width + 1]]
            layer = {}
            for state in ordered[:width]:
                if stop(nodes):
                    return Found(order=best.front, held=best.held, bound=bound, nodes=nodes)
                nodes += 1
                best = scenes.extend(state, layer, best)
        bound = max(bound, min([best.held, *dropped]))
        width *= 4
    return Found(order=best.front, held=best.held, bound=bound, nodes=nodes)


def greedy(part: Part) -> tuple[tuple[int, ...], int]:
    """Return an order that always goes on with the scene that adds least, and what it holds."""
    scenes = _Scenes(part)
    order: list[int] = []
    done = held = 0
    while len(order) < scenes.count:
        waits, scene = min(
            (scenes.wait(done, 0, scene), scene) for scene in _bits(scenes.everything & ~done)
        )
        held += waits
        done |= 1 << scene
        order.append(scene)
    return tuple(order), held


class _Scenes:
    """The part's tables, and the moves from state to state."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.count = len(part.casts)
        self.everything = (1 << self.count) - 1
        self.rates = part.rates
        self.has = [
            sum(1 << scene for scene, cast in enumerate(part.casts) if cast >> actor & 1)
            for actor in range(len(part.rates))
        ]

    def days(self, scenes: int) -> int:
        """Return the days that a set of scenes takes."""
        return sum(self.part.durations[scene] for scene in _bits(scenes))

    def wait(self, side: int, other: int, scene: int) -> int:
        """Return what a scene next to `side` costs those who are open there alone."""
        left = self.everything & ~side & ~other
        return self.part.durations[scene] * sum(
            rate
            for rate, has in zip(self.rates, self.has, strict=True)
            if has & side and has & left and not has & other and not has >> scene & 1
        )

    def _certain(self, side: int, other: int, scene: int) -> int:
        """Return what those who become open at both ends by a scene will wait in the rest."""
        left = self.everything & ~side & ~other & ~(1 << scene)
        return sum(
            rate * self.days(left & ~has)
            for rate, has in zip(self.rates, self.has, strict=True)
            if has >> scene & 1 and has & other and not has & side
        )

    def extend(self, state: State, layer: dict[tuple[int, int], State], best: State) -> State:
        """Add the states one scene further to `layer`, and return the best order known."""
        front, back = _mask(state.front), _mask(state.back)
        for scene in _bits(self.everything & ~front & ~back):
            grown = back | 1 << scene
            held = state.held + self.wait(back, front, scene) + self._certain(back, front, scene)
            known = layer.get((front, grown)) or layer.get((grown, front))
            if held >= best.held or (known and known.held <= held):
                continue
            ends = [(front, state.front), (grown, (*state.back, scene))]
            ends.sort(key=lambda end: (-len(end[1]), end[0]))
            (front_key, first), (back_key, last) = ends
            if len(first) + len(last) == self.count:
                best = State(held, held, (*first, *reversed(last)), ())
                continue
            estimate = held + self._finish(front, grown) + self._finish(grown, front)
            if estimate < best.held:
                layer[front_key, back_key] = State(estimate, held, first, last)
        return best

    def _finish(self, side: int, other: int) -> int:
        """Return what the actors open at `side` alone wait for each other at least.

        They finish in some order; whoever is last waits in all scenes that those before need.
        """
        left = self.everything & ~side & ~other
        waiting = [
            actor
            for actor, has in enumerate(self.has)
            if has & side and has & left and not has & other
        ][:FINISHING]
        least = {0: 0}
        for size in range(len(waiting)):
            for finished, held in [(f, h) for f, h in least.items() if f.bit_count() == size]:
                still = [actor for actor in waiting if not finished >> actor & 1]
                gone = 0
                for actor in _bits(finished):
                    gone |= self.has[actor]
                for actor in still:
                    needed = self.has[actor] & left & ~gone
                    costs = held + sum(
                        self.rates[other] * self.days(needed & ~self.has[other]) for other in still
                    )
                    key = finished | 1 << actor
                    least[key] = min(costs, least.get(key, costs))
        return least[sum(1 << actor for actor in waiting)]


def _bits(mask: int) -> list[int]:
    """Return the places of the set bits."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _mask(scenes: tuple[int, ...]) -> int:
    return sum(1 << scene for scene in scenes)
