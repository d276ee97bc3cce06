"""Things in a line of action: what is there to be brought, worn, driven, fed or rigged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from lastlook.language.capitals import capital_phrases
from lastlook.language.grammar import lines_of, verb_forms
from lastlook.language.labels import head_of, label_of
from lastlook.language.lexicon.lexicon import Sense
from lastlook.language.parts import tokens_of
from lastlook.language.phrases import Phrase, phrases_of

if TYPE_CHECKING:
    from lastlook.language.tokens import Token

_PARTICLES = frozenset("on off up out down away over in aside open".split())
_WEAR = frozenset(
    "wear put_on take_off don dress button zip unbutton unzip remove try_on slip_on pull_on "
    "tug_on strip wrap_in clad".split()
)
_HANDLE = frozenset(
    "aim bring brandish break carry catch clutch collect cradle drag draw drop dump fetch find "
    "flash fling fold fumble gather give grab grasp grip hand hand_over haul hide hoist hold hurl "
    "knock_over lift light load lower lug offer open pack pass pick pick_up place pluck pocket "
    "point polish pour present produce pull pull_out push put put_down raise reach reload retrieve "
    "rip scatter set set_down shake shove slam slide smash snatch spill squeeze steal swing swipe "
    "take take_out tear throw toss touch turn twirl uncork unfold unpack unwrap use wave wield "
    "wipe wrap yank".split()
)
_VERB_SENSES = {
    "Vehicles": frozenset(
        "drive ride park board steer pilot crash dock fly start rev pedal row sail land".split()
    ),
    "Props": _HANDLE - {"draw", "wave", "turn"},
    "Wardrobe": _WEAR,
    "Animals": frozenset("feed pet walk saddle mount milk leash stroke groom".split()),
}
_KIND_VERBS = {
    "food": frozenset("eat chew bite devour munch nibble cook serve slice swallow bake".split()),
    "drink": frozenset("drink sip gulp swig pour sip down drain serve stir order".split()),
    "instrument": frozenset("play strum tune pluck".split()),
    "gun": frozenset("aim fire load reload cock draw point shoot".split()),
    "ring": frozenset("wear slide twist remove take_off".split()),
}
_NOT_THERE = re.compile(
    r"(?:\b(?:no|without|never|nor|neither|instead of|not (?:a|an|any|one|even)"
    r"|(?:is|are|was|were)n['’]t (?:an?|any|the)"
    r"|lack(?:s|ing)?(?: of)?"
    r"|(?:nobody|no one|nothing|none) (?!but\b)(?:\w+ ){0,2}(?:a|an|any|the|his|her))\b"
    r"|\b(?:n?ever|nobody|no one)\b[^.!?;,:]{0,30}"
    r"\b(?:seen|found|touched|owned|had|held|worn|use[sd]?)\b"
    r"|(?:\bnot|n['’]t|\bcannot|\bnobody|\bno one)\s+(?:\w+\s+)?"
    r"(?:have|has|own|wear|wearing|carry|carrying|bring|possess|need|want|afford|see any)\b"
    r"(?:\s+(?:on|with))?)\s*(?:(?:a|an|any|his|her|their|the|its|single|much|more)\s+){0,2}$",
    re.IGNORECASE,
)
_GONE_AFTER = re.compile(
    r"\s*(?:(?:is|are|was|were)\s+(?:long\s+)?(?:gone\b(?! to)|missing|nowhere|not there"
    r"|no longer)\b|(?:that|which)?\s*(?:we|he|she|they)\s+(?:do not|don['’]t|cannot|can['’]t)"
    r"\s+see\b|(?:that|which)\s+(?:isn['’]t|is not|aren['’]t)\s+there\b)",
    re.IGNORECASE,
)
_SIMILE = re.compile(
    r"(?:\b(?:un)?like\s+(?:(?!to\b)\w+\s+){0,3}"
    r"|\bas\s+(?:if|though)\s+[^.!?;]{0,40}"
    r"|\bas\s+(?!far|long|soon|well|much)\w+(?:\s+\w+)?\s+as\s+(?:\w+\s+){0,3}"
    r"|\b(?:the|a)?\s*(?:size|shape|color|colour|weight|width|thickness|length|speed|sound|smell"
    r"|kind)\s+of\s+(?:\w+\s+){0,2}"
    r"|\b(?!dressed|disguised|used?|uses|using|serv\w+|works?|doubl\w+)\w+\s+as\s+"
    r"|\bthe way\s+(?!(?:with|to|out|in|into|back|up|down|across|through|past|towards?|by|on|off"
    r"|along|from|of|for|and)\b)(?:\w+\s+){0,2}"
    r"|\b(?:reminds? \w+ of|worthy of|more of|less)\s+(?:\w+\s+){0,2}"
    r"|\b(?:could be|might be|would be|must be|resembl\w+|reminiscent of)\s+(?:\w+\s+){0,2}"
    r"|\b(?:dream|think|talk|speak|hear|ask|joke|argue|worr|wonder|lie|lies|boast)\w*\s+(?:of|about)"
    r"\s+(?:\w+\s+){0,2}"
    r"|\b(?:imagin|remember|mention|recall|pretend|wish|discuss)\w*\s+(?:\w+\s+){0,3})$",
    re.IGNORECASE,
)
_AS_DO = re.compile(r"\bas\s+(?:\w+\s+)?$", re.IGNORECASE)
_DO = re.compile(r"\s+(?:do|does|did|would|might|will)\b", re.IGNORECASE)
_ALSO = re.compile(r"(?:,|\s)(?:\s*(?:or|and|of)\b){0,2}\s*(?:an?\s+)?(?:\w+\s+)?", re.IGNORECASE)
_DO_LIKE = re.compile(
    r"\b(?:I|you|we|they|to|would|would not|do not|does not)\s+like\s", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that a line of action names: `text[start:end]` are its words."""

    label: str
    """As a sheet names it: `leather jacket`; lower case unless a name."""
    head: str
    """Its head noun in the singular: `jacket`."""
    text: str
    start: int
    end: int
    count: int | None
    """How many; None for a bare plural or a mass."""
    capitals: bool
    """Whether the script has it in capitals."""
    senses: tuple[Sense, ...]
    """What it can be, best first, weighed by what is done with it; empty for words in capitals
    that the lexicon does not know."""
    verb_before: str
    """The base form of the nearest verb before it in its clause (`put on`), else empty."""
    negated: bool
    """Whether the line says that it is not there: `no gun`."""
    figurative: bool
    """Whether it is only compared, imagined, pictured or part of a saying."""


