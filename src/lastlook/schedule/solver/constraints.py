"""The rules as CP-SAT takes them, one function each.

`guard` hangs a rule on a literal, so that conflict.py can ask which rules cannot hold together;
a plain solve hangs it on nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.solver.alone import shut_by
from lastlook.schedule.solver.constraints_terms import TERMS
from lastlook.schedule.solver.constraints_units import units_side_by_side
from lastlook.schedule.solver.slots import most_days
from lastlook.schedule.solver.task import DAY, NIGHT, is_clear

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python.cp_model import IntVar
    from ortools.sat.python.cp_model_helper import Literal

    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.variables import Variables

    Guard = Callable[[str], list[IntVar]]


def no_guard(_rule: str) -> list[IntVar]:
    """Let a rule simply hold."""
    return []


def add_rules(v: Variables, guard: Guard = no_guard) -> None:
    """Add every rule."""
    every_scene_once(v, guard)
    days_and_places_follow(v)
    one_unit_a_day(v, guard)
    day_holds_its_work(v, guard)
    few_moves(v, guard)
    places_are_open(v, guard)
    minors_rest(v, guard)
    rest_between_days(v, guard)
    few_days(v, guard)
    if v.task.crews > 1:
        units_side_by_side(v, guard)
    for add_rule in TERMS.values():
        add_rule(v, guard)


def every_scene_once(v: Variables, guard: Guard) -> None:
    """See that every scene is shot on one date."""
    for scene, need in enumerate(v.task.scenes):
        literals = list(v.at[scene].values())
        v.model.add_at_most_one(literals)
        asked = guard(f"scene {need.id}")
        v.model.add_bool_or(literals).only_enforce_if(asked)
        for literal in asked:
            # A scene that is left out is on no date: it must not fill another's wait either.
            v.model.add_bool_and([at.negated() for at in literals]).only_enforce_if(
                literal.negated()
            )


def days_and_places_follow(v: Variables) -> None:
    """See that a date or place is used exactly if a scene is shot there."""
    of_date: dict[int, list[IntVar]] = {date: [] for date in v.dates}
    of_visit: dict[tuple[int, int], list[IntVar]] = {key: [] for key in v.here}
    for scene, place in enumerate(v.task.place_of):
        for date, literal in v.at[scene].items():
            of_visit[place, date].append(literal)
            v.model.add_implication(literal, v.here[place, date])
    for (place, date), here in v.here.items():
        of_date[date].append(here)
        v.model.add_implication(here, v.used[date])
        v.model.add_bool_or([*of_visit[place, date], here.negated()])
    for date, visits in of_date.items():
        v.model.add_bool_or([*visits, v.used[date].negated()])


def one_unit_a_day(v: Variables, guard: Guard) -> None:
    """See that a date has a day unit or a night unit, and shoots only scenes of its light."""
    enforced = guard("light")
    for scene, options in enumerate(v.task.options):
        for date, units in options.items():
            literal, night = v.at[scene][date], v.night[date]
            if units == DAY:
                v.model.add_bool_or([literal.negated(), night.negated()]).only_enforce_if(enforced)
            elif units == NIGHT:
                v.model.add_bool_or([literal.negated(), night]).only_enforce_if(enforced)


def day_holds_its_work(v: Variables, guard: Guard) -> None:
    """See that scenes, company moves and banners of a date fit into the working day."""
    enforced = guard("work")
    for date in v.dates:
        limit = v.task.shoot_of(date).work * v.used[date]
        for counted in ways_to_count(v, date, guard):
            minutes = v.minutes(date, moving=counted.moving, extra=counted.extra)
            v.model.add(minutes <= limit).only_enforce_if([*enforced, *counted.enforced])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What a date's minutes hold beside its scenes, and the literals under which they do."""

    moving: bool
    extra: int
    enforced: list[IntVar]


