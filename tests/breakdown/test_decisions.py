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


def test_an_element_is_known_by_its_id_and_by_its_other_labels() -> None:
    decisions, problems = parse_decisions(
        b"""
[elements.ring]
category = "props"
label = "Ring"
also = ["antique"]

[scenes.s001]
elements = [{ element = "ring", count = 2 }, { category = "Props", label = "Antique" }]
"""
    )
    assert problems == []
    first, second = decisions.scenes["s001"].elements
    assert (first.category, first.label, first.count) == ("Props", "Ring", 2)
    assert (second.element, second.label) == ("ring", "Ring")


def test_everything_wrong_with_elements_is_said() -> None:
    _, problems = parse_decisions(
        b"""
[elements.ring]
category = "Jewels"
label = "Ring"
[elements.dog]
category = "Animals"
label = "Dog"
linked = ["trainer"]
number = "7"
[elements.cat]
category = "Animals"
label = "Cat"
number = "7"
[scenes.s001]
elements = [{ element = "rinng" }, { category = "Props" }]
rejected = [{ label = "TUBA", category = "Brass" }]
"""
    )
    text = "\n".join(problem.what for problem in problems)
    for wanted in ("Jewels", "`trainer`", "board id 7", "`rinng`", "needs a category", "Brass"):
        assert wanted in text
