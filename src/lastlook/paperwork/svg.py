"""Pictures as SVG: shapes and words at places in points, and the box that every word takes.

Words are measured by the font that prints them, so a picture knows what would overlap.
"""

from __future__ import annotations

import struct
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from lastlook.paperwork.book import Paper
from lastlook.paperwork.glyphs import REPLACEMENT, composed, coverage
from lastlook.typeset import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAMILY = "'Lastlook Sans', 'Source Sans 3', Arial, sans-serif"
INK = "#141414"
QUIET = "#55554f"
HAIR = "#c4c4c0"
RED = "#b3261e"
ASCENT = 0.75
DESCENT = 0.23
"""Of a font size, above and below the line that letters stand on."""
ROOM = {Paper.LETTER: (712.0, 396.0), Paper.A4: (762.0, 380.0)}
"""Width and height in points that a landscape page leaves for a picture below a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room that words take on a picture, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished picture."""

    title: str
    description: str
    """In words, for those who do not see it."""
    width: float
    height: float
    svg: str
    labels: tuple[Box, ...]


class Drawing:
    """A picture being drawn. Places and sizes are in points, y downwards."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.labels: list[Box] = []

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "none",
        opacity: float = 1.0, thick: float = 0.6, round_: float = 0.0,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its upper left corner."""
        faint = f' fill-opacity="{n(opacity)}"' if opacity < 1 else ""
        edge = f' stroke="{stroke}" stroke-width="{n(thick)}"' if stroke != "none" else ""
        corner = f' rx="{n(round_)}"' if round_ else ""
        self.parts.append(
            f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"{corner} '
            f'fill="{fill}"{faint}{edge}/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = HAIR,
        thick: float = 0.4, dashes: str = "",
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<path d="M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}" stroke="{stroke}" '
            f'stroke-width="{n(thick)}" fill="none"{dashed}/>'
        )

    def path(self, d: str, *, stroke: str, thick: float, dashes: str = "") -> None:
        """Draw an open path from its SVG commands."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{n(thick)}" '
            f'stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
        )

    def shape(
        self, d: str, *, fill: str, stroke: str = "none", thick: float = 0.8,
        opacity: float = 1.0, dashes: str = "",
    ) -> None:  # fmt: skip
        """Draw a closed path from its SVG commands; `opacity` is of what fills it."""
        faint = f' fill-opacity="{n(opacity)}"' if opacity < 1 else ""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<path d="{d}Z" fill="{fill}"{faint} stroke="{stroke}" '
            f'stroke-width="{n(thick)}"{dashed}/>'
        )

    def image(self, x: float, y: float, width: float, height: float, *, png: bytes) -> None:
        """Lay a picture of cells over a rectangle."""
        self.parts.append(
            f'<image x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" '
            'preserveAspectRatio="none" '
            f'href="data:image/png;base64,{b64encode(png).decode("ascii")}"/>'
        )

    @contextmanager
    def window(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Show what is drawn within only as far as it lies in a rectangle; places stay the same."""
        box = f"{n(x)} {n(y)} {n(width)} {n(height)}"
        self.parts.append(
            f'<svg x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" '
            f'viewBox="{box}" overflow="hidden">'
        )
        yield
        self.parts.append("</svg>")

    def circle(
        self, x: float, y: float, radius: float, *, fill: str, stroke: str = INK, thick: float = 1.0
    ) -> None:
        """Draw a circle around a centre."""
        self.parts.append(
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{fill}" stroke="{stroke}" '
            f'stroke-width="{n(thick)}"/>'
        )

    def text(
        self, x: float, y: float, words: str, *, size: float = 7.0, bold: bool = False,
        anchor: str = "start", fill: str = INK, upright: bool = False,
    ) -> None:  # fmt: skip
        """Write one line that stands on `y`; `upright` turns it to read from the bottom up.

        `anchor` is `start`, `middle` or `end`: which point of the line is at `x`.
        """
        words = shown(words)
        if not words:
            return
        wide = width(words, size, bold=bold)
        back = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        if upright:
            left, right = x - ASCENT * size, x + DESCENT * size
            top, bottom = y - (wide - back), y + back
        else:
            left, right = x - back, x - back + wide
            top, bottom = y - ASCENT * size, y + DESCENT * size
        self.labels.append(Box(left=left, top=top, right=right, bottom=bottom, text=words))
        turned = f' transform="rotate(-90 {n(x)} {n(y)})"' if upright else ""
        weight = ' font-weight="600"' if bold else ""
        place = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(
            f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}"{weight}{place} fill="{fill}"'
            f"{turned}>{escape(words)}</text>"
        )

    def done(self, wide: float, high: float, *, name: str, title: str, description: str) -> Picture:
        """Return the picture. `name` makes its ids, unlike those of others on the same page."""
        body = "\n".join(self.parts)
        said, told = shown(title), shown(description)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(wide)} {n(high)}" '
            f'width="{n(wide)}pt" height="{n(high)}pt" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="{FAMILY}">\n'
            f'<title id="{name}-title">{escape(said)}</title>\n'
            f'<desc id="{name}-desc">{escape(told)}</desc>\n'
            f'<rect width="{n(wide)}" height="{n(high)}" fill="#ffffff"/>\n{body}\n</svg>\n'
        )
        return Picture(
            title=said,
            description=told,
            width=wide,
            height=high,
            svg=svg,
            labels=tuple(self.labels),
        )


def n(value: float) -> str:
    """Write a number with two places at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def shown(text: str) -> str:
    """Return a text whose every character the fonts have."""
    plain = composed(text)
    for char in set(plain) - coverage():
        plain = plain.replace(char, REPLACEMENT)
    return plain


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text prints, in points."""
    table, glyphs, measured, em = _metrics(bold)
    found = (glyphs.get(ord(char), 0) for char in text)
    return sum(table[min(glyph, measured - 1)] for glyph in found) * size / em


@cache
def _metrics(bold: bool) -> tuple[Sequence[int], dict[int, int], int, int]:  # noqa: FBT001
    """Return the advances of our sans face, the glyph of each character, and the em."""
    from lastlook.typeset.truetype import read_truetype

    font = read_truetype(FONTS / f"LastlookSans-{'SemiBold' if bold else 'Regular'}.ttf")
    data = font.data
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for at in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    pairs = struct.unpack_from(f">{measured * 2}H", data, tables[b"hmtx"])
    return pairs[::2], dict(font.glyphs), measured, em


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a text so that it fits a width, with an ellipsis; empty where nothing fits."""
    text = shown(text)
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(text.rstrip() + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + "…" if text.strip() else ""


def wrapped(text: str, room: float, size: float, *, most: int = 99) -> list[str]:
    """Break a text into lines of a width; what is over `most` lines ends in an ellipsis."""
    lines: list[str] = []
    words = shown(text).split()
    while words:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size) <= room:
            count += 1
        if len(lines) == most - 1 and count < len(words):
            lines.append(fitted(" ".join(words), room, size))
            break
        lines.append(fitted(" ".join(words[:count]), room, size))
        words = words[count:]
    return lines
