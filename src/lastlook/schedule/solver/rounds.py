"""CP-SAT in rounds: what no order of a day's strips suits is forbidden, and it goes on.

A shoot whose days need no order is solved in one round.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from lastlook.schedule.solver import model
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.order import best_plan, least_length
from lastlook.schedule.solver.sequences import PROVED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ortools.sat.python.cp_model import IntVar
    from ortools.sat.python.cp_model_helper import Literal

    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.variables import Variables

LEAST_SPENT = 0.01
"""Deterministic time that a round counts for at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What all rounds came to."""

    run: model.Run
    days: Days | None
    """A legal board, if one was found."""
    bound: int
    """No legal board has a smaller objective."""
    sure: bool
    """Everything forbidden was shown to be impossible, so INFEASIBLE is a proof."""
    forbidden: tuple[tuple[int, ...], ...] = field(default=())
    """Scenes that no day holds together, in no order."""
    again: bool = False
    """Something was forbidden that the model alone allows."""


def solve_model(
    v: Variables,
    *,
    seconds: float,
    seed: int,
    progress: Callable[[float, int, int], None] | None = None,
) -> Found:
    """Solve a model until its board is legal with the order of strips, or time is over."""
    spent, bound, sure = 0.0, 0, True
    forbidden: list[tuple[int, ...]] = []
    again = False
    while True:
        run = model.run(v, seconds=max(LEAST_SPENT, seconds - spent), seed=seed, progress=progress)
        spent += max(LEAST_SPENT, run.spent)
        if sure:
            bound = max(bound, run.bound)
        days = Days(v.task) if run.dates else None
        wrong = days.put_all(run.dates, run.units) if days else ()
        if wrong and spent < seconds:
            shown = _forbid(v, run, wrong, forbidden)
            sure, again = sure and shown, True
            continue
        return Found(
            run=run if sure else replace(run, bound=bound),
            days=None if wrong else days,
            bound=bound,
            sure=sure,
            forbidden=tuple(forbidden),
            again=again,
        )


def _forbid(
    v: Variables, run: model.Run, wrong: tuple[int, ...], forbidden: list[tuple[int, ...]]
) -> bool:
    """Forbid what a round did; whether it was shown that nothing legal is lost."""
    if len(wrong) == 1:
        return _forbid_day(v, run, wrong[0], forbidden)
    last = wrong[-1]
    near = [date for date in wrong[:-1] if not _stand_together(v, run, (date, last))]
    dates = [*(near[-1:] or wrong[:-1]), last]
    nobody_rests = _too_long(v, run, dates) or not _rested(v, run, dates)
    # Somebody who is called for an own first strip may rest longer where more is shot before it.
    # So may somebody go on to another unit where more is shot there first.
    more_helps = v.task.shoot.personal_calls or bool(v.task.commuters)
    exactly = nobody_rests and (more_helps or not _monotone(v.task))
    literals: list[IntVar | Literal] = []
    for date in dates:
        here = tuple(scene for scene, at in enumerate(run.dates) if at == date)
        literals += _otherwise(v, run, date, here, exactly=exactly)
    v.model.add_bool_or(literals)
    return nobody_rests


def _forbid_day(v: Variables, run: model.Run, date: int, forbidden: list[tuple[int, ...]]) -> bool:
    """Forbid the fewest scenes of a day that no order suits, and with them every larger set."""
    unit = run.units[date]
    judge = Days(v.task).judge

    def stands(scenes: tuple[int, ...]) -> bool:
        return bool(judge(date, scenes).units >> unit & 1)

    scenes = tuple(scene for scene, at in enumerate(run.dates) if at == date)
    monotone = _monotone(v.task)
    for scene in scenes if monotone else ():
        fewer = tuple(other for other in scenes if other != scene)
        if fewer and not stands(fewer):
            scenes = fewer
    v.model.add_bool_or(_otherwise(v, run, date, scenes, exactly=not monotone))
    forbidden.append(scenes)
    plan, sure = best_plan(v.task, date, unit, scenes, steps=PROVED)
    return plan is None and sure


def _otherwise(
    v: Variables, run: model.Run, date: int, scenes: tuple[int, ...], *, exactly: bool
) -> list[IntVar | Literal]:
    """Give literals of which one holds where a date has not all of some scenes, or another unit.

    With `exactly`, also where it has more than those.
    """
    literals: list[IntVar | Literal] = [v.at[scene][date].negated() for scene in scenes]
    if exactly:
        others = (scene for scene in range(len(v.at)) if scene not in scenes)
        literals += [v.at[scene][date] for scene in others if date in v.at[scene]]
    return [*literals, _other_unit(v, run, date)]


def _monotone(task: Task) -> bool:
    """Whether a day that no order suits suits none with more scenes either.

    Not where a part of the meal counts as a minor's time on set: more scenes may move the meal.
    """
    return all(
        law is None or law.meal >= max(shoot.meal for shoot in task.shoots)
        for limit in task.shoot.minors
        for law in limit.presence
    )


def _rested(v: Variables, run: model.Run, dates: Sequence[int]) -> bool:
    """Whether roles may rest enough on some dates of a round, or it is not known that they may not.

    Known it is where every order of each day was looked at.
    """
    days = Days(v.task)
    rests = days.terms.rests
    if rests is None or any(v.task.banners[date] for date in dates):
        return True
    made, units = days.days[:], days.unit[:]
    for date in dates:
        scenes = tuple(scene for scene, at in enumerate(run.dates) if at == date)
        made[date], units[date] = days.judge(date, scenes), run.units[date]
        if not made[date].units >> units[date] & 1:
            return True
    return not rests.surely_forbidden(made, units)


def _too_long(v: Variables, run: model.Run, dates: Sequence[int]) -> bool:
    """Whether some date of a round ends too late for another's call, whatever their orders."""
    task = v.task
    limits = task.rests()
    for one, two in product(dates, dates):
        here = [scene for scene, at in enumerate(run.dates) if at == one]
        there = [scene for scene, at in enumerate(run.dates) if at == two]
        most = []
        if (one, two) in limits:
            most.append(limits[one, two][run.units[one]][run.units[two]])
        both = {who for scene in here for who in task.cast_of[scene]} & {
            who for scene in there for who in task.cast_of[scene]
        }
        later = task.date_of(one) < task.date_of(two)
        if both and later and max(one, two) >= task.base and not task.rests_by_role:
            most.append(task.limit((one, two), (run.units[one], run.units[two])))
        if most:
            least = least_length(task, one, run.units[one], here)
            if least is not None and least > min(most):
                return True
    return False


def _stand_together(v: Variables, run: model.Run, dates: tuple[int, int]) -> bool:
    """Whether two dates of a round break no rule between them."""
    days = Days(v.task)
    for date in dates:
        scenes = tuple(scene for scene, at in enumerate(run.dates) if at == date)
        unit = run.units[date]
        day = days.judge(date, scenes)
        if days.change({date: day._replace(units=1 << unit)}) is None:
            return False
        days.put({date: day}, {date: unit})
    return True


def _other_unit(v: Variables, run: model.Run, date: int) -> IntVar | Literal:
    """Give the literal that holds if a date has another unit than in a round."""
    return v.night[date].negated() if run.units[date] else v.night[date]
