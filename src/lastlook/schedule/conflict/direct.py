"""Scenes that have no date at all, and locked days that break a rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.schedule.board import Board, Strip, Unit
from lastlook.schedule.check import violations
from lastlook.schedule.conflict.banners import say_banners
from lastlook.schedule.conflict.values import Conflict, because, free, joined
from lastlook.schedule.solver.alone import shut_by
from lastlook.schedule.solver.task import UNITS, day_name, fixed_day, is_clear
from lastlook.schedule.windows import say_date, say_dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.check import Violation
    from lastlook.schedule.shoot import SceneNeed, SecondUnit, Shoot
    from lastlook.schedule.solver.task import Task


MOST_BANNERS = 3
"""More days' banners than this are not spelled out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that holds a scene to some dates."""

    rules: tuple[str, ...]
    says: str
    slots: frozenset[tuple[int, Unit]]
    """Dates, each with the unit that could shoot the scene; of the scene's own units only."""
    way_out: str

    @property
    def dates(self) -> frozenset[int]:
        """Dates that it leaves open to any unit of the scene."""
        return frozenset(at for at, _ in self.slots)


def direct_conflicts(shoot: Shoot, keep: Board | None, task: Task) -> tuple[Conflict, ...]:
    """Explain every scene that has no date at all, and every locked day that breaks a rule."""
    stated = {scene.id: scene for scene in shoot.scenes}
    found = [
        _no_date(stated[scene.id], shoot, keep, task)
        for number, scene in enumerate(task.scenes)
        if not task.options[number]
    ]
    known = {scene.id for scene in task.scenes}
    locked = [
        replace(
            day, work=tuple(i for i in day.work if not isinstance(i, Strip) or i.scene in known)
        )
        for day in (keep.days if keep else ())
        if day.locked
    ]
    told = {scene for conflict in found for scene in conflict.scenes}
    wrong: dict[tuple[date, ...], list[Violation]] = {}
    for violation in violations(Board(days=tuple(locked)), shoot):
        if violation.rule != "missing" and not told.intersection(violation.scenes):
            wrong.setdefault(violation.dates, []).append(violation)
    found += [_locked_days(locked, dates, broken) for dates, broken in wrong.items()]
    return tuple(found)


def _locked_days(
    locked: Iterable[ShootDay], dates: tuple[date, ...], broken: list[Violation]
) -> Conflict:
    scenes = {scene for one in broken for scene in one.scenes}
    on = [day for day in locked if day.date in dates]
    concerned = [day for day in on if scenes & {strip.scene for strip in day.strips}] or on
    days = ", ".join(say_date(day) for day in dates)
    return Conflict(
        text=f"Locked as it stands, {days} cannot be shot. "
        + " ".join(violation.text for violation in broken),
        rules=tuple(f"locked day {day_name(*day.slot)}" for day in concerned),
        ways_out=(f"Take `locked = true` off {days} in board.toml.",),
        scenes=tuple(dict.fromkeys(scene for one in broken for scene in one.scenes)),
        people=tuple(dict.fromkeys(person for one in broken for person in one.people)),
        dates=dates,
    )


def _no_date(scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task) -> Conflict:
    """Find the fewest needs of a scene that have no date in common."""
    needs = needs_of(scene, shoot, keep, task)
    everything = frozenset((at, unit) for at in range(len(shoot.dates)) for unit in Unit)
    # All needs together leave no date and unit, or the scene would have one.
    clash = next(
        some
        for size in range(1, len(needs) + 1)
        for some in combinations(needs, size)
        if not everything.intersection(*(need.slots for need in some))
    )
    said = " and ".join(need.says for need in clash)
    common = frozenset.intersection(*(need.dates for need in clash))
    no_date = "there is no such date" if len(clash) == 1 else "they have no date in common"
    if common:
        no_date = "they have no date with the same unit in common"
    rules = tuple(dict.fromkeys(rule for need in clash for rule in need.rules))
    return Conflict(
        text=f"{scene.label[0].upper()}{scene.label[1:]} needs {said}: {no_date}.",
        rules=rules,
        ways_out=tuple(need.way_out for need in clash),
        scenes=(scene.id,),
        people=tuple(number for number in sorted(scene.cast) if f"cast {number}" in rules),
        places=tuple(rule.removeprefix("place ") for rule in rules if rule.startswith("place ")),
        dates=tuple(shoot.dates[at] for at in sorted(frozenset().union(*(n.dates for n in clash)))),
    )


