"""HTML: Google Docs' export, and pages that name a script's elements in their classes."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError
from lastlook.script.imports import words
from lastlook.script.imports.paragraphs import Block, screenplay_of
from lastlook.script.imports.styles import is_title_style, kind_of_style
from lastlook.script.imports.titles import title_page_of
from lastlook.script.model import Alignment, Column, Kind, Run, Style
from lastlook.script.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lastlook.script.model import Screenplay, TitleField

MAX_BYTES = 16 * 1024 * 1024
"""Largest page that is read, pictures inside it not counted; a feature is about 1 MB."""
MAX_DEPTH = 200
"""Deepest nesting that is looked into."""
_PICTURES = re.compile(rb"data:[\w/+.-]{1,40};base64,[A-Za-z0-9+/=\s]*")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"(?:[a-z0-9]*)\.([\w-]+)")
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d+)?)(pt|px|in|cm|mm|em|rem|ch)?")
_UNITS = {"pt": 1 / 72, "px": 1 / 96, "in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "em": 1 / 6,
          "rem": 1 / 6, "ch": 0.1, None: 0.0}  # fmt: skip
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li div pre blockquote section article td th dt dd center".split()
)
_SKIPPED = frozenset("head nav script style template noscript svg object iframe".split())
_TITLE_PAGE = re.compile(r"title[-_ ]?page", re.IGNORECASE)
_SPEECH_BOX = re.compile(r"(?:^|[\s_-])(?:dialog(?:ue)?|speech)(?:$|[\s_-])", re.IGNORECASE)
_EMPHASIS = {
    "b": Style.BOLD, "strong": Style.BOLD, "i": Style.ITALIC, "em": Style.ITALIC,
    "u": Style.UNDERLINE, "ins": Style.UNDERLINE, "s": Style.STRIKEOUT, "strike": Style.STRIKEOUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page holds."""

    blocks: tuple[Block, ...]
    titles: tuple[TitleField, ...]
    """Its title page, where it marks one."""
    root: etree._Element


def read_html(data: bytes, name: str) -> Screenplay:
    """Read the bytes of an HTML page.

    Classes that name a script's elements are believed (`scene-heading`, `sceneheading`,
    `character`, `dialog` …); without them, margins and alignment tell, from the page's own style
    sheet or from the elements themselves. A page that lastlook wrote comes back as it was.

    Raises
    ------
    ProblemsError
        The page is too large or is no text.
    """
    from lastlook.script.imports.own_html import is_own, read_own

    if is_own(data):
        return read_own(parsed(data, name), name, data)
    page = page_of(data, name)
    found = screenplay_of(page.blocks, name=name, format_name="html", source=data)
    return replace(found, title_page=page.titles) if page.titles else found


def page_of(data: bytes, name: str) -> Page:
    """Take a page apart into blocks of text, in order."""
    root = parsed(data, name)
    sheet = _style_sheet(root)
    blocks: list[Block] = []
    titles: list[tuple[str, bool, int]] = []
    for number, (node, runs) in enumerate(_texts(root, sheet), 1):
        block = _block(node, runs, number, sheet)
        if _marks(node, _TITLE_PAGE):
            centred = not re.search(r"contact|date|draft", _classes(node), re.IGNORECASE)
            titles += [(line, centred, number) for line in block.text.split("\n")]
        else:
            blocks.append(block)
    return Page(tuple(blocks), title_page_of(titles), root)


def parsed(data: bytes, name: str) -> etree._Element:
    """Parse a page; pictures within it are left out.

    Raises
    ------
    ProblemsError
        The page is too large or is no text.
    """
    from lxml import html as lxml_html

    text = _decoded(_PICTURES.sub(b"", data), name)
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml_html.document_fromstring(text, parser=parser)
    except (ValueError, lxml_html.etree.ParserError, lxml_html.etree.XMLSyntaxError):
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what="The page holds no text.",
                    why="There is no script in it.",
                    fix="Export the script again.",
                )
            ]
        ) from None


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        problem = Problem(
            file=name,
            what=f"The page has {len(data) / 2**20:.0f} MB; at most {MAX_BYTES >> 20} MB are read.",
            why="No script has as much text.",
            fix="Export the script alone.",
        )
        raise ProblemsError([problem])
    named = _CHARSET.search(data[:4096])
    if named is not None and named[1].lower() not in {b"utf-8", b"utf8"}:
        # A charset nobody knows, or a wrong one, leaves the guess to `decode`.
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            data = data.decode(named[1].decode()).encode()
    text, _ = decode(data, name)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _style_sheet(root: etree._Element) -> dict[str, dict[str, str]]:
    """Return what the page's own style sheet says of classes; one class to a selector."""
    sheet: dict[str, dict[str, str]] = {}
    for node in root.iter("style"):
        for rule in _RULE.finditer(node.text or ""):
            for selector in rule[1].split(","):
                match = _CLASS.fullmatch(selector.strip())
                if match is not None:
                    sheet.setdefault(match[1], {}).update(_declared(rule[2]))
    return sheet


def _declared(text: str) -> dict[str, str]:
    found = {}
    for part in text.split(";"):
        key, _, value = part.partition(":")
        found[key.strip().lower()] = value.strip().lower()
    return found


