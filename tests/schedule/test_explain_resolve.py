"""The least change: legal, near, and no dearer than moving each strip is said to be worth."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
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
    ShootDay,
    Strip,
    cost,
    solve,
    violations,
)
from lastlook.schedule.board import SetAt
from lastlook.schedule.cost import money
from lastlook.schedule.explain import (
    NotOnTheBoardError,
    day_of,
    fell_behind,
    fell_ill,
    nothing_yet,
    only_week,
    resolve,
    shot_until,
    usual_most,
    usual_stay,
)
from lastlook.schedule.shoot import Choice

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]
Boards = Callable[..., Iterator[Board]]


def dates_of(board: Board) -> dict[str, Any]:
    return {strip.scene: day.date for day in board.days for strip in day.strips}


def moved(one: Board, other: Board) -> int:
    before, after = dates_of(one), dates_of(other)
    return sum(before[name] != after[name] for name in before if name in after)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data(), stay=st.sampled_from((0, 3_000, 10**9)))
def test_the_least_change_is_the_least_of_every_board(
    data: st.DataObject,
    stay: int,
    shoots_with: Callable[..., st.SearchStrategy[Shoot]],
    boards_of: Boards,
) -> None:
    shoot = data.draw(shoots_with(most_scenes=3))
    legal = [board for board in boards_of(shoot) if not violations(board, shoot)]
    assume(legal)
    board = data.draw(st.sampled_from(legal))
    worked = sorted({who for scene in shoot.scenes for who in scene.cast})
    day = data.draw(st.sampled_from([day.date for day in board.days]))
    changed = nothing_yet(shoot, board)
    if worked:
        changed = fell_ill(changed, data.draw(st.sampled_from(worked)), day)
    left = [one for one in boards_of(changed.shoot) if not violations(one, changed.shoot)]
    if not left:
        with pytest.raises(ImpossibleError):
            resolve(changed.shoot, board, stay=stay, seconds=1)
        return
    found = resolve(changed.shoot, board, stay=stay, seconds=1)
    assert violations(found.board, changed.shoot) == ()
    total = cost(found.board, changed.shoot).total
    assert found.change.total.after == total
    assert len(found.moved) == moved(board, found.board)
    priced = {cost(one, changed.shoot).total + money(stay) * moved(board, one) for one in left}
    assert total + money(stay) * len(found.moved) == min(priced)
    assert found.bound <= min(priced)


def week(make_scene: MakeScene, make_shoot: MakeShoot) -> tuple[Shoot, Board]:
    """Give a legal board of eight scenes on six dates over two weeks."""
    scenes = [make_scene(f"s{n}", minutes=240, cast=frozenset({1 + n % 3})) for n in range(1, 9)]
    shoot = make_shoot(scenes, count=12)
    return shoot, solve(shoot, seconds=1).board


def test_shut_dates_stay_as_they_are(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot, board = week(make_scene, make_shoot)
    shot = [day for day in board.days if day.strips]
    happened = shot_until(nothing_yet(shoot, board), shot[1].date)
    happened = fell_ill(happened, 1, shot[2].date)
    found = resolve(happened.shoot, board, shut=happened.shut, seconds=1)
    assert found.board.days[:2] == board.days[:2]
    assert not any(day.locked for day in found.board.days)
    assert violations(found.board, happened.shoot) == ()


def test_only_one_week_is_solved(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene(f"s{n}", minutes=500) for n in range(1, 8)]
    shoot = make_shoot(scenes, count=12)
    # Far too dear: each on every other date.
    board = Board(
        days=tuple(
            ShootDay(date=shoot.dates[at], work=(Strip(scene=need.id),))
            for need, at in zip(scenes, (0, 1, 3, 5, 7, 9, 11), strict=True)
        )
    )
    happened = only_week(nothing_yet(shoot, board), 2)
    found = resolve(shoot, board, shut=happened.shut, seconds=1)
    other = {name for name, day in dates_of(board).items() if day < shoot.dates[7]}
    assert {name: dates_of(found.board)[name] for name in other} == {
        name: dates_of(board)[name] for name in other
    }
    assert all(dates_of(found.board)[name] >= shoot.dates[7] for name in ("s5", "s6", "s7"))
    assert found.change.total.added < 0
    with pytest.raises(NotOnTheBoardError, match="no week 4"):
        only_week(nothing_yet(shoot, board), 4)


def test_a_day_that_falls_behind_gives_up_its_last_strips(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [make_scene(f"s{n}", minutes=120) for n in range(1, 6)]
    shoot = make_shoot(scenes)
    work = tuple(Strip(scene=f"s{n}") for n in (1, 2, 3, 4))
    day = ShootDay(date=shoot.dates[1], work=(Banner(text="Effects", minutes=30), *work))
    later = ShootDay(date=shoot.dates[2], work=(Strip(scene="s5"),))
    board = Board(days=(day, later))
    # 510 minutes were planned; 300 fewer end at 210: one strip is done, another is not.
    happened = fell_behind(nothing_yet(shoot, board), shoot.dates[1], 300)
    assert happened.left == ("s2", "s3", "s4")
    found = resolve(shoot, happened.board, shut=happened.shut, before=board, seconds=1)
    assert violations(found.board, shoot) == ()
    assert dates_of(found.board)["s1"] == shoot.dates[1]
    assert all(dates_of(found.board)[name] > shoot.dates[1] for name in happened.left)
    assert found.moved == ("s2", "s3", "s4")
    with pytest.raises(NotOnTheBoardError, match="Nothing is shot"):
        fell_behind(nothing_yet(shoot, board), shoot.dates[4], 60)


def test_new_scenes_are_placed_and_locks_are_kept(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot, board = week(make_scene, make_shoot)
    first = board.days[0]
    locked = replace(first, work=tuple(replace(s, locked=True) for s in first.strips))
    board = replace(board, days=(locked, *board.days[1:]))
    more = replace(shoot, scenes=(*shoot.scenes, make_scene("s9", minutes=200)))
    found = resolve(more, board, stay=100 * usual_stay(more), seconds=1)
    assert violations(found.board, more) == ()
    assert found.moved == ()
    locks = [s for day in found.board.days for s in day.strips if s.locked]
    assert {s.scene for s in locks} == {s.scene for s in first.strips}


def test_the_same_question_has_the_same_answer(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot, board = week(make_scene, make_shoot)
    happened = fell_ill(nothing_yet(shoot, board), 2, board.days[0].date)
    assert resolve(happened.shoot, board, seconds=1) == resolve(happened.shoot, board, seconds=1)


def test_few_strips_move_where_few_are_wanted(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    """A board far too dear, each scene on its own date: nothing keeps them there but the limit."""
    scenes = [make_scene(f"s{n}", minutes=240, cast=frozenset({1})) for n in range(1, 9)]
    shoot = make_shoot(scenes, count=10)
    board = Board(
        days=tuple(
            ShootDay(date=day, work=(Strip(scene=need.id),))
            for need, day in zip(scenes, shoot.dates, strict=False)
        )
    )
    free = resolve(shoot, board, seconds=1)
    few = resolve(shoot, board, most=1, seconds=1)
    assert len(free.moved) > 1
    assert len(few.moved) <= 1
    assert few.stay > free.stay
    assert few.change.total.after > free.change.total.after
    assert few.bound <= few.change.total.after + few.stay * len(few.moved)
    # Who moves few is told what it costs.
    assert free.cheaper is None
    assert few.cheaper is not None
    assert few.cheaper.stay == free.stay
    assert few.cheaper.moved == len(free.moved)
    assert few.cheaper.total == free.change.total.after


def test_nobody_pays_for_a_strip_less_where_too_many_move_all_the_same(
    make_scene: MakeScene, make_shoot: MakeShoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One strip saves a shooting day at any price, another a day of waiting at the first alone."""
    module = importlib.import_module("lastlook.schedule.explain.resolve")
    monkeypatch.setattr(module, "MOST_DOUBLED", 2)
    stands = {0: (1, 240), 1: (1, 240), 2: (2, 600), 4: (2, 600)}
    scenes = [
        make_scene(f"s{at}", minutes=minutes, cast=frozenset({who}))
        for at, (who, minutes) in stands.items()
    ]
    shoot = make_shoot(scenes, count=5)
    shoot = replace(shoot, players=tuple(replace(who, rate=3_000) for who in shoot.players))
    board = Board(
        days=tuple(ShootDay(date=shoot.dates[at], work=(Strip(scene=f"s{at}"),)) for at in stands)
    )
    first = resolve(shoot, board, seconds=0.3)
    dearer = resolve(shoot, board, stay=10_000, seconds=0.3)
    assert len(first.moved) > len(dearer.moved) > 0
    asked = resolve(shoot, board, most=0, seconds=0.3)
    assert asked.moved == first.moved
    assert asked.stay == first.stay
    assert asked.cheaper is None
    assert (first.beyond, asked.beyond) == (None, 0)


