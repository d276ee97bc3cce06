"""What CP-SAT makes small: the cost, and among boards of equal cost the least upset.

What hangs on the order of strips within a day counts as little as any order lets it, so the
objective is never above what a board costs; it is the cost itself where `exact` says so.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.schedule.solver.slots import late_of
from lastlook.schedule.solver.task import fee_of
from lastlook.schedule.solver.week import by_count

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.variables import Variables

TENTH = 6


def exact(task: Task) -> bool:
    """Whether the objective is the cost of the board and not only a bound on it."""
    return not task.ordered


def cost_in_cents(v: Variables) -> LinearExprT:
    """Shooting days, company moves, location fees, overtime, and everyone worked or held."""
    task, shoot = v.task, v.task.shoot
    move = {slot: task.least_move_of(slot)[1] for slot in v.used}
    moves = sum(move[slot] * here for (_, slot), here in v.here.items()) - sum(
        move[slot] * used for slot, used in v.used.items()
    )
    roads = sum(
        (task.shoot_of(slot).road(*v.ids(one, two)).cost - move[slot]) * both
        for (one, two, slot), both in v.both.items()
    )
    fees = sum(fee_of(shoot.places[place]) * here for (place, _), here in visited(v).items())
    parts: list[LinearExprT] = [
        moves,
        task.detour_cents,
        roads,
        fees,
        *v.beyond,
        *_days(v),
        *by_count(v),
        *_journeys(v),
    ]
    return sum(parts)


def visited(v: Variables) -> dict[tuple[int, int], IntVar]:
    """For each place and date whether it is shot at: once where units may share it."""
    found: dict[tuple[int, int], IntVar] = {}
    shared: dict[tuple[int, int], list[IntVar]] = {}
    for (place, slot), here in v.here.items():
        if v.task.crews > 1 and v.task.shoot.places[place].shared:
            shared.setdefault((place, v.task.date_of(slot)), []).append(here)
        else:
            found[place, slot] = here
    for (place, date), visits in shared.items():
        there = found[place, date] = v.model.new_bool_var(f"place {place} on date {date}")
        v.model.add_max_equality(there, visits)
    return found


def pay(v: Variables) -> None:
    """Add what everyone and everything is paid to the cost, by its terms."""
    if any(payee.pay.hold_paid and payee.costs for payee in v.task.payees):
        _add_done(v)
    for who, payee in enumerate(v.task.payees):
        if not payee.costs or not payee.scenes:
            continue
        if payee.pay.hold_paid:
            _pay_for_span(v, who)
        else:
            _pay_for_work(v, who)
        v.beyond.append(_cents(v, who) + payee.once)


def late(v: Variables) -> None:
    """Add overtime: begun tenths of an hour, and what a longer day costs once."""
    shoot = v.task.shoot
    every = [(crew, rule) for crew in range(v.task.crews) for rule in late_of(shoot, crew)]
    for crew, rule in every:
        longest = v.task.shoots[crew].work - rule.after
        if longest <= 0:
            continue
        for date in [date for date in v.dates if v.task.crew_of(date) == crew]:
            minutes = v.minutes(date)
            if rule.tenth:
                tenths = v.model.new_int_var(0, -(-longest // TENTH), f"tenths {date}")
                v.model.add(TENTH * tenths >= minutes - rule.after)
                v.beyond.append(rule.tenth * tenths)
            if rule.once:
                longer = v.model.new_bool_var(f"late {date}")
                v.model.add(minutes <= rule.after + longest * longer)
                v.beyond.append(rule.once * longer)


def upset(v: Variables) -> LinearExprT:
    """Count strips moved from the kept board; then the positions of the dates used."""
    moved = sum(
        literal
        for scene, at in enumerate(v.at)
        for date, literal in at.items()
        if v.task.old[scene] not in (None, date)
    )
    dates = sum(v.task.date_of(date) * used for date, used in v.used.items())
    return v.task.dates**2 * moved + dates


def _days(v: Variables) -> list[LinearExprT]:
    """Each used date's price under its unit."""
    shoot = v.task.shoot
    if not shoot.day_costs:
        return [shoot.day_cost * sum(v.used.values())]
    cost: list[LinearExprT] = []
    for date, used in v.used.items():
        by_day, by_night = shoot.day_costs[date]
        cost.append(by_day * used)
        if by_night != by_day:
            night = v.model.new_bool_var(f"night shot {date}")
            v.model.add_bool_and([used, v.night[date]]).only_enforce_if(night)
            v.model.add_bool_or([used.negated(), v.night[date].negated(), night])
            cost.append((by_night - by_day) * night)
    return cost


