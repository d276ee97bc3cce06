from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.language.actions import actions_in
from lastlook.language.things import Thing, things_in

WORDS = st.sampled_from(
    "the a his her no without like of and in with two three dozen pair bottle jar gun guns car "
    "door keys phone rings ring watches stands he she Ivor MARA RING wears holds drives police "
    "coffee cup leather jacket torn dog's coat pocket , . ; : - ’s as if it were never seen".split()
)
LINES = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80)


def labels(text: str, least: float = 0.3) -> list[str]:
    return [
        thing.label
        for thing in things_in(text)
        if thing.senses and thing.senses[0].weight >= least
        if not thing.negated and not thing.figurative
    ]


def only(text: str) -> Thing:
    (thing,) = things_in(text)
    return thing


@given(LINES)
def test_spans_are_of_the_text_and_apart(text: str) -> None:
    things = things_in(text)
    end = 0
    for thing in things:
        assert thing.start >= end
        assert thing.start < thing.end
        assert text[thing.start : thing.end] == thing.text
        assert thing.label
        assert thing.head
        assert list(thing.senses) == sorted(thing.senses, key=lambda s: -s.weight)
        end = thing.end
    assert things == things_in(text)


@given(LINES)
def test_actions_are_of_the_text_and_apart(text: str) -> None:
    end = 0
    for action in actions_in(text):
        assert end <= action.start < action.end
        assert text[action.start : action.end] == action.text
        assert action.senses
        end = action.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same word as a verb and as a noun.
        ("She watches the road.", []),
        ("He straps two watches to his wrist.", ["watch"]),
        ("Mara stands at the window.", []),
        ("The phone rings.", ["phone"]),
        ("Three gold rings lie on the sill.", ["gold ring"]),
        ("He books a room.", []),
        ("He drops three books.", ["book"]),
        ("Cole trains a rifle on her.", ["rifle"]),
        ("The soldiers drink.", []),
        ("Two drinks arrive.", ["drink"]),
        ("She drinks.", []),
        ("He fires.", []),
        ("She saws the plank.", ["plank"]),
        ("He reaches for the saw.", ["saw"]),
        ("She ties the boat up.", ["boat"]),
        ("He loosens his tie.", ["tie"]),
        ("She stamps her foot.", []),
        ("The train rocks.", ["train"]),
        ("He waves.", []),
        ("He nails the lid down.", []),
        ("They box. He opens the box.", ["box"]),
        ("She plants a kiss on him.", []),
        ("A dozen plates crash to the floor.", ["plate"]),
        ("Commuters board the ferry.", ["ferry"]),
        ("Men pour out, guns raised.", ["gun"]),
        ("The spaceship shudders.", ["spaceship"]),
        ("OKORO floats past in a spacesuit.", ["spacesuit"]),
        ("Hank, a giant of a man, polishes glasses.", ["glasses"]),
        ("The stagecoach thunders past.", ["stagecoach"]),
        ("She bags a shell casing.", ["shell casing"]),
        ("A nurse in scrubs checks the syringe.", ["scrubs", "syringe"]),
        ("Dr. Amari snaps on latex gloves and picks up the scalpel.", ["latex gloves", "scalpel"]),
        (
            "Stalls of noodles, caged birds and knock-off watches.",
            ["noodles", "bird", "knock-off watch"],
        ),
        ("She takes a seat and watches.", []),
        ("Plates and drinks everywhere.", ["plate", "drink"]),
        ("She opens the can.", ["can"]),
        ("She can run.", []),
        # The last noun of a compound is the head, but for a part of a whole.
        ("He finds the car keys.", ["car keys"]),
        ("A coffee cup rolls away.", ["coffee cup"]),
        ("Two police cars wait.", ["police car"]),
        ("The price tag hangs from a cuff.", ["price tag"]),
        ("They cross the gun shop.", []),
        ("He slams the car door.", ["car"]),
        ("She reaches into her coat pocket.", ["coat"]),
        ("The dog's tail wags.", ["dog"]),
        # What stands after `of`.
        ("A jar of TEETH.", ["jar of teeth"]),
        ("She pours half a bottle of DISH SOAP.", ["bottle of dish soap"]),
        ("He lights one of a pack of cigarettes.", ["pack of cigarettes"]),
        ("A stack of old magazines.", ["magazine"]),
        ("A photograph of a horse.", ["photograph"]),
        ("The smell of coffee.", []),
        # Makes and names.
        ("A Mustang pulls up.", ["Mustang"]),
        ("Ford enters.", []),
        ("Rose (30) smells a rose.", ["rose"]),
        # Sayings.
        ("She takes the cake.", []),
        ("They face the music.", []),
        ("He knocks on the glass.", []),
        # Parts of a body.
        ("Blood runs down his chest.", ["blood"]),
    ],
)
def test_what_is_there(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "label", "count"),
    [
        ("Three umbrellas.", "umbrella", 3),
        ("A dozen plates.", "plate", 12),
        ("Umbrellas.", "umbrella", None),
        ("An umbrella.", "umbrella", 1),
        ("A pair of gloves.", "gloves", 1),
        ("A pair of pistols.", "pistol", 2),
        ("Twenty-five candles.", "candle", 25),
        ("Both knives.", "knife", 2),
        ("A second BRAKE PEDAL.", "brake pedal", 1),
        ("A 1967 Impala.", "Impala", 1),
        ("Two glasses.", "glass", 2),
        ("His glasses.", "glasses", None),
    ],
)
def test_counts(text: str, label: str, count: int | None) -> None:
    thing = only(text)
    assert (thing.label, thing.count) == (label, count)


