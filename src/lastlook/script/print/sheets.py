"""Pages become sheets: texts and marks with their places in points, ready for the template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lastlook.script.model import Alignment, Kind, Run, Style
from lastlook.script.pages.layout import effective_style
from lastlook.script.pages.paginate import line_runs
from lastlook.script.print.direction import is_rtl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.model import Paragraph, Screenplay
    from lastlook.script.pages.paginate import PlacedLine
    from lastlook.script.print.glyphs import Glyphs

ASCENT = 9.0
"""Points from the top of a 12-point line to its baseline."""
ADVANCE = 0.6
"""Width of every character of Courier Prime in ems: ten to the inch at 12 points.

The font says 1228/2048, which a PDF rounds to the same 600 thousandths.
"""
SLACK = 1.03
"""A line this much wider than its column stands as it is: Final Draft fits 10.27 characters into
an inch, so that six inches hold 61, and ours are a tenth of an inch wide."""
NUMBER_GAP = 18.0
"""Points between a scene number and its heading, so that nobody takes them for one."""
EDGE = 18.0
"""Points from the paper's edge that stay empty; printers cannot print there."""
REACH = 72.0
"""Points by which a box may reach past its column, so that no line in it is broken."""

_PRINTED_STYLES = Style.BOLD | Style.ITALIC | Style.UNDERLINE | Style.STRIKEOUT
Words = str | list[tuple[str, int]]


@dataclass(slots=True)
class Sheet:
    """One page to print."""

    label: str
    """The page's number; empty where none is printed."""
    color: str = ""
    """Tint of the paper, six hexadecimal digits."""
    marks: list[tuple[Any, ...]] = field(default_factory=list)
    """What stands on the page without being its text: numbers, boxes, stars, watermarks."""
    texts: list[tuple[Any, ...]] = field(default_factory=list)
    """The script itself, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where text stands between two edges, in points."""

    left: float
    right: float
    y: float
    """Baseline of the first line."""
    alignment: Alignment
    rtl: bool = False
    size: float = 12.0
    sans: bool = False


