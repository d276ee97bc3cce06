"""Rules about rest: the company's turnaround, and each role's own."""

from __future__ import annotations

from datetime import date
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.rules.known import hours
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.windows import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.board import ShootDay, Slot
    from lastlook.schedule.rules.known import Known


def _company_rests(known: Known) -> Iterator[Violation]:
    for one, two in chain.from_iterable(map(pairwise, known.of_crews())):
        rest = next_call(known, one, two) - known.wrap_of(one)
        least = known.turnaround_of(one.crew)
        if rest < least:
            text = (
                f"Between the {one.unit} unit's wrap of {known.on(one)} and the "
                f"{two.unit} unit's call on {known.on(two)} there is {hours(rest)} "
                f"of rest; the turnaround is {hours(least)}."
            )
            yield Violation(
                text=text,
                scenes=tuple(strip.scene for day in (one, two) for strip in day.strips),
                dates=(one.date, two.date),
            )


def _roles_rest(known: Known) -> Iterator[Violation]:
    if known.shoot.forced_call is None:
        for who, one, two, rest in short_rests(known):
            text = (
                f"{known.players[who].label} ends on {known.on(one)} {hours(rest)} before the "
                f"call on {known.on(two)}; the cast's turnaround is "
                f"{hours(known.shoot.cast_turnaround)}."
            )
            yield Violation(
                text=text,
                scenes=tuple(
                    scene.id
                    for day in (one, two)
                    for scene in known.work_of(day)
                    if who in scene.cast
                ),
                people=(who,),
                dates=(one.date, two.date),
            )


def short_rests(known: Known) -> Iterator[tuple[int, ShootDay, ShootDay, int]]:
    """Find each role called too soon: board id, both days, and its rest in minutes.

    From the end of the role's own last strip to the call of the next day it works: its unit's, or
    its own where calls are personal.
    """
    if not known.shoot.rests_by_role:
        return
    ends: dict[tuple[int, Slot], int] = {}
    for day in known.shot:
        for strip in known.clock_of(day).strips:
            for who in strip.scene.cast:
                ends[who, day.slot] = strip.end
    for who, days in sorted(known.working().items()):
        for ones, twos in pairwise(days.values()):
            end = max(ends[who, day.slot] for day in ones)
            one = next(day for day in ones if ends[who, day.slot] == end)
            two = min(twos, key=lambda day, of=who: known.call_for(day, of))  # type: ignore[misc]
            rest = (two.date - one.date).days * DAY_MINUTES + known.call_for(two, who) - end
            if rest < known.shoot.cast_turnaround:
                yield who, one, two, rest


def next_call(known: Known, one: ShootDay, two: ShootDay) -> int:
    """Minutes from the first day's midnight to the second day's call."""
    return (two.date - one.date).days * DAY_MINUTES + known.call_of(two)


RULES = (
    Rule(
        name="turnaround",
        says="the turnaround lies between one day's wrap and the next day's call",
        check=_company_rests,
        about="hours.crew_turnaround",
    ),
    Rule(
        name="cast turnaround",
        says="each role rests from its own last strip to its next call",
        check=_roles_rest,
        about="hours.cast_turnaround",
        source="SAG-AFTRA theatrical agreements: 12 hours of rest in the studio zone",
        dated=date(2026, 11, 1),
        price="Forced calls",
    ),
)