def test_the_price_is_the_least_that_keeps_to_few(
    make_scene: MakeScene, make_shoot: MakeShoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Strips move below a price of 700 cents: 100 is doubled to 800 and halved to 700."""
    scenes = [make_scene(f"s{n}", minutes=240, cast=frozenset({1})) for n in range(1, 6)]
    shoot = make_shoot(scenes, count=6)
    board = Board(
        days=tuple(
            ShootDay(date=day, work=(Strip(scene=need.id),))
            for need, day in zip(scenes, shoot.dates, strict=False)
        )
    )
    module = importlib.import_module("lastlook.schedule.explain.resolve")
    near, asked = module._near, list[int]()

    def at_seven_hundred(task: Any, *args: Any, **how: Any) -> Any:
        asked.append(task.stay)
        return near(replace(task, stay=10**7 if task.stay >= 700 else 0), *args, **how)

    monkeypatch.setattr(module, "_near", at_seven_hundred)
    few = resolve(shoot, board, stay=100, most=1, seconds=0.3)
    assert asked == [100, 200, 400, 800, 600, 700]
    assert few.stay == 7
    assert few.beyond is None
    assert not few.moved


def test_a_second_units_day_may_fall_behind(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene(f"s{n}", location=f"lot {n % 2}") for n in range(1, 5)]
    shoot = make_shoot(scenes)
    at = shoot.dates[0]
    days = [
        ShootDay(date=at, crew=crew, work=tuple(Strip(scene=name) for name in names))
        for crew, names in (("", ("s1", "s3")), ("u0", ("s2", "s4")))
    ]
    board = Board(days=tuple(days))
    of_main = fell_behind(nothing_yet(shoot, board), at, 60)
    of_second = fell_behind(nothing_yet(shoot, board), at, 60, "u0")
    assert (of_main.left, of_second.left) == (("s3",), ("s4",))
    assert of_second.board.days[0] == days[0]
    alone = replace(board, days=(days[1],))
    assert day_of(alone, at) == days[1]
    others = replace(board, days=(days[1], replace(days[1], crew="u1")))
    with pytest.raises(NotOnTheBoardError, match="u0, u1"):
        day_of(others, at)
    with pytest.raises(NotOnTheBoardError, match="by the unit u2"):
        day_of(board, at, "u2")


@pytest.mark.parametrize(("strips", "most"), [(3, 1), (10, 1), (19, 1), (20, 2)])
def test_one_strip_in_ten_may_move_and_one_of_few(
    make_shoot: MakeShoot, make_scene: MakeScene, strips: int, most: int
) -> None:
    work = tuple(Strip(scene=f"s{n}") for n in range(strips))
    day = make_shoot([make_scene("s0")]).dates[0]
    assert usual_most(Board(days=(ShootDay(date=day, work=work),))) == most


def test_strips_that_cannot_stay_do_not_raise_the_price(
    make_scene: MakeScene, make_shoot: MakeShoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shoot, board = week(make_scene, make_shoot)
    first = board.days[0].strips[0].scene
    (who,) = next(need.cast for need in shoot.scenes if need.id == first)
    happened = fell_ill(nothing_yet(shoot, board), who, board.days[0].date)
    dear = 10_000_000
    module = importlib.import_module("lastlook.schedule.explain.resolve")
    near, looked = module._near, list[Any]()

    def counted(*args: Any, **how: Any) -> Any:
        looked.append(args)
        return near(*args, **how)

    monkeypatch.setattr(module, "_near", counted)
    found = resolve(happened.shoot, board, stay=dear, most=0, seconds=1)
    assert len(looked) == 1
    assert found.must
    assert set(found.moved) == set(found.must)
    assert found.stay == money(dear)


@pytest.mark.parametrize("stay", [0, 500_000])
def test_a_large_board_is_mended_by_the_compiled_search(stay: int) -> None:
    """One role loses its busiest date on a board of sixty scenes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
        drawn = importlib.import_module("productions")
    made = drawn.produce(drawn.SIZES["60"], 1)
    shoot, board = made.shoot, made.hidden
    needs = {scene.id: scene for scene in shoot.scenes}
    day = board.days[3]
    casts = [role for strip in day.strips for role in sorted(needs[strip.scene].cast)]
    happened = fell_ill(
        nothing_yet(shoot, board), max(sorted(set(casts)), key=casts.count), day.date
    )
    found = resolve(happened.shoot, board, stay=stay, seconds=0.4)
    assert violations(found.board, happened.shoot) == ()
    assert set(found.must) <= set(found.moved)
    priced = found.change.total.after + money(stay) * len(found.moved)
    assert money(0) < found.bound <= priced
    if not stay:
        assert found.change.total.added < 0


def test_what_is_over_cannot_be_unlocked_wherever_the_sets_are(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    scenes = [make_scene("s0"), make_scene("s1", location="lot", dates=frozenset({2}))]
    shoot = make_shoot(scenes, count=3)
    car = Choice(of="CAR", label="CAR", scenes=frozenset({"s0"}), places=("garage", "lot"))
    never = tuple(replace(who, waits=False) for who in shoot.players)
    shoot = replace(shoot, choices=(car,), players=never)
    board = Board(
        days=tuple(
            ShootDay(date=shoot.dates[at], work=(Strip(scene=name),))
            for at, name in ((0, "s0"), (2, "s1"))
        ),
        places=(SetAt(of="CAR", location="garage"),),
    )
    over = frozenset(shoot.dates[:2])
    with pytest.raises(ImpossibleError) as caught:
        resolve(shoot, board, shut=over, seconds=0.5)
    told = caught.value.conflicts
    assert any("scene 0 stays on 18 Jan 2027" in one.text for one in told)
    assert not any("locked" in one.text for one in told)
    assert not any("Unlock" in way for one in told for way in one.ways_out)
    assert any("waits = true" in way for one in told for way in one.ways_out)
