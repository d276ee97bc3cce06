"""The car's outside below the windows: hood, trunk, doors, wheel arches, bumpers, lamps, wheels.

Heights are those of `snow.ground`: hood and trunk slope from the cabin down to the ends, shoulders
lie at the belt. The rest is a common car in round numbers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.cabin import half_width
from lastlook.take.stage.shapes import box, cylinder, slab

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body
    from lastlook.take.stage.shapes import Builder, Form

    Floats = npt.NDArray[np.float64]

ARCH = 0.06
"""Metres by which a wheel arch is wider than the wheel."""
FENDER = 0.16
"""Metres of fender beside the hood and the trunk lid."""
ROWS = (0.0, 0.12, 0.5, 0.86, 1.0)
"""Where a flank bends, as shares of its height from the sill."""
TUCK = (0.05, 0.015, 0.0, 0.006, 0.022)
"""Metres by which it stands in from the car's width there."""
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


def _top(body: Body, x: float, ahead: bool) -> float:
    """Return the height of a flank's upper edge; at a step, on the side that `ahead` says."""
    if x > body.cowl_x or (x == body.cowl_x and ahead):
        return hood_height(body, x)
    if x < body.deck_x or (x == body.deck_x and not ahead):
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
    half = body.length / 2
    found = {-half, half, body.cowl_x, body.deck_x, *_door_ends(body)}
    for axle in (body.front_axle, body.rear_axle):
        reach = body.wheel + ARCH
        # Where the arch meets the sill, and even turns between.
        edge = math.asin((body.sill - body.wheel) / reach)
        for step in range(-STEPS, STEPS + 1):
            turn = math.pi / 2 - edge
            found.add(round(axle + reach * math.sin(turn * step / STEPS), 6))
    return sorted(found)


def _door_ends(body: Body) -> tuple[float, float, float]:
    """Return the front end of the front door, the gap between the doors, and the rear end."""
    sides = sorted((p for p in body.panes if p.is_side and p.y > 0), key=lambda p: p.x)
    rear, front = sides[0], sides[-1]
    gap = (front.x - front.width / 2 + rear.x + rear.width / 2) / 2
    last = max(rear.x - rear.width / 2, body.rear_axle + 0.1)
    return front.x + front.width / 2 + 0.12, gap, last


def _flank(builder: Builder, body: Body, side: int) -> None:
    stations = _stations(body)
    name = "left" if side > 0 else "right"
    front, _, last = _door_ends(body)
    for x0, x1 in zip(stations, stations[1:], strict=False):
        middle = (x0 + x1) / 2
        columns = [_column(body, x0, True, side), _column(body, x1, False, side)]
        part = "fender" if middle > front else "quarter" if middle < last else "door"
        for row in range(len(ROWS) - 1):
            lower = [columns[0][row], columns[1][row]]
            upper = [columns[0][row + 1], columns[1][row + 1]]
            is_sill = row == 0 and part == "door"
            builder.add(f"{'sill' if is_sill else part} {name}", quad(lower, upper, side < 0))


def _column(body: Body, x: float, ahead: bool, side: int) -> list[tuple[float, float, float]]:
    low, high = _bottom(body, x), _top(body, x, ahead)
    wide = body.width / 2
    return [
        (x, side * (wide - tuck), low + (high - low) * share)
        for share, tuck in zip(ROWS, TUCK, strict=True)
    ]


def quad(lower: list[tuple[float, float, float]], upper: list[tuple[float, float, float]],
         forward: bool) -> Form:  # fmt: skip
    """Return a sheet between two edges; seen from outside the lower runs left to right `forward`."""
    corners = [lower[0], lower[1], upper[1], upper[0]]
    faces = [[0, 1, 2], [0, 2, 3]] if forward else [[0, 2, 1], [0, 3, 2]]
    return np.array(corners), np.array(faces, dtype=np.int32)


def _shoulder(builder: Builder, body: Body, side: int) -> None:
    """Close the gap between the doors' upper edges and the side windows' planes."""
    out, inner = body.width / 2 - TUCK[-1], half_width(body, body.belt)
    y0, y1 = sorted((side * inner, side * out))
    z = body.belt
    name = "left" if side > 0 else "right"
    form = quad(
        [(body.deck_x, y0, z), (body.cowl_x, y0, z)],
        [(body.deck_x, y1, z), (body.cowl_x, y1, z)],
        True,
    )
    builder.add(f"shoulder {name}", form)


