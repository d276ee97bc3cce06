"""Where no board exists, the rules named truly contradict, and each of them is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

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
)
from lastlook.schedule.conflict import explain

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
Shoots = Callable[..., st.SearchStrategy[Shoot]]
ENDLESS = 100_000


def only(shoot: Shoot, rules: set[str], scenes: set[str]) -> Shoot:
    """Give a shoot of some scenes under some rules alone."""
    everything = frozenset(range(len(shoot.dates)))
    return replace(
        shoot,
        scenes=tuple(
            scene if "light" in rules else replace(scene, units=frozenset(Unit))
            for scene in shoot.scenes
            if scene.id in scenes
        ),
        players=tuple(
            who if f"cast {who.id}" in rules else replace(who, dates=everything)
            for who in shoot.players
        ),
        places=tuple(
            place
            if f"place {place.id}" in rules
            else replace(place, minutes=((ENDLESS, ENDLESS),) * len(shoot.dates))
            for place in shoot.places
        ),
        work=shoot.work if "work" in rules else ENDLESS,
        turnaround=shoot.turnaround if "turnaround" in rules else -ENDLESS,
        company_move=shoot.company_move if "company move" in rules else 0,
        max_moves=shoot.max_moves if "moves" in rules else ENDLESS,
        max_days=shoot.max_days if "max_days" in rules else None,
    )


def conflicts_of(shoot: Shoot, keep: Board | None = None) -> tuple[Conflict, ...]:
    with pytest.raises(ImpossibleError) as caught:
        solve(shoot, seconds=1, keep=keep)
    assert caught.value.exit_code == 3
    return caught.value.conflicts


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_named_rules_contradict_and_each_is_needed(
    data: st.DataObject, shoots: Shoots, oracle: Callable[[Shoot], Any]
) -> None:
    shoot = data.draw(shoots(most_scenes=3))
    assume(oracle(shoot) is None)
    for conflict in conflicts_of(shoot):
        rules, scenes = set(conflict.rules), set(conflict.scenes)
        # A place is shut to a unit, so the light of the scene is part of a place's rule.
        light = {"light"} if len(scenes) == 1 else set()
        assert oracle(only(shoot, rules | light, scenes)) is None
        if not conflict.minimal:  # counted, not searched
            continue
        # A longer day also wraps later, so what `work` alone forbids is not for this oracle.
        for rule in rules - {"work"}:
            assert oracle(only(shoot, (rules | light) - {rule}, scenes)) is not None
        for scene in scenes if len(scenes) > 1 else ():
            assert oracle(only(shoot, rules | light, scenes - {scene})) is not None


def test_actor_and_location_without_a_common_date(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s12"), make_scene("s13")], count=6)
    mara = replace(
        shoot.players[0],
        label="MARA (1)",
        dates=frozenset({0, 1}),
        why_not=("free only 18–19 Jan 2027",),
    )
    garage = replace(
        shoot.places[0],
        minutes=((0, 0),) * 4 + ((600, 600),) * 2,
        why_not=("permit 41 for 22–23 Jan 2027",),
    )
    shoot = replace(shoot, players=(mara,), places=(garage,))
    first, second = conflicts_of(shoot)
    assert first.text == (
        "Scene 12 needs MARA (1) (free 18–19 Jan 2027) and Garage (open to a day unit for its "
        "60 min 22–23 Jan 2027): they have no date in common."
    )
    assert (first.scenes, first.people, first.places) == (("s12",), (1,), ("garage",))
    assert first.dates == tuple(shoot.dates[at] for at in (0, 1, 4, 5))
    assert first.ways_out == (
        (
            "Agree on another date with MARA (1), or take the role out of the scene "
            "(now: free only 18–19 Jan 2027)."
        ),
        (
            "Get other dates or longer hours at Garage, or shoot the scene elsewhere "
            "(now: permit 41 for 22–23 Jan 2027)."
        ),
    )
    assert second.scenes == ("s13",)


def test_a_location_that_never_opens_long_enough(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s1", minutes=200)], count=2)
    shoot = replace(shoot, places=(replace(shoot.places[0], minutes=((100, 600),) * 2),))
    (conflict,) = conflicts_of(shoot)
    assert conflict.text == (
        "Scene 1 needs Garage (open to a day unit for its 200 min on no date): "
        "there is no such date."
    )


def test_too_much_work_for_the_days(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene(f"s{n}", minutes=310) for n in range(6)]
    shoot = make_shoot(scenes, count=8, max_days=5)
    (conflict,) = conflicts_of(shoot)
    assert conflict.text == (
        "The shoot needs at least 6 shooting days, but calendar.max_days is 5: 6 scenes need "
        "1860 min and a day holds 600 min of work."
    )
    assert len(conflict.scenes) == 6
    assert any("hours.work" in way for way in conflict.ways_out)
    # What CP-SAT finds without counting.
    (conflict,) = explain(shoot, None, seconds=1)
    assert set(conflict.rules) <= {"work", "max_days"}
    assert "a day holds 600 min of work" in conflict.text


def test_a_location_and_an_actor_with_too_few_dates(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [make_scene(f"s{n}", minutes=310) for n in range(3)]
    shoot = make_shoot(scenes)
    two = ((600, 600),) * 2 + ((0, 0),) * 3
    garage = replace(shoot.places[0], minutes=two)
    mara = replace(shoot.players[0], label="MARA (1)", dates=frozenset({0, 1}))
    first, second = conflicts_of(replace(shoot, places=(garage,), players=(mara,)))
    assert first.places == ("garage",)
    assert first.text.startswith(
        "Garage is needed on at least 3 dates, but it is open 18–19 Jan 2027: 3 scenes need 930"
    )
    assert second.people == (1,)
    assert second.text.startswith(
        "MARA (1) has to work on at least 3 dates, but is free 18–19 Jan 2027: 3 scenes need 930"
    )


def test_a_night_before_the_only_day(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [
        make_scene("s0", units=frozenset({Unit.NIGHT}), minutes=300),
        make_scene("s1", location="lot"),
    ]
    shoot = make_shoot(scenes, count=2)
    by_id = {place.id: place for place in shoot.places}
    garage = replace(by_id["garage"], minutes=((600, 600), (0, 0)))
    lot = replace(by_id["lot"], minutes=((0, 0), (600, 600)))
    (conflict,) = conflicts_of(replace(shoot, places=(garage, lot)))
    assert set(conflict.rules) == {"light", "turnaround", "place garage"}
    assert set(conflict.scenes) == {"s0", "s1"}
    assert "the turnaround is 11 h" in conflict.text


def test_a_locked_strip_against_its_actor(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene("s0")])
    busy = replace(shoot.players[0], dates=frozenset({3, 4}))
    shoot = replace(shoot, players=(busy,))
    day = ShootDay(date=shoot.dates[0], work=(Strip(scene="s0", locked=True),))
    (conflict,) = conflicts_of(shoot, Board(days=(day,)))
    assert conflict.rules == ("cast 1", "lock s0")
    assert "18 Jan 2027 (locked there)" in conflict.text
    assert "Unlock it in board.toml." in conflict.ways_out


def test_a_locked_day_that_cannot_stand(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=400) for n in range(2)])
    work = tuple(Strip(scene=f"s{n}") for n in range(2))
    day = ShootDay(date=shoot.dates[0], locked=True, work=work)
    (conflict,) = conflicts_of(shoot, Board(days=(day,)))
    assert "holds 800 min" in conflict.text
    assert conflict.rules == ("locked day 2027-01-18",)


def test_a_lock_on_a_day_off(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene("s0")])
    day = ShootDay(date=shoot.dates[0], work=(Strip(scene="s0", locked=True),))
    shoot = replace(
        shoot,
        dates=shoot.dates[1:],
        places=tuple(replace(place, minutes=place.minutes[1:]) for place in shoot.places),
        players=tuple(replace(who, dates=frozenset(range(4))) for who in shoot.players),
    )
    (conflict,) = conflicts_of(shoot, Board(days=(day,)))
    assert "which is not a date to shoot on" in conflict.text


def test_locks_that_leave_no_room(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=400) for n in range(2)], count=2)
    day = ShootDay(date=shoot.dates[0], work=(Strip(scene="s0", locked=True),))
    shut = ShootDay(date=shoot.dates[1], locked=True, work=(Banner(text="Rest"),))
    (conflict,) = conflicts_of(shoot, Board(days=(day, shut)))
    assert set(conflict.rules) == {"work", "lock s0", f"locked day {shoot.dates[1]}"}
    assert "scene 0 is locked on 18 Jan 2027" in conflict.text


def test_explaining_the_same_twice_says_the_same(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=310) for n in range(6)], max_days=5)
    assert explain(shoot, None, seconds=1) == explain(shoot, None, seconds=1)
