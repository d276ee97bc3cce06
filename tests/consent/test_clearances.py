"""The public view: what is held, what waits, from when, for whom; and never why."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.consent import Clearances, Consent, Level, Private, Rider, clearances, gaps, rules_for
from lastlook.consent.model import Character, Hold, Intimacy, Minor, Power
from lastlook.consent.status import Standing, performances, scene_status
from lastlook.production import RuleEffect, RuleOverride

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.consent import Rule

RULES = rules_for(())[0]
FIRST, LAST = date(2027, 2, 8), date(2027, 2, 19)
SIGNED = datetime(2027, 2, 8, 18)  # noqa: DTZ001  (local time, as all of a production's)


def view(consent: Consent, rules: Mapping[str, Rule] = RULES) -> Clearances:
    return clearances(consent, rules, first=FIRST, last=LAST)


def act(
    scene: str = "s1",
    role: int = 1,
    level: Level = Level.SIMULATED,
    rider: Rider = Rider.NEEDED,
    signed_at: datetime | None = None,
) -> Intimacy:
    return Intimacy(scene=scene, role=role, level=level, rider=rider, signed_at=signed_at)


def child(role: int = 3) -> Minor:
    return Minor(role=role, place="US-CA", born=Private(date(2017, 1, 1)))


def test_a_signed_rider_clears_the_scene_48_hours_later() -> None:
    late = act(role=2, rider=Rider.SIGNED, signed_at=SIGNED + timedelta(days=1))
    found = view(Consent(intimacy=(act(rider=Rider.SIGNED, signed_at=SIGNED), late)))
    (one,) = found.clear_from
    assert (one.scene, one.moment, one.blocks) == ("s1", SIGNED + timedelta(days=3), True)
    assert found.waiting == ()
    assert found.held == frozenset()
    assert found.closed_sets == {"s1"}


@pytest.mark.parametrize("rider", [Rider.NEEDED, Rider.DRAFTED, Rider.SENT])
def test_a_rider_that_is_not_signed_is_waited_for(rider: Rider) -> None:
    found = view(Consent(intimacy=(act(rider=rider),)))
    (one,) = found.waiting
    assert (one.scene, one.notice, one.blocks) == ("s1", 48 * 60, True)


def test_a_kiss_needs_no_rider_but_may_be_withdrawn_from() -> None:
    kiss = act(level=Level.KISSING)
    assert view(Consent(intimacy=(kiss,))) == Clearances()
    withdrawn = dataclasses.replace(kiss, rider=Rider.WITHDRAWN)
    assert view(Consent(intimacy=(withdrawn,))).held == {"s1"}


def test_of_a_held_scene_nothing_else_is_said() -> None:
    entries = (act(rider=Rider.SENT), act(role=2, rider=Rider.WITHDRAWN))
    found = view(Consent(intimacy=entries, holds=(Hold(scene="s2"),)))
    assert found.held == {"s1", "s2"}
    assert not found.waiting
    assert not found.clear_from


def test_no_production_can_override_a_withdrawal() -> None:
    everything = [RuleOverride(rule=name, effect=RuleEffect.OFF, why="?") for name in RULES]
    rules, _ = rules_for(everything)
    found = view(Consent(intimacy=(act(rider=Rider.WITHDRAWN),)), rules)
    assert found.held == {"s1"}


def test_nobody_under_age_is_in_an_intimate_scene() -> None:
    found = view(Consent(intimacy=(act(role=3), act("s2", 3, Level.KISSING)), minors=(child(),)))
    assert found.held == {"s1"}
    grown = Minor(role=3, place="US-CA", born=Private(date(2009, 2, 8)))
    assert view(Consent(intimacy=(act(role=3),), minors=(grown,))).held == frozenset()


def test_a_child_of_a_place_without_rules_is_kept_out_too() -> None:
    off = RuleOverride(rule="us-ca-minors", effect=RuleEffect.OFF, why="?")
    for minor, rules in (
        (Minor(role=3, place="XX", age=Private(9)), RULES),
        (child(), rules_for((off,))[0]),
    ):
        assert view(Consent(intimacy=(act(role=3),), minors=(minor,)), rules).held == {"s1"}


TEXTS = st.text(max_size=20).map(Private)


@given(text=TEXTS, other=TEXTS, age=st.integers(60, 130), more=st.integers(60, 130))
def test_the_view_does_not_depend_on_what_is_private(
    text: Private[str], other: Private[str], age: int, more: int
) -> None:
    def consent(words: Private[str], years: int) -> Consent:
        one = dataclasses.replace(act(), rider_text=words, note=words, garments=words)
        return Consent(
            intimacy=(one, act(role=2)),
            minors=(dataclasses.replace(child(), guardian=words, teacher=words),),
            characters=(
                Character(role=1, age=Private(years)),
                Character(role=2, age=Private(40)),
            ),
            holds=(Hold(scene="s9", note=words),),
        )

    assert view(consent(text, age)) == view(consent(other, more))
    assert repr(consent(text, age)) == repr(consent(other, more))
    assert gaps(consent(text, age), RULES) == gaps(consent(other, more), RULES)


def stated(age: int, other: int, *, level: Level = Level.KISSING) -> Consent:
    return Consent(
        intimacy=(act(level=level), act(role=2, level=level)),
        characters=(Character(role=1, age=Private(age)), Character(role=2, age=Private(other))),
    )


def test_a_stated_gap_of_age_is_said_without_the_ages() -> None:
    (gap,) = gaps(stated(43, 33), RULES)
    assert (gap.scene, gap.rule) == ("s1", "age-gap")
    assert "43" not in repr(gap)
    assert gaps(stated(42, 33), RULES) == ()
    assert gaps(stated(43, 33, level=Level.NONE), RULES) == ()
    five = RuleOverride(rule="age-gap", number="years", value=5, why="ours")
    assert len(gaps(stated(38, 33), rules_for((five,))[0])) == 1


def test_ages_are_never_inferred() -> None:
    one = stated(70, 20)
    assert gaps(dataclasses.replace(one, characters=one.characters[:1]), RULES) == ()


def test_a_stated_power_is_a_gap_either_way() -> None:
    for power in (Power(over=1, under=2), Power(over=2, under=1)):
        one = dataclasses.replace(stated(33, 33), powers=(power,))
        assert [gap.rule for gap in gaps(one, RULES)] == ["power-gap"]
    elsewhere = dataclasses.replace(stated(33, 33), powers=(Power(over=1, under=5),))
    assert gaps(elsewhere, RULES) == ()


def test_status_says_where_each_scene_stands_and_when_it_is_due() -> None:
    consent = Consent(
        intimacy=(
            act("s1", rider=Rider.SENT),
            act("s2", rider=Rider.SIGNED, signed_at=SIGNED),
            act("s3", rider=Rider.SIGNED, signed_at=SIGNED),
            act("s4", rider=Rider.WITHDRAWN),
        )
    )
    calls = {
        "s1": SIGNED + timedelta(days=4),
        "s2": SIGNED + timedelta(days=1),
        "s3": SIGNED + timedelta(days=2),
    }
    rows = scene_status(consent, view(consent), RULES, calls)
    assert [row.standing for row in rows] == [
        Standing.WAITING,
        Standing.LATE,
        Standing.CLEAR,
        Standing.HELD,
    ]
    due = [SIGNED + timedelta(days=2), SIGNED - timedelta(days=1), None]
    assert [row.due for row in rows[:3]] == due
    (first, *_) = performances(consent, RULES)
    assert first.needs_rider
    assert "rider text" in first.lacks
