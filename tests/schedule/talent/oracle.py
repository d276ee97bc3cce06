"""Talent scheduling by brute force, and random instances."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lastlook.schedule.talent import TalentInstance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def pay(instance: TalentInstance, order: Sequence[int]) -> int:
    """Reckon the total pay actor by actor, from first to last scene."""
    total = 0
    for actor, rate in enumerate(instance.rates):
        days = [at for at, scene in enumerate(order) if instance.casts[scene] >> actor & 1]
        if days:
            total += rate * sum(instance.durations[s] for s in order[days[0] : days[-1] + 1])
    return total


def least_by_trying(instance: TalentInstance) -> int:
    """Try every order."""
    return min(pay(instance, order) for order in permutations(range(len(instance.casts))))


def least_by_sets(instance: TalentInstance) -> int:
    """Reckon the least total pay by dynamic programming over the sets of scenes shot first."""
    count = len(instance.casts)
    casts, rates = instance.casts, instance.rates
    needs = [
        sum(1 << scene for scene in range(count) if casts[scene] >> actor & 1)
        for actor in range(len(rates))
    ]
    least: list[int | None] = [0] + [None] * ((1 << count) - 1)
    for done, before in enumerate(least):
        assert before is not None
        for scene in range(count):
            if not done >> scene & 1:
                on_pay = sum(
                    rate
                    for actor, (need, rate) in enumerate(zip(needs, rates, strict=True))
                    if casts[scene] >> actor & 1 or (need & done and need & ~done)
                )
                after = before + on_pay * instance.durations[scene]
                known = least[done | 1 << scene]
                if known is None or after < known:
                    least[done | 1 << scene] = after
    assert least[-1] is not None
    return least[-1]


@st.composite
def instances(
    draw: Callable[[st.SearchStrategy[int]], int], scenes: int = 7, actors: int = 7
) -> TalentInstance:
    """Give small instances; rates and durations may be 0, actors in no scene, casts empty."""
    width = draw(st.integers(0, actors))
    count = draw(st.integers(1, scenes))
    cast = st.integers(0, (1 << width) - 1)
    return TalentInstance(
        casts=tuple(draw(cast) for _ in range(count)),
        rates=tuple(draw(st.integers(0, 9)) for _ in range(width)),
        durations=tuple(draw(st.integers(0, 4)) for _ in range(count)),
    )
