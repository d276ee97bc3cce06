"""Journeys: which scenes an element is in, who has it, and where continuity breaks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.breakdown.stories import film, story

from lastlook.breakdown.journey_breaks import same_holder
from lastlook.breakdown.journey_check import check_journeys
from lastlook.breakdown.journey_model import Basis, Grade, Kind, Presence
from lastlook.breakdown.journey_states import contradiction, is_other
from lastlook.breakdown.journeys import journeys_to_print, stated_journeys
from lastlook.errors import LastlookError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.breakdown.stories import Story

    from lastlook.breakdown.journey_model import Journey

GOLDEN = Path(__file__).parent / "golden"
SCRIPT = """\
INT. ATTIC - {first}

MARA (40) winds a CLOCK.

MARA
Late.

INT. STAIRS - {second}

JON waits.

EXT. YARD - {third}

Leaves.
"""


def clock(
    first: str, third: str, *, days: tuple[str, str] = ("", ""), since: str = "", time: str = "DAY"
) -> Journey:
    """Follow a clock that is in the first scene and the third."""
    day_one, day_two = (f'script_day = "{day}"\n' if day else "" for day in days)
    why = f', since = "{since}"' if since else ""
    toml = f"""
[scenes.s001]
{day_one}elements = [{{ category = "Props", label = "Clock", {first} }}]
[scenes.s003]
{day_two}elements = [{{ category = "Props", label = "Clock", {third}{why} }}]
"""
    return story(SCRIPT.format(first="DAY", second=time, third=time), toml).follow("clock")


def told(journey: Journey) -> str:
    """Write a journey as text."""
    lines = [f"{journey.label} ({journey.category})"]
    for stop in journey.stops:
        lines.append(f"{stop.number} {stop.presence}")
        lines += [f"  has {' > '.join(stop.has)} [{stop.has_basis}]"] if stop.has else []
        lines += [f"  is {' > '.join(stop.states)} [{stop.states_basis}]"] if stop.states else []
        lines += [f"  since {stop.since}"] if stop.since else []
        lines += [f"  {q.line}: {q.text}" for q in stop.quotes]
        for one in stop.readings:
            what = one.state or f"{one.before or '?'} > {one.after or '?'}"
            lines.append(f"  read {what} ({one.confidence:.2f}, line {one.quote.line})")
    lines += [f"{gap.grade}: {gap.what} [{gap.basis}]" for gap in journey.breaks]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def stated(last_ride: Path) -> Story:
    return film(last_ride)


@pytest.fixture(scope="module")
def unstated(last_ride: Path) -> Story:
    return film(last_ride, stated=False)


def test_the_ring_as_stated(stated: Story, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "ring-stated.txt", told(stated.follow("ring")))


def test_the_ring_as_read(unstated: Story, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "ring-read.txt", told(unstated.follow("ring")))


def test_what_the_text_says_of_the_ring(unstated: Story) -> None:
    has = {stop.number: stop.has for stop in unstated.follow("ring").stops}
    assert has["1"] == ("Ivor", "counter", "Dora", "drawer")
    assert has["13"] == ("Prentice", "somebody")
    assert has["16"] == ("suds", "Dora")
    assert has["24"] == ("Ivor", "dashboard", "Dora")


def test_continuity_of_the_example_holds(stated: Story) -> None:
    journeys = stated_journeys(
        stated.sheets, stated.screenplay, stated.scenes, stated.decisions, cast=stated.cast
    )
    assert [one.id for one in journeys] == ["ring", "new-coat", "old-coat"]
    assert [gap for one in journeys for gap in one.breaks] == []


def test_an_element_is_found_by_any_of_its_names() -> None:
    toml = """
