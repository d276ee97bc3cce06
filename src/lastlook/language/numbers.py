"""Numbers in English words and digits: `twenty-five`, `ten thousand`, `half a dozen`."""

from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
}
TENS = {
    word: value * 10
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_MANY = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_SET = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5}
_BASE = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}"
    rf"|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS)}))?"
    rf"|{'|'.join(sorted(UNITS, key=len, reverse=True))})(?!,?\d|[^\W_])"
)
_MAGNITUDE = r"(?:dozen|hundred|thousand|million)\b"
NUMBER = (
    rf"(?:half a dozen\b|a (?:couple(?: of)?|(?:{'|'.join(_SET)}) of)\b"
    rf"|(?:a|{_BASE})(?:[- ]{_MAGNITUDE}){{1,2}}"
    rf"(?:(?: and)? {_BASE}(?: {_MAGNITUDE})?){{0,3}}|{_BASE})"
)
"""Pattern of a number, without groups; to be used with IGNORECASE."""


def number_of(words: str) -> int:
    """Return the value of a number in digits or English words.

    >>> number_of("half a dozen"), number_of("one hundred and twenty-five"), number_of("1,200")
    (6, 125, 1200)
    """
    total = value = 0
    for part in re.findall(r"\d+|[a-z]+", words.lower().replace(",", "")):
        if part == "half":
            return 6
        if part in _SET:
            return _SET[part]
        if part in _MANY:
            value = max(value, 1) * _MANY[part]
            if _MANY[part] >= 1000:
                total, value = total + value, 0
        else:
            value += int(part) if part.isdigit() else TENS.get(part, 0) or UNITS.get(part, 0)
    return total + value
