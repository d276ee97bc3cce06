"""Days dearer by their count in the week, as the search and CP-SAT price them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.week import week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.days import Day, Days
    from lastlook.schedule.solver.variables import Variables


class Weeks:
    """The dates of each of the production's weeks, looked up fast."""

    def __init__(self, shoot: Shoot) -> None:
        self.count = shoot.week_count
        self.dates_of = _weeks(shoot)
        self.week_of = {date: week for week, dates in self.dates_of.items() for date in dates}

    def cents(self, days: Days) -> int:
        """Cents for a whole board."""
        return sum(self._week(dates, days, {}, {}) for dates in self.dates_of.values())

    def change(self, days: Days, new: Mapping[int, Day], units: Mapping[int, int]) -> int:
        """Cents that new days on some dates add."""
        weeks = {self.week_of[date] for date in new if date in self.week_of}
        touched = [self.dates_of[week] for week in sorted(weeks)]
        after = sum(self._week(dates, days, new, units) for dates in touched)
        return after - sum(self._week(dates, days, {}, {}) for dates in touched)

    def _week(
        self,
        dates: Iterable[int],
        days: Days,
        new: Mapping[int, Day],
        units: Mapping[int, int],
    ) -> int:
        cents = worked = 0
        for date in dates:
            day = new[date] if date in new else days.days[date]
            if day.scenes and self.count is not None:
                worked += 1
                unit = units[date] if date in new else days.unit[date]
                cents += self.count.cents(date, unit, worked)
        return cents


def by_count(v: Variables) -> list[LinearExprT]:
    """Give what used dates cost by their count: each is the nth of its week or it is not."""
    count = v.task.shoot.week_count
    cost: list[LinearExprT] = []
    if count is None:
        return cost
    for dates in _weeks(v.task.shoot).values():
        used = [date for date in dates if date in v.used]
        for place, date in enumerate(used):
            so_far = sum(v.used[one] for one in used[: place + 1])
            for worked in count.counts():
                by_day, by_night = count.extra[date][worked - 1]
                if worked <= place + 1 and (by_day or by_night):
                    nth = _nth(v, date, worked, so_far)
                    cost.append(min(by_day, by_night) * nth)
                    if by_day != by_night:
                        cost.append(
                            abs(by_night - by_day) * _dearer(v, date, nth, by_night > by_day)
                        )
    return cost


def _nth(v: Variables, date: int, worked: int, so_far: LinearExprT) -> IntVar:
    """Whether a used date is the nth of its week: at least where it is."""
    nth = v.model.new_bool_var(f"date {date} is {worked} of its week")
    fewer = v.model.new_bool_var(f"date {date} is before {worked}")
    more = v.model.new_bool_var(f"date {date} is after {worked}")
    v.model.add(so_far <= worked - 1).only_enforce_if(fewer)
    v.model.add(so_far >= worked + 1).only_enforce_if(more)
    v.model.add_bool_or([v.used[date].negated(), fewer, more, nth])
    return nth


def _dearer(v: Variables, date: int, nth: IntVar, night: bool) -> IntVar:  # noqa: FBT001
    """Whether such a date has the dearer of its units."""
    dearer = v.model.new_bool_var(f"date {date} dearer by its count")
    other = v.night[date].negated() if night else v.night[date]
    v.model.add_bool_or([nth.negated(), other, dearer])
    return dearer


def _weeks(shoot: Shoot) -> dict[int, list[int]]:
    """Give the positions of the main unit's dates of each week; they stand before others'."""
    found: dict[int, list[int]] = {}
    if count := shoot.week_count:
        for at, day in enumerate(shoot.dates[: len(count.extra)]):
            found.setdefault(week_of(day, count.start), []).append(at)
    return found
