"""Which patterns can find anything in a text: told by the first letters of its words.

Trying some eighty patterns on each paragraph takes longer than all else; most have no word there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from lastlook.language.grammar import small_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
_WORDS = re.compile(r"[a-zà-ÿ]{2,}")
_ESCAPES = re.compile(r"\\[a-zA-Z]|\(\?P<\w+>|\(\?[a-z]+[:)]")
_LETTERS = 3
_BEFORE = 20
"""Characters before some words that can say they are not so."""


def triggers(pattern: str) -> frozenset[str]:
    """Return the first letters of a pattern's words; every text that it matches has one of them.

    Words that hold sentences together do not count: each way through the pattern must have
    another.
    """
    plain = _ESCAPES.sub(" ", pattern).lower()
    return frozenset(word[:_LETTERS] for word in _WORDS.findall(plain) if word not in small_words())


@lru_cache(maxsize=4096)
def openings(text: str) -> frozenset[str]:
    """Return the first letters of a text's words."""
    return frozenset(word[:_LETTERS] for word in _WORDS.findall(text.lower()))


def told_in(
    text: str,
    patterns: Iterable[tuple[T, frozenset[str], re.Pattern[str]]],
    unless: re.Pattern[str] | None = None,
) -> Iterator[tuple[T, re.Match[str]]]:
    """Yield what patterns find in a text, with what each stands for; none overlaps another.

    Parameters
    ----------
    patterns
        What it stands for, its `triggers`, the pattern; an earlier one wins.
    unless
        Finds, at the end of what stands before some words, that they are not so: `no smoke`.
    """
    taken: list[tuple[int, int]] = []
    told = openings(text)
    for meaning, words, pattern in patterns:
        if words.isdisjoint(told):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if unless and unless.search(text[max(0, start - _BEFORE) : start]):
                continue
            if not any(first < end and start < last for first, last in taken):
                taken.append((start, end))
                yield meaning, match


def plain_label(match: re.Match[str]) -> str:
    """Return the words found in lower case, with single spaces."""
    return " ".join(match[0].lower().split())
