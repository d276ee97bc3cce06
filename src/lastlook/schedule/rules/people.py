"""Rules about roles: their dates, and who must not wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.rules.known import reasons
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.rules.known import Known


def _is_free(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        position = known.positions.get(day.date)
        for scene in known.work_of(day):
            for number in sorted(scene.cast):
                who = known.players[number]
                if position is not None and position not in who.dates:
                    text = f"{who.label} is not free on {known.on(day)} for {scene.label}"
                    yield Violation(
                        text=text + reasons(who.why_not),
                        scenes=(scene.id,),
                        people=(number,),
                        dates=(day.date,),
                    )


def _does_not_wait(known: Known) -> Iterator[Violation]:
    working = known.working()
    shot = {day.date for day in known.shot}
    for who in known.shoot.players:
        days = working[who.id]
        if who.waits or not days:
            continue
        first, last = min(days), max(days)
        calendar = sorted(shot | set(known.shoot.dates))
        waits = tuple(day for day in calendar if first < day < last and day not in days)
        if waits:
            text = (
                f"{who.label} must not wait, but would wait on "
                f"{', '.join(say_date(day) for day in waits)}."
            )
            yield Violation(text=text, people=(who.id,), dates=waits)


RULES = (
    Rule(
        name="cast",
        says="a role works only on dates on which it is free",
        check=_is_free,
        about="cast",
    ),
    Rule(
        name="must not wait",
        says="a role with `waits = false` works on every date from its first to its last",
        check=_does_not_wait,
        about="cast.waits",
    ),
)
