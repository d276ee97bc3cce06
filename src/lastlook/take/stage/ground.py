"""What stands round the car and does not move: the ground, walls, trough boards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Side
from lastlook.take.stage.scene import Kind, Thing
from lastlook.take.stage.shapes import Builder, box, moved, turned

if TYPE_CHECKING:
    from lastlook.take.bodies import Body
    from lastlook.take.model import Board, Set, Wall

THICK = 0.012
"""Metres: of a trough board. Assumed: plywood of half an inch."""
WALL = 0.02
"""Metres: of a wall, so that it has two sides."""
BELOW = 0.002
"""Metres by which the ground lies under what stands on it."""


def surroundings(set_: Set, body: Body) -> list[Thing]:
    """Return ground, walls and boards."""
    found = [_ground(float(set_.extent))]
    found.extend(_wall(wall) for wall in set_.walls)
    for number, board in enumerate(set_.boards):
        same = [one for one in set_.boards[:number] if one.side is board.side]
        name = f"board {board.side}" + (f" {len(same) + 1}" if same else "")
        found.append(_board(name, board, body.width / 2))
    return found


def _ground(extent: float) -> Thing:
    builder = Builder()
    builder.add("ground", box((-extent, -extent, -0.1), (extent, extent, -BELOW)))
    return Thing(name="ground", kind=Kind.GROUND, hidden=False, mesh=builder.mesh())


def _wall(wall: Wall) -> Thing:
    start = np.array([float(wall.x), float(wall.y), float(wall.z)])
    across, over = float(wall.to_x) - start[0], float(wall.to_y) - start[1]
    form = box((0, -WALL / 2, 0), (math.hypot(across, over), WALL / 2, float(wall.height)))
    builder = Builder()
    builder.add("wall", moved(form, turned(math.atan2(over, across)), start))
    return Thing(name=wall.name, kind=Kind.WALL, hidden=False, mesh=builder.mesh())


def _board(name: str, board: Board, half: float) -> Thing:
    """Build a shelf with a lip along its outer edge and at both ends."""
    start, end, top = float(board.start), float(board.end), float(board.height)
    reach, lip = float(board.reach), float(board.lip)
    sign = 1 if board.side is Side.LEFT else -1

    def plank(part: str, outward: tuple[float, float], z: tuple[float, float],
              x: tuple[float, float]) -> None:  # fmt: skip
        y0, y1 = sorted(sign * (half + away) for away in outward)
        builder.add(part, box((x[0], y0, z[0]), (x[1], y1, z[1])))

    builder = Builder()
    plank("shelf", (0, reach), (top - THICK, top), (start, end))
    if lip:
        high = (top, top + lip)
        plank("lip", (reach - THICK, reach), high, (start, end))
        plank("lip", (0, reach - THICK), high, (start, start + THICK))
        plank("lip", (0, reach - THICK), high, (end - THICK, end))
    return Thing(name=name, kind=Kind.BOARD, hidden=False, mesh=builder.mesh())
