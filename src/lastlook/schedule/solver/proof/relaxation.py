"""The linear programme over contents of days, by column generation, and the bound it proves.

For any prices of scenes, of least paid dates and visits that are not negative, and any fines on
trios, what the scenes and rows are worth, less for each shooting day the most that a day is worth
beyond its cost, is at most the cost of every board (Lagrange). Prices are rounded to whole cents
and days are priced exactly in whole numbers, so that what GLOP computes in floating point is only
ever a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lastlook.schedule.solver.proof.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.schedule.solver.proof.pricing import Pricer
    from lastlook.schedule.solver.proof.terms import Terms

SMOOTH = 0.4
"""How much of the best prices so far is kept in the next."""
NEVER = 1 << 60
"""The pay of payees that no day has."""
MOST_TRIOS = 60

Rule = tuple[int, int, int]
"""Payees: on every day that the first two are paid for, so is the third."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Of scenes, of a paid date of each payee, of a visit to each place, of trios, and of days."""

    scenes: list[float]
    paid: list[float]
    visits: list[float]
    trios: list[float]
    day: float

    def toward(self, other: Prices, share: float) -> Prices:
        """Keep a share of these prices and take the rest of others."""

        def mix(one: list[float], two: list[float]) -> list[float]:
            longer = one + [0.0] * (len(two) - len(one))
            return [share * a + (1 - share) * b for a, b in zip(longer, two, strict=True)]

        return Prices(
            mix(self.scenes, other.scenes),
            mix(self.paid, other.paid),
            mix(self.visits, other.visits),
            mix(self.trios, other.trios),
            share * self.day + (1 - share) * other.day,
        )


class Content(NamedTuple):
    """A column: the scenes of a day, and who is paid for it (bits)."""

    scenes: tuple[int, ...]
    paid: int


