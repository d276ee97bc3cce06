"""Files that are broken, locked, too large or made to hurt: refused in words, in bounded time."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lastlook.errors import ProblemsError
from lastlook.script import IMPORT_SUFFIXES, read
from lastlook.script.imports import READERS, archive, pdf_child, pdf_process
from lastlook.script.imports.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def pdf(*pages: Callable[..., None], **options: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    lock = StandardEncryption(options["password"]) if "password" in options else None
    canvas = Canvas(out, invariant=1, encrypt=lock)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def words(canvas: object) -> None:
    canvas.drawString(108, 700, "INT. CAR - NIGHT")  # type: ignore[attr-defined]
    canvas.drawString(108, 676, "Snow gathers on the glass.")  # type: ignore[attr-defined]


def picture(canvas: object) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    image = ImageReader(Image.new("L", (60, 80), 200))
    canvas.drawImage(image, 0, 0, 595, 842)  # type: ignore[attr-defined]


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(ProblemsError) as caught:
        read(data, name)
    (problem,) = caught.value.problems
    assert problem.fix
    return problem.message


def test_every_ending_has_its_reader() -> None:
    assert set(READERS) == IMPORT_SUFFIXES


# ---------------------------------------------------------------------------------------- PDF


def test_a_scan_is_refused_with_the_way_out() -> None:
    said = refusal(pdf(picture, picture), "a.pdf")
    assert "is a scan" in said
    assert "ocrmypdf" in said


def test_an_empty_pdf_is_refused() -> None:
    assert "holds no text" in refusal(pdf(lambda _: None), "a.pdf")


def test_a_page_that_is_a_picture_is_named() -> None:
    found = read(pdf(words, words, picture), "a.pdf")
    assert "Page 3 is a picture" in found.problems[0].what


def test_a_locked_pdf_is_refused() -> None:
    assert "password" in refusal(pdf(words, password="secret"), "a.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"hello", b"%PDF-1.4\n" + b"\0" * 5000])
def test_damage_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data, "a.pdf")


def test_a_pdf_is_known_whatever_it_is_called() -> None:
    assert read(pdf(words), "script.fountain").format == "pdf"


def test_a_crash_of_the_reader_is_an_error_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "_run", lambda _: (-11, b""))
    assert "PDF reader stopped" in refusal(pdf(words), "a.pdf")


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "SECONDS", 0.001)
    assert "more than" in refusal(pdf(words), "a.pdf")


def test_a_missing_reader_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "find_spec", lambda _: None)
    assert "pip install 'lastlook[import]'" in refusal(pdf(words), "a.pdf")


def test_too_many_pages_or_characters_stop_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_child, "MAX_PAGES", 1)
    assert pdf_child.extract(pdf(words, words))["error"] == "pages"
    monkeypatch.setattr(pdf_child, "MAX_PAGES", 9)
    monkeypatch.setattr(pdf_child, "MAX_CHARACTERS", 20)
    assert pdf_child.extract(pdf(words, words))["error"] == "characters"


def test_every_reason_of_the_child_has_words() -> None:
    assert {"password", "security", "damaged", "page", "pages", "characters"} == set(
        pdf_process._REASONS
    )


def test_the_child_bounds_itself_before_it_reads() -> None:
    """With little memory it dies, and that is an error here, not there."""
    import subprocess
    import sys

    code = "from lastlook.script.imports import pdf_child as c\nc.MEMORY = 16 << 20\nc.main()"
    done = subprocess.run(
        [sys.executable, "-c", code], input=pdf(words), capture_output=True, check=False
    )
    assert done.returncode != 0


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_pdf_with_changed_bytes_is_read_or_refused(data: st.DataObject) -> None:
    good = bytearray(pdf(words))
    for _ in range(data.draw(st.integers(1, 12))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    found = json.loads(json.dumps(pdf_child_in_words(bytes(good))))
    assert "error" in found or "pages" in found


def pdf_child_in_words(data: bytes) -> dict[str, object]:
    try:
        return pdf_process.extract(data, "a.pdf")
    except ProblemsError as error:
        return {"error": str(error)}


# --------------------------------------------------------------------------------------- zips


def test_a_zip_bomb_is_not_unpacked() -> None:
    data = zipped({"word/document.xml": b" " * (40 << 20)})
    assert "zip bomb" in refusal(data, "a.docx")


def test_a_member_that_lies_about_its_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(zipped({"content.xml": b"<a>" + b"x" * 5000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    monkeypatch.setattr(archive, "MAX_MEMBER", 1000)
    said = refusal(bytes(data), "a.odt")
    assert "damaged" in said or "zip bomb" in said


@pytest.mark.parametrize("name", ["../../evil.html", "/etc/script.html", "C:\\script.html"])
def test_names_that_lead_out_are_only_names(name: str) -> None:
    # Members are read into memory by name; nothing is ever written under one.
    found = read(zipped({name: b"<p class='sceneheading'>INT. A</p>" * 3}), "a.celtx")
    assert len(found.paragraphs) == 3


@pytest.mark.parametrize("ending", ["docx", "odt", "celtx", "fadein"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
    ],
)
def test_what_is_no_zip_is_refused(ending: str, data: bytes, said: str) -> None:
    assert said in refusal(data, f"a.{ending}")


@pytest.mark.parametrize(
    ("ending", "member"),
    [("docx", "word/document.xml"), ("odt", "content.xml"), ("fadein", "document.xml")],
)
def test_a_zip_without_its_text_is_refused(ending: str, member: str) -> None:
    assert member in refusal(zipped({"other.txt": b"x"}), f"a.{ending}")


BOMB = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(8))
    + b"]>"
)


@pytest.mark.parametrize(
    ("ending", "member"),
    [("docx", "word/document.xml"), ("odt", "content.xml"), ("fadein", "document.xml")],
)
@pytest.mark.parametrize(
    "text",
    [
        BOMB + b"<document>&i;</document>",
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document/>',
        b"<document>" * 5000,
        b"not xml",
        b"<document><unclosed></document>",
        b"",
    ],
)
def test_hostile_xml_inside_is_refused(ending: str, member: str, text: bytes) -> None:
    said = refusal(zipped({member: text}), f"a.{ending}")
    assert member in said
    assert ".fdx" not in said


def test_a_locked_member_is_refused() -> None:
    data = bytearray(zipped({"content.xml": b"<a/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "password" in refusal(bytes(data), "a.odt")


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    with pytest.raises(ProblemsError, match="too many parts"):
        Archive(zipped({"a": b"", "b": b""}), "a.docx", fix="Save it again.")


# --------------------------------------------------------------------------------------- HTML


@pytest.mark.parametrize("page", [b"", b"   ", b"<!-- only -->", b"\xef\xbb\xbf"])
def test_a_page_without_text_is_refused_or_empty(page: bytes) -> None:
    try:
        assert read(page, "a.html").paragraphs == ()
    except ProblemsError as error:
        assert "no text" in str(error)


def test_a_deep_page_does_not_run_out_of_stack() -> None:
    page = b"<div>" * 20_000 + b"INT. A - DAY" + b"</div>" * 20_000
    assert len(read(page, "a.html").paragraphs) <= 1


def test_a_page_that_is_too_large_is_refused() -> None:
    assert "16 MB" in refusal(b"<p>x" * (5 << 20), "a.html")


def test_pictures_in_a_page_do_not_count() -> None:
    page = b'<p>INT. A - DAY</p><img src="data:image/png;base64,' + b"A" * (20 << 20) + b'">'
    assert read(page, "a.html").paragraphs[0].text == "INT. A - DAY"


def test_html_declares_no_entities() -> None:
    page = BOMB + b"<html><body><p>INT. A - DAY &i;</p></body></html>"
    assert len(read(page, "a.html").paragraphs[0].text) < 100


@given(data=st.binary(max_size=300), ending=st.sampled_from(sorted(IMPORT_SUFFIXES - {".pdf"})))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    try:
        found = read(data, f"a{ending}")
    except ProblemsError as error:
        assert error.problems
    else:
        assert found.source == data
