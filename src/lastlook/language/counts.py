"""People in numbers: `twenty commuters`, `a dozen GUESTS`, `a crowd of soldiers`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lastlook.language.numbers import NUMBER, TENS, UNITS, number_of
from lastlook.language.people import CROWDS, GROUPS, PEOPLE

_PEOPLE = "|".join(sorted(PEOPLE, key=len, reverse=True))
_MANY = (
    r"(?:(?:a few|several) (?:dozen|hundred|thousand)|a few|several|numerous|countless|many"
    r"|(?:(?:tens|hundreds) of )?(?:tens|hundreds|dozens|scores|thousands)"
    r" of|(?:a lot|lots|plenty|masses|a (?:large |small )?number) of)"
)
_GROUP_OF = (
    rf"(?:(?:a|an)\s+(?:\w+\s+)?(?:{'|'.join(sorted(GROUPS))})"
    r"|(?:groups|crowds|lines|queues|rows|gangs|packs|clusters|knots|throngs|pairs))\s+of\s+"
)
# `police car` is a car; after a plural, an apostrophe or a hyphen makes another word of it.
_NOUN_END = (
    r"(?!['’]s?\b|['’]\s+[^\W_]|-(?!to-be\b)\w)(?<!police)(?<!Police)(?<!POLICE)"
    r"|police\b(?!\s+(?:cars?|vans?|vehicles?|cruisers?|stations?|officers?|tape|sirens?|lights?"
    r"|radios?|reports?|dogs?|boats?|helicopters?|chiefs?|captains?|inspectors?|lines?|barriers?"
    r"|work|business|badge|academy|procedure|records?|scanners?|motorcycles?|bikes?)\b)"
    r"(?!['’]s?\b|-\w)"
)
_NOUN = rf"(?:(?:{_PEOPLE})\b{_NOUN_END})"
_GROUP = re.compile(
    rf"\b(?P<the>(?:the|these|those|both|other|all|last|first|of)\s+)?"
    rf"(?P<group>{_GROUP_OF})?"
    rf"(?:(?:(?P<from>{NUMBER}(?=\s+(?:or|to)\s|\s?[-–—]\s?\d))(?:\s+(?:or|to)\s+|\s?[-–—]\s?)"
    rf"|between\s+(?P<least>{NUMBER})\s+and\s+)?"
    rf"(?P<number>{NUMBER})(?:-odd|-plus|\+)?\s+(?:or (?:so|more)\s+)?(?:of\s+)?"
    rf"|(?P<many>{_MANY})\s+)?"
    rf"(?P<words>(?:[^\W\d_](?:[\w'’-]*[^\Ws])?,\s+|[^\W\d_][\w'’-]*\s+){{0,3}}?)"
    rf"(?P<noun>{_NOUN})",
    re.IGNORECASE,
)
_CROWD = re.compile(
    rf"\b(?:a|an)\s+(?P<label>(?:[^\W\d_][\w-]*\s+)?(?P<noun>{'|'.join(sorted(CROWDS))}))\b"
    r"(?!['’-]\w|\s+(?:of|pleaser|control|scene|shot|noise|barrier|member|participation|favou?rite)"
    r"\b)",
    re.IGNORECASE,
)
# Words that cannot stand between a number and the people it counts.
_BREAKS = frozenset(
    "a an and are as at but by for from has have his her in into is its no not of on or our out "
    "over she he the their them then they to two was we were what when where while with you your "
    "minutes hours days weeks months years miles feet".split()
) | {*UNITS, *TENS}
# A number after such a word is a name, unless the word has an article: `Room 5`, `Channel 9`.
_NAMED_BY_NUMBER = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\bthis )(?<!\bthat )(?<!\bhis )(?<!\bher )(?<!\btheir )"
    r"\b(?:room|flat|apartment|apt\.?|suite|number|numbers|no\.|channel|page|pages|highway|route"
    r"|interstate|chapter|floor|unit|gate|platform|building|block|track|studio|cell|ward|level"
    r"|table|flight|episode|season|scene|exit|act|volume|district|precinct|sector|zone|locker"
    r"|agent|day|year|camp|base)\s+(?:#\s*)?$|[#$€£]\s*$",
    re.IGNORECASE,
)
_AT = re.compile(r"(?P<verb>\b\w+\s+)?\bat\s+$", re.IGNORECASE)
_AIMED = re.compile(
    r"(?:look|star|point|shout|yell|scream|smil|grin|glanc|wav|fir|shoot|aim|laugh|glar|gaz|nod"
    r"|peer|bark|snap|spit|throw|swing)\w*\s+$",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"\b(?:watch\w*|titled?|marquee|poster|film|movie|novel|copy of|cover of|episode of|rerun of)"
    r"(?:\s+(?:for|of|says|reads))?[:,]?\s*$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"\s+(?:plays?|is playing|playing|runs|airs|is|flickers|starts)?\s*(?:\bon|\bat|\bin)\s+"
    r"(?:(?:the|a|an|old|big|small|local|every)\s+)*(?:TV|TVs|television|screens?|cinema|radio"
    r"|telly|marquee|theat(?:er|re)|set)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\s+(?:who|that)\s+(?:(?:did|do|could|would|will|have|had)(?:\s+not|n['’]t)|never|cannot)\s+"
    r"(?:come|came|appear|arrived?|show|shown)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|„[^“\n]*“')


_MEN = frozenset(word.rsplit("-", 1)[-1] for word in PEOPLE | CROWDS)
_LETTERS = re.compile(r"[^\W\d_]+")
# Most texts name nobody: telling so takes no search.

_NEAR = 100
"""Characters before a group that can bear on it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some people in a text."""

    label: str
    """Who, in lower case: `tired commuters`."""
    count: int | None
    """How many; None where no number is given."""
    start: int
    """Where in the text the words begin."""
    end: int


def groups_of_people(text: str) -> list[Group]:
    """Return groups of unnamed people, in order.

    `the two men` speaks of people who are known already and is left out, as is a plain plural
    after a definite article. So is what stands in quotation marks (a headline), a film's title,
    and a number that names a place or an hour. Of `five or six` the larger counts.
    """
    return list(_groups(text))


@lru_cache(maxsize=4096)
def _groups(text: str) -> tuple[Group, ...]:
    if _MEN.isdisjoint(_LETTERS.findall(text.lower())):
        return ()
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = []
    for whole in _GROUP.finditer(text):
        match = _settled(whole)
        if match is None or _is_title(text, match) or _AWAY.match(text, match.end()):
            continue
        counted = match["number"] and not _is_name(text, match)
        told = counted or match["group"] or _many(text, match)
        if not told and (match["number"] or not _stands_alone(text, match)):
            continue
        count = _count(match) if counted else None
        if count != 1:
            label = " ".join(f"{match['words']}{match['noun']}".split()).lower()
            found.append(Group(label, count, match.start(), match.end()))
    for match in _CROWD.finditer(text):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            label = " ".join(match["label"].split()).lower()
            found.append(Group(label, None, match.start(), match.end()))
    kept = (one for one in found if not any(a < one.start and one.end < b for a, b in quoted))
    return tuple(sorted(kept, key=lambda one: one.start))


def _before(text: str, end: int) -> str:
    """Return the words before a place that can bear on it."""
    return text[max(0, end - _NEAR) : end]


def _settled(match: re.Match[str]) -> re.Match[str] | None:
    """Drop what is known already; look again where the words do not belong together."""
    found: re.Match[str] | None = match
    if _breaks(match):
        starts = [match.start("words") + w.start() for w in re.finditer(r"\S+", match["words"])]
        tries = (_GROUP.match(match.string, at, match.end()) for at in starts)
        told = (m for m in tries if m and (m["number"] or m["many"] or m["group"] or m["the"]))
        found = next((m for m in told if not _breaks(m)), None)
        if found is None:
            found = _GROUP.match(match.string, match.start("noun"), match.end())
    return None if found is None or found["the"] else found


def _breaks(match: re.Match[str]) -> bool:
    return bool(_BREAKS & {word.strip(",").lower() for word in match["words"].split()})


def _count(match: re.Match[str]) -> int:
    least, most = match["from"] or match["least"], number_of(match["number"])
    return max(number_of(least), most) if least else most


def _many(text: str, match: re.Match[str]) -> bool:
    """Whether people are many without a number: not `how many men`, `too many people`."""
    said = match["many"]
    return bool(said) and not re.search(
        r"\b(?:how|too|so|as|not)\s+$", _before(text, match.start()), re.IGNORECASE
    )


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the number names a room, a channel, an hour: `Room 5 nurses`, `At 9 people`."""
    before = _before(text, match.start("from" if match["from"] else "number"))
    if _NAMED_BY_NUMBER.search(before) or _year(before, match["number"]):
        return True
    at = _AT.search(before)
    return at is not None and not (at["verb"] and _AIMED.match(at["verb"]))


def _year(before: str, number: str) -> bool:
    return bool(
        re.fullmatch(r"(?:19|20)\d\d", number)
        and re.search(r"\b(?:in|since|until|by)\s+$", before, re.IGNORECASE)
    )


def _is_title(text: str, match: re.Match[str]) -> bool:
    """Whether words in capitals are a film's: `12 ANGRY MEN plays on TV`."""
    words = match.group()
    return words.isupper() and bool(
        _TITLE_AFTER.match(text, match.end()) or _TITLE_BEFORE.search(_before(text, match.start()))
    )


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a plural without a number opens a sentence: `Commuters hurry past.`."""
    before = _before(text, match.start()).rstrip()
    return (not before or before[-1] in ".!?\n") and len(match["words"].split()) < 2
