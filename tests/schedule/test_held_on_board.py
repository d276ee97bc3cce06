"""A held scene, or one that is gone, on a board whose other rules name it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.schedule import Board, SceneNeed, Shoot, ShootDay, Strip, cost, violations
from lastlook.schedule.shoot import Apart, Order, Together

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED: dict[str, dict[str, Any]] = {
    "order": {"orders": (Order(first="s9", then="s1"), Order(first="s2", then="s9"))},
    "apart": {"apart": (Apart(scenes=frozenset({"s9", "s1"})),)},
    "together": {"together": (Together(scenes=frozenset({"s9", "s1"})),)},
}


@pytest.mark.parametrize("rule", NAMED)
@pytest.mark.parametrize(("held", "broken"), [(True, "held"), (False, "unknown scene")])
@pytest.mark.parametrize("on", [0, 1])
def test_rules_that_name_it_do_not_fall_over(
    rule: str,
    held: bool,
    broken: str,
    on: int,
    make_scene: Callable[..., SceneNeed],
    make_shoot: Callable[..., Shoot],
) -> None:
    shoot = make_shoot([make_scene("s1"), make_scene("s2")])
    shoot = replace(shoot, held=(make_scene("s9"),) if held else (), **NAMED[rule])
    days = [["s1"], ["s2"]]
    days[on].append("s9")
    board = Board(
        days=tuple(
            ShootDay(
                date=shoot.dates[0] + timedelta(days=at),
                work=tuple(Strip(scene=name) for name in names),
            )
            for at, names in enumerate(days)
        )
    )
    assert [one.rule for one in violations(board, shoot)] == [broken]
    assert cost(board, shoot).total > 0
