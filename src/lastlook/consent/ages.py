"""Counting ages. Nothing here is printed: ages are private."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def completed_months(born: date, day: date) -> int:
    """Whole months from birth to a day; negative before it.

    A month is complete on the same number of day. Where a month is too short for that number
    it is complete on the first of the next one, which is the stricter reading of an age.
    """
    months = (day.year - born.year) * 12 + day.month - born.month
    return months if day.day >= born.day else months - 1


def birthday(born: date, months: int) -> tuple[int, int, int]:
    """Give the first day on which that many months are complete: year, month, day."""
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    month += 1
    if born.day <= calendar.monthrange(year, month)[1]:
        return year, month, born.day
    return (year + month // 12, month % 12 + 1, 1)
