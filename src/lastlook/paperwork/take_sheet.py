"""The run sheet of a take: every department's cues against time, on one page to carry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.language.inflect import how_many
from lastlook.paperwork.svg import width
from lastlook.paperwork.take_entries import entries
from lastlook.paperwork.take_lens import lens_words
from lastlook.paperwork.take_seen import seen_words
from lastlook.paperwork.take_where import clock
from lastlook.take.sight.findings import Verdict
from lastlook.take.timecode import frame_of, frames, recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.paperwork.take_entries import Entry
    from lastlook.take.model import Take
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.resetting import Usage
    from lastlook.take.sight.findings import GiveAway

SIZE = 7.0
"""Of the cues' type, points, as the template has it."""
ROOM, LEAST, INSET, GROWS = 690.0, 40.0, 7.0, 4.0
"""Points: of all departments' columns, of the narrowest, of a cell's edges, and of a step more."""
MOST_STEPS = 24
SHOWN = 4
"""Give-aways that the sheet names; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a department does at a moment."""

    cues: tuple[tuple[str, bool], ...]
    """The words, and whether they were worked out."""
    running: bool
    """Whether something begun before still goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A moment of the sheet."""

    time: str
    frame: int
    cells: tuple[Cell, ...]
    cut: bool
    """Cut to black."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A run sheet, as the template prints it."""

    title: str
    facts: str
    """Scene, length, frame rate, cameras."""
    safety: tuple[str, ...]
    seen: tuple[str, ...]
    """Who shows, worst first; empty where nobody does."""
    clean: tuple[str, ...]
    """What else is known of sightlines and glass."""
    missed: tuple[str, ...]
    """Panes that do not keep their time."""
    snow: tuple[str, ...]
    reset: tuple[str, ...]
    departments: tuple[str, ...]
    widths: tuple[float, ...]
    """Of the departments' columns, as shares."""
    rows: tuple[Row, ...]
    foot: str


def sheet_view(found: Rehearsal) -> SheetView:
    """Gather a rehearsed take's run sheet."""
    take = found.take
    known = entries(found)
    departments = tuple(dict.fromkeys([
        *(cue.department for cue in take.cues), *(one.department for one in known)
    ]))  # fmt: skip
    rows = tuple(_rows(take, known, departments))
    return SheetView(
        title=take.title,
        facts=_facts(take),
        safety=found.safety,
        seen=tuple(_seen(found)),
        clean=tuple(_clean(found)),
        missed=tuple(promise.says for promise in found.promises if not promise.kept),
        snow=tuple(_snow(found)),
        reset=tuple(_reset(found)),
        departments=departments,
        widths=_widths(departments, rows),
        rows=rows,
        foot=_foot(take),
    )


def _facts(take: Take) -> str:
    scene = f"Scene {take.scene} · " if take.scene else ""
    end = float(recorded_until(take))
    cut = f", cut to black at {clock(end)}" if take.cut is not None else ""
    cameras = "; ".join(
        f"{camera.name}: {lens_words(camera, float(camera.lens))}" for camera in take.cameras
    )
    seen = f" · {cameras}" if cameras else ""
    rate = f"{float(take.fps):g} frames a second, {frames(take)} frames"
    return f"{scene}{clock(float(take.duration))} long{cut} · {rate}{seen}"


def _rows(take: Take, known: Sequence[Entry], departments: Sequence[str]) -> Iterator[Row]:
    end = float(recorded_until(take))
    times = sorted({round(one.at, 3) for one in known})
    for at in times:
        cells = []
        for department in departments:
            mine = [one for one in known if one.department == department]
            now = [one for one in mine if round(one.at, 3) == at]
            cells.append(
                Cell(
                    cues=tuple((_words(one, end), one.worked_out) for one in now),
                    running=any(one.at < at < one.until - 0.5 for one in mine),
                )
            )
        yield Row(
            time=clock(at), frame=frame_of(at, take.fps), cells=tuple(cells),
            cut=take.cut is not None and abs(at - end) < 1e-3,
        )  # fmt: skip


def _words(one: Entry, end: float) -> str:
    """Say a cue, with its end where it takes a while and does not say so itself."""
    until = clock(min(one.until, end))
    if one.until - one.at < 1 or until in one.what:
        return one.what
    return f"{one.what} – to {until}"


def _seen(found: Rehearsal) -> Iterator[str]:
    if found.sight is None:
        return
    wrong = [one for one in found.sight.give_aways if one.verdict is Verdict.SEEN]
    first: dict[str, GiveAway] = {}
    for one in sorted(wrong, key=lambda give: give.first):
        first.setdefault(one.thing, one)
    for number, give in enumerate(first.values()):
        if number == SHOWN:
            yield f"and {len(first) - SHOWN} more"
            return
        when = f"from {clock(give.since)} (frame {give.first}), camera {give.camera}"
        yield f"{seen_words(give)}, {when}"


