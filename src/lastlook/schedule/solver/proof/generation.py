"""Column generation: a linear programme over contents of days, and the bound its prices prove.

For any prices of scenes, least paid dates and visits that are not negative, the sum of what they
are worth, less for each shooting day the most that a day of its kind is worth beyond its cost, is
at most the cost of every board (Lagrange). Prices are rounded to whole cents and days are priced
exactly in whole numbers, so what GLOP computes in floating point is only ever a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lastlook.schedule.solver.proof.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.schedule.solver.proof.holds import Holds
    from lastlook.schedule.solver.proof.pricing import Pricer
    from lastlook.schedule.solver.proof.terms import Terms

SMOOTH = 0.6
"""How much of the best prices so far is kept in the next."""
CLOSE = 0.0005
"""The bound may stay below the programme's value by this share."""


@dataclass(slots=True)
class Prices:
    """Of scenes, of a paid date of each payee, of a visit to each place, in cents."""

    scenes: list[float]
    paid: list[float]
    visits: list[float]
    kinds: list[float]
    """What a day of each kind must be worth to be of use."""

    def toward(self, other: Prices, share: float) -> Prices:
        """Keep a share of these prices and take the rest of others."""

        def mix(one: list[float], two: list[float]) -> list[float]:
            return [share * a + (1 - share) * b for a, b in zip(one, two, strict=True)]

        return Prices(
            mix(self.scenes, other.scenes),
            mix(self.paid, other.paid),
            mix(self.visits, other.visits),
            mix(self.kinds, other.kinds),
        )


class Master:
    """The linear programme over the days found so far."""

    def __init__(self, terms: Terms, kinds: Sequence[int]) -> None:
        self.terms = terms
        self.programme = Programme()
        row = self.programme.row
        self.cover = [row(1.0) for _ in terms.minutes]
        self.kinds = [row(count, count) for count in kinds]
        self.paid = [row(payee.paid) for payee in terms.payees]
        self.visits = [row(visits) for visits in terms.visits]
        dear = 4 * (max(terms.day_price) + sum(terms.fees) + sum(p.rate for p in terms.payees)) + 4
        for number in (*self.cover, *self.visits):
            self.programme.column(dear, [number])
        for number, payee in zip(self.paid, terms.payees, strict=True):
            self.programme.column(payee.rate, [number])

    def add(self, kind: int, scenes: Sequence[int], paid: int, cost: int) -> None:
        """Add a day of a kind with its scenes, and its payees as bits."""
        places = {self.terms.place_of[scene] for scene in scenes}
        rows = [self.cover[scene] for scene in scenes]
        rows += [row for who, row in enumerate(self.paid) if paid >> who & 1]
        rows += [self.visits[place] for place in sorted(places)]
        self.programme.column(cost, [*rows, self.kinds[kind]])

    def solve(self) -> tuple[float, Prices]:
        """Give the value and the prices."""
        value, prices = self.programme.solve()
        return value, Prices(
            [max(0.0, prices[row]) for row in self.cover],
            [max(0.0, prices[row]) for row in self.paid],
            [max(0.0, prices[row]) for row in self.visits],
            [prices[row] for row in self.kinds],
        )


@dataclass(slots=True)
class Generation:
    """Column generation for a number of shooting days."""

    terms: Terms
    holds: Holds
    pricer: Pricer
    stop_at: int
    """A bound this high is high enough."""
    budget: int
    """Nodes that pricing may look at."""
    bound: int = 0
    value: float = 0.0
    most: int = 0
    """What a day was worth at most, at the prices that proved the bound: where days are of one
    kind, one more day raises the bound by as much less, and one fewer lowers it so."""
    rounds: int = 0
    nodes: int = 0
    seen: set[tuple[int, tuple[int, ...], int]] = field(default_factory=set)
    contents: set[tuple[int, ...]] = field(default_factory=set)

    def run(self, start: Sequence[tuple[int, ...]] = ()) -> int:
        """Give the bound in cents."""
        kinds = [len(kind) for kind in self.holds.kinds]
        master = Master(self.terms, kinds)
        rates = [payee.rate for payee in self.terms.payees]
        tables = self.holds.tables(rates)
        for kind in range(len(kinds)):
            self._add(master, kind, (), tables, rates)
            for scenes in start:
                self._add(master, kind, scenes, tables, rates)
        best: Prices | None = None
        while self.nodes < self.budget and self.bound < self.stop_at:
            self.rounds += 1
            self.value, prices = master.solve()
            if self.bound >= self.value * (1 - CLOSE):
                break
            tried = best.toward(prices, SMOOTH) if best else prices
            before = self.bound
            added = self._round(master, tried, kinds)
            if self.bound > before or best is None:
                best = tried
            if not added and tried is not prices:
                before = self.bound
                added = self._round(master, prices, kinds)
                if self.bound > before:
                    best = prices
            if not added:
                break
        return self.bound

    def _round(self, master: Master, prices: Prices, kinds: Sequence[int]) -> int:
        """Price days, note the bound that the prices prove, and say how many days are new."""
        terms = self.terms
        worth = [int(price) for price in prices.scenes]
        paid = [
            min(payee.rate, int(price))
            for payee, price in zip(terms.payees, prices.paid, strict=True)
        ]
        visits = [int(price) for price in prices.visits]
        rates = [payee.rate - price for payee, price in zip(terms.payees, paid, strict=True)]
        fees = [fee - price for fee, price in zip(terms.fees, visits, strict=True)]
        tables = self.holds.tables(rates)
        inner = self.holds.payees
        found = self.pricer.price(
            worth,
            tables,
            rates[inner:],
            fees,
            [int(-price) for price in prices.kinds],
            budget=max(1000, self.budget // 50),
        )
        self.nodes += found.nodes
        bound = (
            terms.constant
            + sum(worth)
            + sum(p * payee.paid for p, payee in zip(paid, terms.payees, strict=True))
            + sum(p * count for p, count in zip(visits, terms.visits, strict=True))
            - sum(count * most for count, most in zip(kinds, found.most, strict=True))
        )
        if bound > self.bound:
            self.bound, self.most = bound, max(found.most)
        return sum(self._add(master, day.kind, day.scenes, tables, rates) for day in found.days)

    def _add(
        self,
        master: Master,
        kind: int,
        scenes: tuple[int, ...],
        tables: Sequence[Any],
        rates: Sequence[int],
    ) -> bool:
        """Add a day with those paid on it at the least pay; False if it is known."""
        terms, inner = self.terms, self.holds.payees
        cast, units = 0, 3
        for scene in scenes:
            cast |= terms.cast[scene]
            units &= terms.units[scene]
        mask = (1 << inner) - 1
        paid = self.holds.paid(kind, cast & mask, tables[kind], rates) | cast & ~mask
        key = (kind, scenes, paid)
        if key in self.seen:
            return False
        self.seen.add(key)
        if scenes:
            self.contents.add(scenes)
        places = {terms.place_of[scene] for scene in scenes}
        cost = terms.day_price[units] + max(0, len(places) - 1) * terms.move_price
        cost += sum(terms.fees[place] for place in places)
        cost += sum(payee.rate for at, payee in enumerate(terms.payees) if paid >> at & 1)
        master.add(kind, scenes, paid, cost)
        return True
