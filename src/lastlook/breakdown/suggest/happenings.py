"""What happens and how people look: stunts, effects, sounds, kisses, wounds, music by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.breakdown.model import Suggestion
from lastlook.breakdown.suggest.effects import effects_in
from lastlook.breakdown.suggest.film import is_told, quote_of
from lastlook.breakdown.suggest.looks import looks_in
from lastlook.breakdown.suggest.music import songs_in, tunes_in
from lastlook.breakdown.suggest.noises import noises_in
from lastlook.breakdown.suggest.stunts import STUNTS, stunts_in
from lastlook.language import sentence_at
from lastlook.language.actions import actions_in
from lastlook.language.grammar import other_nouns, small_words, verb_forms
from lastlook.language.lexicon import senses_of
from lastlook.language.people import are_people, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.suggest.film import Film
    from lastlook.language.actions import Action
    from lastlook.language.lexicon.lexicon import Sense
    from lastlook.script import Paragraph, Scene


_ONE_A_SENTENCE = frozenset({"Stunts", "Intimacy"})
_SMALL = frozenset("the his her their into onto over off out from with and against through".split())
_MOST = 0.75
_SURE = 0.5
"""Confidence from which a thing says already what happens."""
_MOVERS = frozenset({"Animals", "Vehicles"})
_PRONOUNS = frozenset(
    "he she they who i you we him her them it one both each everyone everybody somebody someone"
    " another others all".split()
)
_CAPITAL = re.compile(r"(?<![\w'’-])[A-Z][a-z]+(?![\w-])|(?<![\w'’-])[A-Z]{2,}(?![\w-])")
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
        for one in (
            *_actions(film, place),
            *_effects(paragraph),
            *_noises(film, place),
            *_looks(paragraph),
            *_music(paragraph),
        ):
            key = (one.category, one.label)
            if key not in found or found[key].confidence < one.confidence:
                found[key] = one
    happen = sorted(found.values(), key=lambda one: (-one.confidence, one.quote.line, one.label))
    return _apart(happen, things)


def _apart(found: Sequence[Suggestion], things: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Leave out what a surer one says already: one stunt a sentence, one `kiss` a scene."""
    kept: list[Suggestion] = []
    for one in found:
        for other in (*(thing for thing in things if thing.confidence >= _SURE), *kept):
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
                confidence=_sure(sense, upper=upper),
                kind=sense.kind,
            )
        )
    known = {(one.quote, one.category) for one in found}
    for stunt in stunts_in(text):
        quote = quote_of(paragraph, stunt.start)
        if (quote, STUNTS) in known:
            continue
        if not stunt.by_somebody or _has_doer(film, place, stunt.start):
            found.append(
                Suggestion(
                    category=STUNTS,
                    label=stunt.label,
                    reason="somebody may be hurt",
                    quote=quote,
                    words=text[stunt.start : stunt.end],
                    confidence=stunt.weight,
                    kind="fall",
                )
            )
    return found


def _sure(sense: Sense, *, upper: bool) -> float:
    """Return how surely what happens must be prepared; a verb alone is never quite sure."""
    most = _MOST if sense.category in {STUNTS, "Special Effects"} else 0.99
    return round(min(most, sense.weight) + (0.1 if upper else 0.0), 2)


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
    split = _CLAUSE.split(sentence)
    # `he drops his rifle, and jumps in`: the noun before is not what jumps.
    goes_on = not split[-1].strip()
    clauses = [clause for clause in split if clause.strip()]
    for clause in reversed(clauses):
        words = [word.strip("'’.,").lower() for word in clause.split()]
        doers = _doers(film, place, text, at - len(sentence), at)
        if any(word in _PRONOUNS or is_person(word) or are_people(word) for word in words) or any(
            name in clause for name in doers
        ):
            return True
        if _NOUN_BEFORE.search(clause) and not goes_on:
            return False
    return not clauses


def _doers(film: Film, place: int, text: str, start: int, end: int) -> list[str]:
    """Return the words between two places that name a person, an animal or a vehicle."""
    found = [text[a:b] for a, b in film.persons.get(place, ()) if start <= a < end]
    moving = (
        thing.text
        for thing in film.things.get(place, ())
        if start <= thing.start < end
        and any(
            sense.category in _MOVERS and (place_of == 0 or thing.text[:1].isupper())
            for place_of, sense in enumerate(thing.senses)
        )
    )
    # A capital that no list knows is somebody's, or something's that goes by a name.
    named = (m[0] for m in _CAPITAL.finditer(text, start, end) if _is_unknown(m[0].lower()))
    return [*found, *moving, *named]


def _is_unknown(word: str) -> bool:
    return not (word in small_words() or word in verb_forms() or word in other_nouns()) and not (
        senses_of(word) or word.endswith("ly")
    )


def _effects(paragraph: Paragraph) -> Sequence[Suggestion]:
    return [
        Suggestion(
            category=effect.category,
            label=effect.label,
            reason="an effect told by what happens",
            quote=quote_of(paragraph, effect.start),
            words=paragraph.text[effect.start : effect.end],
            confidence=effect.weight,
            kind="told",
        )
        for effect in effects_in(paragraph.text)
    ]


def _noises(film: Film, place: int) -> Sequence[Suggestion]:
    """Return sounds that no person of the film makes."""
    paragraph = film.paragraphs[place]
    people = film.persons.get(place, ())
    return [
        Suggestion(
            category="Sound",
            label=noise.label,
            reason="a sound told by what makes it",
            quote=quote_of(paragraph, noise.start),
            words=paragraph.text[noise.start : noise.end],
            confidence=min(0.9, noise.weight),
            kind="noise",
        )
        for noise in noises_in(paragraph.text)
        if not any(first < noise.end and noise.start < last for first, last in people)
    ]


def _looks(paragraph: Paragraph) -> Sequence[Suggestion]:
    return [
        Suggestion(
            category=look.category,
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
    for label, start, end in tunes_in(paragraph.text):
        found.append(
            Suggestion(
                category="Music",
                label=label,
                reason="music that is heard",
                quote=quote_of(paragraph, start),
                words=paragraph.text[start:end],
                confidence=0.65,
                kind="tune",
            )
        )
    return found
