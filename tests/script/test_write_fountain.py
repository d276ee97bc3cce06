"""Fountain out: own bytes, changed lines alone, and a reading that says what was meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.script.strategies import any_screenplays, common_screenplays

from lastlook.script.drafts.same import keys_of, title_key, title_styles
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.fountain.write import write_fountain
from lastlook.script.model import (
    Column,
    Kind,
    Note,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
    Style,
    TitleField,
)

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((Path(__file__).parent / "data" / "fountain").glob("*.fountain")),
    ROOT / "examples" / "last-ride" / "script.fountain",
]


def script(*paragraphs: Paragraph, title: tuple[TitleField, ...] = ()) -> Screenplay:
    return Screenplay(name="film.pdf", format="pdf", paragraphs=paragraphs, title_page=title)


def par(kind: Kind, text: str, style: Style = Style.PLAIN, **more: object) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text, style),), line=7, **more)  # type: ignore[arg-type]


def typed(*paragraphs: Paragraph) -> str:
    return write_fountain(script(*paragraphs)).data.decode()


def changed_lines(old: bytes, new: bytes) -> list[str]:
    a, b = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (old, new))
    rows = unified_diff(a, b, n=0)
    return [row for row in rows if row[0] in "+-" and not row.startswith(("+++", "---"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_that_was_not_changed_is_written_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    written = write_fountain(read_fountain(data, path.name))
    assert written.data == data
    assert written.losses == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_written_anew_says_the_same(path: Path) -> None:
    screenplay = read_fountain(path.read_bytes(), path.name)
    written = write_fountain(replace(screenplay, source=b""))
    back = read_fountain(written.data, path.name)
    assert keys_of(back.paragraphs) == keys_of(screenplay.paragraphs)
    assert title_styles(back.title_page) == title_styles(screenplay.title_page)
    assert title_key(back.title_page) == title_key(screenplay.title_page)
    assert written.losses == ()


@given(common_screenplays)
def test_what_fountain_can_hold_is_read_back_whole(screenplay: Screenplay) -> None:
    written = write_fountain(screenplay)
    assert written.losses == ()
    back = read_fountain(written.data, "back")
    assert keys_of(back.paragraphs) == keys_of(screenplay.paragraphs)
    assert title_styles(back.title_page) == title_styles(screenplay.title_page)
    assert write_fountain(replace(back, source=b"")).data == written.data


def letters(text: str) -> Counter[str]:
    # Letters that capitals do not change in number; the rest is in the word tests.
    return Counter(a for a in text.casefold() if a.isalnum() and a.isascii())


def words_of(screenplay: Screenplay) -> str:
    found = []
    for p in screenplay.paragraphs:
        found += [p.text, p.synopsis, *(note.text for note in p.notes)]
        found += [p.number, p.page_label]
    return " ".join([*found, *(f.key + " ".join(f.values) for f in screenplay.title_page)])


@given(any_screenplays)
def test_no_word_of_any_screenplay_is_lost(screenplay: Screenplay) -> None:
    # Numbers of what is no heading are listed as a loss, and labels belong to page breaks.
    kept = [
        replace(
            p,
            number=p.number if p.kind is Kind.SCENE_HEADING and "#" not in p.number else "",
            page_label=p.page_label if p.kind is Kind.PAGE_BREAK else "",
        )
        for p in screenplay.paragraphs
    ]
    screenplay = replace(screenplay, paragraphs=tuple(kept), title_page=())
    back = read_fountain(write_fountain(screenplay).data, "back")
    assert not letters(words_of(screenplay)) - letters(words_of(back))


@given(any_screenplays)
def test_what_reads_back_otherwise_is_always_listed(screenplay: Screenplay) -> None:
    written = write_fountain(replace(screenplay, title_page=()))
    back = read_fountain(written.data, "back")
    if [(p.kind, p.text) for p in back.paragraphs] != [
        (p.kind, p.text) for p in screenplay.paragraphs
    ] and not any(p.synopsis for p in screenplay.paragraphs):
        starts = any(p.layout and p.layout.starts_page for p in screenplay.paragraphs)
        apart = {Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK}
        # What hangs on a note or a page break is kept as a note beside it.
        notes = any(
            p.notes or (p.kind in apart and (p.number or p.text)) for p in screenplay.paragraphs
        )
        assert written.losses or starts or notes


# Changes


@st.composite
def edits(draw: st.DrawFn) -> tuple[bytes, Screenplay]:
    base = write_fountain(draw(common_screenplays)).data
    if draw(st.booleans()):
        base = b"\xef\xbb\xbf" + base.replace(b"\n", b"\r\n")
    screenplay = read_fountain(base, "base.fountain")
    paragraphs = list(screenplay.paragraphs)
    other = draw(common_screenplays).paragraphs
    if paragraphs:
        at = draw(st.integers(0, len(paragraphs) - 1))
        end = draw(st.integers(at, min(at + 3, len(paragraphs))))
        paragraphs[at:end] = list(other[: draw(st.integers(0, 4))])
    return base, replace(screenplay, paragraphs=tuple(paragraphs))


@given(edits())
def test_an_edited_script_says_what_was_asked_or_lists_why_not(
    edit: tuple[bytes, Screenplay],
) -> None:
    base, wanted = edit
    written = write_fountain(wanted)
    back = read_fountain(written.data, "back")
    if not written.losses:
        assert keys_of(back.paragraphs) == keys_of(wanted.paragraphs)
    assert title_key(back.title_page) == title_key(wanted.title_page)
    if keys_of(read_fountain(base, "x").paragraphs) == keys_of(wanted.paragraphs):
        assert written.data == base


ODD = (
    "\ufeffTitle: The Ferry\r\nAuthor: A. Example\r\n\r\n\r\n.HALL\r\n\r\n\r\n  Indented.  \r\n"
    "More of it.\r\n\r\n@Mara\r\n(low)\r\nOne.\r\n  \r\nTwo.\r\n\r\nJON ^\r\nWhat? [[why]]\r\n\r\n"
    "!INT. NOT A SCENE\r\n\r\n\r\n/* gone\r\n\r\nINT. OLD */\r\n\r\n> FADE OUT."
).encode()


@pytest.mark.parametrize("index", range(len(read_fountain(ODD, "odd").paragraphs)))
def test_changing_one_paragraph_changes_its_lines_alone(index: int) -> None:
    odd = read_fountain(ODD, "odd.fountain")
    old = odd.paragraphs[index]
    end = ")" if old.kind is Kind.PARENTHETICAL else ""
    new = replace(old, runs=(Run(old.text.removesuffix(")") + " anew" + end),))
    paragraphs = (*odd.paragraphs[:index], new, *odd.paragraphs[index + 1 :])
    written = write_fountain(replace(odd, paragraphs=paragraphs))
    lines = changed_lines(ODD, written.data)
    gone = [row for row in lines if row[0] == "-"]
    assert 1 <= len(gone) <= old.end_line - old.line + 1
    assert any("anew" in row for row in lines)
    assert all(row.endswith("\r\n") or "FADE" in row for row in lines)
    assert keys_of(read_fountain(written.data, "x").paragraphs) == keys_of(paragraphs)


def test_a_new_paragraph_adds_its_lines_alone() -> None:
    odd = read_fountain(ODD, "odd.fountain")
    new = par(Kind.ACTION, "Brand new.")
    paragraphs = (*odd.paragraphs[:2], new, *odd.paragraphs[2:])
    written = write_fountain(replace(odd, paragraphs=paragraphs))
    assert sorted(changed_lines(ODD, written.data)) == ["+\r\n", "+Brand new.\r\n"]


def test_a_paragraph_taken_out_takes_its_lines_alone() -> None:
    odd = read_fountain(ODD, "odd.fountain")
    paragraphs = (*odd.paragraphs[:1], *odd.paragraphs[2:])
    written = write_fountain(replace(odd, paragraphs=paragraphs))
    lines = changed_lines(ODD, written.data)
    assert all(row[0] == "-" for row in lines)
    assert {row.strip() for row in lines} <= {"-  Indented.", "-More of it.", "-"}


def test_a_cue_that_loses_its_dialogue_is_forced() -> None:
    read = read_fountain(b"Snow.\n\nMARA\nYes.\n\nMore snow.\n", "a")
    kept = (*read.paragraphs[:2], read.paragraphs[3])
    assert write_fountain(replace(read, paragraphs=kept)).data == (
        b"Snow.\n\n@MARA\n\nMore snow.\n"
    )


def test_a_title_page_entry_changes_alone() -> None:
    odd = read_fountain(ODD, "odd.fountain")
    author = TitleField(key="Author", values=("B. Example",))
    written = write_fountain(replace(odd, title_page=(odd.title_page[0], author)))
    assert changed_lines(ODD, written.data) == [
        "-Author: A. Example\r\n",
        "+Author: B. Example\r\n",
    ]


def test_a_letter_the_old_encoding_lacks_moves_the_file_to_utf_8() -> None:
    read = read_fountain("Été.\n\nHiver.\n".encode("cp1252"), "a")
    new = (read.paragraphs[0], par(Kind.ACTION, "Зима."))
    assert write_fountain(replace(read, paragraphs=new)).data.decode() == "Été.\n\nЗима.\n"


def test_utf_16_stays_utf_16() -> None:
    data = "Snow.\n\nGlass.\n".encode("utf-16")
    read = read_fountain(data, "a")
    new = (read.paragraphs[0], par(Kind.ACTION, "Зима."))
    assert write_fountain(replace(read, paragraphs=new)).data == "Snow.\n\nЗима.\n".encode("utf-16")


# How things are typed


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (par(Kind.SCENE_HEADING, "INT. CAR - NIGHT", number="12A"), "INT. CAR - NIGHT #12A#\n"),
        (par(Kind.SCENE_HEADING, "HALLWAY"), ".HALLWAY\n"),
        (par(Kind.ACTION, "Snow falls."), "Snow falls.\n"),
        (par(Kind.ACTION, "INT. is short for interior."), "!INT. is short for interior.\n"),
        (par(Kind.ACTION, "CUT TO:"), "!CUT TO:\n"),
        (par(Kind.ACTION, "~ wave ~"), "!~ wave ~\n"),
        (par(Kind.ACTION, "One.\n\n> two"), "One.\n!\n!> two\n"),
        (par(Kind.ACTION, "5 * 3 and file_name"), "5 * 3 and file_name\n"),
        (par(Kind.ACTION, "a *b* c"), "a \\*b\\* c\n"),
        (par(Kind.ACTION, "/* kept */"), "/\\* kept \\*/\n"),
        (par(Kind.TRANSITION, "CUT TO:"), "CUT TO:\n"),
        (par(Kind.TRANSITION, "Later."), "> Later.\n"),
        (par(Kind.CHARACTER, "Mara"), "@Mara\n"),
        (par(Kind.LYRICS, "la la"), "~la la\n"),
        (par(Kind.SECTION, "Act One", depth=2), "## Act One\n"),
        (par(Kind.SYNOPSIS, "They meet."), "= They meet.\n"),
        (par(Kind.NOTE, "one\n\ntwo"), "[[one\n  \ntwo]]\n"),
        (par(Kind.NOTE, "[sic]"), "[[ [sic] ]]\n"),
        (par(Kind.NOTE, "/* x"), "[[/* x]]\n"),
        (par(Kind.NOTE, "a]]]b"), "[[a] ] ]b]]\n"),
        (par(Kind.PAGE_BREAK, "", page_label="12A"), "=== 12A ===\n"),
        (par(Kind.BONEYARD, "gone"), "/* gone */\n"),
    ],
)
def test_marks_stand_only_where_reading_needs_them(paragraph: Paragraph, text: str) -> None:
    assert typed(paragraph) == text


def test_speech_is_typed_without_marks_and_dual_dialogue_with_its_caret() -> None:
    left = [
        par(Kind.CHARACTER, "MARA", dual=Column.LEFT),
        par(Kind.DIALOGUE, "Go.", dual=Column.LEFT),
    ]
    right = [replace(p, dual=Column.RIGHT) for p in left]
    assert typed(*left, *right) == "MARA\nGo.\n\nMARA ^\nGo.\n"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([Run("a ", Style.PLAIN), Run("b", Style.BOLD)], "a **b**\n"),
        ([Run("a", Style.BOLD | Style.ITALIC)], "***a***\n"),
        ([Run("a", Style.UNDERLINE | Style.BOLD)], "_**a**_\n"),
        ([Run("a", Style.BOLD), Run("b", Style.ITALIC)], "**a***b*\n"),
        (
            [
                Run("a ", Style.UNDERLINE),
                Run("b", Style.UNDERLINE | Style.ITALIC),
                Run(" c", Style.UNDERLINE),
            ],
            "_a *b* c_\n",
        ),
        ([Run("a*", Style.ITALIC)], "*a\\**\n"),
        ([Run("a\nb", Style.BOLD)], "**a**\n**b**\n"),
    ],
)
def test_styles_are_marked_as_people_type_them(runs: list[Run], text: str) -> None:
    paragraph = replace(par(Kind.ACTION, ""), runs=tuple(runs))
    assert typed(paragraph) == text


def test_a_note_stands_at_its_place() -> None:
    notes = (Note(text="why", offset=5), Note(text="end", offset=11))
    assert typed(par(Kind.ACTION, "Snow falls.", notes=notes)) == "Snow [[why]] falls. [[end]]\n"


@pytest.mark.parametrize(
    ("paragraph", "text", "loss"),
    [
        (par(Kind.SHOT, "CLOSE ON THE RING"), "CLOSE ON THE RING\n", "no Shot paragraphs"),
        (par(Kind.DIALOGUE, "Who says so?"), "Who says so?\n", "needs a cue"),
        (par(Kind.ACTION, "x", Style.STRIKEOUT), "x\n", "strike"),
        (par(Kind.ACTION, "shout", Style.ALL_CAPS), "SHOUT\n", "typed in capitals"),
        (par(Kind.ACTION, "x", layout=ParagraphStyle(left=2.0)), "x\n", "no indents"),
        (par(Kind.SCENE_HEADING, "(LATER)"), "(LATER)\n", "is read as Action"),
        (par(Kind.ACTION, "x", number="4"), "x\n", "Only scene headings have numbers"),
        (par(Kind.ACTION, "[[a]] b"), "[ [a]] b\n", "a little differently"),
        (replace(par(Kind.ACTION, ""), runs=(Run("x", tags=(1,)),)), "x\n", "no breakdown tags"),
        (replace(par(Kind.ACTION, ""), runs=(Run("x", revision=1),)), "x\n", "no revision marks"),
        (
            replace(par(Kind.ACTION, ""), runs=(Run("un"), Run("do", Style.UNDERLINE))),
            "undo\n",
            "inside a word",
        ),
    ],
)
def test_what_fountain_lacks_is_listed(paragraph: Paragraph, text: str, loss: str) -> None:
    written = write_fountain(script(paragraph))
    assert written.data.decode() == text
    assert any(loss in problem.what for problem in written.losses)
    assert {problem.line for problem in written.losses} == {7}


def test_losses_of_one_sort_are_counted_together() -> None:
    shots = [replace(par(Kind.SHOT, "ON THE RING"), line=line) for line in range(1, 9)]
    (problem,) = write_fountain(script(*shots)).losses
    assert problem.line == 1
    assert problem.why == "This happens on 8 lines: 1, 2, 3, 4, 5 and so on."


def test_words_that_look_like_a_title_page_stay_words() -> None:
    text = typed(par(Kind.ACTION, "Title: what is on the sign."))
    assert text == "!Title: what is on the sign.\n"


def test_a_title_page_nobody_would_know_gets_an_empty_title() -> None:
    title = (TitleField(key="Shoot", values=("May",)),)
    data = write_fountain(script(par(Kind.ACTION, "Snow."), title=title)).data
    assert data == b"Title:\nShoot: May\n\nSnow.\n"


def test_cut_text_within_a_changed_line_is_listed() -> None:
    read = read_fountain(b"Snow /* no rain */ falls.\n\nGlass.\n", "a")
    one, two = read.paragraphs
    other = write_fountain(replace(read, paragraphs=(one, par(Kind.ACTION, "Ice."))))
    assert (other.data, other.losses) == (b"Snow /* no rain */ falls.\n\nIce.\n", ())
    same = write_fountain(replace(read, paragraphs=(par(Kind.ACTION, "Ice."), two)))
    assert [loss.what for loss in same.losses] == ["Cut text within a changed line was left out."]
