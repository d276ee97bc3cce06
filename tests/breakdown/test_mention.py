"""Who is there and who is only spoken of: a table of sentences."""

from __future__ import annotations

import pytest

from lastlook.breakdown.presence import presences
from lastlook.breakdown.roles import Role
from lastlook.script import read

NAMES = (
    *("MARA", "YOUNG MARA", "JON", "ROSE", "JEAN-LUC", "MCKENZIE", "O'NEIL", "D'ARTAGNAN"),
    *("MARK", "JAMES", "OLD MAN"),
)
ROLES = tuple(Role(id=n, character=name, names=(name,)) for n, name in enumerate(NAMES, 1))


def present(text: str, common: frozenset[str] = frozenset()) -> list[str]:
    screenplay = read(f"INT. CAR - NIGHT\n\n{text}\n".encode(), "a.fountain")
    return [one.character for one in presences(screenplay.paragraphs, ROLES, common)]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Jean-Luc enters. McKenzie sits.", ["JEAN-LUC", "MCKENZIE"]),
        ("O'Neil stands.", ["O'NEIL"]),
        ("O’Neil stands beside D’Artagnan.", ["O'NEIL", "D'ARTAGNAN"]),
        ("JEAN-LUC and Mckenzie.", ["JEAN-LUC", "MCKENZIE"]),
        ("Young Mara sleeps.", ["YOUNG MARA"]),
        ("Young Mara sleeps beside Mara.", ["MARA", "YOUNG MARA"]),
        ("Jon is not here.", []),
        ("Jon isn’t here. Jon is gone.", []),
        ("Jon is nowhere.", []),
        ("Jon has not come.", []),
        ("Jon is not smiling.", ["JON"]),
        ("Jon does not move.", ["JON"]),
        ("Jon has not slept.", ["JON"]),
        ("Jon's here.", ["JON"]),
        ("Nobody has seen Mark.", []),
        ("She has never heard from Mark.", []),
        ("Nobody sees Mark slip out.", ["MARK"]),
        ("She talks about Jon.", []),
        ("She talks about Mara and Jon.", []),
        ("She talks about Mara and Jon sits.", ["JON"]),
        ("Mara talks to Mark about Jon.", ["MARA", "MARK"]),
        ("She throws her arms about Jon.", ["JON"]),
        ("Mara thinks of Jon.", ["MARA"]),
        ("Mara dreams of Jon.", ["MARA"]),
        ("It reminds her of Jon.", []),
        ("The hand of Jon on the wheel.", ["JON"]),
        ("In front of Jon, a plate.", ["JON"]),
        ("Photos of Mara and Jon.", []),
        ("A letter from Jon.", []),
        ("She gives a letter to Jon.", ["JON"]),
        ("No sign of Mara.", []),
        ("She looks for Jon.", []),
        ("She looks at Jon.", ["JON"]),
        ("She looks from Mara to Jon.", ["MARA", "JON"]),
        ("She waits for Jon to sit.", ["JON"]),
        ("She waits for Jon to arrive.", []),
        ("Mara asks for Jon.", ["MARA"]),
        ("Without Jon, Mara is lost.", ["MARA"]),
        ("It is not Jon.", []),
        ("Mara's coat on the chair.", []),
        ("Mara’s hand on the chair.", ["MARA"]),
        ("James' coat on the chair.", []),
        ("A ROSE BUSH.", ["ROSE"]),
        ("A RED ROSE.", []),
        ("A WEARY MARA enters.", ["MARA"]),
        ("The old man nods to Jon.", ["JON", "OLD MAN"]),
    ],
)
def test_who_is_there(text: str, there: list[str]) -> None:
    assert present(text) == there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("A RED ROSE lies there.", []),
        ("A ROSE BUSH.", []),
        ("He picks the ROSE up.", []),
        ("Rose petals.", []),
        ("ROSE sits.", ["ROSE"]),
        ("Then Rose sits.", ["ROSE"]),
        ("His wife ROSE sits.", ["ROSE"]),
        ("A woman ROSE (30) sits.", ["ROSE"]),
    ],
)
def test_a_name_that_is_an_ordinary_word(text: str, there: list[str]) -> None:
    assert present(text, frozenset({"rose"})) == there


@pytest.mark.parametrize(
    ("cue", "speaks"),
    [
        ("MARA (V.O.)", ["MARA"]),
        ("MARA'S VOICE", ["MARA"]),
        ("MARA’S TINNY VOICE (O.S.)", ["MARA"]),
        ("VOICE OF JON", ["JON"]),
        ("O’NEIL", ["O'NEIL"]),
        ("MARA & JON", ["MARA", "JON"]),
        ("BOTH", []),
    ],
)
def test_a_cue_means_those_who_speak(cue: str, speaks: list[str]) -> None:
    assert present(f"{cue}\nHello.") == speaks
