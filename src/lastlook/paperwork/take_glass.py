"""What glass does to the tones of a board: what passes, and the glow of the snow on it.

Snow takes direct light as it does for sightlines, exp(−τ/|cos|), and puts its own white in its
place: what a board shows through it is what can be seen through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.sight.glass import Crossing
    from lastlook.take.snow.film import Film, PaneFilm

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

GLOW = 0.97
"""Of snow on glass."""
BEHIND_GLASS = 0.975
"""What a clean pane leaves of the tones behind it, so that it is told from none."""
VISIBLE = 0.3
"""Share of an image that glass before a pane must pass for the pane's edge to be drawn."""


def through_glass(
    crossed: Sequence[Crossing], film: Film | None, at: float, count: int
) -> tuple[Floats, Floats, Floats, Ints]:
    """Return what glass does to the tones behind it, for every ray.

    The share of the tone that is left, the glow that comes on top, the share of the image that
    passes (without the tint of clean glass), and which panes are seen (a bit for each).
    """
    passes, glow, through = np.ones(count), np.zeros(count), np.ones(count)
    pane = np.zeros(count, dtype=np.int64)
    direct, share = [], []
    for one in crossed:
        snow = film.panes.get(one.pane) if film is not None else None
        clear = np.ones(count)
        if snow is not None:
            clear[one.lines] = _smooth(snow, at, one)
        where = np.full(count, np.inf)
        where[one.lines] = one.share
        direct.append(clear)
        share.append(where)
        through *= clear
        tint = np.ones(count)
        tint[one.lines] = BEHIND_GLASS
        passes *= clear * tint
    for number, one in enumerate(crossed):
        mine = share[number][one.lines]
        before = np.ones(len(one.lines))
        for other in range(len(crossed)):
            if other != number:
                nearer = share[other][one.lines] < mine
                before *= np.where(nearer, direct[other][one.lines], 1.0)
        # Behind a pane that is shut no other has an edge to draw.
        pane[one.lines[before > VISIBLE]] |= 1 << number
        glow[one.lines] += (1 - direct[number][one.lines]) * before * GLOW
    return passes, glow, through, pane


def _smooth(snow: PaneFilm, at: float, one: Crossing) -> Floats:
    """Return what the film of a pane lets pass where lines cross it, even from cell to cell.

    At the mean angle of all lines: on a board nobody sees the difference.
    """
    depth = snow.depth[snow.record(at)].astype(np.float64)
    rows, columns = depth.shape
    cells = _soft(np.exp(-depth / max(float(one.cosine.mean()), 0.05)))
    down = np.clip(one.v / snow.pane.height * rows - 0.5, 0, rows - 1)
    across = np.clip((one.u / snow.pane.width + 0.5) * columns - 0.5, 0, columns - 1)
    row = np.minimum(down.astype(np.int64), max(rows - 2, 0))
    column = np.minimum(across.astype(np.int64), max(columns - 2, 0))
    below, beside = down - row, across - column
    found = np.zeros(len(one.u))
    for step_row, share_row in ((0, 1 - below), (1, below)):
        for step, share in ((0, 1 - beside), (1, beside)):
            where = (np.minimum(row + step_row, rows - 1), np.minimum(column + step, columns - 1))
            found += share_row * share * cells[where]
    return found


def _soft(cells: Floats) -> Floats:
    """Return cells mixed with those around them, so that no step of a cell is seen."""
    for axis in (0, 1):
        padded = np.pad(cells, [(1, 1) if axis == a else (0, 0) for a in (0, 1)], mode="edge")
        size = cells.shape[axis]
        first, middle, last = (
            np.take(padded, range(start, start + size), axis=axis) for start in (0, 1, 2)
        )
        cells = np.asarray((first + 2 * middle + last) / 4)
    return cells
