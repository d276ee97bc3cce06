"""From production.toml and breakdown.toml to the shoot: terms, parts, the sun, cover sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lastlook import breakdown
from lastlook.breakdown import Sheet, in_parts
from lastlook.errors import ProblemsError
from lastlook.plan import load
from lastlook.production import Production
from lastlook.production import check as check_production
from lastlook.schedule import (
    Board,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    build_shoot,
    cover_sets,
    solve,
    violations,
)
from lastlook.schedule.pay import Pay
from lastlook.schedule.shoot import Apart, Daylight, Late, Order, Road, Sun, Together
from lastlook.schedule.sun import daylight
from lastlook.schedule.terms import sun_of
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from pathlib import Path

PRODUCTION = """\
title = "Test"
script = "script.fountain"
[calendar]
start = 2027-01-18
end = 2027-01-30
weekly_days_off = ["sun"]
[hours]
day_call = "07:00"
night_call = "17:00"
[costs]
shoot_day = 1000
company_move = 100
[[cast]]
id = 1
character = "MARA"
rate = 100
[[cast]]
id = 2
character = "JON"
rate = 200
[[location]]
id = "house"
name = "The house"
sets = ["HOUSE"]
fee = 50
[[location]]
id = "lake"
name = "The lake"
sets = ["LAKE"]
"""
SCRIPT = """\
INT. HOUSE - DAY

MARA
Hello.

EXT. LAKE - DUSK

JON
Hello.

EXT. LAKE - DAY

MARA
Snow!

INT. HOUSE - NIGHT

JON
The end.
"""
MONDAY = date(2027, 1, 18)


@pytest.fixture
def stated(tmp_path: Path) -> Callable[..., tuple[Production, tuple[Sheet, ...], Shoot]]:
    """Read a small production with more in its files; the scenes' minutes are two hours."""

    def read(more: str = "", decisions: str = "", **swap: str) -> Any:
        text = PRODUCTION + more
        for old, new in swap.items():
            text = text.replace(f"[{old}]\n", f"[{old}]\n{new}\n")
        (tmp_path / "production.toml").write_text(text, encoding="utf-8")
        (tmp_path / "script.fountain").write_text(SCRIPT, encoding="utf-8")
        (tmp_path / "breakdown.toml").write_text(decisions, encoding="utf-8")
        film, problems = load(tmp_path)
        if film is None:
            raise ProblemsError(problems)
        return film.production, film.sheets, build_shoot(film.production, film.sheets)

    return read


Stated = Callable[..., tuple[Production, tuple[Sheet, ...], Shoot]]


def scene_ids(sheets: tuple[Sheet, ...]) -> list[str]:
    return [sheet.scene_id for sheet in sheets]


def test_without_terms_a_shoot_is_plain(stated: Stated) -> None:
    _, _, shoot = stated()
    of_scenes = (shoot.orders, shoot.apart, shoot.together, shoot.rentals)
    of_days = (shoot.roads, shoot.late, shoot.day_costs, shoot.daylight)
    assert not any(map(bool, (*of_scenes, *of_days)))
    assert shoot.cast_turnaround == 0
    assert shoot.forced_call is None
    assert shoot.turnaround == 720
    assert all(who.pay is None and who.waits for who in shoot.players)
    assert all(need.sun is Sun.ANY and need.dates is None for need in shoot.scenes)


def test_pay_follows_from_cast_and_costs(stated: Stated) -> None:
    more = (
        '[[cast]]\nid = 3\ncharacter = "TOM"\nrate = 50\nweek = 200\nleast_days = 4\ndrop = false\n'
    )
    _, sheets, shoot = stated(more, costs="drop_after = 10")
    assert [who.pay for who in shoot.players] == [
        Pay(day=10_000, drop_gap=10),
        Pay(day=20_000, drop_gap=10),
    ]
    three = replace(sheets[0], cast=(replace(sheets[0].cast[0], id=3), *sheets[0].cast))
    film, _, _ = stated(more, costs="drop_after = 10")
    third = build_shoot(film, (three, *sheets[1:])).players[2]
    assert third.pay == Pay(day=5_000, week=20_000, least_days=4)
    unpaid, _, shoot = stated(more, costs='drop_after = 10\nhold = "unpaid"')
    assert unpaid.costs.drop_after == 10
    assert [who.pay for who in shoot.players] == [None, None]


