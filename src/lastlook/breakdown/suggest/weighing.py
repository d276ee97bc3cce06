"""How surely something a line names is needed, in which category, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.breakdown.suggest.vocabulary import is_handled
from lastlook.language import sentence_at
from lastlook.language.lexicon import senses_of

if TYPE_CHECKING:
    from lastlook.breakdown.suggest.vocabulary import Vocabulary
    from lastlook.language.lexicon.lexicon import Sense
    from lastlook.language.things import Thing

PROPS = "Props"
# A horse of wood is a prop: of what an animal or a vehicle can be made that is none.
_MADE_OF = re.compile(
    r"\b(?:wooden|toy|stuffed|plush|plastic|rubber|china|porcelain|ceramic|carved|rocking|paper"
    r"|cardboard|origami|glass|clay|bronze|stone|marble|chocolate|gingerbread|inflatable|model"
    r"|miniature|knitted|tin|felt|teddy|painted|cartoon|robot|robotic|mechanical|clockwork|balsa|lego)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:his|her|their|its|my|your|our|[\w’']+['’]s)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE
)
_OPENED = re.compile(
    r"\b(?:an?|the|his|her|their|its|two|three|four|\d+)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE
)
_IN_HAND = re.compile(
    r"\s*,?\s*(?:still\s+)?(?:in|from|under|between|round|around|on|over|across"
    r"|at)\s+(?:one\s+|both\s+|each\s+)?"
    r"(?:his|her|their|the other|its)?\s*(?:\w+\s+)?(?:hands?|fists?|arms?|fingers|teeth"
    r"|mouth|pocket"
    r"|lap|knees|shoulders?|neck|wrists?|head|belt|grip|palm)\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\w\.|S\b(?<=[^S]S)|\d")
_WITH = re.compile(
    r"\b(?:with|holding|carrying|clutching|wearing|in)\s+(?:an?|the|his|her|their"
    r"|two)?\s*(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)

_SHIFT = {
    "Set Dressing": 0.43,
    "Greenery": 0.25,
    "Special Effects": 0.2,
    "Visual Effects": 0.25,
    "Sound": 0.05,
    "Wardrobe": 0.05,
}
"""Added to what the lexicon says of a category, whose weights ask how surely a hand holds it."""
_BARE = 0.15
"""Doors and floors are below this: they come with the set."""
_JEWELLERY = frozenset({"jewellery", "ring"})
_FLOWERS = re.compile(r"(?:roses|flowers|lilies|tulips|daisies|orchids|sunflowers|peonies)$")
_GIVES = re.compile(r"\b(?:bouquet|bunch|posy|spray|vase)\b", re.IGNORECASE)

_MAKE = "vehicle-make"
_STANDS = re.compile(
    r"\s+(?:\w+ly\s+)?(?:hangs?|hanging|line|lining|stand|standing|cover|covering|fill|filling"
    r"|crowd|clutter|litter|dangle|dangling|strung|pinned|tacked|nailed|piled|stacked|in\s+rows"
    r"|on\s+(?:the\s+)?(?:walls?|shelves|every|nails|hooks)|along\s+the|from\s+the\s+(?:ceiling"
    r"|rafters|beams|trees|wall)|everywhere|overhead)\b"
)
_WORN = re.compile(
    r"\b(?:masks?|gloves?|goggles|visor|helmet|hat|cap|crown|badge|apron|collar|boots?|shoes"
    r"|patch|vest"
    r"|wig|glasses|sling|armou?r|harness|hood|headset|headphones)$"
)
_HEARING = re.compile(
    r"\b(?:hears?|heard|listens?|sounds?\s+of|noises?\s+of|echo(?:es|ing)?|off[- ]?screen|o\.?s\.?"
    r"|somewhere|outside|in the distance|distant|far(?:ther)?\s+(?:off|away)|from\s+(?:above|below"
    r"|behind|inside|outside|within|upstairs|downstairs|the\s+(?:next|other)\s+\w+)|overhead"
    r"|next\s+door|in the (?:next|other) room|at the door|on the door|through the (?:walls?|floor"
    r"|door|ceiling|wood))\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    r"(?:(?:then|and|now|suddenly)[,:]?\s*)?(?:an?|the|another|one|two|three|more|only|just|no"
    r"|slow|low|faint|sudden|sharp|single|dull|heavy|loud|soft|long|short|muffled|metallic|wet"
    r"|\W)?(?:\s+(?:faint|sudden|sharp|single|dull|heavy|loud|soft|low|long|short|muffled|metallic"
    r"|wet|second|third|slow|terrible|distant|sickening|tremendous|huge|great|rhythmic|steady))*",
    re.IGNORECASE,
)

CAPITALS, HANDLED, KNOWN, HELD, RETURNING, REJECTED = 0.2, 0.08, 0.1, 0.1, 0.08, 0.3
HEARD = 0.2
"""What is added to a word's own weight, or taken from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A category for a thing, how surely, and why."""

    category: str
    kind: str
    confidence: float
    reason: str
    confirmed: bool = False
    """Whether people put such a thing in this category before."""


