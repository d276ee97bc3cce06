"""A matrix of scenes as pictures that can be read on paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lastlook.breakdown.matrix import Cell, Column, Mark, Matrix, Row
from lastlook.paperwork import words
from lastlook.paperwork.book import Paper
from lastlook.paperwork.palette import TRADE
from lastlook.paperwork.svg import (
    ASCENT,
    DESCENT,
    HAIR,
    INK,
    QUIET,
    ROOM,
    Drawing,
    Picture,
    fitted,
    width,
)
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.paperwork.palette import Palette

LABEL = 126.0
"""Room for names at the left, in points."""
TOTAL = 26.0
NARROW, WIDE = 11.5, 26.0
"""The narrowest and the widest column."""
LOW, HIGH = 9.6, 15.0
"""The lowest and the highest row."""
BAND, LETTERS, BARS, LEGEND = 11.0, 8.5, 18.0, 18.0
HEADING = 26.0
SIZE = 7.2
_IN_OR_OUT = {IntExt.INT: "I", IntExt.EXT: "E", IntExt.INT_EXT: "IE", IntExt.UNKNOWN: "?"}
_LIGHT = {"day": "D", "night": "N"}
_EDGE = "#8d8d87"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one picture shows: a stretch of columns, and lines of rows and category heads."""

    first: int
    last: int
    lines: tuple[Row | str, ...]


def matrix_pictures(
    matrix: Matrix,
    *,
    title: str,
    name: str = "matrix",
    bands: Sequence[str] = (),
    palette: Palette = TRADE,
    paper: Paper = Paper.LETTER,
    heading: bool = True,
) -> tuple[Picture, ...]:
    """Draw a matrix on as few pages as it can be read on.

    Parameters
    ----------
    name
        Begins the ids within the pictures.
    bands
        A label for each column, such as its shooting day; those of neighbours are drawn once.
        Without them, the script days.
    heading
        Whether the title stands on the picture itself.
    """
    if not matrix.columns or not matrix.rows:
        return ()
    labels = tuple(bands) or tuple(
        f"day {column.script_day}" if column.script_day else "" for column in matrix.columns
    )
    parts = list(_parts(matrix, paper, heading=heading))
    found = []
    for number, part in enumerate(parts, 1):
        shown = title if len(parts) == 1 else f"{title} ({number} of {len(parts)})"
        sheet = _Sheet(matrix, part, labels, palette, ROOM[paper], HEADING if heading else 0.0)
        found.append(sheet.draw(shown, f"{name}-{number}"))
    return tuple(found)


