"""Ages as a script states them: `(60)`, `, 40s,`, `(15 and 16)`, `in her late thirties`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lastlook.language.numbers import TENS, UNITS, number_of

_DECADES = {word.removesuffix("y") + "ies": value for word, value in TENS.items()}
_ABOUT = (
    r"(?:(?:about|around|aged?|early|mid|late|low|high|barely|nearly|almost|maybe|perhaps|just"
    r"|only|still|pushing|approaching|over|under|past|well|somewhere|in|his|her|their|the|to"
    r"|c\.?|circa|say|or|so)[\s-]+)*"
)
_WORDS = rf"(?:{'|'.join(TENS)})(?:-(?:{'|'.join(UNITS)}))?|{'|'.join(UNITS)}"
_ONE = (
    rf"(?P<digits>\d{{1,3}})(?:['’]?s)?(?:[-\s]?(?:ish|something|odd))?\+?"
    rf"|(?P<decade>{'|'.join(_DECADES)}|teens)|(?P<word>{_WORDS})(?:-ish)?|ageless"
)
_AGE = rf"{_ABOUT}(?:{_ONE})(?:[\s-]+years?[\s-]+old|\s*(?:y\.?o\.?|yrs?\.?))?"
# Not `61 kg`, `12 feet`, `(10:30)`, `(2nd)`: a number that ends where an age would.
_ENDS = r"(?=\s*(?:$|[,.;:)/–—]|-\d)|\s+(?:-|(?:and|or|to|but|in|with|going)\b))"
_BRACKET = re.compile(r"(?:['’]s)?\s*[(\[]\s*([^()\[\]]{1,80})[)\]]")
_IN_BRACKET = re.compile(rf"(?:^|[,;/]\s*|\s-\s){_AGE}{_ENDS}", re.IGNORECASE)
_AFTER_COMMA = re.compile(rf"\s*,\s+(?:an?\s+)?{_AGE}{_ENDS}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{_WORDS})[-\s]years?[-\s]old(?=\s+(?:[a-z'’-]+\s+){{0,4}}$"
    r"|\s+(?:[a-z'’-]+\s+){0,4}[a-z'’-]+,\s+$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age stated after a name."""

    text: str
    """As it stands: `late 40s`."""
    years: int | None
    """The least that is said, in years; None where the words give no number."""
    several: bool
    """Several ages: `(15 and 16)`."""
    end: int
    """Where in the text the statement ends."""


def age_after(text: str, place: int) -> Age | None:
    """Return the age that stands right after `place`, in brackets or between commas.

    >>> age_after("SORLEY (60), a deckhand", 6).years
    60
    """
    bracket = _BRACKET.match(text, place)
    if bracket:
        found = _IN_BRACKET.search(bracket[1])
        if found is None:
            return None
        rest = bracket[1][found.end() :]
        several = bool(re.match(r"\s*(?:,|and|&|/)\s*(?:and\s+)?\d", rest))
        words = found[0].strip(" ,;/-")
        return Age(words, _years(found), several, bracket.end())
    comma = _AFTER_COMMA.match(text, place)
    if comma:
        return Age(comma[0].strip(" ,"), _years(comma), several=False, end=comma.end())
    return None


def age_before(text: str, place: int) -> Age | None:
    """Return the age that stands in front of a name: `ten-year-old OTIS`, `a girl of six, ADA`."""
    found = None
    for match in _BEFORE.finditer(text, max(0, place - 60), place):
        found = match
    if found is None:
        return None
    words = found["number"]
    years = int(words) if words.isdigit() else number_of(words)
    return Age(" ".join(found[0].split()), years, several=False, end=found.end())


def _years(match: re.Match[str]) -> int | None:
    if match["digits"]:
        return int(match["digits"])
    if match["decade"]:
        return _DECADES.get(match["decade"].lower(), 13)
    return number_of(match["word"]) if match["word"] else None
