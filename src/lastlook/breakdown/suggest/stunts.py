"""Danger told in plain words: who is thrown, falls, jumps, goes under, is run down.

`language.actions` knows verbs with what must follow; here are the ways of the page that have no
verb of their own: `is snatched backward`, `goes over the falls`, `end over end`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lastlook.breakdown.suggest.stunt_words import STUNT_WORDS
from lastlook.breakdown.suggest.triggers import plain_label, told_in, triggers

STUNTS = "Stunts"
_ALL = tuple(
    (
        (weight, doer),
        triggers(pattern),
        re.compile(pattern, re.IGNORECASE if "[A-Z]" not in pattern else 0),
    )
    for weight, doer, pattern in STUNT_WORDS
)
_NOT = re.compile(
    r"(?:\b(?:no|not|never|nearly|almost|without)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stunt:
    """Words that tell of danger."""

    label: str
    start: int
    end: int
    weight: float
    by_somebody: bool
    """Whether it is a stunt only if somebody, a vehicle or an animal does it."""


@lru_cache(maxsize=4096)
def stunts_in(text: str) -> tuple[Stunt, ...]:
    """Return what may hurt a performer in a paragraph, in order, none overlapping another."""
    found = []
    for (weight, doer), match in told_in(text, _ALL, _NOT):
        label = plain_label(match)
        first, _, rest = label.partition(" ")
        found.append(
            Stunt(
                label=rest if first in _BE and rest else label,
                start=match.start(),
                end=match.end(),
                weight=weight,
                by_somebody=doer,
            )
        )
    return tuple(sorted(found, key=lambda one: one.start))


_BE = frozenset("is are was were be being been get gets him her them".split())
