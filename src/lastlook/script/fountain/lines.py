"""Fountain's lines with notes and boneyard lifted out, each knowing where it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.fountain.hidden import Span, hidden_spans
from lastlook.script.model import Kind, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_PROBLEMS = 1000
"""How many findings of a kind are listed; a file with more is no script."""

_LINE_BREAKS = ("\v", "\u2028", "\u2029")
"""Breaks of Word and of web pages: a new line here, though editors count none."""
_INVISIBLE = (
    "\f\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Zero-width spaces, marks of direction and ends of pages that copying leaves at lines' ends."""
_SPACE = "".join(chr(n) for n in range(0x3001) if chr(n).isspace())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The script's lines as the parser sees them, side by side: one index for all fields."""

    shown: list[str]
    """Each line as typed, without what is hidden."""
    bare: list[str]
    """The same without space at its ends; empty for a blank line."""
    first: Sequence[int]
    """Its line in the file, from 1."""
    last: Sequence[int]
    """The last line in the file that went into it; later where a note spanned lines."""
    notes: Mapping[int, tuple[Note, ...]]
    """Notes lifted out of a line; offsets count characters of what is `shown`."""
    hidden: Mapping[int, tuple[tuple[Kind, Note], ...]]
    """Of a line that was nothing but notes and boneyard and stands alone: what it held."""


def read_lines(text: str, name: str) -> tuple[Lines, list[Problem]]:
    r"""Return the lines of `text`, parted by `\n`, and what was left open.

    A line that held nothing but notes and boneyard disappears inside a paragraph and is a blank
    line elsewhere, so that they neither leave gaps nor glue paragraphs together.
    """
    rows = text.split("\n")
    numbers: Sequence[int] = range(1, len(rows) + 1)
    if "\v" in text or "\f" in text or not text.isascii():
        if any(mark in text for mark in _LINE_BREAKS):
            rows, numbers = _broken(rows)
            text = "\n".join(rows)
        if any(mark in text for mark in _INVISIBLE):
            rows = [_without_invisible_ends(row) for row in rows]
            text = "\n".join(rows)
    if "[[" in text or "/*" in text:
        return _lifted(text, rows, numbers, name)
    bare = [row.strip() for row in rows]
    lines = Lines(shown=rows, bare=bare, first=numbers, last=numbers, notes={}, hidden={})
    return lines, []


def _broken(rows: list[str]) -> tuple[list[str], list[int]]:
    """Break rows at line breaks that are no ends of lines; the pieces share a line number."""
    broken: list[str] = []
    numbers: list[int] = []
    for number, row in enumerate(rows, 1):
        for mark in _LINE_BREAKS:
            row = row.replace(mark, "\n")  # noqa: PLW2901
        pieces = row.split("\n")
        broken += pieces
        numbers += [number] * len(pieces)
    return broken, numbers


def _without_invisible_ends(row: str) -> str:
    core = row.strip(_SPACE + _INVISIBLE)
    if len(core) == len(row):
        return row
    start = row.index(core) if core else len(row)
    before, after = row[:start], row[start + len(core) :]
    return _spaces(before) + core + _spaces(after)


def _spaces(text: str) -> str:
    return "".join(letter for letter in text if letter not in _INVISIBLE)


def _lifted(
    text: str, rows: list[str], numbers: Sequence[int], name: str
) -> tuple[Lines, list[Problem]]:
    starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
    spans, unclosed = hidden_spans(text)
    shown: list[str] = []
    first: list[int] = []
    last: list[int] = []
    notes: dict[int, tuple[Note, ...]] = {}
    hidden: dict[int, tuple[tuple[Kind, Note], ...]] = {}
    done = 0
    for top, bottom, group in _by_line(spans, starts):
        shown += rows[done:top]
        first += numbers[done:top]
        last += numbers[done:top]
        line, held = _without(text, starts, numbers, (top, bottom), group)
        if not line or line.isspace():
            hidden[len(shown)] = held
            line = ""
        elif found := tuple(note for kind, note in held if kind is Kind.NOTE):
            notes[len(shown)] = found
        shown.append(line)
        first.append(numbers[top])
        last.append(numbers[bottom])
        done = bottom + 1
    shown += rows[done:]
    first += numbers[done:]
    last += numbers[done:]
    lines = _settled(shown, first, last, notes, hidden)
    return lines, _left_open(text, name, unclosed, starts, numbers)


