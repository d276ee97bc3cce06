"""Where each performance stands: for the terminal of somebody who asked in this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.consent.clearances import HELD, needs_rider, notice
from lastlook.consent.gaps import gaps
from lastlook.consent.model import Rider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.consent.clearances import Clearances
    from lastlook.consent.model import Consent, Level
    from lastlook.consent.rulebook import Rule


class Standing(StrEnum):
    """Where a scene stands, in words that anybody may hear."""

    HELD = HELD
    WAITING = "not cleared yet"
    LATE = "cleared too late for its call"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneStatus:
    """One scene, as anybody may hear of it."""

    scene: str
    standing: Standing
    call: datetime | None
    """Call of the day it stands on; None where it is on none."""
    due: datetime | None
    """When it has to be clear; None where it has no call."""
    closed_set: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceStatus:
    """One performer in one scene: for this room's terminal alone."""

    scene: str
    role: int
    level: Level
    rider: Rider
    needs_rider: bool
    lacks: tuple[str, ...]
    """What the rules ask for and the file does not state."""


def scene_status(
    consent: Consent,
    clear: Clearances,
    rules: Mapping[str, Rule],
    calls: Mapping[str, datetime],
) -> tuple[SceneStatus, ...]:
    """Say where every scene of the file stands, by scene id. `calls` are those of the board."""
    waiting = {one.scene for one in clear.waiting}
    since = {one.scene: one.moment for one in clear.clear_from}
    found = []
    for scene in sorted({one.scene for one in consent.intimacy} | clear.held):
        call = calls.get(scene)
        if scene in clear.held:
            standing = Standing.HELD
        elif scene in waiting:
            standing = Standing.WAITING
        elif call is not None and scene in since and call < since[scene]:
            standing = Standing.LATE
        else:
            standing = Standing.CLEAR
        due = call - timedelta(minutes=notice(rules)) if call is not None else None
        found.append(
            SceneStatus(
                scene=scene,
                standing=standing,
                call=call,
                due=due if standing in {Standing.WAITING, Standing.LATE} else None,
                closed_set=scene in clear.closed_sets,
            )
        )
    return tuple(found)


def performances(consent: Consent, rules: Mapping[str, Rule]) -> tuple[PerformanceStatus, ...]:
    """Say where every performance stands, by scene and role. No text, no age."""
    found = []
    for one in sorted(consent.intimacy, key=lambda entry: (entry.scene, entry.role)):
        asked = needs_rider(one, rules)
        lacks = []
        if asked and not one.rider_text.reveal():
            lacks.append("rider text")
        if asked and one.rider is Rider.SIGNED and one.signed_at is None:
            lacks.append("date of signing")
        if asked and not one.coordinator:
            lacks.append("intimacy coordinator")
        if asked and not one.on_closed_set.reveal():
            lacks.append("list for the closed set")
        if asked and not one.monitors.reveal():
            lacks.append("list for the monitors")
        found.append(
            PerformanceStatus(
                scene=one.scene,
                role=one.role,
                level=one.level,
                rider=one.rider,
                needs_rider=asked,
                lacks=tuple(lacks),
            )
        )
    return tuple(found)


def stated_gaps(consent: Consent, rules: Mapping[str, Rule]) -> Mapping[str, tuple[str, ...]]:
    """Give the rules of stated gaps by scene."""
    found: dict[str, tuple[str, ...]] = {}
    for gap in gaps(consent, rules):
        found[gap.scene] = (*found.get(gap.scene, ()), gap.rule)
    return found
