"""CSV files for spreadsheets; `production.csv_text` says how they are written.

Lengths are written as `0 4/8`, which a spreadsheet reads as the number 0.5, where `4/8` would turn
into a day in August.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.paperwork import words
from lastlook.paperwork.listing import shot_on
from lastlook.paperwork.views import StripView
from lastlook.production.csv_text import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.paperwork.book import Book
    from lastlook.paperwork.views import BookView

SCENE_HEAD = (
    "scene_id", "scene", "int_ext", "set", "day_night", "time", "script_day", "script_page",
    "pages", "eighths", "synopsis", "cast", "location", "minutes", "shoot_day", "date",
)  # fmt: skip


def _scene_row(strip: StripView, day: str, date: str) -> tuple[str | int, ...]:
    return (
        strip.scene, strip.number, strip.int_ext, strip.set, strip.light, strip.time,
        strip.script_day, strip.page, words.pages_in_full(strip.eighths), strip.eighths,
        strip.synopsis, strip.cast_text, strip.location, strip.minutes or "", day, date,
    )  # fmt: skip


def scenes(view: BookView) -> bytes:
    """Write one row for each scene, in script order."""
    shot = shot_on(view.days)
    return as_csv(
        SCENE_HEAD,
        (
            _scene_row(
                sheet.strip,
                str(shot[sheet.strip.scene].number) if sheet.strip.scene in shot else "",
                shot[sheet.strip.scene].date if sheet.strip.scene in shot else "",
            )
            for sheet in view.sheets
        ),
    )


def board(view: BookView) -> bytes:
    """Write the board in shooting order: scenes, banners, ends of days, then the boneyard."""
    return as_csv(("row", *SCENE_HEAD, "text"), _board_rows(view))


def _board_rows(view: BookView) -> Iterator[tuple[str | int, ...]]:
    blank = [""] * (len(SCENE_HEAD) - 2)
    for day in view.days:
        for item in day.items:
            if isinstance(item, StripView):
                yield ("scene", *_scene_row(item, str(day.number), day.date), "")
            else:
                text = f"{item.text} – {item.duration}" if item.duration else item.text
                yield ("banner", *blank, str(day.number), day.date, text)
        yield ("end of day", *blank, str(day.number), day.date, day.end)
    for strip in view.boneyard:
        yield ("boneyard", *_scene_row(strip, "", ""), "")


def elements(book: Book) -> bytes:
    """Write one row for each element of each scene: cast, background, tagged and suggested."""
    head = ("scene_id", "scene", "category", "element", "count", "origin", "line", "quote")
    return as_csv(head, _element_rows(book))


def _element_rows(book: Book) -> Iterator[tuple[str | int, ...]]:
    for sheet in book.sheets:
        here = (sheet.scene_id, sheet.number)
        for role in sheet.cast:
            origin = "speaks" if role.speaks else "silent"
            who = f"{role.id} {role.character}"
            yield (*here, "Cast", who, 1, origin, role.quote.line, role.quote.text)
        for extra in sheet.background:
            count = "" if extra.count is None else extra.count
            found = (extra.label, count, "script", extra.quote.line, extra.quote.text)
            yield (*here, "Background", *found)
        for element in sheet.elements:
            line, text = (element.quote.line, element.quote.text) if element.quote else ("", "")
            count = "" if element.count is None else element.count
            yield (*here, element.category, element.label, count, element.origin, line, text)
        for noticed in sheet.suggestions:
            quote = noticed.quote
            many = "" if noticed.count is None else noticed.count
            what = (noticed.category, noticed.label, many)
            yield (*here, *what, "suggestion", quote.line, quote.text)


def cast(view: BookView) -> bytes:
    """Write the cast list, without pay."""
    head = (
        "id", "character", "performer", "scenes", "scene_count", "pages", "eighths", "work",
        "hold", "start", "finish",
    )  # fmt: skip
    dates = {line.id: _ends(view, line.codes) for line in view.dood.lines}
    return as_csv(
        head,
        (
            (
                c.id, c.character, c.performer, words.listed(c.scenes), c.scene_count,
                words.pages_in_full(c.eighths), c.eighths, c.work, c.hold,
                *dates.get(c.id, ("", "")),
            )
            for c in view.cast
        ),
    )  # fmt: skip


def _ends(view: BookView, codes: Sequence[str]) -> tuple[str, str]:
    """Return the first and last date that carries a code, as ISO dates."""
    used = [date.iso for date, code in zip(view.dood.dates, codes, strict=True) if code]
    return (used[0], used[-1]) if used else ("", "")


def dood(view: BookView) -> bytes:
    """Write the day-out-of-days: a column for each date, then the totals."""
    dates = view.dood.dates
    head = ("id", "character", *(d.iso for d in dates), "work", "hold", "total")
    shoot_days: tuple[str | int, ...] = ("", "shoot day", *(d.shoot_day for d in dates), "", "", "")
    rows: list[tuple[str | int, ...]] = [
        (line.id, line.character, *line.codes, line.work, line.hold, line.total)
        for line in view.dood.lines
    ]
    return as_csv(head, [shoot_days, *rows])
