"""From a calibration card as read off on set to a material's values.

Density is mass over volume; repose the slope of a poured cone; a single flake's speed the height
over the mean of the times. Friction and cohesion are the least squares of
ρgh·(sinθ − tanδ·cosθ) = c over the tilts; the light is fitted to what the lux meter read, with the
models of `snow.optics`: flakes by grammage and sheet, grains by their radius.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Measured
from lastlook.take.snow import optics
from lastlook.take.snow.dumps import GRAVITY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material
    from lastlook.take.model.card import Card, Lux, Tilt, Wiped

    Floats = npt.NDArray[np.float64]

GRAMMAGES = (8.0, 400.0)
SHEETS = (0.02, 0.98)
GRAINS = (20.0, 5000.0)
"""Ranges in which the light is fitted: g/m², share, µm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a card gives."""

    measured: Measured
    leaves: Decimal | None
    """Share of the film that a wiper's pass leaves."""
    stall: Decimal | None
    """Kilograms ahead of a metre of blade at which it stalls."""
    clear: Decimal | None
    """Litres that a person clears in a minute."""
    notes: tuple[str, ...]
    """What could not be drawn from it, and why; how well the light fits."""


def read_card(card: Card, known: Mapping[str, Material]) -> Reading:
    """Reckon a material's values from its card.

    Parameters
    ----------
    card
        As read off.
    known
        Materials by id; the card's own gives what is not on it (density, the kind of snow).
    """
    material = known[card.material]
    notes: list[str] = []
    density = material.density.value
    values: dict[str, float] = {}
    if card.bucket_litres and card.bucket_kilograms:
        density = float(1000 * card.bucket_kilograms / card.bucket_litres)
        values["density"] = density
    if card.cone_radius and card.cone_height:
        values["repose"] = math.degrees(math.atan(card.cone_height / card.cone_radius))
    if card.drop_metres and card.drop_seconds:
        mean = sum(card.drop_seconds, Decimal(0)) / len(card.drop_seconds)
        values["fall_speed"] = float(card.drop_metres / mean)
    if card.tilts:
        values |= _slide(card.tilts, density, notes)
    if card.lux:
        values |= _light(card.lux, density, material, notes)
    leaves, stall = _wipers(card.wiped, card.wiper_arc, density, notes)
    clear = None
    if card.clear_litres and card.clear_minutes:
        clear = card.clear_litres / card.clear_minutes / (card.clear_people or 1)
    measured = Measured(
        material=card.material,
        note=" ".join(part for part in (card.note, *notes) if part),
        **{name: _decimal(value) for name, value in values.items()},
    )
    return Reading(measured=measured, leaves=leaves, stall=stall, clear=clear, notes=tuple(notes))


def _slide(tilts: Sequence[Tilt], density: float, notes: list[str]) -> dict[str, float]:
    """Fit friction and cohesion: sinθ = tanδ·cosθ + c/(ρgh), each tilt one equation."""
    angles = np.radians([float(tilt.degrees) for tilt in tilts])
    weights = density * GRAVITY * np.array([float(tilt.mm) / 1000 for tilt in tilts])
    if len({tilt.mm for tilt in tilts}) < 2:
        # With one thickness nothing tells adhesion from friction; friction alone is the safe part.
        notes.append("Tilts of one thickness only: adhesion cannot be told from friction, taken 0.")
        slope = float(np.mean(np.tan(angles)))
        return {"friction": math.degrees(math.atan(slope)), "cohesion": 0.0}
    rows = np.stack([np.cos(angles), 1 / weights], axis=1)
    (slope, cohesion), *_ = np.linalg.lstsq(rows, np.sin(angles), rcond=None)
    if cohesion < 0:
        notes.append("The thicker snow held better than the thinner: adhesion is taken as 0.")
        slope, cohesion = float(np.mean(np.tan(angles))), 0.0
    if slope < 0:
        notes.append("Adhesion alone explains the tilts: friction is taken as 0.")
        slope, cohesion = 0.0, float(np.mean(np.sin(angles) * weights))
    return {"friction": math.degrees(math.atan(slope)), "cohesion": float(cohesion)}


