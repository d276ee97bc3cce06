"""What others do with the same shoots: CP-SAT by itself, and shooting out location by location.

CP-SAT gets our own full model, whose pay is written in the form that did best in our notes:
booleans "has started" and "is still needed" for each role and date, each of which changes once.
"""

from __future__ import annotations

import threading
import time
from random import Random
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from lastlook.schedule.cost import money
from lastlook.schedule.solver import model, objective
from lastlook.schedule.solver.bounds import least_days
from lastlook.schedule.solver.days import Days
from lastlook.schedule.solver.task import make_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.task import Task


def cp_sat(shoot: Shoot, seconds: float, workers: int = 2) -> tuple[Decimal | None, str]:
    """Give what plain CP-SAT costs after some seconds of CPU time; bound and CPU in words."""
    task = make_task(shoot)
    variables = model.cost_model(task, least_days(task))
    variables.model.minimize(objective.cost_in_cents(variables))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    before = time.process_time()
    done = threading.Event()

    def stop_in_time() -> None:
        while not done.wait(0.1):
            if time.process_time() - before >= seconds:
                solver.stop_search()

    watch = threading.Thread(target=stop_in_time)
    watch.start()
    status = solver.solve(variables.model)
    done.set()
    watch.join()
    spent = time.process_time() - before
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    bound = money(max(0, round(solver.best_objective_bound)))
    told = f"bound {bound:,.0f}, CPU {spent:.0f} s"
    return (money(round(solver.objective_value)) if found else None), told


def shot_out(shoot: Shoot, tries: int = 200) -> Decimal | None:
    """Shoot out each location in turn, the largest first; the first legal board's cost.

    Where that order meets windows that it cannot keep, other orders are drawn.
    """
    task = make_task(shoot)
    places = _by_size(task)
    random = Random(1)
    for _ in range(tries):
        days = _in_turn(task, places)
        if days is not None:
            return money(days.cents())
        places = places[:]
        random.shuffle(places)
    return None


def best_order(shoot: Shoot, seconds: float, seed: int = 1) -> Decimal | None:
    """Look for the cheapest order of locations, for some seconds of CPU time.

    Two locations change places, or one goes elsewhere; what is no dearer is kept.
    """
    task = make_task(shoot)
    random = Random(seed)
    places = _by_size(task)
    best, cost = _in_turn(task, places), None
    cost = best.cents() if best else None
    end = time.process_time() + seconds
    while time.process_time() < end:
        other = places[:]
        if cost is None:
            random.shuffle(other)
        elif random.random() < 0.5:
            one, two = random.randrange(len(other)), random.randrange(len(other))
            other[one], other[two] = other[two], other[one]
        else:
            other.insert(random.randrange(len(other)), other.pop(random.randrange(len(other))))
        days = _in_turn(task, other)
        if days is not None and (cost is None or days.cents() <= cost):
            places, cost = other, days.cents()
    return None if cost is None else money(cost)


def _by_size(task: Task) -> list[tuple[int, int]]:
    """Give locations, once for scenes by day and once for those by night only, largest first."""
    minutes: dict[tuple[int, int], int] = {}
    for scene, place in enumerate(task.place_of):
        kind = _light(task, scene), place
        minutes[kind] = minutes.get(kind, 0) + task.scenes[scene].minutes
    return sorted(minutes, key=lambda kind: (kind[0], -minutes[kind], kind[1]))


def _light(task: Task, scene: int) -> int:
    """Give 1 for a scene that only a night unit may shoot, else 0."""
    return int(all(units == 2 for units in task.options[scene].values()))


def _in_turn(task: Task, places: Sequence[tuple[int, int]]) -> Days | None:
    """Place location after location on the earliest dates; None where a scene finds no place."""
    days = Days(task)
    waiting = []
    for light, place in places:
        scenes = [
            scene
            for scene, at in enumerate(task.place_of)
            if at == place and _light(task, scene) == light
        ]
        here: list[int] = []
        waiting += [scene for scene in scenes if not _earliest(days, scene, here)]
    for _ in range(3):
        waiting = [scene for scene in waiting if not _earliest(days, scene, [])]
    return None if waiting else days


def _earliest(days: Days, scene: int, here: list[int]) -> bool:
    """Put a scene on a date where its location is shot already, or on the earliest other."""
    options = days.task.options[scene]
    for date in (*here, *sorted(options)):
        if date not in options:
            continue
        new = {date: days.judge(date, (*days.days[date].scenes, scene))}
        if days.change(new) is not None:
            days.put(new)
            if date not in here:
                here.append(date)
            return True
    return False
