"""The breakdown as two tables: one row for each scene, and one for each element of each scene.

See docs/formats/breakdown-csv.md for the columns. Whoever reads both tables into a fresh folder of
the same script has the same decisions.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.decisions import SceneDecisions
from lastlook.breakdown.parts import whole_scene
from lastlook.production.csv_text import as_csv, kept_as_text
from lastlook.schedule.presence import day_numbers
from lastlook.script.pages.eighths import format_eighths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.breakdown import Sheet
    from lastlook.breakdown.decisions import DecidedElement
    from lastlook.exchange.film import Film
    from lastlook.schedule import Board

SCENES = "scenes.csv"
ELEMENTS = "elements.csv"
SCENE_HEAD = (
    "scene_id", "scene", "int_ext", "set", "day_night", "script_day", "script_page", "pages",
    "eighths", "synopsis", "cast", "location", "minutes", "notes", "silent", "absent",
    "dismissed", "stated", "shoot_day", "date", "parts", "earliest", "latest", "last",
    "first_week",
)  # fmt: skip
ELEMENT_HEAD = (
    "scene_id", "scene", "category", "element", "count", "origin", "line", "quote", "words",
    "element_id", "board_id", "has", "states", "since", "also", "linked", "note",
)  # fmt: skip
STATED = ("minutes", "location", "script_day", "synopsis", "notes", "background")
"""What a person may have stated of a scene though something follows from the script as well."""
_APART = re.compile(r"(?<!\\)((?:\\\\)*);")


def listed(items: Iterable[object]) -> str:
    """Write several words in one cell: `a; b`. A semicolon or backslash in them is escaped."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", str(item)) for item in items)


def unlisted(cell: str) -> tuple[str, ...]:
    """Take a cell of several words apart again, blanks around them left out."""
    if not cell.strip():
        return ()
    parts = _APART.sub(lambda match: f"{match[1]}\0", cell).split("\0")
    return tuple(re.sub(r"\\([\\;])", r"\1", part.strip()) for part in parts)


def film_to_csv(film: Film, board: Board | None) -> dict[str, bytes]:
    """Return the two tables of a film by their file names."""
    shot: dict[str, tuple[int, str]] = {}
    numbers = day_numbers(board) if board else {}
    for day in board.days if board else ():
        for strip in day.strips:
            number = numbers[day.slot][0]
            shot.setdefault(whole_scene(strip.scene), (number, day.date.isoformat()))
    scenes = [_scene_row(film, sheet, shot.get(sheet.scene_id)) for sheet in film.sheets]
    return {
        SCENES: as_csv(SCENE_HEAD, scenes, kept_as_text),
        ELEMENTS: as_csv(ELEMENT_HEAD, _element_rows(film), kept_as_text),
    }


def _scene_row(film: Film, sheet: Sheet, shot: tuple[int, str] | None) -> tuple[str | int, ...]:
    decided = film.decisions.scenes.get(sheet.scene_id)
    stated = _stated(decided) if decided else ()
    pages = format_eighths(sheet.eighths)
    return (
        sheet.scene_id,
        sheet.number,
        sheet.int_ext.value,
        sheet.set,
        sheet.time,
        sheet.script_day,
        sheet.page,
        # `4/8` would become a day in August, `0 4/8` becomes a half.
        pages if " " in pages or "/" not in pages else f"0 {pages}",
        sheet.eighths,
        sheet.synopsis,
        listed(f"{one.id} {one.character}" for one in sheet.cast),
        sheet.location,
        "" if sheet.minutes is None else sheet.minutes,
        sheet.notes,
        listed(decided.cast) if decided else "",
        listed(decided.not_cast) if decided else "",
        listed(decided.dismissed) if decided else "",
        listed(stated),
        shot[0] if shot else "",
        shot[1] if shot else "",
        *_bounds(decided or SceneDecisions()),
    )


def _bounds(decided: SceneDecisions) -> tuple[str, ...]:
    """Return how and when a scene is to be shot; its parts as JSON, for they are tables."""
    parts = [asdict(part) for part in decided.parts]
    return (
        json.dumps(parts, ensure_ascii=False) if parts else "",
        decided.earliest.isoformat() if decided.earliest else "",
        decided.latest.isoformat() if decided.latest else "",
        "yes" if decided.last else "",
        "" if decided.first_week else "no",
    )


def _stated(decided: SceneDecisions) -> tuple[str, ...]:
    return tuple(
        name
        for name in STATED
        if getattr(decided, name) not in (None, "", ()) or
        (name == "background" and decided.background is not None)
    )  # fmt: skip


def _element_rows(film: Film) -> Iterator[tuple[str | int, ...]]:
    for sheet in film.sheets:
        decided = film.decisions.scenes.get(sheet.scene_id)
        yield from _sheet_rows(film, sheet, decided)
    for key, record in film.decisions.elements.items():
        yield (
            "", "", record.category, record.label, "", "record", "", "", "", key, record.number,
            "", "", "", listed(record.also), listed(record.linked), record.note,
        )  # fmt: skip


def _sheet_rows(
    film: Film, sheet: Sheet, decided: SceneDecisions | None
) -> Iterator[tuple[str | int, ...]]:
    here = (sheet.scene_id, sheet.number)
    rest = ("",) * 6
    for role in sheet.cast:
        origin = "speaks" if role.speaks else "silent"
        yield (*here, CAST, role.character, "", origin, role.quote.line, role.quote.text, "", "",
               str(role.id), *rest)  # fmt: skip
    stated = decided is not None and decided.background is not None
    for extra in sheet.background:
        origin = "extras" if stated else "script"
        count = "" if extra.count is None else extra.count
        line, quote = ("", "") if stated else (extra.quote.line, extra.quote.text)
        yield (*here, BACKGROUND, extra.label, count, origin, line, quote, "", "", "", *rest)
    theirs = decided.elements if decided else ()
    for element in theirs:
        yield (*here, *_decided(film, element))
    own = {(one.category, one.label.casefold()) for one in theirs}
    for one in sheet.elements:
        if (one.category, one.label.casefold()) not in own:
            count = "" if one.count is None else one.count
            line, quote = (one.quote.line, one.quote.text) if one.quote else ("", "")
            told = (one.category, one.label, count, one.origin, line, quote)
            yield (*here, *told, "", "", "", *rest)
    for no in decided.rejected if decided else ():
        yield (*here, no.category, no.label, "", "rejected", "", no.quote, "", "", "", *rest)


def _decided(film: Film, element: DecidedElement) -> tuple[str | int, ...]:
    record = film.decisions.elements.get(element.element)
    return (
        element.category,
        element.label,
        "" if element.count is None else element.count,
        "person",
        "",
        element.quote,
        element.words,
        element.element,
        record.number if record else "",
        listed(element.has),
        listed(element.states),
        element.since,
        "",
        "",
        "",
    )