def ways_to_count(v: Variables, date: int, guard: Guard) -> list[_Counted]:
    """Give the ways to count a date's minutes: with and without each part that is a rule.

    Company moves, banners and the order of a locked day each take minutes. Where none of them
    hangs on a literal there is one way: all together.
    """
    task = v.task
    banners = task.banners[date]
    order = task.extra[date] - banners
    parts = [
        ("company move", True, 0, task.least_move_of(date)[0]),
        (f"banner {task.name_of(date)}", False, banners, banners),
        (f"locked day {task.name_of(date)}", False, order, order),
    ]
    ways = [_Counted(moving=False, extra=0, enforced=[])]
    for rule, moving, extra, takes in parts:
        enforced = guard(rule) if takes else []
        with_it = [
            _Counted(
                moving=way.moving or moving,
                extra=way.extra + extra,
                enforced=[*way.enforced, *enforced],
            )
            for way in ways
        ]
        ways = [*ways, *with_it] if enforced else with_it
    return ways


def few_moves(v: Variables, guard: Guard) -> None:
    """See that a date has no more company moves than allowed."""
    enforced = guard("moves")
    for date in v.dates:
        visits = [here for (_, on), here in v.here.items() if on == date]
        most = v.task.shoot_of(date).max_moves + 1
        if len(visits) > most:
            v.model.add(sum(visits) <= most * v.used[date]).only_enforce_if(enforced)


def places_are_open(v: Variables, guard: Guard) -> None:
    """See that a place's scenes on a date fit into the minutes for which it is open to the unit."""
    of_place: dict[int, list[int]] = {}
    for scene, place in enumerate(v.task.place_of):
        of_place.setdefault(place, []).append(scene)
    for (place, date), here in v.here.items():
        stated = v.task.shoot.places[place]
        scenes = v.on(date, of_place[place])
        total = sum(v.task.scenes[scene].minutes for scene, _ in scenes)
        needed = sum(v.task.scenes[scene].minutes * literal for scene, literal in scenes)
        enforced = guard(f"place {stated.id}")
        work = v.task.shoot_of(date).work
        by_day, by_night = (min(minutes, work) for minutes in stated.minutes[date])
        if max(by_day, by_night) < total:
            v.model.add(needed <= max(by_day, by_night) * here).only_enforce_if(enforced)
        if by_day < min(by_night, total):
            v.model.add(needed <= by_day).only_enforce_if([*enforced, v.night[date].negated()])
        if by_night < min(by_day, total):
            v.model.add(needed <= by_night).only_enforce_if([*enforced, v.night[date]])


def minors_rest(v: Variables, guard: Guard) -> None:
    """See that a minor's scenes on a date fit into the minutes that the law leaves."""
    for limit in v.task.shoot.minors:
        scenes = [n for n, need in enumerate(v.task.scenes) if limit.role in need.cast]
        enforced = guard(f"minor {limit.role}")
        for date in v.dates:
            here = v.on(date, scenes)
            total = sum(v.task.scenes[scene].minutes for scene, _ in here)
            worked = sum(v.task.scenes[scene].minutes * literal for scene, literal in here)
            by_unit = limit.minutes[date]
            if max(by_unit) < total:
                v.model.add(worked <= max(by_unit)).only_enforce_if(enforced)
            for unit in (0, 1):
                if by_unit[unit] < min(max(by_unit), total):
                    literals = [*enforced, _is(v, date, unit)]
                    v.model.add(worked <= by_unit[unit]).only_enforce_if(literals)


def rest_between_days(v: Variables, guard: Guard) -> None:
    """See that the turnaround lies between wrap and the next call.

    Rest over two gaps is longer than over each, so every near pair may be held to it.
    """
    task = v.task
    least = min((scene.minutes for scene in task.scenes), default=0)
    enforced = guard("turnaround")
    for (one, two), limits in task.rests().items():
        if one not in v.used or two not in v.used:
            continue
        for unit in (0, 1):
            for next_unit in (0, 1):
                limit = limits[unit][next_unit]
                if limit >= task.shoot_of(one).work:
                    continue
                both = [v.used[one], v.used[two], _is(v, one, unit), _is(v, two, next_unit)]
                for counted in ways_to_count(v, one, guard):
                    literals = [*both, *enforced, *counted.enforced]
                    if limit < least + counted.extra:
                        v.model.add_bool_or([literal.negated() for literal in literals])
                    else:
                        minutes = v.minutes(one, moving=counted.moving, extra=counted.extra)
                        v.model.add(minutes <= limit).only_enforce_if(literals)


