"""The colours of the board, as data: a production may print another set."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import category_of_id
from lastlook.production.model import PaletteName
from lastlook.script.fdx.write_tags import STANDARD_COLOURS
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Mapping


class Edge(StrEnum):
    """Pattern down a strip's left edge: tells strips apart on a black-and-white print."""

    BLANK = "blank"
    HATCH = "hatch"
    SOLID = "solid"
    CROSS = "cross"
    DOTS = "dots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one kind of strip or break is printed."""

    name: str
    """As the legend has it."""
    fill: str
    """Paper colour, `#rrggbb`."""
    ink: str = "#141414"
    edge: Edge = Edge.BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The looks of a whole board. INT/EXT prints like EXT, as the camera stands outside."""

    name: str
    int_day: Look
    ext_day: Look
    int_night: Look
    ext_night: Look
    unknown: Look
    """Where the script does not say whether it is day or night, inside or outside."""
    day_break: Look
    week_break: Look
    free_day: Look
    holiday: Look
    banner: Look
    marks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Colour of each category of elements that has one of its own, `#rrggbb`."""

    def mark(self, category: str) -> str:
        """Return the colour that a category of elements is marked in."""
        return self.marks.get(category, OTHER_MARK)

    def key(self, int_ext: IntExt, light: str) -> str:
        """Name the look of a strip: an attribute of this palette."""
        if int_ext is IntExt.UNKNOWN or light not in {"day", "night"}:
            return "unknown"
        return f"{'int' if int_ext is IntExt.INT else 'ext'}_{light}"

    def look(self, key: str) -> Look:
        """Return the look that `key` names."""
        look: Look = getattr(self, key)
        return look


OTHER_MARK = "#808080"
_FINAL_DRAFT = MappingProxyType(
    {
        category.name: f"#{colour.lower()}"
        for key, colour in STANDARD_COLOURS.items()
        if (category := category_of_id(key)) is not None
    }
)
"""As the files of Final Draft 12 and 13 have them."""
_MARKER = MappingProxyType(
    {
        "Cast Members": "#d0021b",
        "Background Actors": "#3a9d23",
        "Stunts": "#f5821f",
        "Vehicles": "#e86aa6",
        "Animals": "#e86aa6",
        "Props": "#7b2d8e",
        "Special Effects": "#1f5fbf",
        "Sound": "#8b5a2b",
        "Music": "#8b5a2b",
    }
)
"""The set that Wikipedia's article on script breakdown gives; there is no single standard."""

TRADE = Palette(
    name="trade",
    int_day=Look(name="Interior, day", fill="#ffffff"),
    ext_day=Look(name="Exterior, day", fill="#fdec8b", edge=Edge.HATCH),
    int_night=Look(name="Interior, night", fill="#8db2e2", edge=Edge.SOLID),
    ext_night=Look(name="Exterior, night", fill="#b2dfae", edge=Edge.CROSS),
    unknown=Look(name="Not known", fill="#ececea", edge=Edge.DOTS),
    day_break=Look(name="End of day", fill="#141414", ink="#ffffff"),
    week_break=Look(name="End of week", fill="#f2933a"),
    free_day=Look(name="Day off", fill="#d2d2d0"),
    holiday=Look(name="Holiday", fill="#b3261e", ink="#ffffff"),
    banner=Look(name="Banner", fill="#f5f5f3"),
    marks=_FINAL_DRAFT,
)
"""White, yellow, blue and green: the colours of most North American boards. Boards elsewhere
swap the night pair, which is why every print carries a legend."""

PALETTES: Mapping[PaletteName, Palette] = MappingProxyType(
    {
        PaletteName.TRADE: TRADE,
        PaletteName.MARKER: replace(TRADE, name="marker", marks=_MARKER),
        PaletteName.NIGHTS_SWAPPED: replace(
            TRADE,
            name="nights-swapped",
            int_night=replace(TRADE.int_night, fill=TRADE.ext_night.fill),
            ext_night=replace(TRADE.ext_night, fill=TRADE.int_night.fill),
        ),
    }
)
"""What `palette` in production.toml chooses from."""

STRIP_LOOKS = ("int_day", "ext_day", "int_night", "ext_night", "unknown")
BREAK_LOOKS = ("day_break", "week_break", "free_day", "holiday")
