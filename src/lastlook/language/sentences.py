"""Sentences of running text."""

from __future__ import annotations

import re
from typing import NamedTuple

# A title or an initial does not end a sentence: Mrs. Aldous, the P.A. microphone.
_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMRS)(?<!\bMR)(?<!\bDR)(?<!\.[A-Z])"
    r"[.!?…]+[\"'”’)]*(?=\s|$)|\n"
)


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int
    text: str


def sentence_at(text: str, offset: int) -> str:
    """Return the sentence of `text` that covers the character at `offset`, trimmed."""
    start, end = 0, len(text)
    for mark in _END.finditer(text):
        if mark.end() <= offset:
            start = mark.end()
        else:
            end = mark.end()
            break
    return " ".join(text[start:end].split())


def sentences_in(text: str) -> list[Span]:
    """Return every sentence of `text` in order, as `sentence_at` cuts them; none is empty.

    A span covers the sentence as it stands; its text has single blanks.
    """
    ends = [mark.end() for mark in _END.finditer(text)]
    found = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        if words := " ".join(text[start:end].split()):
            found.append(Span(start, end, words))
    return found
