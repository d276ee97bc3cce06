"""A production with a second unit and a set at several locations, from its folder to its paper."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.breakdown import location_of
from lastlook.breakdown.sheets import choice_of
from lastlook.exchange.csv_out import film_to_csv
from lastlook.exchange.uss.from_film import film_to_uss
from lastlook.plan import load
from lastlook.production import open_production
from lastlook.schedule import build_shoot, read_board

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

MORE = """\
[[location]]
id = "barn"
name = "The barn"
fee = 250

[[set]]
name = "DRIVING-SCHOOL CAR"
locations = ["terminal", "barn"]

[[second_unit]]
id = "second"
name = "Second unit"
day = 1500
without_cast = true
sets = ["FERRY TERMINAL"]
scenes = ["s025"]
unavailable = [{ start = 2027-02-10, end = 2027-02-10, note = "another film" }]
max_days = 3
overtime = [{ after = 9, tenth = 20 }]

[[crew]]
"""


@pytest.fixture
def units(ride: Path) -> Path:
    """Give the example with a second unit, and its car at the terminal or in a barn."""
    path = ride / "production.toml"
    text = path.read_text(encoding="utf-8")
    both = 'sets = ["FERRY TERMINAL", "DRIVING-SCHOOL CAR"]'
    text = text.replace(both, 'sets = ["FERRY TERMINAL"]')
    text = text.replace("[[crew]]\n", MORE, 1)
    text = text.replace("cast_turnaround = 12\n", "cast_turnaround = 12\ncommute = 0.5\n", 1)
    path.write_text(text, encoding="utf-8")
    (ride / "board.toml").unlink()
    return ride


def test_what_is_stated_becomes_the_problem(units: Path) -> None:
    film, problems = load(units)
    assert film is not None
    assert not [one for one in problems if one.severity.value == "error"]
    shoot = build_shoot(film.production, film.sheets, film.clearances)
    (choice,) = shoot.choices
    assert choice.places == ("terminal", "barn")
    # Scene 14 is at the roadhouse by breakdown.toml, so it is no part of the choice.
    assert choice.scenes == {"s010", "s025"}
    assert {need.location for need in shoot.scenes if need.id in choice.scenes} == {"terminal"}
    assert [place.id for place in shoot.places][-1] == "barn"
    (unit,) = shoot.second_units
    assert {"s001", "s025"} <= unit.scenes
    assert "s010" not in unit.scenes
    assert shoot.dates.index(film.production.second_units[0].unavailable[0].start) not in unit.dates
    assert unit.day_costs == ((150_000, 150_000),) * len(shoot.dates)
    assert (unit.max_days, unit.turnaround, shoot.commute) == (3, 600, 30)
    assert [(late.after, late.tenth) for late in unit.late] == [(540, 2_000)]
    assert unit.why_not == ("does not work 10 Feb 2027 (another film)",)


def test_the_longest_name_decides_whether_there_is_a_choice(units: Path) -> None:
    film = open_production(units)
    assert choice_of("DRIVING-SCHOOL CAR - BACK SEAT", film.sets) is film.sets[0]
    assert choice_of("CAR", film.sets) is None
    assert location_of("DRIVING-SCHOOL CAR", film.locations, film.sets) == ""
    assert location_of("FERRY TERMINAL - SLIP", film.locations, film.sets) == "terminal"


def test_from_the_folder_to_the_paper(lastlook: Run, units: Path) -> None:
    found = json.loads(lastlook("plan", units, "--seconds", 1, "--json").stdout)
    assert found["optimal"]
    assert found["places"] == {"DRIVING-SCHOOL CAR": "terminal"}
    crews = {(day["day"], day["crew"]) for day in found["shooting_days"]}
    assert (1, "second") in crews
    assert (1, "") in crews
    board = (units / "board.toml").read_text(encoding="utf-8")
    assert 'crew = "second"' in board
    page = (units / "book" / "index.html").read_text(encoding="utf-8")
    assert "Second unit, day 1 of " in page
    ids = re.findall(r'<h3 id="(day-[^"]+)"', page)
    assert len(ids) == len(set(ids)) == len(found["shooting_days"])
    said = lastlook("plan", units, "--seconds", 1).stdout
    assert "DRIVING-SCHOOL CAR at Old ferry terminal" in said
    assert re.search(r"(day|night), second", said)
    _answers(lastlook, units)
    _exchange(units)


def test_a_set_that_is_split_is_printed_scene_by_scene(lastlook: Run, units: Path) -> None:
    path = units / "production.toml"
    both = 'locations = ["terminal", "barn"]\n'
    text = path.read_text(encoding="utf-8").replace(both, f"{both}split = true\n")
    path.write_text(text, encoding="utf-8")
    said = lastlook("plan", units, "--seconds", 0.3).stdout
    assert "DRIVING-SCHOOL CAR (scene 10) at " in said
    assert "DRIVING-SCHOOL CAR (scene 24) at " in said


def asked_plan(lastlook: Run, folder: Path) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = json.loads(lastlook("plan", folder, "--json").stdout)[
        "shooting_days"
    ]
    return days


def _answers(lastlook: Run, folder: Path) -> None:
    """Ask about the board that stands."""

    def asked(*args: object, code: int = 0) -> Any:
        return json.loads(lastlook("schedule", *args, "--json", code=code).stdout)

    places = asked("what-if", folder, "--set", "driving-school car", "--seconds", 0.3)
    assert [case["key"] for case in places["cases"]] == ["terminal", "barn"]
    assert places["cases"][0]["cost"] == places["cost_now"]
    without = asked("what-if", folder, "--without-unit", "second", "--seconds", 0.3)
    assert without["cases"][0]["cost"] > without["cases"][1]["cost"] == without["cost_now"]
    said = lastlook("schedule", "what-if", folder, "--without-unit", "second", "--seconds", 0.3)
    assert re.search(r"with Second unit: .* on \d days? and \d of second units \(", said.stdout)
    assert re.search(r"without Second unit: .* on \d days? \(", said.stdout)
    crew = next(day for day in asked_plan(lastlook, folder) if day["crew"])
    scene = crew["scenes"][0]
    assert asked("why", folder, scene, "--nearest", 0)["crew"] == "second"
    why = lastlook("schedule", "why", folder, scene, "--nearest", 0).stdout
    assert re.search(r"is shot on .* by the (day|night) unit, Second unit\.", why)
    assert not re.search(r": \S+, second\b", why)
    for option, name in (("--set", "HOUSE"), ("--without-unit", "third")):
        wrong = lastlook("schedule", "what-if", folder, option, name, code=1)
        assert "Known: " in wrong.output
    assert asked("check", folder)["broken"] == []
    board = folder / "board.toml"
    text = board.read_text(encoding="utf-8")
    board.write_text(text.replace('crew = "second"', 'crew = "third"', 1), encoding="utf-8")
    broken = asked("check", folder, code=1)["broken"]
    assert "unknown unit" in {one["rule"] for one in broken}
    assert 'There is no second unit "third"' in lastlook("check", folder).output
    board.write_text(text.replace('CAR" = "terminal"', 'CAR" = "mill"', 1), encoding="utf-8")
    assert {one["rule"] for one in asked("check", folder, code=1)["broken"]} == {"set"}
    board.write_text(text, encoding="utf-8")


def _exchange(folder: Path) -> None:
    """Take the board into formats that know one unit."""
    film, _ = load(folder)
    assert film is not None
    shoot = build_shoot(film.production, film.sheets, film.clearances)
    board = read_board(folder / "board.toml", shoot).board
    made = film_to_uss(film, board)
    assert made.stripboards is not None
    days = made.stripboards[0].boards[0].items
    assert len(days) == len({day.date for day in board.days})
    texts = [one.banner_text for one in made.breakdowns if one.type == "banner"]
    assert texts.count("Second unit") == sum(day.crew == "second" for day in board.days)
    rows = film_to_csv(film, board)["scenes.csv"].decode("utf-8-sig").splitlines()
    # Numbers of days are the unit's own.
    day = next(day for day in board.days if day.crew)
    row = next(row for row in rows if row.startswith(f"{day.strips[0].scene},"))
    assert f",1,'{day.date}" in row


HOURS = """day_call = "09:00"
work = 8
meal = 0.5
meal_within = 5
company_move = 0.25
move_cost = 120
max_moves = 2
"""


def test_a_units_own_hours_become_the_problem(units: Path) -> None:
    path = units / "production.toml"
    before, _ = load(units)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("max_days = 3\n", "max_days = 3\n" + HOURS, 1), encoding="utf-8")
    film, problems = load(units)
    assert before is not None
    assert film is not None
    assert not [one for one in problems if one.severity.value == "error"]
    shoot = build_shoot(film.production, film.sheets, film.clearances)
    main = build_shoot(before.production, before.sheets, before.clearances)
    own = shoot.of_unit("second")
    assert own.calls == (9 * 60, shoot.calls[1])
    assert (own.work, own.meal, own.company_move, own.move_cost) == (480, 30, 15, 12_000)
    assert own.max_moves == 2
    assert own.meals is not None
    assert own.meals.within == 300
    assert (shoot.calls, shoot.work, shoot.meals) == (main.calls, main.work, main.meals)
    # Nobody works for longer anywhere than the unit does, and the main unit finds all as it was.
    assert {pair for place in own.places for pair in place.minutes} <= {
        (a, b) for a in range(481) for b in range(481)
    }
    assert [place.minutes for place in shoot.places] == [place.minutes for place in main.places]
    assert all(max(map(max, limit.minutes)) <= 480 for limit in own.minors)


def test_hours_that_no_day_holds_are_refused(units: Path) -> None:
    path = units / "production.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("max_days = 3\n", "max_days = 3\nwork = 16\n", 1), encoding="utf-8"
    )
    _, problems = load(units)
    (found,) = [one for one in problems if one.severity.value == "error"]
    assert found.what.startswith("Work (16 h), meal (")
    assert found.what.endswith("hours, more than a day has.")


def test_a_second_units_day_falls_behind(lastlook: Run, units: Path) -> None:
    days = json.loads(lastlook("plan", units, "--seconds", 1, "--json").stdout)["shooting_days"]
    on = next(day["date"] for day in days if day["crew"] == "second")
    asked = ("schedule", "resolve", units, "--behind", "0.1d", on, "--seconds", 1, "--json")
    found = json.loads(lastlook(*asked, "--unit", "Second unit").stdout)
    board = read_board(units / "board.toml", build_of(units)).board
    mine = {s.scene for day in board.days if day.slot == slot(on) for s in day.strips}
    assert set(found["not_shot"]) <= mine
    assert found["not_shot"]
    refused = lastlook("schedule", "resolve", units, "--unit", "second", code=2)
    assert "it needs --behind" in refused.output


def slot(on: str) -> tuple[date, str]:
    return date.fromisoformat(on), "second"


def build_of(folder: Path) -> Any:
    film, _ = load(folder)
    assert film is not None
    return build_shoot(film.production, film.sheets, film.clearances)
