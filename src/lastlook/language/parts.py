"""The part of each word in its sentence: noun, verb, preposition, name.

Closed classes of words come from a list; the others are told from their neighbours.
"""

from __future__ import annotations

import re

from lastlook.language.grammar import (
    describing,
    first_names,
    other_nouns,
    small_words,
    verb_forms,
)
from lastlook.language.lexicon.lexicon import is_plural_only
from lastlook.language.tokens import Token, words_of
from lastlook.language.verb_or_noun import closed, is_made_verb, is_verb, looks_finite, next_word

_CONTRACTION = re.compile(
    r"(?:\w+n['’]t|(?:i|he|she|it|we|they|you|who|that|there)['’](?:d|ll|re|ve|m))"
)


_NOT_ADVERBS = frozenset(
    "family only early ugly lovely silly curly friendly lonely elderly deadly woolly holy bully "
    "belly jelly fly july grisly frilly chilly lively burly smelly july italy emily lily".split()
)


_PEOPLE_ENDINGS = ("er", "or", "ist", "man", "men", "woman", "women", "ers", "ors", "ists")


_NOUN_ENDINGS = ("tion", "tions", "ment", "ments", "ness", "ity", "ship", "ance", "ence", "ism")


def tokens_of(text: str) -> list[Token]:
    """Return the words and marks of a text, each with its part in the sentence."""
    tokens = words_of(text)
    for index in range(len(tokens)):
        _tell(tokens, index)
    return tokens


def _tell(tokens: list[Token], index: int) -> None:
    """Write a token's part in the sentence into it."""
    token = tokens[index]
    if token.part:
        return
    low = token.low
    if not low or not (low[0].isalnum() or low[0] in "'’"):
        token.part = "stop"
    elif low[0].isdigit() or low[0] in "'’":
        token.part = "noun" if token.found else "number"
    elif " " in low and all(small_words().get(word) == "number" for word in low.split()):
        token.part = "number"
    elif _CONTRACTION.fullmatch(low):
        token.part = "auxiliary"
    elif low in small_words() and not (token.owner and token.found):
        _tell_small(tokens, index)
    else:
        _tell_open(tokens, index)


