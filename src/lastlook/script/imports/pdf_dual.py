"""Two speeches side by side on a page, taken apart into their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.imports.pdf_rows import CHARACTER, Piece
from lastlook.script.imports.words import SENTENCE_END, is_caseless, may_be_cue
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
    end = _end_of(rows, at + 1)
    if end == at + 1:
        # The cues are the last of their page; where the columns begin is seen on the next.
        if end >= len(rows) or not _goes_on(rows[at:end], rows[end], 0.0):
            return [], at
        end = _end_of(rows, end + 1)
    split = _split(rows[at:end])
    inner = rows[at + 1].pieces[0].left
    end = next((i for i in range(at + 1, end) if _is_outside(rows[i], inner, split)), end)
    if end < len(rows) and _goes_on(rows[at:end], rows[end], split):
        end = _end_of(rows, end + 1)
    block = rows[at:end]
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


def _end_of(rows: Sequence[Row], at: int) -> int:
    """Return where the rows without blank lines between them end."""
    while at < len(rows) and not rows[at].first and rows[at].gap < 0.6:
        at += 1
    return at


def _split(block: Sequence[Row]) -> float:
    """Return where the right column begins.

    Columns are alike: the right speech stands to its cue as the left one does. Where nothing
    begins there, the columns' cues are centred, and the leftmost second piece tells.
    """
    left_cue, right_cue = block[0].pieces
    seconds = [p.left for row in block for p in row.pieces[1:] if p.left > left_cue.right]
    first = min(seconds, default=right_cue.left)
    inner = [r.pieces[0].left for r in block[1:] if r.pieces[0].left < left_cue.left]
    alike = right_cue.left - (left_cue.left - min(inner, default=left_cue.left))
    starts = {round(g.x) for row in block[1:] for piece in row.pieces for g in piece.glyphs}
    begins = any(round(alike) + slack in starts for slack in (-1, 0, 1))
    return (min(alike, first) if begins else first) - 0.4 * CHARACTER


def _is_outside(row: Row, inner: float, split: float) -> bool:
    """Whether a row under a dual dialogue, with no blank between, is no part of it."""
    left = row.pieces[0].left
    return (
        len(row.pieces) == 1
        and left < split
        and abs(left - inner) > 1.2 * CHARACTER
        and not row.text.startswith("(")
        and may_be_cue(row.text)
    )


def _goes_on(block: Sequence[Row], row: Row, split: float) -> bool:
    """Whether the first row of a page goes on with the columns of the page before."""
    if not row.first or len(row.pieces) > 2:
        return False
    if len(block) == 1:
        room = 10 * CHARACTER
        pairs = zip(block[0].pieces, row.pieces, strict=False)
        return len(row.pieces) == 2 and all(-room < p.left - cue.left < 1 for cue, p in pairs)
    block = block[1:]
    left = {round(r.pieces[0].left) for r in block if r.pieces[0].left < split}
    right = {round(p.left) for r in block for p in r.pieces if p.left >= split}
    if len(row.pieces) == 1:
        # The left column may stand where action does, so its sentence must still be running.
        spoken = next((r.pieces[0] for r in reversed(block) if r.pieces[0].left < split), None)
        running = spoken is not None and not SENTENCE_END.search(spoken.text)
        return round(row.pieces[0].left) in (right | left if running else right)
    return round(row.pieces[0].left) in left and round(row.pieces[1].left) in right


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
