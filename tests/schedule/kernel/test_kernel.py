"""The compiled search against the plain evaluation: same cents, same broken rules, same board."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lastlook.schedule import Banner, Board, ShootDay, Strip, cost, solve, violations
from lastlook.schedule.cost import money
from lastlook.schedule.minors import MinorLimit
from lastlook.schedule.presence import work_minutes
from lastlook.schedule.shoot import Road
from lastlook.schedule.solver.arrange import arrange
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.kernel import anneal, moves, run, state, supports
from lastlook.schedule.solver.kernel.layout import (
    AT,
    CENTS,
    COUNT,
    MINUTES,
    OPTIONS,
    RANK,
    TOTAL,
    UNIT,
    WAS_TOTAL,
)
from lastlook.schedule.solver.kernel.tables import Atoms, make_tables
from lastlook.schedule.solver.order import story_order
from lastlook.schedule.solver.search import search
from lastlook.schedule.solver.task import UNITS, make_task

if TYPE_CHECKING:
    from lastlook.schedule import Shoot
    from lastlook.schedule.solver.task import Task

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
Shoots = Callable[..., st.SearchStrategy["Shoot"]]
PRICE, ANYTHING = 5_000.0, 1e18
"""Cents of a minute by which a rule is broken; more than any change adds."""
quick = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def production(size: str, seed: int) -> Any:
    """Draw one of the published productions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        drawn = importlib.import_module("productions")
    return drawn.produce(drawn.SIZES[size], seed)


