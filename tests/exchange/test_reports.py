"""Movie Magic's two printed reports, read back from PDFs that are set here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.exchange.films import take_in
from tests.exchange.reports import BOXES, SCHEDULE, SCHEDULE_LATER, SHEETS, pdf

from lastlook.errors import ProblemsError
from lastlook.exchange import board_of, merge, read_reports
from lastlook.schedule import Banner, Strip, build_shoot

if TYPE_CHECKING:
    from tests.exchange.films import Make

    from lastlook.exchange import Incoming


def said(incoming: Incoming) -> str:
    return "\n".join(problem.what for problem in incoming.problems)


def test_breakdown_sheets_with_lists_side_by_side() -> None:
    incoming = read_reports([(pdf(SHEETS), "breakdown.pdf")])
    one, two, three = incoming.sheets
    assert (one.place, one.numbers, one.heading, one.eighths, one.line) == (
        "sheet 1", ("A12",), "INT. HUT - Night", 2, 1
    )  # fmt: skip
    decided = one.decisions
    assert decided.synopsis == "Mara boils a kettle while the dog waits and skiers pass the window."
    assert (decided.script_day, decided.location, decided.minutes) == ("1", "Upper hut", 90)
    assert one.cast == ("MARA", "JON")
    assert [(b.label, b.count) for b in decided.background or ()] == [("skiers", 20), ("Guide", 1)]
    assert [(e.category, e.label) for e in decided.elements] == [
        ("Props", "Brass kettle"),
        ("Props", "Hurricane lamp with two wicks"),
        ("Animals", "Dog"),
        ("Miscellaneous", "Small quadcopter"),
    ]
    assert {r.label: r.number for r in incoming.records.values()} == {"Brass kettle": "P7"}
    assert (two.numbers, two.heading, two.eighths) == (("12AA",), "EXT. ICE ROAD - Day", 11)
    assert three.decisions.elements[0].label == "Chandelier"
    assert "sequence 4 was not taken in" in said(incoming)
    assert "The category “Drones”" in said(incoming)
    assert "not understood" not in said(incoming)
    assert "THAW - PRODUCTION 7" in said(incoming)


def test_breakdown_sheets_in_boxes() -> None:
    incoming = read_reports([(pdf(BOXES), "boxes.pdf")])
    assert [(s.place, s.numbers, s.heading, s.eighths, s.cast) for s in incoming.sheets] == [
        ("sheet 1", ("A12",), "INT. HUT - NIGHT", 2, ("MARA",)),
        ("sheet 2", ("101-3",), "INT./EXT. TRUCK - DAY", 1, ("MARA",)),
    ]
    assert incoming.sheets[0].decisions.elements[0].category == "Special Effects"


def test_a_schedule_gives_days_totals_and_what_it_could_not_read() -> None:
    incoming = read_reports([(pdf(SCHEDULE), "schedule.pdf")])
    assert [(s.numbers, s.heading, s.eighths) for s in incoming.sheets] == [
        (("A12",), "INT. HUT - NIGHT", 2),
        (("12A",), "INT. HUT - DAY", 1),
        (("12AA",), "EXT. ICE ROAD - DAY", 11),
    ]
    assert incoming.sheets[0].decisions.script_day == "N1"
    assert incoming.sheets[0].decisions.synopsis == "Mara boils a kettle."
    assert [(e.category, e.label) for e in incoming.sheets[0].decisions.elements] == [
        ("Props", "Brass kettle"), ("Wardrobe", "Fur hat")
    ]  # fmt: skip
    assert [day.date for day in incoming.days] == [date(2027, 3, 1), date(2027, 3, 3)]
    assert [item.banner for item in incoming.days[0].items] == ["", "LUNCH", ""]
    assert "squiggle" in said(incoming) or "squiggle" in incoming.sheets[2].decisions.synopsis
    assert "11 eighths, and 12 are stated" in said(incoming)


def test_a_schedule_in_other_words() -> None:
    incoming = read_reports([(pdf(SCHEDULE_LATER), "schedule.pdf")])
    assert [(s.numbers, s.heading, s.eighths) for s in incoming.sheets] == [
        (("A12",), "INT. HUT - NIGHT", 2),
        (("101-3",), "INT./EXT. TRUCK - DAY", 1),
    ]
    assert [day.date for day in incoming.days] == [date(2027, 3, 1), date(2027, 3, 3)]
    assert "eighths" not in said(incoming)


def test_both_reports_together_fill_a_fresh_folder(make: Make) -> None:
    film = make(breakdown="")
    incoming = read_reports([(pdf(SHEETS), "breakdown.pdf"), (pdf(SCHEDULE), "schedule.pdf")])
    merged = merge(film, incoming)
    assert [one.place for one in merged.unplaced] == ["sheet 3"]
    assert merged.unplaced[0].words == ("Props: Chandelier",)
    assert "only the number is that of scene 12A" in merged.unplaced[0].why
    again = take_in(film, merged.decisions)
    kettle = again.decisions.scenes["s001"].elements[0]
    assert (kettle.element, again.decisions.elements[kettle.element].number) == (
        "brass-kettle",
        "P7",
    )
    board, _ = board_of(
        again, incoming, merged.matched, build_shoot(again.production, again.sheets)
    )
    assert [day.date for day in board.days] == [date(2027, 3, 1), date(2027, 3, 3)]
    assert board.days[0].work == (
        Strip(scene="s001"), Banner(text="LUNCH"), Strip(scene="s004")
    )  # fmt: skip
    assert [strip.scene for strip in board.boneyard] == ["s003"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7 nonsense", b"GIF89a"])
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemsError):
        read_reports([(data, "x.pdf")])


def test_a_pdf_without_sheets_is_refused() -> None:
    with pytest.raises(ProblemsError, match="neither breakdown sheets nor"):
        read_reports([(pdf([[(0.0, "A love letter.", False)]]), "x.pdf")])
