"""At the edges of a plan: the scale bar, and where the wind goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.svg import INK

if TYPE_CHECKING:
    from lastlook.paperwork.take_paper import PlanPaper
    from lastlook.paperwork.take_scale import Scale
    from lastlook.take.model import Take

EDGE = 99.0
"""What it costs a label to cover a square point of these."""


def bar_length(scale: Scale) -> float:
    """Return how long the scale bar is, points: 2, 5 or 10 metres."""
    metres = 2 if scale.one_to <= 50 else 5 if scale.one_to <= 200 else 10
    return metres * scale.metre


def draw_bar(paper: PlanPaper) -> None:
    """Draw the scale bar, a field for each metre."""
    draw, scale, long = paper.draw, paper.scale, bar_length(paper.scale)
    x, y, metres = scale.left + 12, scale.bottom - 8, round(long / scale.metre)
    if not paper.small:
        draw.rect(x - 6, y - 13, long + 40, 17, fill="#ffffff", opacity=0.85)
    for metre in range(metres):
        fill = "#ffffff" if metre % 2 else INK
        left = x + metre * scale.metre
        draw.rect(left, y - 3, scale.metre, 3, fill=fill, stroke=INK, thick=0.5)
    draw.text(x, y - 5, "0", size=6.5, anchor="middle")
    draw.text(x + long, y - 5, f"{metres} m", size=6.5, anchor="middle")


def draw_wind(paper: PlanPaper, take: Take, at: float) -> None:
    """Draw where the air goes at a moment, and how fast."""
    draw, right, top = paper.draw, paper.scale.right, paper.scale.top
    blown = [wind for wind in take.wind if float(wind.at) <= at]
    if not blown or not blown[-1].speed:
        draw.text(right - 8, top + 14, "no wind", size=7, anchor="end")
        return
    wind, x, y = blown[-1], right - 24, top + 20
    ends = symbols.turned(x, y, float(wind.toward), [(-13, 0), (13, 0)])
    symbols.arrow(draw, ends, thick=1.8)
    draw.text(x - 20, y, "wind", size=7, anchor="end", bold=True)
    draw.text(x - 20, y + 9, f"{float(wind.speed):g} m/s", size=7, anchor="end")
