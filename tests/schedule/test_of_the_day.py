"""Rules of the day's clock: locations' hours, meals between strips, minors, personal calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lastlook.schedule import (
    Board,
    ImpossibleError,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    cost,
    solve,
    violations,
)
from lastlook.schedule.explain import prices, why
from lastlook.schedule.hours import ALWAYS, Meals
from lastlook.schedule.minors import MinorLimit, MinorPresence
from lastlook.schedule.rules import RULES
from lastlook.schedule.rules.known import Known
from lastlook.schedule.shoot import Daylight, Sun
from lastlook.schedule.solver.kernel import supports

MakeScene = Callable[..., Any]
MakeShoot = Callable[..., Shoot]
NIGHTLY = ((1320, 1560),)  # 22:00 to 2:00
LAW = MinorPresence(on_set=240, meal=30, earliest=480, latest=1320)


def day(shoot: Shoot, at: int, *names: str, unit: Unit = Unit.DAY) -> ShootDay:
    work = tuple(Strip(scene=name) for name in names)
    return ShootDay(date=shoot.dates[at], unit=unit, work=work)


def board(*days: ShootDay) -> Board:
    return Board(days=days)


def rules(of: Board, shoot: Shoot) -> list[str]:
    return [one.rule for one in violations(of, shoot)]


def times(of: Board, shoot: Shoot) -> list[tuple[int, int]]:
    known = Known(board=of, shoot=shoot)
    return [(one.start, one.end) for one in known.clock_of(of.days[0]).strips]


def order(of: Board) -> list[str]:
    return [strip.scene for day in of.days for strip in day.strips]


@pytest.fixture
def street(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Two night scenes in a street that the police hold from 22:00 to 2:00, one elsewhere."""
    night = frozenset({Unit.NIGHT})
    shoot = make_shoot(
        [
            make_scene("s0", minutes=90, location="street", units=night),
            make_scene("s1", minutes=90, location="street", units=night),
            make_scene("s2", minutes=120, location="garage", units=night),
        ],
        count=2,
    )
    return replace(shoot, places=tuple(held(place, shoot) for place in shoot.places))


def held(place: Any, shoot: Shoot) -> Any:
    if place.id != "street":
        return place
    why = "permit 41 for 18–19 Jan 2027, 22:00–02:00"
    hours = ((NIGHTLY, NIGHTLY),) * len(shoot.dates)
    return replace(place, hours=hours, why_not=(why,))


def test_a_strip_waits_for_its_location_to_open_and_ends_before_it_shuts(street: Shoot) -> None:
    at_once = board(day(street, 0, "s0", "s1", "s2", unit=Unit.NIGHT))
    # The meal falls into the first hour of the street: the second scene ends at two, to the minute.
    assert times(at_once, street)[:2] == [(1320, 1470), (1470, 1560)]
    longer = replace(
        street, scenes=(street.scenes[0], replace(street.scenes[1], minutes=91), street.scenes[2])
    )
    (found,) = [one for one in violations(at_once, longer) if one.rule != "wait"]
    assert (found.rule, found.scenes) == ("open hours", ("s1",))
    assert found.text == (
        "Scene 1 would be shot on 18 Jan 2027 from 00:30 to 02:01; Street is open from 22:00 to "
        "02:00 (permit 41 for 18–19 Jan 2027, 22:00–02:00)."
    )


def test_a_day_that_waits_for_a_location_still_ends_in_time(street: Shoot) -> None:
    # Called at 17:00: the street until 2:00, then a move and two hours, with ten hours of work.
    late = board(day(street, 0, "s0", "s1", "s2", unit=Unit.NIGHT))
    assert rules(late, street) == ["wait"]
    good = board(day(street, 0, "s2", "s0", "s1", unit=Unit.NIGHT))
    assert rules(good, street) == []
    solved = solve(street, seconds=0.3)
    assert order(solved.board) == ["s2", "s0", "s1"]
    assert solved.board.proof is not None
    assert solved.board.proof.optimal


def test_a_street_that_is_never_open_long_enough_is_explained(street: Shoot) -> None:
    long = replace(street.scenes[0], minutes=200)
    shoot = replace(street, scenes=(long, *street.scenes[1:]))
    with pytest.raises(ImpossibleError) as refused:
        solve(shoot, seconds=0.3)
    (conflict,) = refused.value.conflicts
    assert conflict.rules == ("place street",)
    assert "the hours of Street for 200 min" in conflict.text
    assert any("longer hours at Street" in way for way in conflict.ways_out)


