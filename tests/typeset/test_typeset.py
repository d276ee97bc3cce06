"""Fonts and PDF objects."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from lastlook.typeset import FONTS, TypesettingError, characters, find_faces, set_pdf
from lastlook.typeset.character_maps import mapped_characters
from lastlook.typeset.pdf_file import PdfFile, text_string
from lastlook.typeset.truetype import read_truetype

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted(FONTS.glob("*.ttf"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_character_map_is_read_as_fonttools_reads_it(path: Path) -> None:
    known = TTFont(path).getBestCmap()
    wanted = [chr(point) for point in (*range(0x3000), *range(0xA640, 0xA700), 0x1F3AC, 0x4E2D)]
    assert mapped_characters(path, 0, wanted) == {c for c in wanted if ord(c) in known}


@pytest.mark.parametrize("data", [b"", b"ttcf", b"OTTO" + b"\0" * 40, b"\xff" * 500])
def test_what_is_no_font_maps_nothing(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    assert mapped_characters(path, 0, "abc") == set()
    assert mapped_characters(tmp_path / "none", 0, "abc") == set()


def test_a_font_of_a_collection_is_found_by_its_index(tmp_path: Path) -> None:
    data = (FONTS / "CourierPrime-Regular.ttf").read_bytes()
    head = b"ttcf" + struct.pack(">IIII", 0x10000, 2, 20, 20)
    (count,) = struct.unpack_from(">H", data, 4)
    moved = bytearray(data)
    for at in range(count):
        (offset,) = struct.unpack_from(">I", data, 12 + 16 * at + 8)
        struct.pack_into(">I", moved, 12 + 16 * at + 8, offset + 20)
    path = tmp_path / "two.ttc"
    path.write_bytes(head + moved)
    assert mapped_characters(path, 1, "aЖ") == {"a"}
    assert mapped_characters(path, 2, "aЖ") == set()


@pytest.mark.parametrize(
    "path", [p for p in SHIPPED if p.stem.startswith("Courier")], ids=lambda p: p.stem
)
def test_a_face_is_described_as_it_is(path: Path) -> None:
    font, known = read_truetype(path), TTFont(path)
    assert font.glyphs == {p: known.getGlyphID(g) for p, g in known.getBestCmap().items()}
    assert set(map(chr, font.glyphs)) == characters("CourierPrime")
    widths = {known["hmtx"][glyph][0] for glyph in known.getBestCmap().values()}
    assert [round(1000 * width / 2048) for width in widths] == [font.advance] == [600]
    assert font.italic_angle == known["post"].italicAngle


def test_no_face_is_looked_for_where_none_is_needed() -> None:
    assert find_faces("") == ()


def test_objects_and_streams_are_read_back() -> None:
    file = PdfFile()
    content = file.put_stream(b"0 0 10 10 re f")
    pages = file.reserve()
    page = file.put(f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 20 20]/Contents {content} 0 R>>")
    file.put(f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>", pages)
    for number in range(900):  # more than one object stream holds
        file.put(f"<</N {number}>>")
    root = file.put(f"<</Type/Catalog/Pages {pages} 0 R>>")
    info = file.put_open(f"<</Title{text_string('a(b)')}>>")
    data = file.to_bytes(root, info)
    document = pdfium.PdfDocument(data)
    assert document.get_metadata_value("Title") == "a(b)"
    assert document[0].get_size() == (20, 20)
    assert len(list(document[0].get_objects())) == 1
    document.close()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_any_title_is_read_back(title: str) -> None:
    file = PdfFile()
    pages = file.reserve()
    page = file.put(f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 9 9]>>")
    file.put(f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>", pages)
    root = file.put(f"<</Type/Catalog/Pages {pages} 0 R>>")
    info = file.put_open(f"<</Title{text_string(title)}>>")
    document = pdfium.PdfDocument(file.to_bytes(root, info))
    assert document.get_metadata_value("Title") == title
    document.close()


def test_a_template_that_cannot_be_set_is_said(tmp_path: Path) -> None:
    template = tmp_path / "bad.typ"
    template.write_text("#panic(1)", encoding="utf-8")
    with pytest.raises(TypesettingError, match="bad could not be set"):
        set_pdf(template, "", root=tmp_path)
