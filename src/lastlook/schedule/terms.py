"""From the terms that production.toml and breakdown.toml state to those of the shoot.

Pay, rentals, orders, roads, overtime, premiums and the sun, laid over a shoot of plain days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError
from lastlook.production.model import HoldPay
from lastlook.production.terms import RestOf, Weekday, WhichUnit
from lastlook.schedule.amounts import in_cents, in_minutes
from lastlook.schedule.board import Unit
from lastlook.schedule.pay import Pay
from lastlook.schedule.rules.rule import cite
from lastlook.schedule.shoot import (
    Apart,
    Late,
    Order,
    Place,
    Player,
    Rental,
    Road,
    SceneNeed,
    Shoot,
    Sun,
    Together,
)
from lastlook.schedule.sun import daylight
from lastlook.schedule.week import DAYS, WeekCount
from lastlook.schedule.windows import say_date
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import CastMember, Location, Production
    from lastlook.production.terms import Overtime, Premium
    from lastlook.production.terms import Rental as RentalTerms

_WEEKDAYS = tuple(Weekday)
_SUN = {
    "dusk": ("DUSK", "SUNSET", "MAGIC HOUR", "TWILIGHT"),
    "dawn": ("DAWN", "SUNRISE"),
}


def with_terms(shoot: Shoot, film: Production, sheets: Sequence[Sheet]) -> Shoot:
    """Lay what a production states beyond days and places over a shoot.

    `sheets` are those of the shoot's scenes and of held ones, parts apart.

    Raises
    ------
    ProblemsError
        A term names a scene that the script does not have.

    """
    _only_known_scenes(film, sheets)
    by_id = {sheet.scene_id: sheet for sheet in sheets}
    by_role = film.hours.cast_rest is RestOf.ROLE
    crew, cast = in_minutes(film.hours.crew_turnaround), in_minutes(film.hours.cast_turnaround)
    people = {person.id: person for person in film.cast}
    return replace(
        shoot,
        scenes=tuple(_scene(need, by_id[need.id], film, shoot.dates) for need in shoot.scenes),
        players=tuple(_player(who, people.get(who.id), film) for who in shoot.players),
        places=_places(shoot.places, film),
        rentals=tuple(
            rental for terms in film.rentals if (rental := _rental(terms, sheets, shoot)).scenes
        ),
        orders=_each_once(_orders(film, sheets)),
        apart=tuple(
            Apart(scenes=frozenset(_parts(one.scenes, sheets)), why=one.why) for one in film.apart
        ),
        together=tuple(
            Together(scenes=frozenset(_parts(one.scenes, sheets)), why=one.why)
            for one in film.together
        ),
        late=lates(film.overtime),
        day_costs=_day_costs(film, shoot.dates),
        week_count=_week_count(film, shoot.dates),
        turnaround=crew if by_role else shoot.turnaround,
        cast_turnaround=cast if by_role else 0,
        forced_call=in_cents(film.costs.forced_call)
        if by_role and film.costs.forced_call is not None
        else None,
        roads=tuple(
            Road(
                places=frozenset(road.between),
                minutes=shoot.company_move if road.hours is None else in_minutes(road.hours),
                cost=shoot.move_cost if road.cost is None else in_cents(road.cost),
                days=road.days,
            )
            for road in film.roads
        ),
        daylight=daylight(
            shoot.dates,
            latitude=film.base.latitude,
            longitude=film.base.longitude,
            zone=film.base.zone,
        )
        if film.base
        else (),
        sources=_sources(film, by_role=by_role),
    )


def lates(overtime: Iterable[Overtime]) -> tuple[Late, ...]:
    """Give what long days cost, the earliest length first."""
    return tuple(
        Late(
            after=in_minutes(late.after),
            tenth=in_cents(late.tenth),
            once=in_cents(late.once),
            label=late.label,
        )
        for late in sorted(overtime, key=lambda late: late.after)
    )


def sun_of(sheet: Sheet) -> Sun:
    """Natural light that a scene needs: exteriors by their time of day, interiors none."""
    if sheet.int_ext is IntExt.INT or not sheet.light:
        return Sun.ANY
    time = sheet.time.upper()
    for sun, words in _SUN.items():
        if any(word in time for word in words):
            return Sun(sun)
    return Sun.NIGHT if sheet.light == "night" else Sun.DAY


def _scene(need: SceneNeed, sheet: Sheet, film: Production, dates: Sequence[date]) -> SceneNeed:
    """Add the light, and the dates that breakdown.toml leaves open."""
    sun = sun_of(sheet) if film.base else Sun.ANY
    if sun in {Sun.DUSK, Sun.DAWN}:
        # They lie at the end of a day and the beginning of a night; the clock says which fits.
        need = replace(need, units=frozenset(Unit))
    week = film.calendar.start + timedelta(days=7)
    why_not = []
    earliest, latest = sheet.earliest, sheet.latest
    if earliest:
        why_not.append(f"not before {say_date(earliest)}")
    if latest:
        why_not.append(f"not after {say_date(latest)}")
    if not sheet.first_week:
        why_not.append("not in the first week")
    if not why_not:
        return replace(need, sun=sun)
    opened = frozenset(
        at
        for at, day in enumerate(dates)
        if (earliest is None or day >= earliest)
        and (latest is None or day <= latest)
        and (sheet.first_week or day >= week)
    )
    return replace(need, sun=sun, dates=opened, why_not=tuple(why_not))


def _player(who: Player, person: CastMember | None, film: Production) -> Player:
    """Add pay beyond a day rate; a role that is paid by the day alone stays as it is."""
    if person is None:
        return who
    held = film.costs.hold is HoldPay.PAID
    drop = film.costs.drop_after if held and person.drop else None
    if person.week is None and not person.least_days and drop is None:
        return replace(who, waits=person.waits)
    pay = Pay(
        day=who.rate,
        week=None if person.week is None else in_cents(person.week),
        least_days=person.least_days,
        hold_paid=held,
        drop_gap=drop,
    )
    return replace(who, pay=pay, waits=person.waits)


def _places(places: Sequence[Place], film: Production) -> tuple[Place, ...]:
    """Add what a location costs while it is kept; preparing and clearing it takes dates."""
    stated = {location.id: location for location in film.locations}
    return tuple(
        _place(place, stated[place.id], film) if place.id in stated else place for place in places
    )


def while_kept(
    minutes: tuple[tuple[int, int], ...], location: Location, film: Production
) -> tuple[tuple[int, int], ...]:
    """Give a location's minutes for each date without those on which it is prepared or cleared."""
    first = location.prep_days
    last = len(minutes) - location.strike_days if film.calendar.end else len(minutes)
    return tuple(pair if first <= at < last else (0, 0) for at, pair in enumerate(minutes))


