"""PDF pages: the book's values go to a template, bytes come back."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook import typeset
from lastlook.paperwork.glyphs import printable

if TYPE_CHECKING:
    from lastlook.paperwork.views import BookView

HERE = Path(str(resources.files(__package__)))
"""Root of the templates; typst reads nothing outside it."""


def page_data(view: BookView) -> str:
    """Write the book's values as JSON whose every text can be printed."""
    return json.dumps(printable_values(asdict(view)), ensure_ascii=False)


def printable_values(value: Any) -> Any:
    """Return values for a template, every text of which can be printed."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        # A picture's words are printable already, and its markup is not to be broken.
        return {k: inner if k == "svg" else printable_values(inner) for k, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable_values(inner) for inner in value]
    return value


def set_pdf(template: str, data: str) -> bytes:
    """Set one template (a name in `templates/`) as a tagged, accessible PDF (PDF/UA-1).

    Raises
    ------
    TypesettingError
        If typst reports an error or any warning.
    """
    return typeset.set_pdf(HERE / "templates" / f"{template}.typ", data, root=HERE)
