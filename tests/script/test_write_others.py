"""HTML, Word and plain text: read again with programs that know nothing of lastlook."""

from __future__ import annotations

import importlib
import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from lxml import etree
from lxml import html as lxml_html
from tests.script.strategies import any_screenplays, common_screenplays

from lastlook.errors import ProblemsError
from lastlook.script import read
from lastlook.script.convert.docx import write_docx
from lastlook.script.convert.html import write_html
from lastlook.script.convert.out_only import groups_of
from lastlook.script.convert.text import write_text
from lastlook.script.convert.write import write
from lastlook.script.drafts.same import keys_of, title_key, title_styles
from lastlook.script.model import (
    Column,
    Kind,
    Note,
    PageSetup,
    Paragraph,
    Run,
    Screenplay,
    Style,
    TitleField,
)
from lastlook.script.pages.paginate import paginate

if TYPE_CHECKING:
    from lastlook.script.drafts.same import Key

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def par(kind: Kind, text: str, **more: object) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text),), line=3, **more)  # type: ignore[arg-type]


def film() -> Screenplay:
    left = [
        par(Kind.CHARACTER, "Mara", dual=Column.LEFT),
        par(Kind.DIALOGUE, "Go.", dual=Column.LEFT),
    ]
    right = [
        par(Kind.CHARACTER, "JON", dual=Column.RIGHT),
        par(Kind.DIALOGUE, "Stay.", dual=Column.RIGHT),
    ]
    bold = Paragraph(kind=Kind.ACTION, runs=(Run("A "), Run("tear & <b>", Style.BOLD)), line=4)
    return Screenplay(
        name="film.fountain",
        format="fountain",
        title_page=(
            TitleField(key="Title", values=("The Cave",)),
            TitleField(key="Contact", values=("Somewhere",)),
        ),
        paragraphs=(
            par(Kind.SECTION, "Act", depth=1),
            par(Kind.SCENE_HEADING, "int. car - night", number="12A"),
            bold,
            *left,
            *right,
            par(Kind.NOTE, "Ask twice."),
            par(Kind.PAGE_BREAK, ""),
            par(Kind.SCENE_HEADING, "EXT. BRIDGE - DAY", number="13"),
            par(Kind.CHARACTER, "MARA", notes=(Note(text="Louder", offset=4),)),
            par(Kind.PARENTHETICAL, "(low)"),
            par(Kind.DIALOGUE, "No.\nNo."),
            par(Kind.TRANSITION, "CUT TO:"),
        ),
    )


def docx_parts(screenplay: Screenplay) -> dict[str, etree._Element]:
    package = zipfile.ZipFile(io.BytesIO(write_docx(screenplay).data))
    assert package.testzip() is None
    return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def text_of(node: etree._Element) -> str:
    return "".join(str(text) for text in node.itertext(f"{W}t"))


def words(node: Any) -> str:
    return str(node.text_content())


def test_html_has_a_section_for_each_scene_under_its_heading() -> None:
    page: Any = lxml_html.document_fromstring(write_html(film()).data.decode())
    assert page.findtext("head/title") == "The Cave"
    assert page.get("lang") == "en"
    assert [words(h) for h in page.iter("h1")] == ["The Cave"]
    sections = list(page.iter("section"))
    assert [words(s.find("h2")) for s in sections] == [
        "12A int. car - night12A",
        "13 EXT. BRIDGE - DAY13",
    ]
    for section in sections:
        assert section.get("aria-labelledby") == section.find("h2").get("id")
    assert [h.get("class") for h in page.iter("h2")] == ["caps", None]
    assert [a.get("href") for a in page.iter("a")] == ["#scene-1", "#scene-2"]
    (dual,) = page.find_class("dual")
    assert [d.text_content() for d in dual.find_class("speech")] == [
        "\nMara\nGo.\n",
        "\nJON\nStay.\n",
    ]
    assert page.find(".//b").text == "tear & <b>"
    assert "new-page" in sections[1].get("class")


def test_html_needs_no_other_file_and_hides_what_does_not_print() -> None:
    written = write_html(film())
    text = written.data.decode()
    assert "http" not in text.replace('charset="utf-8"', "")
    assert "src=" not in text
    assert "Ask twice" not in text
    assert [p.what for p in written.losses] == [
        "HTML has the script as it prints, so notes are left out.",
        "HTML has the script as it prints, so sections are left out.",
    ]


HARD = """\
Title:
    **Last Ride**
    a second line
Watermark: Una Sample
Author: Una Sample
Format: 16 mm

.the bridge #2A-b.3#

Snow  falls, twice *spaced*, <b> & _ruled_.
    Indented.

> THE MIDDLE <

@McAVOY
(low)
~La la la,
~la.
Spoken.

===

MARA
Go.

JON ^
Stay.

== 12A ==

> Smash to white.
"""