def _lids(builder: Builder, body: Body) -> None:
    """Add hood and trunk lid with the fenders beside them, and the steps down to the shoulders."""
    half, wide = body.length / 2, body.width / 2
    inner, out = wide - FENDER, wide - TUCK[-1]
    thick = body.hood_thickness
    for name, x0, x1, z0, z1 in (
        ("hood", body.cowl_x, half - 0.03, body.cowl, hood_height(body, half - 0.03)),
        ("trunk", -half + 0.03, body.deck_x, trunk_height(body, -half + 0.03), body.deck),
    ):
        if x1 - x0 < 0.02:
            continue
        corner = [(x0, -inner, z0), (x1, -inner, z1), (x1, inner, z1), (x0, inner, z0)]
        under = [(x, y, z - thick) for x, y, z in corner]
        builder.add(name, slab(under, corner))
    for side in (1, -1):
        word = "left" if side > 0 else "right"
        y0, y1 = sorted((side * inner, side * out))
        for part, x0, x1, z0, z1 in (
            ("fender", body.cowl_x, half, body.cowl, body.nose),
            ("quarter", -half, body.deck_x, body.tail, body.deck),
        ):
            if x1 - x0 < 0.02:
                continue
            form = quad([(x0, y0, z0), (x1, y0, z1)], [(x0, y1, z0), (x1, y1, z1)], True)
            builder.add(f"{part} {word}", form)
    for x, z, facing in ((body.cowl_x, body.cowl, -1), (body.deck_x, body.deck, 1)):
        low = [(x, -out, body.belt), (x, out, body.belt)]
        builder.add("cowl", quad(low, [(x, -out, z), (x, out, z)], facing > 0))


def _end(builder: Builder, body: Body, ahead: int) -> None:
    """Add the front or the rear: bumper, lamps, grille or plate."""
    half, wide = body.length / 2, body.width / 2
    top = body.nose if ahead > 0 else body.tail
    low = body.sill - 0.06
    rows = [
        (low, 0.06), (low + 0.1, 0.0), (0.52, 0.0), (0.56, 0.02), (top - 0.03, 0.03), (top, 0.03),
    ]  # fmt: skip
    names = ("bumper", "bumper", "bumper", "face", "face")
    end = "front" if ahead > 0 else "rear"
    for (z0, in0), (z1, in1), part in zip(rows, rows[1:], names, strict=False):
        y = wide - 0.02
        lower = [(ahead * (half - in0), -y, z0), (ahead * (half - in0), y, z0)]
        upper = [(ahead * (half - in1), -y, z1), (ahead * (half - in1), y, z1)]
        builder.add(f"{part} {end}", quad(lower, upper, ahead > 0))
    x0, x1 = sorted((ahead * (half - 0.03), ahead * (half - 0.005)))
    for side in (1, -1):
        y0, y1 = sorted((side * (wide - 0.42), side * (wide - 0.06)))
        name = f"{'headlamp' if ahead > 0 else 'tail lamp'} {'left' if side > 0 else 'right'}"
        builder.add(name, box((x0, y0, top - 0.18), (x1, y1, top - 0.05)))
    if ahead > 0:
        builder.add("grille", box((x0, -0.38, top - 0.19), (x1, 0.38, top - 0.07)))
    builder.add(f"plate {end}", box((x0, -0.26, 0.4), (x1 + ahead * 0.012, 0.26, 0.51)))


def _underbody(builder: Builder, body: Body) -> None:
    """Close the car from below, so that no light comes up through it."""
    half, wide = body.length / 2 - 0.06, body.width / 2 - 0.3
    builder.add("underbody", box((-half, -wide, body.clearance), (half, wide, body.floor - 0.01)))


def _wheel(builder: Builder, body: Body, axle: float, side: int) -> None:
    name = f"wheel {'front' if axle > 0 else 'rear'}-{'left' if side > 0 else 'right'}"
    out, inner = body.width / 2 - 0.025, body.width / 2 - 0.025 - body.tyre
    ends = [(axle, side * inner, body.wheel), (axle, side * out, body.wheel)]
    builder.add(name, cylinder(*ends, body.wheel, sides=20))
    hub = [(axle, side * out, body.wheel), (axle, side * (out + 0.012), body.wheel)]
    builder.add(f"hub {name[6:]}", cylinder(*hub, body.wheel * 0.62, body.wheel * 0.5, sides=14))


def _arch_well(builder: Builder, body: Body, axle: float, side: int) -> None:
    """Add the inside of a wheel arch: a half barrel over the wheel and the wall behind it."""
    reach, wide = body.wheel + ARCH, body.width / 2
    inner = wide - body.tyre - 0.1
    name = f"wheel arch {'front' if axle > 0 else 'rear'}-{'left' if side > 0 else 'right'}"
    edge = math.asin((body.sill - body.wheel) / reach)
    turns = [edge + (math.pi - 2 * edge) * n / (2 * STEPS) for n in range(2 * STEPS + 1)]
    rim = [(axle + reach * math.cos(t), body.wheel + reach * math.sin(t)) for t in turns]
    for (x0, z0), (x1, z1) in zip(rim, rim[1:], strict=False):
        edge_in = [(x0, side * inner, z0), (x1, side * inner, z1)]
        edge_out = [(x0, side * (wide - 0.02), z0), (x1, side * (wide - 0.02), z1)]
        builder.add(name, quad(edge_in, edge_out, side < 0))
        foot = [(x0, side * inner, body.clearance), (x1, side * inner, body.clearance)]
        builder.add(name, quad(foot, edge_in, side > 0))
