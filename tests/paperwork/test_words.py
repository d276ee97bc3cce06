"""Numbers, dates and money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.paperwork import words


@pytest.mark.parametrize(
    ("eighths", "text"), [(0, "0"), (1, "1/8"), (4, "4/8"), (8, "1"), (35, "4 3/8"), (800, "100")]
)
def test_lengths_are_written_in_unreduced_eighths(eighths: int, text: str) -> None:
    assert words.pages(eighths) == text


@given(st.integers(0, 10_000))
def test_lengths_in_full_read_back_as_the_same_number(eighths: int) -> None:
    whole, rest = words.pages_in_full(eighths).split(" ")
    assert int(whole) * 8 + int(rest.removesuffix("/8")) == eighths


def test_dates_do_not_depend_on_the_locale() -> None:
    assert words.day(date(2027, 1, 19)) == "Tue 19 Jan 2027"
    assert words.span(date(2027, 1, 18), date(2027, 2, 5)) == "Mon 18 Jan – Fri 5 Feb 2027"
    assert words.span(date(2026, 12, 31), date(2027, 1, 2)) == "Thu 31 Dec 2026 – Sat 2 Jan 2027"
    assert words.span(date(2027, 1, 18), date(2027, 1, 18)) == "Mon 18 Jan 2027"


def test_durations_and_clock() -> None:
    assert [words.duration(n) for n in (0, 45, 540, 560)] == ["0 min", "45 min", "9 h", "9 h 20"]
    assert words.clock(25 * 60 + 5) == "01:05"


@pytest.mark.parametrize(
    ("amount", "text"),
    [("0", "0"), ("18240", "18,240"), ("12345678.5", "12,345,678.50"), ("-3.20", "-3.20")],
)
def test_money_shows_cents_only_where_there_are_any(amount: str, text: str) -> None:
    assert words.money(Decimal(amount)) == text
    assert words.money(Decimal(amount), "EUR") == f"EUR {text}"


def test_a_tiny_share_is_not_called_nothing() -> None:
    assert words.share(0.0) == "0.0 %"
    assert words.share(0.0001) == "less than 0.1 %"
    assert words.share(0.0423) == "4.2 %"


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_fits_and_begins_like_the_whole(text: str, width: int) -> None:
    short = words.shortened(text, width)
    assert len(short) <= width
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


@given(st.sets(st.integers(1, 60)))
def test_runs_of_days_name_exactly_the_days(days: set[int]) -> None:
    named: set[int] = set()
    for run in filter(None, words.days_run(sorted(days)).split(", ")):
        first, _, last = run.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == days
