"""Scene headings taken apart: INT/EXT, set, time of day, and the light it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class IntExt(StrEnum):
    """Where the camera stands."""

    INT = "INT"
    EXT = "EXT"
    INT_EXT = "INT/EXT"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A scene heading taken apart. `INT. CAR - NIGHT` is INT, CAR, NIGHT."""

    text: str
    """As shown: upper case, without the scene number."""
    int_ext: IntExt
    set: str
    """What the story calls the place."""
    time: str
    """Time of day as written, such as NIGHT or CONTINUOUS; empty where none is."""


HEADING_START = re.compile(
    r"(?P<both>INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\.?\s*/\s*E|E\.?\s*/\s*I)(?:\.|(?=\s)|$)"
    r"|(?P<one>INT|EXT|EST)(?:\.|(?=\s)|$)",
    re.IGNORECASE,
)
"""What makes a line a heading in Fountain 1.1."""

LONGEST_REMEMBERED = 300
"""Characters; a longer heading is taken apart anew each time it is asked for."""

_NIGHT = (
    "NIGHT", "NIGHTS", "MIDNIGHT", "EVENING", "NACHT", "ABEND", "NUIT", "SOIR", "NOCHE", "NOTTE",
    "SERA", "NOITE", "NATT", "NAT", "NOC", "НОЧЬ", "ВЕЧЕР", "ΝΥΧΤΑ",
    "AVOND", "GECE", "AKŞAM",
)  # fmt: skip
_DAY = (
    "DAY", "DAYS", "MORNING", "AFTERNOON", "NOON", "MIDDAY", "DAWN", "DUSK", "SUNRISE", "SUNSET",
    "TWILIGHT", "DAYBREAK", "MAGIC HOUR", "GOLDEN HOUR", "BLUE HOUR", "TAG", "MORGEN", "JOUR",
    "MATIN", "DÍA", "DIA", "MAÑANA", "TARDE", "GIORNO", "MATTINA", "MANHÃ", "DAG", "DZIEŃ", "ДЕНЬ",
    "УТРО", "ΜΕΡΑ", "ΗΜΕΡΑ", "GÜN", "GÜNDÜZ", "SABAH",
)  # fmt: skip
_SAME = (
    "CONTINUOUS", "CONTINUING", "CONT", "LATER", "SAME", "SAME TIME", "SIMULTANEOUS", "MOMENTS",
    "SECONDS", "MINUTES", "HOURS", "EARLIER",
)  # fmt: skip


def _words(*groups: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word) for word in sorted((w for g in groups for w in g), key=len, reverse=True)
    )


_NIGHT_WORD = re.compile(rf"(?<!\w)(?:{_words(_NIGHT)})(?!\w)")
_DAY_WORD = re.compile(rf"(?<!\w)(?:{_words(_DAY)})(?!\w)")
_TIME_WORD = re.compile(rf"(?<!\w)(?:{_words(_NIGHT, _DAY, _SAME)})(?!\w)")
_PLAIN_TIME = re.compile(
    r"(?:(?:EARLY|LATE|MID|PRE|THE|NEXT|THAT|SAME|A FEW|FEW|LATER)[\s-]+)*"
    rf"(?:{_words(_NIGHT, _DAY, _SAME)})"
    r"(?:[\s/]+(?:LATER|EARLIER|\d+|" + _words(_NIGHT, _DAY) + r"))*\s*(?:\(.*\))?"
)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?::\d\d)?\s*(?:([AP])\.?M\b\.?|(?<=:\d\d)(?!\d))")
_DASH = re.compile(r" ?[-–—]+ ?")
_BRACKET_BREAK = re.compile(r"[,;]| [-–—]+ |[–—]")
_YEAR = re.compile(r"\d{4}S?")
_TIGHT = re.compile(rf"(?P<set>.+?)\s*[-,.]\s*(?P<time>(?:{_words(_NIGHT, _DAY)})(?:\s+\d+)?)")


def parse_heading(text: str) -> Heading:
    """Take a heading apart. A scene number in Fountain's `#12A#` is dropped first.

    >>> parse_heading("INT./EXT. CAR - MOVING - NIGHT #12A#").set
    'CAR - MOVING'
    """
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _parsed(text)


def split_scene_number(text: str) -> tuple[str, str]:
    """Part a heading from the number at its end, which comes off before the time is read.

    >>> split_scene_number("INT. CAR - NIGHT #12A#")
    ('INT. CAR - NIGHT', '12A')
    """
    whole = text.rstrip()
    start = whole.rfind("#", 0, -1)
    number = whole[start + 1 : -1]
    if start < 0 or whole[-1] != "#" or not number or number[0].isspace():
        return text, ""
    return whole[:start].rstrip(), number.strip()


def _parsed(text: str) -> Heading:
    shown = " ".join(split_scene_number(text)[0].upper().split())
    start = HEADING_START.match(shown)
    if start is None:
        int_ext, rest = IntExt.UNKNOWN, shown
    else:
        rest = shown[start.end() :].lstrip(" .")
        one = start["one"]
        int_ext = IntExt.INT_EXT if one is None else IntExt.EXT if one[0] == "E" else IntExt.INT
    set_name, time = _split_time(rest)
    return Heading(text=shown, int_ext=int_ext, set=set_name, time=time)


_remembered = lru_cache(maxsize=4096)(_parsed)


def _split_time(rest: str) -> tuple[str, str]:
    # A hyphen within a word is no break; a longer dash needs no space beside it.
    breaks = [m for m in _DASH.finditer(rest) if m.group().strip("-")]
    ends = [*(mark.start() for mark in breaks[1:]), len(rest)]
    for mark, end in zip(breaks, ends, strict=False):
        piece = rest[mark.end() : end].strip()
        if _PLAIN_TIME.fullmatch(piece) or _CLOCK.fullmatch(piece):
            return rest[: mark.start()].strip(), rest[mark.end() :].strip()
    if (bracketed := _bracketed_time(rest)) is not None:
        return bracketed
    if breaks and _TIME_WORD.search(rest, breaks[-1].end()):
        return rest[: breaks[-1].start()].strip(), rest[breaks[-1].end() :].strip()
    if tight := _TIGHT.fullmatch(rest):
        return tight["set"].strip(), tight["time"]
    return rest.strip(), ""


def _bracketed_time(rest: str) -> tuple[str, str] | None:
    """Part a set from a time of day in brackets at its end: `FIELD (NIGHT, 1985)`."""
    start = rest.rfind("(")
    if start < 0 or not rest.endswith(")"):
        return None
    time = rest[start + 1 : -1].strip()
    parts = [part.strip() for part in _BRACKET_BREAK.split(time)]
    first = parts[1] if _YEAR.fullmatch(parts[0]) and len(parts) > 1 else parts[0]
    if _PLAIN_TIME.fullmatch(first) or _CLOCK.fullmatch(first):
        return rest[:start].rstrip(" -–—−,"), time
    return None


def light_of(time: str, previous: str) -> str:
    """Return `day`, `night` or empty for a time of day.

    CONTINUOUS, LATER, SAME and their like keep the light of the `previous` scene. Dawn and dusk
    count as day: the day unit shoots them at the ends of its day. An unknown time is empty.
    """
    if _NIGHT_WORD.search(time):
        return "night"
    if _DAY_WORD.search(time):
        return "day"
    if clock := _CLOCK.search(time):
        hour = int(clock[1]) % 12 + (12 if clock[2] == "P" else 0) if clock[2] else int(clock[1])
        return "day" if 6 <= hour < 18 else "night"
    return previous if _TIME_WORD.search(time) else ""
