"""What holds for every script, whatever is in it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.script.model import (
    SILENT_KINDS,
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

TEXTS = st.one_of(
    st.sampled_from(["", " ", "INT. CAR - NIGHT", "Snow.", "(cold)", "ANN", "Wait; go\u2026"]),
    st.lists(st.sampled_from(["snow", "Glass.", "a-b", "\u201cNo!\u201d", "--", "\n", "x" * 70]))
    .map(" ".join)
    .map(lambda text: text[:3000]),
    st.integers(1, 90).map(lambda n: "Snow falls on glass. " * n),
)
STYLES = st.sampled_from([Style.PLAIN, Style.ITALIC, Style.ALL_CAPS])
LAYOUTS = st.one_of(
    st.none(),
    st.builds(
        ParagraphStyle,
        space_before=st.sampled_from([None, 0.0, 0.5, 3.0]),
        starts_page=st.sampled_from([None, True]),
        spacing=st.sampled_from([None, 1.5, 2.0]),
    ),
)
PARAGRAPHS = st.builds(
    Paragraph,
    kind=st.sampled_from(list(Kind)),
    runs=st.lists(st.builds(Run, TEXTS, STYLES), max_size=3).map(tuple),
    line=st.just(1),
    dual=st.sampled_from([None, None, None, Column.LEFT, Column.RIGHT]),
    layout=LAYOUTS,
    page_label=st.sampled_from(["", "", "7", "12A"]),
)
SCREENPLAYS = st.builds(
    Screenplay,
    name=st.just("test"),
    format=st.just("fountain"),
    paragraphs=st.lists(PARAGRAPHS, max_size=40).map(tuple),
    page_setup=st.builds(PageSetup, sentence_breaks=st.booleans()),
    continueds=st.builds(
        Continueds,
        dialogue_bottom=st.booleans(),
        dialogue_top=st.booleans(),
        scene_bottom=st.booleans(),
        scene_top=st.booleans(),
    ),
    styles=st.just(MappingProxyType({})),
)


def in_reading_order(pages: Pages) -> dict[int, str]:
    """Words of every paragraph, put together again from its lines."""
    found: dict[int, list[str]] = defaultdict(list)
    for page in pages.pages:
        for line in page.lines:
            if line.paragraph >= 0:
                found[line.paragraph].append(line.text[: line.end - line.start])
    return {index: "".join(lines) for index, lines in found.items()}


def letters(text: str) -> str:
    return re.sub(r"\s", "", text).upper()


@settings(max_examples=150, deadline=None)
@given(SCREENPLAYS)
def test_every_word_is_placed_once_and_in_order(screenplay: Screenplay) -> None:
    placed = in_reading_order(paginate(screenplay))
    for index, paragraph in enumerate(screenplay.paragraphs):
        expected = "" if paragraph.kind in SILENT_KINDS else letters(paragraph.text)
        assert letters(placed.get(index, "")) == expected


@settings(max_examples=150, deadline=None)
@given(SCREENPLAYS)
def test_paragraphs_stand_in_order_and_inside_their_page(screenplay: Screenplay) -> None:
    pages = paginate(screenplay)
    seen = -1
    for page in pages.pages:
        for line in page.lines:
            assert 0 <= line.y < pages.lines_per_page
            assert line.left < line.right
            if line.paragraph >= 0:
                assert line.paragraph >= seen
                seen = line.paragraph


@settings(max_examples=100, deadline=None)
@given(SCREENPLAYS)
def test_single_columns_go_down_the_page_without_overlap(screenplay: Screenplay) -> None:
    for page in paginate(screenplay).pages:
        lines = [
            line
            for line in page.lines
            if line.paragraph < 0 or not screenplay.paragraphs[line.paragraph].dual
        ]
        for above, below in pairwise(lines):
            assert below.y >= above.y + 1 - 0.1


@settings(max_examples=100, deadline=None)
@given(SCREENPLAYS)
def test_every_scene_has_a_page_and_an_eighth(screenplay: Screenplay) -> None:
    pages = paginate(screenplay)
    headings = [n for n, p in enumerate(screenplay.paragraphs) if p.kind is Kind.SCENE_HEADING]
    assert [scene.first for scene in pages.scenes] == headings
    assert all(scene.eighths >= 1 and scene.lines >= 1 for scene in pages.scenes)
    labels = [page.label for page in pages.pages]
    assert all(scene.page in labels for scene in pages.scenes)
    assert pages.scene_eighths == sum(scene.eighths for scene in pages.scenes)


@settings(max_examples=50, deadline=None)
@given(SCREENPLAYS)
def test_runs_of_a_line_are_the_line(screenplay: Screenplay) -> None:
    for page in paginate(screenplay).pages:
        for line in page.lines:
            paragraph = screenplay.paragraphs[max(line.paragraph, 0)]
            assert "".join(run.text for run in line_runs(paragraph, line)) == line.text


@settings(max_examples=30, deadline=None)
@given(SCREENPLAYS)
def test_the_same_script_gives_the_same_pages(screenplay: Screenplay) -> None:
    assert paginate(screenplay) == paginate(screenplay)
