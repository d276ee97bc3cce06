"""Rules beyond plain days as CP-SAT takes them, by the name that the checker has for each.

What hangs on the order of strips within a day is held here only as far as every order needs it;
`solve.py` forbids, one by one, the days that no order suits. So the bound is one for all orders.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.solver.rests import longest_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python.cp_model import IntVar
    from ortools.sat.python.cp_model_helper import Literal

    from lastlook.schedule.solver.variables import Variables

    Guard = Callable[[str], list[IntVar]]
    AddRule = Callable[[Variables, Guard], None]

DAY_MINUTES = 1440
MEAL_DUE = 360


def scenes_in_order(v: Variables, guard: Guard) -> None:
    """See that a scene comes before another, with the days between."""
    dates, scenes = v.task.shoot.dates, v.task.scenes
    for first, then, gap in v.task.orders:
        enforced = guard(f"order {scenes[first].id} {scenes[then].id}")
        for date, literal in v.at[then].items():
            late = [
                other
                for on, other in v.at[first].items()
                if (dates[date] - dates[on]).days < gap
                # Nobody knows which unit is earlier on one date.
                or (dates[date] == dates[on] and date != on)
            ]
            if late:
                v.model.add(sum(late) + literal <= 1).only_enforce_if(enforced)


def scenes_apart(v: Variables, guard: Guard) -> None:
    """See that scenes to be kept apart share no date."""
    for number, group in enumerate(v.task.apart):
        enforced = guard(f"apart {number}")
        for date in range(v.task.base):
            here = [literal for _, literal in v.on_date(date, sorted(group))]
            if len(here) > 1:
                v.model.add(sum(here) <= 1).only_enforce_if(enforced)


def scenes_together(v: Variables, guard: Guard) -> None:
    """See that scenes to be kept together share a date."""
    for number, group in enumerate(v.task.together):
        enforced = guard(f"together {number}")
        scenes = sorted(group)
        for one, two in pairwise([*scenes, *scenes[:1]]):
            for date, literal in v.at[one].items():
                elsewhere = [other for on, other in v.at[two].items() if on != date]
                if elsewhere and one != two:
                    v.model.add(sum(elsewhere) + literal <= 1).only_enforce_if(enforced)


def nobody_waits(v: Variables, guard: Guard) -> None:
    """See that a role which must not wait works on every date from its first to its last."""
    for who, player in enumerate(v.task.shoot.players):
        if player.waits or not v.task.payees[who].scenes:
            continue
        enforced = guard(f"waits {player.id}")
        works = v.working_dates(who)
        for date in range(v.task.base):
            # Between two worked dates each date is worked.
            started = _any(v, [works[on] for on in works if on < date], f"{who} before {date}")
            needed = _any(v, [works[on] for on in works if on > date], f"{who} after {date}")
            if started is not None and needed is not None:
                here = [works[date]] if date in works else []
                literals = [started.negated(), needed.negated(), *here]
                v.model.add_bool_or(literals).only_enforce_if(enforced)


def roads_take_days(v: Variables, guard: Guard) -> None:
    """See that between places whose road takes days that many dates lie free."""
    dates, places = v.task.shoot.dates, v.task.shoot.places
    number = {place.id: at for at, place in enumerate(places)}
    for road in v.task.shoot.roads:
        if not road.days or not road.places <= set(number):
            continue
        one, two = sorted(number[name] for name in road.places)
        enforced = guard(f"road {places[one].id} {places[two].id}")
        for date in v.dates:
            here = v.here.get((one, date))
            for other in v.dates:
                there = v.here.get((two, other))
                near = abs((dates[other] - dates[date]).days) <= road.days
                near = near and v.task.crew_of(other) == v.task.crew_of(date)
                if here is not None and there is not None and near:
                    shut = [here.negated(), there.negated()]
                    v.model.add_bool_or(shut).only_enforce_if(enforced)


def roles_rest(v: Variables, guard: Guard) -> None:
    """See that each role rests, as far as its own scenes of a day show; or that it is paid for."""
    if not v.task.rests_by_role:
        return
    for who, player in enumerate(v.task.shoot.players):
        enforced = guard(f"cast rest {player.id}")
        works = v.working(who)
        # One call is forced at most after each date, whichever units it is between.
        forced: dict[int, list[IntVar]] = {}
        for date in works:
            on = v.task.date_of(date)
            for other in works:
                if v.task.date_of(other) > on:
                    _role_rests(v, who, (date, other), enforced, forced.setdefault(on, []))


def _role_rests(
    v: Variables, who: int, dates: tuple[int, int], enforced: list[IntVar], forced: list[IntVar]
) -> None:
    """Hold a role to its rest between two dates; `forced` gets the literal that lets it off.

    Its work has to lie between the first call and as long before the other as it rests. Where calls
    are personal the other may be as late as leaves time for the other date's work.
    """
    date, other = dates
    shoot, then = v.task.shoot_of(date), v.task.shoot_of(other)
    scenes = sorted(v.task.payees[who].scenes)
    here = v.on(date, scenes)
    if shoot.personal_calls:
        if other in v.task.locked_days:
            return
        here += v.on(other, scenes)
    worked = sum(v.task.scenes[scene].minutes * literal for scene, literal in here)
    most = sum(v.task.scenes[scene].minutes for scene, _ in here)
    for units in ((0, 0), (0, 1), (1, 0), (1, 1)):
        left = _before_call(v, dates, units)
        if shoot.personal_calls:
            room = left + longest_day(then) - shoot.players[who].make_up
        elif shoot.meals is None:
            room = left if left <= MEAL_DUE else max(MEAL_DUE, left - shoot.meal)
        else:
            room = left
        if room >= (most if shoot.personal_calls else min(most, shoot.work)):
            continue
        if not forced and shoot.forced_call is not None:
            forced.append(v.model.new_bool_var(f"{who} forced after {date}"))
            v.beyond.append(shoot.forced_call * forced[0])
        literals: list[IntVar | Literal] = [*enforced, v.works[who, date], v.works[who, other]]
        literals += [_unit(v, date, units[0]), _unit(v, other, units[1])]
        literals += [literal.negated() for literal in forced]
        v.model.add(worked <= room).only_enforce_if(literals)


def _before_call(v: Variables, dates: tuple[int, int], units: tuple[int, int]) -> int:
    """Minutes after the first date's call by which a role has to be done."""
    one, two = map(v.task.shoot_of, dates)
    gap = (one.dates[dates[1]] - one.dates[dates[0]]).days * DAY_MINUTES
    return gap + two.calls[units[1]] - one.calls[units[0]] - one.cast_turnaround


def _unit(v: Variables, date: int, unit: int) -> IntVar | Literal:
    return v.night[date] if unit else v.night[date].negated()


def _any(v: Variables, literals: list[IntVar], name: str) -> IntVar | None:
    """Give a literal that holds at least where one of some does; None where there are none."""
    if not literals:
        return None
    found = v.model.new_bool_var(name)
    for literal in literals:
        v.model.add_implication(literal, found)
    return found


TERMS: dict[str, AddRule] = {
    "order": scenes_in_order,
    "apart": scenes_apart,
    "together": scenes_together,
    "must not wait": nobody_waits,
    "road": roads_take_days,
    "cast turnaround": roles_rest,
}
"""Each rule's constraint, by the rule's name."""
