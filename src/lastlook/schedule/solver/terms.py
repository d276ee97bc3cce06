"""What decides beyond plain days: pay by its terms, orders, roads, overtime, light, rest by role.

A shoot without any of these never comes here but for pay.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.pay import paid
from lastlook.schedule.solver.order import best_plan
from lastlook.schedule.solver.rests import Rests
from lastlook.schedule.solver.slots import late_of
from lastlook.schedule.solver.week import Weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.schedule.solver.days import Day, Days
    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.walk import DayPlan

NOWHERE = -1
"""Date of a scene that has none."""
TENTH = 6
DAY_MINUTES = 1440


class Terms:
    """A task's terms, looked up fast."""

    def __init__(self, task: Task) -> None:
        shoot = task.shoot
        self.task = task
        self.plain = not (
            task.ordered
            or task.orders
            or task.apart
            or task.together
            or shoot.late
            or shoot.day_costs
            or shoot.week_count
            or any(not payee.waits for payee in task.payees)
            or task.crews > 1
        )
        self.dearer = [_prices(task, date) for date in range(task.dates)]
        """For each date: what a day and a night cost beyond the cheaper, and the cheaper."""
        self.orders_of: dict[int, list[tuple[int, int, int]]] = {}
        for order in task.orders:
            for scene in order[:2]:
                self.orders_of.setdefault(scene, []).append(order)
        self.group_of = {scene: group for group in task.together for scene in group}
        self.apart_of = [group for group in task.apart if len(group) > 1]
        places = {place.id: number for number, place in enumerate(shoot.places)}
        self.far = [
            (sum(1 << places[name] for name in road.places), road.days, road.cost)
            for road in shoot.roads
            if road.days and road.places <= set(places)
        ]
        self.rests = Rests(task, self._late) if task.chooses_orders else None
        self.week = Weeks(shoot) if shoot.week_count else None
        self.plans: dict[tuple[int, int, frozenset[int]], DayPlan | None] = {}
        self._paid: dict[tuple[int, int], int] = {}
        self.spans = [payee.plain and payee.pay.hold_paid for payee in task.payees]
        self.counts = [payee.plain and not payee.pay.hold_paid for payee in task.payees]
        self.rates = [payee.pay.day for payee in task.payees]
        self.roles = len(shoot.players)
        self.late = [late_of(shoot, crew) for crew in range(task.crews)]

    def pay(self, who: int, dates: int) -> int:
        """Cents for a payee that works on some dates (bits)."""
        if not dates:
            return 0
        dates = self.fold(dates)
        if self.spans[who]:
            return self.rates[who] * (dates.bit_length() - (dates & -dates).bit_length() + 1)
        if self.counts[who]:
            return self.rates[who] * dates.bit_count()
        key = (who, dates)
        cents = self._paid.get(key)
        if cents is None:
            payee, calendar = self.task.payees[who], self.task.whole.dates
            worked = [day for at, day in enumerate(calendar) if dates >> at & 1]
            cents = self._paid[key] = paid(payee.pay, worked, calendar).cents + payee.once
        return cents

    def may_work(self, who: int, dates: int) -> bool:
        """Whether a payee that must not wait works on a run of dates."""
        dates = self.fold(dates)
        return self.task.payees[who].waits or not dates & (dates + (dates & -dates))

    def fold(self, slots: int) -> int:
        """Give the dates of slots, both as bits."""
        if not slots >> self.task.base:
            return slots
        dates, every = 0, (1 << self.task.base) - 1
        while slots:
            dates |= slots & every
            slots >>= self.task.base
        return dates

    def judge(self, date: int, day: Day, moves: int, visits: int) -> Day:
        """Add what the order of a day's strips and its length decide."""
        task, shoot = self.task, self.task.shoot_of(date)
        if any(len(group.intersection(day.scenes)) > 1 for group in self.apart_of):
            return day._replace(units=0)
        units, locked = day.units, date in task.locked_days
        more = [0, 0]
        plans: list[DayPlan | None] = [None, None]
        for unit in (0, 1):
            if not units >> unit & 1:
                continue
            minutes = day.minutes
            plan = plans[unit] = self.plan(date, unit, day.scenes) if task.ordered else None
            if task.ordered and plan is None:
                units &= ~(1 << unit)
                continue
            if plan is not None and not locked:
                minutes += plan.minutes - moves * shoot.company_move
                more[unit] += plan.cents - moves * shoot.move_cost
            more[unit] += plan.beside if plan is not None else 0
            over = moves > shoot.max_moves and not task.ordered
            if minutes > shoot.work or over:
                units &= ~(1 << unit)
            more[unit] += self.dearer[date][unit] + self._late(date, minutes)
        if task.ordered and not locked:
            # What the moves take stands in the plans.
            day = day._replace(minutes=day.minutes - moves * shoot.company_move)
        return day._replace(
            units=units, more=(more[0], more[1]), plans=(plans[0], plans[1]), visits=visits
        )

    def plan(self, date: int, unit: int, scenes: tuple[int, ...]) -> DayPlan | None:
        """Give the order of a day's strips; None where none was found that does."""
        key = (date, unit, frozenset(scenes))
        if key not in self.plans:
            self.plans[key] = best_plan(self.task, date, unit, sorted(scenes))[0]
        return self.plans[key]

    def change(self, days: Days, new: Mapping[int, Day], units: Mapping[int, int]) -> int | None:
        """Say what new days add in cents by units, roads and calls; None if they break a rule."""
        if not self._in_order(days, new):
            return None
        cents = sum(day.more[units[date]] if day.scenes else 0 for date, day in new.items()) - sum(
            days.days[date].more[days.unit[date]] for date in new
        )
        if self.week:
            cents += self.week.change(days, new, units)
        if self.far:
            before = [day.visits for day in days.days]
            after = before[:]
            for date, day in new.items():
                after[date] = day.visits
            if not self._far_enough(after, new):
                return None
            cents += self._journeys(after) - self._journeys(before)
        if self.rests:
            called = self._called(days, new, units)
            if called is None:
                return None
            cents += called
        return cents

    def between(self, days: Days) -> int:
        """Cents for what lies between the days of a board: journeys and forced calls."""
        cents = self._journeys([day.visits for day in days.days]) if self.far else 0
        if self.week:
            cents += self.week.cents(days)
        if self.rests:
            cents += self.rests.cents(days.days, days.unit) or 0
        return cents

    def _late(self, date: int, minutes: int) -> int:
        cents = 0
        for late in self.late[self.task.crew_of(date)]:
            if minutes > late.after:
                cents += late.once + late.tenth * -(-(minutes - late.after) // TENTH)
        return cents

    def _in_order(self, days: Days, new: Mapping[int, Day]) -> bool:
        """Whether scenes on new dates come before and after, and together, as they should."""
        if not self.orders_of and not self.group_of:
            return True
        at = {scene: date for date, day in new.items() for scene in day.scenes}
        dates = self.task.shoot.dates

        def date_of(scene: int) -> int:
            if scene in at:
                return at[scene]
            return NOWHERE if days.at[scene] in new else days.at[scene]

        for scene in at:
            for first, then, gap in self.orders_of.get(scene, ()):
                one, two = date_of(first), date_of(then)
                if NOWHERE in (one, two):
                    continue
                between = (dates[two] - dates[one]).days
                if between < gap or (between == 0 and one != two):
                    return False
            group = self.group_of.get(scene)
            if group and len({date_of(one) for one in group} - {NOWHERE}) > 1:
                return False
        return True

    def _far_enough(self, visits: list[int], new: Mapping[int, Day]) -> bool:
        """Whether roads that take days have them."""
        dates = self.task.shoot.dates
        for both, days, _ in self.far:
            for date in new:
                here = visits[date] & both
                if not here:
                    continue
                if here == both:
                    return False
                for other, there in enumerate(visits):
                    if self.task.crew_of(other) != self.task.crew_of(date):
                        continue
                    near = abs((dates[other] - dates[date]).days) <= days
                    if near and there & both & ~here:
                        return False
        return True

    def _journeys(self, visits: list[int]) -> int:
        base = self.task.base
        crews = [visits[at : at + base] for at in range(0, len(visits), base)]
        return sum(self._journeys_of(some) for some in crews)

    def _journeys_of(self, visits: list[int]) -> int:
        """Cents for the journeys of one unit."""
        cents = 0
        for here, there in pairwise(bits for bits in visits if bits):
            cents += max(
                (
                    cost
                    for both, _, cost in self.far
                    if here & both
                    and there & both
                    and (here | there) & both == both
                    and here & both != there & both
                ),
                default=0,
            )
        return cents

    def _called(self, days: Days, new: Mapping[int, Day], units: Mapping[int, int]) -> int | None:
        """Cents that rests add; None where roles would rest too shortly."""
        if self.rests is None:
            return 0
        other, unit = days.days[:], days.unit[:]
        for date, day in new.items():
            other[date] = day
            if day.scenes:
                unit[date] = units[date]
        after = self.rests.cents(other, unit)
        if after is None:
            return None
        return after - (self.rests.cents(days.days, days.unit) or 0)


def _prices(task: Task, date: int) -> tuple[int, int, int]:
    """Give what a day unit and a night unit cost beyond the cheaper one, and the cheaper."""
    costs = task.shoot.day_costs
    prices = costs[date] if costs else (task.shoot.day_cost, task.shoot.day_cost)
    return prices[0] - min(prices), prices[1] - min(prices), min(prices)
