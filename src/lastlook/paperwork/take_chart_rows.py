"""Bands of a timeline: a name, and bars with words that never stand on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.paperwork.svg import INK, QUIET, RED, fitted, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.svg import Drawing
    from lastlook.paperwork.take_curves import Frame

ROW = 10.4
SIZE = 7.0
FULL, PALE, ALARM = "#c9d8ea", "#ececea", "#f1c3bf"
"""Of cues, of what was worked out, of what must not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something that goes on for a while, in seconds."""

    at: float
    until: float
    words: str
    worked_out: bool = False
    alarm: bool = False


def draw_band(
    draw: Drawing, frame: Frame, name: str, bars: Sequence[Bar], y: float, *, wide: float
) -> float:
    """Draw a band in as few rows as hold its bars; return where the next one begins."""
    rows: list[float] = []
    for bar in bars:
        start, stop = frame.x(bar.at), frame.x(bar.until)
        # Words begin at the bar; near the right edge they end before it.
        right_side = start < wide * 0.62 or start + 5 + width(bar.words, SIZE) <= wide - 2
        room = wide - 6 - start if right_side else start - frame.left - 6
        words = fitted(bar.words, room, SIZE)
        left = start if right_side else start - 6 - width(words, SIZE)
        right = max(stop, start + 5 + width(words, SIZE)) if right_side else stop
        row = next((i for i, used in enumerate(rows) if used + 4 <= left), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = right
        draw_bar(draw, bar, start, stop, y + row * ROW)
        fill = RED if bar.alarm else QUIET if bar.worked_out else INK
        at, anchor = (start + 4, "start") if right_side else (start - 4, "end")
        draw.text(at, y + row * ROW + 7.6, words, size=SIZE, anchor=anchor, fill=fill)
    fill = RED if any(bar.alarm for bar in bars) else INK
    shown = fitted(name, frame.left - 6, 8, bold=True)
    draw.text(0, y + 8, shown, size=8, bold=True, fill=fill)
    y += len(rows) * ROW + 3
    draw.line(0, y - 1.5, wide, y - 1.5)
    return y


def draw_bar(draw: Drawing, bar: Bar, start: float, stop: float, y: float) -> None:
    """Draw a bar without its words."""
    fill = ALARM if bar.alarm else FULL
    edge = "none"
    if bar.worked_out:
        fill, edge = "#ffffff" if bar.alarm else PALE, RED if bar.alarm else "none"
    if stop > start + 0.5:
        draw.rect(
            start, y + 1, stop - start, ROW - 2, fill=fill, stroke=edge, thick=0.5, round_=1.5
        )
    draw.line(start, y + 0.5, start, y + ROW - 0.5, stroke=RED if bar.alarm else INK, thick=1.0)
