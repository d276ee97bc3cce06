"""The bound by days: branch and bound over the number of days and over who spans whom.

Somebody who may not be left unpaid while waiting is paid on a run of shooting days. Of three such
runs, one spans what the other two share: on every day that those are paid for, so is it. (If each
of three days lacked another of the three, the one on the day in the middle would be missing
between two days of its run.) So every board keeps to one of three rules, whichever three payees
are asked about, and the cheapest of the three relaxations bounds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.schedule.solver.proof.pricing import COMPILED_NODES, PLAIN_NODES, Pricer
from lastlook.schedule.solver.proof.relaxation import Relaxation
from lastlook.schedule.solver.proof.terms import make_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.proof.relaxation import Answer, Line, Prices, Rule
    from lastlook.schedule.solver.proof.terms import Terms
    from lastlook.schedule.solver.task import Task

MOST_SPANNING = 12
"""Payees that are asked who spans whom: the dearest."""
CLOSE_AT_ROOT = 0.0003
CLOSE = 0.002
"""How near, as a share, column generation comes to the programme's value."""
ROUNDS_OF_CUTS = 6
NEXT = 0.15
"""What the second cheapest of three rules counts for, beside the cheapest."""
ROUND = 1e-4
"""CPU seconds that each round of column generation takes for each scene beside the pricing: the
programme, and what is written in Python."""
SHARE = 8
"""Each programme but the first, which has to find most columns, may take this part of the time."""


def bound_by_days(
    task: Task,
    least: LeastDays,
    *,
    best: int,
    seconds: float,
    cuts: bool = True,
    spans: bool = True,
    plain: bool = False,
    known: Iterable[tuple[int, ...]] = (),
) -> int:
    """Bound in cents what any legal board costs, at most `best`.

    Parameters
    ----------
    best
        Cents of the best board known.
    seconds
        About how long, measured in nodes of the search that prices days.
    cuts, spans
        Whether to cut trios of scenes, and to ask who spans whom: to see what each is worth.
    plain
        Whether to leave numba alone where it is installed.
    known
        Scenes of days to begin with: a good board's spare the first steps on long shoots.

    """
    terms = make_terms(task, least)
    tree = Tree(terms, best=best, seconds=seconds, cuts=cuts, spans=spans, plain=plain, known=known)
    return min(best, tree.bound())


@dataclass(order=True, slots=True)
class Node:
    """Boards of so many shooting days that keep to rules."""

    bound: int
    number: int
    days: int = field(compare=False)
    rules: tuple[Rule, ...] = field(compare=False)
    prices: Prices | None = field(compare=False)
    three: tuple[int, int, int] | None = field(default=None, compare=False)
    """Whom to ask about next; None where that tells nothing."""
    cut: bool = field(default=False, compare=False)
    """Whether trios were looked for, or need not be."""