def things_in(text: str) -> tuple[Thing, ...]:
    """Return the things that a paragraph of action names, in order, none overlapping another.

    Nouns of the lexicon with what describes them, and words in capitals that it does not know.
    """
    tokens = tokens_of(text)
    idioms = [match.span() for match in _idioms().finditer(text)]
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    shouted = _is_shouted(text)
    things: list[Thing] = []
    for phrase in phrases_of(tokens):
        thing = _thing(text, tokens, phrase, idioms, ends, shouted=shouted)
        things.append(_also_figurative(text, things, thing))
    if not shouted:
        things += _unknown_capitals(text, things)
    return tuple(sorted(things, key=lambda thing: thing.start))


def _also_figurative(text: str, before: list[Thing], thing: Thing) -> Thing:
    """Carry a comparison through a list: `the size of a plate, of a cup`."""
    last = before[-1] if before else None
    if last is None or not last.figurative or thing.figurative:
        return thing
    if not _ALSO.fullmatch(text, last.end, thing.start):
        return thing
    return replace(thing, figurative=True)


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lines_of('idioms.txt'))})\b", re.IGNORECASE)


def _is_shouted(text: str) -> bool:
    """Whether a whole paragraph is in capitals, which then say nothing."""
    return text.isupper() and len(text.split()) > 4


