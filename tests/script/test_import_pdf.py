"""PDFs of known scripts, drawn in several ways, must give the scripts back."""

from __future__ import annotations

import importlib
import io
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.script import Kind, Screenplay, Style, paginate, read, scenes_of
from lastlook.script.imports.words import split_number
from lastlook.script.model import Alignment, Column
from lastlook.script.print import Paper, PrintOptions, print_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@cache
def load(name: str) -> ModuleType:
    """Import a benchmark's module as the benchmarks do, from their own folder."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


@cache
def feature(seed: int, scenes: int) -> Screenplay:
    return read(load("feature").generate(seed, scenes).encode(), "feature.fountain")


def draw(script: Screenplay, **look: Any) -> bytes:
    pages = load("import_pages")
    data: bytes = pages.draw(script, pages.Look(**look))
    return data


def by_lastlook(script: Screenplay) -> bytes:
    return print_pdf(script).data


def by_lastlook_on_a4(script: Screenplay) -> bytes:
    return print_pdf(script, PrintOptions(paper=Paper.A4, recipient="Una Sample")).data


def with_all_furniture(script: Screenplay) -> bytes:
    return draw(script, header="PILOT - Blue Rev. 1 May 2027", stars=True, watermark="UNA SAMPLE")


def shifted_and_bold(script: Screenplay) -> bytes:
    return draw(script, shift=0.25, bold_headings=True)


def by_screenplain(script: Screenplay) -> bytes:
    return bytes(load("import_quality").by_screenplain(script))


PRINTERS = [
    (by_lastlook, 0.995),
    (by_lastlook_on_a4, 0.995),
    (with_all_furniture, 0.995),
    (shifted_and_bold, 0.995),
    (by_screenplain, 0.99),
]


@pytest.mark.parametrize(("printer", "floor"), PRINTERS, ids=[p[0].__name__ for p in PRINTERS])
def test_a_feature_comes_back(printer: Callable[[Screenplay], bytes], floor: float) -> None:
    script = feature(7, 120) if printer is by_lastlook else feature(29, 60)
    found = read(printer(script), "print.pdf")
    result = load("import_quality").score(script, found)
    assert result.elements >= floor, result.lost
    assert result.scenes == 1.0
    assert [s.number for s in scenes_of(found)] == [s.number for s in scenes_of(script)]
    assert (found.format, found.source[:5]) == ("pdf", b"%PDF-")


def test_the_example_comes_back_from_every_printer(last_ride: Path) -> None:
    script = read((last_ride / "script.fountain").read_bytes(), "script.fountain")
    for printer, _ in PRINTERS:
        found = read(printer(script), "script.pdf")
        result = load("import_quality").score(script, found)
        assert result.elements >= 0.99, (printer.__name__, result.lost)
        assert result.scenes == 1.0
        assert [f.key for f in found.title_page][:3] == ["Title", "Credit", "Author"]
        assert found.title.casefold() == script.title.casefold()


def imported(fountain: str, **look: Any) -> Screenplay:
    """Read back what the stand-in draws of a short script; real headings teach it the columns."""
    return read(draw(read(fountain.encode(), "a.fountain"), **look), "a.pdf")


SCENE = "INT. CAR - NIGHT #12A#\n\nSnow gathers on the glass.\n\nMARA\n(low)\nIs it morning?\n\n"


def described(screenplay: Screenplay) -> list[tuple[str, str]]:
    return [(p.kind.value, p.text) for p in screenplay.paragraphs]


def test_elements_numbers_and_lines() -> None:
    found = imported(SCENE + "JON\nNo.\n\n> CUT TO:\n\n> THE END <\n")
    assert described(found) == [
        ("Scene Heading", "INT. CAR - NIGHT"),
        ("Action", "Snow gathers on the glass."),
        ("Character", "MARA"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "Is it morning?"),
        ("Character", "JON"),
        ("Dialogue", "No."),
        ("Transition", "CUT TO:"),
        ("Action", "THE END"),
    ]
    assert found.paragraphs[0].number == "12A"
    assert [p.line for p in found.paragraphs] == list(range(1, 10))
    layout = found.paragraphs[-1].layout
    assert layout is not None
    assert layout.alignment is Alignment.CENTER
    assert found.problems == ()


def test_styles_come_back() -> None:
    found = imported(SCENE + "She reads **the letter** and _this_ *slowly*.\n")
    assert [(r.text, r.style) for r in found.paragraphs[-1].runs] == [
        ("She reads ", Style.PLAIN),
        ("the letter", Style.BOLD),
        (" and ", Style.PLAIN),
        ("this", Style.UNDERLINE),
        (" ", Style.PLAIN),
        ("slowly", Style.ITALIC),
        (".", Style.PLAIN),
    ]


def test_bold_of_all_headings_is_the_printers() -> None:
    text = "".join(f"INT. ROOM {n} - DAY\n\nNothing.\n\n" for n in range(4))
    found = imported(SCENE + text, bold_headings=True)
    assert all(run.style == Style.PLAIN for p in found.paragraphs for run in p.runs)


LONG = "I counted the lamps along the harbor wall and there were eleven of them. "


def test_a_speech_over_two_pages_is_one_speech() -> None:
    speech = (LONG * 12).strip()
    text = "".join(f"Line {n} of the harbor.\n\n" for n in range(16))
    script = read(
        (SCENE + text + f"JON\nLook.\n\nMARA\n{speech}\n\nJON\nYes.\n").encode(), "a.fountain"
    )
    pages = paginate(script).pages
    assert any(line.text == "(MORE)" for line in pages[0].lines)
    found = read(draw(script), "a.pdf")
    assert described(found)[-4:] == [
        ("Character", "MARA"),
        ("Dialogue", speech),
        ("Character", "JON"),
        ("Dialogue", "Yes."),
    ]


def test_a_sentence_over_two_pages_is_joined_and_said() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page, rows in enumerate(
        [
            ["INT. CAR - NIGHT", "", "Snow gathers on the glass until"],
            ["nothing is seen of the lamps."],
        ]
    ):
        canvas.setFont("Courier", 12)
        for index, row in enumerate(rows):
            canvas.drawString(108, 720 - 12 * index, row)
        canvas.drawString(500, 760, f"{page + 1}.")
        canvas.showPage()
    canvas.save()
    found = read(out.getvalue(), "a.pdf")
    assert described(found)[1:] == [
        ("Action", "Snow gathers on the glass until nothing is seen of the lamps.")
    ]
    (problem,) = found.problems
    assert problem.line == 3
    assert problem.what.startswith("Page 2: ")


def test_a_line_break_of_the_writer_stays() -> None:
    text = "Milk.\nEggs.\n" + LONG.strip()
    assert imported(SCENE + LONG * 2 + "\n\n" + text).paragraphs[-1].text == text


def test_compounds_keep_their_hyphen_and_dashes_their_space() -> None:
    word = (
        "A thirty-five-year-old well-to-do so-and-so with a half-forgotten never-to-be-told secret."
    )
    assert imported(SCENE + word).paragraphs[-1].text == word


def test_dual_dialogue_is_parted() -> None:
    text = "MARA\nYou always say that it is going to be the last time.\n\n"
    text += "JON ^\n(over her)\nI never said it.\n\n"
    found = imported(SCENE + text + "They stop.\n")
    dual = [p for p in found.paragraphs if p.dual]
    assert [(p.dual, p.kind.value, p.text) for p in dual] == [
        (Column.LEFT, "Character", "MARA"),
        (Column.LEFT, "Dialogue", "You always say that it is going to be the last time."),
        (Column.RIGHT, "Character", "JON"),
        (Column.RIGHT, "Parenthetical", "(over her)"),
        (Column.RIGHT, "Dialogue", "I never said it."),
    ]
    assert found.paragraphs[-1].text == "They stop."


def test_a_watermark_is_named() -> None:
    found = imported(SCENE, watermark="FOR UNA")
    assert "FOR UNA" in found.problems[0].what
    assert not any("UNA" in p.text for p in found.paragraphs)


def test_a_heading_without_int_or_ext_is_known_by_the_blank_above() -> None:
    text = "".join(f"INT. ROOM {n} - DAY\n\nNothing.\n\nMore of it.\n\n" for n in range(4))
    found = imported(text + ".THE BRIDGE\n\nWind.\n")
    assert described(found)[-2] == ("Scene Heading", "THE BRIDGE")
    assert "without INT or EXT" in found.problems[-1].message


def test_the_same_bytes_give_the_same_screenplay() -> None:
    data = draw(feature(12, 40))
    assert read(data, "a.pdf") == read(data, "a.pdf")


def test_other_alphabets_come_back() -> None:
    script = read(
        (SCENE + "ИВАН\nСнег идёт.\n\nJON\nΧιονίζει, Ζωή.\n\nÉLODIE\nDéjà ?\n").encode(),
        "a.fountain",
    )
    found = described(read(print_pdf(script).data, "a.pdf"))
    for pair in [("Character", "ИВАН"), ("Dialogue", "Снег идёт."), ("Dialogue", "Χιονίζει, Ζωή.")]:
        assert pair in found
    assert ("Dialogue", "Déjà ?") in found


def test_paper_is_kept() -> None:
    script = read(SCENE.encode(), "a.fountain")
    found = read(print_pdf(script, PrintOptions(paper=Paper.A4)).data, "a.pdf")
    assert (found.page_setup.width, found.page_setup.height) == (8.27, 11.69)
    assert found.paragraphs[0].kind is Kind.SCENE_HEADING


def test_a_script_from_right_to_left_comes_back_and_is_named() -> None:
    text = (
        "INT. רכב - NIGHT #1#\n\nשלג נערם (3 שעות) ואין איש.\n\n@שרה\nהאם כבר בוקר?\n\nMARA\nמה?\n"
    )
    script = read(text.encode(), "a.fountain")
    found = read(print_pdf(script).data, "a.pdf")
    assert described(found) == described(script)
    assert "from right to left" in found.problems[0].what


SONG = """Title: Song

