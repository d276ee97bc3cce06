"""The solver against brute force: a few of the small productions, and a fault that is found."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the module."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("small_productions")


def test_the_same_number_gives_the_same_production(small: Any) -> None:
    assert small.production(7) == small.production(7)
    assert small.production(7) != small.production(8)


@pytest.mark.parametrize("number", range(1, 16))
def test_what_is_found_is_the_least(small: Any, number: int) -> None:
    one = small.tried(number, 0.3)
    assert one.faults == ()
    assert one.outcome in ("least", "no board", "open")


@pytest.mark.parametrize("number", range(1, 21))
def test_units_and_choices_of_location_are_solved_to_the_least(small: Any, number: int) -> None:
    shoot = small.with_units(number)
    assert shoot.second_units or shoot.choices
    one = small.tried(number, 0.3, draw=small.with_units)
    assert one.faults == ()
    assert one.outcome in ("least", "no board", "open")


@pytest.mark.parametrize("number", range(300_001, 300_013))
def test_units_with_hours_of_their_own_are_solved_to_the_least(small: Any, number: int) -> None:
    one = small.tried(number, 0.3, draw=small.with_hours)
    assert one.faults == ()
    assert one.outcome in ("least", "no board", "open")


def test_a_board_that_costs_too_much_is_a_fault(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = next(n for n in range(1, 50) if small.tried(n, 0.3).outcome == "least")
    least = small.least_cost(small.production(number))
    monkeypatch.setattr(small, "least_cost", lambda _: least - 1)
    assert any("the least is" in fault for fault in small.tried(number, 0.3).faults)
