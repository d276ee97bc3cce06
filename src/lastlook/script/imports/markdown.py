r"""Markdown as Google Docs exports it: every paragraph apart, its margins lost.

Blank lines say nothing there, so elements are told by headings, capitals and names that return.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.fountain.emphasis import parse_emphasis
from lastlook.script.imports.paragraphs import Block, screenplay_of
from lastlook.script.model import Kind
from lastlook.script.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.script.model import Screenplay

_ESCAPE = re.compile(r"\\([!-)+-/:-@\[\]^`{-~])")
"""A backslash before punctuation; stars, underscores and backslashes are left to emphasis."""
_HEADING = re.compile(r"#{1,6}\s+")


def read_markdown(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a Markdown export.

    Raises
    ------
    ProblemsError
        The bytes are no text.
    """
    text, _ = decode(data, name)
    blocks = tuple(_blocks(text))
    return screenplay_of(blocks, name=name, format_name="markdown", source=data)


def unless_loose(fountain: Screenplay) -> Screenplay:
    """Give what was read as Fountain, unless that found no speech and a looser reading finds some.

    Google Docs parts every paragraph from the next by a blank line, cues from speeches too, so
    that Fountain sees action only.
    """
    if any(p.kind is Kind.DIALOGUE for p in fountain.paragraphs):
        return fountain
    loose = read_markdown(fountain.source, fountain.name)
    speeches = sum(p.kind is Kind.DIALOGUE for p in loose.paragraphs)
    return loose if speeches >= 2 else fountain


def _blocks(text: str) -> Iterator[Block]:
    rows: list[str] = []
    first = 1
    for number, row in enumerate([*text.split("\n"), ""], 1):
        if row.strip():
            if not rows:
                first = number
            rows.append(row)
        elif rows:
            yield from _block(rows, first)
            rows = []


def _block(rows: list[str], number: int) -> Iterator[Block]:
    """Make a block of rows; two spaces or a backslash at a row's end keep its break."""
    text = ""
    for row in rows:
        kept = row.endswith(("  ", "\\"))
        text += row.strip().removesuffix("\\") + ("\n" if kept else " ")
    title = text.startswith("# ") and number < 20
    text = _ESCAPE.sub(r"\1", _HEADING.sub("", text.strip(), count=1))
    yield Block(runs=parse_emphasis(text), number=number, is_title=title)
