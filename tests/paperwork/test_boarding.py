"""Strips, day breaks, days off and the boneyard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lastlook.paperwork import TRADE, Book, boarding
from lastlook.paperwork.gather import gather
from lastlook.paperwork.views import StripView
from lastlook.production.calendar import holiday_name
from lastlook.schedule.board import Banner, ShootDay, Strip
from lastlook.script.heading import IntExt


def test_looks_follow_the_trade() -> None:
    assert TRADE.key(IntExt.INT, "day") == "int_day"
    assert TRADE.key(IntExt.INT_EXT, "night") == "ext_night"
    assert TRADE.key(IntExt.EXT, "") == "unknown"
    assert TRADE.key(IntExt.UNKNOWN, "day") == "unknown"


def test_every_scene_stands_once_on_the_board(long_book: Book) -> None:
    view = gather(long_book)
    on_days = [i.scene for day in view.days for i in day.items if isinstance(i, StripView)]
    resting = [strip.scene for strip in view.boneyard]
    assert sorted(on_days + resting) == sorted(sheet.scene_id for sheet in long_book.sheets)


def test_a_scene_nobody_placed_is_shown_in_the_boneyard(short_book: Book) -> None:
    board = replace(short_book.board, boneyard=())
    assert [s.number for s in gather(replace(short_book, board=board)).boneyard] == ["24A"]


def test_a_strip_whose_scene_is_gone_is_kept_and_marked(short_book: Book) -> None:
    first, *others = short_book.board.days
    gone = replace(first, work=(*first.work, Strip(scene="s999")))
    view = gather(
        replace(short_book, board=replace(short_book.board, days=(gone, *others), boneyard=()))
    )
    last = view.days[0].items[-1]
    assert isinstance(last, StripView)
    assert "no longer in the script" in last.set


def test_the_end_of_a_day_says_day_date_pages_and_hours(short_book: Book) -> None:
    view = gather(short_book)
    day = view.days[1]
    strips = [item for item in day.items if isinstance(item, StripView)]
    assert day.eighths == sum(strip.eighths for strip in strips)
    assert day.end.startswith("End of day 2 of 3 — Tue 19 Jan 2027 — ")
    assert day.end.endswith(f" — {day.pages} — {day.hours}")


def test_working_time_counts_a_move_once(short_book: Book) -> None:
    scenes = {need.id: need for need in short_book.shoot.scenes}
    here, there = "s001", "s006"
    assert scenes[here].location != scenes[there].location
    alone = sum(scenes[scene].minutes for scene in (here, there))
    banner = Banner(text="Move", minutes=90, move=True)
    for work, minutes in (
        ((Strip(scene=here), Strip(scene=there)), alone + 60),
        ((Strip(scene=here), banner, Strip(scene=there)), alone + 90),
        ((Banner(text="Safety talk", minutes=15), Strip(scene=here)), scenes[here].minutes + 15),
    ):
        day = ShootDay(date=date(2027, 1, 18), work=work)
        assert boarding.working_minutes(short_book, day) == minutes


def test_days_off_holidays_and_weeks_stand_between_days(long_book: Book) -> None:
    """30 shooting days without weekends and one holiday (15 February)."""
    calendar = replace(long_book.film.calendar, holidays="US-NY")
    view = gather(replace(long_book, film=replace(long_book.film, calendar=calendar)))
    by_date = {day.date: [(b.kind, b.text) for b in day.before] for day in view.days}
    assert by_date["2027-01-19"] == []
    assert by_date["2027-01-25"] == [
        ("free_day", "Sat 23 Jan – Sun 24 Jan 2027 — 2 days off"),
        ("week_break", "New week — Mon 25 Jan 2027"),
    ]
    name = holiday_name("US-NY", date(2027, 2, 15))
    assert name
    assert by_date["2027-02-16"] == [
        ("free_day", "Sat 13 Feb – Sun 14 Feb 2027 — 2 days off"),
        ("holiday", f"Mon 15 Feb 2027 — {name}"),
        ("week_break", "New week — Tue 16 Feb 2027"),
    ]


def test_a_day_of_banners_alone_has_no_number(short_book: Book) -> None:
    travel = ShootDay(date=date(2027, 1, 17), work=(Banner(text="Travel", minutes=120),))
    board = replace(short_book.board, days=(travel, *short_book.board.days))
    view = gather(replace(short_book, board=board))
    assert [day.title for day in view.days[:2]] == ["No shooting", "Day 1 of 3"]
    assert view.days[0].end == "No shooting — Sun 17 Jan 2027 — 2 h"
    assert view.summary.days == 3


def test_every_palette_names_its_looks_and_marks_what_final_draft_marks() -> None:
    from lastlook.breakdown.categories import CATEGORIES
    from lastlook.paperwork import PALETTES
    from lastlook.production.model import PaletteName

    assert set(PALETTES) == set(PaletteName)
    for name, palette in PALETTES.items():
        assert palette.name == name
        assert set(palette.marks) <= set(CATEGORIES)
        assert all(len(palette.mark(category)) == 7 for category in CATEGORIES)
    swapped, trade = PALETTES[PaletteName.NIGHTS_SWAPPED], PALETTES[PaletteName.TRADE]
    assert swapped.int_night.fill == trade.ext_night.fill != swapped.ext_night.fill
