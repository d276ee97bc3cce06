"""Which dates may be shot on, and why the others may not."""

from __future__ import annotations

import difflib
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from lastlook.production.terms import Weekday

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.production.model import Calendar

LONGEST_PAUSE = 366
"""Days in a row without a date to shoot on after which an open calendar ends."""

_DAY = timedelta(days=1)
_WEEKDAYS = tuple(Weekday)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shooting_dates(calendar: Calendar, *, count: int) -> tuple[date, ...]:
    """List the dates that may be shot on, rising.

    From `calendar.start` to `calendar.end`, all of them; or, where no end is set, the first
    `count` of them. `max_days` is not looked at: it limits how many of the dates are used.
    """
    found: list[date] = []
    for day in _dates(calendar.start, calendar.end):
        if calendar.end is None:
            newest = found[-1] if found else calendar.start
            if len(found) >= count or (day - newest).days > LONGEST_PAUSE:
                break
        if not why_off(calendar, day):
            found.append(day)
    return tuple(found)


def why_off(calendar: Calendar, day: date) -> str:
    """Say why nobody shoots on a date; empty where one may.

    Such as `Saturday is a weekly day off` or `Martin Luther King Jr. Day (US-NY)`.
    """
    if day < calendar.start:
        return f"it is before the calendar's start, {calendar.start}"
    if calendar.end is not None and day > calendar.end:
        return f"it is after the calendar's end, {calendar.end}"
    if day in calendar.work_days:
        return ""
    if day in calendar.days_off:
        return f"{day} is one of days_off"
    if calendar.holidays and (holiday := holiday_name(calendar.holidays, day)):
        return f"{holiday} ({calendar.holidays})"
    if _WEEKDAYS[day.weekday()] in calendar.weekly_days_off:
        return f"{weekday_name(day)} is a weekly day off"
    return ""


def weekday_name(day: date) -> str:
    """Name a date's weekday in English, whatever the system's language."""
    return _NAMES[day.weekday()]


def _dates(start: date, end: date | None) -> Iterator[date]:
    day = start
    while end is None or day <= end:
        yield day
        if day == date.max:
            return
        day += _DAY


def holiday_name(code: str, day: date) -> str:
    """Name the public holiday on a date, in English where that is known; empty for none.

    A holiday's own date and the weekday on which it is observed both count.
    """
    return _holidays(code, day.year).get(day, "")


@cache
def _holidays(code: str, year: int) -> dict[date, str]:
    import holidays

    country, _, part = code.partition("-")
    # Without years this loads no dates; it only says which languages there are.
    languages = holidays.country_holidays(country).supported_languages
    language = "en_US" if "en_US" in languages else None
    return dict(
        holidays.country_holidays(country, subdiv=part or None, years=year, language=language)
    )


def is_holiday_code(code: str) -> bool:
    """Tell whether public holidays are known for a code such as `US`, `US-NY` or `DE-BE`."""
    import holidays

    country, dash, part = code.partition("-")
    if len(country) != 2 or not country.isupper():
        return False
    try:
        # Asking for one country is quick; listing them all takes half a second.
        known = holidays.country_holidays(country)
    except NotImplementedError:
        return False
    return known.country == country and (part in known.subdivisions if dash else True)


def near_holiday_codes(code: str) -> tuple[str, ...]:
    """Give up to five valid codes that may have been meant, the nearest first."""
    import holidays

    whole = code.strip().upper().replace(" ", "_")
    country, _, part = (_country_names().get(whole) or whole.replace("_", "-")).partition("-")
    country = _country_names().get(country, country)
    countries = _countries()
    if country in countries:
        aliases = {
            alias.upper(): real
            for alias, real in holidays.country_holidays(country).subdivisions_aliases.items()
        }
        names = [*countries[country], *aliases]
        near = difflib.get_close_matches(part, names, n=5, cutoff=0.5) if part else []
        codes = [f"{country}-{aliases.get(name, name)}" for name in near]
        return tuple(dict.fromkeys([*codes, country]))[:5]
    near = difflib.get_close_matches(country, countries, n=5, cutoff=0.5)
    return tuple(sorted(near, key=lambda name: (name[0] != country[:1], name)))


@cache
def _country_names() -> dict[str, str]:
    """Other ways to write a country, such as `GERMANY` or `USA`, to its two letters."""
    from holidays.registry import COUNTRIES

    names = {"UK": "GB", "ENGLAND": "GB-ENG", "SCOTLAND": "GB-SCT", "WALES": "GB-WLS"}
    for name, (_, code, *others) in COUNTRIES.items():
        names |= dict.fromkeys((name.upper(), *others), code)
    return names


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Give the two-letter countries with their subdivisions."""
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    return {code: tuple(parts) for code, parts in known.items() if len(code) == 2}
