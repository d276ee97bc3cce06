"""How long the sightlines of a five-minute take are looked at, from two cameras.

    python benchmarks/sight.py [FILE] [--beside] [--profile]

FILE is a take with cameras. Without it, the example's snow with two actors, seven people who must
hide, and two cameras that move half of the time. With `--beside` the take's first camera gets a
second one a hand's breadth beside it, with the same moves: little shows, as in a take that is
planned. Times are CPU seconds of this process after compilation; the snow comes on top, once as
planned and once with less.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook.take import calibrated, materials, read_take
from lastlook.take.model import (
    Camera,
    Figure,
    Framing,
    Gear,
    Point,
    Pose,
    Role,
    Seat,
    Stand,
    Take,
    Waypoint,
)
from lastlook.take.sight import looking
from lastlook.take.snow.simulate import simulate
from lastlook.take.stage import staged

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.take.sight import GiveAway
    from lastlook.take.sight.plan import Plan

    Finder = Callable[[Plan], tuple[GiveAway, ...]]

EXAMPLE = Path(__file__).parents[1] / "examples" / "last-ride" / "takes" / "24-car.toml"


def d(number: float) -> Decimal:
    """Return a number as a take file has it."""
    return Decimal(str(number))


def point(x: float, y: float, z: float) -> Point:
    """Return a place."""
    return Point(x=d(x), y=d(y), z=d(z))


def way(at: float, x: float, y: float, z: float = 0, facing: float = 0, **keys: Any) -> Waypoint:
    """Return where somebody is at a moment."""
    return Waypoint(at=d(at), x=d(x), y=d(y), z=d(z), facing=d(facing), **keys)


def framing(at: float, eye: tuple[float, float, float], look: Point, lens: float) -> Framing:
    """Return a keyframe."""
    x, y, z = map(d, eye)
    return Framing(at=d(at), x=x, y=y, z=z, look=look, lens=d(lens))


def crowded(take: Take) -> Take:
    """Return a take with people, equipment and two cameras."""
    kneeling = Pose.KNEELING
    figures = (
        Figure(name="Dora", role=Role.ACTOR, seat=Seat.FRONT_LEFT),
        Figure(name="Ivor", role=Role.ACTOR, seat=Seat.FRONT_RIGHT),
        Figure(name="Behind", path=(way(0, -2.9, 0), way(60, -2.9, 0), way(70, -6, -4))),
        Figure(
            name="Left side",
            path=tuple(
                way(at, -1.1 + 1.8 * (turn % 2), 1.6, facing=270, pose=kneeling)
                for turn, at in enumerate(range(60, 200, 14))
            ),
        ),
        Figure(
            name="Right side",
            path=tuple(
                way(at, -1.1 + 1.8 * (turn % 2), -1.6, facing=90, pose=kneeling)
                for turn, at in enumerate(range(60, 200, 14))
            ),
        ),
        Figure(
            name="Hood",
            at=d(200),
            path=(way(200, 3, 2), way(230, 1.8, 0.4, 0.85, 180, pose=kneeling)),
        ),
        Figure(name="Props", path=(way(0, 4, 6), way(150, 4, 6), way(170, -4, 6), way(250, 4, 6))),
        Figure(name="Police 1", role=Role.POLICE, path=(way(0, 25, 3), way(300, 5, 8))),
        Figure(name="Police 2", role=Role.POLICE, path=(way(0, -25, 3),)),
    )
    gear = tuple(
        Gear(name=f"Stand {number}", kind="c-stand", path=(Stand(x=d(x), y=d(y)),))
        for number, (x, y) in enumerate(((3, 4), (3, -4), (-4, 4), (-4, -4)))
    )
    two, dora = point(0.1, 0, 1.1), point(0.05, 0.37, 1.15)
    cameras = (
        Camera(
            name="A",
            sensor="alexa-35-open-gate",
            lens=d(40),
            extraction=d(2.39),
            frames=(
                framing(12, (4.5, 0, 1.4), two, 40),
                framing(102, (2.6, 0, 1.3), two, 40),
                framing(150, (2.6, 0, 1.3), two, 40),
                framing(210, (1.9, 1.2, 1.35), dora, 50),
            ),
        ),
        Camera(
            name="B",
            sensor="alexa-35-open-gate",
            lens=d(25),
            frames=(
                framing(0, (0.5, -0.3, 1.15), dora, 25),
                framing(100, (0.5, -0.3, 1.15), dora, 25),
                framing(200, (0.45, -0.1, 1.2), point(-1.5, 0.2, 1.1), 25),
            ),
        ),
    )
    return replace(take, figures=figures, gear=gear, cameras=cameras)


def timed(finder: Finder, spent: dict[str, float]) -> Finder:
    """Return a way of looking that notes its CPU seconds."""

    def find(plan: Plan) -> tuple[GiveAway, ...]:
        start = time.process_time()
        found = finder(plan)
        spent[finder.__module__.rpartition(".")[2]] = time.process_time() - start
        return found

    return find


def beside(take: Take) -> Take:
    """Return a take with a second camera beside its first, for whom nobody hides."""
    first = take.cameras[0]
    frames = tuple(replace(frame, y=frame.y + d(0.1)) for frame in first.frames)
    return replace(take, cameras=(first, replace(first, name="beside", frames=frames)))


def main() -> None:
    """Print the times."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file", nargs="?", type=Path)
    arguments.add_argument("--beside", action="store_true")
    arguments.add_argument("--profile", action="store_true")
    options = arguments.parse_args()
    take, problems = read_take(options.file or EXAMPLE)
    for problem in problems:
        print(problem)
    if take is None:
        raise SystemExit(1)
    if options.beside:
        take = beside(take)
    elif options.file is None:
        take = crowded(take)
    known = calibrated(materials(), take.calibration)
    film = simulate(take, known, record=True).film
    stage = staged.build(take)
    things = stage.scene(0, film).things
    count = sum(len(thing.mesh.faces) for thing in things)
    start = time.process_time()
    thin = simulate(looking.thinned(take), known, record=True).film
    snow = time.process_time() - start
    spent: dict[str, float] = {}
    looking.FINDERS = tuple((doing, timed(finder, spent)) for doing, finder in looking.FINDERS)
    profile = cProfile.Profile()
    start = time.process_time()
    if options.profile:
        profile.enable()
    found = looking.look(take, stage, film, thin=thin)
    profile.disable()
    seconds = time.process_time() - start
    print(f"{take.title}: {take.duration} s at {take.fps} fps, {len(take.cameras)} cameras")
    print(f"{len(things)} things of {count} triangles at first; frames {dict(found.frames)}")
    each = ", ".join(f"{name} {one:.1f}" for name, one in spent.items())
    print(f"looked at in {seconds:.1f} CPU seconds ({each}); less snow took {snow:.1f} more")
    print(f"{found.verdict}: {len(found.give_aways)} give-aways")
    for one in found.give_aways:
        print(
            f"  {one.camera} {one.verdict} {one.slip or '-'} {one.thing}: {one.part} via "
            f"{one.via or 'open'}, frames {one.first}-{one.last}, {one.pixels:.0f} px"
            f"{'' if one.shown else ', outside the extraction'}"
        )
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
