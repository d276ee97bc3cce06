"""Fountain 1.1 read into the screenplay model. Rules: fountain.io/syntax."""

from __future__ import annotations

import re
from dataclasses import replace

from lastlook.errors import Problem, Severity
from lastlook.script.fountain.emphasis import parse_emphasis, places_without_marks, unwrapped
from lastlook.script.fountain.lines import MOST_PROBLEMS, Lines, read_lines
from lastlook.script.fountain.signs import (
    interrupts,
    is_centred,
    is_cue,
    label_of_page,
    parenthetical_end,
    without_caret,
)
from lastlook.script.fountain.title import read_title_page
from lastlook.script.heading import HEADING_START, split_scene_number
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

_SECTION = re.compile(r"(#{1,6})\s*(.*)")
_CENTERED = ParagraphStyle(alignment=Alignment.CENTER)


def read_fountain(data: bytes, name: str) -> Screenplay:
    """Read a Fountain file.

    Parameters
    ----------
    data
        The file's bytes: UTF-8 or UTF-16 with or without a byte-order mark, LF or CRLF.
    name
        File name for messages.

    Raises
    ------
    ProblemsError
        The bytes are no text.
    """
    text, problems = decode(data, name)
    lines, left_open = read_lines(text, name)
    title_page, rest = read_title_page(lines)
    reader = _Reader(name, lines)
    reader.read(rest)
    found = sorted([*problems, *left_open, *reader.problems], key=lambda p: (p.line, p.column))
    return Screenplay(
        name=name,
        format="fountain",
        title_page=title_page,
        paragraphs=tuple(reader.paragraphs),
        problems=tuple(found),
        source=data,
    )


