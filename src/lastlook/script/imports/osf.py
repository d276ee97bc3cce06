"""Open Screenplay Format (.osf), and Fade In's files (.fadein), which are the same in a zip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.script import xml
from lastlook.script.imports.archive import Archive
from lastlook.script.imports.join import merged
from lastlook.script.imports.paragraphs import no_scene
from lastlook.script.imports.styles import kind_of_style
from lastlook.script.imports.titles import title_page_of
from lastlook.script.model import (
    SPEECH_KINDS,
    Alignment,
    Column,
    Continueds,
    Kind,
    Note,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
    Style,
    TitleField,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_FIX = "Open it in Fade In and export the script as FDX or Fountain."
_STYLES = {
    "bold": Style.BOLD, "italic": Style.ITALIC, "underline": Style.UNDERLINE,
    "strikethrough": Style.STRIKEOUT, "strikeout": Style.STRIKEOUT, "allcaps": Style.ALL_CAPS,
}  # fmt: skip
_TITLE_KEYS = {
    "title": "Title", "author": "Author", "writtenby": "Author", "copyright": "Copyright",
    "draft": "Draft date", "contact": "Contact", "basedon": "Source", "credit": "Credit",
}  # fmt: skip
_TENTHS = 254
"""The format measures in tenths of a millimetre."""


def read_fadein(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a .fadein file.

    Raises
    ------
    ProblemsError
        The file is damaged, unsafe or holds no script.
    """
    archive = Archive(data, name, fix=_FIX)
    return _read(archive.parse("document.xml", "document"), data, name, "fadein")


def read_osf(data: bytes, name: str) -> Screenplay:
    """Read the bytes of an .osf file, in any version of the format so far.

    Raises
    ------
    ProblemsError
        The file is not XML, is unsafe, or holds no script.
    """
    if data.startswith(b"PK\x03\x04"):
        return read_fadein(data, name)
    return _read(xml.parse(data, name, root="document"), data, name, "osf")


def _read(root: etree._Element, source: bytes, name: str, format_name: str) -> Screenplay:
    content = _child(root, "paragraphs")
    if content is None:
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what="The file has no <paragraphs>.",
                    why="That is where the format keeps the script.",
                    fix=_FIX,
                )
            ]
        )
    based = _based_on(root)
    problems: list[Problem] = []
    paragraphs = tuple(_paired(_paragraphs(content, based, name, problems)))
    if not any(p.kind is Kind.SCENE_HEADING for p in paragraphs):
        problems.append(no_scene(name))
    settings = _child(root, "settings")
    return Screenplay(
        name=name,
        format=format_name,
        title_page=_title_page(root),
        paragraphs=paragraphs,
        page_setup=_page_setup(settings),
        continueds=_continueds(settings),
        problems=tuple(problems),
        source=source,
    )


def _child(node: etree._Element, name: str) -> etree._Element | None:
    return next(_children(node, name), None)


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in node if str(child.tag).lower() == name)


def _get(node: etree._Element | None, *names: str) -> str:
    """Return an attribute by any of its spellings; versions differ in names and in capitals."""
    if node is None:
        return ""
    found = {str(key).lower().replace("_", ""): str(value) for key, value in node.attrib.items()}
    return next((found[name] for name in names if name in found), "")


def _yes(value: str) -> bool:
    return value.lower() in {"1", "true", "yes"}


def _based_on(root: etree._Element) -> dict[str, str]:
    """Return which style each style builds on."""
    styles = _child(root, "styles")
    if styles is None:
        return {}
    return {
        _get(style, "name"): _get(style, "basestylename", "basestyle")
        for style in _children(styles, "style")
    }


def _kind(style: str, based: dict[str, str]) -> Kind | None:
    for _ in range(10):
        if style.strip().lower() in {"normal text", "normal"}:
            return Kind.ACTION
        kind = kind_of_style(style)
        if kind is not None or style not in based:
            return kind
        style = based[style]
    return None


