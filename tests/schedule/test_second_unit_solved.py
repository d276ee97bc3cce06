"""Several units and sets with several locations: boards, proofs, conflicts and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lastlook.schedule import (
    Banner,
    Board,
    Conflict,
    ImpossibleError,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    solve,
    violations,
)
from lastlook.schedule.board import SetAt
from lastlook.schedule.choices import fixed_places
from lastlook.schedule.compare import Fate, compare
from lastlook.schedule.explain import (
    NotOnTheBoardError,
    demands,
    fell_behind,
    nothing_yet,
    resolve,
    set_of,
    set_places,
    why,
    without_unit,
)
from lastlook.schedule.explain.locks import lock_days, locked_as, stand_on
from lastlook.schedule.explain.scenario import Best, judged
from lastlook.schedule.shoot import Apart, Choice, Order, Place, Rental, SecondUnit
from lastlook.schedule.solver import kernel
from lastlook.schedule.solver.choose import MOST_WAYS, placed, ways_to_place
from lastlook.schedule.solver.slots import in_slots
from lastlook.schedule.solver.task import make_task

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]

EVERY = frozenset(range(5))


def unit(*scenes: str, **fields: Any) -> SecondUnit:
    stated: dict[str, Any] = {
        "id": "second",
        "label": "Second unit",
        "scenes": frozenset(scenes),
        "dates": EVERY,
        "day_costs": ((30_000, 30_000),) * 5,
        "turnaround": 11 * 60,
    }
    return SecondUnit(**(stated | fields))


def conflict(shoot: Shoot, keep: Board | None = None) -> Conflict:
    with pytest.raises(ImpossibleError) as caught:
        solve(shoot, seconds=1, keep=keep)
    (found,) = caught.value.conflicts
    return found


@pytest.fixture
def full(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Two days of work by night and by day, on one date, of which a second unit may take one."""
    shoot = make_shoot(
        [
            make_scene("s0", minutes=600),
            make_scene("s1", minutes=600, cast=frozenset({2}), location="lot"),
        ],
    )
    return replace(shoot, second_units=(unit("s1"),), max_days=1)


# ---------------------------------------------------------------------------------- boards


def test_a_second_unit_takes_what_the_main_one_cannot(full: Shoot) -> None:
    solved = solve(full, seconds=1)
    assert [day.slot for day in solved.board.days] == [
        (full.dates[0], ""),
        (full.dates[0], "second"),
    ]
    assert solved.board.proof is not None
    assert solved.board.proof.optimal
    assert not violations(solved.board, full)


def test_without_it_there_is_no_board(full: Shoot) -> None:
    found = conflict(replace(full, second_units=()))
    assert set(found.rules) == {"work", "max_days"}


def test_a_kept_board_keeps_its_units(full: Shoot) -> None:
    kept = Board(
        days=(
            ShootDay(date=full.dates[0], work=(Strip(scene="s0"),)),
            ShootDay(
                date=full.dates[3],
                crew="second",
                locked=True,
                work=(Banner(text="Rig"), Strip(scene="s1")),
            ),
        )
    )
    solved = solve(full, seconds=1, keep=kept)
    (later,) = (day for day in solved.board.days if day.crew)
    assert later == kept.days[1]
    assert solved.moved == ()


def test_a_strip_keeps_to_the_unit_it_is_locked_with(full: Shoot) -> None:
    two_days = replace(full, max_days=None)
    kept = Board(
        days=(ShootDay(date=full.dates[2], crew="second", work=(Strip(scene="s1", locked=True),)),)
    )
    solved = solve(two_days, seconds=1, keep=kept)
    assert [day.slot for day in solved.board.days if day.crew] == [(full.dates[2], "second")]


def test_slots_are_dates_where_there_is_one_unit(full: Shoot) -> None:
    plain = replace(full, second_units=())
    assert in_slots(plain) is plain
    task = make_task(full)
    assert task.dates == 2 * task.base == 10
    assert [task.crew_of(slot) for slot in task.slots_of(3)] == [0, 1]
    assert set(task.options[0]) == set(range(5))
    assert set(task.options[1]) == set(range(10))
    assert kernel.supports(full) == ()


