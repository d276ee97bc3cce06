"""A bound from days without dates: which scenes could share a day at all, at the least cost.

Dates, rest and holds are left out, so days are alike and only their number, their locations and
who works on them cost. Every board is such a packing, and costs no less.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.schedule.solver.bounds import (
    dearer_main_days,
    least_day,
    least_pay,
    times_paid,
)
from lastlook.schedule.solver.model import make_reproducible, whole
from lastlook.schedule.solver.slots import times_there, times_worked
from lastlook.schedule.solver.task import DAY, NIGHT, fee_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ortools.sat.python.cp_model import CpModel, IntVar

    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.task import Payee, Task


def packing_bound(
    task: Task,
    *,
    days: int,
    least: LeastDays,
    seconds: float,
    seed: int,
    hint: Sequence[Sequence[int]] = (),
) -> int | None:
    """Bound in cents what a board of at most `days` shooting days costs; None if there is none.

    `hint` has the scenes of each day of some board. Stops after `seconds` of CP-SAT's
    deterministic time with the bound it has.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    shoot = task.shoot
    least_extra = min(task.extra)
    numbers = range(days)
    scenes = range(len(task.scenes))
    used = [model.new_bool_var(f"used {day}") for day in numbers]
    night = [model.new_bool_var(f"night {day}") for day in numbers]
    at = [[model.new_bool_var(f"{scene} on {day}") for day in numbers] for scene in scenes]
    for scene in scenes:
        model.add_exactly_one(at[scene])
    for day in numbers[1:]:
        model.add_implication(used[day], used[day - 1])
    for day in range(min(least.shooting, days)):
        model.add(used[day] == 1)
    _light(model, task, at, night)
    _no_common_date(model, task, at)
    visits = [_visits(model, task, at, place, used) for place in range(len(shoot.places))]
    for day in numbers:
        here = sum(row[day] for row in visits)
        minutes = sum(task.scenes[scene].minutes * at[scene][day] for scene in scenes)
        move = task.least_move[0]
        model.add(minutes + move * here <= (task.most_work + move - least_extra) * used[day])
        model.add(here <= (task.most_moves + 1) * used[day])
    moves = sum(sum(row) for row in visits) - sum(used)
    cost = [least_day(task) * sum(used), task.least_move[1] * moves + task.detour_cents]
    cost.append(dearer_main_days(task))
    # Units that share a place pay its fee once.
    cost += [
        fee_of(place) * sum(visits[n])
        for n, place in enumerate(shoot.places)
        if times_there(task, n) == 1
    ]
    for place, row in enumerate(visits):
        model.add(sum(row) >= least.places[place])
    roles = len(shoot.players)
    several = [times or times_worked(task) for times in times_paid(task)]
    for who, payee in enumerate(task.payees):
        days_at_least = least.paid[who] if who < roles else int(bool(payee.scenes))
        if payee.pay.day and payee.pay.week is None:
            guarantee = payee.pay.least_days if payee.scenes else 0
            most = max(task.dates, guarantee)
            paid = model.new_int_var(max(days_at_least, guarantee), most, f"payee {who} paid")
            works = sum(_works(model, task, at, payee, task.most_work))
            model.add(several[who] * paid >= works)
            cost.append(payee.pay.day * paid)
        elif payee.pay.week is not None:
            cost.append(least_pay(payee.pay, days_at_least, task))
        cost.append(payee.once if payee.scenes else 0)
    model.minimize(sum(cost))
    for day, together in enumerate(hint):
        for scene in scenes:
            model.add_hint(at[scene][day], scene in together)
    solver = cp_model.CpSolver()
    make_reproducible(solver, seconds=seconds, seed=seed)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    return whole(solver.best_objective_bound)


def _light(model: CpModel, task: Task, at: list[list[IntVar]], night: list[IntVar]) -> None:
    """See that a day has one unit."""
    for scene, options in enumerate(task.options):
        units = 0
        for bits in options.values():
            units |= bits
        for day, literal in enumerate(at[scene]):
            if units == DAY:
                model.add_implication(literal, night[day].negated())
            elif units == NIGHT:
                model.add_implication(literal, night[day])


def _no_common_date(model: CpModel, task: Task, at: list[list[IntVar]]) -> None:
    """Two scenes that have no date in common share no day."""
    dates = [set(options) for options in task.options]
    for one, two in combinations(range(len(at)), 2):
        if dates[one].isdisjoint(dates[two]):
            for literal, other in zip(at[one], at[two], strict=True):
                model.add_implication(literal, other.negated())


def _visits(
    model: CpModel, task: Task, at: list[list[IntVar]], place: int, used: list[IntVar]
) -> list[IntVar]:
    """Whether a place is shot at on each day; its scenes there fit its longest opening."""
    scenes = [scene for scene, where in enumerate(task.place_of) if where == place]
    longest = max((max(pair) for pair in task.shoot.places[place].minutes), default=0)
    row = []
    for day in range(len(used)):
        here = model.new_bool_var(f"place {place} on {day}")
        row.append(here)
        for scene in scenes:
            model.add_implication(at[scene][day], here)
        minutes = sum(task.scenes[scene].minutes * at[scene][day] for scene in scenes)
        model.add(minutes <= min(longest, task.most_work) * here)
    return row


def _works(
    model: CpModel, task: Task, at: list[list[IntVar]], payee: Payee, work: int
) -> list[IntVar]:
    """Whether a payee works on each day."""
    scenes = sorted(payee.scenes)
    row = []
    for day in range(len(at[0])):
        works = model.new_bool_var(f"works on {day}")
        row.append(works)
        for scene in scenes:
            model.add_implication(at[scene][day], works)
        minutes = sum(task.scenes[scene].minutes * at[scene][day] for scene in scenes)
        model.add(minutes <= work * works)
    return row
