"""Words of a text, and several words that are one: `cell phone`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lastlook.language.lexicon.lexicon import Entry, entries, folded, longest

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mrs?|Ms|Dr|St|MRS?|DR|MS)\.|['’]\d\ds?\b"
    r"|[^\W_]+(?:['’‐‑-][^\W_]+)*|--+|\S"
)


_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)


_LOOSE_POSSESSIVE = re.compile(r"['’](?=\s+[^\W\d_])")


@dataclass(slots=True)
class Token:
    """A word, or several that are one entry of the lexicon, and its part in the sentence.

    Parts are those of `small-words.txt`, and: noun, verb, ing, ed, adjective, name, unknown, stop.
    """

    text: str
    start: int
    end: int
    low: str
    part: str = ""
    lemma: str = ""
    """The base form of a verb, else empty."""
    several: bool = False
    owner: bool = False
    """Whether an apostrophe makes it a possessive: `the dog's`."""
    found: tuple[Entry, ...] = ()
    """What it is in the lexicon."""


def words_of(text: str) -> list[Token]:
    """Return the words and marks of a text, those joined that are one entry of the lexicon."""
    return _joined(_split(text))


def _split(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        end = match.end()
        owner = False
        if _POSSESSIVE.search(word):
            # `it's`, `that's` are verbs; `the dog's` belongs to a dog.
            word, end, owner = word[:-2], end - 2, True
        elif word[0].isalpha() and word[-1] in "sS" and _LOOSE_POSSESSIVE.match(text, end):
            owner = True
        low = folded(word) or word
        found.append(Token(text[match.start() : end], match.start(), end, low, owner=owner))
    return found


def _joined(tokens: list[Token]) -> list[Token]:
    """Join words that are one entry of the lexicon together: `cell phone`."""
    joined = []
    index = 0
    while index < len(tokens):
        token, size = _longest_at(tokens, index)
        joined.append(token)
        index += size
    return joined


def _longest_at(tokens: list[Token], index: int) -> tuple[Token, int]:
    first = tokens[index]
    forms = entries()
    if not first.low or not first.low[0].isalnum():
        return first, 1
    most = longest().get(_owned(first).split()[0], 1)
    for size in range(min(most, len(tokens) - index), 1, -1):
        part = tokens[index : index + size]
        phrase = " ".join(_owned(token) for token in part[:-1]) + f" {part[-1].low}"
        if phrase in forms and not _spread(part):
            last = part[-1]
            merged = Token(
                " ".join(one.text for one in part),
                first.start,
                last.end,
                phrase,
                "noun",
                owner=last.owner,
                found=forms[phrase],
            )
            merged.several = all(entry.is_plural for entry in merged.found)
            return merged, size
    first.found = forms.get(first.low, ())
    return first, 1


def _owned(token: Token) -> str:
    return f"{token.low}'s" if token.owner and not token.low.endswith("s'") else token.low


def _spread(part: list[Token]) -> bool:
    """Whether words stand further apart than words of one name do."""
    return any(b.start - a.end > (3 if a.owner else 1) for a, b in pairwise(part))
