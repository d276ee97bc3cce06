"""Ages as scripts state them."""

from __future__ import annotations

import pytest

from lastlook.language.ages import age_after


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("X (60), a", 60),
        ("X (late 40s)", 40),
        ("X (mid-30s)", 30),
        ("X (F, 30)", 30),
        ("X (17, tall)", 17),
        ("X (40-ish)", 40),
        ("X (30-35)", 30),
        ("X (teens)", 13),
        ("X, 40s, watches", 40),
        ("X, 34, buzzcut", 34),
        ("X, 19.", 19),
        ("X, late twenties, waits", 20),
        ("X, in her forties, waits", 40),
        ("X, twenty-five, waits", 25),
        ("X, 8 years old, waits", 8),
    ],
)
def test_an_age_is_read(text: str, years: int) -> None:
    age = age_after(text, 1)
    assert age is not None
    assert age.years == years
    assert not age.several
    assert age.text in text


def test_several_ages_are_several_people() -> None:
    age = age_after("COUSINS (15 and 16)", 7)
    assert age is not None
    assert (age.years, age.several) == (15, True)


@pytest.mark.parametrize(
    "text",
    ["X, 12 feet", "X (1920s)", "X (61 kg)", "X, 12-foot drop", "X (wet)", "X enters, 40", "X"],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert age_after(text, 1) is None
