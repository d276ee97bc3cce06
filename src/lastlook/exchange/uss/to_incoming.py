"""A .uss taken in: its breakdowns as sheets, one of its stripboards as days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from lastlook.breakdown import ElementRecord
from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.decisions import DecidedBackground, DecidedElement, SceneDecisions
from lastlook.breakdown.register import fresh_id
from lastlook.errors import Problem, Severity
from lastlook.exchange.incoming import (
    OTHER,
    Incoming,
    IncomingDay,
    IncomingItem,
    IncomingSheet,
    heading_of,
    numbers_of,
    plain,
)
from lastlook.exchange.uss.from_film import HEADER, OWN, category_by_number
from lastlook.exchange.uss.spellings import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.exchange.uss.model import (
        Uss,
        UssBoard,
        UssBreakdown,
        UssCalendar,
        UssCategory,
        UssElement,
        UssStripboard,
    )

MOST_DAYS = 2000


def uss_to_incoming(
    uss: Uss, name: str, problems: Sequence[Problem] = (), *, stripboard: str = ""
) -> Incoming:
    """Return what a .uss file says of each scene, and the days of one stripboard.

    `stripboard` names it; without a name it is the first that is cut into days. Board ids of
    elements that are not cast become records with a number of their own.
    """
    reader = _Reader(uss, name)
    reader.problems += problems
    sheets = tuple(
        reader.sheet(one)
        for one in uss.breakdowns
        if one.type == "scene" or one.scene or one.elements
    )
    days, boneyard = reader.board(stripboard)
    reader.tell_left_out()
    return Incoming(
        name=name,
        sheets=sheets,
        records=reader.records,
        days=days,
        boneyard=boneyard,
        problems=tuple(reader.problems),
    )


class _Reader:
    def __init__(self, uss: Uss, name: str) -> None:
        self.uss = uss
        self.name = name
        self.categories: dict[str, UssCategory] = {one.id: one for one in uss.categories}
        self.elements: dict[str, UssElement] = {one.id: one for one in uss.elements}
        self.breakdowns: dict[str, UssBreakdown] = {one.id: one for one in uss.breakdowns}
        self.records: dict[str, ElementRecord] = {}
        self.record_of: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.left_out: dict[str, dict[str, None]] = {}
        self.strange: set[str] = set()

    def warn(self, what: str, why: str = "", fix: str = "") -> None:
        self.problems.append(
            Problem(file=self.name, what=what, why=why, fix=fix, severity=Severity.WARNING)
        )

    def sheet(self, one: UssBreakdown) -> IncomingSheet:
        head: dict[float, str] = {}
        cast: dict[str, None] = {}
        background: dict[str, DecidedBackground] = {}
        elements: dict[tuple[str, str], DecidedElement] = {}
        own = _own(one.extra)
        counts = own.get("counts")
        for key in one.elements:
            element = self.elements.get(key)
            label = plain(element.name) if element else ""
            if element is None or not label:
                continue
            category = self.categories.get(element.category)
            ucid = category.ucid if category else -1
            if 0 <= ucid <= 6:
                head.setdefault(ucid, label)
                continue
            known = self.category(category)
            number = counts.get(key) if isinstance(counts, dict) else None
            count = number if isinstance(number, int) and 0 <= number < 1_000_000 else None
            if known == CAST:
                cast[label] = None
            elif known == BACKGROUND:
                extra = DecidedBackground(label=label, count=count)
                background.setdefault(label.casefold(), extra)
            else:
                decided = DecidedElement(
                    category=known, label=label, element=self.record(element, known), count=count
                )
                elements.setdefault((known, label.casefold()), decided)
        for ucid, words in ((4, "Unit"), (5, "Sequence")):
            if ucid in head:
                self.left_out.setdefault(words, {})[head[ucid]] = None
        heading = own.get("heading")
        minutes = round(one.duration / 60_000) if one.duration else 0
        return IncomingSheet(
            key=one.id,
            place=f"scene {one.scene}" if one.scene else f"breakdown {one.id}",
            scene_id=own.get("scene", "") if isinstance(own.get("scene"), str) else "",
            numbers=numbers_of(one.scene or ""),
            heading=heading
            if isinstance(heading, str)
            else heading_of(head.get(1, ""), head.get(0, ""), head.get(2, "")),
            eighths=None if one.pages is None else round(one.pages * 8),
            cast=tuple(cast),
            decisions=SceneDecisions(
                minutes=minutes if minutes > 0 else None,
                location=head.get(HEADER["Location"], ""),
                script_day=head.get(HEADER["Script Day"], ""),
                synopsis=plain(one.description),
                notes=plain(one.comments),
                background=tuple(background.values()) or None,
                elements=tuple(elements.values()),
            ),
        )

    def category(self, category: UssCategory | None) -> str:
        known = category_by_number(category.ucid, category.name) if category else None
        if known:
            return known
        name = category.name if category else "(none)"
        if name not in self.strange:
            self.strange.add(name)
            self.warn(
                f"The category “{name}” is none of the trade's.",
                f"What it holds came in under {OTHER}.",
                "Move it in breakdown.toml if another category fits better.",
            )
        return OTHER

    def record(self, element: UssElement, category: str) -> str:
        """Return the id of the record that an element with a board id gets, empty without one."""
        number = (element.element_id or "").strip()
        if not number:
            return ""
        if element.id not in self.record_of:
            label = plain(element.name)
            key = fresh_id(label, category, self.records)
            self.records[key] = ElementRecord(category=category, label=label, number=number)
            self.record_of[element.id] = key
        return self.record_of[element.id]

    def tell_left_out(self) -> None:
        for words, names in self.left_out.items():
            self.warn(
                f"{words}: {', '.join(names)} was not taken in.",
                "lastlook keeps none on its sheets.",
            )

    def board(self, wanted: str) -> tuple[tuple[IncomingDay, ...], tuple[str, ...]]:
        stripboard = self.choose(wanted)
        if stripboard is None:
            return (), ()
        calendar = next(
            (one for one in self.uss.calendars or () if one.id == stripboard.calendar), None
        )
        days: list[IncomingDay] = []
        bones: list[str] = []
        main = _main(stripboard)
        for board in stripboard.boards:
            if board is not main:
                bones += [
                    key for key in flat(board.items)
                    if key in self.breakdowns and self.breakdowns[key].type != "banner"
                ]  # fmt: skip
                if board.name.casefold() != "boneyard" and flat(board.items):
                    self.warn(f"The board “{board.name}” is another unit's; it is in the boneyard.")
        if main is not None:
            units = _own(main.extra).get("units")
            groups = [item for item in main.items if isinstance(item, tuple)]
            loose = [item for item in main.items if isinstance(item, str)]
            if loose and groups:
                self.warn(f"{len(loose)} strips stand between the days; they are in the boneyard.")
            bones += loose
            dates = _dates(calendar, len(groups))
            for n, (group, day) in enumerate(zip(groups, dates, strict=True)):
                unit = units[n] if isinstance(units, list) and n < len(units) else None
                night = {"night": True, "day": False}.get(unit) if isinstance(unit, str) else None
                items = tuple(self.item(key) for key in group if key in self.breakdowns)
                days.append(IncomingDay(date=day, night=night, items=items))
        return tuple(days), tuple(bones)

    def choose(self, wanted: str) -> UssStripboard | None:
        """Return the stripboard of that name, else the first with days, else the first."""
        boards = self.uss.stripboards or ()
        if wanted:
            found = next((b for b in boards if b.name.casefold() == wanted.casefold()), None)
            if found is None:
                names = ", ".join(f"“{board.name}”" for board in boards) or "none"
                self.warn(f"There is no stripboard “{wanted}”.", f"The file has: {names}.")
            return found
        with_days = [
            b for b in boards if (m := _main(b)) and any(isinstance(i, tuple) for i in m.items)
        ]
        chosen = next(iter(with_days or boards), None)
        if chosen is not None and len(boards) > 1:
            others = ", ".join(f"“{board.name}”" for board in boards if board is not chosen)
            self.warn(
                f"The stripboard is “{chosen.name}”; the file has others: {others}.",
                fix="Ask for another with --stripboard NAME.",
            )
        return chosen

    def item(self, key: str) -> IncomingItem:
        one = self.breakdowns[key]
        if one.type != "banner":
            return IncomingItem(sheet=key)
        minutes = round(one.duration / 60_000) if one.duration else 0
        text = plain(one.banner_text or one.description) or "Banner"
        return IncomingItem(banner=text, minutes=min(max(minutes, 0), 1440))


def _main(stripboard: UssStripboard) -> UssBoard | None:
    """Return the board that is shot: the one called so, else the first that is no boneyard."""
    named = [one for one in stripboard.boards if one.name.casefold() == "stripboard"]
    others = [one for one in stripboard.boards if one.name.casefold() != "boneyard"]
    return next(iter(named or others), None)


def _dates(calendar: UssCalendar | None, count: int) -> list[date | None]:
    """Count shooting days on from the start, past weekdays and dates off."""
    events = calendar.events or () if calendar else ()
    starts = [day for event in events if event.type == "start" and (day := _date(event.date))]
    if calendar is None or not starts or len(set(calendar.days_off)) > 6:
        return [None] * count
    off = {day for event in events if event.type == "dayOff" and (day := _date(event.date))}
    found: list[date | None] = []
    day = min(starts)
    while len(found) < count and (day - min(starts)).days < MOST_DAYS:
        if day.isoweekday() % 7 not in calendar.days_off and day not in off:
            found.append(day)
        day += timedelta(days=1)
    return [*found, *[None] * (count - len(found))]


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None


def _own(extra: Any) -> dict[str, Any]:
    own = extra.get(OWN)
    return own if isinstance(own, dict) else {}
