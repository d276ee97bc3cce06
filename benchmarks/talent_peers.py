"""Talent scheduling by others: DIDPPy's CABS, and OR-Tools' CP-SAT and SCIP.

All of them are given the simplified instance. The models are proved right by their costs, which
`talent.py` compares. Each returns the least pay for days held that it found, and whether it
proved it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.talent.simplify import Part

Answer = tuple[int | None, bool]


def cabs(part: Part, seconds: float) -> Answer:
    """Search over sets of remaining scenes, after Kuroiwa and Beck's DIDP model.

    Their rules by which one scene goes before another cost it more than they saved here.
    """
    import didppy as dp

    model = dp.Model()
    scenes, actors = range(len(part.casts)), range(len(part.rates))
    scene = model.add_object_type(number=len(scenes))
    actor = model.add_object_type(number=len(actors))
    remaining = model.add_set_var(object_type=scene, target=list(scenes))
    casts = [[a for a in actors if part.casts[s] >> a & 1] for s in scenes]
    table = model.add_set_table([set(cast) for cast in casts], object_type=actor)
    rates = model.add_int_table(list(part.rates))
    model.add_base_case([remaining.is_empty()])
    here = model.add_set_state_fun(table.union(remaining.complement()) & table.union(remaining))
    for s in scenes:
        cast = model.create_set_const(object_type=actor, value=casts[s])
        waits = part.durations[s] * rates[here - cast]
        shoot: dict[str, Any] = {
            "cost": waits + dp.IntExpr.state_cost(),
            "effects": [(remaining, remaining.remove(s))],
        }
        model.add_transition(
            dp.Transition(
                name=f"take {s}", **shoot, preconditions=[remaining.contains(s), here == cast]
            ),
            forced=True,
        )
        model.add_transition(
            dp.Transition(name=f"shoot {s}", **shoot, preconditions=[remaining.contains(s)])
        )
    model.add_dual_bound(0)
    solution = dp.CABS(model, time_limit=seconds, quiet=True).search()
    return solution.cost, solution.is_optimal


def _waits(part: Part) -> Iterator[tuple[int, int, int, list[int]]]:
    """Yield actor, scene without the actor, cost of waiting there, and the actor's scenes."""
    scenes = range(len(part.casts))
    for actor, rate in enumerate(part.rates):
        own = [scene for scene in scenes if part.casts[scene] >> actor & 1]
        for scene in scenes:
            if scene not in own:
                yield actor, scene, rate * part.durations[scene], own


def cp_sat(part: Part, seconds: float) -> Answer:
    """Order pairs of scenes without cycles; who is before and after a scene waits in it."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    scenes = range(len(part.casts))
    before: dict[tuple[int, int], Any] = {}
    for i in scenes:
        for j in scenes[i + 1 :]:
            before[i, j] = model.new_bool_var("")
            before[j, i] = before[i, j].negated()
    for i in scenes:
        for j in scenes[i + 1 :]:
            for k in scenes[i + 1 :]:
                if k != j:
                    model.add_bool_or(before[j, i], before[k, j], before[i, k])
    costs = []
    for _, scene, cost, own in _waits(part):
        begun, needed, waits = (model.new_bool_var("") for _ in range(3))
        for other in own:
            model.add_implication(before[other, scene], begun)
            model.add_implication(before[scene, other], needed)
        model.add_bool_or(begun.negated(), needed.negated(), waits)
        costs.append(cost * waits)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    known = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return round(solver.objective_value) if known else None, status == cp_model.OPTIMAL


def scip(part: Part, seconds: float) -> Answer:
    """Solve the same as a linear ordering problem with integer variables."""
    from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(int(1000 * seconds))
    scenes = range(len(part.casts))
    before: dict[tuple[int, int], Any] = {}
    for i in scenes:
        for j in scenes[i + 1 :]:
            before[i, j] = solver.BoolVar("")
            before[j, i] = 1 - before[i, j]
    for i in scenes:
        for j in scenes[i + 1 :]:
            for k in scenes[i + 1 :]:
                if k != j:
                    solver.Add(before[j, i] + before[k, j] + before[i, k] >= 1)
    costs = []
    for _, scene, cost, own in _waits(part):
        begun, needed, waits = (solver.NumVar(0, 1, "") for _ in range(3))
        for other in own:
            solver.Add(begun >= before[other, scene])
            solver.Add(needed >= before[scene, other])
        solver.Add(waits >= begun + needed - 1)
        costs.append(cost * waits)
    solver.Minimize(sum(costs))
    status = solver.Solve()
    known = status in {solver.OPTIMAL, solver.FEASIBLE}
    return round(solver.Objective().Value()) if known else None, status == solver.OPTIMAL
