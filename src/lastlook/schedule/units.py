"""Second units as production.toml states them, laid over a shoot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.breakdown.sheets import covers
from lastlook.production.terms import WhichUnit
from lastlook.schedule.amounts import in_minutes
from lastlook.schedule.shoot import SecondUnit
from lastlook.schedule.terms import day_cost, lates
from lastlook.schedule.windows import open_dates, say_window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import Production
    from lastlook.production.terms import SecondUnit as Stated
    from lastlook.schedule.shoot import Shoot


def with_units(shoot: Shoot, film: Production, sheets: Sequence[Sheet]) -> Shoot:
    """Lay second units over a shoot, and what units may share.

    `sheets` are those of the shoot's scenes, parts apart; the shoot has its terms already.
    """
    shared = {location.id for location in film.locations if location.shared}
    counts = {rental.id: rental.count for rental in film.rentals}
    return replace(
        shoot,
        second_units=tuple(_unit(one, shoot, film, sheets) for one in film.second_units),
        commute=None if film.hours.commute is None else in_minutes(film.hours.commute),
        places=tuple(
            replace(place, shared=True) if place.id in shared else place for place in shoot.places
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
        why_not=(
            *(say_window(window, "works only") for window in stated.available),
            *(say_window(window, "does not work") for window in stated.unavailable),
        ),
    )
