"""Cost against something that could be otherwise, as a picture: what was found, and the bound."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from lastlook.paperwork.svg import HAIR, INK, QUIET, RED, Drawing, fitted, n, width
from lastlook.schedule.cost import say_money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.paperwork.svg import Picture
    from lastlook.schedule.explain import Case

LEFT, TOP, RIGHT, BOTTOM = 64.0, 44.0, 20.0, 46.0
WIDE, HIGH = 440.0, 250.0
STEP = 34.0
"""The least room for a case, so that dates do not touch."""
BLUE = "#184f8f"


def frontier_picture(
    cases: Sequence[Case], *, title: str, currency: str, name: str = "frontier"
) -> Picture | None:
    """Draw the cost of each case, with the bound below it and a mark where there is no board.

    A filled point is proved to be the least cost; a hollow one lies above its bound by what
    might still be saved. None where no case has a board.
    """
    solved = [case for case in cases if case.best]
    if not solved:
        return None
    wide = max(WIDE, LEFT + RIGHT + STEP * len(cases))
    costs = [float(case.best.cost) for case in solved if case.best]
    bounds = [float(case.best.bound) for case in solved if case.best]
    low, high = min(bounds), max(costs)
    room = (high - low) * 0.1 or high * 0.05 or 1.0
    step = _round((high - low + 2 * room) / 4)
    low = max(0.0, step * ((low - room) // step))
    high = step * -(-(high + room) // step)
    draw = Drawing()
    draw.text(LEFT - 50, 18, fitted(title, wide - LEFT, 10.0, bold=True), size=10.0, bold=True)
    draw.text(LEFT - 50, 32, f"Cost in {currency}", size=7.0, fill=QUIET)

    def down(cost: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (high - cost) / (high - low)

    for part in range(round((high - low) / step) + 1):
        cost = low + step * part
        y = down(cost)
        draw.line(LEFT, y, wide - RIGHT, y, stroke=HAIR)
        draw.text(LEFT - 6, y + 2.5, f"{cost:,.0f}", size=7.0, anchor="end", fill=QUIET)
    each = (wide - LEFT - RIGHT) / len(cases)
    _points(draw, cases, each, down)
    y = HIGH - 10
    draw.circle(LEFT + 4, y - 2.5, 2.6, fill=BLUE, stroke=BLUE)
    draw.text(LEFT + 11, y, "least cost, proved", size=7.0, fill=QUIET)
    draw.circle(LEFT + 94, y - 2.5, 2.6, fill="#ffffff", stroke=BLUE)
    draw.text(LEFT + 101, y, "found; the bar ends at the bound", size=7.0, fill=QUIET)
    draw.text(LEFT + 214, y, "×", size=9.0, fill=RED)
    draw.text(LEFT + 222, y, "no legal board", size=7.0, fill=QUIET)
    said = "; ".join(f"{case.says}: {_said(case)}" for case in cases)
    return draw.done(wide, HIGH, name=name, title=title, description=said)


def _points(
    draw: Drawing, cases: Sequence[Case], each: float, down: Callable[[float], float]
) -> None:
    """Draw the line through what was found, each case with its bound and its name."""
    line = []
    for number, case in enumerate(cases):
        x = LEFT + each * (number + 0.5)
        draw.text(x, HIGH - BOTTOM + 14, _short(case.key), size=7.0, anchor="middle")
        if case.best is None:
            mark = "×" if case.why_not else "?"
            draw.text(x, HIGH - BOTTOM - 4, mark, size=10.0, anchor="middle", fill=RED)
            continue
        y, bound = down(float(case.best.cost)), down(float(case.best.bound))
        line.append((x, y))
        if bound > y + 0.5:
            draw.line(x, y, x, bound, stroke=BLUE, thick=0.8)
            draw.line(x - 3, bound, x + 3, bound, stroke=BLUE, thick=0.8)
    if len(line) > 1:
        path = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in line)
        draw.path(path, stroke=BLUE, thick=1.2)
    solved = [case for case in cases if case.best]
    for (x, y), case in zip(line, solved, strict=True):
        optimal = bool(case.best and case.best.optimal)
        draw.circle(x, y, 3.0, fill=BLUE if optimal else "#ffffff", stroke=BLUE)
        cost = f"{case.best.cost:,.0f}" if case.best else ""
        half = width(cost, 6.4) / 2
        draw.rect(x - half - 1, y - 12, 2 * half + 2, 7.5, fill="#ffffff")
        draw.text(x, y - 6, cost, size=6.4, anchor="middle", fill=INK)


def _round(step: float) -> float:
    """Give a round number at least as large: 1, 2 or 5 with noughts."""
    size = 10.0 ** floor(log10(step))
    return next(size * part for part in (1, 2, 5, 10) if size * part >= step)


def _short(key: str) -> str:
    """Write a date without its year."""
    return key[5:] if len(key) == len("2027-01-18") else key


def _said(case: Case) -> str:
    if case.best is None:
        return "no legal board" if case.why_not else "none found"
    proved = "" if case.best.optimal else f", not less than {say_money(case.best.bound)}"
    return f"{say_money(case.best.cost)}{proved}"
