"""What stands around an FDX script and must follow a change: note ranges, title page, settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.drafts.same import title_key, title_styles
from lastlook.script.fdx.notes import CARRIED, carried, carried_title, range_of
from lastlook.script.fdx.ranges import places_of, units
from lastlook.script.fdx.write_more_tags import add_tags
from lastlook.script.fdx.write_nodes import layout_attributes, number, script_note
from lastlook.script.fdx.write_settings import (
    continueds_lines,
    note_attributes,
    note_range,
    page_layout_lines,
    revision_lines,
    title_lines,
    told_apart,
)
from lastlook.script.fdx.write_tags import tag_lines
from lastlook.script.fountain.write_block import typed_silent
from lastlook.script.fountain.write_title import typed_title_page
from lastlook.script.model import ParagraphStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.script.convert.losses import Losses
    from lastlook.script.fdx.ranges import Places
    from lastlook.script.fdx.write_form import Content
    from lastlook.script.fdx.write_spans import Document, Span
    from lastlook.script.model import Note, Screenplay


@dataclass(frozen=True, slots=True)
class Paired:
    """The script before and after."""

    before: Content
    after: Content
    pairs: dict[int, int]
    """New index of each old paragraph that is still there, changed or not."""
    inside: list[tuple[Note, ...]]
    """Notes that stood within each old paragraph."""


def change_around(
    document: Document,
    old: Screenplay,
    new: Screenplay,
    paired: Paired,
    losses: Losses,
) -> None:
    """Change all but the script itself."""
    notes = _Notes(document, paired, losses)
    notes.change(new if _title_of(old) != _title_of(new) else None)
    notes.move_deletions()
    if _title_of(old) != _title_of(new):
        _swap(document, "TitlePage", title_lines(new.title_page, losses))
    if old.page_setup != new.page_setup:
        _change_attributes(
            document,
            "PageLayout",
            page_layout_lines(old.page_setup),
            page_layout_lines(new.page_setup),
        )
    if old.continueds != new.continueds:
        _change_attributes(
            document,
            "MoresAndContinueds",
            continueds_lines(old.continueds),
            continueds_lines(new.continueds),
        )
    if old.revisions != new.revisions:
        _swap(document, "Revisions", revision_lines(new.revisions))
    if old.tag_data != new.tag_data and not add_tags(document, old, new, losses):
        _swap(document, "TagData", tag_lines(new, losses))
    _change_styles(document, old, new, losses)


def _title_of(screenplay: Screenplay) -> tuple[object, object]:
    return title_key(screenplay.title_page), title_styles(screenplay.title_page)


class _Notes:
    """Keeps root notes at their words, takes out and adds what changed."""

    def __init__(
        self,
        document: Document,
        paired: Paired,
        losses: Losses,
    ) -> None:
        self.document = document
        before, after, pairs = paired.before, paired.after, paired.pairs
        self.before, self.after = before, after
        self.old: Places = places_of(before.paragraphs)
        self.new: Places = places_of(after.paragraphs)
        self.pairs = pairs
        self.losses = losses
        # What each new paragraph asks for and no node gives yet.
        self.wanted: dict[int, list[Note]] = {}
        for index, paragraph in enumerate(after.paragraphs):
            if paragraph.dual is None and paragraph.notes:
                self.wanted[index] = list(paragraph.notes)
        for index, held in enumerate(paired.inside):
            for note in held:
                _take(self.wanted.get(pairs.get(index, -1), []), note)
        self.carried = [(at, typed_silent(p, losses)) for at, p in after.carried]

    def change(self, retitled: Screenplay | None) -> None:
        for span in self.document.all("ScriptNotes", "ScriptNote"):
            self.change_one(span, retitled)
        for span in self.document.all("UnanchoredScriptNotes", "ScriptNote"):
            node = self.document.node(span)
            if not self.hangs(node, 0):
                self.document.remove(span)
        self.add(retitled)

    def change_one(self, span: Span, retitled: Screenplay | None) -> None:
        node = self.document.node(span)
        start, end = range_of(node)
        if carried_title(node):
            if retitled is not None:
                self.document.remove(span)
        elif held := carried(node):
            texts = [typed_silent(p, self.losses.attempt()) for p in held]
            found = next((c for c in self.carried if [c[1]] == texts), None)
            if found is None:
                self.document.remove(span)
                return
            self.carried.remove(found)
            place = self.place(found[0])
            if (start, end) != (place, place):
                self.move(span, place, place)
        elif not 0 <= start < self.old.end:
            if not self.hangs(node, 0):
                self.document.remove(span)
        else:
            index = self.old.at(start)
            note = self.hangs(node, index)
            if note is None:
                self.document.remove(span)
                return
            self.follow(span, start, end, index, note)

    def hangs(self, node: object, index: int) -> Note | None:
        """Take the note that a node holds from those its paragraph still asks for."""
        from lastlook.script.fdx.content import note_text

        text = note_text(node)  # type: ignore[arg-type]
        new = self.pairs.get(index, -1)
        if new >= 0 and self.after.paragraphs[new].dual is not None:
            # Ranges do not tell the columns of a dual dialogue apart.
            found = next((n for n in self.after.paragraphs[new].notes if n.text == text), None)
        else:
            wanted = self.wanted.get(new, [])
            found = next((n for n in wanted if n.text == text), None)
            if found is not None:
                wanted.remove(found)
        return found

    def follow(self, span: Span, start: int, end: int, index: int, note: Note) -> None:
        """Move a range along with the words it stands on."""
        new = self.pairs[index]
        before, after = self.before.paragraphs[index], self.after.paragraphs[new]
        base = self.new.starts[new]
        place = base + (start - self.old.starts[index])
        if after.dual is None and before.text != after.text:
            place = base + units(after.text[: note.offset])
        length = max(end - start, 0)
        if before.text != after.text and after.dual is None:
            length = min(length, max(base + units(after.text) - place, 0))
        if (place, place + length) != (start, end):
            self.move(span, place, place + length)

    def move(self, span: Span, start: int, end: int) -> None:
        """Write a new range into a note's start tag, and change no other byte."""
        tag = self.document.body[span.start : span.open_end].decode("utf-8")
        found = re.search(r"""(\sRange\s*=\s*)(["'])[^"']*\2""", tag)
        if found is None:
            return
        at = span.start + len(tag[: found.start()].encode("utf-8"))
        text = f"{found[1]}{found[2]}{start},{end}{found[2]}"
        self.document.change(at, at + len(found[0].encode("utf-8")), text)

    def place(self, at: int) -> int:
        return self.new.starts[at] if at < len(self.new.starts) else self.new.end

    def add(self, retitled: Screenplay | None) -> None:
        """Write the notes that no node holds yet."""
        found: list[tuple[int, int, str, list[str], int]] = []
        if retitled is not None and retitled.title_page and not told_apart(retitled.title_page):
            rows = typed_title_page(retitled.title_page, self.losses)
            found.append((0, 0, CARRIED, rows, 0))
        for at, text in self.carried:
            found.append((self.place(at), self.place(at), CARRIED, text.split("\n"), 0))
        for index, notes in sorted(self.wanted.items()):
            paragraph = self.after.paragraphs[index]
            for note in notes:
                a, b = note_range(paragraph.text, note.offset)
                base = self.new.starts[index]
                found.append((base + a, base + b, "", note.text.split("\n"), paragraph.line))
        if not found:
            return
        there = self.document.all("ScriptNotes", "ScriptNote")
        used = [int(n) for span in there for n in re.findall(r'\sID="(\d+)"', self.head(span))]
        lines: list[str] = []
        for identity, (start, end, name, rows, line) in enumerate(found, max(used, default=0) + 1):
            more = note_attributes(identity, name, start, end)
            lines += script_note(rows, more, 0, self.losses, line)
        home = self.document.find("ScriptNotes")
        if home is None or home.empty:
            rows = ["<ScriptNotes>", *("  " + row for row in lines), "</ScriptNotes>"]
            _put(self.document, home, rows)
            return
        text = self.document.indented(iter(lines), there[-1] if there else None, "    ")
        self.document.insert(there[-1].end if there else home.open_end, text)

    def head(self, span: Span) -> str:
        return self.document.body[span.start : span.open_end].decode("utf-8")

    def move_deletions(self) -> None:
        """Move the marks of cut words that count over the whole script."""
        for span in self.document.all("DeletedText", "DeletedTextLocation"):
            found = re.search(r'\sOffset\s*=\s*"(\d{1,9})"', self.head(span))
            if found is None or not self.old.starts:
                continue
            index = self.old.at(int(found[1]))
            new = self.pairs.get(index, -1)
            shift = self.new.starts[new] - self.old.starts[index] if new >= 0 else 0
            if shift:
                at = span.start + found.start(1)
                self.document.change(at, at + len(found[1]), str(int(found[1]) + shift))