def _sense(thing: Thing) -> Sense:
    """Return what a thing is at best: with a capital of its own, `the Charger` is a make."""
    best = thing.senses[0]
    words = thing.text.split()
    made = next((one for one in thing.senses if one.kind == _MAKE), None)
    if made is not None and (
        (words[-1].istitle() and thing.count == 1)
        or any(one.kind == _MAKE for word in words[:-1] for one in senses_of(word))
    ):
        return replace(made, weight=max(made.weight, 0.85))
    return best


def _stands(thing: Thing, text: str) -> bool:
    """Whether several things only line a set that a line describes: `pans hang from nails`."""
    if thing.verb_before or (thing.count is not None and thing.count < 4):
        return False
    return bool(_STANDS.match(text, thing.end))


def _is_heard(text: str, thing: Thing) -> bool:
    """Whether a sound is told by itself, or from out of sight: `A crack.`, `a bell outside`."""
    sentence = sentence_at(text, thing.start)
    place = sentence.find(thing.text)
    before = sentence[: max(0, place)].strip()
    return bool(_HEARING.search(sentence) or not before or _AT_FIRST.fullmatch(before))


def weigh(
    thing: Thing, text: str, vocabulary: Vocabulary, *, heading: bool = False
) -> Weighed | None:
    """Return what a thing is in its line; None if it is nothing to bring.

    The lexicon's weight is where it starts from. Capitals, a verb that handles it, a hand that
    holds it and the film's own vocabulary raise it; what people rejected elsewhere lowers it.
    """
    confirmed = vocabulary.category_of(thing)
    before = text[max(0, thing.start - 60) : thing.start]
    reasons = []
    if thing.senses:
        sense = _sense(thing)
        category, kind, score = sense.category, sense.kind, sense.weight
        if category == "Wardrobe" and kind in _JEWELLERY and thing.head in vocabulary.handled:
            category = PROPS
        if category == PROPS and thing.verb_before == "wear" and _WORN.search(thing.label):
            category = "Wardrobe"
        if category == PROPS and (kind in {"furniture", "fitting"} or _stands(thing, text)):
            category = "Set Dressing"
        if (
            category == PROPS
            and _FLOWERS.search(thing.label)
            and not is_handled(thing)
            and not _GIVES.search(before)
        ):
            category, kind = "Greenery", "plant"
        if score >= _BARE:
            score += 0.3 if kind == "part" else _SHIFT.get(category, 0.0)
        if category in {"Animals", "Vehicles"} and _MADE_OF.search(
            text[max(0, thing.start - 40) : thing.start]
            + thing.text[: max(0, thing.text.lower().rfind(thing.head))]
        ):
            category, kind, score = PROPS, "toy", 0.7
    elif thing.capitals:
        category, kind = PROPS, ""
        score = 0.35 if _OPENED.search(before) and not _ABBREVIATED.search(thing.text) else 0.1
    else:
        return None
    if heading:
        reasons.append("the scene is set there")
    elif thing.capitals:
        score += CAPITALS
        reasons.append("in capitals")
    elif thing.head in vocabulary.capitals:
        score += KNOWN
        reasons.append("in capitals elsewhere in the script")
    elif thing.head in vocabulary.returning and score >= _BARE:
        score += RETURNING
        reasons.append("comes back in the script")
    if category == "Sound" and score >= _BARE and _is_heard(text, thing):
        score += HEARD
        reasons.append("heard, not seen")
    if not heading:
        if thing.verb_before:
            worn = category == "Wardrobe" and thing.verb_before == "wear"
            reasons.append("worn" if worn else f"after “{thing.verb_before}”")
        if _IN_HAND.match(text, thing.end) or _WITH.search(before):
            score += HELD
            reasons.append("somebody has it")
        elif _OWNED.search(before):
            score += HANDLED
            reasons.append("it belongs to somebody")
    if confirmed:
        category = confirmed
        score = max(score, 0.9)
        reasons = ["confirmed elsewhere in this film"]
    elif vocabulary.is_rejected(thing, category):
        score -= REJECTED
        reasons.append("rejected elsewhere")
    if not reasons:
        reasons.append(f"a word for {category.lower()}")
    return Weighed(
        category=category,
        kind=kind,
        confidence=round(min(0.99, max(0.0, score)), 2),
        reason="; ".join(reasons[:2]),
        confirmed=bool(confirmed),
    )
