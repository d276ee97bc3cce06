"""Planted contradictions: each explained by a set of which every part is needed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def conflicts() -> ModuleType:
    """Import it as the other benchmarks do, from their own folder."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import conflicts as module
    finally:
        sys.path.remove(str(BENCHMARKS))
    return module


@pytest.mark.parametrize("number", range(3, 51, 3))
def test_a_planted_contradiction_is_named_and_no_more(number: int, conflicts: ModuleType) -> None:
    kind, found, shoot, keep, _ = conflicts.explained(number)
    assert found
    for conflict in found:
        assert conflicts.faults(conflict, shoot, keep) == [], kind
        assert conflict.ways_out


def test_a_set_with_a_part_too_many_is_seen(conflicts: ModuleType) -> None:
    _, (conflict, *_), shoot, keep, _ = conflicts.explained(31)
    more = replace(conflict, rules=(*conflict.rules, "work"))
    assert conflicts.faults(more, shoot, keep) == ["without work"]
    less = replace(conflict, rules=conflict.rules[1:])
    assert "does not contradict" in conflicts.faults(less, shoot, keep)
