"""Word documents (.docx), also as Google Docs exports them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.script.imports.archive import Archive
from lastlook.script.imports.paragraphs import Block, screenplay_of
from lastlook.script.imports.styles import is_title_style, kind_of_style
from lastlook.script.model import Alignment, Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lastlook.script.model import Screenplay

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FIX = "Open it in its program and save it as .docx again, or export it as PDF."
_TWIPS = 1440
_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "right": Alignment.RIGHT,
    "end": Alignment.RIGHT,
    "both": Alignment.LEFT,
}
_SKIPPED = frozenset(
    f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "footnoteReference")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a style, or a paragraph's own properties, say; None says nothing."""

    name: str = ""
    left: float | None = None
    first: float | None = None
    alignment: Alignment | None = None
    before: float | None = None
    after: float | None = None
    style: Style | None = None
    starts_page: bool | None = None

    def over(self, base: _Look) -> _Look:
        """Return this look with what it leaves open taken from `base`."""

        def first(mine: float | None, theirs: float | None) -> float | None:
            return theirs if mine is None else mine

        return _Look(
            name=self.name or base.name,
            left=first(self.left, base.left),
            first=first(self.first, base.first),
            alignment=self.alignment or base.alignment,
            before=first(self.before, base.before),
            after=first(self.after, base.after),
            style=base.style if self.style is None else self.style,
            starts_page=base.starts_page if self.starts_page is None else self.starts_page,
        )


