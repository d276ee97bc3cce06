"""What a second unit, and a choice of locations, save on shoots of the length of features.

    python benchmarks/second_units.py [--seconds 10] [NAME ...]

To each shoot of `schedule.py` a second unit is added, at a third of a shooting day, that may shoot
every scene of at most one role on every date; then the scenes of its smallest location may go to
any of the two largest as well. Beside each the board without them, with the bound of each.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace

from lastlook.schedule import Shoot, solve, violations
from lastlook.schedule.shoot import Choice, SecondUnit
from schedule import FAMILY, generate


def with_second_unit(shoot: Shoot) -> Shoot:
    """Add a second unit for scenes of at most one role."""
    price = shoot.day_cost // 3
    unit = SecondUnit(
        id="second",
        label="Second unit",
        scenes=frozenset(need.id for need in shoot.scenes if len(need.cast) <= 1),
        dates=frozenset(range(len(shoot.dates))),
        day_costs=((price, price),) * len(shoot.dates),
        turnaround=shoot.turnaround,
    )
    return replace(shoot, second_units=(unit,))


def with_choice(shoot: Shoot) -> Shoot:
    """Let the scenes of the location that has the fewest go to one of the two that have most."""
    sizes = Counter(need.location for need in shoot.scenes)
    *_, (least, _) = sizes.most_common()
    places = (least, *(name for name, _ in sizes.most_common(2)))
    scenes = frozenset(need.id for need in shoot.scenes if need.location == least)
    return replace(
        shoot, choices=(Choice(of="SET", label="SET", scenes=scenes, places=tuple(places)),)
    )


def main() -> None:
    """Print a line of figures for each shoot, as it is, with a unit, and with a choice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["25_6_4", "60_15_8", "120_20_12"])
    parser.add_argument("--seconds", type=float, default=10.0)
    chosen = parser.parse_args()
    print(
        f"{'shoot':12} {'with':12} {'cost':>10} {'bound':>10} {'gap':>6} {'days':>9} {'CPU s':>6}"
    )
    for name in chosen.names:
        shoot = generate(*FAMILY[name])
        kinds = {
            "nothing": shoot,
            "second unit": with_second_unit(shoot),
            "a choice": with_choice(shoot),
        }
        for said, one in kinds.items():
            begin = time.process_time()
            solved = solve(one, seconds=chosen.seconds)
            spent = time.process_time() - begin
            assert not violations(solved.board, one)
            proof = solved.board.proof
            assert proof is not None
            days = Counter(bool(day.crew) for day in solved.board.days if day.strips)
            print(
                f"{name:12} {said:12} {proof.cost:10,.0f} {proof.bound:10,.0f} {proof.gap:6.1%} "
                f"{days[False]:5} + {days[True]} {spent:6.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