def _tell_small(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    before = tokens[index - 1].part if index else ""
    if token.low in {"can", "will"} and before in {"article", "possessive", "adjective"}:
        token.part = "noun"
        return
    token.part = small_words()[token.low]
    after = next_word(tokens, index)
    if token.low == "her" and (
        after is None or after.part == "stop" or closed(after) in {"preposition", "article"}
    ):
        token.part = "object"
    elif token.low == "that" and after is not None and closed(after):
        token.part = "conjunction"
    elif token.owner and token.part in {"subject", "conjunction", "article", "adverb"}:
        token.part = "auxiliary"  # it's, that's, there's


def _tell_open(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    low = token.low
    verb = verb_forms().get(low)
    noun = bool(token.found) or low in other_nouns()
    token.several = bool(token.found) and all(entry.is_plural for entry in token.found)
    token.several |= other_nouns().get(low, False)
    if _is_name(tokens, index):
        token.part = "name"
    elif _one_does(tokens, index):
        token.part, token.lemma = "verb", verb.lemma if verb else low.removesuffix("s")
    elif verb is not None and not token.owner:
        if verb.form in {"ing", "ed"} and not (noun and _opens_noun(tokens, index)):
            token.part = verb.form
        elif verb.form in {"ing", "ed"} or not is_verb(tokens, index):
            token.part = "noun"
            if not noun and low in describing():
                token.part = "adjective"
        else:
            token.part = "verb"
        token.lemma = verb.lemma if token.part != "noun" else ""
        if token.part == "noun" and low in describing() and _goes_on(tokens, index):
            token.part = "adjective"
    elif low in describing():
        token.part = "noun" if noun and not _goes_on(tokens, index) else "adjective"
    elif noun and is_made_verb(tokens, index):
        token.part, token.lemma = "verb", low.removesuffix("s")
    elif noun:
        token.part = "noun"
    elif low.endswith("ly") and low not in _NOT_ADVERBS:
        token.part = "adverb"
    elif low.endswith((*_PEOPLE_ENDINGS, *_NOUN_ENDINGS)) and len(low) > 4:
        token.part = "noun"
        token.several = low.endswith("s") and not low.endswith("ss")
    else:
        token.part = _unknown(tokens, index)


def _one_does(tokens: list[Token], index: int) -> bool:
    """Whether a word in -s is what one thing does: `A stagecoach rounds`, no noun after `a`."""
    token = tokens[index]
    low = token.low
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or token.owner or " " in low:
        return False
    if any(not entry.is_plural and low not in verb_forms() for entry in token.found):
        return False
    if any(is_plural_only(entry.label) for entry in token.found) and low not in verb_forms():
        return False  # a riding boots ad
    before = index - 1
    if before < 1 or tokens[before].part != "noun" or tokens[before].several:
        return False
    while before >= 0 and tokens[before].part in {"noun", "adjective", "unknown", "ed"}:
        if tokens[before].owner:
            return False
        before -= 1
    opener = tokens[before].low if before >= 0 else ""
    return opener in {"a", "an", "another", "each", "every"} and _closed_next(tokens, index)


def _closed_next(tokens: list[Token], index: int) -> bool:
    """Whether a word is followed by one that holds a sentence together, or by its end."""
    after = next_word(tokens, index)
    return after is None or after.part == "stop" or bool(closed(after)) or after.low.endswith("ly")


def _unknown(tokens: list[Token], index: int) -> str:
    low = tokens[index].low
    before = tokens[index - 1].part if index else "stop"
    if tokens[index].text.isupper() and len(low) > 1:
        return "name"  # OKORO floats past
    if low.endswith("ing") and len(low) > 5:
        return "ing"
    if low.endswith("ed") and len(low) > 4:
        return "ed"
    # `The engine burbles.`
    if low.endswith("s") and before in {"noun", "subject", "name"}:
        return "verb"
    return "unknown"


def _is_name(tokens: list[Token], index: int) -> bool:
    """Whether a capital makes a word the name of a person or a place."""
    token = tokens[index]
    word = token.text
    if not word[:1].isupper() or (
        word.isupper() and len(word) > 1 and token.low not in first_names()
    ):
        return False
    known = bool(token.found) or token.low in verb_forms() or token.low in other_nouns()
    opens = index == 0 or tokens[index - 1].part == "stop"
    before = tokens[index - 1].part if index else ""
    kinds = {sense.kind for entry in token.found for sense in entry.senses}
    if token.owner and opens and not known:
        return True
    if kinds & {"vehicle-make"}:
        # `Ford enters.` is a man.
        named = before in {"article", "possessive", "number", "adjective", "name", "unknown", "ed"}
        return not (named or word.isupper() or before == "preposition")
    if opens or word.isupper():
        after = next_word(tokens, index)
        if not word.isupper() and after is not None and after.text.istitle() and not token.several:
            return after.low not in small_words() and not token.owner
        if token.low in first_names() and before not in {"article", "possessive", "number"}:
            return after is not None and (after.low in {"(", ","} or looks_finite(after))
        common = token.low in describing() or token.low.endswith(("ers", "ors", "ists", "men"))
        return not known and not common and not word.isupper()
    if not known:
        return token.low not in describing()
    return before not in {"article", "possessive", "number", "adjective"} and not _is_brand(kinds)


def _is_brand(kinds: set[str]) -> bool:
    """Whether things of these kinds are written with a capital: `her iPad`, `a Bible`."""
    return bool(kinds & {"phone", "computer", "gun", "audio", "document", "dog", "camera", "light"})


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether the next word can be the noun that a describing word describes."""
    after = next_word(tokens, index)
    if after is None or after.part == "stop" or tokens[index].owner:
        return False
    low = after.low
    if low in small_words() or (low.endswith("ly") and low not in _NOT_ADVERBS):
        return False
    verb = verb_forms().get(low)
    if after.part == "noun" or after.found or low in other_nouns() or low in describing():
        return True
    return verb is None


def _opens_noun(tokens: list[Token], index: int) -> bool:
    """Whether a word in -ing or -ed is a noun here: `a painting`, `the wounded`."""
    before = tokens[index - 1] if index else None
    if before is None or before.part not in {
        *("article", "possessive", "adjective", "number", "noun", "preposition"),
    }:
        return False
    after = next_word(tokens, index)
    return before.part != "noun" and (after is None or after.part == "stop" or bool(closed(after)))
