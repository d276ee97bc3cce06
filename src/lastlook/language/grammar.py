"""Word lists behind the reading of a sentence: verbs, describing words, small words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from lastlook.language.inflect import participles, plural, third_person
from lastlook.language.lexicon.lexicon import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb: its base form, and which it is: `base`, `s`, `ing` or `ed`."""

    lemma: str
    form: str
    noun_too: bool
    """Whether the base form is a noun as often (`watch`)."""


def lines_of(name: str) -> Iterator[str]:
    """Yield the lines of a list that are not blank and no comment."""
    file = resources.files("lastlook.language.lexicon") / "grammar" / name
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def lists_of(name: str) -> Mapping[str, frozenset[str]]:
    """Return the words of a list by their heading."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in lines_of(name):
        if line.startswith("["):
            heading = line.strip("[]")
        else:
            found.setdefault(heading, set()).update(line.split())
    return {heading: frozenset(words) for heading, words in found.items()}


@cache
def small_words() -> Mapping[str, str]:
    """Return words that hold a sentence together, each with the first heading it has."""
    found: dict[str, str] = {}
    for heading, words in lists_of("small-words.txt").items():
        if heading != "name":
            found |= {word: heading for word in words if word not in found}
    return found


@cache
def first_names() -> frozenset[str]:
    """Return ordinary words that people are also called: `rose`, `jack`."""
    return lists_of("small-words.txt")["name"]


@cache
def vague() -> frozenset[str]:
    """Return describing words that no sheet needs: `old`, `beautiful`."""
    return frozenset(map(folded, lists_of("describing.txt")["vague"]))


@cache
def describing() -> frozenset[str]:
    """Return all describing words."""
    return vague() | frozenset(map(folded, lists_of("describing.txt")["telling"]))


@cache
def other_nouns() -> Mapping[str, bool]:
    """Return nouns that are nothing to bring, in both numbers; True for a plural."""
    words = frozenset().union(*lists_of("other-nouns.txt").values())
    return {plural(word): True for word in words} | dict.fromkeys(words, False)


@cache
def people() -> frozenset[str]:
    """Return nouns of people, in both numbers."""
    words = lists_of("other-nouns.txt")["people"]
    return words | {plural(word) for word in words}


@cache
def verb_forms() -> Mapping[str, VerbForm]:
    """Return every form of every verb."""
    found: dict[str, VerbForm] = {}
    bases = []
    for line in lines_of("verbs.txt"):
        for entry in line.split():
            word, _, irregular = entry.partition("=")
            lemma, noun_too = word.rstrip("*"), word.endswith("*")
            bases.append((lemma, noun_too, tuple(filter(None, irregular.split(",")))))
    for lemma, noun_too, others in bases:
        for form in (*participles(lemma), *others):
            kind = "ing" if form.endswith("ing") and form != lemma else "ed"
            found.setdefault(form, VerbForm(lemma, kind, noun_too))
    for lemma, noun_too, _ in bases:
        found[third_person(lemma)] = VerbForm(lemma, "s", noun_too)
    for lemma, noun_too, _ in bases:
        found[lemma] = VerbForm(lemma, "base", noun_too)
    return {folded(form): verb for form, verb in found.items()}
