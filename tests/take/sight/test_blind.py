"""Cameras that stand inside something are told; those that are only close to it are not."""

from __future__ import annotations

import pytest

from lastlook.take import parse_take
from lastlook.take.rehearsal import rehearse
from lastlook.take.sight import Verdict, look
from lastlook.take.stage import build

TEXT = """
title = "T"
duration = 2
fps = 4
[set]
car = "sedan"
[margins]
rehearsals = 0
[[set.walls]]
name = "Hoarding"
x = 20
y = -5
to_x = 20
to_y = 5
height = 4
[[gear]]
name = "Van"
kind = "van"
path = [{ x = 0, y = 8 }]
[[figures]]
name = "Dora"
role = "actor"
seat = "front-left"
[[cameras]]
name = "A"
sensor = "alexa-35-open-gate"
lens = 32
frames = [%s]
"""


def notes(frames: str) -> tuple[str, ...]:
    take, problems = parse_take((TEXT % frames).encode(), "t.toml")
    assert take is not None, problems
    return look(take, build(take), None, every=1.0).blind


def test_inside_the_hood_nothing_shows_and_it_is_said() -> None:
    take, _ = parse_take((TEXT % "{ x = 1.5, y = 0, z = 0.7 }").encode(), "t.toml")
    assert take is not None
    found = look(take, build(take), None, every=1.0)
    assert found.verdict is Verdict.CLEAN
    assert len(found.blind) == 1
    assert "Camera A stands inside the car at" in found.blind[0]
    assert "at 0:00 and sees nothing else" in found.blind[0]


def test_a_take_with_a_blind_camera_is_not_good() -> None:
    def good(where: str) -> bool:
        take, _ = parse_take((TEXT % where).encode(), "t.toml")
        assert take is not None
        return rehearse(take, every=1.0).good

    assert not good("{ x = 1.5, y = 0, z = 0.7 }")
    assert good("{ x = 6, y = 0, z = 1.5, pan = 0 }")


def test_a_camera_that_goes_into_something_is_told_with_its_moment() -> None:
    (note,) = notes("{ x = 0, y = 5, z = 1.2 }, { at = 1.5, x = 0, y = 8, z = 1.2 }")
    assert "inside Van at 0:01 " in note  # of the moments looked at


@pytest.mark.parametrize(
    "frame",
    [
        "x = 6, y = 0, z = 1.5",  # in the open
        "x = 6, y = 0, z = 1.5, pan = 180",
        "x = -0.6, y = 0, z = 1.2",  # in the cabin, between the seats
        "x = 0.3, y = 0, z = 1.1, tilt = -80",  # close to the floor and the seats
        "x = 1.5, y = 0, z = 1.3, tilt = -90",  # over the hood
        "x = 0, y = 0, z = 0.1, pan = 90",  # under the car, looking out
        "x = 20.1, y = 0, z = 1.5, pan = 180",  # against the back of a wall
        "x = 5, y = 0, z = 0, tilt = 20",  # on the ground
    ],
)
def test_a_camera_in_the_open_or_in_the_cabin_is_not(frame: str) -> None:
    assert notes(f"{{ {frame} }}") == ()
