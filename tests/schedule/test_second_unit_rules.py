"""Second units and sets with several locations: each rule is found broken where it is, and there
only, and what a board of several units costs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.production import open_production
from lastlook.schedule import (
    Board,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    cost,
    cover_sets,
    day_out_of_days,
    violations,
)
from lastlook.schedule.board import SetAt
from lastlook.schedule.choices import at_places, settled
from lastlook.schedule.hours import ALWAYS, Meals
from lastlook.schedule.minors import MinorLimit
from lastlook.schedule.pay import Pay
from lastlook.schedule.presence import day_numbers
from lastlook.schedule.rules import RULES
from lastlook.schedule.shoot import (
    Apart,
    Choice,
    Late,
    Opening,
    Order,
    Rental,
    Road,
    SecondUnit,
    Together,
)
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.breakdown import Sheet
    from lastlook.production import Production

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


def unit(shoot: Shoot, **fields: Any) -> SecondUnit:
    """Make a second unit that may shoot everything on every date, but for what is said."""
    every = frozenset(range(len(shoot.dates)))
    stated: dict[str, Any] = {
        "id": "second",
        "label": "Second unit",
        "scenes": frozenset(need.id for need in shoot.scenes),
        "dates": every,
        "day_costs": ((30_000, 40_000),) * len(shoot.dates),
        "turnaround": shoot.turnaround,
    }
    return SecondUnit(**(stated | fields))


def day(shoot: Shoot, at: int, *scenes: str, crew: str = "", by: Unit = Unit.DAY) -> ShootDay:
    work = tuple(Strip(scene=name) for name in scenes)
    return ShootDay(date=shoot.dates[at], unit=by, work=work, crew=crew)


def second(shoot: Shoot, at: int, *scenes: str, by: Unit = Unit.DAY) -> ShootDay:
    return day(shoot, at, *scenes, crew="second", by=by)


def broken(shoot: Shoot, *days: ShootDay, places: tuple[SetAt, ...] = ()) -> list[str]:
    return [one.rule for one in violations(Board(days=days, places=places), shoot)]


@pytest.fixture
def two(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Two scenes of different roles at different places, and a second unit that may shoot both."""
    shoot = make_shoot(
        [
            make_scene("s0"),
            make_scene("s1", cast=frozenset({2}), location="lot", units=frozenset(Unit)),
        ]
    )
    return replace(shoot, second_units=(unit(shoot),))


@pytest.fixture
def same(two: Shoot) -> Shoot:
    """Both scenes with the same role."""
    return replace(
        two, scenes=(two.scenes[0], replace(two.scenes[1], cast=frozenset({1}))), turnaround=660
    )


# ---------------------------------------------------------------------------------- units


def test_two_units_share_a_date(two: Shoot) -> None:
    assert broken(two, day(two, 0, "s0"), second(two, 0, "s1")) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name.startswith(("unit", "one"))])
def test_rules_of_units_say_which_key_they_rest_on(rule: Any) -> None:
    assert rule.about.partition(".")[0] in {"second_unit", "rental", "location"}


def test_the_main_unit_stands_first_and_each_unit_once(two: Shoot) -> None:
    assert broken(two, second(two, 0, "s1"), day(two, 0, "s0")) == ["order of days"]
    twice = (second(two, 0, "s0"), second(two, 0, "s1"))
    assert "order of days" in broken(two, *twice)


def test_a_unit_that_nobody_knows(two: Shoot) -> None:
    assert broken(two, day(two, 0, "s0"), day(two, 1, "s1", crew="third")) == ["unknown unit"]


def test_a_second_unit_shoots_its_own_scenes(two: Shoot) -> None:
    shoot = replace(two, second_units=(unit(two, scenes=frozenset({"s0"})),))
    (found,) = violations(Board(days=(day(shoot, 0, "s0"), second(shoot, 1, "s1"))), shoot)
    assert found.rule == "unit scenes"
    assert (
        found.text == "Scene 1 is on 19 Jan 2027 (Second unit), but Second unit may not shoot it."
    )
    assert broken(shoot, second(shoot, 0, "s0"), day(shoot, 1, "s1")) == []


