"""Rules of second units: what they may shoot and when, and that nobody is in two units at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.rules.known import hours, reasons, start
from lastlook.schedule.rules.rest import next_call
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.rules.known import Known
    from lastlook.schedule.shoot import SceneNeed


def _is_known(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        if day.crew not in known.crews:
            yield Violation(
                text=f"{say_date(day.date)} belongs to the unit {day.crew}, which production.toml "
                "does not have.",
                scenes=tuple(strip.scene for strip in day.strips),
                dates=(day.date,),
            )


def _may_shoot(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        unit = known.shoot.crew(day.crew)
        for scene in known.work_of(day) if unit else ():
            if unit and scene.id not in unit.scenes:
                yield Violation(
                    text=f"{start(scene.label)} is on {known.on(day)}, but {unit.label} may not "
                    "shoot it.",
                    scenes=(scene.id,),
                    dates=(day.date,),
                )


def _works(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        unit, at = known.shoot.crew(day.crew), known.positions.get(day.date)
        if unit and at is not None and at not in unit.dates:
            yield Violation(
                text=f"{unit.label} does not work on {say_date(day.date)}" + reasons(unit.why_not),
                scenes=tuple(strip.scene for strip in day.strips),
                dates=(day.date,),
            )


def _few_days(known: Known) -> Iterator[Violation]:
    for unit in known.shoot.second_units:
        shot = [day for day in known.shot if day.crew == unit.id]
        if unit.max_days is not None and len(shot) > unit.max_days:
            yield Violation(
                text=f"{unit.label} has {len(shot)} shooting days; its max_days is "
                f"{unit.max_days}.",
                dates=tuple(day.date for day in shot),
            )


def _with_one_unit(known: Known) -> Iterator[Violation]:
    way, work = known.shoot.commute, known.shoot.work
    minors = {limit.role for limit in known.shoot.minors}
    for who, days in sorted(known.working().items()):
        for on, several in days.items():
            if len(several) < 2:
                continue
            scenes = _scenes_of(known, who, several)
            worked = sum(scene.minutes for scene in scenes) + (way or 0) * (len(several) - 1)
            if way is not None and worked <= work and who not in minors:
                continue
            label, units = known.players[who].label, " and ".join(map(known.on, several))
            why = (
                "a minor works with one unit on one date."
                if who in minors
                else "nobody works with two units on one date (see hours.commute)."
                if way is None
                else f"its scenes and the way between take {worked} min; hours.work is {work} min."
            )
            yield Violation(
                text=f"{label} works on {units}: {why}",
                scenes=tuple(scene.id for scene in scenes),
                people=(who,),
                dates=(on,),
            )


def _scenes_of(known: Known, who: int, days: tuple[ShootDay, ...]) -> list[SceneNeed]:
    return [scene for day in days for scene in known.work_of(day) if who in scene.cast]


def _rented_once(known: Known) -> Iterator[Violation]:
    for rental in known.shoot.rentals:
        users: dict[date, list[ShootDay]] = {}
        for day in known.shot:
            if any(scene.id in rental.scenes for scene in known.work_of(day)):
                users.setdefault(day.date, []).append(day)
        for on, days in users.items():
            if len(days) > rental.count:
                there = "one" if rental.count == 1 else str(rental.count)
                yield Violation(
                    text=f"{rental.label} is needed on {' and '.join(map(known.on, days))}; there "
                    f"is {there} of it.",
                    scenes=tuple(
                        scene.id
                        for day in days
                        for scene in known.work_of(day)
                        if scene.id in rental.scenes
                    ),
                    dates=(on,),
                )


def _place_for_one(known: Known) -> Iterator[Violation]:
    for on, count in Counter(day.date for day in known.shot).items():
        if count < 2:
            continue
        here: dict[str, list[tuple[ShootDay, SceneNeed]]] = {}
        for day in known.shot:
            for scene in known.work_of(day) if day.date == on else ():
                here.setdefault(scene.location, []).append((day, scene))
        for name, visits in here.items():
            units = {day.slot: known.on(day) for day, _ in visits}
            if len(units) > 1 and not known.places[name].shared:
                on_days = " and ".join(units.values())
                yield Violation(
                    text=f"{known.places[name].label} is shot at on {on_days}; one "
                    "unit at a time can be there (see location.shared).",
                    scenes=tuple(scene.id for _, scene in visits),
                    dates=(on,),
                )


def _rests_between(known: Known) -> Iterator[Violation]:
    shoot = known.shoot
    if shoot.rests_by_role:
        return  # each role's own rest is reckoned, whatever the unit
    for who, days in sorted(known.working().items()):
        for ones, twos in pairwise(days.values()):
            if not any(day.crew for day in (*ones, *twos)):
                continue
            one, two = max(ones, key=known.wrap_of), min(twos, key=known.call_of)
            rest = next_call(known, one, two) - known.wrap_of(one)
            if rest < shoot.turnaround:
                yield Violation(
                    text=f"{known.players[who].label} works on {known.on(one)} and on "
                    f"{known.on(two)} with {hours(rest)} of rest between; the turnaround is "
                    f"{hours(shoot.turnaround)}.",
                    scenes=tuple(scene.id for scene in _scenes_of(known, who, (one, two))),
                    people=(who,),
                    dates=(one.date, two.date),
                )


RULES = (
    Rule(
        name="unknown unit",
        says="every day belongs to the main unit or to a second unit of production.toml",
        check=_is_known,
    ),
    Rule(
        name="unit scenes",
        says="a second unit shoots only scenes that it may",
        check=_may_shoot,
        about="second_unit.scenes",
    ),
    Rule(
        name="unit dates",
        says="a second unit shoots only on its own dates",
        check=_works,
        about="second_unit.available",
    ),
    Rule(
        name="unit days",
        says="a second unit has no more shooting days than its `max_days`",
        check=_few_days,
        about="second_unit.max_days",
    ),
    Rule(
        name="two units",
        says="nobody works with two units on one date, or both and the way between fit a day",
        check=_with_one_unit,
        about="hours.commute",
    ),
    Rule(
        name="one rental",
        says="no more units use a rental on one date than there are of it",
        check=_rented_once,
        about="rental.count",
    ),
    Rule(
        name="one location",
        says="one unit at a time is at a location, unless it is shared",
        check=_place_for_one,
        about="location.shared",
    ),
    Rule(
        name="rest between units",
        says="a role rests between days with different units",
        check=_rests_between,
        about="hours.cast_turnaround",
        source="SAG-AFTRA theatrical agreements: 12 hours of rest in the studio zone",
        dated=date(2026, 11, 1),
    ),
)
