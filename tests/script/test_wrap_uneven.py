"""Lines of characters that take two columns, or none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lastlook.script.pages.wrap import sentence_ends, wrap
from lastlook.script.pages.wrap_uneven import columns, is_uneven


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width, width)]


def test_ideographs_take_two_columns_and_break_between_any_two() -> None:
    assert lines("雪が窓に降りつもる", 8) == ["雪が窓に", "降りつも", "る"]
    assert lines("눈이 유리창에 내린다", 10) == ["눈이", "유리창에", "내린다"]


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    assert lines("雪が降る。彼は", 8) == ["雪が降", "る。彼は"]
    assert lines("彼が言う「雪だ」", 10) == ["彼が言う", "「雪だ」"]


def test_latin_words_among_ideographs_stay_whole() -> None:
    assert lines("彼はFerryに乗る", 10) == ["彼はFerry", "に乗る"]
    assert lines("彼は Ferry に乗る", 8) == ["彼は", "Ferry に", "乗る"]


def test_marks_take_no_room_and_stay_with_their_letter() -> None:
    decomposed = "e\u0301" * 10
    assert lines(decomposed, 5) == ["e\u0301" * 5, "e\u0301" * 5]
    assert lines("café cafe\u0301 café", 9) == ["café cafe\u0301", "café"]
    assert lines("שָׁלוֹם שָׁלוֹם", 9) == ["שָׁלוֹם שָׁלוֹם"]
    assert lines("नमस्ते दुनिया", 12) == ["नमस्ते दुनिया"]


def test_a_tab_goes_to_the_next_half_inch() -> None:
    assert lines("ab\tcd ef", 7) == ["ab\tcd", "ef"]
    assert lines("ab\tcd ef", 10) == ["ab\tcd ef"]
    assert lines("\t\tab", 12) == ["\t\tab"]


def test_plain_text_is_not_slowed_by_it() -> None:
    assert not is_uneven("Snow falls — “naïve” Привет Γειά")
    assert is_uneven("雪")
    assert is_uneven("e\u0301")
    assert is_uneven("a\tb")
    assert [columns(letter) for letter in "a雪ｱＡ\u0301…—"] == [1, 2, 1, 2, 0, 1, 1]


def test_sentences_end_in_other_scripts_too() -> None:
    assert sentence_ends("雪が降る。彼は「行け！」と言う。", 0, 99) == [5, 12, 16]
    assert sentence_ends("वह गया। वह आया।", 0, 99) == [7, 15]
    assert sentence_ends("هل ذهب؟ نعم.", 0, 99) == [7, 12]


TEXTS = st.text(st.sampled_from("ab 雪。「」\u0301\t-\nアé"), max_size=80)


@given(TEXTS, st.integers(2, 20))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    spans = wrap(text, width, width)
    shown = "".join(text[start:end] for start, end in spans)
    assert "".join(shown.split()) == "".join(text.split())
    for start, end in spans:
        if "\t" not in text[start:end]:
            assert sum(map(columns, text[start:end])) <= width
        assert start <= end
