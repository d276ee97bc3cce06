"""The lower half of the cabin: floor, inner doors, firewall, rear wall, bumps over the wheels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.polygons import SAME, clipped, without

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body

    Floats = npt.NDArray[np.float64]
    Sheet = tuple[str, Floats]

ROOM = 0.08
"""Metres between a tyre and the cabin's sheet over it."""
INNER = 0.14
"""Metres between a tyre's inner side and the cabin's sheet beside it."""
TURNS = 18
"""Corners of the circle of which a bump is a part."""


def tub(body: Body, belt: float, cowl: float, deck: float) -> list[Sheet]:
    """Return the cabin below the belt as flat polygons, counter-clockwise from outside it.

    `belt`, `cowl` and `deck` are half its widths at the belt and at the upper edges of firewall
    and rear wall.
    """
    front, back, low, top = body.cowl_x, body.deck_x, body.floor, body.belt
    floor = [(back, -belt, low), (back, belt, low), (front, belt, low), (front, -belt, low)]
    left = [(front, belt, low), (back, belt, low), (back, belt, top), (front, belt, top)]
    right = [(back, -belt, low), (front, -belt, low), (front, -belt, top), (back, -belt, top)]
    fire = [
        (front, -belt, low), (front, belt, low), (front, belt, top),
        (front, cowl, body.cowl), (front, -cowl, body.cowl), (front, -belt, top),
    ]  # fmt: skip
    rear = [
        (back, belt, low), (back, -belt, low), (back, -belt, top),
        (back, -deck, body.deck), (back, deck, body.deck), (back, belt, top),
    ]  # fmt: skip
    found = [
        ("floor", np.array(floor)),
        ("door inside left", np.array(left)),
        ("door inside right", np.array(right)),
        ("firewall", np.array(fire)),
        ("rear wall", np.array(rear)),
    ]
    for axle in (body.front_axle, body.rear_axle):
        for side in (1, -1):
            found = _over_wheel(found, body, axle, side * belt)
    return found


def _over_wheel(sheets: list[Sheet], body: Body, axle: float, out: float) -> list[Sheet]:
    """Take the room of a wheel out of the cabin, as far as it reaches in."""
    radius = body.wheel + ROOM
    turns = 2 * math.pi * (np.arange(TURNS) + 0.5) / TURNS
    rim = np.column_stack(
        [axle + radius * np.cos(turns), np.full(TURNS, out), body.wheel + radius * np.sin(turns)]
    )
    for normal, offset in (
        ((0.0, 0.0, -1.0), -body.floor),
        ((1.0, 0.0, 0.0), body.cowl_x),
        ((-1.0, 0.0, 0.0), -body.deck_x),
    ):
        rim = clipped(rim, np.array(normal), offset)
    if not len(rim):
        return sheets
    side = math.copysign(1.0, out)
    inner = side * (body.width / 2 - body.tyre - INNER)
    deep = rim * (1, 0, 1) + (0, inner, 0)
    found = sheets
    bump: list[Floats] = [_turned(deep, (0, side, 0))]
    for n in range(len(rim)):
        after = (n + 1) % len(rim)
        quad = np.array([rim[n], rim[after], deep[after], deep[n]])
        middle = rim.mean(axis=0) - quad.mean(axis=0)
        wall = _wall(quad, body)
        if wall is None:
            bump.append(_turned(quad, middle))
        else:
            found = _notched(found, wall, quad)
    door = "door inside left" if side > 0 else "door inside right"
    name = f"wheel housing {'left' if side > 0 else 'right'}"
    return _notched(found, door, rim) + [(name, sheet) for sheet in bump]


def _wall(quad: Floats, body: Body) -> str | None:
    """Return the sheet in which a side of a wheel's room lies, where it was cut off there."""
    if np.abs(quad[:, 2] - body.floor).max() < SAME:
        return "floor"
    if np.abs(quad[:, 0] - body.cowl_x).max() < SAME:
        return "firewall"
    return "rear wall" if np.abs(quad[:, 0] - body.deck_x).max() < SAME else None


def _notched(sheets: list[Sheet], name: str, hole: Floats) -> list[Sheet]:
    """Take a hole out of every piece of a sheet."""
    found: list[Sheet] = []
    for one, polygon in sheets:
        if one != name:
            found.append((one, polygon))
            continue
        normal = np.cross(polygon[1] - polygon[0], polygon[2] - polygon[1])
        found.extend((one, piece) for piece in without(polygon, _turned(hole, normal)))
    return found


def _turned(polygon: Floats, out: Floats | tuple[float, ...]) -> Floats:
    """Return a polygon so that it is counter-clockwise from the side of `out`."""
    rays = polygon[1:] - polygon[0]
    normal = np.cross(rays[:-1], rays[1:]).sum(axis=0)
    return polygon if float(normal @ np.asarray(out, dtype=np.float64)) > 0 else polygon[::-1]
