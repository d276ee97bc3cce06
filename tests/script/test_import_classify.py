"""The loose classifier by itself: lines with positions in, elements and doubts out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.script.imports import words
from lastlook.script.imports.classify import learn, lines_to_elements
from lastlook.script.imports.lines import Line
from lastlook.script.imports.titles import title_page_of
from lastlook.script.model import Run

ACTION, DIALOGUE, ASIDE, CUE = 15, 25, 30, 37


def lines(*rows: tuple[int, str], gaps: bool = True) -> list[Line]:
    """Make lines of (column, text); an empty text is a blank line."""
    found: list[Line] = []
    blank = 0
    for left, text in rows:
        if not text:
            blank += 1
            continue
        found.append(
            Line(
                runs=(Run(text),),
                number=len(found) + 1,
                page=1,
                left=left,
                right=left + len(text),
                gap=blank if gaps else 0,
                turns=not found,
            )
        )
        blank = 0
    return found


SCENE = [
    (ACTION, "INT. CAR - NIGHT"), (0, ""),
    (ACTION, "Snow gathers on the glass of the car, and nothing else"),
    (ACTION, "moves."), (0, ""),
    (CUE, "MARA"), (ASIDE, "(low, and then"), (ASIDE + 1, "not)"),
    (DIALOGUE, "Is it morning?"), (0, ""),
    (CUE, "JON"), (DIALOGUE, "No."), (0, ""),
]  # fmt: skip


def read(*rows: tuple[int, str]) -> tuple[list[tuple[str, str]], list[str]]:
    paragraphs, problems = lines_to_elements(lines(*SCENE, *rows), "a.pdf")
    return [(p.kind.value, p.text) for p in paragraphs][7:], [p.message for p in problems]


def test_a_scene() -> None:
    paragraphs, problems = lines_to_elements(lines(*SCENE), "a.pdf")
    assert [(p.kind.value, p.text) for p in paragraphs] == [
        ("Scene Heading", "INT. CAR - NIGHT"),
        ("Action", "Snow gathers on the glass of the car, and nothing else moves."),
        ("Character", "MARA"),
        ("Parenthetical", "(low, and then not)"),
        ("Dialogue", "Is it morning?"),
        ("Character", "JON"),
        ("Dialogue", "No."),
    ]
    assert problems == ()


def test_columns_are_learnt() -> None:
    columns = learn(lines(*SCENE))
    assert (columns.action, columns.dialogue, columns.cue) == (ACTION, DIALOGUE, CUE)
    assert columns.parenthetical == ASIDE


@pytest.mark.parametrize("shift", [-9, 0, 4, 20])
def test_margins_may_stand_anywhere(shift: int) -> None:
    moved = [(left + shift, text) for left, text in SCENE]
    paragraphs, problems = lines_to_elements(lines(*moved), "a.pdf")
    assert [p.kind.value for p in paragraphs][2:5] == ["Character", "Parenthetical", "Dialogue"]
    assert problems == ()


@pytest.mark.parametrize(
    ("rows", "kind", "why"),
    [
        ([(CUE, "ANNA")], "Character", "no speech stands under it"),
        ([(DIALOGUE, "And then.")], "Dialogue", "there is a blank line between"),
        ([(50, "sideways")], "Action", "it stands in no column"),
        ([(ACTION, "Int. house - day")], "Scene Heading", "it is not in capitals"),
    ],
)
def test_what_is_uncertain_is_said(rows: list[tuple[int, str]], kind: str, why: str) -> None:
    found, problems = read(*rows)
    assert found[-1] == (kind, rows[-1][1])
    (problem,) = problems
    assert why in problem
    assert problem.startswith("Page 1: ")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(57, "CUT TO:")], [("Transition", "CUT TO:")]),
        ([(ACTION, "CUT TO:")], [("Transition", "CUT TO:")]),
        ([(ACTION, "FADE IN:")], [("Action", "FADE IN:")]),
        ([(60, "FADE OUT.")], [("Transition", "FADE OUT.")]),
        ([(ACTION, "THE DOOR SLAMS.")], [("Action", "THE DOOR SLAMS.")]),
        ([(ACTION, "END OF ACT ONE")], [("End of Act", "END OF ACT ONE")]),
        ([(ACTION, "COLD OPEN")], [("New Act", "COLD OPEN")]),
        ([(CUE, "MARA (V.O.)"), (DIALOGUE, "Yes.")],
         [("Character", "MARA (V.O.)"), ("Dialogue", "Yes.")]),
        ([(CUE, "McCOY"), (DIALOGUE, "Yes.")], [("Character", "McCOY"), ("Dialogue", "Yes.")]),
        ([(CUE, "ГЛЕБ"), (DIALOGUE, "Да.")], [("Character", "ГЛЕБ"), ("Dialogue", "Да.")]),
        ([(CUE, "שרה"), (DIALOGUE, "כן.")], [("Character", "שרה"), ("Dialogue", "כן.")]),
        ([(CUE, "MARA"), (DIALOGUE, "One."), (ASIDE, "(beat)"), (DIALOGUE, "Two.")],
         [("Character", "MARA"), ("Dialogue", "One."), ("Parenthetical", "(beat)"),
          ("Dialogue", "Two.")]),
        ([(ACTION, "INT. A VERY LONG HOUSE WITH ROOMS"), (ACTION, "AND MORE ROOMS - DAY")],
         [("Scene Heading", "INT. A VERY LONG HOUSE WITH ROOMS AND MORE ROOMS - DAY")]),
        ([(ACTION, "INNEN. KÜCHE - TAG")], [("Scene Heading", "INNEN. KÜCHE - TAG")]),
    ],
)  # fmt: skip
def test_kinds(rows: list[tuple[int, str]], expected: list[tuple[str, str]]) -> None:
    assert read(*rows)[0] == expected


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("12A INT. CAR - DAY 12A", "12A", "INT. CAR - DAY"),
        ("3. EXT. FIELD", "3", "EXT. FIELD"),
        ("A4 INT. CAR - DAY", "A4", "INT. CAR - DAY"),
        ("INT. ROOM 12 - DAY", "", "INT. ROOM 12 - DAY"),
        ("12 men walk in.", "", "12 men walk in."),
        ("7 INT. ROOM 7", "7", "INT. ROOM"),
    ],
)
def test_numbers_come_off_headings(text: str, number: str, rest: str) -> None:
    assert words.split_number(text) == (number, rest)


@pytest.mark.parametrize("text", ["(MORE)", "(more)", "(MORE) (MORE)", "(WEITER)", "(SUITE)"])
def test_more(text: str) -> None:
    assert words.MORE.fullmatch(text)


@pytest.mark.parametrize("text", ["(CONTINUED)", "CONTINUED:", "CONTINUED: (2)", "12 CONTINUED:"])
def test_continued(text: str) -> None:
    assert words.CONTINUED.fullmatch(text)


def test_a_title_page_is_sorted() -> None:
    rows = [
        ("LAST", True), ("RIDE", True), ("a short film by", True), ("Una Sample", True),
        ("and Iva Sample", True), ("based on a true ferry", True), ("Second draft", False),
        ("© 2027 Example Pictures", False), ("1 Harbor Row", False),
    ]  # fmt: skip
    fields = title_page_of((text, centred, n) for n, (text, centred) in enumerate(rows, 1))
    assert [(f.key, f.values) for f in fields] == [
        ("Title", ("LAST", "RIDE")),
        ("Credit", ("a short film by",)),
        ("Authors", ("Una Sample", "and Iva Sample")),
        ("Source", ("based on a true ferry",)),
        ("Draft date", ("Second draft",)),
        ("Copyright", ("© 2027 Example Pictures",)),
        ("Contact", ("1 Harbor Row",)),
    ]


row = st.tuples(
    st.sampled_from([0, ACTION, DIALOGUE, ASIDE, CUE, 57]),
    st.sampled_from(
        ["", "MARA", "(low", ")", "Snow falls.", "INT. CAR - DAY", "CUT TO:", "no", "-"]
    ),
)


@given(rows=st.lists(row, max_size=30))
def test_no_word_is_lost_and_none_is_made_up(rows: list[tuple[int, str]]) -> None:
    given_lines = lines(*rows)
    paragraphs, _ = lines_to_elements(given_lines, "a.pdf")
    before = "".join(line.text for line in given_lines).replace(" ", "")
    after = "".join(p.text for p in paragraphs).replace(" ", "").replace("\n", "")
    assert after == before
    assert lines_to_elements(given_lines, "a.pdf")[0] == paragraphs
