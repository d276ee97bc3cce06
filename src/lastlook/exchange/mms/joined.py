"""Two reports of one schedule laid over each other."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.exchange.incoming import Incoming, IncomingDay, IncomingSheet
from lastlook.script import parse_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w{3,}")


def join_reports(one: Incoming, other: Incoming) -> Incoming:
    """Lay a second report over the first: days from the schedule, all else from both."""
    sheets = {f"1.{sheet.key}": replace(sheet, key=f"1.{sheet.key}") for sheet in one.sheets}
    moved: dict[str, str] = {}
    for sheet in other.sheets:
        key = next(
            (k for k, s in sheets.items() if _same(s, sheet) and k not in moved.values()),
            f"2.{sheet.key}",
        )
        moved[sheet.key] = key
        if key in sheets:
            sheets[key] = _both(sheets[key], sheet)
        else:
            sheets[key] = replace(sheet, key=key)
    first = {sheet.key: f"1.{sheet.key}" for sheet in one.sheets}
    days = [*_renamed(one.days, first), *_renamed(other.days, moved)]
    return Incoming(
        name=f"{one.name}, {other.name}",
        sheets=tuple(sheets.values()),
        records=MappingProxyType({**other.records, **one.records}),
        days=tuple(days),
        problems=(*one.problems, *other.problems),
    )


def _same(one: IncomingSheet, other: IncomingSheet) -> bool:
    numbers = {number.casefold() for number in one.numbers}
    if numbers != {number.casefold() for number in other.numbers} or not numbers:
        return False
    a, b = (_WORD.findall(parse_heading(s.heading).set.casefold()) for s in (one, other))
    return not a or not b or bool(set(a) & set(b))


def _both(one: IncomingSheet, other: IncomingSheet) -> IncomingSheet:
    a, b = one.decisions, other.decisions
    there = {(e.category, e.label.casefold()) for e in a.elements}
    more = [e for e in b.elements if (e.category, e.label.casefold()) not in there]
    extras = {e.label.casefold() for e in a.background or ()}
    background = (
        *(a.background or ()),
        *(e for e in b.background or () if e.label.casefold() not in extras),
    )
    names = {name.casefold() for name in one.cast}
    return replace(
        one,
        heading=one.heading or other.heading,
        eighths=one.eighths if one.eighths is not None else other.eighths,
        cast=(*one.cast, *(name for name in other.cast if name.casefold() not in names)),
        decisions=replace(
            a,
            minutes=a.minutes or b.minutes,
            location=a.location or b.location,
            script_day=a.script_day or b.script_day,
            synopsis=a.synopsis or b.synopsis,
            notes=a.notes or b.notes,
            background=background or None,
            elements=(*a.elements, *more),
        ),
    )


def _renamed(days: Sequence[IncomingDay], keys: dict[str, str]) -> list[IncomingDay]:
    return [
        replace(
            day,
            items=tuple(replace(i, sheet=keys.get(i.sheet, i.sheet)) for i in day.items),
        )
        for day in days
    ]
