"""CSV files, as programs and spreadsheets read them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.paperwork import tables
from lastlook.paperwork.gather import gather
from lastlook.production.csv_text import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.paperwork import Book

GOLDEN = Path(__file__).parent / "golden"


def rows_of(data: bytes) -> list[list[str]]:
    """Read a CSV file the strict way."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


WRITERS: dict[str, Callable[[Book], bytes]] = {
    "scenes": lambda book: tables.scenes(gather(book)),
    "elements": tables.elements,
    "cast": lambda book: tables.cast(gather(book)),
    "board": lambda book: tables.board(gather(book)),
    "dood": lambda book: tables.dood(gather(book)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_short_film_gives_the_golden_file(
    name: str, short_book: Book, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / f"{name}.csv", WRITERS[name](short_book).decode("utf-8"))


def test_scenes_have_one_row_each_and_say_when_they_are_shot(long_book: Book) -> None:
    head, *rows = rows_of(WRITERS["scenes"](long_book))
    assert head == list(tables.SCENE_HEAD)
    assert [row[0] for row in rows] == [sheet.scene_id for sheet in long_book.sheets]
    dates = {s.scene: day.date.isoformat() for day in long_book.board.days for s in day.strips}
    assert {row[0]: row[-1] for row in rows if row[-1]} == dates


def test_the_board_keeps_shooting_order(long_book: Book) -> None:
    rows = rows_of(WRITERS["board"](long_book))[1:]
    shot = [row[1] for row in rows if row[0] == "scene"]
    assert shot == [s.scene for day in long_book.board.days for s in day.strips]
    assert sum(row[0] == "end of day" for row in rows) == 30
    assert [row[1] for row in rows if row[0] == "boneyard"] == ["s130"]
    assert {len(row) for row in rows} == {len(tables.SCENE_HEAD) + 2}


def test_formulas_are_not_run(short_book: Book) -> None:
    sheet = replace(
        short_book.sheets[0],
        set='=HYPERLINK("http://example.com";"x")',
        synopsis='+1, "quoted",\nand a new line',
        location="@here",
    )
    book = replace(short_book, sheets=(sheet, *short_book.sheets[1:]))
    row = rows_of(WRITERS["scenes"](book))[1]
    assert row[3] == '\'=HYPERLINK("http://example.com";"x")'
    assert row[10] == '\'+1, "quoted",\nand a new line'
    assert row[12] == "'@here"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_any_text_comes_back_and_none_starts_a_formula(rows: list[list[str]]) -> None:
    data = as_csv(("a", "b"), rows)
    assert data.startswith(b"\xef\xbb\xbf")
    back = rows_of(data)[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell[:1] in set("=+-@\t\r\n") - {""} for row in back for cell in row)


def test_a_length_never_looks_like_a_date(short_book: Book) -> None:
    lengths = [row[8] for row in rows_of(WRITERS["scenes"](short_book))[1:]]
    assert all(" " in length for length in lengths)
