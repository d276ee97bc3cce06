"""Units side by side: each date of each unit is a slot, and what binds the slots of one date.

Slots are numbered unit by unit, the main one first, so the slots of a shoot with one unit are its
dates. `in_slots` writes a shoot out so that everything known by date is known by slot; all that
looks at one unit's day alone needs to know no more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from lastlook.schedule.hours import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.schedule.shoot import Late, Place, Rental, Shoot
    from lastlook.schedule.solver.days import Day, Days
    from lastlook.schedule.solver.task import Task

T = TypeVar("T")

NEAR = 4
"""Dates beyond which nobody's rest is too short: turnarounds are at most 48 h."""


def in_slots(shoot: Shoot) -> Shoot:
    """Give a shoot in which dates stand once for each unit; itself where there is one unit."""
    units = shoot.second_units
    if not units:
        return shoot
    count, times = len(shoot.dates), len(units) + 1
    main = shoot.day_costs or ((shoot.day_cost, shoot.day_cost),) * count

    def each(dates: frozenset[int]) -> frozenset[int]:
        return frozenset(at + count * unit for at in dates for unit in range(times))

    ids = ["", *(unit.id for unit in units)]

    def rows(items: tuple[T, ...]) -> tuple[T, ...]:
        return items * times

    return replace(
        shoot,
        dates=rows(shoot.dates),
        scenes=tuple(
            one if one.dates is None else replace(one, dates=each(one.dates))
            for one in shoot.scenes
        ),
        players=tuple(replace(who, dates=each(who.dates)) for who in shoot.players),
        places=tuple(_opened(place, ids) for place in shoot.places),
        minors=tuple(
            replace(
                limit,
                minutes=tuple(row for unit in ids for row in limit.left_to(unit).minutes),
                presence=rows(limit.presence),
                for_units=(),
            )
            for limit in shoot.minors
        ),
        day_costs=(*main, *(pair for unit in units for pair in unit.day_costs)),
        daylight=rows(shoot.daylight),
    )


def _opened(place: Place, units: Sequence[str]) -> Place:
    """Give a place with the hours in which it is open to each unit, one after the other."""
    open_to = [place.open_to(unit) for unit in units]
    always = ((ALWAYS, ALWAYS),) * len(place.minutes)
    by_clock = any(one.hours for one in open_to)
    return replace(
        place,
        minutes=tuple(row for one in open_to for row in one.minutes),
        hours=tuple(row for one in open_to for row in one.hours or always) if by_clock else (),
        openings=(),
    )


def late_of(shoot: Shoot, crew: int) -> tuple[Late, ...]:
    """Give what long days of a unit (by position, the main one is 0) cost."""
    return shoot.second_units[crew - 1].late if crew else shoot.late


def turnaround_of(shoot: Shoot, crew: int) -> int:
    """Give the rest of a unit's crew."""
    return shoot.second_units[crew - 1].turnaround if crew else shoot.turnaround


def most_days(shoot: Shoot, crew: int) -> int | None:
    """Give the most days of a unit; None where nobody has said."""
    return shoot.second_units[crew - 1].max_days if crew else shoot.max_days


def most_of_units(task: Task) -> list[int]:
    """Say for each unit how many days it can work at most."""
    stated = [most_days(task.shoot, crew) for crew in range(task.crews)]
    return [task.base if most is None else min(most, task.base) for most in stated]


def may_go(shoot: Shoot, scene: str, slot: int, count: int) -> bool:
    """Whether the unit of a slot works then and may shoot a scene; `count` dates a unit."""
    crew, date = divmod(slot, count)
    if not crew:
        return True
    unit = shoot.second_units[crew - 1]
    return scene in unit.scenes and date in unit.dates


def times_there(task: Task, place: int) -> int:
    """Say how many units can be at a place on one date."""
    return task.crews if task.shoot.places[place].shared else 1


def times_used(task: Task, rental: Rental) -> int:
    """Say how many units can use a rental on one date."""
    return min(task.crews, rental.count)


def times_worked(task: Task) -> int:
    """Say how many units a role can work with on one date."""
    return task.crews if task.shoot.commute is not None else 1


