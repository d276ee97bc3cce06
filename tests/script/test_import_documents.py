"""Word, OpenDocument, HTML and Markdown: made here as their programs make them, then read."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from lastlook.script import Kind, Screenplay, Style, read, scenes_of
from lastlook.script.imports.styles import kind_of_style
from lastlook.script.model import Alignment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def word(body: str, styles: str = "") -> bytes:
    members = {
        "word__document_xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    }
    if styles:
        members["word__styles_xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    return zipped(**members)


def paragraph(text: str, style: str = "", left: float = 0.0, more: str = "") -> str:
    """Write one Word paragraph; `left` in inches."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:ind w:left="{round(left * 1440)}"/>' if left else ""
    runs = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in text.split("\n")
    )
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{runs}</w:p>"


def named(identity: str, name: str, based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    name = f'<w:name w:val="{name}"/>'
    return f'<w:style w:type="paragraph" w:styleId="{identity}">{name}{base}</w:style>'


def described(screenplay: Screenplay) -> list[tuple[str, str]]:
    return [(p.kind.value, p.text) for p in screenplay.paragraphs]


EXPECTED = [
    ("Scene Heading", "INT. CAR - NIGHT"),
    ("Action", "Snow gathers on the glass. NOBODY moves."),
    ("Character", "MARA"),
    ("Parenthetical", "(low)"),
    ("Dialogue", "Is it morning?"),
    ("Character", "JON (O.S.)"),
    ("Dialogue", "Not yet. Not for a long time."),
    ("Transition", "CUT TO:"),
    ("Scene Heading", "EXT. FIELD - DAY"),
    ("Action", "White."),
]
INDENTS = {"Character": 2.2, "Parenthetical": 1.6, "Dialogue": 1.0, "Transition": 4.0}


@pytest.mark.parametrize(
    "names",
    [
        ("Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition"),
        ("Szenenkopf", "Handlung", "Rolle", "Klammertext", "Dialog", "Übergang"),
        ("Intitulé", "Didascalie", "Personnage", "Parenthèse", "Réplique", "Transition"),
        ("Encabezado de escena", "Acción", "Personaje", "Acotación", "Diálogo", "Transición"),
        ("SP_Slugline", "SP_Description", "SP_Cue", "SP_Wryly", "SP_Dialogue", "SP_Transition"),
    ],
)
def test_styles_named_after_elements_are_believed(names: tuple[str, ...]) -> None:
    kinds = ("Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition")
    styles = "".join(named(f"S{i}", name) for i, name in enumerate(names))
    ids = {kind: f"S{i}" for i, kind in enumerate(kinds)}
    body = "".join(paragraph(text, ids[kind]) for kind, text in EXPECTED)
    found = read(word(body, styles), "a.docx")
    assert described(found) == EXPECTED
    assert found.format == "docx"
    assert found.problems == ()


def test_a_style_based_on_a_script_style_looks_like_it_but_a_name_must_say_so() -> None:
    assert kind_of_style("Heading") is Kind.SCENE_HEADING
    assert kind_of_style("Body Text") is None
    assert kind_of_style("12") is None


def test_indents_tell_where_styles_do_not() -> None:
    body = "".join(
        ("" if kind in {"Parenthetical", "Dialogue"} else paragraph(""))
        + paragraph(text, left=INDENTS.get(kind, 0.0))
        for kind, text in EXPECTED
    )
    assert described(read(word(body), "a.docx")) == EXPECTED


def test_tabs_and_spaces_are_indents() -> None:
    lead = {
        "Character": "\t\t\t\t",
        "Parenthetical": "\t\t\t ",
        "Dialogue": "\t\t",
        "Transition": " " * 45,
    }
    body = ""
    for kind, text in EXPECTED:
        body += "" if kind in {"Parenthetical", "Dialogue"} else paragraph("")
        run = lead.get(kind, "").replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
        body += f"<w:p><w:r><w:t xml:space='preserve'>{run}{escape(text)}</w:t></w:r></w:p>"
    assert described(read(word(body), "a.docx")) == EXPECTED


def test_space_above_counts_as_blank_lines() -> None:
    space = '<w:spacing w:before="240"/>'
    body = "".join(
        paragraph(
            text,
            left=INDENTS.get(kind, 0.0),
            more="" if kind in {"Parenthetical", "Dialogue"} else space,
        )
        for kind, text in EXPECTED
    )
    assert described(read(word(body), "a.docx")) == EXPECTED


def test_centred_speeches_are_speeches() -> None:
    centred = '<w:jc w:val="center"/>'
    body = ""
    for kind, text in EXPECTED:
        body += "" if kind in {"Parenthetical", "Dialogue"} else paragraph("")
        speech = kind in {"Character", "Parenthetical", "Dialogue"}
        right = '<w:jc w:val="right"/>' if kind == "Transition" else ""
        body += paragraph(text, more=centred if speech else right)
    assert described(read(word(body), "a.docx")) == EXPECTED


def test_more_is_dropped_and_no_word_with_it() -> None:
    body = "".join(
        paragraph(text, left=left)
        for text, left in [
            ("INT. CAR - NIGHT", 0.0), ("", 0), ("Snow.", 0.0), ("", 0),
            ("MARA", 2.2), ("More of it. (MORE) is what I want.", 1.0), ("(MORE)", 2.2),
            ("MARA (CONT'D)", 2.2), ("And more.", 1.0), ("", 0), ("CONTINUED:", 0.0), ("", 0),
            ("JON", 2.2), ("No.", 1.0),
        ]
    )  # fmt: skip
    found = read(word(body), "a.docx")
    texts = [p.text for p in found.paragraphs]
    assert "More of it. (MORE) is what I want." in texts
    assert "And more." in texts
    assert "(MORE)" not in texts
    assert "MARA (CONT'D)" not in texts
    (problem,) = found.problems
    assert "3 paragraphs of page breaks" in problem.what


def test_soft_breaks_styles_and_tracked_changes() -> None:
    runs = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r>"
        "<w:r><w:rPr><w:i/><w:u w:val='single'/></w:rPr><w:t xml:space='preserve'> both</w:t></w:r>"
        "<w:ins><w:r><w:t xml:space='preserve'> new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    )
    body = paragraph("INT. CAR - NIGHT") + runs + paragraph("one\ntwo")
    found = read(word(body), "a.docx")
    assert [(r.text, r.style) for r in found.paragraphs[1].runs] == [
        ("Bold", Style.BOLD),
        (" both", Style.ITALIC | Style.UNDERLINE),
        (" new", Style.PLAIN),
    ]
    assert found.paragraphs[2].text == "one\ntwo"


def test_a_title_page_becomes_fields() -> None:
    centred = '<w:jc w:val="center"/>'
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        paragraph("LAST RIDE", more=centred)
        + paragraph("Written by", more=centred)
        + paragraph("Una Sample", more=centred)
        + paragraph("1 March 2027")
        + f"<w:p>{page}<w:r><w:t>INT. CAR - NIGHT</w:t></w:r></w:p>"
        + paragraph("Snow.")
    )
    found = read(word(body), "a.docx")
    assert [(f.key, f.values) for f in found.title_page] == [
        ("Title", ("LAST RIDE",)),
        ("Credit", ("Written by",)),
        ("Author", ("Una Sample",)),
        ("Draft date", ("1 March 2027",)),
    ]
    assert described(found) == [("Scene Heading", "INT. CAR - NIGHT"), ("Action", "Snow.")]


