"""Fewest days of locations and roles, and the least cost that follows from them.

Each number is a lower bound with a short proof, so their sum is one too. They strengthen the
CP-SAT model as cuts, and stand in for its bound where it finds none as good in time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.solver.slots import times_there, times_used, times_worked
from lastlook.schedule.solver.task import DAY, NIGHT, fee_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.schedule.pay import Pay
    from lastlook.schedule.solver.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastDays:
    """Lower bounds in days."""

    shooting: int
    places: tuple[int, ...]
    """For each place, the fewest days it is shot at: units that share a date count each."""
    players: tuple[int, ...]
    """For each role, the fewest dates it works."""
    paid: tuple[int, ...]
    """For each role, the fewest dates it is paid for."""


def least_days(task: Task) -> LeastDays:
    """Find the fewest days of everything that costs by the day."""
    numbers = range(len(task.scenes))
    of_place = [
        [scene for scene in numbers if task.place_of[scene] == place]
        for place in range(len(task.shoot.places))
    ]
    of_player = [
        [scene for scene in numbers if player in task.cast_of[scene]]
        for player in range(len(task.shoot.players))
    ]
    times = times_worked(task)
    players = tuple(-(-_fewest(task, scenes) // times) for scenes in of_player)
    return LeastDays(
        shooting=_fewest(task, numbers),
        places=tuple(_fewest_at(task, scenes) for scenes in of_place),
        players=players,
        paid=tuple(
            max(days, _span(task, scenes)) if _spans(payee.pay) else days
            for days, scenes, payee in zip(players, of_player, task.payees, strict=False)
        ),
    )


def additive_bound(task: Task, least: LeastDays) -> tuple[int, int, int]:
    """Cents that days with moves, location fees and pay cost at least, each proved apart."""
    shoot = task.shoot
    visits = sum(least.places)
    day, move = least_day(task), task.least_move[1]

    def days_and_moves(days: int) -> int:
        # A day with n locations has at least n - 1 moves, so moves are visits less days.
        return days * day + max(0, visits - days) * move

    return (
        # Linear in between, so the least is at one of the two ends.
        min(days_and_moves(least.shooting), days_and_moves(max(least.shooting, visits)))
        + task.detour_cents
        + dearer_main_days(task),
        sum(
            fee_of(place) * -(-days // times_there(task, number))
            for number, (place, days) in enumerate(zip(shoot.places, least.places, strict=True))
        ),
        sum(
            least_pay(payee.pay, days, task)
            for payee, days in zip(task.payees, least.paid, strict=False)
        )
        + _least_rentals(task),
    )


def _spans(pay: Pay) -> bool:
    """Whether every date between the first and the last worked is paid."""
    return pay.hold_paid and pay.drop_gap is None


def least_pay(pay: Pay, days: int, task: Task) -> int:
    """Cents that so many paid days cost at least: whole weeks first, at the weekly rate."""
    if not days:
        return 0
    if pay.week is None:
        return max(days, pay.least_days) * pay.day
    weeks = Counter(day.isocalendar()[:2] for day in task.whole.dates)
    whole, rest = divmod(days, max(weeks.values(), default=7))
    longest = max(weeks.values(), default=7)
    cents = whole * min(pay.week, longest * pay.day) + min(pay.week, rest * pay.day)
    return max(cents, pay.least_days * pay.day)


def _least_rentals(task: Task) -> int:
    """Cents that rentals, and locations while they are kept, cost at least."""
    return sum(
        payee.once + least_pay(payee.pay, -(-_fewest(task, sorted(payee.scenes)) // times), task)
        for payee, times in zip(task.payees, times_paid(task), strict=True)
        if payee.scenes and times
    )


def times_paid(task: Task) -> list[int]:
    """Say for each payee how many units can have it on one date; 0 for a role."""
    shoot = task.shoot
    kept = [at for at, place in enumerate(shoot.places) if place.hold or place.once]
    return [
        *(0 for _ in shoot.players),
        *(times_used(task, rental) for rental in shoot.rentals),
        *(times_there(task, place) for place in kept),
    ]


def dearer_main_days(task: Task) -> int:
    """Cents that days cost beyond the least, because the main unit alone may shoot some scenes."""
    if task.crews == 1:
        return 0
    costs, base = task.shoot.day_costs, task.base
    own = [scene for scene, options in enumerate(task.options) if options and max(options) < base]
    beyond = min(
        min(pair[unit] for pair in costs[:base]) - min(pair[unit] for pair in costs)
        for unit in (0, 1)
    )
    return _fewest(task, own) * beyond


def least_day(task: Task) -> int:
    """Cents that a shooting day costs at least."""
    costs = task.shoot.day_costs
    return min((min(pair) for pair in costs), default=task.shoot.day_cost)


def _fewest(task: Task, scenes: Sequence[int]) -> int:
    """Fewest dates for scenes anywhere: their minutes and moves, light by light, must fit."""
    if not scenes:
        return 0
    split = [[s for s in scenes if _light(task, s) == light] for light in (DAY, NIGHT)]
    apart = sum(_with_moves(task, part) for part in split)
    return max(1, apart, _with_moves(task, scenes), _disjoint(task, scenes))


def _with_moves(task: Task, scenes: Sequence[int]) -> int:
    """Fewest dates so that visits are at most max_moves + 1 a day and moves fit beside scenes."""
    if not scenes:
        return 0
    here: dict[int, list[int]] = {}
    for scene in scenes:
        here.setdefault(task.place_of[scene], []).append(scene)
    visits = sum(_fewest_at(task, at) for at in here.values())
    minutes = sum(task.scenes[scene].minutes for scene in scenes)
    days = bins([task.scenes[scene].minutes for scene in scenes], task.most_work)
    while (
        visits > days * (task.most_moves + 1)
        or minutes + max(0, visits - days) * task.least_move[0] > days * task.most_work
    ):
        days += 1
    return days


def _fewest_at(task: Task, scenes: Sequence[int]) -> int:
    """Fewest dates for scenes of one place: minutes that it is open to each unit."""
    if not scenes:
        return 0
    opened = task.shoot.places[task.place_of[scenes[0]]].minutes
    by_day = min(task.most_work, max((day for day, _ in opened), default=0))
    by_night = min(task.most_work, max((night for _, night in opened), default=0))

    def count(light: int, capacity: int) -> int:
        sizes = [task.scenes[s].minutes for s in scenes if _light(task, s) == light]
        # A scene that fits no date is the business of conflict.py.
        return bins(sizes, capacity) if sizes and max(sizes) <= capacity else bool(sizes)

    sizes = [task.scenes[scene].minutes for scene in scenes]
    widest = max(by_day, by_night)
    together = bins(sizes, widest) if max(sizes) <= widest else 1
    return max(together, count(DAY, by_day) + count(NIGHT, by_night), _disjoint(task, scenes))


def bins(sizes: Sequence[int], capacity: int) -> int:
    """Fewest bins for sizes that each fit: the bound L2 of Martello and Toth (1990).

    For each threshold, sizes above capacity less threshold stand alone, sizes above half
    share with nobody of their kind, and those between threshold and half fill what is left.
    """
    best = -(-sum(sizes) // capacity)
    for threshold in sorted({size for size in sizes if 2 * size <= capacity} | {0}):
        alone = sum(size > capacity - threshold for size in sizes)
        large = [size for size in sizes if capacity < 2 * size <= 2 * (capacity - threshold)]
        small = sum(size for size in sizes if threshold <= size and 2 * size <= capacity)
        room = len(large) * capacity - sum(large)
        best = max(best, alone + len(large) + max(0, -(-(small - room) // capacity)))
    return best


def _light(task: Task, scene: int) -> int:
    """Units that may shoot a scene on some date, as bits."""
    bits = 0
    for units in task.options[scene].values():
        bits |= units
    return bits


def _disjoint(task: Task, scenes: Sequence[int]) -> int:
    """Count scenes no two of which share a date, chosen greedily by fewest dates."""
    chosen: list[set[int]] = []
    for scene in sorted(scenes, key=lambda s: (len(task.options[s]), s)):
        dates = set(task.options[scene])
        if all(dates.isdisjoint(other) for other in chosen):
            chosen.append(dates)
    return len(chosen)


def _span(task: Task, scenes: Iterable[int]) -> int:
    """Fewest dates from first to last: one scene cannot come sooner, another cannot wait."""
    ends = [
        (min(dates), max(dates))
        for scene in scenes
        if (dates := [task.date_of(slot) for slot in task.options[scene]])
    ]
    if not ends:
        return 0
    return max(1, max(first for first, _ in ends) - min(last for _, last in ends) + 1)
