"""Omitted scenes: a number without a scene."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lastlook.plan.bare import new_from_script
from lastlook.plan.film import load
from lastlook.script import read, scenes_of
from lastlook.script.ledger import Ledger, identify
from lastlook.script.revisions.omitted import kept, omitted_numbers, omitted_rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "number", "numbers"),
    [
        ("OMITTED", "", ("", "")),
        ("OMITTED", "72", ("72", "72")),
        ("Omitted", "72-75", ("72", "75")),
        ("72 OMITTED", "", ("72", "72")),
        ("72A  OMITTED.", "", ("72A", "72A")),
        ("72-75 OMITTED", "72", ("72", "75")),
        ("72 thru 75 omitted", "", ("72", "75")),
        ("72–A75 OMITTED", "", ("72", "A75")),
        ("OMITTED 72-75", "", ("72", "75")),
        ("SCENES 72 & 73 OMITTED", "", ("72", "73")),
        ("72. (OMITTED)", "", ("72", "72")),
        ("SCENE DELETED", "9", ("9", "9")),
        ("ENTFÄLLT", "9", ("9", "9")),
        ("INT. OMITTED - DAY", "72", None),
        ("INT. CAR - DAY (OMITTED)", "72", None),
        ("THE OMITTED", "", None),
        ("DELETED SCENES ARCHIVE", "", None),
        ("", "72", None),
    ],
)
def test_headings_that_say_omitted(text: str, number: str, numbers: tuple[str, str] | None) -> None:
    assert omitted_numbers(text, number) == numbers


SCRIPT = b"""INT. FERRY - DAY #71#

Snow.

.OMITTED #72#

.73 OMITTED

.74-75 OMITTED

EXT. ROAD - NIGHT #76#

MARA
Go.

.OMITTED #77#
"""


def test_scenes_say_whether_they_are_omitted_and_under_which_number() -> None:
    scenes = scenes_of(read(SCRIPT, "a.fountain"))
    assert [(scene.number, scene.omitted) for scene in scenes] == [
        ("71", False),
        ("72", True),
        ("73", True),
        ("74-75", True),
        ("76", False),
        ("77", True),
    ]
    assert [scene.number for scene in kept(scenes)] == ["71", "76"]


def test_omitted_scenes_in_a_row_are_shown_as_a_range() -> None:
    rows = list(omitted_rows(scenes_of(read(SCRIPT, "a.fountain"))))
    assert [(number, len(scenes)) for number, scenes in rows] == [
        ("71", 1),
        ("72-75", 3),
        ("76", 1),
        ("77", 1),
    ]


def test_fdx_keeps_final_drafts_length_of_an_omitted_scene() -> None:
    fdx = b"""<?xml version="1.0" encoding="UTF-8"?><FinalDraft><Content>
<Paragraph Type="Scene Heading" Number="12"><SceneProperties Length="1/8" Page="3"/>
<Text>OMITTED</Text></Paragraph></Content></FinalDraft>"""
    screenplay = read(fdx, "a.fdx")
    (scene,) = scenes_of(screenplay)
    assert (scene.omitted, scene.number) == (True, "12")
    assert screenplay.paragraphs[scene.first].stated_eighths == 1


def test_omitted_scenes_get_no_id() -> None:
    scenes, ledger = identify(read(SCRIPT, "a.fountain"), Ledger())
    assert [(scene.id, scene.number) for scene in scenes] == [("s001", "71"), ("s002", "76")]
    assert [entry.number for entry in ledger.scene] == ["71", "76"]


def test_a_production_made_from_a_script_has_no_place_called_omitted(tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_bytes(SCRIPT)
    root = new_from_script(script, tmp_path / "film", start=date(2027, 3, 1), start_stated=True)
    film, problems = load(root)
    assert film is not None, [problem.message for problem in problems]
    assert [location.sets for location in film.production.locations] == [("FERRY",), ("ROAD",)]
    assert [sheet.number for sheet in film.sheets] == ["71", "76"]


def test_omitted_scenes_are_not_scheduled(last_ride: Path, tmp_path: Path) -> None:
    root = tmp_path / "film"
    root.mkdir()
    for name in ("production.toml", "scenes.toml"):
        (root / name).write_bytes((last_ride / name).read_bytes())
    script = (last_ride / "script.fountain").read_text(encoding="utf-8")
    before, _ = load(last_ride)
    assert before is not None
    gone = before.scenes[3]
    start, end = (script.index(f"#{number}#") for number in (gone.number, before.scenes[4].number))
    start, end = script.rindex("\n", 0, start) + 1, script.rindex("\n", 0, end) + 1
    script = f"{script[:start]}.OMITTED #{gone.number}#\n\n{script[end:]}"
    (root / "script.fountain").write_text(script, encoding="utf-8")
    film, problems = load(root)
    assert film is not None, [problem.message for problem in problems]
    assert [sheet.scene_id for sheet in film.sheets] == [
        sheet.scene_id for sheet in before.sheets if sheet.scene_id != gone.id
    ]
    assert next(e for e in film.ledger.scene if e.id == gone.id).omitted
