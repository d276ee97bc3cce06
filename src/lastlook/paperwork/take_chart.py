"""A take's timeline as a picture: every department's cues, the glass, the light at the faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.paperwork.svg import HAIR, INK, QUIET, RED, Drawing, fitted, n, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.paperwork.svg import Picture
    from lastlook.take.rehearsal import CueLine, Rehearsal

WIDE, LEFT, RIGHT, TOP = 762.0, 96.0, 92.0, 46.0
ROW = 11.0
CURVES, STOPS = 120.0, 84.0
GAP = 26.0
COLOURS = ("#184f8f", "#a3541c", "#2f6b3a", "#7a3d86", "#8a7a12", "#2a7f86")
"""For lines; each line also has its own dashes, for print without colour."""
DASHES = ("", "6 2", "2 2", "8 2 2 2", "4 4", "1 3")


def take_chart(found: Rehearsal) -> Picture:
    """Draw a rehearsed take against its seconds."""
    draw = Drawing()
    end = float(found.take.duration)
    across = WIDE - LEFT - RIGHT

    def x(seconds: float) -> float:
        return LEFT + across * min(seconds, end) / end

    draw.text(20, 20, fitted(found.take.title, WIDE - 40, 12, bold=True), size=12, bold=True)
    draw.text(20, 33, _verdict(found), size=8, fill=INK if found.kept else RED)
    y = _cues(draw, found.cues, x, TOP)
    lines = [(name, curve.opacity) for name, curve in found.run.panes.items()]
    _scale(draw, y, CURVES, x, end=end, marks=[(f"{p}%", p / 100) for p in (0, 25, 50, 75, 100)])
    draw.text(20, y + 8, "Glass,", size=8, bold=True)
    draw.text(20, y + 18, "how opaque", size=8, bold=True)
    _lines(draw, found.run.times, lines, x, lambda v: y + CURVES * (1 - v))
    for promise in found.promises:
        if promise.buried_at is not None:
            draw.circle(x(promise.buried_at), y, 2.4, fill=INK if promise.kept else RED, stroke=INK)
    for event in found.run.events:
        if event.kind == "stall":
            draw.line(x(event.at), y, x(event.at), y + CURVES, stroke=RED, thick=0.9)
            draw.text(
                x(event.at) - 3, y + CURVES - 4, "wipers stall", size=7, fill=RED, anchor="end"
            )
    y += CURVES + GAP
    if found.run.stops:
        low = min(-1.0, *(float(min(s)) for s in found.run.stops.values()))
        floor = -float(int(-low) + 1)
        marks = [(f"{s:d}", (s - floor) / -floor) for s in range(int(floor), 1)]
        _scale(draw, y, STOPS, x, end=end, marks=marks)
        draw.text(20, y + 8, "Light at faces,", size=8, bold=True)
        draw.text(20, y + 18, "stops", size=8, bold=True)
        _lines(
            draw, found.run.times, list(found.run.stops.items()), x, lambda v: y + STOPS * v / floor
        )
        y += STOPS + GAP
    said = "; ".join([*(promise.says for promise in found.promises), _reset(found)])
    draw.text(20, y, fitted(_reset(found), WIDE - 40, 8), size=8)
    draw.text(20, y + 12, _assumed(found), size=7, fill=QUIET)
    return draw.done(WIDE, y + 24, name="take", title=found.take.title, description=said)


def _verdict(found: Rehearsal) -> str:
    if not found.promises:
        return "The file does not say when a window closes."
    missed = [promise.says for promise in found.promises if not promise.kept]
    text = "; ".join(missed) if missed else "Every window closes when the page says."
    return fitted(text, WIDE - 40, 8)


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


def _cues(draw: Drawing, cues: Sequence[CueLine], x: Callable[[float], float], y: float) -> float:
    """Draw a band of rows for each department; return where the next part begins."""
    for department in dict.fromkeys(cue.department for cue in cues):
        rows: list[float] = []
        first = y
        for cue in (cue for cue in cues if cue.department == department):
            start, stop = x(cue.at), x(cue.at + cue.seconds)
            words = fitted(cue.what, WIDE - 26 - start, 7) if start < WIDE * 0.62 else cue.what
            wide = width(words, 7)
            right_side = start + 5 + wide <= WIDE - 6
            words = words if right_side else fitted(cue.what, start - LEFT - 6, 7)
            left = start if right_side else start - 6 - width(words, 7)
            right = max(stop, start + 5 + wide) if right_side else stop
            row = next((i for i, used in enumerate(rows) if used + 4 <= left), len(rows))
            if row == len(rows):
                rows.append(0.0)
            rows[row] = right
            line = y + row * ROW
            if stop > start + 0.5:
                draw.rect(start, line + 1, stop - start, ROW - 2, fill="#c9d8ea", round_=1.5)
            draw.line(start, line + 0.5, start, line + ROW - 0.5, stroke=INK, thick=1.0)
            if right_side:
                draw.text(start + 4, line + 8, words, size=7)
            else:
                draw.text(start - 4, line + 8, words, size=7, anchor="end")
        draw.text(20, first + 8, fitted(department, LEFT - 26, 8, bold=True), size=8, bold=True)
        y += len(rows) * ROW + 3
        draw.line(20, y - 1.5, WIDE - 20, y - 1.5)
    return y + 14


def _scale(
    draw: Drawing, y: float, high: float, x: Callable[[float], float], *, end: float,
    marks: Sequence[tuple[str, float]],
) -> None:  # fmt: skip
    """Draw a frame with its scale and the minutes."""
    for words, share in marks:
        at = y + high * (1 - share)
        draw.line(LEFT, at, x(end), at)
        draw.text(LEFT - 4, at + 2.5, words, size=7, anchor="end", fill=QUIET)
    step = 30 if end >= 120 else 10 if end >= 30 else 5
    for seconds in range(0, int(end) + 1, step):
        draw.line(x(seconds), y, x(seconds), y + high)
        words = f"{seconds // 60}:{seconds % 60:02d}"
        draw.text(x(seconds), y + high + 9, words, size=7, anchor="middle", fill=QUIET)


def _lines(
    draw: Drawing, times: Sequence[float], lines: Sequence[tuple[str, Sequence[float]]],
    x: Callable[[float], float], y: Callable[[float], float],
) -> None:  # fmt: skip
    """Draw curves and name each at its end, apart from one another."""
    ends = sorted((y(values[-1]), number) for number, (_, values) in enumerate(lines))
    names: dict[int, float] = {}
    below = -1e9
    for at, number in ends:
        below = max(at + 2.5, below + 8.5)
        names[number] = below
    # The lowest name stays above the figures below the frame.
    lift = max(0.0, max(names.values(), default=0.0) - max(at for at, _ in ends) - 1.0)
    names = {number: at - lift for number, at in names.items()}
    for number, (name, values) in enumerate(lines):
        colour, dashes = COLOURS[number % 6], DASHES[number % 6]
        path = "M" + "L".join(f"{n(x(t))} {n(y(v))}" for t, v in zip(times, values, strict=True))
        draw.path(path, stroke=colour, thick=1.1, dashes=dashes)
        left, line = x(times[-1]) + 4, names[number] - 2.5
        draw.path(
            f"M{n(left)} {n(line)}L{n(left + 16)} {n(line)}",
            stroke=colour,
            thick=1.1,
            dashes=dashes,
        )
        draw.text(left + 20, names[number], fitted(name, RIGHT - 30, 7), size=7, fill=colour)
    draw.line(x(0), y(0), x(times[-1]), y(0), stroke=HAIR)
