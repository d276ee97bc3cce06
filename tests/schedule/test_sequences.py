"""Every order of a day: what dynamic programming keeps is as good as looking at each one."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.schedule.hours import Meals
from lastlook.schedule.solver import order, sequences
from lastlook.schedule.solver.task import make_task
from lastlook.schedule.solver.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastlook.schedule.shoot import SceneNeed, Shoot
    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.walk import DayPlan

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def small() -> Iterator[Any]:
    sys.path.insert(0, str(BENCHMARKS))
    yield importlib.import_module("small_productions")
    sys.path.remove(str(BENCHMARKS))


def days(task: Task) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Give days of up to four strips with their slots and units."""
    for size in (2, 3, 4):
        for scenes in combinations(range(len(task.scenes)), size):
            for slot in range(0, task.dates, 2):
                yield slot, slot % 2, scenes


def marks(task: Task, plan: DayPlan) -> tuple[int, ...]:
    """What had better be small in a plan: its price, its length, its roles' ends and begins."""
    if not task.rests_by_role:
        return plan.price, plan.length
    begins = [-plan.first[who] for who in sorted(plan.first)] if task.shoot.personal_calls else []
    return (plan.price, plan.length, *(plan.last[who] for who in sorted(plan.last)), *begins)


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_no_order_is_better_than_those_kept(small: Any, first: int) -> None:
    looked = 0
    for number in range(first, first + 20):
        shoot: Shoot = small.with_hours(number)
        task = make_task(small.fixed_places(shoot, small.any_board(shoot, small.Random(number))))
        if not task.ordered:
            continue
        for slot, unit, scenes in days(task):
            every = order.every_plan(task, slot, unit, scenes)
            kept, sure = order.plans_at_rest(task, slot, unit, scenes)
            assert sure
            assert bool(every) == bool(kept)
            for plan in every:
                own = marks(task, plan)
                assert any(
                    all(a <= b for a, b in zip(marks(task, one), own, strict=True)) for one in kept
                ), (number, slot, unit, plan)
            least = order.least_length(task, slot, unit, scenes)
            assert least == min((plan.length for plan in every), default=None)
            looked += len(every)
    assert looked > 100


@pytest.mark.parametrize(("steps", "known"), [(40_000, True), (3_000, False)])
def test_ten_strips_are_looked_at_where_a_proof_asks_for_it(
    make_scene: Callable[..., SceneNeed],
    make_shoot: Callable[..., Shoot],
    steps: int,
    known: bool,
) -> None:
    """Meals between strips of half an hour to an hour: 3.6 million orders."""
    sizes = (30, 45, 60, 30, 60, 45, 30, 60, 45, 30)
    scenes = [make_scene(f"s{at}", minutes=size, cast=frozenset()) for at, size in enumerate(sizes)]
    task = make_task(
        replace(make_shoot(scenes, count=1), work=600, meals=Meals(within=240, late=900))
    )
    found = sequences.sequences(task, (0, 0), range(10), [], sequences.Asked(), steps=steps)
    assert (found is not None) is known
    if known:
        assert least_late(task, found or []) == 0


def least_late(task: Task, orders: list[tuple[int, ...]]) -> int:
    return min(plan.beside for one in orders if (plan := walk(task, 0, 0, one)))
