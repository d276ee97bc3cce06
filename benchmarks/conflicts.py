"""Explain planted contradictions, and verify that each set named is really minimal.

    python benchmarks/conflicts.py [--count 200] [--first 1] [--verbose]

Small productions of 8 to 14 scenes, legal until a contradiction of one of many kinds is planted. A
set is verified apart from what found it: under its demands alone its scenes have no board, and
without any one of its demands, or of its scenes, they have one; each by CP-SAT with the order of
strips within the day checked.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from conflict_plants import PLANTS, production

from lastlook.schedule import ImpossibleError, solve
from lastlook.schedule.conflict.under import has_board

if TYPE_CHECKING:
    from lastlook.schedule import Board, Conflict, Shoot


def boards(rules: set[str], scenes: set[str], shoot: Shoot, keep: Board | None) -> bool | None:
    """Whether some scenes have a legal board under some demands; None where that stays open."""
    return has_board(rules, scenes, shoot, keep, seconds=20)[0]


def faults(conflict: Conflict, shoot: Shoot, keep: Board | None) -> list[str]:
    """Say what is wrong with a conflict: parts that are not needed, or no contradiction."""
    rules, scenes = set(conflict.rules), set(conflict.scenes)
    # Where one scene has no date, its own light is said with the places and hours.
    own = {"light"} if len(scenes) == 1 else set()
    wrong = [
        f"without {rule}"
        for rule in sorted(rules)
        if boards((rules | own) - {rule}, scenes, shoot, keep) is not True
    ]
    wrong += [
        f"without scene {scene}"
        for scene in (sorted(scenes) if len(scenes) > 1 else ())
        if boards(rules | own, scenes - {scene}, shoot, keep) is not True
    ]
    if boards(rules | own, scenes, shoot, keep) is not False:
        wrong.append("does not contradict")
    return wrong


def explained(number: int) -> tuple[str, tuple[Conflict, ...], Shoot, Board | None, float]:
    """Plant one contradiction and let it be explained; give the CPU seconds taken."""
    kind = list(PLANTS)[number % len(PLANTS)]
    dice = Random(number)
    shoot, keep = PLANTS[kind](production(dice), dice)
    start = time.process_time()
    try:
        solve(shoot, keep=keep, seconds=2)
    except ImpossibleError as error:
        return kind, error.conflicts, shoot, keep, time.process_time() - start
    raise AssertionError(f"{kind} {number} has a board: it was not planted well")


def main() -> None:
    """Print what was planted, what is wrong with its explanation, and how long that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    times, good, sizes = [], Counter[str](), []
    planted: Counter[str] = Counter()
    for number in range(chosen.first, chosen.first + chosen.count):
        kind, conflicts, shoot, keep, spent = explained(number)
        times.append(spent)
        planted[kind] += 1
        wrong = [(one, fault) for one in conflicts for fault in faults(one, shoot, keep)]
        good[kind] += not wrong
        sizes += [len(one.rules) for one in conflicts]
        if chosen.verbose:
            for one in conflicts:
                print(f"{number} {kind}: {one.text}")
        for one, fault in wrong:
            print(f"{number} {kind}: {fault} of {one.rules} {one.scenes}", flush=True)
    for kind, count in planted.items():
        print(f"{kind:28} {good[kind]:3} of {count:3} minimal")
    print(
        f"{sum(good.values())} of {chosen.count} minimal; demands in a set: median "
        f"{statistics.median(sizes):g}, most {max(sizes)}; CPU seconds to explain: median "
        f"{statistics.median(times):.2f}, most {max(times):.2f}"
    )


if __name__ == "__main__":
    main()
