"""Avalanches: snow on a height field comes to rest at its angle of repose.

Every pair of neighbouring cells steeper than it may be gives half of the excess downhill, as far as
the upper cell has snow. Pairs are taken in eight groups without a cell in common (rows and columns,
both diagonals, each in two colours), so that the result depends on no order within a group and the
compiled code and numpy agree to the last digit. The bed never moves; mass is only handed on.

Where the bed breaks off between two cells (`CLIFF`), the edge stands halfway between their middles
and snow slopes up from there: the upper cell keeps what half a step of slope is high. Without that
a heap on a free disc would lose a ring one cell wide.

Eight directions bound the slope along themselves, so a cone comes out steeper between them by up
to 1/cos 22.5°; the mean of that, `ISOTROPY`, is taken off the limit.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

_OCTANT = math.radians(22.5)
ISOTROPY = math.log(1 / math.cos(_OCTANT) + math.tan(_OCTANT)) / _OCTANT
"""Mean of 1/cos over the half-angle between two directions: 1.027."""
STILL = 1e-5
"""Metres moved in a sweep below which nothing moves."""
CLIFF = math.tan(math.radians(80))
"""Slope of the bare bed from one cell to the next above which it is an edge, not a slope: steeper
than any pane or panel of a car."""
BLOCK = 16
"""Cells each way of a block; after the first sweep only blocks near a move are looked at."""

GROUPS = tuple((step, colour) for step in ((0, 1), (1, 0), (1, 1), (1, -1)) for colour in (0, 1))


def settle(
    bed: Floats, depth: Floats, tangent: Floats, dx: float, dy: float, *, sweeps: int,
    plain: bool = False,
) -> float:  # fmt: skip
    """Let the snow of a field come to rest, in place; return the last sweep's greatest move.

    Parameters
    ----------
    bed
        Height of what does not move, metres, rows along y and columns along x.
    depth
        Vertical depth of each material on it, metres: materials × rows × columns.
    tangent
        tan φ of each material's angle of repose; a mixture has the mean by depth.
    dx, dy
        Size of a cell on the plan, metres.
    sweeps
        At most so many passes over the field.
    plain
        Use numpy although numba is there.
    """
    limits = tangent / ISOTROPY
    total = depth.sum(axis=0)
    if not total.any():
        return 0.0
    one = _sweep_numpy if plain else _engine()
    blocks = np.ones((-(-total.shape[0] // BLOCK), -(-total.shape[1] // BLOCK)), dtype=np.bool_)
    most = 0.0
    for _ in range(sweeps):
        moved = np.zeros_like(blocks)
        most = one(bed, depth, total, limits, dx, dy, blocks, moved)
        if most < STILL:
            break
        blocks = _with_neighbours(moved)
    return most


def _with_neighbours(blocks: Bools) -> Bools:
    """Return the blocks and those that touch them."""
    wide = np.pad(blocks, 1)
    rows, columns = blocks.shape
    near = [wide[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return np.asarray(np.logical_or.reduce(near))


@cache
def _engine() -> Callable[..., float]:
    if find_spec("numba") is None:
        return _sweep_numpy
    from numba import njit

    try:
        compiled: Callable[..., float] = njit(cache=True, nogil=True)(_sweep_loops)
    except RuntimeError:
        # Neither beside the code nor in the user's own folders can anything be written.
        compiled = njit(nogil=True)(_sweep_loops)
    return compiled


def _sweep_loops(  # noqa: PLR0917 - compiled code is called by position
    bed: Floats, depth: Floats, total: Floats, limits: Floats, dx: float, dy: float,
    blocks: Bools, moved: Bools,
) -> float:  # fmt: skip
    """Pass over the field once; compiled by numba."""
    kinds, rows, columns = depth.shape
    most = 0.0
    for group in range(8):
        # Steps (0, 1), (1, 0), (1, 1), (1, -1); written out for the compiler.
        down = 0 if group < 2 else 1
        right = 1 if group < 2 or 4 <= group < 6 else (0 if group < 4 else -1)
        colour = group % 2
        far = math.sqrt((down * dy) ** 2 + (right * dx) ** 2)
        row_step = 2 if down else 1
        column_step = 1 if down else 2
        last_row = rows - down
        last_column = columns - (1 if right > 0 else 0)
        for block in range(blocks.size):
            above, beside = block // blocks.shape[1], block % blocks.shape[1]
            if not blocks[above, beside]:
                continue
            first_row = above * 16 + (colour if down else 0)
            first_column = beside * 16 + (0 if down else colour)
            if right < 0 and beside == 0:
                first_column = 1
            for y in range(first_row, min(last_row, above * 16 + 16), row_step):
                for x in range(first_column, min(last_column, beside * 16 + 16), column_step):
                    y2, x2 = y + down, x + right
                    if total[y, x] <= 0.0 and total[y2, x2] <= 0.0:
                        continue
                    drop = (bed[y, x] + total[y, x]) - (bed[y2, x2] + total[y2, x2])
                    if drop > 0.0:
                        ys, xs, yt, xt = y, x, y2, x2
                    else:
                        ys, xs, yt, xt = y2, x2, y, x
                        drop = -drop
                    have = total[ys, xs]
                    if have <= 0.0:
                        continue
                    limit = 0.0
                    for kind in range(kinds):
                        limit += depth[kind, ys, xs] / have * limits[kind]
                    move = min((drop - limit * far) / 2.0, have)
                    if move <= 0.0:
                        continue
                    if bed[ys, xs] - bed[yt, xt] > CLIFF * far:
                        move = min(move, have - limit * far / 2.0)
                        if move <= 0.0:
                            continue
                    most = max(most, move)
                    if move > 1e-5:
                        moved[above, beside] = True
                    part = move / have
                    for kind in range(kinds):
                        amount = depth[kind, ys, xs] * part
                        depth[kind, ys, xs] -= amount
                        depth[kind, yt, xt] += amount
                    total[ys, xs] -= move
                    total[yt, xt] += move
    return most


def _pair(rows: int, columns: int, step: tuple[int, int], colour: int) -> tuple[Any, Any]:
    """Return the slices of one group's cells and of their neighbours."""
    down, right = step
    if not down:
        first: Any = (slice(None), slice(colour, columns - 1, 2))
        return first, (slice(None), slice(colour + 1, columns, 2))
    upper, lower = slice(colour, rows - 1, 2), slice(colour + 1, rows, 2)
    here = slice(1, None) if right < 0 else slice(0, columns - right)
    there = slice(0, columns - 1) if right < 0 else slice(right, None)
    return (upper, here), (lower, there)


