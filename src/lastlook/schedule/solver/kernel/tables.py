"""A task as the arrays that the compiled search reads.

Scenes that are shot together are one *atom*; a payee who works in one atom only costs the same
wherever it goes; payees of the same atoms are paid in one sum.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lastlook.schedule.pay import paid
from lastlook.schedule.solver.kernel.layout import (
    ATOMS,
    ATOMS_AT,
    ATOMS_OF,
    BASE,
    BEFORE,
    BY_COUNT,
    BY_DAYS,
    BY_SPAN,
    BY_WEEKS,
    CLOCK_HELD,
    COUNT_WEEK,
    COUNTED,
    CREWS,
    DATES,
    EXTRA,
    FAR,
    FARS_HELD,
    FEES,
    FORCED,
    GROUPS,
    KNAPS,
    KNAPS_HELD,
    LATE,
    LENGTH_OF,
    LIMITS,
    LOCKED,
    MINORS_HELD,
    MOST_PLACES,
    MOVE_RANK,
    NEAR,
    NEVER,
    OLD,
    OPEN,
    OPENED,
    OPTIONS,
    ORDERS,
    ORDERS_HELD,
    ORDINALS,
    PAIRS_HELD,
    PATHS,
    PAYEES,
    PAYEES_HELD,
    PAYS,
    PERSONAL,
    PLACES,
    PRICES,
    REMEMBERED,
    RESTS,
    ROAD_CENTS,
    ROAD_MINUTES,
    ROADS,
    SHARED,
    STAY,
    TERMS,
    TIGHT,
    WEEK_HELD,
    WEEK_OF,
)
from lastlook.schedule.solver.kernel.tables_clock import clock_decides, rest_pairs, tables_of_clock
from lastlook.schedule.solver.slots import late_of, most_of_units
from lastlook.schedule.solver.task import EITHER, UNITS, fee_of
from lastlook.schedule.week import DAYS, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.task import Payee, Task

MOST_ROUND = 4
"""Places of a day up to which every way round is tried."""
REMEMBERED_DAYS = 1 << 14
"""Days whose order is remembered; two that fall on one place forget each other."""


class Atoms(NamedTuple):
    """What a search over atoms means for the board."""

    scenes: tuple[tuple[int, ...], ...]
    """For each atom its scenes."""
    constant: int
    """Cents that every board costs."""
    scalars: dict[int, int]
    tables: dict[int, Any]


def atoms_of(task: Task) -> list[tuple[int, ...]]:
    """Join scenes that share a date: groups that overlap are one."""
    group = list(range(len(task.scenes)))

    def root(scene: int) -> int:
        while group[scene] != scene:
            scene = group[scene]
        return scene

    for together in task.together:
        for one in together:
            group[root(one)] = root(min(together))
    found: dict[int, list[int]] = {}
    for scene in range(len(task.scenes)):
        found.setdefault(root(scene), []).append(scene)
    return [tuple(scenes) for scenes in found.values()]


def make_tables(task: Task) -> Atoms:
    """Write a task as arrays; whether they say all of it, `supports` knows."""
    shoot = task.shoot
    atoms = atoms_of(task)
    payees, constant = _payees(task, atoms)
    orders = _orders(task, atoms)
    pairs = rest_pairs(task)
    crews = terms_of_crews(task)
    opened = np.array([place.minutes for place in shoot.places], np.int64).transpose(1, 0, 2)
    work = np.array([crew.work for crew in crews]).repeat(task.base)[:, None, None]
    by_clock = clock_decides(task)
    scalars = {
        ATOMS: len(atoms),
        DATES: task.dates,
        BASE: task.base,
        CREWS: task.crews,
        MOST_PLACES: len(shoot.places),
        ROADS: int(bool(shoot.roads)),
        TIGHT: int(bool(((opened > 0) & (opened < work)).any())),
        CLOCK_HELD: int(by_clock),
        KNAPS_HELD: len(shoot.minors),
        ORDERS_HELD: len(orders),
        PAYEES_HELD: len(payees),
        PAIRS_HELD: len(pairs),
        MINORS_HELD: sum(bool(limit.presence) for limit in shoot.minors),
        FARS_HELD: sum(bool(road.days) for road in shoot.roads),
        WEEK_HELD: int(shoot.week_count is not None),
        MOVE_RANK: task.rank_of_move,
        STAY: task.stay,
        PERSONAL: int(shoot.personal_calls),
        FORCED: -1 if shoot.forced_call is None else shoot.forced_call,
        REMEMBERED: REMEMBERED_DAYS if by_clock else 1,
    }
    tables = {
        **_of_atoms(task, atoms),
        **_of_dates(task),
        **tables_of_clock(task, atoms),
        **_rows(
            PAYEES, ([n for n, who in enumerate(payees) if at in who.atoms] for at in _all(atoms))
        ),
        **_rows(ATOMS_OF, (sorted(who.atoms) for who in payees)),
        **_rows(
            BEFORE, ([n for n, one in enumerate(orders) if at in one[:2]] for at in _all(atoms))
        ),
        **_rows(
            NEAR, ([n for n, one in enumerate(pairs) if at in one[:2]] for at in range(task.dates))
        ),
        OPENED: opened.reshape(task.dates, -1),
        RESTS: _table(pairs, 7),
        ORDERS: _table(orders, 3),
        PAYS: _table((who.row for who in payees), 10),
    }
    return Atoms(
        scenes=tuple(atoms),
        constant=constant + task.detour_cents,
        scalars=scalars,
        tables=tables,
    )


def _of_atoms(task: Task, atoms: list[tuple[int, ...]]) -> dict[int, Any]:
    """Give what is known of each atom."""
    options = _options(task, atoms)
    places = [_sums((task.place_of[s], task.scenes[s].minutes) for s in atom) for atom in atoms]
    taken = _takes(task, atoms)
    return {
        OPTIONS: options,
        LENGTH_OF: [sum(task.scenes[scene].minutes for scene in atom) for atom in atoms],
        OLD: [
            [sum(task.old[s] not in (None, date) for s in atom) for date in range(task.dates)]
            for atom in atoms
        ],
        **_rows(OPEN, (np.flatnonzero(row).tolist() for row in options)),
        **_rows(PLACES, places, 2),
        **_rows(KNAPS, taken, 2),
        **_rows(
            GROUPS,
            (
                [n for n, group in enumerate(task.apart) for scene in atom if scene in group]
                for atom in atoms
            ),
        ),
        **_rows(
            ATOMS_AT,
            (
                [at for at, here in enumerate(places) if any(place == p for p, _ in here)]
                for place in _all(task.shoot.places)
            ),
        ),
    }


def _of_dates(task: Task) -> dict[int, Any]:
    """Give what is known of dates, places and units."""
    shoot, crews = task.shoot, terms_of_crews(task)
    roads = [_roads(task, crew) for crew in crews]
    late = [late_of(shoot, crew) for crew in range(task.crews)]
    count = shoot.week_count
    number = {place.id: at for at, place in enumerate(shoot.places)}
    most = most_of_units(task)
    return {
        EXTRA: task.extra,
        LOCKED: [int(date in task.locked_days) for date in range(task.dates)],
        FEES: [fee_of(place) for place in shoot.places],
        SHARED: [int(place.shared) for place in shoot.places],
        PRICES: [[shoot.day_price(date, unit) for unit in UNITS] for date in range(task.dates)],
        LIMITS: _table(
            (np.ravel(minor.minutes).tolist() for minor in shoot.minors), 2 * task.dates
        ),
        ROAD_MINUTES: np.concatenate([minutes for minutes, _ in roads]),
        ROAD_CENTS: np.concatenate([cents for _, cents in roads]),
        TERMS: [_terms(crew, most[at]) for at, crew in enumerate(crews)],
        **_rows(LATE, ([(one.after, one.tenth, one.once) for one in some] for some in late), 3),
        ORDINALS: [day.toordinal() for day in shoot.dates],
        WEEK_OF: [(day.toordinal() - 1) // 7 for day in shoot.dates],
        COUNT_WEEK: [week_of(day, count.start) if count else 0 for day in shoot.dates[: task.base]],
        COUNTED: _table(
            (np.ravel(row).tolist() for row in (count.extra[: task.base] if count else ())),
            2 * DAYS,
        ),
        FAR: _table(
            (
                (*sorted(number[name] for name in road.places), road.days, road.cost)
                for road in shoot.roads
                if road.days and road.places <= set(number)
            ),
            4,
        ),
        PATHS: [
            [*path, *[0] * (MOST_ROUND - places)]
            for places in range(1, MOST_ROUND + 1)
            for path in permutations(range(places))
        ],
    }


def terms_of_crews(task: Task) -> list[Shoot]:
    """Give the shoot by the terms of each unit."""
    whole = task.whole
    return [whole.terms_of(crew) for crew in ("", *(unit.id for unit in whole.second_units))]


def _terms(crew: Shoot, most: int) -> list[int]:
    meals = crew.meals
    return [
        crew.work,
        crew.max_moves,
        crew.company_move,
        crew.move_cost,
        most,
        crew.meal,
        meals.within if meals else 0,
        -1 if meals is None or meals.late is None else meals.late,
        *crew.calls,
    ]


class _Paid(NamedTuple):
    atoms: frozenset[int]
    row: tuple[int, ...]


def _payees(task: Task, atoms: list[tuple[int, ...]]) -> tuple[list[_Paid], int]:
    """Give payees whose cost depends on the board, and what the others cost together."""
    atom_of = {scene: number for number, atom in enumerate(atoms) for scene in atom}
    found: list[_Paid] = []
    spans: dict[tuple[frozenset[int], int], int] = {}
    constant = 0
    alone = task.crews > 1 or task.rests_by_role
    for number, payee in enumerate(task.payees):
        on = frozenset(atom_of[scene] for scene in payee.scenes)
        role, at_once = number < len(task.shoot.players), _at_once(task, number)
        binds = (role and alone) or at_once < task.crews
        if not on or not (payee.costs or not payee.waits or binds):
            continue
        kind = _kind(payee)
        if len(on) == 1:
            day = task.shoot.dates[:1]
            constant += paid(payee.pay, day, day).cents + payee.once
        elif kind in (BY_SPAN, BY_COUNT) and payee.waits and not binds:
            spans[on, kind] = spans.get((on, kind), 0) + payee.pay.day
        else:
            found.append(_Paid(on, (*_row(payee, kind), at_once, int(role))))
    found += [
        _Paid(on, (kind, rate, NEVER, 0, NEVER, 0, int(kind == BY_SPAN), 0, task.crews, 0))
        for (on, kind), rate in spans.items()
    ]
    return found, constant


def _at_once(task: Task, number: int) -> int:
    """Say with how many units a payee can be on one date.

    A role with one: what the way between units allows is left to the plain search.
    """
    shoot = task.shoot
    roles = len(shoot.players)
    if number < roles:
        return 1
    if number < roles + len(shoot.rentals):
        return min(task.crews, shoot.rentals[number - roles].count)
    return task.crews


def _kind(payee: Payee) -> int:
    if payee.plain:
        return BY_SPAN if payee.pay.hold_paid else BY_COUNT
    return BY_DAYS if payee.pay.week is None else BY_WEEKS


def _row(payee: Payee, kind: int) -> tuple[int, ...]:
    pay = payee.pay
    return (
        kind,
        pay.day,
        NEVER if pay.week is None else pay.week,
        pay.least_days,
        NEVER if pay.drop_gap is None else pay.drop_gap,
        payee.once,
        int(pay.hold_paid),
        int(not payee.waits),
    )


def _options(task: Task, atoms: list[tuple[int, ...]]) -> Any:
    """Give units for each atom and date: those that may shoot all its scenes."""
    options = np.zeros((len(atoms), task.dates), np.int64)
    for number, atom in enumerate(atoms):
        for date in range(task.dates):
            units = task.units.get(date, EITHER)
            for scene in atom:
                units &= task.options[scene].get(date, 0)
            options[number, date] = units
    return options


def _takes(task: Task, atoms: list[tuple[int, ...]]) -> list[list[tuple[int, int]]]:
    """Give what each atom takes of minors' minutes, as (which limit, minutes)."""
    return [
        _sums(
            (number, task.scenes[scene].minutes)
            for scene in atom
            for number, minor in enumerate(task.shoot.minors)
            if minor.role in task.scenes[scene].cast
        )
        for atom in atoms
    ]


