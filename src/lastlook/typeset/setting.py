"""From a template and its data to the bytes of a PDF."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.typeset.fonts_at_hand import FONTS

if TYPE_CHECKING:
    from pathlib import Path

    from typst import Fonts

CREATED = 1_767_225_600
"""2026-01-01T00:00Z, the creation date of every PDF: the same input gives the same bytes."""


class TypesettingError(LastlookError):
    """A template and its values do not fit; always a fault of lastlook."""

    def __init__(self, template: str, reason: str) -> None:
        super().__init__(
            f"The page template {template} could not be set: {reason} "
            "Nothing was written in its place. Please report this with the file it came from."
        )


@cache
def _fonts(more: tuple[Path, ...]) -> Fonts:
    """Open our fonts, and those files of the machine that were asked for, once."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS, *more]
    )


def set_pdf(template: Path, data: str, *, root: Path, more_fonts: tuple[Path, ...] = ()) -> bytes:
    """Set one template as a tagged, accessible PDF (PDF/UA-1).

    `data` reaches the template as `sys.inputs.data`, never as markup. Nothing outside `root` is
    read but fonts: ours, and the folders `more_fonts`.

    Raises
    ------
    TypesettingError
        If typst reports an error or any warning; a character without a glyph is an error.
    """
    from typst import TypstError, compile_with_warnings

    try:
        pdf, warnings = compile_with_warnings(
            template,
            root=root,
            font_paths=_fonts(more_fonts),
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
            timestamp=CREATED,
        )
    except TypstError as error:
        raise TypesettingError(template.stem, error.diagnostic or error.message) from error
    if warnings:
        raise TypesettingError(template.stem, "; ".join(str(warning) for warning in warnings))
    return pdf
