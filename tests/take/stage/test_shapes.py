"""Plain solids: closed, the right way round, as large as they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.take.stage.closed import check, is_closed, volume

from lastlook.take.stage.shapes import (
    Builder,
    ball_profile,
    box,
    capsule_profile,
    cylinder,
    ellipsoid,
    moved,
    revolved,
    ring,
    scaled,
    slab,
    turned,
    upright,
)

SIZES = st.floats(0.01, 3)
PLACES = st.tuples(*[st.floats(-5, 5)] * 3)


@given(PLACES, SIZES, SIZES, SIZES)
def test_a_box_is_closed_and_as_large_as_it_says(
    low: tuple[float, float, float], a: float, b: float, c: float
) -> None:
    vertices, faces = box(low, (low[0] + a, low[1] + b, low[2] + c))
    assert is_closed(faces)
    assert volume(vertices - low, faces) == pytest.approx(a * b * c, rel=1e-6)


@given(PLACES, PLACES, SIZES, st.one_of(st.none(), st.floats(0, 2)))
def test_bars_and_cones_are_closed_whichever_way_they_point(
    start: tuple[float, ...], end: tuple[float, ...], radius: float, top: float | None
) -> None:
    length = math.dist(start, end)
    if length < 0.05:
        return
    vertices, faces = cylinder(start, end, radius, top, sides=64)
    assert is_closed(faces)
    last = radius if top is None else top
    cone = math.pi * length * (radius**2 + radius * last + last**2) / 3
    assert volume(vertices - np.array(start), faces) == pytest.approx(cone, rel=0.01)


def test_round_forms_have_the_volume_of_round_forms() -> None:
    vertices, faces = ellipsoid((1, 2, 3), (0.3, 0.2, 0.5), sides=60, rings=40)
    assert is_closed(faces)
    assert volume(vertices, faces) == pytest.approx(4 / 3 * math.pi * 0.03, rel=0.01)
    capsule = revolved(capsule_profile(0.4, 0.1, 0.1, 12), 60)
    assert is_closed(capsule[1])
    expected = math.pi * 0.01 * 0.4 + 4 / 3 * math.pi * 0.001
    assert volume(*capsule) == pytest.approx(expected, rel=0.01)
    torus = ring((0, 0, 1), (1, 0, 1), 0.2, 0.02, sides=80, around=40)
    assert is_closed(torus[1])
    assert volume(*torus) == pytest.approx(2 * math.pi**2 * 0.2 * 0.02**2, rel=0.01)


def test_a_slab_lies_between_its_faces() -> None:
    low = [(0, 0, 0), (2, 0, 0), (2, 1, 0), (0, 1, 0)]
    vertices, faces = slab(low, [(x, y, 0.5) for x, y, _ in low])
    assert is_closed(faces)
    assert volume(vertices, faces) == pytest.approx(1.0)


@given(st.floats(-4, 4), st.floats(-1.5, 1.5))
def test_what_looks_along_x_is_turned_left_and_up(facing: float, tilt: float) -> None:
    matrix = turned(facing, tilt)
    assert np.allclose(matrix @ matrix.T, np.eye(3))
    assert np.linalg.det(matrix) == pytest.approx(1)
    flat = math.cos(tilt)
    ahead = (flat * math.cos(facing), flat * math.sin(facing), math.sin(tilt))
    assert np.allclose(matrix @ (1, 0, 0), ahead)
    assert (matrix @ (0, 1, 0))[2] == pytest.approx(0)


@given(PLACES)
def test_the_upright_axis_is_turned_into_any_direction(direction: tuple[float, ...]) -> None:
    away = np.array(direction)
    if np.linalg.norm(away) < 0.1:
        return
    matrix = upright(away)
    assert np.linalg.det(matrix) == pytest.approx(1)
    assert np.allclose(matrix @ (0, 0, 1), away / np.linalg.norm(away))


def test_parts_gather_under_their_names() -> None:
    builder = Builder()
    builder.add("leg", box((0, 0, 0), (1, 1, 1)))
    builder.add("top", moved(scaled(box((0, 0, 0), (1, 1, 1)), (2, 2, 0.1)), np.eye(3), np.ones(3)))
    builder.add("leg", box((3, 0, 0), (4, 1, 1)))
    mesh = builder.mesh()
    check(mesh)
    assert mesh.names == ("leg", "top")
    assert np.bincount(mesh.parts).tolist() == [24, 12]
    other = Builder()
    other.add("top", box((0, 0, 0), (1, 1, 1)))
    other.take(mesh)
    joined = other.mesh()
    check(joined)
    assert joined.names == ("top", "leg")
    assert np.bincount(joined.parts).tolist() == [24, 24]
    check(Builder().mesh())


def test_a_profile_that_begins_on_the_axis_has_a_point() -> None:
    vertices, faces = revolved(ball_profile(1.0, 4), 6)
    assert len(vertices) == 2 + 3 * 6
    assert is_closed(faces)
    assert vertices[0].tolist() == [0, 0, -1]
