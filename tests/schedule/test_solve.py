"""Boards are legal, of least cost where that can be tried, the same each time, and keep locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lastlook.schedule import (
    Banner,
    Board,
    ImpossibleError,
    SceneNeed,
    Shoot,
    Strip,
    Unit,
    cost,
    solve,
    violations,
)
from lastlook.schedule.shoot import Choice
from lastlook.schedule.solver.solve import STOPPED

Shoots = Callable[..., st.SearchStrategy[Shoot]]
MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def day_of(board: Board, scene: str) -> object:
    return next(day.date for day in board.days if any(s.scene == scene for s in day.strips))


@quick
@given(data=st.data())
def test_cost_is_the_least_of_all_boards(
    data: st.DataObject, shoots: Shoots, oracle: Callable[[Shoot], Any]
) -> None:
    shoot = data.draw(shoots())
    least = oracle(shoot)
    if least is None:
        with pytest.raises(ImpossibleError):
            solve(shoot, seconds=1)
        return
    solved = solve(shoot, seconds=1)
    assert violations(solved.board, shoot) == ()
    assert solved.report.total == least
    assert solved.board.proof is not None
    assert solved.board.proof.optimal
    assert solved.board.proof.bound == least


@settings(quick, max_examples=25)
@given(data=st.data())
def test_bounds_never_exceed_the_least_cost(
    data: st.DataObject, shoots: Shoots, oracle: Callable[[Shoot], Any]
) -> None:
    shoot = data.draw(shoots())
    least = oracle(shoot)
    assume(least is not None)
    solved = solve(shoot, seconds=0.01)
    assert all(bound.amount <= least for bound in solved.bounds)


@settings(quick, max_examples=25)
@given(data=st.data())
def test_larger_shoots_get_legal_boards(data: st.DataObject, shoots: Shoots) -> None:
    shoot = data.draw(shoots(most_scenes=14, most_dates=10))
    try:
        solved = solve(shoot, seconds=0.3)
    except ImpossibleError:
        return
    proof = solved.board.proof
    assert violations(solved.board, shoot) == ()
    assert proof is not None
    assert proof.cost == cost(solved.board, shoot).total >= proof.bound


@settings(quick, max_examples=10)
@given(data=st.data())
def test_same_input_gives_the_same_board(data: st.DataObject, shoots: Shoots) -> None:
    shoot = data.draw(shoots(most_scenes=14, most_dates=10))
    try:
        first = solve(shoot, seconds=0.3)
    except ImpossibleError:
        return
    assert solve(shoot, seconds=0.3) == first


@settings(quick, max_examples=30)
@given(data=st.data())
def test_locks_hold(data: st.DataObject, shoots: Shoots, oracle: Callable[..., Any]) -> None:
    shoot = data.draw(shoots())
    try:
        board = solve(shoot, seconds=0.3).board
    except ImpossibleError:
        return
    # A person moves one strip to another date and locks it there.
    scene = data.draw(st.sampled_from([need.id for need in shoot.scenes]))
    where = data.draw(st.sampled_from(shoot.dates))
    days = [
        replace(day, work=tuple(i for i in day.work if i != Strip(scene=scene)))
        for day in board.days
        if day.date != where
    ]
    there = next((day for day in board.days if day.date == where), None)
    work = tuple(i for i in there.work if i != Strip(scene=scene)) if there else ()
    unit = there.unit if there else Unit.DAY
    day = replace(
        board.days[0], date=where, unit=unit, work=(*work, Strip(scene=scene, locked=True))
    )
    keep = Board(days=tuple(sorted([*days, day], key=lambda d: d.date)))

    least = oracle(shoot, lambda board: day_of(board, scene) == where)
    if least is None:
        with pytest.raises(ImpossibleError):
            solve(shoot, seconds=0.3, keep=keep)
        return
    solved = solve(shoot, seconds=0.3, keep=keep)
    assert day_of(solved.board, scene) == where
    assert Strip(scene=scene, locked=True) in [s for d in solved.board.days for s in d.strips]
    assert solved.report.total == least


def test_solving_a_solved_board_again_changes_nothing(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=150) for n in range(8)])
    solved = solve(shoot, seconds=1)
    again = solve(shoot, seconds=1, keep=solved.board)
    assert again.board == solved.board
    assert again.moved == ()


def test_among_equal_costs_few_strips_move(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=300, cast=frozenset()) for n in range(6)])
    board = solve(shoot, seconds=1).board
    late = [replace(day, date=shoot.dates[at + 2]) for at, day in enumerate(board.days)]
    solved = solve(shoot, seconds=1, keep=Board(days=tuple(late)))
    assert [day.date for day in solved.board.days] == list(shoot.dates[2:5])
    assert solved.moved == ()


def test_a_locked_day_keeps_its_order_and_takes_no_other(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene(f"s{n}") for n in range(5)])
    board = solve(shoot, seconds=1).board
    work = (Strip(scene="s3"), Banner(text="Lunch"), Strip(scene="s1"))
    day = replace(board.days[0], date=shoot.dates[2], locked=True, work=work)
    solved = solve(shoot, seconds=1, keep=Board(days=(day,)))
    assert day in solved.board.days
    assert len(solved.board.days) == 2


def test_detours_of_a_locked_day_cost_what_they_cost(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    scenes = [make_scene(f"s{n}", location=("garage", "lot")[n % 2]) for n in range(3)]
    shoot = make_shoot(scenes, max_moves=2)
    day = solve(shoot, seconds=1).board.days[0]
    day = replace(day, locked=True, work=tuple(Strip(scene=f"s{n}") for n in range(3)))
    solved = solve(shoot, seconds=1, keep=Board(days=(day,)))
    assert solved.report.total == Decimal(1000 + 2 * 200 + 2 * 50 + 100)
    assert solved.board.proof is not None
    assert solved.board.proof.optimal


def test_banners_of_people_stay_on_their_date(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene(f"s{n}", minutes=300) for n in range(4)], hold_paid=False)
    board = solve(shoot, seconds=1).board
    lunch, safety = Banner(text="Lunch"), Banner(text="Safety meeting", minutes=120)
    first, second = board.days
    first = replace(first, work=(first.work[0], lunch, *first.work[1:]))
    second = replace(second, work=(safety, *second.work))
    solved = solve(shoot, seconds=1, keep=Board(days=(first, second)))
    by_date = {day.date: day for day in solved.board.days}
    assert by_date[first.date].work == first.work
    # The meeting leaves room for one strip only, and a third date costs as much as this one.
    assert by_date[second.date].work == (safety,)
    assert len(solved.board.days) == 3
    assert violations(solved.board, shoot) == ()


def test_boneyard_and_vanished_strips_are_kept(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene(f"s{n}") for n in range(3)])
    board = solve(shoot, seconds=1).board
    gone = Strip(scene="s9", locked=True)
    day = replace(board.days[0], work=(*board.days[0].work[:2], gone))
    solved = solve(shoot, seconds=1, keep=Board(days=(day,), boneyard=(Strip(scene="s2"),)))
    assert solved.vanished == (gone,)
    assert solved.board.boneyard == (Strip(scene="s2"), gone)
    assert [strip.scene for day in solved.board.days for strip in day.strips] == ["s0", "s1"]


def test_a_company_move_is_written_and_counted_once(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    scenes = [make_scene(f"s{n}", minutes=270, location=("garage", "lot")[n]) for n in range(2)]
    shoot = make_shoot(scenes, count=1)
    board = solve(shoot, seconds=1).board
    assert board.days[0].work == (
        Strip(scene="s0"),
        Banner(text="Company move to Lot", minutes=60, move=True),
        Strip(scene="s1"),
    )
    assert violations(board, shoot) == ()


def test_cp_sat_proves_what_counting_does_not(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    # Three places in a day are one too many, and two of them open on the first date only.
    scenes = [
        make_scene("s0"),
        make_scene("s1", location="lot"),
        make_scene("s2", location="hall", cast=frozenset()),
    ]
    shoot = make_shoot(scenes, count=4)
    first = ((600, 600), (0, 0), (0, 0), (0, 0))
    ends = ((600, 600), (0, 0), (0, 0), (600, 600))
    places = tuple(
        replace(place, minutes=ends if place.id == "garage" else first) for place in shoot.places
    )
    solved = solve(replace(shoot, places=places), seconds=1)
    assert solved.board.proof is not None
    assert solved.board.proof.optimal
    assert solved.bounds[-1].name == "CP-SAT"


def test_nothing_to_shoot_costs_nothing(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene("s0")])
    solved = solve(shoot, seconds=1, keep=Board(boneyard=(Strip(scene="s0"),)))
    assert solved.board.days == ()
    assert solved.report.total == 0


def test_progress_rises_and_bounds_stay_below_costs(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    told: list[tuple[float, Decimal, Decimal]] = []
    shoot = make_shoot([make_scene(f"s{n}", minutes=150) for n in range(12)])
    solve(shoot, seconds=1, progress=lambda *values: told.append(values))
    assert [share for share, _, _ in told] == sorted(share for share, _, _ in told)
    assert told[-1][0] == 1.0
    assert all(bound <= total for _, total, bound in told)


@pytest.mark.parametrize("after", [0.0, 0.5])
def test_who_stops_the_search_has_the_best_board_so_far(
    make_scene: MakeScene, make_shoot: MakeShoot, after: float
) -> None:
    """Stopped as the search begins, or when it is over and the proof goes on."""
    scenes = [
        make_scene(f"s{n}", minutes=200, cast=frozenset({1 + n % 3, 1 + n % 4})) for n in range(8)
    ]
    shoot = make_shoot(scenes, count=6)

    def once(after: float = after) -> Callable[..., None]:
        pressed: list[float] = []

        def press(share: float, *_: Any) -> None:
            if share >= after and not pressed:
                pressed.append(share)
                raise KeyboardInterrupt

        return press

    with pytest.raises(KeyboardInterrupt):
        solve(shoot, seconds=1, progress=once())
    solved = solve(shoot, seconds=1, progress=once(), stoppable=True)
    assert violations(solved.board, shoot) == ()
    assert solved.notes == (STOPPED,)
    proof = solved.board.proof
    assert proof is not None
    assert proof.bound <= proof.cost == solved.report.total
    # Planning again does not take it for what so many seconds give.
    assert proof.seconds == 0
    either = Choice(of="CAR", label="CAR", scenes=frozenset({"s0"}), places=("garage", "lot"))
    lot = replace(shoot.places[0], id="lot", label="Lot", fee=6_000)
    wide = replace(shoot, places=(*shoot.places, lot), choices=(either,))
    placed = solve(wide, seconds=1, progress=once(0.0), stoppable=True)
    assert violations(placed.board, wide) == ()
    assert placed.notes == (STOPPED,)


def test_who_stops_before_there_is_a_board_has_none(
    make_scene: MakeScene, make_shoot: MakeShoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lastlook.schedule.solver.solve.greedy", press)
    with pytest.raises(KeyboardInterrupt):
        solve(make_shoot([make_scene("s0")]), seconds=1, stoppable=True)
