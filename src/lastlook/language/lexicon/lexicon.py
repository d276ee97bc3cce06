"""The words of `words/*.txt`, with their categories, read once when first asked for.

A heading `[Props | gun | 0.95]` names the category, the kind and the weight of the lines below
it. A line is one entry: `gloves (glove) = 0.6` is written `gloves` on a sheet, has the singular
`glove`, and a weight of its own. An entry under several headings has several senses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from lastlook.language.inflect import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADING = re.compile(r"\[(?P<category>[^|]+) \| (?P<kind>[^|]+) \| (?P<weight>[\d.]+)\]")
_ENTRY = re.compile(r"(?P<label>.+?)(?: \((?P<one>[^)]+)\))?(?: = (?P<weight>[\d.]+))?")
_DASHES = re.compile(r"[-‐‑–]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One thing that a word can be on a set."""

    category: str
    """The trade's category: `Props`."""
    kind: str
    """A finer group, for rules of safety and for duplicates: `gun`."""
    weight: float
    """0 to 1: how surely the noun, in a line of action, is something to be brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One form of a word of the lexicon, and what it means."""

    label: str
    """As it is written on a sheet: `gloves`, `revolver`."""
    one: str
    """The singular, or the label where there is none."""
    is_plural: bool
    """Whether this form means several (`revolvers`)."""
    senses: tuple[Sense, ...]
    """Best first; never empty."""


def senses_of(phrase: str) -> tuple[Sense, ...]:
    """Return what a noun or a noun phrase can be on a set, surest first; empty if unknown.

    The longest entry that ends the phrase decides: `second brake pedal` is a brake pedal,
    `coffee cup` a cup. Singular and plural are the same.

    >>> [(sense.category, sense.kind) for sense in senses_of("two loaded Revolvers")]
    [('Props', 'gun')]
    """
    words = folded(phrase).split()
    for first in range(len(words)):
        found = entries().get(" ".join(words[first:]))
        if found:
            return merged(found)
    return ()


def merged(found: tuple[Entry, ...]) -> tuple[Sense, ...]:
    """Return the senses of several entries, surest first, each category and kind once."""
    best: dict[tuple[str, str], Sense] = {}
    for sense in (sense for entry in found for sense in entry.senses):
        key = (sense.category, sense.kind)
        if key not in best or best[key].weight < sense.weight:
            best[key] = sense
    return tuple(sorted(best.values(), key=lambda one: (-one.weight, one.category, one.kind)))


@lru_cache(maxsize=1 << 15)
def folded(phrase: str) -> str:
    """Return a phrase as the lexicon's keys are written: lower case, no hyphens, plain spaces."""
    plain = _DASHES.sub(" ", phrase.lower().replace("’", "'"))
    return " ".join(plain.replace(".", "").split())


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Return every form of every word, folded, with what it can be."""
    senses: dict[tuple[str, str], list[Sense]] = {}
    for label, one, sense in _lines():
        senses.setdefault((label, one), []).append(sense)
    forms: dict[str, list[Entry]] = {}
    for (label, one), meant in senses.items():
        ordered = tuple(sorted(meant, key=lambda s: (-s.weight, s.category, s.kind)))
        pairs = [(one, label == one and is_plural_only(label))]
        # A label that is a plural by itself (`trousers`) has no other.
        if label != one:
            pairs.append((label, True))
        elif not is_plural_only(label):
            pairs.append((plural(label), True))
        for form, several in pairs:
            entry = Entry(label=label, one=one, is_plural=several, senses=ordered)
            forms.setdefault(folded(form), []).append(entry)
    return {form: tuple(found) for form, found in forms.items()}


def is_plural_only(label: str) -> bool:
    """Whether a label is a plural without a singular: `trousers`, `fireworks`."""
    return bool(re.search(r"[^s'iu]s$", label)) and not re.search(
        r"(?:bus|gas|lens|canvas|compass|atlas|christmas|iris|pegasus)$", label
    )


@cache
def longest() -> Mapping[str, int]:
    """Return how many words the longest entry has that begins with a word."""
    found: dict[str, int] = {}
    for form in entries():
        words = form.split()
        found[words[0]] = max(found.get(words[0], 1), len(words))
    return found


def _lines() -> Iterator[tuple[str, str, Sense]]:
    folder = resources.files("lastlook.language.lexicon") / "words"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        heading: re.Match[str] | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            if match := _HEADING.fullmatch(line):
                heading = match
            elif heading and (entry := _ENTRY.fullmatch(line)):
                label = entry["label"]
                sense = Sense(
                    category=heading["category"],
                    kind=heading["kind"],
                    weight=float(entry["weight"] or heading["weight"]),
                )
                yield label, entry["one"] or label, sense
            else:
                raise ValueError(f"{file.name}: not a heading or an entry: {line!r}")
