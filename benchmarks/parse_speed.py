"""Time the reading of one Fountain script, beside peers, in one run.

    python benchmarks/parse_speed.py
    python benchmarks/parse_speed.py --seed 7 --scenes 120 --rounds 60

Each parser gets the same generated feature and reads it again and again, all in turn, so that what
else the machine does falls on all alike. Given is the median of the CPU time of a reading, without
start-up. Peers: screenplain's parser (in this process), and fountain-js, installed by npm into a
temporary folder, in a process of node; without npm its line is left out. fountain-js 1.2.4 stops
with an error at a speech that begins with a lyric, so it gets the lyrics as dialogue.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from feature import as_fountain
from feature_writer import write_film
from screenplain.parsers import fountain as screenplain

from lastlook.script import read
from lastlook.script.fountain.reader import read_fountain

if TYPE_CHECKING:
    from collections.abc import Callable

FOUNTAIN_JS = "1.2.4"
NODE_SCRIPT = """
const {readFileSync} = require("node:fs");
const {Fountain} = require("fountain-js");
const text = readFileSync(process.argv[2], "utf-8");
const times = [];
for (let round = 0; round < Number(process.argv[3]); round++) {
  const start = process.cpuUsage();
  new Fountain().parse(text, true);
  const spent = process.cpuUsage(start);
  times.push((spent.user + spent.system) / 1000);
}
console.log(JSON.stringify(times));
"""


def cpu_milliseconds(job: Callable[[], object]) -> float:
    """Return what a call costs."""
    began = time.process_time()
    job()
    return (time.process_time() - began) * 1000


def fountain_js(data: bytes, rounds: int) -> list[float]:
    """Return the times of fountain-js in node; empty where npm cannot install it."""
    if shutil.which("npm") is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        made = subprocess.run(
            [*install, f"fountain-js@{FOUNTAIN_JS}"], cwd=folder, capture_output=True, check=False
        )
        if made.returncode:
            return []
        script, time_it = Path(folder, "script.fountain"), Path(folder, "time.cjs")
        script.write_bytes(data.replace(b"\n~", b"\n"))
        time_it.write_text(NODE_SCRIPT, encoding="utf-8")
        command = ["node", str(time_it), str(script), str(rounds)]
        output = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
        return [float(spent) for spent in json.loads(output)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time the Fountain reader beside its peers.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    text = as_fountain(write_film(options.seed, options.scenes))
    data = text.encode()
    jobs: dict[str, Callable[[], object]] = {
        "lastlook, read_fountain": lambda: read_fountain(data, "a.fountain"),
        "lastlook, read (with doubts)": lambda: read(data, "a.fountain"),
        "screenplain": lambda: list(screenplain.parse(io.StringIO(text))),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(options.rounds + 3):
        for name, job in jobs.items():
            times[name].append(cpu_milliseconds(job))
    # The first rounds fill caches, here as in node.
    times = {name: spent[3:] for name, spent in times.items()}
    if spent := fountain_js(data, options.rounds + 3):
        times[f"fountain-js {FOUNTAIN_JS} (node)"] = spent[3:]
    ours = statistics.median(times["lastlook, read_fountain"])
    print(f"{len(data):,} bytes, {text.count(chr(10)):,} lines, median of {options.rounds}\n")
    print(f"{'parser':32}{'CPU ms':>9}{'fastest':>9}{'ratio':>8}")
    for name, spent in times.items():
        median = statistics.median(spent)
        print(f"{name:32}{median:9.1f}{min(spent):9.1f}{median / ours:8.1f}")


if __name__ == "__main__":
    main()
