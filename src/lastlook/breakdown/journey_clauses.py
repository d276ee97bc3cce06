"""A sentence of action as tokens: people, the thing in question, verbs of having, small words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.breakdown.journey_states import CAUSES
from lastlook.breakdown.journey_words import (
    DETERMINERS,
    GIVE,
    HOLD,
    NOMINATIVES,
    PARTICLES,
    PREPOSITIONS,
    PUT,
    REST,
    STOPS,
    TAKE,
    forms_of,
)
from lastlook.language import folded_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.language import Span

_TOKEN = re.compile(r"--+|\w+(?:[-'’]\w+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)", re.IGNORECASE)
VERBS: Mapping[str, str] = {
    form: verb
    for group in (PUT, TAKE, HOLD, GIVE, REST, " ".join(CAUSES))
    for form, verb in forms_of(group).items()
}


class Part(StrEnum):
    """What a token is."""

    PERSON = "person"
    OWNER = "owner"
    """A person with an apostrophe: whose."""
    PRONOUN = "pronoun"
    THING = "thing"
    """The element whose journey is read."""
    IT = "it"
    VERB = "verb"
    STOP = "stop"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of a sentence."""

    part: Part
    text: str
    """In lower case; of a person the role's name; of a verb the verb itself."""
    start: int


def tokens(
    text: str,
    things: Sequence[Span],
    people: Sequence[Span],
    names: Mapping[str, str],
) -> list[Token]:
    """Cut a sentence into tokens.

    Parameters
    ----------
    things, people
        Where the element and where people are named, as places in `text`.
    names
        The role that each folded name means.
    """
    marked = sorted(
        [(span.start, span.end, Part.THING, "") for span in things]
        + [
            (span.start, span.end, Part.PERSON, names[folded_name(span.text)])
            for span in people
            if not any(t.start < span.end and span.start < t.end for t in things)
        ]
    )
    found: list[Token] = []
    at = 0
    for start, end, part, name in marked:
        if start < at:
            continue
        found += _plain(text, at, start)
        owner = _POSSESSIVE.match(text, end) if part is Part.PERSON else None
        at = owner.end() if owner else end
        found.append(Token(part=Part.OWNER if owner else part, text=name, start=start))
    found += _plain(text, at, len(text))
    return [_in_place(found, place) for place in range(len(found))]


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(part=Part.WORD, text=match.group().lower().replace("’", "'"), start=match.start())
        for match in _TOKEN.finditer(text, start, end)
    ]


def _in_place(found: Sequence[Token], place: int) -> Token:
    """Return a token with its part, which for a verb depends on what stands before it."""
    token = found[place]
    if token.part is not Part.WORD:
        return token
    word = token.text
    part, text = Part.WORD, word
    if word in STOPS:
        part = Part.STOP
    elif word in NOMINATIVES:
        part = Part.PRONOUN
    elif word == "it":
        part = Part.IT
    elif word in VERBS and not _is_noun_here(found, place):
        part, text = Part.VERB, VERBS[word]
    return Token(part=part, text=text, start=token.start)


def _is_noun_here(found: Sequence[Token], place: int) -> bool:
    """Whether a word such as `hands` or `drops` stands after an article, or as an address."""
    if place == 0:
        return False
    before = found[place - 1]
    if before.part is Part.OWNER:
        return True
    if before.part is not Part.WORD:
        return False
    word = before.text
    return word in DETERMINERS - {"that"} or word in PREPOSITIONS - PARTICLES
