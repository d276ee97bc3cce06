"""Minors' hours as the schedule takes them: minutes that a date holds for a role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lastlook.consent.minors import DayLimit, MinorHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorPresence:
    """Between which hours, and for how long, a minor may be on set on one date; minutes."""

    on_set: int | None
    """Longest time from arrival to leaving, the meal not counted; None where no rule is known."""
    meal: int
    """The most of a meal that is not counted."""
    earliest: int
    """After midnight."""
    latest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorLimit:
    """How long a role may work on each date."""

    role: int
    """Board id."""
    label: str
    """As printed in messages: `JUNE (3)`."""
    minutes: tuple[tuple[int, int], ...]
    """For each date: most minutes of scenes with the role under a day unit and a night unit."""
    cited: str
    """The rule's source and date."""
    presence: tuple[MinorPresence | None, ...] = ()
    """For each date what binds the hours from arrival to leaving; None on a date without limit,
    empty where the law says nothing about them."""
    for_units: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()
    """`minutes` for second units, by their ids, that are called at other times or work for longer
    or less; for all others the main unit's hold."""

    def left_to(self, unit: str) -> MinorLimit:
        """Give the limit as it holds with a second unit (by its id)."""
        own = dict(self.for_units).get(unit)
        return self if own is None else replace(self, minutes=own)


def minor_limits(
    minors: Sequence[MinorHours],
    labels: Mapping[int, str],
    dates: Sequence[date],
    calls: tuple[int, int],
    work: int,
) -> tuple[MinorLimit, ...]:
    """State for each date what blocking rules leave to each role of the shoot.

    The minutes are those that may be worked between the call, or the earliest hour if that is
    later, and the latest hour; how long the role is on set for them hangs on the day's order.
    """
    return tuple(
        MinorLimit(
            role=hours.role,
            label=labels[hours.role],
            minutes=minutes_left(hours, dates, calls, work),
            presence=tuple(_presence(hours.on(day)) for day in dates),
            cited=hours.cited,
        )
        for hours in minors
        if hours.blocks and hours.role in labels
    )


def minutes_left(
    hours: MinorHours, dates: Sequence[date], calls: tuple[int, int], work: int
) -> tuple[tuple[int, int], ...]:
    """Give for each date the minutes left to a role by a day unit and a night unit."""
    return tuple(
        (_most(hours.on(day), calls[0], work), _most(hours.on(day), calls[1], work))
        for day in dates
    )


def _presence(limit: DayLimit | None) -> MinorPresence | None:
    if limit is None:
        return None
    return MinorPresence(
        on_set=limit.on_set, meal=limit.meal, earliest=limit.earliest, latest=limit.latest
    )


def _most(limit: DayLimit | None, call: int, work: int) -> int:
    if limit is None:
        return work
    between = max(0, limit.latest - max(call, limit.earliest))
    by_age = [most for most in (limit.work, limit.on_set) if most is not None]
    return min(work, between, *by_age)
