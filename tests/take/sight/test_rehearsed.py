"""Sightlines of a take as its file states it: the car's own panes and people, and its own snow."""

from __future__ import annotations

from lastlook.take import materials, parse_take, rehearse
from lastlook.take.sight import GiveAway, Slip, Verdict, Way, look
from lastlook.take.snow.simulate import simulate
from lastlook.take.stage import build

TEXT = """\
format = 1
title = "Somebody behind the car"
duration = 3

[set]
car = "sedan"

[fineness]
ground = 0.1
glass = 0.05

[margins]
rehearsals = 0

[[cameras]]
name = "A"
sensor = "alexa-35-open-gate"
lens = 24
frames = [{ x = 0.6, y = 0, z = 1.2, look = { x = -1.6, y = 0, z = 1.15 } }]
"""
BEHIND = """
[[figures]]
name = "Effects"
at = 1.25
until = 1.61
path = [{ x = -3.4, y = 0.3 }]
"""
LIES = """
[[figures]]
name = "Effects"
path = [{ x = -3.4, y = 0.3, pose = "prone" }]
"""
WHITE = """
[[dumps]]
name = "Rear window"
material = "paper-damp"
at = 0
seconds = 1
litres = 200
box = 1.2
path = [{ at = 0, x = -1.2, y = 0.5, z = 1.6 }, { at = 1, x = -1.2, y = -0.5, z = 1.6 }]
"""


def direct(text: str) -> list[GiveAway]:
    take, problems = parse_take(text.encode(), "a.toml")
    assert not problems
    assert take is not None
    film = simulate(take, materials(), plain=True, record=True).film
    found = look(take, build(take), film)
    assert found.frames == {"A": 72}
    return [one for one in found.give_aways if one.way is Way.DIRECT]


def test_whoever_stands_behind_the_car_for_nine_frames() -> None:
    (one,) = direct(TEXT + BEHIND)
    assert (one.thing, one.via, one.verdict) == ("Effects", "rear", Verdict.SEEN)
    assert (one.first, one.last) == (30, 38)
    assert "head" in one.parts
    # Nothing of the legs is to be seen over the trunk.
    assert not {"left shin", "right foot"} & set(one.parts)


def test_whoever_lies_on_the_ground_there_is_not_seen() -> None:
    take, _ = parse_take((TEXT + LIES).encode(), "a.toml")
    assert take is not None
    found = rehearse(take, plain=True).sight
    assert found is not None
    assert found.verdict is Verdict.CLEAN
    assert found.give_aways == ()


def test_snow_on_the_rear_window_hides_them() -> None:
    """200 litres cover the glass before frame 30; a second later they would not have."""
    found = direct(TEXT + BEHIND + WHITE)
    assert [one for one in found if one.slip in {Slip.NONE, Slip.OPERATOR}] == []
    late = direct(TEXT + BEHIND + WHITE.replace("at = 0\nseconds", "at = 2\nseconds"))
    assert [(one.first, one.last) for one in late if one.slip is Slip.NONE] == [(30, 38)]


def test_without_cameras_nobody_is_looked_for() -> None:
    take, _ = parse_take((TEXT.partition("[[cameras]]")[0] + BEHIND).encode(), "a.toml")
    assert take is not None
    assert rehearse(take, plain=True).sight is None


def test_sight_is_looked_for_only_where_it_is_asked_for() -> None:
    take, _ = parse_take((TEXT + BEHIND).encode(), "a.toml")
    assert take is not None
    assert rehearse(take, plain=True, sight=False).sight is None


def test_a_camera_that_rolls_between_the_moments_looked_at_is_told() -> None:
    text = TEXT.replace("lens = 24\n", "lens = 24\nat = 1.1\nuntil = 1.4\n")
    take, problems = parse_take(text.encode(), "a.toml")
    assert take is not None, problems
    coarse = look(take, build(take), None, every=0.5)
    assert coarse.frames == {"A": 0}
    assert any("Camera A rolls between" in note for note in coarse.notes)
    assert look(take, build(take), None, every=0.1).notes == ()
