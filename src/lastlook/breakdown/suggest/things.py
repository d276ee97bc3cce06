"""What is there in a scene besides people: things, animals, effects, each at its best mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.breakdown.model import Suggestion
from lastlook.breakdown.near import same_thing
from lastlook.breakdown.suggest.effects import effects_in
from lastlook.breakdown.suggest.weighing import Weighed, weigh
from lastlook.language import names_in
from lastlook.language.grammar import verb_forms
from lastlook.language.people import are_people, is_person
from lastlook.script import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.breakdown.suggest.film import Film
    from lastlook.language.things import Thing
    from lastlook.script import Scene

from lastlook.breakdown.suggest.film import is_told, quote_of
from lastlook.breakdown.suggest.music import music_in

_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»')
_ARTICLE = re.compile(r"\b(?:an?|the|this|his|her|their|its)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_PLACE_BREAK = re.compile(r"[-–—,/()]|\b(?:INT|EXT|I/E)\b\.?|\.")
_OVER = re.compile(
    r"\s+(?:has\s+|have\s+|is\s+|was\s+)?(?:quit|stopped|stops|ended|ends|died|dies|ceased|passed"
    r"|blown\s+out|over\b|cuts?\s+out|lets?\s+up)",
    re.IGNORECASE,
)
_POURS = re.compile(
    r"\s+(?:from|down)\s+(?:an?|the|his|her|their)\s+(?!sky|heavens|clouds)", re.IGNORECASE
)
_OF_A_MAN = re.compile(r"\s+of\s+an?\s+(?:man|woman|boy|girl|kid|child|fellow|person|thing)\b")
_ENDING = frozenset({"Weather", "Music"})
_CARRIES = frozenset({"Vehicles"})
"""Categories that a heading can name: the scene is set in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A thing in a paragraph, weighed."""

    thing: Thing
    paragraph: int
    weighed: Weighed


def things_of(film: Film, scene: Scene) -> tuple[Suggestion, ...]:
    """Return the things of a scene, each once."""
    mentions = []
    for place in range(scene.first, scene.last):
        paragraph = film.paragraphs[place]
        for thing in film.things.get(place, ()):
            if paragraph.kind is Kind.SCENE_HEADING:
                weighed = weigh(thing, paragraph.text, film.vocabulary, heading=True)
                if weighed is None or not _is_set(paragraph.text, thing, weighed):
                    continue
            elif _is_nothing(film, place, thing):
                continue
            else:
                weighed = weigh(thing, paragraph.text, film.vocabulary)
            if weighed is not None:
                weighed = _by_meaning(weighed, thing, film.meant.get((place, thing.start), ""))
            if weighed is not None and weighed.kind == "fog" and scene.heading.int_ext == "INT":
                weighed = replace(weighed, category="Special Effects", kind="fog")
            if weighed is not None:
                mentions.append(Mention(thing=thing, paragraph=place, weighed=weighed))
    told = tuple(_suggestion(film, group) for group in _together(mentions))
    return (*told, *_named(film, scene, told))


def _named(film: Film, scene: Scene, told: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return animals that the scene calls by name: `Gravy snores`."""
    names = film.vocabulary.names
    heads = {
        name for name, head in names.items() if head in {one.label.split()[-1] for one in told}
    }
    found: dict[str, Suggestion] = {}
    for place in range(scene.first, scene.last):
        paragraph = film.paragraphs[place]
        if not is_told(paragraph):
            continue
        for span in names_in(paragraph.text, tuple(names)):
            name = span.text.title()
            if name not in found and name not in heads:
                found[name] = Suggestion(
                    category="Animals",
                    label=name,
                    reason=f"the {names[name]}'s name",
                    quote=quote_of(paragraph, span.start),
                    words=span.text,
                    confidence=0.9,
                    count=1,
                )
    return tuple(found.values())


def _by_meaning(weighed: Weighed, thing: Thing, category: str) -> Weighed:
    """Return a doubtful prop in the category that its line means, if its line was judged.

    Only props move, and not to wardrobe: there the encoder is more often right than the lexicon;
    in the other cases it is not.
    """
    if weighed.category != "Props" or category == "Wardrobe":
        return weighed
    kinds = [sense.kind for sense in thing.senses if sense.category == category]
    if not kinds or category == "Props" or weighed.confirmed:
        return weighed
    reason = f"{weighed.reason}; by the meaning of its line"
    return replace(weighed, category=category, kind=kinds[0], reason=reason)


def _is_set(heading: str, thing: Thing, weighed: Weighed) -> bool:
    """Whether a heading's set is a vehicle: `INT. TAXI`, not `EXT. FORD CROSSING`."""
    before = _PLACE_BREAK.split(heading[: thing.start])[-1].strip()
    after = _PLACE_BREAK.split(heading[thing.end :])[0].strip()
    if weighed.category not in _CARRIES or after:
        return False
    return weighed.kind != "vehicle-make" or (not before and " " not in thing.text)


