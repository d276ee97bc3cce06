"""Word out: a .docx whose paragraphs have the screenplay's own named styles."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lastlook.script.convert.docx_body import BodyWriter
from lastlook.script.convert.docx_parts import (
    APP,
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    PACKAGE_RELATIONS,
    SETTINGS,
    comments_part,
    core_part,
    header_part,
    styles_part,
)
from lastlook.script.convert.losses import Losses, Written
from lastlook.script.convert.out_only import tell_unseen

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip can hold: the same script gives the same bytes on any day."""


def write_docx(screenplay: Screenplay) -> Written:
    """Write the script for Word: named styles, notes as comments, dual dialogue as a table.

    Sections, synopses and cut text do not print and are left out.
    """
    losses = Losses(screenplay.name)
    tell_unseen(screenplay, losses, "Word", notes=True)
    body = BodyWriter(screenplay, losses)
    document = body.document()
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/app.xml": APP,
        "docProps/core.xml": core_part(screenplay, losses),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/comments.xml": comments_part(body.comments, losses),
        "word/document.xml": document,
        "word/header1.xml": header_part(screenplay),
        "word/settings.xml": SETTINGS,
        "word/styles.xml": styles_part(screenplay, losses),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            # The system a zip was made on is written into it; say the same everywhere.
            info.create_system = 0
            package.writestr(info, text.encode("utf-8"), compresslevel=9)
    return Written(held.getvalue(), losses.listed())
