"""Measure how soon a board is legal again after an actor lost a day, and how many strips move.

    python benchmarks/resolve.py [--seeds 6] [--scenes 120] [--seconds 3]

A board of 120 scenes is solved, then the role with most scenes on some date of its middle cannot
work on it. The least change is sought with moves of strips at no price, at the usual price, and
at a high one.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from lastlook.schedule import solve, violations
from lastlook.schedule.explain import resolve, usual_stay
from schedule import generate

if TYPE_CHECKING:
    from lastlook.schedule import Board, Shoot


def lose_a_day(shoot: Shoot, board: Board, seed: int) -> tuple[Shoot, int]:
    """Take a working date from a role; return the shoot and how many strips it concerns."""
    dice = Random(seed)
    shot = [day for day in board.days if day.strips]
    day = dice.choice(shot[len(shot) // 4 : -len(shot) // 4])
    needs = {scene.id: scene for scene in shoot.scenes}
    casts = [role for strip in day.strips for role in sorted(needs[strip.scene].cast)]
    who = max(sorted(set(casts)), key=casts.count)
    at = shoot.dates.index(day.date)
    players = tuple(
        replace(one, dates=one.dates - {at}) if one.id == who else one for one in shoot.players
    )
    return replace(shoot, players=players), sum(who in needs[s.scene].cast for s in day.strips)


def main() -> None:
    """Print a line for each seed and price."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=3.0)
    chosen = parser.parse_args()
    print("seed must    stay       moved  cost added  CPU s     s")
    for seed in range(1, chosen.seeds + 1):
        shoot = generate(chosen.scenes, 20, 12, seed)
        before = solve(shoot, seconds=5, seed=seed)
        less, must = lose_a_day(shoot, before.board, seed)
        for stay in (0, usual_stay(shoot), 100 * usual_stay(shoot)):
            start, clock = time.process_time(), time.perf_counter()
            found = resolve(less, before.board, stay=stay, seconds=chosen.seconds)
            spent, wall = time.process_time() - start, time.perf_counter() - clock
            assert not violations(found.board, less)
            share = len(found.moved) / len(shoot.scenes)
            print(
                f"{seed:4} {must:4} {stay / 100:7,.0f} {len(found.moved):4} {share:6.1%} "
                f"{found.change.total.added:11,.0f} {spent:6.1f} {wall:5.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
