"""What CP-SAT decides: which scene on which date, and what follows for days, places and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.schedule.solver.task import DAY, NIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT

    from lastlook.schedule.solver.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """Booleans by number of scene, place or role, and by position of date."""

    model: CpModel
    task: Task
    at: list[dict[int, IntVar]]
    """Scene is shot on date; only for dates among its options."""
    used: dict[int, IntVar]
    """Something is shot on date."""
    night: dict[int, IntVar]
    """Date has a night unit; meaningless on a date that is not used."""
    here: dict[tuple[int, int], IntVar]
    """Place is shot at on date."""
    paid: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Payee is paid for a date of the calendar; only for those that cost something. See
    objective.py."""
    started: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Role has worked by the end of date."""
    needed: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Role has work left at the start of date."""
    done: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Scene is shot by the end of a date of the calendar."""
    works: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Payee works on date; see `working`."""
    both: dict[tuple[int, int, int], IntVar] = field(default_factory=dict)
    """Both of two places are shot at on date; only where roads differ and one move is allowed."""
    beyond: list[LinearExprT] = field(default_factory=list)
    """Cents that rules add to the cost, such as forced calls."""

    @property
    def dates(self) -> list[int]:
        """Dates that some scene may go to."""
        return sorted(self.used)

    def on_date(self, date: int, scenes: Iterable[int]) -> list[tuple[int, IntVar]]:
        """Those of some scenes that a unit may shoot on a date of the calendar."""
        some = list(scenes)
        return [one for slot in self.task.slots_of(date) for one in self.on(slot, some)]

    def on(self, date: int, scenes: Iterable[int]) -> list[tuple[int, IntVar]]:
        """Those of some scenes that may go to a date, with their variables."""
        return [(scene, self.at[scene][date]) for scene in scenes if date in self.at[scene]]

    def minutes(self, date: int, *, moving: bool = True, extra: int | None = None) -> LinearExprT:
        """Working minutes of a date: scenes, company moves unless not `moving`, and `extra`.

        `extra` is what banners and a locked day's order take, all of it unless stated.
        """
        task = self.task
        every = self.on(date, range(len(task.scenes)))
        visits = [self.here[key] for key in self.here if key[1] == date]
        move = task.least_move_of(date)[0] if moving else 0
        beside = task.extra[date] if extra is None else extra
        roads = [
            (task.shoot_of(date).road(*self.ids(one, two)).minutes - move) * both
            for (one, two, on), both in self.both.items()
            if moving and on == date
        ]
        return (
            sum(task.scenes[scene].minutes * variable for scene, variable in every)
            + move * sum(visits)
            + (beside - move) * self.used[date]
            + sum(roads)
        )

    def ids(self, one: int, two: int) -> tuple[str, str]:
        """Give the ids of two places."""
        places = self.task.shoot.places
        return places[one].id, places[two].id

    def working_dates(self, who: int) -> dict[int, IntVar]:
        """For each date of the calendar that a payee may work on, whether it does."""
        works = self.working(who)
        if self.task.crews == 1:
            return works
        found: dict[int, IntVar] = {}
        for date in range(self.task.base):
            slots = [works[slot] for slot in self.task.slots_of(date) if slot in works]
            if len(slots) == 1:
                found[date] = slots[0]
            elif slots:
                found[date] = self.model.new_bool_var(f"{who} works on date {date}")
                self.model.add_max_equality(found[date], slots)
        return found

    def working(self, who: int) -> dict[int, IntVar]:
        """For each date that a payee may work on, whether it does."""
        scenes = sorted(self.task.payees[who].scenes)
        for date in self.dates:
            here = [literal for _, literal in self.on(date, scenes)]
            if here and (who, date) not in self.works:
                works = self.works[who, date] = self.model.new_bool_var(f"{who} works {date}")
                self.model.add_max_equality(works, here)
        return {date: self.works[who, date] for date in self.dates if (who, date) in self.works}


def make_variables(task: Task) -> Variables:
    """Make the booleans of a task, without any rule."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    scenes = range(len(task.scenes))
    at = [
        {date: model.new_bool_var(f"scene {scene} on {date}") for date in task.options[scene]}
        for scene in scenes
    ]
    dates = sorted({date for scene in scenes for date in at[scene]})
    bits = dict.fromkeys(dates, 0)
    for options in task.options:
        for date, units in options.items():
            bits[date] |= units
    night = {
        date: model.new_bool_var(f"night {date}")
        if bits[date] == DAY | NIGHT
        else model.new_constant(bits[date] == NIGHT)
        for date in dates
    }
    visits = sorted({(task.place_of[scene], date) for scene in scenes for date in at[scene]})
    v = Variables(
        model=model,
        task=task,
        at=at,
        used={date: model.new_bool_var(f"used {date}") for date in dates},
        night=night,
        here={key: model.new_bool_var(f"place {key[0]} on {key[1]}") for key in visits},
    )
    if task.shoot.roads:
        _add_both(v)
    return v


def _add_both(v: Variables) -> None:
    """Whether two places are shot at on one date, whose roads then tell what the move takes."""
    for date in v.dates:
        if v.task.shoot_of(date).max_moves != 1 or date in v.task.locked_days:
            continue  # its moves are fixed and stand in `extra` and `detour_cents`
        places = [place for place, on in v.here if on == date]
        for one, two in combinations(places, 2):
            both = v.both[one, two, date] = v.model.new_bool_var(f"{one} and {two} on {date}")
            v.model.add(both >= v.here[one, date] + v.here[two, date] - 1)