[scenes.s001]
elements = [{ element = "clock" }]
[elements.clock]
category = "Props"
label = "Mantel clock"
also = ["Clock"]
"""
    made = story(SCRIPT.format(first="DAY", second="DAY", third="DAY"), toml)
    assert made.follow("clock") == made.follow("MANTEL CLOCK") == made.follow("Clock")
    with pytest.raises(LastlookError, match="There is no element “kettle”"):
        made.follow("kettle")


def test_scenes_that_only_name_it_or_speak_of_it_are_marked() -> None:
    made = story(
        "INT. A - DAY\n\nMara sets the VASE on the sill.\n\nINT. B - DAY\n\nThe vase falls.\n\n"
        "INT. C - DAY\n\nMARA\nWhere is the vase?\n\nINT. D - DAY\n\nNothing.\n",
        '[scenes.s001]\nelements = [{ category = "Props", label = "Vase" }]\n',
    )
    found = made.follow("vase")
    assert [(stop.scene_id, stop.presence) for stop in found.stops] == [
        ("s001", Presence.SHEET),
        ("s002", Presence.NAMED),
        ("s003", Presence.SPOKEN),
    ]
    assert found.enters is found.stops[0]
    assert [quote.line for stop in found.stops for quote in stop.quotes] == [3, 7, 12]


def test_a_role_has_a_journey_too(stated: Story) -> None:
    found = stated.follow("RENÉE")
    assert [s.number for s in found.stops if s.presence is Presence.SHEET] == ["1", "2"]
    assert found.breaks == ()


@pytest.mark.parametrize(
    ("days", "time", "grade"),
    [
        (("1", "1"), "DAY", Grade.BREAK),
        (("1", "2"), "DAY", Grade.NOTE),
        (("1", "2"), "CONTINUOUS", Grade.NOTE),
        (("1, 2", "2, 3"), "DAY", Grade.BREAK),
        (("", ""), "DAY", Grade.NOTE),
        (("", ""), "CONTINUOUS", Grade.BREAK),
        (("", ""), "LATER", Grade.BREAK),
        (("", ""), "MOMENTS LATER", Grade.BREAK),
        (("", ""), "DAYS LATER", Grade.NOTE),
        (("", ""), "A DAY LATER", Grade.NOTE),
        (("", ""), "LATER THAT NIGHT", Grade.BREAK),
        (("", ""), "SAME", Grade.BREAK),
    ],
)
def test_a_gap_is_graded_by_the_time_between(
    days: tuple[str, str], time: str, grade: Grade
) -> None:
    found = clock('has = ["Mara"]', 'has = ["Jon"]', days=days, time=time).breaks
    assert [(gap.kind, gap.grade, gap.basis) for gap in found] == [
        (Kind.HOLDER, grade, Basis.STATED)
    ]
    assert (found[0].before, found[0].after) == ("s001", "s003")


def test_a_scene_without_it_is_no_gap() -> None:
    assert clock('has = ["Mara"]', 'has = ["Mara"]', days=("1", "1")).breaks == ()


def test_since_explains_a_gap() -> None:
    assert clock('has = ["Mara"]', 'has = ["Jon"]', since="Sold.").breaks == ()


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("torn", "whole", [Kind.STATE]),
        ("wet, torn", "torn, dry", [Kind.STATE]),
        ("burned", "folded", [Kind.STATE]),
        ("not lit", "lit", [Kind.STATE]),
        ("whole", "whole", []),
        ("torn", "torn, wet", []),
        ("torn, wet", "torn", []),
    ],
)
def test_states_that_exclude_each_other(before: str, after: str, kinds: list[Kind]) -> None:
    found = clock(f'states = ["{before}"]', f'states = ["{after}"]', time="CONTINUOUS").breaks
    assert [gap.kind for gap in found] == kinds
    assert all(gap.grade is Grade.BREAK for gap in found)


def test_a_state_of_other_words_only_asks() -> None:
    found = clock('states = ["ticking"]', 'states = ["on its face"]', time="CONTINUOUS").breaks
    assert [(gap.kind, gap.grade) for gap in found] == [(Kind.STATE, Grade.NOTE)]


def test_a_flashback_stands_apart() -> None:
    script = SCRIPT.format(first="DAY", second="DAY", third="DAY").replace(
        "EXT. YARD - DAY", "EXT. YARD - FLASHBACK - DAY"
    )
    toml = """
[scenes.s001]
elements = [{ category = "Props", label = "Clock", has = ["Mara"] }]
[scenes.s003]
elements = [{ category = "Props", label = "Clock", has = ["Jon"] }]
"""
    assert story(script, toml).follow("clock").breaks == ()


def test_in_two_places_at_once() -> None:
    script = SCRIPT.format(first="DAY", second="SAME", third="DAY")
    toml = """
