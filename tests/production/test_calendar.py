"""Which dates may be shot on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.production import Calendar, Weekday, shooting_dates, why_off
from lastlook.production.calendar import is_holiday_code, near_holiday_codes

MLK = date(2027, 1, 18)


def test_weekends_are_off() -> None:
    dates = shooting_dates(Calendar(start=date(2027, 1, 15)), count=3)
    assert dates == (date(2027, 1, 15), date(2027, 1, 18), date(2027, 1, 19))


def test_an_end_counts_more_than_a_number() -> None:
    calendar = Calendar(start=date(2027, 1, 15), end=date(2027, 1, 19))
    assert len(shooting_dates(calendar, count=1)) == 3
    assert len(shooting_dates(calendar, count=100)) == 3


@pytest.mark.parametrize(
    ("code", "day", "why"),
    [
        ("US-NY", MLK, "Martin Luther King Jr. Day (US-NY)"),
        ("US", date(2027, 7, 5), "Independence Day (observed) (US)"),
        ("US-NY", date(2027, 2, 12), "Lincoln's Birthday (US-NY)"),
        ("US", date(2027, 2, 12), ""),
        ("DE-BE", date(2027, 3, 8), "Women's Day (DE-BE)"),
        ("DE-BY", date(2027, 3, 8), ""),
        ("GB-ENG", date(2027, 12, 27), "Christmas Day (observed) (GB-ENG)"),
        ("FR", date(2027, 7, 14), "National Day (FR)"),
    ],
)
def test_holidays(code: str, day: date, why: str) -> None:
    calendar = Calendar(start=date(2027, 1, 1), holidays=code)
    assert why_off(calendar, day) == why
    assert (day in shooting_dates(calendar, count=366)) == (not why)


def test_reasons_in_words() -> None:
    calendar = Calendar(
        start=date(2027, 1, 11),
        end=date(2027, 1, 29),
        holidays="US",
        weekly_days_off=(Weekday.SUN,),
        days_off=(date(2027, 1, 13),),
        work_days=(MLK, date(2027, 1, 24)),
    )
    expected = {
        date(2027, 1, 8): "it is before the calendar's start, 2027-01-11",
        date(2027, 1, 13): "2027-01-13 is one of days_off",
        date(2027, 1, 16): "",
        date(2027, 1, 17): "Sunday is a weekly day off",
        MLK: "",
        date(2027, 1, 24): "",
        date(2027, 2, 1): "it is after the calendar's end, 2027-01-29",
    }
    assert {day: why_off(calendar, day) for day in expected} == expected


def test_a_calendar_without_a_working_day_ends() -> None:
    every_day = Calendar(start=MLK, weekly_days_off=tuple(Weekday))
    assert shooting_dates(every_day, count=5) == ()
    saturdays = (date(2027, 1, 23), date(2027, 3, 6))
    some = Calendar(start=MLK, weekly_days_off=tuple(Weekday), work_days=saturdays)
    assert shooting_dates(some, count=5) == saturdays


def test_the_end_of_time() -> None:
    calendar = Calendar(start=date(9999, 12, 30), weekly_days_off=())
    assert len(shooting_dates(calendar, count=5)) == 2


DATES = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(
    start=DATES,
    length=st.none() | st.integers(0, 60),
    off=st.sets(st.sampled_from(Weekday), max_size=7),
    days_off=st.lists(DATES, max_size=5),
    work_days=st.lists(DATES, max_size=5),
    count=st.integers(0, 30),
)
def test_dates_and_reasons_agree(
    start: date,
    length: int | None,
    off: set[Weekday],
    days_off: list[date],
    work_days: list[date],
    count: int,
) -> None:
    calendar = Calendar(
        start=start,
        end=None if length is None else start + timedelta(days=length),
        weekly_days_off=tuple(off),
        days_off=tuple(days_off),
        work_days=tuple(work_days),
    )
    dates = shooting_dates(calendar, count=count)
    assert list(dates) == sorted(set(dates))
    if length is None:
        assert len(dates) == count or len(off) == 7
        last = dates[-1] if dates else start - timedelta(days=1)
    else:
        last = start + timedelta(days=length)
    span = [start + timedelta(days=n) for n in range((last - start).days + 1)]
    assert list(dates) == [day for day in span if not why_off(calendar, day)]


@pytest.mark.parametrize("code", ["US", "US-NY", "DE-BE", "GB-ENG", "FR", "JP", "CA-QC", "NZ"])
def test_known_codes(code: str) -> None:
    assert is_holiday_code(code)


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("us-ny", "US-NY"),
        ("US_NY", "US-NY"),
        ("US-NYC", "US-NY"),
        ("US-New York", "US-NY"),
        ("USA", "US"),
        ("UK", "GB"),
        ("England", "GB-ENG"),
        ("Germany", "DE"),
        ("DE-Berlin", "DE-BE"),
        ("new zealand", "NZ"),
        ("US-", "US"),
    ],
)
def test_near_codes(code: str, near: str) -> None:
    assert not is_holiday_code(code)
    codes = near_holiday_codes(code)
    assert codes[0] == near
    assert all(is_holiday_code(one) for one in codes)


@pytest.mark.parametrize("code", ["", "Atlantis", "-", "1"])
def test_codes_like_nothing(code: str) -> None:
    assert not is_holiday_code(code)
    assert all(is_holiday_code(one) for one in near_holiday_codes(code))
