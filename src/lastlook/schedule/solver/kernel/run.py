"""Several searches at once, in rounds: each round goes on from the best board so far.

Stops after a number of tries, and takes the best of all in the order of their seeds, so the same
input gives the same board whatever the machine does meanwhile.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.kernel.anneal import NO_VALUE, anneal, put
from lastlook.schedule.solver.kernel.layout import (
    AT,
    ATOMS,
    CENTS,
    CLOCK_HELD,
    CONTENT,
    DATES,
    KEY_OF,
    MINUTES,
    OPEN,
    OPEN_START,
    RANK,
    SCENES,
    SEEN,
    TOTAL,
    UNIT,
    lay,
)
from lastlook.schedule.solver.kernel.order import recalled, word_of
from lastlook.schedule.solver.kernel.state import board
from lastlook.schedule.solver.kernel.tables import make_tables
from lastlook.schedule.solver.search import StoppedError, insert
from lastlook.schedule.talent.bits import is_kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.solver.kernel.tables import Atoms
    from lastlook.schedule.solver.task import Task

    Progress = Callable[[float, int], None]

CHUNK = 100_000
"""Tries between two looks at what was found."""
FIRST = ((2.5, 0.35), (2.5, 0.2), (1.5, 0.1), (2.5, 0.1))
"""First and last temperatures in typical day rates that searches of the first round take turns at.
Few searches of many scenes end where boards freeze, for later rounds go on from there; where tries
abound others cool down by themselves."""
ENOUGH = 40_000
"""Tries of a search for each scene that find what it can find: of more, another search gains more.
"""
BESIDE, MOST_BESIDE = 2, 8
"""Searches of a round at least, and of the first at most. Fixed numbers, so that the board does not
hang on the machine."""
COLD = 0.1
"""The last temperature of later rounds: below that nothing is accepted any more."""
LIGHT, HEAVY = 0.3, 10.0
"""What an hour of broken rules costs, in shooting days: at first and at last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The best legal board that is known, or while there is none where a search stands."""

    value: int
    """Cost and rank; from `NO_VALUE` on, the minutes beyond it by which rules are broken."""
    board: Any
    """Dates of atoms, then units of dates."""


class _Judged(NamedTuple):
    """What the order of a day comes to, judged beforehand."""

    slot: int
    unit: int
    scenes: tuple[int, ...]
    cells: tuple[int, int, int, int]
    """As `order.put_in_order` has them."""


class _Round(NamedTuple):
    """Searches side by side, each from the best board so far or from anywhere."""

    share: float
    """Of all tries."""
    heats: tuple[tuple[float, float], ...]
    """First and last temperature of each search in typical day rates."""
    by_days: bool = False
    """Whether days go as they are, with all their scenes: each other search from anywhere."""


LATER_ROUNDS = (
    _Round(0.07, ((1.0, COLD), (2.5, COLD)), by_days=True),
    _Round(0.2, ((0.4, COLD), (0.4, COLD))),
    _Round(0.05, ((1.0, COLD), (2.5, COLD)), by_days=True),
    _Round(0.08, ((0.3, COLD), (0.3, COLD))),
)
"""What follows the first round, whose tries are the rest."""


def explore(
    task: Task, *, tries: int, seed: int, progress: Progress | None = None
) -> tuple[Days, list[int]] | None:
    """Anneal, and give the best board found with the scenes that found no place on it.

    Returns
    -------
    tuple or None
        The board, legal as far as it goes. Scenes wait where the compiled search does not know
        all rules (see `supports`). None where it found no board that it takes for legal.

    """
    atoms = make_tables(task)
    if not np.diff(atoms.tables[OPEN_START]).all():
        return None
    days = Days(task)
    best = _Place(value=2 * NO_VALUE, board=None)
    done = 0.0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, one in enumerate(_rounds(len(atoms.scenes), tries)):
            if one.by_days and best.value >= NO_VALUE:
                done += one.share
                continue
            now = _of_days(task, atoms, best) if one.by_days else atoms
            # Payees of one day only are paid beforehand there.
            paid = (now.constant - atoms.constant) * days.scale
            known = replace(best, value=best.value - paid, board=_over(now, atoms, best.board))
            each = max(1, int(one.share * tries / len(one.heats)))
            searches = [
                _Search(now, days, start, each, 10_000 * seed + 100 * number + at, heat)
                for at, heat in enumerate(one.heats)
                for start in [_legal(None if one.by_days and at % 2 else known)]
            ]
            for first in range(0, each, CHUNK):
                try:
                    found = min(
                        pool.map(lambda search, at=first: search.go(at), searches),
                        key=lambda place: place.value,
                    )
                except KeyboardInterrupt:
                    raise StoppedError(_whole(task, atoms, best)) from None
                if found.value + paid < best.value or found.value >= NO_VALUE <= best.value:
                    best = _Place(value=found.value + paid, board=_over(atoms, now, found.board))
                if progress and best.value < NO_VALUE:
                    part = done + one.share * min(1.0, (first + CHUNK) / each)
                    progress(round(part, 6), best.value // days.scale + atoms.constant)
            done += one.share
            if number == 0 and best.value >= NO_VALUE:
                best = _mended(task, atoms, days, best, seed)
    return None if best.value >= NO_VALUE else _days_of(task, atoms, best.board)


def _whole(task: Task, atoms: Atoms, best: _Place) -> Days | None:
    """Give the best board, if there is one and no scene of it waits."""
    if best.value >= NO_VALUE:
        return None
    days, waiting = _days_of(task, atoms, best.board)
    return None if waiting else days


def _rounds(atoms: int, tries: int) -> tuple[_Round, ...]:
    """Give the rounds: the more tries for each atom, the more searches are in the first."""
    share = 1.0 - sum(one.share for one in LATER_ROUNDS)
    several = max(BESIDE, min(MOST_BESIDE, int(share * tries / (ENOUGH * atoms))))
    heats = tuple(FIRST[one % len(FIRST)] for one in range(several))
    return (_Round(share, heats), *LATER_ROUNDS)


def _of_days(task: Task, atoms: Atoms, best: _Place) -> Atoms:
    """Join the scenes of each date of a board: whole days go elsewhere, or change places."""
    days: dict[int, set[int]] = {}
    for atom, scenes in enumerate(atoms.scenes):
        days.setdefault(int(best.board[atom]), set()).update(scenes)
    together = tuple(frozenset(scenes) for scenes in days.values())
    return make_tables(replace(task, together=(*task.together, *together)))


def _over(to: Atoms, atoms: Atoms, found: Any) -> Any:
    """Say a board of some atoms by others: both join scenes that share a date on it."""
    if to is atoms or found is None:
        return found
    on = {scene: int(found[atom]) for atom, scenes in enumerate(atoms.scenes) for scene in scenes}
    units = found[len(atoms.scenes) :]
    return np.concatenate([np.array([on[scenes[0]] for scenes in to.scenes], np.int64), units])


def near(days: Days, *, tries: int, seed: int, hot: float) -> Days:
    """Anneal from a board, and give the better of it and what was found.

    `hot` is the first temperature in typical day rates: little keeps it near. Scenes that find no
    place on what was found, where the compiled search does not know all of a task, go where they
    cost least.
    """
    task = days.task
    atoms = make_tables(task)
    on = {scene: date for date, day in enumerate(days.days) for scene in day.scenes}
    at = [on[scenes[0]] for scenes in atoms.scenes]
    start = _Place(value=NO_VALUE, board=np.array([*at, *days.unit], np.int64))
    each = max(1, tries // BESIDE)
    known = _judged(days)
    searches = [
        _Search(atoms, days, start, each, 10_000 * seed + one, (hot, min(hot, COLD)), known)
        for one in range(BESIDE)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for first in range(0, each, CHUNK):
            places = list(pool.map(lambda search, at=first: search.go(at), searches))
    best = min(places, key=lambda place: place.value)
    if best.value >= NO_VALUE:
        return days
    found, waiting = _days_of(task, atoms, best.board)
    if not all(insert(found, scene) for scene in waiting):
        return days
    return min(days, found, key=Days.value)


def _judged(days: Days) -> tuple[_Judged, ...]:
    """Give what the plain evaluation says of the orders of a board's days."""
    found = []
    for slot, day in enumerate(days.days):
        plan = day.plans[days.unit[slot]] if day.scenes else None
        if plan is not None and slot not in days.task.locked_days:
            cells = (0, plan.price, plan.minutes, plan.length)
            found.append(_Judged(slot, days.unit[slot], day.scenes, cells))
    return tuple(found)


