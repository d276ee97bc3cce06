"""The published productions: the same for the same seed, and always with a legal board."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from lastlook.schedule import violations

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def productions(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the module."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("productions")


@pytest.mark.parametrize("size", ["20", "60", "100", "120", "200"])
def test_the_hidden_board_is_legal(productions: Any, size: str) -> None:
    for seed in range(1, 4):
        made = productions.produce(productions.SIZES[size], seed)
        assert len(made.shoot.scenes) == int(size)
        assert violations(made.hidden, made.shoot) == ()


def test_a_seed_is_a_production(productions: Any) -> None:
    small = productions.SIZES["60"]
    assert productions.produce(small, 5) == productions.produce(small, 5)
    assert productions.produce(small, 5) != productions.produce(small, 6)


def test_stories_are_told_by_leads_with_day_players_beside_them(productions: Any) -> None:
    shoot = productions.produce(productions.SIZES["120"], 1).shoot
    counts = [sum(who.id in scene.cast for scene in shoot.scenes) for who in shoot.players]
    assert all(60 <= count <= 85 for count in counts[:3])
    assert sum(count <= 3 for count in counts) >= 12
    whole = set(range(len(shoot.dates)))
    assert any(who.dates != whole for who in shoot.players)
    assert any(order.gap for order in shoot.orders)
    assert shoot.rentals