def _parts(matrix: Matrix, paper: Paper, *, heading: bool) -> Iterator[_Part]:
    wide, high = ROOM[paper]
    across = _shares(len(matrix.columns), int((wide - LABEL - TOTAL) // NARROW))
    tallest = max(width(column.number, SIZE, bold=True) for column in matrix.columns)
    top = (HEADING if heading else 0.0) + BAND + tallest + 6 + 2 * LETTERS + BARS
    down = _pages(matrix.rows, int((high - top - LEGEND) // LOW))
    for lines in down:
        first = 0
        for count in across:
            yield _Part(first=first, last=first + count, lines=lines)
            first += count


def _shares(many: int, most: int) -> list[int]:
    """Spread columns evenly over as few pages as hold them."""
    pages = -(-many // most)
    return [many // pages + (page < many % pages) for page in range(pages)]


def _pages(rows: Sequence[Row], most: int) -> list[tuple[Row | str, ...]]:
    """Spread rows over pages; where there are several categories, each begins with its name."""
    several = len({row.category for row in rows}) > 1
    if not several:
        found: list[tuple[Row | str, ...]] = []
        first = 0
        for count in _shares(len(rows), most):
            found.append(tuple(rows[first : first + count]))
            first += count
        return found
    pages: list[list[Row | str]] = [[]]
    for category, group in groupby(rows, key=lambda row: row.category):
        for place, row in enumerate(group):
            opens = place == 0 or not pages[-1]
            if len(pages[-1]) + 1 + opens > most:
                pages.append([])
                opens = True
            if opens:
                pages[-1].append(category)
            pages[-1].append(row)
    return [tuple(page) for page in pages]


class _Sheet:
    """One picture of a matrix."""

    def __init__(  # noqa: PLR0917 - what the picture is of, then how it is drawn
        self,
        matrix: Matrix,
        part: _Part,
        bands: Sequence[str],
        palette: Palette,
        room: tuple[float, float],
        heading: float,
    ) -> None:
        self.matrix = matrix
        self.part = part
        self.columns = matrix.columns[part.first : part.last]
        self.bands = bands[part.first : part.last]
        self.palette = palette
        wide, high = room
        self.column = min(WIDE, (wide - LABEL - TOTAL) / len(self.columns))
        self.turned = any(
            width(c.number, SIZE, bold=True) > self.column - 2 for c in matrix.columns
        )
        tallest = max(width(c.number, SIZE, bold=True) for c in matrix.columns)
        self.heading = heading
        self.numbers = tallest + 6 if self.turned else SIZE + 5
        self.top = heading + BAND + self.numbers + 2 * LETTERS + BARS
        self.row = max(LOW, min(HIGH, (high - self.top - LEGEND) / len(part.lines)))
        self.right = LABEL + self.column * len(self.columns)
        self.bottom = self.top + self.row * len(part.lines)
        self.wide = max(self.right + TOTAL, 420.0)
        self.drawing = Drawing()

    def draw(self, title: str, name: str) -> Picture:
        """Draw it all."""
        if self.heading:
            shown = fitted(title, self.wide, 12, bold=True)
            self.drawing.text(0, 13, shown, size=12, bold=True)
        self._tints()
        self._bands()
        for place, column in enumerate(self.columns):
            self._head(place, column)
        self._lines()
        self._legend()
        return self.drawing.done(
            self.wide,
            self.bottom + LEGEND,
            name=name,
            title=title,
            description=self._description(),
        )

    def _x(self, place: int) -> float:
        return LABEL + place * self.column

    def _tints(self) -> None:
        top = self.heading + BAND + self.numbers
        for place, column in enumerate(self.columns):
            fill = self.palette.look(self.palette.key(column.int_ext, column.light)).fill
            x = self._x(place)
            self.drawing.rect(x, top, self.column, 2 * LETTERS, fill=fill)
            low = top + 2 * LETTERS
            self.drawing.rect(x, low, self.column, self.bottom - low, fill=fill, opacity=0.4)
        for place in range(len(self.columns) + 1):
            x = self._x(place)
            self.drawing.line(x, top, x, self.bottom, stroke=HAIR)

    def _bands(self) -> None:
        """Draw the days across the top, each with a line down where it begins."""
        place = 0
        for label, group in groupby(self.bands):
            count = len(list(group))
            x, end = self._x(place), self._x(place + count)
            self.drawing.line(
                x, self.heading + 1, x, self.bottom, stroke=_EDGE, thick=0.8 if place else 0.6
            )
            if label:
                room = end - x - 4
                whole = width(label, 6.2) <= room
                shown = label if whole else fitted(label.removeprefix("day "), room, 6.2)
                self.drawing.text(x + 2.5, self.heading + 8, shown, size=6.2, fill=QUIET)
            place += count
        self.drawing.line(self.right, self.heading + 1, self.right, self.bottom, stroke=_EDGE)

    def _head(self, place: int, column: Column) -> None:
        middle = self._x(place) + self.column / 2
        base = self.heading + BAND + self.numbers - 3
        if self.turned:
            x = middle + SIZE * (ASCENT - DESCENT) / 2
            self.drawing.text(x, base, column.number, size=SIZE, bold=True, upright=True)
        else:
            self.drawing.text(middle, base, column.number, size=SIZE, bold=True, anchor="middle")
        letters = (_IN_OR_OUT[column.int_ext], _LIGHT.get(column.light, "?"))
        for step, letter in enumerate(letters):
            y = self.heading + BAND + self.numbers + (step + 1) * LETTERS - 2.2
            self.drawing.text(middle, y, letter, size=6, anchor="middle")
        longest = max(one.eighths for one in self.matrix.columns) or 1
        tall = (BARS - 4) * column.eighths / longest
        floor = self.top - 1
        self.drawing.rect(self._x(place) + 1.5, floor - tall, self.column - 3, tall, fill="#6d6d68")

    def _lines(self) -> None:
        side = (
            ("inside, outside", self.top - BARS - LETTERS - 2.2),
            ("day, night", self.top - BARS - 2.2),
            ("length in eighths", self.top - 2.5),
        )
        for label, y in side:
            self.drawing.text(LABEL - 5, y, label, size=6, anchor="end", fill=QUIET)
        self.drawing.text(
            self.right + TOTAL, self.top - 2.5, "scenes", size=6, anchor="end", fill=QUIET
        )
        self.drawing.line(0, self.top, self.right + TOTAL, self.top, stroke=_EDGE, thick=0.8)
        for place, line in enumerate(self.part.lines):
            y = self.top + place * self.row
            if isinstance(line, str):
                self._category(line, y)
            else:
                self._row(line, y)
            self.drawing.line(0, y + self.row, self.right + TOTAL, y + self.row)

    def _category(self, name: str, y: float) -> None:
        self.drawing.rect(0, y, self.right + TOTAL, self.row, fill="#ececea")
        base = y + self.row / 2 + SIZE * (ASCENT - DESCENT) / 2
        self.drawing.text(2, base, fitted(name, LABEL - 4, SIZE, bold=True), size=SIZE, bold=True)

    def _row(self, row: Row, y: float) -> None:
        middle = y + self.row / 2
        base = middle + SIZE * (ASCENT - DESCENT) / 2
        start = 2.0
        if row.number:
            room = max(16.0, width(row.number, SIZE, bold=True) + 2)
            self.drawing.text(room, base, row.number, size=SIZE, bold=True, anchor="end")
            start = room + 4
        self.drawing.text(start, base, fitted(row.label, LABEL - start - 4, SIZE), size=SIZE)
        self.drawing.text(self.right + TOTAL - 2, base, str(row.scenes), size=SIZE, anchor="end")
        here = [
            place
            for place, cell in enumerate(row.cells[self.part.first : self.part.last])
            if cell is not None
        ]
        if len(here) > 1:
            first, last = self._x(here[0]), self._x(here[-1])
            half = self.column / 2
            self.drawing.line(
                first + half, middle, last + half, middle, stroke="#a3a39d", thick=0.7
            )
        for place in here:
            cell = row.cells[self.part.first + place]
            if cell is not None:
                self._mark(self._x(place) + self.column / 2, middle, cell)

    def _mark(self, x: float, y: float, cell: Cell) -> None:
        size = min(self.row, self.column) * 0.3
        count = str(cell.count) if cell.count is not None and cell.count > 1 else ""
        if cell.mark is Mark.SPEAKS:
            self.drawing.circle(x, y, size, fill=INK)
        elif cell.mark is Mark.SILENT:
            self.drawing.circle(x, y, size, fill="#ffffff", thick=1.1)
        elif count and width(count, 6.2, bold=True) < self.column - 3:
            half = width(count, 6.2, bold=True) / 2 + 1.2
            self.drawing.rect(
                x - half, y - 3.6, 2 * half, 7.2, fill="#ffffff", stroke=INK, thick=0.8
            )
            base = y + 6.2 * (ASCENT - DESCENT) / 2
            self.drawing.text(x, base, count, size=6.2, bold=True, anchor="middle")
        else:
            hollow = cell.mark is Mark.COMES_ALONG
            self.drawing.rect(
                x - size, y - size, 2 * size, 2 * size,
                fill="#ffffff" if hollow else INK, stroke=INK, thick=1.0,
            )  # fmt: skip

    def _legend(self) -> None:
        y = self.bottom + 11
        x = 6.0
        rows = [line for line in self.part.lines if isinstance(line, Row)]
        used = {cell.mark for row in rows for cell in row.cells if cell is not None}
        for mark in Mark:
            if mark in used:
                self._mark(x, y - 2.4, Cell(mark=mark))
                self.drawing.text(x + 8.5, y, mark.value, size=6.5)
                x += 21 + width(mark.value, 6.5)
        longest = words.pages(max(column.eighths for column in self.matrix.columns))
        told = f"I inside, E outside; D day, N night; longest scene {longest} pages"
        counts = any(c and (c.count or 0) > 1 for row in rows for c in row.cells)
        shown = f"a number: how many. {told}" if counts else told
        self.drawing.text(x, y, fitted(shown, self.wide - x, 6.5), size=6.5, fill=QUIET)

    def _description(self) -> str:
        """Say row by row what the picture shows."""
        said = []
        for line in self.part.lines:
            if isinstance(line, Row):
                cells = line.cells[self.part.first : self.part.last]
                scenes = [
                    self.columns[place].number + _also(cell)
                    for place, cell in enumerate(cells)
                    if cell is not None
                ]
                said.append(f"{line.label}: {', '.join(scenes) or 'in none of these scenes'}.")
        return " ".join(said)


def _also(cell: Cell) -> str:
    return " (silent)" if cell.mark is Mark.SILENT else ""
