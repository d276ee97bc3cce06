"""What physics will not do on a pane, and what would; what makes a plan dangerous."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take.bodies import NO_CAR, body_of
from lastlook.take.materials import materials as library
from lastlook.take.snow.optics import DEEPEST, mass_for
from lastlook.take.snow.sliding import critical_thickness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastlook.take.bodies import Pane
    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.snow.run import SnowRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How much of a material a pane holds against how much hides what is behind it."""

    pane: str
    tilt: float
    material: str
    holds: float
    """Metres above which it slides; infinite where it never does."""
    needs: float
    """Metres at which nothing is seen through it."""

    @property
    def stays(self) -> bool:
        """Whether the pane can hold enough by itself."""
        return self.holds >= self.needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the director should know."""

    what: str
    instead: str = ""


def holding(pane: Pane, material: Material, seen: float) -> Holding:
    """Reckon what a pane holds of a material; `seen` is the direct light that counts as nothing."""
    density = material.density.value
    return Holding(
        pane=pane.name,
        tilt=pane.tilt,
        material=material.id,
        holds=critical_thickness(
            pane.tilt, density, material.friction.value, material.cohesion.value
        ),
        needs=mass_for(material, seen) / density,
    )


def advise(take: Take, known: Mapping[str, Material], run: SnowRun) -> tuple[Advice, ...]:
    """Say what loose snow will not do on this car, and what would do it.

    Only panes that the page wants shut and materials the take uses are spoken of; where the page
    asks for none, all panes.
    """
    body = body_of(take.set.car)
    seen = float(take.fineness.threshold)
    wanted = {str(closes.pane) for closes in take.closes} or {pane.name for pane in body.panes}
    found = []
    for used in run.accounts:
        groups: dict[float, list[Holding]] = {}
        for pane in body.panes:
            if pane.name in wanted:
                groups.setdefault(pane.tilt, []).append(holding(pane, known[used], seen))
        for tilt, held in groups.items():
            if not held[0].stays:
                names = ", ".join(one.pane for one in held)
                found.append(
                    _loose(
                        known,
                        known[used],
                        names,
                        tilt=tilt,
                        held=held[0],
                        panes=body.panes,
                        seen=seen,
                    )
                )
    if run.deepest > DEEPEST:
        found.append(
            Advice(
                what=f"Snow lies up to {run.deepest * 100:.0f} cm thick on glass. Beyond "
                f"{DEEPEST * 100:.0f} cm the light is reckoned too bright, because absorption is "
                "left out.",
                instead="Expect it darker there, and meter under the glass.",
            )
        )
    if take.wind and any(wind.speed for wind in take.wind):
        found.append(
            Advice(
                what="The wind is taken as uniform; the wake behind and beside the car is not "
                "reckoned.",
                instead="Watch a handful fall on the set before the first take.",
            )
        )
    return tuple(found)


def _loose(
    known: Mapping[str, Material], used: Material, names: str, *, tilt: float, held: Holding,
    panes: Iterable[Pane], seen: float,
) -> Advice:  # fmt: skip
    thick = f"{1000 * held.holds:.0f} mm"
    slides = f"it slides at {thick}" if held.holds else "it does not stay at all"
    what = (
        f"{used.name} does not close {names} by itself: the glass stands at {tilt:g}°, {slides}, "
        f"and {1000 * held.needs:.0f} mm are needed before nothing is seen."
    )
    pane = next(pane for pane in panes if pane.tilt == tilt)
    would = [
        f"{other.name.lower()} holds {_millimetres(found.holds)} and needs {1000 * found.needs:.0f}"
        for other in (known.get(id_, material) for id_, material in library().items())
        if other.id != used.id and (found := holding(pane, other, seen)).stays
        if other.id != "natural"
    ]
    bank = "a trough board below the glass, so that it banks up from there"
    return Advice(what=what, instead="What would: " + "; ".join([bank, *would]) + ".")


def _millimetres(metres: float) -> str:
    return "any depth" if math.isinf(metres) else f"{1000 * metres:.0f} mm"


def safety(take: Take, known: Mapping[str, Material], run: SnowRun) -> tuple[str, ...]:
    """Return the safety notes that follow from the plan, the gravest first."""
    notes = []
    poured = sum(account.poured for account in run.accounts.values())
    if poured and take.set.car != NO_CAR:
        notes.append(
            "Engine off from before the first snow until the car is cleared: snow can close the "
            "tailpipe, and carbon monoxide in a closed car kills without a smell."
        )
        notes.append(
            "A carbon-monoxide alarm in the cabin, a window or door that opens from inside at any "
            "moment, a word that stops the take, and somebody who watches the actors."
        )
    if take.wiper_speeds:
        notes.append(
            "The wipers run from 12 V outside the engine: a battery on a switch that one person "
            "holds, fused for a stalled motor."
        )
    if any(event.kind == "stall" for event in run.events):
        notes.append(
            "The wipers stall in this plan: cut their current at the stall. Type approval asks a "
            "system to survive 15 seconds (78/318/EEC); more burns the motor."
        )
    if on_hood := [dump.by or dump.name for dump in take.dumps if dump.from_hood]:
        notes.append(
            f"A person on the car ({', '.join(on_hood)}): brace it or lay a board over the "
            "frame, non-slip soles, a hand to hold, and nobody under them on the glass. "
            "The metal springs up when they step off."
        )
    slippery = [known[m].name.lower() for m in run.accounts if m == "polymer"]
    if slippery:
        notes.append(
            f"Wet {', '.join(slippery)} is as slippery as ice: keep water away, mat the way of "
            "everyone who moves during the take, sweep between takes."
        )
    return tuple(notes)
