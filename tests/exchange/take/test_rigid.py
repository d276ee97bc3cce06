"""Movements fitted to points, as quaternions, and thinned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.exchange.take.rigid import fit, quaternions, smooth, thinned


def turn(axis: np.ndarray, angle: float) -> np.ndarray:
    """Rodrigues' formula."""
    x, y, z = axis / np.linalg.norm(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k)


def matrix(q: np.ndarray) -> np.ndarray:
    x, y, z, w = q
    return np.array([
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ])  # fmt: skip


@given(st.integers(0, 10_000))
def test_quaternions_are_the_turns(seed: int) -> None:
    rng = np.random.default_rng(seed)
    turns = np.array([turn(rng.normal(size=3), angle) for angle in (0, 1e-9, 1, np.pi, 3.1415, 6)])
    found = quaternions(turns)
    assert np.allclose([matrix(q) for q in found], turns, atol=1e-9)
    assert (found[:, 3] >= 0).all()


def test_smooth_goes_the_short_way() -> None:
    about = [quaternions(turn(np.array([0, 0, 1.0]), a)[None])[0] for a in np.linspace(0, 9, 40)]
    found = smooth(np.array(about))
    assert (np.einsum("ij,ij->i", found[1:], found[:-1]) > 0.9).all()
    assert np.allclose([matrix(q) for q in found], [matrix(q) for q in np.array(about)])


@given(st.integers(0, 10_000))
def test_parts_are_found_where_they_went(seed: int) -> None:
    rng = np.random.default_rng(seed)
    starts = np.array([0, 5, 9])
    rest = rng.normal(size=(16, 3))
    moved = rest.copy()
    turns, places = [], []
    for first, last in ((0, 5), (5, 9), (9, 16)):
        rest[first:last] -= rest[first:last].mean(axis=0)
        turns.append(turn(rng.normal(size=3), rng.uniform(-3, 3)))
        places.append(rng.normal(size=3) * 10)
        moved[first:last] = rest[first:last] @ turns[-1].T + places[-1]
    found, where, missed = fit(rest, moved, starts)
    assert np.allclose(found, turns, atol=1e-8)
    assert np.allclose(where, places, atol=1e-8)
    assert missed.max() < 1e-8


def test_what_bends_is_told() -> None:
    rest = np.array([[-1.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, -1, 0]])
    moved = rest.copy()
    moved[0, 2] = 0.4
    assert fit(rest, moved, np.array([0]))[2][0] > 0.05


def test_a_flat_part_is_not_mirrored() -> None:
    flat = np.array([[-1.0, -1, 0], [1, -1, 0], [0, 2, 0]])
    moved = flat @ turn(np.array([1.0, 2, 3]), 2.5).T
    found, _, missed = fit(flat, moved, np.array([0]))
    assert np.linalg.det(found[0]) == pytest.approx(1)
    assert missed[0] < 1e-8


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=60), st.floats(0.001, 1))
def test_what_is_left_out_is_near_the_line(values: list[float], tolerance: float) -> None:
    times = np.arange(len(values), dtype=np.float64)
    table = np.array(values)[:, None]
    keep = thinned(times, table, tolerance)
    assert keep[0] == 0
    assert keep[-1] == len(values) - 1
    line = np.interp(times, times[keep], table[keep, 0])
    assert np.abs(line - table[:, 0]).max() <= tolerance + 1e-12
    assert list(thinned(times, np.zeros((len(values), 1)), tolerance)) == sorted(
        {0, len(values) - 1}
    )
