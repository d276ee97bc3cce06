"""Weights of scenes such that no day holds more than so much, and all scenes weigh most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.solver.proof.pricing import Pricer
from lastlook.schedule.solver.proof.programme import Programme

if TYPE_CHECKING:
    from lastlook.schedule.solver.proof.terms import Terms

SCALE = 1_000_000
"""Of a day."""
CLOSE = 0.0005
"""The weights may stay below the best by this share."""


def weigh(terms: Terms, *, budget: int, plain: bool = False) -> tuple[list[int], int]:
    """Weigh the scenes: the prices of the linear programme for the fewest days.

    Returns the weights and the most that the scenes of a day can weigh: what days have room for
    beyond their minutes, with moves, light and common dates reckoned in. `budget` is in nodes.
    """
    pricer = Pricer(_bare(terms), inner=0, plain=plain)
    table = pricer.array([0])
    programme = Programme()
    rows = [programme.row(1.0) for _ in terms.minutes]
    for row in rows:
        programme.column(1, [row])
    best, room = list(terms.minutes), terms.work
    center: list[float] | None = None
    nodes = 0
    while nodes < budget:
        value, found_prices = programme.solve()
        prices = [max(0.0, price) for price in found_prices]
        tried = prices if center is None else _between(center, prices)
        worth = [int(SCALE * price) for price in tried]
        found = pricer.price(worth, [table], [], [0] * len(terms.fees), [0], budget=budget // 20)
        nodes += found.nodes
        most = max(1, found.most[0])
        if sum(worth) * room > sum(best) * most:
            best, room, center = worth, most, tried
        if sum(best) >= value * (1 - CLOSE) * room:
            break
        new = [day for day in found.days if sum(prices[s] for s in day.scenes) > 1 + 1e-9]
        if not new:
            if tried is prices:
                break
            center = None
        for day in new:
            programme.column(1, [rows[scene] for scene in day.scenes])
    return best, room


def _between(one: list[float], two: list[float]) -> list[float]:
    return [(a + b) / 2 for a, b in zip(one, two, strict=True)]


def _bare(terms: Terms) -> Terms:
    """Give terms under which days cost nothing."""
    return replace(
        terms,
        cast=(0,) * len(terms.cast),
        payees=(),
        day_price=(0, 0, 0, 0),
        move_price=0,
        constant=0,
    )
