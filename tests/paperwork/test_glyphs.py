"""Characters that the book's fonts have and lack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import Severity
from lastlook.paperwork import Book, unprintable
from lastlook.paperwork.glyphs import BREAK, REPLACEMENT, composed, coverage, missing, printable
from lastlook.paperwork.typeset import HERE
from lastlook.typeset import FONTS, characters


def test_the_listed_coverage_is_what_every_style_of_a_family_can_print() -> None:
    families: dict[str, set[int]] = {}
    for file in FONTS.glob("*.ttf"):
        cmap = set(TTFont(file).getBestCmap())
        family = file.name.split("-")[0]
        families[family] = families.get(family, cmap) & cmap
    assert {file.stem for file in (FONTS / "coverage").glob("*.txt")} == set(families)
    for family, points in families.items():
        assert characters(family) == {chr(point) for point in points}
    assert coverage() == characters("CourierPrime") | characters("LastlookSans")


def test_what_the_book_itself_prints_is_covered() -> None:
    assert not missing("éßЖΩ №“”‘’–—…·×½" + REPLACEMENT)
    templates = "".join(file.read_text("utf-8") for file in (HERE / "templates").glob("*.typ"))
    assert not missing(templates)


def test_fonts_stay_small_and_carry_their_licences() -> None:
    fonts = list(FONTS.rglob("*.*"))
    assert sum(file.stat().st_size for file in fonts) < 3_000_000
    for licence in FONTS.glob("OFL-*.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8")
    assert len(list(FONTS.glob("OFL-*.txt"))) == 6


def test_the_changed_font_does_not_bear_its_reserved_name() -> None:
    for file in FONTS.glob("LastlookSans-*.ttf"):
        names = TTFont(file)["name"]
        assert all("Source" not in str(names.getDebugName(key)) for key in (1, 3, 4, 6, 16))


@given(st.text())
def test_anything_printable_is_covered(text: str) -> None:
    assert set(printable(text)) <= coverage() | {BREAK}


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17E)))
def test_nothing_that_can_be_printed_is_lost(text: str) -> None:
    wanted = composed(text)
    if not missing(text):
        assert printable(text).replace(BREAK, "") == wanted


def test_accents_typed_apart_are_composed() -> None:
    assert printable("RENE\u0301E") == "RENÉE"


def test_a_lacking_character_is_replaced_to_be_seen() -> None:
    assert printable("CAFÉ 中文") == f"CAFÉ {REPLACEMENT}{REPLACEMENT}"


def test_overlong_words_can_break() -> None:
    assert max(map(len, printable("A" * 90).split(BREAK))) <= 13


def test_lacking_characters_are_reported_with_their_places(short_book: Book) -> None:
    sheets = (
        replace(short_book.sheets[0], set="HOTEL 中", synopsis="中 again"),
        *short_book.sheets[1:4],
        replace(short_book.sheets[4], synopsis="A 中 and a ✂."),
    )
    film = replace(short_book.film, root=Path("x"), company="✂ Films")
    found = unprintable(replace(short_book, sheets=sheets, film=film))
    said = [(problem.file, problem.what) for problem in found]
    assert said == [
        ("production.toml", "The book's fonts have no “✂” (U+2702, black scissors): the head."),
        ("script.fountain", "The book's fonts have no “✂” (U+2702, black scissors): scene 5."),
        (
            "script.fountain",
            "The book's fonts have no “中” (U+4E2D, cjk unified ideograph-4e2d): scene 1, scene 5.",
        ),
    ]
    assert {problem.severity for problem in found} == {Severity.WARNING}


@pytest.mark.parametrize("size", ["short_book", "long_book"])
def test_the_samples_print_whole(size: str, request: pytest.FixtureRequest) -> None:
    assert unprintable(request.getfixturevalue(size)) == ()
