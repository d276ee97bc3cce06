"""A board in the making: which scenes each date holds, what that costs, and what it forbids.

The search changes a few dates at a time, so a day is judged from its scenes alone, and the
change of cost follows from the days before and after.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.solver.slots import Across
from lastlook.schedule.solver.task import EITHER, fee_of
from lastlook.schedule.solver.terms import NOWHERE, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.walk import DayPlan


class Day(NamedTuple):
    """What a date's scenes come to."""

    scenes: tuple[int, ...] = ()
    units: int = EITHER
    """Units (bits) that may shoot it; 0 is none."""
    minutes: int = 0
    cast: int = 0
    """Payees that work: roles, rentals, locations that are kept; as bits."""
    cents: int = 0
    """Shooting day, company moves and location fees under the cheaper unit."""
    rank: int = 0
    """What decides between boards of equal cost: strips moved, then position of the date."""
    more: tuple[int, int] = (0, 0)
    """Cents beyond `cents` under each unit."""
    plans: tuple[DayPlan | None, DayPlan | None] = (None, None)
    """Strips in order under each unit, where the order matters (`Task.ordered`)."""
    visits: int = 0
    """Places, as bits; only where more than plain days decides."""

    def length(self, unit: int) -> int:
        """Minutes from call to wrap without the meal: waiting for light is no work but time."""
        plan = self.plans[unit]
        return self.minutes if plan is None else max(self.minutes, plan.length)


EMPTY = Day()
NO_DAY = Day(units=0)