def printing(screenplay: Screenplay) -> list[Key]:
    """Say what the paragraphs that a printed format holds are, in order."""
    silent = {Kind.SECTION, Kind.SYNOPSIS, Kind.NOTE, Kind.BONEYARD}
    kept = [p for p in screenplay.paragraphs if p.kind not in silent]
    return [key._replace(notes=(), synopsis="", stated=("", 0)) for key in keys_of(kept)]


def generated() -> bytes:
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    try:
        return str(importlib.import_module("feature").generate(7, 40)).encode()
    finally:
        sys.path.pop(0)


@pytest.mark.parametrize("which", ["last ride", "feature", "hard"])
def test_html_read_again_is_the_script(last_ride: Path, which: str) -> None:
    data = {
        "last ride": (last_ride / "script.fountain").read_bytes,
        "feature": generated,
        "hard": HARD.encode,
    }[which]()
    script = read(data, "a.fountain")
    found = read(write_html(script).data, "x.html")
    assert printing(found) == printing(script)
    assert title_key(found.title_page) == title_key(script.title_page)
    assert title_styles(found.title_page) == title_styles(script.title_page)
    assert found.problems == ()
    lengths = [[s.eighths for s in paginate(one).scenes] for one in (script, found)]
    assert lengths[0] == lengths[1]


@given(common_screenplays)
def test_any_screenplay_comes_back_from_its_page(screenplay: Screenplay) -> None:
    found = read(write_html(screenplay).data, "x.html")
    whole = replace(screenplay, paragraphs=tuple(p for g in shown(screenplay) for p in g))
    assert breakless(found) == breakless(whole)


def shown(screenplay: Screenplay) -> list[tuple[Paragraph, ...]]:
    return [column for g in groups_of(screenplay.paragraphs) for column in g.columns]


def breakless(screenplay: Screenplay) -> list[Key]:
    return [key for key in printing(screenplay) if key.kind is not Kind.PAGE_BREAK]


def test_the_list_of_scenes_in_a_page_of_others_is_no_script() -> None:
    page = "<body><nav><li>INT. CAR - DAY</li></nav><p>INT. CAR - DAY</p><p>Snow.</p></body>"
    assert [p.text for p in read(page.encode(), "a.html").paragraphs] == ["INT. CAR - DAY", "Snow."]


def test_word_has_named_styles_comments_and_a_table_for_dual_dialogue() -> None:
    parts = docx_parts(film())
    document = parts["word/document.xml"]
    names = {
        style.get(f"{W}styleId"): name.get(f"{W}val")
        for style in parts["word/styles.xml"].iter(f"{W}style")
        for name in style.iterfind(f"{W}name")
    }
    rows = []
    for node in document.iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            rows.append((names[style.get(f"{W}val")], text_of(node)))
    assert rows == [
        ("Title", "The Cave"),
        ("Title Page", "Somewhere"),
        ("Scene Heading", "12Aint. car - night"),
        ("Action", "A tear & <b>"),
        ("Character", "Mara"),
        ("Dialogue", "Go."),
        ("Character", "JON"),
        ("Dialogue", "Stay."),
        ("Scene Heading", "13EXT. BRIDGE - DAY"),
        ("Character", "MARA"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "No.No."),
        ("Transition", "CUT TO:"),
    ]
    (table,) = document.iter(f"{W}tbl")
    assert [text_of(cell) for cell in table.iter(f"{W}tc")] == ["MaraGo.", "JONStay."]
    assert len(list(document.iter(f"{W}br"))) == 1
    comments = [text_of(c) for c in parts["word/comments.xml"].iter(f"{W}comment")]
    assert comments == ["Ask twice.", "Louder"]
    used = {n.get(f"{W}id") for n in document.iter(f"{W}commentReference")}
    assert used == {"0", "1"}
    broken = [
        text_of(n) for n in document.iter(f"{W}p") if n.find(f".//{W}pageBreakBefore") is not None
    ]
    assert broken == ["13EXT. BRIDGE - DAY"]


