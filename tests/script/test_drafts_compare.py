"""Comparing two drafts: what became of each scene, and its words."""

from __future__ import annotations

import pytest

from lastlook.script import Kind, read
from lastlook.script.drafts.compare import compare
from lastlook.script.drafts.compare_report import DraftReport, Fate, SceneChange
from lastlook.script.ledger import Ledger, identify

ONE = """\
INT. KITCHEN - DAY

Jon stands at the sink, his back to the door.

JON
I never said that. Not to you, not to her.

MARA
You said it to Jon's brother.

EXT. ROAD - NIGHT

A truck with one light passes very slowly.

JON
Was that him?

INT. BARN - NIGHT

Mara counts sacks and loses count. JON holds the lamp.

JON
(tired)
Forty. It was forty last time too.
"""


def report(old: str, new: str, endings: tuple[str, str] = ("fountain", "fountain")) -> DraftReport:
    before = read(old.encode(), f"a.{endings[0]}")
    scenes, ledger = identify(before, Ledger())
    return compare(before, scenes, read(new.encode(), f"b.{endings[1]}"), ledger)[0]


def by_id(found: DraftReport) -> dict[str, SceneChange]:
    return {change.id: change for change in found.scenes}


def test_the_same_draft_changes_nothing() -> None:
    found = report(ONE, ONE)
    assert [change for change in found.scenes if change.changed] == []
    assert found.old == found.new
    assert found.renames == ()


def test_a_change_is_shown_with_the_words_around_it_and_its_line() -> None:
    found = by_id(report(ONE, ONE.replace("very slowly", "at walking pace, twice")))
    assert [change.id for change in found.values() if change.changed] == ["s002"]
    (edit,) = found["s002"].edits
    assert (edit.before, edit.removed, edit.added, edit.after) == (
        "with one light passes",
        "very slowly.",
        "at walking pace, twice.",
        "JON Was that him?",
    )
    assert (edit.line, edit.kind) == (13, Kind.ACTION)


def test_words_taken_out_are_shown_where_they_were() -> None:
    found = by_id(report(ONE, ONE.replace("(tired)\n", "")))
    (edit,) = found["s003"].edits
    assert (edit.removed, edit.added, edit.before, edit.after) == (
        "(tired)", "", "holds the lamp. JON", "Forty. It was forty",
    )  # fmt: skip


def test_changes_two_words_apart_are_one() -> None:
    found = by_id(report(ONE, ONE.replace("with one light", "without any light")))
    (edit,) = found["s002"].edits
    assert (edit.removed, edit.added) == ("with one", "without any")
    apart = ONE.replace("A truck", "The truck").replace("passes very", "passes quite")
    assert len(by_id(report(ONE, apart))["s002"].edits) == 2


def test_typographic_quotes_breaks_and_contd_are_no_change() -> None:
    new = ONE.replace("Jon's", "Jon’s").replace("sink, his", "sink,\nhis")
    new = new.replace("JON\n(tired)", "JON (CONT'D)\n(tired)")
    assert not any(change.edits for change in report(ONE, new).scenes)


def test_a_renamed_character_is_one_finding() -> None:
    new = ONE.replace("JON", "JONAH").replace("Jon", "Jonah")
    found = report(ONE, new)
    assert [(one.old, one.new, one.scenes) for one in found.renames] == [
        ("JON", "JONAH", ("s001", "s002", "s003"))
    ]
    assert not any(change.changed for change in found.scenes)


def test_a_name_is_written_as_the_new_draft_writes_it() -> None:
    new = ONE.replace("JON", "MCBRIDE").replace("Jon", "McBride")
    assert not any(change.edits for change in report(ONE, new).scenes)


def test_a_renamed_character_in_a_heading_is_no_new_title() -> None:
    old = ONE.replace("INT. BARN", "INT. JON'S BARN")
    new = old.replace("JON", "JONAH").replace("Jon", "Jonah")
    assert not any(change.retitled for change in report(old, new).scenes)


def test_a_new_character_may_have_the_name_that_has_become_free() -> None:
    new = ONE.replace("JON", "JONAH").replace("Jon", "Jonah")
    found = report(ONE, f"{new}\nEXT. PIER - DAY\n\nJON\nI am somebody else altogether.\n")
    assert [(one.old, one.new) for one in found.renames] == [("JON", "JONAH")]


def test_lines_given_to_somebody_else_are_no_rename() -> None:
    """MARA was there before, and JON still is."""
    new = ONE.replace("JON\nWas that", "MARA\nWas that")
    found = report(ONE, new)
    assert found.renames == ()
    changed = by_id(found)["s002"]
    assert (changed.cast_added, changed.cast_gone) == (("MARA",), ("JON",))
    assert changed.edits[0].removed == "JON"


def test_all_lines_of_one_given_to_another_who_was_there_are_no_rename() -> None:
    found = report(ONE, ONE.replace("JON\n", "MARA\n"))
    assert found.renames == ()
    assert by_id(found)["s002"].cast_gone == ("JON",)


