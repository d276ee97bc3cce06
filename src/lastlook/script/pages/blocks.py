"""What pages are made of: each paragraph wrapped and boxed, ready to be placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.script.model import (
    SILENT_KINDS,
    SPEECH_KINDS,
    Column,
    Kind,
    ParagraphStyle,
    Style,
)
from lastlook.script.pages.layout import Box, dual_box, effective_style, fit_box
from lastlook.script.pages.speakers import Speakers
from lastlook.script.pages.wrap import Span, wrap

if TYPE_CHECKING:
    from lastlook.script.model import Paragraph, Screenplay

_COLUMN_LEFT = {Column.LEFT: 1.5, Column.RIGHT: 4.625}
"""Left edges of the two columns of a dual dialogue, in inches from the paper's left edge."""


@dataclass(slots=True)
class Block:
    """One paragraph, or one whole dual dialogue, on its way to a page."""

    index: int
    """The paragraph's index in the screenplay."""
    kind: Kind
    rule: Kind
    """Kind whose rules of page breaking it follows."""
    box: Box
    text: str
    """As shown."""
    spans: list[Span]
    height: float
    """Points of all its lines, without the space above."""
    new_page: bool
    """Starts a page, by its style or by a page break before it."""
    label: str = ""
    """Label of the locked page that starts with it."""
    locked: bool = False
    """That page is locked: the scene goes on over the break as over any other."""
    continued: bool = False
    """The rest of a paragraph whose beginning is on the page before."""
    added: int = 0
    """Characters at the end of `text` that the paragraph does not have: (CONT'D)."""
    columns: tuple[list[Block], list[Block]] | None = None
    """Of a dual dialogue: its two columns."""

    @property
    def is_scene(self) -> bool:
        """A scene starts here."""
        return self.kind is Kind.SCENE_HEADING

    @property
    def is_blank(self) -> bool:
        """Nothing to print and nothing to count: it may fall off the bottom of a page."""
        return self.kind is not Kind.SCENE_HEADING and not self.text and self.columns is None


def make_blocks(screenplay: Screenplay, *, typed: bool = True) -> list[Block]:
    """Turn all paragraphs that print into blocks, dual dialogues each into one.

    Without `typed`, page breaks in the script that carry a locked page's label are passed over.
    """
    boxes: dict[tuple[Kind, str, ParagraphStyle | None], Box] = {}
    leading = screenplay.page_setup.leading
    blocks: list[Block] = []
    columns: tuple[list[Block], list[Block]] | None = None
    breaks = anew = False
    label = ""
    speakers = Speakers(screenplay.continueds)
    for index, paragraph in enumerate(screenplay.paragraphs):
        kind = paragraph.kind
        if kind in SILENT_KINDS:
            if kind is Kind.PAGE_BREAK and (typed or not paragraph.page_label):
                anew = anew or not paragraph.page_label
                breaks, label = True, paragraph.page_label or label
            continue
        key = (kind, paragraph.style_name, paragraph.layout)
        box = boxes.get(key)
        if box is None:
            box = fit_box(effective_style(screenplay, paragraph), kind, leading)
            boxes[key] = box
        if paragraph.dual is None or kind not in SPEECH_KINDS:
            columns = None
            if kind is Kind.LYRICS and not (blocks and blocks[-1].rule in SPEECH_KINDS):
                box = _apart(box)
            block = _block(index, paragraph, box, speakers.contd(paragraph))
        else:
            speakers.together()
            if not paragraph.runs:
                continue  # Final Draft fills a short column up with empty paragraphs
            narrow = dual_box(box, kind, _COLUMN_LEFT[paragraph.dual])
            speech = _block(index, paragraph, narrow)
            if columns is not None and not (columns[1] and paragraph.dual is Column.LEFT):
                columns[paragraph.dual is Column.RIGHT].append(speech)
                blocks[-1].height = max(_stacked(columns[0]), _stacked(columns[1]))
                continue
            columns = ([], [])
            columns[paragraph.dual is Column.RIGHT].append(speech)
            block = Block(index, kind, Kind.CHARACTER, box, "", [], speech.height, box.starts_page)
            block.columns = columns
        if breaks:
            block.locked = not (anew or block.new_page)
            block.new_page, block.label = True, label
            breaks, anew, label = False, False, ""
        blocks.append(block)
    return blocks


def _apart(box: Box) -> Box:
    """Give a song that nobody's cue stands over the blank line that a cue would have had."""
    return replace(box, space=max(box.space, 12.0))


def rest_of(block: Block, offset: int) -> Block:
    """Give what is left of a paragraph from `offset` on, wrapped anew for the next page."""
    spans = wrap(block.text, block.box.width, block.box.width, offset)
    return Block(
        block.index,
        block.kind,
        block.rule,
        block.box,
        block.text,
        spans,
        len(spans) * block.box.line,
        new_page=False,
        continued=True,
    )


def _block(index: int, paragraph: Paragraph, box: Box, contd: str = "") -> Block:
    text = _shown(paragraph, box) + contd
    spans = wrap(text, box.first_width, box.width)
    if not text.strip():
        text, spans = "", [(0, 0)]
    return Block(
        index,
        paragraph.kind,
        box.rule,
        box,
        text,
        spans,
        len(spans) * box.line,
        box.starts_page,
        added=len(contd),
    )


def _stacked(column: list[Block]) -> float:
    return sum(block.height + (block.box.space if at else 0.0) for at, block in enumerate(column))


def _shown(paragraph: Paragraph, box: Box) -> str:
    """Put the paragraph's words in capitals where asked; offsets stay those of the source."""
    if box.all_caps:
        text = paragraph.text
        upper = text.upper()
        return upper if len(upper) == len(text) else "".join(map(_capital, text))
    runs = paragraph.runs
    for run in runs:
        if Style.ALL_CAPS in run.style:
            return "".join(_run_text(r.text, r.style) for r in runs)
    return paragraph.text


def _run_text(text: str, style: Style) -> str:
    if Style.ALL_CAPS not in style:
        return text
    upper = text.upper()
    return upper if len(upper) == len(text) else "".join(map(_capital, text))


def _capital(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter
