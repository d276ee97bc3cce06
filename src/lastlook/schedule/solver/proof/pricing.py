"""Which scenes make the day that is worth most: branch and bound over the scenes of some places.

`dearest` is written so that numba can compile it and plain Python can run it: the same code, the
same answer, with or without the extra `fast`.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.schedule.solver.proof.terms import Terms

WORD = 62
"""Bits that a word of compiled code has room for."""
COMPILED_NODES = 3_000_000
PLAIN_NODES = 60_000
"""Nodes of the search in about a second."""


class Day(NamedTuple):
    """A day's content, and what it is worth."""

    value: int
    scenes: tuple[int, ...]


class Priced(NamedTuple):
    """What pricing found: the most that any day is worth, and some worth much."""

    most: int
    days: list[Day]
    nodes: int


def dearest(  # noqa: PLR0917 - compiled code takes no keywords
    order: Any,
    minutes: Any,
    inner: Any,
    outer: Any,
    dates: Any,
    words: int,
    units: Any,
    worth: Any,
    trios: Any,
    fines: Any,
    suffix: Any,
    pays: Any,
    rates: Any,
    prices: Any,
    room: int,
    base: int,
    floor: int,
    budget: int,
    chosen: Any,
    ats: Any,
    ins: Any,
    outs: Any,
    lights: Any,
    used: Any,
    values: Any,
    onces: Any,
    twices: Any,
    common: Any,
) -> tuple[int, int, int]:
    """Find scenes for a day whose worth less its cost is more than `floor`.

    Parameters
    ----------
    order
        Scenes to choose from, by worth for each minute, falling; each worth more than 0.
    inner, outer
        For each scene its payees as bits: those that `pays` prices together, by mask, and those
        that cost `rates` each.
    dates
        For each scene `words` words of dates as bits.
    trios, fines
        For each scene the trios it is one of, as bits; what a day with two of a trio is worth less.
    suffix
        For each position of `order` the worth of all from there on.
    prices
        What a day costs by the units (bits) that may shoot it.
    room
        Minutes for scenes.
    base
        What the day costs beyond that.
    budget
        Nodes after which the search ends with a bound on what it has not seen.
    chosen
        Filled with the best scenes.
    ats, ins, outs, lights, used, values, onces, twices, common
        Room for the stack, one more than scenes; `common` so many times `words`.

    Returns
    -------
    the least upper bound that was proved, at least `floor`; how many scenes were chosen (0 if
    none are worth more than `floor`); nodes

    """
    count = len(order)
    best, length, nodes = floor, 0, 0
    ats[0], ins[0], outs[0], lights[0], used[0], values[0] = 0, 0, 0, 3, 0, -base
    onces[0], twices[0] = 0, 0
    for word in range(words):
        common[word] = -1
    depth = 0
    while depth >= 0:
        at = ats[depth]
        if at >= count:
            depth -= 1
            continue
        scene = order[at]
        left = room - used[depth]
        more = min(suffix[at], worth[scene] * left // minutes[scene] + 1)
        if values[depth] + more - pays[ins[depth]] - prices[lights[depth]] <= best:
            depth -= 1
            continue
        if nodes >= budget:
            break
        nodes += 1
        ats[depth] = at + 1
        if minutes[scene] > left:
            continue
        light = lights[depth] & units[scene]
        if light == 0:
            continue
        shared = 0
        for word in range(words):
            both = common[depth * words + word] & dates[scene][word]
            common[(depth + 1) * words + word] = both
            shared |= both
        if shared == 0:
            continue
        value = values[depth] + worth[scene]
        new = outer[scene] & ~outs[depth]
        who = 0
        while new:
            if new & 1:
                value -= rates[who]
            new >>= 1
            who += 1
        new = trios[scene] & onces[depth] & ~twices[depth]
        twice = twices[depth] | new
        who = 0
        while new:
            if new & 1:
                value -= fines[who]
            new >>= 1
            who += 1
        chosen[len(chosen) // 2 + depth] = scene
        depth += 1
        ats[depth] = at + 1
        ins[depth] = ins[depth - 1] | inner[scene]
        outs[depth] = outs[depth - 1] | outer[scene]
        lights[depth] = light
        used[depth] = used[depth - 1] + minutes[scene]
        values[depth] = value
        onces[depth] = onces[depth - 1] | trios[scene]
        twices[depth] = twice
        net = value - pays[ins[depth]] - prices[light]
        if net > best:
            best, length = net, depth
            for step in range(depth):
                chosen[step] = chosen[len(chosen) // 2 + step]
    limit = best
    while depth >= 0:
        # The budget is spent: what is left open is worth no more than this.
        at = ats[depth]
        if at < count:
            left = room - used[depth]
            scene = order[at]
            more = min(suffix[at], worth[scene] * left // minutes[scene] + 1)
            limit = max(limit, values[depth] + more - pays[ins[depth]] - prices[lights[depth]])
        depth -= 1
    return limit, length, nodes


@cache
def engine(*, plain: bool = False) -> tuple[Callable[..., Any], bool]:
    """Return `dearest`, compiled where numba is installed; and whether it is."""
    if plain or find_spec("numba") is None:
        return dearest, False
    from numba import njit

    return njit(cache=True, nogil=True)(dearest), True


class Pricer:
    """Prices days for ever new worths; holds what does not change."""

    def __init__(self, terms: Terms, *, inner: int, plain: bool = False) -> None:
        """Take the first `inner` payees to be priced together."""
        self.terms = terms
        self.inner = inner
        self.search, self.compiled = engine(plain=plain)
        scenes = len(terms.minutes)
        span = max(dates.bit_length() for dates in terms.dates)
        self.words = max(1, -(-span // WORD))
        self.minutes = self.array(terms.minutes)
        self.inners = self.array([cast & (1 << inner) - 1 for cast in terms.cast])
        self.outers = self.array([cast >> inner for cast in terms.cast])
        self.units = self.array(terms.units)
        self.dates = self.array(
            [
                [dates >> WORD * word & (1 << WORD) - 1 for word in range(self.words)]
                for dates in terms.dates
            ]
        )
        self.prices = self.array(terms.day_price)
        self.chosen = self.array([0] * (2 * scenes + 2))
        self.stacks = [self.array([0] * (scenes + 2)) for _ in range(8)]
        self.common = self.array([0] * ((scenes + 2) * self.words))
        here: dict[int, list[int]] = {}
        for scene, place in enumerate(terms.place_of):
            here.setdefault(place, []).append(scene)
        self.here = here
        self.sets = [
            places
            for size in range(1, min(terms.most_places, len(here)) + 1)
            for places in combinations(sorted(here), size)
        ]

    def array(self, values: Sequence[Any]) -> Any:
        """Put numbers where the search can read them."""
        if not self.compiled:
            return list(values)
        import numpy as np

        return np.array(values, np.int64)

    def price(
        self,
        worth: Sequence[int],
        table: Any,
        rates: Sequence[int],
        fees: Sequence[int],
        floor: int,
        *,
        trios: Sequence[int] = (),
        fines: Sequence[int] = (),
        budget: int,
    ) -> Priced:
        """Find days worth more than a floor.

        Parameters
        ----------
        worth
            Of each scene.
        table
            The pay of a day by mask of the payees priced together.
        rates
            Of the other payees.
        fees
            Of each place.
        floor
            Less is not looked for.
        trios, fines
            As for `dearest`; none by default.
        budget
            Nodes for each search.

        """
        terms = self.terms
        # A day of nothing but scenes worth nothing is worth no more than an empty one.
        idle = min(terms.day_price[1:])
        most = max(floor, -idle - int(table[0]))
        found, nodes = [], 0
        worths, rate = self.array(worth), self.array(rates or [0])
        trio = self.array(trios or [0] * len(worth))
        fine = self.array(fines or [0])
        for places in self.sets:
            scenes = [s for place in places for s in self.here[place] if worth[s] > 0]
            if not scenes:
                continue
            scenes.sort(key=lambda s: (-worth[s] / terms.minutes[s], s))
            suffix = [0]
            for scene in reversed(scenes):
                suffix.append(suffix[-1] + worth[scene])
            moves = len(places) - 1
            room = terms.work - moves * terms.move_minutes
            if not moves:
                room = min(room, terms.longest[places[0]])
            base = moves * terms.move_price + sum(fees[place] for place in places)
            order, rest = self.array(scenes), self.array(suffix[::-1])
            limit, length, used = self.search(
                order,
                self.minutes,
                self.inners,
                self.outers,
                self.dates,
                self.words,
                self.units,
                worths,
                trio,
                fine,
                rest,
                table,
                rate,
                self.prices,
                room,
                base,
                floor,
                budget,
                self.chosen,
                *self.stacks,
                self.common,
            )
            nodes += int(used)
            most = max(most, int(limit))
            if length:
                chosen = tuple(sorted(int(scene) for scene in self.chosen[:length]))
                found.append(Day(int(limit), chosen))
        return Priced(most, found, nodes)
