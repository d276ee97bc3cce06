"""Celtx, Fade In and Trelby: their files made here by their formats' rules, then read."""

from __future__ import annotations

import io
import zipfile

import pytest

from lastlook.errors import ProblemsError
from lastlook.script import Screenplay, Style, read
from lastlook.script.model import Alignment, Column, Kind


def zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def described(screenplay: Screenplay) -> list[tuple[str, str]]:
    return [(p.kind.value, p.text) for p in screenplay.paragraphs]


# -------------------------------------------------------------------------------------- Celtx

CELTX_PAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head><title>Last Ride</title>
<meta content="Una Sample" name="Author"><meta content="by" name="CX.byline">
<style id="pagenumbers" type="text/css">.softbreak { display: none; }</style></head><body>
<p id="a1" class="sceneheading" scenenumber="4">Ext. WOODS - NOON<br></p>
<p class="action">ALEX, <span ref="http://example.org/1"
 class="cast">JOSH</span> and the others are walking on a
trail. <br>
</p>
<p class="character">JOSH<br></p>
<p class="parenthetical">(out of breath)<br></p>
<p class="dialog">Are we there?<br></p>
<p class="transition">CUT TO:<br></p>
<p class="shot">CLOSE ON a boot<br></p>
</body></html>"""
RDF = """<?xml version="1.0"?><RDF:RDF><cx:Document RDF:about="a" cx:localFile="scratch-1.html"
 cx:type="Other"/><cx:Document RDF:about="b" cx:localFile="{}"><cx:doctype
 RDF:resource="http://celtx.com/NS/v1/ScriptDocument"/></cx:Document></RDF:RDF>"""


def test_celtx() -> None:
    data = zipped(
        {
            "scratch-1.html": "<p>notes</p>",
            "script-aB1.html": CELTX_PAGE,
            "project.rdf": RDF.format("script-aB1.html"),
        }
    )
    found = read(data, "a.celtx")
    assert described(found) == [
        ("Scene Heading", "Ext. WOODS - NOON"),
        ("Action", "ALEX, JOSH and the others are walking on a trail."),
        ("Character", "JOSH"),
        ("Parenthetical", "(out of breath)"),
        ("Dialogue", "Are we there?"),
        ("Transition", "CUT TO:"),
        ("Shot", "CLOSE ON a boot"),
    ]
    assert found.paragraphs[0].number == "4"
    assert [(f.key, f.values) for f in found.title_page] == [
        ("Title", ("Last Ride",)),
        ("Credit", ("by",)),
        ("Author", ("Una Sample",)),
    ]
    assert (found.format, found.source) == ("celtx", data)


@pytest.mark.parametrize("local", ["../../etc/passwd", "no-such.html", "/script-aB1.html"])
def test_a_celtx_directory_that_names_nothing_inside_is_not_followed(local: str) -> None:
    data = zipped({"script-aB1.html": CELTX_PAGE, "project.rdf": RDF.format(local)})
    assert read(data, "a.celtx").paragraphs[0].kind is Kind.SCENE_HEADING


def test_a_celtx_project_without_a_script_is_refused() -> None:
    with pytest.raises(ProblemsError, match="holds no script"):
        read(zipped({"project.rdf": "<x/>"}), "a.celtx")


# ------------------------------------------------------------------------------------ Fade In

OSF = """<?xml version="1.0" encoding="UTF-8"?>
<document type="Open Screenplay Format document" version="{version}">
<settings page_width="2100" page_height="2970" dialogue_continues="true" cont_text="(cont'd)"
 more_text="(MORE)"/>
