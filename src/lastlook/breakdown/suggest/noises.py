"""Sounds told by a verb: `a mule brays`, `the ice creaks`, `somewhere a phone rings`.

Only what is no person makes a sound that must be recorded or laid: `he hums` is acting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lastlook.breakdown.suggest.triggers import openings, triggers
from lastlook.language import sentence_at
from lastlook.language.grammar import small_words, verb_forms
from lastlook.language.people import are_people, is_person

# What is a sound by its meaning, whatever does it; the second list can as well be a movement.
_LOUD = (
    "bark|bray|howl|whinny|neigh|moo|bleat|caw|squawk|yowl|hoot|chirp|chirrup|cluck|honk|quack"
    "|snarl|yelp|growl|purr|meow|mew|miaow|hiss|whine|whimper|screech|shriek|squeal|squeak|creak"
    "|groan|moan|wail|toll|chime|peal|ring|buzz|beep|ping|ding|bleep|blare|toot|trill|warble|twitter"
    "|clatter|clank|clang|clack|jangle|jingle|tinkle|clink|rattle|rumble|roar|thunder|boom|thud"
    "|thump|crackle|gurgle|whistle|whirr?|hum|drone|thrum|sputter|splutter|backfire|tick|chug|rustle"
    "|sizzle|sing|scream|echo|crow|croak|grunt|snort|bellow|fizz|click|crunch|hammer|bang|purl|skirl"
    "|judder|ululate|grumble|mutter|mumble|murmur|crank|rasp|scrape|bay|low|plink|burble|chatter"
)
_LOW = "crack|snap|slam|pop|pound|drum|knock|drip|splash|tap|patter|flap|scratch|chop|pulse|whisper"
_FAR = re.compile(
    r"\b(?:somewhere|outside|inside|in the distance|distant|far|off|overhead|above|below|beyond"
    r"|behind"
    r"|beneath|underneath|upstairs|downstairs|within|next\s+door|through\s+the|from\s+the"
    r"|in\s+the\s+(?:next|other|back|dark|wall|walls|chimney|yard|street))\b",
    re.IGNORECASE,
)


def _forms(verbs: str) -> str:
    """Return the pattern of verbs as a plural, a singular and a participle have them."""
    found = []
    for verb in verbs.split("|"):
        stem = verb.removesuffix("r?") + "r" if verb.endswith("r?") else verb
        if re.search(r"[^aeiou]y$", stem):
            found.append(rf"{stem[:-1]}(?:y|ies)")
        elif stem.endswith(("ch", "sh", "ss", "zz", "x")):
            found.append(rf"{stem}(?:es)?")
        else:
            found.append(rf"{stem}s?")
    return "|".join(sorted(found, key=len, reverse=True)).replace("whirs?", "whirr?s?")


_WHO = (
    r"(?:(?P<which>an?|the|his|her|their|its|this|that|another|two|three|some|more|every|all"
    r"|[\w]+['’]s)"
    r"\s+)?(?P<words>(?:[\w'’-]+\s+){0,2}?)(?P<who>[A-Za-z][\w'’.-]*?)"
)
_TOLD = re.compile(
    rf"(?<![\w'’-]){_WHO}\s+(?:[a-z]+ly\s+|still\s+|begins?\s+to\s+|starts?\s+to\s+)?"
    rf"(?i:(?P<loud>{_forms(_LOUD)})|(?P<low>{_forms(_LOW)}))(?![\w'’-])"
    r"(?P<after>\s+(?:an?|the|his|her|him|them|their|its|it|up\s+the|off\s+the)\b)?",
)
_VERBS = triggers(f"{_LOUD}|{_LOW}")
_NO_SUBJECTS = frozenset(
    """
    he she they who i we you him her them it someone somebody everyone everybody nobody one both
    each all others and or but then with of from in on at to a an the his their its that this as
    not never no shot shots into over by for under like than which what where when so just only
    still there here up down out off back away again now is are was were be been has have had does
    do did would will can could may might must shall says said hears heard hear see sees their
    """.split()
)
_POINTING = _NO_SUBJECTS | frozenset(
    "another two three some more every all somewhere outside inside suddenly".split()
)
_RUNS = re.compile(
    r"(?<![\w'’-])(?P<who>(?:[\w-]+\s+)?(?:engine|motor|generator|pump|chainsaw|machinery))s?\s+"
    r"(?P<does>runs?|running|turns\s+over|starts?|stalls?|catch(?:es)?|revs?|idl(?:es?|ing)"
    r"|cuts?\s+out"
    r"|dies|coughs?)\b"
)
_CRY = re.compile(
    r"(?<![\w'’-])(?:(?:baby|infant|child)\s+(?:cries|crying|wails|screams|screaming)"
    r"|(?:men|women|people|children|kids|voices|soldiers)\s+(?:shout|yell|scream|cry|sing"
    r"|laugh)(?:ing)?)\b"
    r"|(?<!\w)(?:voices|laughter|shouts|shouting|screams|screaming|singing|barking|knocking"
    r"|hammering"
    r"|footsteps|gunfire|honking|engines?|sirens?|bells?|hooves|hoofbeats)\s+(?=(?:in the distance"
    r"|outside|off\b|above|below|overhead|somewhere|from (?:the|above|below|inside|outside|behind"
    r"|upstairs|downstairs)|through the|in the (?:next|dark|stairwell|corridor|hall)|behind the"
    r"|on the"
    r" stairs))",
    re.IGNORECASE,
)
_SHOT = re.compile(
    r"(?<![\w'’-])(?P<label>(?:(?:an?|another|one|two|three|four|five|six|several|more)\s+)"
    r"(?:(?:single|second|third|distant|muffled|rifle|pistol|quick|far|more|final)\s+)*shots?)"
    r"(?!\s+(?:of|at|in|to|from|glass|glasses)\b|\w|-)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+(?P<word>[a-z]+)(?![\w-])")
_BAD_WORDS = re.compile(r"[.,;:!?\n]")
_NOT = re.compile(r"\b(?:no|nobody|never|not|without|n['’]t)\b", re.IGNORECASE)
_NO_SOUND = {
    "ring": re.compile(r"\s+(?:true|hollow|false)\b"),
    "thunder": re.compile(r"\s+(?:in|and)\b"),
    "low": re.compile(r".*"),
    "bay": re.compile(r"\s+(?:window|doors?)\b"),
}
_STRONG, _WEAK, _SHOTS = 0.65, 0.4, 0.6
_OUT_OF_SIGHT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """A sound told by what makes it and what it does."""

    label: str
    start: int
    end: int
    weight: float


@lru_cache(maxsize=4096)
def noises_in(text: str) -> tuple[Noise, ...]:
    """Return the sounds that a paragraph of action tells by verbs, in order.

    Whether a name in it is a person's is for the caller to say: `Pell hums.` is none.
    """
    found: list[Noise] = []
    told = _TOLD.finditer(text) if not _VERBS.isdisjoint(openings(text)) else ()
    for match in told:
        if _by_nobody(text, match):
            continue
        far = _FAR.search(sentence_at(text, match.start()))
        weight = _STRONG if match["loud"] else _WEAK
        if match["after"]:
            weight -= 0.2  # `the bell rings the hour`, but `the cup hums the table`
        label = f"{_called(text[match.start() : match.end('who')])} {match['loud'] or match['low']}"
        weight += _OUT_OF_SIGHT if far else 0.0
        found.append(
            Noise(
                label=label.lower(),
                start=match.start("who"),
                end=match.end("loud") if match["loud"] else match.end("low"),
                weight=round(weight, 2),
            )
        )
    for match in _RUNS.finditer(text):
        label = f"{_called(match['who'])} {match['does']}".lower()
        found.append(Noise(label=label, start=match.start(), end=match.end(), weight=0.6))
    for match in _CRY.finditer(text):
        label = " ".join(match[0].lower().split())
        found.append(Noise(label=label, start=match.start(), end=match.end(), weight=0.6))
    for match in _SHOT.finditer(text):
        # `a shot` as a photograph, a drink, a view is told by what stands before it.
        if not re.search(
            r"\b(?:takes?|drinks?|pours?|has|downs?|like|wide|close|long|big|good|best|his"
            r"|her)\s+$",
            text[max(0, match.start() - 12) : match.start()],
        ):
            words = match["label"].split()
            found.append(
                Noise(
                    label=" ".join(words[1:] if words[0].lower() in {"a", "an"} else words).lower(),
                    start=match.start(),
                    end=match.end(),
                    weight=_SHOTS,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _called(words: str) -> str:
    """Return what makes a sound without what only points at it: `church bell`."""
    kept: list[str] = []
    for word in words.split():
        kept = (
            []
            if word.lower() in _POINTING or word.lower().endswith(("'s", "’s"))
            else [*kept, word]
        )
    return " ".join(kept)


def _acts_after(text: str, place: int) -> bool:
    """Whether another verb follows, which makes the word before it a noun."""
    after = _NEXT.match(text, place)
    verb = verb_forms().get(after["word"]) if after else None
    return bool(after and verb and verb.form == "base" and after["word"] not in small_words())


def _by_nobody(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before a verb of sound is a person, or no subject at all."""
    who = match["who"].lower().strip(".'’")
    said = (match["loud"] or match["low"]).lower()
    base = next((verb for verb in _NO_SOUND if said.startswith(verb)), "")
    if base and _NO_SOUND[base].match(text, match.end()):
        return True
    if who in _NO_SUBJECTS or who.endswith(("ly", "ing")) or len(who) < 2:
        return True
    if said.endswith("s") and _acts_after(text, match.end()):
        return True  # the curtain rings slide
    if _BAD_WORDS.search(match["words"]) or _NOT.search(
        text[max(0, match.start() - 20) : match.end()]
    ):
        return True
    people = is_person(who) or are_people(who)
    if people and who not in {"baby", "babies", "infant", "men", "people", "voices"}:
        return True
    plural = (who.endswith("s") and not who.endswith("ss")) or who in {
        "men",
        "people",
        "geese",
        "mice",
    }
    singular = said.endswith("s") and not said.endswith("ss")
    if not plural and not singular:
        return True  # `a bell ring`: the verb agrees with what makes the sound
    if plural and singular:
        return not who.endswith("us") and " of " not in f" {match['words']} "
    if not match["which"] and not plural and not text[match.start("who")].isupper():
        # `its wheel ticks`: a bare word in the middle of a sentence is seldom a subject.
        before = text[: match.start()].rstrip()
        return bool(before) and before[-1] not in ".!?;:,—–-\n"
    return False
