"""Word documents (.docx), also as Google Docs exports them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lastlook.script.convert.docx_parts import ALONE, NOTE_AUTHOR, NUMBER_STYLE, PROGRAM
from lastlook.script.imports.archive import Archive
from lastlook.script.imports.docx_places import dual_columns, is_field, page_setup, title_fields
from lastlook.script.imports.paragraphs import Block, as_stated, no_scene, screenplay_of
from lastlook.script.imports.styles import is_title_style, kind_of_style
from lastlook.script.model import Alignment, Kind, Note, Run, Screenplay, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lastlook.script.model import TitleField

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
_SIGNS = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}br": "\n", f"{_W}cr": "\n"}
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
    based: Kind | None = None
    """What the style it is based on is named after."""

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
            based=self.based or base.based,
        )


def read_docx(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a Word document.

    Paragraph styles named after a script's elements, in English, German, French, Spanish, Italian
    or Portuguese, are believed. Text in tables is read in order; a table of one row with a speech
    in each of its two cells is dual dialogue. Deleted text of tracked changes, headers, footers
    and comments are not read, but the script notes that lastlook keeps as comments are. A document
    that lastlook wrote comes back as it was.

    Raises
    ------
    ProblemsError
        The file is damaged, locked, unsafe or no Word document.
    """
    archive = Archive(data, name, fix=_FIX)
    root = _part(archive, "word/document.xml", "document")
    own = _is_own(archive)
    body = root.find(f"{_W}body")
    found: list[Block] = []
    titles: tuple[TitleField, ...] = ()
    if body is not None:
        reader = _Reader(_styles(archive), _number_styles(archive), _notes(archive), own=own)
        found = list(reader.blocks(body))
        titles = title_fields(body, reader.words)
    if own:
        paragraphs = as_stated(found)
        headed = any(paragraph.kind is Kind.SCENE_HEADING for paragraph in paragraphs)
        read = Screenplay(
            name=name,
            format="docx",
            paragraphs=paragraphs,
            problems=() if headed else (no_scene(name),),
            source=data,
        )
    else:
        read = screenplay_of(found, name=name, format_name="docx", source=data)
    section = body.find(f"{_W}sectPr") if body is not None else None
    setup = page_setup(section, margins=own)
    return replace(read, title_page=titles or read.title_page, page_setup=setup)


def _is_own(archive: Archive) -> bool:
    """Whether lastlook wrote the document and no other program saved it since."""
    member = "docProps/app.xml"
    sign = f"<Application>{PROGRAM}</Application>".encode()
    return member in archive.members and sign in archive.read(member)


def _number_styles(archive: Archive) -> frozenset[str]:
    """Return the ids of character styles that set a scene's number."""
    if "word/styles.xml" not in archive.members:
        return frozenset()
    return frozenset(
        node.get(f"{_W}styleId", "")
        for node in _part(archive, "word/styles.xml", "styles").iterfind(f"{_W}style")
        if node.get(f"{_W}type") == "character"
        for title in node.iterfind(f"{_W}name")
        if title.get(f"{_W}val") == NUMBER_STYLE
    )


def _notes(archive: Archive) -> dict[str, tuple[str, bool]]:
    """Return the script's notes by comment, with whether each is a paragraph of its own."""
    if "word/comments.xml" not in archive.members:
        return {}
    found = {}
    for node in _part(archive, "word/comments.xml", "comments").iterfind(f"{_W}comment"):
        if node.get(f"{_W}author") == NOTE_AUTHOR:
            rows = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in node.iter(f"{_W}p"))
            alone = node.get(f"{_W}initials") == ALONE
            found[node.get(f"{_W}id", "")] = "\n".join(rows), alone
    return found


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
        parent = replace(parent, based=kind_of_style(parent.name))
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


@dataclass(slots=True)
class _Words:
    """What a paragraph holds."""

    runs: list[Run] = field(default_factory=list)
    number: str = ""
    above: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    breaks_before: bool = False
    breaks_after: bool = False


