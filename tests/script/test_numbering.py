"""Numbers of what is inserted: always between its neighbours, never one that is taken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.script.revisions.numbering import ALL_LETTERS, NumberScheme, next_number, number_key


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("12", None, "13"),
        ("12", "13", "12A"),
        ("12A", "13", "12B"),
        ("12H", "13", "12J"),
        ("12N", "13", "12P"),
        ("12Y", "13", "12ZA"),
        ("12ZY", "13", "12ZZA"),
        ("12", "12A", "A12A"),
        ("A12A", "12A", "B12A"),
        ("12", "A12A", "AA12A"),
        ("12A", "12B", "12AA"),
        ("12AA", "12B", "12AB"),
        (None, "1", "A1"),
        (None, "A1", "AA1"),
        ("A1", "1", "B1"),
        ("Y12", "12", "AZ12"),
        ("11", "A12", "11A"),
        (None, None, "1"),
        ("12a", "13", "12B"),
        ("Z12", "12", "Z12.1"),
        ("12", "20", "12A"),
    ],
)
def test_what_is_inserted_gets_a_letter(before: str | None, after: str | None, number: str) -> None:
    assert next_number(before, after) == number


def test_numbers_that_are_taken_are_passed_over() -> None:
    assert next_number("12", "13", taken={"12A", "12b"}) == "12C"
    assert next_number("12", None, taken={"13", "14"}) == "15"


def test_a_scheme_may_use_every_letter_or_put_it_first() -> None:
    assert next_number("12H", "13", scheme=ALL_LETTERS) == "12I"
    assert next_number("12", "13", scheme=NumberScheme(letter_first=True)) == "A13"
    assert next_number("A13", "13", scheme=NumberScheme(letter_first=True)) == "B13"


def test_neighbours_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="13 does not come before 12"):
        next_number("13", "12")
    with pytest.raises(ValueError, match="no number between"):
        next_number("12", "12.0")


def test_numbers_sort_as_scenes_stand() -> None:
    order = [
        "AA12", "BA12", "A12", "AB12", "B12", "12", "12.1", "12.2", "12.10", "AA12A", "A12A",
        "B12A", "12A", "A12AA", "12AA", "12AB", "12B", "12Z", "12ZA", "13", "A100", "100",
        "Prologue",
    ]  # fmt: skip
    assert sorted(sorted(order), key=number_key) == order
    assert number_key("12 a") == number_key("12A")


INSERTS = st.lists(st.tuples(st.integers(0, 1000), st.booleans()), max_size=120)


@settings(max_examples=60, deadline=None)
@given(INSERTS, st.sampled_from([NumberScheme(), ALL_LETTERS, NumberScheme(letter_first=True)]))
def test_a_long_row_of_inserts_never_collides(
    inserts: list[tuple[int, bool]], scheme: NumberScheme
) -> None:
    numbers = ["1", "2", "3"]
    for place, same in inserts:
        at = 1 if same else place % (len(numbers) + 1)
        before = numbers[at - 1] if at else None
        after = numbers[at] if at < len(numbers) else None
        numbers.insert(at, next_number(before, after, scheme=scheme))
    assert all(number_key(one) < number_key(other) for one, other in pairwise(numbers))
    assert len({number.upper() for number in numbers}) == len(numbers)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_has_a_place(numbers: list[str]) -> None:
    ordered = sorted(numbers, key=number_key)
    assert sorted(ordered, key=number_key) == ordered
