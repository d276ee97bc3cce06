"""Paths: places straight and steady, poses over their seconds, steps while walking."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.take.stage.takes import figure, take

from lastlook.take.model import Pose
from lastlook.take.stage import build
from lastlook.take.stage.paths import moment, standing

WALK = figure(
    "X",
    "{ at = 2, x = -6, y = 4, facing = 170 },"
    '{ at = 12, x = 4, y = 9, facing = -170, pose = "kneeling", seconds = 4, lean = 20 }',
)


def test_places_are_straight_and_steady() -> None:
    found = [moment(take(WALK).figures[0].path, at) for at in (0, 2, 7, 12, 50)]
    assert [one.place[0] for one in found] == pytest.approx([-6, -6, -1, 4, 4])
    assert [one.place[1] for one in found] == pytest.approx([4, 4, 6.5, 9, 9])


def test_pose_and_facing_change_in_the_seconds_before() -> None:
    way = take(WALK).figures[0].path
    assert [moment(way, at).share for at in (3, 8, 10, 11.999)] == pytest.approx(
        [0, 0, 0.5, 1], abs=1e-3
    )
    assert moment(way, 13).before is moment(way, 13).after is way[1]
    assert way[1].pose is Pose.KNEELING
    # From 170 to -170 is 20 degrees to the left, not 340 to the right.
    assert math.degrees(moment(way, 10).facing) == pytest.approx(180)
    assert math.degrees(moment(way, 10).mixed("lean")) == pytest.approx(10)


def test_a_change_takes_no_longer_than_there_is() -> None:
    text = figure("X", "{ x = 0, y = 3 }, { at = 1, x = 0, y = 3, lean = 40, seconds = 9 }")
    way = take(text).figures[0].path
    assert moment(way, 0).share == 0
    assert moment(way, 0.5).share == pytest.approx(0.5)


def test_without_seconds_it_changes_at_once() -> None:
    text = figure("X", "{ x = 0, y = 3 }, { at = 5, x = 0, y = 3, lean = 40, seconds = 0 }")
    way = take(text).figures[0].path
    assert moment(way, 4.999).share == 0
    assert moment(way, 5).mixed("lean") == pytest.approx(math.radians(40))


@given(st.floats(0, 60))
def test_nothing_jumps(at: float) -> None:
    stage = build(take(WALK))
    first, second = (stage.held("X", one) for one in (at, at + 1e-4))
    a, b = stage.people["X"].mesh(first), stage.people["X"].mesh(second)
    assert np.abs(a.vertices - b.vertices).max() < 2e-3


def test_who_walks_sets_one_foot_before_the_other() -> None:
    text = figure("X", "{ x = -6, y = 4 }, { at = 9, x = 6, y = 4 }")
    stage = build(take(text))

    def apart(at: float) -> float:
        bones = stage.people["X"].posed(stage.held("X", at))[0].bones
        return bones["left foot"].start[0] - bones["right foot"].start[0]

    steps = [apart(at) for at in np.arange(0, 9, 0.05)]
    assert steps[0] == pytest.approx(0)
    assert max(steps) > 0.3
    assert min(steps) < -0.3
    turns = sum(1 for a, b in pairwise(steps) if a * b < 0)
    # Twelve metres are some nine strides of 1.4 m.
    assert 14 <= turns <= 20
    for at in np.arange(0, 9, 0.21):
        mesh = stage.people["X"].mesh(stage.held("X", float(at)))
        assert mesh.vertices[:, 2].min() == pytest.approx(0, abs=0.06)


def test_who_shuffles_or_kneels_does_not_step() -> None:
    for text in (
        figure("X", "{ x = 0, y = 4 }, { at = 40, x = 2, y = 4 }"),
        figure(
            "X", '{ x = 0, y = 4, pose = "kneeling" }, { at = 2, x = 2, y = 4, pose = "kneeling" }'
        ),
    ):
        held = [build(take(text)).held("X", at).angles for at in (0.2, 0.7, 1.3)]
        assert held[0] == held[1] == held[2]


def test_gear_goes_straight_and_turns_steadily() -> None:
    text = (
        '[[gear]]\nname = "G"\nkind = "dolly"\n'
        "path = [{ at = 10, x = 1, y = 2, facing = 0, tilt = -10 },"
        " { at = 20, x = 3, y = 2, z = 1, facing = 90, tilt = 10 }]\n"
    )
    way = take(text).gear[0].path
    place, facing, tilt = standing(way, 15)
    assert place == pytest.approx((2, 2, 0.5))
    assert (math.degrees(facing), tilt) == pytest.approx((45, 0))
    assert standing(way, 0)[0] == (1, 2, 0)
    assert standing(way, 99)[0] == (3, 2, 1)
