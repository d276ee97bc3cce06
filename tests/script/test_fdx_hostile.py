"""Files that are broken, or meant to break a reader."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lastlook.errors import Problem, ProblemsError
from lastlook.script import xml
from lastlook.script.fdx import content as fdx_content
from lastlook.script.fdx.reader import read_fdx
from lastlook.script.model import PageSetup
from lastlook.script.pages.paginate import paginate

GOOD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft>\n<Content>\n'
    b'<Paragraph Type="Scene Heading"><SceneProperties Length="1/8" Page="1"/>'
    b"<Text>INT. CAR</Text></Paragraph>\n</Content>\n"
    b'<PageLayout TopMargin="72" BottomMargin="72"/>\n</FinalDraft>\n'
)


def refused(data: bytes) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        read_fdx(data, "film.fdx")
    (problem,) = caught.value.problems
    assert problem.file == "film.fdx"
    assert problem.what
    assert problem.why or problem.fix
    return problem


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "Office"),
        (b"{\\rtf1 x}", "rich-text"),
        (b"INT. CAR - NIGHT", "does not start with '<'"),
        (b"\x89\x00\x01binary", "does not start with '<'"),
        (b"<html><body/></html>", "<html>"),
        (b"<FinalDraft/>", "no <Content>"),
        (GOOD[:-30], "cannot be read as XML"),
        (GOOD[:90], "cannot be read as XML"),
        (GOOD.replace(b"CAR", b"C\xe4R"), "cannot be read as XML"),
        (GOOD.replace(b"CAR", b"C\x00R"), "cannot be read as XML"),
        (GOOD.replace(b"CAR", b"&car;"), "cannot be read as XML"),
        (GOOD.replace(b"UTF-8", b"UTF-16"), "cannot be read as XML"),
        (GOOD.replace(b"UTF-8", b"klingon"), "cannot be read as XML"),
        (GOOD.replace(b"</Content>", b"</Contents>"), "cannot be read as XML"),
    ],
)
def test_what_is_no_script_is_refused_with_its_reason(data: bytes, said: str) -> None:
    assert said in refused(data).what


def test_a_broken_line_is_named() -> None:
    problem = refused(GOOD.replace(b"<Text>INT. CAR</Text>", b"<Text>INT. <CAR</Text>"))
    assert problem.line == 4
    assert "mend this line" in problem.fix


def test_wrong_bytes_point_to_the_encoding() -> None:
    assert "encoding" in refused(GOOD.replace(b"CAR", b"C\xe4R")).why


def test_a_file_cut_short_says_so() -> None:
    assert "ends too early" in refused(GOOD[:-30]).why


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE FinalDraft>",
        b'<!DOCTYPE FinalDraft SYSTEM "file:///etc/hostname">',
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_doctype_is_refused_before_it_is_read(doctype: bytes) -> None:
    problem = refused(GOOD.replace(b"<FinalDraft>", doctype + b"\n<FinalDraft>"))
    assert "DOCTYPE" in problem.what
    assert problem.line == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_doctype_is_seen_in_other_encodings(encoding: str) -> None:
    text = GOOD.decode().replace("<FinalDraft>", "<!DOCTYPE FinalDraft>\n<FinalDraft>")
    data = text.replace("UTF-8", "UTF-16").encode(encoding)
    assert "DOCTYPE" in refused(data).what


def test_utf_16_is_read() -> None:
    data = GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_fdx(data, "film.fdx").paragraphs[0].text == "INT. CAR"


def test_a_byte_order_mark_is_no_matter() -> None:
    assert read_fdx(b"\xef\xbb\xbf" + GOOD, "film.fdx").paragraphs[0].text == "INT. CAR"


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_BYTES", len(GOOD) - 1)
    assert "MB" in refused(GOOD).what


@pytest.mark.parametrize("depth", [101, 200, 5000])
def test_too_deep_a_file_is_refused(depth: int) -> None:
    deep = b"<a>" * depth + b"</a>" * depth
    problem = refused(GOOD.replace(b"</Content>", b"</Content>" + deep))
    assert "deep" in problem.what or "depth" in problem.what.lower()


def test_nesting_within_reason_is_read() -> None:
    deep = b"<a>" * 90 + b"</a>" * 90
    assert read_fdx(GOOD.replace(b"</Content>", b"</Content>" + deep), "film.fdx").paragraphs


def test_an_endless_paragraph_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fdx_content, "MAX_PARAGRAPH", 7)
    problem = refused(GOOD)
    assert problem.line == 4
    assert "longer than 7" in problem.what


def test_comments_and_instructions_are_no_part_of_the_text() -> None:
    data = GOOD.replace(b"INT. CAR", b"INT.<!-- x --> <?y z?>C<![CDATA[A&]]>R")
    assert read_fdx(data, "film.fdx").paragraphs[0].text == "INT. CA&R"


NUMBERS = ["", "x", "-1", "nan", "inf", "-inf", "1e400", "1,5", "9" * 400, "0x10", "\u0661", "1 2"]


@pytest.mark.parametrize("value", NUMBERS)
@pytest.mark.parametrize("name", ["TopMargin", "BottomMargin"])
def test_bad_margins_are_left_out_and_said(name: str, value: str) -> None:
    data = GOOD.replace(f'{name}="72"'.encode(), f'{name}="{value}"'.encode())
    script = read_fdx(data, "film.fdx")
    if script.page_setup == PageSetup() and value != "\u0661":
        assert [(p.line, name in p.what) for p in script.problems] == [(6, True)]
    assert paginate(script).lines_per_page >= 1


@pytest.mark.parametrize("value", NUMBERS)
@pytest.mark.parametrize(
    "name",
    [
        "LeftIndent",
        "RightIndent",
        "FirstIndent",
        "SpaceBefore",
        "Spacing",
        "Alignment",
        "Number",
        "StartsNewPage",
    ],
)
def test_bad_attributes_of_a_paragraph_never_stop_the_reading(name: str, value: str) -> None:
    old = b'Type="Scene Heading"'
    data = GOOD.replace(old, old + f' {name}="{value}"'.encode())
    script = read_fdx(data, "film.fdx")
    assert script.paragraphs[0].text == "INT. CAR"
    assert len(paginate(script).scenes) == 1


@pytest.mark.parametrize("value", ["x", "-1/8", "3/4", "1/8/8", "99999999999999999999"])
def test_a_bad_length_is_left_out_and_said(value: str) -> None:
    script = read_fdx(GOOD.replace(b'"1/8"', f'"{value}"'.encode()), "film.fdx")
    assert script.paragraphs[0].stated_eighths == 0
    assert [problem.line for problem in script.problems] == [4]


def test_margins_that_leave_no_page_are_replaced_and_said() -> None:
    script = read_fdx(GOOD.replace(b'"72"', b'"500"'), "film.fdx")
    assert (script.page_setup.top, script.page_setup.bottom) == (72, 72)
    assert "less than an inch" in script.problems[0].what


def test_columns_narrower_than_a_letter_still_hold_the_words() -> None:
    old = b'Type="Scene Heading"'
    data = GOOD.replace(old, old + b' LeftIndent="7.00" RightIndent="1.00"')
    lines = paginate(read_fdx(data, "film.fdx")).pages[0].lines
    assert "".join(line.text for line in lines) == "INT.CAR"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(GOOD)), st.integers(0, 40))
@example(b"<!DOCTYPE", 40, 0)
@example(b"\xff\xfe", 0, 0)
def test_any_damage_is_read_or_refused_but_never_crashes(junk: bytes, place: int, cut: int) -> None:
    data = GOOD[:place] + junk + GOOD[place + cut :]
    try:
        script = read_fdx(data, "film.fdx")
    except ProblemsError as error:
        assert error.problems
        assert all(problem.what and problem.file == "film.fdx" for problem in error.problems)
    else:
        paginate(script)
