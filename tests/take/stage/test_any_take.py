"""Whatever people are asked to do, they stay people: finite, closed, their bones their length."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.take.stage.closed import check

from lastlook.take.bodies import bodies
from lastlook.take.model import Figure, Point, Pose, Waypoint
from lastlook.take.stage.builds import builds
from lastlook.take.stage.figures import Person


def numbers(low: float, high: float) -> st.SearchStrategy[Decimal]:
    return st.floats(low, high).map(lambda value: Decimal(str(round(value, 3))))


POINTS = st.builds(Point, x=numbers(-5, 5), y=numbers(-5, 5), z=numbers(0, 3))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    times = sorted(draw(st.sets(numbers(0, 60), min_size=1, max_size=4)))
    path = tuple(
        Waypoint(
            at=at, x=draw(numbers(-5, 5)), y=draw(numbers(-5, 5)), z=draw(numbers(0, 2)),
            facing=draw(numbers(-360, 360)), pose=draw(st.sampled_from(Pose)),
            seconds=draw(numbers(0, 20)), lean=draw(numbers(-90, 90)),
            turn=draw(numbers(-120, 120)),
            left_hand=draw(st.none() | POINTS), right_hand=draw(st.none() | POINTS),
        )
        for at in times
    )  # fmt: skip
    tall = draw(st.none() | numbers(0.5, 2.5))
    return Figure(name="X", build=draw(st.sampled_from(sorted(builds()))), stature=tall, path=path)


@given(figures(), st.floats(0, 70), st.sampled_from(sorted(bodies())))
@settings(max_examples=100)
def test_people_stay_people(figure: Figure, at: float, car: str) -> None:
    person = Person(figure, bodies()[car])
    held = person.held(at)
    mesh = person.mesh(held)
    check(mesh)
    skeleton, turn, root = person.posed(held)
    size, bones = person.size, skeleton.bones
    for side in ("left", "right"):
        upper, lower = bones[f"{side} forearm"].start, bones[f"{side} hand"].start
        assert math.isclose(math.dist(skeleton.shoulders[side], upper), size.upper_arm)
        assert math.isclose(math.dist(upper, lower), size.forearm)
    places = (mesh.vertices - root) @ turn
    assert np.linalg.norm(places, axis=1).max() < 1.3 * size.stature
    assert np.linalg.norm(root[:2] - np.array(held.place[:2])) < size.stature
    again = Person(figure, bodies()[car])
    assert np.array_equal(again.mesh(again.held(at)).vertices, mesh.vertices)
