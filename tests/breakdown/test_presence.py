"""Who is in a scene, and by which words."""

from __future__ import annotations

import pytest

from lastlook.breakdown.presence import presences
from lastlook.breakdown.roles import Role, roles_of
from lastlook.production.model import CastMember
from lastlook.script import read, scenes_of

MARA = Role(id=1, character="MARA", names=("MARA", "YOUNG MARA"))
JON = Role(id=2, character="JON", names=("JON",))
ROSE = Role(id=5, character="ROSE", names=("ROSE",))
OLD_MAN = Role(id=9, character="OLD MAN", names=("OLD MAN",))
ROLES = (MARA, JON, ROSE, OLD_MAN)


def present(text: str, common: frozenset[str] = frozenset()) -> list[tuple[int, bool, str, int]]:
    screenplay = read(f"INT. CAR - NIGHT\n\n{text}\n".encode(), "a.fountain")
    return [
        (one.id, one.speaks, one.quote.text, one.quote.line)
        for one in presences(screenplay.paragraphs, ROLES, common)
    ]


def test_a_cue_speaks_and_a_name_is_silent() -> None:
    assert present("Snow. Mara watches.\n\nJON (V.O.)\nHello.") == [
        (1, False, "Mara watches.", 3),
        (2, True, "JON (V.O.)", 5),
    ]


def test_speaking_later_replaces_being_named_first() -> None:
    assert present("JON enters.\n\nJON\nHello.") == [(2, True, "JON", 5)]


def test_other_names_lead_to_the_same_role() -> None:
    assert present("YOUNG MARA\nHello.\n\nThe old man nods.") == [
        (1, True, "YOUNG MARA", 3),
        (9, False, "The old man nods.", 6),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A photograph of Mara on the dash.",
        "No sign of Mara.",
        "He waits for Mara.",
        "Mara's coat on the seat.",
        "A letter from Mara.",
    ],
)
def test_a_name_can_be_mentioned_without_the_person(text: str) -> None:
    assert present(text) == []


def test_a_hand_brings_its_owner() -> None:
    assert present("Mara's cold hands.") == [(1, False, "Mara's cold hands.", 3)]


def test_a_name_that_is_also_a_word_needs_more_than_a_capital_at_the_start() -> None:
    common = frozenset({"rose"})
    assert present("Rose petals everywhere.", common) == []
    assert present("Then Rose sits.", common) == [(5, False, "Then Rose sits.", 3)]
    assert present("ROSE sits.", common) == [(5, False, "ROSE sits.", 3)]


def test_two_people_may_share_a_cue() -> None:
    assert [p[0] for p in present("MARA AND JON\nNo!")] == [1, 2]


def test_speakers_nobody_listed_get_the_next_free_ids() -> None:
    scenes = scenes_of(read(b"INT. A - DAY\n\nEVA\nYes.\n\nJON\nNo.\n", "a.fountain"))
    cast = [CastMember(id=4, character="Jon", also=("Jonathan",))]
    roles = roles_of(cast, scenes)
    assert [(role.id, role.names, role.stated) for role in roles] == [
        (4, ("JON", "JONATHAN"), True),
        (5, ("EVA",), False),
    ]