def test_rest_by_role_and_forced_calls(stated: Stated) -> None:
    _, _, shoot = stated(hours='cast_rest = "role"', costs="forced_call = 950")
    assert (shoot.turnaround, shoot.cast_turnaround, shoot.forced_call) == (600, 720, 95_000)
    _, _, company = stated(costs="forced_call = 950")
    assert (company.turnaround, company.cast_turnaround, company.forced_call) == (720, 0, None)


def test_overtime_and_premiums(stated: Stated) -> None:
    more = """
[[overtime]]
after = 10
once = 30
label = "double"
[[overtime]]
after = 8.5
tenth = 4.5
[[premium]]
weekdays = ["sat"]
factor = 1.5
[[premium]]
unit = "night"
add = 200
[[premium]]
dates = [2027-01-19]
unit = "day"
factor = 2
"""
    _, _, shoot = stated(more)
    assert shoot.late == (Late(after=510, tenth=450), Late(after=600, once=3_000, label="double"))
    assert shoot.dates[5] == date(2027, 1, 23)
    assert shoot.day_costs[0] == (100_000, 120_000)
    assert shoot.day_costs[1] == (200_000, 120_000)
    assert shoot.day_costs[5] == (150_000, 170_000)


def test_orders_distances_and_roads(stated: Stated) -> None:
    _, sheets, _ = stated()
    one, two, three, _ = scene_ids(sheets)
    more = f"""
[[order]]
first = "{three}"
then = "{one}"
gap_days = 3
why = "the beard"
[[apart]]
scenes = ["{one}", "{two}"]
[[together]]
scenes = ["{two}", "{three}"]
why = "one light"
[[road]]
between = ["house", "lake"]
hours = 2.5
days = 1
"""
    _, _, shoot = stated(more)
    assert shoot.orders == (Order(first=three, then=one, gap=3, why="the beard"),)
    assert shoot.apart == (Apart(scenes=frozenset({one, two})),)
    assert shoot.together == (Together(scenes=frozenset({two, three}), why="one light"),)
    assert shoot.roads == (
        Road(places=frozenset({"house", "lake"}), minutes=150, cost=10_000, days=1),
    )


def test_terms_that_name_no_scene_are_refused(stated: Stated) -> None:
    with pytest.raises(ProblemsError) as caught:
        stated('[[order]]\nfirst = "s900"\nthen = "s901"\n[[apart]]\nscenes = ["s900", "s901"]\n')
    assert [problem.what for problem in caught.value.problems] == [
        "[[order]] names scene s900, which is not in the script.",
        "[[order]] names scene s901, which is not in the script.",
        "[[apart]] names scene s900, which is not in the script.",
        "[[apart]] names scene s901, which is not in the script.",
    ]


def test_rentals_follow_elements_and_scenes(stated: Stated) -> None:
    _, sheets, _ = stated()
    ids = scene_ids(sheets)
    element = '{ category = "Special Effects", label = "Snow Machine" }'
    decisions = f"[scenes.{ids[2]}]\nelements = [{element}]\n"
    more = f"""
[[rental]]
id = "snow"
name = "Snow"
elements = ["snow machine"]
scenes = ["{ids[3]}"]
day = 35
week = 100
least_days = 2
kept = false
once = 5
[[rental]]
id = "dog"
name = "Dog"
elements = ["dog"]
"""
    _, _, shoot = stated(more, decisions)
    (snow,) = shoot.rentals
    assert snow.scenes == {ids[2], ids[3]}
    assert snow.pay == Pay(day=3_500, week=10_000, least_days=2, hold_paid=False)
    assert (snow.label, snow.once) == ("Snow", 500)


