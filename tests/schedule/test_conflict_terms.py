"""Demands beyond plain days that cannot hold together are named, with ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lastlook.schedule import Conflict, ImpossibleError, SceneNeed, Shoot, Unit, solve
from lastlook.schedule.shoot import Apart, Daylight, Order, Road, Sun, Together

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
LIGHT = Daylight(dawn=390, rise=420, set=1020, dusk=1050)


def conflict(shoot: Shoot) -> Conflict:
    with pytest.raises(ImpossibleError) as caught:
        solve(shoot, seconds=1)
    (found,) = caught.value.conflicts
    return found


@pytest.fixture
def two(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    return make_shoot([make_scene("s0"), make_scene("s1")], count=3)


def test_orders_in_a_circle(two: Shoot) -> None:
    orders = (Order(first="s0", then="s1", gap=1, why="beard"), Order(first="s1", then="s0", gap=1))
    found = conflict(replace(two, orders=orders))
    assert set(found.rules) == {"order s0 s1", "order s1 s0"}
    assert "scene 0 comes before scene 1 by 1 day" in found.text
    assert "Give up that scene 0 comes before scene 1 by 1 day (beard)." in found.ways_out


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        (
            {
                "apart": (Apart(scenes=frozenset({"s0", "s1"})),),
                "together": (Together(scenes=frozenset({"s0", "s1"})),),
            },
            {"apart 0", "together 0"},
        ),
        (
            {"orders": (Order(first="s0", then="s1", gap=9),)},
            {"order s0 s1"},
        ),
    ],
)
def test_demands_on_two_scenes(two: Shoot, fields: dict[str, Any], rules: set[str]) -> None:
    found = conflict(replace(two, **fields))
    assert set(found.rules) == rules
    assert set(found.scenes) == {"s0", "s1"}
    assert found.minimal
    assert any(way.startswith("Give up that") for way in found.ways_out)


def test_own_dates_against_an_order(two: Shoot) -> None:
    late = replace(two.scenes[0], dates=frozenset({2}), why_not=("not before Wednesday",))
    orders = (Order(first="s0", then="s1", gap=1),)
    found = conflict(replace(two, scenes=(late, two.scenes[1]), orders=orders))
    assert set(found.rules) == {"dates s0", "order s0 s1"}
    assert "Change the dates of scene 0 in breakdown.toml." in found.ways_out


def test_own_dates_against_the_casts(two: Shoot) -> None:
    late = replace(two.scenes[0], dates=frozenset({2}))
    busy = replace(two.players[0], dates=frozenset({0, 1}))
    found = conflict(replace(two, scenes=(late, two.scenes[1]), players=(busy,)))
    assert set(found.rules) == {"dates s0", "cast 1"}
    assert found.scenes == ("s0",)


def test_a_role_that_must_not_wait(two: Shoot) -> None:
    ends = tuple(
        replace(scene, dates=frozenset({at})) for scene, at in zip(two.scenes, (0, 2), strict=True)
    )
    stage = replace(two.players[0], waits=False)
    found = conflict(replace(two, scenes=ends, players=(stage,)))
    assert set(found.rules) == {"dates s0", "dates s1", "waits 1"}
    assert "Let ROLE 1 (1) wait (waits = true)." in found.ways_out


def test_a_road_longer_than_the_calendar(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene("s0"), make_scene("s1", location="island")]
    road = Road(places=frozenset({"garage", "island"}), minutes=60, cost=0, days=2)
    found = conflict(make_shoot(scenes, count=3, roads=(road,)))
    assert "road garage island" in found.rules
    assert any("road between Garage and Island takes 2 days" in way for way in found.ways_out)


def test_light_that_a_day_never_has(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene("s0", sun=Sun.DUSK, minutes=100)]
    found = conflict(make_shoot(scenes, count=2, daylight=(LIGHT,) * 2))
    assert found.rules == ("sun s0",)
    assert "dusk light for 100 min" in found.text


def test_days_that_no_order_suits(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    # Each alone fits the ninety minutes of dusk, both do not, and there is one date.
    scenes = [make_scene(f"s{n}", sun=Sun.DUSK, minutes=60) for n in range(2)]
    found = conflict(make_shoot(scenes, count=1, daylight=(LIGHT,)))
    assert found.rules == ("sun s0", "sun s1")
    assert found.scenes == ("s0", "s1")
    assert "scene 0" in found.text
    assert "scene 1" in found.text
    assert found.minimal


def test_a_role_that_cannot_rest(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [
        make_scene("s0", units=frozenset({Unit.NIGHT}), minutes=500),
        make_scene("s1", minutes=500),
    ]
    orders = (Order(first="s0", then="s1", gap=1),)
    fields: dict[str, Any] = {"turnaround": 0, "cast_turnaround": 720, "orders": orders}
    found = conflict(make_shoot(scenes, count=2, **fields))
    assert "cast rest 1" in found.rules
    assert any("forced call" in way for way in found.ways_out)
    # For money it is allowed.
    assert solve(make_shoot(scenes, count=2, forced_call=1_000, **fields), seconds=1).report.terms
