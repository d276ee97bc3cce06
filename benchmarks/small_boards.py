"""Every board of a small production, and the least any legal one costs."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from lastlook.schedule import Board, ShootDay, Strip, Unit, cost, violations
from lastlook.schedule.board import SetAt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from random import Random

    from lastlook.schedule import Shoot


def hangs_on_order(shoot: Shoot) -> bool:
    """Whether more than the sets of scenes on the dates decides."""
    return bool(
        shoot.roads
        or shoot.daylight
        or shoot.cast_turnaround
        or shoot.every_meals
        or (shoot.second_units and shoot.commute is not None)
        or any(one.hours for place in shoot.places for one in place.every_opening)
        or any(limit.presence for limit in shoot.minors)
        or any(not order.gap for order in shoot.orders)
    )


def slots_of(shoot: Shoot) -> list[tuple[date, str]]:
    """Every date of every unit, by date, the main unit first."""
    crews = ["", *(unit.id for unit in shoot.second_units)]
    return [(day, crew) for day in shoot.dates for crew in crews]


def ways_to_place(shoot: Shoot) -> Iterator[tuple[SetAt, ...]]:
    """Every way to place the sets that leave a choice."""
    for places in product(*(choice.places for choice in shoot.choices)):
        yield tuple(
            SetAt(of=choice.of, location=place)
            for choice, place in zip(shoot.choices, places, strict=True)
        )


def legal_days(
    shoot: Shoot, places: tuple[SetAt, ...] = ()
) -> list[dict[frozenset[str], list[ShootDay]]]:
    """Give for each slot every day that the checker passes by itself, by its scenes."""
    ordered = hangs_on_order(shoot)
    at = {scene: one.location for one in places for scene in _scenes_of(shoot, one.of)}
    found: list[dict[frozenset[str], list[ShootDay]]] = []
    for day, crew in slots_of(shoot):
        here: dict[frozenset[str], list[ShootDay]] = {frozenset(): []}
        for size in range(1, len(shoot.scenes) + 1):
            for scenes in combinations(shoot.scenes, size):
                if sum(need.minutes for need in scenes) > shoot.terms_of(crew).work:
                    continue
                together = sorted(
                    scenes, key=lambda need: (at.get(need.id, need.location), need.order)
                )
                orders = permutations(scenes) if ordered else iter([tuple(together)])
                days = [
                    ShootDay(
                        date=day,
                        crew=crew,
                        unit=unit,
                        work=tuple(Strip(scene=need.id) for need in order),
                    )
                    for order in orders
                    for unit in Unit
                ]
                if legal := [one for one in days if _passes(one, shoot, places)]:
                    here[frozenset(need.id for need in scenes)] = legal
        found.append(here)
    return found


def _scenes_of(shoot: Shoot, of: str) -> frozenset[str]:
    return next(choice.scenes for choice in shoot.choices if choice.of == of)


def _passes(day: ShootDay, shoot: Shoot, places: tuple[SetAt, ...]) -> bool:
    broken = violations(Board(days=(day,), places=places), shoot)
    return all(one.rule == "missing" for one in broken)


def boards(shoot: Shoot, places: tuple[SetAt, ...] = ()) -> Iterator[Board]:
    """Every board of days that are legal by themselves, with the sets placed one way."""
    by_slot = legal_days(shoot, places)

    def fill(at: int, left: frozenset[str], days: tuple[list[ShootDay], ...]) -> Iterator[Board]:
        if at == len(by_slot):
            if not left:
                for one in product(*days):
                    yield Board(days=one, places=places)
            return
        for scenes, ways in by_slot[at].items():
            if scenes <= left:
                more = (*days, ways) if scenes else days
                main = sum(not some[0].crew for some in more)
                if shoot.max_days is None or main <= shoot.max_days:
                    yield from fill(at + 1, left - scenes, more)

    yield from fill(0, frozenset(need.id for need in shoot.scenes), ())


def least_cost(shoot: Shoot) -> Decimal | None:
    """Give the least cost of all legal boards; None where there is none."""
    least: Decimal | None = None
    for places in ways_to_place(shoot):
        for board in boards(shoot, places):
            total = cost(board, shoot).total
            if (least is None or total < least) and not violations(board, shoot):
                least = total
    return least


def any_board(shoot: Shoot, dice: Random) -> Board:
    """Draw a board without regard to the rules, every day of it locked."""
    slots = slots_of(shoot)
    on = {need.id: dice.choice(slots) for need in shoot.scenes}
    places = {one.of: dice.choice(one.places) for one in shoot.choices}
    days = []
    for day in sorted(set(on.values()), key=slots.index):
        here = sorted(
            (need for need in shoot.scenes if on[need.id] == day),
            key=lambda need: (need.location, need.order),
        )
        fits = [unit for unit in Unit if all(unit in need.units for need in here)]
        days.append(
            ShootDay(
                date=day[0],
                crew=day[1],
                unit=dice.choice(fits or list(Unit)),
                locked=True,
                work=tuple(Strip(scene=need.id) for need in here),
            )
        )
    return Board(
        days=tuple(days),
        places=tuple(SetAt(of=of, location=place) for of, place in places.items()),
    )
