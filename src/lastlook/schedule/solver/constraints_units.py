"""What binds units that shoot on one date, as CP-SAT takes it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ortools.sat.python.cp_model import IntVar, LinearExprT
    from ortools.sat.python.cp_model_helper import Literal

    from lastlook.schedule.solver.variables import Variables

    Guard = Callable[[str], list[IntVar]]

NEAR_DAYS = 4
"""Calendar days beyond which nobody's rest is too short: turnarounds are at most 48 h."""


def units_side_by_side(v: Variables, guard: Guard) -> None:
    """Add every rule that binds several units."""
    one_unit_each(v, guard)
    rentals_for_so_many(v, guard)
    places_for_one(v, guard)
    if not v.task.rests_by_role:
        rest_between_units(v, guard)


def _several(v: Variables, who: int) -> list[list[int]]:
    """Give the slots of each date on which a payee may work with several units."""
    works = v.working(who)
    dates = ([slot for slot in v.task.slots_of(at) if slot in works] for at in range(v.task.base))
    return [slots for slots in dates if len(slots) > 1]


def one_unit_each(v: Variables, guard: Guard) -> None:
    """See that a role works with one unit on a date, or that all its work fits the day.

    Minors never work with two.
    """
    task, way = v.task, v.task.shoot.commute
    minors = {limit.role for limit in task.shoot.minors}
    for who, player in enumerate(task.shoot.players):
        works = v.working(who)
        enforced = guard(f"minor {player.id}" if player.id in minors else "two units")
        for slots in _several(v, who):
            here = [works[slot] for slot in slots]
            if way is None or player.id in minors:
                v.model.add(sum(here) <= 1).only_enforce_if(enforced)
                continue
            worked = _minutes(v, slots, sorted(task.payees[who].scenes))
            # Without work there is no way either.
            ways = v.model.new_int_var(0, len(slots), f"ways of {who} on {slots[0]}")
            v.model.add(ways >= sum(here) - 1)
            parts: list[LinearExprT] = [worked, way * ways]
            v.model.add(sum(parts) <= task.shoot.work).only_enforce_if(enforced)


def rentals_for_so_many(v: Variables, guard: Guard) -> None:
    """See that no more units use a rental on a date than there are of it."""
    first = len(v.task.shoot.players)
    for who, rental in enumerate(v.task.shoot.rentals, start=first):
        if rental.count >= v.task.crews:
            continue
        enforced = guard(f"one rental {rental.id}")
        works = v.working(who)
        for slots in _several(v, who):
            used = sum(works[slot] for slot in slots)
            v.model.add(used <= rental.count).only_enforce_if(enforced)


def places_for_one(v: Variables, guard: Guard) -> None:
    """See that one unit at a time is at a place, unless it is shared."""
    for number, place in enumerate(v.task.shoot.places):
        if place.shared:
            continue
        enforced = guard(f"one place {place.id}")
        for date in range(v.task.base):
            here = [
                v.here[number, slot] for slot in v.task.slots_of(date) if (number, slot) in v.here
            ]
            if len(here) > 1:
                v.model.add(sum(here) <= 1).only_enforce_if(enforced)


def rest_between_units(v: Variables, guard: Guard) -> None:
    """See that a role rests between days with different units, or with one second unit."""
    task, dates = v.task, v.task.shoot.dates
    enforced = guard("turnaround")
    for who in range(len(task.shoot.players)):
        works = v.working(who)
        for one, two in product(works, works):
            gap = (dates[two] - dates[one]).days
            if not 0 < gap <= NEAR_DAYS or max(one, two) < task.base:
                continue
            for unit, next_unit in product((0, 1), (0, 1)):
                limit = task.limit((one, two), (unit, next_unit))
                if limit >= task.shoot_of(one).work:
                    continue
                literals: list[IntVar | Literal] = [*enforced, works[one], works[two]]
                literals += [_unit(v, one, unit), _unit(v, two, next_unit)]
                v.model.add(v.minutes(one) <= limit).only_enforce_if(literals)


def _minutes(v: Variables, slots: Sequence[int], scenes: Sequence[int]) -> LinearExprT:
    return sum(
        v.task.scenes[scene].minutes * at for slot in slots for scene, at in v.on(slot, scenes)
    )


def _unit(v: Variables, slot: int, unit: int) -> IntVar | Literal:
    return v.night[slot] if unit else v.night[slot].negated()
