"""The main job on a generated feature, and reading it, beside screenplain in the same run.

    python benchmarks/spine.py [--seed 7] [--scenes 120] [--runs 5]

Prints CPU seconds. Goals: script to book under 20 s with the solver given 5 s; reading and
laying out the pages under 0.15 s in one process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from feature import generate, production_for

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Run both measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    text = generate(options.seed, options.scenes)
    print(f"A feature of {options.scenes} scenes, seed {options.seed}, {len(text) // 1000} kB")
    reading(text, options.runs)
    job(text, options.seed)


def reading(text: str, runs: int) -> None:
    """Time reading, and reading with pages, in this process; and screenplain's reading."""
    import io

    from screenplain.parsers import fountain as peer

    from lastlook.script import paginate, read

    data = text.encode()
    pages = len(paginate(read(data, "a.fountain")).pages)
    read_ms = timed(lambda: read(data, "a.fountain"), runs)
    both_ms = timed(lambda: paginate(read(data, "a.fountain")), runs)
    peer_ms = timed(lambda: peer.parse(io.StringIO(text)), runs)
    print(f"{pages} pages; milliseconds of CPU, median of {runs}, warm")
    print(f"  lastlook: read                 {read_ms:7.1f}")
    print(f"  lastlook: read and paginate    {both_ms:7.1f}   (goal: 150)")
    print(f"  screenplain: read (no pages)   {peer_ms:7.1f}   ({peer_ms / read_ms:.2f} x ours)")


def timed(work: Callable[[], object], runs: int) -> float:
    """Return the median CPU time of `work` in milliseconds."""
    work()
    found = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        found.append(1000 * (time.process_time() - begin))
    return median(found)


def job(text: str, seed: int) -> None:
    """Time whole processes: `lastlook plan`, cold and up to date, and screenplain's PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "feature"
        folder.mkdir()
        (folder / "script.fountain").write_text(text, encoding="utf-8")
        (folder / "production.toml").write_text(production_for(seed), encoding="utf-8")
        plan = [sys.executable, "-m", "lastlook", "plan", str(folder), "--seconds", "5"]
        cold, out = whole(plan)
        fresh, _ = whole(plan)
        script, pdf = str(folder / "script.fountain"), str(folder / "peer.pdf")
        peer, _ = whole([sys.executable, "-m", "screenplain.main", "-f", "pdf", script, pdf])
    print("Whole processes, seconds of CPU")
    print(f"  lastlook plan: script to book  {cold:7.2f}   (goal: 20, solver given 5)")
    print(f"  lastlook plan: up to date      {fresh:7.2f}")
    print(f"  screenplain: script to PDF     {peer:7.2f}   (no breakdown, schedule or book)")
    print("\n".join(f"    {line}" for line in out.splitlines() if line.startswith("Cost")))


def whole(command: list[str]) -> tuple[float, str]:
    """Run a command and return its CPU seconds, children included, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, done.stdout


if __name__ == "__main__":
    main()
