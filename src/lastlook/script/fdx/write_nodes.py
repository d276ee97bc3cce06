"""Paragraphs, dual dialogues and notes as the text of FDX nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lastlook.script.fdx.write_form import style_words, xml_text
from lastlook.script.model import Kind, Style
from lastlook.script.pages.eighths import format_eighths
from lastlook.script.pages.layout import DEFAULT_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Deletion, Note, Paragraph, ParagraphStyle, Run

_QUOTED = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_STEP = "  "


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a scene stands, as Final Draft stores it with its heading."""

    page: str
    eighths: int


@dataclass(frozen=True, slots=True)
class NodeWriter:
    """Writes the nodes of one file."""

    losses: Losses
    base: Mapping[str, Style]
    """Style that each type has by itself, by kind or custom name."""
    absolute: bool
    """Runs carry that style already, as when they were read from FDX."""
    space_unit: float = 12.0
    """Points of a blank line in this file."""

    def paragraph(
        self, paragraph: Paragraph, extent: Extent | None, level: int, notes: Iterable[Note] = ()
    ) -> Iterator[str]:
        """Give a paragraph's lines; `notes` are written into it."""
        pad = _STEP * level
        yield f"{pad}<Paragraph{attributes(self.attributes(paragraph))}>"
        if paragraph.kind is Kind.SCENE_HEADING or extent is not None or paragraph.synopsis:
            yield from self.scene(paragraph, extent, level + 1)
        yield from self.texts(paragraph, level + 1, tuple(notes))
        yield from deletions(paragraph.deletions, level + 1)
        yield f"{pad}</Paragraph>"

    def dual(self, speeches: Sequence[Paragraph], level: int) -> Iterator[str]:
        """Give two speeches side by side, left column first."""
        pad = _STEP * level
        top = {"StartsNewPage": "Yes"} if _starts_page(speeches[0]) else {}
        yield f"{pad}<Paragraph{attributes(top)}>"
        yield f"{pad}{_STEP}<DualDialogue>"
        for paragraph in speeches:
            yield from self.paragraph(paragraph, None, level + 2, paragraph.notes)
        yield f"{pad}{_STEP}</DualDialogue>"
        yield f"{pad}</Paragraph>"

    def attributes(self, paragraph: Paragraph) -> dict[str, str]:
        """Return the attributes of a paragraph, in Final Draft's order."""
        line = paragraph.line
        found = layout_attributes(paragraph.layout, self.space_unit)
        if paragraph.number:
            found["Number"] = xml_text(paragraph.number, self.losses, line)
        found["Type"] = type_name(paragraph)
        return found

    def scene(self, paragraph: Paragraph, extent: Extent | None, level: int) -> Iterator[str]:
        """Give what Final Draft keeps with a heading: page, length, summary."""
        pad = _STEP * level
        page = extent.page if extent else paragraph.stated_page
        eighths = extent.eighths if extent else paragraph.stated_eighths
        found = {"Length": format_eighths(eighths)} if eighths else {}
        found |= ({"Page": page} if page else {}) | {"Title": ""}
        if not paragraph.synopsis:
            yield f"{pad}<SceneProperties{attributes(found)}/>"
            return
        yield f"{pad}<SceneProperties{attributes(found)}>"
        yield f"{pad}{_STEP}<Summary>"
        for row in paragraph.synopsis.split("\n"):
            text = escape(xml_text(row, self.losses, paragraph.line))
            yield f"{pad}{_STEP * 2}<Paragraph><Text>{text}</Text></Paragraph>"
        yield f"{pad}{_STEP}</Summary>"
        yield f"{pad}</SceneProperties>"

    def texts(self, paragraph: Paragraph, level: int, notes: Sequence[Note]) -> Iterator[str]:
        """Give the runs, notes between them at their places."""
        pad = _STEP * level
        waiting = sorted(notes, key=lambda note: note.offset)
        done = 0
        if not any(run.text for run in paragraph.runs):
            yield f"{pad}<Text></Text>"
        for run in paragraph.runs:
            text = run.text
            while waiting and waiting[0].offset < done + len(text):
                note = waiting.pop(0)
                cut = max(note.offset - done, 0)
                if text[:cut]:
                    yield pad + self.text(paragraph, run, text[:cut])
                yield from script_note([note.text], {}, level, self.losses, note.line)
                done, text = done + cut, text[cut:]
            if text:
                yield pad + self.text(paragraph, run, text)
            done += len(text)
        for note in waiting:
            yield from script_note([note.text], {}, level, self.losses, note.line)

    def text(self, paragraph: Paragraph, run: Run, text: str) -> str:
        """Return one run; its style is written only where it is not its type's own."""
        shown = escape(xml_text(text, self.losses, paragraph.line))
        return f"<Text{attributes(self.run_attributes(paragraph, run))}>{shown}</Text>"

    def run_attributes(self, paragraph: Paragraph, run: Run) -> dict[str, str]:
        """Return the attributes of a run that says more than its paragraph's type."""
        found: dict[str, str] = {}
        if run.revision:
            found["RevisionID"] = str(run.revision)
        words = self.style_of(paragraph, run)
        if words:
            found["Style"] = words
        if run.tags:
            found["TagNumber"] = ",".join(map(str, run.tags))
        return found

    def style_of(self, paragraph: Paragraph, run: Run) -> str:
        """Return a run's style in Final Draft's words, empty where it is its type's own."""
        base = self.base.get(paragraph.style_name or paragraph.kind.value, Style.PLAIN)
        style = run.style if self.absolute else run.style | (base & Style.ALL_CAPS)
        if style == base:
            return ""
        if not style and run.text.strip():
            # Style="" makes Final Draft forget a heading's capitals, so it is never written.
            self.losses.add("Words set plainer than their kind took on its style.", paragraph.line)
        return style_words(style)