class Across:
    """What binds the days of several units, looked up fast."""

    def __init__(self, task: Task) -> None:
        shoot = task.shoot
        self.task = task
        self.roles = (1 << len(shoot.players)) - 1
        first = len(shoot.players)
        self.rentals = [
            (1 << first + at, one.count)
            for at, one in enumerate(shoot.rentals)
            if one.count < task.crews
        ]
        self.shared = sum(1 << at for at, place in enumerate(shoot.places) if place.shared)
        self.fees = [place.fee - place.hold for place in shoot.places]
        minors = {limit.role for limit in shoot.minors}
        self.minors = sum(1 << at for at, who in enumerate(shoot.players) if who.id in minors)
        self.most = [most_days(shoot, crew) for crew in range(task.crews)]
        self.apart = [group for group in task.apart if len(group) > 1]

    def change(self, days: Days, new: Mapping[int, Day], units: Mapping[int, int]) -> int | None:
        """Give the cents that new days add by sharing dates; None where they break a rule."""
        task = self.task
        after = _After(days, new, units)
        for crew, most in enumerate(self.most):
            if most is not None and any(task.crew_of(slot) == crew for slot in new):
                slots = range(crew * task.base, (crew + 1) * task.base)
                used = sum(bool(after.day(slot).scenes) for slot in slots)
                before = sum(bool(days.days[slot].scenes) for slot in slots)
                if used > most and used > before:
                    return None
        cents = 0
        now = _After(days, {}, {})
        for date in {task.date_of(slot) for slot in new}:
            if not self._stands(after, date):
                return None
            cents += self._saved(now, date) - self._saved(after, date)
        if not task.chooses_orders and not self._rested(after, new):
            return None
        return cents

    def saved(self, days: Days) -> int:
        """Cents of fees that units at one place share."""
        now = _After(days, {}, {})
        return sum(self._saved(now, date) for date in range(self.task.base))

    def _stands(self, after: _After, date: int) -> bool:
        """Whether nobody and nothing is in more units on a date than can be."""
        slots = [slot for slot in self.task.slots_of(date) if after.day(slot).scenes]
        if len(slots) < 2:
            return True
        cast = places = twice = 0
        for slot in slots:
            day = after.day(slot)
            if day.visits & places & ~self.shared:
                return False
            twice |= day.cast & cast
            cast |= day.cast
            places |= day.visits
        scenes = [scene for slot in slots for scene in after.day(slot).scenes]
        if any(len(group.intersection(scenes)) > 1 for group in self.apart):
            return False
        for bit, count in self.rentals:
            if twice & bit and sum(bool(after.day(slot).cast & bit) for slot in slots) > count:
                return False
        twice &= self.roles
        return not twice or self._commute(after, slots, twice)

    def _commute(self, after: _After, slots: list[int], twice: int) -> bool:
        """Whether roles (bits) that work with several units can."""
        task, way = self.task, self.task.shoot.commute
        if way is None or twice & self.minors:
            return False
        for who in range(len(task.shoot.players)):
            if not twice >> who & 1:
                continue
            here = [slot for slot in slots if after.day(slot).cast >> who & 1]
            worked = sum(
                task.scenes[scene].minutes
                for slot in here
                for scene in after.day(slot).scenes
                if who in task.cast_of[scene]
            )
            if worked + way * (len(here) - 1) > task.shoot.work:
                return False
        return True

    def _saved(self, after: _After, date: int) -> int:
        if not self.shared:
            return 0
        cents = seen = 0
        for slot in self.task.slots_of(date):
            again = after.day(slot).visits & seen & self.shared
            seen |= after.day(slot).visits
            while again:
                bit = again & -again
                cents += self.fees[bit.bit_length() - 1]
                again ^= bit
        return cents

    def _rested(self, after: _After, new: Iterable[int]) -> bool:
        """Whether everyone rests between days with different units."""
        task, shoot = self.task, self.task.shoot
        near = {
            date
            for slot in new
            for date in range(task.date_of(slot) - NEAR, task.date_of(slot) + NEAR + 1)
            if 0 <= date < task.base
        }
        last: dict[int, tuple[int, int, bool]] = {}
        for date in sorted(near):
            worked: dict[int, tuple[int, int, bool]] = {}
            for slot in task.slots_of(date):
                day = after.day(slot)
                if not day.scenes:
                    continue
                terms = task.shoot_of(slot)
                call = terms.calls[after.unit(slot)]
                wrap = call + day.length(after.unit(slot)) + terms.meal
                bits = day.cast & self.roles
                second = slot >= task.base
                while bits:
                    bit = bits & -bits
                    who = bit.bit_length() - 1
                    bits ^= bit
                    old = worked.get(who, (call, wrap, second))
                    worked[who] = (min(call, old[0]), max(wrap, old[1]), second or old[2])
            for who, (call, wrap, second) in worked.items():
                if who in last:
                    before, end, apart = last[who]
                    gap = (shoot.dates[date] - shoot.dates[before]).days * 1440
                    if (second or apart) and gap + call - end < shoot.turnaround:
                        return False
                last[who] = (date, wrap, second)
        return True


class _After:
    """A board with new days on some slots."""

    def __init__(self, days: Days, new: Mapping[int, Day], units: Mapping[int, int]) -> None:
        self.days, self.units, self.new, self.new_units = days.days, days.unit, new, units

    def day(self, slot: int) -> Day:
        return self.new[slot] if slot in self.new else self.days[slot]

    def unit(self, slot: int) -> int:
        return self.new_units.get(slot, self.units[slot])