class Tree:
    """Nodes by bound, the least first; what is left open gives the bound."""

    def __init__(
        self,
        terms: Terms,
        *,
        best: int,
        seconds: float,
        cuts: bool,
        spans: bool,
        plain: bool,
        known: Iterable[tuple[int, ...]] = (),
    ) -> None:
        self.terms = terms
        self.best = best
        self.rounds = ROUNDS_OF_CUTS if cuts else 0
        held = sum(payee.held for payee in terms.payees)
        self.spanning = min(MOST_SPANNING, held) if spans else 0
        self.pricer = Pricer(terms, inner=self.spanning, plain=plain)
        self.speed = COMPILED_NODES if self.pricer.compiled else PLAIN_NODES
        self.left = int(seconds * self.speed)
        self.budget = max(1, self.left // SHARE)
        self.round = int(ROUND * self.speed * len(terms.minutes))
        contents = list(known)
        self.known = len(contents)
        self.relaxation = Relaxation(terms, self.pricer, contents)
        self.lines: list[Line] = []
        """What prices without rules proved."""
        self.heap: list[Node] = []
        self.made = 0

    def bound(self) -> int:
        """Give the bound in cents."""
        fewest, most = self.terms.days
        if fewest > most:
            return 0
        self._roots(fewest, most)
        while self.heap[0].bound < self.best and self.left > 0:
            node = heappop(self.heap)
            lifted = self._by_lines(node.days)
            if lifted > node.bound:
                node.bound = lifted
                self._push(node)
            elif node.three:
                self._branch(node, node.three)
            elif not node.cut:
                self._root(node)
            else:
                heappush(self.heap, node)
                break
        return self.heap[0].bound

    def _roots(self, fewest: int, most: int) -> None:
        """Bound the number of days that is known to do; each other number follows from that.

        Prices that prove a bound for a number of days prove one for any number.
        """
        days = min(max(fewest, self.known), most)
        answer = self._solve(days, (), None, CLOSE_AT_ROOT, budget=max(1, self.left))
        for days in range(fewest, most + 1):
            self._push(Node(self._by_lines(days), 0, days, (), answer.prices))

    def _by_lines(self, days: int) -> int:
        """Bound a number of days by what was proved for others, in whole steps."""
        return self._whole(max(0, *(line.at(days) for line in self.lines)))

    def _root(self, node: Node) -> None:
        """Cut what no packing of whole days allows, and see whom to ask about."""
        answer = self._solve(node.days, (), node.prices, CLOSE_AT_ROOT)
        for _ in range(self.rounds):
            if max(answer.bound, node.bound) >= self.best or not self.relaxation.cut():
                break
            answer = self._solve(node.days, (), answer.prices, CLOSE_AT_ROOT)
        three = self._three(answer)
        bound = max(node.bound, answer.bound)
        self._push(Node(bound, 0, node.days, (), answer.prices, three, cut=True))

    def _branch(self, node: Node, three: tuple[int, int, int]) -> None:
        for spans in three:
            one, two = (who for who in three if who != spans)
            rules = (*node.rules, (one, two, spans))
            answer = self._solve(node.days, rules, node.prices, CLOSE)
            bound = max(node.bound, answer.bound)
            self._push(
                Node(bound, 0, node.days, rules, answer.prices, self._three(answer), cut=True)
            )

    def _push(self, node: Node) -> None:
        """Keep a node; what it costs is a whole number of steps."""
        node.bound = self._whole(node.bound)
        self.made += 1
        node.number = self.made
        heappush(self.heap, node)

    def _whole(self, cents: int) -> int:
        return -(-cents // self.terms.step) * self.terms.step

    def _solve(
        self,
        days: int,
        rules: tuple[Rule, ...],
        start: Prices | None,
        close: float,
        *,
        budget: int | None = None,
    ) -> Answer:
        answer = self.relaxation.solve(
            days,
            rules,
            start=start,
            stop_at=self.best,
            budget=budget or self.budget,
            a_round=self.round,
            close=close,
        )
        if not rules:
            self.lines.append(answer.line)
        self.left -= answer.spent
        return answer

    def _three(self, answer: Answer) -> tuple[int, int, int] | None:
        """Choose the three payees of whom each rule would cost most."""
        rates = [payee.rate for payee in self.terms.payees]
        patterns: dict[int, float] = {}
        for amount, content in answer.used:
            paid = content.paid & (1 << self.spanning) - 1
            patterns[paid] = patterns.get(paid, 0.0) + amount
        best: tuple[float, tuple[int, int, int] | None] = (0.0, None)
        for three in combinations(range(self.spanning), 3):
            everybody = sum(1 << who for who in three)
            costs = sorted(
                rates[who]
                * sum(
                    amount
                    for paid, amount in patterns.items()
                    if paid & everybody == everybody ^ (1 << who)
                )
                for who in three
            )
            worth = costs[0] + NEXT * costs[1]
            if costs[0] > 1.0 and worth > best[0]:
                best = (worth, three)
        return best[1]
