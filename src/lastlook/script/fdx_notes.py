"""Script notes that FDX keeps at the root, by character range (Final Draft 12 and later)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from lastlook.script.fdx_content import note_text
from lastlook.script.model import Note
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from lxml import etree

    from lastlook.script.fdx_findings import Findings
    from lastlook.script.model import Paragraph


def attach_root_notes(
    root: etree._Element, paragraphs: list[Paragraph], findings: Findings
) -> list[Paragraph]:
    """Hang each root note on the paragraph its range starts in.

    `Range="a,b"` counts UTF-16 units over the whole script, one more for each paragraph's end.
    Notes without a usable range hang on the first paragraph, with a warning, so none is lost.
    """
    nodes = [*root.iterfind("ScriptNotes/ScriptNote")]
    loose = [*root.iterfind("UnanchoredScriptNotes/ScriptNote")]
    if not paragraphs or not (nodes or loose):
        return paragraphs
    ends = list(accumulate(_units(paragraph.text) + 1 for paragraph in paragraphs))
    found: dict[int, list[Note]] = {}
    for node in nodes:
        matched = re.match(r"\s*(\d{1,9})\s*,\s*\d{1,9}\s*$", node.get("Range", ""))
        start = int(matched.group(1)) if matched else -1
        if not 0 <= start < ends[-1]:
            findings.warn(
                node,
                "A script note does not say which words it belongs to.",
                "It was hung on the script's first paragraph.",
                "Move the note in the program that wrote it.",
            )
            index = offset = 0
        else:
            index = bisect_right(ends, start)
            offset = start - (ends[index - 1] if index else 0)
        note = Note(text=note_text(node), offset=offset, line=line_of(node))
        found.setdefault(index, []).append(note)
    for node in loose:
        note = Note(text=note_text(node), offset=0, line=line_of(node))
        found.setdefault(0, []).append(note)
    paragraphs = list(paragraphs)
    for index, notes in found.items():
        paragraph = paragraphs[index]
        paragraphs[index] = replace(paragraph, notes=(*paragraph.notes, *notes))
    return paragraphs


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
