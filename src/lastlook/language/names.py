"""Names of people in running text."""

from __future__ import annotations

import re
from functools import lru_cache

from lastlook.language.sentences import Span

_APOSTROPHES = re.compile("[’‘ʼ]")
_HYPHENS = re.compile("[‐‑]")


def folded_name(text: str) -> str:
    """Return a name as it is compared: upper case, straight apostrophes, single spaces.

    >>> folded_name("D’Artagnan ")
    "D'ARTAGNAN"
    """
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))
    return " ".join(plain.upper().split())


def names_in(text: str, names: tuple[str, ...]) -> list[Span]:
    """Return where `names` stand in a text, in order; of names that overlap the longest.

    A single word must begin with a capital (`MARA`, `Mara`, `McKenzie` for MCKENZIE); several
    words match in any case (`the old man`). Half a name joined by a hyphen or an apostrophe is
    another name: no JEAN in `Jean-Luc`.
    """
    if not names:
        return []
    pattern = _pattern(names)
    spans = [Span(*match.span(1), match[1]) for match in pattern.finditer(text)]
    chosen: list[Span] = []
    together: list[Span] = []
    end = 0
    for span in spans:
        if span.start >= end:
            chosen += _apart(together)
            together = []
        together.append(span)
        end = max(end, span.end)
    return [*chosen, *_apart(together)]


def described_in(text: str, names: tuple[str, ...]) -> list[Span]:
    """Return where somebody is called by what they are, in order: `the driver`, `her father`.

    A single word such as DRIVER counts in capitals, or after a word that says which one: not
    `a driver`, not `the other driver`, not `the driver seat`.
    """
    if not names:
        return []
    return [Span(*match.span(1), match[1]) for match in _description(names).finditer(text)]


def _apart(together: list[Span]) -> list[Span]:
    """Return the longest of spans that overlap, and those beside it, in order."""
    chosen: list[Span] = []
    for span in sorted(together, key=lambda one: (one.start - one.end, one.start)):
        if all(span.end <= other.start or other.end <= span.start for other in chosen):
            chosen.append(span)
    return sorted(chosen)


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({folded_name(name) for name in names}, key=lambda n: (-len(n), n))
    one = "|".join(_spelled(name) for name in longest_first if name)
    # A look ahead finds the longest name at every place, also within another.
    return re.compile(rf"(?<![\w])(?<![^\W\d_][-‐‑'’])(?=({one or '(?!)'})(?!\w|[-‐‑]\w))")


@lru_cache(maxsize=256)
def _description(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({folded_name(name) for name in names}, key=lambda n: (-len(n), n))
    one = "|".join(_letters(name) for name in longest_first if name)
    which = (
        r"(?i:(?<!\w)(?:the|this|that|his|her|their|its|our|my|your|\w+['’]s)\s+"
        r"(?:(?!other|second|third|fourth|next|new|first|last|same|entire|whole"
        r"|\w+['’]s)[\w-]+\s+)?)"
    )
    after = (
        r"(?!\w|[-‐‑]\w|\s+(?:seat|side|door|window|booth|station|house|car|truck|bottle"
        r"|tower)s?\b)"
    )
    return re.compile(
        rf"(?<![\w-])(?:{which}(?=(?i:{one}){after})|(?=(?:{one}){after}))((?i:{one}))"
    )


def _spelled(name: str) -> str:
    words = name.split()
    if len(words) > 1:
        joined = r"\s+".join(map(_letters, words))
        return rf"(?i:{joined})"
    rest = _letters(name[1:])
    plain = rf"{re.escape(name[0])}(?i:{rest})" if rest else re.escape(name)
    if name[1:2] == "'" and len(name) > 2:  # d'Artagnan
        small = rf"{re.escape(name[0].lower())}['’‘ʼ]{re.escape(name[2])}"
        return rf"(?:{plain}|{small}(?i:{_letters(name[3:])}))"
    return plain


def _letters(name: str) -> str:
    escaped = re.escape(name).replace("'", "['’‘ʼ]").replace(r"\-", "[-‐‑]")
    return escaped.replace("SS", "(?:SS|ß)")
