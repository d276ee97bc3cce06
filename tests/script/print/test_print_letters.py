"""Alphabets beyond Latin: printed, shaped, found again as text, or reported."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lastlook.script import read
from lastlook.script.print import PrintOptions, print_pdf
from lastlook.script.print.direction import is_rtl
from lastlook.typeset import fonts_at_hand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAMPLES = {
    "cyrillic": "Снег падает на стекло. Ёж, Ґанок, Ђак.",
    "greek": "Χιόνι πέφτει στο τζάμι. ᾍδης.",
    "hebrew": "שלג נערם על השמשה",
    "arabic": "الثلج يتراكم",
    "devanagari": "बर्फ क्षत्रिय हिन्दी",
    "vietnamese": "Tuyết rơi trên kính, người đợi.",
}


@pytest.fixture(autouse=True)
def no_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_at_hand, "SYSTEM_FOLDERS", ())
    monkeypatch.delenv("LASTLOOK_FONTS", raising=False)


def printed(text: str) -> Any:
    return print_pdf(read(text.encode(), "a.fountain"))


@pytest.mark.parametrize("name", SAMPLES)
def test_other_alphabets_are_printed_and_found_again(
    name: str, read_pdf: Callable[[bytes], Any]
) -> None:
    made = printed(f"INT. X\n\n{SAMPLES[name]}\n")
    assert made.problems == ()
    page = read_pdf(made.data).pages[0]
    text = unicodedata.normalize("NFC", page.text)
    # PDFium gives presentation forms and marks in an order of its own; the letters must be there.
    wanted = unicodedata.normalize("NFC", SAMPLES[name])
    if name in {"arabic", "devanagari"}:
        assert set(wanted.split()[0]) <= set(unicodedata.normalize("NFKC", text))
    else:
        assert wanted in text
    assert page.tags == ["Document", "H1", "P"]


def test_devanagari_and_arabic_are_shaped(read_pdf: Callable[[bytes], Any]) -> None:
    # A conjunct and joined letters take fewer or other glyphs than their letters alone.
    joined = read_pdf(printed("क्षत्रिय\n").data).pages[0]
    apart = read_pdf(printed("क ् ष त ् र ि य\n").data).pages[0]
    assert len({round(o.x, 1) for o in joined.letters}) < len(
        {round(o.x, 1) for o in apart.letters}
    )


def test_a_paragraph_of_a_right_to_left_script_ends_on_the_right(
    read_pdf: Callable[[bytes], Any],
) -> None:
    page = read_pdf(
        printed(f"INT. X\n\nSnow.\n\n{SAMPLES['hebrew']}\n\nMARA\n{SAMPLES['hebrew']}\n").data
    ).pages[0]
    action, speech = (
        [o for o in page.letters if abs(o.y - y) < 1 and "\u0590" < o.char < "\u05ff"]
        for y in (129, 165)
    )
    assert 7.3 * 72 < max(o.x for o in action) < 7.5 * 72
    assert 5.8 * 72 < max(o.x for o in speech) < 6.0 * 72
    # Its first letter is the one on the right.
    assert max(action, key=lambda o: o.x).char == "ש"


def test_a_script_written_right_to_left_is_mirrored(read_pdf: Callable[[bytes], Any]) -> None:
    body = f"{SAMPLES['hebrew']}\n\n" * 60
    page = read_pdf(
        printed(f"Title: {SAMPLES['hebrew']}\n\n.{SAMPLES['hebrew']} #7#\n\n{body}").data
    ).pages[2]
    assert max(o.x for o in page.letters if o.y > 60) < 7.0 * 72
    assert page.find("2.")[0] == pytest.approx(72, abs=0.5)
    first = read_pdf(printed(f".{SAMPLES['hebrew']} #7#\n\n{body}").data).pages[0]
    numbers = sorted(round(o.x) for o in first.letters if o.char == "7")
    assert numbers == [round((8.5 - 7.38) * 72 - 7.2), round((8.5 - 0.75) * 72 - 7.2)]


def test_a_right_to_left_heading_keeps_clear_of_its_number(
    read_pdf: Callable[[bytes], Any],
) -> None:
    page = read_pdf(printed(f"INT. X #1#\n\nSnow.\n\n.{SAMPLES['hebrew']} #2#\n").data).pages[0]
    y = max(o.y for o in page.letters if o.char == "2")
    row = sorted((o.x, o.char) for o in page.letters if abs(o.y - y) < 0.5 and o.char.strip())
    assert [char for _, char in (row[0], row[-1])] == ["2", "2"]
    assert row[-1][0] - row[-2][0] > 8


@pytest.mark.parametrize(
    ("text", "rtl"), [("שלום Mara", True), ("Mara שלום", False), ("3. (שלום)", True), ("42", False)]
)
def test_the_first_letter_tells_the_direction(text: str, *, rtl: bool) -> None:
    assert is_rtl(text) is rtl


def test_characters_without_a_glyph_are_reported_with_their_lines(
    read_pdf: Callable[[bytes], Any],
) -> None:
    made = printed("Title: 中\n\nINT. X\n\nSnow 文.\nMore 文 and 🎬.\n\nBell\x07 and 中.\n")
    assert [(p.line, p.what) for p in made.problems] == [
        (8, "No font at hand has U+0007 on line 8."),
        (1, "No font at hand has “中” (U+4E2D) on lines 1, 8; “文” (U+6587) on lines 5, 6."),
        (6, "No font at hand has “🎬” (U+1F3AC) on line 6."),
    ]
    assert "apt-get install fonts-noto-cjk" in made.problems[1].fix
    pdf = read_pdf(made.data)
    assert "Snow ▯." in pdf.pages[1].text
    assert "".join(page.text for page in pdf.pages).count("▯") == 6


def build_font(path: Path, family: str, characters: str) -> None:
    """Write a font that has a glyph as wide as high for each of a few characters."""
    font = TTFont(fonts_at_hand.FONTS / "NotoSansHebrew-Regular.ttf")
    for tag in ("GSUB", "GPOS", "GDEF", "STAT"):
        del font[tag]
    glyphs = [name for name in font.getGlyphOrder() if name.startswith("uni05")]
    used = dict(zip(map(ord, characters), glyphs, strict=False))
    for name in used.values():
        font["hmtx"][name] = (font["head"].unitsPerEm, 0)
    maps = font["cmap"].tables
    maps[:] = [CmapSubtable.newSubtable(form) for form in (4, 12)]
    for table, encoding, last in zip(maps, (1, 10), (0xFFFF, 0x10FFFF), strict=True):
        table.platformID, table.platEncID, table.language = 3, encoding, 0
        table.cmap = {point: name for point, name in used.items() if point <= last}
    for key in (1, 3, 4, 6, 16):
        font["name"].setName(family, key, 3, 1, 0x409)
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)


def test_fonts_of_the_machine_come_in_where_ours_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_pdf: Callable[[bytes], Any]
) -> None:
    build_font(tmp_path / "a" / "one.ttf", "Noto Sans CJK SC", "中文𠀀")
    build_font(tmp_path / "b" / "two.ttf", "Other", "中🎬")
    monkeypatch.setenv("LASTLOOK_FONTS", str(tmp_path / "a"))
    monkeypatch.setattr(fonts_at_hand, "SYSTEM_FOLDERS", (tmp_path / "b", tmp_path / "none"))
    made = printed("INT. X\n\nSnow 中文𠀀 and 🎬 and 龍.\n")
    assert [p.what for p in made.problems] == ["No font at hand has “龍” (U+9F8D) on line 3."]
    page = read_pdf(made.data).pages[0]
    assert "中文𠀀 and 🎬 and ▯" in page.text


def test_wide_letters_are_made_to_fit_their_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_pdf: Callable[[bytes], Any]
) -> None:
    build_font(tmp_path / "one.ttf", "Noto Sans CJK SC", "中文")
    monkeypatch.setenv("LASTLOOK_FONTS", str(tmp_path))
    made = printed("INT. X\n\n" + "中文" * 200 + "\n\nMARA\n" + "文" * 90 + "\n")
    assert made.problems == ()
    page = read_pdf(made.data).pages[0]
    assert page.text.count("文") == 290
    assert max(o.x for o in page.letters) < 7.6 * 72


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200),
    st.text(max_size=40),
)
def test_any_text_can_be_printed(text: str, name: str) -> None:
    script = read(f"Title: T\n\nINT. X\n\nMARA\n{text}\n".encode(), "a.txt")
    assert print_pdf(script, PrintOptions(recipient=name)).data.startswith(b"%PDF")
