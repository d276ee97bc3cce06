"""What happens and how people look: stunts, effects, sounds, kisses, wounds, music by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.breakdown.model import Suggestion
from lastlook.breakdown.suggest.film import is_told, quote_of
from lastlook.breakdown.suggest.looks import MAKEUP, looks_in
from lastlook.breakdown.suggest.music import songs_in
from lastlook.language import sentence_at
from lastlook.language.actions import actions_in
from lastlook.language.people import are_people, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.suggest.film import Film
    from lastlook.language.actions import Action
    from lastlook.script import Paragraph, Scene


_ONE_A_SENTENCE = frozenset({"Stunts", "Intimacy"})
_SMALL = frozenset("the his her their into onto over off out from with and against through".split())
STUNTS = "Stunts"
_FALLS = re.compile(
    r"\b(?:goes|go|pitch(?:es)?|tumbles?|topples?|flies|plunges?|falls?|drops?)\s+"
    r"(?:over\s+)?(?:backwards?|headfirst|headlong|overboard|over\s+(?:the|a|his|her)"
    r"|off\s+(?:the|a|his|her)"
    r"|through\s+(?:the|a)|into\s+(?:the|a)\s+(?:\w+\s+)?(?:water|river|canal|pool|pit"
    r"|sea|lake|bed|mud|hole))\b"
    r"|\b(?:dives?|leaps?|lunges?|vaults?|jumps?)\s+(?:\w+\s+)?(?:for|across|over|off"
    r"|through|onto|into|from"
    r"|out\s+of|down|clear)\b"
    r"|\b(?:throws|hurls|flings)\s+(?:him|her|it)self\b"
    r"|\b(?:hangs|hanging)\s+(?:on|from|by|off)\b|\bdangl(?:es|ing)\b"
    r"|\b(?:flips(?!\s+(?:an?|the|his|her|it|him|through|open|on|off|up|back)\b)"
    r"|overturns|fishtails|jackknifes|skids|careens|slews|swerves|spins\s+out)\b"
    r"|\bloses?\s+(?:his|her|its)\s+(?:footing|balance|grip|feet)\b"
)
_MOVERS = frozenset({"Animals", "Vehicles"})
_PRONOUNS = frozenset(
    "he she they who i you we him her them it one both each everyone everybody somebody someone"
    " another others all".split()
)
_CLAUSE = re.compile(r"[,;:–—]|\s--\s|\b(?:and|then|but|while|as)\b")
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|his|her|their|its|[\w'’]+['’]s)\s+(?:[\w-]+\s+){0,3}\w+\s*$"
)


def happenings_of(film: Film, scene: Scene, things: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return what happens in a scene, each kind of thing once, at its surest.

    What the scene's `things` say already is left out.
    """
    found: dict[tuple[str, str], Suggestion] = {}
    for place in range(scene.first, scene.last):
        paragraph = film.paragraphs[place]
        if not is_told(paragraph):
            continue
        for one in (*_actions(film, place), *_looks(paragraph), *_music(paragraph)):
            key = (one.category, one.label)
            if key not in found or found[key].confidence < one.confidence:
                found[key] = one
    happen = sorted(found.values(), key=lambda one: (-one.confidence, one.quote.line, one.label))
    return _apart(happen, things)


def _apart(found: Sequence[Suggestion], things: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Leave out what a surer one says already: one stunt a sentence, one `kiss` a scene."""
    kept: list[Suggestion] = []
    for one in found:
        for other in (*things, *kept):
            if one.category != other.category:
                continue
            if one.quote == other.quote and one.category in _ONE_A_SENTENCE:
                break
            if _stems(one.label) & _stems(other.label):
                break
        else:
            kept.append(one)
    return tuple(kept)


def _stems(label: str) -> set[str]:
    """Return the words of a label, cut so that `kiss`, `kisses` and `kissing` are one."""
    return {word[:4] for word in label.split() if len(word) > 2 and word not in _SMALL}


def _actions(film: Film, place: int) -> Sequence[Suggestion]:
    paragraph = film.paragraphs[place]
    text = paragraph.text
    found = []
    for action in actions_in(text):
        if action.negated or not action.senses or not _by_somebody(film, place, action):
            continue
        sense = action.senses[0]
        upper = action.text.isupper()
        found.append(
            Suggestion(
                category=sense.category,
                label=" ".join(action.text.lower().split()),
                reason="what happens" + (", in capitals" if upper else ""),
                quote=quote_of(paragraph, action.start),
                words=action.text,
                confidence=round(min(0.99, sense.weight + (0.1 if upper else 0.0)), 2),
                kind=sense.kind,
            )
        )
    known = {(one.quote, one.category) for one in found}
    for match in _FALLS.finditer(text):
        quote = quote_of(paragraph, match.start())
        if (quote, STUNTS) not in known and _has_doer(film, place, match.start()):
            found.append(
                Suggestion(
                    category=STUNTS,
                    label=" ".join(match[0].lower().split()),
                    reason="somebody may be hurt",
                    quote=quote,
                    words=match[0],
                    confidence=0.6,
                    kind="fall",
                )
            )
    return found


def _by_somebody(film: Film, place: int, action: Action) -> bool:
    """Whether a stunt has somebody, or a vehicle or an animal, to do it: no `doors slap open`."""
    if action.senses[0].category != STUNTS:
        return True
    return _has_doer(film, place, action.start)


def _has_doer(film: Film, place: int, at: int) -> bool:
    """Whether the clause before a verb, or the one that it goes on from, has somebody to do it."""
    text = film.paragraphs[place].text
    start = text.rfind(sentence_at(text, at).split(" ")[0], 0, at + 1)
    sentence = text[max(0, start) : at]
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    for clause in reversed(clauses):
        words = [word.strip("'’.,").lower() for word in clause.split()]
        doers = _doers(film, place, text, at - len(sentence), at)
        if any(word in _PRONOUNS or is_person(word) or are_people(word) for word in words) or any(
            name in clause for name in doers
        ):
            return True
        if _NOUN_BEFORE.search(clause):
            return False
    return not clauses


def _doers(film: Film, place: int, text: str, start: int, end: int) -> list[str]:
    """Return the words between two places that name a person, an animal or a vehicle."""
    found = [text[a:b] for a, b in film.persons.get(place, ()) if start <= a < end]
    moving = (
        thing.text
        for thing in film.things.get(place, ())
        if start <= thing.start < end and thing.senses and thing.senses[0].category in _MOVERS
    )
    return [*found, *moving]


def _looks(paragraph: Paragraph) -> Sequence[Suggestion]:
    return [
        Suggestion(
            category=MAKEUP,
            label=look.label,
            reason="how somebody looks",
            quote=quote_of(paragraph, look.start),
            words=paragraph.text[look.start : look.end],
            confidence=look.weight,
        )
        for look in looks_in(paragraph.text)
    ]


def _music(paragraph: Paragraph) -> Sequence[Suggestion]:
    found = []
    for title, start, _ in songs_in(paragraph.text):
        found.append(
            Suggestion(
                category="Music",
                label=title,
                reason="music by name; its rights must be cleared",
                quote=quote_of(paragraph, start),
                words=title,
                confidence=0.75,
                kind="song",
            )
        )
    return found
