"""The run sheet, the timeline, and all paper of a take as files."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from tests.paperwork.takes import SIGHT, parsed, rehearsed, staged
from tests.paperwork.test_pictures import hold, words_on

from lastlook.paperwork import Paper, take_frames
from lastlook.paperwork.take_chart import take_chart
from lastlook.paperwork.take_curves import NAME, _names
from lastlook.paperwork.take_entries import entries
from lastlook.paperwork.take_pages import take_pages
from lastlook.paperwork.take_plan import small_plan, take_plans
from lastlook.paperwork.take_sheet import sheet_view
from lastlook.take import parse_take, rehearse
from lastlook.take.model import Cue, Fineness
from lastlook.take.sight.findings import Verdict
from lastlook.take.stage import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastlook.take.rehearsal import Rehearsal

COARSE = Fineness(step=Decimal("0.5"), ground=Decimal("0.1"), glass=Decimal("0.05"))


@pytest.fixture(scope="module", autouse=True)
def coarse() -> Iterator[None]:
    """Draw boards small."""
    before, take_frames.CELLS = take_frames.CELLS, 96
    yield
    take_frames.CELLS = before


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return take_pages(rehearsed(), staged(), name="7")


def text_of(data: bytes) -> list[str]:
    """Return the words of each page, spaces and breaks made one space."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(" ".join(text.get_text_range().split()))
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def sizes_of(data: bytes) -> set[tuple[int, int]]:
    document = pypdfium2.PdfDocument(data)
    try:
        return {(round(wide), round(high)) for wide, high in map(document.get_page_size,
                                                               range(len(document)))}  # fmt: skip
    finally:
        document.close()


def holds(page: str, words: str) -> bool:
    """Whether a page has the words, wherever its lines break."""
    return "".join(words.split()) in "".join(page.split())


def test_every_file_has_its_name(files: dict[str, bytes]) -> None:
    plans = [name for name in files if name.startswith("take-7-plan-")]
    boards = [name for name in files if name.startswith("take-7-board-")]
    assert list(files) == [
        "take-7.svg", *plans, *boards, "take-7-sheet.pdf", "take-7.pdf",
    ]  # fmt: skip
    assert plans == [f"take-7-plan-{n}.svg" for n in range(1, len(plans) + 1)]
    assert boards == [f"take-7-board-{n}.svg" for n in (1, 2, 3)]


def test_the_run_sheet_is_one_page_with_every_cue(files: dict[str, bytes]) -> None:
    (page,) = text_of(files["take-7-sheet.pdf"])
    assert sizes_of(files["take-7-sheet.pdf"]) == {(842, 595)}
    known = entries(rehearsed())
    assert len(known) >= 8
    for one in known:
        assert holds(page, one.what) or holds(page, one.what.upper()), one.what
    for words in ("Hold the street – to 0:18", "Quiet – to 0:18", "CUT TO BLACK", "0:18432"):
        assert holds(page, words)
    for note in rehearsed().safety:
        assert holds(page, note)
    assert holds(page, "SEEN: Grip: left hand through windscreen, from 0:02 (frame 60), camera A")
    assert holds(page, "Clean in 60% of 200 rehearsals")
    assert holds(page, "1 sack")


def test_the_sheet_says_times_in_frames() -> None:
    view = sheet_view(rehearsed())
    assert {(row.time, row.frame) for row in view.rows} >= {("0:00", 0), ("0:09", 228)}
    assert [row.frame for row in view.rows if row.cut] == [432]
    assert view.departments[:3] == ("Locations", "Sound", "Props")
    running = dict(zip(view.departments, view.rows[-1].cells, strict=True))
    assert running["Locations"].running
    assert not running["Props"].running
    assert sum(view.widths) == pytest.approx(690, abs=5)


@pytest.mark.parametrize("file", ["24-car.toml", "drafts/24-car-first.toml"])
def test_the_example_fits_one_page(last_ride: Path, file: str) -> None:
    take, problems = parse_take((last_ride / "takes" / file).read_bytes(), file)
    assert take is not None, problems
    found = rehearse(replace(take, fineness=COARSE), sight=False)
    made = take_pages(found, build(take), name="24")
    (page,) = text_of(made["take-24-sheet.pdf"])
    for cue in take.cues:
        assert holds(page, cue.what) or holds(page, cue.what.upper()), cue.what


def test_names_of_any_kind_are_printed() -> None:
    odd = 'A "<&b>’ \u05d0\u0628 \U0001f3a5 \u0301'
    take = parsed()
    take = replace(
        take, title=odd,
        figures=tuple(replace(one, name=f"{odd} {n}") for n, one in enumerate(take.figures)),
        gear=tuple(replace(one, name=odd) for one in take.gear),
        cameras=tuple(replace(one, name=odd) for one in take.cameras),
        cues=tuple(replace(one, department=odd, what=odd) for one in take.cues),
    )  # fmt: skip
    found = replace(rehearsed(), take=take, sight=None)
    made = take_pages(found, build(take), name="7")
    for name, data in made.items():
        if name.endswith(".svg"):
            ET.fromstring(data)
    hold(take_chart(found))
    for picture in (*take_plans(found, build(take)), small_plan(found, build(take), 244, 128)):
        hold(picture)


