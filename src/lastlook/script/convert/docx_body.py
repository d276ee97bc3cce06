"""The text of a .docx: title page, paragraphs, tables for dual dialogue, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lastlook.script.convert.docx_parts import (
    HEAD,
    LEFT_MARGIN,
    LONGEST_TAG,
    NAMESPACES,
    RIGHT_MARGIN,
    TITLE_TAG,
    Comment,
    layout,
    style_id,
    twips,
)
from lastlook.script.convert.out_only import groups_of, tell_layout, title_blocks, trailing_notes
from lastlook.script.drafts.same import split_lines
from lastlook.script.fdx.write_form import xml_text
from lastlook.script.model import Alignment, Kind, Style
from lastlook.script.pages.layout import DUAL_WIDTH, effective_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.convert.out_only import Group
    from lastlook.script.model import Paragraph, Run, Screenplay

_DUAL_LEFT = {Kind.CHARACTER: 0.75, Kind.PARENTHETICAL: 0.4}
"""Inches that cue and parenthetical stand in, within a column of dual dialogue."""


class BodyWriter:
    """Writes a script's text; `comments` then holds its notes."""

    def __init__(self, screenplay: Screenplay, losses: Losses) -> None:
        self.screenplay = screenplay
        self.losses = losses
        self.comments: list[Comment] = []

    def document(self) -> str:
        """Return the main part."""
        body = "".join([*self.title_page(), *self.script()])
        return (
            f"{HEAD}<w:document {NAMESPACES}><w:body>{body}"
            f"{self.section(numbered=True)}</w:body></w:document>"
        )

    def section(self, *, numbered: bool) -> str:
        """Return paper and margins; the first page goes without a number."""
        setup = self.screenplay.page_setup
        header = '<w:headerReference w:type="default" r:id="rId3"/>' if numbered else ""
        start = '<w:pgNumType w:start="1"/>' if numbered else ""
        return (
            f'<w:sectPr>{header}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(setup.width)}" w:h="{twips(setup.height)}"/>'
            f'<w:pgMar w:top="{round(setup.top * 20)}" w:right="{twips(RIGHT_MARGIN)}"'
            f' w:bottom="{round(setup.bottom * 20)}" w:left="{twips(LEFT_MARGIN)}"'
            ' w:header="720" w:footer="720" w:gutter="0"/>'
            f"{start}<w:titlePg/></w:sectPr>"
        )

    def title_page(self) -> Iterator[str]:
        """Give the title page as a section of its own; a content control holds each field."""
        blocks = title_blocks(self.screenplay.title_page)
        side = None
        for place, entry, rows in blocks:
            found = []
            for alignment, runs in rows:
                centred = alignment is Alignment.CENTER
                # A third of the page free above the title, and most of the rest over the contact.
                space = 240 if side is alignment else 3600 if centred else 4800
                side = alignment
                name = "Title" if centred else "TitlePage"
                before = 0 if space == 240 and not centred else space
                text = "".join(self.run(run) for run in runs)
                found.append(
                    f'<w:p><w:pPr><w:pStyle w:val="{name}"/><w:spacing w:before="{before}"/>'
                    f"</w:pPr>{text}</w:p>"
                )
            key = xml_text(entry.key, self.losses, entry.line)
            tag = f"{TITLE_TAG}{place}:{key}"
            if len(tag) > LONGEST_TAG:
                self.losses.add(f"Word cannot hold a key of {len(key)} characters.", entry.line)
            yield (
                f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(key[:LONGEST_TAG])}/>"
                f'<w:tag w:val={quoteattr(tag[:LONGEST_TAG])}/><w:id w:val="{place + 1}"/>'
                f"</w:sdtPr><w:sdtContent>{''.join(found)}</w:sdtContent></w:sdt>"
            )
        if blocks:
            yield f"<w:p><w:pPr>{self.section(numbered=False)}</w:pPr></w:p>"

    def script(self) -> Iterator[str]:
        """Give the script's paragraphs."""
        tell_layout(self.screenplay, self.losses, "Word read back")
        groups = list(groups_of(self.screenplay.paragraphs))
        last = trailing_notes(self.screenplay.paragraphs)
        for place, group in enumerate(groups):
            after = last if place == len(groups) - 1 else []
            if group.page_label:
                self.losses.add("Word has no locked page numbers.", group.first.line)
            if group.first.dual is not None and len(group.columns) < 2:
                what = "Word has a side of dual dialogue only with the other."
                self.losses.add(what, group.first.line)
            if len(group.columns) > 1:
                yield self.dual(group, after)
                continue
            for number, paragraph in enumerate(group.columns[0]):
                yield self.paragraph(
                    paragraph,
                    [note.text for note in group.notes] if not number else [],
                    [note.text for note in after] if number + 1 == len(group.columns[0]) else [],
                    breaks=group.page_break and not number,
                )
        if not groups and last:
            yield f"<w:p>{''.join(self.comment(note.text, alone=True) for note in last)}</w:p>"

    def dual(self, group: Group, after: Sequence[Paragraph]) -> str:
        """Return two speeches as a table of one row and two columns."""
        width = twips(DUAL_WIDTH + 0.125)
        cells = []
        for place, column in enumerate(group.columns):
            rows = [
                self.paragraph(
                    paragraph,
                    [n.text for n in group.notes] if not place and not number else [],
                    [n.text for n in after] if place and number + 1 == len(column) else [],
                    breaks=group.page_break and not place and not number,
                    dual=True,
                )
                for number, paragraph in enumerate(column)
            ]
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(rows)}</w:tc>'
            )
        grid = f'<w:gridCol w:w="{width}"/>' * len(cells)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width * len(cells)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr></w:tbl>"
            # Word joins tables that touch.
            '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
        )

    def paragraph(
        self,
        paragraph: Paragraph,
        above: Sequence[str],
        below: Sequence[str],
        *,
        breaks: bool,
        dual: bool = False,
    ) -> str:
        """Return one paragraph, notes above and below it as comments on it."""
        name = style_id(paragraph.style_name or paragraph.kind.value)
        properties = f'<w:pStyle w:val="{name}"/>'
        if breaks:
            properties += "<w:pageBreakBefore/>"
        if dual:
            left = twips(_DUAL_LEFT.get(paragraph.kind, 0.0))
            properties += f'<w:ind w:left="{left}" w:right="0" w:firstLine="0"/>'
        elif paragraph.layout is not None:
            style = effective_style(self.screenplay, paragraph)
            properties += layout(style, self.screenplay, page_start=not breaks)
        elif paragraph.number:
            properties += (
                '<w:tabs><w:tab w:val="left" w:pos="0"/></w:tabs>'
                f'<w:ind w:left="0" w:hanging="{twips(0.75)}"/>'
            )
        comments = "".join(self.comment(text, alone=True) for text in above)
        after = "".join(self.comment(text, alone=True) for text in below)
        text = "".join(self.texts(paragraph))
        return f"<w:p><w:pPr>{properties}</w:pPr>{comments}{text}{after}</w:p>"

    def texts(self, paragraph: Paragraph) -> Iterator[str]:
        """Give the runs, each note as a comment at its place."""
        if paragraph.number:
            number = escape(xml_text(paragraph.number, self.losses, paragraph.line))
            yield (
                '<w:r><w:rPr><w:rStyle w:val="SceneNumber"/></w:rPr>'
                f'<w:t xml:space="preserve">{number}</w:t><w:tab/></w:r>'
            )
        waiting = sorted(paragraph.notes, key=lambda note: note.offset)
        done = 0
        for run in paragraph.runs:
            rest = run.text
            while waiting and waiting[0].offset < done + len(rest):
                note = waiting.pop(0)
                cut = max(note.offset - done, 0)
                yield self.run(run, rest[:cut])
                yield self.comment(note.text)
                rest, done = rest[cut:], done + cut
            yield self.run(run, rest)
            done += len(rest)
        yield from (self.comment(note.text) for note in waiting)

    def comment(self, text: str, *, alone: bool = False) -> str:
        """Keep a note and return the mark that stands for it."""
        self.comments.append(Comment(text, alone))
        identity = len(self.comments) - 1
        return (
            f'<w:commentRangeStart w:id="{identity}"/><w:commentRangeEnd w:id="{identity}"/>'
            f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
        )

    def run(self, run: Run, text: str | None = None) -> str:
        """Return words in their style; line breaks are Word's own."""
        shown = run.text if text is None else text
        if not shown:
            return ""
        marks = "".join(mark for style, mark in _MARKS if style in run.style)
        properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
        pieces = []
        for number, row in enumerate(split_lines([type(run)(shown)])):
            if number:
                pieces.append("<w:br/>")
            words = "".join(piece.text for piece in row)
            for place, part in enumerate(words.split("\t")):
                if place:
                    pieces.append("<w:tab/>")
                if part:
                    safe = escape(xml_text(part, self.losses, 0))
                    pieces.append(f'<w:t xml:space="preserve">{safe}</w:t>')
        return f"<w:r>{properties}{''.join(pieces)}</w:r>"


_MARKS = (
    (Style.BOLD, "<w:b/>"),
    (Style.ITALIC, "<w:i/>"),
    (Style.ALL_CAPS, "<w:caps/>"),
    (Style.STRIKEOUT, "<w:strike/>"),
    (Style.UNDERLINE, '<w:u w:val="single"/>'),
)
"""In the order that Word's schema asks for."""
