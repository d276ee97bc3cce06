"""Writing a changed Fountain script back so that only the lines of what changed change."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.errors import ProblemsError
from lastlook.script.drafts.same import keys_of, matched, title_key
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.fountain.write_block import blocks_of, typed_block
from lastlook.script.fountain.write_title import typed_field, typed_title_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Paragraph, Screenplay, TitleField

_ENDINGS = re.compile(r"\r\n|\r|\n")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file with the ending it had."""

    text: str
    end: str = ""

    @property
    def blank(self) -> bool:
        """Nothing to see on the line."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as its lines, ready to be put together again byte for byte."""

    rows: list[Row]
    newline: str
    encoding: str
    mark: bytes

    @classmethod
    def of(cls, data: bytes) -> SourceText:
        """Take a file apart."""
        mark, sure = next((m for m in _MARKS if data.startswith(m[0])), (b"", _wide(data)))
        body = data[len(mark) :]
        text, encoding = "", "utf-8"
        # Latin-1 gives every byte its own letter, so that even a wrong guess is put back whole.
        for encoding in (sure,) if sure else ("utf-8", "cp1252", "latin-1"):
            try:
                text = body.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
        rows = []
        at = 0
        for ending in _ENDINGS.finditer(text):
            rows.append(Row(text[at : ending.start()], ending.group()))
            at = ending.end()
        rows.append(Row(text[at:]))
        endings = Counter(row.end for row in rows if row.end)
        newline = endings.most_common(1)[0][0] if endings else "\n"
        return cls(rows, newline, encoding, mark)

    def joined(self, rows: Sequence[Row]) -> bytes:
        """Put lines together; a line in the middle that has no ending gets the file's own."""
        last = len(rows) - 1
        text = "".join(
            row.text + (row.end or ("" if i == last else self.newline))
            for i, row in enumerate(rows)
        )
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError:
            # A word the old encoding has no letters for: the file moves to UTF-8.
            mark = self.mark if self.encoding == "utf-8" else b""
            return mark + text.encode("utf-8", "replace")


def _wide(data: bytes) -> str:
    """UTF-16 that lost its mark, as reading guesses it; empty for all else."""
    head = data[:2000]
    if head.count(0) * 3 < len(head) or not head:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


@dataclass(slots=True)
class _Piece:
    """Paragraphs that stand on lines of their own, kept from the source or typed anew."""

    lines: list[Row]
    above: list[Row] | None = None
    """The blank lines that stood above it in the source; None where it is new."""
    inside: bool = False
    """It goes on with the speech above it."""
    old: tuple[int, int] = (-1, -1)
    """Of a kept piece: index of its first paragraph in the source, and after its last."""
    paragraphs: list[int] = field(default_factory=list)


def edited(
    old: Screenplay,
    wanted: Sequence[Paragraph],
    title_page: Sequence[TitleField],
    losses: Losses,
    whole: Callable[[], bytes],
) -> bytes:
    """Return the source of `old` with the paragraphs and title page asked for.

    Where Fountain cannot say what is asked for, the result says the same as `whole`, the script
    written anew; where even that fails, it is `whole`.
    """
    source = SourceText.of(old.source)
    kept = matched(keys_of(old.paragraphs), keys_of(wanted))
    head_end = min((p.line for p in old.paragraphs), default=len(source.rows)) - 1
    data = b""
    for careful in (False, True):
        attempt = losses.attempt()
        weaver = _Weaver(source, old, wanted, kept, attempt, careful=careful)
        head = weaver.head(head_end, title_page)
        data = source.joined([*head, *weaver.woven()])
        if _reads_as(data, wanted, title_page):
            losses.take(attempt)
            return data
    nearest = whole()
    read = read_fountain(nearest, "")
    return data if _reads_as(data, read.paragraphs, read.title_page) else nearest


