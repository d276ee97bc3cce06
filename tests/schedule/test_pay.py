"""Pay by its terms, what it comes to on the cost page, and the codes of the day-out-of-days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.production import Calendar, CastMember, Hours, Production
from lastlook.schedule import Board, SceneNeed, Shoot, ShootDay, Strip, Unit, cost, day_out_of_days
from lastlook.schedule.pay import Pay, paid
from lastlook.schedule.shoot import Late, Rental, Road

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
MONDAY = date(2027, 1, 18)
DAYS = tuple(MONDAY + timedelta(days=7 * week + n) for week in range(8) for n in range(5))
"""Eight weeks of five days."""


def on(*positions: int) -> tuple[date, ...]:
    return tuple(DAYS[at] for at in positions)


def test_nobody_is_paid_for_nothing() -> None:
    found = paid(Pay(day=100, least_days=3), (), DAYS)
    assert (found.cents, found.dates, found.guarantee) == (0, (), 0)


def test_holds_are_paid_or_not() -> None:
    worked = on(0, 3)
    held = paid(Pay(day=100), worked, DAYS)
    assert (held.cents, held.held, held.dates) == (400, on(1, 2), on(0, 1, 2, 3))
    free = paid(Pay(day=100, hold_paid=False), worked, DAYS)
    assert (free.cents, free.held, free.dropped) == (200, (), ())


@pytest.mark.parametrize(
    ("gap", "cents", "dropped"),
    [
        # From Monday 18 to Friday 29 January are 11 calendar days, 8 working days between.
        (10, 200, on(*range(1, 9))),
        (11, 1000, ()),
        (None, 1000, ()),
    ],
)
def test_a_break_is_dropped_beyond_its_gap(
    gap: int | None, cents: int, dropped: tuple[date, ...]
) -> None:
    found = paid(Pay(day=100, drop_gap=gap), on(0, 9), DAYS)
    assert (found.cents, found.dropped) == (cents, dropped)
    assert found.dates == tuple(day for day in DAYS[:10] if day not in dropped)


def test_one_break_alone_is_dropped_the_one_that_saves_most() -> None:
    found = paid(Pay(day=100, drop_gap=3), on(0, 5, 12), DAYS)
    assert (found.dropped, found.held) == (on(*range(6, 12)), on(1, 2, 3, 4))
    assert found.cents == 700
    # Of equals the earliest.
    assert paid(Pay(day=100, drop_gap=3), on(0, 5, 10), DAYS).dropped == on(1, 2, 3, 4)


def test_a_week_is_paid_where_it_is_less() -> None:
    pay = Pay(day=100, week=350)
    four = paid(pay, on(0, 3), DAYS)
    assert (four.cents, four.weeks, four.in_weeks) == (350, 1, 4)
    three = paid(pay, on(0, 2), DAYS)
    assert (three.cents, three.weeks, three.in_weeks) == (300, 0, 0)
    # Where a week costs the same as its days, the days are told.
    assert paid(Pay(day=100, week=300), on(0, 2), DAYS).weeks == 0
    # Friday to the Monday after next: 1 + a whole week + 1.
    over = paid(pay, on(4, 10), DAYS)
    assert (over.cents, over.weeks, over.in_weeks) == (100 + 350 + 100, 1, 5)


@pytest.mark.parametrize(("least", "cents", "more"), [(2, 200, 0), (3, 300, 1), (5, 500, 3)])
def test_a_guarantee_is_paid_at_least(least: int, cents: int, more: int) -> None:
    found = paid(Pay(day=100, least_days=least), on(0, 1), DAYS)
    assert (found.cents, found.guarantee) == (cents, more)


@given(
    worked=st.sets(st.integers(0, len(DAYS) - 1), min_size=1, max_size=8),
    gap=st.none() | st.integers(1, 12),
    week=st.none() | st.integers(100, 500),
    least=st.integers(0, 9),
    hold=st.booleans(),
)
def test_pay_against_a_walk_through_the_dates(
    worked: set[int], gap: int | None, week: int | None, least: int, *, hold: bool
) -> None:
    pay = Pay(day=100, week=week, least_days=least, hold_paid=hold, drop_gap=gap)
    found = paid(pay, on(*sorted(worked)), DAYS)
    first, last = min(worked), max(worked)

    def price(unpaid: set[int]) -> int:
        counted: dict[int, int] = {}
        for at in range(first, last + 1):
            if at in worked or (hold and at not in unpaid):
                counted[at // 5] = counted.get(at // 5, 0) + 1
        total = sum(min(n * 100, week) if week is not None else n * 100 for n in counted.values())
        return max(total, least * 100)

    ways = [price(set())]
    for one in worked:
        for two in worked:
            quiet = not any(one < at < two for at in worked)
            far = gap is not None and (DAYS[two] - DAYS[one]).days > gap
            if one < two and quiet and far and hold:
                ways.append(price(set(range(one + 1, two))))
    assert found.cents == min(ways)
    assert set(found.worked) | set(found.held) | set(found.dropped) <= set(DAYS[first : last + 1])
    assert found.guarantee == max(0, least - len(found.dates))


# ------------------------------------------------------------------- the cost page


def day(shoot: Shoot, at: int, *scenes: str, unit: Unit = Unit.DAY) -> ShootDay:
    return ShootDay(
        date=shoot.dates[at], unit=unit, work=tuple(Strip(scene=scene) for scene in scenes)
    )


@pytest.fixture
def long(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """ROLE 1 in three scenes at two places, over ten dates."""
    scenes = [make_scene("s0"), make_scene("s1", location="lot"), make_scene("s2", minutes=320)]
    return make_shoot(scenes, dates=DAYS[:10], count=10)


def terms(board: Board, shoot: Shoot) -> dict[str, tuple[Decimal, str]]:
    return {term.name: (term.amount, term.arithmetic) for term in cost(board, shoot).terms}


def spread(shoot: Shoot) -> Board:
    """Monday, Tuesday, and Friday of the second week."""
    return Board(days=(day(shoot, 0, "s0"), day(shoot, 1, "s1"), day(shoot, 9, "s2")))


def with_pay(shoot: Shoot, **fields: object) -> Shoot:
    pay = Pay(**({"day": 10_000} | fields))  # type: ignore[arg-type]
    return replace(shoot, players=(replace(shoot.players[0], pay=pay),))


def test_holds_and_drops_on_the_cost_page(long: Shoot) -> None:
    held = terms(spread(long), with_pay(long))
    assert held["Cast, holding"] == (Decimal(700), "ROLE 1 (1) 7 days × 100")
    dropped = terms(spread(long), with_pay(long, drop_gap=9))
    assert dropped["Cast, working"] == (Decimal(300), "ROLE 1 (1) 3 days × 100")
    assert dropped["Cast, holding"] == (Decimal(0), "none")


def test_weeks_and_guarantees_on_the_cost_page(long: Shoot) -> None:
    weekly = terms(spread(long), with_pay(long, week=40_000))
    assert weekly["Cast, by the week"] == (Decimal(800), "ROLE 1 (1) 2 weeks × 400")
    assert weekly["Cast, working"] == (Decimal(0), "none")
    mixed = terms(spread(long), with_pay(long, week=40_000, drop_gap=9, least_days=5))
    assert mixed["Cast, by the week"][1] == "ROLE 1 (1) 3 days × 100"
    assert mixed["Cast, guarantees"] == (Decimal(200), "ROLE 1 (1) to 5 days × 100")
    part = Board(days=(day(long, 0, "s0"), day(long, 3, "s1"), day(long, 5, "s2")))
    both = terms(part, with_pay(long, week=40_000))
    assert both["Cast, by the week"] == (Decimal(500), "ROLE 1 (1) 1 week × 400 + 1 day × 100")


def test_prices_of_dates_and_units(long: Shoot) -> None:
    dear = (*(((100_000, 150_000),) * 9), (125_000, 0))
    shoot = replace(long, day_costs=dear)
    found = terms(spread(shoot), shoot)
    assert found["Shooting days"] == (Decimal(3250), "2 days × 1,000; 1 day × 1,250")
    night = Board(days=(day(shoot, 0, "s0", unit=Unit.NIGHT),))
    assert terms(night, shoot)["Shooting days"] == (Decimal(1500), "1 day × 1,500")


def test_overtime_is_paid_by_the_begun_tenth(long: Shoot) -> None:
    # s0, the move and s2 make 440 minutes: 20 beyond 7 h are four tenths, 19 are four too.
    shoot = replace(long, scenes=(long.scenes[0], long.scenes[1], replace(long.scenes[2])))
    one_day = Board(days=(day(shoot, 0, "s1", "s2"), day(shoot, 1, "s0")))
    for after, said in ((421, "4 tenths × 5"), (420, "4 tenths × 5"), (415, "5 tenths × 5")):
        late = replace(shoot, late=(Late(after=after, tenth=500, label="time and a half"),))
        assert terms(one_day, late)["Overtime"][1] == f"time and a half {said}"
    once = replace(shoot, late=(Late(after=439, once=25_000), Late(after=440, once=99_000)))
    assert terms(one_day, once)["Overtime"] == (
        Decimal(250),
        "beyond 7 h 19 min 1 day × 250",
    )
    assert "Overtime" not in terms(one_day, replace(shoot, late=(Late(after=440, tenth=500),)))


def test_roads_have_their_own_price(long: Shoot) -> None:
    near = Road(places=frozenset({"garage", "lot"}), minutes=10, cost=30_000)
    shoot = replace(long, roads=(near,))
    one_day = Board(days=(day(shoot, 0, "s0", "s1", "s2"),))
    assert terms(one_day, shoot)["Company moves"] == (Decimal(600), "2 moves × 300")
    far = replace(long, roads=(replace(near, days=1),))
    there_and_back = Board(days=(day(far, 0, "s0"), day(far, 2, "s1"), day(far, 4, "s2")))
    assert terms(there_and_back, far)["Roads"] == (
        Decimal(600),
        "Garage – Lot 2 journeys × 300",
    )
    assert terms(there_and_back, far)["Company moves"][1] == "0 moves × 200"
    # From a location to itself is no journey.
    staying = Board(days=(day(far, 0, "s0"), day(far, 2, "s2"), day(far, 4, "s1")))
    assert terms(staying, far)["Roads"][1] == "Garage – Lot 1 journey × 300"


def test_rentals_are_paid_while_they_are_kept(long: Shoot) -> None:
    snow = Rental(
        id="snow",
        label="Snow machine",
        scenes=frozenset({"s0", "s2"}),
        pay=Pay(day=2_000, week=7_000),
        once=5_000,
    )
    shoot = replace(long, rentals=(snow,))
    assert terms(spread(shoot), shoot)["Rentals"] == (
        Decimal(190),
        "Snow machine 2 weeks × 70 + 50 once",
    )
    used = replace(shoot, rentals=(replace(snow, pay=Pay(day=2_000, hold_paid=False), once=0),))
    assert terms(spread(used), used)["Rentals"] == (Decimal(40), "Snow machine 2 days × 20")
    least = replace(shoot, rentals=(replace(snow, pay=Pay(day=100, least_days=20), once=0),))
    assert terms(spread(least), least)["Rentals"] == (Decimal(20), "Snow machine to 20 days × 1")
    none = Board(days=(day(shoot, 0, "s1"),), boneyard=(Strip(scene="s0"), Strip(scene="s2")))
    assert "Rentals" not in terms(none, shoot)


def test_locations_are_kept_prepared_and_cleared(long: Shoot) -> None:
    garage, lot = long.places
    shoot = replace(long, places=(replace(garage, hold=1_000, once=20_000), lot))
    assert terms(spread(shoot), shoot)["Locations"] == (
        Decimal(50 * 3 + 80 + 200),
        (
            "Garage 2 days × 50; Garage, kept 8 days × 10; Garage, prepared and cleared 200; "
            "Lot 1 day × 50"
        ),
    )


def test_forced_calls_are_paid_for_each_role(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    units = frozenset(Unit)
    scenes = [make_scene(f"s{n}", cast=frozenset({1, 2}), units=units) for n in range(2)]
    shoot = make_shoot(scenes, turnaround=0, cast_turnaround=800, forced_call=9_500)
    nights = Board(days=(day(shoot, 0, "s0", unit=Unit.NIGHT), day(shoot, 1, "s1")))
    assert terms(nights, shoot)["Forced calls"] == (
        Decimal(190),
        "ROLE 1 (1) 1 call × 95; ROLE 2 (2) 1 call × 95",
    )
    assert "Forced calls" not in terms(nights, replace(shoot, cast_turnaround=780))
    assert "Forced calls" not in terms(nights, replace(shoot, forced_call=None))


# -------------------------------------------------------------- the day-out-of-days


def film(shoot: Shoot) -> Production:
    return Production(
        root=Path("film"),
        title="Film",
        script="script.fountain",
        calendar=Calendar(start=shoot.dates[0]),
        hours=Hours(day_call=time(7), night_call=time(17)),
        cast=(CastMember(id=1, character="ROLE 1", rate=Decimal(100)),),
    )


def test_drop_and_pick_up_have_their_codes(long: Shoot) -> None:
    shoot = with_pay(long, drop_gap=9, least_days=5)
    (row,) = day_out_of_days(spread(shoot), shoot, film(shoot)).rows
    assert row.codes == ("SW", "WD", *("",) * 7, "PWF")
    assert (row.work, row.hold, row.drop, row.paid_days) == (3, 0, 7, 5)
    assert row.pay == Decimal(500)
    early = Board(days=(day(shoot, 0, "s0", "s1"), day(shoot, 9, "s2")))
    (row,) = day_out_of_days(early, shoot, film(shoot)).rows
    assert (row.codes[0], row.codes[9], set(row.codes[1:9])) == ("SWD", "PWF", {""})
    held = with_pay(long)
    (row,) = day_out_of_days(spread(held), held, film(held)).rows
    assert row.codes == ("SW", "W", *("H",) * 7, "WF")
    assert (row.hold, row.drop, row.paid_days) == (7, 0, 10)
    # One date is enough of a break.
    soon = with_pay(long, drop_gap=1)
    close = Board(days=(day(soon, 0, "s0", "s1"), day(soon, 2, "s2")))
    (row,) = day_out_of_days(close, soon, film(soon)).rows
    assert (row.codes[0], row.codes[2], row.drop) == ("SWD", "PWF", 1)
    middle = Board(days=(day(shoot, 0, "s0"), day(shoot, 8, "s1"), day(shoot, 9, "s2")))
    (row,) = day_out_of_days(middle, shoot, film(shoot)).rows
    assert row.codes == ("SWD", *("",) * 7, "PW", "WF")


def test_unpaid_holds_are_shown_and_not_paid(long: Shoot) -> None:
    shoot = with_pay(long, hold_paid=False)
    (row,) = day_out_of_days(spread(shoot), shoot, film(shoot)).rows
    assert (row.hold, row.paid_days, row.pay) == (7, 3, Decimal(300))
