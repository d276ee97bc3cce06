"""Points that stand for a thing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.take.sight.sets import both, box

from lastlook.take.sight.points import LEAST, is_closed, spread


def test_they_lie_on_the_thing_and_share_its_area() -> None:
    thing = box((1, 2, 3), (1, 2, 0.5))
    points = spread(thing, most=100_000)
    at = points.on(thing) - [1, 2, 3]
    sides = np.abs(at) / [0.5, 1, 0.25]
    assert sides.max() <= 1 + 1e-12
    assert (np.isclose(sides, 1).any(axis=1)).all()
    assert points.areas.sum() == pytest.approx(7)
    normals = points.normals(thing)
    # Faces are counter-clockwise from outside.
    assert (np.einsum("ij,ij->i", normals, at) > 0).all()
    # About one for each 5 cm square, spread evenly: each eighth has about an eighth.
    assert len(points.faces) == pytest.approx(7 / 0.05**2, rel=0.02)
    eighths = np.bincount((at > 0) @ np.array([1, 2, 4]))
    assert eighths == pytest.approx(len(at) / 8, rel=0.05)


def test_the_outline_is_there() -> None:
    thing = box((0, 0, 0), (1, 1, 1))
    at = spread(thing).on(thing)
    for corner in ((1, 1, 1), (-1, 1, 1), (1, -1, -1), (-1, -1, -1)):
        assert np.isclose(at, np.array(corner) / 2).all(axis=1).any()


@given(st.integers(1, 6), st.floats(0.01, 0.5))
def test_every_part_has_points_and_a_large_thing_not_too_many(count: int, small: float) -> None:
    thing = box((0, 0, 0), (3, 3, 3), "large")
    for number in range(count):
        thing = both(thing, box((5, number, 0), (small, small, small), f"small {number}"))
    points = spread(thing, most=300)
    each = np.bincount(thing.parts[points.faces])
    assert len(each) == count + 1
    assert each.min() >= LEAST
    assert (points.areas > 0).sum() <= 300 + (count + 1) * (LEAST + 1)
    assert points.shares.sum(axis=1) == pytest.approx(np.ones(len(points.faces)))
    assert points.shares.min() >= 0


def test_they_go_with_the_thing_and_are_always_the_same() -> None:
    thing = box((0, 0, 0), (1, 1, 1))
    one, again = spread(thing), spread(thing)
    assert (one.faces == again.faces).all()
    assert (one.shares == again.shares).all()
    moved = replace(thing, vertices=thing.vertices + np.array([0, 0, 2.0]))
    assert one.on(moved) == pytest.approx(one.on(thing) + np.array([0, 0, 2.0]))


def test_parts_without_area_have_none() -> None:
    thing = box((0, 0, 0), (0, 0, 0))
    assert len(spread(thing).faces) == 0


def test_what_is_closed_all_round() -> None:
    thing = box((1, 2, 3), (1, 2, 0.5))
    assert is_closed(thing.vertices, thing.faces)
    assert not is_closed(thing.vertices, thing.faces[:-1])
    assert not is_closed(thing.vertices, thing.faces[:, ::-1])
    mixed = thing.faces.copy()
    mixed[3] = mixed[3, ::-1]
    assert not is_closed(thing.vertices, mixed)
    # Triangles that each have their own corners, in the same places.
    apart = thing.vertices[thing.faces].reshape(-1, 3)
    assert is_closed(apart, np.arange(len(apart)).reshape(-1, 3))
    points = spread(thing)
    assert (points.solid == (points.areas > 0)).all()
    sheet = replace(thing, faces=thing.faces[:2], parts=thing.parts[:2])
    assert not spread(sheet).solid.any()
