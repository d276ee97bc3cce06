"""Held scenes, clearances and minors' hours on the board: solver, checker and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.consent import Clearances, ClearFrom, DayLimit, MinorHours, Waiting
from lastlook.schedule import (
    Banner,
    Board,
    ImpossibleError,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    notices,
    solve,
    violations,
)
from lastlook.schedule.minors import MinorLimit, minor_limits
from lastlook.schedule.notices import presence_of
from lastlook.schedule.rules.known import Known

from .conftest import EITHER, MONDAY, least_cost, scene, shoot, small_shoots

if TYPE_CHECKING:
    from datetime import date

DAYS = 30


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@st.composite
def careful_shoots(draw: st.DrawFn) -> Shoot:
    """Draw small shoots with a minor, with scenes that are cleared late, with held scenes."""
    drawn = draw(small_shoots(most_scenes=4, most_dates=3))
    count = len(drawn.dates)
    minutes = st.sampled_from((0, 60, 120, 200, 430, 600))
    minors = tuple(
        MinorLimit(
            role=who.id,
            label=who.label,
            minutes=tuple((draw(minutes), draw(minutes)) for _ in range(count)),
            cited="a rule (2026-11-01)",
        )
        for who in drawn.players
        if draw(st.booleans())
    )
    hours = st.integers(-30, 24 * count)
    scenes = tuple(
        replace(need, clear_from=midnight(MONDAY) + timedelta(hours=draw(hours)))
        if draw(st.integers(0, 2)) == 0
        else need
        for need in drawn.scenes
    )
    return replace(drawn, scenes=scenes, minors=minors)


@settings(max_examples=150)
@given(problem=careful_shoots())
def test_the_solver_finds_the_least_of_all_legal_boards(problem: Shoot) -> None:
    expected = least_cost(problem)
    if expected is None:
        with pytest.raises(ImpossibleError):
            solve(problem, seconds=1)
        return
    solved = solve(problem, seconds=1)
    assert solved.report.total == expected
    assert solved.board.proof is not None
    assert solved.board.proof.bound <= expected


@settings(max_examples=150)
@given(problem=careful_shoots(), data=st.data())
def test_the_checker_agrees_with_counting(problem: Shoot, data: st.DataObject) -> None:
    """Each rule again, scene by scene and minute by minute."""
    at = [data.draw(st.integers(0, len(problem.dates) - 1)) for _ in problem.scenes]
    units = [data.draw(st.sampled_from(Unit)) for _ in problem.dates]
    board = Board(
        days=tuple(
            ShootDay(
                date=day,
                unit=units[n],
                work=tuple(
                    Strip(scene=need.id)
                    for need, on in zip(problem.scenes, at, strict=True)
                    if on == n
                ),
            )
            for n, day in enumerate(problem.dates)
            if n in at
        )
    )
    wrong_minors, wrong_clear = set(), set()
    for n, day in enumerate(problem.dates):
        here = [need for need, on in zip(problem.scenes, at, strict=True) if on == n]
        unit = 0 if units[n] is Unit.DAY else 1
        for limit in problem.minors:
            if (
                sum(need.minutes * (limit.role in need.cast) for need in here)
                > (limit.minutes[n][unit])
            ):
                wrong_minors.add((limit.role, day))
        for need in here:
            call = midnight(day) + timedelta(minutes=problem.calls[unit])
            if need.clear_from is not None and call < need.clear_from:
                wrong_clear.add(need.id)
    found = violations(board, problem)
    assert {
        (one.people[0], one.dates[0]) for one in found if one.rule == "minor hours"
    } == wrong_minors
    assert {one.scenes[0] for one in found if one.rule == "cleared"} == wrong_clear


def limits(**fields: Any) -> DayLimit:
    stated = {"work": 240, "on_set": 480, "meal": 30, "earliest": 300, "latest": 1320, "rest": 720}
    return DayLimit(**(stated | fields))


def hours(role: int = 1, blocks: bool = True, **fields: Any) -> MinorHours:
    return MinorHours(
        role=role,
        rule="us-xx-minors",
        cited="a rule (2026-11-01)",
        blocks=blocks,
        first=MONDAY,
        days=(limits(**fields),) * DAYS,
    )


def test_minutes_left_are_those_between_call_and_latest_hour() -> None:
    (limit,) = minor_limits((hours(),), {1: "JUNE (1)"}, (MONDAY,), (420, 1140), 600)
    assert limit.minutes == ((240, 180),)
    early = minor_limits((hours(work=None, on_set=None),), {1: "J"}, (MONDAY,), (240, 1350), 600)
    assert early[0].minutes == ((600, 0),)
    assert minor_limits((hours(blocks=False),), {1: "J"}, (MONDAY,), (420, 1140), 600) == ()
    assert minor_limits((hours(2),), {1: "J"}, (MONDAY,), (420, 1140), 600) == ()


def test_a_scene_too_long_for_a_minor_is_said_with_the_rule() -> None:
    problem = shoot([scene("s1", minutes=300)])
    problem = replace(
        problem,
        minors=minor_limits((hours(),), {1: "JUNE (1)"}, problem.dates, problem.calls, 600),
    )
    with pytest.raises(ImpossibleError) as caught:
        solve(problem, seconds=1)
    assert "JUNE (1)" in str(caught.value)
    assert "a rule (2026-11-01)" in str(caught.value)


def test_scenes_that_a_minor_has_no_time_for_together_name_the_rule() -> None:
    problem = shoot([scene("s1", minutes=200), scene("s2", minutes=200)], count=1)
    problem = replace(
        problem,
        minors=minor_limits((hours(),), {1: "JUNE (1)"}, problem.dates, problem.calls, 600),
    )
    with pytest.raises(ImpossibleError) as caught:
        solve(problem, seconds=1)
    (conflict,) = caught.value.conflicts
    assert "minor 1" in conflict.rules
    assert any("JUNE (1)" in way for way in conflict.ways_out)


def test_a_scene_cleared_after_the_last_call_says_from_when() -> None:
    late = midnight(MONDAY) + timedelta(days=9, hours=9)
    with pytest.raises(ImpossibleError) as caught:
        solve(shoot([scene("s1", clear_from=late)], count=3), seconds=1)
    assert "27 Jan 2027, 09:00" in str(caught.value)


def test_a_night_call_on_the_day_of_clearance_is_late_enough() -> None:
    noon = midnight(MONDAY) + timedelta(hours=12)
    problem = shoot([scene("s1", units=EITHER, clear_from=noon)], count=1)
    assert solve(problem, seconds=1).board.days[0].unit is Unit.NIGHT


def board_of(*names: str | Banner, unit: Unit = Unit.DAY) -> Board:
    work = tuple(one if isinstance(one, Banner) else Strip(scene=one) for one in names)
    return Board(days=(ShootDay(date=MONDAY, unit=unit, work=work),))


def test_a_held_scene_on_a_day_breaks_a_rule_and_elsewhere_does_not() -> None:
    problem = replace(shoot([scene("s1")]), held=(scene("s2"),))
    (one,) = violations(board_of("s1", "s2"), problem)
    assert one.rule == "held"
    assert "held by the production" in one.text
    assert violations(board_of("s1"), problem) == ()
    resting = replace(board_of("s1"), boneyard=(Strip(scene="s2"),))
    assert violations(resting, problem) == ()


@given(locked=st.booleans(), day=st.booleans())
def test_a_held_scene_leaves_even_a_locked_day(*, locked: bool, day: bool) -> None:
    problem = replace(shoot([scene("s1")]), held=(scene("s2"),))
    work = (Strip(scene="s2", locked=locked), Strip(scene="s1"))
    keep = Board(days=(ShootDay(date=MONDAY, locked=day, work=work),))
    solved = solve(problem, seconds=1, keep=keep)
    assert [strip.scene for one in solved.board.days for strip in one.strips] == ["s1"]
    assert solved.board.boneyard == ()
    assert solved.vanished == ()
    released = replace(problem, scenes=(*problem.scenes, *problem.held), held=())
    if not day:
        again = solve(released, seconds=1, keep=solved.board)
        assert {strip.scene for one in again.board.days for strip in one.strips} == {"s1", "s2"}


def test_what_is_due_is_said_with_its_hour_and_no_reason() -> None:
    problem = replace(
        shoot([scene("s1"), scene("s2")]),
        clearances=Clearances(
            waiting=(Waiting(scene="s1", notice=48 * 60, blocks=True),),
            clear_from=(
                ClearFrom(scene="s2", moment=midnight(MONDAY) + timedelta(hours=9), blocks=False),
            ),
        ),
    )
    one, two = notices(board_of("s1", "s2"), problem)
    assert one.blocks
    assert one.text == (
        "Scene 1, called on 18 Jan 2027, 07:00, is not cleared yet; what it waits for is due by "
        "16 Jan 2027, 07:00."
    )
    assert not two.blocks
    assert "18 Jan 2027, 09:00" in two.text
    assert notices(board_of("s2"), replace(problem, clearances=Clearances())) == ()


def test_presence_follows_the_order_of_the_strips() -> None:
    """Call 7:00; an hour, a move of an hour, four hours, the meal of an hour, two hours."""
    problem = shoot(
        [
            scene("s1", cast=frozenset({2})),
            scene("s2", minutes=240, location="lot"),
            scene("s3", minutes=120, location="lot", cast=frozenset({1, 2})),
        ]
    )
    day = board_of("s1", Banner(text="Move", minutes=60, move=True), "s2", "s3").days[0]
    known = Known(board=Board(days=(day,)), shoot=problem)
    one, two = presence_of(1, day, known), presence_of(2, day, known)
    assert one is not None
    assert (one.start, one.end, one.work, one.meal) == (540, 960, 360, 60)
    assert two is not None
    assert (two.start, two.end, two.work) == (420, 960, 180)
    assert presence_of(3, day, known) is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on_set": 300}, "is on set for 6 h 30 min and may be for 5 h "),
        ({"earliest": 600}, "begins at 09:00 and may not before 10:00"),
        ({"latest": 900}, "ends at 16:00 and has to by 15:00"),
        ({"work": None}, "not known to lastlook"),
        ({"work": 300}, "works 6 h on 18 Jan 2027, and may work 5 h"),
    ],
)
def test_a_minors_day_is_judged_by_its_order(fields: dict[str, Any], said: str) -> None:
    problem = shoot(
        [
            scene("s1", cast=frozenset({2})),
            scene("s2", minutes=240, location="lot"),
            scene("s3", minutes=120, location="lot"),
        ]
    )
    loose: dict[str, Any] = {"work": 600, "on_set": 600}
    board = board_of("s1", Banner(text="Move", minutes=60, move=True), "s2", "s3")
    view = Clearances(minors=(hours(1, False, **(loose | fields)),))
    (one,) = notices(board, replace(problem, clearances=view))
    assert said in one.text
    assert "a rule (2026-11-01)" in one.text
    view = Clearances(minors=(hours(**loose),))
    assert notices(board, replace(problem, clearances=view)) == ()


def test_a_minors_rest_is_counted_over_the_night() -> None:
    problem = shoot([scene("s1", minutes=600), scene("s2")])
    days = (
        ShootDay(date=MONDAY, work=(Strip(scene="s1"),)),
        ShootDay(date=MONDAY + timedelta(days=1), work=(Strip(scene="s2"),)),
    )
    view = Clearances(minors=(hours(work=600, on_set=660, rest=14 * 60),))
    (one,) = notices(Board(days=days), replace(problem, clearances=view))
    assert "13 h of rest" in one.text
    assert one.blocks
