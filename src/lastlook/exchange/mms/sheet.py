"""One sheet of a report while its rows are read: its head, and its lists of elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.breakdown import ElementRecord
from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.decisions import DecidedBackground, DecidedElement, SceneDecisions
from lastlook.breakdown.register import fresh_id
from lastlook.exchange.incoming import OTHER, IncomingSheet, heading_of, numbers_of
from lastlook.exchange.mms.fields import (
    OPEN,
    eighths_of,
    heading_category,
    item_of,
    labels_on,
    minutes_of,
)

if TYPE_CHECKING:
    from lastlook.exchange.mms.fields import Item
    from lastlook.exchange.mms.rows import Cell, Line

_SLACK = 8.0
"""Points by which an entry may stand left of its heading."""
_INDENT = 4.0
"""Points by which a row that goes on with the entry above is set in."""


@dataclass(slots=True)
class Column:
    """A list of elements under its heading."""

    name: str
    """The heading as printed."""
    category: str
    left: float
    right: float
    """Where the next list starts."""


@dataclass(slots=True)
class SheetRows:
    """What was read of one sheet."""

    page: int
    head: dict[str, str] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    """Those that stand open, from left to right."""
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    """By category and label in small letters."""
    order: list[tuple[str, str]] = field(default_factory=list)
    last: dict[str, tuple[tuple[str, str], float]] = field(default_factory=dict)
    """Under each heading, the last entry and where it starts."""
    open_field: str = ""
    strange: list[str] = field(default_factory=list)
    """Headings of categories that the trade does not know."""

    def open_columns(self, line: Line, headings: list[tuple[Cell, str]]) -> None:
        """Begin the lists whose headings stand on a row."""
        self.open_field = ""
        self.last = {}
        edges = [*(cell.left for cell, _ in headings[1:]), float("inf")]
        self.columns = []
        for (cell, category), right in zip(headings, edges, strict=True):
            self.columns.append(Column(cell.text, category or OTHER, cell.left, right))
            if not category and cell.text not in self.strange:
                self.strange.append(cell.text)
        self.page = self.page or line.page

    def add_entries(self, line: Line) -> list[str]:
        """Add the entries of a row to their lists; return the words that belong to none."""
        left_over = []
        for cell in line.cells:
            column = next(
                (c for c in self.columns if c.left - _SLACK <= cell.left < c.right - _SLACK), None
            )
            if column is None or not self._entry(column, cell):
                left_over.append(cell.text)
        return left_over

    def _entry(self, column: Column, cell: Cell) -> bool:
        before = self.last.get(column.name)
        if before is not None and self._goes_on(cell, before[1]):
            key = before[0]
            item = self.items.pop(key)
            item = item._replace(label=f"{item.label} {cell.text}")
            self.order[self.order.index(key)] = new = (key[0], item.label.casefold())
            self.items[new] = item
            self.last[column.name] = (new, before[1])
            return True
        item_found = item_of(cell.text, column.category)
        if item_found is None:
            return False
        key = (column.category, item_found.label.casefold())
        if key not in self.items:
            self.items[key] = item_found
            self.order.append(key)
            self.last[column.name] = (key, cell.left)
        return True

    @staticmethod
    def _goes_on(cell: Cell, left: float) -> bool:
        return cell.left > left + _INDENT or cell.text[:1].islower()

    def add_field(self, key: str, value: str) -> None:
        """Keep a value of the head; of one that stands twice both."""
        if value:
            before = self.head.get(key, "")
            self.head[key] = f"{before} {value}".strip() if before != value else value
        self.open_field = key if key in OPEN else ""

    def incoming(self, key: str, records: dict[str, ElementRecord]) -> IncomingSheet:
        """Return the sheet; board ids of elements that are not cast become records."""
        head = self.head
        heading = heading_of(
            head.get("int_ext", ""), head.get("set", ""), head.get("day_night", "")
        )
        cast: list[str] = []
        background: list[DecidedBackground] = []
        elements: list[DecidedElement] = []
        for at in self.order:
            category, item = at[0], self.items[at]
            if category == CAST:
                cast.append(item.label)
            elif category == BACKGROUND:
                background.append(DecidedBackground(label=item.label, count=item.number))
            else:
                elements.append(
                    DecidedElement(
                        category=category,
                        label=item.label,
                        element=_record(item, category, records),
                        count=item.number,
                    )
                )
        return IncomingSheet(
            key=key,
            place=f"sheet {head['sheet']}"
            if "sheet" in head
            else f"scene {head.get('scenes', '')}",
            line=self.page,
            numbers=numbers_of(head.get("scenes", "")),
            heading=heading,
            eighths=eighths_of(head.get("pages", "")),
            cast=tuple(cast),
            decisions=SceneDecisions(
                minutes=minutes_of(head.get("minutes", "")),
                location=head.get("location", ""),
                script_day=head.get("script_day", ""),
                synopsis=head.get("synopsis", ""),
                notes=head.get("notes", ""),
                background=tuple(background) or None,
                elements=tuple(elements),
            ),
        )


def _record(item: Item, category: str, records: dict[str, ElementRecord]) -> str:
    if not item.board_id:
        return ""
    for key, record in records.items():
        if (record.category, record.label.casefold()) == (category, item.label.casefold()):
            return key
    key = fresh_id(item.label, category, records)
    records[key] = ElementRecord(category=category, label=item.label, number=item.board_id)
    return key


def headings_on(line: Line, *, bold: bool) -> list[tuple[Cell, str]]:
    """Return a row's headings of lists with their categories, empty for one that nobody knows.

    `bold`: the report sets its headings in bold, so nothing else is one.
    """
    found = [(cell, heading_category(cell.text)) for cell in line.cells]
    if bold:
        sure = all(cell.bold for cell, _ in found) and any(category for _, category in found)
    else:
        sure = all(category or cell.text.endswith(":") for cell, category in found)
    if not sure or (not any(category for _, category in found) and labels_on(line)):
        return []
    return [(cell, category or "") for cell, category in found]
