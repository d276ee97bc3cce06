"""A smallest set of rules and scenes that contradict, found by CP-SAT."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.schedule.conflict.fits import Fits
from lastlook.schedule.conflict.relax import shrink
from lastlook.schedule.conflict.values import Conflict, joined
from lastlook.schedule.conflict.ways import all_rules, say_rules, ways_out
from lastlook.schedule.solver import constraints, model
from lastlook.schedule.solver.slots import may_go
from lastlook.schedule.solver.task import (
    NO_SLOT,
    UNITS,
    day_name,
    fixed_slot,
    make_task,
    slot_numbers,
)
from lastlook.schedule.solver.variables import make_variables
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python.cp_model import IntVar

    from lastlook.schedule.board import Board
    from lastlook.schedule.conflict.ways import Holds
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.variables import Variables


def explain(shoot: Shoot, keep: Board | None, *, seconds: float) -> tuple[Conflict, ...]:
    """Find a smallest set of rules and scenes that cannot hold together.

    CP-SAT names rules that suffice for the contradiction; then each is left out in turn, and
    stays out while the rest still contradict. Call it only where no legal board exists.
    """
    budget = _Budget(max(2.0, seconds))
    task = make_task(shoot, keep)
    wide = _without_windows(task)
    rules = [*all_rules(shoot, keep), *(f"scene {scene.id}" for scene in task.scenes)]
    core = _sufficient(wide, task, keep, rules, budget)
    smaller, minimal = _shrunk(core, wide, task, keep, budget)
    if smaller is None:
        smaller, minimal = _shrunk(rules, wide, task, keep, budget)
    return (_told(smaller or rules, shoot, keep, seconds, minimal=minimal),)


def reduced(
    shoot: Shoot, keep: Board | None, core: list[str], *, seconds: float
) -> tuple[Conflict | None, bool]:
    """Leave out what a contradiction found otherwise does not need.

    `core` has the keys of rules, and `scene s012` for each scene.

    Returns
    -------
    tuple
        The smaller conflict, None where nothing can be left out or CP-SAT does not see the
        contradiction in its time; and whether each part of what then stands is needed.
    """
    budget = _Budget(max(2.0, seconds))
    task = make_task(shoot, keep)
    smaller, minimal = _shrunk(core, _without_windows(task), task, keep, budget)
    if smaller is None or set(smaller) == set(core):
        return None, minimal and smaller is not None
    return _told(smaller, shoot, keep, seconds, minimal=minimal), minimal


def _shrunk(
    core: list[str], wide: Task, task: Task, keep: Board | None, budget: _Budget
) -> tuple[list[str] | None, bool]:
    """Leave out what the contradiction does not need; None where CP-SAT does not see it."""

    def contradict(some: list[str]) -> bool:
        if budget.left <= 0:
            return False
        return _status(wide, task, keep, set(some), budget) == "INFEASIBLE"

    if not contradict(core):
        return None, False
    # Rules before scenes: the fewest kinds of rule explain best.
    core = shrink(sorted(core, key=lambda rule: rule.startswith("scene ")), contradict)
    return core, budget.left > 0 and not budget.unsure


def _told(
    core: list[str], shoot: Shoot, keep: Board | None, seconds: float, *, minimal: bool
) -> Conflict:
    """Say a contradiction with the ways out that were tried."""
    ways = _Budget(max(2.0, seconds))

    def holds(changed: Shoot, board: Board | None) -> bool:
        if ways.left <= 0:
            return False
        other = make_task(changed, board)
        status = _status(_without_windows(other), other, board, set(core), ways)
        return status in ("OPTIMAL", "FEASIBLE")

    possible = Fits(seconds)
    return in_words(core, shoot, keep, holds, possible, minimal=minimal)


@dataclass(slots=True)
class _Budget:
    """CP-SAT's deterministic time still to be spent."""

    left: float
    unsure: bool = False
    """CP-SAT once gave no answer in its time."""


def _without_windows(task: Task) -> Task:
    """Let every scene go to every date, so that windows and locks can be rules like others."""
    bits = [
        sum(1 << at for at, unit in enumerate(UNITS) if unit in scene.units)
        for scene in task.scenes
    ]
    # What a second unit may shoot, and when, is no rule that could be given up.
    return replace(
        task,
        options=tuple(
            {
                slot: bits[number]
                for slot in range(task.dates)
                if may_go(task.shoot, scene.id, slot, task.base)
            }
            for number, scene in enumerate(task.scenes)
        ),
    )


