"""The breakdown as CSV: out, through spreadsheets, and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.films import BREAKDOWN, PARTED, take_in

from lastlook.errors import ProblemsError
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


@pytest.mark.parametrize("breakdown", [BREAKDOWN, PARTED])
def test_a_fresh_folder_has_the_same_decisions(make: Make, breakdown: str) -> None:
    film = make(folder="one", breakdown=breakdown)
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


FOREIGN = """\
Scene #;Slugline;Description;Page Count;Cast Members;Props;Extras;Est. Time (Minutes);Weather code
A12;INT. HUT - NIGHT;She waits;2/8;1. MARA, 9. STRANGER;"Kettle, Lamp
Rope";skiers;45;x
12AA;EXT. ICE ROAD - DAY;He cuts;1 3/8;2 JON;;;abc;y
"""


def test_a_table_of_another_program_comes_in_by_its_columns(make: Make) -> None:
    film = make(breakdown="")
    for data in (FOREIGN.encode(), FOREIGN.encode("utf-8-sig"), FOREIGN.encode("utf-16"),
                 FOREIGN.replace(";", "\t").encode()):  # fmt: skip
        incoming = read_tables([(data, "theirs.csv")])
        one, two = incoming.sheets
        assert (one.numbers, one.heading, one.eighths) == (("A12",), "INT. HUT - NIGHT", 2)
        assert one.cast == ("MARA", "STRANGER")
        assert [e.label for e in one.decisions.elements] == ["Kettle", "Lamp", "Rope"]
        assert [extra.label for extra in one.decisions.background or ()] == ["skiers"]
        assert (one.decisions.minutes, two.decisions.minutes, two.eighths) == (45, None, 11)
        told = "\n".join(problem.what for problem in incoming.problems)
        assert "Columns that were not understood: Weather code." in told
        assert "minutes 'abc' is no whole number" in told
        merged = merge(film, incoming)
        assert merged.matched == {"A12": ("s001",), "12AA": ("s002",)}
        assert any("STRANGER is cast in the file and no role here" in r for r in merged.remarks)


def test_a_table_of_elements_may_come_alone(make: Make) -> None:
    film = make(breakdown="")
    table = (
        "Scene,Set,I/E,D/N,Item,Category,Qty\n"
        "12AA,ICE ROAD,EXT,DAY,Snow chains,props,4\n"
        "12AA,ICE ROAD,EXT,DAY,Mara,Cast,\n"
        ",,,,Loose,Props,\n"
        "A12,MOON,EXT,DAY,Flag,Props,1\n"
    )
    incoming = read_tables([(table.encode(), "items.csv")])
    assert incoming.problems[0].place == "items.csv:4"
    merged = merge(film, incoming)
    assert merged.matched == {"12AA": ("s002",)}
    (left,) = merged.unplaced
    assert left.words == ("Props: 1 Flag",)
    decided = merged.decisions.scenes["s002"]
    assert [(e.label, e.count) for e in decided.elements] == [("Snow chains", 4)]
    assert decided.cast == (1,)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "There is no table"),
        (b'scene,element\n1,"never closed', "cannot be read on"),
        (b"a\0b,c\n", "NUL"),
        (b"colour,size\nred,2\n", "no column for the scene"),
        (b"scene,element\n" + b'1,"' + b"x" * 200_000 + b'"\n', "cannot be read on"),
        (b"\xff\xfes", "UTF-16"),
    ],
)
def test_bad_tables_are_refused_with_their_place(data: bytes, what: str) -> None:
    with pytest.raises(ProblemsError, match=what):
        read_tables([(data, "x.csv")])


@given(st.binary(max_size=200), st.sampled_from([b"", b"scene,element,category\n", b"scene;set\n"]))
def test_no_table_breaks_the_reader(noise: bytes, head: bytes) -> None:
    try:
        incoming = read_tables([(head + noise, "x.csv")])
    except ProblemsError as error:
        assert error.problems
    else:
        assert incoming.name == "x.csv"
