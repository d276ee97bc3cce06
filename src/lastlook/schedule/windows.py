"""Which dates and hours people and places leave open, and how a message says so."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.production.terms import ClockWindow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

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


def granted_from(permit: Permit) -> date:
    """Give the first date on which a permit holds."""
    if permit.asked is None or permit.number:
        return permit.start
    return max(permit.start, permit.asked + timedelta(days=permit.lead_days))


def last_opening(
    available: Sequence[Window], unavailable: Sequence[Window], permits: Sequence[Permit] = ()
) -> date | None:
    """Give the latest date on which something opens that was shut before; None where nothing is."""
    openings = [span.start for span in available]
    openings += [granted_from(permit) for permit in permits]
    openings += [span.end + timedelta(days=1) for span in unavailable]
    return max(openings, default=None)


def say_window(window: Window, word: str) -> str:
    """Say a window in words: `free only 18-19 Jan 2027 (tour)`."""
    hours = say_hours(window) if isinstance(window, ClockWindow) else ""
    return f"{word} {say_span(window.start, window.end)}{hours}" + _note(window.note)


def say_permit(permit: Permit) -> str:
    """Say a permit in words: `permit 41 for 18 Jan 2027, 18:00-23:00`."""
    number = f" {permit.number}" if permit.number else ""
    late = ""
    if (granted := granted_from(permit)) > permit.start:
        late = f", granted from {say_date(granted)} on"
    span = say_span(permit.start, permit.end)
    return f"permit{number} for {span}{say_hours(permit)}{late}" + _note(permit.note)


def say_hours(open_: Permit | ClockWindow) -> str:
    """Say hours of a date after its span: `, 18:00-23:00`; nothing where there are none."""
    if open_.opens is None and open_.closes is None:
        return ""
    opens = open_.opens.strftime("%H:%M") if open_.opens else "call"
    closes = open_.closes.strftime("%H:%M") if open_.closes else "wrap"
    return f", {opens}–{closes}"


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
