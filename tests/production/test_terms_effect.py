"""Terms of a day's calls and meals that would have no effect are warned of."""

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
[costs]
{costs}
[[cast]]
id = 1
character = "ANNA"
{cast}
[[location]]
id = "shop"
name = "Shop"
sets = ["SHOP"]
{location}
"""


def said(folder: Path, **stated: str) -> list[str]:
    (folder / "a.fountain").write_text("INT. SHOP - DAY\n\nAnna waits.\n")
    filled = {name: stated.get(name, "") for name in ("hours", "costs", "cast", "location")}
    (folder / "production.toml").write_text(FILE.format(**filled))
    return [problem.what for problem in read_production(folder)[1]]


@pytest.mark.parametrize(
    ("stated", "what"),
    [
        ({"costs": "late_meal = 50"}, "A late meal has a price, but nobody has said"),
        ({"hours": "make_up = 1"}, "Roles are called with their unit."),
        ({"cast": "make_up = 1"}, "ANNA is called with its unit."),
        (
            {"location": 'available = [{ start = 2027-01-18, end = 2027-01-20, opens = "20:00" }]'},
            "This window has `opens` but no `closes`.",
        ),
    ],
)
def test_what_is_without_effect_is_said(tmp_path: Path, stated: dict[str, str], what: str) -> None:
    assert any(one.startswith(what) for one in said(tmp_path, **stated))


def test_what_has_its_effect_is_not(tmp_path: Path) -> None:
    hours = 'calls = "personal"\nmake_up = 1.5\nmeal_within = 6'
    window = (
        'available = [{ start = 2027-01-18, end = 2027-01-20, opens = "20:00", closes = "02:00" }]'
    )
    assert (
        said(tmp_path, hours=hours, costs="late_meal = 50", cast="make_up = 2", location=window)
        == []
    )
