"""Lists, sheets and the day-out-of-days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lastlook.breakdown.model import Element
from lastlook.paperwork.gather import gather
from lastlook.paperwork.listing import DATES_ACROSS, DATES_BESIDE_TOTALS, chunks

if TYPE_CHECKING:
    from lastlook.paperwork import Book


@given(st.lists(st.integers(1, 7), min_size=1, max_size=40))
def test_column_groups_hold_every_week_whole_and_fit(weeks: list[int]) -> None:
    found = chunks(weeks)
    edges = [0]
    for week in weeks:
        edges.append(edges[-1] + week)
    assert [first for first, _ in found] == [0, *(last for _, last in found[:-1])]
    assert found[-1][1] == sum(weeks)
    assert {last for _, last in found} <= set(edges)
    assert all(last - first <= DATES_ACROSS for first, last in found)
    assert found[-1][1] - found[-1][0] <= DATES_BESIDE_TOTALS


def test_sets_and_places_hold_every_scene_once(long_book: Book) -> None:
    view = gather(long_book)
    numbers = [sheet.number for sheet in long_book.sheets]
    assert sorted(n for s in view.sets for n in s.scenes) == sorted(numbers)
    assert sum(place.scene_count for place in view.places) == len(numbers)
    assert sum(s.eighths for s in view.sets) == sum(s.eighths for s in long_book.sheets)


def test_cast_list_counts_scenes_and_days(long_book: Book) -> None:
    view = gather(long_book)
    rows = {row.id: row for row in long_book.grid.rows}
    for role in view.cast:
        wanted = [s.number for s in long_book.sheets if role.id in {p.id for p in s.cast}]
        assert list(role.scenes) == wanted
        assert (role.work, role.hold) == (rows[role.id].work, rows[role.id].hold)


def test_unknown_counts_are_not_zero(short_book: Book) -> None:
    sheet = gather(short_book).sheets[1]
    assert sheet.background == (("commuters", "20"), ("people waiting", "?"))


def test_roles_working_are_counted_by_date(short_book: Book) -> None:
    view = gather(short_book)
    present = {s.scene_id: {p.id for p in s.cast} for s in short_book.sheets}
    for day, shown in zip(short_book.board.days, view.dood.working, strict=True):
        roles = set().union(*(present[strip.scene] for strip in day.strips))
        assert shown == str(len(roles))


def test_a_sheet_says_how_many_and_puts_confirmed_extras_with_the_others(long_book: Book) -> None:
    sheet = long_book.sheets[0]
    more = tuple(
        Element(category=category, label=label, origin="person", count=count)
        for category, label, count in (
            ("Props", "rifle", 8),
            ("Props", "trunk", 1),
            ("Background Actors", "riders", 5),
        )
    )
    book = replace(long_book, sheets=(replace(sheet, elements=more), *long_book.sheets[1:]))
    view = gather(book).sheets[0]
    assert [(g.category, g.labels) for g in view.groups] == [("Props", ("rifle (8×)", "trunk"))]
    assert ("riders", "5") in view.background
