"""A title page's lines, whose meaning no format tells, sorted into Fountain's fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.model import TitleField

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREDIT = re.compile(
    r"(?:.{0,50} )?by:?|"
    r"(?:drehbuch|buch|ein film)(?: von)?:?|von|(?:scénario|écrit|un film)(?: par| de)?:?|par|"
    r"(?:guion|guión|escrito|una película)(?: por| de)?:?|por|scritto da|di",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:based (?:on|upon)|adapted from|from the|inspired by|nach (?:dem|der|einem|einer)|"
    r"d['’]après|basad[oa] en|tratto da)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|févr|avr|juin|juil|"
    r"août|déc|ene|abr|ago|dic)[a-zûéá]*\.?"
)
_DATE = re.compile(
    rf"\bdraft\b|\brevis|\bfassung\b|\bversion\b|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b|"
    rf"\b{_MONTH} \d{{1,4}}\b|\b\d{{1,2}}\.? {_MONTH}|^(?:19|20)\d\d$",
    re.IGNORECASE,
)
_ORDER = ("Title", "Credit", "Author", "Source", "Draft date", "Copyright", "Contact")


def title_page_of(lines: Iterable[tuple[str, bool, int]]) -> tuple[TitleField, ...]:
    """Sort the lines of a title page, each with whether it is centred and its line number.

    Centred lines are the title up to a credit ("written by"), then authors, then the source
    ("based on"); a line that looks like a draft or a date is the draft date; the rest is contact.
    """
    found: dict[str, list[str]] = {key: [] for key in _ORDER}
    first: dict[str, int] = {}
    centred_key = "Title"
    for raw, centred, line in lines:
        text = " ".join(raw.split())
        if not text:
            continue
        if centred and found["Title"] and _CREDIT.fullmatch(text):
            key, centred_key = "Credit", "Author"
        elif centred and found["Title"] and _SOURCE.match(text):
            key = centred_key = "Source"
        elif re.match(r"(?:copyright|©|\(c\))", text, re.IGNORECASE):
            key = "Copyright"
        elif _DATE.search(text) and (found["Title"] or not centred):
            key = "Draft date"
        else:
            key = centred_key if centred else "Contact"
        found[key].append(text)
        first.setdefault(key, line)
    return tuple(
        TitleField(
            key="Authors" if key == "Author" and len(found[key]) > 1 else key,
            values=tuple(found[key]),
            line=first[key],
        )
        for key in _ORDER
        if found[key]
    )
