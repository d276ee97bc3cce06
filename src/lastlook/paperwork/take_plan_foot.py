"""Below a plan: what cameras, glass and light stand at, and what the symbols mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.svg import INK, QUIET, RED, fitted, width
from lastlook.paperwork.take_ground import opacity
from lastlook.paperwork.take_lens import lens_words
from lastlook.paperwork.take_where import there
from lastlook.take.lens import view
from lastlook.take.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.svg import Drawing
    from lastlook.paperwork.take_beats import Stretch
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal

FOOT = 66.0
FAR = 60.0


def draw_foot(
    draw: Drawing, found: Rehearsal, beat: Stretch, also: Sequence[str], *,
    top: float, wide: float,
) -> None:  # fmt: skip
    """Write the numbers of a beat and the legend; `also` has what no label had room for."""
    rows = [("Camera" if n == 0 else "", line) for n, line in enumerate(cameras(found, beat.at))]
    if found.run.panes:
        rows.append(("Glass", "shut so far: " + glass(found, beat.at)))
    if found.run.stops:
        light = ", ".join(
            f"{name} {_stops(float(np.interp(beat.at, found.run.times, stops)))}"
            for name, stops in found.run.stops.items()
        )
        rows.append(("Light", f"at the faces against clean glass: {light}"))
    if also:
        rows.append(("Also there", "; ".join(also)))
    y = top + 10
    for name, words in rows[:5]:
        draw.text(0, y, name, size=7, bold=True)
        draw.text(48, y, fitted(words, wide - 48, 7), size=7)
        y += 9
    _legend(draw, top + FOOT - 6)


def _stops(value: float) -> str:
    rounded = round(value, 1)
    return f"{rounded:+.1f} stops" if rounded else "0 stops"


def cameras(found: Rehearsal, at: float) -> list[str]:
    """Say what every camera that is there stands at."""
    return [
        f"{camera.name}: {camera_words(camera, at)}"
        for camera in found.take.cameras
        if there(camera, at)
    ]


def camera_words(camera: Camera, at: float) -> str:
    """Say a camera's lens, angle, focus and place at a moment."""
    seen = view(camera, at)
    angle = f"{seen.horizontal:.1f}° × {seen.vertical:.1f}°"
    shown = ""
    if camera.extraction is not None:
        part = " × ".join(f"{share:.0%}" for share in seen.shown)
        shown = f", {float(camera.extraction):g} shown of it ({part})"
    focus = f"{seen.focus:.2f} m" if seen.focus < FAR else "far"
    eye = ", ".join(f"{float(v) + 0.0:.2f}" for v in seen.eye)
    return (
        f"{lens_words(camera, seen.lens)}, {angle} recorded{shown}; focus {focus}; "
        f"lens at x, y, z {eye} m"
    )


def glass(found: Rehearsal, at: float) -> str:
    """Say how opaque each pane is."""
    return ", ".join(f"{name} {opacity(found, name, at):.0%}" for name in found.run.panes)


def _legend(draw: Drawing, y: float) -> None:
    """Draw every symbol in a row, with its name."""
    x = 6.0
    metre = 20.0
    for role, words in ((Role.ACTOR, "actor"), (Role.CREW, "crew"), (Role.POLICE, "police")):
        symbols.figure(draw, x, y - 2.5, metre, facing=0, role=role)
        x = _word(draw, x + 8, y, words)
    symbols.lamp(draw, x + 2, y - 2.5, metre, facing=0, on=True)
    x = _word(draw, x + 9, y, "lamp, on")
    symbols.camera(draw, x + 8, y - 2.5, metre, facing=0)
    x = _word(draw, x + 13, y, "camera")
    draw.line(x, y - 2.5, x + 15, y - 2.5, stroke=INK, thick=0.6, dashes="5 2.5")
    x = _word(draw, x + 18, y, "recorded")
    draw.line(x, y - 2.5, x + 15, y - 2.5, stroke=INK, thick=0.8)
    x = _word(draw, x + 18, y, "shown")
    draw.line(x, y - 2.5, x + 15, y - 2.5, stroke=INK, thick=0.7, dashes="1 2")
    x = _word(draw, x + 18, y, "focus")
    symbols.arrow(draw, [(x, y - 2.5), (x + 15, y - 2.5)], thick=1.1)
    x = _word(draw, x + 18, y, "way, with times")
    draw.path(f"M{x} {y - 2.5}L{x + 15} {y - 2.5}", stroke=INK, thick=2.6, dashes="0.1 4.2")
    x = _word(draw, x + 19, y, "snow poured")
    draw.rect(x, y - 6, 13, 7, fill="#767676", opacity=0.5)
    x = _word(draw, x + 16, y, "snow lying")
    draw.rect(x, y - 6, 13, 7, fill="#a8bed0", stroke=INK, thick=0.5)
    x = _word(draw, x + 16, y, "clean glass (white: shut)")
    draw.line(x, y - 2.5, x + 12, y - 2.5, stroke=RED, thick=1.5)
    symbols.cross(draw, x + 15, y - 2.5, stroke=RED, size=3)
    x = _word(draw, x + 21, y, "seen")
    draw.line(x, y - 2.5, x + 12, y - 2.5, stroke=RED, thick=1.0, dashes="3 2")
    _word(draw, x + 15, y, "within the margins")


def _word(draw: Drawing, x: float, y: float, words: str) -> float:
    draw.text(x, y, words, size=6.5, fill=QUIET)
    return x + width(words, 6.5) + 9