@pytest.fixture
def shared(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """One date; a role has an hour with each unit, and the main unit two hours without it."""
    shoot = make_shoot(
        [
            make_scene("s0"),
            make_scene("s1", location="lot"),
            make_scene("s2", cast=frozenset({2}), minutes=120),
        ],
        count=1,
        work=180,
    )
    own = unit("s1", dates=frozenset({0}), day_costs=((30_000, 30_000),))
    return replace(shoot, second_units=(own,), commute=60)


def test_two_units_shoot_in_an_order_that_suits_who_works_with_both(shared: Shoot) -> None:
    for calls, order in (((420, 1020), ["s2", "s0"]), ((600, 1020), ["s0", "s2"])):
        (own,) = shared.second_units
        shoot = replace(shared, second_units=(replace(own, calls=calls),), commute=60)
        solved = solve(shoot, seconds=1)
        assert violations(solved.board, shoot) == ()
        assert [strip.scene for strip in solved.board.days[0].strips] == order
        assert solved.board.proof is not None
        assert solved.board.proof.optimal


def test_nobody_can_be_with_two_units_at_once_in_any_order(shared: Shoot) -> None:
    """The way is too far whichever hour the main unit gives the role."""
    found = conflict(replace(shared, commute=61))
    assert found.minimal
    assert set(found.rules) == {"two units", "work"}
    assert set(found.scenes) == {"s0", "s1", "s2"}
    assert any("hours.commute" in way for way in found.ways_out)


def test_a_unit_shoots_for_its_own_hours(full: Shoot) -> None:
    """Ten hours fit into the second unit's day alone, and only where it states them."""
    shoot = replace(full, work=300, scenes=full.scenes[:1], second_units=(unit("s0"),))
    assert "work" in conflict(shoot).rules
    longer = replace(shoot, second_units=(unit("s0", work=600),))
    solved = solve(longer, seconds=1)
    assert [day.crew for day in solved.board.days] == ["second"]


def test_large_shoots_with_units_are_searched_from_the_main_units_board(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [
        make_scene(
            f"s{n}",
            minutes=200,
            cast=frozenset({n % 5}) if n % 3 else frozenset(),
            location=("garage", "lot")[n % 2],
        )
        for n in range(24)
    ]
    shoot = make_shoot(scenes, count=20)
    inserts = [need.id for need in scenes if not need.cast]
    second = unit(*inserts, dates=frozenset(range(20)), day_costs=((20_000, 20_000),) * 20)
    alone = solve(shoot, seconds=0.3)
    both = solve(replace(shoot, second_units=(second,)), seconds=0.3)
    assert not violations(both.board, replace(shoot, second_units=(second,)))
    assert both.report.total < alone.report.total
    assert both.board.proof is not None
    assert both.board.proof.bound <= both.report.total


# ------------------------------------------------------------------------------- conflicts


@pytest.mark.parametrize(
    ("change", "rule", "way"),
    [
        (
            lambda shoot: replace(
                shoot,
                scenes=tuple(replace(one, cast=frozenset({1})) for one in shoot.scenes),
                max_days=1,
                dates=shoot.dates[:1],
            ),
            "two units",
            "(hours.commute)",
        ),
        (
            lambda shoot: replace(
                shoot,
                rentals=(
                    Rental(
                        id="snow",
                        label="Snow",
                        scenes=frozenset({"s0", "s1"}),
                        pay=shoot.pay_of(shoot.players[0]),
                    ),
                ),
            ),
            "one rental snow",
            "Rent Snow once more (rental.count).",
        ),
        (
            lambda shoot: replace(
                shoot,
                scenes=tuple(replace(one, location="lot") for one in shoot.scenes),
            ),
            "one place lot",
            "Let several units shoot at Lot at once (location.shared).",
        ),
        (
            lambda shoot: replace(shoot, apart=(Apart(scenes=frozenset({"s0", "s1"})),)),
            "apart 0",
            "Give up that",
        ),
        (
            lambda shoot: replace(shoot, orders=(Order(first="s0", then="s1"),)),
            "order s0 s1",
            "Give up that",
        ),
    ],
)
def test_what_keeps_units_from_one_date(
    full: Shoot, change: Callable[[Shoot], Shoot], rule: str, way: str
) -> None:
    one = change(one_date(full))
    found = conflict(one)
    assert rule in found.rules
    assert ("work" in found.rules) is (rule != "apart 0")
    assert found.minimal
    assert any(way in said for said in found.ways_out)


def one_date(shoot: Shoot) -> Shoot:
    """Leave a shoot its first date."""
    return replace(
        shoot,
        dates=shoot.dates[:1],
        players=tuple(replace(who, dates=frozenset({0})) for who in shoot.players),
        places=tuple(replace(place, minutes=place.minutes[:1]) for place in shoot.places),
        second_units=tuple(
            replace(one, dates=frozenset({0}), day_costs=one.day_costs[:1])
            for one in shoot.second_units
        ),
    )


def test_a_second_units_own_days_can_be_too_few(full: Shoot, make_scene: MakeScene) -> None:
    third = make_scene("s2", minutes=600, cast=frozenset({2}), location="lot")
    shoot = replace(
        full,
        scenes=(*full.scenes, third),
        second_units=(unit("s1", "s2", max_days=1),),
    )
    found = conflict(shoot)
    assert "unit days second" in found.rules
    assert any("Raise max_days of Second unit" in way for way in found.ways_out)


@pytest.mark.parametrize("crew", ["second", "third"])
def test_a_lock_with_a_unit_that_may_not_shoot_it(full: Shoot, crew: str) -> None:
    day = ShootDay(date=full.dates[0], crew=crew, work=(Strip(scene="s0", locked=True),))
    found = conflict(full, Board(days=(day,)))
    assert found.rules == ("lock s0",)
    assert found.scenes == ("s0",)


def test_a_locked_day_of_a_unit_that_breaks_a_rule(full: Shoot) -> None:
    work = (Strip(scene="s1"),)
    away = replace(full, second_units=(unit("s1", dates=frozenset({1})),))
    day = ShootDay(date=full.dates[0], crew="second", locked=True, work=work)
    found = conflict(away, Board(days=(day,)))
    assert "Second unit" in found.text


# --------------------------------------------------------------------------------- answers


def test_why_looks_at_every_unit(full: Shoot) -> None:
    solved = solve(full, seconds=1)
    found = why(full, solved.board, "s1", nearest=1, seconds=0.5)
    assert found.crew == "second"
    assert {other.crew for other in found.open} == {"second"}
    assert len(found.open) == 4


def test_locks_of_a_question_hold_for_every_unit(full: Shoot) -> None:
    board = solve(full, seconds=1).board
    date, later = full.dates[0], full.dates[1]
    shut = lock_days(board, {date, later}, ("", "second"))
    assert [(day.slot, day.locked) for day in shut.days] == [
        ((date, ""), True),
        ((date, "second"), True),
        ((later, ""), True),
        ((later, "second"), True),
    ]
    assert locked_as(shut, board).days == board.days
    moved = stand_on(board, "s1", later, "second")
    assert [day.slot for day in moved.days] == [(date, ""), (later, "second")]


def test_the_least_change_stays_with_its_unit(full: Shoot) -> None:
    board = solve(full, seconds=1).board
    ill = tuple(replace(who, dates=who.dates - {0}) if who.id == 2 else who for who in full.players)
    found = resolve(replace(full, players=ill), board, seconds=1)
    assert found.moved == ("s1",)
    assert [day.crew for day in found.board.days] == ["", "second"]


def test_prices_and_what_ifs_of_units(full: Shoot) -> None:
    shoot = replace(full, second_units=(unit("s1", max_days=1),), max_days=2)
    board = solve(shoot, seconds=1).board
    keys = {one.key for one in demands(shoot, board)}
    assert {"two units", "one place lot", "unit days second"} <= keys
    without, now = without_unit(shoot, board, "second", seconds=1)
    assert now.best is not None
    assert without.best is not None
    assert without.best.cost - now.best.cost == Decimal("700.00")
    assert (without.days, now.days) == (2, 1)


def test_boards_are_compared_unit_by_unit(full: Shoot) -> None:
    shoot = replace(full, max_days=None)
    board = solve(shoot, seconds=1).board
    main = tuple(replace(day, crew="") if day.crew else day for day in board.days[1:])
    other = Board(days=(board.days[0], replace(main[0], date=shoot.dates[1])))
    found = compare(board, other, shoot)
    assert [strip.fate for strip in found.strips] == [Fate.SAME, Fate.MOVED]
    same_date = compare(board, Board(days=main), shoot)
    assert same_date.strips[1].fate is Fate.UNIT
    assert [(day.date, day.crew) for day in same_date.days] == [
        (shoot.dates[0], ""),
        (shoot.dates[0], "second"),
    ]


# --------------------------------------------------------------------------------- choices


@pytest.fixture
def sets(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """A set that may be at the dear garage or at the lot, where another scene is."""
    shoot = make_shoot([make_scene("s0"), make_scene("s1", location="lot")])
    car = Choice(of="CAR", label="CAR", scenes=frozenset({"s0"}), places=("garage", "lot"))
    return replace(shoot, choices=(car,))


def test_the_cheapest_location_is_chosen_and_recorded(sets: Shoot) -> None:
    solved = solve(sets, seconds=1)
    assert solved.board.places == (SetAt(of="CAR", location="lot"),)
    assert solved.board.proof is not None
    assert solved.board.proof.optimal
    assert solved.report.total == solve(placed(sets, ("lot",)), seconds=1).report.total
    assert [bound.name for bound in solved.bounds] == ["least of 2 ways to place sets"]


@pytest.mark.parametrize("by", ["set", "strip", "day"])
def test_locks_keep_a_set_where_it_is(sets: Shoot, by: str) -> None:
    kept = Board(
        days=(
            ShootDay(
                date=sets.dates[0],
                locked=by == "day",
                work=(Strip(scene="s0", locked=by == "strip"),),
            ),
        ),
        places=(SetAt(of="CAR", location="garage", locked=by == "set"),),
    )
    solved = solve(sets, seconds=1, keep=kept)
    assert solved.board.places[0].location == "garage"
    assert solved.board.places[0].locked is (by == "set")
    free = replace(kept, days=(), places=(SetAt(of="CAR", location="garage"),))
    assert solve(sets, seconds=1, keep=free).board.places[0].location == "lot"


def test_a_lock_on_a_location_that_is_no_choice_locks_no_other(sets: Shoot) -> None:
    kept = Board(places=(SetAt(of="CAR", location="mill", locked=True),))
    assert solve(sets, seconds=1, keep=kept).board.places == (SetAt(of="CAR", location="lot"),)


def test_no_rest_between_units_is_proved_impossible(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    """A long night on one date and a day on the next, for one role, whatever the unit."""
    late = make_scene("s0", minutes=500, units=frozenset({Unit.NIGHT}), dates=frozenset({0}))
    early = make_scene("s1", minutes=60, units=frozenset({Unit.DAY}), dates=frozenset({1}))
    shoot = make_shoot([late, early], count=2)
    second = SecondUnit(
        id="second",
        label="Second unit",
        scenes=frozenset({"s0", "s1"}),
        dates=frozenset({0, 1}),
        day_costs=((30_000, 40_000),) * 2,
    )
    shoot = replace(shoot, turnaround=660, second_units=(second,))
    with pytest.raises(ImpossibleError, match="turnaround"):
        solve(shoot, seconds=1)
    apart = replace(early, cast=frozenset())
    assert solve(replace(shoot, scenes=(late, apart)), seconds=1).board.days


@pytest.mark.parametrize("places", [(), (SetAt(of="CAR", location="mill"),)])
def test_the_least_change_of_a_board_that_names_no_location(
    sets: Shoot, places: tuple[SetAt, ...]
) -> None:
    board = replace(solve(placed(sets, ("garage",)), seconds=1).board, places=places)
    assert resolve(sets, board, stay=10_000_000, seconds=1).board.places == (
        SetAt(of="CAR", location="garage"),
    )


def test_a_set_that_may_be_split_is_chosen_scene_by_scene(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot(
        [
            make_scene("s0", minutes=300),
            make_scene("s1", minutes=300, location="lot"),
            make_scene("s2", minutes=300),
            make_scene("s3", minutes=300, location="garage"),
        ],
        max_moves=0,
    )
    split = tuple(
        Choice(of=name, label=f"CAR ({name})", scenes=frozenset({name}), places=("garage", "lot"))
        for name in ("s0", "s2")
    )
    together = Choice(
        of="CAR", label="CAR", scenes=frozenset({"s0", "s2"}), places=("garage", "lot")
    )
    solved = solve(replace(shoot, choices=split), seconds=1)
    whole = solve(replace(shoot, choices=(together,)), seconds=1)
    assert sorted(at.location for at in solved.board.places) == ["garage", "lot"]
    assert len(solved.board.days) == 2
    assert len(whole.board.days) == 3
    assert {set_of(one) for one in split} == {"CAR"} == {set_of(together)}


def test_nowhere_possible_is_told_place_by_place(sets: Shoot) -> None:
    shut = tuple(replace(place, minutes=((60, 60),) * 5) for place in sets.places)
    longer = tuple(replace(need, minutes=120 if need.id == "s0" else 60) for need in sets.scenes)
    sets = replace(sets, scenes=longer)
    with pytest.raises(ImpossibleError) as caught:
        solve(replace(sets, places=shut), seconds=1)
    texts = [one.text for one in caught.value.conflicts]
    assert any(text.startswith("With CAR at Garage: ") for text in texts)
    assert any(text.startswith("With CAR at Lot: ") for text in texts)


def test_what_no_place_helps_is_told_once(sets: Shoot) -> None:
    one, two = (scene.id for scene in sets.scenes[:2])
    orders = (Order(first=one, then=two, gap=1), Order(first=two, then=one, gap=1))
    with pytest.raises(ImpossibleError) as caught:
        solve(replace(sets, orders=orders), seconds=1)
    (told,) = caught.value.conflicts
    assert not told.text.startswith("With ")
    assert set(told.scenes) == {one, two}


def test_more_ways_than_can_be_looked_at_are_bounded_together(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [make_scene(f"s{n}", location=("garage", "lot")[n % 2]) for n in range(8)]
    shoot = make_shoot(scenes)
    choices = tuple(
        Choice(of=need.id, label=need.id, scenes=frozenset({need.id}), places=("garage", "lot"))
        for need in scenes[:7]
    )
    ways, others = ways_to_place(replace(shoot, choices=choices), None)
    assert len(ways) <= MOST_WAYS < 2**7
    assert others is not None
    solved = solve(replace(shoot, choices=choices), seconds=1)
    least = solve(placed(replace(shoot, choices=choices), ("lot",) * 7), seconds=1)
    assert solved.report.total == least.report.total
    assert solved.board.proof is not None
    assert solved.board.proof.bound <= others / Decimal(100)


def test_a_lost_location_moves_the_set(sets: Shoot) -> None:
    board = solve(sets, seconds=1).board
    lost = tuple(
        replace(place, minutes=((0, 0),) * 5) if place.id == "lot" else place
        for place in sets.places
    )
    alone = replace(sets, places=lost, scenes=sets.scenes[:1])
    kept = replace(
        board,
        days=tuple(
            replace(day, work=tuple(i for i in day.work if i == Strip(scene="s0")))
            for day in board.days
        ),
    )
    found = resolve(alone, kept, seconds=1)
    assert found.board.places[0].location == "garage"
    (change,) = found.change.sets
    assert (change.label, change.before, change.after) == ("CAR", "Lot", "Garage")


def test_what_a_sets_location_costs(sets: Shoot) -> None:
    board = solve(sets, seconds=1).board
    garage, lot = set_places(sets, board, "CAR", seconds=1)
    assert (garage.key, lot.key) == ("garage", "lot")
    assert garage.best is not None
    assert lot.best is not None
    assert garage.best.cost - lot.best.cost == Decimal("250.00")


def test_a_board_with_a_locked_set_elsewhere_is_no_better(sets: Shoot) -> None:
    board = solve(sets, seconds=1).board
    held = replace(board, places=(SetAt(of="CAR", location="garage", locked=True),))
    dear = solve(sets, seconds=1, keep=held)
    best = Best(board=dear.board, cost=dear.report.total, bound=dear.report.total)
    assert judged(sets, held, best, board) is best
    assert judged(sets, None, best, board).cost == Decimal(str(solve(sets, seconds=1).report.total))


def test_a_day_that_falls_behind_reckons_with_the_chosen_location(sets: Shoot) -> None:
    work = (Strip(scene="s0"), Strip(scene="s1"))
    day = ShootDay(date=sets.dates[0], work=work)
    at_lot = Board(days=(day,), places=(SetAt(of="CAR", location="lot"),))
    at_garage = replace(at_lot, places=(SetAt(of="CAR", location="garage"),))
    assert fell_behind(nothing_yet(sets, at_lot), day.date, 60).left == ("s1",)
    # With an hour of road before it, both scenes end too late when two hours are missing.
    assert fell_behind(nothing_yet(sets, at_garage), day.date, 60).left == ("s1",)
    with pytest.raises(NotOnTheBoardError):
        fell_behind(nothing_yet(sets, at_lot), sets.dates[1], 60)


def test_fixed_places_leave_no_choice(sets: Shoot) -> None:
    fixed = fixed_places(sets, Board(places=(SetAt(of="CAR", location="lot"),)))
    assert fixed.choices == ()
    assert {need.location for need in fixed.scenes} == {"lot"}
    plain = replace(sets, choices=())
    assert fixed_places(plain, Board()) is plain


def test_a_night_of_one_unit_binds_nobody_else(full: Shoot) -> None:
    night = replace(
        full,
        scenes=(
            full.scenes[0],
            replace(full.scenes[1], units=frozenset({Unit.NIGHT})),
        ),
    )
    solved = solve(night, seconds=1)
    assert [day.unit for day in solved.board.days] == [Unit.DAY, Unit.NIGHT]
    assert solved.board.days[0].date == solved.board.days[1].date


def test_a_place_of_all_choices_is_open_whenever_one_is() -> None:
    from lastlook.schedule.solver.choose import _somewhere

    one = Place(id="a", label="A", fee=5, minutes=((0, 300), (600, 0)))
    two = Place(id="b", label="B", fee=9, minutes=((200, 100), (0, 0)), once=7)
    found = _somewhere("x", (one, two))
    assert found.minutes == ((200, 300), (600, 0))
    assert (found.fee, found.once, found.shared) == (0, 0, True)
