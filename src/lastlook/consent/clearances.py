"""What other rooms may know: which scenes wait, from when they are clear, what a minor's day holds.

Everything here is public. It holds no text of a rider, no age, no level and no reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from lastlook.consent.minors import MinorHours, is_under_age, minor_hours
from lastlook.consent.model import Consent, Intimacy, Level, Rider
from lastlook.consent.rulebook import Effect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastlook.consent.rulebook import Rule

HELD = "held by the production"
"""The one reason that is ever given, whatever the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearFrom:
    """A scene whose call may not be before a moment."""

    scene: str
    moment: datetime
    blocks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A scene that is not clear yet, and how long before its call it has to be."""

    scene: str
    notice: int
    """Minutes."""
    blocks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearances:
    """The redacted view of `consent.toml`."""

    held: frozenset[str] = frozenset()
    """Ids of scenes that are not to be scheduled."""
    clear_from: tuple[ClearFrom, ...] = ()
    """By scene id, each once."""
    waiting: tuple[Waiting, ...] = ()
    """By scene id, each once."""
    closed_sets: frozenset[str] = frozenset()
    """Ids of scenes on a closed set."""
    under_age: frozenset[int] = frozenset()
    """Board ids of roles played by somebody under age, marked (K)."""
    minors: tuple[MinorHours, ...] = ()
    """By board id."""


NO_CLEARANCES = Clearances()
"""Nothing is held, nothing waits, nobody is under age."""


def clearances(
    consent: Consent, rules: Mapping[str, Rule], *, first: date, last: date
) -> Clearances:
    """Draw the public view from what is private, with limits of minors from `first` to `last`."""
    found = (minor_hours(minor, rules, first=first, last=last) for minor in consent.minors)
    minors = [hours for hours in found if hours is not None and any(hours.days)]
    held = {hold.scene for hold in consent.holds} | _withdrawn(consent)
    young = frozenset(one.role for one in consent.minors if is_under_age(one, rules, on=first))
    held |= _not_for_minors(consent, rules, young)
    clear = {}
    waiting = {}
    for scene in sorted({one.scene for one in consent.intimacy} - held):
        entries = [
            one for one in consent.intimacy if one.scene == scene and needs_rider(one, rules)
        ]
        for moment in sorted(_moments(entries, rules)):
            clear[scene] = ClearFrom(
                scene=scene, moment=moment, blocks=rules["rider-48h"].effect is Effect.BLOCK
            )
        if any(one.rider is not Rider.SIGNED for one in entries):
            waiting[scene] = Waiting(
                scene=scene,
                notice=notice(rules),
                blocks=rules["rider-signed"].effect is Effect.BLOCK,
            )
    return Clearances(
        held=frozenset(held),
        clear_from=tuple(clear.values()),
        waiting=tuple(waiting.values()),
        closed_sets=frozenset(
            one.scene
            for one in consent.intimacy
            if one.closed_set or _in_force(rules["closed-set"], one.level)
        ),
        under_age=young,
        minors=tuple(sorted(minors, key=lambda hours: hours.role)),
    )


def needs_rider(one: Intimacy, rules: Mapping[str, Rule]) -> bool:
    """Whether a performance needs a rider, by its level."""
    return _in_force(rules["rider-signed"], one.level)


def notice(rules: Mapping[str, Rule]) -> int:
    """Minutes before the call by which a rider is signed."""
    rule = rules["rider-48h"]
    return 0 if rule.effect is Effect.OFF else rule.numbers["hours"] * 60


def _in_force(rule: Rule, level: Level) -> bool:
    return rule.effect is not Effect.OFF and level.rank >= rule.numbers["from_level"]


def _withdrawn(consent: Consent) -> set[str]:
    """Scenes somebody has withdrawn from; no production can override that."""
    return {one.scene for one in consent.intimacy if one.rider is Rider.WITHDRAWN}


def _not_for_minors(
    consent: Consent, rules: Mapping[str, Rule], minors: frozenset[int]
) -> set[str]:
    rule = rules["minor-intimacy"]
    if rule.effect is not Effect.BLOCK:
        return set()
    return {
        one.scene
        for one in consent.intimacy
        if one.role in minors and one.level.rank >= rule.numbers["from_level"]
    }


def _moments(entries: list[Intimacy], rules: Mapping[str, Rule]) -> Iterator[datetime]:
    """When each signed rider's notice has passed."""
    if rules["rider-48h"].effect is Effect.OFF:
        return
    for one in entries:
        if one.signed_at is not None:
            yield one.signed_at + timedelta(minutes=notice(rules))
