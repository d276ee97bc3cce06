"""Panes as corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Pane


def corners(pane: Pane) -> npt.NDArray[np.float64]:
    """Return a pane's corners, counter-clockwise from outside, 4 × 3 metres."""
    left, up, _ = (np.array(way) for way in axes(pane))
    low = np.array([pane.x, pane.y, pane.z])
    high = low + pane.height * up
    return np.stack([
        low - pane.width / 2 * left, low + pane.width / 2 * left,
        high + pane.top_width / 2 * left, high - pane.top_width / 2 * left,
    ])  # fmt: skip