def _orders(task: Task, atoms: list[tuple[int, ...]]) -> list[tuple[int, int, int]]:
    """Give orders between atoms; one that might not hold within a day asks for another day."""
    atom_of = {scene: number for number, atom in enumerate(atoms) for scene in atom}
    round_about = _places_round_about(task)
    found = set()
    for first, then, gap in task.orders:
        pair = (task.place_of[first], task.place_of[then])
        least = max(gap, int(pair in round_about))
        if atom_of[first] != atom_of[then] or least:
            found.add((atom_of[first], atom_of[then], least))
    return sorted(found)


def _places_round_about(task: Task) -> set[tuple[int, int]]:
    """Find pairs of places that orders of one day could ask for both ways round.

    Where moves over several roads differ in price, any order between places might cost more.
    """
    after: dict[int, set[int]] = {}
    for first, then, gap in task.orders:
        one, two = task.place_of[first], task.place_of[then]
        if not gap and one != two:
            after.setdefault(one, set()).add(two)
    pairs = [(one, two) for one, others in after.items() for two in sorted(others)]
    if task.shoot.roads and task.shoot.max_moves > 1:
        return set(pairs)

    def reaches(start: int, end: int) -> bool:
        seen, todo = {start}, [start]
        while todo:
            for other in after.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return end in seen

    return {(one, two) for one, two in pairs if reaches(two, one)}