def small(kind: str, number: int) -> Shoot:
    """Draw one of the small productions that have any of the rules, without sets to choose for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        drawn = importlib.import_module("small_productions")
    draw = {"alone": drawn.production, "units": drawn.with_units, "hours": drawn.with_hours}[kind]
    shoot: Shoot = replace(draw(number), choices=())
    return shoot


def start(atoms: Atoms, task: Task, seed: int) -> Any:
    """Lay out a board with every atom on some date."""
    memory = state.board(atoms.tables, atoms.scalars, seed)
    at = run.anywhere(atoms, task, seed)
    anneal.put(memory, at[: len(atoms.scenes)], at[len(atoms.scenes) :])
    return memory


def dates_of(memory: Any, atoms: Atoms, task: Task) -> tuple[list[int], list[int]]:
    """Give each scene's date and each date's unit."""
    at = [0] * len(task.scenes)
    for atom, scenes in enumerate(atoms.scenes):
        for scene in scenes:
            at[scene] = int(memory[memory[AT] + atom])
    units = memory[memory[UNIT] :][: task.dates].tolist()
    return at, units


def board_of(task: Task, at: list[int], units: list[int]) -> Board:
    """Make the board, location by location, without a look at any rule."""
    days = []
    for date in sorted(set(at)):
        scenes = [task.scenes[scene] for scene, on in enumerate(at) if on == date]
        days.append(
            ShootDay(
                date=task.shoot.dates[date],
                unit=UNITS[units[date]],
                work=tuple(Strip(scene=scene.id) for scene in story_order(scenes)),
            )
        )
    return Board(days=tuple(days))


def is_legal(memory: Any) -> bool:
    """Whether no rule is broken."""
    return total(memory, MINUTES) == 0


def total(memory: Any, cell: int) -> int:
    """Give a cell of the sums."""
    return int(memory[memory[TOTAL] + cell])


@settings(quick, max_examples=80)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_every_change_adds_what_the_plain_cost_and_the_checker_say(
    data: st.DataObject, seed: int, shoots_with: Shoots
) -> None:
    shoot = data.draw(shoots_with(most_scenes=9, most_dates=8))
    minor: bool = data.draw(st.booleans())
    if shoot.players and minor:
        minutes = data.draw(st.sampled_from(((310, 120), (250, 0))))
        limit = MinorLimit(
            role=shoot.players[0].id,
            label=shoot.players[0].label,
            minutes=(minutes,) * len(shoot.dates),
            cited="",
        )
        shoot = replace(shoot, minors=(limit,))
    assert not supports(shoot)
    task = make_task(shoot)
    atoms = make_tables(task)
    assume(atoms.tables[OPTIONS].any(axis=1).all())
    memory = start(atoms, task, seed)
    random = Random(seed)
    for _ in range(12):
        if moves.change(memory, PRICE, ANYTHING):
            before = memory[memory[TOTAL] :][:4].tolist()
            state.settle(memory)
            if random.random() < 0.4:
                anneal.undo(memory)
                assert memory[memory[TOTAL] :][:4].tolist() == before
            else:
                state.accept(memory)
        at, units = dates_of(memory, atoms, task)
        board = board_of(task, at, units)
        cents = total(memory, CENTS) + atoms.constant
        assert money(cents) == cost(board, shoot).total
        assert (total(memory, MINUTES) == 0) == (violations(board, shoot) == ())
        if total(memory, MINUTES) == 0:
            days = Days(task)
            assert days.put_all(at, units) == ()
            assert days.value() == cents * days.scale + total(memory, RANK)
            held = memory[memory[COUNT] :][: task.dates].tolist()
            assert sum(held) == len(atoms.scenes)


def added(memory: Any) -> float:
    """Give what the changes since `accept` add, once they are settled."""
    cells = memory[memory[TOTAL] :][:4] - memory[memory[WAS_TOTAL] :][:4]
    return float(cells[CENTS] + PRICE * cells[MINUTES])


@pytest.mark.parametrize(("size", "seed", "stay"), [("20", 1, 0), ("60", 2, 0), ("60", 3, 70_000)])
def test_what_is_refused_unmoved_would_have_added_more(size: str, seed: int, stay: int) -> None:
    made = production(size, seed)
    task = replace(make_task(made.shoot, made.hidden if stay else None), stay=stay)
    atoms = make_tables(task)
    memory = start(atoms, task, seed)
    random = Random(seed)
    near = made_dear = 0
    for _ in range(6_000):
        before = memory.copy()
        if not moves.change(memory, PRICE, ANYTHING):
            continue
        state.settle(memory)
        rank = memory[memory[TOTAL] + RANK] - memory[memory[WAS_TOTAL] + RANK]
        more = added(memory) + float(rank / task.scale)
        again = before.copy()
        assert moves.change(again, PRICE, more + 2)
        near += not moves.change(before, PRICE, more - 3)
        made_dear += 1
        if more < 0 or random.random() < 0.01:
            state.accept(memory)
        else:
            anneal.undo(memory)
    # Most are bounded to the cent; where rests or orders are broken they might be mended.
    assert near > 0.3 * made_dear > 300


@settings(quick, max_examples=60)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_light_roads_and_story_order_within_a_day_are_those_of_the_plain_search(
    data: st.DataObject, seed: int, shoots_with: Shoots
) -> None:
    drawn = data.draw(shoots_with(most_scenes=7, most_dates=5, ordered=True))
    shoot = replace(drawn, cast_turnaround=0)
    assert not supports(shoot)
    task = make_task(shoot)
    atoms = make_tables(task)
    assume(atoms.tables[OPTIONS].any(axis=1).all())
    memory = start(atoms, task, seed)
    for _ in range(12):
        if moves.change(memory, PRICE, ANYTHING):
            state.settle(memory)
            state.accept(memory)
        if is_legal(memory):
            at, units = dates_of(memory, atoms, task)
            days = Days(task)
            assert days.put_all(at, units) == ()
            assert days.cents() <= total(memory, CENTS) + atoms.constant
            assert violations(arrange(days, None), shoot) == ()


@pytest.mark.parametrize("kind", ["alone", "units", "hours"])
def test_whatever_the_rules_what_is_legal_here_is_legal_there_and_costs_the_same(
    kind: str,
) -> None:
    legal = refused = needlessly = 0
    for number in range(150):
        shoot = small(kind, number)
        task = make_task(shoot)
        atoms = make_tables(task)
        if supports(shoot) or not task.scenes or not atoms.tables[OPTIONS].any(axis=1).all():
            continue
        memory = start(atoms, task, number)
        for _ in range(15):
            if moves.change(memory, PRICE, ANYTHING):
                state.settle(memory)
                state.accept(memory)
            at, units = dates_of(memory, atoms, task)
            days = Days(task)
            stands = not days.put_all(at, units)
            if is_legal(memory):
                assert stands, number
                assert days.cents() == total(memory, CENTS) + atoms.constant, number
                legal += 1
            else:
                refused += 1
                needlessly += stands
    assert legal > 100
    # What only an order to and fro between locations allows is left to the plain search.
    assert needlessly < refused / 200


@settings(quick, max_examples=25)
@given(data=st.data())
def test_what_is_not_known_waits(data: st.DataObject, shoots_with: Shoots) -> None:
    shoot = data.draw(shoots_with(most_scenes=8, most_dates=6, ordered=True))
    task = make_task(shoot)
    assume(all(task.options))
    found = run.explore(task, tries=4_000, seed=1)
    if found is None:
        return
    days, waiting = found
    placed = [scene for day in days.days for scene in day.scenes]
    assert sorted([*placed, *waiting]) == list(range(len(task.scenes)))
    if not supports(shoot):
        assert not waiting
    left_out = {task.scenes[scene].id for scene in waiting}
    broken = violations(arrange(days, None), shoot)
    assert all(left_out & set(one.scenes) or one.rule == "missing" for one in broken)


def test_the_same_seed_gives_the_same_board_and_more_tries_no_dearer_one() -> None:
    shoot = production("60", 1).shoot
    task = make_task(shoot)
    boards = [run.explore(task, tries=tries, seed=7) for tries in (150_000, 150_000, 3_000_000)]
    values = []
    for found in boards:
        assert found is not None
        days, waiting = found
        assert not waiting
        assert violations(arrange(days, None), shoot) == ()
        values.append((days.value(), days.days))
    assert values[0] == values[1]
    assert values[2][0] < values[0][0]


def bench(kind: str) -> Shoot:
    """Draw the published production of 20 scenes with terms that hang on the clock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        kinds = importlib.import_module("terms_on").KINDS
    shoot: Shoot = kinds[kind](production("20", 1).shoot)
    return shoot