def test_a_long_take_flows_over_pages_and_loses_nothing() -> None:
    cues = tuple(
        Cue(at=Decimal(n) / 8, department=f"Unit {n % 5}", what=f"Cue {n}: lift the blue flag")
        for n in range(140)
    )
    found = rehearse(replace(parsed(), cues=cues, cameras=()), sight=False)
    made = take_pages(found, build(found.take), name="7")
    pages = text_of(made["take-7-sheet.pdf"])
    assert len(pages) > 1
    for number in range(140):
        assert any(holds(page, f"Cue {number}: lift the blue flag") for page in pages)


def test_the_whole_is_sheet_plans_boards_and_timeline(files: dict[str, bytes]) -> None:
    pages = text_of(files["take-7.pdf"])
    plans = sum(name.startswith("take-7-plan-") for name in files)
    assert len(pages) == 1 + plans + 1 + 1
    assert holds(pages[0], "SAFETY")
    assert all(holds(page, "Plan") for page in pages[1 : 1 + plans])
    assert holds(pages[-2], "Boards")
    assert holds(pages[-1], "how opaque")


def test_letter_paper_keeps_the_scale() -> None:
    made = take_pages(rehearsed(), staged(), name="7", paper=Paper.LETTER)
    assert sizes_of(made["take-7.pdf"]) == {(792, 612)}
    (page,) = text_of(made["take-7-sheet.pdf"])
    assert holds(page, "CUT TO BLACK")


def test_the_same_take_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert take_pages(rehearsed(), staged(), name="7") == files


def test_no_phone_number_or_address_is_on_any_page(files: dict[str, bytes]) -> None:
    for page in text_of(files["take-7.pdf"]):
        assert not re.search(r"\+\d{6,}|@", page)


def test_the_timeline_is_legible_with_all_rows() -> None:
    chart = take_chart(rehearsed())
    words = " ".join(words_on(hold(chart)))
    for name in ("Who shows", "Camera", "Grip", "Snow", "Light", "Glass,", "windscreen"):
        assert name in words
    assert "A: Grip: left hand through windscreen; from frame 60" in words
    assert "A: Officer: head, shadow on Garden wall, only cue; from frame 200" in words
    assert "push in 1.00 m" in words
    assert "Grip: there 0:05 kneeling" in words
    assert "cut to black 0:18, after frame 431" in words
    assert "1 that must not be seen show, first in frame 60" in words


def test_a_clean_take_says_so_and_has_no_red_row() -> None:
    sight = replace(SIGHT, verdict=Verdict.CLEAN, give_aways=())
    found = replace(rehearsed(), sight=sight, promises=())
    words = " ".join(words_on(hold(take_chart(found))))
    assert "Nobody shows in 432 frames: clean." in words
    assert "Who shows" not in words
    assert "Nobody shows in any of 432 frames" in " ".join(sheet_view(found).clean)


@pytest.mark.parametrize("ends", [[1.0] * 6, [0.0] * 6, [0.0, 0.5, 1.0], [0.99, 1.0, 0.98, 0.02]])
def test_names_of_curves_stand_apart_and_within_their_frame(ends: list[float]) -> None:
    places = sorted(_names(ends, 100, 112))
    assert places[0] >= 100 + 5
    assert places[-1] <= 212
    gaps = [after - before for before, after in pairwise(places)]
    assert all(gap >= NAME - 1e-9 for gap in gaps)


def test_a_cut_that_no_cue_names_is_on_the_sheet() -> None:
    known = entries(rehearsed())
    assert [(one.at, one.what) for one in known if one.what == "Cut to black"] == [
        (18, "Cut to black")
    ]
    named = replace(
        parsed(), cues=(Cue(at=Decimal(18), department="Camera", what="CUT TO BLACK, hold"),)
    )
    found: Rehearsal = replace(rehearsed(), take=named)
    assert not [one for one in entries(found) if one.what == "Cut to black"]


def test_a_way_without_a_rest_is_one_line_of_the_sheet() -> None:
    figure = parsed().figures[1]
    steps = [(0, 0), (2, 0), (4, 1), (6, 0), (8, 1), (10, 2), (14, 2), (16, 0)]
    path = tuple(replace(figure.path[0], at=Decimal(at), x=Decimal(x)) for at, x in steps)
    take = replace(parsed(), figures=(replace(figure, path=path),))
    found = [one for one in entries(replace(rehearsed(), take=take)) if one.department == "Grip"]
    assert [(one.at, one.until, one.what) for one in found] == [
        (2, 10, "Grip: moves until 0:10"),
        (14, 16, "Grip: there 0:16"),
    ]
