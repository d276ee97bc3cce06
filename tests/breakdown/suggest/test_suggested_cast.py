"""Who is suggested for a bare script: speakers, the silent, extras, children."""

from __future__ import annotations

import pytest

from lastlook.breakdown import parse_decisions
from lastlook.breakdown.suggest import suggest
from lastlook.production.model import CastMember
from lastlook.script import read, scenes_of


def rows(*scenes: str, **more: object) -> list[list[tuple[str, str, int | None]]]:
    text = "\n\n".join(f"INT. PLACE {n} - DAY\n\n{scene}" for n, scene in enumerate(scenes, 1))
    screenplay = read(f"{text}\n".encode(), "a.fountain")
    found = suggest(screenplay, scenes_of(screenplay), **more)  # type: ignore[arg-type]
    return [[(one.category, one.label, one.count) for one in row] for row in found]


def who(category: str, *scenes: str) -> list[list[str]]:
    return [[label for kind, label, _ in row if kind == category] for row in rows(*scenes)]


def cast(*scenes: str) -> list[list[str]]:
    return [sorted(row) for row in who("Cast Members", *scenes)]


@pytest.mark.parametrize(
    ("action", "there"),
    [
        ("SORLEY (60), a deckhand, hooks a chain.", ["SORLEY"]),
        ("A TALL WOMAN, 40s, watches.", ["TALL WOMAN"]),
        ("IMKE RADEMAKER, 34, lies on the floor.", ["IMKE RADEMAKER"]),
        ("PIKE, late twenties, yawns.", ["PIKE"]),
        ("In walks DR. ELSA VOSS.", ["DR. ELSA VOSS"]),
        ("KEEL, a deckhand, coils rope.", ["KEEL"]),
        ("ADA QUINN, the paper's star reporter.", ["ADA QUINN"]),
        ("KEEL sits on the wall.", ["KEEL"]),
        ("A WAITRESS pours coffee.", ["WAITRESS"]),
        ("A MAN IN A FUR HAT leans on the bar.", ["MAN IN A FUR HAT"]),
        ("Her FATHER cries.", ["FATHER"]),
        ("Two silent TWIN COUSINS (15 and 16) share a chair.", ["TWIN COUSINS"]),
        ("The PHONE rings. A TUBA falls over.", []),
        ("BANG! SILENCE falls. She runs NOW.", []),
        ("A CASSETTE PLAYER hums. A GERMAN SHEPHERD growls.", []),
        ("On the stone, burned with a poker: AMOS PRUITT.", []),
        ('A sign says "SHERIFF WADE".', []),
        ("ROOM 12, 40 chairs.", []),
        ("TWO DEPUTIES stand about.", []),
        ("In each bed, a SLEEPER.", []),
        ("A JOGGER hurries past.", []),
    ],
)
def test_who_is_introduced_without_a_cue(action: str, there: list[str]) -> None:
    assert cast(action) == [there]


def test_who_was_introduced_is_there_again_in_ordinary_letters() -> None:
    assert cast("SORLEY PIKE (60) coils rope.", "Sorley yawns.", "Pike's boat is gone.") == [
        ["SORLEY PIKE"],
        ["SORLEY PIKE"],
        [],
    ]


def test_a_full_name_and_a_cue_are_one_person() -> None:
    assert cast("MARSHAL HOLLIS DRAKE (35) spits.\n\nDRAKE\nToll.", "Hollis counts his money.") == [
        ["DRAKE"],
        ["DRAKE"],
    ]


def test_people_without_a_name_come_back_as_the_one() -> None:
    assert cast("A BARKEEP (50) wipes a glass.", "The barkeep runs.", "A barkeep runs.") == [
        ["BARKEEP"],
        ["BARKEEP"],
        [],
    ]


def test_two_people_of_one_kind_stay_two() -> None:
    scene = "An OLD WOMAN sits. A YOUNG WOMAN stands.\n\nYOUNG WOMAN\nSit."
    assert cast(scene, "The old woman laughs.") == [["OLD WOMAN", "YOUNG WOMAN"], ["OLD WOMAN"]]