class Setter:
    """Sets placed lines of one script as the template's texts."""

    def __init__(self, screenplay: Screenplay, glyphs: Glyphs, *, mirrored: bool) -> None:
        self.width = screenplay.page_setup.width * 72
        self.mirrored = mirrored
        self._top = screenplay.page_setup.top + ASCENT
        self._screenplay = screenplay
        self._glyphs = glyphs
        self._faces: dict[tuple[object, ...], tuple[float, bool]] = {}

    def clean(self, text: str) -> str:
        """Give a text as it can be printed."""
        return self._glyphs.clean(text)

    def baseline(self, y: float) -> float:
        """Points from the paper's top to the baseline of a line at `y`."""
        return self._top + 12 * y

    def place(self, line: PlacedLine) -> Place:
        """Tell where a line stands; what is to be read from the right stands on the right."""
        paragraph = self._paragraph(line)
        size, sans = (12.0, False) if paragraph is None else self._face(paragraph)
        left, right, alignment = line.left * 72, line.right * 72, line.alignment
        rtl = not self._glyphs.plain and is_rtl(line.text if paragraph is None else paragraph.text)
        if alignment is Alignment.FULL:
            alignment = Alignment.LEFT
        if self.mirrored:
            left, right = self.width - right, self.width - left
            alignment = _OTHER_SIDE[alignment]
        elif rtl and line.kind is not Kind.CHARACTER and alignment is Alignment.LEFT:
            alignment = Alignment.RIGHT
        return Place(
            left=left,
            right=right,
            y=self.baseline(line.y),
            alignment=alignment,
            rtl=rtl,
            size=size,
            sans=sans,
        )

    def group(self, lines: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
        """Put lines of one paragraph that stand one below the other together."""
        groups: list[list[PlacedLine]] = []
        for line in lines:
            if groups:
                last = groups[-1][-1]
                if (
                    line.paragraph == last.paragraph >= 0
                    and line.left == last.left
                    and line.start >= last.end
                    and (
                        len(groups[-1]) == 1
                        or abs(line.y - last.y - (last.y - groups[-1][-2].y)) < 1e-6
                    )
                ):
                    groups[-1].append(line)
                    continue
            groups.append([line])
        return groups

    def text(
        self, lines: list[PlacedLine], number: str = "", number_left: float = 0.0, flags: int = 0
    ) -> Any:
        """Set a group of lines; a heading may carry its number with it."""
        place = self.place(lines[0])
        words = self._words(lines)
        tag = "h" if lines[0].kind is Kind.SCENE_HEADING else "p"
        leading = 12 * (lines[1].y - lines[0].y) if len(lines) > 1 else 12.0
        x, how = self._how(place, [line.text for line in lines], leading)
        if number:
            left, size = self._number_place(number, number_left, place.left)
            how["number"] = (_round(left - place.left), self.styled(number, flags), _round(size))
        return (tag, _round(x), _round(place.y), words, *([how] if how else []))

    def _number_place(self, number: str, left: float, heading: float) -> tuple[float, float]:
        """Keep a number clear of its heading: further left, and smaller where that is no help."""
        room = heading - NUMBER_GAP
        size = min(12.0, 12.0 * (room - EDGE) / self.text_width(number))
        return min(left, max(room - self.text_width(number, size), EDGE)), size

    def mark(self, text: str, place: Place, *, grey: int = 0, flags: int = 0) -> tuple[Any, ...]:
        """Set one line that is not part of the script."""
        x, how = self._how(place, [text], 12.0)
        if grey:
            how["grey"] = grey
        return ("text", _round(x), _round(place.y), self.styled(text, flags), how)

    def line(self, tag: str, runs: Sequence[Run], place: Place) -> tuple[Any, ...]:
        """Set one line of text that comes from no page, such as a title page's."""
        x, how = self._how(place, ["".join(run.text for run in runs)], 12.0)
        words: Words = [
            (self._glyphs.clean(run.text), (run.style & _PRINTED_STYLES).value) for run in runs
        ]
        return (tag, _round(x), _round(place.y), words, *([how] if how else []))

    def styled(self, text: str, flags: int) -> Words:
        """Give a text in one style as the template takes it."""
        text = self._glyphs.clean(text)
        return [(text, flags)] if flags else text

    def text_width(self, text: str, size: float = 12.0) -> float:
        """Width of a text in Courier Prime, in points; a guess where other faces come in."""
        return len(text) * size * ADVANCE

    def _how(
        self, place: Place, texts: Sequence[str], leading: float
    ) -> tuple[float, dict[str, Any]]:
        """Give the left edge of the text's box, and what the template must know beyond it."""
        how: dict[str, Any] = {}
        room = place.right - place.left
        size = place.size
        plain = self._glyphs.plain and not place.sans
        if plain or all(map(self._glyphs.is_plain, texts)):
            width = self.text_width(max(texts, key=len), size)
            if width > room * SLACK and not place.sans:
                size *= max(room, 1.0) / width
        boxed = place.alignment is not Alignment.LEFT
        if place.sans or not (plain or all(map(self._glyphs.is_plain, texts))):
            how["fit"] = _round(room)
            boxed = True
        if size != 12:
            how["size"] = _round(size)
        if leading != 12:
            how["leading"] = _round(leading)
        if place.rtl:
            how["rtl"] = True
        if place.sans:
            how["sans"] = True
        if not boxed:
            return place.left, how
        left = place.left
        if place.alignment is Alignment.LEFT:
            how["width"] = _round(room + REACH)
        elif place.alignment is Alignment.RIGHT:
            how |= {"width": _round(room + REACH), "side": "right"}
            left -= REACH
        else:
            how |= {"width": _round(room + 2 * REACH), "side": "center"}
            left -= REACH
        return left, how

    def _words(self, lines: list[PlacedLine]) -> Words:
        paragraph = self._paragraph(lines[0])
        clean = self._glyphs.clean
        # What is sung is set in italics, as nothing else tells it from what is spoken.
        own = Style.PLAIN
        if paragraph is not None and paragraph.kind is Kind.LYRICS:
            own = Style.ITALIC
        if paragraph is None or all(not (r.style | own) & _PRINTED_STYLES for r in paragraph.runs):
            return "\n".join([clean(line.text) for line in lines])
        found: list[tuple[str, int]] = []
        for at, line in enumerate(lines):
            if at:
                found.append(("\n", 0))
            for run in line_runs(paragraph, line):
                flags = ((run.style | own) & _PRINTED_STYLES).value
                if found and found[-1][1] == flags:
                    found[-1] = (found[-1][0] + clean(run.text), flags)
                else:
                    found.append((clean(run.text), flags))
        return found

    def _paragraph(self, line: PlacedLine) -> Paragraph | None:
        return self._screenplay.paragraphs[line.paragraph] if line.paragraph >= 0 else None

    def _face(self, paragraph: Paragraph) -> tuple[float, bool]:
        """Type size, and whether the paragraph asks for another face than Courier."""
        key = (paragraph.kind, paragraph.style_name, paragraph.layout)
        face = self._faces.get(key)
        if face is None:
            style = effective_style(self._screenplay, paragraph)
            courier = style.font is None or "courier" in style.font.casefold()
            face = self._faces[key] = (min(max(style.size or 12.0, 6.0), 72.0), not courier)
        return face


_OTHER_SIDE = {
    Alignment.LEFT: Alignment.RIGHT,
    Alignment.RIGHT: Alignment.LEFT,
    Alignment.CENTER: Alignment.CENTER,
}


def _round(value: float) -> float:
    return round(value, 3)