INT. HALL - NIGHT #2A-b.3#

She sings.%s

MARA
I will now say something that is long enough to wrap.
~La la la, and this is a lyric that is longer than one column of it allows,
~oh, leave the lamp a little low,
~la.
Spoken after.

JON
He said *a very long phrase in italics that covers more than one whole line of it* and went.

MARA
~Only sung.

JON
It is a long time that I have been waiting for you here, and now it is over.

EXT. FIELD - DAY #123456-ABCDEF.99#

White.

INT. VERY LONG HEADING THAT GOES TO THE END OF THE LINE OR OVER IT - CONTINUOUS #4#

Dark.
"""


@pytest.mark.parametrize("letters", ["", " Снег."], ids=["ours", "typst"])
def test_lyrics_and_odd_scene_numbers_come_back_from_both_engines(letters: str) -> None:
    script = read((SONG % letters).encode(), "song.fountain")
    found = read(by_lastlook(script), "song.pdf")
    assert [(p.kind, p.number, p.text) for p in found.paragraphs] == [
        (p.kind, p.number, p.text) for p in script.paragraphs
    ]
    sung = [p for p in found.paragraphs if p.kind is Kind.LYRICS]
    assert len(sung) == 4
    assert all(run.style is Style.PLAIN for p in sung for run in p.runs)
    assert [p.what[:7] for p in found.problems if "lyrics" in p.what] == ["Page 2:", "Page 2:"]


def test_italics_are_speech_where_nearly_all_speech_is_in_italics() -> None:
    text = "INT. HALL - NIGHT\n\nSnow.\n" + "\nMARA\n*I say this and no more.*\n" * 4
    found = read(by_lastlook(read(text.encode(), "a.fountain")), "a.pdf")
    assert {p.kind for p in found.paragraphs if p.text.startswith("I say")} == {Kind.DIALOGUE}


def test_what_a_pdfs_title_page_cannot_tell_is_listed() -> None:
    from lastlook.script.convert.write import write

    text = "Title: A\nAuthor: B\nFormat: 16 mm\nWatermark: Una\nContact: C\n\nINT. X - DAY\n\nY.\n"
    assert [(p.line, p.what) for p in write(read(text.encode(), "a.fountain"), "a.pdf").losses] == [
        (2, "PDF has the author below the title without a credit to tell them apart."),
        (3, "PDF has the title page's “Format” without its name."),
        (4, "PDF has the title page's watermark across its pages."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2A-b.3 INT. CAR - DAY 2A-b.3", ("2A-b.3", "INT. CAR - DAY")),
        ("12A INT. CAR - DAY", ("12A", "INT. CAR - DAY")),
        ("3-D INT. CAR - DAY", ("", "3-D INT. CAR - DAY")),
        ("2 apples and 2", ("", "2 apples and 2")),
    ],
)
def test_numbers_at_a_headings_ends(text: str, expected: tuple[str, str]) -> None:
    assert split_number(text) == expected
