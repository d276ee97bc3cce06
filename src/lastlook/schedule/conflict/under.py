"""The problem of some scenes under some rules alone, and whether it has a board."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.conflict.relax import without
from lastlook.schedule.conflict.ways import all_rules
from lastlook.schedule.solver import model
from lastlook.schedule.solver.rounds import solve_model
from lastlook.schedule.solver.task import make_task

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot

REST = "cast rest "


def under(
    rules: Collection[str],
    shoot: Shoot,
    keep: Board | None,
    scenes: Collection[str] | None = None,
) -> tuple[Shoot, Board | None]:
    """Give the problem under some rules alone, of some scenes or of all.

    Roles have one rest between them: it stays if any role's is asked for.
    """
    if scenes is not None:
        shoot = replace(shoot, scenes=tuple(s for s in shoot.scenes if s.id in scenes))
    # A place that is open all day is shut by no rule, however long the day becomes.
    every = {*all_rules(shoot, keep), *(f"place {place.id}" for place in shoot.places)}
    rested = any(rule.startswith(REST) for rule in rules)
    for rule in sorted(every.difference(rules)):
        if not (rested and rule.startswith(REST)):
            shoot, keep = without(rule, shoot, keep)
    return shoot, keep


def has_board(
    rules: Collection[str],
    scenes: Collection[str],
    shoot: Shoot,
    keep: Board | None,
    *,
    seconds: float,
) -> tuple[bool | None, float]:
    """Whether some scenes have a legal board under some rules, by CP-SAT.

    The order of strips within each day is looked at too.

    Returns
    -------
    tuple
        None where neither was shown in `seconds` of deterministic time; and the time spent.
    """
    task = make_task(*under(rules, shoot, keep, scenes))
    found = solve_model(model.rules_model(task), seconds=seconds, seed=1)
    spent = max(found.run.spent, 0.001)
    if found.days is not None:
        return True, spent
    return (False if found.run.status == "INFEASIBLE" and found.sure else None), spent
