"""What stays in the file that was read, for the model of a screenplay has no place for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.model import Continueds, Kind, PageSetup, ParagraphStyle
from lastlook.script.pages.layout import DEFAULT_STYLES

if TYPE_CHECKING:
    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Screenplay

_WORK = {
    "Actors": "actors",
    "AltCollection": "alternative dialogue",
    "Cast": "cast",
    "CastList": "cast list",
    "CharacterHighlighting": "character highlighting",
    "Characters": "character notes",
    "DisplayBoards": "beat boards",
    "Images": "pictures",
    "LockedPages": "locked pages",
    "Macros": "macros",
    "Outlines": "outlines",
    "WriterMarkup": "writers' marks",
}
"""Nodes of an FDX file that hold somebody's work, by what people call it."""


def tell_left_behind(screenplay: Screenplay, losses: Losses) -> None:
    """List what a new file of another format cannot have, because only the source has it."""
    if not screenplay.source:
        return
    if screenplay.format == "fountain":
        _tell_cut_text(screenplay, losses)
    elif screenplay.format == "fdx":
        _tell_nodes(screenplay, losses)


def tell_settings(screenplay: Screenplay, losses: Losses) -> None:
    """List the settings of paper and types that Fountain has no words for."""
    if screenplay.page_setup != PageSetup():
        losses.add("Fountain has no paper size, margins or leading.")
    if screenplay.continueds != Continueds():
        losses.add("Fountain has no settings for MORE, CONT'D and CONTINUED.")
    changed = [name for name, style in screenplay.styles.items() if _differs(name, style)]
    if changed:
        names = ", ".join(sorted(changed)[:6]) + (" and others" if len(changed) > 6 else "")
        losses.add(f"Fountain has no layout of whole types: {names}.")
    if screenplay.tag_data.definitions:
        losses.add("Fountain has no breakdown tags.")
    if screenplay.revisions and any(
        run.revision for paragraph in screenplay.paragraphs for run in paragraph.runs
    ):
        losses.add("Fountain has no revision marks.")


def _differs(name: str, style: ParagraphStyle) -> bool:
    try:
        base = DEFAULT_STYLES[Kind(name)]
    except ValueError:
        return False  # a custom type, which is listed where it stands
    fields = ("left", "right", "first_indent", "space_before", "spacing", "alignment", "font")
    return any(
        value is not None and value != getattr(base, field) and not _courier(value)
        for field in fields
        for value in (getattr(style, field),)
    )


def _courier(value: object) -> bool:
    return isinstance(value, str) and "courier" in value.casefold()


def _tell_cut_text(screenplay: Screenplay, losses: Losses) -> None:
    """Boneyard within a line is kept by the Fountain file alone."""
    if b"/\0*" not in screenplay.source and b"/*" not in screenplay.source:
        return
    from lastlook.script.fountain.hidden import hidden_spans
    from lastlook.script.text import decode

    text, _ = decode(screenplay.source, screenplay.name)
    kept = {(p.line, p.column) for p in screenplay.paragraphs if p.kind is Kind.BONEYARD}
    for span in hidden_spans(text)[0]:
        line = text.count("\n", 0, span.start) + 1
        column = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
        if span.kind is Kind.BONEYARD and (line, column) not in kept:
            losses.add("Cut text within a line stays in the Fountain file alone.", line)


def _tell_nodes(screenplay: Screenplay, losses: Losses) -> None:
    from lastlook.script import xml

    root = xml.parse(screenplay.source, screenplay.name, root="FinalDraft")
    for node in root:
        what = _WORK.get(str(node.tag))
        if what and (len(node) or (node.text or "").strip()):
            losses.add(f"The file's {what} stay in the Final Draft file alone.", xml.line_of(node))
