"""Two speeches side by side on a page, taken apart into their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.imports.pdf_rows import CHARACTER, Piece
from lastlook.script.imports.words import is_caseless, may_be_cue
from lastlook.script.model import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.imports.pdf_rows import Glyph, Row


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of a column."""

    piece: Piece
    row: Row
    kind: Kind
    column: Column


def dual_at(rows: Sequence[Row], at: int) -> tuple[list[Spoken], int]:
    """Read the dual dialogue that begins with row `at`.

    Returns its lines, the left column's first, and the index after its last row; no lines where
    the row is not two cues side by side.
    """
    first = rows[at]
    if len(first.pieces) != 2 or not all(_is_cue(piece.text) for piece in first.pieces):
        return [], at
    end = at + 1
    while end < len(rows) and not rows[end].first and rows[end].gap < 0.6:
        end += 1
    block = rows[at:end]
    edge = first.pieces[0].right + CHARACTER
    seconds = [p.left for row in block for p in row.pieces[1:] if p.left > edge or row is first]
    split = min(seconds) - 0.4 * CHARACTER
    left: list[tuple[Piece, Row]] = []
    right: list[tuple[Piece, Row]] = []
    for row in block:
        before, after = _cut(row, split)
        if before is not None:
            left.append((before, row))
        if after is not None:
            right.append((after, row))
    if len(left) < 2 or len(right) < 2:
        return [], at
    return [*_column(left, Column.LEFT), *_column(right, Column.RIGHT)], end


def _is_cue(text: str) -> bool:
    return may_be_cue(text) or is_caseless(text)


def _cut(row: Row, split: float) -> tuple[Piece | None, Piece | None]:
    """Part a row's glyphs at a position; a row of one column gives None for the other."""
    glyphs: list[Glyph] = [glyph for piece in row.pieces for glyph in piece.glyphs]
    before = [glyph for glyph in glyphs if glyph.x < split]
    after = [glyph for glyph in glyphs if glyph.x >= split]
    while before and before[-1].text.isspace():
        before.pop()
    while after and after[0].text.isspace():
        after.pop(0)
    return Piece(before) if before else None, Piece(after) if after else None


def _column(found: list[tuple[Piece, Row]], column: Column) -> list[Spoken]:
    spoken = []
    aside = False
    for index, (piece, row) in enumerate(found):
        text = piece.text
        if index == 0:
            kind = Kind.CHARACTER
        elif aside or text.startswith("("):
            kind = Kind.PARENTHETICAL
            aside = not text.endswith(")")
        else:
            kind = Kind.DIALOGUE
        spoken.append(Spoken(piece, row, kind, column))
    return spoken