def _paragraphs(
    content: etree._Element, based: dict[str, str], name: str, problems: list[Problem]
) -> Iterator[tuple[Paragraph, bool]]:
    """Give each paragraph, and whether it opens a dual dialogue."""
    strange: set[str] = set()
    for node in _children(content, "para"):
        style = _child(node, "style")
        named = _get(style, "basestylename", "basestyle", "name")
        kind = _kind(named, based)
        line = xml.line_of(node)
        if kind is None:
            kind = Kind.ACTION
            if named not in strange:
                strange.add(named)
                problems.append(_strange(name, line, named))
        runs = _runs(node)
        if _yes(_get(style, "pagebreakbefore") or _get(node, "pagebreakbefore", "pagebreak")):
            yield Paragraph(kind=Kind.PAGE_BREAK, runs=(Run(""),), line=line), False
        text = "".join(run.text for run in runs)
        if kind is Kind.PARENTHETICAL and text and not text.startswith("("):
            runs = merged((Run("("), *runs, Run(")")))
        notes = _get(node, "note")
        centred = _get(style, "align").lower() == "center" and kind not in SPEECH_KINDS
        dual = _yes(_get(style, "dualdialogue") or _get(node, "dualdialogue"))
        yield (
            Paragraph(
                kind=kind,
                runs=runs,
                line=line,
                number=_get(node, "number") or _get(style, "number"),
                layout=ParagraphStyle(alignment=Alignment.CENTER) if centred else None,
                synopsis=_get(node, "synopsis"),
                notes=(Note(text=notes, offset=len(text), line=line),) if notes else (),
            ),
            dual,
        )


def _runs(node: etree._Element) -> tuple[Run, ...]:
    runs = []
    for text in _children(node, "text"):
        style = Style.PLAIN
        for key, flag in _STYLES.items():
            if _yes(_get(text, key)):
                style |= flag
        runs.append(Run("".join(str(part) for part in text.itertext()), style))
    joined = "".join(run.text for run in runs)
    if not joined.strip():
        return (Run(""),)
    return merged(runs)


def _paired(found: Iterator[tuple[Paragraph, bool]]) -> Iterator[Paragraph]:
    """Give the columns of dual dialogue: the mark is on the first cue, or on both."""
    column: Column | None = None
    for paragraph, marked in found:
        if paragraph.kind not in SPEECH_KINDS:
            column = None
        elif paragraph.kind is Kind.CHARACTER:
            opens = Column.LEFT if marked else None
            column = Column.RIGHT if column is Column.LEFT else opens
        yield replace(paragraph, dual=column) if column is not None else paragraph


def _title_page(root: etree._Element) -> tuple[TitleField, ...]:
    """Read the title page; its paragraphs may say by a bookmark what they are."""
    page = _child(root, "titlepage")
    known: dict[str, tuple[str, ...]] = {}
    rows: list[tuple[str, bool, int]] = []
    for node in _children(page, "para") if page is not None else ():
        style = _child(node, "style")
        text = "".join(run.text for run in _runs(node))
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        mark = "".join(_get(node, "bookmark").lower().split())
        if mark in _TITLE_KEYS and lines:
            known[_TITLE_KEYS[mark]] = lines
        else:
            centred = _get(style, "align").lower() == "center"
            rows += [(line, centred, xml.line_of(node)) for line in lines]
    info = _child(root, "info")
    if not rows and not known and info is not None:
        title, writer = _get(info, "title"), _get(info, "writtenby")
        if title and title != "Untitled Screenplay":
            known["Title"] = (title,)
        if writer and writer.lower() != "written by":
            known["Author"] = (writer.removeprefix("Written by").strip() or writer,)
    sorted_rows = title_page_of(rows)
    named = tuple(TitleField(key=key, values=values) for key, values in known.items())
    return (*named, *(field for field in sorted_rows if field.key not in known))


def _page_setup(settings: etree._Element | None) -> PageSetup:
    width, height = _get(settings, "pagewidth"), _get(settings, "pageheight")
    if not (width.isdigit() and height.isdigit() and 500 < int(width) < 9000 > int(height) > 500):
        return PageSetup()
    return PageSetup(width=round(int(width) / _TENTHS, 2), height=round(int(height) / _TENTHS, 2))


def _continueds(settings: etree._Element | None) -> Continueds:
    usual = Continueds()
    contd = _get(settings, "conttext")
    return Continueds(
        more=_get(settings, "moretext") or usual.more,
        contd=contd or usual.contd,
        automatic=_yes(_get(settings, "dialoguecontinues") or "true"),
    )


def _strange(name: str, line: int, style: str) -> Problem:
    return Problem(
        file=name,
        line=line,
        what=f"The style “{style[:60]}” is not one that scripts are made of.",
        why="Its paragraphs were read as action.",
        fix="Give them one of Fade In's own styles if they are something else.",
        severity=Severity.WARNING,
    )
