"""From a production and its breakdown sheets to the scheduling problem that they pose."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from lastlook.breakdown.parts import in_parts
from lastlook.breakdown.sheets import choice_of
from lastlook.consent.clearances import NO_CLEARANCES, Clearances
from lastlook.errors import Problem, ProblemsError
from lastlook.production.calendar import shooting_dates
from lastlook.production.model import CastMember, HoldPay, Location
from lastlook.production.terms import CallOf
from lastlook.schedule.amounts import in_cents, in_minutes, of_the_day
from lastlook.schedule.board import Unit
from lastlook.schedule.choices import choices_of
from lastlook.schedule.hours import Shift, asks_of, opening
from lastlook.schedule.minors import minor_limits
from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot
from lastlook.schedule.terms import with_terms
from lastlook.schedule.units import meals_of, with_units
from lastlook.schedule.windows import (
    last_opening,
    open_dates,
    say_location,
    say_window,
)
from lastlook.script.heading import IntExt
from lastlook.script.pages.eighths import format_eighths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import Production
    from lastlook.schedule.shoot import Choice

ROUND_TO = 5
"""Minutes that come from eighths are rounded up to this."""
PLACE_OF_SET = "set:"
"""Starts the id of the place that stands in for a set without a location."""


def build_shoot(
    film: Production, sheets: Sequence[Sheet], clearances: Clearances = NO_CLEARANCES
) -> Shoot:
    """State the problem that a production and its breakdown sheets pose.

    A scene's minutes are those stated, else its eighths at `hours.per_page`, rounded up to
    five. A scene whose set has no location is shot at a place of its own for the set's first
    part (`HOUSE` for `HOUSE - KITCHEN`), always open and free of charge, and `Shoot.unknown`
    says so; a role that production.toml does not have is free on every date and unpaid,
    likewise. A scene in parts is shot part by part. Scenes that are held stand in `Shoot.held`
    and need no place on the board.

    Raises
    ------
    ProblemsError
        A scene needs more time than any day has, or the calendar has no date to shoot on.

    """
    hours = film.hours
    work = in_minutes(hours.work)
    sheets = in_parts(sheets)
    since = {one.scene: one.moment for one in clearances.clear_from if one.blocks}
    every = [_scene(film, sheet, order, since) for order, sheet in enumerate(sheets)]
    held = tuple(s for s in every if s.id in clearances.held or s.part_of in clearances.held)
    scenes = [scene for scene in every if scene not in held]
    longest = max([work, *(in_minutes(one.work) for one in film.second_units if one.work)])
    problems = [
        _too_long(film, sheet, scene, longest)
        for sheet, scene in zip(sheets, every, strict=True)
        if scene.minutes > longest and scene not in held
    ]
    dates = _dates(film, sum(scene.minutes for scene in scenes), work)
    if scenes and not dates:
        problems.append(
            Problem(
                file="production.toml",
                what="The calendar has no date to shoot on.",
                why=f"It starts on {film.calendar.start} and ends on {film.calendar.end}.",
                fix="Give [calendar] a later end, or fewer days off.",
            )
        )
    if problems:
        raise ProblemsError(problems)
    unknown: list[str] = []
    calls = of_the_day(hours.day_call), of_the_day(hours.night_call)
    placed = [sheet for sheet in sheets if _whole(sheet) not in clearances.held]
    players = _players(film, placed, dates, unknown)
    labels = {player.id: player.label for player in players}
    choices = choices_of(film, sheets, scenes)
    shoot = Shoot(
        dates=dates,
        max_days=film.calendar.max_days,
        scenes=tuple(scenes),
        players=players,
        places=_places(film, scenes, choices, dates, unknown),
        work=work,
        meal=in_minutes(hours.meal),
        calls=calls,
        turnaround=max(in_minutes(hours.crew_turnaround), in_minutes(hours.cast_turnaround)),
        company_move=in_minutes(hours.company_move),
        max_moves=hours.max_moves,
        day_cost=in_cents(film.costs.shoot_day),
        move_cost=in_cents(film.costs.company_move),
        hold_paid=film.costs.hold is HoldPay.PAID,
        currency=film.costs.currency,
        unknown=tuple(unknown),
        held=held,
        minors=minor_limits(clearances.minors, labels, dates, calls, work),
        clearances=clearances,
        meals=meals_of(film, film.hours.meal_within),
        personal_calls=film.hours.calls is CallOf.PERSONAL,
        choices=choices,
    )
    return with_units(with_terms(shoot, film, sheets), film, placed)


def _whole(sheet: Sheet) -> str:
    """Give the id of the scene that a sheet is, or is a part, of."""
    return sheet.part_of or sheet.scene_id


def scene_minutes(sheet: Sheet, per_page: Decimal) -> int:
    """Working minutes of a scene: as stated, else eighths at `per_page` hours a page."""
    if sheet.minutes is not None:
        return max(1, sheet.minutes)
    exact = Decimal(sheet.eighths) / 8 * per_page * 60
    steps = (exact / ROUND_TO).to_integral_value(rounding=ROUND_CEILING)
    return max(1, int(steps)) * ROUND_TO


def scene_units(sheet: Sheet, *, night_interiors_by_day: bool) -> frozenset[Unit]:
    """Units that may shoot a scene, from where the camera stands and the light it needs."""
    if sheet.light != "night":
        return frozenset({Unit.DAY})
    if sheet.int_ext is IntExt.INT and night_interiors_by_day:
        return frozenset({Unit.DAY, Unit.NIGHT})
    return frozenset({Unit.NIGHT})


def _scene(film: Production, sheet: Sheet, order: int, since: Mapping[str, datetime]) -> SceneNeed:
    names = ", ".join(member.character for member in sheet.cast)
    parts = (f"{sheet.number} {sheet.heading}", names, format_eighths(sheet.eighths))
    return SceneNeed(
        id=sheet.scene_id,
        label=f"scene {sheet.number} ({sheet.heading})",
        minutes=scene_minutes(sheet, film.hours.per_page),
        cast=frozenset(member.id for member in sheet.cast),
        location=sheet.location or _home(film, sheet),
        units=scene_units(sheet, night_interiors_by_day=film.hours.night_interiors_by_day),
        order=order,
        strip=" · ".join(part for part in parts if part),
        clear_from=since.get(_whole(sheet)),
        part_of=sheet.part_of,
    )


def _home(film: Production, sheet: Sheet) -> str:
    """Give the place of a scene whose location is open: the first of its choice, or its own."""
    if choice := choice_of(sheet.set, film.sets):
        return choice.locations[0]
    return PLACE_OF_SET + sheet.set.split(" - ")[0].strip()


def _too_long(film: Production, sheet: Sheet, scene: SceneNeed, work: int) -> Problem:
    stated = sheet.minutes is not None
    source = (
        (f"as {sheet.minutes_from} needs" if sheet.minutes_from else "as stated")
        if stated
        else f"{format_eighths(sheet.eighths)} pages at {film.hours.per_page} h"
    )
    return Problem(
        file=sheet.minutes_from or ("breakdown.toml" if stated else film.script),
        what=f"{scene.label[0].upper()}{scene.label[1:]} does not fit into any day.",
        why=f"It needs {scene.minutes} min ({source}); a day has {work} min (hours.work).",
        fix="Shoot it in parts, state fewer minutes for it (both in breakdown.toml), "
        "or raise hours.work in production.toml.",
    )


def _dates(film: Production, minutes: int, work: int) -> tuple[date, ...]:
    """Every date to choose from; where the calendar has no end, enough to choose freely.

    Three times the days that the minutes fill, and ten more, counted from the last date on
    which a window still opens (at most two years on).
    """
    calendar = film.calendar
    enough = 3 * -(-minutes // max(1, work)) + 10
    if calendar.end is not None:
        return shooting_dates(calendar, count=(calendar.end - calendar.start).days + 1)
    openings = [last_opening(person.available, person.unavailable) for person in film.cast] + [
        last_opening(place.available, place.unavailable, place.permits) for place in film.locations
    ]
    latest = max((day for day in openings if day is not None), default=calendar.start)
    latest = min(latest, calendar.start + timedelta(days=730))
    before = max(0, (latest - calendar.start).days)
    dates = shooting_dates(calendar, count=before + enough)
    return dates[: sum(day < latest for day in dates) + enough]


def _players(
    film: Production, sheets: Sequence[Sheet], dates: tuple[date, ...], unknown: list[str]
) -> tuple[Player, ...]:
    stated = {person.id: person for person in film.cast}
    present = {member.id: member.character for sheet in sheets for member in sheet.cast}
    players = []
    for number in sorted(present):
        person = stated.get(number) or CastMember(id=number, character=present[number])
        label = f"{person.character} ({number})"
        if person.rate is None:
            unknown.append(f"day rate of {label}")
        players.append(
            Player(
                id=number,
                label=label,
                rate=in_cents(person.rate or Decimal(0)),
                make_up=_make_up(film, person),
                dates=open_dates(dates, person.available, person.unavailable),
                why_not=(
                    *(say_window(window, "free only") for window in person.available),
                    *(say_window(window, "not free") for window in person.unavailable),
                ),
            )
        )
    return tuple(players)


def _make_up(film: Production, person: CastMember) -> int:
    """Minutes from a personal call to the first strip; none where there are no such calls."""
    if film.hours.calls is not CallOf.PERSONAL:
        return 0
    return in_minutes(film.hours.make_up if person.make_up is None else person.make_up)


def _places(
    film: Production,
    scenes: Sequence[SceneNeed],
    choices: Sequence[Choice],
    dates: tuple[date, ...],
    unknown: list[str],
) -> tuple[Place, ...]:
    stated = {place.id: place for place in film.locations}
    places = []
    named = [scene.location for scene in scenes]
    for name in dict.fromkeys([*named, *(place for one in choices for place in one.places)]):
        place = stated.get(name)
        if place is None:
            label = name.removeprefix(PLACE_OF_SET) or "unnamed set"
            unknown.append(f"location of the set {label}")
            place = Location(id=name, name=label, sets=(label,), fee=Decimal(0))
        elif place.fee is None:
            unknown.append(f"fee of the location {place.name}")
        minutes, hours = opening(place, dates, _shift(film))
        places.append(
            Place(
                id=name,
                label=place.name,
                fee=in_cents(place.fee or Decimal(0)),
                minutes=minutes,
                hours=hours,
                asks=asks_of(place),
                why_not=say_location(place),
            )
        )
    return tuple(places)


def _shift(film: Production) -> Shift:
    hours = film.hours
    return Shift(
        calls=(of_the_day(hours.day_call), of_the_day(hours.night_call)),
        work=in_minutes(hours.work),
        meal=in_minutes(hours.meal),
        meals=meals_of(film, film.hours.meal_within),
    )
