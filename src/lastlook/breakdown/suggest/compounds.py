"""Whole words for things: `rain boots` are boots, `emerald satin` is cloth, not a jewel."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.language.grammar import describing, other_nouns, small_words, verb_forms
from lastlook.language.lexicon import senses_of
from lastlook.language.people import are_people, is_person
from lastlook.language.things import things_in

if TYPE_CHECKING:
    from lastlook.language.things import Thing

_NEXT = re.compile(r" (?P<word>[a-zß-ÿ][a-zß-ÿ'’-]*)(?= |[.,;:!?)]|$)")
_OBJECT = re.compile(
    r"\s+(?:the|an?|his|her|their|its|him|them|it|on|against|down|at|into|over|off|from|through)\b"
)
_IN = re.compile(r"\b(?:in|with|of|from|under|wearing|their|and)\s+$")
_MANY = re.compile(r"\s+[a-z]+s\b")
_ADVERBS = frozenset(
    "halfway sideways upright aloft overhead instead again together apart alone outside aside"
    " afterwards everywhere nowhere indoors outdoors upstairs downstairs anyway sometimes twice"
    " once forever nearby somehow too also whole intact ready each either likewise otherwise"
    " meanwhile ahead abroad alike askew awry ajar afloat ablaze aglow enough galore untouched"
    " unopened uneaten unseen unread upside".split()
)
_HEADLESS = frozenset({"food", "drink", "personal", "rain", "wind", "snow", "jewellery", "part"})
"""Kinds whose words often only describe what follows: `sugar peony`, `wine cellar`."""


def whole_things_in(text: str) -> tuple[Thing, ...]:
    """Return the things of a paragraph, those that only describe a further noun replaced by it.

    Where the further noun is nothing to bring (`cocktail hour`), nothing is left.
    """
    found = []
    for thing in things_in(text):
        whole = _whole(text, thing)
        if whole is not None:
            found.append(whole)
    return tuple(found)


def _whole(text: str, thing: Thing) -> Thing | None:
    if not thing.senses or thing.count is None:
        return thing
    if thing.senses[0].category == "Animals" and _IN.search(text[: thing.start]):
        # `in rabbit masks`: an animal by itself has an article.
        return None if _MANY.match(text, thing.end) else thing
    if thing.senses[0].kind not in _HEADLESS:
        return thing
    match = _NEXT.match(text, thing.end)
    if match is None:
        return thing
    word = match["word"]
    if word in verb_forms() and _OBJECT.match(text, match.end()):
        return thing
    if senses_of(word) and not small_words().get(word):
        if verb_forms().get(word) and not word.endswith("s"):
            return thing
        if verb_forms().get(word) and thing.senses[0].kind in {"food", "drink"}:
            return thing
        senses = senses_of(word)
    elif _is_known(word):
        return thing
    elif word in other_nouns():
        return None
    else:
        senses = thing.senses
    end = match.end()
    return replace(
        thing,
        label=f"{thing.label} {word}",
        head=word,
        text=text[thing.start : end],
        end=end,
        senses=senses,
    )


def _is_known(word: str) -> bool:
    """Whether a word is none that a thing could be called."""
    return (
        word in _ADVERBS
        or word in small_words()
        or word in verb_forms()
        or word in describing()
        or word.endswith("ly")
        or is_person(word)
        or are_people(word)
    )
