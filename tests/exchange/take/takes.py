"""A short take with something of everything, which runs in a moment."""

from __future__ import annotations

from lastlook.take import Take, parse_take

TAKE = """
title = "9: the rear window"
scene = "s009"
duration = 8
fps = 24
cut = 7.5

[set]
car = "hatchback"
length = 6
width = 4
extent = 12
    [[set.walls]]
    name = "Fence"
    x = -6
    y = 3
    to_x = 6
    to_y = 3
    height = 1.8
    [[set.boards]]
    side = "left"
    start = -1.0
    end = 0.8
    height = 0.9
    reach = 0.16
    lip = 0.2

[fineness]
ground = 0.08
glass = 0.05

[[falling]]
name = "Snow machine"
material = "paper-damp"
rate = 400

[[dumps]]
name = "Rear"
material = "foam"
at = 1
seconds = 3
litres = 60
path = [{ x = -1.72, y = -0.5, z = 2 }, { at = 3, x = -1.72, y = 0.5, z = 2 }]
by = "Éva"

[[wipers]]
u = 0.45
v = 0.02
inner = 0.12
outer = 0.6
park = 176
sweep = -92

[[wiper_speeds]]
at = 2
cycles = 45

[[faces]]
name = "Dora"
seat = "front-left"

[[figures]]
name = "Dora"
role = "actor"
seat = "front-left"
path = [{ x = 0, y = 0.35 }, { at = 4, x = 0, y = 0.35, turn = 60 }]

[[figures]]
name = "Éva"
department = "Effects"
path = [
    { x = -2.6, y = -0.5, facing = 0 },
    { at = 4, x = -2.6, y = 0.5, facing = 0 },
    { at = 6, x = -3.4, y = 1.2, facing = 0, pose = "crouching" },
]

[[figures]]
name = "Runner"
department = "Production"
at = 5
until = 6.5
path = [{ at = 5, x = 4, y = -2 }, { at = 6.5, x = 5, y = -2.5 }]

[[gear]]
name = "Key flag"
kind = "flag-4x4"
department = "Grip"
path = [{ x = 2.5, y = 1.8 }]

[[lamps]]
name = "Key"
kind = "fresnel-1k"
x = 3
y = 2.5
z = 2.2
aim = { x = 0, y = 0, z = 1 }
levels = [{ at = 0, level = 1 }, { at = 4, level = 0.25, seconds = 2 }]

[[cameras]]
name = "A"
sensor = "alexa-35-open-gate"
lens = 35
extraction = 2.39
frames = [
    { x = 4.0, y = 0.2, z = 1.25, look = { x = 0, y = 0, z = 1.1 }, what = "The two" },
    { at = 3, x = 3.0, y = 0.6, z = 1.3, look = { x = 0, y = 0.3, z = 1.1 }, what = "Closer" },
    { at = 6, x = 3.0, y = 0.6, z = 1.3, look = { x = 0, y = 0.3, z = 1.1 }, lens = 50 },
]

[[cameras]]
name = "B side"
sensor = "s35-4-perf"
lens = 40
squeeze = 2
shutter = 144
at = 1
frames = [{ x = 0.4, y = -4.0, z = 1.3, pan = 90, tilt = -2, roll = 3 }]

[[cues]]
at = 0
department = "Sound"
what = "Quiet"
seconds = 7.5

[[cues]]
at = 2.51
department = "Sound"
what = "Horn"

[[cues]]
at = 3
department = "Light"
what = "=Cross to blue"
seconds = 2

[[closes]]
pane = "rear"
by = 7
"""


def parsed(text: str = TAKE) -> Take:
    take, problems = parse_take(text.encode(), "takes/9-rear.toml")
    assert take is not None, problems
    return take
