"""The reset between two takes: what must go, what must come back, how long, how many takes fit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.language.inflect import how_many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.take.materials import Material
    from lastlook.take.model import Reset, Take
    from lastlook.take.snow.run import SnowRun

STAYS = {"ground", "beyond the set", "in the air", "ahead of the blades"}
"""Places that need no clearing before the next take: fresh snow on the ground may lie."""
THIN = 0.5
"""Litres below which a place is not worth a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetStep:
    """A step of the reset."""

    what: str
    minutes: float
    """With the people the file gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one take uses of a material."""

    material: str
    kilograms: float
    litres: float
    sacks: float
    on_truck: int | None
    """Sacks there are; None where the file does not say."""

    @property
    def takes(self) -> int | None:
        """Takes that the truck's sacks give."""
        if self.on_truck is None or not self.sacks:
            return None
        return math.floor(self.on_truck / self.sacks + 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPlan:
    """The reset and the takes that fit."""

    steps: tuple[ResetStep, ...]
    usage: tuple[Usage, ...]
    take_minutes: float
    """The take and the roll before it."""
    takes_by_hold: int | None
    """Takes that fit the hold; None where the file gives none."""
    takes_by_sacks: int | None

    @property
    def minutes(self) -> float:
        """From cut to ready."""
        return sum(step.minutes for step in self.steps)

    def scene_minutes(self, reset: Reset) -> int | None:
        """Return the minutes that the scene takes out of a shooting day, rounded up to five.

        Rig, every take wanted with the resets between them, and what is in hand; None where the
        file does not say how many takes are wanted.
        """
        if reset.wanted is None:
            return None
        takes = reset.wanted * self.take_minutes + (reset.wanted - 1) * self.minutes
        exact = float(reset.rig_minutes) + takes + float(reset.spare_minutes)
        return 5 * math.ceil(exact / 5 - 1e-9)

    @property
    def takes(self) -> int | None:
        """Takes that fit both; None where nothing limits them."""
        known = [n for n in (self.takes_by_hold, self.takes_by_sacks) if n is not None]
        return min(known) if known else None


def plan_reset(take: Take, known: Mapping[str, Material], run: SnowRun) -> ResetPlan:
    """Reckon the reset from what lies where at the end."""
    reset = take.reset
    usage = []
    for name, account in run.accounts.items():
        litres = 1000 * account.poured / known[name].density.value
        on_truck = [one.count for one in reset.sacks if one.material == name]
        usage.append(
            Usage(
                material=name,
                kilograms=account.poured,
                litres=litres,
                sacks=litres / known[name].sack_litres,
                on_truck=sum(on_truck) if on_truck else None,
            )
        )
    clear, refill = float(reset.clear) * reset.people, float(reset.refill) * reset.people
    steps = [
        ResetStep(
            what=f"Clear {how_many(round(litres), 'litre')} from {place}", minutes=litres / clear
        )
        for place, litres in sorted(run.litres.items(), key=lambda item: -item[1])
        if place not in STAYS and litres >= THIN
    ]
    panes = [name for name, curve in run.panes.items() if curve.opacity[-1] > 0.01]
    if panes:
        minutes = len(panes) * float(reset.pane_minutes) / reset.people
        steps.append(
            ResetStep(what=f"Wipe and dry {how_many(len(panes), 'pane')}", minutes=minutes)
        )
    if usage:
        litres = sum(one.litres for one in usage)
        steps.append(
            ResetStep(
                what=f"Refill boxes and machines, {how_many(round(litres), 'litre')}",
                minutes=litres / refill,
            )
        )
    steps += [ResetStep(what=step.what, minutes=float(step.minutes)) for step in reset.steps]
    one = float(take.duration) / 60 + float(reset.roll_minutes)
    between = sum(step.minutes for step in steps)
    by_hold = None
    if reset.hold_minutes is not None:
        hold = float(reset.hold_minutes)
        by_hold = max(0, math.floor((hold + between) / (one + between) + 1e-9))
    by_sacks = [use.takes for use in usage if use.takes is not None]
    return ResetPlan(
        steps=tuple(steps),
        usage=tuple(usage),
        take_minutes=one,
        takes_by_hold=by_hold,
        takes_by_sacks=min(by_sacks) if by_sacks else None,
    )
