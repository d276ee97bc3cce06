"""Board ids are never given again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.breakdown.decided import decided, entries
from tests.example import without_take

from lastlook.breakdown.numbers import next_numbers, refuse_given, remembered, reused
from lastlook.breakdown.register import find
from lastlook.errors import LastlookError
from lastlook.plan import load
from lastlook.production import CastMember
from lastlook.script.ledger import BoardId, Ledger, ledger_text, read_ledger

if TYPE_CHECKING:
    from pathlib import Path

MARA, PORTER = CastMember(id=1, character="MARA"), CastMember(id=7, character="PORTER")
FILE = """\
[scenes.s001]
elements = [{ category = "Props", label = "Ring" }, { category = "Props", label = "Key" }]
[elements.sled]
category = "Vehicles"
label = "Sled"
number = "4"
"""


def test_the_ledger_keeps_every_id_also_of_those_who_are_gone() -> None:
    decisions = decided(FILE)
    ledger = remembered(Ledger(), [MARA, PORTER], decisions)
    assert ledger.board_id == (
        BoardId(number="1", role="MARA"),
        BoardId(number="7", role="PORTER"),
        BoardId(number="4", element="sled"),
    )
    assert remembered(ledger, [MARA], decided("")) is ledger
    assert ledger.role_ids == {1, 7}
    assert read_ledger(ledger_text(ledger).encode())[0] == ledger


def test_an_id_used_again_is_warned_of() -> None:
    ledger = remembered(Ledger(), [MARA, PORTER], decided(FILE))
    guard = CastMember(id=7, character="GUARD")
    (problem,) = reused(ledger, [MARA, guard], decided(FILE))
    assert "it was PORTER" in problem.message
    assert "such as 8" in problem.message
    renamed = CastMember(id=7, character="GUARD", also=("Porter",))
    assert reused(ledger, [MARA, renamed], decided("")) == []
    other = decided(FILE.replace("elements.sled", "elements.cart").replace("Sled", "Cart"))
    (problem,) = reused(ledger, [MARA], other)
    assert "board id 4" in problem.message.casefold()


def test_numbers_go_on_above_every_one_that_was_given() -> None:
    known = entries(decided(FILE))
    ledger = Ledger(board_id=(BoardId(number="9", element="gone"),))
    given = next_numbers(known, known, ledger)
    assert [(entry.label, number) for entry, number in given] == [("Key", "10"), ("Ring", "11")]
    refuse_given("12", find(known, "Ring"), known, ledger)
    for number, why in (("9", "never given again"), ("4", "Sled"), (" ", "A board id")):
        with pytest.raises(LastlookError, match=why):
            refuse_given(number, find(known, "Ring"), known, ledger)


def test_a_speaker_nobody_lists_gets_no_id_of_before(last_ride: Path, tmp_path: Path) -> None:
    root = without_take(last_ride, tmp_path / "film")
    production = root / "production.toml"
    text = production.read_text(encoding="utf-8")
    start, end = text.index("[[cast]]\nid = 6"), text.index("# ------", text.index("SORLEY"))
    production.write_text(text[:start] + text[end:], encoding="utf-8")
    film, problems = load(root)
    assert film is not None
    assert [role.id for role in film.roles if not role.stated] == [9]  # 6, 7 and 8 are gone
    assert any("id = 9" in problem.message for problem in problems)
    production.write_text(
        text.replace('id = 8\ncharacter = "SORLEY"', 'id = 8\ncharacter = "GUARD"'),
        encoding="utf-8",
    )
    assert any("Board id 8 is GUARD now, but it was SORLEY" in p.message for p in load(root)[1])
