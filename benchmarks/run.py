"""Run every benchmark of this folder, one after the other.

make bench
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS = (
    "spine.py",
    "schedule.py",
    "fd_pages.py",
    "parse_speed.py",
    "print_speed.py",
    "import_quality.py",
    "breakdown.py",
    "revise.py",
)


def main() -> None:
    """Run them; a missing data set is said, not hidden."""
    data = HERE.parents[1] / "shared" / "data" / "fd-pages"
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        if name == "fd_pages.py" and not data.is_dir():
            print("left out: its data is not beside this checkout")
            continue
        subprocess.run([sys.executable, str(HERE / name)], check=True)


if __name__ == "__main__":
    main()
