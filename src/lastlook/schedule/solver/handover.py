"""Boards of several units by a search that knows one: what second units take over is guessed first.

So many days' worth of scenes that a second unit may shoot are taken out, the main unit's board is
found without them, and each is put where it is cheapest, with either unit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.board import Board, Strip
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.search import insert
from lastlook.schedule.solver.task import fixed_day, make_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.solver.task import Task

    Explore = Callable[[Task], tuple[Days, list[int]] | None]

MOST_DAYS = 5
"""Days' worth of scenes that are handed over at most."""


def handovers(task: Task, keep: Board | None) -> list[frozenset[int]]:
    """Give sets of scenes that second units might take over: none, and one to some days' worth.

    Scenes of one location go together, those that employ the least first.
    """
    units = task.whole.second_units
    together = {scene for group in task.together for scene in group}
    rates = [payee.pay.day for payee in task.payees]
    free = [
        number
        for number, scene in enumerate(task.scenes)
        if any(scene.id in unit.scenes for unit in units)
        and number not in together
        and fixed_day(scene.id, keep) is None
        and any(task.crew_of(slot) for slot in task.options[number])
    ]
    minutes: dict[int, int] = {}
    for number in free:
        place = task.place_of[number]
        minutes[place] = minutes.get(place, 0) + task.scenes[number].minutes
    employs = {number: sum(rates[who] for who in task.cast_of[number]) for number in free}
    free.sort(
        key=lambda number: (
            -minutes[task.place_of[number]],
            task.place_of[number],
            employs[number],
            number,
        )
    )
    found: list[frozenset[int]] = [frozenset()]
    taken: list[int] = []
    spent = 0
    for number in free:
        if spent + task.scenes[number].minutes > task.most_work and taken:
            found.append(frozenset(taken))
            spent = 0
            if len(found) > MOST_DAYS:
                return found
        taken.append(number)
        spent += task.scenes[number].minutes
    return [*found, frozenset(taken)] if taken else found


def handed_over(
    task: Task, keep: Board | None, scenes: frozenset[int], explore: Explore
) -> tuple[Days, list[int]] | None:
    """Give a board on which second units may have some scenes, with those that found no place.

    `explore` finds the main unit's board without them; None where it finds none.
    """
    gone = tuple(Strip(scene=task.scenes[number].id) for number in sorted(scenes))
    board = keep or Board()
    main = replace(
        board,
        days=tuple(day for day in board.days if not day.crew),
        boneyard=(*board.boneyard, *gone),
    )
    less = make_task(replace(task.whole, second_units=()), main)
    found = explore(less)
    if found is None:
        return None
    number = {scene.id: at for at, scene in enumerate(task.scenes)}
    days = Days(task)
    waiting = {number[less.scenes[scene].id] for scene in found[1]} | scenes
    for date, day in enumerate(found[0].days):
        here = tuple(number[less.scenes[scene].id] for scene in day.scenes)
        if not here:
            continue
        new = {date: days.judge(date, here)}
        if days.change(new) is None:
            waiting.update(here)
        else:
            days.put(new)
    order = sorted(waiting, key=lambda n: (task.place_of[n], -task.scenes[n].minutes, n))
    return days, [scene for scene in order if not insert(days, scene)]
