"""A journey as a picture: a line through the scenes, with who has the thing as its lanes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.journey_model import Basis, Break, Grade, Journey, Kind, Presence, Stop
from lastlook.paperwork.book import Paper
from lastlook.paperwork.svg import (
    ASCENT,
    DESCENT,
    HAIR,
    INK,
    QUIET,
    RED,
    ROOM,
    Drawing,
    Picture,
    fitted,
    n,
    width,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LABEL = 104.0
STEP = 20.0
"""From one holder to the next within a scene."""
LEAST = 46.0
"""The narrowest scene."""
MOST_WIDE = 92.0
LANE = 19.0
HEADING, NUMBERS = 26.0, 26.0
STATE = 29.0
STATE_WIDE = 40.0
MARKS = 15.0
"""Height of the strip that the marks of breaks stand in."""
SIZE = 7.2
SMALL = 6.2
UNKNOWN = "not said"
SPOKEN = "only spoken of"
LINE = "#184f8f"
TOLD = 158.0
"""Room for what a remark below the picture is about."""
MOST_LANES = 10
ELSEWHERE = "elsewhere"
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_MORE = re.compile(r"\s*[,(]\s*")
_TIMES = re.compile(r"\s[-–—]+\s([^-–—]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A place on the line."""

    x: float
    lane: str
    stop: Stop


def journey_pictures(
    journey: Journey,
    *,
    name: str = "journey",
    paper: Paper = Paper.LETTER,
    heading: bool = True,
) -> tuple[Picture, ...]:
    """Draw a journey on as few pages as its scenes need.

    A filled station is stated by a person, a hollow one read from the text; a break in continuity
    is a red mark with its number, told below, one that asks for an explanation a hollow one. The
    line is broken where a person says what happened off screen.
    """
    if not journey.stops:
        return ()
    wide, high = ROOM[paper]
    pages = list(_pages(journey.stops, wide - LABEL))
    while tall := _too_tall(journey, pages, wide, high, HEADING if heading else 4.0):
        half = (len(pages[tall - 1]) + 1) // 2
        pages[tall - 1 : tall] = [pages[tall - 1][:half], pages[tall - 1][half:]]
    title = f"Journey: {journey.label}"
    found = []
    for number, stops in enumerate(pages, 1):
        shown = title if len(pages) == 1 else f"{title} ({number} of {len(pages)})"
        sheet = _Sheet(journey, stops, wide, HEADING if heading else 4.0)
        found.append(sheet.draw(shown, f"{name}-{number}"))
    return tuple(found)


def _too_tall(
    journey: Journey, pages: Sequence[tuple[Stop, ...]], wide: float, high: float, heading: float
) -> int:
    """Return which page, from 1, is too tall for the paper and can be parted; 0 if none is."""
    for number, stops in enumerate(pages, 1):
        if len(stops) > 1:
            drawn = _Sheet(journey, stops, wide, heading).draw("", "")
            if drawn.height > high:
                return number
    return 0


def lane_of(holder: str) -> str:
    """Return the lane of a holder: what stands before a comma or a bracket, without an article."""
    plain = _ARTICLE.sub("", _MORE.split(holder, maxsplit=1)[0].strip().replace("'", "’"))
    return plain or holder


def _least(stop: Stop) -> float:
    return max(
        LEAST,
        STEP * (len(stop.has) + 0.6),
        STATE_WIDE * len(stop.states),
        width(stop.number, 8, bold=True) + 8,
    )


def _pages(stops: Sequence[Stop], room: float) -> Iterator[tuple[Stop, ...]]:
    """Spread scenes over pages, as evenly as their widths allow."""
    count = 1
    while True:
        target = sum(map(_least, stops)) / count
        pages: list[list[Stop]] = [[]]
        used = 0.0
        for stop in stops:
            need = _least(stop)
            full = used + need > room
            enough = used + need / 2 > target and len(pages) < count
            if pages[-1] and (full or enough):
                pages.append([])
                used = 0.0
            pages[-1].append(stop)
            used += need
        if len(pages) <= count:
            yield from (tuple(page) for page in pages)
            return
        count += 1


