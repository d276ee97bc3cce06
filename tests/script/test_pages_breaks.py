"""Each rule of page breaking on a small script of its own."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.script.model import (
    Alignment,
    Column,
    Continueds,
    Kind,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
    Style,
)
from lastlook.script.pages.paginate import Pages, line_runs, paginate

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADING, ACTION, CUE = Kind.SCENE_HEADING, Kind.ACTION, Kind.CHARACTER
PAREN, DIALOGUE, TRANSITION = Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.TRANSITION


def p(kind: Kind, text: str, **more: Any) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text),) if text else (), line=1, **more)


def play(paragraphs: Iterable[Paragraph], **more: Any) -> Screenplay:
    return Screenplay(name="test", format="fountain", paragraphs=tuple(paragraphs), **more)


def fill(lines: int) -> list[Paragraph]:
    """General paragraphs of one line each, without space above: they fill `lines` lines."""
    return [p(Kind.GENERAL, f"filler {n}") for n in range(lines)]


def shown(pages: Pages, page: int = -1) -> list[str]:
    return [line.text for line in pages.pages[page].lines]


def at(pages: Pages, page: int = -1) -> list[tuple[float, str]]:
    return [(line.y, line.text) for line in pages.pages[page].lines]


def words(count: int, letter: str = "x") -> str:
    """`count` lines of action: each six words of nine letters, one sentence a line."""
    return " ".join([" ".join([letter * 9] * 5 + [letter * 8 + "."])] * count)


def test_a_page_has_54_lines() -> None:
    pages = paginate(play(fill(55)))
    assert pages.lines_per_page == 54
    assert [len(page.lines) for page in pages.pages] == [54, 1]
    assert [page.label for page in pages.pages] == ["1", "2"]


def test_an_action_line_has_61_characters_and_dialogue_35() -> None:
    pages = paginate(
        play([p(ACTION, "x" * 61 + " y"), p(CUE, "ANN"), p(DIALOGUE, "x" * 35 + " y")])
    )
    assert [line.text for line in pages.pages[0].lines if line.kind is not CUE] == [
        "x" * 61,
        "y",
        "x" * 35,
        "y",
    ]


def test_space_above_is_kept_inside_a_page_and_dropped_at_its_top() -> None:
    pages = paginate(play([p(ACTION, "One."), p(HEADING, "INT. CAR"), p(ACTION, "Two.")]))
    assert at(pages) == [(0, "One."), (3, "INT. CAR"), (5, "Two.")]


def test_a_style_that_starts_pages_keeps_its_space_at_the_top() -> None:
    styles = {"New Act": ParagraphStyle(space_before=10.0, starts_page=True)}
    pages = paginate(play([*fill(1), p(Kind.NEW_ACT, "ACT TWO")], styles=MappingProxyType(styles)))
    assert at(pages) == [(10, "ACT TWO")]


def test_a_heading_keeps_with_two_lines_of_action() -> None:
    scene = [p(HEADING, "INT. CAR"), p(ACTION, words(4))]
    stays = paginate(play([*fill(48), *scene]))  # 48 + 2 + heading + 1 + two lines = 54
    assert shown(stays, 0)[-3:] == ["INT. CAR", words(1), words(1)]
    moves = paginate(play([*fill(49), *scene]))
    assert shown(moves, 0)[-1] == "filler 48"
    assert at(moves, 1)[0] == (0, "INT. CAR")


def test_a_heading_does_not_keep_with_another_heading() -> None:
    pages = paginate(play([*fill(51), p(HEADING, "INT. CAR"), p(HEADING, "EXT. STREET")]))
    assert shown(pages, 0)[-1] == "INT. CAR"
    assert shown(pages, 1) == ["EXT. STREET"]


def test_a_heading_keeps_with_a_cue_and_what_it_says() -> None:
    scene = [p(HEADING, "INT. CAR"), p(CUE, "ANN"), p(DIALOGUE, "Snow.")]
    assert shown(paginate(play([*fill(48), *scene])), 0)[-1] == "Snow."
    assert shown(paginate(play([*fill(50), *scene])), 1) == ["INT. CAR", "ANN", "Snow."]


def test_action_breaks_after_a_sentence_and_is_wrapped_anew() -> None:
    text = "x" * 50 + ". " + "y " * 25 + "y. Zig " + "z " * 60 + "end."
    whole = paginate(play([p(ACTION, text)]))
    assert len(whole.pages[0].lines) == 4
    pages = paginate(play([*fill(51), p(ACTION, text)]))
    broken = [line.text for line in pages.pages[0].lines if line.kind is ACTION]
    assert broken[-1].endswith("y.")
    assert shown(pages, 1)[0].startswith("Zig z z")


@pytest.mark.parametrize(("room", "kept"), [(1, 0), (2, 2), (3, 2), (4, 4)])
def test_action_leaves_two_lines_on_either_page(room: int, kept: int) -> None:
    pages = paginate(play([*fill(53 - room), p(ACTION, words(4))]))
    assert len([line for line in pages.pages[0].lines if line.kind is ACTION]) == kept


def test_action_without_a_sentence_end_moves_whole() -> None:
    pages = paginate(play([*fill(50), p(ACTION, "snow " * 60)]))
    assert {line.kind for line in pages.pages[0].lines} == {Kind.GENERAL}


def test_action_may_break_at_any_line_when_sentences_do_not_count() -> None:
    setup = PageSetup(sentence_breaks=False)
    pages = paginate(play([*fill(50), p(ACTION, "snow " * 60)], page_setup=setup))
    assert len([line for line in pages.pages[0].lines if line.kind is ACTION]) == 3


def test_a_line_shared_by_two_sentences_counts_on_both_pages() -> None:
    # Four lines; the third sentence ends in the third line, which also starts the last one.
    text = f"{words(2)} {'x' * 30}. Then {'y ' * 24}end."
    assert len(paginate(play([p(ACTION, text)])).pages[0].lines) == 4
    pages = paginate(play([*fill(50), p(ACTION, text)]))
    assert shown(pages, 0)[-1] == "x" * 30 + "."
    assert shown(pages, 1) == [f"Then {'y ' * 24}end."]


def speech(count: int) -> list[Paragraph]:
    one = " ".join(["x" * 10, "x" * 10, "x" * 11 + "."])
    return [p(CUE, "ANN"), p(DIALOGUE, " ".join([one] * count))]


def test_a_broken_speech_says_more_and_continues_its_cue() -> None:
    pages = paginate(play([*fill(46), *speech(10)]))
    assert shown(pages, 0)[-1] == "(MORE)"
    assert pages.pages[0].lines[-1].y == 53
    assert at(pages, 1)[0] == (0, "ANN (CONT'D)")
    assert len(pages.pages[1].lines) == 1 + 5


def test_a_cue_that_was_continued_says_so_once() -> None:
    cue, dialogue = speech(10)
    cue = replace(cue, runs=(Run("ANN (CONT\u2019D)"),))
    pages = paginate(play([*fill(46), cue, dialogue]))
    assert shown(pages, 1)[0] == "ANN (CONT'D)"


def test_more_and_contd_can_be_switched_off() -> None:
    off = Continueds(dialogue_bottom=False, dialogue_top=False)
    pages = paginate(play([*fill(46), *speech(10)], continueds=off))
    assert len([line for line in pages.pages[0].lines if line.kind is DIALOGUE]) == 6
    assert {line.kind for line in pages.pages[1].lines} == {DIALOGUE}


def test_a_cue_does_not_stand_alone() -> None:
    pages = paginate(play([*fill(52), p(CUE, "ANN"), p(DIALOGUE, "Snow.")]))
    assert shown(pages, 1) == ["ANN", "Snow."]


def test_a_page_may_end_before_a_parenthetical_inside_a_speech() -> None:
    talk = [p(CUE, "ANN"), p(DIALOGUE, "Snow."), p(PAREN, "(cold)"), p(DIALOGUE, "More snow.")]
    pages = paginate(play([*fill(50), *talk]))
    assert shown(pages, 0)[-3:] == ["ANN", "Snow.", "(MORE)"]
    assert shown(pages, 1) == ["ANN (CONT'D)", "(cold)", "More snow."]


def test_a_parenthetical_keeps_with_its_words() -> None:
    talk = [p(CUE, "ANN"), p(PAREN, "(cold)"), p(DIALOGUE, "Snow.")]
    assert shown(paginate(play([*fill(51), *talk])), 1) == ["ANN", "(cold)", "Snow."]


def test_a_transition_does_not_start_a_page() -> None:
    end = [p(ACTION, "Snow."), p(TRANSITION, "CUT TO:")]
    assert shown(paginate(play([*fill(51), *end])), 1) == ["Snow.", "CUT TO:"]
    assert len(paginate(play([*fill(50), *end])).pages) == 1


def test_a_blank_paragraph_falls_off_the_bottom() -> None:
    pages = paginate(play([*fill(54), p(ACTION, ""), p(HEADING, "INT. CAR")]))
    assert at(pages, 1) == [(0, "INT. CAR")]
    inside = paginate(play([*fill(1), p(ACTION, "   "), p(ACTION, "Snow.")]))
    assert at(inside)[-1] == (4, "Snow.")


def test_scene_continued_lines_take_one_line_at_the_bottom_and_top() -> None:
    on = Continueds(scene_bottom=True, scene_top=True, scene_numbered=True)
    scene = [p(HEADING, "INT. CAR", number="7"), *fill(120), p(HEADING, "EXT. STREET")]
    pages = paginate(play(scene, continueds=on))
    assert at(pages, 0)[-2:] == [(52, "filler 51"), (53, "(CONTINUED)")]
    assert at(pages, 1)[0] == (0, "7 CONTINUED:")
    assert at(pages, 2)[0] == (0, "7 CONTINUED: (2)")
    assert shown(pages, 2)[-1] == "EXT. STREET"


def test_a_scene_that_ends_with_its_page_needs_no_continued() -> None:
    on = Continueds(scene_bottom=True, scene_top=True)
    pages = paginate(play([p(HEADING, "INT. CAR"), *fill(53), p(HEADING, "EXT. X")], continueds=on))
    assert shown(pages, 0)[-1] == "filler 52"
    assert shown(pages, 1) == ["EXT. X"]


def test_double_spacing_takes_two_lines_for_one() -> None:
    styles = MappingProxyType({"Dialogue": ParagraphStyle(spacing=2.0)})
    pages = paginate(play([p(CUE, "ANN"), p(DIALOGUE, "x" * 35 + " y")], styles=styles))
    assert [line.y for line in pages.pages[0].lines] == [0, 1, 3]


def test_dual_dialogue_is_as_high_as_its_taller_column() -> None:
    left, right = Column.LEFT, Column.RIGHT
    dual = [
        p(CUE, "ANN", dual=left),
        p(DIALOGUE, "Snow " * 12, dual=left),
        p(CUE, "BEN", dual=right),
        p(DIALOGUE, "Rain.", dual=right),
    ]
    pages = paginate(play([p(ACTION, "One."), *dual, p(ACTION, "Two.")]))
    ann, ben = (next(x for x in pages.pages[0].lines if x.text == name) for name in ("ANN", "BEN"))
    assert ann.y == ben.y == 2
    assert ann.left < ann.right <= ben.left
    assert at(pages)[-1][0] == 2 + 1 + 2 + 1
    moved = paginate(play([*fill(51), *dual]))
    assert {line.kind for line in moved.pages[0].lines} == {Kind.GENERAL}


def test_dual_dialogue_taller_than_a_page_is_set_one_after_the_other() -> None:
    dual = [
        p(CUE, "ANN", dual=Column.LEFT),
        p(DIALOGUE, "Snow. " * 400, dual=Column.LEFT),
        p(CUE, "BEN", dual=Column.RIGHT),
        p(DIALOGUE, "Rain.", dual=Column.RIGHT),
    ]
    pages = paginate(play(dual))
    assert len(pages.pages) > 1
    assert shown(pages)[-2:] == ["BEN", "Rain."]


def test_a_page_break_starts_a_page_and_may_name_it() -> None:
    lock = p(Kind.PAGE_BREAK, "", page_label="12A")
    pages = paginate(play([*fill(1), p(Kind.PAGE_BREAK, ""), *fill(1), lock, *fill(1)]))
    assert [page.label for page in pages.pages] == ["1", "2", "12A"]


def test_pages_between_locked_ones_get_letters() -> None:
    lock = [p(Kind.PAGE_BREAK, "", page_label=label) for label in ("7", "8")]
    pages = paginate(play([*fill(1), lock[0], *fill(120), lock[1], *fill(60)]))
    assert [page.label for page in pages.pages] == ["1", "7", "7A", "7B", "8", "9"]


def test_what_does_not_print_takes_no_line() -> None:
    silent = (Kind.SECTION, Kind.SYNOPSIS, Kind.NOTE, Kind.BONEYARD)
    pages = paginate(play([p(ACTION, "One."), *(p(k, "x") for k in silent), p(ACTION, "Two.")]))
    assert at(pages) == [(0, "One."), (2, "Two.")]


def test_nothing_gives_no_page() -> None:
    pages = paginate(play([]))
    assert pages.pages == ()
    assert pages.scenes == ()


def test_a_song_of_its_own_stands_apart() -> None:
    pages = paginate(play([p(ACTION, "One."), p(Kind.LYRICS, "La"), p(Kind.LYRICS, "la")]))
    assert at(pages) == [(0, "One."), (2, "La"), (3, "la")]


def test_centred_action_keeps_its_measure() -> None:
    centred = p(ACTION, "THE END", layout=ParagraphStyle(alignment=Alignment.CENTER))
    line = paginate(play([centred])).pages[0].lines[0]
    assert (line.alignment, line.left, line.right) == (Alignment.CENTER, 1.5, 7.5)


def test_capitals_are_shown_and_runs_keep_their_places() -> None:
    runs = (Run("int. "), Run("stra\u00dfe", Style.BOLD), Run(" - day"))
    heading = Paragraph(kind=HEADING, runs=runs, line=1)
    line = paginate(play([heading])).pages[0].lines[0]
    assert line.text == "INT. STRA\u00dfE - DAY"
    assert line_runs(heading, line) == (
        Run("INT. "),
        Run("STRA\u00dfE", Style.BOLD),
        Run(" - DAY"),
    )


def test_runs_of_a_wrapped_line_are_cut_at_its_ends() -> None:
    runs = (Run("x" * 59 + " "), Run("snow on the glass", Style.ITALIC))
    action = Paragraph(kind=ACTION, runs=runs, line=1)
    first, second = paginate(play([action])).pages[0].lines
    assert line_runs(action, first) == (Run("x" * 59),)
    assert line_runs(action, second) == (Run("snow on the glass", Style.ITALIC),)
