"""Fountain out: the bytes that were read, or the lines that changed, or a whole new file."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lastlook.script.convert.left_behind import tell_left_behind, tell_settings
from lastlook.script.convert.losses import Losses, Written
from lastlook.script.drafts.same import keys_of, plain_runs, title_key, title_styles
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.fountain.write_block import blocks_of, typed_block
from lastlook.script.fountain.write_form import in_fountain_terms
from lastlook.script.fountain.write_title import typed_title_page
from lastlook.script.model import SILENT_KINDS, Kind, Run, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.script.model import Paragraph, Screenplay


def write_fountain(screenplay: Screenplay) -> Written:
    """Write a screenplay as Fountain 1.1.

    One that was read from Fountain and not changed gives its own bytes back; one that was changed
    keeps every line whose paragraph is the same. Any other is written whole, in UTF-8: marks that
    force an element stand only where plain text would be read as another one.
    """
    losses = Losses(screenplay.name)
    if screenplay.format != "fountain" or not screenplay.source:
        return _whole(screenplay, losses)
    from lastlook.script.fountain.write_edit import edited

    old = read_fountain(screenplay.source, screenplay.name)
    if says_the_same(old, screenplay):
        return Written(screenplay.source)
    wanted = in_fountain_terms(screenplay, losses, {})
    data = edited(
        old,
        wanted,
        screenplay.title_page,
        losses,
        lambda: _whole(screenplay, losses.attempt()).data,
    )
    tell_differences(wanted, read_fountain(data, screenplay.name).paragraphs, losses)
    if old.source.count(b"/*") > data.count(b"/*"):
        # Cut text within a line that was typed anew: the model does not hold it.
        kept = {p.text for p in wanted if p.kind is Kind.BONEYARD}
        gone = [p for p in old.paragraphs if p.kind is Kind.BONEYARD and p.text not in kept]
        if old.source.count(b"/*") - data.count(b"/*") > len(gone):
            losses.add("Cut text within a changed line was left out.")
    return Written(data, losses.listed())


def says_the_same(one: Screenplay, other: Screenplay) -> bool:
    """Whether two screenplays have the same title page and the same paragraphs."""
    return (
        title_key(one.title_page) == title_key(other.title_page)
        and title_styles(one.title_page) == title_styles(other.title_page)
        and keys_of(one.paragraphs) == keys_of(other.paragraphs)
    )


def _whole(screenplay: Screenplay, losses: Losses) -> Written:
    tell_left_behind(screenplay, losses)
    tell_settings(screenplay, losses)
    wanted = in_fountain_terms(screenplay, losses, _base_styles(screenplay))
    title = typed_title_page(screenplay.title_page, losses)
    blocks = [typed_block(block, losses).text for block in blocks_of(wanted)]
    text = _text(title, blocks)
    read = read_fountain(text.encode("utf-8", "replace"), screenplay.name)
    if read.title_page and not title and blocks:
        # The first words look like a title page; a mark on them ends that.
        blocks[0] = "!" + blocks[0] if wanted[0].kind is Kind.ACTION else "===\n\n" + blocks[0]
        text = _text(title, blocks)
        read = read_fountain(text.encode("utf-8", "replace"), screenplay.name)
    tell_differences(wanted, read.paragraphs, losses)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        losses.add("Half a character that no file can hold was written as a question mark.")
    return Written(text.encode("utf-8", "replace"), losses.listed())


def _text(title: Sequence[str], blocks: Sequence[str]) -> str:
    parts = ["\n".join(title), *blocks] if title else list(blocks)
    return "\n\n".join(parts) + "\n" if parts else ""


def _base_styles(screenplay: Screenplay) -> Mapping[str, Style]:
    """Style that each kind of paragraph has by the file's own settings."""
    if screenplay.format != "fdx" or not screenplay.source:
        return {}
    from lastlook.script.fdx.write_source import element_styles

    return element_styles(screenplay.source, screenplay.name)


def tell_differences(
    wanted: Sequence[Paragraph], read: Sequence[Paragraph], losses: Losses
) -> None:
    """List what was written but reads back as something else."""
    old = [_comparable(p) for p in wanted]
    new = [_comparable(p) for p in read]
    if old == new:
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for number, paragraph in enumerate(wanted[i1:i2]):
            twin = read[j1 + number] if number < j2 - j1 else None
            scene = paragraph.kind is Kind.SCENE_HEADING and (
                twin is None or twin.kind is not paragraph.kind
            )
            fix = "Start it with a letter or a number, or with INT. or EXT." if scene else ""
            losses.add(_difference(paragraph, twin), paragraph.line, fix=fix)


def _comparable(paragraph: Paragraph) -> tuple[object, ...]:
    (key,) = keys_of([paragraph])
    # Notes are compared by their words; their place may shift with spaces around them.
    column = None if paragraph.kind in SILENT_KINDS else paragraph.dual
    return (
        key.kind,
        _without_styled_spaces(key.runs),
        key.number,
        column,
        *key[4:7],
        tuple(text for text, _ in key.notes),
        *key[8:10],
    )


def _without_styled_spaces(runs: Sequence[Run]) -> tuple[Run, ...]:
    if all(run.style is runs[0].style for run in runs):
        return tuple(runs)
    pieces = [
        Run(piece, Style.PLAIN if piece.isspace() else run.style)
        for run in runs
        for piece in re.split(r"(\s+)", run.text)
        if piece
    ]
    return plain_runs(pieces)


def _difference(wanted: Paragraph, twin: Paragraph | None) -> str:
    name = wanted.kind.value
    if twin is None:
        return f"A {name} of these words runs together with what is around it in Fountain."
    if twin.kind is not wanted.kind:
        return f"A {name} of these words is read as {twin.kind.value} in Fountain."
    if twin.text.split() == wanted.text.split() and twin.text != wanted.text:
        return "Spaces at the ends of lines, and tabs, are not kept by Fountain."
    if twin.text != wanted.text:
        return f"A {name} of these words reads a little differently in Fountain."
    if twin.number != wanted.number:
        return "A scene number of these signs cannot be written in Fountain."
    if twin.dual is not wanted.dual:
        return "Fountain sets one speech beside one other; these now follow each other."
    return f"The style or a note of this {name} cannot be written exactly in Fountain."
