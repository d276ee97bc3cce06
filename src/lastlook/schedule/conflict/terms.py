"""Rules beyond plain days in words: what they ask for, and how each can be given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.conflict.units import unit_terms
from lastlook.schedule.conflict.values import free, joined
from lastlook.schedule.shoot import Sun

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lastlook.schedule.shoot import Apart, Shoot, Together


def say_terms(rules: Collection[str], shoot: Shoot) -> list[str]:
    """Say each rule as the end of a sentence that starts with `if`."""
    return [says for rule, says, _ in _terms(shoot) if rule in rules]


def each_term(shoot: Shoot) -> list[tuple[str, str]]:
    """Give each rule's key with what it asks for."""
    return [(rule, says) for rule, says, _ in _terms(shoot)]


def leave_terms(shoot: Shoot) -> list[tuple[str, str]]:
    """Give each rule's key with the way out that gives it up."""
    return [(rule, way) for rule, _, way in _terms(shoot)]


def _terms(shoot: Shoot) -> Iterable[tuple[str, str, str]]:
    """Each rule's key, what it asks for, and how to give it up."""
    labels = {scene.id: scene.label for scene in shoot.scenes}
    places = {place.id: place.label for place in shoot.places}
    for order in shoot.orders:
        if order.first in labels and order.then in labels:
            gap = f" by {order.gap} day{'s' if order.gap > 1 else ''}" if order.gap else ""
            said = f"{labels[order.first]} comes before {labels[order.then]}{gap}"
            way = f"Give up that {said}{_because(order.why)}."
            yield f"order {order.first} {order.then}", said, way
    groups: list[tuple[str, str, Sequence[Apart | Together]]] = [
        ("apart", "on different days", shoot.apart),
        ("together", "on one day", shoot.together),
    ]
    for kind, how, some in groups:
        for number, group in enumerate(some):
            named = joined([labels[name] for name in sorted(group.scenes) if name in labels])
            said = f"{named} are shot {how}"
            yield f"{kind} {number}", said, f"Give up that {said}{_because(group.why)}."
    for who in shoot.players:
        said = f"{who.label} must not wait"
        yield f"waits {who.id}", said, f"Let {who.label} wait (waits = true)."
        rest = f"{who.label} rests for {shoot.cast_turnaround / 60:g} h"
        way = f"Pay {who.label} for a forced call (costs.forced_call), or agree on a shorter rest."
        yield f"cast rest {who.id}", rest, way
    for road in shoot.roads:
        if road.days and road.places <= set(places):
            one, two = sorted(road.places)
            days = f"{road.days} day{'' if road.days == 1 else 's'}"
            said = f"the road between {places[one]} and {places[two]} takes {days}"
            yield f"road {one} {two}", said, f"Find a faster road: {said}."
    yield from unit_terms(shoot)
    for scene in shoot.scenes:
        if scene.dates is not None:
            said = f"{scene.label} is {free(scene.dates, shoot, 'open')}"
            yield f"dates {scene.id}", said, f"Change the dates of {scene.label} in breakdown.toml."
        if scene.sun is not Sun.ANY:
            said = f"{scene.label} needs {scene.sun} light"
            way = f"Light {scene.label}, or call its unit at another time."
            yield f"sun {scene.id}", said, way


def _because(why: str) -> str:
    return f" ({why})" if why else ""
