"""How long a take's set, people and equipment take to stand for a frame, and how much they are.

    python benchmarks/stage.py [FILE] [--from SECONDS] [--frames N]

FILE is a take, the example's by default; its snow is left out. CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from lastlook.production.folder import find_root
from lastlook.take import read_take
from lastlook.take.stage import build, strains

EXAMPLE = Path(__file__).parents[1] / "examples/last-ride/takes/drafts/24-car-first.toml"


def main() -> None:
    """Print the times."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    arguments.add_argument("--from", dest="start", type=float, default=0.0)
    arguments.add_argument("--frames", type=int, default=1000)
    options = arguments.parse_args()
    root = find_root(options.file.resolve())
    take, problems = read_take(options.file.resolve(), root=root)
    for problem in problems:
        print(problem)
    if take is None:
        raise SystemExit(1)
    start = time.process_time()
    stage = build(take, root)
    built = time.process_time() - start
    fps = float(take.fps)
    start = time.process_time()
    for frame in range(options.frames):
        scene = stage.scene(options.start + frame / fps)
    each = (time.process_time() - start) / options.frames
    faces = sum(len(thing.mesh.faces) for thing in scene.things)
    moving = {
        thing.name
        for thing, after in zip(scene.things, stage.scene(scene.at + 1 / fps).things, strict=False)
        if thing.mesh is not after.mesh
    }
    print(f"built in {1000 * built:.0f} ms; {len(scene.things)} things, {faces:,} triangles")
    print(
        f"{1000 * each:.2f} ms a frame from {options.start:g} s; moving at its end: {len(moving)}"
    )
    for strain in strains(stage):
        print(strain)


if __name__ == "__main__":
    main()
