"""Day-out-of-days: who works, holds, drops, picks up, starts and finishes on which date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.cost import money
from lastlook.schedule.pay import paid
from lastlook.schedule.presence import calendar_of, shooting_days, working_dates

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from lastlook.production.model import Production
    from lastlook.schedule.board import Board
    from lastlook.schedule.pay import Paid
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodRow:
    """One role across the dates."""

    id: int
    character: str
    performer: str
    codes: tuple[str, ...]
    """One code for each date: SW, W, WF, SWF, WD, PW, H or empty, and their likes (see
    `day_out_of_days`)."""
    start: date | None
    finish: date | None
    work: int
    hold: int
    pay: Decimal | None
    """What it is paid; None where no rate is stated."""
    drop: int = 0
    """Dates of the calendar between the drop and the pick-up, unpaid."""
    paid_days: int = 0
    """Days paid for: worked, held where holds are paid, and guaranteed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutOfDays:
    """The grid: every date from the first shooting day to the last that is not a day off."""

    dates: tuple[date, ...]
    shoot_days: tuple[int | None, ...]
    """The main unit's shooting day number of each date, None where it does not shoot."""
    rows: tuple[DoodRow, ...]


def day_out_of_days(board: Board, shoot: Shoot, film: Production) -> DayOutOfDays:
    """Read off a board who works on which date.

    W is a working day; before it S marks a role's first and P the one that picks it up after a
    drop, after it F marks the last and D the one after which it is dropped: SW, WF, SWF, WD, PW,
    SWD, PWF, PWD. H is a date of the calendar between on which it waits; a dropped date is
    empty. Which break is dropped follows from `pay.paid`, and pay agrees with the terms of `cost`.
    """
    dates = calendar_of(board, shoot)
    main = (day for day in shooting_days(board) if not day.crew)
    numbers = {day.date: number for number, day in enumerate(main, start=1)}
    works = working_dates(board, shoot)
    people = {person.id: person for person in film.cast}
    rows = []
    for player in shoot.players:
        person = people.get(player.id)
        worked = works[player.id]
        found = paid(shoot.pay_of(player), worked, dates)
        codes = _codes(dates, found)
        rows.append(
            DoodRow(
                id=player.id,
                character=person.character if person else player.label.rsplit(" (", 1)[0],
                performer=person.performer if person else "",
                codes=codes,
                start=worked[0] if worked else None,
                finish=worked[-1] if worked else None,
                work=len(worked),
                hold=codes.count("H"),
                pay=money(found.cents) if person and person.rate is not None else None,
                drop=len(found.dropped),
                paid_days=len(found.dates) + found.guarantee,
            )
        )
    return DayOutOfDays(
        dates=dates, shoot_days=tuple(numbers.get(day) for day in dates), rows=tuple(rows)
    )


def _codes(dates: tuple[date, ...], found: Paid) -> tuple[str, ...]:
    worked = found.worked
    if not worked:
        return ("",) * len(dates)
    first, last = worked[0], worked[-1]
    dropped, picked_up = last, first
    if found.dropped:
        dropped = max(day for day in worked if day < found.dropped[0])
        picked_up = min(day for day in worked if day > found.dropped[-1])

    def code(day: date) -> str:
        if day in worked:
            begins = "S" if day == first else "P" if day == picked_up else ""
            ends = "F" if day == last else "D" if day == dropped else ""
            return f"{begins}W{ends}"
        return "H" if first < day < last and day not in found.dropped else ""

    return tuple(code(day) for day in dates)
