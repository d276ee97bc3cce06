"""(CONT'D) behind the cue of a character who speaks again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lastlook.script import paginate, read
from lastlook.script.model import Continueds, Kind, Run, Style
from lastlook.script.pages.paginate import line_runs
from lastlook.script.pages.speakers import without_contd

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay


def script(text: str) -> Screenplay:
    return read(text.encode(), "a.fountain")


def cues(screenplay: Screenplay) -> list[str]:
    return [
        line.text
        for page in paginate(screenplay).pages
        for line in page.lines
        if line.kind is Kind.CHARACTER
    ]


AGAIN = "INT. CAR - DAY\n\nANN\nGo.\n\nHe goes.\n\nANN\nNow.\n"


def test_who_speaks_again_after_action_goes_on() -> None:
    assert cues(script(AGAIN)) == ["ANN", "ANN (CONT'D)"]


def test_nothing_is_printed_twice() -> None:
    for typed in ("(CONT'D)", "(cont’d)", "(CONT.)", "(V.O.) (CONT'D)", "(continuing)"):
        text = AGAIN.replace("ANN\nNow", f"ANN {typed}\nNow")
        assert cues(script(text)) == ["ANN", f"ANN {typed.upper()}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (AGAIN.replace("He goes.\n\n", ""), ["ANN", "ANN"]),
        (AGAIN.replace("He goes.", "INT. BUS - DAY"), ["ANN", "ANN"]),
        (AGAIN.replace("He goes.", "He goes.\n\nBEN\nNo.\n\nHe stops."), ["ANN", "BEN", "ANN"]),
        (AGAIN.replace("ANN\nNow", "ANN (V.O.)\nNow"), ["ANN", "ANN (V.O.) (CONT'D)"]),
        (AGAIN.replace("ANN\nGo.", "ANN\nGo.\n\nBEN ^\nNo."), ["ANN", "BEN", "ANN"]),
        (AGAIN.replace("He goes.", "[[He goes.]]"), ["ANN", "ANN"]),
        (AGAIN.replace("He goes.", "> CUT TO:"), ["ANN", "ANN (CONT'D)"]),
    ],
)
def test_only_the_same_speaker_in_the_same_scene_after_something_else(
    text: str, expected: list[str]
) -> None:
    assert cues(script(text)) == expected


def test_a_script_may_switch_it_off_or_word_it() -> None:
    screenplay = script(AGAIN)
    off = replace(screenplay, continueds=Continueds(automatic=False))
    assert cues(off) == ["ANN", "ANN"]
    other = replace(screenplay, continueds=Continueds(contd="(suite)"))
    assert cues(other) == ["ANN", "ANN (suite)"]
    typed = script(AGAIN.replace("ANN\nNow", "ANN (SUITE)\nNow"))
    assert cues(replace(typed, continueds=Continueds(contd="(suite)")))[1] == "ANN (SUITE)"


def test_it_belongs_to_no_paragraph() -> None:
    screenplay = script(AGAIN.replace("ANN\nNow", "@**Ann**\nNow"))
    line = [line for line in paginate(screenplay).pages[0].lines if line.kind is Kind.CHARACTER][1]
    assert (line.text, line.start, line.end) == ("ANN (CONT'D)", 0, 3)
    runs = line_runs(screenplay.paragraphs[line.paragraph], line)
    assert runs == (Run("ANN", Style.BOLD), Run(" (CONT'D)", Style.BOLD))


def test_a_name_as_wide_as_the_column_puts_it_on_a_line_of_its_own() -> None:
    name = "THE MAN WHO CAME IN FROM THE RAIN TWICE"
    screenplay = script(AGAIN.replace("ANN", name))
    lines = [line for line in paginate(screenplay).pages[0].lines if line.kind is Kind.CHARACTER]
    assert [line.text for line in lines[2:]] == [
        "THE MAN WHO CAME IN FROM THE RAIN",
        "TWICE (CONT'D)",
    ]
    assert "".join(line.text[: line.end - line.start] for line in lines[2:]) == name.replace(
        "RAIN ", "RAIN"
    )


def test_what_continues_over_a_page_says_so_once() -> None:
    speech = " ".join(f"Line {n} of a long speech about snow." for n in range(80))
    pages = paginate(script(AGAIN.replace("Now.", speech))).pages
    assert pages[1].lines[0].text == "ANN (CONT'D)"


@pytest.mark.parametrize(
    ("cue", "name"),
    [("ANN (CONT'D)", "ANN"), ("ANN (cont’d)", "ANN"), ("ANN (V.O.)", "ANN (V.O.)"), ("", "")],
)
def test_without_contd(cue: str, name: str) -> None:
    assert without_contd(cue, "(CONT'D)") == name
