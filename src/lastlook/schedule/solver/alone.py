"""Dates and units on which a scene finds no time even alone, and which rules see to that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.hours import EVER, Meals
from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.walk import stands_alone

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastlook.schedule.solver.task import Task


def shut_by(task: Task, scene: int) -> dict[tuple[int, int], tuple[str, ...]]:
    """Give each date and unit that the clock shuts to a scene, with the rules that it takes.

    Rules have the keys of `conflict`: `sun s012`, `place street`, `minor 3`, `meals`. None of those
    given can be left out.
    """
    every = _rules(task, scene)
    if not every:
        return {}
    under: dict[frozenset[str], Task] = {}

    def stands(rules: Collection[str], date: int, unit: int) -> bool:
        key = frozenset(rules)
        if key not in under:
            under[key] = _under(task, scene, key)
        return stands_alone(under[key], date, unit, scene)

    found = {}
    for date in range(task.dates):
        for unit in (0, 1):
            rules = list(every)
            if stands(rules, date, unit):
                continue
            for rule in every:
                fewer = [one for one in rules if one != rule]
                if not stands(fewer, date, unit):
                    rules = fewer
            found[date, unit] = tuple(rules)
    return found


def _rules(task: Task, scene: int) -> list[str]:
    """Name the rules of the clock that concern a scene."""
    shoot, need = task.shoot, task.scenes[scene]
    rules = []
    if any(one.late is None for one in shoot.every_meals):
        rules.append("meals")
    rules += [
        f"minor {limit.role}"
        for limit in shoot.minors
        if limit.presence and limit.role in need.cast
    ]
    if shoot.places[task.place_of[scene]].hours:
        rules.append(f"place {need.location}")
    if need.sun is not Sun.ANY and shoot.daylight:
        rules.append(f"sun {need.id}")
    return rules


def _under(task: Task, scene: int, rules: Collection[str]) -> Task:
    """Give the task of a scene under some of its rules alone."""
    shoot, need = task.shoot, task.scenes[scene]
    scenes = list(task.scenes)
    if f"sun {need.id}" not in rules:
        scenes[scene] = replace(need, sun=Sun.ANY)
    places = list(shoot.places)
    if f"place {need.location}" not in rules:
        at = task.place_of[scene]
        places[at] = replace(places[at], hours=())
    meals = shoot.meals
    if meals is not None and meals.late is None and "meals" not in rules:
        meals = Meals(within=EVER)
    minors = tuple(
        limit
        for limit in shoot.minors
        if limit.role not in need.cast or f"minor {limit.role}" in rules
    )
    units = shoot.second_units
    if "meals" not in rules:
        units = tuple(replace(unit, meals=unit.meals and Meals(within=EVER)) for unit in units)
    changed = replace(shoot, places=tuple(places), meals=meals, minors=minors, second_units=units)
    return replace(task, shoot=changed, scenes=tuple(scenes))
