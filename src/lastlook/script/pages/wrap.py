"""Breaking a paragraph into lines, and finding where its sentences end.

All counts are in columns of a fixed-pitch face; see `wrap_uneven` for characters that take none
or two. Spaces where a line ends hang past the edge,
as Final Draft lets them; a line may also end after a hyphen or a dash.
"""

from __future__ import annotations

import re

from lastlook.script.pages.wrap_uneven import fill_uneven, is_uneven

Span = tuple[int, int]
"""Start and end of one line in the paragraph's text; spaces that hang past the edge left out."""

_HYPHENS = ("-", "\u2010", "\u2013", "\u2014")
_SENTENCE_END = re.compile(
    r"[.?!;\u2026\u061f\u06d4\u0964][\"'\u2019\u201d)\]]*(?=[ \n]|$)"
    r"|[\u3002\uff01\uff1f\uff61]+[\u300d\u300f\uff09\u2019\u201d]*"
)


def wrap(text: str, first: int, rest: int, start: int = 0) -> list[Span]:
    r"""Break `text[start:]` into lines of at most `first`, then `rest` columns.

    A `\n` is a soft return: a new line, not a new paragraph. Always gives at least one line; an
    empty text is one empty line. A word longer than a line is cut at the edge.
    """
    stop = len(text)
    fill = _fill
    if (not text.isascii() or "\t" in text) and is_uneven(text):
        fill = fill_uneven
    elif stop - start <= first and "\n" not in text:
        return [(start, _without_spaces(text, start, stop))]
    if "\n" not in text:
        return fill(text, first, rest, start, stop)
    spans: list[Span] = []
    while (cut := text.find("\n", start)) >= 0:
        spans += fill(text, first, rest, start, cut)
        first = rest
        start = cut + 1
    return spans + fill(text, first, rest, start, stop)


def sentence_ends(text: str, start: int, stop: int) -> list[int]:
    """Offsets in `start` to `stop` just after a sentence, closing quotes and brackets included.

    A semicolon counts too: Final Draft breaks a page there as it does after a full stop.
    """
    # One character more, so that the pattern sees what follows the last one.
    ends = (found.end() for found in _SENTENCE_END.finditer(text, start, stop + 1))
    return [end for end in ends if end <= stop]


def skip_spaces(text: str, at: int) -> int:
    """First offset from `at` on that holds no space; a soft return there is skipped with them."""
    stop = len(text)
    while at < stop and text[at] == " ":
        at += 1
    return at + 1 if at < stop and text[at] == "\n" else at


def _without_spaces(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


def _fill(text: str, width: int, rest: int, start: int, stop: int) -> list[Span]:
    """Lines of one stretch without soft returns."""
    stop = _without_spaces(text, start, stop)
    spans: list[Span] = []
    while stop - start > width:
        limit = start + width
        cut = text.rfind(" ", start, limit + 1)
        if text[limit] != " ":
            cut = max(cut, *(text.rfind(mark, start + 1, limit) + 1 for mark in _HYPHENS))
        end = _without_spaces(text, start, cut) if cut > start else start
        if end == start:  # one word fills the line, or spaces lead it
            cut = end = limit
        spans.append((start, end))
        start = cut
        while start < stop and text[start] == " ":
            start += 1
        width = rest
    spans.append((start, max(start, stop)))
    return spans
