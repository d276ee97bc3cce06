"""The car's outside below the windows: hood, trunk, doors, wheel arches, bumpers, lamps, wheels.

Heights are those of `snow.ground`: hood and trunk slope from the cabin down to the ends, shoulders
lie at the belt. The rest is a common car in round numbers.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.cabin import half_width
from lastlook.take.stage.shapes import box, cylinder, slab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.take.bodies import Body
    from lastlook.take.stage.shapes import Builder, Form

    Place = tuple[float, float, float]

ARCH = 0.06
"""Metres by which a wheel arch is wider than the wheel."""
FENDER = 0.16
"""Metres of fender beside the hood and the trunk lid."""
ROWS = (0.0, 0.12, 0.5, 0.86, 1.0)
"""Where a flank bends, as shares of its height from the sill."""
TUCK = (0.05, 0.015, 0.0, 0.006, 0.022)
"""Metres by which it stands in from the car's width there."""
RECESS = 0.02
"""Metres by which the car's face stands back from its bumpers."""
UP = (0.0, 0.0, 1.0)
STEPS = 7
"""Corners of a wheel arch on each side of its top."""


def add(builder: Builder, body: Body) -> None:
    """Add the outside of a car below its windows."""
    for side in (1, -1):
        _flank(builder, body, side)
        _shoulder(builder, body, side)
    _lids(builder, body)
    _end(builder, body, 1)
    _end(builder, body, -1)
    _underbody(builder, body)
    for axle in (body.front_axle, body.rear_axle):
        for side in (1, -1):
            _wheel(builder, body, axle, side)
            _arch_well(builder, body, axle, side)


def hood_height(body: Body, x: float) -> float:
    """Return the height of the hood at a place along the car."""
    share = (x - body.cowl_x) / (body.length / 2 - body.cowl_x)
    return body.cowl + (body.nose - body.cowl) * share


def trunk_height(body: Body, x: float) -> float:
    """Return the height of the trunk's lid at a place along the car."""
    share = (x - body.deck_x) / (-body.length / 2 - body.deck_x)
    return body.deck + (body.tail - body.deck) * share


def _top(body: Body, x: float, beside: float) -> float:
    """Return the height of a flank's upper edge; at a step, on the side of `beside`."""
    if beside > body.cowl_x:
        return hood_height(body, x)
    if beside < body.deck_x:
        return trunk_height(body, x)
    return body.belt


def _bottom(body: Body, x: float) -> float:
    """Return the height of a flank's lower edge: the sill, or the arch over a wheel."""
    for axle in (body.front_axle, body.rear_axle):
        reach = body.wheel + ARCH
        away = abs(x - axle)
        if away < reach:
            return max(body.sill, body.wheel + math.sqrt(reach**2 - away**2))
    return body.sill


def _stations(body: Body) -> list[float]:
    """Return the places along the car at which a flank has a row of corners."""
    half = body.length / 2 - RECESS
    found = {-half, half, body.cowl_x, body.deck_x, *door_ends(body)}
    for axle in (body.front_axle, body.rear_axle):
        reach = body.wheel + ARCH
        # Where the arch meets the sill, and even turns between.
        edge = math.asin((body.sill - body.wheel) / reach)
        for step in range(-STEPS, STEPS + 1):
            turn = math.pi / 2 - edge
            found.add(round(axle + reach * math.sin(turn * step / STEPS), 6))
    return sorted(found)


def door_ends(body: Body) -> tuple[float, float, float]:
    """Return the front end of the front door, the gap between the doors, and the rear end."""
    sides = sorted((p for p in body.panes if p.is_side and p.y > 0), key=lambda p: p.x)
    rear, front = sides[0], sides[-1]
    gap = (front.x - front.width / 2 + rear.x + rear.width / 2) / 2
    last = max(rear.x - rear.width / 2, body.rear_axle + 0.1)
    return front.x + front.width / 2 + 0.12, gap, last