def _take(notes: list[Note], one: Note) -> None:
    """Take a note of these words out of a list."""
    for note in notes:
        if note.text == one.text:
            notes.remove(note)
            return


def _swap(document: Document, tag: str, lines: Iterator[str]) -> None:
    """Write a node of the root anew, or take it out where it has no lines."""
    rows = [line.removeprefix("  ") for line in lines]
    there = document.find(tag)
    if there is not None and not rows:
        document.remove(there)
    elif rows:
        _put(document, there, rows)


def _put(document: Document, there: Span | None, rows: Iterable[str]) -> None:
    """Put lines in the place of a node of the root, or after all others."""
    last = document.root.children[-1]
    if there is None:
        document.insert(last.end, document.indented(iter(rows), last, "  "))
        return
    text = document.indented(iter(rows), there, "  ")
    document.replace(there, text.lstrip())


def _change_attributes(
    document: Document, tag: str, old: Iterator[str], new: Iterator[str]
) -> None:
    """Give a node and its children the attributes that differ between two ways of writing it."""
    from lxml import etree

    rows = list(new)
    there = document.find(tag)
    if there is None:
        _put(document, None, [row.removeprefix("  ") for row in rows])
        return
    node = document.node(there)
    was, meant = etree.fromstring("\n".join(old)), etree.fromstring("\n".join(rows))
    for before, after in zip((was, *was), (meant, *meant), strict=True):
        if before.attrib == after.attrib:
            continue
        found = node if after is meant else node.find(after.tag)
        if found is None:
            node.append(after)
            continue
        for name, value in after.attrib.items():
            if before.get(name) != value and not _equal(found.get(name), value):
                found.set(name, value)
    document.changed(there, node)


