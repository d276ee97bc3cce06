"""Several searches at once, in rounds: each round goes on from the best board so far.

Stops after a number of tries, and takes the best of all in the order of their seeds, so the same
input gives the same board whatever the machine does meanwhile.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.kernel.anneal import NO_VALUE, anneal, put
from lastlook.schedule.solver.kernel.layout import DATES, OPEN, OPEN_START, lay
from lastlook.schedule.solver.kernel.state import board
from lastlook.schedule.solver.kernel.tables import make_tables
from lastlook.schedule.solver.slots import of_main_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.solver.kernel.tables import Atoms
    from lastlook.schedule.solver.task import Task

    Progress = Callable[[float, int], None]

CHUNK = 100_000
"""Tries between two looks at what was found."""
FIRST_ROUND, LAST_ROUND = 0.7, 0.3
"""Shares of the tries."""
FIRST_HOT, LAST_HOT = (1.5, 2.5), 0.4
"""First temperatures in typical day rates; searches of the first round take turns at two."""
ENOUGH = 40_000
"""Tries of a search for each scene that find what it can find: of more, another search gains more.
"""
MOST_BESIDE = 8
"""Searches of the first round at most. Fixed numbers, so that the board does not hang on the
machine."""
BESIDE = 2
"""Searches side by side at least."""
COLD = 0.1
"""The last temperature of each, in typical day rates: below that nothing is accepted any more."""
LIGHT, HEAVY = 0.3, 10.0
"""What an hour of broken rules costs, in shooting days: at first and at last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a search stands, and the best legal board it knows."""

    value: int
    board: Any
    """Dates of atoms, then units of dates."""


def explore(
    task: Task, *, tries: int, seed: int, progress: Progress | None = None
) -> tuple[Days, list[int]] | None:
    """Anneal, and give the best board found with the scenes that found no place on it.

    Second units are left out: everything goes to the main unit's dates.

    Returns
    -------
    tuple or None
        The board, legal as far as it goes. Scenes wait where the compiled search does not know
        all rules (see `supports`). None where it found no board that it takes for legal.

    """
    whole, task = task, of_main_unit(task)
    atoms = make_tables(task)
    if not np.diff(atoms.tables[OPEN_START]).all():
        return None
    days = Days(task)
    heat = _typical(days)
    best: _Place | None = None
    done = 0.0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (share, hots) in enumerate(_rounds(len(atoms.scenes), tries)):
            each = max(1, int(share * tries / len(hots)))
            searches = [
                _Search(
                    atoms, days, _legal(best), each, 10_000 * seed + 100 * number + one, hot * heat
                )
                for one, hot in enumerate(hots)
            ]
            for first in range(0, each, CHUNK):
                found = list(pool.map(lambda search, at=first: search.go(at), searches))
                best = min(found, key=lambda place: place.value)
                if progress and best.value < NO_VALUE:
                    part = done + share * min(1.0, (first + CHUNK) / each)
                    progress(part, best.value // days.scale + atoms.constant)
            done += share
    if best is None or best.value >= NO_VALUE:
        return None
    return _days_of(whole, atoms, best.board)


def _rounds(atoms: int, tries: int) -> tuple[tuple[float, list[float]], ...]:
    """Give for each round its share of the tries, and the first temperature of each search."""
    enough = int(FIRST_ROUND * tries / (ENOUGH * atoms))
    several = max(BESIDE, min(MOST_BESIDE, enough))
    hots = [FIRST_HOT[one % len(FIRST_HOT)] for one in range(several)]
    return (FIRST_ROUND, hots), (LAST_ROUND, [LAST_HOT] * BESIDE)


def near(days: Days, *, tries: int, seed: int, hot: float) -> Days:
    """Anneal from a board, and give the better of it and what was found.

    `hot` is the first temperature in typical day rates: little keeps it near. For tasks of which
    the compiled search knows all (see `supports`).
    """
    task = days.task
    atoms = make_tables(task)
    on = {scene: date for date, day in enumerate(days.days) for scene in day.scenes}
    at = [on[scenes[0]] for scenes in atoms.scenes]
    start = _Place(value=NO_VALUE, board=np.array([*at, *days.unit], np.int64))
    each = max(1, tries // BESIDE)
    searches = [
        _Search(atoms, days, start, each, 10_000 * seed + one, hot * _typical(days))
        for one in range(BESIDE)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for first in range(0, each, CHUNK):
            places = list(pool.map(lambda search, at=first: search.go(at), searches))
    best = min(places, key=lambda place: place.value)
    if best.value >= NO_VALUE:
        return days
    found, waiting = _days_of(task, atoms, best.board)
    return days if waiting else min(days, found, key=Days.value)


def _legal(place: _Place | None) -> _Place | None:
    """Give a place if a legal board is known there."""
    return place if place and place.value < NO_VALUE else None


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


class _Search:
    """One search: its own memory, its own generator."""

    def __init__(
        self, atoms: Atoms, days: Days, start: _Place | None, tries: int, seed: int, hot: float
    ) -> None:
        self.memory = board(atoms.tables, atoms.scalars, seed)
        self.scale = days.scale
        self.tries = tries
        day = max(1, days.task.shoot.day_cost)
        cold = min(hot, COLD * _typical(days))
        self.heat = np.array([hot, cold, LIGHT * day / 60, HEAVY * day / 60])
        count = len(atoms.scenes)
        self.best = np.array([start.value if start else NO_VALUE], np.int64)
        begin = start.board.copy() if start else anywhere(atoms, days.task, seed)
        self.board = begin
        put(self.memory, begin[:count], begin[count:])

    def go(self, first: int) -> _Place:
        """Do the next tries."""
        last = min(self.tries, first + CHUNK)
        anneal(self.memory, first, last, self.tries, self.heat, self.scale, self.best, self.board)
        return _Place(value=int(self.best[0]), board=self.board.copy())


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
