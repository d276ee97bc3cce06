"""Characters of PDF pages put together to rows of text, each row in pieces set apart."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from lastlook.script.model import Run, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CHARACTER = 7.2
"""Points to a character of ten to the inch."""
_OTHER_SIDE = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
MOST_BARS = 400
"""A page with more drawn bars than this is a form or a drawing, and none is an underline."""


class Glyph(NamedTuple):
    """One character on a page; positions in points from the page's top left."""

    text: str
    x: float
    right: float
    y: float
    size: float
    style: Style


class Piece:
    """Glyphs of one row that stand together, in reading order."""

    __slots__ = ("_runs", "glyphs", "left", "right", "text")

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.left = min(glyph.x for glyph in glyphs)
        """Left edge in points."""
        self.right = max(glyph.right for glyph in glyphs)
        """Right edge in points."""
        self._runs = _runs(glyphs)
        self.text = "".join(text for text, _ in self._runs)
        """The words."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words with their styles."""
        return tuple(Run(text, style) for text, style in self._runs)


def _runs(glyphs: list[Glyph]) -> list[tuple[str, Style]]:
    """Return the words by style; spaces that are only room between glyphs are put in."""
    runs: list[tuple[list[str], Style]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        text = glyph.text
        # From right to left the next glyph stands further left.
        room = max(glyph.x - before.right, before.x - glyph.right) if before is not None else 0.0
        apart = room > 0.17 * glyph.size
        if apart and before is not None and before.text != " " != text:
            shared = before.style & glyph.style
            if runs[-1][1] is not shared:
                runs.append(([], shared))
            runs[-1][0].append(" ")
        if not runs or runs[-1][1] is not glyph.style:
            runs.append(([], glyph.style))
        runs[-1][0].append(text)
        before = glyph
    found = [("".join(texts), style) for texts, style in runs]
    while found and not found[-1][0].strip():
        found.pop()
    if found:
        found[-1] = found[-1][0].rstrip(), found[-1][1]
    while found and not found[0][0].strip():
        found.pop(0)
    if found:
        found[0] = found[0][0].lstrip(), found[0][1]
    return found


@dataclass(slots=True)
class Row:
    """All that stands on one baseline of a page."""

    page: int
    """From 1."""
    y: float
    """Baseline in points from the top."""
    pieces: list[Piece]
    gap: float = 0.0
    """Blank lines above; 0 for the first of a page."""
    number: str = ""
    """A scene number that stood in a margin."""
    first: bool = False
    """First of its page, below what belongs to the page."""
    goes_on: bool = False
    """The speech of the page before goes on here."""

    @property
    def text(self) -> str:
        """All words of the row."""
        return "  ".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Leaf:
    """One page."""

    number: int
    width: float
    height: float
    rows: list[Row]
    image: float = 0.0
    """Share of the page under its largest picture."""
    hidden: int = 0
    """Characters that are there but not shown, as text recognition lays over scans."""
    shown: int = 0
    unknown: int = 0
    """Characters whose meaning the file does not tell."""
    dropped: list[str] = field(default_factory=list)
    """Words left out as a watermark, turned or pale."""


def leaves_of(extracted: dict[str, Any]) -> list[Leaf]:
    """Put the characters of `pdf_child.extract` together, page by page."""
    faces = extracted["faces"]
    sizes: Counter[float] = Counter()
    for page in extracted["pages"]:
        sizes.update(faces[face][0] for face in page["face"])
    body = sizes.most_common(1)[0][0] if sizes else 12.0
    pale = {index for index, face in enumerate(faces) if _is_mark(face, body)}
    return [_leaf(number, page, faces, pale) for number, page in enumerate(extracted["pages"], 1)]


def _is_mark(face: Sequence[Any], body: float) -> bool:
    """Whether text set so is a watermark: turned, see-through, pale grey, or huge and not black."""
    size, _, _, red, green, blue, alpha, degrees, _ = face
    grey = max(red, green, blue) - min(red, green, blue) < 24
    pale = grey and min(red, green, blue) >= 128
    return bool(
        degrees % 360 or alpha < 160 or pale or (size > 2.2 * body and max(red, green) > 60)
    )


def _leaf(number: int, page: dict[str, Any], faces: list[Any], pale: set[int]) -> Leaf:
    glyphs: list[Glyph] = []
    marks: list[str] = []
    styles = [
        (Style.BOLD if face[1] else Style.PLAIN) | (Style.ITALIC if face[2] else Style.PLAIN)
        for face in faces
    ]
    columns = zip(page["text"], page["x"], page["right"], page["y"], page["face"], strict=True)
    hidden = 0
    for text, x, right, y, face in columns:
        if face in pale:
            marks.append(text)
            continue
        hidden += bool(faces[face][8])
        size = float(faces[face][0]) or 12.0
        end = right / 10 if right > x else x / 10 + 0.6 * size
        glyphs.append(Glyph(text, x / 10, end, y / 10, size, styles[face]))
    glyphs = _underlined(_single(glyphs), page["rules"])
    return Leaf(
        number=number,
        width=page["width"],
        height=page["height"],
        rows=[Row(number, y, pieces) for y, pieces in _rows(glyphs)],
        image=page["image"],
        hidden=hidden,
        shown=len(glyphs),
        unknown=page["unknown"],
        dropped=["".join(marks).strip()] if "".join(marks).strip() else [],
    )


def _single(glyphs: list[Glyph]) -> list[Glyph]:
    """Take out what is drawn twice at one place to look bold; the one that stays is bold."""
    seen: dict[tuple[str, int, int], int] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        at = round(glyph.x), round(glyph.y)
        near = [
            seen.get((glyph.text, at[0] + dx, at[1] + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)
        ]
        twin = next((i for i in near if i is not None and glyph.text != " "), None)
        # The letters of a ligature, such as the two f of one glyph, share an origin as well.
        joined = twin == len(kept) - 1 and (kept[-1].x, kept[-1].y) == (glyph.x, glyph.y)
        if twin is None or joined or abs(kept[twin].x - glyph.x) > 0.15 * glyph.size:
            seen[glyph.text, at[0], at[1]] = len(kept)
            kept.append(glyph)
        else:
            kept[twin] = kept[twin]._replace(style=kept[twin].style | Style.BOLD)
    return kept


def _underlined(glyphs: list[Glyph], rules: list[list[int]]) -> list[Glyph]:
    """Give the style UNDERLINE or STRIKEOUT to what a drawn bar runs under or through."""
    if not rules or len(rules) > MOST_BARS:
        return glyphs
    bars = [(left / 10, right / 10, y / 10) for left, right, y in rules]
    marked = []
    for glyph in glyphs:
        middle, style = (glyph.x + glyph.right) / 2, glyph.style
        for left, right, y in bars:
            if left - 0.5 <= middle <= right + 0.5:
                below = (y - glyph.y) / glyph.size
                if 0.0 < below < 0.3:
                    style |= Style.UNDERLINE
                elif -0.45 < below < -0.12:
                    style |= Style.STRIKEOUT
        marked.append(glyph._replace(style=style) if style is not glyph.style else glyph)
    return marked


def _rows(glyphs: list[Glyph]) -> Iterable[tuple[float, list[Piece]]]:
    """Group glyphs by baseline, from top to bottom."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.y, g.x)):
        if row and glyph.y - row[-1].y > 0.3 * glyph.size:
            yield from _row(row)
            row = []
        row.append(glyph)
    if row:
        yield from _row(row)


def _row(glyphs: list[Glyph]) -> Iterable[tuple[float, list[Piece]]]:
    """Cut a row where the room between two glyphs is wider than two characters."""
    ordered = sorted(glyphs, key=lambda g: g.x)
    while ordered and ordered[-1].text.isspace():
        ordered.pop()
    pieces: list[list[Glyph]] = []
    end = 0.0
    for glyph in ordered:
        blank = glyph.text.isspace()
        if blank and not pieces:
            continue
        if not pieces or (not blank and glyph.x - end > 2.2 * 0.6 * glyph.size):
            pieces.append([])
        pieces[-1].append(glyph)
        if not blank:
            end = glyph.right
    if pieces:
        heights = Counter(glyph.y for glyph in ordered)
        found = [_piece(piece) for piece in pieces]
        yield heights.most_common(1)[0][0], [piece for piece in found if piece.text]


def _piece(glyphs: list[Glyph]) -> Piece:
    while glyphs and glyphs[-1].text.isspace():
        glyphs.pop()
    return Piece(_reading_order(glyphs))


def is_from_right(glyph: Glyph) -> bool:
    """Whether a letter belongs to a script that runs from right to left."""
    return unicodedata.bidirectional(glyph.text) in {"R", "AL"}


def _reading_order(glyphs: list[Glyph]) -> list[Glyph]:
    """Put glyphs, given from left to right, in the order in which they are read.

    In a line from right to left all is turned round, then stretches from left to right within
    it, such as names and figures, back again. In a line from left to right only what runs the
    other way is turned. Brackets between letters from right to left show their other side.
    """
    letters = [is_from_right(glyph) for glyph in glyphs if _is_strong(glyph)]
    if not any(letters):
        return glyphs
    if letters[-1] and (letters[0] or 2 * sum(letters) > len(letters)):
        turned = [_other_side(glyph) for glyph in reversed(glyphs)]
        return _turned(turned, lambda g: not is_from_right(g) and _is_strong(g))
    return _turned(glyphs, is_from_right)


def _is_strong(glyph: Glyph) -> bool:
    return unicodedata.bidirectional(glyph.text) in {"L", "R", "AL", "EN", "AN"}


def _other_side(glyph: Glyph) -> Glyph:
    return glyph._replace(text=_OTHER_SIDE.get(glyph.text, glyph.text))


def _turned(glyphs: list[Glyph], picks: Callable[[Glyph], bool]) -> list[Glyph]:
    """Turn round each stretch that begins and ends with a picked letter, none other between."""
    found: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        if not picks(glyphs[at]):
            found.append(glyphs[at])
            at += 1
            continue
        end = at
        for index in range(at, len(glyphs)):
            if picks(glyphs[index]):
                end = index + 1
            elif _is_strong(glyphs[index]):
                break
        found += [_other_side(g) for g in reversed(glyphs[at:end])]
        at = end
    return found


def mirror(leaves: Sequence[Leaf]) -> None:
    """Measure positions from the right edge, where most of the script runs from right to left."""
    letters = [
        is_from_right(glyph)
        for leaf in leaves
        for row in leaf.rows
        for piece in row.pieces
        for glyph in piece.glyphs
        if glyph.text.isalpha()
    ]
    if sum(letters) <= 0.5 * len(letters):
        return
    for leaf in leaves:
        for row in leaf.rows:
            for piece in row.pieces:
                piece.left, piece.right = leaf.width - piece.right, leaf.width - piece.left
            row.pieces.reverse()
