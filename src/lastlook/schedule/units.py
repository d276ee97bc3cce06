"""Second units as production.toml states them, laid over a shoot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.breakdown.sheets import covers
from lastlook.production.terms import WhichUnit
from lastlook.schedule.amounts import in_cents, in_minutes, of_the_day
from lastlook.schedule.hours import Meals, Shift, opening
from lastlook.schedule.minors import minutes_left
from lastlook.schedule.shoot import Opening, SecondUnit, by_terms
from lastlook.schedule.terms import day_cost, lates, while_kept
from lastlook.schedule.windows import open_dates, say_window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import Location, Production
    from lastlook.production.terms import SecondUnit as Stated
    from lastlook.schedule.shoot import Shoot


def with_units(shoot: Shoot, film: Production, sheets: Sequence[Sheet]) -> Shoot:
    """Lay second units over a shoot, and what units may share.

    `sheets` are those of the shoot's scenes, parts apart; the shoot has its terms already.
    """
    shared = {location.id for location in film.locations if location.shared}
    counts = {rental.id: rental.count for rental in film.rentals}
    units = tuple(_unit(one, shoot, film, sheets) for one in film.second_units)
    own = [
        (unit.id, by_terms(shoot, unit))
        for unit in units
        if (unit.calls, unit.work, unit.meal, unit.meals) != (None, None, None, None)
    ]
    stated = {location.id: location for location in film.locations}
    return replace(
        shoot,
        second_units=units,
        commute=None if film.hours.commute is None else in_minutes(film.hours.commute),
        places=tuple(
            replace(
                place,
                shared=place.id in shared,
                openings=tuple(
                    _opening(unit, stated.get(place.id), film, theirs) for unit, theirs in own
                ),
            )
            for place in shoot.places
        ),
        minors=tuple(
            replace(
                limit,
                for_units=tuple(
                    (unit, minutes_left(hours, shoot.dates, theirs.calls, theirs.work))
                    for unit, theirs in own
                    for hours in shoot.clearances.minors
                    if hours.role == limit.role
                ),
            )
            for limit in shoot.minors
        ),
        rentals=tuple(replace(one, count=counts[one.id]) for one in shoot.rentals),
    )


def _unit(stated: Stated, shoot: Shoot, film: Production, sheets: Sequence[Sheet]) -> SecondUnit:
    own = stated.crew_turnaround
    turnaround = film.hours.crew_turnaround if own is None else own
    return SecondUnit(
        id=stated.id,
        label=stated.name,
        scenes=frozenset(
            sheet.scene_id
            for sheet in sheets
            if {sheet.scene_id, sheet.part_of} & set(stated.scenes)
            or any(covers(name, sheet.set) for name in stated.sets)
            or (stated.without_cast and not sheet.cast)
        )
        & {scene.id for scene in shoot.scenes},
        dates=open_dates(shoot.dates, stated.available, stated.unavailable),
        day_costs=tuple(
            (
                day_cost(film, stated.day, day, WhichUnit.DAY),
                day_cost(film, stated.day, day, WhichUnit.NIGHT),
            )
            for day in shoot.dates
        ),
        max_days=stated.max_days,
        turnaround=in_minutes(turnaround),
        late=lates(stated.overtime),
        calls=_calls(stated, film),
        work=_minutes(stated.work),
        meal=_minutes(stated.meal),
        meals=meals_of(film, stated.meal_within),
        company_move=_minutes(stated.company_move),
        move_cost=None if stated.move_cost is None else in_cents(stated.move_cost),
        max_moves=stated.max_moves,
        why_not=(
            *(say_window(window, "works only") for window in stated.available),
            *(say_window(window, "does not work") for window in stated.unavailable),
        ),
    )


def meals_of(film: Production, within: Decimal | None) -> Meals | None:
    """Say when meals between strips are due, where that is asked for."""
    if within is None:
        return None
    late = film.costs.late_meal
    return Meals(within=in_minutes(within), late=None if late is None else in_cents(late))


def _calls(stated: Stated, film: Production) -> tuple[int, int] | None:
    if stated.day_call is None and stated.night_call is None:
        return None
    hours = film.hours
    return (
        of_the_day(stated.day_call or hours.day_call),
        of_the_day(stated.night_call or hours.night_call),
    )


def _minutes(hours: Decimal | None) -> int | None:
    return None if hours is None else in_minutes(hours)


def _opening(unit: str, location: Location | None, film: Production, shoot: Shoot) -> Opening:
    """Say how a location is open to a unit; one that nobody has stated is always open."""
    shift = Shift(calls=shoot.calls, work=shoot.work, meal=shoot.meal, meals=shoot.meals)
    if location is None:
        return Opening(unit=unit, minutes=((shoot.work, shoot.work),) * len(shoot.dates))
    minutes, hours = opening(location, shoot.dates, shift)
    return Opening(unit=unit, minutes=while_kept(minutes, location, film), hours=hours)