def _clean(found: Rehearsal) -> Iterator[str]:
    sight = found.sight
    if sight is None:
        yield "Sightlines were not looked at."
    else:
        many = sum(sight.frames.values())
        if sight.blind:
            yield from sight.blind
        elif sight.verdict is Verdict.CLEAN:
            yield f"Nobody shows in any of {many} frames, margins included."
        elif sight.verdict is Verdict.MARGINAL:
            names = ", ".join(dict.fromkeys(one.thing for one in sight.give_aways))
            yield f"Nobody shows as planned; within the margins: {names}."
        if sight.chance is not None:
            chance = sight.chance
            yield (
                f"Clean in {chance.share:.0%} of {chance.rehearsals} rehearsals with slips "
                f"(95% sure: {chance.low:.0%} to {chance.high:.0%})."
            )
        yield from sight.notes
    kept = [promise for promise in found.promises if promise.kept]
    if kept:
        shut = ", ".join(
            f"{promise.closes.pane} {clock(promise.buried_at or 0)}" for promise in kept
        )
        yield f"Shut as the page wants: {shut}."


def _snow(found: Rehearsal) -> Iterator[str]:
    for use in found.reset.usage:
        name = found.materials[use.material].name
        yield (
            f"{name}: {how_many(math.ceil(use.sacks - 1e-9), 'sack')}, {use.litres:.0f} litres, "
            f"{use.kilograms:.1f} kg a take{_truck(use)}"
        )


def _truck(use: Usage) -> str:
    return "" if use.on_truck is None else f"; {how_many(use.on_truck, 'sack')} on the truck"


def _reset(found: Rehearsal) -> Iterator[str]:
    plan = found.reset
    fits = []
    if plan.takes_by_hold is not None:
        hold = found.take.reset.hold_minutes
        fits.append(f"{plan.takes_by_hold} in the {hold:g} min of hold or permit")
    if plan.takes_by_sacks is not None:
        fits.append(f"{plan.takes_by_sacks} by the sacks")
    people = how_many(found.take.reset.people, "person")
    said = f"; {plan.takes} takes fit ({', '.join(fits)})" if fits else ""
    yield f"Reset {plan.minutes:.0f} min with {people}{said}."
    clear = [step for step in plan.steps if step.what.startswith("Clear ")]
    steps = [f"{step.what}, {step.minutes:.0f} min" for step in plan.steps if step not in clear]
    if clear:
        minutes = sum(step.minutes for step in clear)
        steps.insert(0, f"Clear {len(clear)} places of snow, {minutes:.0f} min")
    if steps:
        yield "; ".join(steps)


def _foot(take: Take) -> str:
    slips = take.margins
    return (
        f"Times are minutes and seconds from “action”. Margins: cues ±{float(slips.cue):g} s, "
        f"frame ±{float(slips.frame):.0%}, camera ±{100 * float(slips.place):g} cm, snow "
        f"−{float(slips.snow):.0%}. Grey: worked out from keyframes and paths."
    )


def _widths(departments: Sequence[str], rows: Sequence[Row]) -> tuple[float, ...]:
    """Give columns room so that the table is low; points that add up to `ROOM`.

    From the least that holds each column's longest word, room goes, step by step, to the column in
    which it saves most lines a point.
    """
    columns = [
        [[_word_widths(words) for words, _ in row.cells[number].cues] for row in rows]
        for number in range(len(departments))
    ]
    wide = [
        max(
            LEAST,
            width(name, SIZE, bold=True) + INSET,
            max((word for cues in column for cue in cues for word in cue), default=0.0) + INSET,
        )
        for name, column in zip(departments, columns, strict=True)
    ]
    lines = [[_lines(cues, wide[n]) for cues in column] for n, column in enumerate(columns)]
    while sum(wide) + GROWS <= ROOM:
        left = int((ROOM - sum(wide)) // GROWS)
        now = _height(lines)
        best = (0.0, 0, 1)
        for number, column in enumerate(columns):
            for steps in range(1, min(left, MOST_STEPS) + 1):
                tried = [_lines(cues, wide[number] + steps * GROWS) for cues in column]
                saved = now - _height([*lines[:number], tried, *lines[number + 1 :]])
                best = max(best, (saved / steps, -number, steps))
        share, number, steps = best[0], -best[1], best[2]
        if share <= 0:
            break
        wide[number] += steps * GROWS
        lines[number] = [_lines(cues, wide[number]) for cues in columns[number]]
    spare = max(0.0, ROOM - sum(wide)) / max(1, len(wide))
    return tuple(round(one + spare, 1) for one in wide)


def _height(lines: Sequence[Sequence[int]]) -> float:
    """Return the lines of a table; those that make no row higher count a little."""
    return sum((max(row) + 0.05 * sum(row) for row in zip(*lines, strict=True)), 0.0)


def _word_widths(words: str) -> tuple[float, ...]:
    return tuple(width(word, SIZE) for word in words.split())


def _lines(cues: Sequence[Sequence[float]], wide: float) -> int:
    """Return the lines that cues take in a column."""
    space = width(" ", SIZE)
    count = 0
    for words in cues:
        left = 0.0
        for word in words:
            if left and left + space + word <= wide - INSET:
                left += space + word
            else:
                count += 1
                left = word
    return count
