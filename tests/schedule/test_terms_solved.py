"""Boards under pay by its terms, rentals, orders, roads, light: least cost, and always legal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lastlook.schedule import (
    ImpossibleError,
    NoBoardFoundError,
    Shoot,
    cost,
    solve,
    violations,
)

Shoots = Callable[..., st.SearchStrategy[Shoot]]
quick = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@settings(quick, max_examples=60)
@given(data=st.data())
def test_least_cost_is_that_of_every_board(
    data: st.DataObject, shoots_with: Shoots, oracle: Callable[..., Any]
) -> None:
    shoot = data.draw(shoots_with())
    least = oracle(shoot)
    if least is None:
        with pytest.raises(ImpossibleError):
            solve(shoot, seconds=0.5)
        return
    solved = solve(shoot, seconds=0.5)
    assert violations(solved.board, shoot) == ()
    assert solved.report.total == cost(solved.board, shoot).total == least
    assert solved.board.proof is not None
    assert solved.board.proof.optimal


@settings(quick, max_examples=60)
@given(data=st.data())
def test_no_order_of_strips_is_cheaper_than_the_bound(
    data: st.DataObject, shoots_with: Shoots, oracle: Callable[..., Any]
) -> None:
    shoot = data.draw(shoots_with(most_scenes=3, most_dates=3, ordered=True))
    least = oracle(shoot, orders=True)
    try:
        solved = solve(shoot, seconds=0.5)
    except ImpossibleError:
        assert least is None
        return
    assert violations(solved.board, shoot) == ()
    assert solved.board.proof is not None
    assert solved.board.proof.bound <= least == solved.report.total


@settings(quick, max_examples=15)
@given(data=st.data())
def test_larger_shoots_get_legal_boards(data: st.DataObject, shoots_with: Shoots) -> None:
    ordered = data.draw(st.booleans())
    shoot = data.draw(shoots_with(most_scenes=12, most_dates=9, ordered=ordered))
    try:
        solved = solve(shoot, seconds=0.3)
    except (ImpossibleError, NoBoardFoundError):
        return
    assert violations(solved.board, shoot) == ()
    assert solved.board.proof is not None
    assert solved.report.total >= solved.board.proof.bound