[scenes.s001]
elements = [{ category = "Props", label = "Lamp", has = ["Mara"] }]
[scenes.s002]
elements = [{ category = "Props", label = "Lamp", has = ["Jon"] }]
"""
    found = story(script, toml).follow("lamp").breaks
    assert {gap.kind for gap in found} == {Kind.TWO_PLACES, Kind.HOLDER}
    two = story(script, toml.replace('has = ["Mara"]', "count = 2")).follow("lamp").breaks
    assert two == ()


def test_used_before_it_enters() -> None:
    made = story(
        "INT. A - DAY\n\nMARA takes the knife.\n\nINT. B - DAY\n\nA KNIFE.\n\nMARA\nOh.\n",
        '[scenes.s002]\nelements = [{ category = "Props", label = "Knife" }]\n',
    )
    found = made.follow("knife").breaks
    assert [(gap.kind, gap.grade, gap.after) for gap in found] == [
        (Kind.BEFORE_IT_ENTERS, Grade.NOTE, "s001")
    ]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Zoë", "Zoë’s finger", True),
        ("the drawer", "drawer", True),
        ("envelope in the drawer", "drawer", True),
        ("drawer, in the envelope", "Dora, in the envelope", False),
        ("Ivor", "Dora", False),
        ("Ivor (pocket)", "IVOR", True),
    ],
)
def test_when_two_holders_are_one(first: str, second: str, *, same: bool) -> None:
    assert same_holder(first, second) is same
    assert same_holder(second, first) is same


holders = st.lists(st.sampled_from(["Mara", "Jon", "shelf", "box"]), max_size=3)
words = st.sampled_from(["torn", "whole", "wet", "dry", "lit"])
state = st.lists(words, max_size=2)


@st.composite
def breakdowns(draw: st.DrawFn, *, explained: bool = False) -> tuple[str, list[str]]:
    """Give a breakdown.toml of six scenes and the ids of those that have the clock."""
    lines = []
    there = draw(st.sets(st.integers(1, 6), min_size=1))
    for number in sorted(there):
        has, states = draw(holders), draw(state)
        since = ', since = "So it is."' if explained else ""
        lines.append(
            f'[scenes.s00{number}]\nscript_day = "{draw(st.integers(1, 2))}"\n'
            f'elements = [{{ category = "Props", label = "Clock", has = {has}, '
            f"states = {states}{since} }}]\n"
        )
    return "\n".join(lines).replace("'", '"'), [f"s00{number}" for number in sorted(there)]


SIX = "".join(
    f"INT. ROOM {n} - {'CONTINUOUS' if n % 3 else 'DAY'}\n\nRain.\n\n" for n in range(1, 7)
)


@given(breakdowns())
def test_the_stops_are_just_the_scenes_with_it(made: tuple[str, list[str]]) -> None:
    toml, there = made
    found = story(SIX, toml).follow("clock")
    assert [stop.scene_id for stop in found.stops] == there
    assert {gap.after for gap in found.breaks} <= set(there)
    assert found == story(SIX, toml).follow("clock")


@given(breakdowns(explained=True))
def test_nothing_is_broken_that_is_explained(made: tuple[str, list[str]]) -> None:
    assert story(SIX, made[0]).follow("clock").breaks == ()


@given(st.lists(words, min_size=1, max_size=2), st.lists(words, min_size=1, max_size=2))
def test_contradictions_go_both_ways(first: list[str], second: list[str]) -> None:
    one, other = ", ".join(first), ", ".join(second)
    assert contradiction(one, other) == contradiction(other, one)
    assert is_other(one, other) == is_other(other, one)
    assert not is_other(one, one)


def test_stated_gaps_are_warnings_at_their_line() -> None:
    toml = """\
[scenes.s001]
script_day = "1"
elements = [{ category = "Props", label = "Clock", has = ["Mara"], states = ["torn"] }]

[scenes.s003]
script_day = "1"
elements = [
    { category = "Props", label = "Hat" },
    { category = "Props", label = "Clock", has = ["Jon"], states = ["whole"] },
]
"""
    made = story(SCRIPT.format(first="DAY", second="DAY", third="DAY"), toml)
    problems = check_journeys(
        toml.encode(), made.sheets, made.screenplay, made.scenes, made.decisions
    )
    assert [(p.line, p.severity) for p in problems] == [(9, Severity.WARNING)] * 2
    assert toml.splitlines()[8][problems[0].column - 1 :].startswith("has")
    assert toml.splitlines()[8][problems[1].column - 1 :].startswith("states")
    assert "Scene 1 ends with it at “Mara”, scene 3 begins with it at “Jon”" in problems[0].what
    assert "since" in problems[0].fix


def test_what_was_only_read_is_never_warned_of(unstated: Story) -> None:
    assert any(gap.basis is Basis.READ for gap in unstated.follow("ring").breaks)
    problems = check_journeys(
        b"", unstated.sheets, unstated.screenplay, unstated.scenes, unstated.decisions
    )
    assert problems == []


def test_the_book_follows_what_is_stated_and_what_changes_hands(stated: Story) -> None:
    found = journeys_to_print(
        stated.sheets, stated.screenplay, stated.scenes, stated.decisions, cast=stated.cast
    )
    labels = [one.label for one in found]
    assert labels[:3] == ["Ring", "Ivor: new coat", "Ivor: old coat"]
    assert {"Envelope", "Key"} <= set(labels[3:])
    assert len(labels) == len(set(labels))
    few = journeys_to_print(
        stated.sheets, stated.screenplay, stated.scenes, stated.decisions, cast=stated.cast, most=1
    )
    assert len(few) == 4


@pytest.mark.parametrize(
    ("script", "words", "scene", "has"),
    [
        ("grey-lady", "boot", "9", ("Miss Vane", "Augusta", "leads")),
        ("grey-lady", "portrait", "1", ("stairs",)),
        ("grey-lady", "parrot", "3", ("bedpost",)),
        ("dead-weight", "cap", "8", ("Nessa", "Tolliver")),
        ("dead-weight", "safe", "11", ("floor",)),
        ("dead-weight", "pistol", "5", ("Hask",)),
        ("dead-weight", "egg", "2", ("Tolliver",)),
    ],
)
def test_what_other_scripts_say(script: str, words: str, scene: str, has: tuple[str, ...]) -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "gold" / f"{script}.fountain"
    found = story(path.read_text(encoding="utf-8")).follow_words(words)
    assert {stop.number: stop.has for stop in found.stops}[scene] == has