def _is_nothing(film: Film, place: int, thing: Thing) -> bool:
    """Whether words that could be a thing are a person's, a sign's, or say it is not there."""
    if thing.negated or thing.figurative:
        return True
    text = film.paragraphs[place].text
    if any(start < thing.end and thing.start < end for start, end in film.persons.get(place, ())):
        # A part may also be a thing (WALL SCREEN), but no person is (CORPSE, ROSE).
        return is_person(thing.head) or not (thing.senses and _ARTICLE.search(text[: thing.start]))
    if thing.senses and thing.senses[0].category in _ENDING and _OVER.match(text, thing.end):
        return True
    if is_person(thing.head) and " " not in thing.label:
        return True
    if any(m.start() < thing.start and thing.end < m.end() for m in _QUOTED.finditer(text)):
        return True
    if thing.text.title() in film.vocabulary.names:
        return True
    if any(a <= thing.start < b for a, b in music_in(text)):
        return True
    if thing.senses and thing.senses[0].category == "Weather" and _POURS.match(text, thing.end):
        return True
    if thing.senses and thing.senses[0].kind == "ammunition" and _flies(text, thing):
        return True
    if _is_verb(thing) or _OF_A_MAN.match(text, thing.end):
        return True
    if not thing.senses:
        head = thing.head
        words = thing.text.split()
        return (
            is_person(head)
            or are_people(head)
            or all(word.strip("'’.") in film.name_words for word in words)
            or bool(names_in(thing.text, film.names))
        )
    return False


def _flies(text: str, thing: Thing) -> bool:
    """Whether ammunition is an effect, as in `Bullets chew the rail`."""
    return any(one.start <= thing.start and thing.end <= one.end for one in effects_in(text))


def _is_verb(thing: Thing) -> bool:
    """Whether the words are a verb after all: `take out`, `HENCHMEN fire`."""
    first, *rest = thing.text.split()
    if "-" in thing.label and "-" not in thing.text and first.lower() in verb_forms():
        return True
    does = bool(rest) and rest[-1].lower() in verb_forms()
    return does and (are_people(first) or is_person(first)) and first.isupper()


def _together(mentions: Sequence[Mention]) -> Iterable[list[Mention]]:
    """Group the mentions of one thing: `the REVOLVER ... the gun`."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        for group in groups:
            if any(_is_one(mention, other) for other in group) and not any(
                _is_another(mention, other) for other in group
            ):
                group.append(mention)
                break
        else:
            groups.append([mention])
    return groups


def _is_another(one: Mention, two: Mention) -> bool:
    """Whether two things cannot be one: a Lexus and a Mini, though both are `the car`."""
    if {one.weighed.category, two.weighed.category} & _ALIKE:
        heads = {one.thing.head, two.thing.head}
        if len(heads) == 1:
            return False
        if heads & (_ANY_CAR | _VAGUE | {one.weighed.kind}):
            several = {one.thing.count == 1, two.thing.count == 1}
            return one.weighed.category == "Vehicles" and len(several) > 1
        return not _is_one(one, two)
    return False


def _is_one(one: Mention, two: Mention) -> bool:
    if one.thing.head == two.thing.head:
        own = [set(m.thing.label.lower().split()[:-1]) for m in (one, two)]
        return own[0] <= own[1] or own[1] <= own[0]
    if one.weighed.category != two.weighed.category:
        return False
    if one.thing.head in _VAGUE or two.thing.head in _VAGUE:
        return True
    same = same_thing(one.thing.label, two.thing.label)
    if same is not None and same[1] >= 0.6:
        return True
    kinds = {one.weighed.kind, two.weighed.kind}
    if kinds == {"car", "vehicle-make"} and {one.thing.head, two.thing.head} & _ANY_CAR:
        return True
    labels = [set(m.thing.label.lower().split()) for m in (one, two)]
    return len(kinds) == 1 and (one.thing.head in labels[1] or two.thing.head in labels[0])


_ALIKE = frozenset({"Vehicles", "Props", "Animals"})
_ANY_CAR = frozenset("car automobile vehicle auto".split())
_VAGUE = frozenset("animal beast creature vehicle weapon tool instrument device machine".split())


def _suggestion(film: Film, group: Sequence[Mention]) -> Suggestion:
    best = min(
        group,
        # `A cat. Not a real one: a plush cat.`
        key=lambda m: (
            m.weighed.kind != "toy",
            -m.weighed.confidence,
            m.paragraph,
            m.thing.start,
        ),
    )
    thing = best.thing
    counts = [m.thing.count for m in group if m.thing.count is not None]
    return Suggestion(
        category=best.weighed.category,
        label=max((m.thing.label for m in group if m.thing.head == thing.head), key=len),
        reason=best.weighed.reason,
        quote=quote_of(film.paragraphs[best.paragraph], thing.start),
        words=thing.text,
        confidence=best.weighed.confidence,
        count=max(counts) if counts and len(counts) == len(group) else None,
        kind=best.weighed.kind,
    )
