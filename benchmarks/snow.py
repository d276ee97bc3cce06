"""How long the snow of a five-minute take is reckoned, and what a finer grid changes.

    python benchmarks/snow.py [FILE] [--plain] [--halve]

FILE is a take, the example's by default. Times are CPU seconds of this process after compilation.
`--plain` takes numpy alone, `--halve` halves every cell and says how "buried at" moves.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.take import calibrated, materials, read_take
from lastlook.take.snow.simulate import simulate

if TYPE_CHECKING:
    from lastlook.take import Take
    from lastlook.take.snow.run import SnowRun

EXAMPLE = Path(__file__).parents[1] / "examples" / "last-ride" / "takes" / "24-car.toml"


def timed(take: Take, *, plain: bool) -> tuple[SnowRun, float]:
    """Return the run and its CPU seconds."""
    start = time.process_time()
    run = simulate(take, calibrated(materials(), take.calibration), plain=plain)
    return run, time.process_time() - start


def main() -> None:
    """Print the times."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    arguments.add_argument("--plain", action="store_true")
    arguments.add_argument("--halve", action="store_true")
    options = arguments.parse_args()
    take, problems = read_take(options.file)
    for problem in problems:
        print(problem)
    if take is None:
        raise SystemExit(1)
    if not options.plain:
        timed(replace(take, duration=take.fineness.step * 10, closes=()), plain=False)
    run, seconds = timed(take, plain=options.plain)
    lost = max(abs(account.missing) / account.came for account in run.accounts.values())
    print(f"{take.title}: {take.duration} s of snow in {seconds:.1f} CPU seconds")
    print(f"mass balance: {lost:.1e} of what came")
    if not options.halve:
        return
    fine = replace(take.fineness, ground=take.fineness.ground / 2, glass=take.fineness.glass / 2)
    half, longer = timed(replace(take, fineness=fine), plain=options.plain)
    print(f"at half the cell: {longer:.1f} CPU seconds")
    for name, curve in run.panes.items():
        one, two = curve.buried_at, half.panes[name].buried_at
        if one is None or two is None:
            print(f"  {name}: {one} and {two}")
        else:
            print(f"  {name}: shut at {one:.1f} and {two:.1f} s, {two / one - 1:+.1%}")


if __name__ == "__main__":
    main()
