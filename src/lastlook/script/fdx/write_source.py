"""What an FDX file says of its own types of paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script import xml
from lastlook.script.fdx.elements import read_elements, space_unit
from lastlook.script.fdx.findings import Findings

if TYPE_CHECKING:
    from lastlook.script.model import Style


def element_styles(source: bytes, name: str) -> dict[str, Style]:
    """Return the style that text of each type has by itself, by kind or custom name."""
    root = xml.parse(source, name, root="FinalDraft")
    elements, _ = read_elements(root, space_unit(root), Findings(file=name))
    return {element.name or element.kind.value: element.run_style for element in elements.values()}
