"""From the board to what is printed of it: strips, banners, day breaks, days off, boneyard."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from lastlook.breakdown import whole_scene
from lastlook.paperwork import words
from lastlook.paperwork.day_notes import notes_of_days
from lastlook.paperwork.views import BannerView, BreakView, DayView, StripView
from lastlook.production.calendar import holiday_name
from lastlook.schedule.board import ShootDay, Strip, Unit
from lastlook.schedule.presence import day_numbers, work_minutes

if TYPE_CHECKING:
    from lastlook.breakdown.model import Sheet
    from lastlook.paperwork.book import Book
    from lastlook.production.model import Calendar
    from lastlook.schedule.board import Slot


def strips_by_scene(book: Book) -> dict[str, StripView]:
    """Make the strip of every scene that is in the script or on the board, by scene id."""
    minutes = {need.id: need.minutes for need in book.shoot.scenes}
    locked = {
        strip.scene for day in book.board.days for strip in day.strips if strip.locked or day.locked
    }
    strips = {
        sheet.scene_id: _strip(book, sheet, minutes.get(sheet.scene_id, sheet.minutes or 0), locked)
        for sheet in book.strips
    }
    for sheet in book.sheets:
        if sheet.parts:
            # For its breakdown sheet; the board has its parts.
            parts = (f"{sheet.scene_id}/{part.id}" for part in sheet.parts)
            whole = sum(minutes.get(part, 0) for part in parts)
            strips[sheet.scene_id] = _strip(book, sheet, whole, locked)
    on_board = (*(s for day in book.board.days for s in day.strips), *book.board.boneyard)
    for strip in on_board:
        if strip.scene not in strips:
            strips[strip.scene] = _orphan(strip)
    return strips


def _strip(book: Book, sheet: Sheet, minutes: int, locked: set[str]) -> StripView:
    places = {place.id: place.name for place in book.film.locations}
    cast = tuple(sorted({presence.id for presence in sheet.cast}))
    marked = [words.marked(number, number in book.minors) for number in cast]
    return StripView(
        scene=sheet.scene_id,
        number=sheet.number,
        look=book.palette.key(sheet.int_ext, sheet.light),
        int_ext=sheet.int_ext.value or "?",
        light=sheet.light.capitalize() or "?",
        set=sheet.set,
        time=sheet.time,
        eighths=sheet.eighths,
        pages=words.pages(sheet.eighths),
        minutes=minutes,
        cast=cast,
        cast_text=words.listed(cast),
        cast_marked=words.listed(marked),
        synopsis=sheet.synopsis,
        location=places.get(sheet.location, sheet.location),
        script_day=sheet.script_day,
        page=sheet.page,
        locked=sheet.scene_id in locked,
        closed_set=whole_scene(sheet.scene_id) in book.shoot.clearances.closed_sets,
    )


def _orphan(strip: Strip) -> StripView:
    """Make the strip of a scene that is on the board but no longer in the script."""
    return StripView(
        scene=strip.scene,
        number="—",
        look="unknown",
        int_ext="?",
        light="?",
        set=f"{strip.scene}: no longer in the script",
        time="",
        eighths=0,
        pages="0",
        minutes=0,
        cast=(),
        cast_text="",
        synopsis="The board still has this strip. Solve the board again, or take it off.",
        location="",
        script_day="",
        page="",
        locked=strip.locked,
    )


def days(book: Book, strips: dict[str, StripView]) -> tuple[DayView, ...]:
    """Give the board's days in order, each with the breaks before it.

    Only days with scenes are shooting days and have a number, as in the day-out-of-days; each
    unit counts its own.
    """
    numbers = day_numbers(book.board)
    notes = notes_of_days(book)
    earlier: list[date | None] = [None, *(day.date for day in book.board.days)]
    return tuple(
        _day(
            book,
            day,
            strips,
            numbers=numbers,
            before=_breaks(book, before, day.date),
            notes=notes.get(day.slot, ()),
        )
        for day, before in zip(book.board.days, earlier, strict=False)
    )


def _day(
    book: Book,
    day: ShootDay,
    strips: dict[str, StripView],
    *,
    numbers: dict[Slot, tuple[int, int]],
    before: tuple[BreakView, ...],
    notes: tuple[str, ...] = (),
) -> DayView:
    items = tuple(
        strips[item.scene]
        if isinstance(item, Strip)
        else BannerView(
            text=item.text, duration=words.duration(item.minutes) if item.minutes else ""
        )
        for item in day.work
    )
    scenes = [item for item in items if isinstance(item, StripView)]
    eighths = sum(strip.eighths for strip in scenes)
    minutes = working_minutes(book, day)
    number, count = numbers.get(day.slot, (0, 0)) if scenes else (0, 0)
    title = f"Day {number} of {count}" if number else "No shooting"
    second = book.shoot.crew(day.crew)
    crew = second.label if second else day.crew
    if crew:
        title = f"{crew}, {title[0].lower()}{title[1:]}"
    length = f"{words.pages(eighths)} {'page' if eighths <= 8 else 'pages'}"
    call = book.shoot.terms_of(day.crew).calls[0 if day.unit is Unit.DAY else 1]
    return DayView(
        number=number,
        date=day.date.isoformat(),
        title=title,
        when=words.day(day.date),
        crew=crew,
        name="-".join(filter(None, map(str, day.slot))),
        unit=f"{day.unit.value.capitalize()} unit, call {words.clock(call)}",
        places=words.listed(dict.fromkeys(s.location for s in scenes if s.location)),
        items=items,
        scenes=len(scenes),
        eighths=eighths,
        pages=length,
        minutes=minutes,
        hours=words.duration(minutes),
        end=" — ".join(
            (
                f"End of {title if crew else title.lower()}" if number else title,
                words.day(day.date),
                *((length,) if number else ()),
                words.duration(minutes),
            )
        ),
        before=before,
        locked=day.locked,
        notes=notes,
    )


def working_minutes(book: Book, day: ShootDay) -> int:
    """Sum a day's working time: scenes, company moves and banners, the meal not counted."""
    return work_minutes(day, book.shoot)


