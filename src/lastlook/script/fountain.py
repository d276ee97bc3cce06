"""Fountain 1.1 read into the screenplay model. Rules: fountain.io/syntax."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lastlook.errors import Problem, Severity
from lastlook.script.emphasis import parse_emphasis
from lastlook.script.fountain_lines import SourceLine, strip_hidden
from lastlook.script.fountain_title import read_title_page
from lastlook.script.heading import HEADING_START, SCENE_NUMBER
from lastlook.script.model import (
    Alignment,
    Column,
    Kind,
    Note,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
)
from lastlook.script.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAGE_BREAK = re.compile(r"={3,}\s*(?:([^\s=]+)\s*={3,})?\s*$")
_SECTION = re.compile(r"(#{1,6})\s*(.*)")
_EXTENSION = re.compile(r"\([^()]*\)?")
_CENTERED = ParagraphStyle(alignment=Alignment.CENTER)


def read_fountain(data: bytes, name: str) -> Screenplay:
    """Read a Fountain file.

    Parameters
    ----------
    data
        The file's bytes: UTF-8 with or without a byte-order mark, UTF-16 with one, LF or CRLF.
    name
        File name for messages.

    Raises
    ------
    ProblemsError
        The bytes are no text.
    """
    text, problems = decode(data, name)
    lines, left_open = strip_hidden(text, name)
    title_page, rest = read_title_page(lines)
    reader = _Reader(name, lines[rest:])
    reader.read()
    found = sorted([*problems, *left_open, *reader.problems], key=lambda p: (p.line, p.column))
    return Screenplay(
        name=name,
        format="fountain",
        title_page=title_page,
        paragraphs=tuple(reader.paragraphs),
        problems=tuple(found),
        source=data,
    )


def is_cue(line: str) -> bool:
    """Whether a line could be a character cue: capitals with at least one letter.

    What stands in parentheses may be in lower case; `ß` has no common capital and counts as one.
    """
    name = line.rstrip().removesuffix("^")
    if "(" in name:
        name = _EXTENSION.sub("", name)
    return name.isupper() or ("ß" in name and name.replace("ß", "SS").isupper())


class _Reader:
    """Walks the lines once. Each `read_` method consumes the lines it understands."""

    def __init__(self, name: str, lines: list[SourceLine]) -> None:
        self.name = name
        self.lines = lines
        self.at = 0
        self.paragraphs: list[Paragraph] = []
        self.problems: list[Problem] = []
        # Index of the cue that a `^` coming next would stand beside, -1 for none.
        self.last_cue = -1

    def read(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text.strip():
                self.read_block(line, line.text.strip())
            else:
                self.keep_hidden(line)
                self.at += 1

    def read_block(self, line: SourceLine, text: str) -> None:
        """Read one element, starting after a blank line or after an element of one line."""
        first = text[0]
        if first == "=":
            self.read_equals(line, text)
        elif first == "#" and (section := _SECTION.match(text)):
            self.add(Kind.SECTION, [section[2].strip()], [line], depth=len(section[1]))
        elif first == "~":
            self.add(Kind.LYRICS, [text[1:].strip()], [line])
        elif first == ">":
            self.read_angle(line, text)
        elif first == "." and text[1:2].isalnum():
            self.read_heading(line, text[1:])
        elif HEADING_START.match(text):
            self.read_heading(line, text)
        elif first == "@" and text[1:].strip():
            self.read_speech(line, text[1:])
        elif first != "!" and text.endswith("TO:") and text.isupper():
            self.add(Kind.TRANSITION, [text], [line])
        elif first != "!" and is_cue(text) and self.text_follows():
            self.read_speech(line, text)
        else:
            self.read_action()

    def text_follows(self) -> bool:
        """Whether the next line goes on with this one; two spaces are enough."""
        return self.at + 1 < len(self.lines) and len(self.lines[self.at + 1].text) > 0

    def ahead(self) -> Iterator[SourceLine]:
        """Return the lines from here on."""
        return map(self.lines.__getitem__, range(self.at, len(self.lines)))

    def read_equals(self, line: SourceLine, text: str) -> None:
        if page_break := _PAGE_BREAK.match(text):
            self.add(Kind.PAGE_BREAK, [""], [line], page_label=page_break[1] or "")
        else:
            self.add(Kind.SYNOPSIS, [text.lstrip("=").strip()], [line])

    def read_heading(self, line: SourceLine, text: str) -> None:
        number = SCENE_NUMBER.search(text)
        if self.text_follows() and self.lines[self.at + 1].text.strip():
            self.warn(
                line,
                "There is no blank line after this scene heading.",
                "Other programs may read it as action.",
                "Leave a blank line below it.",
            )
        self.add(
            Kind.SCENE_HEADING,
            [(text[: number.start()] if number else text).strip()],
            [line],
            number=number[1].strip() if number else "",
        )

    def read_angle(self, line: SourceLine, text: str) -> None:
        """Read `> transition` or lines of `> centred <`."""
        if not (text.endswith("<") and len(text) > 1):
            self.add(Kind.TRANSITION, [text[1:].strip()], [line])
            return
        block = []
        for row in self.ahead():
            inner = row.text.strip()
            if not (inner.startswith(">") and inner.endswith("<") and len(inner) > 1):
                break
            block.append(row)
        self.add(
            Kind.ACTION, [row.text.strip()[1:-1].strip() for row in block], block, layout=_CENTERED
        )

    def read_action(self) -> None:
        """Read lines up to a blank; a heading or capitals among them are action too."""
        block: list[SourceLine] = []
        rows: list[str] = []
        for line in self.ahead():
            text = line.text.strip()
            if not text or (block and _interrupts(text)):
                break
            if block and HEADING_START.match(text) and text.isupper():
                self.warn(
                    line,
                    "This looks like a scene heading but stands inside an action paragraph.",
                    "It was read as action.",
                    "Leave a blank line above it.",
                )
            row = line.text.rstrip().replace("\t", "    ")
            rows.append(row.replace("!", "", 1) if text[0] == "!" else row)
            block.append(line)
        self.add(Kind.ACTION, rows, block)

    # Speeches

    def read_speech(self, line: SourceLine, cue: str) -> None:
        column = self.pair(line) if cue.endswith("^") else None
        cue = cue.removesuffix("^").strip()
        spoken = self.text_follows()
        index = len(self.paragraphs)
        self.add(Kind.CHARACTER, [cue], [line], dual=column)
        if spoken:
            for kind, rows, block in _speech_parts(self.speech_lines()):
                self.add(kind, rows, block, dual=column)
        if len(self.paragraphs) == index + 1:
            self.warn(
                line,
                f"{cue} has no dialogue.",
                "A cue is followed by a line of speech.",
                "Write the speech on the next line, or put ! in front to make this action.",
            )
        self.last_cue = index

    def pair(self, line: SourceLine) -> Column | None:
        """Make the speech before this one the left column; say so where there is none."""
        first = self.last_cue
        if first < 0 or self.paragraphs[first].dual is not None:
            self.warn(
                line,
                "This ^ has no speech before it to stand beside.",
                "Dual dialogue pairs a speech with the one just above it.",
                "Take the ^ away, or move the speech under the one it overlaps.",
            )
            return None
        for index in range(first, len(self.paragraphs)):
            self.paragraphs[index] = replace(self.paragraphs[index], dual=Column.LEFT)
        return Column.RIGHT

    def speech_lines(self) -> list[SourceLine]:
        block: list[SourceLine] = []
        for line in self.ahead():
            text = line.text.strip()
            if len(line.text) < 2 and not text:
                break
            if text and (text[0] in "!>" or _PAGE_BREAK.match(text)):
                break
            block.append(line)
        return block

    # Keeping

    def add(
        self, kind: Kind, rows: Sequence[str], block: Sequence[SourceLine], **more: Any
    ) -> None:
        """Keep a paragraph made of the lines in `block`, and step past them."""
        self.at += len(block)
        self.last_cue = -1
        first = block[0]
        self.paragraphs.append(
            Paragraph(
                kind=kind,
                runs=parse_emphasis("\n".join(rows)),
                line=first.number,
                column=len(first.text) - len(first.text.lstrip()) + 1,
                end_line=block[-1].end,
                notes=_notes_of(rows, block),
                **more,
            )
        )

    def keep_hidden(self, line: SourceLine) -> None:
        """Keep notes and boneyard that stand alone as paragraphs that do not print."""
        for kind, note in line.hidden:
            self.paragraphs.append(
                Paragraph(
                    kind=kind,
                    runs=(Run(note.text),),
                    line=note.line,
                    column=note.column,
                    end_line=line.end,
                )
            )

    def warn(self, line: SourceLine, what: str, why: str, fix: str) -> None:
        self.problems.append(
            Problem(
                file=self.name,
                line=line.number,
                column=len(line.text) - len(line.text.lstrip()) + 1,
                what=what,
                why=why,
                fix=fix,
                severity=Severity.WARNING,
            )
        )


def _interrupts(text: str) -> bool:
    """Whether a line ends a running action paragraph without a blank line before it."""
    if text[0] in "=>~":
        return True
    return text[0] == "#" and text.lstrip("#")[:1] == " "


def _speech_parts(
    block: list[SourceLine],
) -> Iterator[tuple[Kind, list[str], list[SourceLine]]]:
    """Split a speech into parentheticals, lyrics and dialogue, lines of a kind together."""
    at = 0
    while at < len(block):
        text = block[at].text.strip()
        end = at + 1
        if text.startswith("("):
            closing = _parenthetical_end(block, at)
            if closing:
                yield (
                    Kind.PARENTHETICAL,
                    [r.text.strip() for r in block[at:closing]],
                    block[at:closing],
                )
                at = closing
                continue
        if text.startswith("~"):
            yield Kind.LYRICS, [text[1:].strip()], block[at:end]
            at = end
            continue
        while end < len(block) and not block[end].text.strip().startswith(("(", "~")):
            end += 1
        yield Kind.DIALOGUE, [row.text.strip() for row in block[at:end]], block[at:end]
        at = end


def _parenthetical_end(block: list[SourceLine], at: int) -> int:
    """Index after the parenthetical that starts at `at`; 0 where the line is dialogue."""
    if block[at].text.rstrip().endswith(")"):
        return at + 1
    if ")" in block[at].text:
        return 0
    for index in range(at + 1, len(block)):
        text = block[index].text.rstrip()
        if text.endswith(")") and "(" not in text:
            return index + 1
        if "(" in text or ")" in text:
            break
    return 0


def _notes_of(rows: Sequence[str], block: Sequence[SourceLine]) -> tuple[Note, ...]:
    if not any(line.notes for line in block):
        return ()
    notes = []
    start = 0
    for row, line in zip(rows, block, strict=True):
        lead = len(line.text) - len(line.text.lstrip())
        for note in line.notes:
            offset = start + max(0, min(note.offset - lead, len(row)))
            notes.append(replace(note, offset=offset))
        start += len(row) + 1
    return tuple(notes)
