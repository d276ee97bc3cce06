"""What somebody, or something, is paid for the dates it works and waits: the one truth.

Times are calendar dates, money is cents. The solver's kernels are tested against this.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """The terms somebody works under."""

    day: int
    """Cents for a day."""
    week: int | None = None
    """Cents for all paid days of one calendar week, Monday to Sunday, where that is less."""
    least_days: int = 0
    """Guarantee: the days that are paid at least, at the day rate."""
    hold_paid: bool = True
    """Whether dates between the first and the last worked are paid too."""
    drop_gap: int | None = None
    """One break is unpaid if the pick-up is more than this many calendar days after the drop
    (SAG-AFTRA, consecutive employment: 10 in the United States, otherwise 14; once for each
    performer). None: no drop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Dates and money that follow from the terms and the dates worked."""

    worked: tuple[date, ...]
    held: tuple[date, ...]
    """Dates waited and paid for."""
    dropped: tuple[date, ...]
    """Dates of the calendar within the one unpaid break."""
    guarantee: int
    """Days paid beyond those, because of `least_days`."""
    cents: int
    weeks: int = 0
    """Calendar weeks that are paid at the weekly rate."""
    in_weeks: int = 0
    """Dates worked or held in those weeks."""

    @property
    def dates(self) -> tuple[date, ...]:
        """All dates paid for, rising."""
        return tuple(sorted((*self.worked, *self.held)))


def paid(pay: Pay, worked: Sequence[date], calendar: Sequence[date]) -> Paid:
    """Work out what somebody is paid.

    Parameters
    ----------
    worked
        The dates worked, rising, without repeats.
    calendar
        Every date that is not a day off, rising; `worked` is among them.

    Of all breaks that may be unpaid the one that saves most is dropped, the earliest of equals.
    """
    if not worked:
        return Paid(worked=(), held=(), dropped=(), guarantee=0, cents=0)
    works = set(worked)
    between = [day for day in calendar if worked[0] < day < worked[-1] and day not in works]
    if not pay.hold_paid:
        return _sum(pay, worked, (), ())
    best = _sum(pay, worked, tuple(between), ())
    if pay.drop_gap is not None:
        for drop, pick_up in pairwise(worked):
            if (pick_up - drop).days <= pay.drop_gap:
                continue
            gone = tuple(day for day in between if drop < day < pick_up)
            kept = tuple(day for day in between if not drop < day < pick_up)
            other = _sum(pay, worked, kept, gone)
            if other.cents < best.cents:
                best = other
    return best


def _sum(
    pay: Pay, worked: Sequence[date], held: tuple[date, ...], dropped: tuple[date, ...]
) -> Paid:
    weeks: dict[tuple[int, int], int] = {}
    for day in (*worked, *held):
        year, week, _ = day.isocalendar()
        weeks[year, week] = weeks.get((year, week), 0) + 1
    whole = [days for days in weeks.values() if pay.week is not None and pay.week < days * pay.day]
    days = len(worked) + len(held)
    cents = len(whole) * (pay.week or 0) + (days - sum(whole)) * pay.day
    return Paid(
        worked=tuple(worked),
        held=held,
        dropped=dropped,
        guarantee=max(0, pay.least_days - days),
        cents=max(cents, pay.least_days * pay.day),
        weeks=len(whole),
        in_weeks=sum(whole),
    )
