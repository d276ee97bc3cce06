"""People in numbers: `twenty commuters`, `a dozen GUESTS`, `a crowd of soldiers`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lastlook.language.people import GROUPS, PEOPLE

_UNITS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_NUMBER_WORD = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|half a dozen|(?:a|one|two|three|four) dozen"
    rf"|(?:a|one|two|three|four|five) hundred|(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS)})"
    rf"|a couple(?: of)?|{_NUMBER_WORD})"
)
_PEOPLE = "|".join(sorted(PEOPLE, key=len, reverse=True))
_GROUP = re.compile(
    rf"\b(?P<the>(?:the|these|those|both|other|all|last|first|of)\s+)?"
    rf"(?:(?P<number>{_NUMBER})\s+(?:of\s+)?(?:or so\s+)?"
    rf"|(?P<group>(?:a|an)\s+(?:\w+\s+)?(?:{'|'.join(sorted(GROUPS))})\s+of\s+))?"
    rf"(?P<words>(?:[a-z'’-]+\s+){{0,2}}?)(?P<noun>{_PEOPLE})\b",
    re.IGNORECASE,
)
# Words that cannot stand between a number and the people it counts.
_BREAKS = frozenset(
    "a an and are as at but by for from has have his her in into is its no not of on or our out "
    "over she he the their them then they to two was we were what when where while with you your "
    "minutes hours days weeks months years miles feet".split()
)


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


def number_of(words: str) -> int:
    """Return the value of a number in digits or English words.

    >>> number_of("half a dozen"), number_of("twenty-five"), number_of("1,200")
    (6, 25, 1200)
    """
    plain = " ".join(words.lower().replace("-", " ").replace(",", "").split())
    if plain.isdigit():
        return int(plain)
    if plain == "half a dozen":
        return 6
    if plain.startswith("a couple"):
        return 2
    parts = plain.split()
    if parts[-1] in {"dozen", "hundred"}:
        return _UNITS.get(parts[0], 1) * (12 if parts[-1] == "dozen" else 100)
    return sum(_TENS.get(part, 0) or _UNITS.get(part, 0) for part in parts)


def groups_of_people(text: str) -> list[Group]:
    """Return groups of unnamed people, in order.

    `the two men` speaks of people who are known already and is left out, as is a plain plural
    after a definite article.
    """
    found = []
    for whole in _GROUP.finditer(text):
        match = _settled(whole)
        if match is None:
            continue
        number = match["number"]
        if number is None and match["group"] is None and not _stands_alone(text, match):
            continue
        count = number_of(number) if number else None
        if count != 1:
            label = " ".join(f"{match['words']}{match['noun']}".split()).lower()
            found.append(Group(label, count, match.start(), match.end()))
    return found


def _settled(match: re.Match[str]) -> re.Match[str] | None:
    """Drop what is known already; look again where the words do not belong together."""
    if match["the"]:
        return None
    if _BREAKS & {word.lower() for word in match["words"].split()}:
        return _GROUP.match(match.string, match.start("noun"), match.end())
    return match


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a plural without a number opens a sentence: `Commuters hurry past.`."""
    before = text[: match.start()].rstrip()
    return (not before or before[-1] in ".!?\n") and len(match["words"].split()) < 2
