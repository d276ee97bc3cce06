"""What fits where: faces, leading, columns and what overrides what."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from lastlook.script.model import Alignment, Kind, Paragraph, ParagraphStyle, Screenplay
from lastlook.script.pages.layout import DEFAULT_STYLES, dual_box, effective_style, fit_box

ACTION = DEFAULT_STYLES[Kind.ACTION]


@pytest.mark.parametrize(
    ("kind", "first", "rest"),
    [
        (Kind.SCENE_HEADING, 61, 61),
        (Kind.ACTION, 61, 61),
        (Kind.CHARACTER, 38, 38),
        (Kind.PARENTHETICAL, 26, 25),
        (Kind.DIALOGUE, 35, 35),
        (Kind.TRANSITION, 16, 16),
    ],
)
def test_default_columns_hold_final_drafts_letters(kind: Kind, first: int, rest: int) -> None:
    box = fit_box(DEFAULT_STYLES[kind], kind)
    assert (box.first_width, box.width) == (first, rest)
    assert box.line == 12


@pytest.mark.parametrize(
    ("font", "size", "width", "line"),
    [
        (None, None, 61, 12),
        ("Courier Final Draft", 12.0, 61, 12),
        ("Courier Final Draft", 10.0, 73, 10),
        ("Courier New", 12.0, 60, 12),
        ("Courier Prime", 12.0, 60, 12),
        ("Arial", 12.0, 76, 16),
        ("Times New Roman", 12.0, 69, 16),
    ],
)
def test_a_face_sets_the_measure(
    font: str | None, size: float | None, width: int, line: float
) -> None:
    box = fit_box(replace(ACTION, font=font, size=size), Kind.ACTION)
    assert (box.width, box.line) == (width, line)


def test_spacing_stretches_lines_and_leading_stretches_all() -> None:
    double = fit_box(replace(ACTION, spacing=2.0), Kind.ACTION)
    assert (double.line, double.space) == (24, 12)
    tight = fit_box(ACTION, Kind.ACTION, "Tight")
    assert (tight.line, tight.space) == (11, 11)
    assert fit_box(ACTION, Kind.ACTION, "Unheard of").line == 12


def test_a_first_line_may_stand_out() -> None:
    box = fit_box(DEFAULT_STYLES[Kind.PARENTHETICAL], Kind.PARENTHETICAL)
    assert box.left == pytest.approx(2.9)
    assert box.rest_left == 3.0


def test_indents_that_cross_leave_one_letter() -> None:
    box = fit_box(replace(ACTION, left=7.0, right=1.0), Kind.ACTION)
    assert (box.first_width, box.width) == (1, 1)


def test_columns_of_dual_dialogue_are_narrow_and_left_aligned() -> None:
    full = fit_box(
        replace(DEFAULT_STYLES[Kind.CHARACTER], alignment=Alignment.CENTER), Kind.CHARACTER
    )
    box = dual_box(full, Kind.CHARACTER, 4.625)
    assert (box.left, box.right, box.width) == (5.375, 7.5, 21)
    assert box.alignment is Alignment.LEFT
    assert dual_box(full, Kind.DIALOGUE, 1.5).width == 29


def test_a_paragraph_overrides_its_file_and_the_file_the_defaults() -> None:
    layout = ParagraphStyle(right=5.0)
    paragraph = Paragraph(kind=Kind.ACTION, runs=(), line=1, style_name="Insert", layout=layout)
    styles = {
        "Insert": ParagraphStyle(left=2.0, right=6.0, paginate_as="Scene Heading"),
        "Action": ParagraphStyle(left=9.0),
    }
    script = Screenplay(name="x", format="fdx", styles=MappingProxyType(styles))
    style = effective_style(script, paragraph)
    assert (style.left, style.right, style.space_before) == (2, 5, 1)
    assert fit_box(style, paragraph.kind).rule is Kind.SCENE_HEADING


def test_an_unknown_rule_is_general() -> None:
    assert fit_box(replace(ACTION, paginate_as="Act In"), Kind.ACTION).rule is Kind.GENERAL
