"""Where confirmed tags are: each in one state, none left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.breakdown.decided import SCRIPT, decided, film

from lastlook.breakdown.tags import TagState, counted, status_of_tags
from lastlook.script import read
from lastlook.script.ledger import Ledger, LedgerEntry, identify

if TYPE_CHECKING:
    from lastlook.breakdown.tags import TagStatus

FDX = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Type="Scene Heading" Number="1"><Text>INT. CAR - NIGHT</Text></Paragraph>
<Paragraph Type="Action"><Text>A </Text><Text TagNumber="1">ring</Text><Text>.</Text></Paragraph>
</Content><TagData><TagCategories>
<TagCategory Color="#000000" Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Props" Number="4"
 Style="None"/></TagCategories><TagDefinitions>
<TagDefinition CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Id="r" Label="Ring" Number="1"/>
</TagDefinitions><Tags><Tag Number="1"><DefId>r</DefId></Tag></Tags></TagData></FinalDraft>
"""


def status(elements: str, scene: str = "s001", ledger: Ledger | None = None) -> TagStatus:
    screenplay, scenes = film()
    decisions = decided(f"[scenes.{scene}]\nelements = [{{ category = 'Props', {elements} }}]\n")
    (one,) = status_of_tags(screenplay, scenes, decisions, ledger)
    return one


def test_a_sentence_that_stands_is_kept_whatever_its_type() -> None:
    one = status("label = 'gun', quote = 'a  revolver LIES on the bench.'")
    assert (one.state, one.number) == (TagState.KEPT, "12A")
    assert one.match is not None
    assert (one.match.line, one.match.ratio) == (3, 1.0)


def test_a_changed_sentence_names_the_nearest_and_stays() -> None:
    one = status("label = 'gun', quote = 'A REVOLVER lies on the table.'")
    assert one.state is TagState.CHANGED
    assert one.match is not None
    assert (one.match.sentence, one.match.scene_id) == ("A REVOLVER lies on the bench.", "s001")
    assert one.match.ratio == pytest.approx(5 / 6, abs=0.01)


def test_a_sentence_nearly_the_same_elsewhere_is_nearest() -> None:
    one = status("label = 'sled', quote = 'The dog follows a blue sled.'")
    assert one.state is TagState.CHANGED
    assert one.match is not None
    assert one.match.scene_id == "s002"


def test_a_sentence_in_one_other_scene_moved_there() -> None:
    one = status("label = 'sled', quote = 'The dog follows a red sled.'")
    assert one.state is TagState.MOVED
    assert one.match is not None
    assert (one.match.scene_id, one.match.number) == ("s002", "101-3")


def test_a_short_sentence_elsewhere_says_nothing() -> None:
    assert status("label = 'snow', quote = 'Snow.'", "s002").state is TagState.CHANGED


def entry(key: str, **more: object) -> LedgerEntry:
    return LedgerEntry(id=key, number="9", heading="INT. X - DAY", text="", **more)  # type: ignore[arg-type]


def test_a_short_sentence_in_a_scene_cut_from_its_own_moved_there() -> None:
    ledger = Ledger(scene=(entry("s002"), entry("s001", split_from="s002")))
    one = status("label = 'snow', quote = 'Snow.'", "s002", ledger)
    assert one.state is TagState.MOVED


def test_a_tag_without_a_scene_is_orphaned_with_its_words_and_the_nearest() -> None:
    ledger = Ledger(scene=(entry("s040", omitted=True),))
    one = status("label = 'dog', quote = 'The dog follows a red cart.'", "s040", ledger)
    assert (one.state, one.number, one.quote) == (
        TagState.ORPHANED,
        "9",
        "The dog follows a red cart.",
    )
    assert one.match is not None
    assert one.match.sentence == "The dog follows a red sled."
    nothing = status("label = 'x', quote = 'Xyzzy!'", "s040", ledger)
    assert (nothing.state, nothing.match) == (TagState.ORPHANED, None)


def test_what_went_into_another_scene_is_found_there() -> None:
    ledger = Ledger(scene=(entry("s001"), entry("s040", omitted=True, merged_into="s001")))
    one = status("label = 'dog', quote = 'A dog barks.'", "s040", ledger)
    assert one.state is TagState.MOVED
    label_only = status("label = 'revolvers'", "s040", ledger)
    assert label_only.state is TagState.ORPHANED
    assert label_only.match is not None
    assert label_only.match.scene_id == "s001"


@pytest.mark.parametrize(("label", "there"), [("Red sleds", True), ("Blue sled", False)])
def test_a_tag_without_a_sentence_says_whether_its_words_are_there(label: str, there: bool) -> None:
    one = status(f"label = '{label}'", "s002")
    assert (one.state, one.in_text) == (TagState.UNQUOTED, there)


def test_a_quote_of_several_sentences_stands_if_all_do() -> None:
    both = "'She watches the road. A dog barks.'"
    assert status(f"label = 'dog', quote = {both}").state is TagState.KEPT
    cut = "'She watches the road. A cat barks.'"
    assert status(f"label = 'dog', quote = {cut}").state is TagState.CHANGED


def test_what_is_only_in_a_note_does_not_stand() -> None:
    text = SCRIPT.replace("A dog barks.", "[[A dog barks.]]")
    screenplay, scenes = film(text)
    decisions = decided(
        "[scenes.s001]\nelements = [{ category = 'Props', label = 'x', quote = 'A dog barks.' }]"
    )
    (one,) = status_of_tags(screenplay, scenes, decisions)
    assert one.state is TagState.CHANGED


def test_the_script_s_own_tags_are_counted_too() -> None:
    screenplay = read(FDX, "script.fdx")
    scenes, ledger = identify(screenplay, Ledger())
    decisions = decided("[scenes.s001]\nelements = [{ category = 'Props', label = 'Key' }]\n")
    found = status_of_tags(screenplay, scenes, decisions, ledger)
    assert [(one.origin, one.label, one.state.value) for one in found] == [
        ("tag", "Ring", "kept"),
        ("person", "Key", "unquoted"),
    ]
    assert counted(found) == {
        "kept": 1,
        "changed": 0,
        "moved": 0,
        "unquoted": 1,
        "orphaned": 0,
    }