def _sweep_numpy(  # noqa: PLR0917 - as the loops
    bed: Floats, depth: Floats, total: Floats, limits: Floats, dx: float, dy: float,
    blocks: Bools, moved: Bools,
) -> float:  # fmt: skip
    """Pass over the field once, in numpy; the same arithmetic as the loops."""
    kinds, rows, columns = depth.shape
    looked = np.repeat(np.repeat(blocks, BLOCK, axis=0), BLOCK, axis=1)[:rows, :columns]
    rows_at, columns_at = np.indices((rows, columns)) // BLOCK
    most = 0.0
    for step, colour in GROUPS:
        a, b = _pair(rows, columns, step, colour)
        far = math.sqrt((step[0] * dy) ** 2 + (step[1] * dx) ** 2)
        drop = (bed[a] + total[a]) - (bed[b] + total[b])
        forward = drop > 0
        have = np.where(forward, total[a], total[b])
        held = np.where(have > 0, have, 1.0)
        limit = np.zeros_like(drop)
        for kind in range(kinds):
            source = np.where(forward, depth[kind][a], depth[kind][b])
            limit += source / held * limits[kind]
        move = np.minimum((np.abs(drop) - limit * far) / 2.0, have)
        edge = np.where(forward, bed[a] - bed[b], bed[b] - bed[a]) > CLIFF * far
        move = np.where(edge, np.minimum(move, have - limit * far / 2.0), move)
        move = np.where((move > 0) & (have > 0) & looked[a], move, 0.0)
        if not move.any():
            continue
        most = max(most, float(move.max()))
        far_enough = move > STILL
        moved[rows_at[a][far_enough], columns_at[a][far_enough]] = True
        part = move / held
        sign = np.where(forward, 1.0, -1.0)
        for kind in range(kinds):
            amount = np.where(forward, depth[kind][a], depth[kind][b]) * part * sign
            depth[kind][a] -= amount
            depth[kind][b] += amount
        total[a] -= move * sign
        total[b] += move * sign
    return most
