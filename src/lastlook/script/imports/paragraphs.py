"""Paragraphs of word processors on their way to a screenplay; what .docx, .odt and .html share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.imports import words
from lastlook.script.imports.classify import lines_to_elements
from lastlook.script.imports.join import merged
from lastlook.script.imports.lines import Line
from lastlook.script.imports.titles import title_page_of
from lastlook.script.model import (
    SILENT_KINDS,
    Alignment,
    Column,
    Kind,
    Note,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastlook.script.model import TitleField

TAB = 5
"""Characters to a tab stop: half an inch."""
_LEAD = re.compile(r"^[ \t\u00a0\u3000]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph as a word processor has it."""

    runs: tuple[Run, ...]
    number: int
    """Running paragraph of the document, from 1."""
    left: float = 0.0
    """Indent in inches, of the paragraph and its first line together."""
    alignment: Alignment = Alignment.LEFT
    space: float = 0.0
    """Space above in lines."""
    kind: Kind | None = None
    """What its style says it is."""
    scene_number: str = ""
    dual: Column | None = None
    starts_page: bool = False
    is_title: bool = False
    """Its style is that of the document's title."""
    breaks: bool = False
    """A page break of the writer's stands above it; `starts_page` may be the printer's."""
    type_name: str = ""
    """A custom type that is based on `kind`."""
    above: tuple[str, ...] = ()
    """Notes that stand above it as paragraphs of their own."""
    notes: tuple[Note, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words; a soft break is a line feed."""
        return "".join(run.text for run in self.runs)


def screenplay_of(
    blocks: Sequence[Block], *, name: str, format_name: str, source: bytes
) -> Screenplay:
    """Make a screenplay of a document's paragraphs.

    Named styles are believed; the rest is told apart by indents, alignment and capitals. MORE,
    CONTINUED and lone page numbers that an earlier conversion left as paragraphs are dropped, and
    named in a warning.
    """
    problems: list[Problem] = []
    titles, blocks = _title_page(blocks)
    blocks = _without_furniture(blocks, name, problems)
    styled = sum(b.kind is not None for b in blocks if b.text.strip())
    lines = _lines(blocks, trust=styled >= 3)
    paragraphs, doubts = lines_to_elements(lines, name)
    paragraphs = tuple(with_silent(paragraphs, blocks))
    found = [*problems, *doubts]
    if not any(p.kind is Kind.SCENE_HEADING for p in paragraphs):
        found.append(no_scene(name))
    return Screenplay(
        name=name,
        format=format_name,
        title_page=titles,
        paragraphs=paragraphs,
        problems=tuple(sorted(found, key=lambda p: p.line)),
        source=source,
    )


def as_stated(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """Make paragraphs of blocks that all say what they are; what does not is action."""
    blocks = [block for block in blocks if block.kind is not None or block.text.strip()]
    made = [
        Paragraph(
            kind=block.kind or Kind.ACTION,
            runs=merged(block.runs),
            line=block.number,
            number=block.scene_number,
            dual=block.dual,
            style_name=block.type_name,
            layout=ParagraphStyle(alignment=Alignment.CENTER)
            if block.kind is Kind.ACTION and block.alignment is Alignment.CENTER
            else None,
        )
        for block in blocks
    ]
    return tuple(with_silent(made, blocks))


def with_silent(paragraphs: Iterable[Paragraph], blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Put the page breaks and notes back that stand with the blocks the paragraphs came from."""
    holders = {b.number: b for b in blocks if b.breaks or b.above or b.notes or b.below}
    for paragraph in paragraphs:
        line = paragraph.line
        block = holders.pop(line, None)
        if block is None:
            yield paragraph
            continue
        if block.breaks:
            yield Paragraph(kind=Kind.PAGE_BREAK, runs=(), line=line)
        yield from (_note(text, line) for text in block.above)
        yield replace(paragraph, notes=block.notes)
        yield from (_note(text, line) for text in block.below)


def _note(text: str, line: int) -> Paragraph:
    return Paragraph(kind=Kind.NOTE, runs=(Run(text),), line=line)


def no_scene(name: str) -> Problem:
    """Say that nothing in the document is a scene heading."""
    return Problem(
        file=name,
        what="No scene heading was found.",
        why="Headings are known by their style's name, or by INT. or EXT. at their start.",
        fix="Put headings into the document, or check that it is a screenplay.",
        severity=Severity.WARNING,
    )


def _title_page(blocks: Sequence[Block]) -> tuple[tuple[TitleField, ...], Sequence[Block]]:
    """Take off the title page: what stands before the script's first page and looks like one."""
    start = 0
    while start < len(blocks) and not blocks[start].text.strip():
        start += 1
    end = start
    filled = 0
    titled = False
    for index in range(start, min(len(blocks), start + 60)):
        block = blocks[index]
        text = block.text.strip()
        if not text:
            continue
        breaks = block.starts_page and index > start
        if breaks and filled:
            end = index
            return _fields(blocks[start:end]), blocks[end:]
        if (
            words.starts_heading(text)
            or words.SURE_TRANSITION.fullmatch(text)
            or (block.kind is not None and block.kind is not Kind.GENERAL)
            or re.fullmatch(r"(?:FADE IN|AUFBLENDE|OUVERTURE|FUNDIDO)\b.*", text)
        ):
            break
        titled = titled or block.is_title or block.alignment is Alignment.CENTER
        filled += 1
        end = index + 1
    if not filled or filled > 15 or not titled or end >= len(blocks):
        return (), blocks
    # A centred first line alone may be the script's own; a credit or a title style settles it.
    texts = [b.text.strip() for b in blocks[start:end] if b.text.strip()]
    sure = blocks[start].is_title or any(
        re.match(r"(?:.{0,50} )?(?:by|von|par|por|di|written|drehbuch)\b", t, re.IGNORECASE)
        for t in texts[1:]
    )
    return (_fields(blocks[start:end]), blocks[end:]) if sure else ((), blocks)


def _fields(blocks: Iterable[Block]) -> tuple[TitleField, ...]:
    return title_page_of(
        (text, block.alignment is Alignment.CENTER or block.is_title, block.number)
        for block in blocks
        for text in block.text.split("\n")
    )


def _without_furniture(
    blocks: Sequence[Block], name: str, problems: list[Problem]
) -> Sequence[Block]:
    kept: list[Block] = []
    dropped: list[Block] = []
    speaking = False
    for block in blocks:
        text = block.text.strip()
        if text and words.MORE.fullmatch(text) and text.startswith("("):
            dropped.append(block)
            speaking = True
        elif text and words.CONTINUED.fullmatch(text):
            dropped.append(block)
        elif speaking and words.CONTD.search(text):
            dropped.append(block)
            speaking = False
        else:
            if speaking and text:
                speaking = bool(words.PAGE_NUMBER.fullmatch(text))
            kept.append(block)
    if dropped:
        shown = ", ".join(sorted({block.text.strip() for block in dropped})[:4])
        problems.append(
            Problem(
                file=name,
                line=dropped[0].number,
                what=f"{len(dropped)} paragraphs of page breaks were left out: {shown}.",
                why="They are put in where pages break, and pages break anew.",
                fix="Nothing is to be done.",
                severity=Severity.WARNING,
            )
        )
    return kept


def _lines(blocks: Sequence[Block], *, trust: bool) -> list[Line]:
    """Turn paragraphs into lines for the classifier; empty ones become the blank above the next."""
    lines: list[Line] = []
    blank = 0.0
    for block in blocks:
        if not block.text.strip():
            blank += 1
            continue
        runs, lead = _without_lead(block.runs)
        number, runs = (block.scene_number, runs) if block.scene_number else _numbered(runs)
        kind = block.kind if trust else None
        if kind in SILENT_KINDS:
            kind = None if kind is not Kind.NOTE else kind
        lines.append(
            Line(
                runs=runs,
                number=block.number,
                left=block.left * 10 + lead,
                gap=blank + block.space,
                alignment=block.alignment,
                whole=True,
                known=kind,
                scene_number=number,
                dual=block.dual,
            )
        )
        blank = 0.0
    return lines


def _without_lead(runs: Sequence[Run]) -> tuple[tuple[Run, ...], int]:
    """Take off spaces and tabs before and after the text; return how far they indent it."""
    found = list(merged(runs))
    lead = 0
    while found:
        match = _LEAD.match(found[0].text)
        if match is None:
            break
        for character in match.group():
            lead += TAB - lead % TAB if character == "\t" else 1
        rest = found[0].text[match.end() :]
        if rest:
            found[0] = replace(found[0], text=rest)
            break
        found.pop(0)
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found), lead


def _numbered(runs: tuple[Run, ...]) -> tuple[str, tuple[Run, ...]]:
    text = "".join(run.text for run in runs)
    number, rest = words.split_number(text)
    if not number:
        return "", runs
    start = text.index(rest)
    return number, cut(runs, start, start + len(rest))


def cut(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return what of the runs lies between two places of their text."""
    found = []
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            found.append(replace(run, text=text))
    return tuple(found)
