"""Scenes, elements, locations and roles that terms and parts name and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import Severity
from lastlook.plan.film import check

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.errors import Problem

SCRIPT = "EXT. BEACH - DAY #1#\n\nA dog.\n\nINT. HOUSE - DAY #2#\n\nA cat.\n"
PRODUCTION = """title = "Film"
script = "script.fountain"
[calendar]
start = 2027-01-18
[hours]
day_call = "07:00"
night_call = "17:00"
[[location]]
id = "beach"
name = "Beach"
sets = ["BEACH", "HOUSE"]
"""


def problems(at: Path, *, terms: str = "", decisions: str = "") -> list[Problem]:
    """What is wrong in a production of two scenes."""
    (at / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    (at / "production.toml").write_text(PRODUCTION + terms, encoding="utf-8")
    (at / "breakdown.toml").write_text(decisions, encoding="utf-8")
    return [one for one in check(at) if one.file in ("production.toml", "breakdown.toml")]


def test_sound_terms_have_no_problem(tmp_path: Path) -> None:
    terms = (
        '[[order]]\nfirst = "s001"\nthen = "s002"\n'
        '[[rental]]\nid = "dog"\nname = "Dog"\nelements = ["barking"]\nscenes = ["s001"]\n'
    )
    element = '{ category = "Sound", label = "Barking" }'
    assert (
        problems(tmp_path, terms=terms, decisions=f"[scenes.s001]\nelements = [{element}]\n") == []
    )


def test_every_scene_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    terms = (
        '[[order]]\nfirst = "s001"\nthen = "s009"\n'
        '[[order]]\nfirst = "2"\nthen = "s001"\n'
        '[[apart]]\nscenes = ["s001", "s008"]\n'
        '[[together]]\nscenes = ["s007", "s002"]\n'
        '[[rental]]\nid = "dog"\nname = "Dog"\nscenes = ["s001", "s006"]\n'
        '[[second_unit]]\nid = "u"\nname = "Unit"\nscenes = ["s002", "s005"]\n'
    )
    found = problems(tmp_path, terms=terms)
    assert [(one.line, one.what) for one in found] == [
        (14, "[[order]] names scene s009, which is not in the script."),
        (16, "[[order]] names scene 2, which is not in the script."),
        (19, "[[apart]] names scene s008, which is not in the script."),
        (21, "[[together]] names scene s007, which is not in the script."),
        (25, "[[rental]] names scene s006, which is not in the script."),
        (29, "[[second_unit]] names scene s005, which is not in the script."),
    ]
    assert found[1].fix == 'Scene 2 has the id "s002".'


def test_an_element_that_no_scene_has_is_warned_of(tmp_path: Path) -> None:
    terms = '[[rental]]\nid = "snow"\nname = "Snow"\nelements = ["Snow machine"]\n'
    (found,) = problems(tmp_path, terms=terms)
    assert (found.line, found.what) == (15, "No scene has an element Snow machine.")


def test_parts_at_no_location_and_with_no_role_are_refused(tmp_path: Path) -> None:
    decisions = (
        "[scenes.s001]\n"
        'parts = [{ id = "a", minutes = 30 },\n'
        '    { id = "b", minutes = 30, location = "moon", cast = [9] }]\n'
    )
    found = problems(tmp_path, decisions=decisions)
    assert [(one.line, one.what) for one in found] == [
        (3, "There is no location `moon`."),
        (3, "There is no role with the board id 9."),
    ]


def test_sets_that_no_scene_plays_at_are_warned_of(tmp_path: Path) -> None:
    terms = (
        '[[location]]\nid = "a"\nname = "A"\n[[location]]\nid = "b"\nname = "B"\n'
        '[[set]]\nname = "MOON BASE"\nlocations = ["a", "b"]\n'
        '[[second_unit]]\nid = "u"\nname = "Unit"\nsets = ["CAR", "ROCKET"]\nscenes = ["s001"]\n'
    )
    found = problems(tmp_path, terms=terms)
    assert [one.what for one in found] == [
        "No scene plays at a set MOON BASE.",
        "No scene plays at a set CAR.",
        "No scene plays at a set ROCKET.",
    ]
    assert [one.why for one in found] == [
        "No location is chosen because of it.",
        *["Unit shoots nothing because of it."] * 2,
    ]
    assert {one.severity for one in found} == {Severity.WARNING}


def test_empty_lists_are_as_good_as_none(tmp_path: Path) -> None:
    terms = '[[second_unit]]\nid = "u"\nname = "Unit"\nsets = []\nscenes = ["s001"]\n'
    assert problems(tmp_path, terms=terms) == []