@pytest.mark.parametrize(
    "text",
    ["No gun.", "She leaves without a coat.", "Nobody has ever seen the knife.", "No boat is due."],
)
def test_negated(text: str) -> None:
    assert only(text).negated


@pytest.mark.parametrize(
    "text",
    [
        "He moves like a wolf.",
        "She holds it as if it were a grenade.",
        "Quiet as a mouse, he waits.",
        "A hole the size of a coin.",
        "She dreams of a horse.",
    ],
)
def test_figurative(text: str) -> None:
    assert only(text).figurative


def test_not_every_negative_takes_the_thing_away() -> None:
    assert not only("He does not see the car.").negated
    assert not only("They would like a coffee.").figurative


@pytest.mark.parametrize(
    ("text", "verb", "category"),
    [
        ("She puts on the helmet.", "put on", "Wardrobe"),
        ("A woman in a red coat waits.", "wear", "Wardrobe"),
        ("He throws a chair.", "throw", "Props"),
        ("She drives a truck.", "drive", "Vehicles"),
        ("He holds the locket.", "hold", "Props"),
    ],
)
def test_what_is_done_with_it_weighs(text: str, verb: str, category: str) -> None:
    thing = only(text)
    assert thing.verb_before == verb
    assert thing.senses[0].category == category


def test_capitals() -> None:
    ring, unknown = things_in("He sets a RING beside the FROBNICATOR.")
    assert (ring.label, ring.capitals, ring.head) == ("ring", True, "ring")
    assert (unknown.label, unknown.capitals, unknown.senses) == ("frobnicator", True, ())
    assert not any(one.capitals for one in things_in("HE PICKS THE GUN UP FROM THE TABLE."))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He crashes through the window.", [("Stunts", "crash")]),
        ("She is thrown across the room.", [("Stunts", "fall")]),
        ("She throws a ball across the room.", []),
        ("The car explodes.", [("Special Effects", "explosion")]),
        ("The barn catches fire.", [("Special Effects", "fire")]),
        ("He punches Cole.", [("Stunts", "fight")]),
        ("She tackles him.", [("Stunts", "fight")]),
        ("He falls down the stairs.", [("Stunts", "fall")]),
        ("He falls asleep.", []),
        ("Tom and Mara kiss.", [("Intimacy", "kiss")]),
        ("She undresses.", [("Intimacy", "nudity")]),
        ("It is raining.", [("Weather", "rain")]),
        ("A smashed window.", []),
        ("She shoots him a look.", []),
        ("Books tumble from the shelf.", []),
        ("Sparks rain on the floor.", []),
        ("He falls.", [("Stunts", "fall")]),
        ("Snow falls.", []),
        ("He hits the button.", []),
        ("He fires at the guard.", [("Special Effects", "gunshot")]),
    ],
)
def test_actions(text: str, found: list[tuple[str, str]]) -> None:
    assert [
        (action.senses[0].category, action.senses[0].kind) for action in actions_in(text)
    ] == found


def test_an_action_that_does_not_happen() -> None:
    (action,) = actions_in("He does not kiss her.")
    assert action.negated
