"""Tagged FDX out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.exchange.films import take_in

from lastlook.exchange import merge, read_tags, tag_script
from lastlook.script import read
from lastlook.script.fdx.write import write_fdx

if TYPE_CHECKING:
    from tests.exchange.films import Make

    from lastlook.plan import Film
    from lastlook.script import Screenplay


def exported(film: Film) -> Screenplay:
    return read(write_fdx(tag_script(film)[0]).data, "out.fdx")


def marked(script: Screenplay) -> dict[str, list[str]]:
    """Return the words that each label marks."""
    labels = {one.id: one.label for one in script.tag_data.definitions}
    found: dict[str, list[str]] = {}
    for paragraph in script.paragraphs:
        for run in paragraph.runs:
            for number in run.tags:
                for key in script.tag_data.tags[number]:
                    found.setdefault(labels[key], []).append(run.text)
    return found


def test_every_element_is_tagged_in_its_words_or_on_the_heading(make: Make) -> None:
    film = make()
    script, on_heading = tag_script(film)
    words = marked(read(write_fdx(script).data, "out.fdx"))
    assert words["Brass kettle"] == ["KETTLE", "kettle"]
    assert words["MARA"] == ["MARA", "EXT. ICE ROAD - DAY", "MARA"]
    assert words["JON"] == ["JON"]
    assert words["Truck"] == ["truck"]
    assert words["knife"] == ["KNIFE"]
    assert words["Dog"] == ["dog"] or words["Dog"] == ["DOG"]
    assert words["Frostbite"] == ["INT. HUT - NIGHT"]
    assert words["skiers"] == ["skiers"]
    assert "scene A12: Makeup/Hair: Frostbite" in on_heading
    assert not any("Truck" in line for line in on_heading)


def test_ids_are_the_same_in_every_export(make: Make) -> None:
    one, other = make(folder="one"), make(folder="two")
    assert tag_script(one)[0].tag_data == tag_script(other)[0].tag_data
    assert write_fdx(tag_script(one)[0]).data == write_fdx(tag_script(other)[0]).data


def test_a_fresh_production_takes_the_tags_in(make: Make) -> None:
    film = make(folder="one")
    fresh = make(folder="two", breakdown="")
    incoming = read_tags(exported(film))
    merged = merge(fresh, incoming)
    assert not merged.unplaced
    again = take_in(fresh, merged.decisions)
    for sheet, other in zip(film.sheets, again.sheets, strict=True):
        mine = {(e.category, e.label) for e in sheet.elements}
        assert mine == {(e.category, e.label) for e in other.elements}
        assert {c.id for c in sheet.cast} | set() <= {c.id for c in other.cast} | {2}
    kettle = again.decisions.scenes["s001"].elements
    quotes = {e.label: (e.quote, e.words) for e in kettle}
    assert quotes["Brass kettle"] == ("MARA (40) sets a brass KETTLE on the stove.", "KETTLE")
    assert quotes["Frostbite"] == ("", "")
    once_more = merge(again, incoming)
    assert once_more.decisions == again.decisions
    assert once_more.added == ()
