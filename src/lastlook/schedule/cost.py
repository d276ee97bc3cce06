"""What a board costs: the one plain evaluation that everything else is held against."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Unit
from lastlook.schedule.choices import settled
from lastlook.schedule.pay import Pay, paid
from lastlook.schedule.presence import (
    calendar_of,
    day_scenes,
    scene_dates,
    shooting_days,
    travels,
    work_minutes,
    working_dates,
)
from lastlook.schedule.rules.known import Known, hours
from lastlook.schedule.rules.rest import short_rests
from lastlook.schedule.week import numbered, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.pay import Paid
    from lastlook.schedule.shoot import Shoot

TENTH = 6
"""Minutes of a tenth of an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTerm:
    """One line of the cost page."""

    name: str
    """Such as `Shooting days` or `Cast, holding`."""
    amount: Decimal
    arithmetic: str
    """How the amount came about: `3 days × 2,400`."""
    parts: tuple[CostTerm, ...] = ()
    """The same line by line, for each location or role; empty where there is one line only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostReport:
    """A board's cost by term."""

    terms: tuple[CostTerm, ...]
    total: Decimal
    currency: str
    unknown: tuple[str, ...] = ()
    """What nobody has stated and so is missing from the total."""


def cost(board: Board, shoot: Shoot) -> CostReport:
    """Add up what a board costs, legal or not.

    Shooting days at each date's price; company moves and roads; location fees for each day
    used; overtime; pay for each role and rental by its own terms (`pay.paid`); forced calls. Weekly
    days off and holidays are not paid.
    """
    shoot = settled(shoot, board)
    days = shooting_days(board)
    always = [
        _term("Shooting days", _days(days, shoot)),
        _term("Company moves", _moves(days, shoot)),
        _term("Locations", _locations(board, shoot)),
        *_cast(board, shoot),
    ]
    if_any = [
        _term("Days dearer by their count", _counted(days, shoot)),
        _term("Roads", _roads(days, shoot)),
        _term("Overtime", _overtime(days, shoot)),
        _term("Late meals", _late_meals(board, shoot)),
        _term("Forced calls", _forced_calls(board, shoot)),
        _term("Rentals", _rentals(board, shoot)),
    ]
    terms = (*always, *(term for term in if_any if term.amount))
    return CostReport(
        terms=terms,
        total=sum((term.amount for term in terms), money(0)),
        currency=shoot.currency,
        unknown=shoot.unknown,
    )


def money(cents: int) -> Decimal:
    """Give cents as an exact amount with two decimals."""
    return Decimal(cents).scaleb(-2)


def say_money(amount: Decimal) -> str:
    """Write an amount with its thousands apart, and its cents only if it has any."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def _days(days: Iterable[ShootDay], shoot: Shoot) -> list[CostTerm]:
    """Shooting days, those of one price together."""
    positions = {day: at for at, day in enumerate(shoot.dates)}
    prices = Counter(
        (
            day.crew,
            shoot.day_price(positions[day.date], day.unit, day.crew)
            if day.date in positions
            else shoot.day_cost,
        )
        for day in days
    )
    labels = {unit.id: unit.label for unit in shoot.second_units}
    return [
        _part(labels.get(crew, crew), prices[crew, price], "day", price)
        for crew, price in sorted(prices or {("", shoot.day_cost): 0})
    ]


def _counted(days: Iterable[ShootDay], shoot: Shoot) -> list[CostTerm]:
    """Price the main unit's sixth days of a week, say, beyond others."""
    if shoot.week_count is None:
        return []
    positions = {day: at for at, day in enumerate(shoot.dates)}
    main = {day.date: 0 if day.unit is Unit.DAY else 1 for day in days if not day.crew}
    found = Counter(
        (worked, shoot.week_count.cents(positions[day], main[day], worked))
        for day, worked in numbered(main, shoot.week_count.start).items()
        if day in positions
    )
    cited = dict(shoot.sources).get("premium.worked", "")
    source = f" ({cited})" if cited else ""
    return [
        _part(f"{ordinal(worked)} of its week{source}", count, "day", cents)
        for (worked, cents), count in sorted(found.items())
        if cents
    ]


def _moves(days: Iterable[ShootDay], shoot: Shoot) -> list[CostTerm]:
    """Company moves within days, those of one price together."""
    prices = Counter(
        terms.road(one.location, two.location).cost
        for day in days
        for terms in [shoot.terms_of(day.crew)]
        for one, two in pairwise(day_scenes(day, shoot))
        if one.location != two.location
    )
    return [
        _part("", prices[price], "move", price) for price in sorted(prices or {shoot.move_cost: 0})
    ]


def _locations(board: Board, shoot: Shoot) -> list[CostTerm]:
    """Fees for each day used, for dates kept between, and for preparing and clearing."""
    calendar = calendar_of(board, shoot)
    open_ended = {place for one in shoot.choices for place in one.places}
    parts = []
    for place in shoot.places:
        scenes = {scene.id for scene in shoot.scenes if scene.location == place.id}
        used = scene_dates(board, scenes)
        if place.id in open_ended and not scenes:
            continue
        parts.append(_part(place.label, len(used), "day", place.fee))
        if used and place.hold:
            kept = len(paid(Pay(day=place.hold), used, calendar).held)
            parts.append(_part(f"{place.label}, kept", kept, "day", place.hold))
        if used and place.once:
            once = money(place.once)
            named = f"{place.label}, prepared and cleared"
            parts.append(CostTerm(name=named, amount=once, arithmetic=say_money(once)))
    return parts


