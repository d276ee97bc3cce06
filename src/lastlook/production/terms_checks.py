"""What the terms of production.toml must be among themselves: orders, distances, roads, rentals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import Severity
from lastlook.production.model import CastMember, HoldPay, Location
from lastlook.production.terms import (
    Apart,
    Base,
    CallOf,
    Order,
    Overtime,
    Premium,
    Rental,
    RestOf,
    Road,
    Together,
    is_zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path


def check_terms(reader: Reader) -> None:
    """Check orders, distances, rentals, roads and the sun's place against the rest of the file."""
    for path, order in reader.every(Order):
        if order.first == order.then:
            reader.problem(
                (*path, "then"),
                f"Scene {order.first} cannot be shot before itself.",
                "Name the scene that follows.",
            )
    apart: list[tuple[Path, Apart | Together]] = [*reader.every(Apart)]
    for path, one in [*apart, *reader.every(Together)]:
        if len(set(one.scenes)) < 2:
            reader.problem(
                (*path, "scenes"),
                "Fewer than two different scenes are named here.",
                'Write their ids as scenes = ["s003", "s007"], or delete the table.',
            )
    _rentals(reader)
    _roads(reader)
    for at, what, fix in _without_effect(reader):
        reader.problem(at, what, fix, why="It has no effect.", severity=Severity.WARNING)
    for path, base in reader.every(Base):
        if not is_zone(base.zone):
            reader.problem(
                (*path, "zone"),
                f'There is no time zone "{base.zone}".',
                'Write continent and city, such as "America/New_York" or "Europe/Berlin".',
            )


def _without_effect(reader: Reader) -> Iterator[tuple[Path, str, str]]:
    """Find amounts that nothing would ever be charged by: where, what, and the way out."""
    hours, costs = reader.parts.get(("hours",)), reader.parts.get(("costs",))
    if hours and costs and costs.forced_call is not None and hours.cast_rest is RestOf.COMPANY:
        yield (
            ("costs", "forced_call"),
            "A forced call has a price, but rest is reckoned for the whole company.",
            'Add cast_rest = "role" to [hours], or take `forced_call` out.',
        )
    yield from _of_the_day(reader)
    if costs and costs.drop_after is not None and costs.hold is HoldPay.UNPAID:
        yield (
            ("costs", "drop_after"),
            "Nobody has to be dropped where waiting is unpaid.",
            'Write hold = "paid", or take `drop_after` out.',
        )
    for path, late in reader.every(Overtime):
        if not late.tenth and not late.once:
            yield (*path, "after"), "This overtime costs nothing.", "State `tenth` or `once`."
    for path, premium in reader.every(Premium):
        if premium.factor == 1 and not premium.add:
            yield path, "This premium adds nothing.", "State `factor` or `add`."
    for path, rental in reader.every(Rental):
        if rental.week is not None and not rental.day:
            yield (
                (*path, "week"),
                "A week of this rental is paid only where its days would cost more.",
                "State `day`: day = 90.",
            )


def _of_the_day(reader: Reader) -> Iterator[tuple[Path, str, str]]:
    """Find terms of a day's calls and meals that nothing would ask for."""
    hours, costs = reader.parts.get(("hours",)), reader.parts.get(("costs",))
    if costs and hours and costs.late_meal is not None and hours.meal_within is None:
        yield (
            ("costs", "late_meal"),
            "A late meal has a price, but nobody has said when a meal is late.",
            "Add meal_within = 6 to [hours], or take `late_meal` out.",
        )
    if hours is None or hours.calls is CallOf.PERSONAL:
        return
    personal = 'Add calls = "personal" to [hours], or take `make_up` out.'
    if hours.make_up:
        yield ("hours", "make_up"), "Roles are called with their unit.", personal
    for path, member in reader.every(CastMember):
        if member.make_up is not None:
            said = f"{member.character} is called with its unit."
            yield (*path, "make_up"), said, personal


def _rentals(reader: Reader) -> None:
    ids: dict[str, Rental] = {}
    for path, rental in reader.every(Rental):
        if (other := ids.setdefault(rental.id.casefold(), rental)) is not rental:
            reader.problem(
                (*path, "id"),
                f'The id "{rental.id}" belongs to {other.name} already.',
                "Give every rental an id of its own.",
            )
        if not rental.elements and not rental.scenes:
            reader.problem(
                (*path, "id"),
                f"Nobody has said which scenes need {rental.name}.",
                "Name elements of the breakdown in `elements`, or ids of scenes in `scenes`.",
                why="It costs nothing until then.",
                severity=Severity.WARNING,
            )


def _roads(reader: Reader) -> None:
    ids = {location.id for _, location in reader.every(Location)}
    known: set[frozenset[str]] = set()
    for path, road in reader.every(Road):
        pair = frozenset(road.between)
        if len(pair) != 2 or len(road.between) != 2:
            reader.problem(
                (*path, "between"),
                "A road joins two different locations.",
                'Write it as between = ["garage", "island"].',
            )
        elif pair in known:
            reader.problem(
                (*path, "between"),
                f"The road between {' and '.join(road.between)} stands above already.",
                "Keep one of the two; it holds either way.",
            )
        known.add(pair)
        for name in sorted(pair - ids):
            reader.problem(
                (*path, "between"),
                f'There is no location "{name}".',
                f"The [[location]] tables have {', '.join(sorted(ids)) or 'none'}.",
            )
