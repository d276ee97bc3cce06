"""Where labels stand on a crowded drawing: near what they name, and never on one another.

Greedy: labels are set in the order given, each where it costs least. A label that would stand on
another is moved, however far; what finds no room at all is handed back to be told elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork.svg import ASCENT, DESCENT, QUIET, shown, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from lastlook.paperwork.svg import Drawing

    Floats = npt.NDArray[np.float64]

AWAY = (0.0, 5.0, 11.0, 18.0, 27.0, 38.0, 52.0, 70.0, 92.0, 120.0, 155.0, 200.0)
"""Points between what is named and its label, in the order they are tried."""
TURNS = 16
LEADER = 4.0
"""Points from which a line leads to the label."""
APART = 1.6
"""Points that stay free around a label."""
STEP = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a label."""

    text: str
    size: float = 7.0
    bold: bool = False
    fill: str = "#141414"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words for a thing on a drawing; places in points, y downwards."""

    x: float
    y: float
    """Of what they name."""
    around: float
    """Points around it that its symbol takes."""
    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max(width(shown(line.text), line.size, bold=line.bold) for line in self.lines)

    @property
    def height(self) -> float:
        """Of all lines."""
        return sum(line.size * 1.14 for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A label with its place."""

    label: Label
    left: float
    top: float
    leader: tuple[float, float, float, float] | None
    """From what it names to the label, where it stands apart."""

    def baselines(self) -> Iterator[tuple[Line, float]]:
        """Give each line and where it stands."""
        y = self.top
        for line in self.label.lines:
            high = line.size * 1.14
            spare = high - line.size * (ASCENT + DESCENT)
            yield line, y + spare / 2 + line.size * ASCENT
            y += high


