"""Which labels and names may mean one thing; nothing is merged here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.breakdown.near import near_duplicates, same_role, same_thing, short_names, synonyms


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("revolver", "the gun"),
        ("envelope", "ENVELOPE #61"),
        ("umbrella", "umbrellas"),
        ("red coat", "coat"),
        ("stethescope", "stethoscope"),
        ("Colt", "gun"),
        ("phone", "cell phone"),
        ("couch", "sofa"),
        ("dog", "greyhound"),
    ],
)
def test_labels_that_may_be_one_thing(first: str, second: str) -> None:
    found = same_thing(first, second)
    assert found is not None
    assert found[0]
    assert 0.5 <= found[1] <= 0.9
    assert same_thing(second, first) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ENVELOPE #61", "ENVELOPE #62"),
        ("blue coat", "red coat"),
        ("house", "horse"),
        ("knife", "fork"),
        ("the", "gun"),
    ],
)
def test_labels_that_are_two_things(first: str, second: str) -> None:
    assert same_thing(first, second) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("JIM", "JAMES"),
        ("JIM", "JIMMY"),
        ("JIM REED", "JAMES"),
        ("MRS. ALDOUS", "ALDOUS"),
        ("DORA", "DORA PELL"),
        ("TOLLIVER", "TOLIVER"),
        ("DETECTIVE SANTOS", "MARIA SANTOS"),
    ],
)
def test_names_that_may_be_one_role(first: str, second: str) -> None:
    assert same_role(first, second) is not None
    assert same_role(second, first) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("GUARD #1", "GUARD #2"),
        ("MR. BECK", "MRS. BECK"),
        ("YOUNG MARA", "MARA"),
        ("OLD MAN", "OLD WOMAN"),
        ("JIM REED", "JAMES FORD"),
        ("MARA", "JON"),
    ],
)
def test_names_that_are_two_roles(first: str, second: str) -> None:
    assert same_role(first, second) is None


def test_only_labels_of_one_category_are_compared() -> None:
    elements = [("Props", "revolver"), ("Props", "Gun"), ("Vehicles", "gun"), ("Props", "GUN")]
    (pair,) = near_duplicates(elements, ["JIM", "JAMES", "jim"][:0])
    assert (pair.category, pair.first, pair.second) == ("Props", "Gun", "revolver")


def test_the_surest_pair_comes_first() -> None:
    pairs = near_duplicates(
        [("Props", "envelope"), ("Props", "ENVELOPE #61"), ("Props", "red pen"), ("Props", "pen")],
        ["JIM", "JAMES"],
    )
    assert [pair.confidence for pair in pairs] == sorted(
        (p.confidence for p in pairs), reverse=True
    )
    assert {pair.category for pair in pairs} == {"Props", "Cast Members"}


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_labels_can_be_compared(first: str, second: str) -> None:
    assert (same_thing(first, second) is None) == (same_thing(second, first) is None)
    assert (same_role(first, second) is None) == (same_role(second, first) is None)


def test_lists_of_words_hold_what_they_promise() -> None:
    assert "JAMES" in short_names()["JIM"]
    assert short_names()["JAMES"] == frozenset({"JAMES"})
    assert "sofa" in synonyms()["couch"]
    assert all(word not in others for word, others in synonyms().items())


def test_meaning_finds_what_words_do_not() -> None:
    elements = [("Props", "blood-soaked dagger"), ("Props", "bloody knife"), ("Props", "teapot")]
    pairs = near_duplicates(elements, embeddings=True)
    assert {(pair.first, pair.second) for pair in pairs} == {
        ("blood-soaked dagger", "bloody knife")
    }
