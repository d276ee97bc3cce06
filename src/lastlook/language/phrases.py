"""Noun phrases around the nouns of the lexicon: where they begin, what they are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.language.lexicon.lexicon import Entry, Sense, is_plural_only, merged
from lastlook.language.numbers import number_of
from lastlook.language.verb_or_noun import PLURALS_BEFORE_NOUNS

if TYPE_CHECKING:
    from lastlook.language.tokens import Token

_MODIFIERS = frozenset({"adjective", "noun", "unknown", "name", "number", "ing", "ed"})
_OPENERS = frozenset({"article", "possessive", "number"})

# Parts that bring the whole: `the car door` is a car's, `a coat pocket` a coat's.
_PARTS = {
    "Vehicles": frozenset(
        "door window seat hood bonnet trunk boot windshield windscreen roof bumper engine horn "
        "headlight taillight light tire tyre wheel dashboard dash mirror key radio interior "
        "cab cockpit bay aisle gate deck bow stern hull mast sail propeller rotor blade wing tail "
        "handlebar pedal frame bell backseat floor siren wiper ladder "
        "grille fender plate tailgate bed alarm lamp".split()
    ),
    "Wardrobe": frozenset(
        "pocket sleeve collar hem button lapel cuff zipper strap buckle lining tail hood brim "
        "shoulder lace heel toe sole waistband".split()
    ),
    "Props": frozenset(
        "screen barrel trigger muzzle grip handle hilt blade tip lid cap neck string keyboard page "
        "cover spine strap clasp lens flash speaker cord receiver wheel flame beam rim edge "
        "button display".split()
    ),
    "Animals": frozenset(
        "tail paw ear fur head eye nose muzzle hoof beak wing feather claw mane collar".split()
    ),
}
# Heads that measure what follows `of`, and are nothing themselves.
_MEASURES = frozenset(
    "kind sort type lot number set group pile stack heap row line collection assortment series "
    "array bunch cluster dozen couple pair handful plenty trio fleet convoy flock herd pack swarm "
    "litter team crowd selection variety load mountain tangle rack armful mass mixture flurry "
    "shower hail rain rash burst round wall cloud pool trail streak spot splash puff curtain "
    "layer bank wave wisp plume column pall trickle blanket sheet glint flash smear stain drop "
    "rest half part side back front top bottom end edge corner middle centre center inside "
    "remains hundreds dozens tons thousands scores couple brace clutch clump patch one two "
    "three several all some many most each none both any last first blast burst stream "
    "bowl-full school string jumble gallery forest sea rush".split()
)
_PICTURES = frozenset(
    "photo photograph picture painting drawing portrait poster statue tattoo image sketch map "
    "smell scent sound memory dream story thought idea talk name word sign model film movie video "
    "footage history bust replica outline hint "
    "taste look lack absence fear love sight-gag promise threat rumor hologram game way "
    "price cost value question matter state".split()
)
_PAIRED = frozenset({"footwear", "accessory", "garment", "jewellery", "restraint"})
_BODY = frozenset(
    "nail nails chest bust palm calf calves bone bones skull temple trunk brain seat shell mole "
    "hump lid lids crown brow cheek back palms chests drum scalp wing wings tail pupil stock "
    "bangs stomach tears boot-heel tear sweat stubble hair figure weight tone pulse mouth bite "
    "speech report will change case turn change voice".split()
)


@dataclass(slots=True)
class Phrase:
    """A noun phrase with its head in the lexicon: which tokens, and what it can be."""

    first: int
    """Index of the first word that is not an article or a possessive."""
    opening: int
    """Index of the first word of all."""
    last: int
    """Index of the last word."""
    head: int
    """Index of the head."""
    entries: tuple[Entry, ...]
    senses: tuple[Sense, ...]
    count: int | None
    content: list[int] = field(default_factory=list)
    """Indices of the content named after `of`."""
    pictured: bool = False
    """Whether it is only the subject of a picture, a smell, a story."""


def phrases_of(tokens: list[Token]) -> list[Phrase]:
    """Return the noun phrases with a head in the lexicon, in order, without overlap."""
    found: list[Phrase] = []
    index = 0
    done = 0
    while index < len(tokens):
        if tokens[index].part != "noun":
            index += 1
            continue
        last = _run_end(tokens, index)
        phrase = _phrase(tokens, index, last, done)
        if phrase is not None:
            found = _with_of(tokens, found, phrase)
            done = phrase.last + 1
        index = last + 1
    return found


def _run_end(tokens: list[Token], index: int) -> int:
    """Return the index of the last noun of a run: `car keys`, `coffee cup`."""
    last = index
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].part == "noun"
        and not tokens[last].owner
        and tokens[last + 1].start - tokens[last].end <= 1
    ):
        last += 1
    return last


def _phrase(tokens: list[Token], index: int, last: int, floor: int) -> Phrase | None:
    head = _head(tokens, index, last)
    if head is None:
        return None
    first = index
    while first > floor and _modifies(tokens, first - 1):
        first -= 1
    opening = first
    while opening > floor and tokens[opening - 1].part in _OPENERS:
        opening -= 1
    token = tokens[head]
    owned = opening < head and any(
        one.part == "possessive" or one.owner for one in tokens[opening - (opening > 0) : head]
    )
    if owned and token.low in _BODY:
        return None
    count = _count(tokens, opening, head)
    entries = _numbered(token.found, count)
    senses = merged(entries)
    return Phrase(first, opening, last, head, entries, senses, count)


def _head(tokens: list[Token], index: int, last: int) -> int | None:
    """Return the noun that is brought: the last, or the whole of which the last is a part."""
    token = tokens[last]
    whole = last - 1
    if whole >= index and tokens[whole].found:
        one = _singular(token.low)
        categories = {s.category for s in merged(tokens[whole].found) if s.weight >= 0.5}
        if any(one in _PARTS.get(category, ()) for category in categories):
            sure = max((s.weight for s in merged(token.found)), default=0.0)
            if sure < 0.7 or one in {"radio", "alarm"}:
                return whole
    return last if token.found else None


def _singular(low: str) -> str:
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _modifies(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.part not in _MODIFIERS or tokens[index + 1].start - token.end > 3:
        return False
    before = tokens[index - 1].part if index else "stop"
    if token.owner:
        return False
    if token.part in {"ing", "ed"}:
        # `a sleeping dog`, `the torn coat`; not `holding keys`.
        return before in {"article", "possessive", "adjective", "number", "ed"}
    if token.part == "name":
        return before in {"article", "possessive", "adjective", "number", "name", "ed"}
    if token.part == "unknown":
        return before != "noun"
    if token.part == "noun" and token.several:
        # `Archers loose arrows`: a plural does not describe, but for a few.
        return token.low in PLURALS_BEFORE_NOUNS
    return True


def _count(tokens: list[Token], opening: int, head: int) -> int | None:
    """Return how many: `three umbrellas`, `a coat`, `two dozen plates`; None for a bare plural."""
    words = [
        token.low
        for token in tokens[opening:head]
        if token.part == "number" and token.low != "half" and not token.low.startswith("'")
    ]
    spoken = " ".join(words)
    ordinal = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "next"}
    if spoken and not set(words) & ordinal:
        value = number_of(spoken) if set(words) - {"other"} else 0
        if 0 < value < 1900 or value > 2100:
            return value
    low = [token.low for token in tokens[opening:head]]
    if "both" in low:
        return 2
    if "pair" in low:
        return 1
    token = tokens[head]
    if token.several:
        return None
    article = next((w for w in low if w in {"a", "an", "one", "another", "each", "every"}), "")
    return 1 if article or _is_one(token) else None


def _is_one(token: Token) -> bool:
    return bool(token.found) and not any(entry.is_plural for entry in token.found)


def _numbered(found: tuple[Entry, ...], count: int | None) -> tuple[Entry, ...]:
    """Of `glasses`, two are for drinking; without a number they can be worn."""
    several = tuple(e for e in found if e.is_plural and not is_plural_only(e.label))
    return several if several and count is not None and count > 1 else found


def _with_of(tokens: list[Token], found: list[Phrase], phrase: Phrase) -> list[Phrase]:
    """Join what stands after `of` with what stands before it: `a jar of TEETH`."""
    before = phrase.opening - 1
    if before < 1 or tokens[before].low != "of":
        return [*found, phrase]
    holder = tokens[before - 1]
    one = _singular(holder.low)
    joined = found[-1] if found and found[-1].last == before - 1 else None
    if one in _PICTURES or (joined and joined.head == before - 1 and one in _PICTURES):
        phrase.pictured = True
        return [*found, phrase]
    if one in _MEASURES or holder.low in _MEASURES or holder.part == "number":
        return _measured(tokens, found, phrase, joined, before)
    if joined is not None and _holds(joined):
        joined.content = list(range(phrase.first, phrase.last + 1))
        joined.senses = _both(joined.senses, phrase.senses)
        joined.last = phrase.last
        return found
    return [*found, phrase]


def _holds(phrase: Phrase) -> bool:
    kinds = {sense.kind for sense in phrase.senses}
    return bool(
        kinds
        & {
            "container",
            "tableware",
            "luggage",
            "tobacco",
            "drugs",
            "document",
            "money",
            "tool",
            "game",
            "stationery",
            "food",
            "drink",
            "linen",
            "personal",
            "light",
        }
    )


def _both(holder: tuple[Sense, ...], content: tuple[Sense, ...]) -> tuple[Sense, ...]:
    entry = (
        Entry(label="", one="", is_plural=False, senses=holder),
        Entry(label="", one="", is_plural=False, senses=content),
    )
    return merged(entry)


def _measured(
    tokens: list[Token], found: list[Phrase], phrase: Phrase, joined: Phrase | None, before: int
) -> list[Phrase]:
    """Let the content stand for its measure: `a pile of books`, `a pair of gloves`."""
    opening = before - 1
    while opening > 0 and tokens[opening - 1].part in {*_OPENERS, "adjective"}:
        opening -= 1
    low = tokens[before - 1].low
    kinds = {sense.kind for sense in phrase.senses}
    if low == "pair":
        words = [token.low for token in tokens[opening : before - 1]]
        pairs = max((number_of(w) for w in words), default=0) or 1
        phrase.count = pairs if kinds & _PAIRED or _plural_only(phrase) else 2 * pairs
    elif tokens[before - 1].part == "number":
        spoken = " ".join(token.low for token in tokens[opening:before] if token.part == "number")
        phrase.count = number_of(spoken) or None
    elif low in {"couple", "brace"}:
        phrase.count = 2
    phrase.opening = phrase.opening if joined is None else opening
    if joined is not None:
        phrase.first = min(phrase.first, before + 1)
        return [*found[:-1], phrase]
    return [*found, phrase]


def _plural_only(phrase: Phrase) -> bool:
    return any(entry.label == entry.one and is_plural_only(entry.label) for entry in phrase.entries)