class _Weaver:
    """Puts kept lines and new ones together."""

    def __init__(
        self,
        source: SourceText,
        old: Screenplay,
        wanted: Sequence[Paragraph],
        kept: dict[int, int],
        losses: Losses,
        *,
        careful: bool,
    ) -> None:
        self.source = source
        self.old = old
        self.wanted = wanted
        self.losses = losses
        self.careful = careful
        self.spans = [(p.line - 1, max(p.end_line, p.line)) for p in old.paragraphs]
        self.kept = self.whole_lines(kept)
        self.blocks = _block_places(old.paragraphs)

    def whole_lines(self, kept: dict[int, int]) -> dict[int, int]:
        """Leave out kept paragraphs that share a line with one that is not kept."""
        here = set(kept.values())
        shared: dict[int, list[int]] = {}
        for index, (first, last) in enumerate(self.spans):
            for row in range(first, last):
                shared.setdefault(row, []).append(index)
        torn = {
            index
            for indices in shared.values()
            if len(indices) > 1 and not here.issuperset(indices)
            for index in indices
        }
        return {new: index for new, index in kept.items() if index not in torn}

    def head(self, end: int, title_page: Sequence[TitleField]) -> list[Row]:
        """Return what stands above the first paragraph: the title page, changed where asked."""
        rows = self.source.rows[:end]
        if title_key(self.old.title_page) == title_key(title_page):
            return rows
        if not self.old.title_page or not title_page:
            rest = rows[self.title_end() :] if self.old.title_page else rows
            typed = typed_title_page(title_page, self.losses)
            new = [Row(row, self.source.newline) for row in typed]
            if new and not (rest and rest[0].blank):
                new.append(Row("", self.source.newline))
            return [*new, *rest] if new else [row for row in rest if not row.blank]
        return [*self.title_rows(title_page), *rows[self.title_end() :]]

    def title_end(self) -> int:
        """Index after the title page's last line."""
        rows = self.source.rows
        end = max((f.line for f in self.old.title_page), default=0)
        while end < len(rows) and not rows[end].blank:
            end += 1
        return end

    def title_rows(self, title_page: Sequence[TitleField]) -> list[Row]:
        """Keep the lines of every entry that says what it said."""
        lines = [f.line for f in self.old.title_page]
        ends = [*(line - 1 for line in lines[1:]), self.title_end()]
        there = {
            (f.key, f.values): self.source.rows[f.line - 1 : end]
            for f, end in zip(self.old.title_page, ends, strict=True)
        }
        rows = list(self.source.rows[: lines[0] - 1])
        for entry in title_page:
            same = there.get((entry.key, entry.values))
            rows += same or [
                Row(row, self.source.newline) for row in typed_field(entry, self.losses)
            ]
        return rows

    def woven(self) -> list[Row]:
        """Return the lines of all paragraphs with what stands between and after them."""
        rows: list[Row] = []
        before: _Piece | None = None
        for piece in self.pieces():
            rows += self.gap(before, piece)
            rows += piece.lines
            before = piece
        end = max((last for _, last in self.spans), default=len(self.source.rows))
        tail = self.source.rows[end:]
        if rows and not tail and self.source.rows[-1].text == "":
            tail = [Row("")]
        return [*rows, *tail]

    def gap(self, before: _Piece | None, piece: _Piece) -> list[Row]:
        """Return the blank lines between two pieces, those of the source where it has them."""
        if piece.inside:
            return []
        above = piece.above
        blank = [Row("", self.source.newline)]
        if before is None:
            return [] if above is None or piece.old[0] == 0 else [r for r in above if not r.blank]
        if above is None:
            return blank
        together = before.old[1] == piece.old[0] >= 0
        if together or any(row.blank for row in above) or not self.careful:
            return above
        return [*above, *blank]

    def pieces(self) -> list[_Piece]:
        """Cut the wanted paragraphs into pieces: kept lines, and blocks typed anew."""
        pieces: list[_Piece] = []
        replaced = self.replaced()
        at = 0
        for block in blocks_of(self.wanted):
            places = range(at, at + len(block))
            at += len(block)
            # A speech that lost its dialogue is another block, though its cue is kept.
            if tuple(self.kept.get(place, -1) for place in places) in self.blocks:
                pieces += self.kept_pieces(places)
            else:
                pieces += self.typed_pieces(block, places, replaced)
        return pieces

    def kept_pieces(self, places: range) -> list[_Piece]:
        pieces: list[_Piece] = []
        for place in places:
            index = self.kept[place]
            first, last = self.spans[index]
            piece = pieces[-1] if pieces else None
            if piece and piece.old[1] == index and first < self.spans[index - 1][1]:
                # Two paragraphs of one line: notes side by side.
                continue
            inside = bool(pieces) and self.spans[index - 1][1] == first
            lines = self.source.rows[first:last]
            pieces.append(_Piece(lines, self.above(index), inside, (index, index + 1)))
        return pieces

    def typed_pieces(
        self, block: tuple[Paragraph, ...], places: range, replaced: dict[int, int]
    ) -> list[_Piece]:
        """Type a block, leaving the lines of its kept paragraphs as they are."""
        staying: dict[int, list[str]] = {}
        if not self.careful:
            for number, place in enumerate(places):
                if place in self.kept:
                    first, last = self.spans[self.kept[place]]
                    staying[number] = [row.text for row in self.source.rows[first:last]]
        typed = typed_block(block, self.losses, kept=staying)
        rows: list[Row] = []
        for number, (place, lines) in enumerate(zip(places, typed.lines, strict=True)):
            if number in staying and list(lines) == staying[number]:
                first, last = self.spans[self.kept[place]]
                rows += self.source.rows[first:last]
            else:
                rows += [Row(part, self.source.newline) for t in lines for part in t.split("\n")]
        top = self.kept.get(places[0], replaced.get(places[0], -1))
        above = self.above(top) if top >= 0 else None
        return [_Piece(rows, above, old=(top, top + 1) if top >= 0 else (-1, -1))]

    def above(self, index: int) -> list[Row]:
        """Return the lines between a paragraph of the source and the one before it."""
        start = self.spans[index - 1][1] if index else self.spans[0][0]
        return self.source.rows[start : self.spans[index][0]]

    def replaced(self) -> dict[int, int]:
        """Pair new paragraphs with the old ones whose place they take."""
        pairs: dict[int, int] = {}
        taken = set(self.kept.values())
        last = -1
        for place in range(len(self.wanted)):
            if place in self.kept:
                last = self.kept[place]
                continue
            if last + 1 < len(self.spans) and last + 1 not in taken:
                last += 1
                pairs[place] = last
        return pairs


def _block_places(paragraphs: Sequence[Paragraph]) -> set[tuple[int, ...]]:
    """Return the blocks of a script, each as the indices of its paragraphs."""
    found = set()
    at = 0
    for block in blocks_of(paragraphs):
        found.add(tuple(range(at, at + len(block))))
        at += len(block)
    return found


def _reads_as(data: bytes, wanted: Sequence[Paragraph], title_page: Sequence[TitleField]) -> bool:
    try:
        read = read_fountain(data, "")
    except ProblemsError:
        return False
    return title_key(read.title_page) == title_key(title_page) and keys_of(
        read.paragraphs
    ) == keys_of(wanted)
