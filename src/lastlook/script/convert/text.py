"""Plain text out: the pages as they print, with margins, page numbers and scene numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.convert.losses import Losses, Written
from lastlook.script.convert.out_only import tell_unseen
from lastlook.script.fdx.title import title_rows
from lastlook.script.model import Alignment, Kind, Style
from lastlook.script.pages.paginate import paginate

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay
    from lastlook.script.pages.paginate import Page, PlacedLine

_NUMBER_ROW = 3
"""Lines down to the page number, half an inch."""
_LEFT_NUMBER = 0.75
_RIGHT_NUMBER = 7.6
"""Inches from the paper's left edge to the scene numbers."""


def write_text(screenplay: Screenplay) -> Written:
    """Write the script as plain text, six lines and ten characters to the inch.

    Pages are those of `paginate`, parted by form feeds; styles of words cannot be shown.
    """
    losses = Losses(screenplay.name)
    tell_unseen(screenplay, losses, "Plain text", notes=False)
    for paragraph in screenplay.paragraphs:
        if any(run.style & ~Style.ALL_CAPS for run in paragraph.runs):
            losses.add("Plain text has no bold, italic or underline.", paragraph.line)
    pages = [_title_page(screenplay)] if screenplay.title_page else []
    laid_out = paginate(screenplay).pages
    pages += [_page(screenplay, page, first=not at) for at, page in enumerate(laid_out)]
    text = "\n\f".join("\n".join(rows) for rows in pages) + "\n"
    return Written(text.encode("utf-8", "replace"), losses.listed())


def _page(screenplay: Screenplay, page: Page, *, first: bool) -> list[str]:
    top = round(screenplay.page_setup.top / 12)
    sheet: dict[int, list[tuple[int, str]]] = {}
    if not first and page.label:
        label = f"{page.label}."
        right = round((screenplay.page_setup.width - 1) * 10)
        sheet[_NUMBER_ROW - 1] = [(right - len(label), label)]
    for line in page.lines:
        row = sheet.setdefault(top + round(line.y), [])
        row.append((_column(line), line.text))
        number = screenplay.paragraphs[line.paragraph].number if line.paragraph >= 0 else ""
        if number and line.kind is Kind.SCENE_HEADING and line.start == 0:
            row += [(round(_LEFT_NUMBER * 10), number), (round(_RIGHT_NUMBER * 10), number)]
    return [_set(sheet.get(at, [])) for at in range(max(sheet, default=-1) + 1)]


def _column(line: PlacedLine) -> int:
    left, right = round(line.left * 10), round(line.right * 10)
    free = max(right - left - len(line.text), 0)
    if line.alignment is Alignment.RIGHT:
        return left + free
    return left + free // 2 if line.alignment is Alignment.CENTER else left


def _set(pieces: list[tuple[int, str]]) -> str:
    """Put pieces on one line, each at its column; one that is too long pushes the next on."""
    row = ""
    for column, text in sorted(pieces):
        row = row.ljust(column)
        row += (" " if row and not row.endswith(" ") else "") + text
    return row.rstrip()


def _title_page(screenplay: Screenplay) -> list[str]:
    width = round(screenplay.page_setup.width * 10)
    rows = [""] * 20
    side = Alignment.CENTER
    for alignment, runs in title_rows(screenplay.title_page):
        text = "".join(run.text for run in runs)
        if alignment is Alignment.CENTER:
            rows += [" " * max((width - len(text)) // 2, 0) + text, ""]
        else:
            if side is not alignment:
                rows += [""] * max(46 - len(rows), 1)
            rows.append(" " * 15 + text)
        side = alignment
    return rows