def _journeys(v: Variables) -> list[LinearExprT]:
    """Give what roads that take days cost a unit between one day of its and its next."""
    task = v.task
    numbers = {place.id: at for at, place in enumerate(task.shoot.places)}
    far = [
        (numbers[one], numbers[two], road.cost)
        for road in task.shoot.roads
        for one, two in [sorted(road.places)]
        if road.days and road.cost and one in numbers and two in numbers
    ]
    cost: list[LinearExprT] = []
    for one, two in combinations(v.dates if far else (), 2):
        if task.crew_of(one) != task.crew_of(two):
            continue
        between = sum(v.used[slot] for slot in v.dates if one < slot < two)
        ways = [
            (v.here[a, one], v.here[b, two], price)
            for place, other, price in far
            for a, b in ((place, other), (other, place))
            if (a, one) in v.here and (b, two) in v.here
        ]
        if not ways:
            continue
        # Of several roads between two days the dearest is the one.
        cents = v.model.new_int_var(0, max(price for *_, price in ways), f"journey {one} {two}")
        for here, there, price in ways:
            v.model.add(cents >= price * (here + there - 1 - between))
        cost.append(cents)
    return cost


def _pay_for_work(v: Variables, who: int) -> None:
    """Where holds are not paid, a payee is paid for every date on which it works."""
    for date in range(v.task.base):
        work = v.on_date(date, sorted(v.task.payees[who].scenes))
        if work:
            paid = v.paid[who, date] = v.model.new_bool_var(f"payee {who} paid {date}")
            for _, at in work:
                v.model.add_implication(at, paid)


def _pay_for_span(v: Variables, who: int) -> None:
    """Where holds are paid, a payee is paid from its first working date to its last.

    `started` rises once and `needed` falls once, and it is paid where both hold and no drop
    lies. Both follow from `done`, whether a scene is shot by the end of a date, which is much
    stronger in the linear relaxation than a scene's own date.
    """
    gone = _drops(v, who)
    for date in range(v.task.base):
        started = v.started[who, date] = v.model.new_bool_var(f"payee {who} started {date}")
        needed = v.needed[who, date] = v.model.new_bool_var(f"payee {who} needed {date}")
        paid = v.paid[who, date] = v.model.new_bool_var(f"payee {who} paid {date}")
        v.model.add_bool_or([started.negated(), needed.negated(), paid, *gone.get(date, ())])
        if date == 0:
            v.model.add(needed == 1)
        else:
            v.model.add_implication(v.started[who, date - 1], started)
            v.model.add_implication(needed, v.needed[who, date - 1])
        for scene in sorted(v.task.payees[who].scenes):
            v.model.add_implication(v.done[scene, date], started)
            if date:
                v.model.add_bool_or([v.done[scene, date - 1], needed])


def _drops(v: Variables, who: int) -> dict[int, list[IntVar]]:
    """Give, for each date, the breaks that may leave it unpaid: one at most is taken.

    A break lies between two dates that are far enough apart, and nothing is worked within.
    """
    payee, dates = v.task.payees[who], v.task.whole.dates
    gone: dict[int, list[IntVar]] = {}
    if payee.pay.drop_gap is None:
        return gone
    breaks = []
    for drop, first in enumerate(dates):
        for pick_up in range(drop + 2, len(dates)):
            if (dates[pick_up] - first).days > payee.pay.drop_gap:
                taken = v.model.new_bool_var(f"payee {who} dropped {drop} {pick_up}")
                breaks.append(taken)
                for date in range(drop + 1, pick_up):
                    gone.setdefault(date, []).append(taken)
    v.model.add_at_most_one(breaks)
    for date, literals in gone.items():
        for _, at in v.on_date(date, sorted(payee.scenes)):
            v.model.add(sum(literals) + at <= 1)
    return gone


def _cents(v: Variables, who: int) -> LinearExprT:
    """Add up a payee's paid dates: by the day, or by the week where that is less."""
    pay = v.task.payees[who].pay
    paid = {date: literal for (of, date), literal in v.paid.items() if of == who}
    total: LinearExprT = pay.day * sum(paid.values())
    if pay.week is not None:
        weeks: dict[tuple[int, int], list[IntVar]] = {}
        for date, literal in paid.items():
            year, week, _ = v.task.shoot.dates[date].isocalendar()
            weeks.setdefault((year, week), []).append(literal)
        total = sum(_week(v, literals, pay.day, pay.week) for literals in weeks.values())
    if pay.least_days:
        most = pay.day * max(pay.least_days, v.task.dates)
        cents = v.model.new_int_var(pay.least_days * pay.day, most, f"payee {who} cents")
        v.model.add(cents >= total)
        return cents
    return total


def _week(v: Variables, paid: list[IntVar], day: int, week: int) -> LinearExprT:
    """Give a week's pay: its days at the day rate, or the weekly rate."""
    if week >= day * len(paid):
        return day * sum(paid)
    whole = v.model.new_bool_var("whole week")
    cents = v.model.new_int_var(0, day * len(paid), "week's pay")
    v.model.add(cents >= day * sum(paid)).only_enforce_if(whole.negated())
    v.model.add(cents >= week).only_enforce_if(whole)
    return cents


def _add_done(v: Variables) -> None:
    """Whether each scene is shot by the end of each date."""
    for scene, at in enumerate(v.at):
        before: IntVar | int = 0
        for date in range(v.task.base):
            done = v.done[scene, date] = v.model.new_bool_var(f"scene {scene} done {date}")
            here = sum(at[slot] for slot in v.task.slots_of(date) if slot in at)
            v.model.add(done == before + here)
            before = done
        v.model.add(v.done[scene, v.task.base - 1] == 1)
