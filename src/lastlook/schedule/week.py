"""Shooting days that cost more because of how many were worked in the production's week before.

The sixth day worked is dear whatever weekday it is; a day off before it makes it the fifth.
Agreements differ, so figures and their source are the production's (`[[rule]]` about
`premium.worked`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCount:
    """What the first to the seventh day worked in a week costs beyond other days."""

    start: int
    """Weekday that the production's week begins on; Monday is 0."""
    extra: tuple[tuple[tuple[int, int], ...], ...]
    """For each date, for the first to the seventh day worked: cents beyond its price under a day
    unit and under a night unit."""

    def counts(self) -> tuple[int, ...]:
        """Give the counts, from 1, that cost more on some date."""
        return tuple(n + 1 for n in range(DAYS) if any(any(row[n]) for row in self.extra))

    def longer(self, more: int) -> WeekCount:
        """Give the same with further dates, like the last."""
        return replace(self, extra=self.extra + self.extra[-1:] * more)

    def cents(self, date: int, unit: int, worked: int) -> int:
        """Cents beyond the price of a date (by position) that is the `worked`th of its week."""
        return self.extra[date][worked - 1][unit]


def ordinal(count: int) -> str:
    """Say a place in the week: `6th`."""
    return f"{count}{('th', 'st', 'nd', 'rd')[count if count < 4 else 0]}"


def week_of(day: date, start: int) -> int:
    """Give the number of a date's week, which begins on a weekday (Monday is 0)."""
    return (day.toordinal() - 1 - start) // DAYS


def numbered(days: Iterable[date], start: int) -> dict[date, int]:
    """Say of each date worked which of its week it is, from 1."""
    found: dict[date, int] = {}
    week, count = None, 0
    for day in sorted(days):
        now = week_of(day, start)
        count = count + 1 if now == week else 1
        week = now
        found[day] = count
    return found