def _says(node: etree._Element, sheet: dict[str, dict[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name in node.get("class", "").split()[:20]:
        values.update(sheet.get(name, {}))
    values.update(_declared(node.get("style", "")))
    return values


def _texts(
    root: etree._Element, sheet: dict[str, dict[str, str]]
) -> Iterator[tuple[etree._Element, tuple[Run, ...]]]:
    """Walk the page and give each stretch of text with the block it stands in."""
    stack: list[tuple[etree._Element, Style]] = []
    block = root
    runs: list[Run] = []

    def flush() -> Iterator[tuple[etree._Element, tuple[Run, ...]]]:
        made = _tidy(runs)
        runs.clear()
        if made or block.tag == "p":
            yield block, made

    from lxml import etree as lxml_etree

    body = root.find("body")
    for event, node in lxml_etree.iterwalk(
        body if body is not None else root, events=("start", "end")
    ):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            style = stack[-1][1] if stack else Style.PLAIN
            if tag in _BLOCKS:
                yield from flush()
                block = node
                style = Style.PLAIN if tag in {"p", "div"} else style
            skipped = tag in _SKIPPED or any(parent.tag in _SKIPPED for parent, _ in stack)
            if not skipped and len(stack) < MAX_DEPTH:
                style = _styled(node, tag, style, sheet)
                if tag == "br":
                    runs.append(Run("\n", style))
                elif node.text:
                    runs.append(Run(node.text if tag == "pre" else _flat(node.text), style))
            stack.append((node, style))
        else:
            stack.pop()
            if tag in _BLOCKS:
                yield from flush()
                block = next((n for n, _ in reversed(stack) if n.tag in _BLOCKS), root)
            skipped = any(parent.tag in _SKIPPED for parent, _ in stack)
            if node.tail and not skipped and node is not body and len(stack) <= MAX_DEPTH:
                runs.append(Run(_flat(node.tail), stack[-1][1] if stack else Style.PLAIN))
    yield from flush()


def _flat(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


def _styled(
    node: etree._Element, tag: str, style: Style, sheet: dict[str, dict[str, str]]
) -> Style:
    style |= _EMPHASIS.get(tag, Style.PLAIN)
    says = _says(node, sheet) if node.get("class") or node.get("style") else {}
    weight = says.get("font-weight", "")
    if weight == "bold" or (weight.isdigit() and int(weight[:4]) >= 600):
        style |= Style.BOLD
    elif weight:
        style &= ~Style.BOLD
    if says.get("font-style") in {"italic", "oblique"}:
        style |= Style.ITALIC
    if "underline" in says.get("text-decoration", ""):
        style |= Style.UNDERLINE
    if "line-through" in says.get("text-decoration", ""):
        style |= Style.STRIKEOUT
    return style


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Draw white space together over the borders of runs; breaks take none beside them."""
    found: list[Run] = []
    end = "\n"
    for run in runs:
        text = run.text
        if text == "\n":
            if found:
                found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
            end = "\n"
        elif end in " \n":
            text = text.lstrip(" ")
        if text:
            end = text[-1]
            found.append(replace(run, text=text.replace("\u00ad", "")))
    while found and not found[-1].text.strip(" \n"):
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
    return tuple(found)


def _block(
    node: etree._Element, runs: tuple[Run, ...], number: int, sheet: dict[str, dict[str, str]]
) -> Block:
    says = _says(node, sheet)
    left = sum(_inches(says.get(key)) for key in ("margin-left", "padding-left", "text-indent"))
    if says.get("text-transform") == "uppercase":
        runs = tuple(replace(run, text=run.text.upper()) for run in runs)
    align = says.get("text-align", node.get("align", "")).lower()
    text = "".join(run.text for run in runs).strip()
    return Block(
        runs=tuple(replace(run, text=run.text.replace("\u00a0", " ")) for run in runs),
        number=number,
        left=left,
        alignment={"center": Alignment.CENTER, "right": Alignment.RIGHT}.get(align, Alignment.LEFT),
        kind=_kind(node, text),
        scene_number=_scene_number(node),
        dual=_column(node),
        starts_page=says.get("page-break-before") == "always",
        is_title=is_title_style(node.get("class", "")) or node.tag == "h1",
    )


def _kind(node: etree._Element, text: str) -> Kind | None:
    """Read the element off the classes of a block and of what it stands in."""
    for step, place in enumerate([node, *node.iterancestors()][:8]):
        for name in place.get("class", "").split()[:20]:
            kind = kind_of_style(name)
            if kind is None or (kind is Kind.CHARACTER and step and text.startswith("(")):
                continue
            if kind is Kind.DIALOGUE and text.startswith("(") and text.endswith(")"):
                return Kind.PARENTHETICAL
            return Kind.CHARACTER if kind is Kind.DIALOGUE and node.tag == "h4" else kind
        if step and _SPEECH_BOX.search(place.get("class", "")):
            break
    if node.tag in {"h2", "h3"} and words.starts_heading(text):
        return Kind.SCENE_HEADING
    return None


def _scene_number(node: etree._Element) -> str:
    for key in ("scenenumber", "data-scene-number", "data-number", "scenestr"):
        value = (node.get(key) or "").strip()
        if value and words.NUMBER.fullmatch(value):
            return value
    return ""


def _column(node: etree._Element) -> Column | None:
    names = [place.get("class", "").lower().split() for place in [node, *node.iterancestors()][:6]]
    if any("dual" in name for group in names for name in group):
        for group in names:
            for column in Column:
                if column.value in group or f"dual-{column.value}" in group:
                    return column
    return None


def _marks(node: etree._Element, pattern: re.Pattern[str]) -> bool:
    places = [node, *node.iterancestors()][:8]
    return any(pattern.search(f"{p.get('class', '')} {p.get('id', '')}") for p in places)


def _classes(node: etree._Element) -> str:
    return " ".join(place.get("class", "") for place in [node, *node.iterancestors()][:3])


def _inches(value: str | None) -> float:
    match = _LENGTH.fullmatch((value or "").strip())
    return float(match[1]) * _UNITS[match[2]] if match else 0.0
