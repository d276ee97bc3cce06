"""Fountain's title page: `Key: value` lines at the very top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.fountain.emphasis import parse_emphasis
from lastlook.script.heading import HEADING_START
from lastlook.script.model import TitleField

if TYPE_CHECKING:
    from lastlook.script.fountain.lines import Lines

_KEY = re.compile(r"([^\W\d_][^:\n]{0,39}?)\s*:(?:\s+(.*)|$)")
_KNOWN = frozenset(
    {
        *("title", "credit", "author", "authors", "source", "notes", "date", "contact"),
        *("copyright", "revision", "format", "draft", "draft date", "contact info", "written by"),
        *("based on", "watermark", "titel", "titre", "título", "titolo", "autor", "auteur"),
        "autore",
    }
)


def read_title_page(lines: Lines) -> tuple[tuple[TitleField, ...], int]:
    """Return the title page's fields and the index of the first line after it.

    Blank lines, notes and boneyard may stand above it. The page must hold a key that
    screenwriters use (Title, Author …), or two keys at least: `FADE IN:` on line 1 and a first
    line of action with a colon are script.
    """
    entries: list[tuple[str, list[str], int]] = []
    start = next((at for at, bare in enumerate(lines.bare) if bare), len(lines.bare))
    end = start
    for end in range(start, len(lines.bare)):
        text, bare = lines.shown[end], lines.bare[end]
        if not bare:
            break
        if text[0].isspace() and entries:
            entries[-1][1].append(bare)
        elif (match := _KEY.match(text)) and not HEADING_START.match(text):
            value = (match[2] or "").strip()
            entries.append((match[1], [value] if value else [], lines.first[end]))
        elif entries and HEADING_START.match(bare):
            break
        else:
            return (), 0
    else:
        end = len(lines.bare)
    known = any(key.casefold() in _KNOWN for key, _, _ in entries)
    filled = sum(bool(values) for _, values, _ in entries)
    if not known and filled < 2:
        return (), 0
    return tuple(_field(*entry) for entry in entries), end


def _field(key: str, rows: list[str], line: int) -> TitleField:
    runs = tuple(parse_emphasis(row) for row in rows)
    values = tuple("".join(run.text for run in row) for row in runs)
    return TitleField(key=key, values=values, runs=runs, line=line)