def test_a_scene_has_its_own_dates_and_a_last_one_is_last(stated: Stated) -> None:
    _, sheets, _ = stated()
    ids = scene_ids(sheets)
    decisions = f"""
[scenes.{ids[0]}]
earliest = 2027-01-20
latest = 2027-01-22
[scenes.{ids[1]}]
first_week = false
[scenes.{ids[3]}]
last = true
"""
    _, _, shoot = stated(decisions=decisions)
    first, second, third, _ = shoot.scenes
    assert first.dates == frozenset({2, 3, 4})
    assert first.why_not == ("not before 20 Jan 2027", "not after 22 Jan 2027")
    assert second.dates == frozenset(range(6, 12))
    assert third.dates is None
    assert [(order.first, order.then, order.gap) for order in shoot.orders] == [
        (ids[0], ids[3], 0),
        (ids[1], ids[3], 0),
        (ids[2], ids[3], 0),
    ]
    with pytest.raises(ProblemsError):
        stated(decisions=decisions.replace("2027-01-22", "2027-01-19"))


def test_prepared_and_cleared_locations(stated: Stated) -> None:
    film, sheets, plain = stated()
    house = replace(film.locations[0], prep_days=2, strike_days=1, hold=Decimal(10))
    shoot = build_shoot(replace(film, locations=(house, film.locations[1])), sheets)
    place = shoot.places[0]
    assert (place.hold, place.once) == (1_000, 15_000)
    shut = [at for at, pair in enumerate(place.minutes) if pair == (0, 0)]
    assert shut == [0, 1, len(plain.dates) - 1]
    assert shoot.places[1] == plain.places[1]


# -------------------------------------------------------------------------------- parts


def parted(ids: list[str]) -> str:
    return f"""
[scenes.{ids[1]}]
parts = [
    {{ id = "a", eighths = 1, location = "house", cast = [], note = "the window" }},
    {{ id = "b", minutes = 90 }},
    {{ id = "x", minutes = 30, pickup = true }},
]
"""


def test_a_scene_is_shot_in_parts(stated: Stated) -> None:
    _, sheets, _ = stated()
    ids = scene_ids(sheets)
    film, sheets, shoot = stated(decisions=parted(ids))
    parts = [need for need in shoot.scenes if need.part_of == ids[1]]
    assert [need.id for need in parts] == [f"{ids[1]}/{part}" for part in "abx"]
    assert [need.minutes for need in parts] == [15, 90, 30]
    assert [need.location for need in parts] == ["house", "lake", "lake"]
    assert [sorted(need.cast) for need in parts] == [[], [2], [2]]
    assert parts[0].label.startswith("scene 2 pt 1 (")
    assert [need.order for need in shoot.scenes] == list(range(6))
    assert {(one.first[-1], one.then[-1]) for one in shoot.orders} == {("a", "x"), ("b", "x")}
    assert in_parts(sheets)[1].synopsis == "the window"
    solved = solve(shoot, seconds=0.5)
    placed = [strip.scene for day in solved.board.days for strip in day.strips]
    assert sorted(placed) == sorted(need.id for need in shoot.scenes)
    assert placed.index(f"{ids[1]}/x") > placed.index(f"{ids[1]}/b")
    named = build_shoot(replace(film, apart=(breakdown_apart(ids[0], ids[1]),)), sheets).apart[0]
    assert named.scenes == {ids[0], *(need.id for need in parts)}


def breakdown_apart(*scenes: str) -> Any:
    from lastlook.production.terms import Apart as Stated

    return Stated(scenes=scenes)


