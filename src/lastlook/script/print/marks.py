"""What is put on a page beside its text: numbers, stars, colours, boxes, crosses, names."""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any

from lastlook.script.model import SPEECH_KINDS, Alignment, Kind
from lastlook.script.print.options import Watermark
from lastlook.script.print.scene_choice import owners
from lastlook.script.print.sheets import ADVANCE, ASCENT, Place, Setter
from lastlook.script.scenes import cue_name, speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastlook.script.model import Screenplay
    from lastlook.script.pages.paginate import PlacedLine

HIGHLIGHTS = ("FFF3A3", "BFE8FF", "CFF3C1", "FFD3E2", "FFDDB3", "E2D4FF")
"""Colours of highlighted characters, in the order they are asked for; light enough to copy."""
WITHHELD = "D9D9D9"
"""Grey of the box over a scene that is withheld."""
HEADER = 36.0
"""Points from the paper's top to the page number."""


def page_number(setter: Setter, label: str, right: float, note: str = "") -> Iterator[Any]:
    """Print `N.` half an inch down on the right, and a note, such as the revision, before it."""
    y = HEADER + ASCENT
    side = Alignment.LEFT if setter.mirrored else Alignment.RIGHT
    edge = setter.width - right if setter.mirrored else right
    left, right = (edge, edge + 144) if setter.mirrored else (edge - 144, edge)
    if label:
        yield setter.mark(f"{label}.", Place(left=left, right=right, y=y, alignment=side))
    if note:
        middle = setter.width / 2
        centre = Place(left=middle - 144, right=middle + 144, y=y, alignment=Alignment.CENTER)
        yield setter.mark(note, centre)


def stars(
    setter: Setter, found: Iterable[tuple[PlacedLine, str]], location: float
) -> Iterator[Any]:
    """Print each revised line's mark, `location` inches from the left; one for each height."""
    seen = set()
    x = location * 72
    for line, mark in found:
        if line.y not in seen:
            seen.add(line.y)
            left, right, side = x, x + 36, Alignment.LEFT
            if setter.mirrored:
                left, right, side = setter.width - right, setter.width - left, Alignment.RIGHT
            y = setter.baseline(line.y)
            yield setter.mark(mark, Place(left=left, right=right, y=y, alignment=side))


def speech_colors(screenplay: Screenplay, names: Sequence[str]) -> dict[int, str]:
    """Give the colour of each paragraph that one of the named characters speaks."""
    colors = {cue_name(n): HIGHLIGHTS[at % len(HIGHLIGHTS)] for at, n in enumerate(names)}
    known = frozenset(
        cue_name(p.text) for p in screenplay.paragraphs if p.kind is Kind.CHARACTER
    ) | frozenset(colors)
    found: dict[int, str] = {}
    color = ""
    for index, paragraph in enumerate(screenplay.paragraphs):
        if paragraph.kind is Kind.CHARACTER:
            cast = speakers((paragraph,), known)
            color = next((colors[name] for name in cast if name in colors), "")
        elif paragraph.kind not in SPEECH_KINDS:
            color = ""
        if color:
            found[index] = color
    return found


def highlights(
    setter: Setter, lines: Sequence[PlacedLine], colors: Mapping[int, str]
) -> Iterator[Any]:
    """Colour the ground of every line of the chosen speeches, (MORE) and (CONT'D) too."""
    for line, owner in zip(lines, owners(lines), strict=True):
        color = colors.get(owner, "")
        # A page may end a speech of one and begin it for another; furniture of a scene is nobody's.
        if not color or line.kind not in SPEECH_KINDS or not line.text.strip():
            continue
        place = setter.place(line)
        width = min(setter.text_width(line.text, place.size), place.right - place.left)
        if place.alignment is Alignment.RIGHT:
            left = place.right - width
        elif place.alignment is Alignment.CENTER:
            left = (place.left + place.right - width) / 2
        else:
            left = place.left
        yield "rectangle", round(left - 2, 3), round(place.y - 9, 3), round(width + 4, 3), 12, color


def bands(setter: Setter, lines: Sequence[PlacedLine]) -> tuple[float, float]:
    """Give top and bottom of the band that lines take, in points."""
    ys = [setter.baseline(line.y) for line in lines]
    return min(ys) - ASCENT, max(ys) + 12 - ASCENT


def cross_out(setter: Setter, lines: Sequence[PlacedLine], margins: tuple[float, float]) -> Any:
    """Cross out what is not part of these sides; it stays readable, as the trade wants it."""
    top, bottom = bands(setter, lines)
    left, right = margins
    yield "line", left, round(top, 3), right, round(bottom, 3)
    yield "line", left, round(bottom, 3), right, round(top, 3)


def withheld_box(band: tuple[float, float], margins: tuple[float, float]) -> Any:
    """Put a grey box over the place of a scene that these eyes are not to read."""
    top, bottom = band
    left, right = margins
    return "rectangle", left, round(top, 3), right - left, round(bottom - top, 3), WITHHELD


def watermark(setter: Setter, name: str, height: float, where: Watermark) -> Any:
    """Set the recipient's name across the page, or at its foot."""
    name = setter.clean(name)
    if where is Watermark.FOOT:
        place = Place(
            left=54, right=setter.width - 54, y=height - 22, alignment=Alignment.CENTER, size=10
        )
        return setter.mark(name, place, grey=110)
    diagonal = hypot(setter.width, height)
    size = min(80.0, 0.72 * diagonal / (max(len(name), 1) * ADVANCE))
    return "watermark", 0, 0, name, round(size, 2), round(-degrees(atan2(height, setter.width)), 2)