def _place(place: Place, location: Location, film: Production) -> Place:
    why_not = list(place.why_not)
    if location.prep_days:
        why_not.append(f"prepared for {location.prep_days} working days first")
    if location.strike_days and film.calendar.end:
        why_not.append(f"cleared for {location.strike_days} working days at the end")
    return replace(
        place,
        minutes=while_kept(place.minutes, location, film),
        why_not=tuple(why_not),
        hold=in_cents(location.hold or Decimal(0)),
        once=place.fee * (location.prep_days + location.strike_days),
    )


def _rental(terms: RentalTerms, sheets: Sequence[Sheet], shoot: Shoot) -> Rental:
    wanted = {name.casefold() for name in terms.elements}
    named = set(_parts(terms.scenes, sheets))
    placed = {scene.id for scene in shoot.scenes}
    scenes = {
        sheet.scene_id
        for sheet in sheets
        if sheet.scene_id in named
        or any({one.label.casefold(), one.id.casefold()} & wanted for one in sheet.elements)
    }
    return Rental(
        id=terms.id,
        label=terms.name,
        scenes=frozenset(scenes & placed),
        pay=Pay(
            day=in_cents(terms.day),
            week=None if terms.week is None else in_cents(terms.week),
            least_days=terms.least_days,
            hold_paid=terms.kept,
        ),
        once=in_cents(terms.once),
    )


def _orders(film: Production, sheets: Sequence[Sheet]) -> Iterable[Order]:
    """Give orders between scenes, of pick-ups after other parts, and of the last scene."""
    for order in film.orders:
        for first in _parts((order.first,), sheets):
            for then in _parts((order.then,), sheets):
                yield Order(first=first, then=then, gap=order.gap_days, why=order.why)
    for pickup in (sheet for sheet in sheets if sheet.pickup):
        for other in sheets:
            if other.part_of == pickup.part_of and not other.pickup:
                why = "a pick-up follows what it adds to"
                yield Order(first=other.scene_id, then=pickup.scene_id, why=why)
    for last in (sheet for sheet in sheets if sheet.last):
        for other in sheets:
            if not other.last:
                why = "last of all, as breakdown.toml has it"
                yield Order(first=other.scene_id, then=last.scene_id, why=why)


