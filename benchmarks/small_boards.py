"""Every board of a small production, and the least any legal one costs."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from lastlook.schedule import Board, ShootDay, Strip, Unit, cost, violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from random import Random

    from lastlook.schedule import Shoot


def hangs_on_order(shoot: Shoot) -> bool:
    """Whether more than the sets of scenes on the dates decides."""
    return bool(
        shoot.roads
        or shoot.daylight
        or shoot.cast_turnaround
        or any(not order.gap for order in shoot.orders)
    )


def legal_days(shoot: Shoot) -> list[dict[frozenset[str], list[ShootDay]]]:
    """Give for each date every day that the checker passes by itself, by its scenes."""
    ordered = hangs_on_order(shoot)
    found: list[dict[frozenset[str], list[ShootDay]]] = []
    for day in shoot.dates:
        here: dict[frozenset[str], list[ShootDay]] = {frozenset(): []}
        for size in range(1, len(shoot.scenes) + 1):
            for scenes in combinations(shoot.scenes, size):
                if sum(need.minutes for need in scenes) > shoot.work:
                    continue
                together = sorted(scenes, key=lambda need: (need.location, need.order))
                orders = permutations(scenes) if ordered else iter([tuple(together)])
                days = [
                    ShootDay(
                        date=day, unit=unit, work=tuple(Strip(scene=need.id) for need in order)
                    )
                    for order in orders
                    for unit in Unit
                ]
                if legal := [one for one in days if _passes(one, shoot)]:
                    here[frozenset(need.id for need in scenes)] = legal
        found.append(here)
    return found


def _passes(day: ShootDay, shoot: Shoot) -> bool:
    broken = violations(Board(days=(day,)), shoot)
    return all(one.rule == "missing" for one in broken)


def boards(shoot: Shoot) -> Iterator[Board]:
    """Every board of days that are legal by themselves."""
    by_date = legal_days(shoot)

    def fill(at: int, left: frozenset[str], days: tuple[list[ShootDay], ...]) -> Iterator[Board]:
        if at == len(by_date):
            if not left:
                for one in product(*days):
                    yield Board(days=one)
            return
        for scenes, ways in by_date[at].items():
            if scenes <= left:
                more = (*days, ways) if scenes else days
                if shoot.max_days is None or len(more) <= shoot.max_days:
                    yield from fill(at + 1, left - scenes, more)

    yield from fill(0, frozenset(need.id for need in shoot.scenes), ())


def least_cost(shoot: Shoot) -> Decimal | None:
    """Give the least cost of all legal boards; None where there is none."""
    least: Decimal | None = None
    for board in boards(shoot):
        total = cost(board, shoot).total
        if (least is None or total < least) and not violations(board, shoot):
            least = total
    return least


def any_board(shoot: Shoot, dice: Random) -> Board:
    """Draw a board without regard to the rules, every day of it locked."""
    on = {need.id: dice.choice(shoot.dates) for need in shoot.scenes}
    days = []
    for day in sorted(set(on.values())):
        here = sorted(
            (need for need in shoot.scenes if on[need.id] == day),
            key=lambda need: (need.location, need.order),
        )
        fits = [unit for unit in Unit if all(unit in need.units for need in here)]
        days.append(
            ShootDay(
                date=day,
                unit=dice.choice(fits or list(Unit)),
                locked=True,
                work=tuple(Strip(scene=need.id) for need in here),
            )
        )
    return Board(days=tuple(days))
