"""Roles' own rests between days, and which order of each day's strips is best for them.

A day may have several orders (`order.plans_at_rest`): one lets somebody go earlier, another
lets somebody come later. Which is taken hangs on the days beside it, so it is chosen for
runs of days: all ways together where they are few, else day by day until nothing is gained.
"""

from __future__ import annotations

from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.solver.order import plans_at_rest
from lastlook.schedule.solver.slots import turnaround_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.days import Day
    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.walk import DayPlan

DAY_MINUTES = 1440
FEW = 256
"""Ways of a run of days up to which each is looked at."""
MOST_RUNS = 20_000
"""Runs that are remembered."""
FORBIDDEN = 10**15
"""More than any board costs."""


_Asked = tuple[int, int, frozenset[int], int]
"""A slot, its unit, its scenes, and the roles (bits) that another unit has on the date too."""


class Way(NamedTuple):
    """One order of a day."""

    plan: DayPlan
    more: int = 0
    """Cents beyond the day's cheapest order."""


class Rests:
    """The rests of a board, looked up fast."""

    def __init__(self, task: Task, overtime: Callable[[int, int], int]) -> None:
        self.task = task
        self.commuters = sum(1 << who for who in task.commuters)
        self.overtime = overtime
        """Cents for the working minutes of a slot's day."""
        self.limits = task.rests()
        self.ways: dict[_Asked, tuple[Way, ...]] = {}
        self.seen: dict[_Asked, bool] = {}
        """Whether the ways of a slot's day are all that can be better for anybody."""
        self.runs: dict[tuple[tuple[int, int, tuple[int, ...]], ...], tuple[int, list[int]]] = {}
        shoot = task.shoot
        personal = shoot.personal_calls
        self.make_up = [who.make_up if personal else 0 for who in shoot.players]
        self.latest = max(max(one.calls) + longest_day(one) for one in task.shoots)
        """Latest wrap of any day."""
        rest = max(shoot.cast_turnaround, *(turnaround_of(shoot, n) for n in range(task.crews)))
        self.first_call = min(min(one.calls) for one in task.shoots)
        called = self.first_call - max(self.make_up, default=0)
        self.apart = -(-(rest + self.latest - called) // DAY_MINUTES)
        """Days between dates after which everybody has rested, whatever the days are."""

    def cents(self, days: Sequence[Day], units: Sequence[int]) -> int | None:
        """Cents that rests cost on a board, by forced calls or dearer orders; None if forbidden."""
        total = sum(self._run(run, days, units)[0] for run in self._runs(days))
        return None if total >= FORBIDDEN else total

    def surely_forbidden(self, days: Sequence[Day], units: Sequence[int]) -> bool:
        """Whether no way of all days lets everybody rest, each of them looked at."""
        for run in self._runs(days):
            if self._run(run, days, units)[0] >= FORBIDDEN:
                asked = self._asked(run, days, units)
                ways = prod(len(self._ways(one, days[one[0]])) for one in asked)
                if ways <= FEW and all(self.seen.get(one, True) for one in asked):
                    return True
        return False

    def chosen(self, days: Sequence[Day], units: Sequence[int]) -> dict[int, DayPlan]:
        """Give the order of each slot's day."""
        found = {}
        for run in self._runs(days):
            _, picked = self._run(run, days, units)
            for one, at in zip(self._asked(run, days, units), picked, strict=True):
                found[one[0]] = self._ways(one, days[one[0]])[at].plan
        return found

    def _asked(self, run: list[int], days: Sequence[Day], units: Sequence[int]) -> list[_Asked]:
        """Give each slot of a run with its unit, its scenes, and who has another unit as well."""
        found = []
        for slot in run:
            others = 0
            for other in self.task.slots_of(self.task.date_of(slot)):
                others |= 0 if other == slot else days[other].cast
            twice = days[slot].cast & others & self.commuters
            found.append((slot, units[slot], frozenset(days[slot].scenes), twice))
        return found

    def _runs(self, days: Sequence[Day]) -> list[list[int]]:
        """Part used slots where days lie so far apart that everyone has rested."""
        task, dates = self.task, self.task.whole.dates
        runs: list[list[int]] = []
        before = -1
        for date in range(task.base):
            used = [slot for slot in task.slots_of(date) if days[slot].scenes]
            if not used:
                continue
            if before < 0 or (dates[date] - dates[before]).days >= self.apart:
                runs.append([])
            runs[-1] += used
            before = date
        return runs

    def _run(
        self, run: list[int], days: Sequence[Day], units: Sequence[int]
    ) -> tuple[int, list[int]]:
        """Give the least cents of a run of slots, and which way of each."""
        key = tuple((slot, units[slot], days[slot].scenes) for slot in run)
        if key not in self.runs:
            if len(self.runs) > MOST_RUNS:
                self.runs.clear()
            ways = [self._ways(one, days[one[0]]) for one in self._asked(run, days, units)]
            self.runs[key] = self._best(run, units, ways)
        return self.runs[key]

    def _best(
        self, run: list[int], units: Sequence[int], ways: list[tuple[Way, ...]]
    ) -> tuple[int, list[int]]:
        def worth(picked: Sequence[int]) -> int:
            return self._worth(
                run, units, [some[at] for some, at in zip(ways, picked, strict=True)]
            )

        if prod(map(len, ways)) <= FEW:
            every = [(worth(one), one) for one in product(*(range(len(some)) for some in ways))]
            cents, best = min(every)
            return cents, list(best)
        picked = [0] * len(run)
        cents = worth(picked)
        better = True
        while better and cents:
            better = False
            for at, some in enumerate(ways):
                for way in range(len(some)):
                    other = [*picked[:at], way, *picked[at + 1 :]]
                    if (less := worth(other)) < cents:
                        cents, picked, better = less, other, True
        return cents, picked

    def _worth(self, run: list[int], units: Sequence[int], ways: list[Way]) -> int:
        """Cents of a run with one way of each slot."""
        task, shoot = self.task, self.task.shoot
        plans = dict(zip(run, ways, strict=True))
        cents = sum(way.more for way in ways)
        for (one, two), limits in self.limits.items():
            most = limits[units[one]][units[two]]
            if one in plans and two in plans and plans[one].plan.length > most:
                return FORBIDDEN
        if not self._on_their_way(run, plans):
            return FORBIDDEN
        if not task.rests_by_role:
            return cents if self._rest_between(run, units, plans) else FORBIDDEN
        short = 0
        last: dict[int, tuple[int, int]] = {}
        for date in dict.fromkeys(map(task.date_of, run)):
            today: dict[int, tuple[int, int]] = {}
            for slot in task.slots_of(date):
                if slot not in plans:
                    continue
                plan = plans[slot].plan
                for who, end in plan.last.items():
                    call = self._call(slot, units[slot], who, plan)
                    first, latest = today.get(who, (call, end))
                    today[who] = min(first, call), max(latest, end)
            for who, (call, end) in today.items():
                if who in last:
                    before, ended = last[who]
                    gap = (shoot.dates[date] - shoot.dates[before]).days * DAY_MINUTES
                    short += gap + call - ended < shoot.cast_turnaround
                last[who] = (date, end)
        if short and shoot.forced_call is None:
            return FORBIDDEN
        return cents + short * (shoot.forced_call or 0)

    def _call(self, slot: int, unit: int, who: int, plan: DayPlan) -> int:
        """Minute at which a role is called: for its own first strip, or with its unit."""
        if self.task.shoot.personal_calls:
            return plan.first[who] - self.make_up[who]
        return self.task.shoot_of(slot).calls[unit]

    def _on_their_way(self, run: list[int], plans: dict[int, Way]) -> bool:
        """Whether nobody is wanted by two units at once, the way between them included."""
        task, way = self.task, self.task.shoot.commute
        for date in dict.fromkeys(map(task.date_of, run)):
            slots = [slot for slot in task.slots_of(date) if slot in plans]
            if way is None or len(slots) < 2:
                continue
            for who in self.task.commuters:
                wanted = sorted(
                    (begin, end, slot)
                    for slot in slots
                    if who in plans[slot].plan.last
                    for scene, begin, end in zip(
                        plans[slot].plan.order,
                        plans[slot].plan.begins,
                        plans[slot].plan.ends,
                        strict=True,
                    )
                    if who in task.cast_of[scene]
                )
                for (_, end, one), (begin, _, two) in pairwise(wanted):
                    if one != two and begin < end + way:
                        return False
        return True

    def _rest_between(self, run: list[int], units: Sequence[int], plans: dict[int, Way]) -> bool:
        """Whether everyone rests between days with different units, from wrap to call."""
        task, last = self.task, dict[int, tuple[int, int, bool]]()
        for date in dict.fromkeys(map(task.date_of, run)):
            today: dict[int, tuple[int, int, bool]] = {}
            for slot in task.slots_of(date):
                if slot not in plans:
                    continue
                terms, plan = task.shoot_of(slot), plans[slot].plan
                call = terms.calls[units[slot]]
                wrap, second = call + plan.length + terms.meal, slot >= task.base
                for who in plan.last:
                    old = today.get(who, (call, wrap, second))
                    today[who] = min(call, old[0]), max(wrap, old[1]), second or old[2]
            for who, (call, wrap, second) in today.items():
                if who in last:
                    before, ended, apart = last[who]
                    gap = (task.shoot.dates[date] - task.shoot.dates[before]).days * DAY_MINUTES
                    if (second or apart) and gap + call - ended < task.shoot.turnaround:
                        return False
                last[who] = (date, wrap, second)
        return True

    def _ways(self, key: _Asked, day: Day) -> tuple[Way, ...]:
        slot, unit, _, twice = key
        if key not in self.ways:
            best = day.plans[unit]
            assert best is not None, "a day that is put has an order"
            found = [Way(best)]
            both = frozenset(who for who in self.task.commuters if twice >> who & 1)
            if slot not in self.task.locked_days and (both or self._may_be_short(slot, best)):
                price = self._price(slot, day, best)
                others, self.seen[key] = plans_at_rest(
                    self.task, slot, unit, sorted(day.scenes), both
                )
                found += [
                    Way(plan, self._price(slot, day, plan) - price)
                    for plan in others
                    if plan.order != best.order
                ]
            self.ways[key] = _undominated(found, self.task, both)
        return self.ways[key]

    def _price(self, slot: int, day: Day, plan: DayPlan) -> int:
        return plan.price + self.overtime(slot, day.minutes + plan.minutes)

    def _may_be_short(self, slot: int, plan: DayPlan) -> bool:
        """Whether somebody's rest beside this day could be too short, whatever the days are."""
        shoot, dates = self.task.shoot, self.task.whole.dates
        date = self.task.date_of(slot)
        if date + 1 < len(dates):
            gap = (dates[date + 1] - dates[date]).days * DAY_MINUTES
            for who, end in plan.last.items():
                if gap + self.first_call - self.make_up[who] - end < shoot.cast_turnaround:
                    return True
        if date and shoot.personal_calls:
            gap = (dates[date] - dates[date - 1]).days * DAY_MINUTES
            for who, begin in plan.first.items():
                if gap + begin - self.make_up[who] - self.latest < shoot.cast_turnaround:
                    return True
        return False


def longest_day(shoot: Shoot) -> int:
    """Minutes from a unit's call to its latest wrap: its work, and the meals that it may hold."""
    meals = 1 + (shoot.work // shoot.meals.within if shoot.meals else 0)
    return shoot.work + meals * shoot.meal


def _undominated(ways: list[Way], task: Task, both: frozenset[int]) -> tuple[Way, ...]:
    """Leave out orders that are better for nobody; the first stays.

    Of those by which roles of `both` are wanted at other times each is kept.
    """
    kept: list[tuple[Way, tuple[int, ...]]] = []
    for way in ways:
        plan = way.plan
        marks = [way.more, plan.length]
        if task.rests_by_role:
            marks += [plan.last[who] for who in sorted(plan.last)]
            if task.shoot.personal_calls:
                marks += [-plan.first[who] for who in sorted(plan.first)]
        for scene, begin, end in sorted(zip(plan.order, plan.begins, plan.ends, strict=True)):
            if both.intersection(task.cast_of[scene]):
                # Equal, so that none is better.
                marks += [begin, -begin, end, -end]
        if kept and any(all(a <= b for a, b in zip(old, marks, strict=True)) for _, old in kept):
            continue
        kept = [
            one
            for at, one in enumerate(kept)
            if at == 0 or not all(a <= b for a, b in zip(marks, one[1], strict=True))
        ]
        kept.append((way, tuple(marks)))
    return tuple(way for way, _ in kept)
