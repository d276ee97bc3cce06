"""What needs care on set is found in the script's own words, with rule, date and source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lastlook import script
from lastlook.breakdown import Element, Sheet, Suggestion
from lastlook.breakdown.model import Quote
from lastlook.consent import Effect, Finding, rules_for, safety, unattended
from lastlook.plan import load
from lastlook.production import CrewMember
from lastlook.script.heading import parse_heading

if TYPE_CHECKING:
    from pathlib import Path

RULES = rules_for(())[0]


def found(
    text: str, *, elements: tuple[Element, ...] = (), crew: tuple[str, ...] = (), **fields: object
) -> tuple[Finding, ...]:
    """Look through a script of some scenes."""
    screenplay = script.read(text.encode(), "script.fountain")
    scenes = script.scenes_of(screenplay)
    sheets = [
        Sheet(
            scene_id=scene.id,
            number=scene.number,
            heading=scene.heading.text,
            int_ext=parse_heading(scene.heading.text).int_ext,
            set=scene.heading.set,
            time="",
            light="",
            page="1",
            eighths=1,
            elements=elements,
            **fields,  # type: ignore[arg-type]
        )
        for scene in scenes
    ]
    members = [CrewMember(job=job) for job in crew]
    return safety(screenplay, scenes, sheets, members, RULES)


def rules(text: str, **fields: object) -> set[str]:
    return {one.rule.id for one in found(text, **fields)}  # type: ignore[arg-type]


def test_the_car_scenes_of_the_example_are_found(last_ride: Path) -> None:
    film, _ = load(last_ride)
    assert film is not None
    all_found = safety(film.screenplay, film.scenes, film.sheets, film.production.crew, RULES)
    cars = [one for one in all_found if one.rule.id == "running-engine"]
    assert {"12A", "23", "24"} <= {one.number for one in cars}
    assert all(one.rule.effect is Effect.BLOCK for one in cars)
    assert {one.in_hand for one in cars} == {"Set medic and safety"}
    last = next(one for one in cars if one.number == "24")
    assert last.quote.text == "Engine off, key turned."
    lines = film.production.script_path.read_text(encoding="utf-8").splitlines()
    for one in all_found:
        assert one.quote.text.split()[0].strip("*_“") in lines[one.quote.line - 1]
    by_rule = {one.rule.id for one in all_found}
    assert {"artificial-snow", "animals", "cold", "water"} <= by_rule
    assert "weapons" not in by_rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("INT. GARAGE - NIGHT\n\nThe car idles. Exhaust hangs.", "running-engine"),
        ("INT. TRUCK - DAY\n\nSnow to the windows. The heater hums.", "running-engine"),
        ("EXT. ROAD - DAY\n\nHe raises a REVOLVER.", "weapons"),
        ("EXT. ROAD - DAY\n\nA horse comes over the hill.", "animals"),
        ("INT. CLUB - NIGHT\n\nSmoke, and a saxophone.", "smoke"),
        ("INT. HALL - NIGHT\n\nThe curtain is on fire.", "fire"),
        ("EXT. HOUSE - DAY\n\nShe jumps out of the window.", "stunts"),
        ("EXT. LAKE - DAY\n\nHe wades in.", "water"),
        ("EXT. ROOFTOP - NIGHT\n\nThey dance.", "heights"),
        ("EXT. FIELD - NIGHT\n\nFreezing rain.", "cold"),
    ],
)
def test_each_rule_is_found_by_the_words_that_call_for_it(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("EXT. ROAD - DAY\n\nThe car stops. The engine dies.", "running-engine"),
        ("INT. CAR - DAY\n\nSnow on the roof.", "running-engine"),
        ("INT. ROOM - DAY\n\nMARA\nHe has a gun.", "weapons"),
        ("INT. ROOM - DAY\n\nA gunmetal vase, a catalogue.", "weapons"),
        ("INT. ROOM - DAY\n\nA gunmetal vase, a catalogue.", "animals"),
        ("INT. ROOM - DAY\n\nShe smokes in silence.", "smoke"),
        ("INT. ROOM - DAY\n\nIce in a glass.", "cold"),
        ("EXT. ROAD - DAY\n\nShe fires him.", "fire"),
        ("EXT. SHORE - DAY\n\nShe waves.", "heights"),
    ],
)
def test_what_is_only_said_or_means_something_else_is_left(text: str, rule: str) -> None:
    assert rule not in rules(text)


def test_an_element_on_the_sheet_counts_whatever_the_words() -> None:
    fight = Element(category="Stunts", label="Stair fall", origin="person")
    (one,) = found("INT. ROOM - DAY\n\nHe goes down.", elements=(fight,))
    assert (one.rule.id, one.because, one.effect) == ("stunts", "Stair fall", Effect.BLOCK)


def test_a_suggestion_of_a_kind_counts() -> None:
    quote = Quote(text="The Luger.", line=3)
    seen = Suggestion(category="Props", label="luger", reason="lexicon", quote=quote, kind="gun")
    (one,) = found("INT. ROOM - DAY\n\nThe Luger.", suggestions=(seen,))
    assert (one.rule.id, one.because, one.quote) == ("weapons", "luger", quote)
    assert one.suggested
    assert unattended((one,), "script.fountain") == ()
    unlikely = replace(seen, confidence=0.3)
    assert found("INT. ROOM - DAY\n\nThe Luger.", suggestions=(unlikely,)) == ()


def test_what_nobody_has_in_hand_is_warned_of_once_for_all_its_scenes() -> None:
    text = "EXT. A - DAY #7#\n\nHe raises a rifle.\n\nEXT. B - DAY #8#\n\nA pistol. A dog."
    (one,) = unattended(found(text), "script.fountain")
    assert one.severity == "warning"
    assert (one.file, one.line) == ("script.fountain", 3)
    assert "weapons in hand (scenes 7, 8)" in one.what
    assert "2026-11-01" in one.why
    assert '"armourer"' in one.fix
    assert unattended(found(text, crew=("Armorer",)), "script.fountain") == ()


def test_who_has_it_in_hand_turns_a_block_into_a_warning() -> None:
    text = "EXT. ROAD - DAY\n\nHe raises a rifle."
    (alone,) = found(text)
    (held,) = found(text, crew=("Director", "Armourer"))
    assert (alone.effect, alone.in_hand) == (Effect.BLOCK, "")
    assert (held.effect, held.in_hand) == (Effect.WARN, "Armourer")
    handler = Element(category="Animal Handler", label="Handler", origin="person")
    dogs = found("EXT. ROAD - DAY\n\nA dog.", elements=(handler,))
    assert [one.in_hand for one in dogs] == ["Animal Handler"]


def test_one_finding_for_each_rule_and_scene() -> None:
    text = "EXT. A - DAY\n\nA dog. Two dogs.\n\nA dog.\n\nEXT. B - DAY\n\nA dog."
    assert [one.rule.id for one in found(text)] == ["animals", "animals"]
