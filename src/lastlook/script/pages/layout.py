"""How each kind of paragraph stands on the page, and how much fits on its lines."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.script.model import Alignment, Kind, ParagraphStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.script.model import Paragraph, Screenplay

COURIER_PITCH = 10.27
"""Characters to the inch of Final Draft's Courier at 12 points: 61 in its six-inch column.

Fitted: every value from 10.26 to 10.275 gives the same pages and lengths; see docs/pages.md.
"""
TYPEWRITER_PITCH = 10.0
"""Characters to the inch of every other Courier at 12 points, by the face's own width."""
PROPORTIONAL_PITCH = {"arial": 12.75, "helvetica": 12.75}
"""Characters to the inch of proportional faces at 12 points; 11.5 for faces not named here.

Fitted on the few scripts that use one, so the weakest figures of the layout.
"""
TIGHT_LEADING = {"Very Tight": 10 / 12, "Tight": 11 / 12, "Loose": 13 / 12}
"""Line height by Final Draft's document leading, Normal being 1. Only Tight was measured."""
DUAL_WIDTH = 2.875
"""Width in inches of each column of a dual dialogue."""


def _style(
    left: float,
    right: float,
    space: float,
    *,
    first_indent: float = 0.0,
    alignment: Alignment = Alignment.LEFT,
    starts_page: bool = False,
    all_caps: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        left=left,
        right=right,
        first_indent=first_indent,
        space_before=space,
        spacing=1.0,
        alignment=alignment,
        starts_page=starts_page,
        all_caps=all_caps,
    )


_FULL = _style(1.5, 7.5, 0)
_CENTRED = Alignment.CENTER
DEFAULT_STYLES: Mapping[Kind, ParagraphStyle] = MappingProxyType(
    {
        Kind.SCENE_HEADING: _style(1.5, 7.5, 2, all_caps=True),
        Kind.ACTION: _style(1.5, 7.5, 1),
        Kind.CHARACTER: _style(3.5, 7.25, 1, all_caps=True),
        Kind.PARENTHETICAL: _style(3.0, 5.5, 0, first_indent=-0.1),
        Kind.DIALOGUE: _style(2.5, 6.0, 0),
        Kind.LYRICS: _style(2.5, 6.0, 0),
        Kind.TRANSITION: _style(5.5, 7.1, 1, alignment=Alignment.RIGHT, all_caps=True),
        Kind.SHOT: _style(1.5, 7.5, 2, all_caps=True),
        Kind.CAST_LIST: _FULL,
        Kind.NEW_ACT: _style(1.5, 7.5, 0, alignment=_CENTRED, starts_page=True, all_caps=True),
        Kind.END_OF_ACT: _style(1.5, 7.5, 2, alignment=_CENTRED, all_caps=True),
        Kind.GENERAL: _FULL,
        Kind.SECTION: _FULL,
        Kind.SYNOPSIS: _FULL,
        Kind.NOTE: _FULL,
        Kind.BONEYARD: _FULL,
        Kind.PAGE_BREAK: _FULL,
    }
)
"""Final Draft's default elements on US Letter (its versions 10 and later)."""

_DUAL_INDENTS = {Kind.CHARACTER: 0.75, Kind.PARENTHETICAL: 0.4}
_NAMES = tuple(field.name for field in fields(ParagraphStyle))


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A paragraph's place on the page, with everything resolved."""

    left: float
    """Inches from the paper's left edge to the first line."""
    rest_left: float
    """Inches from the paper's left edge to the other lines."""
    right: float
    """Inches from the paper's left edge."""
    alignment: Alignment
    first_width: int
    """Characters that fit on the first line, at least 1."""
    width: int
    """Characters that fit on the other lines, at least 1."""
    space: float
    """Points of blank above."""
    line: float
    """Points from one line to the next."""
    starts_page: bool
    all_caps: bool
    rule: Kind
    """Kind whose rules of page breaking it follows."""


def effective_style(screenplay: Screenplay, paragraph: Paragraph) -> ParagraphStyle:
    """Layout of one paragraph: the defaults, what the file sets, then its own overrides."""
    style = DEFAULT_STYLES[paragraph.kind]
    own = screenplay.styles.get(paragraph.style_name or paragraph.kind.value)
    for over in (own, paragraph.layout):
        if over is not None:
            style = _merge(style, over)
    return style


def fit_box(style: ParagraphStyle, kind: Kind, leading: str = "Normal") -> Box:
    """Work out what fits into a complete style, as `effective_style` gives it."""
    left, right = style.left or 0.0, style.right or 0.0
    indent = style.first_indent or 0.0
    height, pitch = _face(style)
    tightness = TIGHT_LEADING.get(leading, 1.0)
    alignment = style.alignment or Alignment.LEFT
    return Box(
        left=left + indent if alignment is Alignment.LEFT else left,
        rest_left=left,
        right=right,
        alignment=alignment,
        first_width=_fitting(right - left - indent, pitch),
        width=_fitting(right - left, pitch),
        # A blank line above is one of 12 points whatever the face; only leading changes it.
        space=(style.space_before or 0.0) * 12 * tightness,
        line=height * (style.spacing or 1.0) * tightness,
        starts_page=bool(style.starts_page),
        all_caps=bool(style.all_caps),
        rule=_rule(style, kind),
    )


def dual_box(box: Box, kind: Kind, offset: float) -> Box:
    """Narrow `box` to a column of dual dialogue whose left edge is at `offset` inches."""
    indent = _DUAL_INDENTS.get(kind, 0.0)
    width = _fitting(DUAL_WIDTH - indent, COURIER_PITCH)
    return replace(
        box,
        left=offset + indent,
        rest_left=offset + indent,
        right=offset + DUAL_WIDTH,
        alignment=Alignment.LEFT,
        first_width=width,
        width=width,
    )


def _face(style: ParagraphStyle) -> tuple[float, float]:
    """Line height in points and characters to the inch of a style's typeface."""
    size = max(style.size or 12.0, 6.0)
    face = (style.font or "Courier Final Draft").casefold()
    if "courier" in face:
        return size, (COURIER_PITCH if "final draft" in face else TYPEWRITER_PITCH) * 12 / size
    # Arial and Times are 1.15 times their size high; Normal leading adds two points.
    pitch = PROPORTIONAL_PITCH.get(face.split(" ")[0], 11.5)
    return round(size * 1.15) + 2.0, pitch * 12 / size


def _fitting(inches: float, pitch: float) -> int:
    return max(1, floor(inches * pitch + 0.01))


def _rule(style: ParagraphStyle, kind: Kind) -> Kind:
    if style.paginate_as is None:
        return kind
    try:
        return Kind(style.paginate_as)
    except ValueError:
        return Kind.GENERAL


def _merge(base: ParagraphStyle, over: ParagraphStyle) -> ParagraphStyle:
    changes = {name: getattr(over, name) for name in _NAMES if getattr(over, name) is not None}
    return replace(base, **changes)
