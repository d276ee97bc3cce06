"""Fountain's lines with notes and boneyard lifted out, each knowing where it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lastlook.errors import Problem, Severity
from lastlook.script.model import Kind, Note

# A note may span lines; an empty line ends it unless two spaces stand on that line.
_HIDDEN = re.compile(r"/\*.*?\*/|\[\[(?:(?!\]\]|\n\n).)*\]\]", re.DOTALL)
_OPENING = re.compile(r"/\*|\[\[")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the script as the parser sees it."""

    text: str
    number: int
    """Line in the file, from 1."""
    end: int
    """Last line in the file that went into it; later than `number` where a note spanned lines."""
    notes: tuple[Note, ...] = ()
    """Notes lifted out; offsets count characters of `text`."""
    hidden: tuple[tuple[Kind, Note], ...] = ()
    """On a line that was nothing but notes and boneyard and stands alone: what it held."""


def strip_hidden(text: str, name: str) -> tuple[list[SourceLine], list[Problem]]:
    """Return the lines of `text` without notes and boneyard, and what was left open.

    A line that held nothing else disappears inside a paragraph and is a blank line elsewhere,
    so that neither notes nor boneyard leave gaps or glue paragraphs together.
    """
    rows = text.split("\n")
    if "[[" not in text and "/*" not in text:
        return [SourceLine(row, n, n) for n, row in enumerate(rows, 1)], []
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    joined = _Lines(starts)
    at = 0
    for match in _HIDDEN.finditer(text):
        joined.show(text[at : match.start()], at)
        joined.hide(match.group(), match.start())
        at = match.end()
    joined.show(text[at:], at)
    return _settle(joined.finish()), _left_open(text, name, starts)


class _Lines:
    """Builds logical lines out of shown and hidden stretches."""

    def __init__(self, starts: list[int]) -> None:
        self.starts = starts
        self.lines: list[SourceLine] = []
        self.begin(0)

    def begin(self, offset: int) -> None:
        self.text = ""
        self.number = self.line_at(offset)
        self.hidden: list[tuple[Kind, Note, int]] = []

    def line_at(self, offset: int) -> int:
        return min(bisect_right(self.starts, offset), len(self.starts) - 1)

    def show(self, text: str, offset: int) -> None:
        while (cut := text.find("\n")) >= 0:
            self.append(text[:cut])
            self.close(offset + cut)
            offset += cut + 1
            text = text[cut + 1 :]
            self.begin(offset)
        self.append(text)

    def append(self, text: str) -> None:
        # What was hidden between two spaces takes one of them along.
        if self.hidden and self.text[-1:].isspace() and text[:1] == " ":
            text = text[1:]
        self.text += text

    def hide(self, text: str, offset: int) -> None:
        line = self.line_at(offset)
        kind = Kind.NOTE if text.startswith("[[") else Kind.BONEYARD
        note = Note(
            text=text[2:-2].strip(),
            offset=len(self.text),
            line=line,
            column=offset - self.starts[line - 1] + 1,
        )
        self.hidden.append((kind, note, len(self.text)))

    def close(self, offset: int) -> None:
        end = self.line_at(offset)
        if self.hidden and not self.text.strip():
            held = tuple((kind, note) for kind, note, _ in self.hidden)
            self.lines.append(SourceLine("", self.number, end, hidden=held))
            return
        notes = tuple(note for kind, note, _ in self.hidden if kind is Kind.NOTE)
        self.lines.append(SourceLine(self.text, self.number, end, notes=notes))

    def finish(self) -> list[SourceLine]:
        self.close(self.starts[-1] - 1)
        return self.lines


def _settle(lines: list[SourceLine]) -> list[SourceLine]:
    """Take hidden lines out of running paragraphs; their notes go to the line above."""
    kept: list[SourceLine] = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if line.hidden and kept and kept[-1].text.strip() and following.strip():
            above = kept[-1]
            moved = tuple(
                Note(text=n.text, offset=len(above.text), line=n.line, column=n.column)
                for kind, n in line.hidden
                if kind is Kind.NOTE
            )
            kept[-1] = SourceLine(above.text, above.number, line.end, above.notes + moved)
        else:
            kept.append(line)
    return kept


def _left_open(text: str, name: str, starts: list[int]) -> list[Problem]:
    problems = []
    covered = _HIDDEN.sub(lambda match: " " * len(match.group()), text)
    for match in _OPENING.finditer(covered):
        line = bisect_right(starts, match.start())
        closing = "*/" if match.group() == "/*" else "]]"
        thing = "boneyard" if closing == "*/" else "note"
        problems.append(
            Problem(
                file=name,
                line=line,
                column=match.start() - starts[line - 1] + 1,
                what=f"This {thing} is never closed.",
                why="It was read as ordinary text, and will print.",
                fix=f"Write {closing} where it ends"
                + (
                    "; a blank line inside a note needs two spaces on it."
                    if closing == "]]"
                    else "."
                ),
                severity=Severity.WARNING,
            )
        )
    return problems
