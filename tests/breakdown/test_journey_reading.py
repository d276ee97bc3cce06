"""What the action says of a thing: who has it, where it goes, in what state it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.breakdown.stories import story

from lastlook.breakdown.journey_mentions import mentions, names_of
from lastlook.breakdown.journey_model import SOMEBODY, Basis, Stop

SHEET = '[scenes.s001]\nelements = [{ category = "%s", label = "%s" }]\n'
ROLES = ("MARA", "JON", "MRS. PELL")
KNOWN = "INT. START - DAY\n\nMara smiles. She waits.\n\nJon nods. He waits.\n\n"
"""Tells which pronoun is whose."""


def read(action: str, thing: str = "Ring", category: str = "Props") -> Stop:
    """Read one scene with Mara and Jon."""
    script = f"INT. ROOM - DAY\n\n{action}\n\n{KNOWN}"
    found = story(script, SHEET % (category, thing), ROLES).follow(thing)
    return found.stops[0]


@pytest.mark.parametrize(
    ("action", "has"),
    [
        # Put somewhere.
        ("Mara sets the ring on the counter.", ("Mara", "counter")),
        ("MARA drops the RING into a drawer.", ("Mara", "drawer")),
        ("Mara locks the ring in the safe, and leaves.", ("Mara", "safe")),
        ("Mara puts the ring into her pocket.", ("Mara", "Mara (pocket)")),
        ("Mara throws the ring to the floor.", ("Mara", "floor")),
        # Taken.
        ("Jon takes the ring.", ("Jon",)),
        ("Jon takes the ring from Mara.", ("Mara", "Jon")),
        ("Jon takes the ring out of Mara's hand.", ("Mara", "Jon")),
        ("Jon picks up the ring and pockets it.", ("Jon",)),
        ("Mara looks on. Jon steals the ring from the drawer.", ("drawer", "Jon")),
        # Given.
        ("Mara hands Jon the ring.", ("Mara", "Jon")),
        ("Mara hands the ring to Jon.", ("Mara", "Jon")),
        ("Mara gives the ring back to Mrs. Pell.", ("Mara", "Mrs. Pell")),
        ("Mara slides the ring onto Jon's finger.", ("Mara", "Jon")),
        ("Mara turns. She hands him the ring.", ("Mara", SOMEBODY)),
        ("Jon kneels. Mara hands him the ring.", ("Mara", "Jon")),
        # Had.
        ("Jon holds the ring up to the light.", ("Jon",)),
        ("Mara comes in with the ring.", ("Mara",)),
        ("Jon opens his hand: the ring.", ("Jon",)),
        ("Mara brings a pen, and the ring.", ("Mara",)),
        # By itself.
        ("The ring rolls under the stove.", ("stove",)),
        ("On the sill lies the ring.", ("sill",)),
        ("The ring flies off, hits the tap, and goes under the suds.", ("suds",)),
        # It.
        ("Mara holds the ring. She drops it into the sink.", ("Mara", "sink")),
        ("Jon finds the ring. Mara takes it from him.", ("Jon", "Mara")),
        ("Mara holds the ring. She finds a pen and drops it into the sink.", ("Mara",)),
        # Nobody knows who.
        ("Somebody takes the ring.", ()),
        # Nothing is said.
        ("Mara looks at the ring.", ()),
        ("Mara and Jon sit. The ring lies between them.", ()),
        ("Mara takes hold of the counter beside the ring.", ()),
        ("Jon's hands are on the table. The phone rings.", ()),
        ("Mara has seen enough, the ring is on the table.", ()),
    ],
)
def test_who_has_it(action: str, has: tuple[str, ...]) -> None:
    stop = read(action)
    assert stop.has == has
    assert stop.has_basis is (Basis.READ if has else Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("action", "states"),
    [
        ("Mara tears the letter.", ("torn",)),
        ("Jon unfolds a bloody letter.", ("bloody", "unfolded")),
        ("The letter is torn.", ("torn",)),
        ("The letter, folded, lies on the desk.", ("folded",)),
        ("The letter torn and wet on the floor.", ("torn", "wet")),
        ("The letter burns.", ("burned",)),
        ("Mara closes her hand over the letter.", ()),
        ("A wet dog looks at the letter.", ()),
    ],
)
def test_in_what_state_it_is(action: str, states: tuple[str, ...]) -> None:
    stop = read(action, "Letter")
    assert sorted(stop.states) == sorted(states)


def test_clothes_are_worn() -> None:
    assert read("Mara climbs out in a dark coat.", "Coat", "Wardrobe").has == ("Mara",)
    assert read("Jon puts his coat on.", "Coat", "Wardrobe").has == ("Jon",)


def test_every_reading_has_its_sentence_and_line() -> None:
    stop = read("Rain.\n\nJon waits. Mara sets the ring on the sill. She goes.")
    assert [(one.quote.text, one.quote.line) for one in stop.readings] == [
        ("Mara sets the ring on the sill.", 5)
    ]


def test_a_pronoun_is_less_sure_than_a_name_and_it_less_than_the_thing() -> None:
    name, pronoun, it = (
        read(action).readings[-1].confidence
        for action in (
            "Mara takes the ring.",
            "Mara waits. She takes the ring.",
            "Mara looks at the ring. She takes it.",
        )
    )
    assert name > pronoun > it > 0


def test_a_voice_on_the_radio_picks_up_nothing() -> None:
    stop = read("Jon waits.\n\nMARA (V.O.)\nHello?\n\nShe picks up the ring.")
    assert stop.has == ()
    assert stop.readings[0].after == SOMEBODY


def test_two_whom_she_may_mean_are_somebody() -> None:
    script = "INT. ROOM - DAY\n\nMara and Mrs. Pell wait.\n\nRain. She takes the ring.\n\n" + KNOWN
    stop = story(script, SHEET % ("Props", "Ring"), ROLES).follow("ring").stops[0]
    assert stop.readings[0].after == SOMEBODY
    assert stop.has == ()


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("Ring", "She rings the bell. The phone rings.", []),
        ("Ring", "a gold ring, THE RING, two cups, ring", ["ring", "RING", "ring"]),
        ("Ring", "They ring him. Rings of smoke.", []),
        ("Watch", "They watch. He holds his WATCH.", ["WATCH"]),
        ("Dish soap", "half a bottle of DISH SOAP", ["DISH SOAP"]),
        ("Ivor: new coat", "the red coat, the torn coat, a dark new coat", ["coat", "new coat"]),
        ("Card, “Reserved”", "The card says: Reserved.", ["card"]),
        ("Umbrellas", "an open umbrella", ["umbrella"]),
        ("Chain", "a chain-link fence", []),
    ],
)
def test_where_a_text_names_it(label: str, text: str, found: list[str]) -> None:
    spans = mentions(text, names_of([label]), on_sheet=True)
    assert [span.text for span in spans] == found
    assert all(text[span.start : span.end] == span.text for span in spans)


def test_a_double_is_not_called_by_the_name_of_the_real_one() -> None:
    assert names_of(["Ring, double for the sink"], ["ring"]).phrases == ()
    assert names_of(["Ring, double for the sink"]).phrases == ("ring",)


@given(st.text(alphabet="Mara Jon takes hands the ring it, her his to and. :'", max_size=80))
def test_any_words_can_be_read(action: str) -> None:
    stop = read(f"Rain. {action}")
    for one in stop.readings:
        assert 0 < one.confidence <= 1
        assert not (one.state and (one.before or one.after))
        assert one.quote.text in " ".join(action.split()) or one.quote.text in f"Rain. {action}"
