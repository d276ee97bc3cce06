"""The film's own words: what its script has in capitals, what people confirmed or rejected."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.language.lexicon.lexicon import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.language.things import Thing

_NAMED = frozenset({"Animals"})
_CALLED = re.compile(
    r"\s*,?\s+(?:named|called|whose name is|by the name of"
    r"|answering to)\s+[\"“]?(?P<name>[A-Z][\w'’-]+)"
)
_IS_CALLED = re.compile(
    r"[^\n]{0,240}?[.!?;]\s+(?:(?:He|She|It|This)(?:\s+is|['’]s)\s+(?:called|named)"
    r"|(?:His|Her|Its|The\s+\w+['’]s)\s+name\s+is)\s+[\"“]?(?P<name>[A-Z][\w'’-]+)"
)
_APPOSED = re.compile(r",\s+(?P<name>[A-Z][\w'’-]+)(?=,\s)")
_IS_A = re.compile(
    r"(?<![\w])(?P<name>[A-Z][\w'’-]+)\s*(?:\([^()]*\))?\s*,\s+(?:an?|the|his|her|their"
    r"|[\w'’]+['’]s)\s+"
    r"(?:[\w'’-]+\s+){0,3}$"
)
_HANDLING = frozenset(
    """
    draw take hand give hold hold_up wind lay drop offer put put_down set set_down find pick
    pick_up pull pull_out steal throw toss catch pocket produce swing place reach grab snatch
    pass return raise lift open close snap fold dangle examine study present break buy sell
    """.split()
)
_NUMBER = re.compile(r"#?\s*\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What words mean in this film."""

    capitals: frozenset[str] = frozenset()
    """Heads, in the singular, that the script has in capitals somewhere."""
    handled: frozenset[str] = frozenset()
    """Heads of things that somebody takes, gives or shows somewhere."""
    returning: frozenset[str] = frozenset()
    """Heads that several paragraphs name: what comes back is in play."""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What animals and vehicles are called, with the head of what they are: Gravy, hound."""
    confirmed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Labels that people put on a sheet, folded, with their category."""
    heads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The last words of those labels, likewise."""
    rejected: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Labels that people turned down, folded, with the categories; an empty one means any."""

    def category_of(self, thing: Thing) -> str:
        """Return the category in which people confirmed such a thing, else empty.

        The same words count; the same head only where the lexicon finds that category possible.
        """
        known = self.confirmed.get(plain(thing.label), "")
        if known:
            return known
        of_head = self.heads.get(thing.head, "")
        possible = {sense.category for sense in thing.senses}
        return of_head if of_head in possible else ""

    def is_rejected(self, thing: Thing, category: str) -> bool:
        """Whether people turned such a thing down in that category and never confirmed it."""
        turned_down = self.rejected.get(plain(thing.label), frozenset())
        return category in turned_down or "" in turned_down


def vocabulary_of(
    things: Iterable[tuple[str, Sequence[Thing]]], decisions: Decisions
) -> Vocabulary:
    """Learn a film's words from what people decided, and from its paragraphs and their things."""
    told = [(text, thing) for text, found in things for thing in found]
    seen = Counter(head for _, found in things for head in {thing.head for thing in found})
    confirmed: dict[str, Counter[str]] = defaultdict(Counter)
    heads: dict[str, Counter[str]] = defaultdict(Counter)
    for decided in decisions.scenes.values():
        for element in decided.elements:
            for name in (element.label, element.words):
                _count(confirmed, heads, name, element.category)
    for record in decisions.elements.values():
        for name in (record.label, *record.also):
            _count(confirmed, heads, name, record.category)
    rejected: dict[str, set[str]] = defaultdict(set)
    for decided in decisions.scenes.values():
        for one in decided.rejected:
            if plain(one.label) not in confirmed:
                rejected[plain(one.label)].add(one.category)
    return Vocabulary(
        capitals=frozenset(thing.head for _, thing in told if thing.capitals),
        handled=frozenset(thing.head for _, thing in told if is_handled(thing)),
        returning=frozenset(head for head, times in seen.items() if times > 2),
        names=MappingProxyType(_names(told)),
        confirmed=_most(confirmed),
        heads=_most(heads),
        rejected=MappingProxyType({name: frozenset(found) for name, found in rejected.items()}),
    )


def is_handled(thing: Thing) -> bool:
    """Whether somebody takes, gives or shows a thing."""
    return thing.verb_before.replace(" ", "_") in _HANDLING


def _names(told: Iterable[tuple[str, Thing]]) -> dict[str, str]:
    """Find what animals are called: `a basset hound named Gravy`, `GRAVY, an old hound`."""
    found = {}
    for text, thing in told:
        if not thing.senses or thing.senses[0].category not in _NAMED:
            continue
        match = (
            _CALLED.match(text, thing.end)
            or _IS_CALLED.match(text, thing.end)
            or _APPOSED.match(text, thing.end)
            or _IS_A.search(text[: thing.start])
        )
        if match:
            found[match["name"].title()] = thing.head
    return found


def plain(label: str) -> str:
    """Return a label without numbers, as words are compared: `ENVELOPE #61` is envelope."""
    return folded(_NUMBER.sub(" ", label))


def _count(
    found: dict[str, Counter[str]], heads: dict[str, Counter[str]], label: str, category: str
) -> None:
    words = plain(label)
    if words and category:
        found[words][category] += 1
        heads[words.split()[-1]][category] += 1


def _most(found: Mapping[str, Counter[str]]) -> Mapping[str, str]:
    """Return the category that each word has most often."""
    return MappingProxyType(
        {name: min(by, key=lambda c: (-by[c], c)) for name, by in found.items()}
    )
