"""The classical problem as values: who is in which scene, what they cost a day, and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentInstance:
    """Scenes to be ordered, actors paid from their first to their last.

    Raises ValueError where the parts do not fit together.
    """

    casts: tuple[int, ...]
    """For each scene its actors as a bit mask: bit `a` is set where actor `a` is in it."""
    rates: tuple[int, ...]
    """Each actor's pay per day, 0 or more."""
    durations: tuple[int, ...]
    """Each scene's days, 0 or more."""

    def __post_init__(self) -> None:
        if len(self.casts) != len(self.durations):
            raise ValueError(f"{len(self.casts)} casts, but {len(self.durations)} durations")
        if any(cast < 0 or cast >> len(self.rates) for cast in self.casts):
            raise ValueError(f"a cast names an actor beyond the {len(self.rates)} with a rate")
        if min((*self.rates, *self.durations), default=0) < 0:
            raise ValueError("a rate or duration is negative")

    @property
    def work(self) -> int:
        """The pay for days worked: what every order costs at least."""
        return sum(
            days * self.rate_of(cast) for cast, days in zip(self.casts, self.durations, strict=True)
        )

    def rate_of(self, actors: int) -> int:
        """Return the pay per day of a set of actors, given as a bit mask."""
        total = 0
        while actors:
            low = actors & -actors
            total += self.rates[low.bit_length() - 1]
            actors ^= low
        return total

    def holding_cost(self, order: Sequence[int]) -> int:
        """Return the pay for days on which actors wait, for all scenes in an order.

        Raises ValueError where `order` does not have every scene, counted from 0, once.
        """
        if sorted(order) != list(range(len(self.casts))):
            raise ValueError("the order does not have every scene once")
        later = [0]
        for scene in reversed(order):
            later.append(later[-1] | self.casts[scene])
        started = held = 0
        for scene, needed in zip(order, later[-2::-1], strict=True):
            cast = self.casts[scene]
            held += self.durations[scene] * self.rate_of(started & needed & ~cast)
            started |= cast
        return held

    def cost(self, order: Sequence[int]) -> int:
        """Return the total pay of an order: days worked and days held."""
        return self.work + self.holding_cost(order)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentResult:
    """An order of the scenes, what it costs, and how far from the best it can be."""

    order: tuple[int, ...]
    """Every scene once, counted from 0."""
    cost: int
    """Total pay of the order: days worked and days held."""
    holding_cost: int
    """The part paid for days held."""
    bound: int
    """No order has a total pay below this."""
    optimal: bool
    """True where the bound is the cost."""
    seconds: float
    """Time taken, by the clock; loading and compiling the search is not in it."""
    nodes: int
    """Pairs of scene sets that were extended."""
    engine: str
    """`numba`, or `plain` where any of the search ran in plain Python."""
    reason: str = ""
    """Why it ran in plain Python though it takes long there, where nobody asked for that."""
