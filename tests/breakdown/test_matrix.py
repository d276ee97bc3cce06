"""Matrices as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.breakdown.stories import film, story

from lastlook.breakdown.matrix import Mark, cast_matrix, element_matrix

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
INT. HUT - DAY

MARA
Hello.

JON nods at the dog.

EXT. ROAD - NIGHT

Snow.

INT. HUT - NIGHT

JON
No.
"""
TOML = """
[scenes.s001]
elements = [{ element = "dog" }, { category = "Props", label = "Cups", count = 4 }]
[scenes.s003]
elements = [{ category = "Props", label = "Cups" }, { category = "Intimacy", label = "Kiss" }]
[elements.dog]
category = "Animals"
label = "Dog"
linked = ["handler"]
[elements.handler]
category = "Animal Handler"
label = "Handler"
"""


def test_roles_by_scene_speaking_and_silent() -> None:
    made = story(SCRIPT, TOML, ("MARA", "JON"))
    matrix = cast_matrix(made.sheets, made.decisions, cast=made.cast)
    assert [column.number for column in matrix.columns] == ["1", "2", "3"]
    marks = {row.label: [cell and cell.mark for cell in row.cells] for row in matrix.rows}
    assert marks == {
        "MARA": [Mark.SPEAKS, None, None],
        "JON": [Mark.SILENT, None, Mark.SPEAKS],
    }
    assert [row.number for row in matrix.rows] == ["1", "2"]
    assert [row.scenes for row in matrix.rows] == [1, 2]


def test_elements_by_scene_with_counts_and_what_comes_along() -> None:
    made = story(SCRIPT, TOML)
    matrix = element_matrix(made.sheets, made.decisions)
    assert {row.label for row in matrix.rows} == {"Dog", "Handler", "Cups", "Kiss"}
    rows = {row.label: row for row in matrix.rows}
    assert rows["Handler"].cells[0] is not None
    assert rows["Handler"].cells[0].mark is Mark.COMES_ALONG
    assert [cell and cell.count for cell in rows["Cups"].cells] == [4, None, None]
    assert rows["Cups"].scenes == 2
    props = element_matrix(made.sheets, made.decisions, categories=["Props"])
    assert [row.label for row in props.rows] == ["Cups"]
    chosen = element_matrix(made.sheets, made.decisions, elements=["dog"])
    assert [row.id for row in chosen.rows] == ["dog"]


def test_in_another_order_what_is_left_out_comes_last() -> None:
    made = story(SCRIPT, TOML, ("MARA", "JON"))
    matrix = cast_matrix(made.sheets, made.decisions, cast=made.cast, order=["s003", "s001"])
    assert [column.scene_id for column in matrix.columns] == ["s003", "s001", "s002"]
    assert [cell is not None for cell in matrix.rows[1].cells] == [True, True, False]


def test_the_matrix_of_the_example_is_what_its_sheets_say(last_ride: Path) -> None:
    made = film(last_ride)
    matrix = cast_matrix(made.sheets, made.decisions, cast=made.cast)
    for place, sheet in enumerate(made.sheets):
        here = {row.number for row in matrix.rows if row.cells[place] is not None}
        assert here == {str(one.id) for one in sheet.cast}
    assert sum(row.scenes for row in matrix.rows) == sum(len(s.cast) for s in made.sheets)
