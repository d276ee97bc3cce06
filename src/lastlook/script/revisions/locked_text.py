"""Locked pages written into a script, so that plain text keeps them too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.fountain.write import write_fountain
from lastlook.script.model import Kind, Note, Paragraph
from lastlook.script.pages.locks import typed_label

if TYPE_CHECKING:
    from lastlook.script.convert.losses import Written
    from lastlook.script.model import Screenplay
    from lastlook.script.pages.paginate import Pages

_SPOKEN = frozenset({Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS})


def locked_fountain(screenplay: Screenplay, pages: Pages) -> Written:
    """Write a script as Fountain with its pages locked, `pages` as `paginate` gave them.

    Each page starts with a line `=== 12A ===`; where that would cut a paragraph or a speech in
    two, with a note in its place, `[[=== 12A ===]]`. Other programs pass over the note, and over
    the line or take it for a page break. Reading it back and paginating gives the same pages.
    Locked pages that the script had before are taken out.
    """
    return write_fountain(with_locks(screenplay, pages))


def with_locks(screenplay: Screenplay, pages: Pages) -> Screenplay:
    """Put the labels of `pages` into the script as page breaks and notes."""
    starts: dict[int, list[tuple[int, str]]] = {}
    for page in pages.pages:
        first = next((line for line in page.lines if line.paragraph >= 0), None)
        if first is not None:
            starts.setdefault(first.paragraph, []).append((first.start, page.label))
    found: list[Paragraph] = []
    for index, paragraph in enumerate(screenplay.paragraphs):
        if paragraph.kind is Kind.PAGE_BREAK and paragraph.page_label:
            continue
        notes = [note for note in paragraph.notes if not typed_label(note)]
        for offset, label in starts.get(index, ()):
            mark = f"=== {label} ==="
            if offset == 0 and paragraph.kind not in _SPOKEN:
                line = paragraph.line
                found.append(Paragraph(kind=Kind.PAGE_BREAK, runs=(), line=line, page_label=label))
            else:
                notes.append(Note(text=mark, offset=offset, line=paragraph.line))
        notes.sort(key=lambda note: note.offset)
        kept = tuple(notes)
        found.append(paragraph if kept == paragraph.notes else replace(paragraph, notes=kept))
    return replace(screenplay, paragraphs=tuple(found))
