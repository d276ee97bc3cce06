"""Movements as turns and places: fitted to points, and thinned to the moments that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.integer[Any]]


def fit(rest: Floats, moved: Floats, starts: Ints) -> tuple[Floats, Floats, Floats]:
    """Return the rigid movements that take parts nearest to where they went.

    The points of both (n × 3) stand part after part, each beginning at one of `starts`; `rest` is
    about each part's own middle. Returns turns (parts × 3 × 3), places (parts × 3), and how far any
    point of a part is from where the movement puts it (Kabsch 1976, with Umeyama's sign).
    """
    counts = np.diff([*starts, len(rest)])
    owner = np.repeat(np.arange(len(starts)), counts)
    middle = np.add.reduceat(moved, starts, axis=0) / counts[:, None]
    away = moved - middle[owner]
    spread = np.add.reduceat(rest[:, :, None] * away[:, None, :], starts, axis=0)
    u, _, vt = np.linalg.svd(spread)
    sign = np.sign(np.linalg.det(u @ vt))
    sign[sign == 0] = 1
    vt[:, 2] *= sign[:, None]
    turns = np.swapaxes(u @ vt, 1, 2)
    left = away - np.einsum("nij,nj->ni", turns[owner], rest)
    missed = np.sqrt(np.maximum.reduceat((left**2).sum(axis=1), starts))
    return turns, middle, missed


def quaternions(turns: Floats) -> Floats:
    """Return turns (… × 3 × 3) as unit quaternions x, y, z, w (… × 4).

    By the eigenvector of Bar-Itzhack's symmetric matrix, which no turn makes ill-conditioned.
    """
    m = np.asarray(turns, dtype=np.float64)
    k = np.empty((*m.shape[:-2], 4, 4))
    for i in range(3):
        for j in range(3):
            k[..., i, j] = m[..., i, j] + m[..., j, i]
    trace = np.trace(m, axis1=-2, axis2=-1)
    for i in range(3):
        k[..., i, i] = 2 * m[..., i, i] - trace
    for i, (a, b) in enumerate(((2, 1), (0, 2), (1, 0))):
        k[..., i, 3] = k[..., 3, i] = m[..., a, b] - m[..., b, a]
    k[..., 3, 3] = trace
    _, vectors = np.linalg.eigh(k)
    found = vectors[..., :, -1]
    # The first part that is not 0 is positive in w, so that the same turn has the same numbers.
    return np.asarray(found * np.where(found[..., 3:] < 0, -1.0, 1.0))


def smooth(turns: Floats) -> Floats:
    """Return quaternions of a movement (n × 4) so that each goes the short way from the last."""
    flips = np.sign(np.einsum("ij,ij->i", turns[1:], turns[:-1]))
    flips[flips == 0] = 1
    return np.asarray(turns * np.concatenate([[1.0], np.cumprod(flips)])[:, None])


def thinned(times: Floats, values: Floats, tolerance: float) -> Ints:
    """Return the numbers of the samples that straight lines need, the first and last among them.

    What is left out is nowhere more than `tolerance` from the line between its neighbours
    (Douglas and Peucker 1973, over time). `values` is n × any.
    """
    keep = np.zeros(len(times), dtype=bool)
    keep[[0, -1]] = True
    open_spans = [(0, len(times) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        share = (times[first + 1 : last] - times[first]) / (times[last] - times[first])
        line = values[first] + share[:, None] * (values[last] - values[first])
        off = np.abs(values[first + 1 : last] - line).max(axis=1)
        worst = int(off.argmax())
        if off[worst] > tolerance:
            middle = first + 1 + worst
            keep[middle] = True
            open_spans += [(first, middle), (middle, last)]
    return np.flatnonzero(keep)
