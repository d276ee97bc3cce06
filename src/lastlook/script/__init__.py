r"""The screenplay: read it, take it apart into scenes, lay it out on pages.

>>> screenplay = read(b"INT. CAR - NIGHT #7#\n\nSnow.\n", "last.fountain")
>>> scenes_of(screenplay)[0].number
'7'
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError, Problem, ProblemsError
from lastlook.production.folder import PRIVATE_FILES
from lastlook.script.heading import Heading, IntExt, parse_heading
from lastlook.script.model import Kind, Paragraph, Run, Screenplay, Style
from lastlook.script.scenes import Scene, cue_name, scenes_of

if TYPE_CHECKING:
    from lastlook.script.pages.paginate import Pages
    from lastlook.script.revisions.locked import LockedPages

__all__ = [
    "Heading",
    "IntExt",
    "Kind",
    "Paragraph",
    "Run",
    "Scene",
    "Screenplay",
    "Style",
    "cue_name",
    "paginate",
    "parse_heading",
    "read",
    "read_file",
    "scenes_of",
]

FOUNTAIN_SUFFIXES = frozenset({".fountain", ".spmd", ".txt", ".md"})
FDX_SUFFIXES = frozenset({".fdx", ".fdxt", ".xml"})
LOOSE_SUFFIXES = frozenset({".txt", ".md"})
"""Read as Fountain, unless they clearly are not: then as Google Docs exports Markdown."""
IMPORT_SUFFIXES = frozenset(
    {".pdf", ".docx", ".odt", ".html", ".htm", ".celtx", ".fadein", ".osf", ".trelby"}
)
"""Read by `lastlook.script.imports`."""


def read(data: bytes, name: str) -> Screenplay:
    """Read a script. The ending of `name` tells the format; XML is FDX whatever it is called.

    Fountain and Final Draft are read here; PDF, Word, OpenDocument, HTML, Celtx, Fade In and
    Trelby by `lastlook.script.imports`.

    Raises
    ------
    ProblemsError
        The bytes cannot be read as a script; carries where and why.
    """
    suffix = Path(name).suffix.lower()
    if data.startswith(b"%PDF-"):
        suffix = ".pdf"
    if suffix in IMPORT_SUFFIXES:
        from lastlook.script.imports import reader

        return with_doubts(reader(suffix)(data, name))
    looks_xml = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<FinalDraft"))
    if suffix in FDX_SUFFIXES or looks_xml:
        from lastlook.script.fdx.reader import read_fdx

        return with_doubts(read_fdx(data, name))
    if suffix in FOUNTAIN_SUFFIXES or not suffix:
        from lastlook.script.fountain.reader import read_fountain

        fountain = read_fountain(data, name)
        if suffix in LOOSE_SUFFIXES:
            from lastlook.script.imports.markdown import unless_loose

            fountain = unless_loose(fountain)
        return with_doubts(fountain)
    raise ProblemsError(
        [
            Problem(
                file=name,
                what=f"lastlook cannot read {suffix} files.",
                fix="Save the script as Fountain (.fountain), Final Draft (.fdx), Word (.docx) "
                "or PDF.",
            )
        ]
    )


def with_doubts(screenplay: Screenplay) -> Screenplay:
    """Add what looks like a mistake to the screenplay's problems; see `script.doubts`."""
    from lastlook.script.doubts.doubts import doubts

    found = doubts(screenplay)
    if not found:
        return screenplay
    problems = sorted((*screenplay.problems, *found), key=lambda p: (p.line, p.column))
    return replace(screenplay, problems=tuple(problems))


def read_file(path: Path) -> Screenplay:
    """Read the script at `path`.

    Raises
    ------
    ProblemsError
        The file is no script.
    LastlookError
        The file cannot be opened.
    """
    if path.name in PRIVATE_FILES:
        raise LastlookError(f"{path} is no script; it is private and was not opened.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LastlookError(f"{path} cannot be read: {error.strerror}.") from None
    return read(data, path.name)


def paginate(screenplay: Screenplay, locked: LockedPages | None = None) -> Pages:
    """Lay the script out as Final Draft does; see `lastlook.script.pages.paginate`.

    `locked` are the pages of an earlier draft, to be kept; see `lastlook.script.revisions.locked`.
    """
    from lastlook.script.pages.paginate import paginate as lay_out

    return lay_out(screenplay, locked)
