"""Words by which a line of a script shows what it is, in the languages scripts come in."""

from __future__ import annotations

import re

from lastlook.script.heading import HEADING_START

_OTHER_HEADINGS = re.compile(
    r"(?:INT(?:ÉRIEUR|ERIEUR|ERIOR)|EXT(?:ÉRIEUR|ERIEUR|ERIOR)|INNEN|AU(?:SS|ß|ẞ)EN|INN?\b\.|"
    r"A(?:USS|UẞEN)\.|ИНТ|НАТ|ЭКСТ|ΕΣΩΤ|ΕΞΩΤ)(?:[.\s/–—-]|$)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?:[A-Z]{0,3}\d{1,4}[A-Z]{0,3}(?:[-.]\d{1,3})?)[.)]?")
"""A scene or page number alone: 12, 12A, A12, 12-3."""
MARGIN_NUMBER = re.compile(
    r"(?=\D{0,12}\d)[A-Z0-9]{1,8}(?:[-.][A-Z0-9]{1,6}){0,4}[.)]?", re.IGNORECASE
)
"""A scene number as free as productions make them, where it stands alone in a margin: 2A-b.3."""
_BETWEEN = re.compile(rf"({MARGIN_NUMBER.pattern})\s+(.*?)\s+\1", re.IGNORECASE)
_NUMBERED = re.compile(rf"({NUMBER.pattern})\s+(?=\S)")
PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|página|pag\.|p\.|s\.)\s*)?[-–—(]?\s*[A-Z]{0,2}\d{1,4}[A-Z]{0,2}\s*[-–—)]?"
    r"[.:]?(?:\s*(?:/|of|von|de|sur)\s*\d{1,4}\.?)?",
    re.IGNORECASE,
)
MORE = re.compile(
    r"(?:\(?\s*(?:MORE|MEHR|WEITER|SUITE|À SUIVRE|A SUIVRE|MÁS|SIGUE|SEGUE)\s*\)?\s*)+",
    re.IGNORECASE,
)
CONTD = re.compile(
    r"\s*\(\s*(?:CONT['’]?D|CONT[.'’]?|CONTINUED|CONTINUING|FORTS\.?|FORTSETZUNG|WEITER|SUITE|"
    r"CONTINÚA|CONTINUA|SEGUE)\s*\)",
    re.IGNORECASE,
)
"""The mark of a cue whose speech began on the page before."""
CONTINUED = re.compile(
    r"(?:[A-Z]{0,2}\d{1,4}[A-Z]{0,2}\s+)?"
    r"(?:\(\s*(?:CONTINUED|FORTSETZUNG FOLGT|CONTINÚA)\s*\)|(?:CONTINUED|FORTSETZUNG)\s*:)"
    r"\s*(?:\(\s*\d+\s*\))?",
    re.IGNORECASE,
)
"""The mark of a scene that runs over the end of a page."""
TRANSITION = re.compile(
    r"(?:.{0,40}\b(?:TO|IN|OUT|UP)|(?:SMASH |JUMP |MATCH |HARD |QUICK )?"
    r"(?:CUT|FADE|DISSOLVE|WIPE)\b.{0,30}|SCHNITT|ABBLENDE|AUFBLENDE|ÜBERBLENDUNG.{0,20}|"
    r"FONDU.{0,25}|CORTE.{0,15}|FUNDIDO.{0,20}|INTERCUT.{0,20}|END CREDITS)\s*[:.]?"
)
SURE_TRANSITION = re.compile(
    r".{0,40}\bTO:|(?:FADE|IRIS) OUT[.:]?|(?:CUT|FADE|SMASH|DISSOLVE)\b.{0,30}\bTO\b.{0,20}[:.]"
)
SHOT = re.compile(
    r"(?:CLOSE(?:R|-UP| UP)?\b|ANGLE\b|ANOTHER ANGLE|NEW ANGLE|INSERT\b|WIDE\b|POV\b|P\.O\.V\.|"
    r"BACK TO\b|ON [A-Z]+$|REVERSE\b|TRACKING\b|AERIAL\b|UNDERWATER\b|EXTREME\b|MEDIUM\b|TWO SHOT|"
    r"[A-Z' ]+'S POV\b)"
)
ACT_START = re.compile(
    r"(?:ACT (?:ONE|TWO|THREE|FOUR|FIVE|SIX|[IVX]+|\d+)|COLD OPEN(?:ING)?|TEASER|TAG|PROLOGUE)\.?"
)
ACT_END = re.compile(r"END OF (?:ACT\b.*|TEASER|COLD OPEN(?:ING)?|TAG|SHOW|EPISODE)\.?")
CENTRED_END = re.compile(r"(?:THE END|ENDE|FIN|FINE|FIM)\.?")
SENTENCE_END = re.compile(r"""[.!?…:;)\]–—-]["'”’»)\]*_]*$|["”»]$""")
_EXTENSION = re.compile(r"\([^()]*\)?")


def starts_heading(text: str) -> bool:
    """Whether a line begins as scene headings do, in English or another known language."""
    return HEADING_START.match(text) is not None or _OTHER_HEADINGS.match(text) is not None


def split_number(text: str) -> tuple[str, str]:
    """Take the production's number off a heading's ends: `12A INT. CAR - DAY 12A`.

    Only where a heading stands behind the number; returns the number, empty for none, and the
    rest.
    """
    both = _BETWEEN.fullmatch(text) if len(text) < 300 else None
    if both is not None and starts_heading(both[2]):
        return both[1].rstrip(".)"), both[2]
    match = _NUMBERED.match(text)
    if match is None or not starts_heading(text[match.end() :]):
        return "", text
    number = match[1].rstrip(".)")
    rest = text[match.end() :].strip()
    head, _, tail = rest.rpartition(" ")
    return number, head.rstrip() if head and tail.rstrip(".)") == number else rest


def is_capital(text: str) -> bool:
    """Whether letters are there and none is small; what stands in parentheses may be."""
    plain = _EXTENSION.sub("", text) if "(" in text else text
    return plain.isupper() or ("ß" in plain and plain.replace("ß", "SS").isupper())


def is_caseless(text: str) -> bool:
    """Whether the text has letters of scripts without capitals only, as Hebrew or Japanese."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and not any(c.isupper() or c.islower() for c in letters)


def may_be_cue(text: str) -> bool:
    """Whether a line could name a speaker, by its words alone."""
    return (
        0 < len(text) <= 60
        and not text.startswith("(")
        and (is_capital(text) or is_caseless(_EXTENSION.sub("", text)))
        and not starts_heading(text)
        and not SURE_TRANSITION.fullmatch(text)
        and not text.endswith(("!", "?", ":", "…", "--"))
    )
