"""Which dates and hours people and places leave open, and how a message says so."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, time

    from lastlook.production.model import Location, Permit
    from lastlook.production.terms import Window

DAY_MINUTES = 24 * 60
MEAL_WITHIN = 6 * 60
"""The first meal starts within six hours of call, so a longer stretch holds one."""


def open_dates(
    dates: Sequence[date], available: Sequence[Window], unavailable: Sequence[Window]
) -> frozenset[int]:
    """Positions of the dates that lie in some window of the first kind, if any, and no other."""
    return frozenset(
        position
        for position, day in enumerate(dates)
        if (not available or any(span.start <= day <= span.end for span in available))
        and not any(span.start <= day <= span.end for span in unavailable)
    )


def shift_minutes(permits: Sequence[Permit], day: date, *, call: int, work: int, meal: int) -> int:
    """Working minutes that permits leave to the shift that is called on a date.

    The shift lasts from `call` (minutes after midnight) for `work` + `meal` minutes and may
    run past midnight. A permit without hours covers every shift called on its dates; hours
    that close at or before they open end the next morning. A stretch of more than six hours
    holds the meal, which is not working time.
    """
    start, end = call, call + work + meal
    spans = []
    for offset in (-1, 0, 1):
        for permit in permits:
            span = _hours(permit, day + timedelta(days=offset), offset, start, end)
            if span is not None:
                spans.append((max(span[0], start), min(span[1], end)))
    overlap = _union(spans)
    return min(work, overlap if overlap <= MEAL_WITHIN else max(MEAL_WITHIN, overlap - meal))


def _hours(permit: Permit, day: date, offset: int, start: int, end: int) -> tuple[int, int] | None:
    """Minutes after the call date's midnight that a permit covers on the date `offset` away."""
    if not permit.start <= day <= permit.end:
        return None
    if permit.opens is None and permit.closes is None:
        return (start, end) if offset == 0 else None
    base = offset * DAY_MINUTES
    if permit.opens is None or permit.closes is None:
        # One end left open means: from the call, or until the wrap, of that date's own shift.
        if offset != 0:
            return None
        return (
            start if permit.opens is None else _clock(permit.opens),
            end if permit.closes is None else _after(_clock(permit.closes), start),
        )
    opens = _clock(permit.opens)
    return base + opens, base + _after(_clock(permit.closes), opens)


def _clock(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _after(closes: int, opens: int) -> int:
    return closes if closes > opens else closes + DAY_MINUTES


def _union(spans: Iterable[tuple[int, int]]) -> int:
    """Length covered by spans that may overlap."""
    total, reached = 0, -DAY_MINUTES
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def last_opening(
    available: Sequence[Window], unavailable: Sequence[Window], permits: Sequence[Permit] = ()
) -> date | None:
    """Give the latest date on which something opens that was shut before; None where nothing is."""
    openings = [span.start for span in available]
    openings += [permit.start for permit in permits]
    openings += [span.end + timedelta(days=1) for span in unavailable]
    return max(openings, default=None)


def say_window(window: Window, word: str) -> str:
    """Say a window in words: `free only 18-19 Jan 2027 (tour)`."""
    return f"{word} {say_span(window.start, window.end)}" + _note(window.note)


def say_permit(permit: Permit) -> str:
    """Say a permit in words: `permit 41 for 18 Jan 2027, 18:00-23:00`."""
    number = f" {permit.number}" if permit.number else ""
    hours = ""
    if permit.opens is not None or permit.closes is not None:
        opens = permit.opens.strftime("%H:%M") if permit.opens else "call"
        closes = permit.closes.strftime("%H:%M") if permit.closes else "wrap"
        hours = f", {opens}–{closes}"
    return f"permit{number} for {say_span(permit.start, permit.end)}{hours}" + _note(permit.note)


def say_location(location: Location) -> tuple[str, ...]:
    """Say every window and permit of a location."""
    return (
        *(say_window(window, "open only") for window in location.available),
        *(say_window(window, "shut") for window in location.unavailable),
        *(say_permit(permit) for permit in location.permits),
    )


def say_span(start: date, end: date) -> str:
    """Say a span of dates as briefly as stays clear: `18–19 Jan 2027`."""
    if start == end:
        return say_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_date(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {say_date(end)}"
    return f"{say_date(start)} – {say_date(end)}"


def say_date(day: date) -> str:
    """Say a date: `18 Jan 2027`, whatever the language of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_dates(days: Sequence[date], *, together: Sequence[date] = ()) -> str:
    """Say dates as spans; dates that follow each other in `together` make one span."""
    if not days:
        return "no date"
    follows = dict(pairwise(together))
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and (follows.get(spans[-1][1]) == day or day - spans[-1][1] == timedelta(days=1)):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return ", ".join(say_span(*span) for span in spans)


def _note(note: str) -> str:
    return f" ({note})" if note else ""


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
