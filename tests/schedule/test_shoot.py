"""From a production and its sheets to the problem: minutes, units, dates, windows, permits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.breakdown import CastPresence, Quote, Sheet
from lastlook.errors import ProblemsError
from lastlook.production import (
    Calendar,
    CastMember,
    Costs,
    HoldPay,
    Hours,
    Location,
    Permit,
    Production,
    Window,
)
from lastlook.schedule import Unit, build_shoot, solve, violations
from lastlook.schedule.build import scene_minutes, scene_units
from lastlook.schedule.windows import say_dates
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Callable

MONDAY = date(2027, 1, 18)


def sheet(number: int, **fields: Any) -> Sheet:
    stated: dict[str, Any] = {
        "scene_id": f"s{number:03}",
        "number": str(number),
        "heading": "INT. GARAGE - DAY",
        "int_ext": IntExt.INT,
        "set": "GARAGE",
        "time": "DAY",
        "light": "day",
        "page": "1",
        "eighths": 8,
        "location": "garage",
        "cast": (
            CastPresence(id=1, character="MARA", speaks=True, quote=Quote(text="MARA", line=1)),
        ),
    }
    return Sheet(**(stated | fields))


def film(**fields: Any) -> Production:
    stated: dict[str, Any] = {
        "root": Path("film"),
        "title": "Film",
        "script": "script.fountain",
        "calendar": Calendar(start=MONDAY),
        "hours": Hours(day_call=time(7), night_call=time(17)),
        "costs": Costs(shoot_day=Decimal("2400.50"), company_move=Decimal(300)),
        "cast": (CastMember(id=1, character="MARA", rate=Decimal(200)),),
        "locations": (Location(id="garage", name="Garage", sets=("GARAGE",), fee=Decimal(350)),),
    }
    return Production(**(stated | fields))


@pytest.mark.parametrize(
    ("eighths", "per_page", "minutes"),
    [(8, "2", 120), (1, "2", 15), (11, "2", 165), (1, "1.5", 15), (3, "1.75", 40), (0, "2", 5)],
)
def test_minutes_come_from_eighths_rounded_up_to_five(
    eighths: int, per_page: str, minutes: int
) -> None:
    assert scene_minutes(sheet(1, eighths=eighths), Decimal(per_page)) == minutes


def test_stated_minutes_stand() -> None:
    assert scene_minutes(sheet(1, minutes=42), Decimal(2)) == 42


BOTH = {Unit.DAY, Unit.NIGHT}


@pytest.mark.parametrize(
    ("int_ext", "light", "by_day", "units"),
    [
        (IntExt.EXT, "night", True, {Unit.NIGHT}),
        (IntExt.INT_EXT, "night", True, {Unit.NIGHT}),
        (IntExt.UNKNOWN, "night", True, {Unit.NIGHT}),
        (IntExt.INT, "night", True, BOTH),
        (IntExt.INT, "night", False, {Unit.NIGHT}),
        (IntExt.EXT, "day", True, {Unit.DAY}),
        (IntExt.INT, "day", True, {Unit.DAY}),
        (IntExt.EXT, "", True, {Unit.DAY}),
    ],
)
def test_units_follow_camera_and_light(
    int_ext: IntExt, light: str, *, by_day: bool, units: set[Unit]
) -> None:
    made = sheet(1, int_ext=int_ext, light=light)
    assert scene_units(made, night_interiors_by_day=by_day) == units


def test_money_and_hours_are_whole_cents_and_minutes() -> None:
    shoot = build_shoot(
        film(hours=Hours(day_call=time(7, 30), night_call=time(17), work=Decimal("10.5"))),
        [sheet(1)],
    )
    assert (shoot.day_cost, shoot.move_cost) == (240_050, 30_000)
    assert (shoot.work, shoot.meal, shoot.calls) == (630, 60, (450, 1020))
    assert shoot.turnaround == 720  # the longer of crew's 10 h and cast's 12 h
    assert shoot.players[0].rate == 20_000
    assert shoot.places[0].fee == 35_000
    assert shoot.hold_paid
    assert shoot.unknown == ()
    unpaid = film(costs=Costs(hold=HoldPay.UNPAID))
    assert not build_shoot(unpaid, [sheet(1)]).hold_paid


def test_what_nobody_stated_is_listed() -> None:
    bare = film(cast=(), locations=(replace(film().locations[0], fee=None),))
    shoot = build_shoot(bare, [sheet(1), sheet(2, location="", set="HOUSE - KITCHEN")])
    assert shoot.unknown == (
        "day rate of MARA (1)",
        "fee of the location Garage",
        "location of the set HOUSE",
    )


def test_sets_of_one_house_without_a_location_are_one_place() -> None:
    sheets = [sheet(1, location="", set="HOUSE - KITCHEN"), sheet(2, location="", set="HOUSE")]
    shoot = build_shoot(film(locations=()), sheets)
    assert [place.label for place in shoot.places] == ["HOUSE"]
    assert shoot.scenes[0].location == shoot.scenes[1].location


def test_scenes_longer_than_any_day_are_all_reported() -> None:
    sheets = [sheet(1, minutes=700), sheet(2, eighths=60), sheet(3)]
    with pytest.raises(ProblemsError) as caught:
        build_shoot(film(), sheets)
    first, second = caught.value.problems
    assert (first.file, second.file) == ("breakdown.toml", "script.fountain")
    assert "700 min (as stated)" in first.why
    assert "7 4/8 pages at 2 h" in second.why
    assert "hours.work" in first.fix


def test_a_calendar_without_dates_is_a_problem() -> None:
    weekend = Calendar(start=date(2027, 1, 23), end=date(2027, 1, 24))
    with pytest.raises(ProblemsError, match="no date to shoot on"):
        build_shoot(film(calendar=weekend), [sheet(1)])


def test_dates_are_enough_and_reach_the_last_window() -> None:
    shoot = build_shoot(film(), [sheet(n) for n in range(11)])  # 22 h of work: 2 days
    assert len(shoot.dates) == 16
    assert all(day.weekday() < 5 for day in shoot.dates)
    late = Window(start=date(2027, 3, 1), end=date(2027, 3, 31))
    mara = replace(film().cast[0], available=(late,))
    shoot = build_shoot(film(cast=(mara,)), [sheet(n) for n in range(11)])
    assert shoot.dates[-16] == date(2027, 3, 1)
    free = [shoot.dates[at] for at in sorted(shoot.players[0].dates)]
    assert free == list(shoot.dates[-16:])
    assert shoot.players[0].why_not == ("free only 1–31 Mar 2027",)


def test_windows_shut_dates_out() -> None:
    busy = Window(start=date(2027, 1, 19), end=date(2027, 1, 20), note="a play")
    mara = replace(film().cast[0], unavailable=(busy,))
    calendar = Calendar(start=MONDAY, end=date(2027, 1, 22))
    shoot = build_shoot(film(cast=(mara,), calendar=calendar), [sheet(1)])
    assert shoot.players[0].dates == {0, 3, 4}
    assert shoot.players[0].why_not == ("not free 19–20 Jan 2027 (a play)",)


def permit(opens: str | None = None, closes: str | None = None, **fields: Any) -> Permit:
    return Permit(
        start=fields.get("start", MONDAY),
        end=fields.get("end", MONDAY),
        opens=time.fromisoformat(opens) if opens else None,
        closes=time.fromisoformat(closes) if closes else None,
    )


def test_dates_are_said_as_spans() -> None:
    days = [date(2027, 1, day) for day in (15, 18, 19, 22)] + [date(2027, 2, 1)]
    assert say_dates(days) == "15 Jan 2027, 18–19 Jan 2027, 22 Jan 2027, 1 Feb 2027"
    # Friday and Monday follow each other where nobody shoots in between.
    together = [date(2027, 1, day) for day in (15, 18, 19, 20, 21, 22)]
    assert say_dates(days, together=together) == "15–19 Jan 2027, 22 Jan 2027, 1 Feb 2027"
    assert say_dates([]) == "no date"


def test_the_example_is_scheduled_in_three_days_at_two_locations(
    example: Path, read_sheets: Callable[[Path], tuple[Production, tuple[Sheet, ...]]]
) -> None:
    production, sheets = read_sheets(example)
    shoot = build_shoot(production, sheets)
    solved = solve(shoot, seconds=5)
    assert violations(solved.board, shoot) == ()
    assert sum(bool(day.strips) for day in solved.board.days) == 3
    assert len(shoot.places) == 2
    assert solved.board.proof is not None
    assert solved.board.proof.optimal
