"""Draw lastlook's own pages as PDFs, with all that printers add, to read them back.

`draw` sets each line of `paginate` at its place, in standard Courier, with a title page, page
numbers, scene numbers in the margins, and on request a running header, revision stars, a
watermark, wider margins or a scan of it all. It is a stand-in for the many printers there are,
not for lastlook's own print.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lastlook.script import paginate
from lastlook.script.model import Alignment, Kind, Style
from lastlook.script.pages.layout import COURIER_PITCH
from lastlook.script.pages.paginate import line_runs

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay
    from lastlook.script.pages.paginate import Page, PlacedLine

_BODY = {
    Style.PLAIN: "Courier",
    Style.BOLD: "Courier-Bold",
    Style.ITALIC: "Courier-Oblique",
    Style.BOLD | Style.ITALIC: "Courier-BoldOblique",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is on the pages besides the script."""

    numbers: bool = True
    """Scene numbers in both margins."""
    header: str = ""
    """Stands at the top of each page beside its number."""
    stars: bool = False
    """A revision star at the right of every seventh line."""
    watermark: str = ""
    """Stands across each page, turned and pale."""
    shift: float = 0.0
    """Inches by which everything stands further right."""
    bold_headings: bool = False


def draw(screenplay: Screenplay, look: Look = Look()) -> bytes:
    """Return a PDF of the screenplay's pages."""
    from reportlab.pdfgen.canvas import Canvas

    setup = screenplay.page_setup
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(setup.width * 72, setup.height * 72), invariant=1)
    if screenplay.title_page:
        _title(canvas, screenplay)
    for index, page in enumerate(paginate(screenplay).pages):
        _page(canvas, screenplay, page, index, look)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _title(canvas: Any, screenplay: Screenplay) -> None:
    setup = screenplay.page_setup
    y = setup.height * 72 - 260
    canvas.setFont("Courier", 12)
    for entry in screenplay.title_page:
        for value in entry.values:
            if entry.key.casefold() in {"contact", "draft date"}:
                canvas.drawString(108, y - 250, value)
            else:
                canvas.drawCentredString(setup.width * 36 + 18, y, value)
            y -= 24
    canvas.showPage()


def _page(canvas: Any, screenplay: Screenplay, page: Page, index: int, look: Look) -> None:
    setup = screenplay.page_setup
    high, shift = setup.height * 72, look.shift * 72
    if look.watermark:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.translate(setup.width * 36, setup.height * 36)
        canvas.rotate(45)
        canvas.drawCentredString(0, 0, look.watermark)
        canvas.restoreState()
    canvas.setFont("Courier", 12)
    if index:
        canvas.drawRightString(setup.width * 72 - 72, high - 40, f"{page.label}.")
    if look.header:
        canvas.drawString(108 + shift, high - 40, look.header)
    for count, line in enumerate(page.lines):
        # The baseline stands three quarters of a line below the line's top.
        y = high - setup.top - 12 * line.y - 9
        _line(canvas, screenplay, line, y, look)
        if look.stars and count % 7 == 3:
            canvas.drawString(7.7 * 72 + shift, y, "*")


def _line(canvas: Any, screenplay: Screenplay, line: PlacedLine, y: float, look: Look) -> None:
    pitch = 72 / COURIER_PITCH
    width = len(line.text) * pitch
    x = line.left * 72 + look.shift * 72
    if line.alignment is Alignment.RIGHT:
        x = line.right * 72 - width + look.shift * 72
    elif line.alignment is Alignment.CENTER:
        x = (line.left + line.right) * 36 - width / 2 + look.shift * 72
    paragraph = screenplay.paragraphs[line.paragraph] if line.paragraph >= 0 else None
    if paragraph is not None and paragraph.number and line.start == 0 and look.numbers:
        canvas.setFont("Courier", 12)
        canvas.drawString(0.75 * 72 + look.shift * 72, y, paragraph.number)
        canvas.drawString(7.35 * 72 + look.shift * 72, y, paragraph.number)
    runs = line_runs(paragraph, line) if paragraph is not None else ()
    shown = [(run.text, run.style) for run in runs] or [(line.text, Style.PLAIN)]
    for text, style in shown:
        face = style & (Style.BOLD | Style.ITALIC)
        if look.bold_headings and paragraph is not None and paragraph.kind is Kind.SCENE_HEADING:
            face |= Style.BOLD
        if paragraph is not None and paragraph.kind is Kind.LYRICS:
            face |= Style.ITALIC
        canvas.setFont(_BODY[face], pitch / 0.6)
        canvas.drawString(x, y, text)
        if Style.UNDERLINE in style:
            canvas.setLineWidth(0.6)
            canvas.line(x, y - 1.5, x + len(text) * pitch, y - 1.5)
        x += len(text) * pitch
