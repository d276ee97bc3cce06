"""How good the boards are: cost, bound and gap on a seeded family of generated shoots.

    python benchmarks/schedule.py [--seconds 10 60] [--cp-sat 300] [--orders 15] [NAME ...]

`filmN` are the productions of `productions.py`, each with all that such a film asks for; the others
are an older family, plain enough to compare methods on:

A shoot of `scenes × cast × locations`: scenes of 1 to 12 eighths at a quarter of an hour each, a
nine-hour day, a company move of an hour and a half at 2,500, one move a day, a crew at 22,000 a
day, six working days a week, windows on 30 % of the cast and of the locations.
"""

from __future__ import annotations

import argparse
import time
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from productions import SIZES, produce
from schedule_peers import best_order, cp_sat, shot_out

from lastlook.schedule import cost, solve, violations
from lastlook.schedule.board import Unit
from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot

if TYPE_CHECKING:
    from decimal import Decimal

FAMILY = {
    "25_6_4": (25, 6, 4, 1),
    "40_10_6": (40, 10, 6, 1),
    "60_15_8": (60, 15, 8, 1),
    "80_18_10": (80, 18, 10, 1),
    "100_20_12": (100, 20, 12, 1),
    "120_20_12": (120, 20, 12, 1),
    "120_25_15": (120, 25, 15, 1),
}
WORK = 540


def generate(scenes: int, cast: int, locations: int, seed: int) -> Shoot:
    """Make a shoot with a legal board, for its windows leave out what a hidden board uses."""
    random = Random(f"{scenes}/{cast}/{locations}/{seed}")
    count = max(12, scenes // 2)
    dates: list[date] = []
    day = date(2027, 1, 4)
    while len(dates) < count:
        if day.weekday() != 6:
            dates.append(day)
        day += timedelta(days=1)
    weights = [1 / (who + 1) ** 0.7 for who in range(cast)]
    needs = []
    for order in range(scenes):
        size = min(cast, random.choice((1, 2, 2, 2, 3, 3, 4, 5)))
        people: set[int] = set()
        while len(people) < size:
            people.add(random.choices(range(1, cast + 1), weights)[0])
        units = random.choice(
            ({Unit.DAY}, {Unit.DAY}, {Unit.DAY}, {Unit.DAY, Unit.NIGHT}, {Unit.NIGHT})
        )
        needs.append(
            SceneNeed(
                id=f"s{order:03}",
                label=f"scene {order + 1}",
                minutes=15 * random.choice((1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 12)),
                cast=frozenset(people),
                location=f"place{random.randrange(locations)}",
                units=frozenset(units),
                order=order,
            )
        )
    players = []
    for who in range(1, cast + 1):
        free = set(range(count))
        if random.random() < 0.3:
            start = random.randrange(count - 5)
            free -= set(range(start, start + random.randint(2, 5)))
        rate = random.choice((450, 900, 1500, 2500, 4000)) * 100
        players.append(Player(id=who, label=f"ROLE {who}", rate=rate, dates=frozenset(free)))
    places = []
    for place in range(locations):
        shut: set[int] = set()
        if random.random() < 0.3:
            start = random.randrange(count - 5)
            shut = set(range(start, start + random.randint(3, 8)))
        places.append(
            Place(
                id=f"place{place}",
                label=f"Place {place}",
                fee=random.choice((500, 1200, 3000)) * 100,
                minutes=tuple((0, 0) if at in shut else (WORK, WORK) for at in range(count)),
            )
        )
    used = {need.location for need in needs}
    return Shoot(
        dates=tuple(dates),
        max_days=None,
        scenes=tuple(needs),
        players=tuple(who for who in players if any(who.id in need.cast for need in needs)),
        places=tuple(place for place in places if place.id in used),
        work=WORK,
        meal=60,
        calls=(7 * 60, 17 * 60),
        turnaround=11 * 60,
        company_move=90,
        max_moves=1,
        day_cost=2_200_000,
        move_cost=250_000,
        hold_paid=True,
        currency="USD",
    )


def shoot_of(name: str, seed: int = 1) -> Shoot:
    """Give the shoot of a name: one of `FAMILY`, or `film` and a size of `productions.SIZES`."""
    if name in FAMILY:
        return generate(*FAMILY[name])
    return produce(SIZES[name.removeprefix("film")], seed).shoot


def main() -> None:
    """Print a line of figures for each shoot."""
    names = [*FAMILY, *(f"film{size}" for size in SIZES)]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=names)
    parser.add_argument("--seconds", type=float, nargs="+", default=[5.0])
    parser.add_argument("--seeds", type=int, default=1, help="seeds of the search for each shoot")
    parser.add_argument("--cp-sat", type=float, default=0.0, help="CPU seconds of plain CP-SAT")
    parser.add_argument("--orders", type=float, default=0.0, help="seconds of orders of locations")
    chosen = parser.parse_args()
    solve(shoot_of("film60"), seconds=0.1)  # compiles
    print(f"{'shoot':12} {'s':>4} {'cost':>12} {'bound':>12} {'gap':>6} {'days':>4} {'CPU s':>6}")
    for name in chosen.names:
        shoot = shoot_of(name)
        costs = [_solved(name, shoot, seconds, chosen.seeds) for seconds in chosen.seconds]
        if chosen.cp_sat:
            cost, told = cp_sat(shoot, chosen.cp_sat)
            _against(f"plain CP-SAT {chosen.cp_sat:g} CPU s ({told})", cost, costs)
        if chosen.orders:
            _against("each location shot out", shot_out(shoot), costs)
            found = best_order(shoot, chosen.orders)
            _against(f"orders of locations {chosen.orders:g} s", found, costs)


def _solved(name: str, shoot: Shoot, seconds: float, seeds: int) -> float:
    """Solve a shoot, once for each seed; print the first and how the others differ."""
    costs, spent, proofs, days = [], [], [], 0
    for seed in range(1, seeds + 1):
        before = time.process_time()
        solved = solve(shoot, seconds=seconds, seed=seed)
        spent.append(time.process_time() - before)
        assert not violations(solved.board, shoot)
        assert solved.board.proof is not None
        proofs.append(solved.board.proof)
        costs.append(float(cost(solved.board, shoot).total))
        days = days or sum(bool(day.strips) for day in solved.board.days)
    proof = proofs[0]
    print(
        f"{name:12} {seconds:4g} {costs[0]:12,.0f} {proof.bound:12,.0f} {proof.gap:6.1%} {days:4} "
        f"{spent[0]:6.1f}",
        flush=True,
    )
    if seeds > 1:
        print(f"{'':17} {seeds} seeds: {min(costs):,.0f} to {max(costs):,.0f}, none breaks a rule")
    return costs[0]


def _against(peer: str, found: Decimal | None, costs: list[float]) -> None:
    """Print what a peer found, and how far below it each of our costs lies."""
    if found is None:
        print(f"{'':17} {peer}: no legal board", flush=True)
        return
    below = ", ".join(f"{1 - ours / float(found):+.1%}" for ours in costs)
    print(f"{'':17} {peer}: {found:,.0f}; ours below it by {below}", flush=True)


if __name__ == "__main__":
    main()
