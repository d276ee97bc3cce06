"""Day-out-of-days: who works, holds, starts and finishes on which date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.cost import money
from lastlook.schedule.presence import calendar_of, shooting_days, working_dates

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from lastlook.production.model import Production
    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodRow:
    """One role across the dates."""

    id: int
    character: str
    performer: str
    codes: tuple[str, ...]
    """One code for each date: SW, W, WF, SWF, H or empty."""
    start: date | None
    finish: date | None
    work: int
    hold: int
    pay: Decimal | None
    """Paid days times rate; None where no rate is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutOfDays:
    """The grid: every date from the first shooting day to the last that is not a day off."""

    dates: tuple[date, ...]
    shoot_days: tuple[int | None, ...]
    """Shooting day number of each date, None where nobody shoots."""
    rows: tuple[DoodRow, ...]


def day_out_of_days(board: Board, shoot: Shoot, film: Production) -> DayOutOfDays:
    """Read off a board who works on which date.

    SW is a role's first working day, WF its last, SWF the only one, W one between, H a working
    date of the calendar between them on which it waits. Pay agrees with the terms of
    `cost`: worked days and, where holds are paid, held ones.
    """
    dates = calendar_of(board, shoot)
    numbers = {day.date: number for number, day in enumerate(shooting_days(board), start=1)}
    works = working_dates(board, shoot)
    people = {person.id: person for person in film.cast}
    rows = []
    for player in shoot.players:
        person = people.get(player.id)
        codes = _codes(dates, works[player.id])
        hold = codes.count("H")
        paid = len(works[player.id]) + (hold if shoot.hold_paid else 0)
        rows.append(
            DoodRow(
                id=player.id,
                character=person.character if person else player.label.rsplit(" (", 1)[0],
                performer=person.performer if person else "",
                codes=codes,
                start=works[player.id][0] if works[player.id] else None,
                finish=works[player.id][-1] if works[player.id] else None,
                work=len(works[player.id]),
                hold=hold,
                pay=money(paid * player.rate) if person and person.rate is not None else None,
            )
        )
    return DayOutOfDays(
        dates=dates, shoot_days=tuple(numbers.get(day) for day in dates), rows=tuple(rows)
    )


def _codes(dates: tuple[date, ...], works: tuple[date, ...]) -> tuple[str, ...]:
    if not works:
        return ("",) * len(dates)
    first, last = works[0], works[-1]

    def code(day: date) -> str:
        if day in works:
            return ("S" if day == first else "") + "W" + ("F" if day == last else "")
        return "H" if first < day < last else ""

    return tuple(code(day) for day in dates)
