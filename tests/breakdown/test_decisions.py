"""breakdown.toml: what people decided, with every mistake at its place."""

from __future__ import annotations

from lastlook.breakdown import check_decisions, parse_decisions

GOOD = b"""\
[scenes.s003]
minutes = 240
location = "pier"
script_day = "2"
cast = [4]
not_cast = [1]
background = [{ label = "commuters", count = 12 }]
dismissed = ["BANG"]

[[scenes.s003.elements]]
category = "props"
label = "Ring"
"""


def test_decisions_are_read_and_categories_brought_to_the_trade_s_names() -> None:
    decisions, problems = parse_decisions(GOOD)
    assert problems == []
    scene = decisions.scenes["s003"]
    assert (scene.minutes, scene.location, scene.cast, scene.not_cast) == (240, "pier", (4,), (1,))
    assert scene.background is not None
    assert scene.background[0].count == 12
    assert [(e.category, e.label) for e in scene.elements] == [("Props", "Ring")]


def test_all_mistakes_come_at_once_and_sound_scenes_are_kept() -> None:
    text = b"""\
[scenes.s001]
minutes = 0
[scenes.s002]
minits = 30
[[scenes.s004.elements]]
category = "Propz"
label = "Ring"
[scenes.s005]
minutes = 30
[sheet]
"""
    decisions, problems = parse_decisions(text)
    assert list(decisions.scenes) == ["s005"]
    assert [(p.line, p.what.split(" ")[0]) for p in problems] == [
        (2, "`minutes`"),
        (4, "`minits`"),
        (6, "There"),
        (10, "`sheet`"),
    ]
    assert "`minutes`" in problems[1].fix
    assert "“Props”" in problems[2].fix


def test_what_points_at_nothing_is_reported() -> None:
    decisions, _ = parse_decisions(GOOD)
    found = check_decisions(GOOD, decisions, scenes=["s001"], roles=[1], locations=["garage"])
    assert [(p.line, p.column, p.severity) for p in found] == [
        (1, 9, "warning"),
        (3, 1, "error"),
        (5, 9, "error"),
    ]
    assert check_decisions(GOOD, decisions, scenes=["s003"], roles=[1, 4], locations=["pier"]) == []
