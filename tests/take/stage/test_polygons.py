"""Flat polygons: cut, holed, joined without cracks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.take.stage.closed import check, edges, volume

from lastlook.take.stage.polygons import area, clipped, joined, without

SQUARE = np.array([(0.0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)])
INNER = st.floats(0.2, 3.0)


def test_a_polygon_is_cut_by_a_plane() -> None:
    half = clipped(SQUARE, np.array([1.0, 0, 0]), 1.0)
    assert area(half) == pytest.approx(4)
    assert len(clipped(SQUARE, np.array([1.0, 0, 0]), -1.0)) == 0
    assert np.array_equal(clipped(SQUARE, np.array([1.0, 0, 0]), 9.0), SQUARE)
    corner = clipped(SQUARE, np.array([1.0, 1.0, 0]), 2.0)
    assert area(corner) == pytest.approx(2)


@given(INNER, INNER, st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_pieces_round_a_hole_leave_just_the_hole(x: float, y: float, a: float, b: float) -> None:
    hole = np.array([(x, y, 0.0), (x + a, y, 0), (x + a * 0.8, y + b, 0), (x + a * 0.1, y + b, 0)])
    pieces = without(SQUARE, hole)
    assert sum(area(piece) for piece in pieces) == pytest.approx(16 - area(hole))
    for piece in pieces:
        centre = piece.mean(axis=0)
        turn = np.cross(piece[1] - piece[0], centre - piece[0])
        assert turn[2] > 0


def test_a_hole_over_the_edge_cuts_a_notch() -> None:
    hole = np.array([(3.0, 1, 0), (5, 1, 0), (5, 2, 0), (3, 2, 0)])
    assert sum(area(piece) for piece in without(SQUARE, hole)) == pytest.approx(15)


def test_sheets_share_corners_where_one_has_more_than_the_other() -> None:
    left = np.array([(-4.0, 0, 0), (0, 0, 0), (0, 4, 0), (-4, 4, 0)])
    low = np.array([(0.0, 0, 0), (4, 0, 0), (4, 1, 0), (0, 1, 0)])
    high = np.array([(0.0, 1, 0), (4, 1, 0), (4, 4, 0), (0, 4, 0)])
    mesh = joined([("left", left), ("right", low), ("right", high)])
    check(mesh)
    counted = edges(mesh.faces)
    rim = [(a, b) for a, b in counted if (b, a) not in counted]
    lengths = [np.linalg.norm(mesh.vertices[a] - mesh.vertices[b]) for a, b in rim]
    assert sum(lengths) == pytest.approx(24)
    assert mesh.names == ("left", "right")


def test_a_box_of_sheets_is_closed() -> None:
    low, high = np.zeros(3), np.ones(3)
    (x, y, z), (u, v, w) = low, high
    sheets = [
        [(x, y, z), (x, v, z), (u, v, z), (u, y, z)],
        [(x, y, w), (u, y, w), (u, v, w), (x, v, w)],
        [(x, y, z), (u, y, z), (u, y, w), (x, y, w)],
        [(u, y, z), (u, v, z), (u, v, w), (u, y, w)],
        [(u, v, z), (x, v, z), (x, v, w), (u, v, w)],
        [(x, v, z), (x, y, z), (x, y, w), (x, v, w)],
    ]
    mesh = joined([(str(n), np.array(sheet, dtype=float)) for n, sheet in enumerate(sheets)])
    counted = edges(mesh.faces)
    assert all((b, a) in counted for a, b in counted)
    assert volume(mesh.vertices, mesh.faces) == pytest.approx(1)
