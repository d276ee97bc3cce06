"""The breakdown as CSV: out, through spreadsheets, and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.films import take_in

from lastlook.exchange import film_to_csv, merge, read_tables
from lastlook.exchange.csv_out import listed, unlisted
from lastlook.production.csv_text import as_csv, as_typed, kept_as_text, read_csv

if TYPE_CHECKING:
    from tests.exchange.films import Make


@given(st.text())
def test_a_guard_comes_off_exactly(text: str) -> None:
    assert as_typed(kept_as_text(text)) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")),
                         min_size=2, max_size=2), max_size=5))  # fmt: skip
def test_a_table_comes_back_as_it_went_out(rows: list[list[str]]) -> None:
    read = read_csv(as_csv(("a", "b"), rows, kept_as_text), "t.csv")
    wanted = [tuple(row) for row in rows if any(cell.strip() for cell in map(kept_as_text, row))]
    assert [cells for _, cells in read.rows] == wanted


@given(st.lists(st.text(st.characters(exclude_characters="\0")).map(str.strip).filter(bool)))
def test_a_list_in_a_cell_comes_apart_as_it_was(items: list[str]) -> None:
    assert unlisted(listed(items)) == tuple(items)


@pytest.mark.parametrize("number", ["12-1", "1E2", "007", "3/4", "MAR 3", "=1", "@x", "1.2"])
def test_a_spreadsheet_changes_no_scene_number(number: str) -> None:
    assert kept_as_text(number) == f"'{number}"


@pytest.mark.parametrize("number", ["12", "12A", "A12", "12AA", "101A", "tis"])
def test_what_no_spreadsheet_changes_is_left_alone(number: str) -> None:
    assert kept_as_text(number) == number


def test_a_fresh_folder_has_the_same_decisions(make: Make) -> None:
    film = make(folder="one")
    fresh = make(folder="two", breakdown="")
    tables = film_to_csv(film, None)
    incoming = read_tables([(data, name) for name, data in tables.items()])
    assert incoming.problems == ()
    merged = merge(fresh, incoming)
    assert merged.unplaced == ()
    assert take_in(fresh, merged.decisions).decisions == film.decisions
    again = merge(film, incoming)
    assert again.decisions == film.decisions
    assert again.added == ()
