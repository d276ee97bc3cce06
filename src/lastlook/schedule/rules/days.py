"""Rules about a day by itself: its date, its length, its moves, its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.language.inflect import how_many
from lastlook.schedule.board import Unit
from lastlook.schedule.rules.known import start
from lastlook.schedule.rules.rule import Rule, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.rules.known import Known


def _date_is_worked(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        if day.date not in known.positions:
            text = f"{known.on(day)} is not a date that may be shot on (see [calendar])."
            yield Violation(text=text, scenes=_strips(day), dates=(day.date,))


def _fits_the_day(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        minutes, work = known.minutes_of(day), known.shoot_of(day).work
        if minutes > work:
            text = (
                f"{known.on(day)} holds {minutes} min of work, moves and banners; "
                f"{known.key_of(day, 'work')} is {work} min."
            )
            yield Violation(text=text, scenes=_strips(day), dates=(day.date,))


def _few_moves(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        moves, most = known.moves_of(day), known.shoot_of(day).max_moves
        if moves > most:
            text = (
                f"{known.on(day)} has {how_many(moves, 'company move')}; "
                f"{known.key_of(day, 'max_moves')} is {most}."
            )
            yield Violation(text=text, scenes=_strips(day), dates=(day.date,))


def _unit(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        for scene in known.work_of(day):
            if day.unit not in scene.units:
                other = Unit.NIGHT if day.unit is Unit.DAY else Unit.DAY
                text = (
                    f"{start(scene.label)} is on {known.on(day)} with a {day.unit} unit; "
                    f"it needs a {other} unit."
                )
                yield Violation(text=text, scenes=(scene.id,), dates=(day.date,))


def _strips(day: ShootDay) -> tuple[str, ...]:
    return tuple(strip.scene for strip in day.strips)


RULES = (
    Rule(
        name="calendar",
        says="nobody shoots on a day off or outside the calendar",
        check=_date_is_worked,
        about="calendar",
    ),
    Rule(
        name="capacity",
        says="a day's scenes, moves and banners fit into `hours.work`; the meal is not work",
        check=_fits_the_day,
        about="hours.work",
    ),
    Rule(
        name="max_moves",
        says="a day has at most `hours.max_moves` company moves",
        check=_few_moves,
        about="hours.max_moves",
    ),
    Rule(
        name="light",
        says="a date has one unit, which shoots only scenes of its light",
        check=_unit,
        about="hours.night_interiors_by_day",
    ),
)