def test_moved_is_the_fewest_scenes_that_explain_the_order() -> None:
    at = [ONE.index(place) for place in ("INT. KITCHEN", "EXT. ROAD", "INT. BARN")]
    one, two, three = ONE[: at[1]], ONE[at[1] : at[2]], f"{ONE[at[2] :]}\n"
    found = by_id(report(one + two + three, two + three + one))
    assert {id_: c.moved_after for id_, c in found.items()} == {
        "s001": "s003", "s002": None, "s003": None,
    }  # fmt: skip
    assert not any(change.edits for change in found.values())


def test_added_omitted_and_retitled() -> None:
    new = ONE.replace("EXT. ROAD - NIGHT", "EXT. BRIDGE - NIGHT")
    new = new[: new.index("INT. BARN")] + "INT. CHURCH - DAY\n\nA bell, then none. People leave.\n"
    found = report(ONE, new)
    scenes = by_id(found)
    assert {id_: change.fate for id_, change in scenes.items()} == {
        "s001": Fate.KEPT, "s002": Fate.KEPT, "s004": Fate.ADDED, "s003": Fate.OMITTED,
    }  # fmt: skip
    assert scenes["s002"].retitled
    assert not scenes["s002"].renumbered
    assert (scenes["s003"].new, scenes["s004"].old) == (None, None)
    assert [c.id for c in found.scenes] == ["s001", "s002", "s004", "s003"]


def test_pages_and_eighths_of_both_drafts_are_given() -> None:
    long = "\n\n".join(f"Line {n} of a long walk past one shop after another." for n in range(30))
    new = ONE.replace("A truck", f"{long}\n\nA truck")
    found = report(ONE, new)
    assert (found.old.pages, found.new.pages) == (1, 2)
    scenes = by_id(found)
    assert scenes["s002"].eighths_changed == 8
    assert [scenes[id_].drift for id_ in ("s001", "s002", "s003")] == [0, 0, 1]
    assert scenes["s003"].new is not None
    assert (scenes["s003"].new.page, scenes["s003"].new.sheet) == ("2", 2)


def test_a_heading_omitted_holds_a_number_and_is_no_scene() -> None:
    old = ONE.replace("- DAY", "- DAY #1#", 1).replace("EXT. ROAD - NIGHT", "EXT. ROAD - NIGHT #2#")
    old = old.replace("INT. BARN - NIGHT", "INT. BARN - NIGHT #3#")
    start, end = old.index("EXT. ROAD"), old.index("INT. BARN")
    found = report(old, old[:start] + ".OMITTED #2#\n\n" + old[end:])
    assert {c.id: c.fate for c in found.scenes} == {
        "s001": Fate.KEPT, "s003": Fate.KEPT, "s002": Fate.OMITTED,
    }  # fmt: skip
    assert found.new.scenes == 2


@pytest.mark.parametrize("number", ["", "2"])
def test_a_scene_that_comes_back_has_its_id_again(number: str) -> None:
    mark = f" #{number}#" if number else ""
    old = ONE.replace("EXT. ROAD - NIGHT", f"EXT. ROAD - NIGHT{mark}")
    without = ONE[: ONE.index("EXT. ROAD")] + ONE[ONE.index("INT. BARN") :]
    first = read(old.encode(), "a.fountain")
    scenes, ledger = identify(first, Ledger())
    second = read(without.encode(), "b.fountain")
    _, ledger = compare(first, scenes, second, ledger)
    scenes, ledger = identify(second, ledger)
    found, ledger = compare(second, scenes, read(old.encode(), "c.fountain"), ledger)
    assert by_id(found)["s002"].fate is Fate.RESTORED
    assert [(entry.id, entry.omitted) for entry in ledger.scene] == [
        ("s001", False), ("s002", False), ("s003", False),
    ]  # fmt: skip


def test_splits_and_merges_stand_in_the_ledger() -> None:
    cut = ONE.replace("MARA\nYou", "INT. PANTRY - DAY\n\nMARA\nYou")
    old = read(ONE.encode(), "a.fountain")
    scenes, ledger = identify(old, Ledger())
    new = read(cut.encode(), "b.fountain")
    found, ledger = compare(old, scenes, new, ledger)
    assert [(c.id, c.relative) for c in found.scenes if c.fate is Fate.SPLIT] == [("s004", "s001")]
    assert [(entry.id, entry.split_from) for entry in ledger.scene] == [
        ("s001", ""), ("s004", "s001"), ("s002", ""), ("s003", ""),
    ]  # fmt: skip
    scenes, ledger = identify(new, ledger)
    found, ledger = compare(new, scenes, old, ledger)
    assert [(c.id, c.relative) for c in found.scenes if c.fate is Fate.MERGED] == [("s004", "s001")]
    (gone,) = [entry for entry in ledger.scene if entry.omitted]
    assert (gone.id, gone.split_from, gone.merged_into) == ("s004", "s001", "s001")


def test_a_block_too_large_to_compare_is_shown_whole_and_quickly() -> None:
    old = "INT. A - DAY\n\nstart " + "la " * 4000 + "\n"
    new = "INT. A - DAY\n\nbegin " + "la " * 3900 + "end\n"
    (edit,) = report(old, new).scenes[0].edits
    assert edit.removed.startswith("start la")
    assert edit.added.endswith("la end")
