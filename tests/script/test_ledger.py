"""The ledger: whatever a draft does, a scene keeps its id and no id is used twice."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lastlook.script import read
from lastlook.script.ledger import (
    BoardId,
    Draft,
    Ledger,
    LedgerEntry,
    identify,
    ledger_text,
    read_ledger,
)


def script(*scenes: tuple[str, str, str]) -> str:
    return "\n".join(
        f"{heading}{f' #{number}#' if number else ''}\n\n{text}\n"
        for number, heading, text in scenes
    )


def ids(text: str, ledger: Ledger) -> tuple[list[str], Ledger]:
    scenes, after = identify(read(text.encode(), "a.fountain"), ledger)
    return [scene.id for scene in scenes], after


A = ("1", "INT. A - DAY", "Ann sleeps.")
B = ("2", "INT. B - DAY", "Bob wakes.")
C = ("3", "INT. C - NIGHT", "Cat eats.")


def test_first_draft_counts_up() -> None:
    found, ledger = ids(script(A, B, C), Ledger())
    assert found == ["s001", "s002", "s003"]
    assert [entry.heading for entry in ledger.scene] == [heading for _, heading, _ in (A, B, C)]


def test_inserted_moved_retitled_and_rewritten_scenes() -> None:
    _, ledger = ids(script(A, B, C), Ledger())
    new = ("1A", "EXT. NEW - DAY", "Snow.")
    found, _ = ids(script(A, new, B, C), ledger)
    assert found == ["s001", "s004", "s002", "s003"]
    found, _ = ids(script(C, A, B), ledger)
    assert found == ["s003", "s001", "s002"]
    retitled = ("2", "INT. ATTIC - NIGHT", "Bob wakes.")
    rewritten = ("3", "INT. C - NIGHT", "Cat sleeps for once.")
    found, _ = ids(script(A, retitled, rewritten), ledger)
    assert found == ["s001", "s002", "s003"]


def test_without_numbers_a_scene_is_known_by_its_words_heading_or_neighbours() -> None:
    a, b, c = (("", heading, text) for _, heading, text in (A, B, C))
    _, ledger = ids(script(a, b, c), Ledger())
    everything_new = ("", "EXT. YARD - DUSK", "Something else.")
    found, _ = ids(script(a, everything_new, c), ledger)
    assert found == ["s001", "s002", "s003"]
    found, _ = ids(script(c, a), ledger)
    assert found == ["s003", "s001"]


def test_an_omitted_scene_keeps_its_id_and_may_come_back() -> None:
    _, ledger = ids(script(A, B, C), Ledger())
    found, ledger = ids(script(A, C), ledger)
    assert found == ["s001", "s003"]
    assert [(e.id, e.omitted) for e in ledger.scene][-1] == ("s002", True)
    found, ledger = ids(script(A, C, ("4", "EXT. D - DAY", "Dog barks.")), ledger)
    assert found == ["s001", "s003", "s004"]
    assert {entry.id for entry in ledger.scene} == {"s001", "s002", "s003", "s004"}


printable = st.text().map(lambda text: "".join(ch for ch in text if ch.isprintable()))
scene = st.tuples(
    st.sampled_from(["", "1", "2", "3A"]),
    st.sampled_from(["INT. A - DAY", "INT. B - DAY", "EXT. C - NIGHT"]),
    st.sampled_from(["One.", "Two.", "Three.", ""]),
)


@given(st.lists(st.lists(scene, max_size=7), min_size=1, max_size=4))
def test_ids_are_unique_and_never_lost_over_drafts(
    drafts: list[list[tuple[str, str, str]]],
) -> None:
    ledger = Ledger()
    for draft in drafts:
        before = {entry.id for entry in ledger.scene}
        found, ledger = ids(script(*draft), ledger)
        assert len(set(found)) == len(found) == len(draft)
        assert before <= {entry.id for entry in ledger.scene}
        again, same = ids(script(*draft), ledger)
        assert again == found
        assert same == ledger


@given(printable, printable, st.booleans())
def test_the_file_gives_the_ledger_back(number: str, heading: str, omitted: bool) -> None:
    ledger = Ledger(
        scene=(LedgerEntry(id="s001", number=number, heading=heading, text="", omitted=omitted),)
    )
    text = ledger_text(ledger)
    assert read_ledger(text.encode())[0] == ledger


def test_a_doubled_id_is_reported_at_its_line() -> None:
    entry = '[[scene]]\nid = "s001"\nnumber = "1"\nheading = "A"\ntext = ""\n'
    ledger, (problem,) = read_ledger((entry + entry).encode())
    assert ledger is None
    assert (problem.line, problem.column) == (7, 1)


def test_characters_that_no_editor_shows_do_not_reach_the_file() -> None:
    _, ledger = identify(read(b"INT. A\x01B - DAY\n", "a.fountain"), Ledger())
    assert read_ledger(ledger_text(ledger).encode())[0] == ledger


def test_all_numbers_may_go_up_by_one() -> None:
    """An insertion in a script that is not locked: the words know better than the numbers."""
    cafe = [(str(n), "INT. CAFE - DAY", f"Cup number {n}.") for n in range(1, 6)]
    _, ledger = ids(script(*cafe), Ledger())
    shifted = [(str(int(n) + 1), heading, text) for n, heading, text in cafe]
    found, _ = ids(script(("1", "INT. CAFE - DAY", "A new cup."), *shifted), ledger)
    assert found == ["s006", "s001", "s002", "s003", "s004", "s005"]


LONG = "Bob wakes, looks at the ceiling for a while and decides against the day."


def test_an_omitted_scene_that_comes_back_is_itself() -> None:
    for back in (B, ("9", "INT. B - DAY", "Bob wakes."), ("2", "INT. B - DAY", "Bob sleeps on.")):
        _, ledger = ids(script(A, B, C), Ledger())
        _, ledger = ids(script(A, C), ledger)
        assert ids(script(A, back, C), ledger)[0] == ["s001", "s002", "s003"]
    _, ledger = ids(script(A, ("2", "INT. B - DAY", LONG), C), Ledger())
    _, ledger = ids(script(A, C), ledger)
    elsewhere = ("9", "EXT. BEACH - DAY", LONG)
    assert ids(script(A, C, elsewhere), ledger)[0] == ["s001", "s003", "s002"]


def test_another_scene_under_an_omitted_ones_heading_is_new() -> None:
    _, ledger = ids(script(A, B, C), Ledger())
    _, ledger = ids(script(A, C), ledger)
    for other in (("9", "INT. B - DAY", "Dog barks."), ("2", "EXT. D - DAY", "Dog barks.")):
        assert ids(script(A, other, C), ledger)[0] == ["s001", "s004", "s003"]


def test_a_number_used_since_is_no_sign_of_an_omitted_scene() -> None:
    _, ledger = ids(script(A, B, C), Ledger())
    _, ledger = ids(script(A, ("2", "INT. C - NIGHT", "Cat eats.")), ledger)
    same_number = ("2", "INT. B - DAY", "Dog barks.")
    found, _ = ids(script(A, same_number, ("3", "INT. C - NIGHT", "Cat eats.")), ledger)
    assert found == ["s001", "s004", "s003"]


def test_a_heading_that_says_omitted_is_no_scene() -> None:
    _, ledger = ids(script(A, B, C), Ledger())
    found, ledger = ids(script(A, ("2", ".OMITTED", ""), C), ledger)
    assert found == ["s001", "s003"]
    assert ids(script(A, ("2", ".OMITTED", ""), C), ledger) == (found, ledger)


def test_drafts_splits_and_merges_stay_in_the_ledger() -> None:
    _, ledger = ids(script(A, B, C), Ledger())
    draft = Draft(name="2nd Blue", date=date(2027, 1, 8), colour="Blue", file="a.fdx", sha256="0")
    white = Draft(name="White", colour="White", file="drafts/white.fountain", sha256="1")
    a, b, c = ledger.scene
    scenes = (a, replace(b, split_from="s001"), replace(c, omitted=True, merged_into="s002"))
    ledger = Ledger(scene=scenes, draft=(white, draft))
    assert read_ledger(ledger_text(ledger).encode())[0] == ledger
    assert ids(script(A, ("2", "INT. B - DAY", "Bob dreams.")), ledger)[1].draft == ledger.draft
    after = ids(script(A, B), ledger)[1]
    assert after == ledger


def test_every_key_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/formats/scenes.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    known = [field.name for kind in (Draft, LedgerEntry, BoardId) for field in fields(kind)]
    assert documented == known
