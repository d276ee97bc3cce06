"""What no single key can show to be wrong: keys against each other, and against the folder."""

from __future__ import annotations

from datetime import timedelta
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING, Any

from lastlook.errors import Severity
from lastlook.production.calendar import (
    is_holiday_code,
    near_holiday_codes,
    shooting_dates,
    weekday_name,
    why_off,
)
from lastlook.production.model import (
    Calendar,
    CastMember,
    Costs,
    Hours,
    Location,
    Permit,
    Production,
    Rule,
)
from lastlook.production.schema import fields
from lastlook.production.terms import ClockWindow, Window
from lastlook.production.terms_checks import check_terms
from lastlook.production.units_checks import check_units

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path as FilePath

    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path

LONGEST_CALENDAR = timedelta(days=3 * 366)
SCRIPTS = (
    *(".fountain", ".fdx", ".txt", ".spmd", ".pdf", ".docx", ".odt", ".html", ".celtx", ".fadein"),
    *(".osf", ".trelby"),
)
"""Endings of files that may be a script; used for suggestions only."""


def cross_check(reader: Reader, table: dict[str, Any], root: FilePath) -> None:
    """Note every contradiction in what the reader could read of a `production.toml`.

    Works on the sound parts, so that one bad key does not hide what else is wrong.
    """
    _script(reader, table.get("script"), root)
    calendar = reader.parts.get(("calendar",))
    sound = calendar is not None and _calendar(reader, calendar)
    for path, part in list(reader.parts.items()):
        if isinstance(part, Window | Permit):
            _span(reader, path, part, calendar if sound else None)
        if isinstance(part, Permit | ClockWindow):
            _hours_of_day(reader, path, part)
        if isinstance(part, Permit):
            _asked_in_time(reader, path, part)
    if hours := reader.parts.get(("hours",)):
        _hours(reader, hours)
    if costs := reader.parts.get(("costs",)):
        _costs(reader, costs)
    _cast(reader)
    _locations(reader)
    _rules(reader)
    check_terms(reader)
    check_units(reader)


def _script(reader: Reader, name: Any, root: FilePath) -> None:
    if not isinstance(name, str) or not name.strip():
        return  # the reader has said so
    here = sorted(p.name for p in root.iterdir() if p.suffix.lower() in SCRIPTS and p.is_file())
    if "/" in name or "\\" in name or name in (".", ".."):
        reader.problem(
            ("script",),
            f'The script "{name}" is not in this folder.',
            "Copy it into the folder and give its file name alone.",
            why="A production keeps all it owns in one folder.",
        )
    elif not (root / name).is_file():
        reader.problem(
            ("script",),
            f'There is no script "{name}" in this folder.',
            f"Did you mean {_or([_quote(script) for script in here])}?"
            if here
            else "Copy it into the folder.",
        )


def _calendar(reader: Reader, calendar: Calendar) -> bool:
    """Check the calendar by itself; False if its dates cannot be counted."""
    at = ("calendar",)
    before = len(reader.problems)
    if calendar.end is not None and calendar.end < calendar.start:
        reader.problem(
            (*at, "end"),
            f"The calendar ends on {calendar.end}, before it starts on {calendar.start}.",
            "Put the later date in `end`, or leave `end` out.",
        )
    elif calendar.end is not None and calendar.end - calendar.start > LONGEST_CALENDAR:
        reader.problem(
            (*at, "end"),
            f"The calendar runs for years, from {calendar.start} to {calendar.end}.",
            "Look at the year.",
        )
    if calendar.holidays and not is_holiday_code(calendar.holidays):
        near = near_holiday_codes(calendar.holidays)
        reader.problem(
            (*at, "holidays"),
            f'No public holidays are known for "{calendar.holidays}".',
            f"Did you mean {_or([_quote(code) for code in near])}?"
            if near
            else 'Write a country such as "US", or a country and its part such as "US-NY".',
        )
    for day in sorted(set(calendar.days_off) & set(calendar.work_days)):
        reader.problem(
            (*at, "work_days", calendar.work_days.index(day)),
            f"{day} is both in `days_off` and in `work_days`.",
            "Delete it from one of them.",
        )
    if len(reader.problems) > before:
        return False
    _first_date(reader, calendar)
    for index, day in enumerate(calendar.work_days):
        if why := why_off(calendar, day):
            reader.problem(
                (*at, "work_days", index),
                f"{day} will not be worked: {why}.",
                "Move the calendar's `start` or `end`, or delete the date.",
                severity=Severity.WARNING,
            )
    return True


