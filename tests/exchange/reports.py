"""Reports set after layouts that people describe, in variants; none is a program's own file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typst import compile as set_typst

from lastlook.typeset.fonts_at_hand import FONTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SOURCE = """
#set page("us-letter", margin: (x: 40pt, y: 60pt),
  header: text(8pt)[THAW - PRODUCTION 7],
  footer: text(8pt)[Printed on Mar 1, 2027 #h(1fr) Page #context counter(page).display()])
#set text(font: "Lastlook Sans", size: 9pt)
#set block(spacing: 0pt)
#let rows = json(bytes(DATA))
#for row in rows {
  if row.len() == 0 { pagebreak() } else {
    block(height: 12pt, width: 100%, for cell in row {
      place(dx: cell.at(0) * 1pt, if cell.at(2) { strong(cell.at(1)) } else { cell.at(1) })
    })
  }
}
"""

Row = list[tuple[float, str, bool]]
NEW_PAGE: Row = []


def row(*cells: tuple[float, str]) -> Row:
    """Return a row of plain cells: points from the left margin, words."""
    return [(left, words, False) for left, words in cells]


def bold(*cells: tuple[float, str]) -> Row:
    """Return a row of bold cells."""
    return [(left, words, True) for left, words in cells]


def pdf(rows: Sequence[Row]) -> bytes:
    """Set rows one below the other."""
    source = _SOURCE.replace("DATA", json.dumps(json.dumps(rows)))
    made: object = set_typst(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)  # type: ignore[misc]
    assert isinstance(made, bytes)
    return made


SHEETS = [
    bold((0, "Sheet: 1"), (120, "I/E: INT"), (220, "Set: HUT"), (420, "D/N: Night")),
    row((0, "Scenes: A12"), (120, "Pages: 2/8"), (220, "Script Page: 1"), (420, "Script Day: 1")),
    row((0, "Synopsis: Mara boils a kettle while the dog waits")),
    row((45, "and skiers pass the window.")),
    row((0, "Location: Upper hut"), (220, "Est. Time: 1:30"), (420, "Sequence: 4")),
    bold((0, "Cast Members"), (180, "Props"), (360, "Background Actors")),
    row((0, "1.MARA"), (180, "P7. Brass kettle"), (360, "20 skiers")),
    row((0, "2.JON"), (180, "Hurricane lamp"), (360, "Guide (1)")),
    row((184.5, "with two wicks")),
    bold((0, "Animals"), (180, "Drones")),
    row((0, "Dog"), (180, "Small quadcopter")),
    NEW_PAGE,
    bold((0, "Sheet: 2"), (120, "I/E: EXT"), (220, "Set: ICE ROAD"), (420, "D/N: Day")),
    row((0, "Scenes: 12AA"), (120, "Pages: 1 3/8"), (220, "Script Page: 1")),
    bold((0, "Cast Members"), (180, "Vehicles")),
    row((0, "2.JON"), (180, "Red truck")),
    NEW_PAGE,
    bold((0, "Sheet: 3"), (120, "I/E: INT"), (220, "Set: BALLROOM"), (420, "D/N: Day")),
    row((0, "Scenes: 12A"), (120, "Pages: 4/8")),
    bold((0, "Props")),
    row((0, "Chandelier")),
]
"""A label and its words in one cell; lists side by side under bold headings."""

BOXES = [
    row((0, "BREAKDOWN SHEET #"), (110, "1"), (300, "SCENE #"), (360, "A12")),
    row((0, "INT/EXT"), (110, "INT."), (300, "DAY/NIGHT"), (360, "NIGHT")),
    row((0, "SET"), (110, "HUT"), (300, "PAGE COUNT"), (360, "2/8")),
    row((0, "Cast Members:")),
    row((0, "1. MARA")),
    row((0, "Special Effects:")),
    row((0, "Steam")),
    row((0, "BREAKDOWN SHEET #"), (110, "2"), (300, "SCENE #"), (360, "101-3")),
    row((0, "INT/EXT"), (110, "INT/EXT"), (300, "DAY/NIGHT"), (360, "DAY")),
    row((0, "SET"), (110, "TRUCK"), (300, "PAGE COUNT"), (360, "1/8")),
    row((0, "Cast Members:")),
    row((0, "1. MARA")),
]
"""Labels and words in cells of their own; lists one below the other under headings with a colon."""

SCHEDULE = [
    bold((0, "Shoot Day # 1 Monday, March 1, 2027")),
    row((0, "Scene # A12"), (80, "INT"), (120, "HUT"), (330, "Night"), (400, "2/8"), (440, "N1")),
    row((80, "Mara boils a kettle.")),
    bold((0, "Cast Members"), (180, "Props"), (360, "Wardrobe")),
    row((0, "1. MARA"), (180, "Brass kettle"), (360, "Fur hat")),
    row((0, "LUNCH")),
    row((0, "Scene # 12A"), (80, "INT"), (120, "HUT"), (330, "Day"), (400, "1/8")),
    bold((0, "Cast Members")),
    row((0, "2. JON")),
    bold((0, "End Day # 1 Monday, March 1, 2027 -- Total Pages: 3/8")),
    bold((0, "Shoot Day # 2 Wednesday, March 3, 2027")),
    row((0, "Scene # 12AA"), (80, "EXT"), (120, "ICE ROAD"), (330, "Day"), (400, "1 3/8")),
    row((80, "Jon cuts cord.")),
    row((0, "?? squiggle at the margin")),
    bold((0, "End Day # 2 Wednesday, March 3, 2027 -- Total Pages: 1 4/8")),
]
"""Shoot Day and End Day rows; the scene's number first."""

SCHEDULE_LATER = [
    row((0, "Sc. A12"), (60, "INT HUT - NIGHT"), (330, "2/8 pgs")),
    row((60, "Mara boils a kettle.")),
    row((0, "End of Shooting Day 1 -- Monday, 1 March 2027 -- 2/8 Pgs.")),
    row((0, "Sc. 101-3"), (60, "INT/EXT TRUCK - DAY"), (330, "1/8 pgs")),
    row((0, "END OF DAY 2 -- Wed, March 3, 2027 -- 1/8 Pgs.")),
]
"""No rows that begin a day; other words for its end."""
