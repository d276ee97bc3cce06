"""Where Fountain's notes `[[ ]]` and boneyard `/* */` begin and end."""

from __future__ import annotations

import re
from typing import NamedTuple

from lastlook.script.model import Kind

_MARK = re.compile(r"/\*|\[\[")
_MARK_IN_NOTE = re.compile(r"/\*|\[\[|\]\]|\n\n")


class Span(NamedTuple):
    """A stretch of the text that does not print, its marks included."""

    start: int
    end: int
    kind: Kind
    """NOTE or BONEYARD."""


def hidden_spans(text: str) -> tuple[list[Span], list[int]]:
    """Return what is hidden, in order and apart, and where marks stand that never close.

    A note may hold notes and span lines; an empty line ends it unless two spaces stand on that
    line. A boneyard ends at the first `*/`. Time grows with the length of the text alone.
    """
    spans: list[Span] = []
    unclosed: list[int] = []
    waiting: list[int] = []
    closing, blank = _Next(text, "]]"), _Next(text, "\n\n")
    last_end = text.rfind("*/")
    at = 0
    while mark := (_MARK_IN_NOTE if waiting else _MARK).search(text, at):
        start, at = mark.span()
        found = mark.group()
        if found == "[[":
            waiting.append(start)
        elif found == "]]":
            start = waiting.pop()
            while spans and spans[-1].start > start:
                spans.pop()
            spans.append(Span(start, at, Kind.NOTE))
        elif found == "\n\n":
            unclosed += waiting
            waiting.clear()
            at -= 1
        elif waiting and closing.after(at) < blank.after(at):
            continue  # a slash and a star inside a note
        elif start + 2 <= last_end:
            unclosed += waiting
            waiting.clear()
            at = text.index("*/", at) + 2
            spans.append(Span(start, at, Kind.BONEYARD))
        else:
            unclosed.append(start)
    return spans, sorted(unclosed + waiting)


class _Next:
    """Finds a mark's next place; asked with rising positions, it reads the text only once."""

    def __init__(self, text: str, mark: str) -> None:
        self._text = text
        self._mark = mark
        self._found = -1

    def after(self, at: int) -> int:
        """Place of the first mark from `at` on; the text's length where there is none."""
        if self._found < at:
            found = self._text.find(self._mark, at)
            self._found = len(self._text) if found < 0 else found
        return self._found