def needs_of(scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task) -> list[Need]:
    """Say everything that holds a scene to some dates, whatever else is on the board.

    By the terms of the second unit that it is held with, if it is; else by the main unit's.
    """
    fixed = fixed_day(scene.id, keep)
    shoot = shoot.of_unit(fixed.crew) if fixed else shoot
    units = [unit for unit in UNITS if unit in scene.units]
    needs = [
        Need(
            rules=(f"cast {player.id}",),
            says=f"{player.label} ({free(player.dates, shoot, 'free')})",
            slots=_any_unit(player.dates, scene),
            way_out=f"Agree on another date with {player.label}, or take the role out of "
            f"the scene{because(player.why_not)}.",
        )
        for player in shoot.players
        if player.id in scene.cast
    ]
    place = next(place for place in shoot.places if place.id == scene.location)
    slots = _long_enough(place.minutes, scene)
    opened = frozenset(at for at, _ in slots)
    who = f"a {units[0]} unit" if len(units) == 1 else "a unit"
    state = f"open to {who} for its {scene.minutes} min"
    needs.append(
        Need(
            rules=(f"place {place.id}",),
            says=f"{place.label} ({free(opened, shoot, state)})",
            slots=slots,
            way_out=f"Get other dates or longer hours at {place.label}, or shoot the scene "
            f"elsewhere{because(place.why_not)}.",
        )
    )
    needs += _minor_needs(scene, shoot)
    needs += _own_dates(scene, shoot)
    needs += _clock_needs(scene, shoot, task, _first_slot(shoot, fixed))
    if scene.clear_from is not None:
        clear = frozenset(
            (at, unit)
            for at, day in enumerate(shoot.dates)
            for unit in units
            if is_clear(scene, day, shoot.calls[UNITS.index(unit)])
        )
        since = f"{say_date(scene.clear_from.date())}, {scene.clear_from:%H:%M}"
        needs.append(
            Need(
                rules=(f"clear {scene.id}",),
                says=f"a call on or after {since}, when it is cleared",
                slots=clear,
                way_out="Give [calendar] a later end, or put the scene into the boneyard.",
            )
        )
    needs += _board_needs(scene, shoot, keep, task)
    return needs


def _own_dates(scene: SceneNeed, shoot: Shoot) -> list[Need]:
    """Say the dates that breakdown.toml leaves a scene."""
    needs = []
    if scene.dates is not None:
        needs.append(
            Need(
                rules=(f"dates {scene.id}",),
                says=f"its own dates ({free(scene.dates, shoot, 'open')}{because(scene.why_not)})",
                slots=_any_unit(scene.dates, scene),
                way_out="Change its dates in breakdown.toml.",
            )
        )
    return needs


def _first_slot(shoot: Shoot, fixed: ShootDay | None) -> int:
    """Give the slot of the first date of the unit that a scene is held with, else of the main."""
    unit = shoot.crew(fixed.crew) if fixed else None
    return (shoot.second_units.index(unit) + 1) * len(shoot.dates) if unit else 0


def _clock_needs(scene: SceneNeed, shoot: Shoot, task: Task, first: int) -> list[Need]:
    """Say what the clock leaves a scene even alone: light, its location's hours, minors, meals."""
    number = next(n for n, one in enumerate(task.scenes) if one.id == scene.id)
    by_rules: dict[tuple[str, ...], set[tuple[int, Unit]]] = {}
    for (at, unit), rules in shut_by(task, number).items():
        if first <= at < first + task.base:
            by_rules.setdefault(rules, set()).add((at - first, UNITS[unit]))
    every = _any_unit(range(task.base), scene)
    return [
        _clock_need(scene, shoot, rules, every - shut)
        for rules, shut in sorted(by_rules.items(), key=lambda one: (len(one[0]), one[0]))
    ]


def _clock_need(
    scene: SceneNeed, shoot: Shoot, rules: tuple[str, ...], slots: frozenset[tuple[int, Unit]]
) -> Need:
    """Say a need that some rules of the clock make together."""
    place = next(place for place in shoot.places if place.id == scene.location)
    said, ways = [], []
    for rule in rules:
        if rule.startswith("sun "):
            said.append(f"{scene.sun} light")
            ways.append("call the unit at another time (hours.day_call, hours.night_call)")
        elif rule.startswith("place "):
            said.append(f"the hours of {place.label}")
            ways.append(f"get longer hours at {place.label}{because(place.why_not)}")
        elif rule.startswith("minor "):
            limit = next(one for one in shoot.minors if f"minor {one.role}" == rule)
            said.append(f"the hours that the law leaves {limit.label} ({limit.cited})")
            ways.append(f"let a photo double stand in for {limit.label}")
        else:
            said.append("a meal between strips in time")
            ways.append("raise hours.meal_within, state what a late meal costs (costs.late_meal)")
    free_ = frozenset(at for at, _ in slots)
    way = f"{', '.join(ways)}, or shoot the scene in parts."
    return Need(
        rules=rules,
        says=f"{joined(said)} for {scene.minutes} min within the working hours "
        f"({free(free_, shoot, 'there')})",
        slots=slots,
        way_out=way[0].upper() + way[1:],
    )


def _minor_needs(scene: SceneNeed, shoot: Shoot) -> list[Need]:
    """Say which minors' hours the scene has to fit into."""
    return [
        Need(
            rules=(f"minor {limit.role}",),
            says=f"{limit.label} for {scene.minutes} min, longer than a minor may work on other "
            f"dates than these ({free(fits, shoot, 'possible')}; {limit.cited})",
            slots=slots,
            way_out=f"Split the scene in the script, or state in breakdown.toml the minutes that "
            f"it takes with {limit.label}.",
        )
        for limit in shoot.minors
        if limit.role in scene.cast
        for slots in [_long_enough(limit.minutes, scene)]
        for fits in [frozenset(at for at, _ in slots)]
    ]


