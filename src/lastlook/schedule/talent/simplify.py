"""Makes an instance smaller without changing what its best order holds for.

Every step is exact, for the pay of days held (after Garcia de la Banda, Stuckey and Chu, "Solving
talent scheduling with dynamic programming", 2011): actors who never wait, whatever the order,
are left out; actors of the same scenes and scenes of the same cast are made one; scenes without
anyone who may wait go last. Scenes that share no actor with others are ordered by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.schedule.talent.instance import TalentInstance


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Scenes that share actors only with each other, simplified, and numbered anew.

    No two scenes have the same cast, and each actor may have to wait in some order.
    """

    casts: tuple[int, ...]
    """For each scene its actors as a bit mask."""
    rates: tuple[int, ...]
    durations: tuple[int, ...]
    scenes: tuple[tuple[int, ...], ...]
    """For each scene those of the instance that it stands for, from 0, to be shot in this order."""


def simplify(instance: TalentInstance) -> tuple[Part, ...]:
    """Return the parts of an instance; orders of them, put one after another, order it.

    The least pay for days held is the sum of that of the parts. A part of one scene is
    scenes that need no search.
    """
    groups: dict[int, list[int]] = {}
    for scene, cast in enumerate(instance.casts):
        groups.setdefault(cast, []).append(scene)
    return tuple(_parts(instance, groups, dict(enumerate(instance.rates))))


def _parts(
    instance: TalentInstance, groups: dict[int, list[int]], rates: dict[int, int]
) -> Iterator[Part]:
    while True:
        free = groups.pop(0, [])
        rates = _waiting(groups, rates)
        # What is free here stands apart from what is only free among scenes of one actor.
        smaller = _without(groups, rates, free)
        settled = smaller.keys() - {0} == groups.keys()
        groups = smaller
        if settled:
            break
    free = groups.pop(0, [])
    together = list(_apart(groups))
    everywhere = [actor for actor in rates if all(cast >> actor & 1 for cast in groups)]
    if len(together) > 1:
        for casts in together:
            yield from _parts(instance, {cast: groups[cast] for cast in casts}, rates)
    elif everywhere:
        rest = {actor: rate for actor, rate in rates.items() if actor not in everywhere}
        yield from _parts(instance, _without(groups, rest, []), rest)
    elif groups:
        yield _part(instance, groups, rates)
    if free:
        yield _part(instance, {0: free}, {})


def _without(
    groups: dict[int, list[int]], kept: Iterable[int], free: list[int]
) -> dict[int, list[int]]:
    """Merge scenes of the same cast, as far as actors are kept.

    Lists are joined, never sorted: what became one scene stays together as it was.
    """
    mask = sum(1 << actor for actor in kept)
    merged = {0: list(free)} if free else {}
    for cast, scenes in groups.items():
        merged.setdefault(cast & mask, []).extend(scenes)
    return merged


def _waiting(groups: Iterable[int], rates: dict[int, int]) -> dict[int, int]:
    """Return the rates of the actors in several scenes, those of the same scenes as one."""
    casts = tuple(groups)
    summed: dict[tuple[int, ...], tuple[int, int]] = {}
    for actor, rate in sorted(rates.items()):
        scenes = tuple(at for at, cast in enumerate(casts) if cast >> actor & 1)
        if rate and len(scenes) > 1:
            first, before = summed.get(scenes, (actor, 0))
            summed[scenes] = first, before + rate
    return dict(summed.values())


def _apart(casts: Iterable[int]) -> Iterator[list[int]]:
    """Yield the casts in groups that share no actor, in the order of their first scenes."""
    left = list(casts)
    while left:
        reached, group = left[0], []
        grown = True
        while grown:
            grown = False
            for cast in [cast for cast in left if cast & reached]:
                left.remove(cast)
                group.append(cast)
                reached |= cast
                grown = True
        yield group


def _part(instance: TalentInstance, groups: dict[int, list[int]], rates: dict[int, int]) -> Part:
    """Give the scenes and actors of a group new numbers, the dearest actors first."""
    present = [actor for actor in rates if any(cast >> actor & 1 for cast in groups)]
    actors = sorted(present, key=lambda actor: (-rates[actor], actor))
    ordered = sorted(groups.items(), key=lambda group: min(group[1]))
    return Part(
        casts=tuple(
            sum(1 << new for new, actor in enumerate(actors) if cast >> actor & 1)
            for cast, _ in ordered
        ),
        rates=tuple(rates[actor] for actor in actors),
        durations=tuple(
            sum(instance.durations[scene] for scene in scenes) for _, scenes in ordered
        ),
        scenes=tuple(tuple(scenes) for _, scenes in ordered),
    )