@pytest.mark.parametrize("kind", ["unit", "all", "unit+all"])
def test_near_a_board_nothing_dearer_is_found_whatever_the_rules(kind: str) -> None:
    shoot = bench(kind)
    task = make_task(shoot)
    found = run.explore(task, tries=60_000, seed=1)
    assert found is not None
    days, waiting = found
    if waiting:
        days = search(days, waiting, tries=500, seed=1) or days
    board = arrange(days, None)
    assert violations(board, shoot) == ()
    kept = replace(make_task(shoot, board), stay=20_000)
    old = Days(kept)
    assert old.put_all([at for at in kept.old if at is not None], days.unit) == ()
    after = run.near(old, tries=60_000, seed=1, hot=0.3)
    assert after.value() <= old.value()
    assert violations(arrange(after, board), shoot) == ()


def test_what_was_judged_beforehand_is_taken() -> None:
    """So a person's order counts as it is, though it may be none that the search looks at."""
    shoot = bench("light")
    task = make_task(shoot)
    atoms = make_tables(task)
    days = Days(task)
    scene = next(n for n, options in enumerate(task.options) if options)
    slot, units = next(iter(task.options[scene].items()))
    unit = 0 if units & 1 else 1
    days.put({slot: days.judge(slot, (scene,))}, {slot: unit})
    plan = days.days[slot].plans[unit]
    assert plan is not None
    told = run._Judged(slot, unit, (scene,), (0, plan.price + 77, 0, 333))
    at = run.anywhere(atoms, task, 1)
    count = len(atoms.scenes)
    for atom, scenes in enumerate(atoms.scenes):
        at[atom] = next(date for date in task.options[scenes[0]] if date != slot)
    at[next(n for n, some in enumerate(atoms.scenes) if scene in some)] = slot
    at[count + slot] = unit
    place = run._Place(value=anneal.NO_VALUE, board=at)
    heat = (1.0, 0.1)
    with_it = run._Search(atoms, days, place, 1, 1, heat, (told,)).memory
    without = run._Search(atoms, days, place, 1, 1, heat).memory
    assert total(with_it, CENTS) == total(without, CENTS) + 77


@pytest.mark.parametrize("size", ["60", "200"])
def test_progress_falls_to_the_cost_of_the_board(size: str) -> None:
    task = make_task(production(size, 2).shoot)
    assert (task.dates > 64) == (size == "200")  # two words of dates
    told: list[tuple[float, int]] = []
    found = run.explore(task, tries=500_000, seed=1, progress=lambda *now: told.append(now))
    assert found is not None
    assert told == sorted(told, key=lambda now: (now[0], -now[1]))
    assert told[-1] == (1.0, found[0].cents())


def test_what_people_fixed_holds() -> None:
    made = production("60", 3)
    shoot, hidden = made.shoot, made.hidden
    locked = replace(hidden.days[1], locked=True)
    banner = Banner(text="Safety briefing", minutes=30)
    shortest = min(hidden.days[2:], key=lambda day: work_minutes(day, shoot))
    noted = replace(shortest, work=(banner, *shortest.work))
    strip = replace(hidden.days[0].strips[0], locked=True)
    first = replace(hidden.days[0], work=(strip, *hidden.days[0].work[1:]))
    away = next(day for day in hidden.days[2:] if day is not shortest)
    rest = tuple(day for day in hidden.days[2:] if day not in (shortest, away))
    keep = Board(days=(first, locked, noted, *rest), boneyard=away.strips)
    solved = solve(shoot, seconds=0.5, keep=keep)
    board = {day.date: day for day in solved.board.days}
    assert violations(solved.board, shoot) == ()
    assert board[locked.date].strips == locked.strips
    assert strip in board[first.date].strips
    assert banner in board[noted.date].work
    assert solved.board.boneyard == away.strips
    assert solved.report.total < cost(hidden, shoot).total


def test_a_kept_board_of_the_least_cost_moves_nothing() -> None:
    shoot = production("20", 1).shoot
    task = make_task(shoot)
    found = run.explore(task, tries=300_000, seed=1)
    assert found is not None
    board = arrange(found[0], None)
    again = run.explore(make_task(shoot, board), tries=300_000, seed=2)
    assert again is not None
    assert again[0].cents() <= found[0].cents()
    if again[0].cents() == found[0].cents():
        assert again[0].at == found[0].at


def test_supports_names_what_is_missing() -> None:
    shoot = production("20", 1).shoot
    assert supports(shoot) == ()
    by_role = ("which order of a day suits whose rest",)
    assert supports(replace(shoot, cast_turnaround=720)) == by_role
    near = Road(places=frozenset({"place0", "place1"}), minutes=30, cost=0)
    many = ("ways round more than four locations of a day",)
    assert supports(replace(shoot, roads=(near,), max_moves=4)) == many


def test_without_numba_the_plain_search_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lastlook.schedule.solver.kernel.available", lambda: False)
    solved = solve(production("60", 1).shoot, seconds=0.05)
    assert [note for note in solved.notes if "lastlook[fast]" in note]
