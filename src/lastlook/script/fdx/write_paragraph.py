"""Changing one paragraph's node so that all it does not touch stays: attributes, runs, children."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lastlook.script.fdx.write_form import xml_text
from lastlook.script.fdx.write_nodes import layout_attributes, type_name
from lastlook.script.model import Kind
from lastlook.script.pages.eighths import format_eighths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from lastlook.script.fdx.write_nodes import NodeWriter
    from lastlook.script.model import Note, Paragraph, Run

_LAYOUT = (
    "Alignment",
    "FirstIndent",
    "LeftIndent",
    "RightIndent",
    "SpaceBefore",
    "Spacing",
    "StartsNewPage",
)


def change_node(
    node: etree._Element,
    old: Paragraph,
    new: Paragraph,
    writer: NodeWriter,
    notes: tuple[Sequence[Note], Sequence[Note]] = ((), ()),
) -> None:
    """Make the node of `old` say what `new` says.

    `notes` are those written within the paragraph: as they were, and as they are to be.
    """
    if type_name(old) != type_name(new):
        node.set("Type", type_name(new))
    if old.number != new.number:
        _set(node, "Number", xml_text(new.number, writer.losses, new.line))
    before, after = layout_attributes(old.layout), layout_attributes(new.layout)
    for name in _LAYOUT:
        if before.get(name) != after.get(name):
            _set(node, name, after.get(name, ""))
    if old.runs != new.runs:
        _change_runs(node, old, new, writer)
    _change_scene(node, old, new, writer)
    if old.deletions != new.deletions:
        _change_deletions(node, new)
    gone = [note.text for note in notes[0]]
    for note in notes[1]:
        if note.text in gone:
            gone.remove(note.text)
        else:
            _add_note(node, note, writer)
    _remove_notes(node, gone)


def _set(node: etree._Element, name: str, value: str) -> None:
    if value:
        node.set(name, value)
    elif name in node.attrib:
        del node.attrib[name]


def _change_runs(node: etree._Element, old: Paragraph, new: Paragraph, writer: NodeWriter) -> None:
    """Change the runs that differ; a run that is replaced leaves its unknown attributes."""
    texts = [child for child in node.iterfind("Text") if child.text]
    runs = [run for run in new.runs if run.text]
    if len(texts) != len(old.runs):
        return _renew_runs(node, new, runs, writer)
    empty = [child for child in node.iterfind("Text") if not child.text]
    matcher = SequenceMatcher(None, old.runs, runs, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for k in range(both):
            _change_run(texts[i1 + k], old.runs[i1 + k], runs[j1 + k], new, writer)
        for child in texts[i1 + both : i2]:
            _drop(child)
        # New runs stand after the one before them.
        at = texts[i1 + both - 1] if i1 + both else None
        for run in runs[j1 + both : j2]:
            made = _run_node(node, new, run, writer)
            if at is not None:
                at.addnext(made)
                made.tail, at.tail = at.tail, at.tail
            elif texts or empty:
                (texts or empty)[0].addprevious(made)
                made.tail = node.text
            else:
                node.append(made)
            at = made
    if runs:
        for child in empty:
            if not child.attrib:
                _drop(child)
    elif not empty:
        node.append(node.makeelement("Text"))
    return None


def _change_run(
    child: etree._Element, old: Run, new: Run, paragraph: Paragraph, writer: NodeWriter
) -> None:
    if old.text != new.text:
        child.text = xml_text(new.text, writer.losses, paragraph.line)
    if old.style != new.style:
        _set(child, "Style", writer.style_of(paragraph, new))
    if old.tags != new.tags:
        _set(child, "TagNumber", ",".join(map(str, new.tags)))
    if old.revision != new.revision:
        _set(child, "RevisionID", str(new.revision) if new.revision else "")


def _renew_runs(
    node: etree._Element, new: Paragraph, runs: Sequence[Run], writer: NodeWriter
) -> None:
    """Write all runs anew, where the node's own do not match what was read."""
    for child in list(node.iterfind("Text")):
        _drop(child)
    for run in runs:
        node.append(_run_node(node, new, run, writer))
    if not runs:
        node.append(node.makeelement("Text"))


def _run_node(
    node: etree._Element, paragraph: Paragraph, run: Run, writer: NodeWriter
) -> etree._Element:
    made = node.makeelement("Text")
    for name, value in writer.run_attributes(paragraph, run).items():
        made.set(name, value)
    made.text = xml_text(run.text, writer.losses, paragraph.line)
    return made


def _drop(child: etree._Element) -> None:
    """Take a node out, leaving the white space that stood after it before the next one."""
    parent = child.getparent()
    if parent is None:
        return
    before = child.getprevious()
    if before is not None:
        before.tail = child.tail
    parent.remove(child)


def _change_scene(node: etree._Element, old: Paragraph, new: Paragraph, writer: NodeWriter) -> None:
    before = (old.synopsis, old.stated_page, old.stated_eighths)
    if before == (new.synopsis, new.stated_page, new.stated_eighths):
        return
    scene = node.find("SceneProperties")
    if scene is None:
        if new.kind is not Kind.SCENE_HEADING:
            return
        scene = node.makeelement("SceneProperties")
        scene.tail = node.text
        node.insert(0, scene)
    if old.stated_page != new.stated_page:
        _set(scene, "Page", new.stated_page)
    if old.stated_eighths != new.stated_eighths:
        _set(scene, "Length", format_eighths(new.stated_eighths) if new.stated_eighths else "")
    if old.synopsis == new.synopsis:
        return
    summary = scene.find("Summary")
    if summary is None:
        summary = scene.makeelement("Summary")
        scene.insert(0, summary)
    for child in list(summary):
        summary.remove(child)
    if not new.synopsis:
        scene.remove(summary)
        return
    for row in new.synopsis.split("\n"):
        paragraph = summary.makeelement("Paragraph")
        text = paragraph.makeelement("Text")
        text.text = xml_text(row, writer.losses, new.line)
        paragraph.append(text)
        summary.append(paragraph)


def _change_deletions(node: etree._Element, new: Paragraph) -> None:
    for child in list(node.iterfind("DeletedText")):
        _drop(child)
    if new.deletions:
        held = node.makeelement("DeletedText")
        for cut in new.deletions:
            place = held.makeelement("DeletedTextLocation")
            place.set("Offset", str(cut.offset))
            place.set("RevisionID", str(cut.revision))
            held.append(place)
        node.append(held)


def _add_note(node: etree._Element, note: Note, writer: NodeWriter) -> None:
    """Put a note into a paragraph, before the first run that starts at its place or later."""
    made = node.makeelement("ScriptNote")
    for row in note.text.split("\n"):
        paragraph = made.makeelement("Paragraph")
        text = paragraph.makeelement("Text")
        text.text = xml_text(row, writer.losses, note.line)
        paragraph.append(text)
        made.append(paragraph)
    done = 0
    for child in node.iterfind("Text"):
        if done >= note.offset:
            child.addprevious(made)
            return
        done += len(child.text or "")
    node.append(made)


def _remove_notes(node: etree._Element, gone: list[str]) -> None:
    from lastlook.script.fdx.content import note_text

    for child in list(node.iterfind("ScriptNote")):
        text = note_text(child)
        if text in gone:
            gone.remove(text)
            _drop(child)
