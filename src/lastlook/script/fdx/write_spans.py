"""An FDX file as its bytes, with the places of the nodes that writing may change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


@dataclass(slots=True)
class Span:
    """Where a node stands in the bytes."""

    tag: str
    start: int
    open_end: int
    """After its start tag."""
    end: int = 0
    """After its end tag."""
    children: list[Span] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Written as one tag, `<LockedPages/>`."""
        return self.end == self.open_end


class Document:
    """A file's bytes in UTF-8, its nodes to a depth of three, and the changes asked for."""

    def __init__(self, source: bytes) -> None:
        self.mark, encoding = next((m for m in _MARKS if source.startswith(m[0])), (b"", ""))
        declared = _DECLARED.match(source)
        name = encoding or (declared[1].decode() if declared else "utf-8")
        self.encoding = name if _wide(name, encoding) is None else str(_wide(name, encoding))
        self.body = source[len(self.mark) :].decode(self.encoding).encode("utf-8")
        self.root = _spans(self.body)
        self.newline = "\r\n" if b"\r\n" in self.body else "\n"
        self._changes: list[tuple[int, int, int, bytes]] = []

    def find(self, *path: str) -> Span | None:
        """Return the first node at a path under the root."""
        here: Span | None = self.root
        for tag in path:
            here = next((c for c in here.children if c.tag == tag), None) if here else None
        return here

    def all(self, *path: str) -> list[Span]:
        """Return every node at a path under the root."""
        found = [self.root]
        for tag in path:
            found = [child for span in found for child in span.children if child.tag == tag]
        return found

    def text(self, span: Span) -> str:
        """Return a node as it is written."""
        return self.body[span.start : span.end].decode("utf-8")

    def space_before(self, span: Span) -> str:
        """Return the white space in front of a node."""
        before = self.body[: span.start]
        return before[len(before.rstrip()) :].decode("utf-8")

    def replace(self, span: Span, text: str) -> None:
        """Write `text` in the place of a node."""
        self.change(span.start, span.end, text)

    def remove(self, span: Span) -> None:
        """Take a node out, with the white space in front of it."""
        self.change(span.start - len(self.space_before(span).encode("utf-8")), span.end, "")

    def insert(self, at: int, text: str) -> None:
        """Write `text` at a place; what is written at one place keeps its order."""
        self.change(at, at, text)

    def change(self, start: int, end: int, text: str) -> None:
        """Write `text` in the place of the bytes from `start` to `end`."""
        self._changes.append((start, end, len(self._changes), text.encode("utf-8")))

    def written(self) -> bytes:
        """Return the file with all changes made."""
        out: list[bytes] = []
        done = 0
        for start, end, _, data in sorted(self._changes):
            out += (self.body[done:start], data)
            done = max(done, end)
        out.append(self.body[done:])
        text = b"".join(out).decode("utf-8")
        return self.mark + text.encode(self.encoding, "xmlcharrefreplace")

    def node(self, span: Span) -> etree._Element:
        """Return a node for changing; give it back with `changed`."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)
        shell = self.body[self.root.start : self.root.open_end]
        tag = self.root.tag.encode()
        shell = shell[:-2] + b">" if self.root.empty else shell
        whole = shell + self.body[span.start : span.end] + b"</" + tag + b">"
        return etree.fromstring(whole, parser)[0]

    def changed(self, span: Span, node: etree._Element) -> None:
        """Write a changed node in its place."""
        from lxml import etree

        node.tail = None
        text = etree.tostring(node, encoding="unicode")
        for prefix, uri in (node.nsmap or {}).items():
            name = f"xmlns:{prefix}" if prefix else "xmlns"
            if f"{name}=" not in self.text(span):
                text = text.replace(f' {name}="{uri}"', "", 1)
        if self.newline != "\n":
            text = text.replace("\n", self.newline)
        self.replace(span, text)

    def indented(self, lines: Iterator[str], like: Span | None, fallback: str) -> str:
        """Return nodes' lines set in as deep as the node `like`, white space in front."""
        space = self.space_before(like) if like else ""
        space = space if "\n" in space else self.newline + fallback
        step = space[space.rindex("\n") :]
        start = self.newline if self.newline != "\n" else ""
        return "".join((start[:-1] if start else "") + step + line for line in lines)


def _wide(name: str, marked: str) -> str | None:
    """Name an encoding whose mark Python would otherwise write a second time."""
    if name.casefold().replace("_", "-") in {"utf-16", "utf16", "ucs-2"}:
        return marked or "utf-16-le"
    return None


def _spans(body: bytes) -> Span:
    """Find the nodes of a document, three levels below its root."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    stack: list[Span] = []
    found: list[Span] = []

    def start(tag: str, _: object) -> None:
        at = parser.CurrentByteIndex
        span = Span(tag, at, _tag_end(body, at))
        if stack and len(stack) <= 4:
            stack[-1].children.append(span)
        if not stack:
            found.append(span)
        stack.append(span)

    def end(_: str) -> None:
        span = stack.pop()
        at = parser.CurrentByteIndex
        # An empty tag ends where it starts.
        span.end = span.open_end if at <= span.start else body.index(b">", at) + 1
        if at == span.open_end and body[at : at + 2] != b"</":
            span.end = span.open_end

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(body, True)  # noqa: FBT003
    return found[0]


_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


def _tag_end(body: bytes, at: int) -> int:
    match = _TAG.match(body, at)
    return match.end() if match else at
