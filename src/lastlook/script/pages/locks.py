"""Locked pages inside a script's blocks: where a page must start whatever stands before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.pages.blocks import rest_of
from lastlook.script.pages.wrap import skip_spaces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastlook.script.model import Note, Screenplay
    from lastlook.script.pages.blocks import Block

Starts = tuple[tuple[int, str], ...]
"""Where locked pages start in one paragraph, in order: offset in its text, and label."""

_NOTE = re.compile(r"={3,}\s*([^\s=]+)\s*={3,}")


def typed_locks(screenplay: Screenplay) -> dict[int, Starts]:
    """Find the locked pages that start inside a paragraph, by paragraph.

    A page that starts between two paragraphs is a line `=== 12A ===` in Fountain; one that starts
    within a paragraph or a speech is a note there, `[[=== 12A ===]]`.
    """
    found: dict[int, Starts] = {}
    for index, paragraph in enumerate(screenplay.paragraphs):
        if paragraph.notes:
            starts = tuple(
                (note.offset, label) for note in paragraph.notes if (label := typed_label(note))
            )
            if starts:
                found[index] = starts
    return found


def typed_label(note: Note) -> str:
    """Give the label of the page that a note locks, empty for any other note."""
    found = _NOTE.fullmatch(note.text.strip())
    return found[1] if found else ""


def cut_at_locks(blocks: list[Block], locks: Mapping[int, Starts]) -> list[Block]:
    """Cut blocks where locked pages start; a dual dialogue is not cut, but starts the page."""
    if not locks:
        return blocks
    return [piece for block in blocks for piece in _pieces(block, locks)]


def _pieces(block: Block, locks: Mapping[int, Starts]) -> Iterator[Block]:
    if block.columns is not None:
        inside = (speech.index for column in block.columns for speech in column)
        labels = [label for index in sorted(inside) for _, label in locks.get(index, ())]
        if labels:
            _lock(block, labels[0])
        yield block
        return
    for offset, label in locks.get(block.index, ()):
        cut = skip_spaces(block.text, offset)
        if not block.text[block.spans[0][0] : cut].strip():
            _lock(block, label)
        elif cut < len(block.text):
            head = block.text[:cut].rstrip()
            box = block.box
            first = box.width if block.continued else box.first_width
            spans = wrap(head, first, box.width, block.spans[0][0])
            yield replace(block, text=head, spans=spans, height=len(spans) * box.line)
            block = rest_of(block, cut)
            _lock(block, label)
    yield block


def _lock(block: Block, label: str) -> None:
    # What starts a page anyway, such as an act, begins anew on it.
    block.locked = not block.new_page
    block.new_page, block.label = True, label
