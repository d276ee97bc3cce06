"""Rules of second units: what they may shoot and when, and that nobody is in two units at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.rules.known import clock, hours, reasons, start
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
    for who, on, several in _several(known):
        if who in minors:
            continue
        scenes = _scenes_of(known, who, several)
        worked = sum(scene.minutes for scene in scenes) + (way or 0) * (len(several) - 1)
        if way is not None and worked <= work:
            continue
        label, units = known.players[who].label, " and ".join(map(known.on, several))
        why = (
            "nobody works with two units on one date (see hours.commute)."
            if way is None
            else f"its scenes and the way between take {worked} min; hours.work is {work} min."
        )
        yield Violation(
            text=f"{label} works on {units}: {why}",
            scenes=tuple(scene.id for scene in scenes),
            people=(who,),
            dates=(on,),
        )


def _on_its_way(known: Known) -> Iterator[Violation]:
    way = known.shoot.commute
    minors = {limit.role for limit in known.shoot.minors}
    for who, on, several in _several(known):
        if way is None or who in minors:
            continue
        wanted = [
            (strip, day)
            for day in several
            for strip in known.clock_of(day).strips
            if who in strip.scene.cast
        ]
        wanted.sort(key=lambda one: (one[0].start, one[0].end))
        for (one, first), (two, then) in pairwise(wanted):
            if first.crew != then.crew and two.start < one.end + way:
                yield Violation(
                    text=f"{known.players[who].label} is wanted by {_unit(known, first)} until "
                    f"{clock(one.end)} on {say_date(on)} (scene {known.number(one.scene.id)}) "
                    f"and by {_unit(known, then)} from {clock(two.start)} (scene "
                    f"{known.number(two.scene.id)}), {way} min away; put the strips of one "
                    "of the two days in another order.",
                    scenes=(one.scene.id, two.scene.id),
                    dates=(on,),
                    people=(who,),
                )
                break


def _minor_with_one_unit(known: Known) -> Iterator[Violation]:
    minors = {limit.role: limit for limit in known.shoot.minors}
    for who, on, several in _several(known):
        if who in minors:
            units = " and ".join(map(known.on, several))
            yield Violation(
                text=f"{known.players[who].label} works on {units}: a minor works with one unit on "
                "one date, where whoever answers for it is.",
                scenes=tuple(scene.id for scene in _scenes_of(known, who, several)),
                people=(who,),
                dates=(on,),
            )


def _several(known: Known) -> Iterator[tuple[int, date, tuple[ShootDay, ...]]]:
    """Give each role and date on which it works with several units, with their days."""
    for who, days in sorted(known.working().items()):
        for on, several in days.items():
            if len(several) > 1:
                yield who, on, several


def _unit(known: Known, day: ShootDay) -> str:
    second = known.shoot.crew(day.crew)
    return (second.label if second else day.crew) or "the main unit"


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
        name="between units",
        says="who works with two units on one date is wanted by one at a time, ways included",
        check=_on_its_way,
        about="hours.commute",
    ),
    Rule(
        name="minor with one unit",
        says="a minor works with one unit on one date",
        check=_minor_with_one_unit,
        source="12 NYCRR 186-6.2: a responsible person is with each minor under 16",
        dated=date(2026, 11, 1),
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