def test_voices_are_there_and_pictures_are_not() -> None:
    scenes = ("MARA\nHello.\n\nJON (V.O.)\nWho?", "A tintype of Mara. A letter from Jon.")
    assert cast(*scenes) == [["JON", "MARA"], []]


def test_a_name_on_a_pocket_is_not_there() -> None:
    scenes = ("BRUNO (50) cooks.", "A jacket with BRUNO stitched on the pocket.")
    assert cast(*scenes) == [["BRUNO"], []]


def test_the_owner_who_acts_next_is_there() -> None:
    scenes = ("RAJ\nHello.", "Coffee runs over the rim of Raj's cup. He lifts his tie.")
    assert cast(*scenes) == [["RAJ"], ["RAJ"]]


@pytest.mark.parametrize(
    ("action", "extras"),
    [
        ("A dozen MOURNERS sit. Twenty commuters pass.", [("mourners", 12), ("commuters", 20)]),
        ("TWO DEPUTIES stand about.", [("deputies", 2)]),
        ("Past her hurry SKATERS and VENDORS.", [("skaters", None), ("vendors", None)]),
        ("A JOGGER hurries past.", [("jogger", 1)]),
        ("A deputy dives out of the way.", [("deputy", 1)]),
    ],
)
def test_extras_have_their_number(action: str, extras: list[tuple[str, int | None]]) -> None:
    (row,) = rows(action)
    found = [(label, count) for kind, label, count in row if kind == "Background Actors"]
    assert sorted(found) == sorted(extras)


def test_extras_come_back_by_their_name() -> None:
    assert who("Background Actors", "A dozen MOURNERS sit.", "The mourners rise.") == [
        ["mourners"],
        ["mourners"],
    ]


@pytest.mark.parametrize(
    ("scene", "minors"),
    [
        ("LITTLE JOHN (7) runs.", ["LITTLE JOHN"]),
        ("JOHN (45) runs.", []),
        ("JOHN runs. He is a child at heart.", []),
        ("A BOY (8) waits.", ["BOY"]),
        ("Ten-year-old OTIS waits.", ["OTIS"]),
        ("An eight-year-old girl in a hat, POPPY, waits.", ["POPPY"]),
        ("A teenage BABYSITTER -- PRIYA, 17 -- waits.", ["PRIYA"]),
        ("A LITTLE GIRL waits.", ["LITTLE GIRL"]),
        ("Three kids play.", ["kids"]),
        ("An OLD BOY (70) naps.", []),
    ],
)
def test_minors_are_stated_never_guessed(scene: str, minors: list[str]) -> None:
    assert who("Minors", scene) == [minors]


def test_a_stated_age_holds_in_every_scene() -> None:
    assert who("Minors", "MATILDA (5) sings.", "Matilda sleeps.") == [["MATILDA"], ["MATILDA"]]


def test_the_production_s_cast_is_known_by_its_names() -> None:
    member = CastMember(id=4, character="Jon", also=("The Stranger",))
    (row,) = rows("The stranger nods.", cast=(member,))
    assert row == [("Cast Members", "Jon", None)]


def test_a_person_s_word_on_who_is_there_holds() -> None:
    decisions, _ = parse_decisions(
        b'[scenes.s001]\nnot_cast = [1]\nbackground = [{ label = "dockers" }]\n'
    )
    assert rows("KEEL\nNo.\n\nTwenty dockers wait.", decisions=decisions) == [[]]


def test_every_suggestion_quotes_the_script_and_gives_a_reason() -> None:
    text = b"INT. A - DAY\n\nRain.\n\nSORLEY (60) drops a REVOLVER.\n\nEVA\nStop!\n"
    screenplay = read(text, "a.fountain")
    (row,) = suggest(screenplay, scenes_of(screenplay), threshold=0.0)
    lines = text.decode().split("\n")
    for one in row:
        assert one.reason
        assert 0 <= one.confidence <= 1
        assert one.quote.text in lines[one.quote.line - 1]
