"""Measure how soon a board is legal again after an actor lost a day, and how many strips move.

    python benchmarks/resolve.py [--seeds 6] [--scenes 120] [--seconds 3] [--with unit+all]

A board of 120 scenes is solved, then the role with most scenes on some date of its middle cannot
work on it. The least change is sought as `lastlook schedule resolve` does where nothing is said
(at most a tenth of the strips), and with `--all` with moves at no price, the usual, and a high one.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from terms_on import KINDS

from lastlook.schedule import solve, violations
from lastlook.schedule.explain import resolve, usual_most, usual_stay
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
    """Print a line for each seed and price, and how many kept within a tenth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--first", type=float, default=5.0, help="seconds for the board before")
    parser.add_argument("--with", dest="kind", default="nothing", help="as in terms_on.py")
    parser.add_argument("--from-seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="other prices of a move too")
    chosen = parser.parse_args()
    solve(generate(chosen.scenes, 20, 12, 1), seconds=0.1)  # compiles
    print("seed must    stay       moved  cost added   of it  CPU s     s")
    within = 0
    for seed in range(chosen.from_seed, chosen.from_seed + chosen.seeds):
        shoot = KINDS[chosen.kind](generate(chosen.scenes, 20, 12, seed))
        before = solve(shoot, seconds=chosen.first, seed=seed)
        less, must = lose_a_day(shoot, before.board, seed)
        stay, most = usual_stay(shoot), usual_most(before.board)
        print(f"{seed:4} {must:4} ", end="")
        within += _line(less, before.board, stay, most, seconds=chosen.seconds)
        for price in (0, stay, 100 * stay) if chosen.all else ():
            print(" " * 10, end="")
            _line(less, before.board, price, None, seconds=chosen.seconds)
    print(f"{within} of {chosen.seeds} moved at most a tenth")


def _line(less: Shoot, board: Board, stay: int, most: int | None, *, seconds: float) -> bool:
    """Resolve, and print what came of it; say whether at most a tenth of the strips moved."""
    start, clock = time.process_time(), time.perf_counter()
    found = resolve(less, board, stay=stay, most=most, seconds=seconds)
    spent, wall = time.process_time() - start, time.perf_counter() - clock
    assert not violations(found.board, less)
    share, added = len(found.moved) / len(less.scenes), found.change.total.added
    print(
        f"{found.stay:7,.0f} {len(found.moved):4} {share:6.1%} {added:11,.0f} "
        f"{added / found.change.total.before:7.1%} {spent:6.1f} {wall:5.1f}",
        flush=True,
    )
    return share <= 0.1


if __name__ == "__main__":
    main()
