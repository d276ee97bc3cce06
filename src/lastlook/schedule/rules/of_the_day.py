"""Rules of the day's own clock: locations' hours, meals between strips, minors on set, waits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lastlook.schedule.board import Unit
from lastlook.schedule.rules.clock import arrives_before
from lastlook.schedule.rules.known import clock, hours, reasons, start
from lastlook.schedule.rules.rule import Rule, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.rules.known import Known


def _within_its_hours(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        at = known.positions.get(day.date)
        if at is None:
            continue
        for strip in known.clock_of(day).strips:
            place = known.places[strip.scene.location].open_to(day.crew)
            open_ = place.hours[at][0 if day.unit is Unit.DAY else 1] if place.hours else ()
            if open_ and not any(a <= strip.start and strip.end <= b for a, b in open_):
                said = " and ".join(f"from {clock(a)} to {clock(b)}" for a, b in open_)
                text = (
                    f"{start(strip.scene.label)} would be shot on {known.on(day)} from "
                    f"{clock(strip.start)} to {clock(strip.end)}; {place.label} is open {said}"
                )
                yield Violation(
                    text=text + reasons(place.why_not),
                    scenes=(strip.scene.id,),
                    dates=(day.date,),
                )


def _meals_in_time(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        meals = known.shoot_of(day).meals
        if meals is None or meals.late is not None:
            continue
        for late in known.clock_of(day).late:
            text = (
                f"On {known.on(day)} a meal is {hours(late)} late: between strips none falls "
                f"within {hours(meals.within)} of the call or of the meal before."
            )
            scenes = tuple(strip.scene for strip in day.strips)
            yield Violation(text=text, scenes=scenes, dates=(day.date,))


def _minors_on_set(known: Known) -> Iterator[Violation]:
    for limit in known.shoot.minors:
        for day in known.shot if limit.presence else ():
            at = known.positions.get(day.date)
            law = limit.presence[at] if at is not None else None
            by_clock = known.clock_of(day)
            here = [strip for strip in by_clock.strips if limit.role in strip.scene.cast]
            if law is None or not here:
                continue
            arrives = here[0].start - arrives_before(known.shoot, limit.role)
            leaves = here[-1].end
            meal = min(by_clock.meal_minutes(arrives, leaves, known.shoot_of(day).meal), law.meal)
            wrong = []
            if law.on_set is not None and leaves - arrives - meal > law.on_set:
                wrong.append(
                    f"is on set for {hours(leaves - arrives - meal)} and may be for "
                    f"{hours(law.on_set)}"
                )
            if arrives < law.earliest:
                wrong.append(
                    f"arrives at {clock(arrives)} and may not before {clock(law.earliest)}"
                )
            if leaves > law.latest:
                wrong.append(f"leaves at {clock(leaves)} and has to by {clock(law.latest)}")
            for one in wrong:
                text = f"On {known.on(day)}, by the order of the strips, {limit.label} {one}"
                yield Violation(
                    text=f"{text} ({limit.cited}).",
                    scenes=tuple(strip.scene.id for strip in here),
                    people=(limit.role,),
                    dates=(day.date,),
                )


def _waits_within_the_day(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        by_clock, shoot = known.clock_of(day), known.shoot_of(day)
        latest = known.call_of(day) + shoot.work + shoot.meal * max(1, len(by_clock.meals))
        if known.minutes_of(day) <= shoot.work and by_clock.end > latest:
            text = (
                f"{known.on(day)} waits, for its light or for a location to open, and wraps at "
                f"{clock(by_clock.end)}; called at {clock(known.call_of(day))}, "
                f"{known.key_of(day, 'work')} and the meal end at {clock(latest)}."
            )
            scenes = tuple(strip.scene for strip in day.strips)
            yield Violation(text=text, scenes=scenes, dates=(day.date,))


RULES = (
    Rule(
        name="open hours",
        says="a strip lies within the hours of its location by the clock of its day",
        check=_within_its_hours,
        about="location",
    ),
    Rule(
        name="meal",
        says="a meal falls between strips, within `hours.meal_within` of call and meal",
        check=_meals_in_time,
        about="hours.meal",
        source="SAG-AFTRA: the first meal within six hours of call, the next within six of it",
        dated=date(2026, 11, 1),
        price="Late meals",
    ),
    Rule(
        name="minor on set",
        says="a minor arrives and leaves within the hours of the law, by the order of the strips",
        check=_minors_on_set,
    ),
    Rule(
        name="wait",
        says="a day that waits still ends within `hours.work` and its meals",
        check=_waits_within_the_day,
        about="hours.work",
    ),
)