def _flank(builder: Builder, body: Body, side: int) -> None:
    stations = _stations(body)
    name = _word(side)
    front, _, last = door_ends(body)
    for x0, x1 in pairwise(stations):
        middle = (x0 + x1) / 2
        near, far = _column(body, x0, middle, side), _column(body, x1, middle, side)
        part = "fender" if middle > front else "quarter" if middle < last else "door"
        for row in range(len(ROWS) - 1):
            is_sill = row == 0 and part == "door"
            form = quad((near[row], far[row]), (near[row + 1], far[row + 1]), (0, side, 0))
            builder.add(f"{'sill' if is_sill else part} {name}", form)


def _column(body: Body, x: float, beside: float, side: int) -> list[Place]:
    """Return the corners of a flank at `x`, as they are on the side of `beside`."""
    low, top = _bottom(body, x), _top(body, x, beside)
    # Bends run on past the steps at hood and trunk, where only the uppermost edge jumps.
    high, wide = min(top, body.belt), body.width / 2
    heights = [*(low + (high - low) * share for share in ROWS[:-1]), top]
    return [(x, side * (wide - tuck), z) for z, tuck in zip(heights, TUCK, strict=True)]


def quad(lower: Sequence[Place], upper: Sequence[Place], out: Place) -> Form:
    """Return a sheet between two edges that run the same way; `out` is the side it is seen from."""
    corners = np.array([lower[0], lower[1], upper[1], upper[0]], dtype=np.float64)
    normal = np.cross(corners[2] - corners[0], corners[3] - corners[1])
    faces = [[0, 1, 2], [0, 2, 3]] if float(normal @ np.array(out)) > 0 else [[0, 2, 1], [0, 3, 2]]
    return corners, np.array(faces, dtype=np.int32)


def _word(side: int) -> str:
    return "left" if side > 0 else "right"


def _shoulder(builder: Builder, body: Body, side: int) -> None:
    """Close the gap between the doors' upper edges and the side windows' planes."""
    out, inner = side * (body.width / 2 - TUCK[-1]), side * half_width(body, body.belt)
    back, front, z = body.deck_x, body.cowl_x, body.belt
    name = f"shoulder {_word(side)}"
    form = quad([(back, inner, z), (front, inner, z)], [(back, out, z), (front, out, z)], UP)
    builder.add(name, form)
    # The steps up to hood and trunk at its ends.
    for x, top, toward in ((front, body.cowl, -1), (back, body.deck, 1)):
        low = [(x, inner, z), (x, out, z)]
        high = [(x, side * half_width(body, top), top), (x, out, top)]
        builder.add(name, quad(low, high, (toward, 0, 0)))


def _lids(builder: Builder, body: Body) -> None:
    """Add hood and trunk lid, and the fenders beside them."""
    nose, tail = body.length / 2 - RECESS, RECESS - body.length / 2
    inner, out = body.width / 2 - FENDER, body.width / 2 - TUCK[-1]
    thick = body.hood_thickness
    for name, beside, x0, x1, z0, z1 in (
        ("hood", "fender", body.cowl_x, nose, body.cowl, hood_height(body, nose)),
        ("trunk", "quarter", tail, body.deck_x, trunk_height(body, tail), body.deck),
    ):
        if x1 - x0 < 0.02:
            continue
        top = [(x0, -inner, z0), (x1, -inner, z1), (x1, inner, z1), (x0, inner, z0)]
        # Smaller below, so that no face of it lies in the cabin's.
        middle, half = (x0 + x1) / 2, (x1 - x0) / 2
        less = 1 - thick / half
        under = [(middle + (x - middle) * less, y, z - thick) for x, y, z in top]
        builder.add(name, slab(under, top))
        for side in (1, -1):
            near = [(x0, side * inner, z0), (x1, side * inner, z1)]
            far = [(x0, side * out, z0), (x1, side * out, z1)]
            builder.add(f"{beside} {_word(side)}", quad(near, far, UP))


