"""Proofs of talent schedules: lastlook against DIDPPy's CABS, OR-Tools' CP-SAT, and SCIP.

    python benchmarks/talent.py [--data FOLDER] [--seconds 60] [--peer-seconds 60] [NAME ...]

NAME is a file of FOLDER without .dzn, or generated: `24x16:1` (scenes × actors, seed), and sparse
`30x12<10:1` (each actor in at most 10 scenes). `public` stands for all files of FOLDER. Times are
CPU seconds, user and system, of all threads, after compilation; `--seconds` of lastlook is by the
clock. Each peer runs in a process of its own, which the system ends after `--peer-seconds` of CPU,
so that a busy machine takes nothing from it. A peer that finds no proof in its time counts with
the time it took: the ratio is then a lower bound.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import resource
import time
from functools import partial
from pathlib import Path
from statistics import geometric_mean, median
from typing import TYPE_CHECKING, TypeVar

import talent_peers
from talent_instances import generate

from lastlook.schedule.talent import read_dzn, talent
from lastlook.schedule.talent.simplify import simplify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lastlook.schedule.talent import TalentInstance
    from lastlook.schedule.talent.simplify import Part

Found = TypeVar("Found")

STANDARD = [
    "public",
    *(f"{size}:{seed}" for size in ("24x10", "24x16", "28x10", "28x16") for seed in range(5)),
    *(f"30x12<{most}:{seed}" for most in (7, 10, 15) for seed in range(2)),
]
MODULES = ("didppy", "ortools.sat.python.cp_model", "ortools.linear_solver.pywraplp")
"""Loaded once, before peers are timed."""
SHORT = 0.2
"""CPU seconds from which on one run is measure enough."""
CLOCK = 20
"""A peer may take this many times as long by the clock as of CPU."""
BEYOND = [f"{size}:{seed}" for size in ("32x12", "36x14", "40x15") for seed in range(5)] + [
    f"40x15<{most}:{seed}" for most in (8, 10, 13) for seed in range(2)
]


def named(names: Sequence[str], data: Path) -> Iterator[tuple[str, str, TalentInstance]]:
    """Yield name, family and instance for each name given."""
    for name in names:
        made = re.fullmatch(r"((\d+)x(\d+)(?:<(\d+))?):(\d+)", name)
        if made:
            scenes, actors, seed = int(made[2]), int(made[3]), int(made[5])
            most = int(made[4]) if made[4] else None
            family = f"sparse {made[2]}x{made[3]}" if most else made[1]
            yield name, family, generate(scenes, actors, seed, most=most)
        else:
            files = sorted(data.glob("*.dzn")) if name == "public" else [data / f"{name}.dzn"]
            for file in files:
                yield file.stem, "public", read_dzn(file)


def timed(run: Callable[[], Found]) -> tuple[float, Found]:
    """Return CPU seconds and what was found; what is soon done is done again to measure it."""
    started, times = time.process_time(), 0
    while True:
        found = run()
        times += 1
        took = time.process_time() - started
        if took > SHORT:
            return took / times, found


def peer(
    solve: Callable[[Part, float], talent_peers.Answer], part: Part, seconds: int
) -> tuple[float, int | None, bool]:
    """Return CPU seconds, the cost found and whether it was proved; nothing where time ran out."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        took, (cost, proved) = timed(lambda: solve(part, CLOCK * seconds))
        os.write(writer, json.dumps([took, cost, proved]).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    _, _, used = os.wait4(child, 0)
    if not said:
        return used.ru_utime + used.ru_stime, None, False
    took, cost, proved = json.loads(said)
    return took, cost, proved


def main() -> None:
    """Measure, one line an instance, and sum up by family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/talent"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--peer-seconds", type=int, default=60, help="of CPU")
    parser.add_argument("--peers", default="cabs,cp_sat", help="of cabs, cp_sat, scip; or none")
    parser.add_argument("--beyond", action="store_true", help="the larger instances, alone")
    chosen = parser.parse_args()
    names = chosen.names or (BEYOND if chosen.beyond else STANDARD)
    peers = [] if chosen.peers == "none" else chosen.peers.split(",")
    talent(generate(12, 6, 0), engine="numba")
    for module in MODULES if peers else ():
        importlib.import_module(module)
    own: dict[str, list[float]] = {}
    ratios: dict[tuple[str, str], list[float]] = {}
    for name, family, instance in named(names, chosen.data):
        seconds, result = timed(partial(talent, instance, seconds=chosen.seconds))
        own.setdefault(family, []).append(seconds)
        gap = "proved" if result.optimal else f"gap {1 - result.bound / result.cost:.1%}"
        line = [f"{name:14}{result.cost:8} {gap:9}{result.nodes:9} nodes{seconds:8.3f} s"]
        parts = [part for part in simplify(instance) if len(part.casts) > 2]
        for who in peers if len(parts) == 1 else []:
            solve = getattr(talent_peers, who)
            took, cost, proved = peer(solve, parts[0], chosen.peer_seconds)
            if proved and result.optimal and cost != result.holding_cost:
                raise SystemExit(f"{name}: {who} proves {cost}, not {result.holding_cost}")
            ratios.setdefault((family, who), []).append(took / seconds)
            line.append(f"{who} {'' if proved else '>'}{took:.2f} s = {took / seconds:.0f} times")
        print("  ".join(line), flush=True)
    for family, times in own.items():
        print(f"{family}: median {median(times):.3f} s, longest {max(times):.3f} s")
    for (family, who), found in ratios.items():
        mean, middle = geometric_mean(found), median(found)
        print(
            f"{family}: {who} takes {mean:.0f} times as long (geometric mean), median {middle:.0f}"
        )


if __name__ == "__main__":
    main()