def test_parts_are_checked(stated: Stated) -> None:
    _, sheets, _ = stated()
    ids = scene_ids(sheets)
    wrong = '[{ id = "a", eighths = 1 }, { id = "a", minutes = 5 }, { id = "b/c" }]'
    data = f"[scenes.{ids[0]}]\nparts = {wrong}\n".encode()
    _, problems = breakdown.parse_decisions(data)
    assert len(problems) == 3
    assert sum("needs an id of its own" in problem.what for problem in problems) == 2
    assert sum("how long the part" in problem.what for problem in problems) == 1


# ---------------------------------------------------------------------------------- sun

TIMES = [
    # Greenwich, New York and Sydney, as almanacs have them to the minute.
    ("51.48", "0", "Europe/London", date(2027, 6, 21), (3, 55, 4, 43, 21, 21, 22, 9)),
    ("51.48", "0", "Europe/London", date(2027, 12, 21), (7, 23, 8, 3, 15, 53, 16, 33)),
    ("40.71", "-74.01", "America/New_York", date(2027, 3, 20), (6, 32, 6, 59, 19, 9, 19, 36)),
    ("-33.87", "151.21", "Australia/Sydney", date(2027, 1, 1), (5, 18, 5, 47, 20, 9, 20, 39)),
]


@pytest.mark.parametrize(("north", "east", "zone", "day", "times"), TIMES)
def test_the_sun_keeps_published_times(
    north: str, east: str, zone: str, day: date, times: tuple[int, ...]
) -> None:
    (light,) = daylight([day], latitude=Decimal(north), longitude=Decimal(east), zone=zone)
    found = (light.dawn, light.rise, light.set, light.dusk)
    known = [times[at] * 60 + times[at + 1] for at in range(0, 8, 2)]
    assert all(abs(a - b) <= 2 for a, b in zip(found, known, strict=True)), found


def test_twilight_that_never_ends_is_midnight() -> None:
    days = [date(2027, 6, 21)]
    (light,) = daylight(days, latitude=Decimal(64), longitude=Decimal(0), zone="UTC")
    assert light.dawn < 5
    assert light.dusk == 1440
    assert 5 < light.rise < light.set


@pytest.mark.parametrize(
    ("int_ext", "light", "time", "sun"),
    [
        (IntExt.INT, "day", "DAY", Sun.ANY),
        (IntExt.EXT, "day", "DAY", Sun.DAY),
        (IntExt.EXT, "night", "NIGHT", Sun.NIGHT),
        (IntExt.EXT, "day", "DUSK", Sun.DUSK),
        (IntExt.EXT, "day", "SUNRISE", Sun.DAWN),
        (IntExt.EXT, "", "", Sun.ANY),
    ],
)
def test_exteriors_need_their_light(
    stated: Stated, int_ext: IntExt, light: str, time: str, sun: Sun
) -> None:
    _, sheets, _ = stated()
    assert sun_of(replace(sheets[0], int_ext=int_ext, light=light, time=time)) is sun


def test_orders_between_the_same_scenes_are_one(stated: Stated) -> None:
    _, sheets, _ = stated()
    one, two, three, four = scene_ids(sheets)
    more = "".join(
        f'[[order]]\nfirst = "{one}"\nthen = "{then}"\ngap_days = {gap}\nwhy = "{why}"\n'
        for then, gap, why in ((four, 3, "the beard"), (two, 1, "snow"), (four, 1, "the beard"))
    )
    _, _, shoot = stated(more, f"[scenes.{four}]\nlast = true\n")
    last = "last of all, as breakdown.toml has it"
    assert shoot.orders == (
        Order(first=one, then=four, gap=3, why=f"the beard; {last}"),
        Order(first=one, then=two, gap=1, why="snow"),
        Order(first=two, then=four, why=last),
        Order(first=three, then=four, why=last),
    )