def _board_needs(scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task) -> list[Need]:
    """Say what the kept board asks: the scene's own lock, others' locked days, long banners."""
    fixed = fixed_day(scene.id, keep)
    unit = shoot.crew(fixed.crew) if fixed else None
    known = fixed is None or not fixed.crew or unit is not None
    first = _first_slot(shoot, fixed)
    at_fixed = [at for at, day in enumerate(shoot.dates) if fixed and known and day == fixed.date]
    needs = []
    if fixed is not None:
        slots = [first + at for at in at_fixed]
        same_unit = not slots or slots[0] not in task.locked_days
        by = "" if same_unit else f", a {task.locked_days[slots[0]].unit} unit"
        off = "" if at_fixed else ", which is not a date to shoot on"
        if fixed.crew:
            by += f", {unit.label if unit else fixed.crew}"
            off = off if known else ", which production.toml does not have"
        needs.append(
            Need(
                rules=(f"lock {scene.id}",),
                says=f"{say_date(fixed.date)} (locked there{by}{off})",
                slots=_any_unit(at_fixed, scene)
                if same_unit
                else _same_unit(scene, task, first, at_fixed),
                way_out="Unlock it in board.toml.",
            )
        )
        if unit:
            needs.append(_of_unit(scene, shoot, unit))
    else:
        locked = [at for at in sorted(task.locked_days) if at < len(shoot.dates)]
        if locked:
            closed = say_dates([shoot.dates[at] for at in locked])
            verb = "are" if len(locked) > 1 else "is"
            needs.append(
                Need(
                    rules=tuple(f"locked day {task.name_of(at)}" for at in locked),
                    says=f"a day that is not locked ({closed} {verb})",
                    slots=_any_unit(frozenset(range(len(shoot.dates))) - set(locked), scene),
                    way_out="Unlock a day in board.toml.",
                )
            )
    extra = task.extra[first : first + len(shoot.dates)]
    if any(taken + scene.minutes > shoot.work for taken in extra):
        needs.append(_room(scene, shoot, keep, task, [first + at for at in at_fixed]))
    return needs


def _of_unit(scene: SceneNeed, shoot: Shoot, unit: SecondUnit) -> Need:
    """Say when the second unit that a scene is held with may shoot it, if ever."""
    may = scene.id in unit.scenes
    says = f"{unit.label} ({free(unit.dates, shoot, 'at work')})"
    return Need(
        rules=(f"lock {scene.id}",),
        says=says if may else f"leave for {unit.label} to shoot it, which it has not",
        slots=_any_unit(unit.dates if may else (), scene),
        way_out=f"Give it back to the main unit in board.toml, or let {unit.label} shoot it "
        "(production.toml).",
    )


def _room(
    scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task, at_fixed: list[int]
) -> Need:
    """Say which banners leave the scene no room, on its own slot if it is locked to one."""
    first = at_fixed[0] // len(shoot.dates) * len(shoot.dates) if at_fixed else 0
    full = [at for at in range(first, first + len(shoot.dates)) if _is_full(task, at, scene)]
    noted = [at for at in [at for at in full if at in at_fixed] or full if task.banners[at]]
    asked = {task.name_of(at): at for at in noted}
    days = [day for day in (keep.days if keep else ()) if day_name(*day.slot) in asked]
    said = f" ({'; '.join(say_banners(day) for day in days[:MOST_BANNERS])})" if days else ""
    spans = say_dates(sorted(task.shoot.dates[at] for at in asked.values()))
    return Need(
        rules=("work", *(f"banner {day_name(*day.slot)}" for day in days)),
        says=f"{scene.minutes} min beside the banners and moves of its day{said}",
        slots=_any_unit(frozenset(range(len(shoot.dates))) - {at - first for at in full}, scene),
        way_out=f"Shorten what is noted on {spans} in board.toml, or raise hours.work."
        if days
        else "Raise hours.work.",
    )


def _is_full(task: Task, slot: int, scene: SceneNeed) -> bool:
    return task.extra[slot] + scene.minutes > task.shoot_of(slot).work


def _same_unit(
    scene: SceneNeed, task: Task, first: int, at: list[int]
) -> frozenset[tuple[int, Unit]]:
    locked = {date: task.locked_days[first + date].unit for date in at}
    return frozenset((date, unit) for date, unit in locked.items() if unit in scene.units)


def _any_unit(dates: Iterable[int], scene: SceneNeed) -> frozenset[tuple[int, Unit]]:
    return frozenset((at, unit) for at in dates for unit in scene.units)


def _long_enough(
    minutes: tuple[tuple[int, int], ...], scene: SceneNeed
) -> frozenset[tuple[int, Unit]]:
    """Give dates and units with at least the minutes that a scene takes."""
    return frozenset(
        (at, unit)
        for at, pair in enumerate(minutes)
        for unit in scene.units
        if scene.minutes <= pair[UNITS.index(unit)]
    )