def _end(builder: Builder, body: Body, ahead: int) -> None:
    """Add the front or the rear: its face, bumper, lamps, grille and plate."""
    half, wide = body.length / 2, body.width / 2 - TUCK[-1]
    x, end = ahead * (half - RECESS), "front" if ahead > 0 else "rear"
    top = hood_height(body, x) if ahead > 0 else trunk_height(body, x)
    flank = [(y, z) for _, y, z in _column(body, x, x, 1)]
    for (y0, z0), (y1, z1) in pairwise(flank):
        form = quad([(x, -y0, z0), (x, y0, z0)], [(x, -y1, z1), (x, y1, z1)], (ahead, 0, 0))
        builder.add(f"face {end}", form)

    def on_face(name: str, y: tuple[float, float], z: tuple[float, float], deep: float) -> None:
        x0, x1 = sorted((x - ahead * 0.01, x + ahead * deep))
        builder.add(name, box((x0, y[0], z[0]), (x1, y[1], z[1])))

    on_face(f"bumper {end}", (-wide, wide), (body.sill - 0.02, 0.5), RECESS)
    on_face(f"plate {end}", (-0.26, 0.26), (0.36, 0.47), RECESS + 0.008)
    lamp = "headlamp" if ahead > 0 else "tail lamp"
    for side in (1, -1):
        y0, y1 = sorted((side * (wide - 0.4), side * (wide - 0.03)))
        on_face(f"{lamp} {_word(side)}", (y0, y1), (top - 0.2, top - 0.06), 0.01)
    if ahead > 0:
        on_face("grille", (-0.42, 0.42), (top - 0.19, top - 0.08), 0.008)


def _underbody(builder: Builder, body: Body) -> None:
    """Close the car from below, so that no light comes up through it."""
    half, wide = body.length / 2 - 0.25, body.width / 2 - 0.3
    builder.add("underbody", box((-half, -wide, body.clearance), (half, wide, body.floor - 0.01)))


def _wheel(builder: Builder, body: Body, axle: float, side: int) -> None:
    corner = f"{'front' if axle > 0 else 'rear'}-{_word(side)}"
    out, inner = body.width / 2 - 0.025, body.width / 2 - 0.025 - body.tyre
    foot, face, boss = ((axle, side * y, body.wheel) for y in (inner, out, out + 0.012))
    builder.add(f"wheel {corner}", cylinder(foot, face, body.wheel, sides=20))
    hub = cylinder(face, boss, body.wheel * 0.62, body.wheel * 0.5, sides=14)
    builder.add(f"hub {corner}", hub)


def _arch_well(builder: Builder, body: Body, axle: float, side: int) -> None:
    """Add the inside of a wheel arch: a half barrel over the wheel and the wall behind it."""
    reach, wide = body.wheel + ARCH, body.width / 2 - 0.02
    inner = wide - body.tyre - 0.1
    name = f"wheel arch {'front' if axle > 0 else 'rear'}-{_word(side)}"
    edge = math.asin((body.sill - body.wheel) / reach)
    turns = [edge + (math.pi - 2 * edge) * n / (2 * STEPS) for n in range(2 * STEPS + 1)]
    rim = [(axle + reach * math.cos(t), body.wheel + reach * math.sin(t)) for t in turns]
    for (x0, z0), (x1, z1) in pairwise(rim):
        deep = [(x0, side * inner, z0), (x1, side * inner, z1)]
        near = [(x0, side * wide, z0), (x1, side * wide, z1)]
        toward = (axle - (x0 + x1) / 2, 0.0, body.wheel - (z0 + z1) / 2)
        builder.add(name, quad(deep, near, toward))
        foot = [(x0, side * inner, body.clearance), (x1, side * inner, body.clearance)]
        builder.add(name, quad(foot, deep, (0, side, 0)))
