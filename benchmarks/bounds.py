"""How far each bound goes: of every shoot of `schedule.py` what is proved, step by step.

    python benchmarks/bounds.py [--seconds 60] [--search 60] [NAME[=COST] ...]

The best cost known is found by `solve` in `--search` seconds, or stated. `counting` adds up the
fewest days of everything; `days` prices the contents of days by column generation, for each number
of shooting days; `trios` cuts what no packing of whole days allows; `spans` asks of three roles
at a time which one spans the others' common days, within `--seconds`.
"""

from __future__ import annotations

import argparse
import time
from functools import partial

from lastlook.schedule import solve
from lastlook.schedule.solver.bounds import additive_bound, least_days
from lastlook.schedule.solver.proof.floor import bound_by_days
from lastlook.schedule.solver.task import make_task
from schedule import FAMILY, generate


def main() -> None:
    """Print a line of figures for each shoot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(FAMILY))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--search", type=float, default=60.0)
    chosen = parser.parse_args()
    print(
        f"{'shoot':12} {'cost':>10} {'counting':>9} {'days':>9} {'trios':>9} {'spans':>9} "
        f"{'gap':>6} {'CPU s: days':>11} {'trios':>6} {'spans':>6}"
    )
    for named in chosen.names:
        name, _, stated = named.partition("=")
        shoot = generate(*FAMILY[name])
        cost = float(stated) if stated else float(solve(shoot, seconds=chosen.search).report.total)
        task = make_task(shoot)
        least = least_days(task)
        prove = partial(bound_by_days, task, least, best=round(100 * cost), seconds=chosen.seconds)
        found, spent = [sum(additive_bound(task, least))], []
        for cuts, spans in ((False, False), (True, False), (True, True)):
            before = time.process_time()
            found.append(prove(cuts=cuts, spans=spans))
            spent.append(time.process_time() - before)
        amounts = " ".join(f"{cents / 100:9,.0f}" for cents in found)
        gap = 1 - found[-1] / 100 / cost
        print(
            f"{name:12} {cost:10,.0f} {amounts} {gap:6.1%} {spent[0]:11.1f} {spent[1]:6.1f} "
            f"{spent[2]:6.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
