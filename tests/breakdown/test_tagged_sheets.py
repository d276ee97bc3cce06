"""What Final Draft tags bring to a sheet: cast, background, elements; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown import Decisions, parse_decisions, sheets
from lastlook.plan import load
from lastlook.script import paginate, read, scenes_of
from lastlook.script.model import Run, TagCategory, TagData, TagDefinition

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.breakdown import Sheet

LABELS = (
    *(("Cast Members", "Dora"), ("Cast Members", "The Stranger"), ("Cast", "A Twin")),
    *(("Background Actors", "Dockers"), ("Extras", "Gulls' feeders"), ("Props", "Net")),
)


def tagged_sheet(root: Path, decisions: Decisions) -> Sheet:
    film, _ = load(root)
    assert film is not None
    script = read(b"INT. A - DAY\n\nSnow falls on the slip.\n", "a.fountain")
    data = TagData(
        categories=tuple(TagCategory(id=c, name=c) for c in dict.fromkeys(c for c, _ in LABELS)),
        definitions=tuple(
            TagDefinition(id=str(n), category_id=c, label=label)
            for n, (c, label) in enumerate(LABELS)
        ),
        tags=MappingProxyType({1: tuple(str(n) for n in range(len(LABELS)))}),
    )
    heading, action = script.paragraphs
    action = replace(action, runs=(Run(action.text, tags=(1,)),))
    script = replace(script, paragraphs=(heading, action), tag_data=data)
    scenes = scenes_of(script)
    (sheet,) = sheets(film.production, script, scenes, paginate(script), decisions)
    return sheet


def test_a_cast_tag_that_no_role_is_called_stays_as_an_element(last_ride: Path) -> None:
    sheet = tagged_sheet(last_ride, Decisions())
    assert [one.character for one in sheet.cast] == ["DORA"]
    assert [(e.category, e.label, e.origin) for e in sheet.elements] == [
        ("Cast Members", "The Stranger", "tag"),
        ("Props", "Net", "tag"),
        ("Cast", "A Twin", "tag"),
    ]
    assert [one.label for one in sheet.background] == ["Dockers", "Gulls' feeders"]


def test_a_background_tag_is_kept_when_a_person_lists_the_extras(last_ride: Path) -> None:
    decisions, _ = parse_decisions(b'[scenes.s001]\nbackground = [{ label = "dockers" }]\n')
    sheet = tagged_sheet(last_ride, decisions)
    assert [one.label for one in sheet.background] == ["dockers"]
    assert ("Extras", "Gulls' feeders") in [(e.category, e.label) for e in sheet.elements]
    assert "Dockers" not in [e.label for e in sheet.elements]
