"""Avalanches against cones, ridges and heaps (field cases V1 and V4 to V7)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.take.snow import repose

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

DX = 0.02


def poured(
    volume: float, angle: float, bed: Floats, *, line: bool = False, dx: float = DX
) -> Floats:
    """Pour a volume onto the middle of a bed in 60 portions."""
    rows, columns = bed.shape
    depth = np.zeros((1, rows, columns))
    tangent = np.array([math.tan(math.radians(angle))])
    x = (np.arange(columns) - (columns - 1) / 2) * dx
    y = (np.arange(rows) - (rows - 1) / 2) * dx
    spot = np.ones((rows, 1)) * (np.abs(x) < 0.03) if line else np.hypot(x, y[:, None]) < 0.05
    portion = volume / 60 / (spot.sum() * dx * dx)
    for _ in range(60):
        depth[0] += spot * portion
        repose.settle(bed, depth, tangent, dx, dx, sweeps=60)
    repose.settle(bed, depth, tangent, dx, dx, sweeps=3000)
    heap: Floats = depth[0]
    return heap


@pytest.mark.parametrize("angle", [35, 42, 50])
def test_a_poured_cone_v4(angle: float) -> None:
    volume, tangent = 0.08, math.tan(math.radians(angle))
    radius = (3 * volume / (math.pi * tangent)) ** (1 / 3)
    heap = poured(volume, angle, np.zeros((71, 71)))
    assert heap.sum() * DX * DX == pytest.approx(volume, rel=1e-12)
    covered = (heap > 0.002).sum() * DX * DX
    assert math.sqrt(covered / math.pi) == pytest.approx(radius, rel=0.03)
    assert heap.max() == pytest.approx(radius * tangent, rel=0.03)
    assert slope(heap) == pytest.approx(angle, abs=2)


def slope(heap: Floats) -> float:
    """Return the mean slope of a heap's flank in degrees, rim and top left out."""
    gy, gx = np.gradient(heap, DX)
    flank = (heap > 0.2 * heap.max()) & (heap < 0.8 * heap.max())
    return float(np.degrees(np.arctan(np.hypot(gx, gy)[flank].mean())))


def test_a_ridge_v5() -> None:
    heap = poured(0.05 * 9 * DX, 42, np.zeros((9, 61)), line=True)
    middle = heap[4]
    assert middle.max() == pytest.approx(0.212, rel=0.03)
    # The base is twice the 0.236 m of one side.
    assert (middle > 0.001).sum() * DX == pytest.approx(0.471, abs=1.5 * DX)


def heap_on_disc(dx: float) -> float:
    """Return the volume that stays on a raised disc of 0.5 m."""
    side = (np.arange(round(1.2 / dx) + 1) - round(0.6 / dx)) * dx
    on = np.hypot(side, side[:, None]) <= 0.5
    bed = np.where(on, 0.0, -5.0)
    return float((poured(0.3, 42, bed, dx=dx) * on).sum() * dx * dx)


def test_a_heap_on_a_free_disc_v6() -> None:
    """What stays is the cone over the disc; the finer the cells, the nearer."""
    cone = math.pi * math.tan(math.radians(42)) / 3 * 0.5**3
    coarse, fine = heap_on_disc(0.04) / cone, heap_on_disc(0.02) / cone
    assert fine == pytest.approx(1, abs=0.074)
    assert abs(1 - fine) < 0.65 * abs(1 - coarse)


def test_snow_leaves_a_cliff_but_for_half_a_step() -> None:
    """A ledge three cells wide keeps a ridge between its two edges, whatever lies on it before."""
    bed = np.full((1, 5), -1.0)
    bed[0, 1:4] = 0.0
    depth = np.array([[[0.0, 0.5, 0.5, 0.5, 0.0]]])
    repose.settle(bed, depth, np.array([repose.ISOTROPY]), DX, DX, sweeps=500)
    assert depth[0, 0, 1:4] == pytest.approx([DX / 2, 1.5 * DX, DX / 2], abs=1e-4)
    assert depth.sum() == pytest.approx(1.5)


@pytest.mark.parametrize("angle", [50, 48.5, 42, 39])
def test_published_repose_comes_out_as_it_went_in_v7(angle: float) -> None:
    assert slope(poured(0.02, angle, np.zeros((51, 51)))) == pytest.approx(angle, abs=2)


fields = st.integers(0, 2**32 - 1)


@given(seed=fields, kinds=st.integers(1, 3))
@settings(max_examples=25)
def test_plain_and_compiled_agree_and_nothing_is_lost_v1(seed: int, kinds: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.integers(3, 40, 2)
    bed = rng.random((rows, columns)) * rng.choice([0.0, 0.3])
    depth = rng.random((kinds, rows, columns)) * (rng.random((rows, columns)) < 0.5)
    tangent = rng.uniform(0.5, 1.5, kinds)
    before = depth.sum(axis=(1, 2))
    one, two = depth.copy(), depth.copy()
    repose.settle(bed, one, tangent, DX, 0.03, sweeps=7)
    repose.settle(bed, two, tangent, DX, 0.03, sweeps=7, plain=True)
    assert np.allclose(one, two, rtol=0, atol=1e-12)
    assert np.allclose(one.sum(axis=(1, 2)), before, rtol=1e-12)
    assert one.min() > -1e-12


def test_the_bed_stays_where_snow_is_at_rest() -> None:
    bed = np.zeros((5, 5))
    depth = np.full((1, 5, 5), 0.1)
    assert repose.settle(bed, depth, np.array([1.0]), DX, DX, sweeps=3) == 0
    assert (depth == 0.1).all()
