"""Pages and scene lengths as Final Draft counts them."""

from __future__ import annotations

from lastlook.script.pages.eighths import format_eighths, parse_eighths
from lastlook.script.pages.paginate import (
    Page,
    Pages,
    PlacedLine,
    SceneExtent,
    line_runs,
    paginate,
)

__all__ = [
    "Page",
    "Pages",
    "PlacedLine",
    "SceneExtent",
    "format_eighths",
    "line_runs",
    "paginate",
    "parse_eighths",
]
