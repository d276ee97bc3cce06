"""HTML that lastlook wrote, read back: each paragraph says in its attributes what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.convert.html import GENERATOR
from lastlook.script.imports.join import merged
from lastlook.script.imports.paragraphs import cut, no_scene
from lastlook.script.model import (
    Alignment,
    Column,
    Kind,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
    Style,
    TitleField,
)
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_SIGN = f'<meta name="generator" content="{GENERATOR}">'.encode()
_STYLES = {"b": Style.BOLD, "i": Style.ITALIC, "u": Style.UNDERLINE, "s": Style.STRIKEOUT}
_TEXTS = ("h1", "h2", "p")
_KINDS = {kind.value: kind for kind in Kind}
_COLUMNS = {column.value: column for column in Column}
_ALIGNMENTS = {alignment.value: alignment for alignment in Alignment}
_NUMBERS = re.compile(r"(?:\d{1,4}(?:\.\d{1,4})? ?){4}")


def is_own(data: bytes) -> bool:
    """Whether the bytes are a page that lastlook wrote."""
    return _SIGN in data[:2000]


def read_own(root: etree._Element, name: str, source: bytes) -> Screenplay:
    """Read a page that lastlook wrote; a paragraph added to it by hand is action."""
    main = root.find(".//main")
    paragraphs: list[Paragraph] = []
    title: tuple[TitleField, ...] = ()
    setup = PageSetup()
    if main is not None:
        setup = _paper(main.get("data-paper", ""))
        header = main.find("header")
        if header is not None:
            title = _title_page(header)
        for node in main.iter(*_TEXTS):
            if all(parent is not header for parent in node.iterancestors()):
                paragraphs += _paragraphs(node)
    headed = any(paragraph.kind is Kind.SCENE_HEADING for paragraph in paragraphs)
    return Screenplay(
        name=name,
        format="html",
        title_page=title,
        paragraphs=tuple(paragraphs),
        page_setup=setup,
        problems=() if headed else (no_scene(name),),
        source=source,
    )


def _paper(text: str) -> PageSetup:
    if _NUMBERS.fullmatch(text) is None:
        return PageSetup()
    width, height, top, bottom = map(float, text.split())
    return PageSetup(width=width, height=height, top=top, bottom=bottom)


def _title_page(header: etree._Element) -> tuple[TitleField, ...]:
    """Put the lines of each field together, in the order the fields had in the script."""
    found: dict[tuple[int, str], list[tuple[Run, ...]]] = {}
    first: dict[tuple[int, str], int] = {}
    for node in header.iter(*_TEXTS):
        key, place = node.get("data-field"), node.get("data-place", "")
        if key is None:
            continue
        entry = (int(place) if re.fullmatch(r"[0-9]{1,4}", place) else 0, key)
        runs = merged(_runs(node, Style.PLAIN))
        label = f"{key}: "
        text = "".join(run.text for run in runs)
        if entry not in found and text.startswith(label) and "left" in node.get("class", ""):
            runs = cut(runs, len(label), len(text))
        found.setdefault(entry, []).append(runs)
        first.setdefault(entry, line_of(node))
    return tuple(
        TitleField(
            key=entry[1],
            values=tuple("".join(run.text for run in runs) for runs in found[entry]),
            runs=tuple(found[entry]),
            line=first[entry],
        )
        for entry in sorted(found, key=lambda entry: entry[0])
    )


def _paragraphs(node: etree._Element) -> Iterator[Paragraph]:
    """Give a paragraph, below the page break that stands above it."""
    line = line_of(node)
    breaks = node.get("data-break")
    if breaks is not None:
        yield Paragraph(kind=Kind.PAGE_BREAK, runs=(), line=line, page_label=breaks)
    usual = Kind.SCENE_HEADING if node.tag == "h2" else Kind.ACTION
    layout = ParagraphStyle(
        alignment=_ALIGNMENTS.get(node.get("data-align", "")),
        starts_page=True if node.get("data-starts-page") else None,
    )
    yield Paragraph(
        kind=_KINDS.get(node.get("data-kind", ""), usual),
        runs=merged(_runs(node, Style.PLAIN)),
        line=line,
        number=node.get("data-number", ""),
        dual=_COLUMNS.get(node.get("data-dual", "")),
        style_name=node.get("data-type", ""),
        layout=None if layout == ParagraphStyle() else layout,
    )


def _runs(node: etree._Element, style: Style) -> Iterator[Run]:
    """Give the words within an element with their styles, past the numbers in the margins."""
    yield Run(_flat(node.text), style)
    for child in node:
        names = child.get("class", "").split()
        if child.tag == "br":
            yield Run("\n", style)
        elif not {"number", "end"}.intersection(names):
            more = _STYLES.get(child.tag, Style.PLAIN)
            if "caps" in names:
                more |= Style.ALL_CAPS
            yield from _runs(child, style | more)
        yield Run(_flat(child.tail), style)


def _flat(text: str | None) -> str:
    """Take line ends for spaces: the page has `br` for the script's own."""
    return re.sub(r"[\r\n]+", " ", text or "")
