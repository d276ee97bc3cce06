"""Scene lengths in eighths."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.script.model import Kind, PageSetup, Paragraph, ParagraphStyle, Run, Screenplay
from lastlook.script.pages.labels import next_label
from lastlook.script.pages.paginate import format_eighths, paginate, parse_eighths


def p(kind: Kind, text: str) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text),) if text else (), line=1)


def lengths(*paragraphs: Paragraph, setup: PageSetup | None = None) -> list[tuple[int, float]]:
    single = MappingProxyType({"Action": ParagraphStyle(space_before=0.0)})
    script = Screenplay(
        name="test",
        format="fountain",
        paragraphs=paragraphs,
        page_setup=setup or PageSetup(),
        styles=single,
    )
    return [(scene.eighths, scene.lines) for scene in paginate(script).scenes]


def scene(lines: int) -> list[Paragraph]:
    return [p(Kind.SCENE_HEADING, "INT. CAR"), *(p(Kind.ACTION, "Snow.") for _ in range(lines - 1))]


@pytest.mark.parametrize(
    ("text", "eighths"), [("1/8", 1), ("4/8", 4), ("1", 8), ("1 3/8", 11), ("12 7/8", 103)]
)
def test_eighths_are_written_the_trades_way(text: str, eighths: int) -> None:
    assert format_eighths(eighths) == text
    assert parse_eighths(text) == eighths


def test_eighths_over_a_page_may_be_read_unmixed() -> None:
    assert parse_eighths(" 11 / 8 ") == 11


@pytest.mark.parametrize("text", ["", "3/4", "1 3", "-1/8", "x", "1.5", "1/8 1", "13/8/8"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="eighths"):
        parse_eighths(text)


def test_no_length_is_negative() -> None:
    with pytest.raises(ValueError, match="-1"):
        format_eighths(-1)


@given(st.integers(0, 10**6))
def test_eighths_come_back_as_they_were_written(eighths: int) -> None:
    assert parse_eighths(format_eighths(eighths)) == eighths


@pytest.mark.parametrize(("lines", "eighths"), [(1, 1), (6, 1), (7, 2), (13, 2), (14, 3), (54, 8)])
def test_lengths_are_rounded_up_to_eighths_of_54_lines(lines: int, eighths: int) -> None:
    assert lengths(*scene(lines)) == [(eighths, lines)]


def test_an_eighth_is_of_the_height_between_the_margins_not_of_whole_lines() -> None:
    setup = PageSetup(top=81, bottom=54)  # 54.75 lines, an eighth is 6.84
    assert lengths(*scene(54), setup=setup)[0][0] == 8
    assert lengths(*scene(27), setup=setup)[0][0] == 4
    assert lengths(*scene(34), setup=setup)[0][0] == 5  # 33.75 would make it 6


def test_the_space_above_a_heading_counts_with_its_scene() -> None:
    assert lengths(*scene(4), *scene(5)) == [(1, 4), (2, 7)]


def test_an_act_ends_the_scene_before_it() -> None:
    rest = [p(Kind.END_OF_ACT, "END OF ACT ONE"), p(Kind.NEW_ACT, "ACT TWO")]
    assert lengths(*scene(4), *rest, *scene(3)) == [(1, 4), (1, 5)]


def test_space_left_at_a_page_bottom_does_not_count() -> None:
    found = lengths(*scene(52), *scene(2))
    assert found == [(8, 52), (1, 2)]


def test_blank_lines_between_a_scenes_end_and_its_pages_end_do_not_count() -> None:
    blank = [p(Kind.ACTION, "")]
    assert lengths(*scene(51), *blank, *scene(4)) == [(8, 51), (1, 4)]
    assert lengths(*scene(6), *blank, *scene(4)) == [(2, 7), (1, 6)]


@pytest.mark.parametrize(
    ("label", "following", "after"),
    [
        ("1", None, "2"),
        ("12A", None, "13"),
        ("12", "13", "12A"),
        ("12A", "13", "12B"),
        ("12H", "13", "12J"),
        ("12N", "14", "12P"),
        ("12Z", "13", "12ZA"),
        ("12", "12A", "A12A"),
        ("A12A", "12A", "B12A"),
        ("12A", "12B", "12AA"),
        ("10-11", "12", "11A"),
        ("10", "11-12", "10A"),
        ("10-11", None, "12"),
        ("12", "7", "12A"),
        ("Prologue", "1", "PrologueA"),
        ("Prologue", None, "1"),
    ],
)
def test_page_labels_follow_each_other(label: str, following: str | None, after: str) -> None:
    assert next_label(label, following) == after
