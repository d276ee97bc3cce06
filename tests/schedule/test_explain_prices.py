"""What demands cost and what if: savings that every board confirms, curves that never rise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lastlook.schedule import Board, SceneNeed, Shoot, ShootDay, Strip, cost, solve, violations
from lastlook.schedule.explain import (
    actor_leaves,
    days_frontier,
    demands,
    location_dates,
    prices,
    without_window,
)
from lastlook.schedule.shoot import Apart, Order, Together

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
Oracle = Callable[..., Any]


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_savings_are_those_of_every_board(
    data: st.DataObject,
    shoots_with: Callable[..., st.SearchStrategy[Shoot]],
    oracle: Oracle,
) -> None:
    shoot = data.draw(shoots_with(most_scenes=3, most_dates=3))
    least = oracle(shoot)
    assume(least is not None)
    board = solve(shoot, seconds=0.5).board
    found = prices(shoot, board, seconds=0.5)
    assert found.best.cost == least
    assert len(found.prices) == len(demands(shoot, board))
    for price in found.prices:
        eased, _ = price.demand.give_up(shoot, board)
        true = least - oracle(eased)
        assert price.at_least <= true <= price.at_most
        assert Decimal(0) <= price.saving <= price.at_most
        assert price.saving == true
        assert violations(price.best.board, eased) == ()
        assert cost(price.best.board, eased).total == price.best.cost


def busy(make_scene: MakeScene, make_shoot: MakeShoot) -> tuple[Shoot, Board]:
    """Give a shoot with a demand of many kinds, and a legal board."""
    scenes = [
        make_scene("s1", cast=frozenset({1})),
        make_scene("s2", cast=frozenset({2})),
        make_scene("s3", cast=frozenset({1, 2})),
        make_scene("s4", location="lot", dates=frozenset({3}), why_not=("not before the 21st",)),
    ]
    shoot = make_shoot(
        scenes,
        max_days=4,
        orders=(Order(first="s1", then="s3", gap=1, why="the beard"),),
        apart=(Apart(scenes=frozenset({"s1", "s2"}), why="make-up"),),
        together=(Together(scenes=frozenset({"s2", "s3"})),),
        sources=(("calendar.max_days", "the money"),),
    )
    mara = replace(shoot.players[0], dates=frozenset({0, 1, 3}), why_not=("away on the 20th",))
    shoot = replace(shoot, players=(mara, *shoot.players[1:]))
    days = [("s1", 0), ("s3", 1), ("s4", 3)]
    board = Board(
        days=tuple(
            ShootDay(
                date=shoot.dates[at],
                work=(
                    Strip(scene=name, locked=name == "s4"),
                    *([Strip(scene="s2")] if name == "s3" else []),
                ),
            )
            for name, at in days
        )
    )
    assert violations(board, shoot) == ()
    return shoot, board


def test_demands_of_every_kind_are_named(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot, board = busy(make_scene, make_shoot)
    asked = {one.key: one for one in demands(shoot, board)}
    assert set(asked) == {
        "cast 1",
        "max_days +1",
        "work +1",
        "turnaround +1",
        "order s1 s3",
        "apart 0",
        "together 0",
        "dates s4",
        "lock s4",
    }
    assert asked["cast 1"].source == "away on the 20th"
    assert asked["max_days +1"].source == "the money"
    assert (asked["max_days +1"].says, asked["max_days +1"].instead) == (
        "calendar.max_days is 4 days",
        "5 days",
    )
    assert asked["order s1 s3"].says == "scene 1 comes before scene 3 by 1 days"
    assert (asked["order s1 s3"].source, asked["apart 0"].source) == ("the beard", "make-up")
    for one in asked.values():
        eased, kept = one.give_up(shoot, board)
        assert (eased, kept) != (shoot, board)
        assert violations(board, eased) == ()


def test_a_demand_that_another_covers_saves_nothing(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot, board = busy(make_scene, make_shoot)
    found = {price.demand.key: price for price in prices(shoot, board, seconds=1).prices}
    # Without the lock nothing is saved, for the scene has one date.
    assert found["lock s4"].saving == 0
    assert found["lock s4"].exact
    # Without its own dates it is still locked there.
    assert found["dates s4"].saving == 0
    assert found["cast 1"].exact


def test_the_frontier_never_rises(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [
        make_scene(f"s{n}", minutes=150, location=f"place{n % 3}", cast=frozenset({1 + n % 4}))
        for n in range(8)
    ]
    shoot = make_shoot(scenes, count=6, day_cost=1_000)
    cases = days_frontier(shoot, None, range(1, 6), seconds=0.5)
    assert [case.key for case in cases] == ["1", "2", "3", "4", "5"]
    assert cases[0].best is None
    assert cases[0].why_not
    solved = [case.best for case in cases if case.best]
    for fewer, more in pairwise(solved):
        assert fewer.cost >= more.cost
        assert fewer.bound >= more.bound
    assert len(solved) >= 3
    for case in cases:
        if case.best is None:
            continue
        assert case.days is not None
        assert case.days <= int(case.key)
        assert violations(case.best.board, replace(shoot, max_days=int(case.key))) == ()


def test_an_actor_who_leaves_later_never_costs_more(
    make_scene: MakeScene, make_shoot: MakeShoot, oracle: Oracle
) -> None:
    scenes = [make_scene("s1"), make_scene("s2", cast=frozenset({1, 2})), make_scene("s3")]
    scenes[2] = replace(scenes[2], cast=frozenset({2}), dates=frozenset({3}))
    shoot = make_shoot(scenes, count=4)
    first, last = shoot.dates[0], shoot.dates[3]
    cases = actor_leaves(shoot, None, 1, first, last, seconds=0.5)
    for at, case in enumerate(cases):
        assert case.key == (first + timedelta(days=at)).isoformat()
        assert case.best is not None
        mara = replace(shoot.players[0], dates=frozenset(range(at + 1)))
        limited = replace(shoot, players=(mara, *shoot.players[1:]))
        assert case.best.cost == oracle(limited)
    free = without_window(
        replace(shoot, players=(replace(shoot.players[0], dates=frozenset({0})), shoot.players[1])),
        None,
        1,
        seconds=0.5,
    )
    assert [case.best and case.best.cost for case in free] == [
        cases[0].best and cases[0].best.cost,
        cases[3].best and cases[3].best.cost,
    ]


def test_a_location_keeps_its_pattern_wherever_it_begins(
    make_scene: MakeScene, make_shoot: MakeShoot, oracle: Oracle
) -> None:
    scenes = [make_scene("s1", minutes=500), make_scene("s2", minutes=500)]
    shoot = make_shoot(scenes, count=5)
    opened = ((600, 0), (0, 0), (600, 600), (0, 0), (0, 0))
    shoot = replace(shoot, places=(replace(shoot.places[0], minutes=opened),))
    cases = location_dates(shoot, None, "garage", shoot.dates[0], shoot.dates[4], seconds=0.5)
    # Open, shut, open: from the fourth date on the second opening is lost.
    assert [case.best is not None for case in cases] == [True, True, True, False, False]
    assert all(case.why_not for case in cases[3:])
    for case in cases[:3]:
        assert case.best is not None
        assert case.best.cost == oracle(shoot)
