"""Lines that belong to no paragraph: MORE, CONT'D and CONTINUED."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.model import Alignment, Kind
from lastlook.script.pages.layout import DEFAULT_STYLES
from lastlook.script.pages.paginate import PlacedLine
from lastlook.script.pages.speakers import without_contd

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay
    from lastlook.script.pages.blocks import Block


class Furniture:
    """Makes the lines a page break adds, as one script words them."""

    def __init__(self, screenplay: Screenplay, height: float) -> None:
        self._paragraphs = screenplay.paragraphs
        self._words = screenplay.continueds
        self._last = height / 12 - 1
        styles = screenplay.styles
        cue = styles.get(Kind.CHARACTER.value, DEFAULT_STYLES[Kind.CHARACTER])
        heading = styles.get(Kind.SCENE_HEADING.value, DEFAULT_STYLES[Kind.SCENE_HEADING])
        self._cue_left = _or(cue.left, 3.5)
        self._cue_right = _or(cue.right, 7.25)
        self._left = _or(heading.left, 1.5)
        self._right = _or(heading.right, 7.5)

    def more(self, y: float) -> PlacedLine:
        """Say under a broken speech that it goes on."""
        return PlacedLine(
            self._words.more,
            y / 12,
            self._cue_left,
            self._cue_right,
            Alignment.LEFT,
            Kind.CHARACTER,
        )

    def contd(self, cue: Block, y: float) -> list[PlacedLine]:
        """Repeat the cue over the rest of a speech; empty where the script does not want it."""
        if not self._words.dialogue_top:
            return []
        contd = self._words.contd
        name = without_contd(cue.text, contd)
        text = f"{name} {contd}".strip()
        box = cue.box
        return [PlacedLine(text, y / 12, box.left, box.right, box.alignment, Kind.CHARACTER)]

    def scene_bottom(self) -> list[PlacedLine]:
        """Say on the page's last line that the scene goes on, where the script wants it."""
        if not self._words.scene_bottom:
            return []
        text = self._words.scene_bottom_text
        return [self._scene_line(text, self._last, Alignment.RIGHT)]

    def scene_top(self, count: int, number: str) -> list[PlacedLine]:
        """Say on a page's first line that the scene goes on, for the `count`-th time."""
        if not self._words.scene_top:
            return []
        text = self._words.scene_top_text
        if self._words.scene_numbered and count > 1:
            text = f"{text} ({count})"
        return [self._scene_line(f"{number} {text}".strip(), 0.0, Alignment.LEFT)]

    def number_of(self, heading: int) -> str:
        """Give the production's number of the scene whose heading is paragraph `heading`."""
        return self._paragraphs[heading].number

    def _scene_line(self, text: str, y: float, alignment: Alignment) -> PlacedLine:
        return PlacedLine(text, y, self._left, self._right, alignment, Kind.SCENE_HEADING)


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