def test_a_number_before_a_heading_is_the_scenes() -> None:
    found = read(word(paragraph("12A  INT. CAR - NIGHT  12A") + paragraph("Snow.")), "a.docx")
    assert found.paragraphs[0].number == "12A"
    assert found.paragraphs[0].text == "INT. CAR - NIGHT"


# ------------------------------------------------------------------------------- OpenDocument

ODT = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def odt(styles: str, body: str) -> bytes:
    return zipped(
        content_xml=f"<office:document-content {ODT}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def test_opendocument_margins_tell() -> None:
    styles = "".join(
        f'<style:style style:name="P{i}" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-left="{inches * 2.54:.3f}cm"/></style:style>'
        for i, inches in enumerate(INDENTS.values())
    )
    ids = {kind: f"P{i}" for i, kind in enumerate(INDENTS)}
    body = "".join(
        ("" if kind in {"Parenthetical", "Dialogue"} else "<text:p/>")
        + f'<text:p text:style-name="{ids.get(kind, "")}">{escape(text)}</text:p>'
        for kind, text in EXPECTED
    )
    found = read(odt(styles, body), "a.odt")
    assert described(found) == EXPECTED
    assert found.format == "odt"


def test_opendocument_styles_spans_and_space() -> None:
    styles = (
        '<style:style style:name="Scene_20_Heading" style:family="paragraph"/>'
        '<style:style style:name="P1" style:parent-style-name="Scene_20_Heading"/>'
        '<style:style style:name="Action" style:family="paragraph"/>'
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'fo:font-style="italic"/></style:style>'
    )
    body = (
        '<text:p text:style-name="P1">THE BRIDGE</text:p>'
        '<text:p text:style-name="Action">One<text:s text:c="2"/>two<text:line-break/>'
        '<text:span text:style-name="T1">three</text:span><text:note>gone</text:note></text:p>'
        '<text:p text:style-name="Action">Four.</text:p>'
    )
    found = read(odt(styles, body), "a.odt")
    assert described(found) == [
        ("Scene Heading", "THE BRIDGE"),
        ("Action", "One  two\nthree"),
        ("Action", "Four."),
    ]
    assert found.paragraphs[1].runs[-1].style is Style.ITALIC


# --------------------------------------------------------------------------------------- HTML


def test_google_docs_html_margins_tell() -> None:
    sheet = ".c1{margin-left:158.4pt}.c2{margin-left:115.2pt}.c3{margin-left:72pt}"
    sheet += ".c4{margin-left:288pt}.c9{font-weight:700}p{margin:0}"
    ids = {"Character": "c1", "Parenthetical": "c2", "Dialogue": "c3", "Transition": "c4"}
    rows = "".join(
        ("" if kind in {"Parenthetical", "Dialogue"} else '<p class="c0"><span></span></p>')
        + f'<p class="{ids.get(kind, "c0")}"><span class="c8">{escape(text)}</span></p>'
        for kind, text in EXPECTED
    )
    page = f"<html><head><style>{sheet}</style></head><body>{rows}</body></html>"
    assert described(read(page.encode(), "a.html")) == EXPECTED


def test_html_classes_are_believed() -> None:
    page = """<!DOCTYPE html><html><head><title>x</title><script>no()</script></head><body>
    <div class="title-page"><h1>Last Ride</h1><p>by</p><p>Una Sample</p></div>
    <h6 class="scene-heading" data-number="3">THE BRIDGE</h6>
    <div class="action"><p>Wind,<br/>and <em>more</em>
       wind.</p></div>
    <div class="dialog"><p class="character">MARA</p><p class="parenthetical">(low)</p>
      <p>Come.</p></div>
    <div class="dual"><div class="left dialog"><p class="character">MARA</p><p>Go.</p></div>
    <div class="right dialog"><p class="character">JON</p><p>No.</p></div></div>
    <div class="transition">CUT TO:</div></body></html>"""
    found = read(page.encode(), "a.html")
    assert described(found) == [
        ("Scene Heading", "THE BRIDGE"),
        ("Action", "Wind,\nand more wind."),
        ("Character", "MARA"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "Come."),
        ("Character", "MARA"),
        ("Dialogue", "Go."),
        ("Character", "JON"),
        ("Dialogue", "No."),
        ("Transition", "CUT TO:"),
    ]
    assert found.paragraphs[0].number == "3"
    assert [p.dual for p in found.paragraphs[5:9]] == ["left", "left", "right", "right"]
    assert found.paragraphs[1].runs[1].style is Style.ITALIC
    assert found.title == "Last Ride"


def test_screenplains_html_comes_back() -> None:
    from screenplain.export.html import convert
    from screenplain.parsers.fountain import parse

    text = "INT. CAR - NIGHT\n\nSnow.\n\nMARA\n(low)\nCome.\n\nJON\nNo.\n\n> CUT TO:\n"
    out = io.StringIO()
    convert(parse(io.StringIO(text)), out, bare=False)
    assert described(read(out.getvalue().encode(), "a.html")) == described(
        read(text.encode(), "a.fountain")
    )


# ----------------------------------------------------------------------------------- Markdown

MARKDOWN = r"""# **LAST RIDE**

by

Una Sample

INT. CAR \- NIGHT

Snow gathers on the **glass**.

MARA

(low)

Is it morning?

JON (O.S.)

Not yet.

MARA

You always say so.

EXT. FIELD \- DAY

White.
"""


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_google_docs_markdown_is_read_loosely(ending: str) -> None:
    found = read(MARKDOWN.encode(), f"a.{ending}")
    assert described(found) == [
        ("Scene Heading", "INT. CAR - NIGHT"),
        ("Action", "Snow gathers on the glass."),
        ("Character", "MARA"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "Is it morning?"),
        ("Character", "JON (O.S.)"),
        ("Dialogue", "Not yet."),
        ("Character", "MARA"),
        ("Dialogue", "You always say so."),
        ("Scene Heading", "EXT. FIELD - DAY"),
        ("Action", "White."),
    ]
    assert found.title == "LAST RIDE"
    assert found.paragraphs[1].runs[1].style is Style.BOLD


def test_fountain_in_md_and_txt_stays_fountain() -> None:
    text = b"INT. CAR - NIGHT #3#\n\nMARA\nCome.\n"
    for name in ("a.md", "a.txt"):
        assert read(text, name).format == "fountain"
        assert scenes_of(read(text, name))[0].number == "3"
    assert read(b"A treatment.\n\nNothing is said in it.\n", "a.md").format == "fountain"


def test_alignment_of_a_last_card_is_kept() -> None:
    centred = '<w:jc w:val="center"/>'
    body = paragraph("INT. CAR - NIGHT") + paragraph("") + paragraph("THE END", more=centred)
    layout = read(word(body), "a.docx").paragraphs[-1].layout
    assert layout is not None
    assert layout.alignment is Alignment.CENTER
