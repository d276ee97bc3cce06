"""What a board costs: the one plain evaluation that everything else is held against."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.schedule.presence import (
    calendar_of,
    company_moves,
    day_scenes,
    shooting_days,
    working_dates,
)

if TYPE_CHECKING:
    from datetime import date

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot


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

    Shooting days, company moves, location fees for each day used, and pay for each role: for
    the dates it works and, where holds are paid, for every working date of the calendar
    between its first and its last. Weekly days off and holidays are not paid.
    """
    days = shooting_days(board)
    moves = sum(company_moves(day, shoot) for day in days)
    works = working_dates(board, shoot)
    calendar = calendar_of(board, shoot)
    worked = {player.id: len(works[player.id]) for player in shoot.players}
    held = {player.id: _held(works[player.id], calendar) for player in shoot.players}
    places = Counter(
        place for day in days for place in {scene.location for scene in day_scenes(day, shoot)}
    )
    terms = [
        _term("Shooting days", [_part("", len(days), "day", shoot.day_cost)]),
        _term("Company moves", [_part("", moves, "move", shoot.move_cost)]),
        _term(
            "Locations",
            [_part(place.label, places[place.id], "day", place.fee) for place in shoot.places],
        ),
        _term(
            "Cast, working",
            [_part(who.label, worked[who.id], "day", who.rate) for who in shoot.players],
        ),
    ]
    if shoot.hold_paid:
        parts = [_part(who.label, held[who.id], "day", who.rate) for who in shoot.players]
        terms.append(_term("Cast, holding", [part for part in parts if part.amount]))
    return CostReport(
        terms=tuple(terms),
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


def _held(works: tuple[date, ...], calendar: tuple[date, ...]) -> int:
    """Working dates between the first and the last of `works` that are not among them."""
    if not works:
        return 0
    return sum(works[0] < day < works[-1] for day in calendar) - max(0, len(works) - 2)


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
