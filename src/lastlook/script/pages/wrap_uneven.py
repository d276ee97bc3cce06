"""Breaking lines whose characters are not all one column wide: Chinese, marks above, tabs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

Span = tuple[int, int]

TAB = 5
"""Columns from one tab stop to the next: half an inch."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々ー）〕］｝〉》」』】〙〗〟’”｠»…‥"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ!?.,:;)]}%"
)
"""What does not begin a line between ideographs (JIS X 4051, the usual set)."""
_NEVER_LAST = frozenset("（〔［｛〈《「『【〘〖〝‘“｟«([{")
"""What does not end one."""
_HYPHENS = frozenset("-\u2010\u2013\u2014")


def is_uneven(text: str) -> bool:
    """Whether any character of `text` is not one column wide."""
    if text.isascii():
        return "\t" in text
    return any(map(_is_odd, set(text)))


@lru_cache(maxsize=4096)
def _is_odd(letter: str) -> bool:
    return letter == "\t" or columns(letter) != 1


@lru_cache(maxsize=4096)
def columns(letter: str) -> int:
    """Columns that one character takes: 2 for a wide one, 0 for a mark on another, else 1.

    By Unicode's East Asian Width; an ambiguous one is narrow. A tab is not counted here.
    """
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def fill_uneven(text: str, width: int, rest: int, start: int, stop: int) -> list[Span]:
    """Break one stretch without soft returns into lines of at most `width`, then `rest` columns.

    Lines end at spaces and after hyphens, as elsewhere, and between two ideographs where neither
    has to keep with the other. A character is never parted from the marks on it.
    """
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    spans: list[Span] = []
    while True:
        limit = _limit(text, start, stop, width)
        if limit >= stop:
            spans.append((start, max(start, stop)))
            return spans
        cut = next((at for at in range(limit, start, -1) if _may_break(text, at)), 0)
        end = cut
        while end > start and text[end - 1] == " ":
            end -= 1
        if end <= start:  # one word fills the line
            end = cut = max(limit, start + 1)
        spans.append((start, end))
        start = cut
        while start < stop and text[start] == " ":
            start += 1
        width = rest


def _limit(text: str, start: int, stop: int, width: int) -> int:
    """Give the first place after `start` that no longer fits in `width` columns."""
    piece = text[start : min(stop, start + 4 * width + 64)]
    if "\t" in piece:
        ends: list[int] = []
        at = 0
        for letter in piece:
            at = (at // TAB + 1) * TAB if letter == "\t" else at + columns(letter)
            ends.append(at)
    else:
        ends = list(accumulate(map(columns, piece)))
    return start + bisect_right(ends, width)


@lru_cache(maxsize=4096)
def _is_ideograph(letter: str) -> bool:
    """Whether lines may end at any such letter; Korean words are kept whole, as it has spaces."""
    return columns(letter) == 2 and not unicodedata.name(letter, "").startswith("HANGUL")


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at `at`."""
    before, after = text[at - 1], text[at]
    if after == " ":
        return True
    if columns(after) == 0 and after != "\t":
        return False
    if before in {" ", "\t"} or before in _HYPHENS:
        return True
    if not (_is_ideograph(before) or _is_ideograph(after)):
        return False
    return after not in _NEVER_FIRST and before not in _NEVER_LAST
