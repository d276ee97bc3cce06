"""What a plan stands on: loose snow as soft grey, the car with its panes, boards and walls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork.png import png
from lastlook.paperwork.svg import INK
from lastlook.paperwork.take_symbols import outline
from lastlook.take.bodies import body_of
from lastlook.take.model import Side
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from lastlook.paperwork.svg import Drawing
    from lastlook.paperwork.take_scale import Scale
    from lastlook.take.bodies import Body, Pane
    from lastlook.take.model import Board, Take
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.snow.film import Film

DEEP = 0.30
"""Metres of loose snow at which its grey is darkest."""
DARKEST = 150
"""Opacity of that grey, of 255."""
LIGHTLY = 0.003
"""Metres below which snow is not drawn."""
CLEAR, SHUT = (168, 190, 208), (255, 255, 255)
"""Colour of a pane that is clean, and of one through which nothing is seen."""
ROUNDED = 0.22
"""Metres by which the corners of a car's outline are cut."""

Point = tuple[float, float]


def draw_snow(draw: Drawing, scale: Scale, film: Film, at: float) -> None:
    """Lay loose snow over the plan, the darker the deeper, as it lies at a moment."""
    thick = film.thickness[film.record(at)]
    rows, columns = thick.shape
    shade = np.clip(thick / DEEP, 0, 1) ** 0.6 * DARKEST
    shade[thick < LIGHTLY] = 0
    cells = np.zeros((rows, columns, 2), dtype=np.uint8)
    cells[..., 0] = 118
    # y grows up the plan: the last row is on top. Steps of 6 are not seen, and pack well.
    cells[..., 1] = (shade // 6 * 6)[::-1]
    left, bottom = scale.at(film.x0, film.y0)
    wide, high = columns * film.dx * scale.metre, rows * film.dx * scale.metre
    draw.image(left, bottom - high, wide, high, png=png(cells))


def draw_walls(draw: Drawing, scale: Scale, take: Take) -> None:
    """Draw walls as strong lines."""
    for wall in take.set.walls:
        start = scale.at(float(wall.x), float(wall.y))
        end = scale.at(float(wall.to_x), float(wall.to_y))
        draw.line(*start, *end, stroke=INK, thick=3.2)
        draw.line(*start, *end, stroke="#ffffff", thick=1.2, dashes="3 3")


def draw_car(draw: Drawing, scale: Scale, found: Rehearsal, at: float) -> None:
    """Draw the car's outline, its panes as open as they are, hood and trunk."""
    body = body_of(found.take.set.car)
    if not body.panes:
        return
    draw.shape(outline(scale.many(car_outline(body))), fill="none", stroke=INK, thick=1.6)
    for pane in body.panes:
        shut = opacity(found, pane.name, at)
        tint = "#" + "".join(
            f"{round(a + (b - a) * shut):02x}" for a, b in zip(CLEAR, SHUT, strict=True)
        )
        draw.shape(
            outline(scale.many(pane_corners(pane))), fill=tint, stroke=INK, thick=0.6, opacity=0.85
        )
    half = body.width / 2
    for x in (body.cowl_x, body.deck_x):
        draw.line(
            *scale.at(x, half * 0.86), *scale.at(x, -half * 0.86), stroke="#6d6d68", thick=0.5
        )
    nose = body.length / 2
    for y in (half * 0.62, -half * 0.62):
        draw.line(
            *scale.at(body.cowl_x, y * 1.05), *scale.at(nose - 0.12, y * 0.85), stroke="#8d8d87",
            thick=0.4,
        )  # fmt: skip


def draw_boards(draw: Drawing, scale: Scale, take: Take) -> None:
    """Draw trough boards with their lip."""
    body = body_of(take.set.car)
    for board in take.set.boards:
        corners = board_corners(board, body)
        draw.shape(
            outline(scale.many(corners)), fill="#ffffff", stroke=INK, thick=0.7, opacity=0.45
        )
        draw.line(*scale.at(*corners[2]), *scale.at(*corners[3]), stroke=INK, thick=1.5)


def car_outline(body: Body) -> list[Point]:
    """Return a car's outline from above: as long and as wide as it is, corners cut."""
    x, y, cut = body.length / 2, body.width / 2, ROUNDED
    turns = [math.pi / 2 * step / 4 for step in range(5)]
    front_left = [
        (x - cut * (1 - math.cos(turn)), y - cut * (1 - math.sin(turn))) for turn in turns[::-1]
    ]
    return [
        *front_left,
        *((px, -py) for px, py in reversed(front_left)),
        *((-px, -py) for px, py in front_left),
        *((-px, py) for px, py in reversed(front_left)),
    ]


def pane_corners(pane: Pane) -> list[Point]:
    """Return a pane's corners from above, in order around."""
    along, up, _ = axes(pane)
    spots = [(-pane.width / 2, 0.0), (pane.width / 2, 0.0), (pane.top_width / 2, pane.height),
             (-pane.top_width / 2, pane.height)]  # fmt: skip
    return [
        (pane.x + u * along[0] + v * up[0], pane.y + u * along[1] + v * up[1]) for u, v in spots
    ]


def board_corners(board: Board, body: Body) -> list[Point]:
    """Return a trough board's corners from above; the last two are its lip."""
    way = 1 if board.side is Side.LEFT else -1
    near, far = way * body.width / 2, way * (body.width / 2 + float(board.reach))
    start, end = float(board.start), float(board.end)
    return [(start, near), (end, near), (end, far), (start, far)]


def opacity(found: Rehearsal, pane: str, at: float) -> float:
    """Return how opaque a pane is at a moment, 0 to 1."""
    curve = found.run.panes.get(pane)
    return 0.0 if curve is None else float(np.interp(at, found.run.times, curve.opacity))
