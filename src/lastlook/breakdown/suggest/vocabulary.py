"""The film's own vocabulary: what its script puts in capitals, what people confirmed or rejected."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.language.lexicon.lexicon import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastlook.breakdown.decisions import Decisions
    from lastlook.language.things import Thing

_NUMBER = re.compile(r"#?\s*\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What words mean in this film."""

    capitals: frozenset[str] = frozenset()
    """Heads, in the singular, that the script has in capitals somewhere."""
    confirmed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Labels and heads that people put on a sheet, folded, with their category."""
    rejected: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Labels that people turned down, folded, with the categories; an empty one means any."""

    def category_of(self, thing: Thing) -> str:
        """Return the category in which people confirmed such a thing, else empty."""
        return self.confirmed.get(plain(thing.label)) or self.confirmed.get(thing.head, "")

    def is_rejected(self, thing: Thing, category: str) -> bool:
        """Whether people turned such a thing down in that category and never confirmed it."""
        turned_down = self.rejected.get(plain(thing.label), frozenset())
        return category in turned_down or "" in turned_down


def vocabulary_of(things: Iterable[Thing], decisions: Decisions) -> Vocabulary:
    """Learn a film's words from its things and from what people decided."""
    confirmed: dict[str, Counter[str]] = defaultdict(Counter)
    for decided in decisions.scenes.values():
        for element in decided.elements:
            for name in (element.label, element.words):
                if name:
                    _count(confirmed, name, element.category)
    for record in decisions.elements.values():
        for name in (record.label, *record.also):
            _count(confirmed, name, record.category)
    rejected: dict[str, set[str]] = defaultdict(set)
    for decided in decisions.scenes.values():
        for one in decided.rejected:
            if plain(one.label) not in confirmed:
                rejected[plain(one.label)].add(one.category)
    return Vocabulary(
        capitals=frozenset(thing.head for thing in things if thing.capitals),
        confirmed=MappingProxyType(
            {name: min(by, key=lambda c: (-by[c], c)) for name, by in confirmed.items()}
        ),
        rejected=MappingProxyType({name: frozenset(found) for name, found in rejected.items()}),
    )


def plain(label: str) -> str:
    """Return a label without numbers, as words are compared: `ENVELOPE #61` is envelope."""
    return folded(_NUMBER.sub(" ", label))


def _count(found: dict[str, Counter[str]], label: str, category: str) -> None:
    words = plain(label)
    if not words or not category:
        return
    found[words][category] += 2
    head = words.split()[-1]
    found[head][category] += 1
