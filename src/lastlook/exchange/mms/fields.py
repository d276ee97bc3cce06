"""Labels of a sheet's head, lists of elements, lengths and dates, as the reports print them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from lastlook.breakdown.categories import CAST, category_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.exchange.mms.rows import Cell, Line

_LABELS = {
    "sheet": "breakdown sheet, breakdown sheet no, breakdown sheet number, sheet, sheet no, "
    "sheet number, breakdown page",
    "scenes": "scene, scenes, scene no, scene nos, scene number, scene numbers, scene(s), "
    "scene no(s), sc",
    "script_page": "script page, script pages, script page(s), script pg",
    "pages": "pages, page count, pgs, pg(s), page(s), pg, length, total pages",
    "int_ext": "i/e, int/ext, int / ext, interior/exterior",
    "set": "set, set name",
    "day_night": "d/n, day/night, day / night, tod, time of day",
    "synopsis": "synopsis, description, scene description",
    "location": "location, shooting location",
    "script_day": "script day, story day, day of story",
    "sequence": "sequence",
    "unit": "unit",
    "minutes": "est time, est. time, estimated time, shoot time",
    "notes": "comments, comment, notes",
    "date": "date, shoot date, shoot day",
    "title": "production, title, project, production title, director, producer, episode",
}
_KNOWN = {name.strip(): key for key, names in _LABELS.items() for name in names.split(",")}
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(re.escape(n) for n in sorted(_KNOWN, key=len, reverse=True))})"
    r"\s*(?:(?P<sign>[:#]+)\s*(?P<value>.*)|$)",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"(?P<label>{'|'.join(re.escape(n.upper()) for n in sorted(_KNOWN, key=len, reverse=True))})"
    r"(?P<sign>)\s+(?P<value>\S.*)"
)
"""A label in capitals and its words in one cell, with no more than a blank between."""
_INLINE = re.compile(
    rf"(?<=\s)(?=(?:{'|'.join(re.escape(n) for n in sorted(_KNOWN, key=len, reverse=True))})\s*:)",
    re.IGNORECASE,
)
OPEN = frozenset({"synopsis", "notes", "location", "set"})
"""Fields whose words may run over several rows."""
LENGTH = r"(?:\d{1,3}\s+[0-7]/8|[0-7]/8|\d{1,3}(?=\s*(?:pgs?\b|pages?\b)))"
_ITEM = re.compile(
    r"(?:(?P<id>[A-Za-z]{0,3}\d{1,4}[A-Za-z]?)\s*[.):]\s*|[-•*]\s+)?(?P<name>\S.*?)"
    r"(?:\s*\((?P<count>\d{1,5})\))?"
)
_COUNTED = re.compile(r"(?P<number>\d{1,5})\s+(?P<name>\D.*)")
_DATES = (
    "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d",
)  # fmt: skip
_DATE = re.compile(
    r"[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}"
)


class Labelled(NamedTuple):
    """A label on a row, with the words beside it."""

    key: str
    value: str
    cell: Cell
    """The label's own cell."""
    signed: bool
    """A colon or number sign stands behind it."""


class Item(NamedTuple):
    """An element in a list."""

    label: str
    board_id: str
    number: int | None
    """How many."""


def _is_value(label: Labelled, match: re.Match[str]) -> bool:
    """Whether words that look like a label are what the label before says: INT/EXT of I/E."""
    return not label.value and label.key == _KNOWN[match["label"].casefold()]


def labels_on(line: Line) -> list[Labelled]:
    """Return the labels of a row with their values: behind a colon, or in the next cell."""
    found: list[Labelled] = []
    for cell in line.cells:
        for part in _INLINE.split(cell.text):
            match = _LABEL.fullmatch(part.strip()) or (found and _SPACED.fullmatch(part.strip()))
            if match and found and not match["sign"] and _is_value(found[-1], match):
                found[-1] = found[-1]._replace(value=part.strip())
            elif match:
                key = _KNOWN[match["label"].casefold()]
                found.append(
                    Labelled(key, (match["value"] or "").strip(), cell, bool(match["sign"]))
                )
            elif found:
                last = found[-1]
                found[-1] = last._replace(value=f"{last.value} {part.strip()}".strip())
            else:
                return []
    return found


def item_of(text: str, category: str) -> Item | None:
    """Take one entry of a list apart: `1. MARA`, `P7. Kettle`, `Skiers (20)`, `20 skiers`.

    A number without a point is the board id of cast, and how many of all else.
    """
    match = _ITEM.fullmatch(text.strip())
    if match is None:
        return None
    name, key = match["name"].strip(), match["id"] or ""
    count = int(match["count"]) if match["count"] else None
    counted = _COUNTED.fullmatch(name)
    if counted and not key and category == CAST:
        key, name = counted["number"], counted["name"]
    elif counted and not key and count is None:
        count, name = int(counted["number"]), counted["name"]
    return Item(name, key, count)


def heading_category(text: str) -> str | None:
    """Return the category that a list's heading names: `Props:`, `Background Actors (2)`."""
    return category_name(re.sub(r"\s*\(\d+\)$", "", text).rstrip(": "))


def eighths_of(text: str) -> int | None:
    """Return a length: `1 3/8`, `3/8 pgs.`, `2`; None where it is none."""
    match = re.fullmatch(
        r"(?:(\d{1,3})(?!/))?\s*(?:([0-7])/8)?\s*(?:pgs?\.?|pages?)?", text.strip(), re.IGNORECASE
    )
    if match is None or not (match[1] or match[2]):
        return None
    return 8 * int(match[1] or 0) + int(match[2] or 0)


def dates_in(text: str) -> Iterator[date]:
    """Give the dates that a row names, in any of the usual ways; month first in figures."""
    for match in _DATE.finditer(text):
        words = " ".join(match[0].replace(",", " ").replace(".", " ").split())
        for form in _DATES:
            try:
                found = datetime.strptime(words, form).date()  # noqa: DTZ007
            except ValueError:
                continue
            if 1900 <= found.year < 2200:
                yield found
                break


def minutes_of(text: str) -> int | None:
    """Return working time: `1:30`, `:45`, `90`, `1 h 30`; None where it is none."""
    match = re.fullmatch(r"(\d{0,2}):(\d{2})(?::\d{2})?", text.strip())
    if match:
        return 60 * int(match[1] or 0) + int(match[2]) or None
    match = re.fullmatch(
        r"(?:(\d{1,2})\s*h(?:rs?|ours?)?\.?)?\s*(?:(\d{1,3})\s*(?:m(?:ins?|inutes?)?\.?)?)?",
        text.strip(), re.IGNORECASE,
    )  # fmt: skip
    return (60 * int(match[1] or 0) + int(match[2] or 0)) or None if match else None
