"""Which location each set goes to that leaves a choice: every way, the most promising first.

A way to place all sets is a shoot without choices. Each is bounded, and those that could still be
cheaper than the best board are solved, so the least of their bounds bounds them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from lastlook.schedule.board import SetAt
from lastlook.schedule.choices import at_places
from lastlook.schedule.conflict.values import Conflict, ImpossibleError
from lastlook.schedule.shoot import Place, Road
from lastlook.schedule.solver.bounds import additive_bound, least_days
from lastlook.schedule.solver.task import fixed_day, make_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Choice, Shoot

    Picks = tuple[str, ...]
    """The place of each choice, in their order."""

MOST_WAYS = 64
"""Ways to place all sets that are looked at; where there are more, the most promising ones."""
TOLD = 3
"""Ways whose conflicts are told where none has a schedule."""


@dataclass(slots=True, kw_only=True)
class Way:
    """One way to place all sets, and what is known of it."""

    picks: Picks
    shoot: Shoot
    """Without choices."""
    bound: int
    """No board costs less, in cents."""
    conflicts: tuple[Conflict, ...] = ()
    """Why it has no board, where that was proved."""


def ways_to_place(shoot: Shoot, keep: Board | None) -> tuple[list[Way], int | None]:
    """Give the ways to place all sets, the most promising first, under a kept board's locks.

    Returns
    -------
    tuple
        The ways, and a bound in cents on those that were left out; None where these are all.
    """
    options = [_places(one, keep) for one in shoot.choices]

    def way(picks: Picks) -> Way:
        made = placed(shoot, picks)
        task = make_task(made, keep)
        bound = sum(additive_bound(task, least_days(task))) if task.scenes else 0
        return Way(picks=picks, shoot=made, bound=bound)

    if prod(map(len, options)) <= MOST_WAYS:
        ways = [way(picks) for picks in product(*options)]
        return sorted(ways, key=lambda one: one.bound), None
    found: dict[Picks, Way] = {}
    best = tuple(places[0] for places in options)
    found[best] = way(best)
    while len(found) < MOST_WAYS:
        around = [picks for picks in _around(best, options) if picks not in found]
        for picks in around[: MOST_WAYS - len(found)]:
            found[picks] = way(picks)
        least = min(found.values(), key=lambda one: one.bound).picks
        if least == best:
            break
        best = least
    return sorted(found.values(), key=lambda one: one.bound), _bound_of_all(shoot, options, keep)


def placed(shoot: Shoot, picks: Sequence[str]) -> Shoot:
    """Give the shoot without choices, with each set where it is picked."""
    where = {one.of: place for one, place in zip(shoot.choices, picks, strict=True)}
    return replace(at_places(shoot, where), choices=())


def recorded(shoot: Shoot, picks: Sequence[str], keep: Board | None) -> tuple[SetAt, ...]:
    """Write down where each set is shot; locks of a kept board stay."""
    locked = {(one.of, one.location) for one in keep.places if one.locked} if keep else set()
    return tuple(
        SetAt(of=one.of, location=place, locked=(one.of, place) in locked)
        for one, place in zip(shoot.choices, picks, strict=True)
    )


def none_possible(shoot: Shoot, ways: Sequence[Way]) -> ImpossibleError:
    """Explain that no way to place the sets has a schedule: what is in the way of each.

    What is in the way of all of them, wherever the sets are, is told once and alone.
    """
    everywhere = set.intersection(*({one.text for one in way.conflicts} for way in ways))
    if everywhere:
        return ImpossibleError(tuple(one for one in ways[0].conflicts if one.text in everywhere))
    labels = {place.id: place.label for place in shoot.places}
    told = []
    for way in ways[:TOLD]:
        at = " and ".join(
            f"{one.label} at {labels[place]}"
            for one, place in zip(shoot.choices, way.picks, strict=True)
        )
        told += [replace(one, text=f"With {at}: {one.text}") for one in way.conflicts]
    if len(ways) > TOLD:
        more = len(ways) - TOLD
        rest = f"None of the other {more} ways" if more > 1 else "The other way"
        last = told[-1]
        none = "has a schedule either" if more > 1 else "has no schedule either"
        told[-1] = replace(last, text=f"{last.text} {rest} to place the sets {none}.")
    return ImpossibleError(tuple(told))


def _places(choice: Choice, keep: Board | None) -> list[str]:
    """Give the places that a set may go to: where it is first; only that where it is locked."""
    if keep is None:
        return list(choice.places)
    at = next((one for one in keep.places if one.of == choice.of), None)
    if at is None or at.location not in choice.places:
        return list(choice.places)
    fixed = any(fixed_day(scene, keep) for scene in choice.scenes)
    if at.locked or fixed:
        return [at.location]
    return [at.location, *(place for place in choice.places if place != at.location)]


def _around(picks: Picks, options: Sequence[Sequence[str]]) -> Iterator[Picks]:
    """Give the ways in which every set that can goes to one place; then those that differ in one.

    One set alone saves nothing where others keep its place in use.
    """
    for to in sorted({place for places in options for place in places}):
        yield tuple(to if to in places else at for at, places in zip(picks, options, strict=True))
    for at, places in enumerate(options):
        for place in places:
            if place != picks[at]:
                yield (*picks[:at], place, *picks[at + 1 :])


def _bound_of_all(shoot: Shoot, options: Sequence[Sequence[str]], keep: Board | None) -> int:
    """Bound in cents what any way costs: sets that are open stand nowhere, free of charge."""
    places = {place.id: place for place in shoot.places}
    scenes: dict[str, str] = {}
    somewhere = []
    for number, (choice, open_to) in enumerate(zip(shoot.choices, options, strict=True)):
        if len(open_to) == 1:
            scenes |= dict.fromkeys(choice.scenes, open_to[0])
            continue
        name = f"somewhere:{number}"
        scenes |= dict.fromkeys(choice.scenes, name)
        somewhere.append(_somewhere(name, [places[place] for place in open_to]))
    ids = [place.id for place in somewhere]
    free = [
        Road(places=frozenset({one, two}), minutes=0, cost=0)
        for at, one in enumerate(ids)
        for two in [*places, *ids[:at]]
    ]
    task = make_task(
        replace(
            shoot,
            choices=(),
            scenes=tuple(
                replace(scene, location=scenes[scene.id]) if scene.id in scenes else scene
                for scene in shoot.scenes
            ),
            places=(*shoot.places, *somewhere),
            roads=(*shoot.roads, *free),
            max_moves=shoot.max_moves + 2 * len(shoot.scenes),
        ),
        keep,
    )
    return sum(additive_bound(task, least_days(task)))


def _somewhere(name: str, places: Sequence[Place]) -> Place:
    """Give a place that is open whenever one of some is, and costs nothing."""
    minutes = tuple(
        (max(pair[0] for pair in pairs), max(pair[1] for pair in pairs))
        for pairs in zip(*(place.minutes for place in places), strict=True)
    )
    return Place(id=name, label=name, fee=0, minutes=minutes, shared=True)
