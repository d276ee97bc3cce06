"""OpenDocument text (.odt), as LibreOffice saves it and Google Docs exports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.imports.archive import Archive
from lastlook.script.imports.paragraphs import Block, screenplay_of
from lastlook.script.imports.styles import is_title_style, kind_of_style
from lastlook.script.model import Alignment, Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lastlook.script.model import Screenplay

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _STYLE = _URN % "office", _URN % "text", _URN % "style"
_FO = _URN % "xsl-fo-compatible"
_FIX = "Open it in its program and save it as .odt or .docx again, or export it as PDF."
_UNITS = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d+)?)(in|cm|mm|pt|pc|px)")
_ALIGNMENTS = {"center": Alignment.CENTER, "end": Alignment.RIGHT, "right": Alignment.RIGHT}
_SKIPPED = frozenset(
    {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}ruby-text"}
)
MOST_SPACES = 200
"""Spaces that one element may stand for; a file may claim any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a style and those it builds on say."""

    names: tuple[str, ...] = ()
    """Its own name and its parents', nearest first."""
    left: float = 0.0
    first: float = 0.0
    alignment: Alignment = Alignment.LEFT
    before: float = 0.0
    after: float = 0.0
    style: Style = Style.PLAIN
    starts_page: bool = False


def read_odt(data: bytes, name: str) -> Screenplay:
    """Read the bytes of an OpenDocument text.

    Paragraph styles are believed as in Word documents. Notes, comments and tracked deletions are
    not read.

    Raises
    ------
    ProblemsError
        The file is damaged, locked, unsafe or no OpenDocument text.
    """
    archive = Archive(data, name, fix=_FIX)
    root = archive.parse("content.xml", f"{_OFFICE}document-content")
    nodes: dict[str, etree._Element] = {}
    if "styles.xml" in archive.members:
        _collect(archive.parse("styles.xml", f"{_OFFICE}document-styles"), nodes)
    _collect(root, nodes)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise archive.refused("The file holds no text.", "It is another kind of OpenDocument.")
    looks = {key: _look(key, nodes) for key in nodes}
    blocks = list(_blocks(body, looks))
    return screenplay_of(blocks, name=name, format_name="odt", source=data)


def _collect(root: etree._Element, nodes: dict[str, etree._Element]) -> None:
    for node in root.iter(f"{_STYLE}style", f"{_STYLE}default-style"):
        nodes[node.get(f"{_STYLE}name", "")] = node


def _look(key: str, nodes: dict[str, etree._Element]) -> _Look:
    chain = [nodes[key]]
    while len(chain) < 20:
        parent = chain[-1].get(f"{_STYLE}parent-style-name", "")
        if not parent or parent not in nodes or nodes[parent] in chain:
            break
        chain.append(nodes[parent])
    values: dict[str, str] = {}
    for node in reversed(chain):
        for properties in node.iterfind(f"{_STYLE}paragraph-properties"):
            values.update({str(k): str(v) for k, v in properties.attrib.items()})
        for properties in node.iterfind(f"{_STYLE}text-properties"):
            values.update({str(k): str(v) for k, v in properties.attrib.items()})
    return _Look(
        names=tuple(_name(node) for node in chain),
        left=_inches(values.get(f"{_FO}margin-left")),
        first=_inches(values.get(f"{_FO}text-indent")),
        alignment=_ALIGNMENTS.get(values.get(f"{_FO}text-align", ""), Alignment.LEFT),
        before=_inches(values.get(f"{_FO}margin-top")),
        after=_inches(values.get(f"{_FO}margin-bottom")),
        style=_style(values),
        starts_page=values.get(f"{_FO}break-before") == "page",
    )


def _name(node: etree._Element) -> str:
    shown = node.get(f"{_STYLE}display-name") or node.get(f"{_STYLE}name", "")
    return re.sub(r"_([0-9a-f]{2})_", lambda match: chr(int(match[1], 16)), str(shown))


def _inches(value: str | None) -> float:
    match = _LENGTH.fullmatch(value or "")
    return float(match[1]) * _UNITS[match[2]] if match else 0.0


def _style(values: dict[str, str]) -> Style:
    style = Style.PLAIN
    weight = values.get(f"{_FO}font-weight", "")
    if weight == "bold" or (weight.isdigit() and int(weight) >= 600):
        style |= Style.BOLD
    if values.get(f"{_FO}font-style") in {"italic", "oblique"}:
        style |= Style.ITALIC
    if values.get(f"{_STYLE}text-underline-style", "none") != "none":
        style |= Style.UNDERLINE
    if values.get(f"{_STYLE}text-line-through-style", "none") != "none":
        style |= Style.STRIKEOUT
    if values.get(f"{_FO}text-transform") == "uppercase":
        style |= Style.ALL_CAPS
    return style


def _blocks(body: etree._Element, looks: dict[str, _Look]) -> Iterator[Block]:
    after = 0.0
    number = 0
    skipped = {node for tag in _SKIPPED for node in body.iter(tag)}
    for node in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if skipped and any(parent in skipped for parent in node.iterancestors()):
            continue
        number += 1
        look = looks.get(node.get(f"{_TEXT}style-name", ""), _Look())
        runs: list[Run] = []
        _gather(node, look.style, looks, runs)
        kinds = (kind_of_style(name) for name in look.names)
        yield Block(
            runs=tuple(runs),
            number=number,
            left=look.left + look.first,
            alignment=look.alignment,
            space=max(after, look.before) * 6,
            kind=next((kind for kind in kinds if kind is not None), None),
            starts_page=look.starts_page,
            is_title=any(is_title_style(name) for name in look.names),
        )
        after = look.after


def _gather(node: etree._Element, style: Style, looks: dict[str, _Look], runs: list[Run]) -> None:
    """Collect the runs of a paragraph or span; documents nest them at most a hundred deep."""
    _add(node.text, style, runs)
    for child in node:
        tag = child.tag
        if tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            runs.append(Run(" " * min(int(count) if count.isdigit() else 1, MOST_SPACES), style))
        elif tag == f"{_TEXT}tab":
            runs.append(Run("\t", style))
        elif tag == f"{_TEXT}line-break":
            runs.append(Run("\n", style))
        elif tag not in _SKIPPED and str(tag).startswith(_TEXT):
            look = looks.get(child.get(f"{_TEXT}style-name", ""))
            _gather(child, style | look.style if look is not None else style, looks, runs)
        _add(child.tail, style, runs)


def _add(text: str | None, style: Style, runs: list[Run]) -> None:
    """Add text with its white space drawn together, as OpenDocument asks."""
    if not text:
        return
    plain = re.sub(r"[ \t\r\n]+", " ", text)
    if Style.ALL_CAPS in style:
        plain = plain.upper()
    runs.append(Run(plain, style & ~Style.ALL_CAPS))
