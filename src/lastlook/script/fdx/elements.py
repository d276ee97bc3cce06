"""Paragraph types of an FDX file: what they are read as and how they are laid out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.script.fdx.findings import number
from lastlook.script.model import Alignment, Kind, ParagraphStyle, Style
from lastlook.script.pages.layout import DEFAULT_STYLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from lastlook.script.fdx.findings import Findings

KINDS = {
    kind.value.casefold(): kind
    for kind in Kind
    if kind not in {Kind.SECTION, Kind.SYNOPSIS, Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK}
} | {"singing": Kind.LYRICS}
"""FDX paragraph types that lastlook has a kind for, by case-folded name."""

_STYLE_WORDS = {
    "bold": Style.BOLD,
    "italic": Style.ITALIC,
    "underline": Style.UNDERLINE,
    "wordunderline": Style.UNDERLINE,
    "strikeout": Style.STRIKEOUT,
    "allcaps": Style.ALL_CAPS,
}
_ALIGNMENTS = {alignment.value.casefold(): alignment for alignment in Alignment} | {
    "justify": Alignment.FULL
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One paragraph type of the file, with what its paragraphs inherit."""

    kind: Kind
    """What paragraphs of this type are read as."""
    key: str
    """Name of its layout in `Screenplay.styles`."""
    name: str
    """The type's name where it is a custom one, else empty."""
    run_style: Style
    """Style of text that names none itself."""
    heading_like: bool = False
    """A custom type that breaks pages as headings do."""


def read_styles(words: str) -> Style:
    """Read Final Draft's `Bold+AllCaps`; words it does not use count for nothing."""
    style = Style.PLAIN
    for word in words.casefold().split("+"):
        style |= _STYLE_WORDS.get(word.strip(), Style.PLAIN)
    return style


_OLD_LINES = (11, 13, 14)
_NEW_LINES = (12, 15)
"""Points of one line of Courier, and of Arial or Times, in old and in new files."""


def space_unit(root: etree._Element) -> float:
    """Points that stand for 12 in the SpaceBefore of this file's elements: 11 or 12.

    Final Draft 8 and 9 counted lines by the face's own height (11 points for Courier, 14 for
    Arial and Times), later versions by the height they are set at (12 and 15).
    """
    old = new = 0
    for spec in root.iterfind("ElementSettings/ParagraphSpec"):
        text = spec.get("SpaceBefore", "")
        if text.isdecimal() and len(text) < 6 and int(text):
            old += any(int(text) % line == 0 for line in _OLD_LINES)
            new += any(int(text) % line == 0 for line in _NEW_LINES)
    return 11.0 if old > new else 12.0


def read_layout(spec: etree._Element, unit: float, findings: Findings) -> ParagraphStyle:
    """Layout that a ParagraphSpec or a paragraph's own attributes set; None where silent."""
    space = number(spec, "SpaceBefore", 0, 5000, findings)
    alignment = spec.get("Alignment")
    starts = spec.get("StartsNewPage")
    return ParagraphStyle(
        left=number(spec, "LeftIndent", -20, 40, findings),
        right=number(spec, "RightIndent", -20, 40, findings),
        first_indent=number(spec, "FirstIndent", -20, 20, findings),
        space_before=None if space is None else space / unit,
        spacing=number(spec, "Spacing", 0.5, 10, findings),
        alignment=None if alignment is None else _ALIGNMENTS.get(alignment.casefold()),
        starts_page=None if starts is None else starts.casefold() == "yes",
    )


LONGEST_CHAIN = 100
"""Types that are followed from PaginateAs to PaginateAs."""


def read_elements(
    root: etree._Element, unit: float, findings: Findings
) -> tuple[dict[str, Element], dict[str, ParagraphStyle]]:
    """Read the file's paragraph types by case-folded name, and their layouts by key."""
    elements: dict[str, Element] = {
        name: Element(
            kind=kind,
            key=kind.value,
            name="",
            run_style=Style.ALL_CAPS if DEFAULT_STYLES[kind].all_caps else Style.PLAIN,
        )
        for name, kind in KINDS.items()
    }
    behaviours: dict[str, str] = {}
    for node in root.iterfind("ElementSettings"):
        behaviour = node.find("Behavior")
        if behaviour is not None:
            behaviours[node.get("Type", "").casefold()] = behaviour.get("PaginateAs", "")
    styles: dict[str, ParagraphStyle] = {}
    for node in root.iterfind("ElementSettings"):
        name = node.get("Type", "")
        if not name:
            findings.warn(node, "An <ElementSettings> has no Type.", "It was left out.")
            continue
        kind = KINDS.get(name.casefold())
        pages_as = _pages_as(name.casefold(), behaviours)
        element = Element(
            kind=kind or (Kind.SHOT if pages_as is Kind.SCENE_HEADING else pages_as),
            key=kind.value if kind else name,
            name="" if kind else name,
            run_style=Style.PLAIN,
            heading_like=kind is None and pages_as is Kind.SCENE_HEADING,
        )
        font = node.find("FontSpec")
        style = ParagraphStyle() if font is None else _read_font(font, findings)
        if font is not None:
            element = replace(element, run_style=read_styles(font.get("Style", "")))
        spec = node.find("ParagraphSpec")
        layout = ParagraphStyle() if spec is None else read_layout(spec, unit, findings)
        elements[name.casefold()] = element
        styles[element.key] = replace(
            layout,
            paginate_as=(pages_as if name.casefold() in behaviours else element.kind).value,
            font=style.font,
            size=style.size,
        )
    return elements, styles


def _read_font(font: etree._Element, findings: Findings) -> ParagraphStyle:
    return ParagraphStyle(font=font.get("Font"), size=number(font, "Size", 1, 500, findings))


def _pages_as(name: str, behaviours: Mapping[str, str]) -> Kind:
    """Follow PaginateAs from one type to the next until it names a kind; General otherwise."""
    seen: set[str] = set()
    while name not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(name)
        name = behaviours.get(name, "").casefold()
        if name in KINDS:
            return KINDS[name]
    return Kind.GENERAL