def type_name(paragraph: Paragraph) -> str:
    """Return Final Draft's name for a paragraph's type."""
    if paragraph.kind is Kind.SECTION:
        return f"Outline {min(max(paragraph.depth, 1), 4)}"
    if paragraph.kind is Kind.SYNOPSIS:
        return "Outline Body"
    return paragraph.style_name or paragraph.kind.value


def layout_attributes(layout: ParagraphStyle | None, space_unit: float = 12.0) -> dict[str, str]:
    """Return what a paragraph changes of its type's layout, as attributes."""
    if layout is None:
        return {}
    found: dict[str, str] = {}
    if layout.alignment is not None:
        found["Alignment"] = layout.alignment.value
    for name, inches in (
        ("FirstIndent", layout.first_indent),
        ("LeftIndent", layout.left),
        ("RightIndent", layout.right),
    ):
        if inches is not None:
            found[name] = f"{inches:.4f}".rstrip("0").ljust(4, "0") if inches else "0.00"
    if layout.space_before is not None:
        found["SpaceBefore"] = number(layout.space_before * space_unit)
    if layout.spacing is not None:
        found["Spacing"] = number(layout.spacing)
    if layout.starts_page is not None:
        found["StartsNewPage"] = "Yes" if layout.starts_page else "No"
    return found


def number(value: float) -> str:
    """Write a number without needless noughts."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def attributes(found: Mapping[str, str]) -> str:
    """Return attributes with the space before them."""
    return "".join(f' {name}="{escape(value, _QUOTED)}"' for name, value in found.items())


def script_note(
    rows: Iterable[str], more: Mapping[str, str], level: int, losses: Losses, line: int
) -> Iterator[str]:
    """Give a script note, each line of it a paragraph."""
    pad = _STEP * level
    yield f"{pad}<ScriptNote{attributes(more)}>"
    for row in (part for text in rows for part in text.split("\n")):
        text = escape(xml_text(row, losses, line))
        yield f"{pad}{_STEP}<Paragraph><Text>{text}</Text></Paragraph>"
    yield f"{pad}</ScriptNote>"


def deletions(found: Iterable[Deletion], level: int) -> Iterator[str]:
    """Give the places where words were cut."""
    places = [
        f'<DeletedTextLocation Offset="{cut.offset}" RevisionID="{cut.revision}"/>' for cut in found
    ]
    if places:
        yield f"{_STEP * level}<DeletedText>{''.join(places)}</DeletedText>"


def default_base() -> dict[str, Style]:
    """Return the style that each standard type has by itself."""
    return {
        kind.value: Style.ALL_CAPS if style.all_caps else Style.PLAIN
        for kind, style in DEFAULT_STYLES.items()
    }


def _starts_page(paragraph: Paragraph) -> bool:
    return paragraph.layout is not None and bool(paragraph.layout.starts_page)