class Crowd:
    """What labels keep off: rectangles with a weight for each square point they would cover."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float, float, float, float]] = []

    def box(self, left: float, top: float, right: float, bottom: float, weight: float) -> None:
        """Add a rectangle."""
        self.boxes.append((left, top, right, bottom, weight))

    def line(
        self, points: Sequence[tuple[float, float]], weight: float, *, step: float = 4.0
    ) -> None:
        """Add a line as small squares along it."""
        for (x1, y1), (x2, y2) in pairwise(points):
            count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / step))
            for number in range(min(count, 400) + 1):
                x, y = x1 + (x2 - x1) * number / count, y1 + (y2 - y1) * number / count
                self.box(x - 1.5, y - 1.5, x + 1.5, y + 1.5, weight)


def place(
    labels: Sequence[Label], crowd: Crowd, room: tuple[float, float, float, float]
) -> tuple[list[Placed], list[Label]]:
    """Find a place for every label inside `room` (left, top, right, bottom).

    Returns those placed, in the order given, and those for which there is no room at all.
    """
    boxes = np.array(crowd.boxes, dtype=np.float64).reshape(-1, 5)
    taken = np.zeros((0, 4))
    leaders: list[tuple[float, float, float, float]] = []
    found: list[Placed] = []
    without: list[Label] = []
    for label in labels:
        spot = _best(label, boxes, taken, leaders, room)
        if spot is None:
            without.append(label)
            continue
        left, top = spot
        leader = _leader(label, left, top)
        if leader is not None:
            leaders.append(leader)
        found.append(Placed(label=label, left=left, top=top, leader=leader))
        box = (left - APART, top - APART / 2, left + label.width + APART, top + label.height)
        taken = np.vstack([taken, box])
    return found, without


def write(draw: Drawing, placed: Sequence[Placed], *, leaders: str = QUIET) -> None:
    """Write labels on a drawing, paper behind each, and the lines that lead to them."""
    for one in placed:
        if one.leader is not None:
            draw.line(*one.leader, stroke=leaders, thick=0.5)
    for one in placed:
        wide, high = one.label.width + 2, one.label.height
        draw.rect(one.left - 1, one.top, wide, high, fill="#ffffff", opacity=0.85)
        for line, y in one.baselines():
            draw.text(one.left, y, line.text, size=line.size, bold=line.bold, fill=line.fill)


def _best(
    label: Label, boxes: Floats, taken: Floats,
    leaders: Sequence[tuple[float, float, float, float]], room: tuple[float, float, float, float],
) -> tuple[float, float] | None:  # fmt: skip
    """Return the left upper corner that costs least."""
    wide, high = label.width, label.height
    best: tuple[float, float, float] | None = None
    for number, (away, left, top) in enumerate(_spots(label, room)):
        if best is not None and away >= best[0]:
            break
        right, bottom = left + wide, top + high
        if left < room[0] or top < room[1] or right > room[2] or bottom > room[3]:
            continue
        if _covers(taken, left - APART, top - APART / 2, right + APART, bottom).any():
            continue
        cover = _covers(boxes, left, top, right, bottom)
        cost = away + 0.02 * (number % TURNS) + float((cover * boxes[:, 4]).sum())
        leader = _leader(label, left, top)
        if leader is not None:
            cost += 3.0 + sum(40.0 for box in taken if _meets(leader, box))
            cost += sum(25.0 for other in leaders if _cross(leader, other))
        # The label must not hide a line that leads to another.
        mine = np.array((left, top, right, bottom))
        cost += sum(40.0 for other in leaders if _meets(other, mine))
        if best is None or cost < best[0]:
            best = (cost, left, top)
    return None if best is None else best[1:]


def _spots(
    label: Label, room: tuple[float, float, float, float]
) -> Iterator[tuple[float, float, float]]:
    """Give places to try: how far away, left, top; around it first, then wherever there is room."""
    wide, high = label.width, label.height
    for away in AWAY:
        reach = label.around + away + 1.5
        for turn in range(TURNS):
            # Right, left, below, above, and so on: sides read best.
            angle = 2 * math.pi * ((turn * 7) % TURNS) / TURNS
            across, down = math.cos(angle), math.sin(angle)
            x, y = label.x + reach * across, label.y + reach * down
            yield away, x - wide * (1 - across) / 2, y - high * (1 - down) / 2
    columns = int((room[2] - room[0]) // STEP)
    rows = int((room[3] - room[1]) // STEP)
    free = [
        (math.hypot(left + wide / 2 - label.x, top + high / 2 - label.y), left, top)
        for left in (room[0] + STEP * column for column in range(columns))
        for top in (room[1] + STEP * row for row in range(rows))
    ]
    yield from sorted(free)


def _leader(label: Label, left: float, top: float) -> tuple[float, float, float, float] | None:
    """Return a line from the edge of what is named to the nearest point of its label."""
    x = min(max(label.x, left - 0.8), left + label.width + 0.8)
    y = min(max(label.y, top), top + label.height)
    far = math.hypot(x - label.x, y - label.y)
    if far <= label.around + LEADER:
        return None
    share = label.around * 0.8 / far
    return label.x + (x - label.x) * share, label.y + (y - label.y) * share, x, y


def _covers(boxes: Floats, left: float, top: float, right: float, bottom: float) -> Floats:
    """Return how many square points of each box a rectangle covers."""
    wide = np.minimum(boxes[:, 2], right) - np.maximum(boxes[:, 0], left)
    high = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
    return np.asarray(np.maximum(wide, 0) * np.maximum(high, 0))


def _meets(line: tuple[float, float, float, float], box: Floats) -> bool:
    """Whether a line runs through a rectangle."""
    corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
    if box[0] < line[2] < box[2] and box[1] < line[3] < box[3]:
        return True
    return any(
        _cross(line, (*one, *other))
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


def _cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two lines cross."""
    a, b, c, d = one[:2], one[2:], other[:2], other[2:]
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(start: tuple[float, ...], end: tuple[float, ...], place: tuple[float, ...]) -> bool:
    across, along = end[0] - start[0], end[1] - start[1]
    return (place[1] - start[1]) * across > along * (place[0] - start[0])
