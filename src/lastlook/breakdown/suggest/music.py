"""Music by name: `the hymn is "Abide with Me"`, `"September" by Earth, Wind & Fire`."""

from __future__ import annotations

import re
from functools import lru_cache

_TITLE = r'["“](?P<title>[^"“”\n]{2,60})["”]'
_SONG = re.compile(
    r"\b(?:song|hymn|tune|waltz|march|ballad|carol|lullaby|aria|anthem|plays?|playing|sings?|singing"
    rf"|hums?|humming|whistles|whistling|strains of|chorus of|to)\b[^.!?\n\"“]{{0,25}}{_TITLE}"
    rf"|{_TITLE.replace('title', 'named')}\s+by\s+[A-Z][^.!?;\n]*"
    r"|\b(?:plays?|playing|something|song|tune|number|hit|track|cover|version|to)\b[^.!?,;\n\"“]{0,30}"
    r"\b(?:by|from)\s+(?P<artist>(?:the\s+)?[A-Z][\w'’&-]*(?:\s+(?:and\s+the\s+)?[A-Z][\w'’&-]*)*)"
)


@lru_cache(maxsize=4096)
def songs_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return music that a paragraph names, by its title or its artist, and where."""
    return tuple(
        ((m["title"] or m["named"] or m["artist"]).strip(" ,."), m.start(), m.end())
        for m in _SONG.finditer(text)
        if '"' in m[0] or "“" in m[0] or _PLAYED.search(m[0])
    )


_PLAYED = re.compile(r"\b(?:plays?|playing|song|tune|hit|track)\b")


def music_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a paragraph names music; the words of a title are no things."""
    return tuple((start, end) for _, start, end in songs_in(text) if start < end)
