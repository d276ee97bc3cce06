"""Text that shows its marks: open emphasis, leftovers of a print, broken letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.doubts.reading import short
from lastlook.script.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.errors import Problem
    from lastlook.script.doubts.reading import Reading
    from lastlook.script.model import Paragraph

_OPEN_MARK = re.compile(r"(?<![\w*\\])(?:\*{1,3}|_)(?=[\"“‘'’]?[^\W\d_])")
_BROKEN = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â€[\u0080-\u00bf\u0152-\u2122]")
_LOST = re.compile("(?<![Ã€])[\u0080-\u009f\ufffd]")
_FURNITURE = re.compile(r"\(MORE\)|\(?CONTINUED:?\)?(?: ?\(\d+\))?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\d{1,3}\.")
_ENDING = re.compile(r"(?:(?:SLOW )?FADE (?:OUT|TO (?:BLACK|WHITE))|(?:SMASH )?CUT TO BLACK)[.:]?")
_SMALL_TRANSITION = re.compile(
    r"(?:(?:smash|match|jump|hard|quick|slow) )?(?:cut|dissolve|fade|wipe)(?: back)? to:",
    re.IGNORECASE,
)
_LONGEST = 40


def text_doubts(script: Reading) -> Iterator[Problem]:
    """Doubt what stands in the text as such, whatever paragraph it is in."""
    yield from _letters(script)
    page_numbers: list[Paragraph] = []
    for paragraph, text in zip(script.shown, script.texts, strict=True):
        if script.fountain and ("*" in text or "_" in text):
            yield from _open_emphasis(script, paragraph, text)
        if len(text) > _LONGEST:
            continue
        if text[-1] in "):" and _FURNITURE.fullmatch(text):
            yield script.doubt(
                paragraph,
                f"{text} is left over from a printed page.",
                "lastlook prints it where a page ends, and here it would stand a second time.",
                "Take it out.",
            )
        elif paragraph.kind is Kind.ACTION and script.fountain and paragraph.layout is None:
            if _PAGE_NUMBER.fullmatch(text):
                page_numbers.append(paragraph)
            else:
                yield from _transition(script, paragraph, text)
    if len(page_numbers) > 2:
        yield script.doubt(
            page_numbers[0],
            f"{len(page_numbers)} lines hold a page number alone, this one first.",
            "They are left over from a printed page and were read as action.",
            "Take them out.",
        )


def _transition(script: Reading, paragraph: Paragraph, text: str) -> Iterator[Problem]:
    if _ENDING.fullmatch(text):
        yield script.doubt(
            paragraph,
            f"{text} was read as action.",
            "Only capitals that end in TO: are a transition by themselves.",
            f"Write > {text}",
        )
    elif _SMALL_TRANSITION.fullmatch(text):
        yield script.doubt(
            paragraph,
            f"{text} looks like a transition but is not in capitals.",
            "It was read as action.",
            f"Write {text.upper()}",
        )


def _open_emphasis(script: Reading, paragraph: Paragraph, text: str) -> Iterator[Problem]:
    for number, row in enumerate(text.split("\n")):
        found = _OPEN_MARK.search(row)
        if found is None or _escaped(script, paragraph):
            continue
        mark = found.group()
        yield script.doubt(
            paragraph,
            f"{mark}{short(row[found.end() :], 24)} opens emphasis that does not close.",
            f"Emphasis ends with its line, so the {mark} will print.",
            f"Write {mark} where it ends, on the same line; or \\{mark[0]} to print the sign.",
            row=number,
        )
        return


def _escaped(script: Reading, paragraph: Paragraph) -> bool:
    r"""Whether the paragraph was typed with `\*`, which prints a star by intention."""
    rows = script.source_rows[paragraph.line - 1 : max(paragraph.line, paragraph.end_line)]
    return any(b"\\*" in row or b"\\_" in row for row in rows)


def _letters(script: Reading) -> Iterator[Problem]:
    """Look for letters that went through the wrong encoding; most files hold not one."""
    said = (
        (
            _BROKEN,
            ("Ã", "â€"),
            "is UTF-8 that was once read as Windows-1252",
            "Open the script in the program that wrote it and save it as UTF-8; or correct it.",
        ),
        (
            _LOST,
            (),
            "is no letter",
            "Type what stood there; an ellipsis or a quotation mark was often lost this way.",
        ),
    )
    unusual = [at for at, text in enumerate(script.texts) if not text.isascii()]
    if not unusual:
        return
    for pattern, signs, what, fix in said:
        places = [
            (script.shown[at], found.group())
            for at in unusual
            if (not signs or any(sign in script.texts[at] for sign in signs))
            and (found := pattern.search(script.texts[at]))
        ]
        if places:
            paragraph, sign = places[0]
            count = len(places)
            shown = sign if sign.isprintable() else " ".join(f"U+{ord(c):04X}" for c in sign)
            more = f" {count} paragraphs hold the like." if count > 1 else ""
            yield script.doubt(
                paragraph, f"“{shown}” {what}.", f"It will print as it is.{more}", fix
            )
