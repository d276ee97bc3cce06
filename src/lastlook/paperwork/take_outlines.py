"""On a board: what must not be seen and is, outlined in red and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork.placing import Crowd, Label, Line, place, write
from lastlook.paperwork.svg import RED, n

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from lastlook.paperwork.svg import Drawing
    from lastlook.paperwork.take_shade import Shaded
    from lastlook.take.stage.scene import Thing

SMALLEST = 3
"""Cells below which something is a speck."""


def outline_hidden(
    draw: Drawing, things: Sequence[Thing], cells: Shaded,
    room: tuple[float, float, float, float], *, least: float,
) -> bool:  # fmt: skip
    """Draw the outlines, and return whether there are any.

    Parameters
    ----------
    room
        Left, top, width and height of the board's picture, points.
    least
        Share of an image that glass must let pass for it to count as seen.
    """
    left, top, wide, high = room
    rows, columns = cells.thing.shape
    across, down = wide / columns, high / rows
    hidden = [number for number, thing in enumerate(things) if thing.hidden]
    mask = np.isin(cells.thing, hidden) & (cells.through > least)
    if mask.sum() < SMALLEST:
        return False
    path = _around(np.where(mask, cells.thing, -1), across, down, left, top)
    draw.path(path, stroke="#ffffff", thick=2.2)
    draw.path(path, stroke=RED, thick=1.1)
    labels, crowd = [], Crowd()
    for number in hidden:
        y, x = np.nonzero(mask & (cells.thing == number))
        if len(x) < SMALLEST:
            continue
        low_x, high_x = left + float(x.min()) * across, left + float(x.max() + 1) * across
        low_y, high_y = top + float(y.min()) * down, top + float(y.max() + 1) * down
        crowd.box(low_x - 1, low_y - 1, high_x + 1, high_y + 1, 1.0)
        labels.append(
            Label(
                x=(low_x + high_x) / 2,
                y=(low_y + high_y) / 2,
                around=1.0 + min(high_x - low_x, high_y - low_y) / 2,
                lines=(Line(text=things[number].name, size=6.5, fill=RED),),
            )
        )
    inner = (left + 3, top + 3, left + wide - 3, top + high - 3)
    write(draw, place(labels, crowd, inner)[0], leaders=RED)
    return True


def _around(
    owners: npt.NDArray[np.int32], wide: float, high: float, left: float, top: float
) -> str:
    """Return the outlines of cells with the same owner (-1: nobody's) as SVG path commands."""
    padded = np.pad(owners, 1, constant_values=-1)
    parts = []
    for row, columns in enumerate(padded[1:, 1:-1] != padded[:-1, 1:-1]):
        for start, end in _runs(columns):
            y = n(top + row * high)
            parts.append(f"M{n(left + start * wide)} {y}H{n(left + end * wide)}")
    for column, rows in enumerate((padded[1:-1, 1:] != padded[1:-1, :-1]).T):
        for start, end in _runs(rows):
            x = n(left + column * wide)
            parts.append(f"M{x} {n(top + start * high)}V{n(top + end * high)}")
    return "".join(parts)


def _runs(marks: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the first and the end of every run of marks."""
    steps = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
    for start, end in zip(steps[::2], steps[1::2], strict=True):
        yield int(start), int(end)
