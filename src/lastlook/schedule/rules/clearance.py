"""Rules that consent and minors ask for: held scenes, calls after clearance, minors' minutes.

What they say is no more than the clearances do, which is never why.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from lastlook.schedule.board import Unit
from lastlook.schedule.rules.known import start
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.rules.known import Known


def _not_held(known: Known) -> Iterator[Violation]:
    held = {scene.id: scene for scene in known.shoot.held}
    for day in known.shot:
        for strip in day.strips:
            if strip.scene in held:
                text = (
                    f"{start(held[strip.scene].label)} is on {known.on(day)}, but it is held "
                    "by the production."
                )
                yield Violation(text=text, scenes=(strip.scene,), dates=(day.date,))


def _cleared(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        call = datetime.combine(day.date, time()) + timedelta(minutes=known.call_of(day))
        for scene in known.work_of(day):
            if scene.clear_from is not None and call < scene.clear_from:
                since = f"{say_date(scene.clear_from.date())}, {scene.clear_from:%H:%M}"
                text = (
                    f"{start(scene.label)} is called on {known.on(day)} at {call:%H:%M}; it "
                    f"is not cleared before {since}."
                )
                yield Violation(text=text, scenes=(scene.id,), dates=(day.date,))


def _minors_minutes(known: Known) -> Iterator[Violation]:
    for limit in known.shoot.minors:
        for date, days in known.working().get(limit.role, {}).items():
            position = known.positions.get(date)
            here = [scene for day in days for scene in known.work_of(day)]
            here = [scene for scene in here if limit.role in scene.cast]
            if position is None:
                continue
            worked = sum(scene.minutes for scene in here)
            most = min(
                limit.left_to(day.crew).minutes[position][0 if day.unit is Unit.DAY else 1]
                for day in days
            )
            if worked > most:
                text = (
                    f"{limit.label} works for {worked} min on {say_date(date)}; a minor may "
                    f"for {most} min ({limit.cited})."
                )
                yield Violation(
                    text=text,
                    scenes=tuple(scene.id for scene in here),
                    people=(limit.role,),
                    dates=(date,),
                )


RULES = (
    Rule(name="held", says="no scene that the production holds is on a day", check=_not_held),
    Rule(name="cleared", says="no scene is called before it is cleared", check=_cleared),
    Rule(
        name="minor hours",
        says="a minor's scenes of a day fit into the minutes that the law leaves",
        check=_minors_minutes,
    ),
)