def test_a_second_unit_works_on_its_own_dates(two: Shoot) -> None:
    own = unit(two, dates=frozenset({1}), why_not=("works only 19 Jan 2027",))
    shoot = replace(two, second_units=(own,))
    (found,) = violations(Board(days=(day(shoot, 0, "s0"), second(shoot, 2, "s1"))), shoot)
    assert found.rule == "unit dates"
    assert "(works only 19 Jan 2027)" in found.text
    assert broken(shoot, day(shoot, 0, "s0"), second(shoot, 1, "s1")) == []


def test_each_unit_has_its_own_most_days(two: Shoot) -> None:
    days = (second(two, 0, "s0"), second(two, 1, "s1"))
    assert broken(replace(two, max_days=0), *days) == []
    shoot = replace(two, second_units=(unit(two, max_days=1),))
    assert broken(shoot, *days) == ["unit days"]
    assert broken(replace(shoot, max_days=1), day(two, 0, "s0"), second(two, 1, "s1")) == []


def test_nobody_works_with_two_units(same: Shoot) -> None:
    (found,) = violations(Board(days=(day(same, 0, "s0"), second(same, 0, "s1"))), same)
    assert found.rule == "two units"
    assert found.people == (1,)
    assert "18 Jan 2027 and 18 Jan 2027 (Second unit)" in found.text


@pytest.mark.parametrize(("way", "rules"), [(120, []), (121, ["two units"])])
def test_who_may_commute_has_a_day_of_hours_work(same: Shoot, way: int, rules: list[str]) -> None:
    """Two hours with each unit, the second called at noon; hours.work is six."""
    scenes = tuple(replace(one, minutes=120) for one in same.scenes)
    later = unit(same, calls=(12 * 60, 17 * 60))
    shoot = replace(same, scenes=scenes, second_units=(later,), work=360, commute=way)
    assert broken(shoot, day(shoot, 0, "s0"), second(shoot, 0, "s1")) == rules


def test_a_minor_works_with_one_unit(same: Shoot) -> None:
    limit = MinorLimit(role=1, label="ROLE 1 (1)", minutes=((600, 600),) * 5, cited="a rule")
    later = unit(same, calls=(12 * 60, 17 * 60))
    shoot = replace(same, commute=0, minors=(limit,), second_units=(later,))
    (found,) = violations(Board(days=(day(shoot, 0, "s0"), second(shoot, 0, "s1"))), shoot)
    assert found.rule == "minor with one unit"
    assert "12 NYCRR 186-6.2" in found.source
    assert (
        broken(
            replace(shoot, minors=()),
            *Board(days=(day(shoot, 0, "s0"), second(shoot, 0, "s1"))).days,
        )
        == []
    )


@pytest.mark.parametrize(("count", "rules"), [(1, ["one rental"]), (2, [])])
def test_a_rental_is_in_one_place(two: Shoot, count: int, rules: list[str]) -> None:
    snow = Rental(
        id="snow", label="Snow", scenes=frozenset({"s0", "s1"}), pay=Pay(day=1), count=count
    )
    shoot = replace(two, rentals=(snow,))
    days = (day(shoot, 0, "s0"), second(shoot, 0, "s1"))
    assert broken(shoot, *days) == rules
    assert all("there is one of it" in one.text for one in violations(Board(days=days), shoot))
    assert [one.scenes for one in violations(Board(days=days), shoot)] == [("s0", "s1")] * len(
        rules
    )


@pytest.mark.parametrize(("shared", "rules"), [(False, ["one location"]), (True, [])])
def test_a_location_holds_one_unit(two: Shoot, shared: bool, rules: list[str]) -> None:
    shoot = replace(
        two,
        scenes=(two.scenes[0], replace(two.scenes[1], location="garage")),
        places=tuple(replace(place, shared=shared) for place in two.places),
    )
    assert broken(shoot, day(shoot, 0, "s0"), second(shoot, 0, "s1")) == rules


