"""On a plan: who and what goes where in a beat, with times, and where snow is poured."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.placing import Line
from lastlook.paperwork.svg import INK
from lastlook.paperwork.take_paper import LINE_WEIGHT
from lastlook.paperwork.take_where import (
    camera_spots,
    clock,
    dump_spots,
    figure_spots,
    gear_spots,
    spot_at,
    there,
    way,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.take_paper import PlanPaper
    from lastlook.paperwork.take_where import Spot
    from lastlook.take.model import Dump, Figure, Take

BACK = 0.1
"""Metres within which a place is the same as one before."""
GHOST = 0.3
"""Metres from which somebody is also drawn where they come to stand."""


def draw_ways(paper: PlanPaper, take: Take, start: float, end: float) -> None:
    """Draw the ways between two moments."""
    for camera in take.cameras:
        _way(paper, way(camera_spots(camera), start, end), end, thick=1.6)
    for figure in take.figures:
        if not figure.path or figure.seat is not None or not there(figure, start):
            continue
        went = way(figure_spots(take, figure), start, end)
        _way(paper, went, end, thick=1.1)
        first, last = went[0], went[-1]
        if math.dist((first.x, first.y), (last.x, last.y)) > GHOST and not paper.small:
            _ghost(paper, figure, spot_at(figure_spots(take, figure), end))
    for gear in take.gear:
        _way(paper, way(gear_spots(gear), start, end), end, thick=1.1, dashes="4 2")


def draw_pours(paper: PlanPaper, take: Take, start: float, end: float) -> None:
    """Draw where boxes pour between two moments."""
    for dump in take.dumps:
        at, until = float(dump.at), float(dump.at + dump.seconds)
        if at >= end or until <= start:
            continue
        spots = way(dump_spots(dump), max(at, start), min(until, end))
        _pour(paper, spots)
        if not paper.small:
            _pour_label(paper, dump, spots)


def _way(
    paper: PlanPaper, spots: Sequence[Spot], end: float, *, thick: float, dashes: str = ""
) -> None:
    points = paper.scale.many((spot.x, spot.y) for spot in spots)
    if len(points) < 2 or max(math.dist(points[0], point) for point in points) < 3:
        return
    paper.crowd.line(points, LINE_WEIGHT)
    if _to_and_fro(spots):
        for line in _once(paper, spots):
            symbols.arrow(paper.draw, line, thick=thick, dashes=dashes)
            symbols.arrow(paper.draw, line[::-1], thick=thick, dashes=dashes)
        if not paper.small:
            when = f"{clock(spots[0].at)}–{clock(spots[-1].at)}"
            paper.label(points[1], 2.5, (Line(text=f"to and fro {when}", size=6.5, bold=True),))
        return
    symbols.arrow(paper.draw, points, thick=thick, dashes=dashes)
    for spot, at in zip(spots[1:], points[1:], strict=True):
        if spot.at <= end and not paper.small:
            paper.label(at, 2.5, (Line(text=clock(spot.at), size=6.5, bold=True),))


def _to_and_fro(spots: Sequence[Spot]) -> bool:
    """Whether somebody comes back to where they have been."""
    return any(
        math.dist((one.x, one.y), (other.x, other.y)) < BACK
        for number, one in enumerate(spots)
        for other in spots[number + 2 :]
    )


def _once(paper: PlanPaper, spots: Sequence[Spot]) -> list[list[tuple[float, float]]]:
    """Return the lines of a way on the paper; there and back is one."""
    drawn: set[tuple[tuple[float, ...], ...]] = set()
    lines = []
    for before, after in pairwise(spots):
        ends = ((round(before.x, 1), round(before.y, 1)), (round(after.x, 1), round(after.y, 1)))
        if tuple(sorted(ends)) in drawn:
            continue
        drawn.add(tuple(sorted(ends)))
        lines.append(paper.scale.many([(before.x, before.y), (after.x, after.y)]))
    return lines


def _ghost(paper: PlanPaper, figure: Figure, spot: Spot) -> None:
    """Draw somebody where they come to stand."""
    if not paper.scale.holds(spot.x, spot.y):
        return
    x, y = paper.scale.at(spot.x, spot.y)
    symbols.figure(
        paper.draw, x, y, paper.scale.metre, facing=spot.facing, role=figure.role,
        pose=spot.pose, ghost=True,
    )  # fmt: skip
    paper.crowd.box(x - 6, y - 6, x + 6, y + 6, LINE_WEIGHT)


def _pour(paper: PlanPaper, spots: Sequence[Spot]) -> None:
    """Draw the way of a box; there and back is one line."""
    if len(spots) == 1:
        paper.draw.circle(
            *paper.scale.at(spots[0].x, spots[0].y), 2.2, fill=INK, stroke="#ffffff", thick=1.0
        )
    for line in _once(paper, spots):
        paper.draw.path(symbols.outline(line), stroke="#ffffff", thick=4.0)
        paper.draw.path(symbols.outline(line), stroke=INK, thick=2.6, dashes="0.1 4.2")
        paper.crowd.line(line, LINE_WEIGHT)


def _pour_label(paper: PlanPaper, dump: Dump, spots: Sequence[Spot]) -> None:
    middle = paper.scale.at(
        sum(spot.x for spot in spots) / len(spots), sum(spot.y for spot in spots) / len(spots)
    )
    until = float(dump.at + dump.seconds)
    when = f"{clock(float(dump.at))}–{clock(until)} · {dump.litres:g} l"
    paper.label(middle, 5.0, (Line(text=dump.name, bold=True), Line(text=when, size=6.5)))
