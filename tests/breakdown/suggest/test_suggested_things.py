"""What is suggested besides people: in which category, from which words, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.breakdown import Suggestion, parse_decisions
from lastlook.breakdown.suggest import suggest
from lastlook.script import read, scenes_of

PEOPLE = {"Cast Members", "Background Actors", "Minors"}


def scenes(
    *actions: str, heading: str = "INT. ROOM - DAY", **more: object
) -> list[list[Suggestion]]:
    text = "\n\n".join(f"{heading}\n\n{action}" for action in actions)
    screenplay = read(f"{text}\n".encode(), "a.fountain")
    found = suggest(screenplay, scenes_of(screenplay), **more)  # type: ignore[arg-type]
    return [[one for one in row if one.category not in PEOPLE] for row in found]


def things(action: str, **more: str) -> set[tuple[str, str]]:
    return {(one.category, one.label) for one in scenes(action, **more)[0]}


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("She draws a REVOLVER.", {("Props", "revolver")}),
        ("He opens the umbrella.", {("Props", "umbrella")}),
        ("A TRUCK brakes hard.", {("Vehicles", "truck")}),
        ("He wears a wool cap.", {("Wardrobe", "wool cap")}),
        ("A GREYHOUND sleeps.", {("Animals", "greyhound")}),
        ("Blood on the floor.", {("Makeup/Hair", "blood")}),
        ("Her lip split, she sits down.", {("Makeup/Hair", "lip split")}),
        ("Rain beats on the glass roof.", {("Weather", "rain")}),
        ("Two white folding chairs.", {("Set Dressing", "white folding chair")}),
        ("They kiss.", {("Intimacy", "kiss")}),
        ("He tackles her.", {("Stunts", "tackles")}),
        ("She jumps for the ledge.", {("Stunts", "jumps for")}),
        ("The doors slap open.", set()),
        ("He flips it open.", set()),
        ('The hymn is "Abide with Me".', {("Music", "Abide with Me")}),
        ("A carved wooden horse lies there.", {("Props", "wooden horse")}),
        ("They wear rain boots.", {("Wardrobe", "rain boots")}),
    ],
)
def test_a_line_gives_its_things_their_category(action: str, found: set[tuple[str, str]]) -> None:
    assert things(action) == found


@pytest.mark.parametrize(
    "action",
    [
        "He has no gun.",
        "She laughs like a hyena.",
        "He is as quiet as a mouse.",
        "BANG is what he says. NOW she runs.",
        "CUT TO:",
        "SUPER: TWO YEARS LATER",
        'Above the bar: "THE CAKE SHOP".',
        "The rain has stopped.",
        "The music stops.",
    ],
)
def test_what_is_not_there_is_not_suggested(action: str) -> None:
    assert not {one for one in things(action) if one[0] != "Sound"}


def test_dialogue_suggests_nothing() -> None:
    assert not things("EVA\nBring the gun, the dog and the truck!")


def test_two_words_for_one_thing_are_one_suggestion() -> None:
    (row,) = scenes("She draws a REVOLVER. The gun shakes.")
    (one,) = row
    assert (one.label, one.kind, one.words) == ("revolver", "gun", "REVOLVER")
    assert one.quote.text == "She draws a REVOLVER."
    assert one.reason.startswith("in capitals")


def test_two_coats_stay_two() -> None:
    labels = [one.label for one in scenes("He wears a red coat. She wears a blue coat.")[0]]
    assert sorted(labels) == ["blue coat", "red coat"]


def test_capitals_once_raise_a_thing_in_later_scenes() -> None:
    alone = scenes("Mud.", "A program lies there.", threshold=0.0)[1]
    later = scenes("She folds a PROGRAM.", "A program lies there.", threshold=0.0)[1]
    assert later[0].confidence > alone[0].confidence


def test_a_vehicle_in_a_heading_is_there() -> None:
    (row,) = scenes("They wait.", heading="INT. TAXI - NIGHT")
    assert [(one.category, one.label) for one in row] == [("Vehicles", "taxi")]
    assert not things("They wait.", heading="EXT. SALT FORD CROSSING - NIGHT")
    assert not things("They wait.", heading="EXT. CAR PARK - NIGHT")


def test_an_animal_is_known_by_its_name() -> None:
    rows = scenes("A basset hound named Biscuit yawns.", "Biscuit barks.")
    assert ("Animals", "Biscuit") in {(one.category, one.label) for one in rows[1]}


def test_what_a_person_confirmed_is_found_in_other_scenes_in_that_category() -> None:
    text = b"""[scenes.s001]
elements = [{ category = "Special Effects", label = "Orrery" }]
"""
    decisions, problems = parse_decisions(text)
    assert not problems
    rows = scenes("An ORRERY.", "The ORRERY spins.", decisions=decisions)
    (one,) = rows[1]
    assert (one.category, one.label) == ("Special Effects", "orrery")
    assert one.reason == "confirmed elsewhere in this film"


def test_what_a_person_rejected_is_trusted_less_elsewhere() -> None:
    text = b'[scenes.s001]\nrejected = [{ label = "umbrella", category = "Props" }]\n'
    decisions, problems = parse_decisions(text)
    assert not problems
    (before,) = scenes("Rain.", "An umbrella lies there.", threshold=0.0)[1]
    (after,) = scenes("Rain.", "An umbrella lies there.", threshold=0.0, decisions=decisions)[1]
    assert after.confidence < before.confidence


WORDS = "the a REVOLVER gun dog Mara MARA (40) like no takes wears her red coat rains . , ! \n and"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30))
def test_any_words_give_quotes_that_stand_there(words: list[str]) -> None:
    text = "INT. A - DAY\n\n!" + " ".join(words) + "\n"
    screenplay = read(text.encode(), "a.fountain")
    found = suggest(screenplay, scenes_of(screenplay), threshold=0.0)
    again = suggest(screenplay, scenes_of(screenplay), threshold=0.0)
    assert found == again
    whole = " ".join(text.split())
    for one in (one for row in found for one in row):
        assert 0 <= one.confidence <= 1
        assert one.quote.text in whole
