"""Scripts that other programs wrote: PDF, Word, OpenDocument, HTML, Celtx, Fade In, Trelby.

Each reader gives an ordinary `Screenplay`. What a file says outright (a paragraph style, a class,
an element's name) is taken as it stands; where a file only shows how the script looks, the
paragraphs are told apart by `classify.lines_to_elements`, and each line it could not be sure of
is a warning with the page and the reason.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.script.model import Screenplay

READERS = {
    ".pdf": "pdf:read_pdf",
    ".docx": "docx:read_docx",
    ".odt": "odt:read_odt",
    ".html": "html:read_html",
    ".htm": "html:read_html",
    ".celtx": "celtx:read_celtx",
    ".fadein": "osf:read_fadein",
    ".osf": "osf:read_osf",
    ".trelby": "trelby:read_trelby",
}
"""Which function of this package reads files of an ending."""


def reader(suffix: str) -> Callable[[bytes, str], Screenplay]:
    """Return the function that reads files ending in `suffix`, a key of `READERS`."""
    module, _, name = READERS[suffix].partition(":")
    found: Callable[[bytes, str], Screenplay] = getattr(
        import_module(f"lastlook.script.imports.{module}"), name
    )
    return found
