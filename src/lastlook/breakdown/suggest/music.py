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


_PLAYERS = (
    r"(?:(?:[\w-]+\s+)?(?:piano|organ|harpsichord|violin|fiddle|fiddles|accordion|concertina|guitar|banjo|cello"
    r"|trumpet|bugle|saxophone|flute|harmonica|bagpipes|pipes|drums|jukebox|gramophone|phonograph|calliope"
    r"|music\s+box|barrel\s+organ|hurdy-gurdy|steel\s+band|brass\s+band|jazz\s+band|mariachi\s+band|band"
    r"|orchestra|string\s+quartet|quartet|choir|waltz|tango|polka|reel|jig|march|processional|recessional"
    r"|hymn|aria|lullaby|ballad|anthem|dirge|tune|song|melody|record))"
)
_HEARD = re.compile(
    rf"(?<![\w-])(?:an?|the|some|slow|old|distant)\s+(?P<played>{_PLAYERS})\s+(?:\w+ly\s+)?(?:plays?|starts\s+up"
    r"|strikes\s+up|begins|drifts|swells|fills|blares|floats|echoes|wafts|is\s+playing)\b"
    r"|\bstrikes?\s+up\s+(?:an?|the)\s+(?P<struck>(?:\w+\s+)?[a-z]+)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tunes_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return music without a name that is played or sung, and where: `an accordion plays`."""
    return tuple(
        (" ".join((m["played"] or m["struck"]).lower().split()), m.start(), m.end())
        for m in _HEARD.finditer(text)
        if m["struck"] is None or not m["struck"].lower().endswith("conversation")
    )


_PLAYED = re.compile(r"\b(?:plays?|playing|song|tune|hit|track)\b")


def music_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a paragraph names music; the words of a title are no things."""
    return tuple((start, end) for _, start, end in songs_in(text) if start < end)
