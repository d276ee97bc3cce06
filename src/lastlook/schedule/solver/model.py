"""The CP-SAT model of a task, and one reproducible run of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.solver import constraints, objective
from lastlook.schedule.solver.variables import Variables, make_variables

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python.cp_model import CpSolver, CpSolverSolutionCallback, IntVar

    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.days import Days
    from lastlook.schedule.solver.task import Task

SAFETY = 20
"""Wall-clock seconds allowed for each unit of deterministic time: a net, not a rule."""


NOWHERE = -1
"""Date of a scene that a model in search of conflicts leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of CP-SAT came to."""

    status: str
    """OPTIMAL, FEASIBLE, INFEASIBLE or UNKNOWN."""
    dates: tuple[int, ...] = ()
    """Date of each scene, or NOWHERE; empty if no board was found."""
    units: tuple[int, ...] = ()
    """Unit of each date."""
    bound: int = 0
    """No board has a smaller objective; 0 where there is none."""
    spent: float = 0.0
    """Deterministic time used."""


def rules_model(task: Task) -> Variables:
    """Give the model with every rule and no cost."""
    v = make_variables(task)
    constraints.add_rules(v)
    return v


def cost_model(task: Task, least: LeastDays) -> Variables:
    """Give the model with every rule and the cuts, and what the objective is made of."""
    v = make_variables(task)
    constraints.add_rules(v)
    objective.pay(v)
    objective.late(v)
    constraints.cuts(v, least)
    return v


def give_hint(v: Variables, days: Days) -> None:
    """Start the search from a board: every variable gets its value."""
    hinted: set[int] = set()

    def hint(variable: IntVar, value: bool) -> None:  # noqa: FBT001
        # Constants are shared, and a variable hinted twice would make the model invalid.
        if variable.index not in hinted:
            hinted.add(variable.index)
            v.model.add_hint(variable, value)

    date_of = {scene: date for date, day in enumerate(days.days) for scene in day.scenes}
    for scene, options in enumerate(v.at):
        for date, literal in options.items():
            hint(literal, date_of[scene] == date)
    for date, literal in v.used.items():
        hint(literal, bool(days.days[date].scenes))
        hint(v.night[date], bool(days.unit[date]))
    for (place, date), literal in v.here.items():
        hint(literal, place in {v.task.place_of[scene] for scene in days.days[date].scenes})
    for (scene, date), literal in v.done.items():
        hint(literal, v.task.date_of(date_of[scene]) <= date)
    for (who, date), literal in v.paid.items():
        works = days.terms.fold(days.working[who])
        started, needed = bool(works & ((2 << date) - 1)), bool(works >> date)
        if (who, date) in v.started:
            hint(v.started[who, date], started)
            hint(v.needed[who, date], needed or date == 0)
            hint(literal, started and needed)
        else:
            hint(literal, bool(works >> date & 1))


def make_reproducible(solver: CpSolver, *, seconds: float, seed: int) -> None:
    """Set a solver so that the same input gives the same answer on the same version.

    Strategies take turns in one thread and stop by work done, not by the clock.
    """
    solver.parameters.num_workers = 1
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.max_time_in_seconds = SAFETY * max(1.0, seconds)


def run(
    v: Variables,
    *,
    seconds: float,
    seed: int,
    progress: Callable[[float, int, int], None] | None = None,
) -> Run:
    """Solve for `seconds` of CP-SAT's deterministic time, on one core.

    See `make_reproducible`.
    """
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    make_reproducible(solver, seconds=seconds, seed=seed)
    status = solver.solve(v.model, _watcher(progress, seconds) if progress else None)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(f"CP-SAT refuses the model: {v.model.validate()}")
    name = solver.status_name(status)
    spent = solver.response_proto.deterministic_time
    bound = whole(solver.best_objective_bound) if v.model.has_objective() else 0
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Run(status=name, bound=bound, spent=spent)
    return Run(
        status=name,
        dates=_dates(v, solver.boolean_value),
        units=_units(v, solver.boolean_value),
        bound=bound,
        spent=spent,
    )


def whole(bound: float) -> int:
    """Objectives are whole numbers, so a bound may be raised to the next; a hair is noise."""
    return -int(-(bound - 1e-6) // 1) if abs(bound) < 1e15 else 0


def _dates(v: Variables, true: Callable[..., bool]) -> tuple[int, ...]:
    return tuple(
        next((date for date, literal in options.items() if true(literal)), NOWHERE)
        for options in v.at
    )


def _units(v: Variables, true: Callable[..., bool]) -> tuple[int, ...]:
    return tuple(int(date in v.night and true(v.night[date])) for date in range(v.task.dates))


def _watcher(
    progress: Callable[[float, int, int], None], seconds: float
) -> CpSolverSolutionCallback:
    from ortools.sat.python import cp_model

    class Watcher(cp_model.CpSolverSolutionCallback):
        """Tells how far the run is at each better board."""

        def on_solution_callback(self) -> None:
            share = min(1.0, self.deterministic_time / seconds) if seconds else 1.0
            value, bound = round(self.objective_value), whole(self.best_objective_bound)
            progress(share, value, bound)

    return Watcher()
