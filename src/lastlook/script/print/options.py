"""What can be asked of a print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The sheet to print on."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in inches."""
        return (8.5, 11.0) if self is Paper.LETTER else (8.27, 11.69)


class Numbers(StrEnum):
    """Margins in which scene numbers stand."""

    BOTH = "both"
    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


class Watermark(StrEnum):
    """Where the recipient's name stands on each page."""

    DIAGONAL = "diagonal"
    FOOT = "foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOptions:
    """How a script is printed. The defaults print all of it, as the file itself asks."""

    paper: Paper | None = None
    """None is the script's own. Another paper has other page breaks; margins stay."""
    numbers: Numbers | None = None
    """None prints scene numbers where the script numbers its scenes, as its file says."""
    title_page: bool = True
    """Print the title page, where there is one. Sides have none."""
    scenes: str = ""
    """Sides: only pages with these scenes, such as `3, 5-7A`; others on them are crossed out."""
    highlight: tuple[str, ...] = ()
    """Characters whose cues and dialogue are coloured, each in a colour of its own."""
    withhold: str = ""
    """Scenes replaced by a grey box of the same height, such as `24`."""
    recipient: str = ""
    """Name set as a watermark."""
    watermark: Watermark = Watermark.DIAGONAL
    revision_marks: bool = True
    """Print each revision's mark, a star mostly, beside the lines it changed."""
    revision_colors: bool = False
    """Tint each revised page with the colour of its latest revision and name it on top."""
    language: str = ""
    """Language of the script for screen readers, such as `fr`; empty guesses by its alphabet."""
