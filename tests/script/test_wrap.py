from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.script.pages.wrap import sentence_ends, skip_spaces, wrap


def lines(text: str, first: int, rest: int | None = None, start: int = 0) -> list[str]:
    return [text[a:b] for a, b in wrap(text, first, rest or first, start)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("snow", 4, ["snow"]),
        ("snow falls", 4, ["snow", "fall", "s"]),
        ("snow falls", 5, ["snow", "falls"]),
        ("snow falls", 10, ["snow falls"]),
        # Spaces hang past the edge, however many.
        ("snow     falls", 4, ["snow", "fall", "s"]),
        ("snow falls   ", 10, ["snow falls"]),
        # A line may end after a hyphen or dash, and the mark stays with it.
        ("a snow-white car", 8, ["a snow-", "white", "car"]),
        ("snow\u2014then rain", 6, ["snow\u2014", "then", "rain"]),
        ("--x", 2, ["--", "x"]),
        # A hyphen that would stand past the edge is no place to break.
        ("ab snow-cap", 7, ["ab", "snow-", "cap"]),
        ("ab snow-cap", 8, ["ab snow-", "cap"]),
        # A soft return breaks the line whatever room is left.
        ("a\nb", 5, ["a", "b"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("a\n", 5, ["a", ""]),
        ("avalanche", 4, ["aval", "anch", "e"]),
        ("  car", 4, ["  ca", "r"]),
    ],
)
def test_lines_break_where_a_typist_would(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_the_first_line_may_be_of_another_width() -> None:
    assert lines("(quietly now)", 9, 4) == ["(quietly", "now)"]


def test_wrapping_starts_where_it_is_told() -> None:
    assert lines("One. Two three.", 10, start=5) == ["Two three."]


@given(
    st.text(st.sampled_from("ab -\u2014\n."), max_size=80),
    st.integers(1, 12),
    st.integers(1, 12),
)
def test_every_character_but_spaces_and_returns_is_on_one_line(
    text: str, first: int, rest: int
) -> None:
    spans = wrap(text, first, rest)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(b - a <= (first if n == 0 else rest) for n, (a, b) in enumerate(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert re.sub(r"[ \n]", "", kept) == re.sub(r"[ \n]", "", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She waits. He goes.", ["She waits.", " He goes."]),
        ('"Go!" She waits', ['"Go!"']),
        ("Where? (Here.) There", ["Where?", " (Here.)"]),
        ("\u201cNo\u2026\u201d She waits", ["\u201cNo\u2026\u201d"]),
        ("She waits; he goes", ["She waits;"]),
        ("At 3.5 metres, e.g.here", []),
        ("She waits: he goes -- then", []),
        ("Wait...", ["Wait..."]),
        ("Go.\nShe", ["Go."]),
    ],
)
def test_sentences_end_at_their_mark(text: str, expected: list[str]) -> None:
    ends = [0, *sentence_ends(text, 0, len(text))]
    assert [text[a:b] for a, b in pairwise(ends)] == expected


def test_a_sentence_end_outside_the_stretch_is_not_given() -> None:
    text = "One. Two. Three."
    assert sentence_ends(text, 4, 9) == [9]
    assert sentence_ends(text, 0, 8) == [4]


def test_spaces_and_one_soft_return_are_skipped() -> None:
    assert skip_spaces("a   b", 1) == 4
    assert skip_spaces("a \n b", 1) == 3
    assert skip_spaces("a  ", 1) == 3
