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
TO_HEAD = 0.66
"""Metres from the hips of somebody who lies to the middle of the head."""
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
    pose: Pose = Pose.STANDING, ghost: bool = False, limbs: Sequence[Sequence[Point]] = (),
    head: Point | None = None,
) -> None:  # fmt: skip
    """Draw somebody from above: shoulders, head, and the nose where the chest looks.

    `limbs` are outlines of arms, legs and trunk as they are, and `head` is where it is, on the
    paper; without them they are where most people have them.
    """
    fill = "none" if ghost else FILLS[role]
    face = "none" if ghost else HEADS[role]
    thick, dashes = (0.6, "1.6 1.4") if ghost else (1.1, "")
    flat = pose in {Pose.LYING, Pose.PRONE}
    for limb in limbs:
        draw.shape(outline(limb), fill=fill, stroke=INK, thick=0.5)
    # Who lies on the back has the head where they face away from.
    way = {Pose.PRONE: 1, Pose.LYING: -1}.get(pose, 0)
    if not flat:
        turns = [2 * math.pi * step / 28 for step in range(28)]
        body = [(CHEST / 2 * math.sin(t), SHOULDERS / 2 * math.cos(t)) for t in turns]
    else:
        body = [(0.52 * way, 0.23), (0.52 * way, -0.23), (-0.85 * way, -0.14), (-0.85 * way, 0.14)]
    if not (flat and limbs):
        ring = turned(x, y, facing, [(a * metre, c * metre) for a, c in body])
        draw.shape(outline(ring), fill=fill, stroke=INK, thick=thick, dashes=dashes)
    if head is None:
        (head,) = turned(x, y, facing, [(TO_HEAD * way * metre, 0.0)])
    radius = HEAD * metre
    nose = [(radius * 1.75, 0.0), (radius * 0.72, radius * 0.62), (radius * 0.72, -radius * 0.62)]
    draw.shape(
        outline(turned(*head, facing, nose)), fill=face if ghost else INK, stroke=INK,
        thick=thick * 0.6,
    )  # fmt: skip
    draw.circle(*head, radius, fill=face, stroke=INK, thick=thick * 0.8)


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