def test_units_of_one_name_are_two_units(two: Shoot) -> None:
    units = (unit(two, id="b"), unit(two, id="c"))
    both = frozenset({"s0", "s1"})
    shoot = replace(
        two,
        second_units=units,
        scenes=(two.scenes[0], replace(two.scenes[1], location="garage")),
        together=(Together(scenes=both),),
    )
    days = day(shoot, 0, "s0", crew="b"), day(shoot, 0, "s1", crew="c")
    assert broken(shoot, *days) == ["together", "one location"]


@pytest.mark.parametrize(
    ("way", "order", "twice"),
    [(0, ("s0", "s2"), True), (0, ("s2", "s0"), False), (1, ("s2", "s0"), True)],
)
def test_nobody_is_wanted_by_two_units_at_once(
    same: Shoot, way: int, order: tuple[str, ...], twice: bool
) -> None:
    """The second unit has the role for the first hour; the main unit has another scene, too."""
    other = replace(same.scenes[0], id="s2", cast=frozenset({2}))
    scenes = tuple(replace(one, minutes=60) for one in (*same.scenes, other))
    shoot = replace(same, scenes=scenes, commute=way)
    told = violations(Board(days=(day(shoot, 0, *order), second(shoot, 0, "s1"))), shoot)
    assert [(one.rule, one.people) for one in told] == [("between units", (1,))] * twice
    for one in told:
        assert set(one.scenes) == {"s0", "s1"}
        assert "the main unit" in one.text
        assert "Second unit" in one.text
        assert one.dates == (shoot.dates[0],)


def test_who_goes_to_and_fro_is_seen_strip_by_strip(same: Shoot) -> None:
    """An hour with the main unit, one with the second, one with the main unit again."""
    other = replace(same.scenes[0], id="s2", cast=frozenset({2}))
    again = replace(same.scenes[0], id="s3")
    scenes = tuple(replace(one, minutes=60) for one in (*same.scenes, other, again))
    own = unit(replace(same, scenes=scenes), calls=(8 * 60, 17 * 60))
    shoot = replace(same, scenes=scenes, second_units=(own,), commute=0)
    assert broken(shoot, day(shoot, 0, "s0", "s2", "s3"), second(shoot, 0, "s1")) == []
    found = broken(shoot, day(shoot, 0, "s0", "s3", "s2"), second(shoot, 0, "s1"))
    assert found == ["between units"]


# --------------------------------------------------------------------------- hours of its own


OWN: dict[str, dict[str, Any]] = {
    "capacity": {"work": 59},
    "max_moves": {"max_moves": 0},
    "open hours": {"calls": (9 * 60 + 30, 17 * 60)},
    "meal": {"meals": Meals(within=30)},
    "wait": {"work": 180, "calls": (5 * 60, 17 * 60)},
    "turnaround": {"meal": 301},
}


