"""Scripts whose writers leave capitals out, and people without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.breakdown.suggest import suggest
from lastlook.breakdown.suggest.reading import as_read
from lastlook.script import read, scenes_of

if TYPE_CHECKING:
    from lastlook.breakdown import Suggestion

SMALL = """\
ext. lane - morning

fog. a bell somewhere. then a girl after it: wren, nine, wellingtons on the wrong feet.

WREN
Come back!

she climbs the gate. rose wine stands in the grass. a boy rides up on a bike: jude, twelve.

JUDE
I'm fine.

ext. pond - day

an old sheepdog, captain, sleeps on the ice. jude's hand shakes. wren waits for him.

captain has followed after all. he looks at the woods. there will be snow.

int. kitchen - night

wren is asleep. the dog sleeps too. mrs. ode's at the table. nobody speaks.

MRS. ODE
Hush.
"""


def rows(text: str) -> list[tuple[Suggestion, ...]]:
    screenplay = read(text.encode(), "a.fountain")
    return list(suggest(screenplay, scenes_of(screenplay)))


def labels(row: tuple[Suggestion, ...], category: str) -> set[str]:
    return {one.label for one in row if one.category == category}


def test_a_script_without_capitals_names_its_people() -> None:
    lane, pond, kitchen = rows(SMALL)
    assert labels(lane, "Cast Members") == {"WREN", "JUDE"}
    assert labels(pond, "Cast Members") == {"WREN", "JUDE"}
    assert labels(kitchen, "Cast Members") == {"WREN", "MRS. ODE"}
    assert labels(pond, "Minors") == {"WREN", "JUDE"}
    assert "boy" not in labels(lane, "Background Actors")


def test_sentences_are_quoted_as_they_are_written() -> None:
    for row in rows(SMALL):
        for one in row:
            assert one.quote.text in SMALL


def test_an_age_introduces_somebody_in_ordinary_letters() -> None:
    (row,) = rows("INT. HALL - DAY\n\nBela (9) hides. Anna Kiss, 40s, looks for him.\n")
    assert labels(row, "Cast Members") == {"BELA", "ANNA KISS"}
    assert labels(row, "Minors") == {"BELA"}


def test_a_script_with_its_capitals_is_read_as_it_is() -> None:
    text = "INT. HALL - DAY\n\nEVA (30) enters. The rose falls. Will she see it?\n\nEVA\nNo.\n"
    screenplay = read(text.encode(), "a.fountain")
    assert as_read(screenplay, scenes_of(screenplay)) is screenplay


@given(st.lists(st.text("abcß ,.'’wren\n", max_size=40), max_size=12))
def test_reading_moves_no_letter(actions: list[str]) -> None:
    body = "\n\n".join(" ".join(one.split()) or "a." for one in actions)
    screenplay = read(f"int. a - day\n\nWREN\nNo.\n\n{body}\n".encode(), "a.fountain")
    told = as_read(screenplay, scenes_of(screenplay))
    for one, other in zip(told.paragraphs, screenplay.paragraphs, strict=True):
        assert len(one.text) == len(other.text)
        assert one.text.lower() == other.text.lower()


@pytest.mark.parametrize(
    ("action", "label", "count"),
    [
        ("Behind the bar, a nun stirs her tea.", "nun", 1),
        ("She waits with a policeman in the hall.", "policeman", 1),
        ("The platoon follows the tape.", "platoon", None),
        ("Wounded on stretchers, in rows.", "wounded", None),
        ("STRETCHER BEARERS run past.", "stretcher bearers", None),
        ("Twenty prisoners-to-be stand with their hands on their heads.", "prisoners", 20),
    ],
)
def test_people_without_names_are_extras(action: str, label: str, count: int | None) -> None:
    (row,) = rows(f"INT. HALL - DAY\n\n{action}\n")
    extras = {one.label: one.count for one in row if one.category == "Background Actors"}
    assert (label, count) in extras.items()


@pytest.mark.parametrize(
    "action",
    [
        "He laughs like a policeman.",
        "She is a nun.",
        "A doctor's coat hangs there.",
        "Without a witness there is no case.",
    ],
)
def test_who_is_only_compared_or_named_is_nobody(action: str) -> None:
    (row,) = rows(f"INT. HALL - DAY\n\n{action}\n")
    assert labels(row, "Background Actors") == set()


@pytest.mark.parametrize(
    "action",
    [
        "He reads the tag: UNION STATION 114.",
        "UNION STATION stands empty.",
        "The CASSETTE PLAYER clicks.",
    ],
)
def test_places_and_machines_are_nobody(action: str) -> None:
    (row,) = rows(f"INT. HALL - DAY\n\n{action}\n")
    assert labels(row, "Cast Members") == set()


def test_a_nickname_stands_inside_a_name() -> None:
    text = 'INT. HALL - DAY\n\nCORPORAL WINIFRED "FRED" ASHE (26) leads a mule.\n\nASHE\nWalk on.\n'
    (row,) = rows(text)
    assert labels(row, "Cast Members") == {"ASHE"}
