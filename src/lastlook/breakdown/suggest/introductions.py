"""Who is introduced in the action: words in capitals that mean a person.

A person in capitals is known by an age (`SORLEY (60)`), by a word for people (`A TALL WOMAN`), by
a title (`MRS. ALDOUS`), by what follows a comma (`KEEL, a deckhand`) or, for a bare name, by doing
what people do (`KEEL sits`) or being named again in ordinary letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.roles import TOGETHER
from lastlook.language import Span, capital_phrases, folded_name, groups_of_people
from lastlook.language.ages import Age, age_after, age_before
from lastlook.language.grammar import lists_of
from lastlook.language.people import TITLES, are_people, is_person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A person, or some, in capitals."""

    name: str
    """In upper case: `ABEL CROSS`, `OLD WOMAN`."""
    start: int
    end: int
    """Where the words stand in their paragraph."""
    age: Age | None = None
    generic: bool = False
    """Called by what they are (OLD WOMAN, DRIVER), not by a name."""
    several: bool = False
    """A plural without ages of their own: extras."""
    passing: bool = False
    """Only goes by, or stands for many: an extra."""
    certain: bool = True
    """False where only what they do tells that they are people."""


_OPENS = re.compile(r"\s+[\"“'‘(]")
_CLOSES = re.compile(r"[\"”'’)]\s+[A-Z]{2,}")
_NICKNAME = re.compile(r"[\"”'’)]\s+")
_MARKS = re.compile(r"[\"“”'‘’()]\B|\B[\"“”'‘’()]")
_PREPOSITION = re.compile(r"\s(?:IN|WITH|OF|ON|AT|FROM|BY|WITHOUT|UNDER|BEHIND)\s")
_NUMBERED = re.compile(r"\s*#\s*\d+|\s+\d{1,2}(?![\w:])")
_QUANTITY = re.compile(
    r"\b(?:(?:each|every)(?:\s+(?:one|\w+|of\s+them))?,?(?:\s+an?)?|any|no|per|like an?"
    r"|as an?|another)"
    r"\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:\b(?:an?|the|his|her|their|its|my|your|our|this|that|these|those|some|two|three|four|five"
    r"|\d+)\s+(?:[\w'’-]+\s+){0,2}|['’]s\s+(?:[\w-]+\s+)?)$",
    re.IGNORECASE,
)
_CARRIED = frozenset({"baby", "infant", "newborn"})
_PASSES = re.compile(
    r"(?:\s+(?:[\w-]+\s+){0,6}?)(?:pass(?:es|ing)?|(?:walk|hurr|stroll|jog|run|rush|cycl|drift"
    r"|shuffl|bustl|wander|wheel)\w*\s+(?:past|by))\b(?!\s+(?:out|the|a|him|her|it)\b)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"\s*(?:,|\s?[–—-]{1,2})\s+(?P<words>(?:[\w'’-]+\s+){0,6}?[\w'’-]+)(?=[,.;:–—-]|$)",
)
_ARTICLE = re.compile(r"\b(?:an?|the)\s+$", re.IGNORECASE)
_FEELS = re.compile(
    r"\s+(?:smiles|nods|shrugs|sighs|grins|frowns|laughs|cries|weeps|sobs|whispers|shouts"
    r"|says|speaks"
    r"|winks|blinks|stares|glares|glances|hesitates|gasps|snores|yawns|kneels|crouches|salutes|bows"
    r"|sits\s+(?:cross-legged|down|up|alone)|eats|drinks|smokes|sings|prays|thinks|knows)\b"
)
_ACTS = re.compile(
    r"\s+(?:[a-z]+ly\s+|also\s+|still\s+|just\s+|now\s+|then\s+)?"
    r"(?:sits?|stands?|enters?|exits?|walks?|runs?|looks?|watch(?:es)?|turns?|opens?|clos(?:es?)"
    r"|takes?|picks?|holds?|leans?|smiles?|nods?|shakes?|laughs?|cries|sleeps?|kneels?"
    r"|crouch(?:es)?"
    r"|steps?|comes?|appears?|emerges?|waits?|stares?|reads?|writes?|drinks?|eats?|smokes?|drives?"
    r"|pushes|pulls?|carries|lifts?|throws?|catches|works?|speaks?|says?|whispers?|shouts?|follows?"
    r"|climbs?|rides?|peers?|glances?|shrugs?|sighs?|grins?|frowns?|hands?|reaches|types?|knocks?"
    r"|paces?|hurries|crosses|joins?|arrives?|leaves?|gets?|puts?|pours?|answers?|hangs?|bows?"
    r"|waves?|points?|listens?|hears?|sees?|gasps?|coughs?|yawns?|stumbles?|limps?|dances?|sings?"
    r"|plays?|kisses|hugs?|helps?|tries|struggles?|wakes?|considers?|hesitates?|flinches|squints?"
    r"|dressed|wearing|sitting|standing|holding|watching|waiting|asleep|seated|and\s+[A-Z]{2,}"
    r"\s+[a-z]+)\b"
)
_AGAIN = r"(?<![\w’'-])(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\b[Aa]n ){name}(?:['’]s\b|\s+[a-z]+s\b|,|\.)"


def introductions(
    text: str,
    *,
    ordinary: Collection[str],
    is_thing: Callable[[str, int, int], bool],
    named_again: Callable[[str], bool],
) -> list[Introduction]:
    """Return the people in capitals in a paragraph of action, in order.

    Parameters
    ----------
    ordinary
        Words in lower case that the script also uses as such, which no bare name is.
    is_thing
        Whether the words from start to end of a text are known to be a thing or an animal.
    named_again
        Whether somebody is called so in ordinary letters elsewhere: `Keel sits`.
    """
    groups = groups_of_people(text)
    found: list[Introduction] = []
    for phrase in _with_nicknames(text, capital_phrases(text)):
        if folded_name(phrase.text) in TOGETHER:
            continue
        group = next((g for g in groups if g.start <= phrase.start < g.end), None)
        if group and not age_after(text, phrase.end):
            continue
        for start, end in _parts(text, phrase):
            person = _person(
                text, start, end, ordinary=ordinary, is_thing=is_thing, named_again=named_again
            )
            if person is None:
                continue
            if found and _is_same_person(text, found[-1], person):
                # `A BABYSITTER -- PRIYA, 17`: what she is, then who.
                found.pop()
            found.append(person)
    return found


def _with_nicknames(text: str, phrases: Sequence[Span]) -> list[Span]:
    """Join `WINIFRED "FRED" ASHE` to one name."""
    found: list[Span] = []
    for phrase in phrases:
        between = text[found[-1].end : phrase.start] if found else " "
        if found and (
            _NICKNAME.fullmatch(between)
            or (_OPENS.fullmatch(between) and _CLOSES.match(text, phrase.end))
        ):
            start = found.pop().start
            found.append(Span(start, phrase.end, text[start : phrase.end]))
        else:
            found.append(phrase)
    return found


def _is_same_person(text: str, first: Introduction, second: Introduction) -> bool:
    between = text[first.end : second.start]
    named = first.generic and not first.several and first.age is None and not second.generic
    return named and bool(re.fullmatch(r"\s*(?:,|:|--|[–—])\s*", between))


def is_place(word: str) -> bool:
    """Whether a word is a place's, as the last one of UNION STATION is."""
    return word in lists_of("other-nouns.txt")["places"]


def again(name: str) -> re.Pattern[str]:
    """Return the pattern of a name that does something in ordinary letters: `Keel sits`."""
    return re.compile(_AGAIN.format(name=re.escape(name.title())))


def _parts(text: str, phrase: Span) -> list[tuple[int, int]]:
    """Part `TOM AND JERRY`; a name keeps its number."""
    parts = []
    for match in re.finditer(r"(?:(?!\s+(?:AND|OR)\s+).)+", phrase.text):
        start = phrase.start + match.start()
        words = match[0].strip()
        start += len(match[0]) - len(match[0].lstrip())
        start += len(re.match(r"(?:AND\s+|OR\s+)?", words)[0])  # type: ignore[index]
        end = phrase.start + match.end()
        number = _NUMBERED.match(text, end)
        end = number.end() if number and is_person(_head(text[start:end])) else end
        raw = text[start:end].rstrip("'’-")
        for ending in ("'S", "’S"):
            raw = raw.removesuffix(ending)
        if raw:
            parts.append((start, start + len(raw)))
    return parts


def _head(phrase: str) -> str:
    """Return the word that says what somebody is: WOMAN of WOMAN IN A GOWN."""
    words = _PREPOSITION.split(phrase)[0].split()
    while len(words) > 1 and re.fullmatch(r"#?\d+|#|[A-Z]", words[-1]):
        words.pop()
    return words[-1].strip("'’.,").lower() if words else ""


def _person(
    text: str,
    start: int,
    end: int,
    *,
    ordinary: Collection[str],
    is_thing: Callable[[str, int, int], bool],
    named_again: Callable[[str], bool],
) -> Introduction | None:
    name = " ".join(_MARKS.sub("", text[start:end]).split())
    head = _head(name)
    before = text[max(0, start - 60) : start]
    age = age_after(text, end) or age_before(text, start)
    words = [word.strip(".").lower() for word in name.split()]
    plural = are_people(head) and not is_person(head)
    generic = plural or is_person(head)
    titled = len(words) > 1 and words[0] in TITLES and not is_person(words[-1])
    if titled and words[0] in {"old", "young", "little", "big"}:
        titled = words[-1] not in ordinary
    if generic and titled is False and len(words) > 1 and words[0] in TITLES:
        titled = False
    if age is None and (not generic or len(words) > 1) and is_thing(text, start, end):
        return None
    if _is_sign(text, start, end):
        return None
    if age is None and not generic and not titled and is_place(head):
        return None
    if age is not None or generic or titled:
        return Introduction(
            name=name,
            start=start,
            end=end,
            age=age,
            generic=generic and not titled,
            several=plural and not (age and age.several),
            passing=generic
            and age is None
            and (head in _CARRIED or bool(_QUANTITY.search(before) or _PASSES.match(text, end))),
        )
    if _ARTICLE.search(before) and _FEELS.match(text, end) and not is_thing(text, start, end):
        return Introduction(name=name, start=start, end=end, generic=True, certain=False)
    if _DETERMINER.search(before) or any(word in ordinary for word in words[-1:]):
        return None
    about = _APPOSITION.match(text, end)
    if about and any(is_person(word.strip(",")) for word in about["words"].split()):
        return Introduction(name=name, start=start, end=end)
    if named_again(name) or (_ACTS.match(text, end) and not _shouted(text, start, end)):
        return Introduction(name=name, start=start, end=end, certain=False)
    return None


def _is_sign(text: str, start: int, end: int) -> bool:
    """Whether words are written somewhere: in quotation marks, after `reads`, on a pocket."""
    before, after = text[:start], text[end:]
    quotes = sum(before.count(mark) for mark in '"“”') % 2
    return bool(
        quotes
        or re.search(
            r"\b(?:says|reads?|reading|saying|marked|labell?ed|written|painted|carved|burned"
            r"(?:\s+\w+){0,3}|engraved|printed|stamped|the words?|sign|title"
            r"|letters)(?:\s+(?:it|this|that|them|only|simply))?\s*[:,–—-]?\s*$",
            before,
        )
        or re.match(
            r"\s+(?:is\s+|are\s+)?(?:stitched|written|printed|painted|embroidered|engraved|carved"
            r"|stencilled|stenciled|spelled|in (?:\w+ )?letters)\b",
            after,
        )
    )


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether a whole sentence stands in capitals: emphasis, or a direction."""
    from lastlook.language import sentence_at

    return sentence_at(text, start).isupper() and end - start > 2
