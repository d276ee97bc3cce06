"""What may be one thing under two words: proposed for merging, never merged.

`revolver` and `gun`, `envelope` and `ENVELOPE #61`, JIM and JAMES. A person decides; see
`[elements.<id>] also` in breakdown.toml and `also` in production.toml's cast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import CAST
from lastlook.language import folded_name
from lastlook.language.grammar import other_nouns
from lastlook.language.lexicon import senses_of
from lastlook.language.lexicon.lexicon import folded
from lastlook.language.people import TITLES, is_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ARTICLES = frozenset("a an the his her its their my your our this that some".split())
# `Young Mara` is Mara in another time, and `Old Tom` another performer: not one role.
_AGES = frozenset("young old little big older younger".split())
_NUMBER = re.compile(r"#?\s*\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two labels that may mean one element or one role."""

    category: str
    first: str
    second: str
    reason: str
    confidence: float
    """0 to 1."""


def near_duplicates(
    elements: Iterable[tuple[str, str]],
    roles: Iterable[str] = (),
    *,
    embeddings: bool = False,
) -> tuple[Pair, ...]:
    """Return pairs that may mean the same, surest first.

    Parameters
    ----------
    elements
        Category and label of every element; only those of one category are compared.
    roles
        Names of the roles.
    embeddings
        Whether to also compare meanings; needs the extra `sense`, see `language.encoder`.
    """
    by_category: dict[str, dict[str, str]] = {}
    for category, label in elements:
        by_category.setdefault(category, {}).setdefault(label.casefold(), label)
    found = []
    for category, labels in by_category.items():
        found += _pairs(category, labels.values(), same_thing)
        if embeddings:
            found += _alike(category, tuple(labels.values()), found)
    names = {folded_name(name): name for name in roles}
    found += _pairs(CAST, names.values(), same_role)
    return tuple(sorted(found, key=lambda p: (-p.confidence, p.category, p.first, p.second)))


def _pairs(
    category: str, labels: Iterable[str], same: Callable[[str, str], tuple[str, float] | None]
) -> list[Pair]:
    found = []
    for first, second in combinations(sorted(labels), 2):
        why = same(first, second)
        if why is not None:
            reason, confidence = why
            found.append(
                Pair(
                    category=category,
                    first=first,
                    second=second,
                    reason=reason,
                    confidence=confidence,
                )
            )
    return found


def same_thing(first: str, second: str) -> tuple[str, float] | None:
    """Return why two labels of one category may be one thing, and how surely; None if not.

    >>> same_thing("revolver", "the gun")
    ('two words for one thing: revolver, gun', 0.7)
    """
    one, two = _plain(first), _plain(second)
    numbers = _NUMBER.findall(first), _NUMBER.findall(second)
    if all(numbers) and numbers[0] != numbers[1]:
        return None
    if one == two:
        return ("the same words", 0.9)
    heads = _singular(one[-1]) if one else "", _singular(two[-1]) if two else ""
    if not all(heads):
        return None
    if heads[0] == heads[1]:
        rest = {_singular(w) for w in one[:-1]}, {_singular(w) for w in two[:-1]}
        if not rest[0] ^ rest[1]:
            return ("one in the singular, one in the plural", 0.8)
        if not rest[0] or not rest[1]:
            return (f"both are called {heads[0]}", 0.65)
        return (f"both are called {heads[0]}", 0.55) if _within(*rest) else None
    if not (_is_word(one[-1]) and _is_word(two[-1])) and _typo(" ".join(one), " ".join(two)):
        return ("spelled almost the same", 0.8)
    phrases = " ".join((*one[:-1], heads[0])), " ".join((*two[:-1], heads[1]))
    for a in {phrases[0], heads[0]}:
        for b in {phrases[1], heads[1]}:
            if b in synonyms().get(a, ()):
                return (f"two words for one thing: {', '.join(sorted((a, b), reverse=True))}", 0.7)
    kinds = [{sense.kind for sense in senses_of(phrase)[:1]} for phrase in phrases]
    named = {heads[0]} & kinds[1] or {heads[1]} & kinds[0]
    if named and (len(one) == 1 or len(two) == 1):
        return (f"one is a kind of {named.pop()}", 0.6)
    return None