def _roads(task: Task, crew: Shoot) -> tuple[Any, Any]:
    """Give minutes and cents of a unit's move between each two places."""
    shoot = task.shoot
    count = len(shoot.places)
    minutes = np.full((count, count), crew.company_move, np.int64)
    cents = np.full((count, count), crew.move_cost, np.int64)
    number = {place.id: at for at, place in enumerate(shoot.places)}
    for road in reversed(shoot.roads):
        here = [number[name] for name in sorted(road.places) if name in number]
        for one, two in [here, here[::-1]] if len(here) == 2 else []:
            minutes[one, two], cents[one, two] = road.minutes, road.cost
    return minutes, cents


def _sums(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for key, amount in pairs:
        found[key] = found.get(key, 0) + amount
    return sorted(found.items())


def _all(items: Sequence[object]) -> range:
    return range(len(items))


def _rows(field: int, rows: Iterable[Sequence[Any]], columns: int = 1) -> dict[int, Any]:
    """Give a list of lists as two fields: where each begins, and the items of all."""
    listed = [list(row) for row in rows]
    flat = [item for row in listed for item in row]
    return {
        field - 2: np.cumsum([0, *(len(row) for row in listed)]),
        field: _table(flat, columns) if columns > 1 else np.array(flat, np.int64),
    }


def _table(rows: Iterable[Sequence[int]], columns: int) -> Any:
    return np.array([list(row) for row in rows], np.int64).reshape(-1, columns)
