"""One bounce: analytic mirrors, Fresnel's numbers, and a ray that is reflected by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.take.sight import bounce

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

UPRIGHT = np.array([[0.0, -1, 0], [0, 1, 0], [0, 1, 2], [0, -1, 2]])
"""A mirror in the plane x = 0 that reflects towards +x."""
COORDINATE = st.floats(-5, 5, allow_nan=False)


def test_the_virtual_image_is_as_far_behind_as_the_eye_is_before() -> None:
    assert bounce.mirrored(np.array([3.0, 0.5, 1.5]), UPRIGHT) == pytest.approx([-3, 0.5, 1.5])


def test_corners_run_counter_clockwise_as_seen_from_where_it_reflects() -> None:
    middle, normal = bounce.plane(UPRIGHT)
    assert middle == pytest.approx([0, 0, 1])
    assert normal == pytest.approx([1, 0, 0])


def test_the_light_turns_where_similar_triangles_say() -> None:
    eye, place = np.array([2.0, -0.6, 1.0]), np.array([[1.0, 0.6, 1.0]])
    turn, cosine, there = bounce.bounce(eye, place, UPRIGHT)
    # Two thirds of the way along the wall, for the eye is twice as far from it.
    assert turn[0] == pytest.approx([0, 0.2, 1])
    assert cosine[0] == pytest.approx(3 / math.hypot(3, 1.2))
    assert there[0]


@pytest.mark.parametrize(
    ("eye", "place"),
    [
        ((2, 0, 1), (1, 3.5, 1)),  # beside the mirror's edge at y = 1
        ((2, 0, 1), (-1, 0, 1)),  # behind it
        ((-2, 0, 1), (1, 0, 1)),  # looked at from its back
        ((2, 0, 1), (0, 0, 1)),  # on it
    ],
)
def test_there_is_nothing_beside_or_behind_a_mirror(
    eye: tuple[float, ...], place: tuple[float, ...]
) -> None:
    _, _, there = bounce.bounce(np.array(eye, float), np.array([place], float), UPRIGHT)
    assert not there[0]


def test_its_edge_is_where_the_virtual_eye_sees_it() -> None:
    # From (2, 0, 1) the edge at y = 1 shows, 1 m before the mirror, what stands at y = 1.5.
    places = np.array([[1.0, 1.4999, 1.0], [1.0, 1.5001, 1.0]])
    _, _, there = bounce.bounce(np.array([2.0, 0, 1]), places, UPRIGHT)
    assert there.tolist() == [True, False]


@given(
    st.tuples(COORDINATE, COORDINATE, COORDINATE), st.tuples(COORDINATE, COORDINATE, COORDINATE),
    st.floats(0, 2 * math.pi), st.floats(-1.4, 1.4),
)  # fmt: skip
def test_angles_in_and_out_are_equal_and_in_one_plane(
    eye: tuple[float, ...], place: tuple[float, ...], turn: float, tilt: float
) -> None:
    corners = _turned(UPRIGHT * 100, turn, tilt)
    _, normal = bounce.plane(corners)
    start, end = np.array(eye), np.array([place])
    met, cosine, there = bounce.bounce(start, end, corners)
    ahead, high = (end[0] - corners.mean(axis=0)) @ normal, (start - corners.mean(axis=0)) @ normal
    if min(ahead, high) < 1e-3:
        assert not there[0] or min(ahead, high) > 0
        return
    into, out = met[0] - start, end[0] - met[0]
    into, out = into / np.linalg.norm(into), out / np.linalg.norm(out)
    assert into - 2 * (into @ normal) * normal == pytest.approx(out, abs=1e-6)
    assert -(into @ normal) == pytest.approx(cosine[0], abs=1e-6)


def _turned(corners: Floats, turn: float, tilt: float) -> Floats:
    """Turn corners about y by `tilt`, then about z by `turn`."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    lean = np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]])
    cos, sin = math.cos(turn), math.sin(turn)
    about = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    return np.asarray(corners @ (about @ lean).T)


def test_glass_gives_back_what_the_books_say() -> None:
    # ((n - 1)/(n + 1))² straight on; all of it grazing; at Brewster's angle half of the one
    # polarisation that is given back at all: sin²(2θ - 90°)/2.
    assert float(bounce.fresnel(1.0)) == pytest.approx((0.52 / 2.52) ** 2)
    assert float(bounce.fresnel(0.0)) == pytest.approx(1.0)
    angle = math.atan(bounce.GLASS)
    expected = math.sin(2 * angle - math.pi / 2) ** 2 / 2
    assert float(bounce.fresnel(math.cos(angle))) == pytest.approx(expected)


def test_lacquer_is_schlick() -> None:
    assert float(bounce.lacquer(0.04, 1.0)) == pytest.approx(0.04)
    assert float(bounce.lacquer(0.04, 0.0)) == pytest.approx(1.0)
    cosines = np.linspace(0, 1, 50)
    assert (np.diff(bounce.lacquer(0.04, cosines)) <= 0).all()


def test_snow_outside_takes_the_outer_reflection_and_leaves_the_inner() -> None:
    one, clear, thick = np.ones(1), np.zeros(1), np.full(1, 20.0)
    single = float(bounce.fresnel(1.0))
    both = single + (1 - single) ** 2 * single
    assert bounce.pane_inside(one, clear) == pytest.approx(both)
    assert bounce.pane_inside(one, thick) == pytest.approx(single)
    assert bounce.pane_outside(one, clear) == pytest.approx(both)
    assert bounce.pane_outside(one, thick) == pytest.approx(0, abs=1e-12)
