"""Any screenplay brought into the shape Final Draft's script has; what has no place is listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.script.convert.tidy import tidied
from lastlook.script.fdx.notes import CARRIED_KINDS
from lastlook.script.model import SILENT_KINDS, Kind, Paragraph, ParagraphStyle, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Screenplay


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into an FDX file's script."""

    paragraphs: list[Paragraph]
    """Those that have a paragraph type, in order."""
    origin: list[int]
    """For each its index in the screenplay."""
    place: list[int]
    """For each its index among the tidied paragraphs."""
    carried: list[tuple[int, Paragraph]]
    """Notes, boneyard and page breaks, each with the index of the paragraph it stands above."""


def in_fdx_terms(screenplay: Screenplay, losses: Losses) -> Content:
    """Part the paragraphs into those that FDX has a type for and those that it carries in notes.

    A synopsis right below a heading becomes the heading's, unless the script came from FDX, where
    both exist. A page break becomes a page start of the next paragraph that prints.
    """
    content = Content([], [], [], [])
    fold = screenplay.format != "fdx"
    page_starts = False
    origin, paragraphs = _unzipped(tidied(screenplay.paragraphs))
    for index, paragraph in enumerate(paragraphs):
        kind = paragraph.kind
        if kind in CARRIED_KINDS:
            _carry(content, paragraph, paragraphs[index + 1 : index + 2], losses, said=page_starts)
            page_starts = page_starts or kind is Kind.PAGE_BREAK
            continue
        if fold and kind is Kind.SYNOPSIS and _folds(content, paragraphs, index):
            above = content.paragraphs[-1]
            synopsis = "\n".join(filter(None, (above.synopsis, paragraph.text)))
            content.paragraphs[-1] = replace(above, synopsis=synopsis)
            continue
        if page_starts and kind not in SILENT_KINDS:
            layout = replace(paragraph.layout or ParagraphStyle(), starts_page=True)
            paragraph = replace(paragraph, layout=layout)  # noqa: PLW2901
            page_starts = False
        if kind is Kind.SECTION and paragraph.depth > 4:
            losses.add(
                "Final Draft's outline has four levels; deeper sections became level 4.",
                paragraph.line,
            )
            paragraph = replace(paragraph, depth=4)  # noqa: PLW2901
        content.paragraphs.append(paragraph)
        content.origin.append(origin[index])
        content.place.append(index)
    return content


def _unzipped(pairs: Iterable[tuple[int, Paragraph]]) -> tuple[list[int], list[Paragraph]]:
    found = list(pairs)
    return [index for index, _ in found], [paragraph for _, paragraph in found]


def _carry(
    content: Content,
    paragraph: Paragraph,
    following: Sequence[Paragraph],
    losses: Losses,
    *,
    said: bool,
) -> None:
    """Keep what has no paragraph type, unless the next paragraph's page start says it all.

    `said`: that page start stands for another page break already.
    """
    if (
        not said
        and paragraph.kind is Kind.PAGE_BREAK
        and not paragraph.page_label
        and following
        and following[0].kind not in SILENT_KINDS
    ):
        return
    at = len(content.paragraphs)
    if paragraph.dual is not None:
        losses.add(
            "A note between two speeches side by side now stands above them.", paragraph.line
        )
        while at and content.paragraphs[at - 1].dual is not None:
            at -= 1
        paragraph = replace(paragraph, dual=None)
    content.carried.append((at, paragraph))


def _folds(content: Content, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a synopsis is its heading's summary: plain words right below it."""
    synopsis = paragraphs[index]
    if not content.paragraphs or synopsis.notes or not synopsis.text.strip():
        return False
    if any(run.style or run.tags or run.revision for run in synopsis.runs):
        return False
    above = index - 1
    while above >= 0 and paragraphs[above].kind is Kind.SYNOPSIS:
        above -= 1
    # One that could not be folded keeps those below it from passing it.
    folded = above + 1 == index or content.place[-1] == above
    return paragraphs[above].kind is Kind.SCENE_HEADING and folded if above >= 0 else False


def xml_text(text: str, losses: Losses, line: int) -> str:
    """Return `text` with only what XML can hold; a line break is Final Draft's soft return."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(letter for letter in text if _fits(letter))
    if len(kept) != len(text):
        losses.add("Control characters that XML cannot hold were left out.", line)
    return kept.replace("\r", "\n").replace("\n", "\u2028")


def _fits(letter: str) -> bool:
    code = ord(letter)
    return (
        0x20 <= code <= 0xD7FF or code in (9, 10, 13) or 0xE000 <= code <= 0xFFFD or code >= 0x10000
    )


def style_words(style: Style) -> str:
    """Return a style as Final Draft writes it: `Bold+AllCaps`; empty for plain."""
    names = (
        (Style.BOLD, "Bold"),
        (Style.ITALIC, "Italic"),
        (Style.UNDERLINE, "Underline"),
        (Style.STRIKEOUT, "Strikeout"),
        (Style.ALL_CAPS, "AllCaps"),
    )
    return "+".join(name for flag, name in names if flag in style)