def _thing(
    text: str,
    tokens: list[Token],
    phrase: Phrase,
    idioms: list[tuple[int, int]],
    ends: list[int],
    *,
    shouted: bool,
) -> Thing:
    start, end = tokens[phrase.first].start, tokens[phrase.last].end
    words = text[start:end]
    sentence = max(at for at in ends if at <= start)
    before = text[sentence : tokens[phrase.opening].start]
    through = text[sentence:start]
    verb, direct = _verb_before(tokens, phrase)
    head = tokens[phrase.head]
    said = text[head.start : head.end]
    inside = [text[tokens[at].start : tokens[at].end] for at in phrase.content]
    upper = [word for word in (said, *inside) if word.isupper() and len(word) > 1]
    label, noun = label_of(tokens, phrase), head_of(phrase)
    return Thing(
        label=label,
        head=noun,
        text=words,
        start=start,
        end=end,
        count=phrase.count,
        capitals=bool(upper) and not shouted,
        senses=_weighed(phrase.senses, verb if direct else ""),
        verb_before=verb.replace("_", " "),
        negated=bool(
            _NOT_THERE.search(through) or _NOT_THERE.search(before) or _GONE_AFTER.match(text, end)
        ),
        figurative=phrase.pictured
        or any(a < end and start < b for a, b in idioms)
        or (bool(_SIMILE.search(before)) and not _DO_LIKE.search(before[-20:]))
        or bool(_AS_DO.search(before) and _DO.match(text, end)),
    )


def _verb_before(tokens: list[Token], phrase: Phrase) -> tuple[str, bool]:
    """Return the nearest verb before a phrase in its clause, and whether it acts on the thing.

    The verb is in its base form, joined to its particle: `put_on`.
    """
    worn = any(sense.category == "Wardrobe" for sense in phrase.senses)
    at = phrase.opening - 1
    if at >= 0 and tokens[at].low == "in" and worn and phrase.senses[0].category == "Wardrobe":
        return "wear", True
    direct = True
    for index in range(at, max(-1, at - 12), -1):
        token = tokens[index]
        if token.low in {".", ";", ":", "!", "?", "(", ")", "--"}:
            break
        if token.part == "preposition" and token.low not in {"with", "of"}:
            direct = (
                direct
                and tokens[index - 1].part in {"verb", "ing", "ed"}
                and token.low in _PARTICLES
            )
        if token.part in {"verb", "ing", "ed"} and token.lemma:
            if token.lemma == "be":
                break
            after = tokens[index + 1]
            joined = after.low in _PARTICLES and index + 1 <= at
            lemma = f"{token.lemma}_{after.low}" if joined else token.lemma
            known = lemma in _WEAR or lemma in _HANDLE
            return lemma if known or not joined else token.lemma, direct
    return "", False


def _weighed(senses: tuple[Sense, ...], verb: str) -> tuple[Sense, ...]:
    """Return senses weighed by what is done with the thing: a thrown chair is a prop."""
    if not verb:
        return senses
    found = []
    prop = any(sense.category == "Props" for sense in senses)
    for sense in senses:
        meant = verb in _VERB_SENSES.get(sense.category, ()) or verb in _KIND_VERBS.get(
            sense.kind, ()
        )
        weight = min(1.0, round(sense.weight + 0.2, 3)) if meant else sense.weight
        if sense.category == "Wardrobe" and prop and verb in _HANDLE:
            weight = round(weight * 0.7, 3)  # a necklace that is held is not worn
        found.append(Sense(category=sense.category, kind=sense.kind, weight=weight))
    furniture = next((s for s in senses if s.category == "Set Dressing" and s.weight > 0.1), None)
    if furniture and verb in _HANDLE and not any(s.category == "Props" for s in senses):
        found.append(Sense(category="Props", kind=furniture.kind, weight=0.55))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.category, one.kind)))


def _unknown_capitals(text: str, things: list[Thing]) -> list[Thing]:
    """Return words in capitals that no thing covers yet."""
    found = []
    for span in capital_phrases(text):
        if any(one.start < span.end and span.start < one.end for one in things):
            continue
        if all(word.lower() in verb_forms() for word in span.text.split()):
            continue
        found.append(
            Thing(
                label=span.text.lower(),
                head=span.text.split()[-1].lower(),
                text=span.text,
                start=span.start,
                end=span.end,
                count=1,
                capitals=True,
                senses=(),
                verb_before="",
                negated=False,
                figurative=False,
            )
        )
    return found