def _by_line(spans: list[Span], starts: list[int]) -> Iterator[tuple[int, int, list[Span]]]:
    """Group what is hidden by the lines it makes one: index of the first, of the last, spans."""
    group: list[Span] = []
    top = bottom = -1
    for span in spans:
        start = bisect_right(starts, span.start) - 1
        if group and start != bottom:
            yield top, bottom, group
            group = []
        if not group:
            top = start
        bottom = bisect_right(starts, span.end - 1) - 1
        group.append(span)
    if group:
        yield top, bottom, group


def _without(
    text: str,
    starts: list[int],
    numbers: Sequence[int],
    rows: tuple[int, int],
    group: list[Span],
) -> tuple[str, tuple[tuple[Kind, Note], ...]]:
    """Make one line of the first to the last of `rows`, lifting out what the group hides."""
    row, bottom = rows
    at = starts[row]
    pieces = [text[at : group[0].start]]
    held: list[tuple[Kind, Note]] = []
    length = len(pieces[0])
    for span, end in zip(
        group, (*(span.start for span in group[1:]), starts[bottom + 1] - 1), strict=True
    ):
        while starts[row + 1] <= span.start:
            row += 1
        note = Note(
            text=text[span.start + 2 : span.end - 2].strip(),
            offset=length,
            line=numbers[row],
            column=span.start - starts[row] + 1,
        )
        held.append((span.kind, note))
        piece = text[span.end : end]
        # What was hidden between two spaces, or a space and the margin, takes one along.
        if piece[:1] == " " and (not pieces[-1] or pieces[-1][-1].isspace()):
            piece = piece[1:]
        if piece:
            pieces.append(piece)
            length += len(piece)
    return "".join(pieces), tuple(held)


def _settled(
    shown: list[str],
    first: list[int],
    last: list[int],
    notes: dict[int, tuple[Note, ...]],
    hidden: dict[int, tuple[tuple[Kind, Note], ...]],
) -> Lines:
    """Take hidden lines out of running paragraphs; their notes go to the line above."""
    bare = [line.strip() for line in shown]
    gone: set[int] = set()
    for top, below in _runs(sorted(hidden)):
        if top and below < len(bare) and bare[top - 1] and bare[below]:
            end = len(shown[top - 1])
            moved = tuple(
                Note(text=note.text, offset=end, line=note.line, column=note.column)
                for index in range(top, below)
                for kind, note in hidden[index]
                if kind is Kind.NOTE
            )
            if moved:
                notes[top - 1] = notes.get(top - 1, ()) + moved
            last[top - 1] = last[below - 1]
            gone.update(range(top, below))
    if not gone:
        return Lines(shown=shown, bare=bare, first=first, last=last, notes=notes, hidden=hidden)
    kept = [index for index in range(len(shown)) if index not in gone]
    place = {index: at for at, index in enumerate(kept)}
    return Lines(
        shown=[shown[index] for index in kept],
        bare=[bare[index] for index in kept],
        first=[first[index] for index in kept],
        last=[last[index] for index in kept],
        notes={place[index]: held for index, held in notes.items()},
        hidden={place[index]: held for index, held in hidden.items() if index not in gone},
    )


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    """Return the first of each run of consecutive numbers, and the number after its last."""
    start = 0
    for at in range(1, len(indices) + 1):
        if at == len(indices) or indices[at] != indices[at - 1] + 1:
            yield indices[start], indices[at - 1] + 1
            start = at


def _left_open(
    text: str, name: str, unclosed: list[int], starts: list[int], numbers: Sequence[int]
) -> list[Problem]:
    problems = []
    for start in unclosed[:MOST_PROBLEMS]:
        row = bisect_right(starts, start) - 1
        is_note = text[start] == "["
        problems.append(
            Problem(
                file=name,
                line=numbers[row],
                column=start - starts[row] + 1,
                what=f"This {'note' if is_note else 'boneyard'} is never closed.",
                why="It was read as ordinary text, and will print.",
                fix="Write ]] where it ends; a blank line inside a note needs two spaces on it."
                if is_note
                else "Write */ where it ends.",
                severity=Severity.WARNING,
            )
        )
    return problems