def _mended(task: Task, atoms: Atoms, days: Days, nearest: _Place, seed: int) -> _Place:
    """Let CP-SAT solve the dates around those that break a rule anew: a legal board, if it can.

    A few tight dates, on which one packing of many is legal, hold a search up for good.
    """
    from lastlook.schedule.solver.window import Standing, mended  # loading takes half a second

    at = [0] * len(task.scenes)
    for atom, scenes in enumerate(atoms.scenes):
        for scene in scenes:
            at[scene] = int(nearest.board[atom])
    units = tuple(int(unit) for unit in nearest.board[len(atoms.scenes) :])
    wrong = frozenset(at[scene] for scene in _days_of(task, atoms, nearest.board)[1])
    found = mended(task, Standing(tuple(at), units), wrong, seed=seed)
    if found is None:
        return nearest
    dates = [found.at[scenes[0]] for scenes in atoms.scenes]
    place = _Place(value=NO_VALUE, board=np.array([*dates, *found.units], np.int64))
    m = _Search(atoms, days, place, 1, seed, (COLD, COLD)).memory
    cents, broken, rank = (int(m[m[TOTAL] + cell]) for cell in (CENTS, MINUTES, RANK))
    return nearest if broken else replace(place, value=cents * days.scale + rank)


def _legal(place: _Place | None) -> _Place | None:
    """Give a place if a legal board is known there."""
    return place if place and place.board is not None else None


