"""The rows of a report's pages, what belongs to the page alone taken off."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.exchange.incoming import plain
from lastlook.script.model import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.imports.pdf_rows import Leaf

_OF_THE_PAGE = re.compile(
    r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(?:printed|created|generated)(?:\s+on|\s+by)?\b.*"
    r"|\(?continued.*\)?|.*\(continued\)|page\s+\d+.*",
    re.IGNORECASE,
)
_EDGE = 0.12
"""Share of the page's height, at the top and at the bottom, where page furniture stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together, set apart from others on their row."""

    text: str
    left: float
    """Points from the page's left edge."""
    right: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page."""

    page: int
    """From 1."""
    y: float
    """Points from the top."""
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """All words, the cells two blanks apart."""
        return "  ".join(cell.text for cell in self.cells)


def lines_of(leaves: Sequence[Leaf]) -> tuple[list[Line], list[str]]:
    """Return the rows of all pages, and the words at the edges that every page repeats.

    Page numbers, print dates and words that stand at one place at the top or bottom of several
    pages are no part of the report.
    """
    rows: list[tuple[Line, float]] = []
    for leaf in leaves:
        for row in leaf.rows:
            cells = tuple(
                Cell(
                    plain(piece.text),
                    piece.left,
                    piece.right,
                    bool(piece.runs) and all(run.style & Style.BOLD for run in piece.runs),
                )
                for piece in row.pieces
                if plain(piece.text)
            )
            if cells:
                rows.append((Line(leaf.number, row.y, cells), leaf.height))
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for line, height in rows:
        if _at_edge(line.y, height):
            seen[line.text, round(line.y)].add(line.page)
    kept, furniture = [], dict[str, None]()
    for line, height in rows:
        edge = _at_edge(line.y, height)
        if edge and _OF_THE_PAGE.fullmatch(line.text):
            continue
        if edge and len(seen[line.text, round(line.y)]) > 1:
            furniture[line.text] = None
            continue
        kept.append(line)
    return kept, list(furniture)


def _at_edge(y: float, height: float) -> bool:
    return y < _EDGE * height or y > (1 - _EDGE) * height