<styles><style name="Action" {base}="Normal Text"/><style name="Beat" {base}="Action"/></styles>
<paragraphs>
<para number="1A"><style {base}="Scene Heading"/><text>INT. BOAT - DAY</text></para>
<para note="Trim this"><style {base}="Action"/><text>Waves, </text><text bold="1">loud
ones</text><text>.</text></para>
<para><style {base}="Character" dualdialogue="1"/><text>ANA</text></para>
<para><style {base}="Dialogue"/><text>Left.</text></para>
<para><style {base}="Character"/><text>BO</text></para>
<para><style {base}="Parenthetical"/><text>low</text></para>
<para><style {base}="Dialogue"/><text>Right.</text></para>
<para><style {base}="Beat"/><text>A beat.</text></para>
<para><style {base}="Singing"/><text>La.</text></para>
<para><style {base}="Unheard Of"/><text>Odd.</text></para>
<para><style {base}="Transition" pagebreakbefore="1"/><text>CUT TO:</text></para>
<para><style {base}="Normal Text" align="center"/><text>THE END</text></para>
</paragraphs>
<titlepage><para bookmark="Title"><style {base}="Normal Text"/><text>Last Ride</text></para>
<para><style {base}="Normal Text" align="center"/><text>Story 1/2/2027</text></para></titlepage>
</document>"""


@pytest.mark.parametrize("ending", ["osf", "fadein"])
@pytest.mark.parametrize(("version", "base"), [(12, "basestylename"), (40, "basestyle")])
def test_open_screenplay_format(ending: str, version: int, base: str) -> None:
    xml = OSF.format(version=version, base=base)
    data = zipped({"document.xml": xml}) if ending == "fadein" else xml.encode()
    found = read(data, f"a.{ending}")
    assert described(found) == [
        ("Scene Heading", "INT. BOAT - DAY"),
        ("Action", "Waves, loud\nones."),
        ("Character", "ANA"),
        ("Dialogue", "Left."),
        ("Character", "BO"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "Right."),
        ("Action", "A beat."),
        ("Lyrics", "La."),
        ("Action", "Odd."),
        ("Page Break", ""),
        ("Transition", "CUT TO:"),
        ("Action", "THE END"),
    ]
    heading, waves = found.paragraphs[:2]
    assert (heading.number, heading.line) == ("1A", 7)
    assert [(r.text, r.style) for r in waves.runs][1] == ("loud\nones", Style.BOLD)
    assert [n.text for n in waves.notes] == ["Trim this"]
    assert [p.dual for p in found.paragraphs[2:8]] == [
        *[Column.LEFT] * 2, *[Column.RIGHT] * 3, None,
    ]  # fmt: skip
    layout = found.paragraphs[-1].layout
    assert layout is not None
    assert layout.alignment is Alignment.CENTER
    assert (found.page_setup.width, found.continueds.contd) == (8.27, "(cont'd)")
    assert found.title == "Last Ride"
    assert found.format == ending
    problem = next(p for p in found.problems if "Unheard Of" in p.what)
    assert problem.line > 7


# ------------------------------------------------------------------------------------- Trelby

TRELBY = r"""#Version 3
#Begin-Config~
Paper/Width:210.00
Paper/Height:297.00
String/MoreDialogue:(more)
String/DialogueContinued: (cont'd)
#End-Config~
#Title-Page~
#Title-String 0.000000,90.000000,24,cb,Helvetica,,by\nUna Sample
#Title-String 0.000000,70.000000,24,cb,Helvetica,,Last Ride
#Header-String 1,0,r,,${PAGE}.
#Start-Script~
.\INT. BOAT - DAY
>.Waves come over the
|.side of it.
..And again.
._ANA
.((low)
&:Left-
..handed.
.:No.
./CUT TO:
.%Trim this
.=CLOSE ON a rope
>?what is
.?this
"""


def test_trelby() -> None:
    text = TRELBY.replace("~", " ")
    found = read(b"\xef\xbb\xbf" + text.encode(), "a.trelby")
    assert described(found) == [
        ("Scene Heading", "INT. BOAT - DAY"),
        ("Action", "Waves come over the side of it.\nAnd again."),
        ("Character", "ANA"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "Left-handed."),
        ("Dialogue", "No."),
        ("Transition", "CUT TO:"),
        ("Note", "Trim this"),
        ("Shot", "CLOSE ON a rope"),
        ("Action", "what is this"),
    ]
    assert [(f.key, f.values) for f in found.title_page] == [
        ("Title", ("Last Ride",)),
        ("Credit", ("by",)),
        ("Author", ("Una Sample",)),
    ]
    assert (found.page_setup.width, found.continueds.more) == (8.27, "(more)")
    assert [p.line for p in found.paragraphs[:3]] == [13, 14, 17]
    assert any("does not know" in p.what for p in found.problems)


def test_an_old_trelby_file_has_no_start_mark() -> None:
    found = read(b"#Version 1\n#Title-Page \n.\\INT. A - DAY\n..Snow.\n", "a.trelby")
    assert described(found) == [("Scene Heading", "INT. A - DAY"), ("Action", "Snow.")]


def test_what_is_no_trelby_file_is_refused() -> None:
    with pytest.raises(ProblemsError, match="#Version"):
        read(b"INT. A - DAY\n", "a.trelby")
