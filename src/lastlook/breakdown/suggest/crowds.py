"""Extras of a scene: counted groups, people in capitals, and those who come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND
from lastlook.breakdown.model import Suggestion
from lastlook.breakdown.noticed import background
from lastlook.breakdown.suggest.film import is_told, quote_of
from lastlook.language.people import CROWDS, PEOPLE, PERSONS, are_people, singular

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastlook.breakdown.model import Quote
    from lastlook.breakdown.suggest.film import Film
    from lastlook.script import Scene

_PEOPLE = "|".join(sorted(PEOPLE, key=len, reverse=True))
_AGAIN = re.compile(
    rf"(?<![\w-])(?:the|these|those|both|other|all|his|her|their)\s+(?:(?:\w+)\s+){{0,2}}?"
    rf"(?P<who>{_PEOPLE}|{'|'.join(sorted(CROWDS))})"
    r"(?!\w|['’-]\w|['’](?=\s)|\s+(?:pit|seats?|box|room|stand|practice|stalls|choice|list)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:^|(?<=[.!?:]\s)|(?<=\n))(?P<who>{_PEOPLE})(?!\w|['’-])", re.IGNORECASE)
_PERSONS = "|".join(sorted(PERSONS, key=len, reverse=True))
_NAMED = re.compile(r"[^.!?\n]{0,30},\s+[A-Z]{2,}|[^.!?\n]*(?::|—|--)\s+[A-Z]{2,}")
_ONE = re.compile(
    r"(?<![\w'’-])(?P<which>(?:An?|Another|One|Some|A second|A third)|(?:an?|another))\s+"
    rf"(?P<label>(?:[\w-]+\s+){{0,2}}?(?P<who>{_PERSONS}))(?![\w-]|['’])",
)
_THE = re.compile(
    r"(?:^|(?<=[.!?:;]\s)|(?<=\n))The\s+(?P<label>(?:[a-z-]+\s+)?"
    rf"(?:(?P<who>{_PERSONS})(?=\s+[a-z]+s\b)|(?P<many>{_PEOPLE})(?=\s+[a-z]+\b)))"
)
_ANYBODY = frozenset(
    "man woman boy girl person figure stranger guy lady men women boys girls people persons figures"
    " strangers guys ladies couple family twins players player others lover owner partner boss"
    " mother father brother sister husband wife son daughter uncle aunt voice page ghost witch"
    " corpse killer keeper runner rider agent host chief manager victim suspect prisoner".split()
)
"""Words that may well mean somebody whom the script calls otherwise."""
_NO_PERSON = frozenset({"Animals", "Vehicles"})
_NOBODY_NEW = re.compile(
    r"(?:\b(?:like|as|of|for|than|not|is|was|are|be|become|becomes|such|by|about|from|into|without"
    r"|never|no|looks?|sounds?|only|just|half|to|unlike|called|nor|or|been|being|feels?|plays?)"
    r"|['’]s|['’]re|n['’]t|--)\s+(?:just\s+|only\s+|quite\s+|still\s+)?$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"\s+(?:suit|coat|hat|dress|costume|uniform|mask|seat|door|chair|car|doll|statue|figure|voice"
    r"|portrait|photo|band|box|room|house|shop|bag|puppet|toy|story|joke|could|would|might"
    r"|who\s+(?:had"
    r"|has|would|could|might|never))\b|\s+at heart\b"
    r"|\s+of\b(?!\s+(?:about\s+)?(?:\d|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen))"
)
_BREAKS = re.compile(
    r"\b(?:of|in|with|on|at|and|the|his|her|for|from|to|that|is|or|by|as|than|but|who)\b|[.,;:]"
)
_INJURED = re.compile(
    r"(?<![\w-])(?i:the\s+)?(?P<who>[Ww]ounded|injured|dying|dead and wounded|walking wounded"
    r"|homeless)"
    r"(?=\s*[.,;:—–-]|\s+(?:on|in|lie|lies|are|sit|wait|groan|moan|past|back|by|by the|along"
    r"|from|up|down|with|is|walk|hobble|limp|line|fill)\b)"
)


def crowd_in(film: Film, scene: Scene, names: Collection[str]) -> tuple[Suggestion, ...]:
    """Return the extras of a scene, each kind once.

    `names` are those of the cast in this scene, in lower case: `the driver` is no extra where
    DRIVER is a part.
    """
    paragraphs = film.paragraphs[scene.first : scene.last]
    roles = [person.role for person in film.people]
    found: dict[str, Suggestion] = {}

    def add(suggestion: Suggestion, who: str) -> None:
        head = singular(who)
        known = found.get(head)
        tells_more = known is None or (known.count is None and suggestion.count is not None)
        surer = known is not None and suggestion.confidence > known.confidence
        if tells_more or (surer and suggestion.count is None):
            found[head] = suggestion

    for one in background(paragraphs, roles):
        reason = "extras by number" if one.count else "extras, not counted"
        confidence = 0.9 if one.count else 0.8
        add(_suggestion(one.label, reason, one.quote, confidence, one.count), one.label.split()[-1])
    for extra in film.extras:
        if scene.first <= extra.paragraph < scene.last:
            told = extra.introduction
            paragraph = film.paragraphs[extra.paragraph]
            label = told.name.lower()
            reason = "people in capitals" if told.several else "in capitals, only goes by"
            count = None if told.several else 1
            quote = quote_of(paragraph, told.start)
            add(_suggestion(label, reason, quote, 0.75, count), label.split()[-1])
    for place, paragraph in enumerate(paragraphs, scene.first):
        if not is_told(paragraph):
            continue
        for match in _ONE.finditer(paragraph.text):
            label = " ".join(match["label"].lower().split())
            who = match["who"].lower()
            if who in names or label in names or who in _ANYBODY:
                continue
            if _is_beast_or_machine(film, place, match.span("label")):
                continue
            if _is_somebody_new(paragraph.text, match):
                quote = quote_of(paragraph, match.start())
                add(_suggestion(label, "somebody without a name", quote, 0.6, 1), match["who"])
        for match in _THE.finditer(paragraph.text):
            who = (match["who"] or match["many"]).lower()
            known = {word for name in names for word in name.split()}
            if who not in _ANYBODY and not {who, singular(who)} & known:
                quote = quote_of(paragraph, match.start("label"))
                count = 1 if match["who"] else None
                label = match["label"].lower()
                add(_suggestion(label, "somebody without a name", quote, 0.55, count), who)
        for match in _INJURED.finditer(paragraph.text):
            quote = quote_of(paragraph, match.start("who"))
            who = match["who"].lower()
            add(_suggestion(who, "extras, not counted", quote, 0.6, None), who)
        for match in _BARE.finditer(paragraph.text):
            if singular(match["who"]) in film.crowds:
                who = match["who"].lower()
                add(_suggestion(who, "extras", quote_of(paragraph, match.start()), 0.7, None), who)
        for match in _AGAIN.finditer(paragraph.text):
            who = match["who"].lower()
            if who in CROWDS or (are_people(who) and singular(who) in film.crowds):
                quote = quote_of(paragraph, match.start("who"))
                add(_suggestion(who, "extras seen before", quote, 0.6, None), who)
    return tuple(found.values())


def _is_beast_or_machine(film: Film, place: int, span: tuple[int, int]) -> bool:
    """Whether the words are those of a thing: `a German shepherd`, `a shiny black coach`."""
    return any(
        thing.start < span[1]
        and span[0] < thing.end
        and bool(thing.senses)
        and thing.senses[0].category in _NO_PERSON
        for thing in film.things.get(place, ())
    )


def _is_somebody_new(text: str, match: re.Match[str]) -> bool:
    """Whether `a nun` is there, and nobody of the cast is called so right after."""
    before = text[max(0, match.start() - 40) : match.start()]
    return not (
        _NAMED.match(text, match.end("label"))
        or (match["which"][0].islower() and _NOBODY_NEW.search(before))
        or _COMPOUND.match(text, match.end("label"))
        or _BREAKS.search(match["label"])
    )


def _suggestion(
    label: str, reason: str, quote: Quote, confidence: float, count: int | None
) -> Suggestion:
    return Suggestion(
        category=BACKGROUND,
        label=label,
        reason=reason,
        quote=quote,
        words=label,
        confidence=confidence,
        count=count,
    )
