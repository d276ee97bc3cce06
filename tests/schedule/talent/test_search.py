"""The compiled search, held against brute force and against the plain one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.schedule.talent.oracle import instances, least_by_sets
from tests.schedule.talent.test_talent import LEAST

from lastlook.schedule.talent import TalentInstance, read_dzn, talent
from lastlook.schedule.talent.simplify import simplify

if TYPE_CHECKING:
    from pathlib import Path


def dense(scenes: int, actors: int, seed: int, most: int | None = None) -> TalentInstance:
    random = Random(seed)
    casts = [0] * scenes
    for actor in range(actors):
        for scene in random.sample(range(scenes), random.randint(2, most or scenes)):
            casts[scene] |= 1 << actor
    return TalentInstance(
        casts=tuple(casts),
        rates=tuple(random.randint(1, 100) for _ in range(actors)),
        durations=tuple(random.randint(0, 5) for _ in range(scenes)),
    )


@settings(max_examples=400)
@given(instance=instances(scenes=8, actors=9))
def test_it_finds_what_brute_force_finds(instance: TalentInstance) -> None:
    result = talent(instance, engine="numba")
    assert result.optimal
    assert result.bound == result.cost == instance.cost(result.order) == least_by_sets(instance)


@pytest.mark.parametrize("seed", range(30))
def test_it_finds_what_the_plain_search_finds(seed: int) -> None:
    instance = dense(11, 9, seed, most=4 if seed % 2 else None)
    fast, plain = talent(instance, engine="numba"), talent(instance, engine="plain")
    assert (fast.cost, fast.bound, fast.optimal) == (plain.cost, plain.bound, True)


@pytest.mark.parametrize("name", LEAST)
def test_it_proves_every_public_instance(shared_data: Path, name: str) -> None:
    instance = read_dzn(shared_data / "talent" / f"{name}.dzn")
    result = talent(instance, engine="numba")
    assert (result.cost, result.bound, result.optimal) == (LEAST[name], LEAST[name], True)
    assert instance.cost(result.order) == LEAST[name]


@pytest.mark.parametrize("seed", range(12))
def test_a_bound_is_never_above_the_least(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = dense(10, 8, seed, most=5 if seed % 2 else None)
    least = least_by_sets(instance)
    from lastlook.schedule.talent import search

    monkeypatch.setattr(search, "STEP", 1)
    bounds = []
    for nodes in (0, 1, 2, 4, 8, 16, 32, 64):
        for engine in ("numba", "plain"):
            result = talent(instance, engine=engine, nodes=nodes)
            assert result.bound <= least <= result.cost == instance.cost(result.order)
            assert result.nodes <= nodes
            bounds += [result.bound] if engine == "numba" else []
    assert bounds[0] < bounds[-1]


def test_so_many_nodes_give_the_same_result() -> None:
    instance = dense(26, 14, 3)
    first, second = (talent(instance, engine="numba", nodes=3000) for _ in range(2))
    assert not first.optimal
    assert (first.order, first.bound, first.nodes) == (second.order, second.bound, second.nodes)


@pytest.mark.parametrize(("most", "seed"), [(5, 2), (64, 11)])
def test_64_scenes_and_actors_fit(most: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from lastlook.schedule.talent import search as module
    from lastlook.schedule.talent.search import search

    instance = dense(64, 64, seed, most=most)
    part = max(simplify(instance), key=lambda part: len(part.casts))
    assert (len(part.casts), len(part.rates)) == (64, 64)
    monkeypatch.setattr(module, "STEP", 100)
    found = search(part, lambda nodes: nodes >= 400)
    alone = TalentInstance(casts=part.casts, rates=part.rates, durations=part.durations)
    assert 0 < found.bound <= found.held == alone.holding_cost(found.order)


def test_actors_in_a_row_never_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    from lastlook.schedule.talent import search

    monkeypatch.setattr(search, "FIRST_WIDTH", 4)
    random = Random(5)
    hidden = random.sample(range(64), 64)
    casts = [0] * 64
    for actor in range(60):
        for scene in hidden[actor : actor + 4]:
            casts[scene] |= 1 << actor
    result = talent(
        TalentInstance(casts=tuple(casts), rates=(7,) * 60, durations=(1,) * 64), nodes=100_000
    )
    assert (result.holding_cost, result.optimal) == (0, True)
