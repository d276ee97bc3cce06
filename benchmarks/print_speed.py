"""How fast a script of about 120 pages becomes a PDF, alone and beside its peers.

    python benchmarks/print_speed.py [--seed 7] [--scenes 132] [--rounds 7] [--no-npm]

First our own steps in one process, warm and as the first thing a process does. Then whole
processes, start-up included: `lastlook script print`, screenplain (from PyPI, in the dev group)
and afterwriting (from npm, installed into a temporary folder; left out where npm is missing). All
print the same Fountain script, in turns, and each figure is the median of its rounds. CPU is user
and system time of the process and its children.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from feature import generate

from lastlook.script import paginate, read
from lastlook.script.print import print_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AFTERWRITING = "afterwriting@1.17.3"
IN_ONE_PROCESS = """
import sys, time
from pathlib import Path
from lastlook.script import paginate, read
from lastlook.script.print import print_pdf
data = Path(sys.argv[1]).read_bytes()
start = time.process_time()
script = read(data, "a.fountain")
pages = paginate(script)
print_pdf(script, pages=pages)
print(time.process_time() - start)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scenes", type=int, default=132)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--no-npm", action="store_true", help="leave afterwriting out")
    options = parser.parse_args(arguments)
    data = generate(options.seed, options.scenes).encode()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        script = folder / "film.fountain"
        script.write_bytes(data)
        steps(data, script, options.rounds)
        race(peers(folder, script, npm=not options.no_npm), options.rounds)


def steps(data: bytes, script: Path, rounds: int) -> None:
    """Print our own CPU time by step."""
    parsed = read(data, "a.fountain")
    pages = paginate(parsed)
    made = print_pdf(parsed, pages=pages)
    count, lines = len(pages.pages), sum(len(page.lines) for page in pages.pages)
    print(f"{len(data):,} bytes of Fountain, {count} pages, {lines:,} lines")
    print(f"PDF of {len(made.data):,} bytes\n")
    print("CPU in one process, ms (median)")

    def parse() -> None:
        read(data, "a.fountain")

    def parse_and_paginate() -> None:
        paginate(read(data, "a.fountain"))

    def to_pdf() -> None:
        script = read(data, "a.fountain")
        print_pdf(script, pages=paginate(script))

    for name, work in (
        ("parse", parse),
        ("parse, paginate", parse_and_paginate),
        ("parse, paginate, print", to_pdf),
    ):
        print(f"  {name:<36}{1000 * statistics.median(_cpu(work) for _ in range(rounds)):8.0f}")
    command = (sys.executable, "-c", IN_ONE_PROCESS, str(script))
    first = [float(subprocess.check_output(command)) for _ in range(rounds)]
    print(f"  {'the same, first call of a process':<36}{1000 * statistics.median(first):8.0f}\n")


def _cpu(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peers(folder: Path, script: Path, *, npm: bool) -> dict[str, tuple[str, ...]]:
    """Give the command line of each printer that can be had here."""
    python = sys.executable
    found = {
        "lastlook": (
            *(python, "-m", "lastlook", "script", "print"),
            *(str(script), "-o", str(folder / "lastlook.pdf")),
        ),
        "screenplain": (
            *(python, "-c", "from screenplain.main import main; import sys; main(sys.argv[1:])"),
            *("--format", "pdf", str(script), str(folder / "screenplain.pdf")),
        ),
    }
    if npm and shutil.which("npm") and shutil.which("node"):
        home = folder / "npm"
        home.mkdir()
        install = ("npm", "install", "--silent", "--no-fund", "--no-audit", AFTERWRITING)
        if subprocess.run(install, cwd=home, check=False, capture_output=True).returncode == 0:
            tool = home / "node_modules" / ".bin" / "afterwriting"
            found["afterwriting"] = (
                *(str(tool), "--source", str(script)),
                *("--pdf", str(folder / "afterwriting.pdf"), "--overwrite"),
            )
        else:
            print("afterwriting could not be installed and is left out.\n", file=sys.stderr)
    return found


def race(commands: dict[str, tuple[str, ...]], rounds: int) -> None:
    """Print the CPU and elapsed time of whole processes, and how many times ours they take."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            measured = _process(command)
            if turn:  # the first turn fills caches
                times[name].append(measured)
    print("whole process, ms (median)" + " " * 12 + "CPU   elapsed   CPU/ours   elapsed/ours")
    medians = {
        name: tuple(statistics.median(column) for column in zip(*rows, strict=True))
        for name, rows in times.items()
    }
    ours = medians["lastlook"]
    for name, (cpu, elapsed) in medians.items():
        ratios = f"{cpu / ours[0]:11.1f}{elapsed / ours[1]:15.1f}"
        print(f"  {name:<30}{1000 * cpu:9.0f}{1000 * elapsed:10.0f}{ratios}")


def _process(command: tuple[str, ...]) -> tuple[float, float]:
    """Run a command; give its CPU and elapsed seconds."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    after, end = os.times(), time.perf_counter()
    cpu = after.children_user - before.children_user
    return cpu + after.children_system - before.children_system, end - start


if __name__ == "__main__":
    main()
