"""Breakdown sheets, cast list, set list and day-out-of-days as they are printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from lastlook.breakdown import whole_scene
from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.paperwork import words
from lastlook.paperwork.boarding import sunday_of
from lastlook.paperwork.views import (
    CastView,
    DateView,
    DayView,
    DoodLine,
    DoodView,
    GroupView,
    PlaceView,
    SetView,
    SheetView,
    StripView,
    SuggestionView,
)
from lastlook.schedule.presence import shooting_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from lastlook.breakdown.model import Background, Element, Sheet
    from lastlook.paperwork.book import Book
    from lastlook.paperwork.palette import Palette

DATES_ACROSS = 33
"""Columns of the day-out-of-days that fit a landscape Letter page."""
DATES_BESIDE_TOTALS = 24
"""The same on the page that also carries the totals."""
QUOTED = 6
"""Suggestions that a printed sheet quotes, the surest; of the others it gives the names."""
TALL_SHEET = 44
"""Lines of a breakdown sheet above which it may run over a page."""


def shot_on(days: Iterable[DayView]) -> dict[str, DayView]:
    """Map scene ids to the day that shoots them."""
    return {item.scene: day for day in days for item in day.items if isinstance(item, StripView)}


def sheets(
    book: Book, strips: dict[str, StripView], days: tuple[DayView, ...]
) -> tuple[SheetView, ...]:
    """Give one breakdown sheet for each scene, in script order."""
    shot: dict[str, list[DayView]] = defaultdict(list)
    for scene, day in shot_on(days).items():
        shot[whole_scene(scene)].append(day)
    return tuple(
        _sheet(sheet, strips[sheet.scene_id], shot[sheet.scene_id], book.minors, book.palette)
        for sheet in book.sheets
    )


def _sheet(
    sheet: Sheet,
    strip: StripView,
    days: Sequence[DayView],
    minors: frozenset[int],
    palette: Palette,
) -> SheetView:
    groups = tuple(
        replace(group, colour=palette.mark(group.category))
        for group in _by_category(
            (element.category, _told(element))
            for element in sheet.elements
            if element.category != BACKGROUND
        )
    )
    needed = words.duration(strip.minutes) if strip.minutes else ""
    if needed and sheet.minutes is not None:
        needed += f" ({sheet.minutes_from or 'stated'})"
    return SheetView(
        strip=strip,
        heading=sheet.heading,
        synopsis=sheet.synopsis,
        synopsis_stated=sheet.synopsis_stated,
        shot="; ".join(dict.fromkeys(f"{day.title}, {day.when}" for day in days))
        or "Boneyard: not scheduled",
        time_needed=needed,
        cast=tuple((p.id, words.marked(p.character, p.id in minors), p.speaks) for p in sheet.cast),
        background=tuple(
            (extra.label, "?" if extra.count is None else str(extra.count))
            for extra in _extras(sheet)
        ),
        groups=groups,
        cast_colour=palette.mark(CAST),
        background_colour=palette.mark(BACKGROUND),
        suggestions=tuple(
            SuggestionView(
                category=s.category,
                label=s.label,
                reason=s.reason,
                quote=s.quote.text,
                line=s.quote.line,
            )
            for s in sheet.suggestions[:QUOTED]
        ),
        also=_by_category((s.category, s.label) for s in sheet.suggestions[QUOTED:]),
        notes=sheet.notes,
        tall=_lines(sheet, groups) > TALL_SHEET,
    )


def _by_category(labels: Iterable[tuple[str, str]]) -> tuple[GroupView, ...]:
    """Group labels by category, both in the order they come, each label once."""
    found: dict[str, list[str]] = defaultdict(list)
    for category, label in labels:
        found[category].append(label)
    return tuple(
        GroupView(category=category, labels=tuple(dict.fromkeys(names)))
        for category, names in found.items()
    )


def _extras(sheet: Sheet) -> tuple[Background | Element, ...]:
    """Return a sheet's extras: those of the script or a person's list, then those confirmed."""
    return (*sheet.background, *(e for e in sheet.elements if e.category == BACKGROUND))


def _told(element: Element) -> str:
    """Write an element with how many, who has it and its states, as far as people stated them."""
    many = () if element.count in {None, 1} else (f"{element.count}×",)
    said = "; ".join((*many, *(" › ".join(w) for w in (element.has, element.states) if w)))
    return f"{element.label} ({said})" if said else element.label


def _lines(sheet: Sheet, groups: tuple[GroupView, ...]) -> int:
    """Estimate a sheet's height in lines, on the high side."""
    heights = [
        *(2 + len(people) for people in (sheet.cast, _extras(sheet)) if people),
        *(2 + sum(1 + len(label) // 24 for label in group.labels) for group in groups),
    ]
    # Each group goes to the shortest of three columns: Graham's bound for the longest of them.
    widest = (sum(heights) + 2 * max(heights, default=0)) // 3 + 1
    quotes = sum(2 + (len(s.quote.text) + len(s.reason)) // 60 for s in sheet.suggestions[:QUOTED])
    quotes += sum(20 + len(s.label) for s in sheet.suggestions[QUOTED:]) // 80
    return 8 + len(sheet.synopsis) // 80 + len(sheet.notes) // 80 + widest + quotes


def cast(book: Book, strips: dict[str, StripView]) -> tuple[CastView, ...]:
    """Give the cast list, by board id. Nothing private and no pay is on it."""
    scenes: dict[int, list[StripView]] = defaultdict(list)
    characters: dict[int, str] = {}
    for sheet in book.strips:
        for presence in sheet.cast:
            scenes[presence.id].append(strips[sheet.scene_id])
            characters.setdefault(presence.id, presence.character)
    rows = {row.id: row for row in book.grid.rows}
    members = {member.id: member for member in book.film.cast}
    found = []
    for number in sorted({*rows, *members, *scenes}):
        row, member = rows.get(number), members.get(number)
        length = sum(strip.eighths for strip in scenes[number])
        found.append(
            CastView(
                id=number,
                character=member.character if member else characters.get(number, ""),
                minor=number in book.minors,
                performer=member.performer if member else "",
                scenes=tuple(strip.number for strip in scenes[number]),
                scene_count=len(scenes[number]),
                eighths=length,
                pages=words.pages(length),
                work=row.work if row else 0,
                hold=row.hold if row else 0,
                start=_maybe(row.start if row else None),
                finish=_maybe(row.finish if row else None),
            )
        )
    return tuple(found)


def _maybe(when: date | None) -> str:
    return words.short_date(when) if when else ""


def sets(strips: Iterable[StripView], days: tuple[DayView, ...]) -> tuple[SetView, ...]:
    """Give the sets of the story with the location each is shot at, by name."""
    shot = shot_on(days)
    ordered = sorted(strips, key=lambda s: (s.set.casefold(), s.location))
    return tuple(
        SetView(
            set=name,
            location=place,
            scenes=tuple(s.number for s in group),
            scene_count=len(group),
            eighths=sum(s.eighths for s in group),
            pages=words.pages(sum(s.eighths for s in group)),
            days=_day_numbers(group, shot),
        )
        for (name, place), members in groupby(ordered, key=lambda s: (s.set, s.location))
        for group in [tuple(members)]
    )


def places(
    book: Book, strips: Iterable[StripView], days: tuple[DayView, ...]
) -> tuple[PlaceView, ...]:
    """Give the locations in the order of the production file, then scenes without one."""
    shot = shot_on(days)
    by_place: dict[str, list[StripView]] = defaultdict(list)
    for strip in strips:
        by_place[strip.location].append(strip)
    address = {place.name: place.address for place in book.film.locations}
    names = [*address, *sorted(name for name in by_place if name not in address)]
    return tuple(
        PlaceView(
            name=name or "No location yet",
            address=address.get(name, ""),
            sets=tuple(dict.fromkeys(s.set for s in by_place[name])),
            scene_count=len(by_place[name]),
            pages=words.pages(sum(s.eighths for s in by_place[name])),
            days=_day_numbers(by_place[name], shot),
        )
        for name in names
    )


def _day_numbers(strips: Iterable[StripView], shot: dict[str, DayView]) -> str:
    """Say the numbers of the days on which strips are shot, those of each unit together."""
    days: dict[str, set[int]] = {}
    for strip in strips:
        if strip.scene in shot:
            day = shot[strip.scene]
            days.setdefault(day.crew, set()).add(day.number)
    said = {crew: words.days_run(sorted(numbers)) for crew, numbers in days.items()}
    # A run of numbers stays on one line.
    runs = {crew: run.replace("–", "\u2060–\u2060") for crew, run in said.items()}
    return "; ".join(f"{crew} {runs[crew]}" if crew else said[crew] for crew in sorted(said))


def dood(book: Book) -> DoodView:
    """Give the day-out-of-days, its columns cut at weeks into groups that fit a page."""
    grid = book.grid
    dates = []
    for position, when in enumerate(grid.dates):
        before = grid.dates[position - 1] if position else None
        shoot_day = grid.shoot_days[position]
        dates.append(
            DateView(
                iso=when.isoformat(),
                month=f"{words.MONTHS[when.month - 1]} {when.year}",
                day=str(when.day),
                weekday=words.WEEKDAYS[when.weekday()],
                shoot_day="" if shoot_day is None else str(shoot_day),
                opens_week=before is not None and sunday_of(before) != sunday_of(when),
            )
        )
    lines = tuple(
        DoodLine(
            id=row.id,
            character=row.character,
            codes=row.codes,
            work=row.work,
            hold=row.hold,
            total=row.work + row.hold,
            start=_maybe(row.start),
            finish=_maybe(row.finish),
        )
        for row in grid.rows
    )
    working = tuple(
        str(sum("W" in row.codes[position] for row in grid.rows) or "")
        for position in range(len(grid.dates))
    )
    weeks = [len(list(members)) for _, members in groupby(grid.dates, key=sunday_of)]
    return DoodView(
        dates=tuple(dates),
        lines=lines,
        working=working,
        chunks=chunks(weeks),
        units=tuple(_dates_of_units(book)),
    )


def _dates_of_units(book: Book) -> Iterator[str]:
    """Say on which dates each second unit shoots."""
    for unit in book.shoot.second_units:
        dates = [day.date for day in shooting_days(book.board) if day.crew == unit.id]
        if dates:
            yield f"{unit.label}: {words.listed(map(words.short_day, dates))}"


def chunks(weeks: list[int]) -> tuple[tuple[int, int], ...]:
    """Spread weeks (columns in each) evenly over as few pages across as hold them.

    Returns column ranges, end excluded. A page holds `DATES_ACROSS` columns, the last one
    `DATES_BESIDE_TOTALS`; a week is never cut.
    """
    for parts in range(1, len(weeks) + 1):
        ends = [round(len(weeks) * part / parts) for part in range(1, parts + 1)]
        starts = [0, *ends[:-1]]
        widths = [sum(weeks[a:b]) for a, b in zip(starts, ends, strict=True)]
        if max(widths) <= DATES_ACROSS and widths[-1] <= DATES_BESIDE_TOTALS:
            marks = [0, *accumulate(widths)]
            return tuple(pairwise(marks))
    return ()
