"""An operator without a path, who goes with one camera, in the picture of another."""

from __future__ import annotations

from lastlook.take import parse_take
from lastlook.take.rehearsal import rehearse
from lastlook.take.sight import Way

TAKE = """
title = "Two cameras"
duration = 1
[set]
car = "none"
[[figures]]
name = "Op"
[[cameras]]
name = "A"
sensor = "venice"
lens = 35
frames = [{ x = -4, y = 0, z = 1.5, look = { x = 4, y = 0, z = 1.2 } }]
[[cameras]]
name = "B"
sensor = "venice"
lens = 35
operator = "Op"
frames = [{ x = 2, y = 0.5, z = 1.6, look = { x = 2, y = 8, z = 1.2 } }]
[margins]
rehearsals = 3
"""


def test_who_goes_with_a_camera_is_seen_and_ways_out_are_looked_for() -> None:
    take, problems = parse_take(TAKE.encode(), "t.toml")
    assert problems == []
    assert take is not None
    sight = rehearse(take).sight
    assert sight is not None
    seen = {one.thing for one in sight.give_aways if one.way is Way.DIRECT and one.camera == "A"}
    assert seen == {"Op", "B"}
    assert "car" not in " ".join(fix.what for fix in sight.fixes)
    assert sight.chance is not None
    assert sight.chance.clean == 0
