"""Every rule is found broken where it is, and only there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lastlook.schedule import (
    Banner,
    Board,
    Place,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    violations,
)

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


@pytest.fixture(scope="session")
def plain(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    scenes = [
        make_scene("s0", minutes=240),
        make_scene("s1", minutes=300, location="lot"),
        make_scene("s2", minutes=300, units=frozenset({Unit.NIGHT}), cast=frozenset({2})),
    ]
    return make_shoot(scenes, max_days=2)


def day(shoot: Shoot, at: int, *work: Any, unit: Unit = Unit.DAY) -> ShootDay:
    items = tuple(Strip(scene=item) if isinstance(item, str) else item for item in work)
    return ShootDay(date=shoot.dates[at], unit=unit, work=items)


def legal(shoot: Shoot) -> Board:
    return Board(
        days=(day(shoot, 0, "s0", "s1"), day(shoot, 2, "s2", unit=Unit.NIGHT)),
    )


def broken(board: Board, shoot: Shoot) -> list[str]:
    found = violations(board, shoot)
    assert all(violation.text.endswith(".") for violation in found)
    return [violation.rule for violation in found]


def test_a_legal_board_breaks_no_rule(plain: Shoot) -> None:
    assert broken(legal(plain), plain) == []


def test_a_scene_must_stand_somewhere(plain: Shoot) -> None:
    board = Board(days=legal(plain).days[:1])
    assert broken(board, plain) == ["missing"]
    assert broken(replace(board, boneyard=(Strip(scene="s2"),)), plain) == []


def test_a_scene_stands_once(plain: Shoot) -> None:
    board = replace(legal(plain), boneyard=(Strip(scene="s0"),))
    (violation,) = violations(board, plain)
    assert violation.rule == "twice"
    assert violation.scenes == ("s0",)
    assert violation.dates == (plain.dates[0],)
    assert violation.text == "Scene 0 stands 2 times: on 18 Jan 2027, in the boneyard."


def test_unknown_scenes_are_named_on_days_and_borne_in_the_boneyard(plain: Shoot) -> None:
    board = replace(legal(plain), boneyard=(Strip(scene="gone"),))
    assert broken(board, plain) == []
    first, second = board.days
    first = replace(first, work=(*first.work, Strip(scene="lost")))
    assert broken(Board(days=(first, second)), plain) == ["unknown scene"]


def test_days_are_unique_and_rise(plain: Shoot) -> None:
    first, second = legal(plain).days
    assert broken(Board(days=(second, first)), plain) == ["order of days"]
    lunch = replace(first, work=(Banner(text="Lunch"),))
    assert broken(Board(days=(lunch, first, second)), plain) == ["order of days"]


def test_days_are_counted_but_not_those_of_banners_alone(plain: Shoot) -> None:
    scout = replace(day(plain, 1), work=(Banner(text="Scout", minutes=900),))
    first, second = legal(plain).days
    assert broken(Board(days=(first, scout, second)), plain) == []
    three = Board(
        days=(day(plain, 0, "s0"), day(plain, 1, "s1"), day(plain, 2, "s2", unit=Unit.NIGHT))
    )
    assert broken(three, plain) == ["max_days"]


def test_nobody_shoots_on_a_day_off(plain: Shoot) -> None:
    first, second = legal(plain).days
    off = replace(second, date=plain.dates[-1] + timedelta(days=1))
    assert broken(Board(days=(first, off)), plain) == ["calendar"]


@pytest.mark.parametrize(("minutes", "rules"), [(0, []), (1, ["capacity"])])
def test_a_day_holds_its_scenes_moves_and_banners(
    plain: Shoot, minutes: int, rules: list[str]
) -> None:
    # 240 + 60 for the move + 300 fill the day of 600.
    first, second = legal(plain).days
    first = replace(first, work=(*first.work, Banner(text="Reset", minutes=minutes)))
    assert broken(Board(days=(first, second)), plain) == rules


@pytest.mark.parametrize(("minutes", "rules"), [(60, []), (61, ["capacity"])])
def test_a_move_is_counted_once_and_for_as_long_as_it_says(
    plain: Shoot, minutes: int, rules: list[str]
) -> None:
    first, second = legal(plain).days
    move = Banner(text="Company move to Lot", minutes=minutes, move=True)
    first = replace(first, work=(first.work[0], move, first.work[1]))
    assert broken(Board(days=(first, second)), plain) == rules


def test_moves_are_limited(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene(f"s{n}", location=("garage", "lot")[n % 2]) for n in range(3)]
    shoot = make_shoot(scenes)
    assert broken(Board(days=(day(shoot, 0, "s0", "s1", "s2"),)), shoot) == ["max_moves"]
    assert broken(Board(days=(day(shoot, 0, "s0", "s2", "s1"),)), shoot) == []


def test_a_unit_shoots_its_light(plain: Shoot) -> None:
    first, second = legal(plain).days
    (violation,) = violations(Board(days=(first, replace(second, unit=Unit.DAY))), plain)
    assert violation.rule == "light"
    assert violation.scenes == ("s2",)


def test_cast_must_be_free(plain: Shoot) -> None:
    busy = replace(plain.players[1], dates=frozenset({0, 1}), why_not=("free only 18–19 Jan",))
    shoot = replace(plain, players=(plain.players[0], busy))
    (violation,) = violations(legal(shoot), shoot)
    assert violation.text == (
        "ROLE 2 (2) is not free on 20 Jan 2027 for scene 2 (free only 18–19 Jan)."
    )
    assert violation.people == (2,)


def test_scenes_that_are_too_long_together_are_told_together(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s0", minutes=200), make_scene("s1", minutes=200)])
    short = tuple(replace(place, minutes=((300, 300),) * 5) for place in shoot.places)
    board = Board(
        days=(ShootDay(date=shoot.dates[0], work=(Strip(scene="s0"), Strip(scene="s1"))),)
    )
    (violation,) = violations(board, replace(shoot, places=short))
    assert violation.text.endswith("scene 0, scene 1 need 400 min there.")


@pytest.mark.parametrize(
    ("opened", "rules"),
    [((600, 299), ["location"]), ((0, 300), []), ((600, 0), ["location"])],
)
def test_a_location_is_open_for_minutes_to_a_unit(
    plain: Shoot, opened: tuple[int, int], rules: list[str]
) -> None:
    minutes = [(600, 600), (600, 600), opened, (600, 600), (600, 600)]
    garage = next(place for place in plain.places if place.id == "garage")
    others = tuple(place for place in plain.places if place.id != "garage")
    shoot = replace(plain, places=(*others, replace(garage, minutes=tuple(minutes))))
    assert broken(legal(shoot), shoot) == rules


@pytest.mark.parametrize(
    ("one", "two", "nights", "rules"),
    [
        # A day of 600 from 7:00 with the meal wraps at 18:00: 13 h before 7:00, 23 before 17:00.
        (Unit.DAY, Unit.DAY, 1, []),
        (Unit.DAY, Unit.NIGHT, 1, []),
        # A night wraps at 4:00 of the next day: 3 h before 7:00, 13 h before 17:00.
        (Unit.NIGHT, Unit.DAY, 1, ["turnaround"]),
        (Unit.NIGHT, Unit.DAY, 2, []),
        (Unit.NIGHT, Unit.NIGHT, 1, []),
    ],
)
def test_turnaround(
    make_scene: MakeScene,
    make_shoot: MakeShoot,
    one: Unit,
    two: Unit,
    nights: int,
    rules: list[str],
) -> None:
    scenes = [make_scene(f"s{n}", minutes=600, units=frozenset(Unit)) for n in range(2)]
    shoot = make_shoot(scenes, turnaround=13 * 60)
    board = Board(days=(day(shoot, 0, "s0", unit=one), day(shoot, nights, "s1", unit=two)))
    assert broken(board, shoot) == rules


def test_a_short_night_leaves_rest_before_a_day(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [make_scene(f"s{n}", minutes=60, units=frozenset(Unit)) for n in range(2)]
    # Call 17:00, an hour of work and the meal: wrap at 19:00, 12 h before 7:00.
    for turnaround, rules in ((720, []), (721, ["turnaround"])):
        shoot = make_shoot(scenes, turnaround=turnaround)
        board = Board(days=(day(shoot, 0, "s0", unit=Unit.NIGHT), day(shoot, 1, "s1")))
        assert broken(board, shoot) == rules


def test_places_that_are_shut_say_why(plain: Shoot) -> None:
    shut = tuple(
        Place(
            id=place.id,
            label=place.label,
            fee=0,
            minutes=((0, 0),) * len(plain.dates),
            why_not=("shut all year",),
        )
        for place in plain.places
    )
    found = violations(legal(plain), replace(plain, places=shut))
    assert {violation.rule for violation in found} == {"location"}
    assert all(" needs " in violation.text for violation in found)
    assert all("(shut all year)" in violation.text for violation in found)
