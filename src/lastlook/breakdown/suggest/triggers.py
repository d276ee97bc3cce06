"""Which patterns can find anything in a text: told by the first letters of its words.

Trying some eighty patterns on each paragraph takes longer than all else; most have no word there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lastlook.language.grammar import small_words

_WORDS = re.compile(r"[a-zà-ÿ]{2,}")
_ESCAPES = re.compile(r"\\[a-zA-Z]|\(\?P<\w+>|\(\?[a-z]+[:)]")
_LETTERS = 3


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
