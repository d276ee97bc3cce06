"""Hold the solver to brute force: random small productions, every board of each looked at.

    python benchmarks/small_productions.py [--count 1000] [--first 1] [--seconds 0.3] [--units]
                                           [--hours] [--verbose]

Each production is drawn from its number alone, with any of the rules on: windows, hours, units,
orders, distances, rentals, weeks, guarantees, drops, overtime, premiums, rest by role and forced
calls, roads, minors, clearances, held scenes, parts, light, hours of locations, meals between
strips, personal calls, days dearer by their count in the week. For each
- the least cost over every board that the checker passes must be what `solve` finds; where rest
  by role hangs on the order within a day, of which the solver looks at one, at least;
- no bound may lie above it, and nothing may be called impossible that has a board;
- with `--units` there are second units, sets with several locations, or both, with `--hours` units
  that have calls, hours, meals and moves of their own, too;
- one board drawn at random, locked whole, must be taken or refused as the checker does.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from small_boards import any_board, least_cost

from lastlook.schedule import (
    ImpossibleError,
    NoBoardFoundError,
    Place,
    Player,
    SceneNeed,
    Shoot,
    Unit,
    cost,
    solve,
    violations,
)
from lastlook.schedule.choices import fixed_places
from lastlook.schedule.hours import ALWAYS, Meals, Shift, capacity
from lastlook.schedule.minors import MinorLimit, MinorPresence
from lastlook.schedule.pay import Pay
from lastlook.schedule.shoot import (
    Apart,
    Choice,
    Daylight,
    Late,
    Opening,
    Order,
    Rental,
    Road,
    SecondUnit,
    Sun,
    Together,
    by_terms,
)
from lastlook.schedule.solver.bounds import least_days
from lastlook.schedule.solver.proof.floor import bound_by_days
from lastlook.schedule.solver.task import make_task
from lastlook.schedule.week import WeekCount

if TYPE_CHECKING:
    from collections.abc import Callable

MONDAY = date(2027, 1, 18)
DAY, NIGHT = frozenset({Unit.DAY}), frozenset({Unit.NIGHT})
EITHER = DAY | NIGHT
PLACES = ("garage", "hall", "lot")
MOST_BOARDS = 1_100
"""Most ways to give scenes dates in one production."""
FURTHER = 10**9
"""Added to a production's number to draw what came later, so that the rest stays as it was."""
ALL_ORDERS = 8
"""Scenes up to which the solver finds the order that is best for everybody's rest."""
LIGHT = Daylight(dawn=6 * 60 + 30, rise=7 * 60, set=17 * 60, dusk=17 * 60 + 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of one production."""

    number: int
    outcome: str
    """`least`, `no board`, `open` (rest by role alone) or `wrong`."""
    faults: tuple[str, ...] = ()


def production(number: int) -> Shoot:
    """Draw one small production by its number."""
    dice = Random(number)
    by_order = dice.random() < 0.4
    sizes = [
        (scenes, dates)
        for scenes in range(3, 5 if by_order else 8)
        for dates in range(3, 6)
        if dates**scenes <= (MOST_BOARDS if not by_order else 260)
    ]
    count, length = dice.choice(sizes)
    dates = [MONDAY + timedelta(days=dice.randint(0, 4))]
    while len(dates) < length:
        dates.append(dates[-1] + timedelta(days=dice.choice((1, 1, 1, 2, 3))))
    scenes = tuple(_scene(dice, order, by_order=by_order) for order in range(count))
    parts = dice.random() < 0.2
    if parts:  # the last scene is a part of the one before
        scenes = (
            *scenes[:-1],
            replace(scenes[-1], id="s1/b", part_of="s1", label="scene 1 pt 2"),
        )
    hours = dice.choice(((600,), (600,), (0, 200, 600, 600, 600, 600, 600)))
    shoot = Shoot(
        dates=tuple(dates),
        max_days=dice.choice((None, None, None, 2, 3, 3)),
        scenes=scenes,
        players=tuple(
            Player(
                id=who,
                label=f"ROLE {who} ({who})",
                rate=dice.choice((0, 10_000, 35_000)),
                dates=_dates(dice, length, 0.8),
            )
            for who in sorted({who for need in scenes for who in need.cast})
        ),
        places=tuple(
            Place(
                id=name,
                label=name.title(),
                fee=dice.choice((0, 5_000, 40_000)),
                minutes=tuple((dice.choice(hours), dice.choice(hours)) for _ in dates),
            )
            for name in sorted({need.location for need in scenes})
        ),
        work=600,
        meal=60,
        calls=(7 * 60, 17 * 60),
        turnaround=dice.choice((0, 600, 720)),
        company_move=60,
        max_moves=dice.choice((0, 1, 1, 2, 2)),
        day_cost=dice.choice((0, 100_000, 100_000)),
        move_cost=20_000,
        hold_paid=dice.random() < 0.6,
        currency="USD",
    )
    shoot = _with_consent(dice, _with_money(dice, _with_story(dice, shoot)))
    shoot = _with_order(dice, shoot) if by_order else shoot
    more = Random(FURTHER + number)
    shoot = _with_week(more, shoot)
    return _with_clock(more, shoot) if by_order else shoot


def with_units(number: int) -> Shoot:
    """Draw a small production with second units, sets with several locations, or both."""
    dice = Random(f"units {number}")
    turn = 0
    while True:
        shoot = production(1_000_000 + 1_000 * number + turn)
        turn += 1
        units = dice.random() < 0.7
        choices = not units or dice.random() < 0.5
        # There are as many boards as slots to the power of scenes, for each way to place the sets.
        slots = len(shoot.dates) + (2 if units else 0)
        ways = 3 if choices else 1
        if slots ** len(shoot.scenes) * ways <= MOST_BOARDS:
            break
    if units:
        shoot = _with_second_units(dice, shoot)
    return _with_choices(dice, shoot) if choices else shoot


def _with_second_units(dice: Random, shoot: Shoot) -> Shoot:
    """Add one second unit, seldom two, and what units may share."""
    length = len(shoot.dates)
    commute = dice.choice((None, None, 0, 30, 120))

    def unit(number: int) -> SecondUnit:
        by_day = dice.choice((20_000, 60_000, 110_000))
        return SecondUnit(
            id=f"u{number}",
            label=f"Unit {number}",
            scenes=frozenset(need.id for need in shoot.scenes if dice.random() < 0.6),
            dates=_dates(dice, length, 0.5),
            day_costs=tuple((by_day, by_day + dice.choice((0, 5_000))) for _ in shoot.dates),
            max_days=dice.choice((None, None, 1, 2)),
            turnaround=dice.choice((shoot.turnaround, 0, 600, 840)),
            late=dice.choice(((), (), (Late(after=200, tenth=500, once=2_000),))),
        )

    return replace(
        shoot,
        second_units=tuple(unit(number) for number in range(dice.choice((1, 1, 1, 1, 2)))),
        commute=commute,
        places=tuple(replace(place, shared=dice.random() < 0.4) for place in shoot.places),
        rentals=tuple(replace(one, count=dice.choice((1, 1, 2))) for one in shoot.rentals),
    )


def with_hours(number: int) -> Shoot:
    """Draw a small production with units of which half work by hours of their own."""
    return _with_own_hours(Random(f"hours {number}"), with_units(number))


def _with_own_hours(dice: Random, shoot: Shoot) -> Shoot:
    """Let half of the second units have calls, hours, meals and moves of their own."""

    def own(unit: SecondUnit) -> SecondUnit:
        if dice.random() < 0.5:
            return unit
        within = dice.choice((None, None, 180, 240))
        price = shoot.meals.late if shoot.meals else 900
        return replace(
            unit,
            calls=dice.choice((None, (9 * 60, 16 * 60), (6 * 60, 20 * 60))),
            work=dice.choice((None, 400, 660)),
            meal=dice.choice((None, 30)),
            meals=None if within is None else Meals(within=within, late=price),
            company_move=dice.choice((None, 20, 120)),
            move_cost=dice.choice((None, 3_000, 45_000)),
            max_moves=dice.choice((None, 0, 2)),
        )

    units = tuple(map(own, shoot.second_units))
    return replace(
        shoot,
        second_units=units,
        places=tuple(
            replace(place, openings=tuple(_opening(dice, one, place, shoot) for one in units))
            if dice.random() < 0.5
            else place
            for place in shoot.places
        ),
        minors=tuple(
            replace(
                limit,
                for_units=tuple(
                    (one.id, tuple((dice.choice((180, 500)), 300) for _ in shoot.dates))
                    for one in units
                ),
            )
            for limit in shoot.minors
        ),
    )


def _opening(dice: Random, unit: SecondUnit, place: Place, shoot: Shoot) -> Opening:
    """Let a place be open to a unit at other hours than to the main unit, where it has hours."""
    terms = by_terms(shoot, unit)
    if not place.hours:
        minutes = tuple((dice.choice((200, terms.work)), terms.work) for _ in shoot.dates)
        return Opening(unit=unit.id, minutes=minutes)
    theirs = _with_hours(dice, replace(place, minutes=((900, 900),) * len(shoot.dates)), terms)
    return Opening(unit=unit.id, minutes=theirs.minutes, hours=theirs.hours)


def _with_choices(dice: Random, shoot: Shoot) -> Shoot:
    """Let some scenes go to one of two places, each for itself or together."""
    names = [place.id for place in shoot.places]
    if len(names) < 2:
        names.append("mill")
        mill = replace(
            shoot.places[0], id="mill", label="Mill", fee=dice.choice((0, 15_000)), hold=0
        )
        shoot = replace(shoot, places=(*shoot.places, mill))
    chosen = dice.sample(shoot.scenes, min(len(shoot.scenes), dice.choice((1, 2, 2, 3))))
    places = tuple(dice.sample(names, 2))
    ids = [need.id for need in chosen]
    if dice.random() < 0.4:
        ids = ids[:2]
        choices = [
            Choice(of=name, label=f"SET ({name})", scenes=frozenset({name}), places=places)
            for name in ids
        ]
    else:
        choices = [Choice(of="SET", label="SET", scenes=frozenset(ids), places=places)]
    return replace(
        shoot,
        choices=tuple(choices),
        scenes=tuple(
            replace(need, location=places[0]) if need.id in ids else need for need in shoot.scenes
        ),
    )


def _scene(dice: Random, order: int, *, by_order: bool) -> SceneNeed:
    minutes = (60, 120, 180, 250, 310) if not by_order else (60, 120, 180, 250)
    return SceneNeed(
        id=f"s{order}",
        label=f"scene {order}",
        minutes=dice.choice(minutes),
        cast=frozenset(dice.sample((1, 2, 3, 4), dice.randint(0, 3))),
        location=dice.choice(PLACES),
        units=dice.choice((DAY, DAY, NIGHT, EITHER, EITHER)),
        order=order,
    )


def _dates(dice: Random, length: int, free: float) -> frozenset[int]:
    """All positions of dates mostly, else some."""
    if dice.random() < free:
        return frozenset(range(length))
    return frozenset(at for at in range(length) if dice.random() < 0.75)


def _some(dice: Random, shoot: Shoot, least: int) -> frozenset[str]:
    ids = [need.id for need in shoot.scenes]
    return frozenset(dice.sample(ids, dice.randint(least, min(3, len(ids)))))


def _with_story(dice: Random, shoot: Shoot) -> Shoot:
    """Add scenes' own dates, orders, distances, and roles that must not wait."""
    length = len(shoot.dates)
    orders = []
    for _ in range(dice.choice((0, 0, 0, 1, 2))):
        first, then = dice.sample([need.id for need in shoot.scenes], 2)
        orders.append(Order(first=first, then=then, gap=dice.choice((1, 1, 2, 3))))
    return replace(
        shoot,
        scenes=tuple(
            replace(need, dates=_dates(dice, length, 0.0)) if dice.random() < 0.12 else need
            for need in shoot.scenes
        ),
        players=tuple(replace(who, waits=dice.random() < 0.92) for who in shoot.players),
        orders=tuple(orders),
        apart=(Apart(scenes=_some(dice, shoot, 2)),) if dice.random() < 0.25 else (),
        together=(Together(scenes=_some(dice, shoot, 2)),) if dice.random() < 0.25 else (),
    )


def _pay(dice: Random, day: int) -> Pay:
    return Pay(
        day=day,
        week=dice.choice((None, None, day * 2 + 1_000)),
        least_days=dice.choice((0, 0, 2, 3)),
        hold_paid=dice.random() < 0.7,
        drop_gap=dice.choice((None, None, 2, 3)),
    )


def _with_money(dice: Random, shoot: Shoot) -> Shoot:
    """Add weeks, guarantees, drops, rentals, overtime, premiums, and kept locations."""
    late = (
        (),
        (),
        (Late(after=240, tenth=700),),
        (Late(after=180, once=9_000), Late(after=400, tenth=1_300, once=500)),
    )
    return replace(
        shoot,
        players=tuple(
            replace(who, pay=_pay(dice, who.rate)) if dice.random() < 0.4 else who
            for who in shoot.players
        ),
        places=tuple(
            replace(
                place,
                hold=min(place.fee, dice.choice((0, 0, 2_000))),
                once=dice.choice((0, 0, 3_000)),
            )
            for place in shoot.places
        ),
        rentals=tuple(
            Rental(
                id=f"r{at}",
                label=f"Rental {at}",
                scenes=_some(dice, shoot, 1),
                pay=_pay(dice, 8_000),
                once=dice.choice((0, 1_500)),
            )
            for at in range(dice.choice((0, 0, 1, 2)))
        ),
        late=dice.choice(late),
        day_costs=tuple(
            (100_000 + 7_000 * (at % 3), 100_000 + 30_000 * (at % 2))
            for at in range(len(shoot.dates))
        )
        if dice.random() < 0.3
        else (),
    )


def _with_consent(dice: Random, shoot: Shoot) -> Shoot:
    """Add minors' minutes, scenes cleared from a moment on, and one that is held."""
    limits = tuple(
        MinorLimit(
            role=who.id,
            label=who.label,
            minutes=tuple(
                (dice.choice((180, 300, 500)), dice.choice((0, 180, 300))) for _ in shoot.dates
            ),
            cited="a rule of this benchmark",
        )
        for who in shoot.players
        if dice.random() < 0.1
    )
    moment = datetime.combine(dice.choice(shoot.dates), datetime.min.time()).replace(hour=8)
    held = SceneNeed(
        id="h0",
        label="scene H",
        minutes=60,
        cast=frozenset(),
        location=shoot.places[0].id,
        units=EITHER,
        order=99,
    )
    return replace(
        shoot,
        minors=limits,
        scenes=tuple(
            replace(need, clear_from=moment) if dice.random() < 0.06 else need
            for need in shoot.scenes
        ),
        held=(held,) if dice.random() < 0.1 else (),
    )


def _with_order(dice: Random, shoot: Shoot) -> Shoot:
    """Add what makes the order of a day's strips decide: roads, light, rest by role, orders."""
    suns = {
        DAY: (Sun.ANY, Sun.DAY, Sun.DUSK, Sun.DAWN),
        NIGHT: (Sun.ANY, Sun.NIGHT),
        EITHER: (Sun.ANY,),
    }
    by_sun, by_role = dice.random() < 0.5, dice.random() < 0.35
    return replace(
        shoot,
        roads=tuple(
            Road(
                places=frozenset(pair),
                minutes=dice.choice((20, 90)),
                cost=dice.choice((5_000, 70_000)),
                days=dice.choice((0, 0, 1)),
            )
            for pair in combinations([place.id for place in shoot.places], 2)
            if dice.random() < 0.4
        ),
        orders=tuple(replace(one, gap=dice.choice((0, one.gap))) for one in shoot.orders),
        daylight=(LIGHT,) * len(shoot.dates) if by_sun else (),
        scenes=tuple(
            replace(need, sun=dice.choice(suns[need.units])) if by_sun else need
            for need in shoot.scenes
        ),
        turnaround=min(shoot.turnaround, 540) if by_role else shoot.turnaround,
        cast_turnaround=dice.choice((720, 900)) if by_role else 0,
        forced_call=dice.choice((None, 12_000)) if by_role else None,
    )


def _with_week(dice: Random, shoot: Shoot) -> Shoot:
    """Add days that are dearer by their count in the week."""
    if dice.random() < 0.75:
        return shoot
    dear = dice.randint(2, 4)
    rows = [
        tuple(
            (dice.choice((60_000, 90_000)), dice.choice((60_000, 10_000))) if n == dear else (0, 0)
            for n in range(1, 8)
        )
        for _ in shoot.dates
    ]
    alike = dice.random() < 0.5
    extra = (rows[0],) * len(rows) if alike else tuple(rows)
    return replace(shoot, week_count=WeekCount(start=dice.randrange(7), extra=extra))


def _with_clock(dice: Random, shoot: Shoot) -> Shoot:
    """Add hours of places, meals between strips, and minors' hours on set."""
    if dice.random() < 0.4:
        price = dice.choice((None, 900))
        shoot = replace(shoot, meals=Meals(within=dice.choice((180, 240, 360)), late=price))
    if dice.random() < 0.5:
        shoot = replace(shoot, places=tuple(_with_hours(dice, one, shoot) for one in shoot.places))
    if dice.random() < 0.3:
        shoot = replace(
            shoot,
            personal_calls=True,
            players=tuple(replace(w, make_up=dice.choice((0, 45, 120))) for w in shoot.players),
        )
    return replace(
        shoot,
        minors=tuple(
            replace(
                limit,
                presence=tuple(
                    MinorPresence(
                        on_set=dice.choice((None, 240, 300, 420)),
                        meal=dice.choice((0, 30, 60)),
                        earliest=dice.choice((300, 480)),
                        latest=dice.choice((900, 1320, 1500)),
                    )
                    if dice.random() < 0.8
                    else None
                    for _ in shoot.dates
                ),
            )
            for limit in shoot.minors
        ),
    )


def _with_hours(dice: Random, place: Place, shoot: Shoot) -> Place:
    spans = (
        ALWAYS,
        ((1320, 1560),),
        ((480, 900),),
        ((600, 840), (1020, 1320)),
    )
    hours = tuple((dice.choice(spans), dice.choice(spans)) for _ in shoot.dates)
    shift = Shift(calls=shoot.calls, work=shoot.work, meal=shoot.meal, meals=shoot.meals)
    minutes = tuple(
        (
            min(pair[0], capacity(both[0], shift.calls[0], shift)),
            min(pair[1], capacity(both[1], shift.calls[1], shift)),
        )
        for pair, both in zip(place.minutes, hours, strict=True)
    )
    return replace(place, minutes=minutes, hours=hours)


def faults_of_least(shoot: Shoot, seconds: float) -> tuple[str, list[str]]:
    """Compare what the solver finds with every board there is."""
    least = least_cost(shoot)
    loose = shoot.rests_by_role and len(shoot.scenes) > ALL_ORDERS
    try:
        solved = solve(shoot, seconds=seconds)
    except ImpossibleError as error:
        wrong = [] if least is None else [f"called impossible, but costs {least}: {error}"]
        return "no board", wrong
    except NoBoardFoundError:
        allowed = loose and shoot.forced_call is None
        return "open", [] if allowed else [f"no board found; the least costs {least}"]
    wrong = [one.text for one in violations(solved.board, shoot)]
    total = cost(solved.board, shoot).total
    proof = solved.board.proof
    if least is None:
        return "least", [*wrong, "a board where every board breaks a rule"]
    if proof is None or proof.bound > least:
        wrong.append(f"bound {proof and proof.bound} above {least}")
    task = make_task(fixed_places(shoot, solved.board), None)
    by_days = bound_by_days(task, least_days(task), best=int(total * 100), seconds=0.05)
    if by_days > least * 100 and not shoot.choices:
        wrong.append(f"bound by days {by_days} above {least}")
    wrong += [
        f"bound {bound.amount} ({bound.name}) above {least}"
        for bound in solved.bounds
        if bound.amount > least
    ]
    if total < least or (total > least and not loose):
        wrong.append(f"costs {total}; the least is {least}")
    return ("least" if total == least else "open"), wrong


def faults_of_locked(shoot: Shoot, dice: Random, seconds: float) -> list[str]:
    """Compare whether the solver takes a locked board with whether the checker does."""
    board = any_board(shoot, dice)
    broken = violations(board, shoot)
    try:
        solved = solve(shoot, seconds=seconds, keep=board)
    except ImpossibleError as error:
        return [] if broken else [f"locked and legal, but called impossible: {error}"]
    except NoBoardFoundError:
        return ["a locked board is neither taken nor refused"]
    if broken:
        return [f"took a locked board: {broken[0].text}"]
    found, stated = cost(solved.board, shoot).total, cost(board, shoot).total
    return [] if found == stated else [f"a locked board of {stated} became one of {found}"]


def tried(number: int, seconds: float, *, draw: Callable[[int], Shoot] = production) -> Tried:
    """Try one production, and catch whatever falls over."""
    try:
        shoot = draw(number)
        outcome, wrong = faults_of_least(shoot, seconds)
        wrong += faults_of_locked(shoot, Random(-number), seconds)
    except Exception:  # noqa: BLE001  (a crash is what is looked for)
        outcome, wrong = "wrong", [traceback.format_exc()]
    return Tried(number=number, outcome="wrong" if wrong else outcome, faults=tuple(wrong))


def main() -> int:
    """Print the faults, and how many productions came out how."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0.3)
    parser.add_argument("--units", action="store_true")
    parser.add_argument("--hours", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    counted: Counter[str] = Counter()
    draw = with_hours if asked.hours else with_units if asked.units else production
    begin = time.process_time()
    for number in range(asked.first, asked.first + asked.count):
        one = tried(number, asked.seconds, draw=draw)
        counted[one.outcome] += 1
        for fault in one.faults:
            print(f"{number}: {fault}", flush=True)
        if asked.verbose and number % 100 == 0:
            print(number, dict(counted), flush=True)
    spent = time.process_time() - begin
    said = ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))
    print(f"{asked.count} productions: {said}; {spent:.0f} s of CPU")
    return 1 if counted["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
