"""A small take for the pictures, and what its sightlines are said to have found."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lastlook.take import parse_take, rehearse
from lastlook.take.sight.findings import Chance, GiveAway, Sight, Slip, Verdict, Way
from lastlook.take.stage import build

if TYPE_CHECKING:
    from lastlook.take import Take
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.stage import Stage

TAKE = b"""
format = 1
title = "7: the hatchback & the wall"
scene = "s007"
duration = 20
fps = 24
cut = 18

[set]
car = "sedan"

    [[set.walls]]
    name = "Garden wall"
    x = -3
    y = 3.4
    to_x = 3
    to_y = 3.4
    height = 1.8

    [[set.boards]]
    side = "left"
    start = -1.2
    end = 0.9
    height = 0.88
    reach = 0.16

[fineness]
step = 0.5
ground = 0.1
glass = 0.05

[[wind]]
speed = 1.5
toward = 135

[[faces]]
name = "Ada"
seat = "front-left"

[[falling]]
name = "Machine"
material = "paper-damp"
rate = 60

[[dumps]]
name = "Bucket"
material = "paper-damp"
at = 6
seconds = 4
litres = 40
path = [{ at = 0, x = 0.8, y = 0.4, z = 1.8 }, { at = 4, x = 0.8, y = -0.4, z = 1.8 }]
by = "Grip"

[[figures]]
name = "Ada"
role = "actor"
seat = "front-left"

[[figures]]
name = "Grip"
department = "Grip"
path = [
    { at = 0, x = 0.4, y = -2.4, facing = 90 },
    { at = 2, x = 0.4, y = -2.4, facing = 90 },
    { at = 5, x = 1.0, y = -1.3, facing = 90, pose = "kneeling" },
]

[[figures]]
name = "Officer"
role = "police"
department = "Locations"
path = [{ x = 30, y = 4, facing = 180 }]

[[figures]]
name = "Focus puller"
department = "Camera"
path = [{ x = -2.2, y = 2.0, facing = -45, pose = "lying" }]

[[gear]]
name = "Cart"
kind = "cart"
path = [{ x = -4, y = -2 }, { at = 10, x = -4, y = -2 }, { at = 14, x = -5, y = -2 }]

[[lamps]]
name = "Moon"
kind = "fresnel-1k"
x = -2
y = 4.6
z = 3
aim = { x = 0, y = 0, z = 1 }
levels = [{ at = 0, level = 1 }, { at = 12, level = 0.5, seconds = 3 }]

[[cameras]]
name = "A"
sensor = "alexa-35-open-gate"
lens = 32
squeeze = 1.8
extraction = 2.39
frames = [
    { at = 0, x = 4.2, y = 0, z = 1.3, pan = 180, focus = 3.1, what = "Both through the glass" },
    { at = 4, x = 4.2, y = 0, z = 1.3, pan = 180, focus = 3.1 },
    { at = 12, x = 3.2, y = 0.6, z = 1.3, pan = 195, tilt = -5, focus = 2.2, what = "Ada" },
]

[[cues]]
at = 0
department = "Locations"
what = "Hold the street"
seconds = 20

[[cues]]
at = 0
department = "Sound"
what = "Quiet"
seconds = 20

[[cues]]
at = 9.5
department = "Props"
what = "Ring falls"
"""

HAND = GiveAway(
    camera="A", verdict=Verdict.SEEN, way=Way.DIRECT, slip=Slip.NONE, thing="Grip",
    part="left hand", parts=("left hand",), via="windscreen", first=60, last=150, fps=24,
    pixels=800.0, worst=120, box=(-0.5, -0.2, -0.3, 0.2), shown=True,
)  # fmt: skip
SHADOW = GiveAway(
    camera="A", verdict=Verdict.MARGINAL, way=Way.SHADOW, slip=Slip.CUE, thing="Officer",
    part="head", parts=("head",), via="Garden wall", first=200, last=220, fps=24, pixels=9.0,
    worst=210, box=(0.2, -0.4, 0.3, -0.3), shown=False,
)  # fmt: skip
SIGHT = Sight(
    verdict=Verdict.SEEN, frames={"A": 432}, give_aways=(HAND, SHADOW), fixes=(),
    chance=Chance(rehearsals=200, clean=120, low=0.53, high=0.67), every=1 / 24,
)  # fmt: skip


def parsed(data: bytes = TAKE) -> Take:
    """Return a take from the bytes of its file."""
    take, problems = parse_take(data, "takes/7.toml")
    assert take is not None, problems
    return take


@cache
def rehearsed() -> Rehearsal:
    """Return the small take, run, with sightlines that are stated and not looked for."""
    return replace(rehearse(parsed(), sight=False), sight=SIGHT)


@cache
def staged() -> Stage:
    """Return its stage."""
    return build(parsed())
