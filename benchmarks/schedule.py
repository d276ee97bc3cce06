"""How good the boards are: cost, bound and gap on a seeded family of generated shoots.

    python benchmarks/schedule.py [--seconds 5] [NAME ...]

A shoot of `scenes × cast × locations`: scenes of 1 to 12 eighths at a quarter of an hour each, a
nine-hour day, a company move of an hour and a half at 2,500, one move a day, a crew at 22,000 a
day, six working days a week, windows on 30 % of the cast and of the locations.
"""

from __future__ import annotations

import argparse
import time
from datetime import date, timedelta
from random import Random

from lastlook.schedule import cost, solve, violations
from lastlook.schedule.board import Unit
from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot

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


def main() -> None:
    """Print a line of figures for each shoot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(FAMILY))
    parser.add_argument("--seconds", type=float, default=5.0)
    chosen = parser.parse_args()
    print(f"{'shoot':12} {'cost':>12} {'bound':>12} {'gap':>6} {'days':>4} {'CPU s':>6}")
    for name in chosen.names:
        shoot = generate(*FAMILY[name])
        before = time.process_time()
        solved = solve(shoot, seconds=chosen.seconds)
        spent = time.process_time() - before
        assert not violations(solved.board, shoot)
        assert solved.board.proof is not None
        total, proof = cost(solved.board, shoot).total, solved.board.proof
        days = sum(bool(day.strips) for day in solved.board.days)
        print(
            f"{name:12} {total:12,.0f} {proof.bound:12,.0f} {proof.gap:6.1%} {days:4} {spent:6.1f}"
        )


if __name__ == "__main__":
    main()
