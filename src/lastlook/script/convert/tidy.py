"""Paragraphs made by programs, put in an order that every format understands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.model import Kind, Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_APART = frozenset({Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK})
"""Kinds that are one piece in every format: nothing can hang on them."""


def tidied(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, Paragraph]]:
    """Give each paragraph with its index; what hangs on a note or page break stands beside it."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind not in _APART:
            yield index, paragraph
            continue
        hung = [note.text for note in paragraph.notes]
        if paragraph.synopsis:
            hung.append(paragraph.synopsis)
        if paragraph.kind is Kind.PAGE_BREAK and paragraph.text.strip():
            hung.append(paragraph.text)
            paragraph = replace(paragraph, runs=(Run(""),))  # noqa: PLW2901
        if paragraph.number:
            hung.append(paragraph.number)
        if hung:
            paragraph = replace(paragraph, notes=(), synopsis="", number="")  # noqa: PLW2901
        yield index, paragraph
        for text in filter(str.strip, hung):
            yield index, Paragraph(kind=Kind.NOTE, runs=(Run(text),), line=paragraph.line)