def _equal(there: str | None, value: str) -> bool:
    """Whether two attributes say the same, `8.50` and `8.5` among them."""
    if there is None:
        return False
    try:
        return float(there) == float(value)
    except ValueError:
        return there.casefold() == value.casefold()


def _change_styles(document: Document, old: Screenplay, new: Screenplay, losses: Losses) -> None:
    if old.styles == new.styles:
        return
    nodes = {}
    for span in document.all("ElementSettings"):
        node = document.node(span)
        nodes[(node.get("Type") or "").casefold()] = (span, node)
    for name, style in new.styles.items():
        was = old.styles.get(name, ParagraphStyle())
        if style == was:
            continue
        found = nodes.get(name.casefold())
        if found is None:
            losses.add(f"The file has no settings for {name!r}, so its layout was left alone.")
            continue
        span, node = found
        before, after = layout_attributes(was), layout_attributes(style)
        for tag, values in (("ParagraphSpec", after), ("FontSpec", _font(style))):
            child = node.find(tag)
            if child is None:
                child = node.makeelement(tag)
                node.append(child)
            for key, value in values.items():
                if before.get(key) != value and not _equal(child.get(key), value):
                    child.set(key, value)
        document.changed(span, node)


def _font(style: ParagraphStyle) -> dict[str, str]:
    found = {"Font": style.font} if style.font else {}
    return found | ({"Size": number(style.size)} if style.size else {})
