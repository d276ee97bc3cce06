"""When two labels mean one thing: words, heads and names, as benchmarks/gold/README.md says."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

QUOTED_WORDS = 8
"""Quoted words up to this many may find a label; more of them is a sentence, not a name."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_DROPPED = frozenset("a an the his her its their our your my some".split())
_AFTER_HEAD = frozenset(
    "in on at with from for to under over behind beside by into onto across through around"
    " out off up down away apart back like".split()
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "teeth": "tooth",
    "feet": "foot", "geese": "goose", "mice": "mouse", "knives": "knife", "wolves": "wolf",
    "loaves": "loaf", "scarves": "scarf", "leaves": "leaf", "lenses": "lens", "wives": "wife",
    "fell": "fall", "shot": "shoot", "hung": "hang", "swung": "swing", "blown": "blow",
    "broken": "break", "torn": "tear", "goes": "go", "buses": "bus",
}  # fmt: skip
_VOWEL = re.compile(r"[aeiouy]")
_HISSED = re.compile(r"(?:ss|sh|ch|x|zz)es$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_LOST_E = re.compile(r"[^aeiou]*[aeiouy][^aeiouywx]|.*[cv]")
"""A verb that has an e again without its ending: `slid`, `danc`, not `climb`."""


class Likeness(IntEnum):
    """How alike two labels are; the likest are paired first."""

    NONE = 0
    QUOTED = 1
    """The quoted words hold the label or its head."""
    HEAD = 2
    HELD = 3
    """One label stands whole in the other, and their heads are the same or it has two words."""
    SAME = 4


def likeness(label: str, name: str, quoted: str = "") -> Likeness:
    """Compare a suggested label, and the words it quotes, with a name from the gold.

    >>> likeness("the PRICE TAGS", "price tag").name
    'SAME'
    >>> likeness("coat sleeve", "coat").name
    'NONE'
    """
    ours, wanted = words(label), words(name)
    if not wanted:
        return Likeness.NONE
    if ours == wanted or "".join(ours) == "".join(wanted):
        return Likeness.SAME
    same_head = bool(heads(label) & heads(name))
    longer, shorter = (ours, wanted) if len(ours) > len(wanted) else (wanted, ours)
    if _holds(longer, shorter) and (same_head or len(shorter) > 1):
        return Likeness.HELD
    if same_head:
        return Likeness.HEAD
    said = words(quoted)
    if 0 < len(said) <= QUOTED_WORDS and (_holds(said, wanted) or heads(name) & set(said)):
        return Likeness.QUOTED
    return Likeness.NONE


@cache
def words(text: str) -> tuple[str, ...]:
    """Return the stems of a label's words, without articles and possessives."""
    plain = text.casefold().replace("’", "'").replace(".", "")
    found = (word.removesuffix("'s") for word in _WORD.findall(plain))
    return tuple(stem(word) for word in found if word not in _DROPPED)


@cache
def heads(label: str) -> frozenset[str]:
    """Return the stems of a label's head nouns: the last word before a preposition.

    What is made or full of something has two: `suit of armor` is a suit and armor.

    >>> sorted(heads("suit of armor from the wall"))
    ['armor', 'suit']
    """
    found = set()
    for part in re.split(r"\bof\b", label.casefold()):
        plain = part.replace("’", "'").replace(".", "")
        kept: list[str] = []
        for word in (word.removesuffix("'s") for word in _WORD.findall(plain)):
            if word in _AFTER_HEAD and kept:
                break
            if word not in _DROPPED:
                kept.append(word)
        if kept:
            found.add(stem(kept[-1]))
    return frozenset(found)


@cache
def stem(word: str) -> str:
    """Return what the forms of a word share; for comparing only.

    >>> stem("sliding"), stem("slides"), stem("capes"), stem("caps")
    ('slide', 'slide', 'cape', 'cap')
    """
    word = _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif _HISSED.search(word):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            word = _DOUBLED.sub(r"\1", rest)
            if word == rest and _LOST_E.fullmatch(rest):
                word += "e"
            break
    return word.removesuffix("e") if len(word) > 5 else word


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the words of one stand together, in order, in the other."""
    size = len(shorter)
    return size > 0 and any(
        longer[at : at + size] == shorter for at in range(len(longer) - size + 1)
    )
