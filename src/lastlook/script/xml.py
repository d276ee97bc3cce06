"""Reading XML that strangers wrote: bounded, and with no way out of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lastlook.errors import Problem, ProblemsError

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read. The longest series bibles in Final Draft stay under 20 MB."""
MAX_DEPTH = 100
"""Deepest nesting that is read. Final Draft nests about ten deep."""
MOST_TAGS = 2_000_000
"""Tags of the largest file that is read; a feature has about 40,000."""

_OTHER_FORMATS = (
    (b"PK\x03\x04", "a zip archive", "Unpack it, or export the script as .fdx from its program."),
    (b"%PDF", "a PDF", "Give the file its .pdf ending."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Export the script as .fdx from its program."),
    (b"{\\rtf", "a rich-text document", "Export the script as .fdx from its program."),
)


def parse(data: bytes, name: str, *, root: str) -> etree._Element:
    """Parse `data` and return its root element, whose tag must be `root`.

    No entity is declared or expanded, nothing outside the file is opened, and files over
    `MAX_BYTES`, of more than `MOST_TAGS` or nested deeper than `MAX_DEPTH` are refused.
    Comments and processing instructions are dropped.

    Raises
    ------
    ProblemsError
        When the file is too large or deep, is not XML, carries a DOCTYPE, or has another root.

    """
    from lxml import etree

    _refuse_at_sight(data, name, root)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        collect_ids=False,
    )
    try:
        element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        closed = f"</{root}>".encode() in data[-400:].replace(b"\0", b"")
        raise ProblemsError([_syntax_problem(error, name, cut_short=not closed)]) from None
    # A second look, for declarations in an encoding the first look could not see into.
    if element.getroottree().docinfo.internalDTD is not None:
        raise ProblemsError([_doctype_problem(name, 1)])
    if element.tag != root:
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    line=line_of(element) or 1,
                    what=f"The file's outermost element is <{_short(element.tag)}>, not <{root}>.",
                    why="It is XML, but of another kind.",
                    fix="Check that this is the script; export it again as .fdx.",
                )
            ]
        )
    if element.xpath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")"):
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what=f"The file is nested more than {MAX_DEPTH} elements deep.",
                    why="No script is, so this looks like an attack or a broken export.",
                    fix="Open it in the program that wrote it and save it again.",
                )
            ]
        )
    return element


def line_of(element: etree._Element) -> int:
    """Line of the file that an element starts on, from 1; 0 where the parser does not know."""
    return cast("int | None", element.sourceline) or 0


def _refuse_at_sight(data: bytes, name: str, root: str) -> None:
    """Refuse what no parser needs to see: too large, empty, another format, a DOCTYPE."""
    if len(data) > MAX_BYTES:
        problem = Problem(
            file=name,
            what=f"The file is {len(data) / 2**20:.0f} MB; at most {MAX_BYTES >> 20} MB are read.",
            why="A script of that size usually carries pictures.",
            fix="Remove the pictures in the program that wrote it and save it again.",
        )
        raise ProblemsError([problem])
    if (tags := data.count(b"<")) > MOST_TAGS:
        problem = Problem(
            file=name,
            what=f"The file has {tags:,} tags; at most {MOST_TAGS:,} are read.",
            why="A feature has about 40,000, so this looks like an attack or a broken export.",
            fix="Open it in the program that wrote it and save it again.",
        )
        raise ProblemsError([problem])
    plain = data[:4096].replace(b"\0", b"")  # what UTF-16 puts between ASCII letters
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start:
        problem = Problem(
            file=name,
            what="The file is empty.",
            why="There is no script in it.",
            fix="Save or export the script again.",
        )
        raise ProblemsError([problem])
    for magic, what, fix in _OTHER_FORMATS:
        if start.startswith(magic):
            raise ProblemsError([Problem(file=name, line=1, what=f"The file is {what}.", fix=fix)])
    if not start.startswith(b"<"):
        problem = Problem(
            file=name,
            line=1,
            what="The file is not XML: it does not start with '<'.",
            why="Final Draft has written .fdx as XML since version 8; .fdr was something else.",
            fix="Open it in the program that wrote it and save it as .fdx.",
        )
        raise ProblemsError([problem])
    end = data.find(b"<" + root.encode())
    head = (data if end < 0 else data[:end]).replace(b"\0", b"")
    found = re.search(rb"<!DOCTYPE", head)
    if found:
        raise ProblemsError([_doctype_problem(name, head.count(b"\n", 0, found.start()) + 1)])


def _doctype_problem(name: str, line: int) -> Problem:
    return Problem(
        file=name,
        line=line,
        what="The file declares a DOCTYPE.",
        why="No script needs one, and it can make a reader open other files or run out of memory.",
        fix="Delete the <!DOCTYPE ...> declaration, or save the script again in its own program.",
    )


def _syntax_problem(error: etree.XMLSyntaxError, name: str, *, cut_short: bool) -> Problem:
    """Turn the parser's complaint into a finding with a way out."""
    said = str(error.msg or "").split(", line ")[0]
    low = said.casefold()
    line, column = error.position
    if "encoding" in low or "utf-8" in low or "invalid char" in low:
        why = "The bytes are not in the encoding that the file's first line names."
        fix = 'Save the script again as UTF-8, or correct encoding="..." in the first line.'
    elif "depth" in low:
        why = "No script is nested that deep, so this looks like an attack or a broken export."
        fix = "Open it in the program that wrote it and save it again."
    elif cut_short:
        why = "The file ends too early, as after a broken download or a full disk."
        fix = "Get the file again, or save it again in the program that wrote it."
    else:
        why = "It is not well-formed XML, so what follows cannot be trusted."
        fix = "Save the script again in the program that wrote it, or mend this line."
    return Problem(
        file=name,
        line=max(line or 1, 1),
        column=max(column or 0, 0),
        what=f"The file cannot be read as XML: {said}.",
        why=why,
        fix=fix,
    )


def _short(tag: object, limit: int = 60) -> str:
    text = str(tag)
    return text if len(text) <= limit else text[: limit - 1] + "…"
