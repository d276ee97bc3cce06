"""How long a take's files take to write, and how large they are.

    python benchmarks/take_exchange.py [FILE] [--pictures 60]

FILE is a take, the example's by default. Times are CPU seconds of this process, after compilation
and without the run of the snow, which all formats share; see `snow.py` for that. Give-aways are
not looked for. Of previs a number of pictures is made, evenly over the take.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.exchange.take.editing import edl_bytes, fcp_xml_bytes, otio_bytes
from lastlook.exchange.take.glb.write import glb_bytes
from lastlook.exchange.take.played import play
from lastlook.exchange.take.player.page import player_page
from lastlook.exchange.take.previs.film import pictures
from lastlook.exchange.take.tables import take_tables
from lastlook.exchange.take.usd.write import usd_bytes
from lastlook.take import read_take, rehearse
from lastlook.take.timecode import frames

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "examples" / "last-ride" / "takes" / "24-car.toml"
POSES = 8.0


def told(name: str, write: Callable[[], bytes]) -> bytes:
    """Write a format, and print its seconds and its size."""
    start = time.process_time()
    data = write()
    print(f"{name:<12}{time.process_time() - start:8.2f} s {len(data) / 1e6:9.2f} MB")
    return data


def main() -> None:
    """Print the times and sizes."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    arguments.add_argument("--pictures", type=int, default=60)
    options = arguments.parse_args()
    take, problems = read_take(options.file)
    for problem in problems:
        print(problem)
    if take is None:
        raise SystemExit(1)
    root = options.file.parents[1]
    found = rehearse(take, root=root, sight=False)
    film = found.run.film
    if film is None:
        raise SystemExit("The take has no cameras, so there is little to show.")
    warm = replace(take, duration=take.fineness.step * 10, closes=(), cut=None)
    play(warm, film, root, POSES)
    print(f"{take.title}: {frames(take)} frames, {len(take.cameras)} cameras")
    start = time.process_time()
    played = play(take, film, root, POSES)
    print(f"{'followed':<12}{time.process_time() - start:8.2f} s")
    triangles = sum(len(part.faces) for thing in played.things for part in thing.parts)
    print(f"{len(played.things)} things, {triangles} triangles, {POSES:g} poses a second")
    for name, write in {
        ".otio": lambda: otio_bytes(found),
        ".edl": lambda: edl_bytes(found, None),
        ".xml": lambda: fcp_xml_bytes(found),
        ".csv": lambda: b"".join(take_tables(found).values()),
        ".usda": lambda: usd_bytes(played, ".usda"),
        ".usdz": lambda: usd_bytes(played, ".usdz"),
        ".glb": lambda: glb_bytes(played),
        ".html": lambda: player_page(found, played, None),
    }.items():
        told(name, write)
    rate = options.pictures / float(take.duration)
    for camera in take.cameras:
        start = time.process_time()
        count = sum(1 for _ in pictures(take, film, root, camera, rate))
        each = (time.process_time() - start) / count
        print(f"previs {camera.name:<5}{each:8.3f} s a picture, {count} made")


if __name__ == "__main__":
    main()