def _first_date(reader: Reader, calendar: Calendar) -> None:
    dates = shooting_dates(calendar, count=1)
    if not dates:
        all_off = len(set(calendar.weekly_days_off)) == 7
        reader.problem(
            ("calendar", "weekly_days_off") if all_off else ("calendar",),
            "All seven weekdays are off, so nobody can ever shoot."
            if all_off
            else f"No date from {calendar.start} to {calendar.end} can be shot on.",
            "Take a weekday out of `weekly_days_off`, or name dates in `work_days`.",
        )
    elif why := why_off(calendar, calendar.start):
        reader.problem(
            ("calendar", "start"),
            f"The first date, {calendar.start}, is off: {why}.",
            f"Shooting can start on {weekday_name(dates[0])}, {dates[0]}; put that in `start`, "
            "or list the first date in `work_days`.",
            severity=Severity.WARNING,
        )


def _span(reader: Reader, path: Path, span: Window | Permit, calendar: Calendar | None) -> None:
    if span.end < span.start:
        reader.problem(
            (*path, "end"),
            f"This span ends on {span.end}, before it starts on {span.start}.",
            "Exchange the two dates.",
        )
    elif calendar is not None and (
        span.end < calendar.start or (calendar.end is not None and span.start > calendar.end)
    ):
        until = f"to {calendar.end}" if calendar.end else "on"
        reader.problem(
            path,
            f"The dates {span.start} to {span.end} lie wholly outside the calendar, "
            f"which runs from {calendar.start} {until}.",
            "Look at the month and the year.",
            severity=Severity.WARNING,
        )


def _hours_of_day(reader: Reader, path: Path, permit: Permit | ClockWindow) -> None:
    this = "permit" if isinstance(permit, Permit) else "window"
    if (permit.opens is None) != (permit.closes is None):
        there, missing = ("opens", "closes") if permit.closes is None else ("closes", "opens")
        reader.problem(
            (*path, there),
            f"This {this} has `{there}` but no `{missing}`.",
            f"Add `{missing}`, or delete `{there}` if the {this} covers the whole day.",
        )
    elif permit.opens is not None and permit.opens == permit.closes:
        reader.problem(
            (*path, "closes"),
            f"This {this} opens and closes at {permit.opens:%H:%M}.",
            "Delete both if it covers the whole day.",
        )


def _hours(reader: Reader, hours: Hours) -> None:
    name, rest = max(
        ("crew_turnaround", hours.crew_turnaround),
        ("cast_turnaround", hours.cast_turnaround),
        key=lambda pair: pair[1],
    )
    total = hours.work + hours.meal + rest
    if total > 24:
        reader.problem(
            ("hours", name),
            f"Work ({_plain(hours.work)} h), meal ({_plain(hours.meal)} h) and rest "
            f"({_plain(rest)} h) make {_plain(total)} hours, more than a day has.",
            f"Lower `work` to {_plain(24 - hours.meal - rest)} or less, or `{name}`."
            if hours.meal + rest < 24
            else f"Lower `{name}`.",
        )


