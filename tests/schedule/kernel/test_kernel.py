"""The compiled search against the plain evaluation: same cents, same broken rules, same board."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lastlook.schedule import Board, ShootDay, Strip, cost, violations
from lastlook.schedule.cost import money
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.kernel import supports
from lastlook.schedule.solver.order import story_order
from lastlook.schedule.solver.task import UNITS, make_task

pytest.importorskip("numba")

from lastlook.schedule.solver.kernel import anneal, moves, run, state
from lastlook.schedule.solver.kernel.layout import (
    AT,
    CENTS,
    COUNT,
    MINUTES,
    OPTIONS,
    RANK,
    TOTAL,
    UNIT,
)
from lastlook.schedule.solver.kernel.tables import Atoms, make_tables

if TYPE_CHECKING:
    from lastlook.schedule import Shoot
    from lastlook.schedule.solver.task import Task

Shoots = Callable[..., st.SearchStrategy["Shoot"]]
quick = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


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


def total(memory: Any, cell: int) -> int:
    """Give a cell of the sums."""
    return int(memory[memory[TOTAL] + cell])


@settings(quick, max_examples=150)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_every_change_adds_what_the_plain_cost_and_the_checker_say(
    data: st.DataObject, seed: int, shoots_with: Shoots
) -> None:
    shoot = data.draw(shoots_with(most_scenes=9, most_dates=8))
    assume(not supports(shoot))
    task = make_task(shoot)
    atoms = make_tables(task)
    assume(atoms.tables[OPTIONS].any(axis=1).all())
    memory = start(atoms, task, seed)
    random = Random(seed)
    for _ in range(12):
        if moves.change(memory):
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
