"""Who has a thing, and in what state it is, read from the action: proposals with their sentence.

Nothing here is decided. A sentence gives something only if it says it: somebody sets the thing on
the counter, takes it, hands it over; it falls into the water; it is torn. Whom a pronoun means is
said only where one person fits, or one was named or spoke just before; else it is somebody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from lastlook.breakdown.journey_clauses import Part, Token, tokens
from lastlook.breakdown.journey_mentions import Names, mentions
from lastlook.breakdown.journey_model import SOMEBODY, Reading
from lastlook.breakdown.journey_people import NOBODY_KNOWN, Scope, Somebody
from lastlook.breakdown.journey_states import CAUSES, READ_STATES
from lastlook.breakdown.journey_words import (
    ARTICLES,
    BODY,
    DETERMINERS,
    GIVE,
    HOLD,
    NOT_THINGS,
    OBJECTIVES,
    PARTICLES,
    PARTS_OF_PLACES,
    PLACES,
    POCKETS,
    POSSESSIVES,
    PREPOSITIONS,
    PUT,
    REST,
    SOURCES,
    TAKE,
    UNTOLD,
)
from lastlook.breakdown.model import Quote
from lastlook.language import Span, capital_phrases, folded_name, names_in, sentences_in
from lastlook.script import Kind, cue_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastlook.script import Paragraph

TOLD = frozenset({Kind.ACTION, Kind.SHOT, Kind.GENERAL})
SURE = 0.9
"""Confidence where the sentence names both the person and the thing."""
BY_IT = 0.8
"""Factor where the thing is only `it`."""
LOOSE = 0.7
"""Factor for what a sentence shows rather than says: with a ring, the hand closes over it."""
_PUT, _TAKE, _HOLD, _GIVE, _REST = (
    frozenset(group.split()) for group in (PUT, TAKE, HOLD, GIVE, REST)
)
_THING = Somebody(name="", confidence=SURE)
_STATE_AFTER = re.compile(
    r"(?:\s+(?:is|are|was|lies|hangs|comes|looks|stays|gets|now|already|still|half|all|very|quite"
    r"|too|completely|badly))*\s+(?P<one>[a-z]+)\b"
)
_UNSEEN = re.compile(r"\(\s*(?:V\.?\s*O|O\.?\s*[SC])\b", re.IGNORECASE)
"""A cue of somebody who is not to be seen: no `she` who picks something up."""
_AND_STATE = re.compile(r"\s+and\s+([a-z]+)\b")
_ADDED = re.compile(r",\s+([a-z]+)\b(?=[,.;]|\s+(?:and|in|to|across|with|by|at)\b)")
_STATE_BEFORE = re.compile(r"(?:(?:^|[\s,(-])([\w-]+))\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is the same in every scene of one element's journey."""

    names: Names
    people: Mapping[str, str]
    """Every folded name and the role that it means."""
    pronouns: Mapping[str, str]
    """`he` or `she` for the roles of which the script tells."""
    is_wardrobe: bool = False


@dataclass(slots=True)
class _Walk:
    reader: Reader
    scope: Scope
    on_sheet: bool
    topic: bool = False
    """Whether `it` means the thing: nothing else was named since."""
    found: list[Reading] = field(default_factory=list)


def readings(
    paragraphs: Iterable[Paragraph], reader: Reader, *, on_sheet: bool
) -> tuple[Reading, ...]:
    """Return what a scene's action says of who has the thing and of its state, in order."""
    walk = _Walk(reader=reader, scope=Scope(pronouns=reader.pronouns), on_sheet=on_sheet)
    spoke = ""
    for paragraph in paragraphs:
        if paragraph.kind is Kind.CHARACTER:
            spoke = reader.people.get(folded_name(cue_name(paragraph.text)), "")
            if spoke and not _UNSEEN.search(paragraph.text):
                walk.scope.name(spoke)
            else:
                spoke = ""
        elif paragraph.kind in TOLD:
            walk.scope.begin(spoke)
            spoke = ""
            for sentence in sentences_in(paragraph.text):
                line = paragraph.line + paragraph.text.count("\n", 0, sentence.start)
                _read_sentence(walk, Quote(text=sentence.text, line=line))
    return tuple(walk.found)