def test_with_a_base_exteriors_lie_in_their_light(stated: Stated) -> None:
    base = '\n[base]\nlatitude = 43.66\nlongitude = -70.25\nzone = "America/New_York"\n'
    _, _, shoot = stated(base)
    assert [need.sun for need in shoot.scenes] == [Sun.ANY, Sun.DUSK, Sun.DAY, Sun.ANY]
    # Dusk ends a day or begins a night; without a base it counts as day.
    assert shoot.scenes[1].units == frozenset(Unit)
    assert shoot.scenes[2].units == {Unit.DAY}
    assert stated()[2].scenes[1].units == {Unit.DAY}
    assert len(shoot.daylight) == len(shoot.dates)
    assert shoot.daylight[0] == Daylight(dawn=398, rise=430, set=993, dusk=1025)
    solved = solve(shoot, seconds=0.5)
    assert violations(solved.board, shoot) == ()
    # Dusk comes after day, whatever the script's order.
    lake = [s.scene for day in solved.board.days for s in day.strips]
    assert lake.index(shoot.scenes[1].id) > lake.index(shoot.scenes[2].id)


def test_sources_of_rules_are_those_of_the_production(stated: Stated) -> None:
    more = '[[rule]]\nabout = "hours.cast_turnaround"\nsource = "Ours"\ndated = 2026-11-01\n'
    _, _, shoot = stated(more)
    assert dict(shoot.sources)["hours.cast_turnaround"] == "Ours (as of 1 Nov 2026)"
    # The cast's twelve hours are longer than the crew's ten, and decide for the company.
    assert dict(shoot.sources)["hours.crew_turnaround"] == "Ours (as of 1 Nov 2026)"
    _, _, by_role = stated(more, hours='cast_rest = "role"')
    assert "hours.crew_turnaround" not in dict(by_role.sources)


# -------------------------------------------------------------------- permits, roads, zones


@pytest.mark.parametrize(
    ("permit", "says"),
    [
        ("lead_days = 28", "has to be asked for by 2026-12-23"),
        ("lead_days = 28, asked = 2026-12-24", "was asked for on 2026-12-24, after 2026-12-23"),
        ("lead_days = 28, asked = 2026-12-23", ""),
        ("lead_days = 0", ""),
    ],
)
def test_permits_are_asked_for_in_time(
    stated: Stated, tmp_path: Path, permit: str, says: str
) -> None:
    more = f"permits = [{{ start = 2027-01-20, end = 2027-01-21, {permit} }}]\n"
    stated(more)
    problems = check_production(tmp_path)
    assert [says in problem.what for problem in problems] == ([True] if says else [])


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ('[[order]]\nfirst = "s001"\nthen = "s001"\n', "before itself"),
        ('[[road]]\nbetween = ["house", "house"]\n', "two different locations"),
        ('[[road]]\nbetween = ["house", "moon"]\n', 'no location "moon"'),
        ('[base]\nlatitude = 1\nlongitude = 1\nzone = "Mars/Base"\n', "no time zone"),
    ],
)
def test_terms_that_cannot_be_are_told(stated: Stated, more: str, what: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        stated(more)
    assert [what in problem.what for problem in caught.value.problems] == [True]


# -------------------------------------------------------------------------------- cover


def test_cover_sets_are_interiors_still_to_shoot(stated: Stated) -> None:
    _, sheets, shoot = stated()
    ids = scene_ids(sheets)
    shot = ((1,), (2,), (0, 3))
    board = Board(
        days=tuple(
            ShootDay(
                date=shoot.dates[at], work=tuple(Strip(scene=ids[number]) for number in numbers)
            )
            for at, numbers in enumerate(shot)
        )
    )
    covers = cover_sets(board, shoot, sheets)
    assert [(one.date, one.exteriors) for one in covers] == [
        (MONDAY, (ids[1],)),
        (MONDAY + timedelta(days=1), (ids[2],)),
    ]
    assert covers[0].scenes == (ids[0], ids[3])
    busy = replace(shoot.players[0], dates=frozenset({1, 2}))
    away = replace(shoot, players=(busy, shoot.players[1]))
    assert [one.scenes for one in cover_sets(board, away, sheets)] == [
        (ids[3],),
        (ids[0], ids[3]),
    ]
