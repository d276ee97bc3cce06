"""Some dates of a board solved anew by CP-SAT, all others as they are.

Annealing crosses boards that break rules, and now and then ends on one: a week so tight that one
packing of many is legal, and no single change leads there. CP-SAT, which has no trouble with a
week, then looks for that packing by every rule.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.solver import model
from lastlook.schedule.solver.rounds import solve_model

if TYPE_CHECKING:
    from lastlook.schedule.solver.days import Days
    from lastlook.schedule.solver.task import Task

EACH = 1.0
"""Deterministic time for a window at most: a week of a film of 200 scenes takes a quarter of it."""
AROUND = (4, 8)
"""Dates before and after one that breaks a rule, which are solved anew together with it."""


class Standing(NamedTuple):
    """Where scenes stand, legal or not."""

    at: tuple[int, ...]
    """Date of each scene."""
    units: tuple[int, ...]
    """Unit (0 day, 1 night) of each date."""


def standing(days: Days) -> Standing:
    """Say where the scenes of a whole board stand."""
    at = {scene: date for date, day in enumerate(days.days) for scene in day.scenes}
    return Standing(tuple(at[scene] for scene in range(len(at))), tuple(days.unit))


def mended(
    task: Task, now: Standing, wrong: frozenset[int], *, seconds: float = EACH, seed: int = 1
) -> Standing | None:
    """Make a board legal by solving the dates around some that break a rule.

    Scenes of other dates stay where they are. None where that fails, or is not done in `seconds`
    of CP-SAT's deterministic time for each of two widths.
    """
    for beside in AROUND:
        dates = frozenset(
            date
            for date in range(task.dates)
            if any(abs(task.date_of(date) - task.date_of(other)) <= beside for other in wrong)
        )
        found = solve_model(model.rules_model(within(task, now, dates)), seconds=seconds, seed=seed)
        if found.days is not None:
            return standing(found.days)
    return None


def within(task: Task, now: Standing, dates: frozenset[int]) -> Task:
    """Leave the scenes of some dates free to go to any of them, and hold all others."""

    def options(scene: int) -> dict[int, int]:
        at, free = now.at[scene], task.options[scene]
        if at in dates:
            return {date: units for date, units in free.items() if date in dates}
        return {at: (1 << now.units[at]) & free.get(at, 0)}

    return replace(task, options=tuple(options(scene) for scene in range(len(task.scenes))))