def _each_once(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Make one of orders between the same scenes: the longest gap, for all reasons.

    Else no conflict about them would be minimal, and none of them a way out.
    """
    found: dict[tuple[str, str], Order] = {}
    for order in orders:
        pair = order.first, order.then
        same = found.get(pair, order)
        why = "; ".join(dict.fromkeys(filter(None, (same.why, order.why))))
        found[pair] = replace(order, gap=max(same.gap, order.gap), why=why)
    return tuple(found.values())


def _parts(scenes: Iterable[str], sheets: Sequence[Sheet]) -> list[str]:
    """Give the ids of scenes, those of its parts where a scene has some."""
    wanted = set(scenes)
    return [one.scene_id for one in sheets if {one.scene_id, one.part_of} & wanted]


def _day_costs(film: Production, dates: Sequence[date]) -> tuple[tuple[int, int], ...]:
    """Work out what a day unit and a night unit cost on each date."""
    if not film.premiums:
        return ()
    return tuple(
        (
            day_cost(film, film.costs.shoot_day, day, WhichUnit.DAY),
            day_cost(film, film.costs.shoot_day, day, WhichUnit.NIGHT),
        )
        for day in dates
    )


def _week_count(film: Production, dates: Sequence[date]) -> WeekCount | None:
    """Work out what the first to the seventh day worked in a week costs beyond others."""
    if not any(premium.worked for premium in film.premiums):
        return None

    def beyond(day: date, unit: WhichUnit, worked: int) -> int:
        base = film.costs.shoot_day
        return day_cost(film, base, day, unit, worked) - day_cost(film, base, day, unit)

    return WeekCount(
        start=_WEEKDAYS.index(film.calendar.week_start),
        extra=tuple(
            tuple(
                (beyond(day, WhichUnit.DAY, worked), beyond(day, WhichUnit.NIGHT, worked))
                for worked in range(1, DAYS + 1)
            )
            for day in dates
        ),
    )


def day_cost(
    film: Production, base: Decimal, day: date, unit: WhichUnit, worked: int | None = None
) -> int:
    """Cents for a day that costs `base`, with the premiums that fall on it.

    `worked` says which of its week's shooting days it is, where that is to count.
    """
    factor, more = Decimal(1), Decimal(0)
    for premium in film.premiums:
        if premium.worked and worked not in premium.worked:
            continue
        if premium.unit in (WhichUnit.ANY, unit) and _falls_on(premium, day):
            factor *= premium.factor
            more += premium.add
    return in_cents(base * factor + more)


def _falls_on(premium: Premium, day: date) -> bool:
    if not premium.weekdays and not premium.dates:
        return True
    return _WEEKDAYS[day.weekday()] in premium.weekdays or day in premium.dates


def _sources(film: Production, *, by_role: bool) -> tuple[tuple[str, str], ...]:
    found = {rule.about: cite(rule.source, rule.dated) for rule in film.rules}
    crew, cast = "hours.crew_turnaround", "hours.cast_turnaround"
    if not by_role and film.hours.cast_turnaround > film.hours.crew_turnaround and cast in found:
        # The cast's rest is the longer one and decides for the company.
        found[crew] = found[cast]
    return tuple(sorted(found.items()))


def unknown_scenes(
    film: Production, sheets: Sequence[Sheet]
) -> tuple[tuple[tuple[str, int], str], ...]:
    """Find the scenes that terms name and the script has not: the table's path, and the id."""
    known = {sheet.scene_id for sheet in sheets} | {sheet.part_of for sheet in sheets}
    named = (
        ("order", [(order.first, order.then) for order in film.orders]),
        ("apart", [apart.scenes for apart in film.apart]),
        ("together", [together.scenes for together in film.together]),
        ("rental", [rental.scenes for rental in film.rentals]),
        ("second_unit", [unit.scenes for unit in film.second_units]),
    )
    return tuple(
        ((table, number), name)
        for table, lists in named
        for number, names in enumerate(lists)
        for name in dict.fromkeys(names)
        if name not in known
    )


def _only_known_scenes(film: Production, sheets: Sequence[Sheet]) -> None:
    problems = [
        Problem(
            file="production.toml",
            what=f"[[{table}]] names scene {name}, which is not in the script.",
            fix="See scenes.toml for the ids; mend it, or delete the table.",
        )
        for table, name in dict.fromkeys(
            (path[0], name) for path, name in unknown_scenes(film, sheets)
        )
    ]
    if problems:
        raise ProblemsError(problems)