def _sufficient(
    wide: Task, task: Task, keep: Board | None, rules: list[str], budget: _Budget
) -> list[str]:
    """Ask CP-SAT which assumptions suffice; all rules where it cannot say."""
    from ortools.sat.python import cp_model

    v = _variables(wide)
    literals = {rule: v.model.new_bool_var(rule) for rule in rules}
    _state_rules(v, task, keep, lambda rule: [literals[rule]] if rule in literals else [])
    v.model.add_assumptions(list(literals.values()))
    solver = cp_model.CpSolver()
    model.make_reproducible(solver, seconds=budget.left / 4, seed=1)
    solver.parameters.interleave_search = False
    status = solver.solve(v.model)
    budget.left -= solver.response_proto.deterministic_time
    if status != cp_model.INFEASIBLE:
        return rules
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [rule for rule, literal in literals.items() if literal.index in named] or rules


def _variables(wide: Task) -> Variables:
    """Make the booleans with both units for every date: only the rule `light` shuts one."""
    v = make_variables(wide)
    v.night.update({date: v.model.new_bool_var(f"night {date}") for date in v.dates})
    return v


def _status(wide: Task, task: Task, keep: Board | None, rules: set[str], budget: _Budget) -> str:
    """Whether a board exists that keeps only some rules and places only some scenes."""
    v = _variables(wide)
    never = v.model.new_constant(0)
    _state_rules(v, task, keep, lambda rule: [] if rule in rules else [never])
    result = model.run(v, seconds=max(0.5, budget.left / 4), seed=1)
    budget.left -= result.spent
    budget.unsure |= result.status == "UNKNOWN"
    return result.status


def _state_rules(
    v: Variables, task: Task, keep: Board | None, guard: Callable[[str], list[IntVar]]
) -> None:
    constraints.add_rules(v, guard)
    constraints.cast_is_free(v, guard)
    constraints.scenes_are_clear(v, guard)
    constraints.scene_dates_hold(v, guard)
    constraints.scenes_have_time(v, guard)
    slots = slot_numbers(task.whole)
    locked = {}
    for number, scene in enumerate(task.scenes):
        fixed = fixed_slot(scene.id, keep, slots)
        if fixed not in (None, NO_SLOT):
            locked[number] = fixed
    constraints.locks_hold(v, guard, locked)


def in_words(
    core: list[str],
    shoot: Shoot,
    keep: Board | None,
    holds: Holds,
    possible: Holds,
    *,
    minimal: bool,
) -> Conflict:
    """Say a contradiction between rules and scenes, given by their keys, with its ways out."""
    scenes = [scene for scene in shoot.scenes if f"scene {scene.id}" in core]
    rules = tuple(rule for rule in core if not rule.startswith("scene "))
    minutes = sum(scene.minutes for scene in scenes)
    calendar = (
        f"{len(shoot.dates)} dates, {say_date(shoot.dates[0])} to {say_date(shoot.dates[-1])}"
    )
    ways = ways_out(rules, scenes, shoot, keep, holds, possible=possible, needed=minimal)
    one = "one of these scenes" if len(scenes) > 1 else "the scene"
    return Conflict(
        text=f"{_listed([scene.label for scene in scenes])} ({minutes} min together) cannot all be "
        f"placed on the calendar's {calendar}, if {joined(say_rules(rules, shoot, keep))}."
        + ("" if minimal else " (Time ran out before the list was as short as it can be.)"),
        rules=rules,
        ways_out=(*ways, f"Put {one if minimal else 'these scenes'} into the boneyard."),
        scenes=tuple(scene.id for scene in scenes),
        people=tuple(who.id for who in shoot.players if f"cast {who.id}" in rules),
        places=tuple(place.id for place in shoot.places if f"place {place.id}" in rules),
        dates=tuple(
            dict.fromkeys(
                day.date
                for day in (keep.days if keep else ())
                if f"banner {day_name(*day.slot)}" in rules
            )
        ),
        minimal=minimal,
    )


def _listed(labels: list[str]) -> str:
    """First letter large; long lists are cut, and say so."""
    shown = labels if len(labels) <= 6 else [*labels[:5], f"{len(labels) - 5} more scenes"]
    listed = joined(shown) or "the scenes"
    return listed[0].upper() + listed[1:]