def _light(
    rows: Sequence[Lux], density: float, material: Material, notes: list[str]
) -> dict[str, float]:
    """Fit the diffuse light: two values for flakes, one for grains."""
    bare = [float(row.lux) for row in rows if row.mm == 0]
    deep = [row for row in rows if row.mm > 0]
    if not bare or not deep:
        notes.append("The light needs a reading under bare glass (0 mm) and one under snow.")
        return {}
    masses = density * np.array([float(row.mm) / 1000 for row in deep])
    seen = np.array([float(row.lux) for row in deep]) / (sum(bare) / len(bare))
    if material.r_opt is not None:

        def grains(radius: float) -> float:
            tau = masses * 1.5 / (optics.ICE * radius * 1e-6)
            return _apart(optics.diffuse_slab(tau), seen)

        radius = _least(grains, GRAINS)
        notes.append(_fit(grains(radius)))
        return {"r_opt": radius}
    if len(deep) < 2:
        notes.append("One thickness fits the sheet's light only; its grammage is kept.")
        assert material.grammage is not None
        weight = material.grammage.value
    else:
        weight = _least(lambda g: _best_sheet(g, masses, seen)[1], GRAMMAGES)
    sheet, apart = _best_sheet(weight, masses, seen)
    notes.append(_fit(apart))
    return {"grammage": weight, "sheet": sheet}


def _best_sheet(grammage: float, masses: Floats, seen: Floats) -> tuple[float, float]:
    sheets = masses * (1000 / grammage)

    def apart(share: float) -> float:
        # Summed and not looked up: a table for each value that is tried would take far longer.
        through = np.array([optics.pile_mean(float(mean), share) for mean in sheets])
        return _apart(through, seen)

    share = _least(apart, SHEETS)
    return share, apart(share)


def _apart(through: Floats, seen: Floats) -> float:
    """Return the root mean square of the differences, in stops."""
    return float(np.sqrt(np.mean(np.log2(through / seen) ** 2)))


def _fit(stops: float) -> str:
    return f"The light fits the readings to {stops:.2f} stop."


def _least(apart: Callable[[float], float], span: tuple[float, float]) -> float:
    """Return where a function of one value is least: a grid over its logarithm, drawn in."""
    low, high = math.log(span[0]), math.log(span[1])
    for _ in range(8):
        points = np.linspace(low, high, 7)
        best = int(np.argmin([apart(math.exp(point)) for point in points]))
        low, high = points[max(0, best - 1)], points[min(6, best + 1)]
    return math.exp((low + high) / 2)


def _wipers(
    rows: Sequence[Wiped], arc: Decimal | None, density: float, notes: list[str]
) -> tuple[Decimal | None, Decimal | None]:
    """Return the share that a pass leaves, and the stall limit.

    A cycle is two passes, each leaving the share: left = mm·share^passes. Snow ahead of a metre of
    blade after one stroke is ρ·h·arc; the limit lies between the most that moved and the least that
    stalled, and their mean is taken.
    """
    shares = [
        float(row.left / row.mm) ** (1 / (2 * row.cycles))
        for row in rows
        if not row.stalled and 0 < row.left < row.mm
    ]
    leaves = _decimal(sum(shares) / len(shares)) if shares else None
    if rows and not shares:
        notes.append("No run of the wipers left a film that was measured: its share is kept.")
    moved = [float(row.mm) for row in rows if not row.stalled]
    stalled = [float(row.mm) for row in rows if row.stalled]
    if not stalled:
        return leaves, None
    if arc is None:
        notes.append("The stall limit needs `wiper_arc`, the way of the middle of a blade.")
        return leaves, None
    if moved and max(moved) >= min(stalled):
        notes.append("The wipers moved more snow than stalled them: the stall limit is kept.")
        return leaves, None
    between = (max(moved, default=min(stalled)) + min(stalled)) / 2
    return leaves, _decimal(density * between / 1000 * float(arc))


def _decimal(value: float) -> Decimal:
    """Four digits, as many as anything on set is worth."""
    return Decimal(f"{value:.4g}")
