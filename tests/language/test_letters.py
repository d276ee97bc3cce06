"""Letters without accents, and in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.language.letters import plain_letters, without_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Jörg Strauß", "Jorg Strauss"),
        ("Ærø, Þór, Đorđe", "AEro, Thor, Dorde"),
        ("25°, ±0.5 s – „Ruhe…“", '25 deg, +/-0.5 s - "Ruhe..."'),
        ("Щербаков, Ярмоленко", "Shcherbakov, Yarmolenko"),
        ("Ωμέγα", "Omega"),
        ("静かに", "???"),
        ("¿Qué?", "Que?"),
    ],
)
def test_names_stay_readable_in_plain_letters(text: str, plain: str) -> None:
    assert plain_letters(text) == plain


def test_other_scripts_keep_their_letters_where_only_accents_go() -> None:
    assert without_accents("Алёна, Łódź") == "Алена, Lodz"


@given(text=st.text())
def test_the_result_is_ascii_and_what_was_ascii_stays(text: str) -> None:
    plain = plain_letters(text)
    assert plain.isascii()
    assert plain_letters(plain) == plain
