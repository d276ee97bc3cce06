"""People in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.language.counts import groups_of_people, number_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twenty commuters wait.", [("commuters", 20)]),
        ("A dozen GUESTS and half a dozen tired nurses.", [("guests", 12), ("tired nurses", 6)]),
        ("Twenty-five soldiers, 3 COPS.", [("soldiers", 25), ("cops", 3)]),
        ("1,200 spectators roar. Two hundred fans leave.", [("spectators", 1200), ("fans", 200)]),
        ("A crowd of angry shoppers.", [("angry shoppers", None)]),
        ("Passengers board. Children run.", [("passengers", None), ("children", None)]),
        ("A couple of waiters smoke.", [("waiters", 2)]),
        ("The two men leave. These soldiers stay.", []),
        ("She waits two hours for people.", []),
        ("One of the guests coughs.", []),
        ("No numbers, no crowd, 12 chairs.", []),
        ("", []),
    ],
)
def test_groups_with_their_counts(text: str, found: list[tuple[str, int | None]]) -> None:
    assert [(group.label, group.count) for group in groups_of_people(text)] == found


@pytest.mark.parametrize(
    ("words", "value"),
    [("7", 7), ("nineteen", 19), ("ninety nine", 99), ("two dozen", 24), ("A Hundred", 100)],
)
def test_numbers(words: str, value: int) -> None:
    assert number_of(words) == value


@given(st.text())
def test_any_text_gives_groups_that_stand_in_it(text: str) -> None:
    for group in groups_of_people(text):
        assert 0 <= group.start < group.end <= len(text)
