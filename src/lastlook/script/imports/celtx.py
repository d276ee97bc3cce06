"""Celtx projects (.celtx): a zip with the script as HTML, each paragraph classed by element."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.imports.archive import Archive
from lastlook.script.imports.html import page_of
from lastlook.script.imports.paragraphs import screenplay_of
from lastlook.script.model import TitleField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lastlook.script.model import Screenplay

_FIX = "Open it in Celtx and export the script as text, HTML or PDF."
_LOCAL = re.compile(rb"localFile\s*=\s*\"([^\"]{1,200})\"", re.IGNORECASE)
_SCRIPT = re.compile(rb"<[^>]*ScriptDocument[^>]*>|<[^>]*localFile[^>]*>")
_FIELDS = (
    ("Credit", ("cx.byline",)),
    ("Author", ("author",)),
    ("Source", ("dc.source",)),
    ("Copyright", ("dc.rights",)),
    ("Contact", ("cx.contact",)),
)


def read_celtx(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a Celtx project: its script, or the first where it holds several.

    Raises
    ------
    ProblemsError
        The file is damaged, unsafe or holds no script.
    """
    archive = Archive(data, name, fix=_FIX)
    page = page_of(archive.read(_script(archive)), name)
    found = screenplay_of(page.blocks, name=name, format_name="celtx", source=data)
    titles = tuple(_titles(page.root))
    return replace(found, title_page=titles or found.title_page)


def _script(archive: Archive) -> str:
    """Return the member that holds the script, as the project's directory names it."""
    members = archive.members
    if "project.rdf" in members:
        directory = archive.read("project.rdf")
        for piece in directory.split(b"<cx:Document")[1:]:
            if b"ScriptDocument" not in piece[:2000]:
                continue
            local = _LOCAL.search(piece[:2000])
            if local is not None and local[1].decode("utf-8", "replace") in members:
                return local[1].decode("utf-8", "replace")
    pages = [member for member in members if member.lower().endswith((".html", ".htm"))]
    scripts = [member for member in pages if "script" in member.lower()]
    for member in scripts or [page for page in pages if "scratch" not in page.lower()]:
        return member
    raise archive.refused("The project holds no script.", "Celtx keeps it as an HTML page inside.")


def _titles(root: etree._Element) -> Iterator[TitleField]:
    title = root.findtext("head/title") or ""
    if title.strip():
        yield TitleField(key="Title", values=(" ".join(title.split()),))
    meta = {
        node.get("name", "").lower(): node.get("content", "") for node in root.iterfind("head/meta")
    }
    for key, names in _FIELDS:
        text = next((meta[n] for n in names if meta.get(n, "").strip()), "")
        lines = tuple(filter(None, (line.strip() for line in text.splitlines())))
        if lines:
            yield TitleField(key=key, values=lines)
