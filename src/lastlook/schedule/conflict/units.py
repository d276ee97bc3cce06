"""What binds units that shoot side by side in words, and how each can be given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.shoot import Shoot


def unit_rules(shoot: Shoot) -> list[str]:
    """Give the keys of the rules between units; none where there is one unit."""
    return [rule for rule, _, _ in unit_terms(shoot)]


def unit_terms(shoot: Shoot) -> Iterator[tuple[str, str, str]]:
    """Each rule's key, what it asks for, and how to give it up."""
    if not shoot.second_units:
        return
    if shoot.commute is None:
        yield (
            "two units",
            "nobody works with two units on one date",
            "Let people work with two units on one date (hours.commute).",
        )
    else:
        yield (
            "two units",
            f"who works with two units on one date needs {shoot.commute} min between",
            "Bring the units nearer to each other (hours.commute).",
        )
    for rental in shoot.rentals:
        if rental.count <= len(shoot.second_units):
            count = "one" if rental.count == 1 else str(rental.count)
            yield (
                f"one rental {rental.id}",
                f"there is {count} of {rental.label} for all units",
                f"Rent {rental.label} once more (rental.count).",
            )
    for place in shoot.places:
        if not place.shared:
            yield (
                f"one place {place.id}",
                f"one unit at a time is at {place.label}",
                f"Let several units shoot at {place.label} at once (location.shared).",
            )
    for unit in shoot.second_units:
        if unit.max_days is not None:
            yield (
                f"unit days {unit.id}",
                f"{unit.label} works on at most {unit.max_days} days",
                f"Raise max_days of {unit.label}.",
            )