class _Reader:
    """Reads the paragraphs of one document."""

    def __init__(
        self,
        looks: dict[str, _Look],
        numbers: frozenset[str],
        notes: dict[str, tuple[str, bool]],
        *,
        own: bool,
    ) -> None:
        self.looks = looks
        self.numbers = numbers
        self.notes = notes
        self.own = own

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Give the document's paragraphs in order, those of a marked title page left out."""
        after = 0.0
        broken = False
        columns = dual_columns(body, self.kind)
        for number, node in enumerate(body.iter(f"{_W}p"), 1):
            if is_field(node):
                continue
            look, identity = self.look(node)
            properties = node.find(f"{_W}pPr")
            own = _look(properties) if properties is not None else _Look()
            kind = self.kind(node)
            style = look.style or Style.PLAIN
            # What a kind looks like is the kind's; only what is set beside it is the writer's.
            if self.own:
                style = Style.PLAIN
            elif kind is Kind.LYRICS:
                style &= ~Style.ITALIC
            found = self.words(node, style)
            look = own.over(look)
            # Word keeps the larger of the space below a paragraph and the space above the next.
            above = max(after, look.before or 0.0)
            named = kind_of_style(look.name) or kind_of_style(identity)
            yield Block(
                runs=tuple(found.runs),
                number=number,
                left=(look.left or 0.0) + (look.first or 0.0),
                alignment=look.alignment or Alignment.LEFT,
                space=above * 6,
                kind=kind,
                scene_number=found.number,
                dual=columns.get(node),
                starts_page=broken or found.breaks_before or bool(look.starts_page),
                is_title=is_title_style(look.name),
                breaks=kind is not None and bool(own.starts_page),
                type_name="" if named or kind is None else look.name,
                above=tuple(found.above),
                notes=tuple(found.notes),
                below=tuple(found.below),
            )
            after = look.after or 0.0
            broken = found.breaks_after

    def look(self, node: etree._Element) -> tuple[_Look, str]:
        """Return the look of a paragraph's style, and the style's id."""
        named = node.find(f"{_W}pPr/{_W}pStyle")
        identity = named.get(f"{_W}val", "") if named is not None else ""
        return self.looks.get(identity, self.looks[""]), identity

    def kind(self, node: etree._Element) -> Kind | None:
        """Return what a paragraph's style is named after, or in our own files, based on."""
        look, identity = self.look(node)
        kind = kind_of_style(look.name) or kind_of_style(identity)
        return look.based if kind is None and self.own else kind

    def words(self, paragraph: etree._Element, base: Style) -> _Words:
        """Read a paragraph's runs, the number in its margin and its notes."""
        found = _Words()
        length = 0
        for run in _walk(paragraph):
            named = run.find(f"{_W}rPr/{_W}rStyle")
            numbers = named is not None and named.get(f"{_W}val") in self.numbers
            style = _style(run.find(f"{_W}rPr"), base)
            for node in run:
                if node.tag == f"{_W}commentReference":
                    self.note(node.get(f"{_W}id", ""), length, found)
                elif node.tag == f"{_W}br" and node.get(f"{_W}type") == "page":
                    if any(piece.text.strip() for piece in found.runs):
                        found.breaks_after = True
                    else:
                        found.breaks_before = True
                elif numbers:
                    found.number += (node.text or "") if node.tag == f"{_W}t" else ""
                else:
                    piece = self.piece(node, style)
                    found.runs += [piece] if piece.text else []
                    length += len(piece.text)
        found.number = found.number.strip()
        return found

    def piece(self, node: etree._Element, style: Style) -> Run:
        """Read one part of a run."""
        if node.tag != f"{_W}t":
            return Run(_SIGNS.get(str(node.tag), ""), style)
        if self.own:
            return Run(node.text or "", style)
        text = node.text or ""
        return Run(text.upper() if Style.ALL_CAPS in style else text, style & ~Style.ALL_CAPS)

    def note(self, identity: str, at: int, found: _Words) -> None:
        """Put a note where it stands."""
        if identity not in self.notes:
            return
        text, alone = self.notes[identity]
        if not alone:
            found.notes.append(Note(text=text, offset=at))
        else:
            (found.below if at else found.above).append(text)


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
