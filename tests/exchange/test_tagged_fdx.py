"""FDX that is tagged already, through lastlook and out again: every tag and id is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.films import take_in

from lastlook.breakdown.categories import TRADE
from lastlook.exchange import merge, read_tags, tag_script
from lastlook.script import read
from lastlook.script.fdx.write import write_fdx

if TYPE_CHECKING:
    from tests.exchange.films import Make

    from lastlook.exchange import Incoming
    from lastlook.script import Screenplay

OWN = "0f0f0f0f-1111-4222-8333-444444444444"
ART_BEAT = "c86eae40-3b01-41c3-a7de-6859e6ec971d"
MISC_BEAT = "ce04f547-f7ee-40c9-ab66-d95a0c98034e"
PROPS = "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa"
CAST = "01fc9642-84ff-4366-b37c-a3068dee57e8"
DAY = "63c140da-ef2b-491a-b416-b46f461abb89"
TAGGED = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="12A" Type="Scene Heading" Odd="kept">
      <SceneProperties Length="2/8" Page="1" Title=""/>
      <Text TagNumber="9">INT. HUT - NIGHT</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <Text>MARA lifts the </Text><Text TagNumber="1">br</Text>
      <Text Style="Italic" TagNumber="1">ass</Text><Text TagNumber="1"> kettle</Text>
      <Text> off a </Text><Text TagNumber="2">painted </Text><Text TagNumber="3">stove</Text>
      <Text>.</Text>
    </Paragraph>
    <Paragraph Type="Character"><Text TagNumber="4">MARA</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>My </Text><Text TagNumber="7">hat</Text></Paragraph>
    <Paragraph Number="A12" Type="Scene Heading"><Text>EXT. ROAD - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>A red </Text><Text TagNumber="5">drone</Text>
      <Text> falls. JON runs.</Text></Paragraph>
  </Content>
  <Riddle>nobody knows</Riddle>
  <TagData Strange="yes">
    <TagCategories>
      <TagCategory Color="#123412341234" Id="{PROPS}" Name="Requisiten" Number="5" Style="Bold"/>
      <TagCategory Color="#0000FFFF0000" Id="{OWN}" Name="Drones" Number="41" Style="Italic"/>
      <TagCategory Id="{ART_BEAT}" Name="Art Department" Number="16"/>
      <TagCategory Id="{MISC_BEAT}" Name="Miscellaneous" Number="25"/>
      <TagCategory Id="{CAST}" Name="Cast Members" Number="1"/>
      <TagCategory Id="{DAY}" Name="Script Day" Number="27"/>
    </TagCategories>
    <TagDefinitions>
      <TagDefinition CatId="{PROPS}" Id="d-kettle" Label="Kettle" Number="1" Shade="old"/>
      <TagDefinition CatId="{ART_BEAT}" Id="d-paint" Label="Paint" Number="2"/>
      <TagDefinition CatId="{MISC_BEAT}" Id="d-stove" Label="Stove" Number="3"/>
      <TagDefinition CatId="{CAST}" Id="d-mara" Label="MARA" Number="4"/>
      <TagDefinition CatId="{OWN}" Id="d-drone" Label="Small drone" Number="5"/>
      <TagDefinition CatId="{PROPS}" Id="d-ghost" Label="Ghost" Number="6"/>
      <TagDefinition CatId="{DAY}" Id="d-day" Label="D2" Number="7"/>
      <TagDefinition CatId="{PROPS}" Id="d-hat" Label="" Number="8"/>
    </TagDefinitions>
    <Tags>
      <Tag Number="1"><DefId>d-kettle</DefId></Tag>
      <Tag Number="2"><DefId>d-paint</DefId></Tag>
      <Tag Number="3"><DefId>d-paint</DefId><DefId>d-stove</DefId></Tag>
      <Tag Number="4"><DefId>d-mara</DefId></Tag>
      <Tag Number="5"><DefId>d-drone</DefId></Tag>
      <Tag Number="6"><DefId>d-gone</DefId></Tag>
      <Tag Number="7"><DefId>d-hat</DefId></Tag>
      <Tag Number="9"><DefId>d-day</DefId></Tag>
    </Tags>
  </TagData>
</FinalDraft>
"""
DECIDED = """\
[scenes.s001]
elements = [
    { category = "Wardrobe", label = "hat" },
    { category = "Set Dressing", label = "Stove" },
    { category = "Props", label = "Kettle" },
    { category = "Art Department", label = "Soot" },
    { category = "Weather", label = "Storm" },
]
"""


def marked(script: Screenplay) -> list[tuple[str, str]]:
    """Return every stretch of words that a definition marks, with its id."""
    found = []
    for paragraph in script.paragraphs:
        for run in paragraph.runs:
            for number in run.tags:
                found += [(key, run.text) for key in script.tag_data.tags.get(number, ())]
    return found


def said(incoming: Incoming) -> str:
    return "\n".join(problem.what for problem in incoming.problems)


