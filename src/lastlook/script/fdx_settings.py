"""Settings of an FDX file: paper, elements, MORE and CONT'D, tags.

Names of XML nodes and attributes are Final Draft's, as its own files use them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.layout import DEFAULT_STYLES
from lastlook.script.model import (
    Alignment,
    Continueds,
    Kind,
    PageSetup,
    ParagraphStyle,
    Style,
    TagCategory,
    TagData,
    TagDefinition,
)
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

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


@dataclass(slots=True, kw_only=True)
class Findings:
    """Collects what looked wrong while one file is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def warn(self, element: etree._Element, what: str, why: str = "", fix: str = "") -> None:
        """Note a mistake at `element` that reading can go on from."""
        self.problems.append(
            Problem(
                file=self.file,
                line=line_of(element),
                what=what,
                why=why,
                fix=fix,
                severity=Severity.WARNING,
            )
        )


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


def number(
    element: etree._Element, name: str, low: float, high: float, findings: Findings
) -> float | None:
    """Read a decimal attribute; None with a warning where it is no number in `low` to `high`."""
    text = element.get(name)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if low <= value <= high:
        return value
    findings.warn(
        element,
        f"{name}={text[:40]!r} on <{element.tag}> is not a number from {low:g} to {high:g}.",
        "It was left out and the default stands.",
        "Correct the number, or save the script again in its own program.",
    )
    return None


def _yes(element: etree._Element, name: str, default: bool) -> bool:  # noqa: FBT001
    text = element.get(name, "").strip().casefold()
    return default if text not in {"yes", "no"} else text == "yes"


def read_page_setup(root: etree._Element, findings: Findings) -> PageSetup:
    """Paper size, margins and leading; Final Draft's US Letter where the file says nothing."""
    base = PageSetup()
    node = root.find("PageLayout")
    if node is None:
        return base
    width = height = None
    size = node.find("PageSize")
    if size is not None:
        width = number(size, "Width", 2, 40, findings)
        height = number(size, "Height", 2, 40, findings)
    top = number(node, "TopMargin", 0, 1000, findings)
    bottom = number(node, "BottomMargin", 0, 1000, findings)
    setup = PageSetup(
        width=base.width if width is None else width,
        height=base.height if height is None else height,
        top=base.top if top is None else top,
        bottom=base.bottom if bottom is None else bottom,
        sentence_breaks=_yes(node, "BreakDialogueAndActionAtSentences", default=True),
        leading=node.get("DocumentLeading", base.leading),
    )
    if setup.height * 72 - setup.top - setup.bottom < 72:
        findings.warn(
            node,
            "The margins leave less than an inch of page for text.",
            "The default margins of one inch were used instead.",
            "Correct TopMargin and BottomMargin.",
        )
        return PageSetup(
            width=setup.width, height=max(setup.height, 4), sentence_breaks=setup.sentence_breaks
        )
    return setup


def read_continueds(root: etree._Element) -> Continueds:
    """Texts and switches for MORE, CONT'D and CONTINUED."""
    base = Continueds()
    speech = root.find("MoresAndContinueds/DialogueBreaks")
    scene = root.find("MoresAndContinueds/SceneBreaks")
    values: dict[str, bool | str] = {}
    if speech is not None:
        values |= {
            "dialogue_bottom": _yes(speech, "BottomOfPage", base.dialogue_bottom),
            "dialogue_top": _yes(speech, "TopOfNext", base.dialogue_top),
            "more": speech.get("DialogueBottom", base.more),
            "contd": speech.get("DialogueTop", base.contd),
            "automatic": _yes(speech, "AutomaticCharacterContinueds", base.automatic),
        }
    if scene is not None:
        values |= {
            "scene_bottom": _yes(scene, "SceneBottomOfPage", base.scene_bottom),
            "scene_top": _yes(scene, "SceneTopOfNext", base.scene_top),
            "scene_bottom_text": scene.get("SceneBottom", base.scene_bottom_text),
            "scene_top_text": scene.get("SceneTop", base.scene_top_text),
            "scene_numbered": _yes(scene, "ContinuedNumber", base.scene_numbered),
        }
    return Continueds(**values)  # type: ignore[arg-type]


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
            element = _with_style(element, read_styles(font.get("Style", "")))
        spec = node.find("ParagraphSpec")
        layout = ParagraphStyle() if spec is None else read_layout(spec, unit, findings)
        elements[name.casefold()] = element
        styles[element.key] = ParagraphStyle(
            left=layout.left,
            right=layout.right,
            first_indent=layout.first_indent,
            space_before=layout.space_before,
            spacing=layout.spacing,
            alignment=layout.alignment,
            starts_page=layout.starts_page,
            paginate_as=(pages_as if name.casefold() in behaviours else element.kind).value,
            font=style.font,
            size=style.size,
        )
    return elements, styles


def _read_font(font: etree._Element, findings: Findings) -> ParagraphStyle:
    return ParagraphStyle(font=font.get("Font"), size=number(font, "Size", 1, 500, findings))


def _with_style(element: Element, style: Style) -> Element:
    return Element(
        kind=element.kind,
        key=element.key,
        name=element.name,
        run_style=style,
        heading_like=element.heading_like,
    )


def _pages_as(name: str, behaviours: Mapping[str, str]) -> Kind:
    """Follow PaginateAs from one type to the next until it names a kind; General otherwise."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        name = behaviours.get(name, "").casefold()
        if name in KINDS:
            return KINDS[name]
    return Kind.GENERAL


def read_tag_data(root: etree._Element) -> TagData:
    """Read the breakdown the file carries; entries without an id cannot be pointed at and go."""
    node = root.find("TagData")
    if node is None:
        return TagData()
    categories = tuple(
        TagCategory(
            id=found.get("Id", ""), name=found.get("Name", ""), number=_digits(found.get("Number"))
        )
        for found in node.iterfind("TagCategories/TagCategory")
        if found.get("Id")
    )
    definitions = tuple(
        TagDefinition(
            id=found.get("Id", ""),
            category_id=found.get("CatId", ""),
            label=found.get("Label", ""),
        )
        for found in node.iterfind("TagDefinitions/TagDefinition")
        if found.get("Id")
    )
    tags: dict[int, tuple[str, ...]] = {}
    for tag in node.iterfind("Tags/Tag"):
        ids = tuple((d.text or d.get("Id") or "").strip() for d in tag.iterfind("DefId"))
        tags[_digits(tag.get("Number"))] = tuple(i for i in ids if i)
    return TagData(
        categories=categories, definitions=definitions, tags=MappingProxyType(dict(tags))
    )


def _digits(text: str | None) -> int:
    found = re.search(r"\d{1,9}", text or "")
    return int(found.group()) if found else 0
