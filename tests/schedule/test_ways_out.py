"""Banners and company moves are rules of a conflict, and every way out printed does help."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

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
    build_shoot,
    solve,
    violations,
)
from lastlook.schedule.conflict import explain
from lastlook.schedule.conflict.fits import Fits
from lastlook.schedule.conflict.numbers import days_enough
from lastlook.schedule.shoot import Apart

if TYPE_CHECKING:
    from pathlib import Path

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
Shoots = Callable[..., st.SearchStrategy[Shoot]]
Problem = tuple[Shoot, Board | None]


def conflicts_of(shoot: Shoot, keep: Board | None = None) -> tuple[Conflict, ...]:
    with pytest.raises(ImpossibleError) as caught:
        solve(shoot, seconds=1, keep=keep)
    return caught.value.conflicts


def noted(shoot: Shoot, at: int, *banners: tuple[str, int], **fields: Any) -> ShootDay:
    """Make a day with banners."""
    work = tuple(Banner(text=text, minutes=minutes) for text, minutes in banners)
    return ShootDay(date=shoot.dates[at], work=work, **fields)


def apply(way: str, conflict: Conflict, shoot: Shoot, keep: Board | None) -> Problem | None:
    """Do what a way out says; None where that is for people to do elsewhere."""
    number = re.search(r" to ([\d.]+)", way)
    value = float(number[1]) if number else 0.0
    if way.startswith("Raise hours.work"):
        return replace(shoot, work=round(value * 60)), keep
    if way.startswith("Raise calendar.max_days"):
        return replace(shoot, max_days=round(value)), keep
    if way.startswith("Raise hours.max_moves"):
        return replace(shoot, max_moves=round(value)), keep
    if way.startswith("Lower hours.company_move"):
        return replace(shoot, company_move=round(value * 60)), keep
    if way.startswith("Shorten the turnaround"):
        return replace(shoot, turnaround=round(value * 60)), keep
    if way.startswith(("Remove the banner", "Shorten the banner")):
        work = (Banner(text="Short", minutes=round(value)),) if value else ()
        days = keep.days if keep else ()
        return shoot, Board(
            days=tuple(
                replace(day, work=work) if day.date in conflict.dates else day for day in days
            )
        )
    if way.startswith("Agree on other dates"):
        everything = frozenset(range(len(shoot.dates)))
        players = (
            replace(who, dates=everything) if who.label in way else who for who in shoot.players
        )
        return replace(shoot, players=tuple(players)), keep
    if way.startswith("Get other dates"):
        opened = ((600, 600),) * len(shoot.dates)  # as long as the day of `small_shoots`
        places = (
            replace(place, minutes=opened) if way.endswith(f" {place.label}.") else place
            for place in shoot.places
        )
        return replace(shoot, places=tuple(places)), keep
    return None


def alone(conflict: Conflict, shoot: Shoot) -> Shoot:
    """Give the shoot with the windows and limits that a conflict does not name lifted."""
    everything = frozenset(range(len(shoot.dates)))
    opened = ((100_000, 100_000),) * len(shoot.dates)
    return replace(
        shoot,
        scenes=tuple(
            scene if "light" in conflict.rules else replace(scene, units=frozenset(Unit))
            for scene in shoot.scenes
            if scene.id in conflict.scenes
        ),
        players=tuple(
            who if f"cast {who.id}" in conflict.rules else replace(who, dates=everything)
            for who in shoot.players
        ),
        places=tuple(
            place if f"place {place.id}" in conflict.rules else replace(place, minutes=opened)
            for place in shoot.places
        ),
        work=shoot.work if "work" in conflict.rules else 100_000,
        max_days=shoot.max_days if "max_days" in conflict.rules else None,
        max_moves=shoot.max_moves if "moves" in conflict.rules else 99,
        company_move=shoot.company_move if "company move" in conflict.rules else 0,
        turnaround=shoot.turnaround if "turnaround" in conflict.rules else -100_000,
    )


@pytest.fixture
def two_places(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    """Give one day of 600 min for 550 min at one location and 30 at another, an hour away."""
    scenes = [
        make_scene("s0", minutes=300),
        make_scene("s1", minutes=250),
        make_scene("s9", minutes=30, location="new place"),
    ]
    return make_shoot(scenes, max_days=1)


def helped(conflict: Conflict, shoot: Shoot, keep: Board | None = None) -> list[str]:
    """Give the ways out that were applied; each must make the shoot possible."""
    done = []
    for way in conflict.ways_out:
        changed = apply(way, conflict, shoot, keep)
        if changed is not None:
            done.append(way)
            solved = solve(changed[0], seconds=1, keep=changed[1])
            assert not violations(solved.board, changed[0]), way
    return done


def test_a_banner_is_a_rule_of_its_own(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=290) for n in range(4)], count=2)
    keep = Board(days=(noted(shoot, 1, ("Safety meeting", 100)),))
    for (conflict,) in (conflicts_of(shoot, keep), explain(shoot, keep, seconds=1)):
        assert set(conflict.rules) == {"work", f"banner {shoot.dates[1]}"}
        assert conflict.dates == (shoot.dates[1],)
        assert "the banner “Safety meeting” of 19 Jan 2027 takes 100 min" in conflict.text
        shorten = (
            "Shorten the banner “Safety meeting” of 19 Jan 2027 to 20 min at most, or remove it."
        )
        assert shorten in conflict.ways_out
        assert "Raise hours.work to 11.5 at least." in conflict.ways_out
        assert len(helped(conflict, shoot, keep)) == 2
        assert "Give [calendar] a later end." in conflict.ways_out
        assert solve(shoot, seconds=1).board.days


def test_two_banners_of_a_day_are_named_together(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s0", minutes=300), make_scene("s1", minutes=300)], count=1)
    keep = Board(days=(noted(shoot, 0, ("Rig", 33), ("Talk", 20), ("Lunch", 0)),))
    (conflict,) = conflicts_of(shoot, keep)
    assert "the banners “Rig” and “Talk” of 18 Jan 2027 take 53 min" in conflict.text
    assert "Remove the banners “Rig” and “Talk” of 18 Jan 2027." in conflict.ways_out


def test_a_banner_that_leaves_a_locked_scene_no_room(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s0", minutes=300)], count=2)
    day = noted(shoot, 0, ("Talk", 400))
    keep = Board(days=(replace(day, work=(Strip(scene="s0", locked=True), *day.work)),))
    (conflict,) = conflicts_of(shoot, keep)
    assert set(conflict.rules) == {"work", "lock s0", f"banner {shoot.dates[0]}"}
    assert "the banner “Talk” of 18 Jan 2027 takes 400 min" in conflict.text


def test_company_move_time_is_a_rule_of_its_own(two_places: Shoot) -> None:
    for (conflict,) in (conflicts_of(two_places), explain(two_places, None, seconds=1)):
        assert set(conflict.rules) == {"work", "max_days", "company move"}
        assert "a move to another location takes 60 min" in conflict.text
        ways = conflict.ways_out
        assert "Lower hours.company_move to 0.33 (20 min) at most." in ways
        assert "Shoot scene 9 at Garage instead of New Place." in ways
        assert "Raise calendar.max_days to 2 at least." in ways
        assert "Give [calendar] a later end." not in ways  # more dates are not more days
        assert len(helped(conflict, two_places)) == 3


def test_a_turnaround_behind_a_banner(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    # 600 min of work, an hour's meal and 13 h of rest make 24 h: the banner breaks the rest.
    scenes = [make_scene(f"s{n}", minutes=560) for n in range(2)]
    shoot = make_shoot(scenes, count=2, work=700, turnaround=13 * 60)
    keep = Board(days=(noted(shoot, 0, ("Talk", 60)),))
    (conflict,) = conflicts_of(shoot, keep)
    assert {"turnaround", f"banner {shoot.dates[0]}"} <= set(conflict.rules)
    assert "Shorten the turnaround to 12.5 h at most, if its rule allows." in conflict.ways_out
    assert len(helped(conflict, shoot, keep)) >= 2


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_every_way_out_removes_its_conflict(
    data: st.DataObject, shoots: Shoots, oracle: Callable[[Shoot], Any]
) -> None:
    shoot = data.draw(shoots(most_scenes=3))
    assume(oracle(shoot) is None)
    (conflict,) = explain(shoot, None, seconds=1)
    assert conflict.minimal
    for way in conflict.ways_out:
        changed = apply(way, conflict, alone(conflict, shoot), None)
        if changed is not None:
            assert oracle(changed[0]) is not None, way


def test_the_example_with_a_banner_that_is_too_long(
    example: Path, read_sheets: Callable[[Path], Any]
) -> None:
    shoot = build_shoot(*read_sheets(example))
    friday = next(at for at, day in enumerate(shoot.dates) if day == date(2027, 2, 12))
    keep = Board(days=(noted(shoot, friday, ("Safety meeting", 400)),))
    (conflict,) = conflicts_of(shoot, keep)
    assert "banner 2027-02-12" in conflict.rules
    assert "“Safety meeting” of 12 Feb 2027 takes 400 min" in conflict.text
    assert not any("hours.work" in way for way in conflict.ways_out)  # 24 h are full
    done = [
        way
        for way in conflict.ways_out
        if way.startswith(("Shorten the banner", "Raise calendar.max_days"))
    ]
    assert len(done) == 2
    assert helped(replace(conflict, ways_out=tuple(done)), shoot, keep) == done


def test_the_example_with_a_scene_at_a_new_place(
    example: Path, read_sheets: Callable[[Path], Any]
) -> None:
    shoot = build_shoot(*read_sheets(example))
    new = replace(
        shoot.scenes[8],
        id="s090",
        label="scene 9A (INT. NEW PLACE - DAY)",
        minutes=15,
        cast=frozenset(),
        location="set:NEW PLACE",
    )
    opened = ((shoot.work, shoot.work),) * len(shoot.dates)
    place = replace(
        shoot.places[0], id=new.location, label="NEW PLACE", fee=0, minutes=opened, why_not=()
    )
    shoot = replace(shoot, scenes=(*shoot.scenes, new), places=(*shoot.places, place))
    (conflict,) = conflicts_of(shoot)
    assert "company move" in conflict.rules
    assert "a move to another location takes 90 min" in conflict.text
    lower = "Lower hours.company_move to 1.08 (65 min) at most."
    assert lower in conflict.ways_out
    assert any(
        way.startswith("Shoot scene 9A (INT. NEW PLACE - DAY) at Old ferry terminal")
        for way in conflict.ways_out
    )
    assert helped(replace(conflict, ways_out=(lower,)), shoot) == [lower]


@pytest.mark.parametrize("most", [1, 3])
def test_the_days_that_suffice_are_named_however_far_too_few_there_are(
    make_scene: MakeScene, make_shoot: MakeShoot, most: int
) -> None:
    """Six scenes of more than half a day need six days, whatever part of them contradicts."""
    scenes = [make_scene(f"s{n}", minutes=310) for n in range(6)]
    shoot = make_shoot(scenes, count=8, max_days=most)
    with pytest.raises(ImpossibleError) as refused:
        solve(shoot, seconds=0.5)
    ways = [way for one in refused.value.conflicts for way in one.ways_out]
    assert "Raise calendar.max_days to 6 at least." in ways
    assert len(solve(replace(shoot, max_days=6), seconds=0.5).board.days) == 6


def test_days_beyond_what_counting_shows_are_looked_for(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    """Counting sees two days of work; that each pair of scenes is kept apart asks for three."""
    scenes = [make_scene(f"s{n}", minutes=200) for n in range(3)]
    apart = (Apart(scenes=frozenset({"s0", "s1"})), Apart(scenes=frozenset({"s1", "s2"})))
    three = (*apart, Apart(scenes=frozenset({"s0", "s2"})))
    shoot = make_shoot(scenes, count=5, max_days=1, work=400, apart=three)
    with pytest.raises(ImpossibleError) as refused:
        solve(shoot, seconds=0.5)
    ways = [way for one in refused.value.conflicts for way in one.ways_out]
    assert [way for way in ways if way.startswith("Raise calendar.max_days")] == [
        "Raise calendar.max_days to 3, with which a schedule was found; more than 1 are needed."
    ]


def test_where_no_schedule_is_found_only_what_is_proved_is_said(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [make_scene(f"s{n}", minutes=310) for n in range(4)]
    free = frozenset({0})
    shoot = make_shoot(scenes, count=6, max_days=2)
    players = tuple(replace(who, dates=free) for who in shoot.players)
    fits = Fits(1)
    never = replace(shoot, players=players)
    assert days_enough(3, never, None, fits) == (
        "Raise calendar.max_days: more than 3 days are needed."
    )
