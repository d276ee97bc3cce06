"""What formats that are only written have in common: the printing paragraphs, grouped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.convert.left_behind import tell_left_behind
from lastlook.script.fdx.title import title_rows
from lastlook.script.model import SILENT_KINDS, SPEECH_KINDS, Column, Kind, ParagraphStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Alignment, Paragraph, Run, Screenplay, TitleField

_SPOKEN = SPEECH_KINDS - {Kind.CHARACTER}
_CENTRED = ("title", "credit", "author", "authors", "source")
"""Keys of a title page's centred lines, in the order they stand in."""
_PRINTED_KEYS = {*_CENTRED, "draft date", "copyright", "contact"}
"""Keys of a title page whose values tell by their place and words what they are."""
_UNSEEN = {
    Kind.SECTION: "sections are left out",
    Kind.SYNOPSIS: "synopses are left out",
    Kind.BONEYARD: "cut text is left out",
    Kind.NOTE: "notes are left out",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that are set together: one, a speech, or two speeches side by side."""

    columns: tuple[tuple[Paragraph, ...], ...]
    """One, or the left and the right one of a dual dialogue."""
    page_break: bool = False
    """A new page starts with it."""
    page_label: str = ""
    """Number of that page, where it is a locked one."""
    notes: tuple[Paragraph, ...] = ()
    """Notes that stand above it."""

    @property
    def first(self) -> Paragraph:
        """The paragraph that says what the group is."""
        return self.columns[0][0]

    @property
    def is_speech(self) -> bool:
        """Somebody speaks."""
        return self.first.kind is Kind.CHARACTER


def groups_of(paragraphs: Sequence[Paragraph]) -> Iterator[Group]:
    """Group what prints. Notes at the script's end stand with the last paragraph's group."""
    at = 0
    page_break, label = False, ""
    notes: list[Paragraph] = []
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        if paragraph.kind in SILENT_KINDS:
            if paragraph.kind is Kind.PAGE_BREAK:
                page_break, label = True, paragraph.page_label
            elif paragraph.kind is Kind.NOTE:
                notes.append(paragraph)
            at += 1
            continue
        end, columns = _columns(paragraphs, at)
        # Those that stand within two speeches side by side go above them.
        notes += [p for p in paragraphs[at:end] if p.kind is Kind.NOTE]
        yield Group(columns, page_break, label, tuple(notes))
        at, page_break, label, notes = end, False, "", []


def trailing_notes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the notes below the last paragraph that prints."""
    found: list[Paragraph] = []
    for paragraph in reversed(paragraphs):
        if paragraph.kind not in SILENT_KINDS:
            break
        if paragraph.kind is Kind.NOTE:
            found.insert(0, paragraph)
    return found


def _columns(
    paragraphs: Sequence[Paragraph], at: int
) -> tuple[int, tuple[tuple[Paragraph, ...], ...]]:
    first = paragraphs[at]
    end = at + 1
    if first.dual is None or first.kind not in SPEECH_KINDS:
        if first.kind is Kind.CHARACTER:
            while (
                end < len(paragraphs)
                and paragraphs[end].kind in _SPOKEN
                and paragraphs[end].dual is None
            ):
                end += 1
        return end, (tuple(paragraphs[at:end]),)
    while end < len(paragraphs) and (column := paragraphs[end].dual) is not None:
        if paragraphs[end].kind not in SPEECH_KINDS | SILENT_KINDS:
            break
        if column is Column.LEFT and paragraphs[end - 1].dual is Column.RIGHT:
            break
        end += 1
    both = [p for p in paragraphs[at:end] if p.kind not in SILENT_KINDS]
    left = tuple(p for p in both if p.dual is Column.LEFT)
    right = tuple(p for p in both if p.dual is Column.RIGHT)
    return end, tuple(column for column in (left, right) if column)


def tell_unseen(screenplay: Screenplay, losses: Losses, target: str, *, notes: bool) -> None:
    """List what does not print and is left out; `notes` says whether the target holds notes."""
    tell_left_behind(screenplay, losses)
    for paragraph in screenplay.paragraphs:
        line = paragraph.line
        what = _UNSEEN.get(paragraph.kind)
        if what and not (notes and paragraph.kind is Kind.NOTE):
            losses.add(f"{target} has the script as it prints, so {what}.", line)
        if paragraph.notes and not notes:
            losses.add(f"{target} has the script as it prints, so notes are left out.", line)
        if paragraph.synopsis:
            losses.add(f"{target} has the script as it prints, so synopses are left out.", line)
        if paragraph.deletions or any(run.revision for run in paragraph.runs):
            losses.add(f"{target} is written without revision marks.", line)
        if any(run.tags for run in paragraph.runs):
            losses.add(f"{target} has no breakdown tags.", line)


def tell_layout(screenplay: Screenplay, losses: Losses, target: str) -> None:
    """List paragraphs whose own indents or spacing the target does not keep."""
    for paragraph in screenplay.paragraphs:
        if paragraph.layout is not None:
            kept = ParagraphStyle(
                alignment=paragraph.layout.alignment, starts_page=paragraph.layout.starts_page
            )
            if paragraph.layout != kept:
                what = f"{target} has no indents or spacing of single paragraphs."
                losses.add(what, paragraph.line)


def tell_title(screenplay: Screenplay, losses: Losses, target: str) -> None:
    """List the fields of the title page that print without their names, or not as fields."""
    keys = {entry.key.casefold() for entry in screenplay.title_page}
    for entry in screenplay.title_page:
        if entry.key.casefold() in {"author", "authors"} and "credit" not in keys:
            what = f"{target} has the author below the title without a credit to tell them apart."
            losses.add(what, entry.line)
        if any(value.strip() for value in entry.values):
            if entry.key.casefold() == "watermark":
                losses.add(f"{target} has the title page's watermark across its pages.", entry.line)
            elif entry.key.casefold() not in _PRINTED_KEYS:
                what = f"{target} has the title page's “{entry.key}” without its name."
                losses.add(what, entry.line)


def title_blocks(
    fields: Sequence[TitleField],
) -> list[tuple[int, TitleField, list[tuple[Alignment, tuple[Run, ...]]]]]:
    """Return a title page's fields with their place in the file, in the order they are shown.

    Each with its lines: centred ones come first, then those at the left, then what no title page
    usually has, with its name.
    """
    found = [(place, entry, title_rows([entry])) for place, entry in enumerate(fields)]
    return sorted((block for block in found if block[2]), key=lambda block: _rank(block[1].key))


def _rank(key: str) -> int:
    plain = key.casefold()
    if plain in _CENTRED:
        return _CENTRED.index(plain)
    return len(_CENTRED) + (plain not in {"draft date", "contact"})
