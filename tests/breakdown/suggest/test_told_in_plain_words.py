"""What happens told in plain words: danger, sounds, effects; and what only sounds like it."""

from __future__ import annotations

import itertools

import pytest

from lastlook.breakdown.suggest import suggest
from lastlook.breakdown.suggest.effects import effects_in
from lastlook.breakdown.suggest.noises import noises_in
from lastlook.breakdown.suggest.stunts import stunts_in
from lastlook.breakdown.suggest.triggers import openings, triggers
from lastlook.script import read, scenes_of


def found(action: str, category: str, heading: str = "EXT. PLACE - DAY") -> list[str]:
    screenplay = read(f"{heading}\n\n{action}\n".encode(), "a.fountain")
    (row,) = suggest(screenplay, scenes_of(screenplay))
    return [one.label for one in row if one.category == category]


STUNTS = [
    ("The driver is jerked off the box.", "jerked off"),
    ("She is yanked backward into the dark.", "yanked backward"),
    ("He is blown off his feet.", "blown off"),
    ("They throw themselves flat.", "throw themselves"),
    ("The raft goes over the falls.", "goes over the falls"),
    ("Imre bails out at forty miles an hour.", "bails out"),
    ("The Charger fishtails and rams a parked van.", "fishtails"),
    ("The ambulance slides into the ditch.", "slides into the ditch"),
    ("Oda drops her pack, her rifle, and jumps in after him.", "jumps in"),
    ("Nils plunges through to his waist.", "plunges through"),
    ("The truck jumps the curb.", "jumps the curb"),
    ("She runs, barefoot, over broken glass.", "runs, barefoot, over broken glass"),
    ("He takes a right to the jaw.", "right to the jaw"),
    ("He grabs the man by the throat.", "grabs the man by the throat"),
    ("The mare rears.", "mare rears"),
]


@pytest.mark.parametrize(("action", "label"), STUNTS)
def test_danger_is_a_stunt_by_its_words(action: str, label: str) -> None:
    assert any(label in one or one in label for one in found(action, "Stunts"))


@pytest.mark.parametrize(
    "action",
    [
        "He runs down the stairs.",
        "They drag the rope across the yard.",
        "His spirits sink.",
        "She jumps at the sound.",
        "The road goes over a hill.",
        "He throws himself into his work.",
        "He throws himself into the armchair.",
        "She bails him out with a smile.",
        "He lets the question hang.",
        "The sun slides behind the roofs.",
        "He launches into a speech.",
        "She goes down on her knees on the marble.",
        "He nearly jumps in.",
    ],
)
def test_what_hurts_nobody_is_no_stunt(action: str) -> None:
    assert found(action, "Stunts") == []


NOISES = [
    ("A mule brays outside.", "mule brays"),
    ("The kettle whistles.", "kettle whistles"),
    ("His phone buzzes.", "phone buzzes"),
    ("The elevator DINGS.", "elevator dings"),
    ("Somewhere a dog barks.", "dog barks"),
    ("The ice creaks.", "ice creaks"),
    ("Rooks caw in the elms.", "rooks caw"),
    ("A shot rings out.", "shot"),
    ("A baby cries behind the wall.", "baby cries"),
    ("The generator stalls. Then the generator starts.", "generator stalls"),
]


@pytest.mark.parametrize(("action", "label"), NOISES)
def test_a_sound_is_told_by_what_makes_it(action: str, label: str) -> None:
    assert label in found(action, "Sound")


@pytest.mark.parametrize(
    "action",
    [
        "He hums as he butters the toast.",
        "No dog barks.",
        "The woman whistles.",
        "She takes a shot of whiskey.",
        "He lets the cup ring.",
        "The clock on the tower says nine.",
    ],
)
def test_people_and_silence_make_no_sound(action: str) -> None:
    assert noises_in(action) == ()


EFFECTS = [
    ("The cellar door slams shut by itself.", "Mechanical Effects"),
    ("The safe swings open.", "Mechanical Effects"),
    ("The boat rocks.", "Mechanical Effects"),
    ("The monitor shows an empty hallway.", "Visual Effects"),
    ("He floats upside down.", "Visual Effects"),
    ("The pentagram glows.", "Visual Effects"),
    ("Bullets chew the rail.", "Special Effects"),
    ("A grenade lands between them.", "Special Effects"),
    ("The lights flicker and die.", "Special Effects"),
    ("The windscreen shatters.", "Special Effects"),
    ("The ceiling caves in.", "Special Effects"),
]


@pytest.mark.parametrize(("action", "category"), EFFECTS)
def test_an_effect_is_told_by_what_happens(action: str, category: str) -> None:
    assert found(action, category)


def test_what_does_not_happen_is_no_effect() -> None:
    assert effects_in("No bullets hit the wall.") == ()
    assert effects_in("He opens the door by himself.") == ()


@pytest.mark.parametrize("action", [action for action, _ in (*STUNTS, *EFFECTS, *NOISES)])
def test_first_letters_leave_out_no_pattern_that_fits(action: str) -> None:
    from lastlook.breakdown.suggest import effects, looks, stunts

    told = openings(action)
    fitting = (
        *(one[1:] for one in stunts._ALL),
        *(one[1:] for one in effects._ALL),
        *(one[1:] for one in looks._LOOKS),
    )
    for words, pattern in fitting:
        if pattern.search(action):
            assert not words.isdisjoint(told), pattern.pattern


def test_triggers_are_the_first_letters_of_words_that_mean_something() -> None:
    assert triggers(r"\b(?:throws?|hurls?)\s+(?:him|her)self\b") == {"thr", "hur", "sel"}


def test_stunts_do_not_overlap() -> None:
    spans = [(one.start, one.end) for one in stunts_in("The car flips, rolls twice and sinks.")]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("action", "labels"),
    [
        ("A hearse, two black sedans and a motorcycle pull up.", {"hearse", "sedan", "motorcycle"}),
        ("She takes the mirror off a Lexus, a fender off a Mini.", {"lexus", "mini"}),
        ("The Charger idles. A mustard SUBARU OUTBACK passes.", {"charger", "outback"}),
        ("A STAGECOACH rounds the livery.", {"stagecoach"}),
        ("The wagon tips over the edge.", {"wagon"}),
    ],
)
def test_each_vehicle_stands_by_itself(action: str, labels: set[str]) -> None:
    assert {label.lower().split()[-1] for label in found(action, "Vehicles")} == labels


def test_a_cell_phone_charger_is_no_car() -> None:
    assert found("He plugs in the charger.", "Vehicles") == []


@pytest.mark.parametrize(
    ("action", "category", "label"),
    [
        ("A table, four chairs, a stove gone cold.", "Set Dressing", "stove"),
        ("Pans hang from the beams.", "Set Dressing", "pan"),
        ("Two uniformed cops wait.", "Wardrobe", "uniformed"),
        ("He wears a surgical mask.", "Wardrobe", "surgical mask"),
        ("A bullet cuts her cheek.", "Makeup/Hair", "cuts her cheek"),
        ("A plaster on his knee.", "Makeup/Hair", "plaster on his"),
        ("His sleeve is dark with blood.", "Makeup/Hair", "blood"),
    ],
)
def test_sets_and_looks(action: str, category: str, label: str) -> None:
    assert label in found(action, category, "INT. ROOM - DAY")
