"""Fountain's lines with notes and boneyard lifted out, each knowing where it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from lastlook.errors import Problem, Severity
from lastlook.script.model import Kind, Note

# A note may span lines; an empty line ends it unless two spaces stand on that line.
_HIDDEN = re.compile(r"/\*.*?\*/|\[\[(?:(?!\]\]|\n\n).)*\]\]", re.DOTALL)
_OPENING = re.compile(r"/\*|\[\[")


class SourceLine(NamedTuple):
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
    lines = [SourceLine(row, number, number) for number, row in enumerate(rows, 1)]
    if "[[" not in text and "/*" not in text:
        return lines, []
    starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
    kept: list[SourceLine] = []
    for group in _groups(text, starts):
        first = bisect_right(starts, group[0].start())
        last = bisect_right(starts, group[-1].end() - 1)
        kept += lines[kept[-1].end if kept else 0 : first - 1]
        kept.append(_joined(text[starts[first - 1] : starts[last] - 1], first, last, group, starts))
    kept += lines[kept[-1].end if kept else 0 :]
    return _settle(kept), _left_open(text, name, starts)


def _groups(text: str, starts: list[int]) -> list[list[re.Match[str]]]:
    """Return what is hidden, grouped by the logical line it becomes part of."""
    groups: list[list[re.Match[str]]] = []
    for match in _HIDDEN.finditer(text):
        line = bisect_right(starts, match.start())
        if groups and bisect_right(starts, groups[-1][-1].end() - 1) == line:
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _joined(
    text: str, first: int, last: int, group: list[re.Match[str]], starts: list[int]
) -> SourceLine:
    """Make one line of the lines `first` to `last`, lifting out what the group hides."""
    offset = starts[first - 1]
    shown = ""
    at = 0
    hidden: list[tuple[Kind, Note]] = []
    for match in group:
        shown = _glued(shown, text[at : match.start() - offset])
        at = match.end() - offset
        line = bisect_right(starts, match.start())
        note = Note(
            text=match.group()[2:-2].strip(),
            offset=len(shown),
            line=line,
            column=match.start() - starts[line - 1] + 1,
        )
        hidden.append((Kind.NOTE if match.group()[0] == "[" else Kind.BONEYARD, note))
    shown = _glued(shown, text[at:])
    if not shown.strip():
        return SourceLine("", first, last, hidden=tuple(hidden))
    notes = tuple(note for kind, note in hidden if kind is Kind.NOTE)
    return SourceLine(shown, first, last, notes)


def _glued(before: str, after: str) -> str:
    # What was hidden between two spaces takes one of them along.
    return before + (after[1:] if before[-1:].isspace() and after[:1] == " " else after)


def _settle(lines: list[SourceLine]) -> list[SourceLine]:
    """Take hidden lines out of running paragraphs; their notes go to the line above."""
    if not any(line.hidden for line in lines):
        return lines
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