def _read_sentence(walk: _Walk, quote: Quote) -> None:
    text = quote.text
    things = mentions(text, walk.reader.names, on_sheet=walk.on_sheet)
    people = names_in(text, tuple(walk.reader.people))
    found = tokens(text, things, people, walk.reader.people)
    _Sentence(walk, found, quote).read()
    for state in _states_beside(text, things):
        walk.found.append(Reading(state=state, quote=quote, confidence=SURE))


class _Sentence:
    """One pass over a sentence, from left to right."""

    def __init__(self, walk: _Walk, found: Sequence[Token], quote: Quote) -> None:
        self.walk = walk
        self.found = found
        self.quote = quote
        self.subject: Somebody | None = None
        """Who does it; `_THING` where the thing itself is what the clause is about."""
        self.verb_seen = False
        self.rivals = {span.start for span in capital_phrases(quote.text)}

    def read(self) -> None:
        """Note what each token says."""
        for place, token in enumerate(self.found):
            if token.part is Part.STOP:
                self.verb_seen = False
            elif token.part in {Part.PERSON, Part.OWNER}:
                self._person(place, token)
            elif token.part is Part.PRONOUN:
                if not self.verb_seen or self._opens_clause(place):
                    self.subject = self.walk.scope.resolve(token.text)
            elif token.part is Part.THING:
                self._thing(place)
            elif token.part is Part.VERB:
                self._verb(place, token.text)
                self.verb_seen = True
            elif token.part is Part.WORD and self._names_another(place):
                self.walk.topic = False
            elif token.text in POSSESSIVES and not self.verb_seen and self._word(place + 1) in BODY:
                self.subject = self._owner(token.text)

    def _names_another(self, place: int) -> bool:
        """Whether another thing is named here, so that `it` means that one from now on.

        A thing in capitals does; so does one with an article that is not inside a phrase with a
        preposition, is no part of somebody and no plural.
        """
        token = self.found[place]
        if token.start in self.rivals:
            return True
        if token.text not in ARTICLES or self.subject is _THING:
            return False
        before = self._word(place - 1)
        follows_verb = place > 1 and self.found[place - 2].part is Part.VERB
        if before in PREPOSITIONS and not (before in PARTICLES and follows_verb):
            return False
        phrase = list(self._phrase(place + 1))
        at = place + 1 + len(phrase)
        if not phrase or (at < len(self.found) and self.found[at].part is Part.THING):
            return False
        # One word: `the phone buzzes` may be one thing, and what it does.
        plural = len(phrase) == 1 and phrase[0].endswith("s") and not phrase[0].endswith("ss")
        return not plural and not set(phrase) & (BODY | NOT_THINGS | PARTS_OF_PLACES)

    def _phrase(self, at: int) -> Iterator[str]:
        """Yield the words from a place on that can be one noun with what describes it."""
        for token in self.found[at : at + 3]:
            if token.part is not Part.WORD or not token.text.isalpha():
                return
            if token.text in PREPOSITIONS or token.text in DETERMINERS:
                return
            yield token.text

    def _person(self, place: int, token: Token) -> None:
        self.walk.scope.name(token.text)
        if self.verb_seen and not self._opens_clause(place):
            return
        if token.part is Part.PERSON:
            if self._word(place - 1) not in PREPOSITIONS:
                self.subject = Somebody(name=token.text)
        elif self._word(place + 1) in BODY:
            self.subject = Somebody(name=token.text)

    def _opens_clause(self, place: int) -> bool:
        return place == 0 or self.found[place - 1].part is Part.STOP

    def _thing(self, place: int) -> None:
        self.walk.topic = True
        before = self._words_before(place)
        opener = next((word for word in before if word in PREPOSITIONS), "")
        if not self.verb_seen and not opener and self.subject is None:
            self.subject = _THING
            return
        owner = self.subject
        if owner is None or owner is _THING:
            return
        nearest = self.found[place - 1] if place else None
        worn = opener == "in" and self.walk.reader.is_wardrobe
        listed = not self.verb_seen and nearest is not None and nearest.text == ","
        shown = nearest is not None and nearest.text == ":" and self._word(place - 2) in BODY
        shown = shown or (
            place > 2 and self.found[place - 2].text == ":" and self._word(place - 3) in BODY
        )
        if shown:
            self._has(owner, 1.0)
        elif opener == "with" or worn or listed:
            self._has(owner, LOOSE)
        elif (holder := self._place_of(place + 1)) and holder[1]:
            self._add("", holder[0], LOOSE)

    def _verb(self, place: int, verb: str) -> None:
        if self.subject is _THING:
            self._happens(place, verb)
            return
        if verb == "have" and self._word(place + 1) not in DETERMINERS | {"it", ""}:
            return  # `Has lit`: a tense, not that somebody has something.
        hit = self._object(place)
        if hit is None:
            return
        if self.subject is None and verb in _REST:
            self._lies_there(place)
            return
        at, by_it = hit
        who = self.subject or NOBODY_KNOWN
        factor = (BY_IT if by_it else 1.0) * who.confidence
        self._handled(place, at, verb, who.name or SOMEBODY, factor)
        state = CAUSES.get(verb, "")
        # `Closes over the ring` is nothing that is done to the ring; `folds up the map` is.
        if state and self._word(place + 1) not in PARTICLES - {"up"}:
            said = round(SURE * factor, 3)
            self.walk.found.append(Reading(state=state, quote=self.quote, confidence=said))

    def _lies_there(self, place: int) -> None:
        """Note where a thing is of which the place is said first: `on the dash lies the ring`."""
        first = place
        while first and self.found[first - 1].part is not Part.STOP:
            first -= 1
        goal = self._place_of(first)
        if goal is not None:
            self._add("", goal[0], 1.0)

    def _handled(self, place: int, at: int, verb: str, who: str, factor: float) -> None:
        """Note what somebody does with the thing that stands at `at`."""
        on = "on" in {self._word(place + 1), self._word(at + 1)} and self._ends(at + 2)
        if on and (verb in {"put", "pull"} or (self.walk.reader.is_wardrobe and verb in _PUT)):
            self._add("", who, factor)  # They wear it.
        elif verb in _GIVE and (receiver := self._receiver(place, at)):
            self._add(who, receiver, factor)
        elif verb in _TAKE:
            self._add(self._source(at), who, factor)
        elif verb in _PUT | _GIVE:
            goal = self._place_of(at + 1)
            if goal is not None:
                self._add(who, goal[0], factor)
            elif verb in _PUT or self._word(at + 1) in PARTICLES:
                # It leaves their hands, and the sentence does not say for where.
                self._add(who, SOMEBODY if verb == "slide" else "", factor)
        elif verb in _HOLD:
            self._add("", who, factor)

    def _happens(self, place: int, verb: str) -> None:
        """Note what the thing does by itself: it falls, lies, tears."""
        if verb in _REST:
            goal = self._place_of(place + 1)
            if goal is not None:
                self._add("", goal[0], 1.0)
        elif state := CAUSES.get(verb, ""):
            self.walk.found.append(Reading(state=state, quote=self.quote, confidence=SURE))

    def _object(self, place: int) -> tuple[int, bool] | None:
        """Return where the thing stands as what the verb is done to, and whether only as `it`."""
        listed = False
        for at in range(place + 1, len(self.found)):
            token = self.found[at]
            if token.part is Part.THING:
                return None if listed and self._is_subject(at) else (at, False)
            if token.part is Part.IT and not listed:
                return (at, True) if self.walk.topic else None
            if token.part is Part.VERB or token.part is Part.PRONOUN:
                return None
            if token.part is Part.STOP:
                if token.text not in {",", "and"}:
                    return None
                listed = True
            particle = token.text in PARTICLES and at == place + 1
            if token.part is Part.WORD and token.text in PREPOSITIONS and not particle:
                return None
        return None

    def _is_subject(self, at: int) -> bool:
        """Whether a verb comes after the thing in its own clause: it begins a sentence there."""
        rest = takewhile(lambda token: token.part is not Part.STOP, self.found[at + 1 :])
        return any(token.part is Part.VERB for token in rest)

    def _receiver(self, place: int, at: int) -> str:
        """Return to whom: the person before the thing, or after it and `to`."""
        for token in self.found[place + 1 : at]:
            if token.part is Part.PERSON:
                return token.text
            if token.part is Part.WORD and token.text in OBJECTIVES:
                return self._someone(OBJECTIVES[token.text])
        for index in range(at + 1, min(at + 5, len(self.found) - 1)):
            if self.found[index].part in {Part.STOP, Part.VERB}:
                break
            if self.found[index].text in {"to", "back"}:
                to = self.found[index + 1]
                if to.part is Part.PERSON:
                    return to.text
                if to.text in OBJECTIVES:
                    return self._someone(OBJECTIVES[to.text])
        return ""

    def _source(self, at: int) -> str:
        """Return from whom or where something is taken: `from Prentice`, `out of his hand`."""
        for index in range(at + 1, min(at + 4, len(self.found))):
            token = self.found[index]
            if token.part in {Part.STOP, Part.VERB}:
                break
            out_of = token.text == "of" and self._word(index - 1) == "out"
            if token.text in SOURCES or out_of:
                place = self._holder(index + 1)
                return place[0] if place else ""
        return ""

    def _place_of(self, at: int) -> tuple[str, bool] | None:
        """Return where a thing comes to, read from `at` on, and whether that is a person."""
        for index in range(at, min(at + 6, len(self.found))):
            token = self.found[index]
            if token.part in {Part.STOP, Part.VERB, Part.PRONOUN}:
                return None
            if token.part is Part.WORD and token.text in PLACES:
                return self._holder(index + 1)
            if token.part is Part.WORD and token.text in {"of", "with", "for", "like"}:
                return None  # What follows says more about the thing, not where it comes to.
        return None

    def _holder(self, at: int) -> tuple[str, bool] | None:
        """Return the person or place that is named from `at` on, and whether it is a person."""
        if at >= len(self.found):
            return None
        first = self.found[at]
        if first.part is Part.PERSON:
            return first.text, True
        if first.text in UNTOLD:
            return None
        owner = ""
        if first.part is Part.OWNER:
            owner, at = first.text, at + 1
        elif first.text in OBJECTIVES and self._ends(at + 1):
            return self._someone(OBJECTIVES[first.text]), True
        elif first.text in POSSESSIVES:
            known = self._owner(first.text)
            owner, at = (known.name or SOMEBODY), at + 1
        elif first.text in DETERMINERS:
            at += 1
        words = list(self._phrase(at))
        if not words:
            return None
        if words[-1] in PARTS_OF_PLACES and self._word(at + len(words)) == "of":
            return self._holder(at + len(words) + 1)
        if words[-1] in BODY:
            return owner or SOMEBODY, True
        if owner and words[-1] in POCKETS:
            return f"{owner} ({words[-1]})" if owner != SOMEBODY else SOMEBODY, True
        return " ".join(words), False

    def _owner(self, possessive: str) -> Somebody:
        """Return whom `his` means: who does it, where that fits, and else who is near."""
        pronoun = POSSESSIVES[possessive]
        who = self.subject
        known = self.walk.reader.pronouns
        if who is not None and who.name and known.get(who.name, pronoun) == pronoun:
            return who
        if pronoun == "they":
            return NOBODY_KNOWN
        return self.walk.scope.resolve(pronoun, (who.name,) if who else ())

    def _someone(self, pronoun: str) -> str:
        who = self.subject
        but = (who.name,) if who is not None and who.name else ()
        return self.walk.scope.resolve(pronoun, but).name or SOMEBODY

    def _words_before(self, place: int) -> list[str]:
        """Return the words of the phrase that ends before a place, the nearest first."""
        found = []
        for token in reversed(self.found[max(0, place - 4) : place]):
            if token.part is not Part.WORD:
                break
            found.append(token.text)
            if token.text in PREPOSITIONS:
                break
        return found

    def _word(self, place: int) -> str:
        return self.found[place].text if 0 <= place < len(self.found) else ""

    def _ends(self, place: int) -> bool:
        return place >= len(self.found) or not self._word(place).isalpha()

    def _has(self, who: Somebody, factor: float) -> None:
        self._add("", who.name or SOMEBODY, factor * who.confidence)

    def _add(self, before: str, after: str, factor: float) -> None:
        before = "" if before == after else before
        self.walk.found.append(
            Reading(
                before=before,
                after=after,
                quote=self.quote,
                confidence=round(SURE * factor, 3),
            )
        )


def _states_beside(text: str, things: Sequence[Span]) -> Iterator[str]:
    """Yield the states that stand directly before or after the thing's name."""
    for span in things:
        at = span.start
        while match := _STATE_BEFORE.search(text[max(0, at - 30) : at]):
            word = match[1].lower()
            if word in READ_STATES:
                yield word
            elif word in DETERMINERS or word in PREPOSITIONS:
                break
            at = max(0, at - 30) + match.start()
        after = _STATE_AFTER.match(text, span.end)
        if after and after["one"] in READ_STATES:
            yield after["one"]
            rest = _AND_STATE.match(text, after.end())
            if rest and rest[1] in READ_STATES:
                yield rest[1]
        end = span.end
        while added := _ADDED.match(text, end):
            end = added.end()
            if added[1] in READ_STATES:
                yield added[1]
