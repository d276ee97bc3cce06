"""Some dates solved anew by CP-SAT: what breaks rules becomes legal, what is elsewhere stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.schedule.conftest import least_cost, scene, shoot, small_shoots
from tests.schedule.kernel.test_kernel import production

from lastlook.schedule import Shoot, violations
from lastlook.schedule.solver import window
from lastlook.schedule.solver.arrange import arrange
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.kernel.run import explore
from lastlook.schedule.solver.task import make_task
from lastlook.schedule.solver.window import Standing, mended, standing

if TYPE_CHECKING:
    import pytest


@settings(max_examples=60, deadline=None)
@given(problem=small_shoots(), data=st.data())
def test_what_can_be_legal_becomes_so(problem: Shoot, data: st.DataObject) -> None:
    task = make_task(problem)
    if not all(task.options):
        return
    at = tuple(data.draw(st.sampled_from(sorted(options))) for options in task.options)
    units = tuple(data.draw(st.integers(0, 1)) for _ in range(task.dates))
    found = mended(task, Standing(at, units), frozenset(at))
    assert (found is None) == (least_cost(problem) is None)
    if found is not None:
        days = Days(task)
        assert not days.put_all(found.at, found.units)
        assert not violations(arrange(days, None), problem)


def test_scenes_of_other_dates_stay() -> None:
    # Two long scenes on one date, beside them an empty one, and a third far away.
    problem = shoot([scene(f"s{at}", minutes=400) for at in range(3)], count=30)
    task = make_task(problem)
    found = mended(task, Standing((2, 2, 25), (0,) * 30), frozenset({2}))
    assert found is not None
    assert found.at[2] == 25
    assert found.at[0] != found.at[1]
    assert max(found.at[:2]) <= 2 + window.AROUND[0]


def test_a_wider_window_follows_where_the_first_does_not_do() -> None:
    # Around the date everything is shut; beyond, a date is open.
    problem = shoot([scene("s0", minutes=400), scene("s1", minutes=400)], count=30)
    opened = tuple((600, 600) if at in (2, 9) else (0, 0) for at in range(30))
    problem = replace(problem, places=(replace(problem.places[0], minutes=opened),))
    task = make_task(problem)
    found = mended(task, Standing((2, 2), (0,) * 30), frozenset({2}))
    assert found is not None
    assert sorted(found.at) == [2, 9]


def test_where_annealing_ends_on_a_tight_week_it_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    # In this film's first week two locations have to be left, and one packing of its days does it.
    task = make_task(production("200", 1).shoot)
    found = explore(task, tries=300_000, seed=1)
    assert found is not None
    days, waiting = found
    assert not waiting
    assert not violations(arrange(days, None), task.whole)
    assert not Days(task).put_all(*standing(days))
    monkeypatch.setattr(window, "mended", lambda *_, **__: None)
    assert explore(task, tries=300_000, seed=1) is None
