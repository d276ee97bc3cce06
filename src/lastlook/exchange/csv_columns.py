"""The columns of tables: lastlook's own, and what other programs call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.production.csv_text import CsvTable

_ALIASES = {
    "scene_id": "",
    "scene": "scenes, scene no, scene nos, scene number, scene numbers, scene #, sc, sc #, no, #",
    "heading": "slugline, slug, scene heading, scene header, header",
    "int_ext": "int/ext, i/e, ie, intext, interior exterior",
    "set": "set name, scene set",
    "day_night": "day/night, d/n, dn, time of day, tod, time",
    "script_day": "story day, day of story, scriptday",
    "script_page": "page, page no, script pages, page number",
    "pages": "page count, pgs, length, pages 8ths, page length",
    "eighths": "8ths",
    "synopsis": "description, scene description, summary",
    "cast": "cast members, characters, cast ids, cast id, cast list",
    "location": "shooting location, locations",
    "minutes": "est time minutes, estimated minutes, est minutes",
    "notes": "comments, note, comment",
    "silent": "",
    "absent": "",
    "dismissed": "",
    "stated": "",
    "shoot_day": "shooting day, day no, day number, shoot day no",
    "date": "shoot date, shooting date",
    "parts": "",
    "earliest": "",
    "latest": "",
    "last": "",
    "first_week": "",
    "category": "element category, department, type",
    "element": "element name, item, name, label",
    "count": "quantity, qty, amount",
    "origin": "",
    "line": "",
    "quote": "",
    "words": "",
    "element_id": "",
    "board_id": "board no, id",
    "has": "",
    "states": "",
    "since": "",
    "also": "",
    "linked": "",
    "note": "",
}
"""Columns of the two tables, and what others call them; case and punctuation aside."""


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table whose columns are known."""

    name: str
    columns: Mapping[str, int]
    categories: Mapping[str, int]
    table: CsvTable


class Row:
    """One row of a table, its cells by the names of their columns; absent ones are empty."""

    def __init__(self, named: NamedTable, line: int, cells: Sequence[str]) -> None:
        self.named = named
        self.line = line
        self.cells = cells

    def __getitem__(self, column: str) -> str:
        at = self.named.columns.get(column)
        return "" if at is None else self.cells[at].strip()

    def exact(self, column: str) -> str:
        """Return a cell with the blanks that a person put around its words."""
        at = self.named.columns.get(column)
        return "" if at is None else self.cells[at]


def column_of(cell: str) -> str:
    """Return the column that a head means, empty for none of ours."""
    name = _folded(cell)
    if name in _NAMES:
        return _NAMES[name]
    return ""


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w#/]+|_", " ", text.casefold()).split())


_NAMES = {
    _folded(name): column
    for column, others in _ALIASES.items()
    for name in (column, *others.split(","))
    if name.strip()
}
