"""PDF pages: the book's values go to typst, bytes come back."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook.errors import LastlookError
from lastlook.paperwork.glyphs import printable

if TYPE_CHECKING:
    from typst import Fonts

    from lastlook.paperwork.views import BookView

HERE = Path(str(resources.files(__package__)))
"""Root of the templates; typst reads nothing outside it."""
CREATED = 1_767_225_600
"""2026-01-01T00:00Z, the creation date of every PDF: the same input gives the same bytes."""


class TypesettingError(LastlookError):
    """A template and the book's values do not fit; always a fault of lastlook."""

    def __init__(self, template: str, reason: str) -> None:
        super().__init__(
            f"The page template {template} could not be set: {reason} "
            "Nothing was written in its place. Please report this with the production folder."
        )


@cache
def _fonts() -> Fonts:
    """Open our fonts once; no font of the machine is ever used."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )


def page_data(view: BookView) -> str:
    """Write the book's values as JSON whose every text can be printed."""
    return json.dumps(_printable(asdict(view)), ensure_ascii=False)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(inner) for inner in value]
    return value


def set_pdf(template: str, data: str) -> bytes:
    """Set one template (a name in `templates/`) as a tagged, accessible PDF (PDF/UA-1).

    Raises
    ------
    TypesettingError
        If typst reports an error or any warning.
    """
    from typst import TypstError, compile_with_warnings

    try:
        pdf, warnings = compile_with_warnings(
            HERE / "templates" / f"{template}.typ",
            root=HERE,
            font_paths=_fonts(),
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
            timestamp=CREATED,
        )
    except TypstError as error:
        raise TypesettingError(template, error.diagnostic or error.message) from error
    if warnings:
        raise TypesettingError(template, "; ".join(str(warning) for warning in warnings))
    return pdf