def _asked_in_time(reader: Reader, path: Path, permit: Permit) -> None:
    """Say by when a permit has to be asked for, unless it was."""
    latest = permit.start - timedelta(days=permit.lead_days)
    in_time = permit.asked is not None and permit.asked <= latest
    if not permit.lead_days or permit.number or in_time:
        return
    late = permit.asked is not None
    reader.problem(
        (*path, "asked" if late else "lead_days"),
        f"The permit from {permit.start} was asked for on {permit.asked}, after {latest}."
        if late
        else f"The permit from {permit.start} has to be asked for by {latest}.",
        "Ask for later dates, or take what you were promised out of `lead_days`."
        if late
        else f"Ask for it and note the date: asked = {latest}.",
        why=f"It takes {permit.lead_days} days.",
        severity=Severity.WARNING,
    )


def _costs(reader: Reader, costs: Costs) -> None:
    code = costs.currency
    if not (len(code) == 3 and code.isascii() and code.isupper() and code.isalpha()):
        letters = code.strip().upper()
        guess = letters if len(letters) == 3 and letters.isascii() and letters.isalpha() else "USD"
        reader.problem(
            ("costs", "currency"),
            f'"{code}" is not a currency\'s three capital letters.',
            f'Write them as "{guess}".',
        )


def _cast(reader: Reader) -> None:
    free = 1 + max((member.id for _, member in reader.every(CastMember)), default=0)
    ids: dict[int, CastMember] = {}
    names: dict[str, CastMember] = {}
    for path, member in reader.every(CastMember):
        if (other := ids.setdefault(member.id, member)) is not member:
            reader.problem(
                (*path, "id"),
                f"Board id {member.id} belongs to {other.character} already.",
                f"Give {member.character} a number of its own, such as {free}.",
                why="The id is what strips and the day-out-of-days print.",
            )
        aliases = [((*path, "also", n), name) for n, name in enumerate(member.also)]
        for at, name in chain([((*path, "character"), member.character)], aliases):
            other = names.setdefault(_fold(name), member)
            if other is not member:
                reader.problem(
                    at,
                    f"{name} is a name of cast member {other.id}, {other.character}, already.",
                    "Keep the name in one place.",
                    why="A cue must lead to one role.",
                )


def _locations(reader: Reader) -> None:
    ids: dict[str, Location] = {}
    homes: dict[str, Location] = {}
    for path, location in reader.every(Location):
        if (other := ids.setdefault(_fold(location.id), location)) is not location:
            reader.problem(
                (*path, "id"),
                f'The id "{location.id}" belongs to {other.name} already.',
                "Give every location an id of its own.",
            )
        for index, name in enumerate(location.sets):
            other = homes.setdefault(_fold(name), location)
            if other is not location:
                reader.problem(
                    (*path, "sets", index),
                    f"The set {name} is shot at {other.name} already.",
                    f"Keep it in one place, name its parts (`{name} - KITCHEN`), or let the "
                    "schedule choose with a [[set]].",
                    why="Each set is shot at one location.",
                )


def _rules(reader: Reader) -> None:
    names = _dotted_names()
    for path, rule in reader.every(Rule):
        if rule.about not in names:
            near = get_close_matches(rule.about, names, n=1)
            reader.problem(
                (*path, "about"),
                f"There is no key `{rule.about}` that this rule could explain.",
                f"Did you mean `{near[0]}`?" if near else "Write it as hours.work.",
                severity=Severity.WARNING,
            )


def _dotted_names() -> list[str]:
    names = []
    for field in fields(Production):
        if field.attribute == "root":
            continue  # the folder itself, which is not in the file
        names.append(field.name)
        if field.is_table:
            names += [f"{field.name}.{key.name}" for key in fields(field.kind)]
    return names


def _fold(name: str) -> str:
    """Bring names that mean the same to one spelling."""
    return " ".join(name.split()).casefold()


def _plain(number: Decimal) -> str:
    """Write 11 and 0.5 and never 1.1E+1."""
    return f"{number.normalize():f}"


def _quote(text: str) -> str:
    return f'"{text}"'


def _or(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
