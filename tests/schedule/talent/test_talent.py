"""The least pay, held against brute force by both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.schedule.talent.oracle import instances, least_by_sets, least_by_trying, pay

from lastlook.schedule.talent import TalentInstance, read_dzn, talent

if TYPE_CHECKING:
    from pathlib import Path

LEAST = {
    "tiny": 29,
    "small": 54,
    "concert": 111,
    "film105": 849,
    "film103": 1031,
    "film114": 867,
    "MobStory": 871,
}


@settings(max_examples=200)
@given(instance=instances())
def test_plain_search_finds_what_brute_force_finds(instance: TalentInstance) -> None:
    result = talent(instance, engine="plain")
    assert result.optimal
    assert result.bound == result.cost == pay(instance, result.order) == least_by_sets(instance)
    assert result.holding_cost == result.cost - instance.work


@settings(max_examples=100)
@given(instance=instances(scenes=5))
def test_the_sets_are_right_about_every_order(instance: TalentInstance) -> None:
    assert least_by_sets(instance) == least_by_trying(instance)


@settings(max_examples=100)
@given(instance=instances())
def test_an_order_costs_the_same_backwards(instance: TalentInstance) -> None:
    order = range(len(instance.casts))
    assert instance.cost(order) == instance.cost(order[::-1]) == pay(instance, order)


@pytest.mark.parametrize("name", ["tiny", "small", "concert", "film105"])
def test_plain_search_proves_public_instances(shared_data: Path, name: str) -> None:
    result = talent(read_dzn(shared_data / "talent" / f"{name}.dzn"), engine="plain")
    assert (result.cost, result.bound, result.optimal) == (LEAST[name], LEAST[name], True)


def test_masks_that_fit_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="beyond the 1 with a rate"):
        TalentInstance(casts=(2,), rates=(1,), durations=(1,))
    with pytest.raises(ValueError, match="1 casts, but 2 durations"):
        TalentInstance(casts=(1,), rates=(1,), durations=(1, 1))
    with pytest.raises(ValueError, match="negative"):
        TalentInstance(casts=(1,), rates=(-1,), durations=(1,))
    with pytest.raises(ValueError, match="every scene once"):
        TalentInstance(casts=(1, 1), rates=(1,), durations=(1, 1)).cost([0, 0])
