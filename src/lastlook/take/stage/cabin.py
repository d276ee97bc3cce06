"""The cabin: one closed shell of sheet with openings where the panes are.

It is what lies under the planes of all panes and the roof, as in `snow.ground`, down to the floor.
Every sheet shares its corners with its neighbours, so the only ways out for light are the panes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.glass import axes
from lastlook.take.stage.polygons import clipped, joined, without
from lastlook.take.stage.tub import tub

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body, Pane
    from lastlook.take.stage.scene import Mesh

    Floats = npt.NDArray[np.float64]
    Sheet = tuple[str, Floats]

WIDE = 50.0
"""Metres: a sheet before it is cut."""


def corners(pane: Pane) -> Floats:
    """Return a pane's corners, 4 × 3, counter-clockwise from outside, the lower edge first."""
    along, up, _ = (np.array(axis) for axis in axes(pane))
    foot = np.array([pane.x, pane.y, pane.z])
    low, high, rise = along * pane.width / 2, along * pane.top_width / 2, up * pane.height
    return np.array([foot - low, foot + low, foot + rise + high, foot + rise - high])


def shell(body: Body) -> Mesh:
    """Return the cabin's sheets: roof, pillars, window frames, floor, firewall, inner doors."""
    return joined(sheets(body))


def sheets(body: Body) -> list[Sheet]:
    """Return the cabin as flat polygons, counter-clockwise from outside the cabin."""
    found = [("roof", roof(body))]
    for group in _planes(body):
        pieces = [_face(body, group[0])]
        for pane in group:
            hole = corners(pane)
            pieces = [part for piece in pieces for part in without(piece, hole)]
        found.extend((_frame_name(group, piece), piece) for piece in pieces)
    wide = (half_width(body, z) for z in (body.belt, body.cowl, body.deck))
    return found + tub(body, *wide)


def half_width(body: Body, z: float) -> float:
    """Return half the cabin's width at a height, between the planes of the side panes."""
    sides = [pane for pane in body.panes if pane.is_side]
    return min(abs(p.y) - (z - p.z) / math.tan(math.radians(p.tilt)) for p in sides)


def _normal(pane: Pane) -> tuple[Floats, float]:
    normal = np.array(axes(pane)[2])
    return normal, float(normal @ np.array([pane.x, pane.y, pane.z]))


def _planes(body: Body) -> list[list[Pane]]:
    """Group the panes that lie in one plane, such as the two of a side."""
    groups: list[list[Pane]] = []
    for pane in body.panes:
        normal, offset = _normal(pane)
        for group in groups:
            other, far = _normal(group[0])
            if float(np.abs(other - normal).max()) < 1e-9 and abs(far - offset) < 1e-9:
                group.append(pane)
                break
        else:
            groups.append([pane])
    return groups


def _face(body: Body, pane: Pane) -> Floats:
    """Return the whole sheet of a pane's plane, glass and frame, between its neighbours."""
    along, up, _ = (np.array(axis) for axis in axes(pane))
    foot = np.array([pane.x, pane.y, pane.z])
    sheet = np.array(
        [foot + WIDE * (a * along + b * up) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    )
    for group in _planes(body):
        if pane not in group:
            sheet = clipped(sheet, *_normal(group[0]))
    for normal, offset in (
        ((0.0, 0.0, 1.0), body.roof),
        ((0.0, 0.0, -1.0), -body.belt),
        ((1.0, 0.0, 0.0), body.cowl_x),
        ((-1.0, 0.0, 0.0), -body.deck_x),
    ):
        sheet = clipped(sheet, np.array(normal), offset)
    return sheet


def roof(body: Body) -> Floats:
    """Return the roof's corners, counter-clockwise from above."""
    sheet = np.array(
        [(-WIDE, -WIDE, body.roof), (WIDE, -WIDE, body.roof), (WIDE, WIDE, body.roof),
         (-WIDE, WIDE, body.roof)]
    )  # fmt: skip
    for group in _planes(body):
        sheet = clipped(sheet, *_normal(group[0]))
    return sheet


def _frame_name(group: list[Pane], piece: Floats) -> str:
    """Name a piece of the frame by where it lies beside the glass."""
    pane = group[0]
    if not pane.is_side:
        return "windscreen frame" if pane.name == "windscreen" else "rear window frame"
    side = "left" if pane.y > 0 else "right"
    middle = piece.mean(axis=0)
    front, back = max(group, key=lambda p: p.x), min(group, key=lambda p: p.x)
    low = pane.z
    high = pane.z + pane.height * math.sin(math.radians(pane.tilt))
    if middle[2] >= high - 1e-6:
        return f"roof rail {side}"
    if middle[2] <= low + 1e-6:
        return f"window sill {side}"
    if middle[0] > front.x:
        return f"A-pillar {side}"
    return f"B-pillar {side}" if middle[0] > back.x else f"C-pillar {side}"
