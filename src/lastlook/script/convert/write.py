"""Writing a screenplay in the format that a file's ending names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError
from lastlook.script.convert.losses import Written

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.script.model import Screenplay

__all__ = ["FORMATS", "Written", "write"]

FORMATS = {
    ".fountain": "Fountain",
    ".spmd": "Fountain",
    ".fdx": "Final Draft",
    ".pdf": "PDF",
    ".html": "HTML",
    ".htm": "HTML",
    ".docx": "Word",
    ".txt": "plain text",
}
"""Formats that can be written, by the file's ending."""


def write(screenplay: Screenplay, name: str) -> Written:
    """Write a screenplay; the ending of `name` tells the format.

    Raises
    ------
    ProblemsError
        No format of that ending is written.
    """
    target = FORMATS.get(Path(name).suffix.lower())
    if target is None:
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what=f"lastlook does not write {Path(name).suffix or 'files without ending'}.",
                    fix=f"Give the new file one of these endings: {', '.join(FORMATS)}.",
                )
            ]
        )
    return _writer(target)(screenplay)


def _writer(target: str) -> Callable[[Screenplay], Written]:
    if target == "Fountain":
        from lastlook.script.fountain.write import write_fountain as writer
    elif target == "Final Draft":
        from lastlook.script.fdx.write import write_fdx as writer
    elif target == "HTML":
        from lastlook.script.convert.html import write_html as writer
    elif target == "Word":
        from lastlook.script.convert.docx import write_docx as writer
    elif target == "plain text":
        from lastlook.script.convert.text import write_text as writer
    else:
        writer = _write_pdf
    return writer


def _write_pdf(screenplay: Screenplay) -> Written:
    from lastlook.script.convert.losses import Losses
    from lastlook.script.convert.out_only import tell_title, tell_unseen
    from lastlook.script.print import print_pdf

    losses = Losses(screenplay.name)
    tell_unseen(screenplay, losses, "PDF", notes=False)
    tell_title(screenplay, losses, "PDF")
    printed = print_pdf(screenplay)
    return Written(printed.data, (*losses.listed(), *printed.problems))
