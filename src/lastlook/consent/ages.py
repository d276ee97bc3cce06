"""Counting ages. Nothing here is printed: ages are private."""

from __future__ import annotations

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
