"""Embree against the plain tracer, and both against what can be reckoned by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lastlook.take.sight import tracer
from lastlook.take.sight.plain import PlainTracer
from lastlook.take.sight.tracer import FAR, GAP, Tracer, TracerMissingError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

BOTH = pytest.mark.parametrize("kind", [Tracer, PlainTracer])
SQUARE = np.array([[2.0, -1, -1], [2, 1, -1], [2, 1, 1], [2, -1, 1]])
FACES = np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32)


@BOTH
def test_a_square_is_met_where_it_stands(kind: Any) -> None:
    found = kind(SQUARE, FACES)
    ways = np.array([[1.0, 0, 0], [1, 0.6, 0], [0.5, 0, 0], [-1, 0, 0], [1, 0.3, 0.2]])
    distances, triangles = found.hits(np.zeros((1, 3)), ways)
    assert triangles.tolist()[1:4] == [-1, triangles[2], -1]
    assert distances == pytest.approx([2, FAR, 4, FAR, 2])
    assert triangles[4] == 0  # Below the diagonal.
    limited, none = found.hits(np.zeros((1, 3)), ways, far=np.full(5, 1.9))
    assert none.tolist() == [-1] * 5
    assert limited == pytest.approx([1.9] * 5)


@BOTH
def test_it_is_met_from_both_sides(kind: Any) -> None:
    found = kind(SQUARE, FACES)
    for start, way in (([0.0, 0, 0], [1.0, 0, 0]), ([4.0, 0, 0], [-1.0, 0, 0])):
        distances, triangles = found.hits(np.array([start]), np.array([way]))
        assert triangles[0] >= 0
        assert distances[0] == pytest.approx(2)


@BOTH
def test_a_line_is_blocked_by_what_stands_between_its_ends(kind: Any) -> None:
    found = kind(SQUARE, FACES)
    ends = np.array(
        [[1.0, 0, 0], [3, 0, 0], [2, 0, 0], [2 + 0.5 * GAP, 0, 0], [3, 4, 0], [0, 0, 0]]
    )
    assert found.blocked(np.zeros((1, 3)), ends).tolist() == [
        False, True, False, False, False, False,
    ]  # fmt: skip
    start = np.array([[2 - 0.5 * GAP, 0, 0]])
    assert found.blocked(start, np.array([[5.0, 0, 0]])).tolist() == [False]


@BOTH
def test_nothing_blocks_nothing(kind: Any) -> None:
    found = kind(np.zeros((0, 3)), np.zeros((0, 3), dtype=np.int32))
    distances, triangles = found.hits(np.zeros((1, 3)), np.eye(3))
    assert triangles.tolist() == [-1] * 3
    assert distances.tolist() == [FAR] * 3
    assert found.blocked(np.zeros((1, 3)), np.eye(3)).tolist() == [False] * 3
    assert kind(SQUARE, FACES).blocked(np.zeros((0, 3)), np.zeros((0, 3))).tolist() == []


@BOTH
def test_what_it_is_given_is_left_alone(kind: Any) -> None:
    starts = np.zeros((2, 3), dtype=np.float32)
    ways = np.array([[1.0, 0, 0], [0, 1, 0]], dtype=np.float32)
    far = np.array([9.0, 9.0], dtype=np.float32)
    kind(SQUARE, FACES).hits(starts, ways, far)
    assert (starts == 0).all()
    assert far.tolist() == [9, 9]


@BOTH
def test_a_ball_of_triangles_is_met_where_the_sphere_is(kind: Any) -> None:
    vertices, faces = ball(48)
    rng = np.random.default_rng(5)
    ends = rng.normal(size=(400, 3)) * [0, 0.6, 0.6] + [5, 0, 0]
    distances, triangles = kind(vertices, faces).hits(
        np.array([[-3.0, 0, 0]]), ends + np.array([3.0, 0, 0])
    )
    away = np.hypot(ends[:, 1], ends[:, 2])
    # A line from (-3, 0, 0) through (5, y, z) passes the middle at 3·sin(atan(r/8)).
    past = 3 * np.sin(np.arctan(away / 8))
    clear = np.abs(past - 1) > 0.005
    assert ((triangles >= 0) == (past < 1))[clear].all()
    hit = clear & (past < 0.9)
    lengths = np.hypot(away, 8)
    true = (np.sqrt(9 - past**2) - np.sqrt(1 - past**2)) / lengths
    assert distances[hit] == pytest.approx(true[hit], abs=0.002)


def test_two_hundred_small_scenes_agree() -> None:
    """At least 99.9 % of the pixels of pictures of random triangles show the same triangle."""
    same = total = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        count = int(rng.integers(2, 24))
        middle = rng.uniform([3, -3, -2], [12, 3, 2], size=(count, 1, 3))
        corners = (middle + rng.normal(size=(count, 3, 3))).reshape(-1, 3)
        faces = np.arange(3 * count, dtype=np.int32).reshape(-1, 3)
        across, over = np.meshgrid(np.linspace(-0.6, 0.6, 48), np.linspace(-0.4, 0.4, 27))
        ways = np.stack([np.ones_like(across), across, over], axis=-1).reshape(-1, 3)
        eye = rng.uniform(-0.2, 0.2, size=(1, 3))
        distances, quick = Tracer(corners, faces).hits(eye, ways)
        plain, slow = PlainTracer(corners, faces).hits(eye, ways)
        same += int((quick == slow).sum())
        total += len(ways)
        agree = (quick == slow) & (slow >= 0)
        assert distances[agree] == pytest.approx(plain[agree], rel=1e-5)
    assert same / total >= 0.999


def test_sight_lines_agree_between_the_two() -> None:
    rng = np.random.default_rng(11)
    corners = rng.uniform(-2, 2, size=(90, 3))
    faces = np.arange(90, dtype=np.int32).reshape(-1, 3)
    starts, ends = rng.uniform(-4, 4, size=(2, 3000, 3))
    quick = Tracer(corners, faces).blocked(starts, ends)
    slow = PlainTracer(corners, faces).blocked(starts, ends)
    assert 0.1 < slow.mean() < 0.9
    assert (quick == slow).mean() >= 0.999


def test_no_ray_slips_through_an_edge() -> None:
    vertices, faces = ball(24)
    rng = np.random.default_rng(3)
    shared = vertices[faces[:, 0]] * 0.37 + vertices[faces[:, 1]] * 0.63
    inside = rng.uniform(-0.2, 0.2, size=(1, 3))
    _, triangles = Tracer(vertices, faces).hits(inside, shared - inside)
    assert (triangles >= 0).all()


def test_far_away_a_surface_still_does_not_hide_itself() -> None:
    away = np.array([300.0, -200, 10])
    found = Tracer(SQUARE + away, FACES)
    rng = np.random.default_rng(2)
    ends = np.stack([np.full(500, 2.0), *rng.uniform(-0.9, 0.9, size=(2, 500))], axis=-1)
    assert not found.blocked(away[None] - [40, 0, 0], ends + away).any()


def test_many_tracers_live_together() -> None:
    """More than a process has thread keys (1,024), of which every device of Embree's takes one."""
    away = np.array([0.0, 0, 3])
    all_of_them = [Tracer(SQUARE + away * number, FACES) for number in range(2500)]
    for number in (0, 1100, 2499):
        ways = np.array([[1.0, 0, 0], [1, 0.2, 0.1]])
        _, triangles = all_of_them[number].hits(away[None] * number, ways)
        assert (triangles >= 0).all()


def test_without_embree_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "embreex.mesh_construction", None)
    monkeypatch.setattr(tracer, "find_spec", lambda _: None)
    assert not tracer.available()
    with pytest.raises(TracerMissingError, match=r"pip install 'lastlook\[sight\]'"):
        Tracer(SQUARE, FACES)


def ball(rings: int) -> tuple[Floats, npt.NDArray[np.int32]]:
    """Return a sphere of radius 1 about the origin."""
    places, faces = [], []
    for ring in range(rings + 1):
        for step in range(2 * rings):
            down, round_ = math.pi * ring / rings, math.pi * step / rings
            places.append(
                [
                    math.sin(down) * math.cos(round_),
                    math.sin(down) * math.sin(round_),
                    math.cos(down),
                ]
            )
    for ring in range(rings):
        for step in range(2 * rings):
            here, beside = ring * 2 * rings + step, ring * 2 * rings + (step + 1) % (2 * rings)
            faces += [
                [here, here + 2 * rings, beside + 2 * rings],
                [here, beside + 2 * rings, beside],
            ]
    return np.array(places), np.array(faces, dtype=np.int32)
