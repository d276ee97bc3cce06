"""The least pay, held against brute force by both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.schedule.talent.oracle import instances, least_by_sets, least_by_trying, pay

from lastlook.schedule.talent import TalentInstance, order, read_dzn, talent
from lastlook.schedule.talent.simplify import simplify

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


@pytest.mark.parametrize("name", ["tiny", "small", "concert"])
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


@settings(max_examples=200)
@given(instance=instances())
def test_parts_cost_together_what_the_whole_does(instance: TalentInstance) -> None:
    parts = simplify(instance)
    scenes = [scene for part in parts for group in part.scenes for scene in group]
    assert sorted(scenes) == list(range(len(instance.casts)))
    alone = [
        TalentInstance(casts=part.casts, rates=part.rates, durations=part.durations)
        for part in parts
    ]
    assert sum(least_by_sets(part) - part.work for part in alone) == (
        least_by_sets(instance) - instance.work
    )


def test_what_cannot_cost_anything_is_left_out() -> None:
    # Actor 0 is everywhere, actor 1 in one scene, actors 2 and 3 in the same ones, 4 is free.
    casts = (0b11101, 0b00001, 0b01111, 0b10001, 0b10001)
    instance = TalentInstance(casts=casts, rates=(9, 9, 2, 3, 0), durations=(1, 1, 1, 1, 1))
    (part,) = simplify(instance)
    assert part.scenes == ((0, 2), (1, 3, 4)) or len(part.casts) == 1
    assert talent(instance).holding_cost == 0


def ring(scenes: int, rate: int = 1) -> TalentInstance:
    """Give scenes in a ring, each two neighbours with an actor of theirs: somebody must wait."""
    casts = tuple(1 << at | 1 << (at + 1) % scenes for at in range(scenes))
    return TalentInstance(casts=casts, rates=(rate,) * scenes, durations=(1,) * scenes)


def test_without_numba_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = ring(10)
    monkeypatch.setattr(order, "find_spec", lambda name: None)
    result = talent(instance)
    assert (result.engine, result.optimal) == ("plain", True)
    assert "pip install 'lastlook[fast]'" in result.reason


def test_more_than_64_scenes_are_ordered_as_far_as_time_allows() -> None:
    instance = ring(70)
    result = talent(instance, nodes=60)
    assert (result.engine, "70 scenes and 70 actors" in result.reason) == ("plain", True)
    assert result.bound <= instance.work + 68 <= result.cost == pay(instance, result.order)


def test_numbers_too_large_for_a_word_are_reckoned_exactly() -> None:
    result = talent(ring(10, rate=10**18))
    assert (result.engine, result.optimal, result.holding_cost) == ("plain", True, 8 * 10**18)
    assert "very large" in result.reason
