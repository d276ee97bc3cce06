"""What it costs the search that more of a shoot has to be known: light, hours, meals, rest, units.

    python benchmarks/terms_on.py [--seconds 5] [--seeds 1] [--with light,meals] [NAME ...]

To each shoot of `schedule.py` one of these is added: natural light for half of the scenes that one
unit alone may shoot, by the sun of January; hours for every third location; meals between strips;
a minor's hours on set; twelve hours of rest for each role, or a price; all of them; a second unit;
a second unit and all of them. Each board is held to the checker, and its cost printed beside that
without anything added.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from second_units import with_second_unit

from lastlook.schedule import Shoot, solve, violations
from lastlook.schedule.board import Unit
from lastlook.schedule.hours import ALWAYS, Meals
from lastlook.schedule.minors import MinorLimit, MinorPresence
from lastlook.schedule.shoot import Daylight, SceneNeed, Sun
from schedule import shoot_of

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = frozenset({Unit.DAY})
NIGHT = frozenset({Unit.NIGHT})
SUN = Daylight(dawn=6 * 60 + 30, rise=7 * 60, set=17 * 60 + 10, dusk=17 * 60 + 40)
OPEN = ((8 * 60, 17 * 60),)


def with_light(shoot: Shoot) -> Shoot:
    """Let half of the scenes that one unit alone may shoot lie in their light."""
    dice = Random("light")

    def sun(scene: SceneNeed) -> Sun:
        by_day = dice.choice((Sun.DAY, Sun.DUSK)) if scene.minutes <= 45 else Sun.DAY
        kind = {DAY: by_day, NIGHT: Sun.NIGHT}
        return kind.get(scene.units, Sun.ANY) if dice.random() < 0.5 else Sun.ANY

    scenes = tuple(replace(scene, sun=sun(scene)) for scene in shoot.scenes)
    return replace(shoot, scenes=scenes, daylight=(SUN,) * len(shoot.dates))


def with_hours(shoot: Shoot) -> Shoot:
    """Open every third location from eight to five for a day unit."""
    return replace(
        shoot,
        places=tuple(
            replace(
                place,
                minutes=tuple((min(by_day, 480), by_night) for by_day, by_night in place.minutes),
                hours=((OPEN, ALWAYS),) * len(shoot.dates),
            )
            if at % 3 == 0
            else place
            for at, place in enumerate(shoot.places)
        ),
    )


def with_meals(shoot: Shoot) -> Shoot:
    """Let meals fall between strips, six hours after the call; late ones have a price."""
    return replace(shoot, meals=Meals(within=360, late=shoot.day_cost // 100))


def with_minor(shoot: Shoot) -> Shoot:
    """Let the role that has a tenth of the scenes, or the next less, be a minor."""
    sizes = {who.id: sum(who.id in need.cast for need in shoot.scenes) for who in shoot.players}
    role = max((n, who) for who, n in sizes.items() if n <= max(3, len(shoot.scenes) // 10))[1]
    law = MinorPresence(on_set=9 * 60, meal=60, earliest=7 * 60, latest=22 * 60)
    limit = MinorLimit(
        role=role,
        label=f"ROLE {role}",
        minutes=((6 * 60, 5 * 60),) * len(shoot.dates),
        presence=(law,) * len(shoot.dates),
        cited="",
    )
    return replace(shoot, minors=(limit,))


def with_rest(shoot: Shoot) -> Shoot:
    """Let roles rest for thirteen hours and a half, or be paid for it."""
    return replace(shoot, cast_turnaround=13 * 60 + 30, forced_call=shoot.day_cost // 40)


def with_all(shoot: Shoot) -> Shoot:
    """Add all that hangs on the clock."""
    return with_rest(with_minor(with_meals(with_hours(with_light(shoot)))))


KINDS: dict[str, Callable[[Shoot], Shoot]] = {
    "nothing": lambda shoot: shoot,
    "light": with_light,
    "hours": with_hours,
    "meals": with_meals,
    "minor": with_minor,
    "rest": with_rest,
    "all": with_all,
    "unit": with_second_unit,
    "unit+all": lambda shoot: with_second_unit(with_all(shoot)),
}


def main() -> None:
    """Print a line of figures for each shoot and each thing added."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["60_15_8", "film60", "film100"])
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--with", dest="kinds", default=",".join(KINDS))
    chosen = parser.parse_args()
    solve(shoot_of("film60"), seconds=0.1)  # compiles
    print(f"{'shoot':12} {'with':10} {'cost':>10} {'bound':>10} {'gap':>6} {'CPU s':>6}")
    for name in chosen.names:
        for kind in chosen.kinds.split(","):
            shoot = KINDS[kind](shoot_of(name))
            for seed in range(1, chosen.seeds + 1):
                begin = time.process_time()
                solved = solve(shoot, seconds=chosen.seconds, seed=seed)
                spent = time.process_time() - begin
                assert not violations(solved.board, shoot)
                proof = solved.board.proof
                assert proof is not None
                print(
                    f"{name:12} {kind:10} {proof.cost:10,.0f} {proof.bound:10,.0f} "
                    f"{proof.gap:6.1%} {spent:6.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