def _breaks(book: Book, before: date | None, day: date) -> tuple[BreakView, ...]:
    """Say what lies between two shooting days: days off, holidays, the turn of the week."""
    if before is None:
        return ()
    between = [before + timedelta(n) for n in range(1, (day - before).days)]
    found = [
        _rest(holiday, tuple(dates))
        for holiday, dates in groupby(between, key=lambda when: _holiday(book.film.calendar, when))
    ]
    if sunday_of(before) != sunday_of(day):
        found.append(BreakView(kind="week_break", text=f"New week — {words.day(day)}"))
    return tuple(found)


def _holiday(calendar: Calendar, when: date) -> str:
    """Name the public holiday that keeps a date free; empty for any other day off."""
    if not calendar.holidays or when in {*calendar.days_off, *calendar.work_days}:
        return ""
    return holiday_name(calendar.holidays, when)


def _rest(holiday: str, dates: tuple[date, ...]) -> BreakView:
    said = holiday or words.count(len(dates), "day off", "days off")
    return BreakView(
        kind="holiday" if holiday else "free_day",
        text=f"{words.span(dates[0], dates[-1])} — {said}",
    )


def sunday_of(when: date) -> date:
    """Return the Sunday that opens a date's week: boards and day-out-of-days run Sunday first."""
    return when - timedelta((when.weekday() + 1) % 7)


def boneyard(book: Book, strips: dict[str, StripView]) -> tuple[StripView, ...]:
    """Give the boneyard, and after it every scene that is nowhere on the board."""
    placed = {strip.scene for day in book.board.days for strip in day.strips}
    resting = [strip.scene for strip in book.board.boneyard if strip.scene not in placed]
    lost = [s.scene_id for s in book.strips if s.scene_id not in placed | set(resting)]
    return tuple(strips[scene] for scene in (*resting, *lost))