class _Sheet:
    """One picture of a journey."""

    def __init__(
        self,
        journey: Journey,
        stops: tuple[Stop, ...],
        wide: float,
        heading: float,
    ) -> None:
        self.journey = journey
        self.stops = stops
        self.wide = wide
        self.heading = heading
        self.drawing = Drawing()
        self.lanes = _lanes(journey.stops)
        room = wide - LABEL
        spare = room - sum(map(_least, stops))
        more = min(MOST_WIDE - LEAST, max(0.0, spare / len(stops)))
        self.widths = [_least(stop) + more for stop in stops]
        ids = {stop.scene_id for stop in stops}
        every = list(enumerate(journey.breaks, 1))
        self.breaks = [(number, gap) for number, gap in every if gap.after in ids]
        self.top = heading + NUMBERS + (MARKS if self.breaks else 0.0)
        self.floor = self.top + LANE * len(self.lanes)
        self.right = LABEL + sum(self.widths)

    def draw(self, title: str, name: str) -> Picture:
        """Draw it all."""
        if self.heading > 10:
            shown = fitted(title, self.wide, 12, bold=True)
            self.drawing.text(0, 13, shown, size=12, bold=True)
        self._grid()
        points = list(self._points())
        self._line(points)
        for point in points:
            self._station(point)
        self._spoken()
        low = self._states()
        self._marks()
        low = self._legend(low)
        low = self._told(low)
        return self.drawing.done(
            self.wide, low + 4, name=name, title=title, description=self._description()
        )

    def _left(self, place: int) -> float:
        return LABEL + sum(self.widths[:place])

    def _y(self, lane: str) -> float:
        found = self.lanes.index(lane) if lane in self.lanes else self.lanes.index(ELSEWHERE)
        return self.top + LANE * (found + 0.5)

    def _grid(self) -> None:
        for place, stop in enumerate(self.stops):
            x, wide = self._left(place), self.widths[place]
            if place % 2 == 0:
                tall = self.floor - self.heading
                self.drawing.rect(x, self.heading, wide, tall, fill="#f5f5f3")
            middle = x + wide / 2
            self.drawing.text(
                middle, self.heading + 10, stop.number, size=8, bold=True, anchor="middle"
            )
            when = _TIMES.search(stop.heading)
            told = [f"day {stop.script_day}" if stop.script_day else "", when[1] if when else ""]
            said = fitted(" · ".join(part for part in told if part), wide - 3, 5.6)
            self.drawing.text(
                middle, self.heading + 18.5, said, size=5.6, anchor="middle", fill=QUIET
            )
        for lane in self.lanes:
            y = self._y(lane)
            self.drawing.line(LABEL, y, self.right, y, stroke=HAIR, thick=0.5)
            base = y + SIZE * (ASCENT - DESCENT) / 2
            quiet = lane in {UNKNOWN, SPOKEN, ELSEWHERE}
            self.drawing.text(
                LABEL - 6, base, fitted(lane, LABEL - 10, SIZE, bold=not quiet), size=SIZE,
                bold=not quiet, anchor="end", fill=QUIET if quiet else INK,
            )  # fmt: skip

    def _points(self) -> Iterator[_Point]:
        for place, stop in enumerate(self.stops):
            if stop.presence is Presence.SPOKEN:
                continue
            lanes = [lane_of(holder) for holder in stop.has] or [UNKNOWN]
            gap = self.widths[place] / (len(lanes) + 0.6)
            for step, lane in enumerate(lanes):
                known = next((one for one in self.lanes if one.casefold() == lane.casefold()), "")
                x = self._left(place) + gap * (step + 0.8)
                yield _Point(x=x, lane=known or ELSEWHERE, stop=stop)

    def _line(self, points: Sequence[_Point]) -> None:
        """Draw the line; where nobody said who has it, it is left out and goes on after."""
        broken = {gap.after for _, gap in self.breaks if gap.kind is Kind.HOLDER}
        last: _Point | None = None
        for point in points:
            if point.lane == UNKNOWN:
                continue
            if last is not None:
                inside = last.stop is point.stop
                stated = point.stop.has_basis is Basis.STATED is last.stop.has_basis
                dashes = "" if stated else "4 2.5"
                colour = LINE
                if not inside and point.stop.scene_id in broken:
                    colour, dashes = RED, "1 3.5"
                elif not inside and point.stop.since:
                    dashes = "0.5 3.5"
                bend = _curve(last.x, self._y(last.lane), point.x, self._y(point.lane))
                self.drawing.path(bend, stroke=colour, thick=2.6, dashes=dashes)
            last = point

    def _station(self, point: _Point) -> None:
        y = self._y(point.lane)
        if point.lane == UNKNOWN:
            self.drawing.circle(point.x, y, 2.2, fill="#ffffff", stroke=QUIET, thick=0.9)
        elif point.stop.has_basis is Basis.STATED:
            self.drawing.circle(point.x, y, 3.4, fill=LINE, stroke=LINE)
        else:
            self.drawing.circle(point.x, y, 3.2, fill="#ffffff", stroke=LINE, thick=1.5)

    def _spoken(self) -> None:
        for place, stop in enumerate(self.stops):
            if stop.presence is Presence.SPOKEN:
                x, y = self._left(place) + self.widths[place] / 2, self._y(SPOKEN)
                self.drawing.text(x, y + 5, "“ ”", size=11, bold=True, anchor="middle")

    def _states(self) -> float:
        """Draw the states below the lanes; return where they end."""
        if not any(stop.states for stop in self.journey.stops):
            return self.floor + 4
        top = self.floor + 5
        base = top + STATE / 2 + SIZE * (ASCENT - DESCENT) / 2
        self.drawing.text(LABEL - 6, base, "state", size=SIZE, anchor="end", fill=QUIET)
        for left, right, state, stated in self._stretches():
            self.drawing.rect(
                left + 1, top, right - left - 2, STATE,
                fill="#e6edf6" if stated else "#ffffff", stroke=LINE if stated else QUIET,
                thick=0.6, round_=3,
            )  # fmt: skip
            lines = wrapped(state, right - left - 7, SMALL, most=3)
            first = top + STATE / 2 - (len(lines) - 1) * 3.6 + SMALL * (ASCENT - DESCENT) / 2
            for number, line in enumerate(lines):
                y = first + number * 7.2
                self.drawing.text((left + right) / 2, y, line, size=SMALL, anchor="middle")
        return top + STATE + 2

    def _stretches(self) -> list[tuple[float, float, str, bool]]:
        """Return from where to where it is in one state, and whether that is stated."""
        found: list[tuple[float, float, str, bool]] = []
        for place, stop in enumerate(self.stops):
            left, wide = self._left(place), self.widths[place]
            for step, state in enumerate(stop.states):
                start = left + wide * step / len(stop.states)
                end = left + wide * (step + 1) / len(stop.states)
                stated = stop.states_basis is Basis.STATED
                if found and found[-1][2:] == (state, stated):
                    found[-1] = (found[-1][0], end, state, stated)
                else:
                    found.append((start, end, state, stated))
        return found

    def _marks(self) -> None:
        """Set a numbered mark where each break is, one beside another if there are several."""
        at: dict[str, int] = {}
        for number, gap in self.breaks:
            place = next(i for i, stop in enumerate(self.stops) if stop.scene_id == gap.after)
            row = at.get(gap.after, 0)
            at[gap.after] = row + 1
            self._mark(self._left(place) + row * 14, self.top - MARKS / 2, number, gap)

    def _mark(self, x: float, y: float, number: int, gap: Break) -> None:
        full = gap.grade is Grade.BREAK
        self.drawing.shape(
            f"M{n(x)} {n(y - 6.5)}L{n(x + 6.5)} {n(y)}L{n(x)} {n(y + 6.5)}L{n(x - 6.5)} {n(y)}",
            fill=RED if full else "#ffffff", stroke=RED, thick=1.0,
        )  # fmt: skip
        self.drawing.text(
            x, y + 6 * (ASCENT - DESCENT) / 2, str(number), size=6, bold=True, anchor="middle",
            fill="#ffffff" if full else RED,
        )  # fmt: skip

    def _legend(self, low: float) -> float:
        y = low + 9
        x = LABEL
        bases = {stop.has_basis for stop in self.stops}
        for basis, label in ((Basis.STATED, "stated"), (Basis.READ, "read from the text")):
            if basis in bases:
                filled = basis is Basis.STATED
                self.drawing.circle(
                    x + 4, y - 2.4, 3.0, fill=LINE if filled else "#ffffff", stroke=LINE, thick=1.4
                )
                self.drawing.text(x + 11, y, label, size=6.5)
                x += 22 + width(label, 6.5)
        if any(stop.since for stop in self.stops[1:]):
            self.drawing.path(
                f"M{n(x)} {n(y - 2.4)}L{n(x + 15)} {n(y - 2.4)}", stroke=LINE, thick=2.6,
                dashes="0.5 3.5",
            )  # fmt: skip
            self.drawing.text(x + 20, y, "off screen", size=6.5)
        return y + 4

    def _told(self, low: float) -> float:
        """Write below what the marks and the broken line stand for."""
        y = low + 6
        for number, gap in self.breaks:
            head = f"{number}  {gap.grade}"
            if gap.basis is Basis.READ:
                head += " (read from the text)"
            y = self._paragraph(y, head, gap.what)
        for stop in self.stops:
            if stop.since:
                y = self._paragraph(y, f"before scene {stop.number}", stop.since)
        return y

    def _paragraph(self, y: float, head: str, words: str) -> float:
        lines = wrapped(words, self.wide - LABEL - TOLD, 7)
        self.drawing.text(LABEL, y + 7, fitted(head, TOLD - 6, 7, bold=True), size=7, bold=True)
        for number, line in enumerate(lines):
            self.drawing.text(LABEL + TOLD, y + 7 + number * 9, line, size=7)
        return y + 9 * max(1, len(lines)) + 2

    def _description(self) -> str:
        """Say scene by scene what the picture shows."""
        said = []
        for stop in self.stops:
            parts = [f"Scene {stop.number}, {stop.presence}"]
            if stop.has:
                parts.append(f"with {', then '.join(stop.has)} ({stop.has_basis})")
            if stop.states:
                parts.append(f"{', then '.join(stop.states)} ({stop.states_basis})")
            said.append("; ".join(parts) + ".")
        said += [f"{gap.grade}: {gap.what}" for _, gap in self.breaks]
        return " ".join(said)


def _lanes(stops: Sequence[Stop]) -> list[str]:
    """Return the lanes from the top: holders as they first come, the least used put together."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for stop in stops:
        if stop.presence is not Presence.SPOKEN:
            for holder in stop.has:
                lane = lane_of(holder)
                shown.setdefault(lane.casefold(), lane)
                counts[lane.casefold()] = counts.get(lane.casefold(), 0) + 1
    lanes = list(shown.values())
    if len(lanes) > MOST_LANES:
        order = {lane: place for place, lane in enumerate(lanes)}
        kept = sorted(lanes, key=lambda one: (-counts[one.casefold()], order[one]))
        lanes = [*sorted(kept[: MOST_LANES - 1], key=order.__getitem__), ELSEWHERE]
    there = [stop for stop in stops if stop.presence is not Presence.SPOKEN]
    if any(not stop.has for stop in there):
        lanes.append(UNKNOWN)
    if len(there) < len(stops):
        lanes.append(SPOKEN)
    return lanes


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a line that leaves and arrives level, and changes lanes in between."""
    half = (x1 + x2) / 2
    return f"M{n(x1)} {n(y1)}C{n(half)} {n(y1)} {n(half)} {n(y2)} {n(x2)} {n(y2)}"
