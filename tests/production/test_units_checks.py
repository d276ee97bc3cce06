"""What is wrong among second units and sets with several locations is said, with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lastlook.production import read_production

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
title = "A"
script = "a.fountain"
[calendar]
start = 2027-01-18
[hours]
day_call = "07:00"
night_call = "17:00"
{hours}
[[location]]
id = "shop"
name = "Shop"
sets = ["SHOP"]
[[location]]
id = "barn"
name = "Barn"
{barn}
{more}
"""
UNIT = '[[second_unit]]\nid = "{}"\nname = "{}"\n{}\n'
CAR = '[[set]]\nname = "{}"\nlocations = {}\n'
BOTH = CAR.format("CAR", '["shop", "barn"]')


def said(folder: Path, **stated: str) -> list[str]:
    (folder / "a.fountain").write_text("INT. SHOP - DAY\n\nAnna waits.\n")
    filled = {name: stated.get(name, "") for name in ("hours", "barn", "more")}
    (folder / "production.toml").write_text(FILE.format(**filled))
    problems = read_production(folder)[1]
    assert all(problem.fix for problem in problems)
    return [problem.what for problem in problems]


def test_what_is_right_is_not_spoken_of(tmp_path: Path) -> None:
    units = UNIT.format("b", "Second", 'sets = ["SHOP"]') + UNIT.format(
        "c", "Third", "without_cast = true"
    )
    assert said(tmp_path, more=BOTH + units, hours="commute = 0.5") == []


@pytest.mark.parametrize(
    ("stated", "what"),
    [
        ({}, "Nobody has said which sets are shot at Barn."),
        ({"more": BOTH + CAR.format("SHOP", '["shop", "barn"]')}, "The set SHOP stands among"),
        ({"more": BOTH + CAR.format("car", '["shop", "barn"]')}, "The set car has a [[set]]"),
        ({"more": CAR.format("CAR", '["barn"]')}, "CAR needs two different locations"),
        ({"more": CAR.format("CAR", '["barn", "barn"]')}, "CAR needs two different locations"),
        ({"more": CAR.format("CAR", '["barn", "moon"]')}, 'There is no location "moon".'),
        (
            {"more": BOTH + UNIT.format("b", "Second", "")},
            "Nobody has said which scenes Second may shoot.",
        ),
        (
            {
                "more": BOTH
                + UNIT.format("b", "Second", "without_cast = true")
                + UNIT.format("B", "Third", "without_cast = true")
            },
            'The id "B" belongs to Second already.',
        ),
        (
            {
                "more": BOTH
                + UNIT.format("b", "Second", "without_cast = true")
                + UNIT.format("c", "second", "without_cast = true")
            },
            'The name "second" belongs to the unit "b" already.',
        ),
        ({"more": BOTH, "hours": "commute = 1"}, "There is a way between units, but one unit"),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, stated: dict[str, str], what: str) -> None:
    (one,) = said(tmp_path, **stated)
    assert one.startswith(what)