@pytest.fixture
def own(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Three scenes of an hour, one of them at a lot that is open from 8 to 10."""
    scenes = [
        make_scene("s0"),
        make_scene("s1", location="lot"),
        make_scene("s2", cast=frozenset({2})),
    ]
    shoot = make_shoot(scenes, turnaround=16 * 60)
    hours = ((((480, 600),), ALWAYS),) * 5
    lot = next(place for place in shoot.places if place.id == "lot")
    places = (*(one for one in shoot.places if one is not lot), replace(lot, hours=hours))
    return replace(shoot, places=places, second_units=(unit(shoot),))


@pytest.mark.parametrize("rule", OWN)
def test_a_unit_is_held_to_its_own_hours(own: Shoot, rule: str) -> None:
    """What is legal by the main unit's terms breaks one rule by the second unit's, or two."""
    days = (second(own, 0, "s1", "s0"), second(own, 1, "s2"))
    assert broken(own, *days) == []
    changed = replace(own, second_units=(unit(own, **OWN[rule]),))
    assert rule in broken(changed, *days)
    main = tuple(replace(one, crew="") for one in days)
    assert broken(changed, *main) == []


def test_a_locations_hours_are_those_for_the_unit(own: Shoot) -> None:
    lot = next(place for place in own.places if place.id == "lot")
    opening = Opening(unit="second", minutes=((0, 0), (600, 600), *((600, 600),) * 3))
    shoot = replace(
        own,
        places=tuple(
            replace(one, openings=(opening,)) if one is lot else one for one in own.places
        ),
    )
    rest = day(own, 3, "s0", "s2")
    assert broken(shoot, second(shoot, 0, "s1"), rest) == ["location"]
    assert broken(shoot, second(shoot, 1, "s1"), rest) == []
    assert broken(shoot, day(shoot, 0, "s1"), rest) == []


def test_a_minors_minutes_are_those_with_the_unit(own: Shoot) -> None:
    limit = MinorLimit(
        role=1,
        label="ROLE 1 (1)",
        minutes=((600, 600),) * 5,
        cited="a rule",
        for_units=(("second", ((59, 59),) * 5),),
    )
    shoot = replace(own, minors=(limit,))
    days = (day(shoot, 0, "s0"), second(shoot, 2, "s1"), day(shoot, 4, "s2"))
    assert broken(shoot, *days) == ["minor hours"]
    assert broken(shoot, *(replace(one, crew="") for one in days)) == []


def test_a_units_moves_and_late_meals_cost_what_it_states(own: Shoot) -> None:
    shoot = replace(
        own,
        second_units=(unit(own, move_cost=700, meals=Meals(within=30, late=900)),),
    )
    report = cost(Board(days=(second(shoot, 0, "s1", "s0"), day(shoot, 1, "s2"))), shoot)
    amounts = {term.name: term.amount for term in report.terms}
    assert amounts["Company moves"] == Decimal("7.00")
    assert amounts["Late meals"] == 9 * 3
    of_main = cost(Board(days=(day(shoot, 0, "s1", "s0"), day(shoot, 1, "s2"))), shoot)
    assert {term.name: term.amount for term in of_main.terms}["Company moves"] == 200
    assert "Late meals" not in {term.name for term in of_main.terms}


@pytest.mark.parametrize(
    ("inside", "changes", "left"),
    [
        ({}, {}, True),
        ({"cast": frozenset({1})}, {}, False),
        ({"location": "garage"}, {}, False),
        ({"location": "garage"}, {"shared": True}, True),
    ],
)
def test_cover_is_left_by_the_units_beside(
    two: Shoot,
    read_sheets: Callable[[Path], tuple[Production, tuple[Sheet, ...]]],
    last_ride: Path,
    inside: dict[str, Any],
    changes: dict[str, Any],
    left: bool,
) -> None:
    """The second unit's exterior may give way to an interior that nobody beside it keeps."""
    sheet = read_sheets(last_ride)[1][0]
    kinds = {"s0": IntExt.INT, "s1": IntExt.EXT, "s2": IntExt.INT}
    sheets = [replace(sheet, scene_id=name, int_ext=kind) for name, kind in kinds.items()]
    third = replace(two.scenes[1], id="s2", **inside)
    scenes = (*two.scenes, third)
    shoot = replace(
        two,
        scenes=scenes,
        places=tuple(replace(place, **changes) for place in two.places),
        second_units=(unit(replace(two, scenes=scenes)),),
    )
    days = day(shoot, 0, "s0"), second(shoot, 0, "s1"), day(shoot, 1, "s2")
    (cover,) = cover_sets(Board(days=days), shoot, sheets)
    assert (cover.crew, cover.exteriors) == ("second", ("s1",))
    assert cover.scenes == (("s2",) if left else ())
    # What the unit may not shoot is no cover for it.
    few = replace(shoot, second_units=(unit(shoot, scenes=frozenset({"s1"})),))
    assert cover_sets(Board(days=days), few, sheets)[0].scenes == ()


def test_each_crew_rests_by_itself(two: Shoot) -> None:
    night = second(two, 0, "s1", by=Unit.NIGHT)
    assert broken(two, night, day(two, 1, "s0")) == []
    owned = replace(two, second_units=(unit(two, turnaround=24 * 60),))
    scene = replace(two.scenes[0], cast=frozenset())
    shoot = replace(owned, scenes=(scene, two.scenes[1]))
    assert broken(shoot, second(shoot, 0, "s1"), second(shoot, 1, "s0")) == ["turnaround"]
    assert broken(shoot, day(shoot, 0, "s1"), day(shoot, 1, "s0")) == []


@pytest.mark.parametrize(("least", "rules"), [(12 * 60, []), (721, ["rest between units"])])
def test_who_changes_units_rests(same: Shoot, least: int, rules: list[str]) -> None:
    # Called at 17:00 for an hour and a meal; the next call is at 7:00.
    shoot = replace(same, turnaround=least)
    night = second(shoot, 0, "s1", by=Unit.NIGHT)
    assert broken(shoot, night, day(shoot, 1, "s0")) == rules


def test_rest_by_role_counts_to_the_first_of_several_calls(same: Shoot) -> None:
    """After a night the main unit is called at night again, and the second unit in the morning."""
    shoot = replace(same, turnaround=0, cast_turnaround=840, commute=0)
    third = replace(shoot.scenes[0], id="s2")
    night = tuple(replace(one, units=frozenset(Unit)) for one in (*shoot.scenes, third))
    shoot = replace(shoot, scenes=night, second_units=(unit(replace(shoot, scenes=night)),))
    first = day(shoot, 0, "s0", by=Unit.NIGHT)
    again = day(shoot, 1, "s1", by=Unit.NIGHT)
    at_once = broken(shoot, first, again, second(shoot, 1, "s2", by=Unit.NIGHT))
    assert at_once == ["between units"]
    assert broken(shoot, first, again, second(shoot, 1, "s2")) == ["cast turnaround"]


def test_with_rest_by_role_units_make_no_difference(same: Shoot) -> None:
    shoot = replace(same, turnaround=600, cast_turnaround=14 * 60)
    night = second(shoot, 0, "s1", by=Unit.NIGHT)
    assert broken(shoot, night, day(shoot, 1, "s0")) == ["cast turnaround"]


def test_on_one_date_no_unit_is_earlier(two: Shoot) -> None:
    shoot = replace(two, orders=(Order(first="s0", then="s1"),))
    assert broken(shoot, day(shoot, 0, "s0"), second(shoot, 0, "s1")) == ["order"]
    assert broken(shoot, day(shoot, 0, "s0"), second(shoot, 1, "s1")) == []


def test_apart_is_by_date_and_together_by_unit(two: Shoot) -> None:
    both = frozenset({"s0", "s1"})
    days = (day(two, 0, "s0"), second(two, 0, "s1"))
    assert broken(replace(two, apart=(Apart(scenes=both),)), *days) == ["apart"]
    assert broken(replace(two, together=(Together(scenes=both),)), *days) == ["together"]


def test_roads_bind_each_unit_by_itself(two: Shoot) -> None:
    road = Road(places=frozenset({"garage", "lot"}), minutes=60, cost=0, days=1)
    shoot = replace(two, roads=(road,))
    assert broken(shoot, day(shoot, 0, "s0"), second(shoot, 0, "s1")) == []
    assert broken(shoot, day(shoot, 0, "s0"), day(shoot, 1, "s1")) == ["road"]


# ---------------------------------------------------------------------------------- money


def test_what_units_cost(two: Shoot) -> None:
    days = (day(two, 0, "s0"), second(two, 0, "s1", by=Unit.NIGHT))
    report = cost(Board(days=days), two)
    (shooting,) = (term for term in report.terms if term.name == "Shooting days")
    assert shooting.amount == Decimal("1400.00")
    assert [part.name for part in shooting.parts] == ["Second unit"]


def test_a_role_with_two_units_is_paid_once(same: Shoot) -> None:
    shoot = replace(same, commute=0)
    report = cost(Board(days=(day(shoot, 0, "s0"), second(shoot, 0, "s1"))), shoot)
    (pay,) = (term for term in report.terms if term.name == "Cast, working")
    assert pay.amount == Decimal("100.00")


def test_units_at_one_location_pay_its_fee_once(two: Shoot) -> None:
    shoot = replace(
        two,
        scenes=(two.scenes[0], replace(two.scenes[1], location="garage")),
        places=tuple(replace(place, shared=True) for place in two.places),
    )
    report = cost(Board(days=(day(shoot, 0, "s0"), second(shoot, 0, "s1"))), shoot)
    (fees,) = (term for term in report.terms if term.name == "Locations")
    assert fees.amount == Decimal("50.00")


def test_each_unit_has_its_own_overtime(two: Shoot) -> None:
    late = Late(after=30, tenth=100)
    shoot = replace(two, second_units=(unit(two, late=(late,)),))
    report = cost(Board(days=(day(shoot, 0, "s0"), second(shoot, 1, "s1"))), shoot)
    (over,) = (term for term in report.terms if term.name == "Overtime")
    assert over.amount == Decimal("5.00")
    assert over.parts[0].name.startswith("Second unit, ")


def test_days_are_numbered_unit_by_unit(two: Shoot, last_ride: Path) -> None:
    board = Board(days=(second(two, 0, "s1"), day(two, 1, "s0")))
    assert list(day_numbers(board).values()) == [(1, 1), (1, 1)]
    grid = day_out_of_days(board, two, open_production(last_ride))
    assert grid.shoot_days == (None, 1)
    assert [row.codes for row in grid.rows] == [("", "SWF"), ("SWF", "")]


# -------------------------------------------------------------------------------- choices


@pytest.fixture
def choice(two: Shoot) -> Shoot:
    """The first scene may go to either place."""
    car = Choice(of="CAR", label="CAR", scenes=frozenset({"s0"}), places=("garage", "lot"))
    return replace(two, choices=(car,), second_units=())


def test_a_board_says_where_its_sets_are(choice: Shoot) -> None:
    one = day(choice, 0, "s0", "s1")
    assert broken(choice, one) == ["set"]
    assert broken(choice, one, places=(SetAt(of="CAR", location="mill"),)) == ["set"]
    assert broken(choice, one, places=(SetAt(of="CAR", location="lot"),)) == []
    (told,) = violations(Board(days=(one,)), choice)
    assert told.scenes == ("s0",)
    # Nobody asks where a set is that is not shot.
    assert broken(choice, day(choice, 0, "s1")) == ["missing"]


def test_where_a_set_is_decides_moves_and_fees(choice: Shoot) -> None:
    one = day(choice, 0, "s0", "s1")
    at_lot = Board(days=(one,), places=(SetAt(of="CAR", location="lot"),))
    at_garage = Board(days=(one,), places=(SetAt(of="CAR", location="garage"),))
    assert cost(at_garage, choice).total - cost(at_lot, choice).total == Decimal("250.00")
    lot = next(t for t in cost(at_lot, choice).terms if t.name == "Locations")
    assert [part.name for part in lot.parts] == ["Lot"]
    few = replace(choice, max_moves=0)
    assert broken(few, one, places=at_garage.places) == ["max_moves"]
    assert broken(few, one, places=at_lot.places) == []


def test_what_cannot_be_chosen_stands_at_the_first(choice: Shoot) -> None:
    assert settled(choice, Board()).scenes[0].location == "garage"
    assert at_places(choice, {"CAR": "mill"}).scenes[0].location == "garage"
    assert at_places(choice, {"CAR": "lot"}).scenes[0].location == "lot"
