"""Hours that locations are open for, from production.toml to spans of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.production.model import Location, Permit
from lastlook.production.terms import ClockWindow
from lastlook.schedule.hours import (
    ALWAYS,
    Meals,
    Shift,
    asks_of,
    capacity,
    longest_opening,
    open_spans,
    opening,
)
from lastlook.schedule.windows import granted_from, say_location

MONDAY = date(2027, 1, 18)
TUESDAY = MONDAY + timedelta(days=1)
SHIFT = Shift(calls=(420, 1020), work=660, meal=60, meals=None)


def span(opens: str | None = None, closes: str | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "start": MONDAY,
        "end": MONDAY,
        "opens": time.fromisoformat(opens) if opens else None,
        "closes": time.fromisoformat(closes) if closes else None,
    } | fields


def permit(opens: str | None = None, closes: str | None = None, **fields: Any) -> Permit:
    return Permit(**span(opens, closes, **fields))


def window(opens: str | None = None, closes: str | None = None, **fields: Any) -> ClockWindow:
    return ClockWindow(**span(opens, closes, **fields))


def street(**fields: Any) -> Location:
    return Location(id="street", name="Street", sets=("STREET",), **fields)


def left(place: Location, day: date, call: int, shift: Shift = SHIFT) -> int:
    return capacity(open_spans(place, day, call), call, shift)


@pytest.mark.parametrize(
    ("hours", "call", "minutes"),
    [
        ((None, None), 7, 660),
        (("06:00", "20:00"), 7, 660),  # covers 7 to 19: eleven hours and the meal
        (("09:00", "12:00"), 7, 180),
        (("07:00", "13:00"), 7, 360),  # the meal is at 13:00
        (("07:00", "13:30"), 7, 360),  # half an hour more is half of the meal
        (("07:00", "15:00"), 7, 420),
        (("14:00", "19:00"), 7, 300),  # all after the meal
        (("18:00", "23:00"), 7, 60),
        (("20:00", "23:00"), 7, 0),
        (("18:00", "23:00"), 17, 300),
        (("22:00", "02:00"), 17, 180),  # over midnight, with the meal at 23:00
        (("20:00", None), 17, 480),
        ((None, "20:00"), 17, 180),
        ((None, "02:00"), 17, 480),
    ],
)
def test_permit_hours_meet_the_shift(
    hours: tuple[str | None, str | None], call: int, minutes: int
) -> None:
    assert left(street(permits=(permit(*hours),)), MONDAY, call * 60) == minutes


def test_a_permit_reaches_into_the_next_morning_and_from_the_next_date() -> None:
    early = street(permits=(permit("01:00", "04:00", start=TUESDAY, end=TUESDAY),))
    # The night called on Monday at 17:00 works until 5:00 on Tuesday.
    assert left(early, MONDAY, 17 * 60) == 180
    late = street(permits=(permit("22:00", "09:00"),))
    # Monday's permit covers Tuesday's day unit until nine.
    assert left(late, TUESDAY, 7 * 60) == 120


@given(
    opens=st.times(),
    closes=st.times(),
    call=st.integers(0, 1439),
    work=st.integers(60, 900),
    meal=st.integers(0, 90),
)
def test_open_minutes_are_those_counted_one_by_one(
    opens: time, closes: time, call: int, work: int, meal: int
) -> None:
    opens, closes = (moment.replace(second=0, microsecond=0) for moment in (opens, closes))
    place = street(permits=(permit(opens.isoformat(), closes.isoformat()),))
    first, last = (moment.hour * 60 + moment.minute for moment in (opens, closes))
    last += 1440 * (last <= first)
    shift = Shift(calls=(call, call), work=work, meal=meal, meals=None)
    minutes = [minute for minute in range(call, call + work + meal) if first <= minute < last]
    at_work = [minute for minute in minutes if not call + 360 <= minute < call + 360 + meal]
    assert left(place, MONDAY, call, shift) == min(work, len(at_work))
    between = Shift(calls=(call, call), work=work, meal=meal, meals=Meals(within=work + 1))
    assert left(place, MONDAY, call, between) == min(work, len(minutes))


def test_windows_open_and_shut_hours_of_each_date() -> None:
    shop = street(
        available=(window("20:00", "02:00", end=TUESDAY),),
        unavailable=(window("23:00", "23:30"),),
    )
    assert open_spans(shop, MONDAY, 1020)[-2:] == ((1200, 1380), (1410, 1560))
    assert open_spans(shop, TUESDAY, 1020)[-1] == (1200, 1560)
    # Monday's window lasts until two on Tuesday.
    assert open_spans(shop, TUESDAY, 60)[0] == (0, 120)
    shut = street(unavailable=(window(),))
    assert left(shut, MONDAY, 420) == 0
    assert left(shut, TUESDAY, 420) == 660


def test_hours_are_told_only_where_a_shift_is_cut_short() -> None:
    dates = (MONDAY, TUESDAY)
    minutes, hours = opening(street(), dates, SHIFT)
    assert (minutes, hours) == (((660, 660),) * 2, ())
    wide = street(permits=(permit("06:00", "05:00", end=TUESDAY),))
    assert opening(wide, dates, SHIFT) == (((660, 660),) * 2, ())
    minutes, hours = opening(street(permits=(permit("08:00", "20:00"),)), dates, SHIFT)
    assert minutes == ((600, 180), (0, 0))
    assert hours == ((((480, 1200),),) * 2, ((), ()))
    half = street(permits=(permit("06:00", "20:00"),))
    assert opening(half, dates, SHIFT)[1][0] == (ALWAYS, ((360, 1200),))


def test_a_permit_asked_for_too_late_holds_later() -> None:
    asked = permit(lead_days=10, asked=MONDAY - timedelta(days=9), end=TUESDAY)
    assert granted_from(asked) == TUESDAY
    place = street(permits=(asked,))
    assert [left(place, day, 420) for day in (MONDAY, TUESDAY)] == [0, 660]
    assert say_location(place) == ("permit for 18–19 Jan 2027, granted from 19 Jan 2027 on",)
    in_time = permit(lead_days=10, asked=MONDAY - timedelta(days=10))
    assert granted_from(in_time) == MONDAY
    granted = permit(lead_days=10, asked=MONDAY, number="41")
    assert granted_from(granted) == MONDAY
    nobody = permit(lead_days=10)
    assert granted_from(nobody) == MONDAY
    # Only the last is still to be asked for: ten days ahead.
    (ask,) = asks_of(street(permits=(asked, granted, nobody)))
    assert (ask.start, ask.end, ask.by) == (nobody.start, nobody.end, MONDAY - timedelta(days=10))


def test_the_longest_opening_is_on_end_and_from_the_call() -> None:
    plain = Location(id="quay", name="Quay")
    assert longest_opening(plain, 420) is None
    whole_days = replace(plain, permits=(permit(),))
    assert longest_opening(whole_days, 420) is None
    two = replace(whole_days, permits=(permit("08:00", "10:00"), permit("11:00", "14:30")))
    assert longest_opening(two, 420) == 210
    assert longest_opening(two, 720) == 150
    night = replace(plain, permits=(permit("22:00", "03:00"),))
    assert longest_opening(night, 1020) == 300
    # What touches or overlaps is one, also after another.
    three = (permit("07:00", "07:30"), permit("08:00", "12:00"), permit("09:00", "10:00"))
    joined = replace(plain, permits=(*three, permit("12:00", "12:30")))
    assert longest_opening(joined, 420) == 270