def _roads(days: Iterable[ShootDay], shoot: Shoot) -> list[CostTerm]:
    """Journeys between shooting days over roads that take days of their own."""
    labels = {place.id: place.label for place in shoot.places}
    found = Counter(road for road in travels(days, shoot) if road.cost)
    return [
        _part(" – ".join(sorted(labels[one] for one in road.places)), count, "journey", road.cost)
        for road, count in found.items()
    ]


def _overtime(days: Iterable[ShootDay], shoot: Shoot) -> list[CostTerm]:
    """Each begun tenth of an hour beyond a length, and what a longer day costs once."""
    parts = []
    lengths = [(day.crew, work_minutes(day, shoot)) for day in days]
    rules = [("", late) for late in shoot.late]
    rules += [(unit.id, late) for unit in shoot.second_units for late in unit.late]
    labels = {unit.id: f"{unit.label}, " for unit in shoot.second_units}
    for crew, late in rules:
        over = [m - late.after for of, m in lengths if of == crew and m > late.after]
        label = labels.get(crew, "") + (late.label or f"beyond {hours(late.after)}")
        tenths = sum(-(-minutes // TENTH) for minutes in over)
        parts.append(_part(label, tenths, "tenth", late.tenth))
        parts.append(_part(label, len(over), "day", late.once))
    return [part for part in parts if part.amount]


def _cast(board: Board, shoot: Shoot) -> list[CostTerm]:
    """Pay for each role: work and holds by the day, weeks, and what guarantees add."""
    works, calendar = working_dates(board, shoot), calendar_of(board, shoot)
    pays = {who: shoot.pay_of(who) for who in shoot.players}
    found = {who: paid(pays[who], works[who.id], calendar) for who in shoot.players}
    daily = [who for who in shoot.players if pays[who].week is None]
    weekly = [who for who in shoot.players if pays[who].week is not None]
    terms = [
        _term(
            "Cast, working",
            [_part(who.label, len(found[who].worked), "day", pays[who].day) for who in daily],
        )
    ]
    if any(pays[who].hold_paid for who in daily):
        held = [_part(who.label, len(found[who].held), "day", pays[who].day) for who in daily]
        terms.append(_term("Cast, holding", [part for part in held if part.amount]))
    if weekly:
        parts = [_weeks(who.label, pays[who], found[who]) for who in weekly]
        terms.append(_term("Cast, by the week", parts))
    more = [_guarantee(who.label, pays[who], found[who]) for who in shoot.players]
    if any(part.amount for part in more):
        terms.append(_term("Cast, guarantees", [part for part in more if part.amount]))
    return terms


def _weeks(name: str, pay: Pay, found: Paid) -> CostTerm:
    """One line: so many weeks at so much, and days beyond at the day rate."""
    weeks = _part(name, found.weeks, "week", pay.week or 0)
    days = _part(name, len(found.dates) - found.in_weeks, "day", pay.day)
    said = [part.arithmetic for part in (weeks, days) if part.amount] or [days.arithmetic]
    return CostTerm(name=name, amount=weeks.amount + days.amount, arithmetic=" + ".join(said))


def _guarantee(name: str, pay: Pay, found: Paid) -> CostTerm:
    """Give what is paid beyond the dates, up to the days guaranteed."""
    days = len(found.dates) - found.in_weeks
    base = found.weeks * (pay.week or 0) + days * pay.day
    counted = f"{pay.least_days} day" + ("" if pay.least_days == 1 else "s")
    return CostTerm(
        name=name,
        amount=money(found.cents - base),
        arithmetic=f"to {counted} × {say_money(money(pay.day))}",
    )


def _late_meals(board: Board, shoot: Shoot) -> list[CostTerm]:
    known = Known(board=board, shoot=shoot)
    late: Counter[int] = Counter()
    for day in known.shot:
        meals = known.shoot_of(day).meals
        if meals and meals.late is not None:
            late[meals.late] += known.clock_of(day).late_half_hours
    return [_part("", late[price], "half hour", price) for price in sorted(late)]


def _forced_calls(board: Board, shoot: Shoot) -> list[CostTerm]:
    if shoot.forced_call is None:
        return []
    calls = Counter(who for who, *_ in short_rests(Known(board=board, shoot=shoot)))
    labels = {who.id: who.label for who in shoot.players}
    return [_part(labels[who], calls[who], "call", shoot.forced_call) for who in sorted(calls)]


def _rentals(board: Board, shoot: Shoot) -> list[CostTerm]:
    """Pay rentals like somebody who works on the dates of their scenes."""
    calendar = calendar_of(board, shoot)
    parts = []
    for rental in shoot.rentals:
        dates = scene_dates(board, rental.scenes)
        if not dates:
            continue
        found = paid(rental.pay, dates, calendar)
        part = _weeks(rental.label, rental.pay, found)
        more = _guarantee(rental.label, rental.pay, found)
        said = [part.arithmetic]
        if more.amount:
            said = [more.arithmetic]
        if rental.once:
            said.append(f"{say_money(money(rental.once))} once")
        parts.append(
            CostTerm(
                name=rental.label,
                amount=money(found.cents + rental.once),
                arithmetic=" + ".join(said),
            )
        )
    return parts


def _part(name: str, count: int, unit: str, cents: int) -> CostTerm:
    """One line: so many at so much."""
    counted = f"{count} {unit}" + ("" if count == 1 else "s")
    return CostTerm(
        name=name,
        amount=money(count * cents),
        arithmetic=f"{counted} × {say_money(money(cents))}",
    )


def _term(name: str, parts: list[CostTerm]) -> CostTerm:
    said = [f"{part.name} {part.arithmetic}".strip() for part in parts]
    return CostTerm(
        name=name,
        amount=sum((part.amount for part in parts), money(0)),
        arithmetic="; ".join(said) or "none",
        parts=tuple(part for part in parts if part.name),
    )
