"""A film as a .uss: its sheets, everything on them as elements, its board as a stripboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST, TRADE, category_name, category_of
from lastlook.breakdown.parts import in_parts
from lastlook.exchange.stable import stable_id
from lastlook.exchange.uss.model import (
    Uss,
    UssBoard,
    UssBreakdown,
    UssCalendar,
    UssCategory,
    UssElement,
    UssEvent,
    UssStripboard,
)
from lastlook.production import Weekday
from lastlook.schedule import Banner
from lastlook.script.heading import light_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.breakdown import Sheet
    from lastlook.exchange.film import Film
    from lastlook.schedule import Board, ShootDay, Strip

SOURCE = "lastlook"
OWN = "_lastlook"
"""Our key in a breakdown and a board; the standard leaves names with an underscore to all."""
HEADER = {
    "Set": 0,
    "INT/EXT": 1,
    "Day/Night": 2,
    "Script Day": 3,
    "Unit": 4,
    "Sequence": 5,
    "Location": 6,
}
"""Categories of the head of a sheet with their universal ids."""
_SUNDAY_FIRST = (
    Weekday.SUN, Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI, Weekday.SAT,
)  # fmt: skip


def film_to_uss(film: Film, board: Board | None) -> Uss:
    """Return a film's breakdown and, where there is a board, its schedule.

    There is no clock in it: everything is dated with the last draft that states its date, else
    with the first date of the calendar. Minutes are those stated; an estimate is none.
    """
    maker = _Maker(film)
    breakdowns = [maker.breakdown(sheet) for sheet in maker.sheets]
    stripboards: tuple[UssStripboard, ...] = ()
    calendars: tuple[UssCalendar, ...] = ()
    if board is not None and board.days:
        calendars = (maker.calendar(board),)
        stripboard, banners = maker.stripboard(board, calendars[0].id)
        stripboards = (stripboard,)
        breakdowns += banners
    production = film.production
    colour = film.ledger.draft[-1].colour if film.ledger.draft else None
    return Uss(
        id=stable_id("uss", production.title),
        author=production.director or None,
        company=production.company or None,
        created=maker.created,
        name=production.title,
        project=production.title,
        script_color=colour,
        script_date=maker.created if colour else None,
        source=SOURCE,
        breakdowns=tuple(breakdowns),
        categories=maker.categories(),
        elements=maker.linked(),
        stripboards=stripboards,
        calendars=calendars,
    )


def iso(day: date) -> str:
    """Return a date as the standard writes it."""
    return f"{day.isoformat()}T00:00:00.000Z"


class _Maker:
    def __init__(self, film: Film) -> None:
        self.film = film
        self.sheets = in_parts(film.sheets)
        dated = [draft.date for draft in film.ledger.draft if draft.date]
        self.created = iso(dated[-1] if dated else film.production.calendar.start)
        self.elements: dict[tuple[str, str], UssElement] = {}
        self.places = {place.id: place.name for place in film.production.locations}

    def breakdown(self, sheet: Sheet) -> UssBreakdown:
        counts: dict[str, int] = {}
        keys = list(self.head(sheet))
        keys += [
            self.element(CAST, one.character, "cast", one.id, board_id=str(one.id))
            for one in sheet.cast
        ]
        for extra in sheet.background:
            keys.append(self.element(BACKGROUND, extra.label))
            if extra.count is not None:
                counts[keys[-1]] = extra.count
        for one in sheet.elements:
            record = self.film.decisions.elements.get(one.id)
            keys.append(
                self.element(one.category, one.label, "element", one.id, board_id=record.number)
                if record
                else self.element(one.category, one.label)
            )
            if one.count is not None:
                counts[keys[-1]] = one.count
        own = {"scene": sheet.scene_id, "heading": sheet.heading}
        return UssBreakdown(
            id=stable_id("scene", sheet.scene_id),
            comments=sheet.notes or None,
            created=self.created,
            description=sheet.synopsis or None,
            elements=tuple(dict.fromkeys(keys)),
            pages=sheet.eighths / 8,
            scene=sheet.number,
            script_page=sheet.page or None,
            duration=None if sheet.minutes is None else sheet.minutes * 60_000,
            extra=MappingProxyType({OWN: own | ({"counts": counts} if counts else {})}),
        )

    def head(self, sheet: Sheet) -> Iterator[str]:
        time = sheet.time if light_of(sheet.time, "") else sheet.light.upper() or sheet.time
        for category, name in (
            ("Set", sheet.set),
            ("INT/EXT", sheet.int_ext.value),
            ("Day/Night", time),
            ("Script Day", sheet.script_day),
            ("Location", self.places.get(sheet.location, sheet.location)),
        ):
            if name:
                yield self.element(category, name)

    def element(self, category: str, name: str, *key: object, board_id: str = "") -> str:
        at = (category, name.casefold())
        if at not in self.elements:
            parts = key or ("label", *at)
            self.elements[at] = UssElement(
                id=stable_id(str(parts[0]), *parts[1:]),
                category=self.category_id(category),
                created=self.created,
                element_id=board_id or None,
                is_dood=category == CAST,
                is_id_lock=bool(board_id),
                name=name,
            )
        return self.elements[at].id

    @staticmethod
    def category_id(name: str) -> str:
        return stable_id("category", name)

    def categories(self) -> tuple[UssCategory, ...]:
        """Return the standard's categories, and those of tags that nobody knows, from 600 on."""
        known = {**HEADER, **{one.name: one.ucid for one in TRADE}}
        used = dict.fromkeys(category for category, _ in self.elements)
        strange = [name for name in used if name not in known]
        known |= {name: 600 + n for n, name in enumerate(strange)}
        return tuple(
            UssCategory(id=self.category_id(name), created=self.created, name=name, ucid=ucid)
            for name, ucid in known.items()
        )

    def linked(self) -> tuple[UssElement, ...]:
        """Return all elements, those that come along with another linked to it."""
        records = self.film.decisions.elements
        by_record = {
            key: self.elements.get((record.category, record.label.casefold()))
            for key, record in records.items()
        }
        links = {
            (record.category, record.label.casefold()): tuple(
                other.id for name in record.linked if (other := by_record.get(name))
            )
            for record in records.values()
        }
        return tuple(
            replace(element, linked_elements=links.get(at, ()))
            for at, element in self.elements.items()
        )

    def stripboard(self, board: Board, calendar: str) -> tuple[UssStripboard, list[UssBreakdown]]:
        """Return the board, every breakdown on it once, and its banners as breakdowns."""
        ids = {sheet.scene_id: stable_id("scene", sheet.scene_id) for sheet in self.sheets}
        left = dict(ids)
        banners: list[UssBreakdown] = []
        days: list[tuple[str, ...]] = []
        # The standard counts an array for each date: a second unit's strips follow the main's.
        units: list[str] = []
        for when, some in groupby(board.days, key=lambda day: day.date):
            here: list[str] = []
            several = list(some)
            units.append(str(several[0].unit))
            for item in [item for day in several for item in self.work_of(day)]:
                if isinstance(item, Banner):
                    banners.append(self.banner(item, when, len(here)))
                    here.append(banners[-1].id)
                elif item.scene in left:
                    here.append(left.pop(item.scene))
            days.append(tuple(here))
        bones = [left.pop(strip.scene) for strip in board.boneyard if strip.scene in left]
        boards = (
            UssBoard(
                id=stable_id("board", "stripboard"),
                name="stripboard",
                items=tuple(days),
                extra=MappingProxyType({OWN: {"units": units}}),
            ),
            UssBoard(
                id=stable_id("board", "boneyard"),
                name="boneyard",
                items=(*bones, *left.values()),
            ),
        )
        made = UssStripboard(
            id=stable_id("stripboard"), boards=boards, calendar=calendar, name="board"
        )
        return made, banners

    def work_of(self, day: ShootDay) -> tuple[Strip | Banner, ...]:
        """Give a day's work; a second unit's begins with a banner that names it."""
        if not day.crew:
            return day.work
        stated = self.film.production.second_units
        name = next((unit.name for unit in stated if unit.id == day.crew), day.crew)
        return (Banner(text=name), *day.work)

    def banner(self, item: Banner, day: date, place: int) -> UssBreakdown:
        return UssBreakdown(
            id=stable_id("banner", day, place, item.text),
            banner_text=item.text,
            created=self.created,
            duration=item.minutes * 60_000 if item.minutes else None,
            type="banner",
        )

    def calendar(self, board: Board) -> UssCalendar:
        """Return a calendar under which the days of the board fall on their dates.

        The standard counts the days on from the start, past weekdays and dates off. A weekday
        that is off by rule, and shot on all the same, is therefore not off by rule here: its
        other dates are off one by one.
        """
        dates = {day.date for day in board.days}
        start, end = min(dates), max(dates)
        worked = {_weekday(day) for day in dates}
        off = {
            number
            for number, weekday in enumerate(_SUNDAY_FIRST)
            if weekday in self.film.production.calendar.weekly_days_off and number not in worked
        }
        span = [start + timedelta(days=n) for n in range((end - start).days + 1)]
        free = [day for day in span if day not in dates and _weekday(day) not in off]
        events = [UssEvent(id=stable_id("start", start), date=iso(start), type="start")]
        events += [
            UssEvent(id=stable_id("off", day), date=iso(day), type="dayOff", name="dayOff")
            for day in free
        ]
        return UssCalendar(
            id=stable_id("calendar"),
            days_off=tuple(sorted(off)),
            events=tuple(events),
            name="Shooting days",
        )


def _weekday(day: date) -> int:
    """Return 0 for Sunday to 6 for Saturday."""
    return day.isoweekday() % 7


def category_by_number(ucid: float, name: str) -> str | None:
    """Return the trade's category that a number, or else a name, of a .uss file means."""
    found = next((one.name for one in TRADE if one.ucid == ucid), None)
    if found is not None and (ucid < 500 or category_name(name) == found):
        return found
    known = category_name(name)
    return category_of(known).name if known else None