class Line(NamedTuple):
    """What prices prove for each number of shooting days: a straight line."""

    start: int
    """Cents that scenes and least days are worth."""
    most: int
    """What a day is worth at most beyond its cost: each shooting day proves as much less."""

    def at(self, days: int) -> int:
        """Cents that boards of so many shooting days cost at least."""
        return self.start - days * self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What column generation came to."""

    bound: int
    """Cents that every board costs at least that keeps to the rules."""
    value: float
    """Of the programme; no bound."""
    line: Line
    """What the same prices prove for any number of days."""
    prices: Prices
    used: tuple[tuple[float, Content], ...]
    """Days that the programme uses, and how much of each."""
    spent: int
    """Nodes of pricing, and what the rounds counted for."""


class Relaxation:
    """One programme whose columns serve every number of days and all rules."""

    def __init__(self, terms: Terms, pricer: Pricer, known: Iterable[tuple[int, ...]] = ()) -> None:
        """Begin with the contents of some days, such as a good board's."""
        self.terms = terms
        self.pricer = pricer
        self.inner = pricer.inner
        self.columns: list[Content] = []
        self.seen: set[Content] = set()
        self.trios: list[tuple[int, int, int]] = []
        self.trio_of = [0] * len(terms.minutes)
        self.programme = programme = Programme()
        self.cover = [programme.row(1.0) for _ in terms.minutes]
        self.days = programme.row(0.0)
        self.paid = [programme.row(payee.paid) for payee in terms.payees]
        self.visits = [programme.row(visits) for visits in terms.visits]
        self.fined: list[int] = []
        dear = 4 * (max(terms.day_price) + sum(terms.fees) + sum(p.rate for p in terms.payees)) + 4
        for row in self.cover:
            programme.column(dear, [row])
        # A visit is never worth more than its fee and a move, so that pricing need not ask
        # whether each place of a set has a scene: without it the day is worth no less.
        self.visit_costs = [fee + terms.move_price for fee in terms.fees]
        for row, cost in zip(self.visits, self.visit_costs, strict=True):
            programme.column(cost, [row])
        for row, payee in zip(self.paid, terms.payees, strict=True):
            programme.column(payee.rate, [row])
        self.first = programme.size
        self._add((), 0)
        for scenes in known:
            cast = 0
            for scene in scenes:
                cast |= terms.cast[scene]
            self._add(tuple(sorted(scenes)), cast)

    def solve(
        self,
        days: int,
        rules: Sequence[Rule] = (),
        *,
        start: Prices | None = None,
        stop_at: int,
        budget: int,
        a_round: int = 0,
        close: float,
    ) -> Answer:
        """Bound what boards of so many shooting days cost that keep to rules.

        Parameters
        ----------
        start
            Prices that were good for a programme much the same.
        stop_at
            A bound this high is high enough.
        budget
            Nodes of pricing, more or less.
        a_round
            What a round counts for beside its pricing, in nodes.
        close
            The bound may stay below the programme's value by this share.

        """
        possible = self._possible(rules)
        self.programme.limit(self.days, days, days)
        self._shut(rules)
        best, bound, line, spent, value = start, 0, Line(0, 0), 0, 0.0
        prices = start
        while prices is None or (spent < budget and bound < stop_at):
            value, prices = self._programme()
            spent += a_round
            if bound >= value * (1 - close):
                break
            tried = best.toward(prices, SMOOTH) if best else prices
            for now in (tried, prices):
                found, looked, added = self._price(now, possible, budget)
                spent += looked
                if found.at(days) > bound or best is None:
                    bound, line, best = max(found.at(days), bound), found, now
                if added or now is prices:
                    break
            if not added:
                break
        assert best is not None
        return Answer(
            bound=bound, value=value, line=line, prices=best, used=self._used(), spent=spent
        )

    def cut(self) -> int:
        """Add trios of which the programme shoots two together too often; say how many.

        Of three scenes, two or more are shot on one day at most once (subset-row cuts).
        """
        together: dict[tuple[int, int], float] = {}
        all_three: dict[tuple[int, int, int], float] = {}
        for amount, content in self._used():
            for pair in combinations(content.scenes, 2):
                together[pair] = together.get(pair, 0.0) + amount
            for trio in combinations(content.scenes, 3):
                all_three[trio] = all_three.get(trio, 0.0) + amount
        near: dict[int, set[int]] = {}
        for one, two in together:
            near.setdefault(one, set()).add(two)
            near.setdefault(two, set()).add(one)
        found = []
        for (one, two), shared in together.items():
            for three in near[one] & near[two]:
                if three <= two:
                    continue
                trio = (one, two, three)
                count = shared + together[two, three] + together[one, three]
                over = count - 2 * all_three.get(trio, 0.0) - 1
                if over > 0.05:
                    found.append((-over, trio))
        return self._add_trios([trio for _, trio in sorted(found)])

    def _add_trios(self, trios: Sequence[tuple[int, int, int]]) -> int:
        often = dict.fromkeys(range(len(self.trio_of)), 0)
        added = 0
        for trio in trios:
            if len(self.trios) >= MOST_TRIOS or added >= 20:
                break
            # Trios that overlap too much say the same.
            if trio in self.trios or max(often[scene] for scene in trio) >= 4:
                continue
            for scene in trio:
                often[scene] += 1
                self.trio_of[scene] |= 1 << len(self.trios)
            self.trios.append(trio)
            row = self.programme.row(-self.programme.far, 1.0)
            self.fined.append(row)
            for at, content in enumerate(self.columns):
                if len(set(trio).intersection(content.scenes)) >= 2:
                    self.programme.enter(self.first + at, row)
            added += 1
        return added

    def _possible(self, rules: Sequence[Rule]) -> Any:
        """Say for each set of the first payees (a mask) whether it may be paid on a day."""
        masks = np.arange(1 << self.inner)
        possible = np.ones(1 << self.inner, bool)
        for one, two, three in rules:
            both = 1 << one | 1 << two
            possible &= ((masks & both) != both) | ((masks >> three & 1) == 1)
        return possible

    def _shut(self, rules: Sequence[Rule]) -> None:
        """Open the columns that keep to the rules, and shut the others."""
        paid = np.array([content.paid & (1 << self.inner) - 1 for content in self.columns])
        opened = np.ones(len(paid), bool)
        for one, two, three in rules:
            both = 1 << one | 1 << two
            opened &= ((paid & both) != both) | ((paid >> three & 1) == 1)
        for at, open_ in enumerate(opened.tolist()):
            self.programme.shut(self.first + at, shut=not open_)

    def _programme(self) -> tuple[float, Prices]:
        value, prices = self.programme.solve()
        return value, Prices(
            [max(0.0, prices[row]) for row in self.cover],
            [max(0.0, prices[row]) for row in self.paid],
            [max(0.0, prices[row]) for row in self.visits],
            [max(0.0, -prices[row]) for row in self.fined],
            prices[self.days],
        )

    def _used(self) -> tuple[tuple[float, Content], ...]:
        return tuple(
            (amount, self.columns[at - self.first])
            for at, amount in self.programme.used()
            if at >= self.first
        )

    def _price(self, prices: Prices, possible: Any, budget: int) -> tuple[Line, int, int]:
        """Give what prices prove, nodes, and how many columns are new."""
        terms, inner = self.terms, self.inner
        worth = [int(price) for price in prices.scenes]
        fines = [int(price) for price in prices.trios]
        paid = [
            min(payee.rate, int(price))
            for payee, price in zip(terms.payees, prices.paid, strict=True)
        ]
        visits = [
            min(cost, int(price))
            for cost, price in zip(self.visit_costs, prices.visits, strict=True)
        ]
        rates = [payee.rate - price for payee, price in zip(terms.payees, paid, strict=True)]
        fees = [fee - price for fee, price in zip(terms.fees, visits, strict=True)]
        table = self._table(rates, possible)
        fines += [0] * (len(self.trios) - len(fines))
        found = self.pricer.price(
            worth,
            table,
            rates[inner:],
            fees,
            int(-prices.day),
            trios=self.trio_of,
            fines=fines,
            budget=max(1000, budget // 20),
        )
        start = (
            terms.constant
            + sum(worth)
            - sum(fines)
            + sum(p * payee.paid for p, payee in zip(paid, terms.payees, strict=True))
            + sum(p * count for p, count in zip(visits, terms.visits, strict=True))
        )
        added = 0
        for day in found.days:
            added += self._add(day.scenes, self._paid_with(day.scenes, table, possible))
        return Line(start, found.most), found.nodes, added

    def _table(self, rates: Sequence[int], possible: Any) -> Any:
        """By mask of the first payees that work: the least pay of a day."""
        table = np.zeros(1, np.int64)
        for rate in rates[: self.inner]:
            table = np.concatenate((table, table + rate))
        if not possible.all():
            table = np.where(possible, table, NEVER)
            for who in range(self.inner):
                pairs = table.reshape(-1, 2, 1 << who)
                np.minimum(pairs[:, 0], pairs[:, 1], out=pairs[:, 0])
        return table if self.pricer.compiled else table.tolist()

    def _paid_with(self, scenes: Sequence[int], table: Any, possible: Any) -> int:
        """Give those paid for a day with some scenes at the least pay, as bits."""
        cast = 0
        for scene in scenes:
            cast |= self.terms.cast[scene]
        mask = (1 << self.inner) - 1
        now = cast & mask
        for who in range(self.inner):
            if possible[now]:
                break
            more = now | 1 << who
            if more != now and table[more] == table[now]:
                now = more
        return cast & ~mask | now

    def _add(self, scenes: tuple[int, ...], paid: int) -> bool:
        """Add a day; False if it is known."""
        content = Content(scenes, paid)
        if content in self.seen:
            return False
        self.seen.add(content)
        self.columns.append(content)
        terms, units = self.terms, 3
        for scene in scenes:
            units &= terms.units[scene]
        places = {terms.place_of[scene] for scene in scenes}
        cost = terms.day_price[units] + max(0, len(places) - 1) * terms.move_price
        cost += sum(terms.fees[place] for place in places)
        cost += sum(payee.rate for at, payee in enumerate(terms.payees) if paid >> at & 1)
        rows = [self.cover[scene] for scene in scenes]
        rows += [row for who, row in enumerate(self.paid) if paid >> who & 1]
        rows += [self.visits[place] for place in sorted(places)]
        rows += [
            row
            for row, trio in zip(self.fined, self.trios, strict=True)
            if len(set(trio).intersection(scenes)) >= 2
        ]
        self.programme.column(cost, [*rows, self.days])
        return True
