"""Minors' hours against a slow oracle that counts days and birthdays one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.consent.ages import completed_months
from lastlook.consent.minors import DayLimit, minor_hours, rule_of_place
from lastlook.consent.model import Minor, School, Span
from lastlook.consent.private import Private
from lastlook.consent.rulebook import rules_for
from lastlook.production import RuleEffect, RuleOverride

RULES = rules_for(())[0]
DAY = timedelta(days=1)
CALIFORNIA = (
    # from age, on set, work with school, work without: the field notes' table, in hours
    ((0, 15), 2, 1 / 3, 1 / 3),
    ((6, 0), 4, 2, 2),
    ((24, 0), 6, 3, 3),
    ((72, 0), 8, 4, 6),
    ((108, 0), 9, 5, 7),
    ((192, 0), 10, 6, 8),
)


def minor(**fields: object) -> Minor:
    stated: dict[str, object] = {"role": 3, "place": "US-CA"}
    return Minor(**(stated | {k: _kept(k, v) for k, v in fields.items()}))  # type: ignore[arg-type]


def _kept(key: str, value: object) -> object:
    return Private(value) if key in {"born", "age", "weekdays", "no_school"} else value


def limit(who: Minor, day: date) -> DayLimit | None:
    hours = minor_hours(who, RULES, first=day, last=day)
    assert hours is not None
    return hours.on(day)


def oracle(born: date, day: date, *, school: bool) -> tuple[float, float] | None:
    """Say hours on set and at work by looking at every birthday; None for an adult."""
    years = 0
    while _anniversary(born, years + 1) <= day:
        years += 1
    if years >= 18:
        return None
    found = (0.0, 0.0)
    for (months, days), on_set, work, work_free in CALIFORNIA:
        begins = born + DAY * days if days else _month_after(born, months)
        if begins <= day:
            found = (on_set, work if school else work_free)
    return found


def _anniversary(born: date, years: int) -> date:
    return _month_after(born, 12 * years)


def _month_after(born: date, months: int) -> date:
    """Step month by month; where a month is too short, the first of the next counts."""
    year, month = born.year, born.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    try:
        return date(year, month, born.day)
    except ValueError:
        return date(year + (month == 12), month % 12 + 1, 1)


BORN = st.dates(date(2007, 1, 1), date(2027, 6, 30))
ON = st.dates(date(2026, 12, 1), date(2028, 3, 31))


@given(born=BORN, day=ON, free=st.booleans())
def test_california_is_what_the_table_says(born: date, day: date, *, free: bool) -> None:
    spans = (Span(start=day, end=day),) if free else ()
    who = minor(born=born, weekdays=tuple(range(7)), no_school=spans)
    expected = oracle(born, day, school=not free)
    found = limit(who, day)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert (found.on_set, found.work) == tuple(round(60 * hours) for hours in expected)


@given(born=BORN, day=ON)
def test_months_are_counted_as_birthdays_come(born: date, day: date) -> None:
    months = completed_months(born, day)
    if months >= 0:
        assert _month_after(born, months) <= day < _month_after(born, months + 1)
    else:
        assert day < born or months == -1


@given(age=st.integers(0, 19), born=BORN, day=ON, school=st.booleans())
def test_an_age_in_years_is_never_laxer_than_the_birthday(
    age: int, born: date, day: date, *, school: bool
) -> None:
    """The strictest hours of a year count, so stating less never allows more."""
    months = completed_months(born, day)
    if months // 12 != age or months < 0:
        born = _month_after(date(day.year - age - 1, day.month, min(day.day, 28)), 1)
        if completed_months(born, day) // 12 != age:
            return
    week = tuple(range(7)) if school else ()
    exact = limit(minor(born=born, weekdays=week), day)
    rough = limit(minor(age=age, weekdays=week), day)
    if exact is None:
        assert rough is None
        return
    assert rough is not None
    assert rough.work is not None
    assert exact.work is not None
    # In the first days of life nobody works at all; an age in years cannot tell them.
    newborn = (day - born).days < 15
    assert rough.work <= exact.work or newborn


@given(born=BORN, day=ON)
def test_late_hours_follow_the_next_days_school(born: date, day: date) -> None:
    found = limit(minor(born=born), day)
    if found is not None:
        tomorrow = (day + DAY).weekday() < 5
        assert found.latest == (22 * 60 if tomorrow else 24 * 60 + 30)
        assert found.earliest == 5 * 60


@given(born=st.dates(date(2010, 1, 1), date(2020, 12, 31)), day=ON)
def test_regular_school_takes_six_hours_off_the_set(born: date, day: date) -> None:
    tutored = limit(minor(born=born), day)
    regular = limit(minor(born=born, school=School.REGULAR), day)
    if tutored is None or regular is None:
        assert tutored is regular
        return
    assert tutored.on_set is not None
    assert regular.on_set is not None
    assert tutored.on_set - regular.on_set == (360 if day.weekday() < 5 else 0)
    assert regular.work is not None
    assert regular.work <= regular.on_set


def test_new_yorks_hours_at_work_are_unknown_not_zero() -> None:
    found = limit(minor(place="US-NY", born=date(2015, 1, 1)), date(2027, 2, 9))
    assert found is not None
    assert found.work is None
    assert found.on_set is None
    assert (found.earliest, found.latest, found.rest) == (300, 1320, 720)


def test_of_a_place_nobody_looked_up_nothing_is_known() -> None:
    rule = rule_of_place("XX", RULES)
    assert rule.id == "minors-unknown-place"
    found = limit(minor(place="XX", born=date(2015, 1, 1)), date(2027, 2, 9))
    assert found is not None
    assert found.work is None


@pytest.mark.parametrize(("born", "adult"), [("2009-02-09", True), ("2009-02-10", False)])
def test_the_eighteenth_birthday_ends_it(born: str, adult: bool) -> None:
    found = limit(minor(born=date.fromisoformat(born)), date(2027, 2, 9))
    assert (found is None) is adult


def test_a_production_can_switch_a_rule_off_and_has_to_say_why() -> None:
    off = RuleOverride(rule="us-ca-minors", effect=RuleEffect.OFF, why="shot elsewhere")
    rules, problems = rules_for((off,))
    assert problems == ()
    assert rules["us-ca-minors"].why == "shot elsewhere"
    day = date(2027, 2, 9)
    assert minor_hours(minor(born=date(2015, 1, 1)), rules, first=day, last=day) is None
