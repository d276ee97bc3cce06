"""Script notes that FDX keeps at the root, by character range (Final Draft 12 and later)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.errors import ProblemsError
from lastlook.script.fdx.content import note_text
from lastlook.script.fdx.ranges import letters, places_of
from lastlook.script.model import Kind, Note
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from lxml import etree

    from lastlook.script.fdx.findings import Findings
    from lastlook.script.model import Paragraph, Screenplay, TitleField

CARRIED = "Fountain"
"""Name of a script note that holds what Final Draft has no paragraph for, as Fountain types it."""
CARRIED_KINDS = frozenset({Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK})


def attach_root_notes(
    root: etree._Element, paragraphs: list[Paragraph], findings: Findings
) -> list[Paragraph]:
    """Hang each root note on the paragraph its range starts in.

    `Range="a,b"` counts as `fdx_ranges` says. Notes without a usable range hang on the first
    paragraph, with a warning, so none is lost. A note of the name `CARRIED` becomes the note,
    boneyard or page break it holds, above the paragraph its range starts in.
    """
    nodes = [*root.iterfind("ScriptNotes/ScriptNote")]
    loose = [*root.iterfind("UnanchoredScriptNotes/ScriptNote")]
    if not (nodes or loose):
        return paragraphs
    places = places_of(paragraphs)
    found: dict[int, list[Note]] = {}
    standing: dict[int, list[Paragraph]] = {}
    for node in nodes:
        start = range_of(node)[0]
        if carried_title(node):
            continue
        held = carried(node)
        if held:
            at_end = not paragraphs or start >= places.end
            index = len(paragraphs) if at_end else places.at(max(start, 0))
            standing.setdefault(index, []).extend(held)
            continue
        if not 0 <= start < places.end:
            findings.warn(
                node,
                "A script note does not say which words it belongs to.",
                "It was hung on the script's first paragraph.",
                "Move the note in the program that wrote it.",
            )
            index = offset = 0
        else:
            index = places.at(start)
            paragraph = paragraphs[index]
            units = 0 if paragraph.dual else start - places.starts[index]
            offset = letters(paragraph.text, units)
        note = Note(text=note_text(node), offset=offset, line=line_of(node))
        found.setdefault(index, []).append(note)
    for node in loose:
        note = Note(text=note_text(node), offset=0, line=line_of(node))
        found.setdefault(0, []).append(note)
    attached: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        attached += standing.get(index, ())
        notes = found.get(index, ())
        attached.append(
            replace(paragraph, notes=(*paragraph.notes, *notes)) if notes else paragraph
        )
    return attached + standing.get(len(paragraphs), [])


def range_of(node: etree._Element) -> tuple[int, int]:
    """Return the two ends of a script note's range; -1 where it has none."""
    matched = re.match(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$", node.get("Range", ""))
    return (int(matched[1]), int(matched[2])) if matched else (-1, -1)


def carried(node: etree._Element) -> tuple[Paragraph, ...]:
    """Return the paragraphs that a script note carries for Fountain; none in other notes."""
    read = _read_carried(node)
    if read is None or read.title_page:
        return ()
    line = line_of(node) or 1
    held = tuple(replace(p, line=line, end_line=line, column=1) for p in read.paragraphs)
    return held if all(p.kind in CARRIED_KINDS for p in held) else ()


def carried_title(node: etree._Element) -> tuple[TitleField, ...]:
    """Return the title page that a script note carries for Fountain; none in other notes."""
    read = _read_carried(node)
    return () if read is None or read.paragraphs else read.title_page


def _read_carried(node: etree._Element) -> Screenplay | None:
    if node.get("Name") != CARRIED:
        return None
    from lastlook.script.fountain.reader import read_fountain

    rows = ["".join(t.text or "" for t in p.iterfind("Text")) for p in node.iterfind("Paragraph")]
    try:
        return read_fountain("\n".join([*rows, ""]).encode("utf-8", "replace"), "")
    except ProblemsError:
        return None
