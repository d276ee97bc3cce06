"""`lastlook schedule`: the example argued with, in words and for programs."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.plan import load
from lastlook.schedule import build_shoot, cost, read_board, violations

if TYPE_CHECKING:
    from tests.cli.conftest import Run

    from lastlook.schedule import BoardFile, Shoot

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[Path, str], None]


def asked(lastlook: Run, *args: object, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(lastlook("schedule", *args, "--json", code=code).stdout)
    return found


def opened(ride: Path, name: str = "board.toml") -> tuple[Shoot, BoardFile]:
    film, _ = load(ride)
    assert film is not None
    shoot = build_shoot(film.production, film.sheets, film.clearances)
    return shoot, read_board(ride / name, shoot)


def keys(value: Any) -> Any:
    """Give the shape of a report: its keys, and those of the first thing in each list."""
    if isinstance(value, dict):
        return {name: keys(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [keys(value[0])] if value else []
    return type(value).__name__


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def test_why_a_scene_is_where_it_is(lastlook: Run, ride: Path, golden: Golden) -> None:
    before = contents(ride)
    said = lastlook("schedule", "why", ride, "12A").stdout
    golden(GOLDEN / "schedule-why.txt", said)
    assert contents(ride) == before


def test_why_for_programs(lastlook: Run, ride: Path) -> None:
    found = asked(lastlook, "why", ride, "s013", "--nearest", 1, "--seconds", 1)
    assert (found["scene"], found["date"], found["unit"]) == ("s013", "2027-02-16", "night")
    assert len(found["dates"]) == 8
    there = [other for other in found["dates"] if other["added"] is not None]
    assert [(other["date"], other["added"]) for other in there] == [("2027-02-12", 1350)]
    assert all(other["broken"] for other in found["dates"] if other["added"] is None)
    solved = [other for other in found["dates"] if other["change"] or other["impossible"]]
    assert len(solved) == 1


def test_an_unknown_scene_is_refused(lastlook: Run, ride: Path) -> None:
    result = lastlook("schedule", "why", ride, "99", code=1)
    assert "No scene to be placed has the number or id 99" in result.stderr


def test_prices_of_the_example(lastlook: Run, ride: Path) -> None:
    before = contents(ride)
    found = asked(lastlook, "prices", ride, "--seconds", 0.5)
    shoot, file = opened(ride)
    assert found["cost"] == cost(file.board, shoot).total == found["best"]
    assert sum(term["amount"] for term in found["cost_terms"]) == found["cost"]
    assert {"cast 3", "place roadhouse", "max_days +1", "turnaround +1"} <= {
        one["key"] for one in found["demands"]
    }
    for one in found["demands"]:
        assert 0 <= one["at_least"] <= one["saving"] <= one["at_most"]
        assert one["cost"] == found["best"] - one["saving"]
    assert keys(found["demands"][:1]) == [
        {
            "key": "str",
            "says": "str",
            "instead": "str",
            "source": "str",
            "saving": "int",
            "at_least": "int",
            "at_most": "int",
            "exact": "bool",
            "cost": "int",
            "bound": "int",
        }
    ]
    assert contents(ride) == before


def test_the_frontier_of_days_and_its_picture(
    lastlook: Run, ride: Path, tmp_path: Path, golden: Golden
) -> None:
    svg = tmp_path / "days.svg"
    args = ("schedule", "what-if", ride, "--days", "2..3", "--seconds", 2, "--svg", svg)
    golden(GOLDEN / "schedule-days.txt", lastlook(*args).stdout)
    picture = ET.fromstring(svg.read_text(encoding="utf-8"))
    said = "".join(picture.itertext())
    assert "at most 3 shooting days: 28,440" in said
    assert "at most 2 shooting days: no legal board" in said
    assert "is there already" in lastlook(*args, code=1).stderr


def test_an_actor_who_leaves_sooner_costs_more(lastlook: Run, ride: Path) -> None:
    found = asked(
        lastlook, "what-if", ride, "--actor", "prentice", "2027-02-10..2027-02-12", "--seconds", 1
    )
    never, sooner, as_now = found["cases"]
    assert (sooner["key"], as_now["key"]) == ("2027-02-11", "2027-02-12")
    assert (never["cost"], never["impossible"]) == (None, True)
    assert sooner["cost"] > as_now["cost"] == found["cost_now"]


def test_one_thing_is_asked_at_a_time(lastlook: Run, ride: Path) -> None:
    lastlook("schedule", "what-if", ride, code=2)
    lastlook("schedule", "what-if", ride, "--days", "2", "--without-window", "IVOR", code=2)
    lastlook("schedule", "what-if", ride, "--days", "six", code=2)
    lastlook("schedule", "what-if", ride, "--actor", "IVOR", "2027-02-30", code=2)
    result = lastlook("schedule", "what-if", ride, "--without-window", "NOBODY", code=1)
    assert "DORA (1)" in result.stderr


@pytest.fixture
def freed(ride: Path) -> Path:
    """Give the example with a day more, so that something can happen to it."""
    path = ride / "production.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("max_days = 3 ", "max_days = 5 "), encoding="utf-8")
    return ride


def test_a_sick_actor_changes_little_and_nothing_is_written(lastlook: Run, freed: Path) -> None:
    before = contents(freed)
    found = asked(lastlook, "resolve", freed, "--sick", "MRS. ALDOUS", "2027-02-16")
    assert contents(freed) == before
    assert found["must"] == ["s019", "s022"]
    assert found["moved"] == ["s019", "s022"]
    assert found["proved"]
    assert found["added"] == sum(term["added"] for term in found["terms"])
    assert found["written"] is None
    assert set(keys(found)) == {
        "currency", "moved", "must", "not_shot", "beyond", "sets", "stay", "bound", "proved",
        "written", "board_before", "strips", "days", "terms", "cost_before", "cost_after", "added",
        "broken_before", "broken_after",
    }  # fmt: skip


def test_the_old_board_is_kept_when_a_new_one_is_written(lastlook: Run, freed: Path) -> None:
    before = (freed / "board.toml").read_bytes()
    sick = ("--sick", "5", "2027-02-16", "--seconds", 2)
    beside = asked(lastlook, "resolve", freed, *sick, "--to", "board-b.toml")
    assert beside["written"] == "board-b.toml"
    assert (freed / "board.toml").read_bytes() == before
    lastlook("schedule", "resolve", freed, *sick, "--to", "board-b.toml", code=1)
    found = asked(lastlook, "resolve", freed, *sick, "--write")
    assert (found["written"], found["board_before"]) == ("board.toml", "board-before.toml")
    assert (freed / "board-before.toml").read_bytes() == before
    shoot, file = opened(freed)
    assert violations(file.board, shoot) == ()
    assert cost(file.board, shoot).total == found["cost_after"]
    again = asked(lastlook, "resolve", freed, *sick, "--write")
    assert (again["moved"], again["board_before"]) == ([], "board-before-2.toml")
    compared = asked(lastlook, "compare", freed, "board-before.toml", "board.toml")
    assert compared["strips"] == found["strips"]
    assert compared["added"] == found["added"]


def test_boards_are_compared_strip_by_strip(lastlook: Run, freed: Path, golden: Golden) -> None:
    text = (freed / "board.toml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    strip = next(line for line in lines if '"s013"' in line)
    lines.remove(strip)
    lines.insert(next(n for n, line in enumerate(lines) if '"s021"' in line), strip)
    (freed / "board-b.toml").write_text("".join(lines), encoding="utf-8")
    said = lastlook("schedule", "compare", freed, "board.toml", "board-b.toml").stdout
    golden(GOLDEN / "schedule-compare.txt", said)


def test_any_board_is_checked(lastlook: Run, ride: Path) -> None:
    assert "none is broken" in lastlook("schedule", "check", ride).stdout
    text = (ride / "board.toml").read_text(encoding="utf-8")
    (ride / "board-x.toml").write_text(text.replace("2027-02-12", "2027-02-15"), encoding="utf-8")
    found = asked(lastlook, "check", ride, "board-x.toml", code=1)
    assert not found["legal"]
    assert "calendar" in {one["rule"] for one in found["broken"]}
    assert any("House rule" in one["source"] for one in found["rules"])
    said = lastlook("schedule", "check", ride, ride / "board-x.toml", code=1).stdout
    assert "15 Feb 2027" in said


def test_a_board_that_no_plan_would_take_is_checked_all_the_same(lastlook: Run, ride: Path) -> None:
    text = (ride / "board.toml").read_text(encoding="utf-8")
    twice = text.replace('    "s013",', '    "s013", "s001",')
    swapped = twice.replace("2027-02-11", "2027-02-22")
    (ride / "board-x.toml").write_text(swapped, encoding="utf-8")
    found = asked(lastlook, "check", ride, "board-x.toml", code=1)
    assert {"twice", "order of days", "calendar"} <= {one["rule"] for one in found["broken"]}
    assert any("stands here and on line" in one["message"] for one in found["warnings"])
    (ride / "board.toml").write_text(swapped, encoding="utf-8")
    assert "stands here and on line" in lastlook("plan", ride, code=1).stderr


def test_where_nothing_is_legal_the_reason_is_told(lastlook: Run, ride: Path) -> None:
    found = asked(lastlook, "resolve", ride, "--sick", "IVOR", "2027-02-11", code=3)
    assert found["conflicts"]
    assert any("max_days" in way for one in found["conflicts"] for way in one["ways_out"])
    behind = asked(lastlook, "resolve", ride, "--behind", "0.25d", "2027-02-12", code=3)
    ways = [way for one in behind["conflicts"] for way in one["ways_out"]]
    assert ways
    # What is over cannot be unlocked.
    assert not any("Unlock" in way for way in ways)
    result = lastlook("schedule", "resolve", ride, "--only-week", 7, code=1)
    assert "no week 7" in result.stderr
    result = lastlook("schedule", "compare", ride, "board.toml", "none.toml", code=1)
    assert "There is no board none.toml" in result.stderr
