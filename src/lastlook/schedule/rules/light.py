"""The rule of natural light: exteriors stand in their light by the day's own clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.rules.clock import light_of
from lastlook.schedule.rules.known import clock, start
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.shoot import Sun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.rules.known import Known


def _in_its_light(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        at = known.positions.get(day.date)
        if at is None or not known.shoot.daylight:
            continue
        for strip in known.clock_of(day).strips:
            sun = strip.scene.sun
            if sun is Sun.ANY:
                continue
            opens, closes = light_of(sun, known.shoot.daylight[at], strip.start)
            if strip.start < opens or strip.end > closes:
                text = (
                    f"{start(strip.scene.label)} would be shot on {known.on(day)} from "
                    f"{clock(strip.start)} to {clock(strip.end)}; its light, {sun}, lasts from "
                    f"{clock(opens)} to {clock(closes)}."
                )
                yield Violation(text=text, scenes=(strip.scene.id,), dates=(day.date,))


RULES = (
    Rule(
        name="sun",
        says="an exterior lies in its light by the clock of its day",
        check=_in_its_light,
        about="base",
        source="Sunrise equation of the NOAA solar calculator; civil twilight at 6° below",
    ),
)