def same_role(first: str, second: str) -> tuple[str, float] | None:
    """Return why two names may be one role, and how surely; None if not.

    >>> same_role("JIM", "JAMES")
    ('JIM is short for JAMES', 0.75)
    """
    one, two = folded_name(first), folded_name(second)
    if _NUMBER.findall(one) != _NUMBER.findall(two):
        return None
    words = one.replace(".", "").split(), two.replace(".", "").split()
    sets = [{w for w in part if w.lower() not in TITLES} for part in words]
    titles = [{w for w in part if w.lower() in TITLES} for part in words]
    if any(w.lower() in _AGES for part in titles for w in part):
        return None
    if sets[0] and sets[0] == sets[1]:
        clash = titles[0] and titles[1] and titles[0] != titles[1]
        return None if clash else ("the same name, once with a title", 0.85)
    if any(is_person(w.lower()) for part in sets for w in part):
        return ("spelled almost the same", 0.6) if _typo(one, two) else None
    if _within(*sets):
        return ("one name is part of the other", 0.7)
    names = [[w for w in part if w.lower() not in TITLES] for part in words]
    if names[0] and names[1]:
        a, b = names[0][0], names[1][0]
        rest = [part[1:] for part in names]
        if (not rest[0] or not rest[1] or rest[0] == rest[1]) and a != b:
            families = short_names().get(a, frozenset()) & short_names().get(b, frozenset())
            for full, short in ((a, b), (b, a)):
                if full in families:
                    return (f"{short} is short for {full}", 0.75)
            if families:
                return (f"both may be short for {min(families)}", 0.65)
    return ("spelled almost the same", 0.7) if _typo(one, two) else None


def _plain(label: str) -> list[str]:
    words = re.findall(r"[\w']+", _NUMBER.sub(" ", folded(label)))
    return [word for word in words if word not in _ARTICLES]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _is_word(word: str) -> bool:
    """Whether a noun is spelled as it should be, as far as the word lists go."""
    return bool(senses_of(word)) or word in other_nouns()


def _within(one: set[str], two: set[str]) -> bool:
    return bool(one and two) and (one < two or two < one)


def _typo(one: str, two: str) -> bool:
    """Whether one slip of the finger makes one of the other: `stethoscope`, `stethescope`."""
    if min(len(one), len(two)) < 5 or abs(len(one) - len(two)) > 1 or one == two:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    a, b = one[start:], two[start:]
    if not a or not b:
        return (a or b).lower() != "s"
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return the words for one thing, by each of them."""
    found: dict[str, set[str]] = {}
    for line in _lines("same-things.txt"):
        family = {folded(word) for word in line.split(",")}
        for word in family:
            found.setdefault(word, set()).update(family - {word})
    return {word: frozenset(others) for word, others in found.items()}


@cache
def short_names() -> dict[str, frozenset[str]]:
    """Return the full names that a name may stand for, itself included where it is one."""
    found: dict[str, set[str]] = {}
    for line in _lines("short-names.txt"):
        full, *short = line.upper().split()
        for name in (full, *short):
            found.setdefault(name, set()).add(full)
    return {name: frozenset(fulls) for name, fulls in found.items()}


def _lines(name: str) -> list[str]:
    text = (resources.files("lastlook.language") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _alike(category: str, labels: tuple[str, ...], known: Iterable[Pair]) -> list[Pair]:
    """Return further pairs whose words mean almost the same."""
    from lastlook.language.encoder import encode

    settled = {frozenset((pair.first, pair.second)) for pair in known}
    vectors = encode(tuple(label.lower() for label in labels))
    found = []
    for a, b in combinations(range(len(labels)), 2):
        likeness = float(vectors[a] @ vectors[b])
        first, second = sorted((labels[a], labels[b]))
        if likeness >= ALIKE and frozenset((first, second)) not in settled:
            reason = f"their words mean almost the same ({likeness:.2f})"
            found.append(
                Pair(
                    category=category,
                    first=first,
                    second=second,
                    reason=reason,
                    confidence=round(0.5 * likeness, 2),
                )
            )
    return found


ALIKE = 0.75
"""Least cosine of two labels' vectors for a pair to be proposed."""
