"""The symbols of a plan: people from above, lamps, cameras, arrows. All sizes are to scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lastlook.paperwork.svg import INK, n
from lastlook.take.model import Pose, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.svg import Drawing

SHOULDERS, CHEST, HEAD = 0.46, 0.25, 0.105
"""Metres: across, front to back, and the radius of a head from above."""
TALL = 1.70
FILLS = {Role.ACTOR: "#ffffff", Role.CREW: "#4a4a47", Role.POLICE: "#141414"}
"""Of the body; the head shows the other way, so that it reads without colour."""
HEADS = {Role.ACTOR: "#ffffff", Role.CREW: "#d9d9d5", Role.POLICE: "#ffffff"}

Point = tuple[float, float]


def turned(x: float, y: float, facing: float, places: Sequence[Point]) -> list[Point]:
    """Turn places (ahead, to the left; points) around and put them at a place of the paper."""
    cos, sin = math.cos(math.radians(facing)), math.sin(math.radians(facing))
    return [(x + a * cos - b * sin, y - a * sin - b * cos) for a, b in places]


def outline(points: Sequence[Point]) -> str:
    """Return points as an SVG path."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)


def figure(
    draw: Drawing, x: float, y: float, metre: float, *, facing: float, role: Role,
    pose: Pose = Pose.STANDING, ghost: bool = False, stroke: str = INK,
) -> None:  # fmt: skip
    """Draw somebody from above: shoulders, head, and the nose where the chest looks."""
    fill = "none" if ghost else FILLS[role]
    head = "none" if ghost else HEADS[role]
    thick = 0.6 if ghost else 1.1
    dashes = "1.6 1.4" if ghost else ""
    half, deep = SHOULDERS / 2 * metre, CHEST / 2 * metre
    ahead = 0.0
    if pose in {Pose.LYING, Pose.PRONE}:
        # The head is where a prone figure faces, and the other way for one on its back.
        way = 1 if pose is Pose.PRONE else -1
        long = (TALL - 0.3) * metre
        body = [(0.0, half), (0.0, -half), (-way * long, -half * 0.6), (-way * long, half * 0.6)]
        draw.shape(
            outline(turned(x, y, facing, body)),
            fill=fill,
            stroke=stroke,
            thick=thick,
            dashes=dashes,
        )
        ahead = way * HEAD * metre
    else:
        ring = [
            (deep * math.sin(2 * math.pi * k / 28), half * math.cos(2 * math.pi * k / 28))
            for k in range(28)
        ]
        draw.shape(
            outline(turned(x, y, facing, ring)),
            fill=fill,
            stroke=stroke,
            thick=thick,
            dashes=dashes,
        )
    radius = HEAD * metre
    nose = [(ahead + radius * 1.75, 0.0), (ahead + radius * 0.72, radius * 0.62),
            (ahead + radius * 0.72, -radius * 0.62)]  # fmt: skip
    draw.shape(outline(turned(x, y, facing, nose)), fill=head if ghost else INK, stroke=stroke,
               thick=thick * 0.6)  # fmt: skip
    ((hx, hy),) = turned(x, y, facing, [(ahead, 0.0)])
    draw.circle(hx, hy, radius, fill=head, stroke=stroke, thick=thick * 0.8)


def camera(draw: Drawing, x: float, y: float, metre: float, *, facing: float) -> None:
    """Draw a camera; the place is its entrance pupil, in the lens."""
    size = max(metre * 0.28, 8.0)
    body = [(-0.35 * size, 0.3 * size), (-0.35 * size, -0.3 * size), (-1.25 * size, -0.3 * size),
            (-1.25 * size, 0.3 * size)]  # fmt: skip
    hood = [(0.12 * size, 0.34 * size), (0.12 * size, -0.34 * size), (-0.35 * size, -0.14 * size),
            (-0.35 * size, 0.14 * size)]  # fmt: skip
    draw.shape(outline(turned(x, y, facing, hood)), fill="#ffffff", stroke=INK, thick=0.9)
    draw.shape(outline(turned(x, y, facing, body)), fill=INK, stroke=INK, thick=0.9)
    draw.circle(x, y, 1.1, fill=INK, stroke="none")


def lamp(draw: Drawing, x: float, y: float, metre: float, *, facing: float, on: bool) -> None:
    """Draw a lamp head: round behind, flat where the light leaves; filled while it burns."""
    size = max(metre * 0.2, 6.0)
    back = [
        (size * 0.9 * math.cos(math.radians(a)), size * 0.8 * math.sin(math.radians(a)))
        for a in range(90, 271, 18)
    ]
    shell = [(0.55 * size, 0.8 * size), *back, (0.55 * size, -0.8 * size)]
    draw.shape(
        outline(turned(x, y, facing, shell)), fill="#f2d98a" if on else "#ffffff", stroke=INK,
        thick=1.1,
    )  # fmt: skip
    front = turned(x, y, facing, [(0.55 * size, 0.8 * size), (0.55 * size, -0.8 * size)])
    draw.line(*front[0], *front[1], stroke=INK, thick=2.0 if on else 0.9)


def ball(draw: Drawing, x: float, y: float, metre: float, *, on: bool) -> None:
    """Draw a lamp that shines all round; with rays while it burns."""
    size = max(metre * 0.2, 6.0)
    for turn in range(0, 360, 45):
        if on:
            draw.line(
                *turned(x, y, turn, [(size * 1.1, 0.0)])[0],
                *turned(x, y, turn, [(size * 1.6, 0.0)])[0], stroke=INK, thick=0.7,
            )  # fmt: skip
    draw.circle(x, y, size * 0.8, fill="#f2d98a" if on else "#ffffff", stroke=INK, thick=1.1)


def arrow(
    draw: Drawing, points: Sequence[Point], *, stroke: str = INK, thick: float = 1.1,
    dashes: str = "", halo: float = 0.0,
) -> None:  # fmt: skip
    """Draw a way with a head at its end; `halo` is how far paper shows around it, on a picture."""
    if halo:
        draw.path(outline(points), stroke="#ffffff", thick=thick + 2 * halo)
        _tip(draw, points, fill="#ffffff", size=2.6 + thick * 1.6, halo=halo)
    draw.path(outline(points), stroke=stroke, thick=thick, dashes=dashes)
    _tip(draw, points, fill=stroke, size=2.6 + thick * 1.6)


def _tip(
    draw: Drawing, points: Sequence[Point], *, fill: str, size: float, halo: float = 0.0
) -> None:
    """Draw the head of an arrow."""
    before, end = points[-2], points[-1]
    angle = math.degrees(math.atan2(-(end[1] - before[1]), end[0] - before[0]))
    head = [(size * 0.3, 0.0), (-size, size * 0.5), (-size, -size * 0.5)]
    draw.shape(
        outline(turned(*end, angle, head)), fill=fill, stroke=fill if halo else "none",
        thick=2 * halo,
    )  # fmt: skip


def cross(draw: Drawing, x: float, y: float, *, stroke: str, size: float = 4.0) -> None:
    """Draw a ring with a cross in it."""
    draw.circle(x, y, size, fill="none", stroke=stroke, thick=1.2)
    arm = size * 0.7
    draw.line(x - arm, y - arm, x + arm, y + arm, stroke=stroke, thick=1.2)
    draw.line(x - arm, y + arm, x + arm, y - arm, stroke=stroke, thick=1.2)