def read_docx(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a Word document.

    Paragraph styles named after a script's elements, in English, German, French, Spanish, Italian
    or Portuguese, are believed. Text in tables is read in order; deleted text of tracked changes,
    headers, footers and comments are not read.

    Raises
    ------
    ProblemsError
        The file is damaged, locked, unsafe or no Word document.
    """
    archive = Archive(data, name, fix=_FIX)
    root = _part(archive, "word/document.xml", "document")
    looks = _styles(archive)
    body = root.find(f"{_W}body")
    blocks = list(_blocks(body, looks)) if body is not None else []
    return screenplay_of(blocks, name=name, format_name="docx", source=data)


def _part(archive: Archive, member: str, root: str) -> etree._Element:
    """Parse a part of the document, in the strict dialect of the format or the usual one."""
    data = archive.read(member).replace(_STRICT, _USUAL)
    return archive.parse(member, f"{_W}{root}", data)


def _styles(archive: Archive) -> dict[str, _Look]:
    """Return each paragraph style's look with what it is based on resolved."""
    if "word/styles.xml" not in archive.members:
        return {"": _Look()}
    root = _part(archive, "word/styles.xml", "styles")
    own: dict[str, tuple[_Look, str]] = {}
    default = _Look()
    given = root.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr")
    if given is not None:
        default = _look(given)
    normal = ""
    for node in root.iterfind(f"{_W}style"):
        if node.get(f"{_W}type", "paragraph") != "paragraph":
            continue
        properties = node.find(f"{_W}pPr")
        look = _look(properties) if properties is not None else _Look()
        base = node.find(f"{_W}basedOn")
        title = node.find(f"{_W}name")
        runs = node.find(f"{_W}rPr")
        look = _Look(
            name=title.get(f"{_W}val", "") if title is not None else "",
            style=_style(runs, Style.PLAIN) if runs is not None else None,
        ).over(look)
        identity = node.get(f"{_W}styleId", "")
        own[identity] = look, base.get(f"{_W}val", "") if base is not None else ""
        if node.get(f"{_W}default") in {"1", "true"}:
            normal = identity
    found = {identity: _resolved(identity, own).over(default) for identity in own}
    found[""] = found.get(normal, default)
    return found


def _resolved(identity: str, own: dict[str, tuple[_Look, str]]) -> _Look:
    look, base = own[identity]
    seen = {identity}
    while base in own and base not in seen:
        seen.add(base)
        parent, following = own[base]
        look = look.over(replace(parent, name="", starts_page=None))
        base = following
    return look


def _look(properties: etree._Element) -> _Look:
    indent = properties.find(f"{_W}ind")
    spacing = properties.find(f"{_W}spacing")
    aligned = properties.find(f"{_W}jc")
    page = properties.find(f"{_W}pageBreakBefore")
    left = first = before = after = None
    if indent is not None:
        left = _inches(indent, "left", "start")
        hanging = _inches(indent, "hanging")
        first = -hanging if hanging is not None else _inches(indent, "firstLine")
    if spacing is not None:
        before, after = _inches(spacing, "before"), _inches(spacing, "after")
    return _Look(
        left=left,
        first=first,
        alignment=_ALIGNMENTS.get(aligned.get(f"{_W}val", ""), Alignment.LEFT)
        if aligned is not None
        else None,
        before=before,
        after=after,
        starts_page=None if page is None else page.get(f"{_W}val") not in {"0", "false"},
    )


def _inches(node: etree._Element, *names: str) -> float | None:
    for name in names:
        value = node.get(f"{_W}{name}")
        if value is not None and re.fullmatch(r"-?\d{1,6}(?:\.\d+)?", value):
            return float(value) / _TWIPS
    return None


def _blocks(body: etree._Element, looks: dict[str, _Look]) -> Iterator[Block]:
    after = 0.0
    broken = False
    for number, node in enumerate(body.iter(f"{_W}p"), 1):
        properties = node.find(f"{_W}pPr")
        look = looks[""]
        identity = ""
        own = _Look()
        if properties is not None:
            named = properties.find(f"{_W}pStyle")
            identity = named.get(f"{_W}val", "") if named is not None else ""
            look = looks.get(identity, look)
            own = _look(properties)
        look = own.over(look)
        runs, breaks_before, breaks_after = _runs(node, look.style or Style.PLAIN)
        # Word keeps the larger of the space below one paragraph and the space above the next.
        above = max(after, look.before or 0.0)
        kind = kind_of_style(look.name) or kind_of_style(identity)
        yield Block(
            runs=runs,
            number=number,
            left=(look.left or 0.0) + (look.first or 0.0),
            alignment=look.alignment or Alignment.LEFT,
            space=above * 6,
            kind=kind,
            starts_page=broken or breaks_before or bool(look.starts_page),
            is_title=is_title_style(look.name),
        )
        after = look.after or 0.0
        broken = breaks_after


def _runs(paragraph: etree._Element, base: Style) -> tuple[tuple[Run, ...], bool, bool]:
    """Return a paragraph's runs, and whether a page break stands before or after its text."""
    found: list[Run] = []
    before = after = False
    for run in _walk(paragraph):
        style = _style(run.find(f"{_W}rPr"), base)
        for node in run:
            tag = node.tag
            if tag == f"{_W}t":
                text = node.text or ""
                if Style.ALL_CAPS in style:
                    text = text.upper()
                found.append(Run(text, style & ~Style.ALL_CAPS))
            elif tag == f"{_W}tab":
                found.append(Run("\t", style))
            elif tag == f"{_W}noBreakHyphen":
                found.append(Run("-", style))
            elif tag == f"{_W}br" and node.get(f"{_W}type") == "page":
                if any(piece.text.strip() for piece in found):
                    after = True
                else:
                    before = True
            elif tag in {f"{_W}br", f"{_W}cr"}:
                found.append(Run("\n", style))
    return tuple(found), before, after


def _walk(node: etree._Element) -> Iterator[etree._Element]:
    """Go through a paragraph's runs, also inside links and insertions, past what was deleted."""
    for child in node:
        if child.tag in _SKIPPED or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}r":
            yield child
        elif isinstance(child.tag, str):
            yield from _walk(child)


def _style(properties: etree._Element | None, base: Style) -> Style:
    if properties is None:
        return base
    style = base
    for tag, flag in (
        ("b", Style.BOLD), ("i", Style.ITALIC), ("strike", Style.STRIKEOUT),
        ("caps", Style.ALL_CAPS),
    ):  # fmt: skip
        node = properties.find(f"{_W}{tag}")
        if node is not None:
            on = node.get(f"{_W}val", "1") not in {"0", "false", "none"}
            style = style | flag if on else style & ~flag
    line = properties.find(f"{_W}u")
    if line is not None:
        on = line.get(f"{_W}val", "single") != "none"
        style = style | Style.UNDERLINE if on else style & ~Style.UNDERLINE
    return style
