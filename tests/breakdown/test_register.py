"""The film's elements, each once, and what comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.breakdown.decided import decided, entries, film, paragraphs, suggestion

from lastlook.breakdown import Element
from lastlook.breakdown.asking import quote_for, scene_named, suggestion_named
from lastlook.breakdown.register import find, fresh_id, register, slug, with_linked
from lastlook.errors import LastlookError
from lastlook.plan import load

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
[scenes.s001]
elements = [
    { category = "Animals", label = "hound", count = 2 },
    { category = "Props", label = "Collar" },
]
[scenes.s002]
elements = [{ element = "dog" }, { category = "Set Dressing", label = "Collar" }]

[elements.dog]
category = "Animals"
label = "Dog"
also = ["hound"]
linked = ["handler"]
number = "A1"

[elements.handler]
category = "Animal Handler"
label = "Handler"
linked = ["dog"]

[elements.sled]
category = "Vehicles"
label = "Sled"
"""


def test_every_element_is_there_once_with_its_scenes() -> None:
    found = {entry.id: entry for entry in entries(decided(FILE))}
    assert list(found) == ["sled", "props-collar", "dog", "handler", "set-dressing-collar"]
    dog = found["dog"]
    assert (dog.label, dog.also, dog.linked, dog.number) == ("Dog", ("hound",), ("handler",), "A1")
    assert [(one.scene_id, one.count) for one in dog.scenes] == [("s001", 2), ("s002", None)]
    assert found["sled"].scenes == ()
    assert found["props-collar"].stated is False


def test_what_comes_along_is_on_the_sheet_and_says_so() -> None:
    decisions = decided(FILE)
    tag = Element(category="Animals", label="HOUND", origin="tag", id="of-final-draft")
    there = with_linked([tag], decisions)
    assert [(e.label, e.origin, e.id) for e in there] == [
        ("Dog", "tag", "dog"),
        ("Handler", "link", "handler"),
    ]
    assert len(with_linked([tag, *there], decisions)) == 2
    assert [e.label for e in with_linked([tag], decisions, ["handler"])] == ["Dog"]


def test_an_element_is_found_by_id_name_or_number() -> None:
    known = entries(decided(FILE))
    assert {find(known, name).id for name in ("dog", "HOUND", "Dog", "A1")} == {"dog"}
    assert find(known, "collar", "Props").id == "props-collar"
    with pytest.raises(LastlookError, match=r"props-collar.*set-dressing-collar"):
        find(known, "Collar")
    with pytest.raises(LastlookError, match="Did you mean “Sled”"):
        find(known, "Slet")
    with pytest.raises(LastlookError, match="lastlook breakdown elements"):
        find(known, "xyzzy")


def test_ids_are_made_of_the_label() -> None:
    assert slug("Ring, “double” (Zoë’s)") == "ring-double-zoes"
    assert slug("…") == "element"
    assert fresh_id("Ring", "Props", {"ring"}) == "props-ring"
    assert fresh_id("Ring", "Props", {"ring", "props-ring", "ring-2"}) == "ring-3"


def test_roles_and_extras_of_the_example_are_in_its_register(last_ride: Path) -> None:
    example, _ = load(last_ride)
    assert example is not None
    found = {
        entry.id: entry
        for entry in register(example.decisions, example.sheets, example.production.cast)
    }
    dora = found["cast-1"]
    assert (dora.category, dora.number, dora.stated) == ("Cast Members", "1", True)
    total = sum(len(s.cast) + len(s.background) + len(s.elements) for s in example.sheets)
    assert sum(len(entry.scenes) for entry in found.values()) == total


def test_scenes_are_named_by_number_or_id() -> None:
    _, scenes = film()
    assert scene_named(scenes, "12a").id == "s001"
    assert scene_named(scenes, "101-3").id == scene_named(scenes, "s002").id == "s002"
    with pytest.raises(LastlookError, match="Did you mean 12A"):
        scene_named(scenes, "12")
    _, doubled = film("INT. A - DAY #1#\n\nx\n\nINT. B - DAY #1#\n\ny\n")
    with pytest.raises(LastlookError, match=r"s001.*s002"):
        scene_named(doubled, "1")


def test_suggestions_are_named_by_label_or_words() -> None:
    gun = suggestion("gun", "A REVOLVER.", words="REVOLVER")
    rose = (suggestion("rose", "A rose."), suggestion("rose", "A rose.", "Greenery"))
    assert suggestion_named([gun], "revolver") == gun
    assert suggestion_named([gun], "knife") is None
    assert suggestion_named(rose, "rose", "Greenery") == rose[1]
    with pytest.raises(LastlookError, match="--category"):
        suggestion_named(rose, "rose")


def test_what_nobody_suggested_finds_its_sentence() -> None:
    quote, words = quote_for(paragraphs(), "the bench")
    assert quote is not None
    assert (quote.text, quote.line, words) == ("A REVOLVER lies on the bench.", 3, "the bench")
    assert quote_for(paragraphs(), "watch")[1] == "watch"  # as Mara says, not She watches
    assert quote_for(paragraphs(), "tuba") == (None, "")
