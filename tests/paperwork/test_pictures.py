"""Matrices and journeys as pictures: well formed, legible, and the same every time."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.breakdown.decisions import Decisions
from lastlook.breakdown.journey_breaks import breaks
from lastlook.breakdown.journey_model import Basis, Journey, Presence, Stop
from lastlook.breakdown.matrix import Cell, Column, Mark, Matrix, Row, cast_matrix, element_matrix
from lastlook.paperwork import Paper
from lastlook.paperwork.journey_picture import journey_pictures, lane_of
from lastlook.paperwork.matrix_picture import LOW, NARROW, matrix_pictures
from lastlook.paperwork.svg import ROOM, fitted, width, wrapped
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from lastlook.paperwork import Book
    from lastlook.paperwork.svg import Box, Picture

SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 5.5
"""The smallest type on a picture, in points."""


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    """Return the words that stand on one another."""
    ordered = sorted(picture.labels, key=lambda box: box.left)
    return [
        (one.text, other.text)
        for one, other in combinations(ordered, 2)
        if _overlap(one.left, one.right, other.left, other.right)
        and _overlap(one.top, one.bottom, other.top, other.bottom)
    ]


def _overlap(a: float, b: float, c: float, d: float) -> bool:
    return a + 0.05 < d and c + 0.05 < b


def outside(picture: Picture) -> list[Box]:
    """Return the words that run off a picture."""
    return [
        box
        for box in picture.labels
        if box.left < -0.01
        or box.top < -0.01
        or box.right > picture.width + 0.01
        or box.bottom > picture.height + 0.01
    ]


def hold(picture: Picture) -> ET.Element:
    """Hold a picture to what every picture must be; return its root."""
    root = ET.fromstring(picture.svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = [child.get("id") for child in root.iter() if child.get("id")]
    assert root.get("aria-labelledby", "").split() == ids
    assert (root.findtext(f"{SVG}title") or "") == picture.title
    assert root.findtext(f"{SVG}desc")
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', picture.svg)]
    assert min(sizes) >= SMALLEST
    assert overlaps(picture) == []
    assert outside(picture) == []
    return root


def words_on(root: ET.Element) -> list[str]:
    """Return all words of a picture."""
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def large(scenes: int, roles: int, number: str = "{}") -> Matrix:
    """Give the matrix of a long film."""
    columns = tuple(
        Column(
            scene_id=f"s{n}",
            number=number.format(n),
            int_ext=list(IntExt)[n % 4],
            light=("day", "night", "")[n % 3],
            set=f"SET {n}",
            eighths=1 + n * 7 % 30,
            script_day=str(1 + n // 9),
        )
        for n in range(1, scenes + 1)
    )
    rows = tuple(
        Row(
            id=f"cast-{r}",
            category="Cast Members",
            label=f"MRS. ALEXANDRA FEATHERSTONEHAUGH {r}",
            number=str(r),
            cells=tuple(
                Cell(mark=(Mark.SPEAKS, Mark.SILENT)[n % 2]) if n * r % 5 < 2 else None
                for n in range(scenes)
            ),
        )
        for r in range(1, roles + 1)
    )
    return Matrix(columns=columns, rows=rows)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("number", ["{}", "{}A", "101-{}"])
def test_a_long_film_is_legible(paper: Paper, number: str) -> None:
    matrix = large(120, 40, number)
    pictures = matrix_pictures(matrix, title="The cast", paper=paper)
    wide, high = ROOM[paper]
    seen: dict[str, int] = {}
    for picture in pictures:
        root = hold(picture)
        assert picture.width <= wide
        assert picture.height <= high
        for text in words_on(root):
            seen[text] = seen.get(text, 0) + 1
        marks = [float(mark.get("r", 0)) for mark in root.iter(f"{SVG}circle")]
        assert min(marks) >= 2.5
    for column in matrix.columns:
        assert seen[column.number] >= 1
    assert sum(f'"{n}-title' in p.svg for p in pictures for n in ["matrix-1"]) == 1
    assert NARROW >= 11
    assert LOW >= 9


def test_every_cell_is_drawn_once() -> None:
    matrix = large(120, 40)
    pictures = matrix_pictures(matrix, title="The cast")
    told = sum(picture.description.count("(silent)") for picture in pictures)
    silent = [c for row in matrix.rows for c in row.cells if c and c.mark is Mark.SILENT]
    assert told == len(silent)
    circles = sum(picture.svg.count("<circle") for picture in pictures)
    legend = 2 * len(pictures)
    assert circles - legend == sum(row.scenes for row in matrix.rows)


def test_elements_stand_under_their_category_with_their_number(short_book: Book) -> None:
    matrix = element_matrix(short_book.sheets, Decisions())
    row = matrix.rows[0]
    counted = Row(
        id="x", category=row.category, label="Extra", number="",
        cells=(Cell(mark=Mark.THERE, count=12), *row.cells[1:]),
    )  # fmt: skip
    both = Matrix(columns=matrix.columns, rows=(counted, *matrix.rows))
    (picture,) = matrix_pictures(both, title="Elements")
    words = words_on(hold(picture))
    assert {"Props", "Vehicles", "12"} <= set(words)
    assert any("how many" in text for text in words)


def test_day_and_night_are_told_by_letters_too(short_book: Book) -> None:
    matrix = cast_matrix(short_book.sheets, Decisions(), cast=short_book.film.cast)
    (picture,) = matrix_pictures(matrix, title="The cast")
    words = words_on(hold(picture))
    for letter in ("I", "E", "IE", "D", "N"):
        assert letter in words
    fills = set(re.findall(r'fill="(#\w+)"', picture.svg))
    assert {short_book.palette.int_night.fill, short_book.palette.ext_day.fill} <= fills


def test_nothing_gives_no_picture() -> None:
    assert matrix_pictures(Matrix(columns=(), rows=()), title="Nothing") == ()
    empty = Journey(id="x", category="Props", label="X", stops=(), breaks=())
    assert journey_pictures(empty) == ()


def test_words_of_a_production_are_never_read_as_markup() -> None:
    evil = "<script>&\"'</script>"
    column = large(1, 1).columns[0]
    row = Row(id="x", category="Props", label=evil, number="", cells=(Cell(mark=Mark.THERE),))
    (picture,) = matrix_pictures(Matrix(columns=(column,), rows=(row,)), title=evil)
    hold(picture)
    stop = Stop(
        scene_id="s1", number=evil, heading=evil, script_day=evil, presence=Presence.SHEET,
        has=(evil,), has_basis=Basis.STATED, states=(evil,), since=evil,
    )  # fmt: skip
    journey = Journey(id="x", category="Props", label=evil, stops=(stop,), breaks=())
    (drawn,) = journey_pictures(journey)
    hold(drawn)
    assert "<script" not in picture.svg + drawn.svg


HOLDERS = (
    "Ivor",
    "Dora",
    "the drawer",
    "Zoë’s finger",
    "an old suitcase of unknown origin",
    "sink",
)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Give a journey of up to forty scenes."""
    stops = []
    for n in range(1, draw(st.integers(1, 40)) + 1):
        has = tuple(draw(st.lists(st.sampled_from(HOLDERS), max_size=5)))
        states = tuple(draw(st.lists(st.sampled_from(("torn", "wet to the knees")), max_size=3)))
        stops.append(
            Stop(
                scene_id=f"s{n}",
                number=draw(st.sampled_from((f"{n}", f"{n}AA", f"101-{n}"))),
                heading="INT. FERRY TERMINAL - LOST PROPERTY - CONTINUOUS",
                script_day=draw(st.sampled_from(("", "5", "12, 13"))),
                presence=draw(st.sampled_from(Presence)),
                has=has,
                has_basis=draw(st.sampled_from((Basis.STATED, Basis.READ))),
                states=states,
                states_basis=Basis.STATED,
                since=draw(st.sampled_from(("", "", "Somebody has dried it. " * 9))),
            )
        )
    return Journey(id="x", category="Props", label="Thing", stops=tuple(stops), breaks=())


