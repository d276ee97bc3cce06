"""Paragraphs of an FDX file: text runs, dual dialogue, headings, notes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError
from lastlook.script.fdx.elements import Element, read_layout, read_styles
from lastlook.script.fdx.revisions import deletions_in
from lastlook.script.model import (
    Column,
    Deletion,
    Kind,
    Note,
    Paragraph,
    ParagraphStyle,
    Run,
    Style,
)
from lastlook.script.pages.eighths import parse_eighths
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from lastlook.script.fdx.findings import Findings

MAX_PARAGRAPH = 100_000
"""Characters of the longest paragraph that is read."""

_OVERRIDES = (
    "Alignment",
    "FirstIndent",
    "LeftIndent",
    "RightIndent",
    "SpaceBefore",
    "Spacing",
    "StartsNewPage",
)
_OUTLINE = re.compile(r"outline (?:body|(\d))", re.IGNORECASE)
_SOFT_RETURNS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\r": "\n"})


class ContentReader:
    """Turns the file's Paragraph nodes into paragraphs, one file per reader."""

    def __init__(self, elements: Mapping[str, Element], unit: float, findings: Findings) -> None:
        self._elements = dict(elements)
        self._unit = unit
        self._findings = findings
        self._layouts: dict[tuple[str | None, ...], ParagraphStyle | None] = {}
        self._run_styles: dict[str, Style] = {}

    def read(self, content: etree._Element) -> list[Paragraph]:
        """Read every paragraph under `content`, columns of dual dialogue one after the other."""
        found: list[Paragraph] = []
        for node in content:
            if node.tag == "Paragraph":
                dual = node.find("DualDialogue")
                if dual is None:
                    found.append(self._paragraph(node))
                else:
                    found.extend(self._dual(dual))
            elif node.tag == "DualDialogue":
                found.extend(self._dual(node))
            else:
                self._findings.warn(
                    node,
                    f"<Content> holds a <{node.tag}>, which is not a paragraph.",
                    "It was left out of the script.",
                    "Nothing to do if the script reads whole.",
                )
        return found

    def _dual(self, node: etree._Element) -> Iterator[Paragraph]:
        """Left column up to the second cue, right column from there on."""
        column = Column.LEFT
        cues = 0
        for child in node.iterfind("Paragraph"):
            paragraph = self._paragraph(child)
            if not (child.get("Type") or paragraph.runs):
                continue  # Final Draft fills the shorter column up with these
            if paragraph.kind is Kind.CHARACTER:
                cues += 1
                if cues > 1:
                    column = Column.RIGHT
            yield replace(paragraph, dual=column)
        if cues < 2:
            self._findings.warn(
                node,
                "A dual dialogue has fewer than two characters.",
                "It is set in one column.",
                "Add the second character's cue, or undo the dual dialogue.",
            )

    def _paragraph(self, node: etree._Element) -> Paragraph:
        element = self._element(node)
        runs: list[Run] = []
        notes: list[Note] = []
        deletions: tuple[Deletion, ...] = ()
        scene: etree._Element | None = None
        for child in node:
            tag = child.tag
            if tag == "Text":
                text = child.text
                if text:
                    runs.append(self._run(child, text, element.run_style))
            elif tag == "SceneProperties":
                scene = child
            elif tag == "ScriptNote":
                offset = sum(len(run.text) for run in runs)
                notes.append(Note(text=note_text(child), offset=offset, line=line_of(child)))
            elif tag == "DeletedText":
                deletions = deletions_in(node)
        if runs and sum(len(run.text) for run in runs) > MAX_PARAGRAPH:
            raise ProblemsError([_too_long(node, self._findings.file)])
        kind = element.kind
        synopsis = stated_page = ""
        stated_eighths = 0
        if scene is not None:
            if element.heading_like:
                kind = Kind.SCENE_HEADING
            synopsis = "\n".join(_texts(scene.find("Summary")))
            stated_page = scene.get("Page", "").strip()
            stated_eighths = self._length(scene)
        line = line_of(node) or 1
        return Paragraph(
            kind=kind,
            runs=tuple(runs),
            line=line,
            end_line=line,
            number=node.get("Number", "").strip(),
            depth=_outline_depth(node.get("Type", "")) if kind is Kind.SECTION else 0,
            style_name=element.name,
            layout=self._layout(node),
            notes=tuple(notes),
            synopsis=synopsis,
            stated_page=stated_page,
            stated_eighths=stated_eighths,
            deletions=deletions,
        )

    def _element(self, node: etree._Element) -> Element:
        name = node.get("Type") or "General"
        element = self._elements.get(name.casefold())
        if element is None:
            outline = _OUTLINE.fullmatch(name.strip())
            if outline:
                kind = Kind.SECTION if outline.group(1) else Kind.SYNOPSIS
                element = Element(kind=kind, key=kind.value, name="", run_style=Style.PLAIN)
            else:
                element = Element(kind=Kind.ACTION, key=name, name=name, run_style=Style.PLAIN)
                self._findings.warn(
                    node,
                    f"The file does not say what a {name[:60]!r} paragraph is.",
                    "Paragraphs of this type are read as action.",
                    "Declare the element in the program that wrote the script, or change its type.",
                )
            self._elements[name.casefold()] = element
        return element

    def _run(self, node: etree._Element, text: str, inherited: Style) -> Run:
        if "\u2028" in text or "\r" in text or "\u2029" in text:
            text = text.translate(_SOFT_RETURNS)
        attributes = node.attrib
        if not attributes:
            return Run(text, inherited)
        words = attributes.get("Style")
        if words is None:
            style = inherited
        else:
            known = self._run_styles.get(words)
            if known is None:
                known = self._run_styles[words] = read_styles(words)
            style = known
        tags = attributes.get("TagNumber")
        revision = attributes.get("RevisionID", "0")
        return Run(
            text,
            style,
            () if tags is None else tuple(int(n) for n in re.findall(r"\d{1,9}", tags)),
            int(revision) if revision.isdecimal() and len(revision) < 6 else 0,
        )

    def _layout(self, node: etree._Element) -> ParagraphStyle | None:
        if len(node.attrib) < 2:
            return None
        key = tuple(node.get(name) for name in _OVERRIDES)
        if key not in self._layouts:
            layout = read_layout(node, 12.0, self._findings)
            self._layouts[key] = None if layout == ParagraphStyle() else layout
        return self._layouts[key]

    def _length(self, scene: etree._Element) -> int:
        text = scene.get("Length", "").strip()
        if not text:
            return 0
        try:
            return parse_eighths(text)
        except ValueError:
            self._findings.warn(
                scene,
                f"Length={text[:40]!r} is not a length in eighths.",
                "The scene's stored length was left out; lastlook measures its own.",
                "Open the script in its own program and save it again.",
            )
            return 0


def _too_long(node: etree._Element, file: str) -> Problem:
    return Problem(
        file=file,
        line=line_of(node),
        what=f"A paragraph is longer than {MAX_PARAGRAPH:,} characters.",
        why="That is forty pages without a break, so this is no script or it lost its paragraphs.",
        fix="Open the file in the program that wrote it and divide the paragraph.",
    )


def note_text(node: etree._Element) -> str:
    """Give the words of a ScriptNote, its paragraphs on lines of their own, blank ones too."""
    rows = ["".join(t.text or "" for t in p.iterfind("Text")) for p in node.iterfind("Paragraph")]
    return "\n".join(rows).strip("\n") or (node.text or "").strip()


def _texts(node: etree._Element | None) -> list[str]:
    if node is None:
        return []
    texts = ["".join(t.text or "" for t in p.iterfind("Text")) for p in node.iterfind("Paragraph")]
    return [text for text in texts if text.strip()]


def _outline_depth(name: str) -> int:
    found = _OUTLINE.fullmatch(name.strip())
    return int(found.group(1)) if found and found.group(1) else 1
