"""The printed page: every line in its place, numbers, title page, paper."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lastlook.errors import ProblemsError
from lastlook.script import paginate, read, read_file
from lastlook.script.model import Alignment, Kind, ParagraphStyle, Run, Style
from lastlook.script.print import Numbers, Paper, PrintOptions, is_own_print, print_pdf, printing
from lastlook.script.print.printing import on_paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lastlook.script import Screenplay

ADVANCE = 7.2
SCRIPT = """\
Title: _**THE LAST RIDE**_
Credit: Written by
Author: A. Example
Source: Based on a play
Draft date: 1 March 2027
Contact:
    Example Pictures
    hello@example.com

INT. CAR - NIGHT #1#

Snow on the glass. *Leaning*, **heavy**, _lined_, ***both***.

MARA
(quietly)
Is it far?

JON ^
No.

CUT TO:

EXT. STREET - DAY #2A#

> THE END <
"""


def check_places(screenplay: Screenplay, pdf: Any, *, title_pages: int = 0) -> None:
    """Hold every character of every placed line against where it stands in the PDF."""
    pages = paginate(screenplay).pages
    assert len(pdf.pages) == len(pages) + title_pages
    top = screenplay.page_setup.top + 9
    for page, seen in zip(pages, pdf.pages[title_pages:], strict=True):
        for letter in seen.letters:
            assert 0 <= letter.x <= seen.width - ADVANCE
            assert 9 <= letter.y <= seen.height - 3
        for line in page.lines:
            width = len(line.text) * ADVANCE
            left = line.left * 72
            if line.alignment is Alignment.RIGHT:
                left = line.right * 72 - width
            elif line.alignment is Alignment.CENTER:
                left = (line.left + line.right) * 36 - width / 2
            assert seen.at(left, top + 12 * line.y, len(line.text)).rstrip() == line.text.rstrip()


def test_every_line_of_the_example_stands_at_its_place(
    last_ride: Path, read_pdf: Callable[[bytes], Any]
) -> None:
    script = read_file(last_ride / "script.fountain")
    pdf = read_pdf(print_pdf(script, PrintOptions(title_page=False)).data)
    check_places(script, pdf)


def test_both_ways_of_writing_put_everything_in_the_same_place(
    last_ride: Path, read_pdf: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = read_file(last_ride / "script.fountain")
    options = PrintOptions(numbers=Numbers.BOTH, recipient="Ada", highlight=("DORA",))
    written = read_pdf(print_pdf(script, options).data)
    monkeypatch.setattr(printing, "_shaped", lambda _: True)
    typeset = read_pdf(print_pdf(script, options).data)
    assert (written.metadata["Creator"], typeset.metadata["Creator"][:5]) == ("lastlook", "Typst")
    assert written.bookmarks == typeset.bookmarks
    for one, other in zip(written.pages, typeset.pages, strict=True):
        assert one.tags.count("H1") == other.tags.count("H1")
        places = [
            sorted((round(o.y), o.char, o.x) for o in page.letters if o.char.strip())
            for page in (one, other)
        ]
        # typst gives widths as 599.6 thousandths, of which PDFium keeps 599: 0.7 points a line.
        for (y, char, x), (other_y, other_char, other_x) in zip(*places, strict=True):
            assert (y, char) == (other_y, other_char)
            assert x == pytest.approx(other_x, abs=2.0 if char in "Ada" else 0.8)
        assert len(one.rectangles) == len(other.rectangles)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_paper_may_be_chosen(paper: Paper, read_pdf: Callable[[bytes], Any]) -> None:
    script = read(SCRIPT.encode() + b"\nINT. X #3#\n\nSnow falls.\n" * 60, "a.fountain")
    pdf = read_pdf(print_pdf(script, PrintOptions(paper=paper)).data)
    assert (pdf.pages[0].width, pdf.pages[0].height) == pytest.approx(
        (paper.size[0] * 72, paper.size[1] * 72), abs=0.01
    )
    check_places(on_paper(script, paper), pdf, title_pages=1)


def test_final_drafts_columns(read_pdf: Callable[[bytes], Any]) -> None:
    pdf = read_pdf(print_pdf(read(SCRIPT.encode(), "a.fountain")).data)
    page = pdf.pages[1]
    assert page.find("INT. CAR") == pytest.approx((108, 81), abs=0.01)
    assert page.find("Snow") == pytest.approx((108, 105), abs=0.01)
    assert page.find("EXT.")[0] == pytest.approx(108, abs=0.01)
    speech = read(b"MARA\n(low)\nFar.\n", "b.fountain")
    page = read_pdf(print_pdf(speech).data).pages[0]
    assert page.find("MARA") == pytest.approx((3.5 * 72, 81), abs=0.01)
    assert page.find("(low)") == pytest.approx((2.9 * 72, 93), abs=0.01)
    assert page.find("Far.") == pytest.approx((2.5 * 72, 105), abs=0.01)


def test_styles_are_printed(read_pdf: Callable[[bytes], Any]) -> None:
    pdf = read_pdf(print_pdf(read(SCRIPT.encode(), "a.fountain")).data)
    page = pdf.pages[1]
    fonts = {o.char + str(round(o.x)): o.font for o in page.letters if round(o.y) == 105}
    by_word = {
        word: fonts[word[0] + str(round(page.find(word)[0]))]
        for word in ("Snow", "Leaning", "heavy", "both")
    }
    assert by_word == {
        "Snow": "CourierPrime-Regular",
        "Leaning": "CourierPrime-Italic",
        "heavy": "CourierPrime-Bold",
        "both": "CourierPrime-BoldItalic",
    }
    x, y = page.find("lined")
    rules = [r for r in page.rectangles if r[3] < 1 and abs(r[0] - x) < 0.5]
    assert [round(r[2]) for r in rules] == [round(5 * ADVANCE)]
    assert all(y < r[1] < y + 4 for r in rules)


def test_page_numbers_start_on_page_two(read_pdf: Callable[[bytes], Any]) -> None:
    script = read(b"Title: T\n\n" + b"Snow falls.\n\n" * 80, "a.fountain")
    pdf = read_pdf(print_pdf(script).data)
    assert [page.at(540 - 2 * ADVANCE, 45, 2) for page in pdf.pages] == ["  ", "  ", "2.", "3."]


def test_scene_numbers_stand_in_both_margins_and_in_the_outline(
    read_pdf: Callable[[bytes], Any],
) -> None:
    pdf = read_pdf(print_pdf(read(SCRIPT.encode(), "a.fountain")).data)
    page = pdf.pages[1]
    y = page.find("EXT.")[1]
    assert page.at(54, y, 2) == "2A"
    assert page.at(7.38 * 72, y, 2) == "2A"
    assert pdf.bookmarks == ["THE LAST RIDE", "1 INT. CAR - NIGHT", "2A EXT. STREET - DAY"]


@pytest.mark.parametrize(
    ("numbers", "left", "right"),
    [("both", "1", "1"), ("left", "1", " "), ("right", " ", "1"), ("none", " ", " ")],
)
def test_scene_numbers_by_option(
    numbers: str, left: str, right: str, read_pdf: Callable[[bytes], Any]
) -> None:
    script = read(b"INT. CAR - NIGHT\n\nSnow.\n", "a.fountain")
    page = read_pdf(print_pdf(script, PrintOptions(numbers=Numbers(numbers))).data).pages[0]
    assert (page.at(54, 81, 1), page.at(7.38 * 72, 81, 1)) == (left, right)


def test_a_script_without_numbers_gets_none(read_pdf: Callable[[bytes], Any]) -> None:
    pdf = read_pdf(print_pdf(read(b"INT. CAR - NIGHT\n\nSnow.\n", "a.fountain")).data)
    assert pdf.bookmarks == ["INT. CAR - NIGHT"]
    assert "1" not in pdf.pages[0].text


def test_a_final_draft_file_says_where_its_numbers_stand(
    read_pdf: Callable[[bytes], Any],
) -> None:
    text = """<FinalDraft DocumentType="Script" Version="5"><Content>
    <Paragraph Number="7" Type="Scene Heading"><Text>INT. CAR</Text></Paragraph></Content>
    <SceneNumberOptions LeftLocation="0.50" ShowNumbersOnLeft="Yes" ShowNumbersOnRight="No"/>
    </FinalDraft>"""
    page = read_pdf(print_pdf(read(text.encode(), "a.fdx")).data).pages[0]
    assert page.at(36, 81, 1) == "7"
    assert page.text.count("7") == 1


def test_the_title_page_is_set_as_the_trade_sets_it(read_pdf: Callable[[bytes], Any]) -> None:
    page = read_pdf(print_pdf(read(SCRIPT.encode(), "a.fountain")).data).pages[0]
    for text in ("THE LAST RIDE", "Written by", "A. Example", "Based on a play"):
        x, _ = page.find(text)
        assert x + len(text) * ADVANCE / 2 == pytest.approx(4.5 * 72, abs=0.2)
    order = ("THE LAST", "Written", "A. Example", "Based", "Example Pictures", "hello@")
    heights = [page.find(text)[1] for text in order]
    assert heights == sorted(heights)
    assert page.find("hello@")[1] == pytest.approx(page.height - 72, abs=0.1)
    assert page.find("1 March")[1] == pytest.approx(page.height - 72, abs=0.1)
    assert page.tags.count("H1") == 1


def test_a_title_page_of_any_length_loses_nothing(read_pdf: Callable[[bytes], Any]) -> None:
    rows = "\n".join(f"    row {n} of a very long contact that must wrap here" for n in range(90))
    script = read(f"Title: T\nContact:\n{rows}\n\nSnow.\n".encode(), "a.fountain")
    pdf = read_pdf(print_pdf(script).data)
    text = " ".join(" ".join(page.text.split()) for page in pdf.pages)
    assert all(f"row {n} of" in text for n in range(90))
    for page in pdf.pages:
        places = [(round(o.x), round(o.y)) for o in page.letters if o.char.strip()]
        assert len(places) == len(set(places))


def test_the_print_is_tagged_named_and_known_again(read_pdf: Callable[[bytes], Any]) -> None:
    made = print_pdf(read(SCRIPT.encode(), "a.fountain"))
    pdf = read_pdf(made.data)
    assert pdf.metadata["Title"] == "THE LAST RIDE"
    assert pdf.metadata["Author"] == "A. Example"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.all_bytes
    assert b"/Marked true" in pdf.all_bytes
    assert pdf.pages[1].tags[0] == "Document"
    assert set(pdf.pages[1].tags[1:]) == {"H1", "P"}
    assert pdf.pages[1].tags.count("H1") == 2
    assert is_own_print(made.data)
    assert not is_own_print(b"%PDF-1.7 of somebody else")
    assert made.problems == ()


def test_what_breaks_add_is_printed_but_not_read_aloud(read_pdf: Callable[[bytes], Any]) -> None:
    speech = "The snow will not stop before the morning. " * 60
    script = read(f"INT. X\n\nMARA\n{speech}\n".encode(), "a.fountain")
    pdf = read_pdf(print_pdf(script).data)
    check_places(script, pdf)
    assert "(MORE)" in pdf.pages[0].text
    assert "MARA (CONT'D)" in pdf.pages[1].text
    assert pdf.pages[1].tags == ["Document", "P"]


IN_A_FRESH_PROCESS = """
import hashlib, sys
from pathlib import Path
from lastlook.script import read_file
from lastlook.script.print import PrintOptions, print_pdf
script = read_file(Path(sys.argv[1]))
print(hashlib.sha256(print_pdf(script, PrintOptions(recipient="A")).data).hexdigest())
"""


@pytest.mark.parametrize("text", [SCRIPT, SCRIPT.replace("Snow", "Снег и שלג")])
def test_the_same_script_gives_the_same_bytes(text: str, tmp_path: Path) -> None:
    path = tmp_path / "script.fountain"
    path.write_text(text, encoding="utf-8")
    here = print_pdf(read_file(path), PrintOptions(recipient="A")).data
    there = subprocess.run(
        [sys.executable, "-c", IN_A_FRESH_PROCESS, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"},
    ).stdout.strip()
    assert hashlib.sha256(here).hexdigest() == there


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(ProblemsError, match="nothing to print"):
        print_pdf(read(b"[[only a note]]\n", "a.fountain"))


def test_lines_too_wide_for_their_column_are_made_to_fit(
    read_pdf: Callable[[bytes], Any],
) -> None:
    script = read(b"Snow falls.\n\nINT. X #123456789#\n\nSnow.\n", "a.fountain")
    script = replace(
        script, styles={Kind.ACTION.value: ParagraphStyle(size=24.0), "Scene Heading": LARGE}
    )
    page = read_pdf(print_pdf(script).data).pages[0]
    assert max(o.x for o in page.letters) < page.width - ADVANCE
    assert "Snow falls." in page.text


LARGE = ParagraphStyle(size=36.0, right=3.0)


def test_another_typeface_is_printed_in_ours_and_said(read_pdf: Callable[[bytes], Any]) -> None:
    script = read(b"INT. X\n\nSnow " + b"falls on the glass " * 30, "a.fountain")
    script = replace(script, styles={"Action": ParagraphStyle(font="Arial")})
    made = print_pdf(script)
    assert [p.what for p in made.problems] == [
        "The script asks for the typeface Arial, which lastlook does not ship."
    ]
    pdf = read_pdf(made.data)
    assert {"LastlookSans" in o.font for o in pdf.pages[0].letters if o.char == "S"} == {True}
    for page in pdf.pages:
        assert max(o.x for o in page.letters) < page.width - 72


WORDS = st.lists(
    st.sampled_from(["snow", "Glass.", "a-b", "“No!”", "--", "é", "x" * 70, "(low)"]), max_size=40
).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    parts=st.lists(
        st.tuples(st.sampled_from([k for k in Kind if k is not Kind.PAGE_BREAK]), WORDS),
        min_size=1,
        max_size=25,
    ),
    style=st.sampled_from([Style.PLAIN, Style.BOLD, Style.UNDERLINE | Style.ITALIC]),
)
def test_any_script_prints_whole(
    parts: list[tuple[Kind, str]], style: Style, read_pdf: Callable[[bytes], Any]
) -> None:
    base = read(b"Snow.\n", "a.fountain")
    script = replace(
        base,
        paragraphs=tuple(
            replace(base.paragraphs[0], kind=kind, runs=(Run(text, style),), line=at + 1)
            for at, (kind, text) in enumerate(parts)
        ),
    )
    if not any(page.lines for page in paginate(script).pages):
        return
    check_places(script, read_pdf(print_pdf(script).data))


@pytest.mark.parametrize("letters", ["", " Снег."], ids=["ours", "typst"])
def test_a_number_wider_than_its_margin_stays_on_one_line_of_the_paper(
    letters: str, read_pdf: Callable[[bytes], Any]
) -> None:
    text = f"INT. CAR - NIGHT #2A-b.3#\n\nSnow.{letters}\n\n"
    text += "INT. CAVE - NIGHT #123456-ABCDEF.99#\n\nIce.\n"
    page = read_pdf(print_pdf(read(text.encode(), "a.fountain")).data).pages[0]
    for number, heading in (("2A-b.3", "INT. CAR"), ("123456-ABCDEF.99", "INT. CAVE")):
        _, y = page.find(heading)
        row = sorted((o for o in page.letters if abs(o.y - y) < 0.3), key=lambda o: o.x)
        assert "".join(o.char for o in row if o.char.strip()).count(number) == 2
        assert row[0].x >= 18
        assert row[-1].x < page.width - 18
        assert max(o.x for o in row if o.x < 108) < 108 - 18


@pytest.mark.parametrize("letters", ["", " Снег."], ids=["ours", "typst"])
def test_lyrics_are_set_in_italics(letters: str, read_pdf: Callable[[bytes], Any]) -> None:
    text = f"INT. CAR - NIGHT\n\nSnow.{letters}\n\nMARA\n~Zu zu,\n~**Xylo**.\nQuiet.\n"
    page = read_pdf(print_pdf(read(text.encode(), "a.fountain")).data).pages[0]
    fonts = {o.char: o.font.rpartition("-")[2] for o in page.letters if o.char in "ZXQ"}
    assert fonts == {"Z": "Italic", "X": "BoldItalic", "Q": fonts["Q"]}
    assert "Italic" not in fonts["Q"]