class _Reader:
    """Walks the lines once. Each `read_` method consumes the lines it understands."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self.shown = lines.shown
        self.bare = lines.bare
        self.at = 0
        self.paragraphs: list[Paragraph] = []
        self.problems: list[Problem] = []
        # Index of the cue that a `^` coming next would stand beside, -1 for none.
        self.last_cue = -1

    def read(self, start: int) -> None:
        """Read from line `start`, and what was hidden in and above the title page before it."""
        bare, end, hidden = self.bare, len(self.bare), self.lines.hidden
        if hidden or self.lines.notes:
            self.keep_hidden(0, start)
        self.at = start
        if 0 < start < end and bare[start]:
            self.warn(
                start,
                "There is no blank line between the title page and this heading.",
                "Other programs may read it as part of the title page.",
                "Leave a blank line above it.",
            )
        while self.at < end:
            if text := bare[self.at]:
                self.read_block(text)
            else:
                if self.at in hidden:
                    self.keep_hidden(self.at, self.at + 1)
                self.at += 1

    def read_block(self, text: str) -> None:
        """Read one element, starting after a blank line or after an element of one line."""
        first = text[0]
        if first in "=#~>.@!*_" and self.read_marked(text, first):
            return
        if first in "IEieİı" and HEADING_START.match(text):
            self.read_heading(text)
        elif text.endswith("TO:") and text.isupper():
            self.add(Kind.TRANSITION, text, self.at + 1)
        elif is_cue(text) and self.text_follows():
            self.read_speech(text)
        else:
            self.read_action()

    def read_marked(self, text: str, first: str) -> bool:
        """Read an element that its first sign tells; False where the sign tells nothing."""
        below = self.at + 1
        if first == "=":
            label = label_of_page(text)
            if label is None:
                self.add(Kind.SYNOPSIS, text.lstrip("=").strip(), below)
            else:
                self.add(Kind.PAGE_BREAK, "", below, page_label=label)
        elif first == "#" and (section := _SECTION.match(text)):
            self.add(Kind.SECTION, section[2].strip(), below, depth=len(section[1]))
        elif first == "~":
            self.add(Kind.LYRICS, text[1:].strip(), below)
        elif first == ">":
            self.read_angle(text)
        elif first == "." and text[1:2].isalnum():
            self.read_heading(text[1:])
        elif first == "@" and text[1:].strip():
            self.read_speech(text[1:])
        elif first == "!":
            self.read_action()
        elif first in "*_" and HEADING_START.match(unwrapped(split_scene_number(text)[0])):
            self.read_heading(text)
        elif first in "*_" and (inner := unwrapped(text)).endswith("TO:") and inner.isupper():
            self.add(Kind.TRANSITION, text, below)
        else:
            return False
        return True

    def text_follows(self) -> bool:
        """Whether the next line goes on with this one; two spaces are enough."""
        below = self.at + 1
        return below < len(self.bare) and (self.bare[below] != "" or len(self.shown[below]) > 1)

    def read_heading(self, text: str) -> None:
        heading, number = split_scene_number(text)
        if not number and (inner := unwrapped(text)) != text:
            heading, number = split_scene_number(inner)
            heading = text.replace(inner, heading, 1)
        below = self.at + 1
        if below < len(self.bare) and self.bare[below]:
            self.warn(
                self.at,
                "There is no blank line after this scene heading.",
                "Other programs may read it as action.",
                "Leave a blank line below it.",
            )
        self.add(Kind.SCENE_HEADING, heading.strip(), below, number=number)

    def read_angle(self, text: str) -> None:
        """Read `> transition` or lines of `> centred <`."""
        if not is_centred(text):
            self.add(Kind.TRANSITION, text[1:].strip(), self.at + 1)
            return
        bare, end = self.bare, self.at + 1
        while end < len(bare) and is_centred(bare[end]):
            end += 1
        rows = [row[1:-1].strip() for row in bare[self.at : end]]
        self.add(Kind.ACTION, "\n".join(rows), end, layout=_CENTERED)

    def read_action(self) -> None:
        """Read lines up to a blank; a heading or capitals among them are action too."""
        bare, end = self.bare, self.at
        rows: list[str] = []
        while end < len(bare) and (text := bare[end]):
            if rows:
                if interrupts(text):
                    break
                if text[0] in "IE" and HEADING_START.match(text) and text.isupper():
                    self.warn(
                        end,
                        "This looks like a scene heading but stands inside an action paragraph.",
                        "It was read as action.",
                        "Leave a blank line above it.",
                    )
            row = self.shown[end]
            if len(row) != len(text):
                row = row.rstrip().replace("\t", "    ")
            rows.append(row.replace("!", "", 1) if text[0] == "!" else row)
            end += 1
        self.add(Kind.ACTION, "\n".join(rows), end)

    # Speeches

    def read_speech(self, cue: str) -> None:
        line = self.at
        cue, beside = without_caret(cue)
        column = self.pair(line) if beside else None
        index = len(self.paragraphs)
        self.add(Kind.CHARACTER, cue, line + 1, dual=column)
        end = self.speech_end()
        while self.at < end:
            self.read_spoken(end, column)
        if len(self.paragraphs) == index + 1:
            self.warn(
                line,
                f"{cue} has no dialogue.",
                "A cue is followed by a line of speech.",
                "Write the speech on the next line, or put ! in front to make this action.",
            )
        self.last_cue = index

    def read_spoken(self, end: int, column: Column | None) -> None:
        """Read a parenthetical, a line of lyrics, or the dialogue up to the next of these."""
        bare, at = self.bare, self.at
        text = bare[at]
        if text[:1] == "(" and (closing := parenthetical_end(bare, at, end)):
            self.add(Kind.PARENTHETICAL, "\n".join(bare[at:closing]), closing, dual=column)
        elif text[:1] == "~":
            self.add(Kind.LYRICS, text[1:].strip(), at + 1, dual=column)
        else:
            below = at + 1
            while below < end and bare[below][:1] not in ("(", "~"):
                below += 1
            self.add(Kind.DIALOGUE, "\n".join(bare[at:below]), below, dual=column)

    def pair(self, line: int) -> Column | None:
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

    def speech_end(self) -> int:
        """Index after the speech that starts here."""
        bare, end = self.bare, self.at
        while end < len(bare):
            text = bare[end]
            if not text:
                if len(self.shown[end]) < 2:
                    break
            elif text[0] in "!>" or (text[0] == "=" and label_of_page(text) is not None):
                break
            end += 1
        return end

    # Keeping

    def add(
        self,
        kind: Kind,
        text: str,
        end: int,
        *,
        number: str = "",
        dual: Column | None = None,
        depth: int = 0,
        layout: ParagraphStyle | None = None,
        page_label: str = "",
    ) -> None:
        """Keep a paragraph made of the lines from here up to `end`, and step there."""
        at, lines = self.at, self.lines
        self.at = end
        self.last_cue = -1
        runs = parse_emphasis(text)
        self.paragraphs.append(
            Paragraph(
                kind=kind,
                runs=runs,
                line=lines.first[at],
                column=self.column(at),
                end_line=lines.last[end - 1],
                notes=self.notes_of(text, runs, at, end) if lines.notes else (),
                number=number,
                dual=dual,
                depth=depth,
                layout=layout,
                page_label=page_label,
            )
        )

    def notes_of(self, text: str, runs: tuple[Run, ...], at: int, end: int) -> tuple[Note, ...]:
        """Return the notes of the lines, their offsets counted in the paragraph's plain text."""
        held = self.lines.notes
        if held.keys().isdisjoint(range(at, end)):
            return ()
        notes: list[Note] = []
        offsets: list[int] = []
        start = 0
        for index, row in zip(range(at, end), text.split("\n"), strict=True):
            # A mark such as ~ or # stands before the words; indented action keeps its indent.
            found = self.shown[index].find(row)
            lead = found if found >= 0 else self.column(index) - 1
            for note in held.get(index, ()):
                notes.append(note)
                offsets.append(start + max(0, min(note.offset - lead, len(row))))
            start += len(row) + 1
        plain = "".join(run.text for run in runs)
        places = places_without_marks(text, plain, offsets)
        return tuple(replace(note, offset=at) for note, at in zip(notes, places, strict=True))

    def keep_hidden(self, start: int, end: int) -> None:
        """Keep notes and boneyard that stand alone as paragraphs that do not print."""
        lines = self.lines
        for index in range(start, end):
            notes = [(Kind.NOTE, note) for note in lines.notes.get(index, ())]
            for kind, note in (*notes, *lines.hidden.get(index, ())):
                self.paragraphs.append(
                    Paragraph(
                        kind=kind,
                        runs=(Run(note.text),),
                        line=note.line,
                        column=note.column,
                        end_line=max(note.line, lines.last[index]),
                    )
                )

    def column(self, index: int) -> int:
        shown = self.shown[index]
        if len(shown) == len(self.bare[index]):
            return 1
        return len(shown) - len(shown.lstrip()) + 1

    def warn(self, index: int, what: str, why: str, fix: str) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            return
        self.problems.append(
            Problem(
                file=self.name,
                line=self.lines.first[index],
                column=self.column(index),
                what=what,
                why=why,
                fix=fix,
                severity=Severity.WARNING,
            )
        )