def ready() -> float:
    """Compile, or load what was compiled before; give the seconds that took.

    So that no search counts them as its own, and two threads do not ask for the same at once.
    """
    begin = time.monotonic()
    none = np.zeros(0, np.int64)
    memory = lay({}, {})
    put(memory, none, none)
    anneal(memory, 0, 0, 1, np.ones(4), 1, np.zeros(1, np.int64), none)
    return time.monotonic() - begin


def to_compile() -> bool:
    """Whether the search has to be compiled before it is used: nothing on disk is up to date."""
    return not is_kept(anneal)


class _Search:
    """One search: its own memory, its own generator."""

    def __init__(
        self,
        atoms: Atoms,
        days: Days,
        start: _Place | None,
        tries: int,
        seed: int,
        heat: tuple[float, float],
        judged: tuple[_Judged, ...] = (),
    ) -> None:
        self.memory = board(atoms.tables, atoms.scalars, seed)
        for one in judged if atoms.scalars[CLOCK_HELD] else ():
            self.remember(one, atoms)
        self.scale = days.scale
        self.tries = tries
        day = max(1, days.task.shoot.day_cost)
        typical = _typical(days)
        hot, cold = heat
        self.heat = np.array([hot * typical, cold * typical, LIGHT * day / 60, HEAVY * day / 60])
        count = len(atoms.scenes)
        self.best = np.array([min(start.value, NO_VALUE) if start else NO_VALUE], np.int64)
        begin = start.board.copy() if start else anywhere(atoms, days.task, seed)
        self.board = begin
        put(self.memory, begin[:count], begin[count:])

    def remember(self, one: _Judged, atoms: Atoms) -> None:
        """Take what was judged beforehand: a person's order may be one that is not looked at."""
        m, content = self.memory, 0
        for scene in one.scenes:
            content ^= int(atoms.tables[SCENES][scene, KEY_OF])
        m[m[CONTENT] + one.slot] = content
        word = word_of(m, one.slot, one.unit)
        m[m[CONTENT] + one.slot] = 0
        row = m[SEEN] + recalled(m, word) * m[SEEN + 1]
        m[row : row + 5] = (word, *one.cells)

    def go(self, first: int) -> _Place:
        """Do the next tries; give the best legal board, or where the search stands."""
        last = min(self.tries, first + CHUNK)
        anneal(self.memory, first, last, self.tries, self.heat, self.scale, self.best, self.board)
        if self.best[0] < NO_VALUE:
            return _Place(value=int(self.best[0]), board=self.board.copy())
        m = self.memory
        broken = int(m[m[TOTAL] + MINUTES])
        where = [m[m[AT] : m[AT] + m[ATOMS]], m[m[UNIT] : m[UNIT] + m[DATES]]]
        return _Place(value=NO_VALUE + broken, board=np.concatenate(where))


def _typical(days: Days) -> float:
    """Give what a day of a role costs in the mean, in cents."""
    rates = [payee.pay.day for payee in days.task.payees if payee.pay.day]
    return sum(rates) / len(rates) if rates else float(max(1, days.task.shoot.day_cost))


def anywhere(atoms: Atoms, task: Task, seed: int) -> Any:
    """Give every atom a date: the kept board's where it has one, else any that is open."""
    random = Random(seed)
    start, dates = atoms.tables[OPEN_START], atoms.tables[OPEN]
    found = np.zeros(len(atoms.scenes) + atoms.scalars[DATES], np.int64)
    for atom, scenes in enumerate(atoms.scenes):
        may = [int(date) for date in dates[start[atom] : start[atom + 1]]]
        old = task.old[scenes[0]]
        found[atom] = old if old in may else random.choice(may)
    return found


def _days_of(task: Task, atoms: Atoms, found: Any) -> tuple[Days, list[int]]:
    """Judge a board by the plain evaluation, day by day; what does not stand has to wait."""
    count = len(atoms.scenes)
    at = [0] * len(task.scenes)
    for atom, scenes in enumerate(atoms.scenes):
        for scene in scenes:
            at[scene] = int(found[atom])
    units = [int(unit) for unit in found[count:]]
    units += [0] * (task.dates - len(units))
    days = Days(task)
    if not days.put_all(at, units):
        return days, []
    days, waiting = Days(task), []
    for date in sorted(set(at)):
        whole = tuple(scene for scene, on in enumerate(at) if on == date)
        if not _stands(days, date, whole):
            waiting += [
                scene
                for scene in whole
                if not _stands(days, date, (*days.days[date].scenes, scene))
            ]
    return days, waiting


def _stands(days: Days, date: int, scenes: tuple[int, ...]) -> bool:
    """Put scenes on a date if that is legal beside what stands already."""
    new = {date: days.judge(date, scenes)}
    if days.change(new) is None:
        return False
    days.put(new)
    return True
