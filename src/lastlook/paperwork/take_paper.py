"""A plan while it is being drawn: its lines, its labels, and what labels keep off."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.placing import Crowd, Label, Line, place, write
from lastlook.paperwork.svg import QUIET, Drawing

if TYPE_CHECKING:
    from lastlook.paperwork.take_scale import Scale

SYMBOL, LINE_WEIGHT, INSIDE = 1.0, 0.5, 0.12
"""What it costs a label to cover a square point of a symbol, of a line, of the car."""
NOTE = 6.2
"""Size of what stands below a name."""

Point = tuple[float, float]


@dataclass(slots=True, kw_only=True)
class PlanPaper:
    """A plan's paper."""

    scale: Scale
    small: bool
    """Names alone, and no times."""
    draw: Drawing = field(default_factory=Drawing)
    crowd: Crowd = field(default_factory=Crowd)
    labels: list[Label] = field(default_factory=list)

    def label(self, at: Point, around: float, lines: tuple[Line, ...]) -> None:
        """Ask for a label at a point of the paper."""
        across = self.scale.left <= at[0] <= self.scale.right
        if across and self.scale.top <= at[1] <= self.scale.bottom:
            self.labels.append(Label(x=at[0], y=at[1], around=around, lines=lines))

    def name(
        self, spot: Point, around: float, name: str, note: str = "", *, size: float = NOTE
    ) -> None:
        """Name what stands at a place of the set, or point to it where it stands off the paper."""
        lines = [Line(text=name, size=6.0 if self.small else 7.0, bold=not self.small)]
        if note and not self.small:
            lines.append(Line(text=note, size=size, fill=QUIET))
        if self.scale.holds(*spot, spare=4):
            x, y = self.scale.at(*spot)
            self.label((x, y), around, tuple(lines))
            self.crowd.box(x - around, y - around, x + around, y + around, SYMBOL)
            return
        edge, inner = (self.scale.edge(*spot, spare=spare) for spare in (3, 16))
        symbols.arrow(self.draw, [inner, edge], thick=1.2)
        far = math.hypot(spot[0] - self.scale.x, spot[1] - self.scale.y)
        away = f"{far:.0f} m" if self.small else f"{far:.0f} m from the middle"
        lines.append(Line(text=away, size=6.0 if self.small else NOTE, fill=QUIET))
        self.label(inner, 3.0, tuple(lines))
        self.crowd.box(inner[0] - 4, inner[1] - 4, inner[0] + 4, inner[1] + 4, SYMBOL)

    def set_labels(self) -> list[str]:
        """Write every label where there is room for it; return those for which there is none."""
        scale = self.scale
        self.labels.sort(key=lambda label: -len(label.lines))
        inner = (scale.left + 3, scale.top + 3, scale.right - 3, scale.bottom - 3)
        placed, without = place(self.labels, self.crowd, inner)
        write(self.draw, placed)
        return ["; ".join(line.text for line in label.lines) for label in without]
