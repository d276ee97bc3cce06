"""A smallest set of rules and scenes that contradict, found by CP-SAT."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.schedule.conflict.values import Conflict, because, free, is_limited
from lastlook.schedule.solver import constraints, model
from lastlook.schedule.solver.task import UNITS, fixed_date, make_task
from lastlook.schedule.solver.variables import make_variables
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python.cp_model import IntVar

    from lastlook.schedule.board import Board
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
    rules = _all_rules(task, keep)
    core = _sufficient(wide, task, keep, rules, budget)

    def contradict(some: list[str]) -> bool:
        return _status(wide, task, keep, set(some), budget) == "INFEASIBLE"

    if not contradict(core):
        core = rules
    # Rules before scenes: the fewest kinds of rule explain best.
    core.sort(key=lambda rule: rule.startswith("scene "))
    core = _shrink(core, contradict, budget)
    return (_in_words(core, shoot, task, keep, minimal=budget.left > 0),)


@dataclass(slots=True)
class _Budget:
    """CP-SAT's deterministic time still to be spent."""

    left: float


def _without_windows(task: Task) -> Task:
    """Let every scene go to every date, so that windows and locks can be rules like others."""
    bits = [
        sum(1 << at for at, unit in enumerate(UNITS) if unit in scene.units)
        for scene in task.scenes
    ]
    dates = range(task.dates)
    return replace(
        task,
        options=tuple(dict.fromkeys(dates, bits[n]) for n in range(len(task.scenes))),
    )


def _all_rules(task: Task, keep: Board | None) -> list[str]:
    shoot = task.shoot
    return [
        "work",
        "moves",
        "light",
        "turnaround",
        *(["max_days"] if shoot.max_days is not None else []),
        *(f"cast {who.id}" for who in shoot.players if len(who.dates) < task.dates),
        *(f"place {place.id}" for place in shoot.places if is_limited(shoot, place.minutes)),
        *(f"lock {s.id}" for s in task.scenes if fixed_date(s.id, keep) is not None),
        *(f"locked day {shoot.dates[at]}" for at in task.locked_days),
        *(f"scene {scene.id}" for scene in task.scenes),
    ]


def _sufficient(
    wide: Task, task: Task, keep: Board | None, rules: list[str], budget: _Budget
) -> list[str]:
    """Ask CP-SAT which assumptions suffice; all rules where it cannot say."""
    from ortools.sat.python import cp_model

    v = make_variables(wide)
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


def _status(wide: Task, task: Task, keep: Board | None, rules: set[str], budget: _Budget) -> str:
    """Whether a board exists that keeps only some rules and places only some scenes."""
    v = make_variables(wide)
    never = v.model.new_constant(0)
    _state_rules(v, task, keep, lambda rule: [] if rule in rules else [never])
    result = model.run(v, seconds=max(0.5, budget.left / 4), seed=1)
    budget.left -= result.spent
    return result.status


def _state_rules(
    v: Variables, task: Task, keep: Board | None, guard: Callable[[str], list[IntVar]]
) -> None:
    constraints.add_rules(v, guard)
    constraints.cast_is_free(v, guard)
    positions = {day: at for at, day in enumerate(task.shoot.dates)}
    locked = {}
    for number, scene in enumerate(task.scenes):
        fixed = fixed_date(scene.id, keep)
        if fixed in positions:
            locked[number] = positions[fixed]
    constraints.locks_hold(v, guard, locked)


def _shrink(core: list[str], contradict: Callable[[list[str]], bool], budget: _Budget) -> list[str]:
    """Leave out halves, quarters and at last single rules while the rest still contradict."""
    chunk = max(1, len(core) // 2)
    while True:
        start = 0
        while start < len(core) and budget.left > 0:
            rest = core[:start] + core[start + chunk :]
            if rest and contradict(rest):
                core = rest
            else:
                start += chunk
        if chunk == 1 or budget.left <= 0:
            return core
        chunk //= 2


def _in_words(
    core: list[str], shoot: Shoot, task: Task, keep: Board | None, *, minimal: bool
) -> Conflict:
    scenes = [scene for scene in shoot.scenes if f"scene {scene.id}" in core]
    people = [who for who in shoot.players if f"cast {who.id}" in core]
    places = [place for place in shoot.places if f"place {place.id}" in core]
    says, ways = _say_limits(core, shoot)
    for who in people:
        says.append(f"{who.label} is {free(who.dates, shoot, 'free')}")
        ways.append(f"Agree on another date with {who.label}{because(who.why_not)}.")
    for place in places:
        opened = frozenset(at for at, pair in enumerate(place.minutes) if max(pair))
        hours = "; ".join(place.why_not)
        says.append(
            f"{place.label} is {free(opened, shoot, 'open')}" + (f" ({hours})" if hours else "")
        )
        ways.append(f"Get other dates or longer hours at {place.label}.")
    for scene in scenes:
        fixed = fixed_date(scene.id, keep)
        if fixed is not None and f"lock {scene.id}" in core:
            says.append(f"{scene.label} is locked on {say_date(fixed)}")
            ways.append(f"Unlock {scene.label} in board.toml.")
    for at in task.locked_days:
        if f"locked day {shoot.dates[at]}" in core:
            says.append(f"{say_date(shoot.dates[at])} is locked and takes no other scenes")
            ways.append(f"Unlock {say_date(shoot.dates[at])} in board.toml.")
    minutes = sum(scene.minutes for scene in scenes)
    calendar = (
        f"{len(shoot.dates)} dates, {say_date(shoot.dates[0])} to {say_date(shoot.dates[-1])}"
    )
    return Conflict(
        text=f"{_listed([scene.label for scene in scenes])} ({minutes} min together) cannot all be "
        f"placed on the calendar's {calendar}, if {_joined(says)}."
        + ("" if minimal else " (Time ran out before the list was as short as it can be.)"),
        rules=tuple(rule for rule in core if not rule.startswith("scene ")),
        ways_out=(*ways, "Give [calendar] a later end, or put a scene into the boneyard."),
        scenes=tuple(scene.id for scene in scenes),
        people=tuple(who.id for who in people),
        places=tuple(place.id for place in places),
        minimal=minimal,
    )


def _say_limits(core: list[str], shoot: Shoot) -> tuple[list[str], list[str]]:
    """Say the production's own limits, and what to raise."""
    limits = {
        "work": (f"a day holds {shoot.work} min of work", "Raise hours.work."),
        "moves": (
            f"a day has at most {shoot.max_moves} company moves",
            "Raise hours.max_moves.",
        ),
        "light": (
            "a date has one unit, by day or by night",
            "Let the other unit shoot a scene: another time of day, or night_interiors_by_day.",
        ),
        "turnaround": (
            f"the turnaround is {shoot.turnaround / 60:g} h",
            "Move the calls, or shorten the turnaround if its rule allows.",
        ),
        "max_days": (
            f"there are at most {shoot.max_days} shooting days",
            "Raise calendar.max_days.",
        ),
    }
    chosen = [limits[rule] for rule in core if rule in limits]
    return [says for says, _ in chosen], [way for _, way in chosen]


def _listed(labels: list[str]) -> str:
    """First letter large; long lists are cut, and say so."""
    shown = labels if len(labels) <= 6 else [*labels[:5], f"{len(labels) - 5} more scenes"]
    joined = _joined(shown) or "The scenes"
    return joined[0].upper() + joined[1:]


def _joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + "".join(parts[-1:])
