"""Capitals, sentences and names in running text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.language import capital_phrases, names_in, sentence_at


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


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("MARA", "then Mara sits", ["Mara"]),
        ("MARA", "MARA sits", ["MARA"]),
        ("ROSE", "she rose", []),
        ("MARA", "MARAT waits", []),
        ("OLD MAN", "the old  man waits", ["old  man"]),
        ("JEAN-LUC", "Jean-Luc enters", ["Jean-Luc"]),
        ("JEAN", "Jean-Luc enters", []),
        ("MCKENZIE", "McKenzie sits. Mckenzie", ["McKenzie", "Mckenzie"]),
        ("O'NEIL", "O'Neil, O’Neil, O’NEIL", ["O'Neil", "O’Neil", "O’NEIL"]),
        ("O’NEIL", "O'Neil", ["O'Neil"]),
        ("NEIL", "O'Neil", []),
        ("D'ARTAGNAN", "D’Artagnan and d'Artagnan, no d'artagnan", ["D’Artagnan", "d'Artagnan"]),
        ("ZOË", "Zoë, zoë", ["Zoë"]),
        ("WEISS", "Weiß and Weiss", ["Weiß", "Weiss"]),
        ("(", "a ( b", ["("]),
    ],
)
def test_names_of_one_word_need_a_capital_and_longer_ones_do_not(
    name: str, text: str, found: list[str]
) -> None:
    assert [span.text for span in names_in(text, (name,))] == found


def test_of_names_that_overlap_the_longest_counts() -> None:
    names = ("MARA", "YOUNG MARA", "THE MAN", "MAN IN BLACK")
    text = "Young Mara, Mara and the man in black."
    assert [s.text for s in names_in(text, names)] == ["Young Mara", "Mara", "man in black"]


@given(
    st.text() | st.lists(st.sampled_from(["Jean", "-", "Luc", "’", " ", "the MAN"])).map("".join)
)
def test_names_stand_where_they_say_and_apart(text: str) -> None:
    spans = names_in(text, ("JEAN", "JEAN-LUC", "LUC", "THE MAN", "MAN"))
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