def test_light_and_hours_that_only_clash_together_are_both_named(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s0", location="shop", sun=Sun.DAY)], count=1)
    light = Daylight(dawn=390, rise=420, set=1020, dusk=1050)
    shop = replace(shoot.places[0], hours=((((990, 1200),), ALWAYS),))
    shoot = replace(shoot, daylight=(light,), places=(shop,))
    assert rules(board(day(shoot, 0, "s0")), replace(shoot, daylight=())) == []
    with pytest.raises(ImpossibleError) as refused:
        solve(shoot, seconds=0.3)
    assert refused.value.conflicts[0].rules == ("place shop", "sun s0")


@pytest.fixture
def fed(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Strips of three hours and a half, four hours, and one hour; meals within six hours."""
    shoot = make_shoot(
        [
            make_scene("s0", minutes=210),
            make_scene("s1", minutes=240),
            make_scene("s2", minutes=60),
        ],
        count=2,
    )
    return replace(shoot, meals=Meals(within=360))


def test_meals_fall_between_strips_and_shift_what_follows(fed: Shoot) -> None:
    whole = board(day(fed, 0, "s0", "s1", "s2"))
    # Without the rule the meal is at 13:00, within the second strip.
    assert times(whole, replace(fed, meals=None)) == [(420, 630), (630, 930), (930, 990)]
    assert times(whole, fed) == [(420, 630), (690, 930), (930, 990)]
    assert rules(whole, fed) == []
    # Within three hours and a half two meals are needed.
    often = replace(fed, meals=Meals(within=240), work=600)
    assert times(whole, often) == [(420, 630), (690, 930), (990, 1050)]


def test_a_meal_that_no_break_keeps_in_time_is_refused_or_paid_for(fed: Shoot) -> None:
    long = replace(fed.scenes[0], minutes=400)
    shoot = replace(fed, scenes=(long, *fed.scenes[1:]), work=780, turnaround=600)
    one_day = board(day(shoot, 0, "s0"), day(shoot, 1, "s1", "s2"))
    (found,) = violations(one_day, shoot)
    assert found.rule == "meal"
    assert found.text.startswith("On 18 Jan 2027 a meal is 40 min late: between strips ")
    assert "SAG-AFTRA" in found.source
    with pytest.raises(ImpossibleError) as refused:
        solve(shoot, seconds=0.3)
    assert refused.value.conflicts[0].rules == ("meals",)
    paid = replace(shoot, meals=Meals(within=360, late=2_500))
    assert rules(one_day, paid) == []
    (term,) = (one for one in cost(one_day, paid).terms if one.name == "Late meals")
    assert term.amount == 50  # forty minutes are two half hours begun
    solved = solve(paid, seconds=0.3)
    assert solved.report.total == cost(solved.board, paid).total
    assert any(one.name == "Late meals" for one in solved.report.terms)


def test_the_meal_is_taken_while_the_unit_waits(fed: Shoot) -> None:
    hours = tuple((((930, 1200),), ALWAYS) for _ in fed.dates)
    shoot = replace(fed, places=tuple(replace(place, hours=hours) for place in fed.places))
    # Called at 7:00, open from 15:30: meals at 13:00 and before what would end after 20:00.
    waits = board(day(shoot, 0, "s0"))
    assert times(waits, shoot) == [(930, 1140)]
    known = Known(board=waits, shoot=shoot)
    assert [(meal.start, meal.due) for meal in known.clock_of(waits.days[0]).meals] == [(780, 780)]


@pytest.fixture
def child(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """A minor in two of four scenes of two hours, who may be on set for four hours."""
    shoot = make_shoot(
        [
            make_scene("s0", minutes=120, cast=frozenset({1, 2})),
            make_scene("s1", minutes=120, cast=frozenset({2})),
            make_scene("s2", minutes=120, cast=frozenset({2})),
            make_scene("s3", minutes=120, cast=frozenset({1, 2})),
        ],
        count=1,
    )
    limit = MinorLimit(
        role=1, label="JUNE (1)", minutes=((300, 300),), presence=(LAW,), cited="the law"
    )
    return replace(shoot, minors=(limit,))


def test_a_minors_strips_are_brought_together(child: Shoot) -> None:
    told = board(day(child, 0, "s0", "s1", "s2", "s3"))
    (found,) = violations(told, child)
    assert (found.rule, found.people) == ("minor on set", (1,))
    assert "JUNE (1) is on set for" in found.text
    assert "(the law)." in found.text
    solved = solve(child, seconds=0.3)
    assert violations(solved.board, child) == ()
    names = order(solved.board)
    assert abs(names.index("s0") - names.index("s3")) == 1


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ({"on_set": 239}, "is on set for 4 h and may be for 3 h 59 min"),
        ({"latest": 719}, "leaves at 12:00 and has to by 11:59"),
    ],
)
def test_each_of_a_minors_hours_is_kept(child: Shoot, law: dict[str, Any], said: str) -> None:
    limit = replace(child.minors[0], presence=(replace(LAW, **law),))
    shoot = replace(child, minors=(limit,))
    # The unit is called at 7:00, the minor may come at 8:00.
    together = board(day(shoot, 0, "s0", "s3", "s1", "s2"))
    assert times(together, shoot)[0] == (480, 600)
    found = [one for one in violations(together, shoot) if one.rule == "minor on set"]
    assert said in found[0].text


def test_where_no_order_suits_a_minor_the_law_is_named(child: Shoot) -> None:
    limit = replace(child.minors[0], presence=(replace(LAW, on_set=239),))
    with pytest.raises(ImpossibleError) as refused:
        solve(replace(child, minors=(limit,)), seconds=0.5)
    assert any("minor 1" in one.rules for one in refused.value.conflicts)


@pytest.fixture
def rested(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Two days so long that who is shot last on the first may not be shot first on the second."""
    shoot = make_shoot(
        [
            make_scene("s0", minutes=300, cast=frozenset({1})),
            make_scene("s1", minutes=300, cast=frozenset({2})),
            make_scene("s2", minutes=300, cast=frozenset({1})),
            make_scene("s3", minutes=300, cast=frozenset({2})),
        ],
        count=2,
        turnaround=600,
        cast_turnaround=14 * 60,
    )
    return replace(shoot, personal_calls=True)


def test_a_personal_call_is_for_the_own_first_strip(rested: Shoot) -> None:
    made_up = replace(
        rested, players=tuple(replace(who, make_up=60 * who.id) for who in rested.players)
    )
    known = Known(board=board(day(made_up, 0, "s0", "s1")), shoot=made_up)
    (first,) = known.shot
    assert [known.call_for(first, who) for who in (1, 2)] == [360, 720 - 120]
    unit = Known(board=known.board, shoot=replace(made_up, personal_calls=False))
    assert [unit.call_for(first, who) for who in (1, 2)] == [420, 420]


def test_rest_counts_to_the_personal_call(rested: Shoot) -> None:
    # 18:00 to 7:00 are thirteen hours for the second role, and to 13:00 nineteen.
    crossed = board(day(rested, 0, "s0", "s1"), day(rested, 1, "s3", "s2"))
    (found,) = violations(crossed, rested)
    assert (found.rule, found.people) == ("cast turnaround", (2,))
    good = board(day(rested, 0, "s0", "s1"), day(rested, 1, "s2", "s3"))
    assert violations(good, rested) == ()
    assert rules(good, replace(rested, personal_calls=False)) == ["cast turnaround"]
    priced = replace(rested, forced_call=9_000)
    assert violations(crossed, priced) == ()
    assert cost(crossed, priced).total == cost(good, priced).total + 90


def test_the_order_of_each_day_is_chosen_for_everybodys_rest(
    rested: Shoot, oracle: Callable[..., Any]
) -> None:
    for shoot in (
        rested,
        replace(rested, forced_call=9_000),
        replace(rested, forced_call=9_000, personal_calls=False),
    ):
        solved = solve(shoot, seconds=0.5)
        assert violations(solved.board, shoot) == ()
        assert solved.report.total == oracle(shoot, orders=True)


def test_the_compiled_search_knows_the_clock_but_not_whose_rest_an_order_suits(
    street: Shoot, fed: Shoot, child: Shoot, rested: Shoot
) -> None:
    for known in (street, fed, child):
        assert supports(known) == ()
    assert supports(rested) == ("which order of a day suits whose rest",)


def test_every_rule_of_the_clock_says_its_source_or_rests_on_the_production() -> None:
    found = {rule.name: rule for rule in RULES}
    assert found["meal"].source
    assert found["meal"].dated
    assert found["meal"].price == "Late meals"
    assert found["open hours"].about == "location"
    assert found["minor on set"].says
    assert found["wait"].about == "hours.work"


def test_what_an_hour_more_to_the_meal_saves_can_be_asked(fed: Shoot) -> None:
    shoot = replace(fed, meals=Meals(within=180, late=9_000), max_days=1)
    one_day = board(day(shoot, 0, "s0", "s1", "s2"))
    asked = {one.demand.key: one for one in prices(shoot, one_day, seconds=0.3).prices}
    hour = asked["meal_within +1"]
    assert (hour.demand.says, hour.demand.instead) == ("hours.meal_within is 3 h", "4 h")
    assert hour.saving == 270  # three half hours


def test_a_scene_is_tried_in_every_place_of_a_day_that_the_clock_orders(street: Shoot) -> None:
    apart = board(
        day(street, 0, "s0", "s1", unit=Unit.NIGHT), day(street, 1, "s2", unit=Unit.NIGHT)
    )
    found = why(street, apart, "s2", seconds=0.3)
    (there,) = (one for one in found.dates if one.date == street.dates[0])
    assert there.broken == ()
    assert there.added is not None
    assert there.added < 0  # before the others it saves a day