class Days:
    """Mutable: the days of a board, their cost, and each payee's working dates as bits."""

    def __init__(self, task: Task) -> None:
        shoot = task.shoot
        self.task = task
        self.days = [EMPTY] * task.dates
        self.unit = [0] * task.dates
        """Position of the unit (0 day, 1 night) that shoots each date; only where it is used."""
        self.at = [NOWHERE] * len(task.scenes)
        """Position of each scene's date."""
        self.working = [0] * len(task.payees)
        self.used = 0
        self.across = Across(task) if task.crews > 1 else None
        self.most = task.dates if shoot.max_days is None or self.across else shoot.max_days
        self.rates = [player.rate for player in shoot.players]
        self.cast_bits = [
            sum(1 << who for who, payee in enumerate(task.payees) if scene in payee.scenes)
            for scene in range(len(task.scenes))
        ]
        self.minutes = [scene.minutes for scene in task.scenes]
        self.opened = [place.minutes for place in shoot.places]
        self.fees = [fee_of(place) for place in shoot.places]
        self.minors = [
            (1 << who, limit.minutes)
            for limit in shoot.minors
            for who, player in enumerate(shoot.players)
            if player.id == limit.role
        ]
        self.rests = task.rests()
        self.near: list[list[int]] = [[] for _ in range(task.dates)]
        for one, two in self.rests:
            self.near[one].append(two)
            self.near[two].append(one)
        self.terms = Terms(task)
        self.plain = self.terms.plain
        self.prices = [cheapest for _, _, cheapest in self.terms.dearer]
        self.pay = self.terms.pay
        """Cents for a payee (by position) that works on some dates (bits)."""
        self.rank_of_move, self.scale = task.rank_of_move, task.scale

    def copy(self) -> Days:
        """Give the same board, to be kept while this one changes."""
        other = copy(self)
        other.days, other.unit, other.working = self.days[:], self.unit[:], self.working[:]
        other.at = self.at[:]
        return other

    def judge(self, date: int, scenes: tuple[int, ...]) -> Day:
        """Give the day that some scenes make on a date; `NO_DAY` if no unit may shoot them."""
        if not scenes:
            return EMPTY
        task, shoot = self.task, self.task.shoot_of(date)
        minutes, cast, moved = task.extra[date], 0, 0
        units = task.units.get(date, EITHER)
        here: dict[int, int] = {}
        for scene in scenes:
            units &= task.options[scene].get(date, 0)
            if not units:
                return NO_DAY
            minutes += self.minutes[scene]
            cast |= self.cast_bits[scene]
            place = task.place_of[scene]
            here[place] = here.get(place, 0) + self.minutes[scene]
            moved += task.old[scene] not in (None, date)
        moves = len(here) - 1
        cents = self.prices[date] + moves * shoot.move_cost
        for place, needed in here.items():
            by_day, by_night = self.opened[place][date]
            if needed > by_day:
                units &= ~1
            if needed > by_night:
                units &= ~2
            cents += self.fees[place]
        for bit, limits in self.minors:
            if cast & bit:
                worked = sum(self.minutes[s] for s in scenes if self.cast_bits[s] & bit)
                units &= sum(1 << unit for unit in (0, 1) if worked <= limits[date][unit])
        rank = moved * self.rank_of_move + task.date_of(date)
        minutes += moves * shoot.company_move
        if self.plain:
            if minutes > shoot.work or moves > shoot.max_moves or not units:
                return NO_DAY
            return Day(scenes, units, minutes, cast, cents, rank)
        day = Day(scenes, units, minutes, cast, cents, rank)
        return self.terms.judge(date, day, moves, sum(1 << place for place in here))

    def change(self, new: Mapping[int, Day]) -> int | None:
        """Say what new days on some dates add, in `scale` parts of a cent; None if illegal.

        Rest between days is judged with each date's own unit, and the date's unit is chosen
        afterwards, so a change is refused only if no unit fits.
        """
        used = self.used
        cents = rank = changed = 0
        for date, day in new.items():
            if not day.units:
                return None
            old = self.days[date]
            used += bool(day.scenes) - bool(old.scenes)
            cents += day.cents - old.cents
            rank += day.rank - old.rank
            changed |= old.cast ^ day.cast
        if used > self.most and used > self.used:
            return None
        units: dict[int, int] | None = None
        if (self.rests or not self.plain) and (units := self._units_of(new)) is None:
            return None
        while changed:
            bit = changed & -changed
            who = bit.bit_length() - 1
            dates = self.working[who]
            for date, day in new.items():
                dates = dates | 1 << date if day.cast & bit else dates & ~(1 << date)
            if not (self.plain or self.terms.may_work(who, dates)):
                return None
            cents += self.pay(who, dates) - self.pay(who, self.working[who])
            changed ^= bit
        if not self.plain:
            beyond = self.terms.change(self, new, units or {})
            if beyond is None:
                return None
            cents += beyond
        if self.across:
            beyond = self.across.change(self, new, units or {})
            if beyond is None:
                return None
            cents += beyond
        return cents * self.scale + rank

    def _units_of(self, new: Mapping[int, Day]) -> dict[int, int] | None:
        """Units for the changed dates that leave rest between all days; None if there are none."""
        chosen: dict[int, int] = {}
        for date, day in new.items():
            if not day.scenes:
                continue
            for unit in (0, 1) if day.more[0] <= day.more[1] else (1, 0):
                if day.units >> unit & 1 and self._rested(date, day, unit, new, chosen):
                    chosen[date] = unit
                    break
            else:
                return None
        return chosen

    def _rested(
        self, date: int, day: Day, unit: int, new: Mapping[int, Day], chosen: Mapping[int, int]
    ) -> bool:
        for other in self.near[date]:
            if other in new:
                if other not in chosen:  # judged in its own turn, or empty
                    continue
                beside, its_unit = new[other], chosen[other]
            else:
                beside, its_unit = self.days[other], self.unit[other]
                if not beside.scenes:
                    continue
            if date < other:
                enough = day.length(unit) <= self.rests[date, other][unit][its_unit]
            else:
                enough = beside.length(its_unit) <= self.rests[other, date][its_unit][unit]
            if not enough:
                return False
        return True

    def put(self, new: Mapping[int, Day], units: Mapping[int, int] | None = None) -> None:
        """Put new days on some dates, with the units given or found; `change` allows them."""
        units = units or self._units_of(new) or {}
        for date, day in new.items():
            old = self.days[date]
            self.used += bool(day.scenes) - bool(old.scenes)
            if not self.plain:
                self._place(old, day, date)
            self.days[date] = day
            if day.scenes:
                self.unit[date] = units[date]
            changed = old.cast ^ day.cast
            while changed:
                bit = changed & -changed
                self.working[bit.bit_length() - 1] ^= 1 << date
                changed ^= bit

    def _place(self, old: Day, day: Day, date: int) -> None:
        """Note where scenes are now; one that another date has already taken stays there."""
        for scene in old.scenes:
            if self.at[scene] == date:
                self.at[scene] = NOWHERE
        for scene in day.scenes:
            self.at[scene] = date

    def put_all(self, dates: Sequence[int], units: Sequence[int]) -> tuple[int, ...]:
        """Put every scene on its date, each date with its unit, on an empty board.

        Returns the dates that cannot stand so, if any: one alone whose scenes fit no day, or
        all up to one that breaks a rule beside the others. The board is complete if there are none.
        """
        # By date whatever the unit: who must not wait works on one date after the other.
        order = sorted(set(dates), key=lambda slot: (self.task.date_of(slot), slot))
        for number, date in enumerate(order, start=1):
            scenes = tuple(scene for scene, at in enumerate(dates) if at == date)
            day = self.judge(date, scenes)
            unit = units[date]
            if not day.units >> unit & 1:
                return (date,)
            only = day._replace(units=1 << unit)
            if self.change({date: only}) is None:
                return tuple(order[:number])
            self.put({date: day}, {date: unit})
        return ()

    def cents(self) -> int:
        """Cost of the whole board."""
        return (
            sum(day.cents + day.more[unit] for day, unit in zip(self.days, self.unit, strict=True))
            + sum(self.pay(who, dates) for who, dates in enumerate(self.working))
            + self.task.detour_cents
            + self.terms.between(self)
            - (self.across.saved(self) if self.across else 0)
        )

    def value(self) -> int:
        """Cost and rank of the whole board, in `scale` parts of a cent."""
        return self.cents() * self.scale + sum(day.rank for day in self.days)

    def without(self, date: int, gone: Iterable[int]) -> tuple[int, ...]:
        """Scenes of a date but for some."""
        out = set(gone)
        return tuple(scene for scene in self.days[date].scenes if scene not in out)
