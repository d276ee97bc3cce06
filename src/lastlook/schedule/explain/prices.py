"""What each demand costs: the saving if it were given up, as found and as proved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.schedule.cost import CostReport, cost, money
from lastlook.schedule.explain.demands import Demand, demands
from lastlook.schedule.explain.scenario import Best, best_of, judged

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What giving up a demand saves."""

    demand: Demand
    saving: Decimal
    """Found: the best board known with the demand less the best found without it; 0 or more."""
    at_least: Decimal
    """Proved: the best boards of both are at least this far apart."""
    at_most: Decimal
    """Proved: they are at most this far apart."""
    best: Best
    """The best board found without the demand."""

    @property
    def exact(self) -> bool:
        """Whether the saving is proved to be just that."""
        return self.at_least == self.saving == self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """The cost of a board by term, and of its demands."""

    report: CostReport
    """Of the board as it is."""
    best: Best
    """The best board known under every demand: prices are measured from it."""
    prices: tuple[Price, ...]
    """The dearest demand first."""


def prices(
    shoot: Shoot,
    board: Board,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Callable[[int, int, str], None] = lambda _done, _count, _says: None,
) -> Prices:
    """Say what each demand costs.

    The shoot is solved with every demand and then without each in turn, with the same `seconds`
    of work. Boards and bounds are passed on both ways: a board that is legal with a demand is
    legal without it, and a bound without it holds with it. So a saving is never negative, and
    lies between what is proved at least and at most.

    Raises
    ------
    ImpossibleError, NoBoardFoundError
        There is no legal board under every demand, or none was found.
    """
    asked = demands(shoot, board)
    progress(0, len(asked) + 1, "every demand")
    base = best_of(shoot, board, known=(board,), seconds=seconds, seed=seed)
    found: list[Best] = []
    for number, demand in enumerate(asked, 1):
        progress(number, len(asked) + 1, demand.says)
        eased, keep = demand.give_up(shoot, board)
        known = (base.board, board)
        one = best_of(eased, keep, known=known, seconds=seconds, seed=seed)
        found.append(one)
        # It may keep the demand all the same, and be better than what was found under it.
        base = judged(shoot, board, base, one.board)
    base = replace(base, bound=max([base.bound, *(one.bound for one in found)]))
    listed = [
        _price(demand, base, judged(*demand.give_up(shoot, board), one, base.board))
        for demand, one in zip(asked, found, strict=True)
    ]
    listed.sort(key=lambda price: (-price.saving, -price.at_most))
    return Prices(report=cost(board, shoot), best=base, prices=tuple(listed))


def _price(demand: Demand, base: Best, best: Best) -> Price:
    return Price(
        demand=demand,
        saving=base.cost - best.cost,
        at_least=max(base.bound - best.cost, money(0)),
        at_most=base.cost - best.bound,
        best=best,
    )
