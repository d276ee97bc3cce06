"""The title page of an FDX file, which Final Draft keeps as plain paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.fdx_elements import read_styles
from lastlook.script.model import Run, TitleField
from lastlook.script.same import cut_runs, split_lines
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CREDIT = re.compile(
    r"(?:(?:story|teleplay|screenplay|script|stage play|play|book|music|lyrics|words|an?|original|"
    r"written|directed|created|adapted|developed|film|and|&|for the screen)\b[ ,]*)*\bby:?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:based (?:on|upon)|adapted from|from the|inspired by)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\bdraft\b|\brevis|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|"
    r"\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{4}$|^(?:19|20)\d\d$",
    re.IGNORECASE,
)
_ORDER = ("Title", "Credit", "Author", "Source", "Draft date", "Contact")


def read_title_page(root: etree._Element) -> tuple[TitleField, ...]:
    """Read the title page as Fountain's fields, in Fountain's order.

    Final Draft stores no meaning with these lines, so it is read from their place and wording:
    centred lines are the title up to a credit ("written by"), then authors, then the source
    ("based on"); a line that looks like a draft or a date is the draft date; the rest is contact.
    """
    found: dict[str, list[tuple[Run, ...]]] = {key: [] for key in _ORDER}
    lines: dict[str, int] = {}
    centred_key = "Title"
    for node in root.iterfind("TitlePage/Content/Paragraph"):
        for runs in _lines(node):
            text = "".join(run.text for run in runs)
            centred = node.get("Alignment", "").casefold() == "center"
            if centred and _CREDIT.fullmatch(text):
                key, centred_key = "Credit", "Author"
            elif centred and _SOURCE.match(text):
                key = centred_key = "Source"
            elif _DATE.search(text) and (found["Title"] or not centred):
                key = "Draft date"
            elif centred:
                key = centred_key
            else:
                key = "Contact"
            found[key].append(runs)
            lines.setdefault(key, line_of(node))
    return tuple(
        TitleField(
            key="Authors" if key == "Author" and len(found[key]) > 1 else key,
            values=tuple("".join(run.text for run in runs) for runs in found[key]),
            runs=tuple(found[key]),
            line=lines[key],
        )
        for key in _ORDER
        if found[key]
    )


def _lines(node: etree._Element) -> Iterator[tuple[Run, ...]]:
    """Give the lines of a paragraph that hold words, without the space around them."""
    runs = (
        Run(re.sub(r"[\u2028\u2029\r]", "\n", text.text or ""), read_styles(text.get("Style", "")))
        for text in node.iterfind("Text")
    )
    for line in split_lines(runs):
        text = "".join(run.text for run in line)
        if text.strip():
            yield cut_runs(line, len(text) - len(text.lstrip()), len(text.rstrip()))
