"""Writing a changed FDX script back so that only the nodes of what changed change.

Everything works on the file's own bytes: a paragraph that says the same keeps them, one that
changed is changed within its node, and the ranges of script notes follow their words.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, cast

from lastlook.script import xml
from lastlook.script.drafts.same import key_of, matched
from lastlook.script.fdx.content import ContentReader
from lastlook.script.fdx.elements import read_elements, space_unit
from lastlook.script.fdx.findings import Findings
from lastlook.script.fdx.write import group_end, whole
from lastlook.script.fdx.write_around import Paired, change_around
from lastlook.script.fdx.write_form import in_fdx_terms
from lastlook.script.fdx.write_nodes import NodeWriter
from lastlook.script.fdx.write_paragraph import change_node
from lastlook.script.fdx.write_source import element_styles
from lastlook.script.fdx.write_spans import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Note, Paragraph, Screenplay


def edited(old: Screenplay, new: Screenplay, losses: Losses) -> bytes:
    """Return the source of `old` with what `new` changes."""
    document = Document(old.source)
    editor = _Editor(document, old, new, losses)
    if not editor.understood:
        losses.add("The file's paragraphs could not be told apart; it was written anew.")
        return whole(new, losses)
    editor.change_content()
    paired = Paired(editor.before, editor.after, editor.pairs, editor.inside)
    change_around(document, old, new, paired, losses)
    return document.written()


class _Editor:
    """Pairs old and new paragraphs and changes the nodes between."""

    def __init__(
        self, document: Document, old: Screenplay, new: Screenplay, losses: Losses
    ) -> None:
        self.document = document
        self.before = in_fdx_terms(old, losses.attempt())
        self.after = in_fdx_terms(new, losses)
        self.writer = NodeWriter(losses, element_styles(old.source, old.name), absolute=True)
        content = document.find("Content")
        self.content = content
        self.spans = content.children if content else []
        self.units, self.inside = _units(old)
        self.understood = (
            content is not None
            and len(self.units) == len(self.spans)
            and sum(map(len, self.units)) == len(self.before.paragraphs)
        )
        self.pairs: dict[int, int] = {}
        """New index of each old paragraph that is still there, changed or not."""

    def change_content(self) -> None:
        """Change, take out and put in what differs."""
        before, after = self.before.paragraphs, self.after.paragraphs
        same = matched([_key(p) for p in before], [_key(p) for p in after])
        new_of = {old: new for new, old in same.items()}
        at_old = at_new = 0
        gap: list[tuple[int, int]] = []  # unit, its first paragraph
        for unit, held in enumerate(self.units):
            start = new_of.get(at_old, -1)
            kept = bool(held) and all(
                new_of.get(at_old + k, -2) == start + k for k in range(len(held))
            )
            if kept:
                self.change_gap(gap, at_new, start)
                self.pairs |= {at_old + k: start + k for k in range(len(held))}
                self.change_notes_within(unit, at_old)
                gap, at_new = [], start + len(held)
                self.last = unit
            elif held:
                gap.append((unit, at_old))
            at_old += len(held)
        self.change_gap(gap, at_new, len(after))

    last = -1
    """Unit that what is put in next stands after."""

    def change_gap(self, gap: list[tuple[int, int]], start: int, end: int) -> None:
        """Turn the old units between two kept ones into the new paragraphs there."""
        groups = []
        while start < end:
            stop = min(group_end(self.after.paragraphs, start), end)
            groups.append((start, stop))
            start = stop
        for old, new in self.paired(gap, groups):
            if old is None and new is not None:
                self.insert(*new)
            elif old is not None and new is None:
                self.document.remove(self.spans[old[0]])
                self.last = old[0]
            elif old is not None and new is not None:
                self.change(old, new)
                self.last = old[0]

    def paired(
        self, gap: Sequence[tuple[int, int]], groups: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, int] | None, tuple[int, int] | None]]:
        """Pair old units with new paragraphs: by place if they are as many, else by likeness."""
        if len(gap) == len(groups) and all(
            self.alike(old, new) is not None for old, new in zip(gap, groups, strict=True)
        ):
            yield from zip(gap, groups, strict=True)
            return
        done = 0
        for new in groups:
            scores = [
                (self.alike(old, new) or 0.0, -at) for at, old in enumerate(gap) if at >= done
            ][:50]
            best, at = max(scores, default=(0.0, 0))
            if best < 0.5:
                yield None, new
                continue
            yield from ((old, None) for old in gap[done:-at])
            yield gap[-at], new
            done = -at + 1
        yield from ((old, None) for old in gap[done:])

    def alike(self, old: tuple[int, int], new: tuple[int, int]) -> float | None:
        """How much of the words is shared, 0 to 1; None where one cannot become the other."""
        count = len(self.units[old[0]])
        before = self.before.paragraphs[old[1] : old[1] + count]
        after = self.after.paragraphs[new[0] : new[1]]
        if len(before) != len(after) or (before[0].dual is None) is not (after[0].dual is None):
            return None
        one, other = ("\n".join(p.text for p in some) for some in (before, after))
        matcher = SequenceMatcher(None, one, other, autojunk=len(one) + len(other) > 2000)
        share = matcher.real_quick_ratio()
        return share if share < 0.5 else matcher.ratio()

    def insert(self, start: int, end: int) -> None:
        """Put new paragraphs in after the last unit."""
        paragraphs = self.after.paragraphs[start:end]
        if paragraphs[0].dual is not None:
            lines = self.writer.dual(paragraphs, 0)
        else:
            lines = self.writer.paragraph(paragraphs[0], None, 0)
        like = self.spans[max(self.last, 0)] if self.spans else None
        text = self.document.indented(lines, like, "    ")
        content = self.content
        if content is None:
            return
        if content.empty:
            self.document.replace(content, f"<Content>{text}{self.document.newline}  </Content>")
        else:
            at = self.spans[self.last].end if self.last >= 0 else content.open_end
            self.document.insert(at, text)

    def change(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        """Change the paragraphs of one unit within its node."""
        unit, first = old
        count = len(self.units[unit])
        node = self.document.node(self.spans[unit])
        nodes = _paragraph_nodes(node) if self.before.paragraphs[first].dual else [node]
        if len(nodes) != count:
            self.document.remove(self.spans[unit])
            self.insert(*new)
            return
        for k, child in enumerate(nodes):
            self.pairs[first + k] = new[0] + k
            self.change_paragraph(child, first + k, new[0] + k)
        self.document.changed(self.spans[unit], node)

    def change_paragraph(self, node: etree._Element, old: int, new: int) -> None:
        before, after = self.before.paragraphs[old], self.after.paragraphs[new]
        within = self.inside[old]
        texts = [note.text for note in within]
        if after.dual is not None:
            kept = list(after.notes)
        else:
            kept = [note for note in after.notes if note.text in texts]
        change_node(node, before, after, self.writer, (within, kept))

    def change_notes_within(self, unit: int, first: int) -> None:
        """Change notes kept within paragraphs that say the same otherwise."""
        changed = False
        node = None
        for k in range(len(self.units[unit])):
            old, new = first + k, self.pairs[first + k]
            after = self.after.paragraphs[new]
            within = [note.text for note in self.inside[old]]
            asked = [note.text for note in after.notes]
            if all(text in asked for text in within) and (
                after.dual is None or len(asked) == len(within)
            ):
                continue
            node = node if node is not None else self.document.node(self.spans[unit])
            nodes = _paragraph_nodes(node) if after.dual else [node]
            self.change_paragraph(nodes[k], old, new)
            changed = True
        if changed and node is not None:
            self.document.changed(self.spans[unit], node)


def _key(paragraph: Paragraph) -> object:
    # Notes hang on ranges, so a paragraph is the same whatever is noted on it.
    return key_of(replace(paragraph, notes=()))


def _units(old: Screenplay) -> tuple[list[list[Paragraph]], list[tuple[Note, ...]]]:
    """Read each node of the script by itself: its paragraphs, and the notes within each."""
    root = xml.parse(old.source, old.name, root="FinalDraft")
    content = root.find("Content")
    findings = Findings(file=old.name)
    unit = space_unit(root)
    elements, _ = read_elements(root, unit, findings)
    reader = ContentReader(elements, unit, findings)
    # One node at a time: each unit is what that node alone gives.
    nodes = list(content) if content is not None else []
    units = [reader.read(cast(Any, [node])) for node in nodes]
    return units, [p.notes for held in units for p in held]


def _paragraph_nodes(node: etree._Element) -> list[etree._Element]:
    """Return a dual dialogue's paragraphs, without the empty ones that fill a column up."""
    dual = node if node.tag == "DualDialogue" else node.find("DualDialogue")
    if dual is None:
        return []
    return [
        child
        for child in dual.iterfind("Paragraph")
        if child.get("Type") or any(text.text for text in child.iterfind("Text"))
    ]
