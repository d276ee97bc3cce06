"""Fountain's title page: `Key: value` lines at the very top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.emphasis import parse_emphasis
from lastlook.script.heading import HEADING_START
from lastlook.script.model import TitleField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.fountain_lines import SourceLine
    from lastlook.script.model import Run

_KEY = re.compile(r"([^\W\d_][^:\n]{0,39}?)\s*:(?:\s+(.*)|$)")
_KNOWN = frozenset(
    {
        *("title", "credit", "author", "authors", "source", "notes", "date", "contact"),
        *("copyright", "revision", "format", "draft", "draft date", "contact info", "written by"),
        *("based on", "watermark", "titel", "titre", "título", "titolo", "autor", "auteur"),
        "autore",
    }
)


def read_title_page(lines: Sequence[SourceLine]) -> tuple[tuple[TitleField, ...], int]:
    """Return the title page's fields and the index of the first line after it.

    The page must hold a key that screenwriters use (Title, Author …), or two keys at least:
    `FADE IN:` on line 1 and a first line of action with a colon are script.
    """
    block = []
    for line in lines:
        if not line.text.strip():
            break
        block.append(line)
    fields: list[TitleField] = []
    for line in block:
        text = line.text
        if text[:1].isspace() and fields:
            last = fields[-1]
            fields[-1] = _field(last.key, (*last.runs, parse_emphasis(text.strip())), last.line)
        elif (match := _KEY.match(text)) and not HEADING_START.match(text):
            value = (match[2] or "").strip()
            fields.append(_field(match[1], (parse_emphasis(value),) if value else (), line.number))
        else:
            return (), 0
    known = any(entry.key.casefold() in _KNOWN for entry in fields)
    filled = sum(bool(entry.values) for entry in fields)
    return (tuple(fields), len(block)) if known or filled > 1 else ((), 0)


def _field(key: str, runs: tuple[tuple[Run, ...], ...], line: int) -> TitleField:
    values = tuple("".join(run.text for run in row) for row in runs)
    return TitleField(key=key, values=values, runs=runs, line=line)