def test_every_part_of_a_word_file_is_declared() -> None:
    parts = docx_parts(film())
    declared = {
        node.get("PartName", "")[1:]
        for node in parts["[Content_Types].xml"]
        if node.get("PartName")
    }
    others = {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    assert declared == set(parts) - others
    targets = {"word/" + node.get("Target", "") for node in parts["word/_rels/document.xml.rels"]}
    assert targets <= declared


@pytest.mark.parametrize("which", ["last ride", "feature", "hard"])
def test_word_read_again_is_the_script(last_ride: Path, which: str) -> None:
    data = {
        "last ride": (last_ride / "script.fountain").read_bytes,
        "feature": generated,
        "hard": HARD.encode,
    }[which]()
    script = read(data, "a.fountain")
    found = read(write_docx(script).data, "x.docx")
    assert printing(found) == [key._replace(page_label="") for key in printing(script)]
    assert notes_of(found) == notes_of(script)
    assert title_key(found.title_page) == title_key(script.title_page)
    assert title_styles(found.title_page) == title_styles(script.title_page)
    assert found.problems == ()
    again = read(write(found, "b.fountain").data, "b.fountain")
    assert printing(again) == printing(found)
    lengths = [[s.eighths for s in paginate(one).scenes] for one in (script, again)]
    assert lengths[0] == lengths[1]


def notes_of(screenplay: Screenplay) -> list[str]:
    inner = [note.text for p in screenplay.paragraphs for note in p.notes]
    return sorted([*inner, *(p.text for p in screenplay.paragraphs if p.kind is Kind.NOTE)])


def saved_by_word(data: bytes) -> bytes:
    """Put another program's name on a document, as Word does when it saves one."""
    source = zipfile.ZipFile(io.BytesIO(data))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/app.xml":
                part = part.replace(b">lastlook<", b">Microsoft Office Word<")
            package.writestr(name, part)
    return held.getvalue()


def test_what_word_saved_again_keeps_kinds_numbers_columns_breaks_and_notes() -> None:
    script = read(f"{HARD}\n[[Ask twice.]]\n\nA [[why]] door.\n".encode(), "a.fountain")
    found = read(saved_by_word(write_docx(script).data), "x.docx")
    kept = [(k.kind, k.number, k.dual) for k in printing(script)]
    assert [(k.kind, k.number, k.dual) for k in printing(found)] == kept
    assert notes_of(found) == notes_of(script) == ["Ask twice.", "why"]
    assert title_key(found.title_page) == title_key(script.title_page)


@given(common_screenplays)
def test_any_screenplay_comes_back_from_word(screenplay: Screenplay) -> None:
    found = read(write_docx(screenplay).data, "x.docx")
    whole = replace(screenplay, paragraphs=tuple(p for g in shown(screenplay) for p in g))
    assert breakless(found) == breakless(whole)


def test_paper_and_margins_come_back_from_word_and_html() -> None:
    setup = PageSetup(width=8.27, height=11.69, top=80.0, bottom=60.0)
    script = replace(film(), page_setup=setup)
    assert read(write_docx(script).data, "x.docx").page_setup == setup
    assert read(write_html(script).data, "x.html").page_setup == setup


def test_text_has_pages_margins_and_numbers_in_both_margins() -> None:
    text = write_text(film()).data.decode()
    title, first, second = text.split("\f")
    assert "The Cave" in title
    assert first.splitlines()[6] == "        12A    INT. CAR - NIGHT" + " " * 45 + "12A"
    assert re.search(r"^ {22}MARA +JON$", first, re.MULTILINE)
    assert second.splitlines()[2].strip() == "2."
    assert second.splitlines()[-1].endswith("CUT TO:")


@given(common_screenplays)
def test_text_has_the_lines_of_every_page(screenplay: Screenplay) -> None:
    text = write_text(screenplay).data.decode()
    pages = paginate(screenplay).pages
    assert text.count("\f") == max(len(pages) - (not screenplay.title_page), 0)
    for page in pages:
        for line in page.lines:
            assert line.text.strip() in text


@given(any_screenplays)
def test_any_screenplay_gives_well_formed_files_and_the_same_bytes_again(
    screenplay: Screenplay,
) -> None:
    docx_parts(screenplay)
    assert write_docx(screenplay).data == write_docx(screenplay).data
    page = lxml_html.document_fromstring(write_html(screenplay).data.decode())
    headings = [p for p in screenplay.paragraphs if p.kind is Kind.SCENE_HEADING]
    assert len(list(page.iter("section"))) == len(headings)
    write_text(screenplay)


def test_a_format_that_is_not_written_is_refused_with_those_that_are() -> None:
    with pytest.raises(ProblemsError, match=r"does not write \.rtf.*\.fountain"):
        write(film(), "film.rtf")


def test_what_only_the_source_has_is_listed() -> None:
    fountain = read(b"Snow /* no rain */ falls.\n", "a.fountain")
    (loss,) = write(fountain, "a.fdx").losses
    assert (loss.line, loss.what) == (1, "Cut text within a line stays in the Fountain file alone.")
    fdx = read(
        b"<FinalDraft><Content><Paragraph Type='Action'><Text>A</Text></Paragraph></Content>\n"
        b"<PageLayout TopMargin='90'/><Images><Image/></Images><LockedPages/></FinalDraft>",
        "a.fdx",
    )
    assert [loss.what for loss in write(fdx, "a.fountain").losses] == [
        "Fountain has no paper size, margins or leading.",
        "The file's pictures stay in the Final Draft file alone.",
    ]
    assert [loss.what for loss in write(fdx, "a.html").losses] == [
        "The file's pictures stay in the Final Draft file alone."
    ]