def test_what_is_there_is_kept_id_by_id_and_byte_by_byte(make: Make) -> None:
    film = make(script=TAGGED, name="script.fdx", breakdown=DECIDED)
    data = write_fdx(tag_script(film)[0]).data
    old, new = film.screenplay, read(data, "out.fdx")
    assert set(marked(old)) <= set(marked(new))
    assert new.tag_data.definitions[: len(old.tag_data.definitions)] == old.tag_data.definitions
    assert old.tag_data.tags.items() <= new.tag_data.tags.items()
    text = data.decode()
    for line in re.findall(r"<(?:TagCategory|TagDefinition|TagData) [^>]*>", TAGGED):
        assert line in text
    assert "<Riddle>nobody knows</Riddle>" in text
    assert 'Odd="kept"' in text


def test_what_is_new_joins_it(make: Make) -> None:
    film = make(script=TAGGED, name="script.fdx", breakdown=DECIDED)
    script, on_heading = tag_script(film)
    new = read(write_fdx(script).data, "out.fdx")
    labels = {one.id: (one.category_id, one.label) for one in new.tag_data.definitions}
    mine = [(*labels[key], words) for key, words in marked(new) if key not in {
        one.id for one in film.screenplay.tag_data.definitions}]  # fmt: skip
    trade = {one.name: one.fdx_id for one in TRADE}
    assert set(mine) == {
        (trade["Wardrobe"], "hat", "hat"),
        (trade["Set Dressing"], "Stove", "stove"),
        (ART_BEAT, "Soot", "INT. HUT - NIGHT"),
        (trade["Weather"], "Storm", "INT. HUT - NIGHT"),
        (CAST, "JON", "JON"),
    }
    assert on_heading == ("scene 12A: Art Department: Soot", "scene 12A: Weather: Storm")
    # The kettle and MARA were tagged; nothing is tagged twice.
    assert [words for key, words in marked(new) if key == "d-mara"] == ["MARA"]
    ids = [one.id for one in new.tag_data.categories]
    assert len(ids) == len(set(ids))


def test_a_second_export_changes_nothing(make: Make) -> None:
    film = make(script=TAGGED, name="script.fdx", breakdown=DECIDED)
    once = write_fdx(tag_script(film)[0]).data
    again = make(script=once, name="script.fdx", breakdown=DECIDED, folder="again")
    assert write_fdx(tag_script(again)[0]).data == once


def test_tags_come_into_a_production_whose_script_is_fountain(make: Make) -> None:
    fountain = (
        "INT. HUT - NIGHT #12#\n\nMARA lifts the brass kettle off a painted stove.\n\nMARA\n"
        "My hat\n\nEXT. ROAD - DAY #13#\n\nA red drone falls. JON runs.\n"
    )
    film = make(script=fountain, breakdown="")
    incoming = read_tags(read(TAGGED.encode(), "theirs.fdx"))
    merged = merge(film, incoming)
    assert list(merged.matched.values()) == [("s001",), ("s002",)]
    again = take_in(film, merged.decisions)
    first, second = again.decisions.scenes["s001"], again.decisions.scenes["s002"]
    assert [(e.category, e.label, e.words) for e in first.elements] == [
        ("Props", "Kettle", "brass kettle"),
        ("Art Department", "Paint", "painted"),
        ("Miscellaneous", "Stove", "stove"),
        ("Props", "hat", "hat"),
    ]
    assert first.elements[0].quote == "MARA lifts the brass kettle off a painted stove."
    assert first.script_day == "D2"
    assert [(e.category, e.label) for e in second.elements] == [("Miscellaneous", "Small drone")]
    assert "The category “Drones” is none of the trade's." in said(incoming)
    assert "Requisiten: Ghost is defined and marks no words." in said(incoming)


@given(st.binary(max_size=60), st.integers(0, len(TAGGED)))
def test_a_broken_file_never_breaks_the_reader(noise: bytes, at: int) -> None:
    from lastlook.errors import LastlookError

    data = TAGGED.encode()
    try:
        read_tags(read(data[:at] + noise + data[at:], "x.fdx"))
    except LastlookError as error:
        assert str(error)


@pytest.mark.parametrize("category", TRADE, ids=lambda one: one.name)
def test_every_category_keeps_its_id_both_ways(make: Make, category: object) -> None:
    name = getattr(category, "name", "")
    film = make(
        breakdown=f'[scenes.s002]\nelements = [{{ category = "{name}", label = "Zzz thing" }}]\n'
    )
    script = read(write_fdx(tag_script(film)[0]).data, "out.fdx")
    made = next(one for one in script.tag_data.definitions if one.label == "Zzz thing")
    assert made.category_id == getattr(category, "fdx_id", "")
    sheet = read_tags(script).sheets[1]
    there = {(e.category, e.label) for e in sheet.decisions.elements}
    there |= {("Cast Members", one) for one in sheet.cast}
    there |= {("Background Actors", one.label) for one in sheet.decisions.background or ()}
    assert (name, "Zzz thing") in there
