"""Hours of the day that a place is open for, on the clock of each date, and when meals are due.

Spans are minutes after the midnight before the unit's call; an end past 1440 is the next morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lastlook.schedule.amounts import of_the_day
from lastlook.schedule.windows import DAY_MINUTES, MEAL_WITHIN, granted_from, say_permit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

    from lastlook.production.model import Location, Permit
    from lastlook.production.terms import ClockWindow

Span = tuple[int, int]
Spans = tuple[Span, ...]
EVER = 100_000
"""Minutes that no day has."""
ALWAYS: Spans = ((-EVER, EVER),)
HALF_HOUR = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Meals:
    """Meals that fall between strips, where a production asks for that."""

    within: int
    """Most minutes from the call to the first meal, and from each meal's end to the next."""
    late: int | None = None
    """Cents for each begun half hour that a meal is later; None where that is forbidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A permit that nobody has asked for yet."""

    start: date
    end: date
    by: date
    """Last day to ask for it."""
    says: str
    """As printed: `permit for 18 Jan 2027, 22:00–02:00`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a location's hours are held against: a day's work from each unit's call, in minutes."""

    calls: tuple[int, int]
    work: int
    meal: int
    meals: Meals | None

    def end(self, call: int) -> int:
        """Latest wrap: the work, and the meals that it may hold."""
        meals = 1 if self.meals is None else 1 + self.work // self.meals.within
        return call + self.work + self.meal * meals


def late_half_hours(minutes: int) -> int:
    """Count the begun half hours by which a meal is late."""
    return -(-max(0, minutes) // HALF_HOUR)


def open_spans(location: Location, day: date, call: int) -> Spans:
    """Give the hours in which a location may be shot at by the unit that is called on a date.

    They are those of its permits, if there are any, within those of `available`, if there are
    any, and outside those of `unavailable`. A permit that was asked for too late covers its
    dates from `lead_days` after that on. Nothing is told beyond a day from the call.
    """
    spans = ALWAYS
    if location.permits:
        spans = _joined(
            span
            for permit in location.permits
            for at in (-1, 0, 1)
            if (on := day + timedelta(days=at)) >= granted_from(permit) and permit.end >= on
            for span in [_hours(permit.opens, permit.closes, at, call)]
            if span is not None
        )
    if location.available:
        spans = both(spans, _of_windows(location.available, day, call))
    for start, end in _of_windows(location.unavailable, day, call):
        spans = both(spans, ((-EVER, start), (end, EVER)))
    return both(spans, ((0, call + DAY_MINUTES),))


def opening(
    location: Location, dates: Sequence[date], shift: Shift
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[Spans, Spans], ...]]:
    """Say for how long a location is open to each unit on each date, and between which hours.

    The hours are empty where it is shut or open for whole shifts alone.
    """
    minutes: list[tuple[int, int]] = []
    hours: list[tuple[Spans, Spans]] = []
    by_clock = False
    for day in dates:
        spans = [open_spans(location, day, call) for call in shift.calls]
        left = [capacity(some, call, shift) for some, call in zip(spans, shift.calls, strict=True)]
        for unit, call in enumerate(shift.calls):
            if any(opens <= call and closes >= shift.end(call) for opens, closes in spans[unit]):
                spans[unit] = ALWAYS
            by_clock |= bool(left[unit]) and spans[unit] != ALWAYS
        minutes.append((left[0], left[1]))
        hours.append((spans[0], spans[1]))
    return tuple(minutes), tuple(hours) if by_clock else ()


def asks_of(location: Location) -> tuple[Ask, ...]:
    """Give the permits of a location that take time and that nobody has asked for."""
    return tuple(
        Ask(
            start=permit.start,
            end=permit.end,
            by=permit.start - timedelta(days=permit.lead_days),
            says=say_permit(permit),
        )
        for permit in location.permits
        if permit.lead_days and permit.asked is None and not permit.number
    )


def longest_opening(location: Location, call: int) -> int | None:
    """Give the most minutes on end that the unit called at `call` has of a location on any date.

    None where no permit or window of it says a time of day. What the unit works is another limit.
    """
    stated: tuple[Permit | ClockWindow, ...] = (*location.permits, *location.available)
    by_clock = [one for one in stated if one.opens or one.closes]
    days = {one.start for one in by_clock} | {one.end for one in by_clock}
    shift = ((call, call + DAY_MINUTES),)
    spans = [span for day in days for span in both(open_spans(location, day, call), shift)]
    return max((end - start for start, end in spans), default=None) if by_clock else None


def capacity(spans: Spans, call: int, shift: Shift) -> int:
    """Most working minutes that spans leave to the shift called at `call`.

    A meal that falls six hours after the call is no work; one that falls between strips may lie
    outside the spans.
    """
    here = both(spans, ((call, shift.end(call)),))
    if shift.meals is not None:
        return min(shift.work, _length(here))
    due = call + MEAL_WITHIN
    return min(shift.work, _length(here) - _length(both(here, ((due, due + shift.meal),))))


def _of_windows(windows: Sequence[ClockWindow], day: date, call: int) -> Spans:
    return _joined(
        span
        for window in windows
        for at in (-1, 0, 1)
        if window.start <= day + timedelta(days=at) <= window.end
        for span in [_hours(window.opens, window.closes, at, call)]
        if span is not None
    )


def _hours(opens: time | None, closes: time | None, at: int, call: int) -> Span | None:
    """Give the hours of a date that lies `at` days from the call's.

    A date without hours covers every shift called on it, past midnight too, and no other.
    """
    start = call if opens is None else of_the_day(opens)
    end = call + DAY_MINUTES if closes is None else of_the_day(closes)
    if closes is not None and end <= start:
        end += DAY_MINUTES
    if opens is None or closes is None:
        return (start, end) if at == 0 else None
    return at * DAY_MINUTES + start, at * DAY_MINUTES + end


def _joined(spans: Iterable[Span]) -> Spans:
    """Join spans that touch."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def both(some: Spans, others: Spans) -> Spans:
    """Give what lies in both."""
    found = [
        (max(start, begin), min(end, finish)) for start, end in some for begin, finish in others
    ]
    return tuple(sorted((start, end) for start, end in found if start < end))


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
