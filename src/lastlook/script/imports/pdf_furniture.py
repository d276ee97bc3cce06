"""What stands on a page but is not the script: numbers, headers, MORE, CONTINUED, watermarks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.script.imports.pdf_rows import CHARACTER, Piece
from lastlook.script.imports.words import (
    CONTD,
    CONTINUED,
    MARGIN_NUMBER,
    MORE,
    PAGE_NUMBER,
    SENTENCE_END,
    may_be_cue,
    starts_heading,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lastlook.script.imports.pdf_rows import Leaf, Row

EDGE = 0.13
"""Share of the page's height at its top and bottom where headers and footers stand."""
_DIGITS = re.compile(r"\d+[A-Z]{0,2}\b")
_STARS = re.compile(r"\*{1,3}")


@dataclass(slots=True)
class Frame:
    """Where the script's text stands on the pages of a document, in points."""

    left: float
    """Left edge of headings and action."""
    right: float
    """Right edge of the longest action line."""
    pitch: float
    """From one line to the next."""


def frame_of(leaves: Sequence[Leaf]) -> Frame:
    """Learn a document's text area from its headings and its longest lines."""
    pieces = [piece for leaf in leaves for row in leaf.rows for piece in row.pieces]
    heads = Counter(round(p.left) for p in pieces if starts_heading(p.text))
    firsts = Counter(round(row.pieces[0].left) for leaf in leaves for row in leaf.rows)
    if heads:
        left = float(heads.most_common(1)[0][0])
    else:
        often = max(2, sum(firsts.values()) // 25)
        left = float(min((x for x, count in firsts.items() if count >= often), default=108))
    rights = sorted(_unstarred(p).right for p in pieces if abs(p.left - left) < CHARACTER)
    right = rights[int(0.98 * (len(rights) - 1))] if rights else left + 432
    return Frame(left, right, _pitch(leaves))


def _pitch(leaves: Sequence[Leaf]) -> float:
    """Return the distance from one line to the next, the smallest that is common.

    Where even that is wide, the script is double-spaced, or is too short to have two lines
    together: lines that go on with a sentence or a speech tell which.
    """
    steps: Counter[float] = Counter()
    close: Counter[float] = Counter()
    for leaf in leaves:
        for above, below in pairwise(leaf.rows):
            step = round(below.y - above.y, 1)
            if 6 <= step <= 30:
                steps[step] += 1
                runs_on = below.text[:1].islower() and not SENTENCE_END.search(above.text)
                speaks = may_be_cue(above.text) and below.pieces[0].left < above.pieces[0].left
                close[step] += runs_on or speaks
    size = next((g.size for leaf in leaves for r in leaf.rows for g in r.pieces[0].glyphs), 12.0)
    pitch = min(
        (s for s, count in steps.items() if count >= 0.12 * sum(steps.values())), default=size
    )
    return pitch if pitch < 1.6 * size or close[pitch] > 0.1 * steps[pitch] else size


def _unstarred(piece: Piece) -> Piece:
    """Leave off a revision star that stands behind the words, apart from them."""
    glyphs = list(piece.glyphs)
    while len(glyphs) > 1 and glyphs[-1].text == "*":
        glyphs.pop()
    words = [glyph for glyph in glyphs if glyph.text.strip()]
    if len(glyphs) == len(piece.glyphs) or not words:
        return piece
    star = piece.glyphs[len(glyphs)]
    return Piece(glyphs) if star.x - words[-1].right > 0.8 * CHARACTER else piece


def clear(leaves: Sequence[Leaf], frame: Frame) -> None:
    """Take everything off the pages that is not the script; scene numbers go to their rows."""
    _drop_watermarks(leaves)
    repeated = _repeated(leaves)
    for leaf in leaves:
        _drop_edges(leaf, frame, repeated)
        _clear_margins(leaf, frame)
    speaking = False
    for leaf in leaves:
        speaking = _drop_continueds(leaf, speaking=speaking)
        _measure(leaf, frame)


def _drop_watermarks(leaves: Sequence[Leaf]) -> None:
    """Drop rows that stand word for word in one place on most pages, outside the edges."""
    if len(leaves) < 4:
        return
    seen = Counter(
        key for leaf in leaves for key in {(row.text, round(row.y / 2)) for row in leaf.rows}
    )
    often = {key for key, count in seen.items() if count >= 0.6 * len(leaves)}
    for leaf in leaves:
        kept = [row for row in leaf.rows if (row.text, round(row.y / 2)) not in often]
        leaf.dropped += [row.text for row in leaf.rows if row not in kept]
        leaf.rows = kept


def _shapes(row: Row) -> set[tuple[str, int]]:
    """Return the words of a row's pieces with numbers made equal, and where they stand."""
    return {(_DIGITS.sub("#", piece.text).strip("-– ."), round(row.y / 3)) for piece in row.pieces}


def _repeated(leaves: Sequence[Leaf]) -> set[tuple[str, int]]:
    """Return the shapes of pieces at the pages' edges that come again and again."""
    seen: Counter[tuple[str, int]] = Counter()
    for leaf in leaves:
        edge = EDGE * leaf.height
        rows = [row for row in leaf.rows if row.y < edge or row.y > leaf.height - edge]
        seen.update({shape for row in rows for shape in _shapes(row)})
    return {shape for shape, count in seen.items() if count >= max(3, len(leaves) / 5)}


def _drop_edges(leaf: Leaf, frame: Frame, repeated: set[tuple[str, int]]) -> None:
    """Drop page numbers and what repeats at the top and the bottom of a page."""
    edge = EDGE * leaf.height

    def belongs(row: Row, following: Row | None) -> bool:
        apart = following is None or abs(following.y - row.y) > 1.4 * frame.pitch
        if CONTD.search(row.text) or CONTINUED.search(row.text) or MORE.fullmatch(row.text):
            return False
        shapes = _shapes(row)
        known = {text for text, place in shapes if (text, place) in repeated}
        # Scene numbers come again and again as well; a heading stands between them.
        if (known - {"#", ""} and apart) or {text for text, _ in shapes} == {"#"} == known:
            return True
        number = len(row.pieces) == 1 and PAGE_NUMBER.fullmatch(row.text) is not None
        return number and apart

    rows = leaf.rows
    while rows and rows[0].y < edge and belongs(rows[0], rows[1] if len(rows) > 1 else None):
        leaf.rows = rows = rows[1:]
    while (
        rows
        and rows[-1].y > leaf.height - edge
        and belongs(rows[-1], rows[-2] if len(rows) > 1 else None)
    ):
        leaf.rows = rows = rows[:-1]


def _clear_margins(leaf: Leaf, frame: Frame) -> None:
    """Take numbers and revision stars out of the margins."""
    kept = []
    for row in leaf.rows:
        pieces, numbers = _inside(row.pieces, frame)
        row.pieces = pieces
        row.number = numbers[0] if numbers else ""
        if pieces:
            kept.append(row)
    leaf.rows = kept


def _inside(pieces: list[Piece], frame: Frame) -> tuple[list[Piece], list[str]]:
    left, right = frame.left - 0.6 * CHARACTER, frame.right + 0.6 * CHARACTER
    if pieces[-1].text.endswith("*") and pieces[-1].right > right:
        pieces = [*pieces[:-1], _unstarred(pieces[-1])]
    pieces = [piece for piece in pieces if not _is_star(piece, left, right)]
    numbers: list[str] = []
    inner = []
    for piece in pieces:
        text = piece.text
        out = piece.right < left + 0.1 or piece.left > right or piece is not pieces[0]
        # The number on the right comes again as on the left, however near a long heading stands.
        again = piece is pieces[-1] and len(pieces) > 1
        bare = text.rstrip("* ")
        beside = piece.right < left or (out and piece.left > right)
        if MARGIN_NUMBER.fullmatch(bare) and (beside or (again and bare in numbers)):
            numbers.append(bare.rstrip(".)"))
            continue
        inner.append(piece)
    return inner, numbers


def _is_star(piece: Piece, left: float, right: float) -> bool:
    """Whether a piece is the mark of a revised line, beside the text."""
    outside = piece.left > right - 1.6 * CHARACTER or piece.right < left
    return outside and _STARS.fullmatch(piece.text) is not None


def _drop_continueds(leaf: Leaf, *, speaking: bool) -> bool:
    """Drop MORE, CONT'D and CONTINUED where pages break; tell whether a speech goes on after."""
    rows = leaf.rows
    while rows and CONTINUED.fullmatch(rows[0].text):
        rows.pop(0)
    if speaking and rows and CONTD.search(rows[0].text) and len(rows) > 1:
        rows.pop(0)
        rows[0].goes_on = True
    while rows and CONTINUED.fullmatch(rows[-1].text):
        rows.pop()
    if rows and MORE.fullmatch(rows[-1].text):
        rows.pop()
        return True
    return False


def _measure(leaf: Leaf, frame: Frame) -> None:
    """Tell each row how many blank lines stand above it."""
    above: Row | None = None
    for row in leaf.rows:
        row.first = above is None
        row.gap = 0.0 if above is None else round((row.y - above.y) / frame.pitch - 1, 2)
        above = row


def pages_where(leaves: Iterable[Leaf], test: Callable[[Leaf], bool]) -> str:
    """Return the numbers of the pages that pass a test, for a message."""
    found = [leaf.number for leaf in leaves if test(leaf)]
    shown = ", ".join(str(number) for number in found[:5])
    return shown + (f" and {len(found) - 5} more" if len(found) > 5 else "")
