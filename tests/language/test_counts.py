"""People in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.language.counts import groups_of_people
from lastlook.language.numbers import number_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twenty commuters wait.", [("commuters", 20)]),
        ("A dozen GUESTS and half a dozen tired nurses.", [("guests", 12), ("tired nurses", 6)]),
        ("Twenty-five soldiers, 3 COPS.", [("soldiers", 25), ("cops", 3)]),
        ("1,200 spectators roar. Two hundred fans leave.", [("spectators", 1200), ("fans", 200)]),
        ("A crowd of angry shoppers.", [("angry shoppers", None)]),
        ("Passengers board. Children run.", [("passengers", None), ("children", None)]),
        ("A couple of waiters smoke.", [("waiters", 2)]),
        ("Ten thousand protesters.", [("protesters", 10_000)]),
        ("One hundred and twenty soldiers.", [("soldiers", 120)]),
        ("Two thousand five hundred fans.", [("fans", 2500)]),
        ("A group of 12 tourists.", [("tourists", 12)]),
        ("Between five and ten nurses wait.", [("nurses", 10)]),
        ("Five or six kids, 10–20 guests.", [("kids", 6), ("guests", 20)]),
        ("Three old, tired farmers.", [("old, tired farmers", 3)]),
        ("Ten uniformed police.", [("uniformed police", 10)]),
        ("Police enter. Two police officers.", [("police", None), ("police officers", 2)]),
        ("A pair of policemen.", [("policemen", 2)]),
        ("Two dozen or so guests.", [("guests", 24)]),
        ("He sees a few children, several guests.", [("children", None), ("guests", None)]),
        ("There are dozens of fans.", [("fans", None)]),
        ("Hundreds of screaming fans.", [("screaming fans", None)]),
        ("Scores of people, tens of thousands of men.", [("people", None), ("men", None)]),
        ("Passers-by stare.", [("passers-by", None)]),
        ("A crowd.", [("crowd", None)]),
        ("Then an angry crowd gathers.", [("angry crowd", None)]),
        ("One nurse, two kids and three old men.", [("kids", 2), ("old men", 3)]),
        ("Two cars, two cops.", [("cops", 2)]),
        ("In the room ten nurses sit.", [("nurses", 10)]),
        ("She looks at five kids.", [("kids", 5)]),
        ("12 ARMED MEN enter.", [("armed men", 12)]),
    ],
)
def test_groups_with_their_counts(text: str, found: list[tuple[str, int | None]]) -> None:
    assert [(group.label, group.count) for group in groups_of_people(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The two men leave. These soldiers stay.",
        "She waits two hours for people.",
        "One of the guests coughs. Four or five of the guests nod.",
        "No numbers, no crowd, 12 chairs.",
        "Room 5 nurses. Apartment 12 guests. Channel 9 reporters.",
        "He is the man of number 12 men say nothing of.",
        "On page 12 people die. Highway 66 drivers. The price: $5 people say.",
        "At 9 people arrive.",
        "In 1985 soldiers came.",
        "12 ANGRY MEN plays on TV.",
        "She watches 12 ANGRY MEN.",
        'A headline: "TEN SOLDIERS DEAD".',
        "The paper says “Twenty nurses strike. A crowd gathers.”",
        "Men's room. The soldiers’ boots. Women-only.",
        "Police station. A police car. Police dogs.",
        "How many men? Too many people.",
        "Twenty chairs, soldiers.",
        "Flowers from four people who did not come.",
        "A crowd-pleaser. A crowd of gulls. A couple dances.",
        "",
    ],
)
def test_what_is_no_group(text: str) -> None:
    assert groups_of_people(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *(("7", 7), ("nineteen", 19), ("ninety nine", 99), ("two dozen", 24), ("A Hundred", 100)),
        *(("ten thousand", 10_000), ("one hundred and twenty", 120), ("a pair of", 2)),
        *(("two hundred thousand", 200_000), ("a million", 1_000_000), ("half a dozen", 6)),
    ],
)
def test_numbers(words: str, value: int) -> None:
    assert number_of(words) == value


WORDS = st.lists(st.sampled_from("a ten 5 old, men of the police - or".split())).map(" ".join)


@given(st.text() | WORDS)
def test_any_text_gives_groups_that_stand_in_it(text: str) -> None:
    for group in groups_of_people(text):
        assert 0 <= group.start < group.end <= len(text)
        assert group.count is None or group.count != 1
