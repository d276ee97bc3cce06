"""Day-out-of-days: who works, holds, starts and finishes on which date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


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
