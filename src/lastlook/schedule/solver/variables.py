"""What CP-SAT decides: which scene on which date, and what follows for days, places and people."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """Role is paid for date; only for roles that cost something. See objective.py."""
    started: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Role has worked by the end of date."""
    needed: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Role has work left at the start of date."""
    done: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    """Scene is shot by the end of date."""

    @property
    def dates(self) -> list[int]:
        """Dates that some scene may go to."""
        return sorted(self.used)

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
        move = task.shoot.company_move if moving else 0
        beside = task.extra[date] if extra is None else extra
        return (
            sum(task.scenes[scene].minutes * variable for scene, variable in every)
            + move * sum(visits)
            + (beside - move) * self.used[date]
        )


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
    return Variables(
        model=model,
        task=task,
        at=at,
        used={date: model.new_bool_var(f"used {date}") for date in dates},
        night=night,
        here={key: model.new_bool_var(f"place {key[0]} on {key[1]}") for key in visits},
    )
