"""The title page of an FDX file, which Final Draft keeps as plain paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.drafts.same import cut_runs, plain_runs, split_lines
from lastlook.script.fdx.elements import read_styles
from lastlook.script.fdx.notes import carried_title
from lastlook.script.model import Alignment, Run, TitleField
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_CENTRED = ("title", "credit", "author", "authors", "source")
_LEFT = ("draft date", "contact")
_ORDER = ("Title", "Credit", "Author", "Source", "Draft date", "Contact")


def read_title_page(root: etree._Element) -> tuple[TitleField, ...]:
    """Read the title page as Fountain's fields, in Fountain's order.

    Final Draft stores no meaning with these lines, so it is read from their place and wording:
    centred lines are the title up to a credit ("written by"), then authors, then the source
    ("based on"); a line that looks like a draft or a date is the draft date; the rest is contact.
    Where the script was Fountain before and its lines are still the same, its keys are kept.
    """
    known = _carried(root)
    if known:
        return known
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


def title_rows(fields: Iterable[TitleField]) -> list[tuple[Alignment, tuple[Run, ...]]]:
    """Return the lines that a title page has in Final Draft: centred ones, then those at the left.

    A field that Final Draft's pages do not usually have goes with its name.
    """
    fields = list(fields)
    centred = [f for key in _CENTRED for f in fields if f.key.casefold() == key]
    left = [f for f in fields if f.key.casefold() in _LEFT]
    rows = [(Alignment.CENTER, row) for f in centred for row in _rows_of(f)]
    rows += [(Alignment.LEFT, row) for f in left for row in _rows_of(f)]
    for entry in fields:
        if entry.key.casefold() not in {*_CENTRED, *_LEFT}:
            named, *more = _rows_of(entry) or [()]
            rows.append((Alignment.LEFT, plain_runs((Run(f"{entry.key}: "), *named))))
            rows += [(Alignment.LEFT, row) for row in more]
    return [(side, row) for side, row in rows if "".join(run.text for run in row).strip()]


def _rows_of(entry: TitleField) -> list[tuple[Run, ...]]:
    return [
        tuple(line)
        for number, value in enumerate(entry.values)
        for line in split_lines(entry.runs[number] if number < len(entry.runs) else (Run(value),))
    ]


def _carried(root: etree._Element) -> tuple[TitleField, ...]:
    """Return the fields a script note carries, if their lines are those of the title page."""
    for node in root.iterfind("ScriptNotes/ScriptNote"):
        fields = carried_title(node)
        if fields:
            there = [
                "".join(run.text for run in runs)
                for paragraph in root.iterfind("TitlePage/Content/Paragraph")
                for runs in _lines(paragraph)
            ]
            same = ["".join(run.text for run in row).strip() for _, row in title_rows(fields)]
            return fields if same == there else ()
    return ()


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
