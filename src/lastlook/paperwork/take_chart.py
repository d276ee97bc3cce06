"""A take's timeline as a picture: who does what, who shows, the glass, the light at the faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.paperwork.svg import INK, QUIET, RED, Drawing, fitted, width
from lastlook.paperwork.take_chart_rows import Bar, draw_band, draw_bar
from lastlook.paperwork.take_curves import Frame, draw_curves
from lastlook.paperwork.take_entries import entries
from lastlook.paperwork.take_seen import seen_words
from lastlook.paperwork.take_where import clock
from lastlook.take.sight.findings import Verdict
from lastlook.take.timecode import frames, recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.paperwork.svg import Picture
    from lastlook.take.rehearsal import Rehearsal

WIDE, LEFT, RIGHT, TOP = 742.0, 78.0, 92.0, 46.0
CURVES, STOPS = 112.0, 78.0
BARE = 6.0
"""Height of the scale of time alone, where there are no panes."""
GAP = 26.0
MOST_SEEN = 12
"""Give-aways that have a bar of their own."""


def take_chart(found: Rehearsal) -> Picture:
    """Draw a rehearsed take against its seconds."""
    draw = Drawing()
    end = float(found.take.duration)
    frame = Frame(left=LEFT, right=WIDE - RIGHT, end=end)
    draw.text(0, 14, fitted(found.take.title, WIDE, 12, bold=True), size=12, bold=True)
    words, wrong = _verdict(found)
    draw.text(0, 28, fitted(words, WIDE, 8), size=8, fill=RED if wrong else INK)
    y = TOP - 6
    bands: dict[str, list[Bar]] = {}
    for one in entries(found):
        bar = Bar(at=one.at, until=one.until, words=one.what, worked_out=one.worked_out)
        bands.setdefault(one.department, []).append(bar)
    top, under = y, len(draw.parts)
    seen = list(_seen(found))
    if seen:
        y = draw_band(draw, frame, "Who shows", seen, y, wide=WIDE)
    for department, bars in bands.items():
        y = draw_band(draw, frame, department, bars, y, wide=WIDE)
    y += 14
    y = _glass(draw, found, frame, y)
    if found.run.stops:
        y = _light(draw, found, frame, y)
    # Under the words of all rows, though it ends where they do.
    over = len(draw.parts)
    _cut(draw, found, frame, top, y - GAP)
    draw.parts[under:] = [*draw.parts[over:], *draw.parts[under:over]]
    said = "; ".join([*(promise.says for promise in found.promises), _reset(found)])
    _legend(draw, found, y)
    draw.text(0, y + 15, fitted(_reset(found), WIDE, 8), size=8)
    draw.text(0, y + 27, _assumed(found), size=7, fill=QUIET)
    return draw.done(WIDE, y + 33, name="take", title=found.take.title, description=said)


def _verdict(found: Rehearsal) -> tuple[str, bool]:
    """Say how the take stands, and whether something is wrong."""
    parts = []
    sight = found.sight
    if sight is not None and sight.give_aways:
        wrong = {one.thing for one in sight.give_aways if one.verdict is Verdict.SEEN}
        if wrong:
            first = min(one.first for one in sight.give_aways if one.verdict is Verdict.SEEN)
            parts.append(f"{len(wrong)} that must not be seen show, first in frame {first}")
    missed = [promise.says for promise in found.promises if not promise.kept]
    parts += missed
    if parts:
        return "; ".join(parts) + ".", True
    if sight is not None:
        many = sum(sight.frames.values())
        parts.append(f"Nobody shows in {many} frames: {sight.verdict}.")
    if found.promises:
        parts.append("Every window closes when the page says.")
    else:
        parts.append("The file does not say when a window closes.")
    return " ".join(parts), False


def _seen(found: Rehearsal) -> Iterator[Bar]:
    """Give a red bar for each give-away, with its first frame."""
    if found.sight is None:
        return
    ordered = found.sight.give_aways
    for give in ordered[:MOST_SEEN]:
        slip = f", only {give.slip}" if give.verdict is Verdict.MARGINAL else ""
        words = f"{give.camera}: {seen_words(give)}{slip}; from frame {give.first}"
        yield Bar(
            at=give.since, until=give.until, words=words, alarm=True,
            worked_out=give.verdict is Verdict.MARGINAL,
        )  # fmt: skip
    if len(ordered) > MOST_SEEN:
        words = f"and {len(ordered) - MOST_SEEN} more"
        yield Bar(at=0, until=0, words=words, alarm=True, worked_out=True)


def _glass(draw: Drawing, found: Rehearsal, frame: Frame, y: float) -> float:
    if not found.run.panes:
        draw_curves(draw, frame, "", found.run.times, [], marks=[], top=y, high=BARE)
        return y + BARE + GAP
    marks = [(f"{p}%", p / 100) for p in (0, 25, 50, 75, 100)]
    curves = [(name, curve.opacity) for name, curve in found.run.panes.items()]
    draw_curves(
        draw, frame, "Glass,\nhow opaque", found.run.times, curves, marks=marks, top=y, high=CURVES
    )
    for promise in found.promises:
        if promise.buried_at is not None:
            fill = INK if promise.kept else RED
            draw.circle(frame.x(promise.buried_at), y, 2.4, fill=fill, stroke=INK)
    for event in found.run.events:
        if event.kind == "stall":
            x = frame.x(event.at)
            draw.line(x, y, x, y + CURVES, stroke=RED, thick=0.9)
            draw.text(x - 3, y + CURVES - 4, "wipers stall", size=7, fill=RED, anchor="end")
    return y + CURVES + GAP


def _light(draw: Drawing, found: Rehearsal, frame: Frame, y: float) -> float:
    low = min(-1.0, *(float(min(stops)) for stops in found.run.stops.values()))
    floor = -float(int(-low) + 1)
    marks = [
        (f"{stop:d}".replace("-", "−"), (stop - floor) / -floor) for stop in range(int(floor), 1)
    ]
    curves = [
        (name, [(stop - floor) / -floor for stop in stops])
        for name, stops in found.run.stops.items()
    ]
    draw_curves(
        draw, frame, "Light at\nfaces, stops", found.run.times, curves, marks=marks, top=y,
        high=STOPS,
    )  # fmt: skip
    return y + STOPS + GAP


def _cut(draw: Drawing, found: Rehearsal, frame: Frame, top: float, bottom: float) -> None:
    """Draw the cut to black through all rows; what comes after is not recorded."""
    if found.take.cut is None:
        return
    at = float(recorded_until(found.take))
    x = frame.x(at)
    draw.rect(x, top, frame.right - x, bottom - top, fill=INK, opacity=0.14)
    draw.line(x, top - 8, x, bottom, stroke=INK, thick=1.4)
    words = f"cut to black {clock(at)}, after frame {frames(found.take) - 1}"
    left = x > WIDE - 150
    draw.text(
        x - 3 if left else x + 3, top - 3, words, size=7, bold=True,
        anchor="end" if left else "start",
    )  # fmt: skip


def _legend(draw: Drawing, found: Rehearsal, y: float) -> None:
    """Say what the bars and dots that are there mean."""
    alarms = {one.verdict for one in found.sight.give_aways} if found.sight else set()
    x = 0.0
    for there, alarm, worked_out, words in (
        (True, False, False, "cue, as the file has it"),
        (True, False, True, "follows from keyframes, paths and lamps"),
        (Verdict.SEEN in alarms, True, False, "seen, who must not be"),
        (Verdict.MARGINAL in alarms, True, True, "seen only within the margins"),
    ):
        if there:
            bar = Bar(at=0, until=0, words="", alarm=alarm, worked_out=worked_out)
            draw_bar(draw, bar, x, x + 14, y - 7.5)
            x = _word(draw, x + 18, y, words)
    for kept, words in ((True, "shut when the page says"), (False, "shut at another time")):
        if any(p.kept is kept and p.buried_at is not None for p in found.promises):
            draw.circle(x + 3, y - 2.5, 2.4, fill=INK if kept else RED, stroke=INK)
            x = _word(draw, x + 9, y, words)


def _word(draw: Drawing, x: float, y: float, words: str) -> float:
    draw.text(x, y, words, size=6.5, fill=QUIET)
    return x + width(words, 6.5) + 12


def _reset(found: Rehearsal) -> str:
    uses = ", ".join(
        f"{use.kilograms:.0f} kg of {use.material} ({use.litres:.0f} l, {use.sacks:.1f} sacks)"
        for use in found.reset.usage
    )
    takes = found.reset.takes
    fit = f"; {takes} takes fit" if takes is not None else ""
    return f"One take uses {uses or 'no snow'}; reset {found.reset.minutes:.0f} minutes{fit}."


def _assumed(found: Rehearsal) -> str:
    if not any(
        q.standing == "assumed"
        for m in found.run.accounts
        for q in found.materials[m].quantities().values()
    ):
        return "All values of the snow are measured or published."
    return "Values of the snow are partly assumed: measure them on set (calibration card)."
