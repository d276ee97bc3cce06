"""Capitals, sentences and names in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.language import capital_phrases, name_pattern, sentence_at


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("She lifts the REVOLVER.", ["REVOLVER"]),
        ("A BLUE NEON SIGN flickers over a DOG.", ["BLUE NEON SIGN", "DOG"]),
        ("CLOSE ON the RING. CUT TO BLACK.", ["RING"]),
        ("A RED CAR, a RED VAN", ["RED CAR", "RED VAN"]),
        ("I know. A B. OK.", []),
        ("A HONDA 750 waits", ["HONDA 750"]),
        ("ÉCLAIR and МЯЧ", ["ÉCLAIR", "МЯЧ"]),
        (
            "MRS. ALDOUS drags the P.A. MICROPHONE. DR. WEISS.",
            ["MRS. ALDOUS", "P.A. MICROPHONE", "DR. WEISS"],
        ),
        ("McAvoy and iPhones", []),
    ],
)
def test_words_in_capitals(text: str, phrases: list[str]) -> None:
    assert [phrase.text for phrase in capital_phrases(text)] == phrases


@given(st.text())
def test_phrases_stand_where_they_say(text: str) -> None:
    for phrase in capital_phrases(text):
        assert text[phrase.start : phrase.end] == phrase.text


def test_the_sentence_around_a_word() -> None:
    text = "Snow falls. Mara turns the RING, slowly! “Enough.” She stops.\nAnother line"
    assert sentence_at(text, text.index("RING")) == "Mara turns the RING, slowly!"
    assert sentence_at(text, text.index("Another")) == "Another line"
    assert sentence_at(text, 0) == "Snow falls."
    assert sentence_at("Mrs. Aldous drags the P.A. cord. Silence.", 20).endswith("P.A. cord.")


def test_names_of_one_word_need_a_capital_and_longer_ones_do_not() -> None:
    assert name_pattern("MARA").search("then Mara sits")
    assert name_pattern("MARA").search("MARA sits")
    assert not name_pattern("ROSE").search("she rose")
    assert not name_pattern("MARA").search("MARAT waits")
    assert name_pattern("OLD MAN").search("the old  man waits")