@settings(max_examples=40)
@given(journeys(), st.sampled_from(Paper))
def test_any_journey_is_legible(journey: Journey, paper: Paper) -> None:
    pictures = journey_pictures(journey, paper=paper)
    numbers = []
    for picture in pictures:
        root = hold(picture)
        assert picture.width <= ROOM[paper][0]
        assert picture.height <= ROOM[paper][1]
        bold = [t for t in root.iter(f"{SVG}text") if t.get("font-size") == "8"]
        numbers += [t.text for t in bold]
    assert numbers == [stop.number for stop in journey.stops]
    assert pictures == journey_pictures(journey, paper=paper)


def test_breaks_are_numbered_and_told(short_book: Book) -> None:
    sheets = short_book.sheets[:3]
    stops = tuple(
        Stop(
            scene_id=sheet.scene_id, number=sheet.number, heading=sheet.heading,
            script_day=sheet.script_day, presence=Presence.SHEET,
            has=(holder,), has_basis=Basis.STATED,
        )
        for sheet, holder in zip(sheets, ("Ivor", "Dora", "sink"), strict=True)
    )  # fmt: skip
    found = breaks(stops, sheets)
    assert len(found) == 2
    journey = Journey(id="x", category="Props", label="Thing", stops=stops, breaks=found)
    (picture,) = journey_pictures(journey)
    words = words_on(hold(picture))
    assert {"1", "2"} <= set(words)
    for gap in found:
        assert gap.what in " ".join(words)
        assert gap.what in picture.description


@pytest.mark.parametrize(
    ("holder", "lane"),
    [
        ("drawer, in the envelope", "drawer"),
        ("the drawer", "drawer"),
        ("Ivor (pocket)", "Ivor"),
        ("Zoë's finger", "Zoë’s finger"),
        ("A hand", "hand"),
    ],
)
def test_holders_share_a_lane(holder: str, lane: str) -> None:
    assert lane_of(holder) == lane


@given(st.text(max_size=40), st.floats(10, 200), st.floats(5, 12))
def test_fitted_words_fit(text: str, room: float, size: float) -> None:
    assert width(fitted(text, room, size), size) <= room
    assert all(width(line, size) <= room for line in wrapped(text, room, size))
    assert len(wrapped(text, room, size, most=2)) <= 2