def few_days(v: Variables, guard: Guard) -> None:
    """See that no more dates are used than allowed."""
    for crew in range(v.task.crews):
        most = most_days(v.task.shoot, crew)
        used = [literal for slot, literal in v.used.items() if v.task.crew_of(slot) == crew]
        rule = f"unit days {v.task.shoot.second_units[crew - 1].id}" if crew else "max_days"
        if most is not None and most < len(used):
            v.model.add(sum(used) <= most).only_enforce_if(guard(rule))


def cast_is_free(v: Variables, guard: Guard) -> None:
    """See that a role works on no date on which it is not free."""
    for scene, cast in enumerate(v.task.cast_of):
        for who in cast:
            player = v.task.shoot.players[who]
            enforced = guard(f"cast {player.id}")
            for date, literal in v.at[scene].items():
                if date not in player.dates:
                    v.model.add_bool_and([literal.negated()]).only_enforce_if(enforced)


def scenes_are_clear(v: Variables, guard: Guard) -> None:
    """See that no scene is called before it is cleared."""
    for scene, need in enumerate(v.task.scenes):
        if need.clear_from is None:
            continue
        enforced = guard(f"clear {need.id}")
        for date, literal in v.at[scene].items():
            for unit in (0, 1):
                day, call = v.task.shoot.dates[date], v.task.shoot_of(date).calls[unit]
                if not is_clear(need, day, call):
                    shut = [literal.negated(), _is(v, date, unit).negated()]
                    v.model.add_bool_or(shut).only_enforce_if(enforced)


def scenes_have_time(v: Variables, guard: Guard) -> None:
    """See that no scene is shot where its light, its location, a minor or a meal leaves no time.

    As far as it shows in the scene alone.
    """
    for scene, at in enumerate(v.at):
        for (date, unit), rules in shut_by(v.task, scene).items():
            if date in at:
                enforced = [literal for rule in rules for literal in guard(rule)]
                shut = [at[date].negated(), _is(v, date, unit).negated()]
                v.model.add_bool_or(shut).only_enforce_if(enforced)


def scene_dates_hold(v: Variables, guard: Guard) -> None:
    """See that a scene is shot within its own dates."""
    for scene, need in enumerate(v.task.scenes):
        if need.dates is None:
            continue
        enforced = guard(f"dates {need.id}")
        for date, literal in v.at[scene].items():
            if date not in need.dates:
                v.model.add_bool_and([literal.negated()]).only_enforce_if(enforced)


def locks_hold(v: Variables, guard: Guard, locked: dict[int, int]) -> None:
    """See that locked strips stay, and locked days keep their unit and take no other strip."""
    for scene, need in enumerate(v.task.scenes):
        for date, literal in v.at[scene].items():
            if scene in locked:
                if locked[scene] != date:
                    enforced = guard(f"lock {need.id}")
                    v.model.add_bool_and([literal.negated()]).only_enforce_if(enforced)
            elif date in v.task.locked_days:
                enforced = guard(f"locked day {v.task.name_of(date)}")
                v.model.add_bool_and([literal.negated()]).only_enforce_if(enforced)
    for date, units in v.task.units.items():
        if date in v.night:
            enforced = guard(f"locked day {v.task.name_of(date)}")
            v.model.add_bool_and([_is(v, date, units == NIGHT)]).only_enforce_if(enforced)


def cuts(v: Variables, least: LeastDays) -> None:
    """Add what the rules imply but the linear relaxation does not see: fewest days of each."""
    v.model.add(sum(v.used.values()) >= least.shooting)
    for place, days in enumerate(least.places):
        visits = [here for (where, _), here in v.here.items() if where == place]
        if visits:
            v.model.add(sum(visits) >= days)
    for who, days in enumerate(least.paid):
        paid = [literal for (of, _), literal in v.paid.items() if of == who]
        if paid:
            v.model.add(sum(paid) >= days)
    for (who, on), literal in v.paid.items():
        for date in v.task.slots_of(on):
            scenes = v.on(date, sorted(v.task.payees[who].scenes))
            minutes = sum(v.task.scenes[scene].minutes * at for scene, at in scenes)
            v.model.add(minutes <= v.task.shoot_of(date).work * literal)


def _is(v: Variables, date: int, unit: int) -> IntVar | Literal:
    return v.night[date] if unit else v.night[date].negated()
