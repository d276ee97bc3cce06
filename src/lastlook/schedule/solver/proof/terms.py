"""What days cost at the least, stripped of dates: the problem that the bounds by days solve.

Each amount is the smallest that the full model allows, so that no day of any legal board costs
less than its terms say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from lastlook.schedule.solver.bounds import dearer_main_days
from lastlook.schedule.solver.slots import (
    late_of,
    most_of_units,
    times_there,
    times_used,
    times_worked,
)
from lastlook.schedule.solver.task import DAY, NIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.schedule.pay import Pay
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """A role or a rental: paid for dates."""

    rate: int
    """Cents that each paid date costs at least, more than 0."""
    scenes: tuple[int, ...]
    paid: int
    """Dates, or the cents of as many, that are paid at least."""
    held: bool
    """Whether every date of shooting between its first and its last is paid, come what may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Scenes by number, places by position, payees from the dearest; money in cents."""

    minutes: tuple[int, ...]
    place_of: tuple[int, ...]
    dates: tuple[int, ...]
    """For each scene its dates, as bits."""
    units: tuple[int, ...]
    """For each scene the units that may shoot it, as bits."""
    cast: tuple[int, ...]
    """For each scene its payees, as bits."""
    payees: tuple[Payee, ...]
    fees: tuple[int, ...]
    """For each place."""
    visits: tuple[int, ...]
    """For each place the fewest dates it is shot at."""
    longest: tuple[int, ...]
    """For each place the most minutes it is open to a unit on any date."""
    day_price: tuple[int, int, int, int]
    """By the units (bits) that may shoot a day; the first is unused."""
    work: int
    """Most minutes of a day that scenes and moves take."""
    move_minutes: int
    move_price: int
    most_places: int
    """In one day."""
    constant: int
    """Cents that every board costs on top."""
    days: tuple[int, int]
    """Fewest and most shooting days."""
    step: int
    """What every board's cost is a multiple of, in cents."""


def make_terms(task: Task, least: LeastDays) -> Terms:
    """Take the least cost of everything out of a task."""
    shoot = task.shoot
    move_minutes, move_price = task.least_move
    payees = _payees(task, least)
    prices = [
        min((pair[unit] for pair in shoot.day_costs), default=shoot.day_cost) for unit in (0, 1)
    ]
    once = [place.once for at, place in enumerate(shoot.places) if at in task.place_of]
    known = {scene.id for scene in task.scenes}
    once += [rental.once for rental in shoot.rentals if rental.scenes & known]
    return Terms(
        minutes=tuple(scene.minutes for scene in task.scenes),
        place_of=task.place_of,
        dates=tuple(sum(1 << date for date in options) for options in task.options),
        units=tuple(
            (DAY if any(bits & DAY for bits in options.values()) else 0)
            | (NIGHT if any(bits & NIGHT for bits in options.values()) else 0)
            for options in task.options
        ),
        cast=tuple(
            sum(1 << at for at, payee in enumerate(payees) if scene in payee.scenes)
            for scene in range(len(task.scenes))
        ),
        payees=payees,
        fees=tuple(
            # Units that share a place pay its fee once.
            place.fee if times_there(task, at) == 1 else 0
            for at, place in enumerate(shoot.places)
        ),
        visits=least.places,
        longest=tuple(
            max((max(pair) for pair in place.minutes), default=0) for place in shoot.places
        ),
        day_price=(0, prices[0], prices[1], min(prices)),
        work=task.most_work - min(task.banners, default=0),
        move_minutes=move_minutes,
        move_price=move_price,
        most_places=task.most_moves + 1,
        constant=sum(once) + task.detours * move_price + dearer_main_days(task),
        days=(
            least.shooting,
            min(
                len(task.scenes),
                sum(most_of_units(task)),
            ),
        ),
        step=step_of(shoot),
    )


def step_of(shoot: Shoot) -> int:
    """Give the largest amount that everything a board can cost is a multiple of."""
    pays = [*map(shoot.pay_of, shoot.players), *(rental.pay for rental in shoot.rentals)]
    counted = shoot.week_count.extra if shoot.week_count else ()
    amounts = [
        shoot.day_cost,
        shoot.move_cost,
        *(unit.move_cost or 0 for unit in shoot.second_units),
        *(meals.late or 0 for meals in shoot.every_meals),
        *(cents for row in counted for pair in row for cents in pair),
        shoot.forced_call or 0,
        *(price for pair in shoot.day_costs for price in pair),
        *(cents for place in shoot.places for cents in (place.fee, place.hold, place.once)),
        *(cents for pay in pays for cents in (pay.day, pay.week or 0)),
        *(rental.once for rental in shoot.rentals),
        *(
            cents
            for crew in range(len(shoot.second_units) + 1)
            for late in late_of(shoot, crew)
            for cents in (late.tenth, late.once)
        ),
        *(road.cost for road in shoot.roads),
    ]
    return gcd(*amounts) or 1


def daily(pay: Pay, shoot: Shoot) -> int:
    """Cents that each paid date adds at least: a share of the week where that is less."""
    if pay.week is None:
        return pay.day
    weeks = Counter(day.isocalendar()[:2] for day in shoot.dates)
    # Of n dates a week costs min(week, n x day), and n is at most the most there are.
    return min(pay.day, pay.week // max(weeks.values(), default=1))


def surely_held(pay: Pay, shoot: Shoot) -> bool:
    """Whether no date between the first and the last worked can be unpaid."""
    if not pay.hold_paid:
        return False
    if pay.drop_gap is None or not shoot.dates:
        return True
    return (shoot.dates[-1] - shoot.dates[0]).days <= pay.drop_gap


def _payees(task: Task, least: LeastDays) -> tuple[Payee, ...]:
    """Roles and rentals that cost something, those first whose scenes and rate weigh most."""
    shoot = task.whole
    found = []
    for who, player in enumerate(shoot.players):
        scenes = tuple(scene for scene, cast in enumerate(task.cast_of) if who in cast)
        pay, times = shoot.pay_of(player), times_worked(task)
        found.append(_payee(pay, scenes, least.paid[who], task, times))
    for rental in shoot.rentals:
        scenes = tuple(at for at, scene in enumerate(task.scenes) if scene.id in rental.scenes)
        found.append(_payee(rental.pay, scenes, 1, task, times_used(task, rental)))
    worth = [payee for payee in found if payee.rate and payee.scenes]
    return tuple(sorted(worth, key=_weight, reverse=True))


def _payee(pay: Pay, scenes: Sequence[int], paid: int, task: Task, times: int) -> Payee:
    """Give a payee that up to `times` units have on one date: each pays its share of the rate.

    Days of several units stand in no order, so only who works with the main unit alone is held
    between its days here.
    """
    alone = all(max(task.options[scene], default=0) < task.base for scene in scenes)
    rate = daily(pay, task.whole) // (1 if alone else times)
    guaranteed = pay.least_days * pay.day // rate if rate else 0
    return Payee(
        rate=rate,
        scenes=tuple(scenes),
        paid=max(paid, guaranteed),
        held=alone and surely_held(pay, task.whole),
    )


def _weight(payee: Payee) -> tuple[bool, int]:
    return payee.held, payee.rate * len(payee.scenes)
