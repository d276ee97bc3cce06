"""Light through snow: what is seen through it (direct), and what glows through it (diffuse).

Grains: τ = (3/2)·m/(ρ_ice·r_opt), from an extinction efficiency of 2. Flakes of grammage G cover at
random (Boolean model): the gaps are exp(−m/G), and light that meets N sheets of transmittance t
passes them as a Stokes pile, t/(t + N(1−t)), averaged over Poisson-distributed N. Masses are kg/m².

The diffuse slab conserves light, so beyond about 0.1 m of grains it lets more through than real
snow, which absorbs: see `DEEPEST`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material

    Floats = npt.NDArray[np.float64]

ICE = 917.0
"""Density of ice, kg/m³."""
ASYMMETRY = 0.89
"""Mean cosine of scattering by ice grains."""
DEEPEST = 0.10
"""Metres of snow beyond which the diffuse light is too bright: absorption is not reckoned."""
_MOST = 400.0
_POINTS = 2001


def extinction(material: Material) -> float:
    """Return what 1 kg/m² takes from the direct light: the exponent, in m²/kg."""
    if material.grammage is not None:
        return 1000.0 / material.grammage.value
    assert material.r_opt is not None
    return 1.5 / (ICE * material.r_opt.value * 1e-6)


def direct(tau: Floats | float, cosine: float = 1.0) -> Floats:
    """Return the share of an image that passes, looking at an angle to the pane's normal.

    For flakes `tau` is the mean number of sheets m/G: the gaps.
    """
    return np.asarray(np.exp(-np.asarray(tau) / abs(cosine)))


def diffuse_slab(tau: Floats | float) -> Floats:
    """Return the diffuse light through grains of optical depth τ: 1/(1 + ¾(1−g)τ)."""
    return np.asarray(1.0 / (1.0 + 0.75 * (1.0 - ASYMMETRY) * np.asarray(tau)))


def diffuse_pile(sheets: Floats | float, transmittance: float) -> Floats:
    """Return the diffuse light through a Poisson number of sheets with a mean of `sheets`."""
    grid, table = _pile(transmittance)
    many = transmittance / (transmittance + np.asarray(sheets) * (1.0 - transmittance))
    # The table is over the square root, where it is nearly straight.
    near = np.interp(np.sqrt(np.asarray(sheets)), grid, table)
    return np.where(np.asarray(sheets) > _MOST, many, near)


_PILES: dict[float, tuple[Floats, Floats]] = {}


def _pile(transmittance: float) -> tuple[Floats, Floats]:
    if transmittance not in _PILES:
        grid = np.linspace(0.0, math.sqrt(_MOST), _POINTS)
        table = np.array([pile_mean(float(x * x), transmittance) for x in grid])
        _PILES[transmittance] = (grid, table)
    return _PILES[transmittance]


def pile_mean(mean: float, transmittance: float) -> float:
    """Return the light through a Poisson number of sheets, summed: what `diffuse_pile` looks up."""
    if mean == 0:
        return 1.0
    spread = 8 * math.sqrt(mean) + 12
    counts = np.arange(max(0, int(mean - spread)), int(mean + spread) + 1, dtype=np.float64)
    logs = np.array([math.lgamma(n + 1) for n in counts])
    weights = np.exp(counts * math.log(mean) - mean - logs)
    through = transmittance / (transmittance + counts * (1.0 - transmittance))
    return float((weights * through).sum() / weights.sum())


def depth_of(masses: Sequence[Floats] | Floats, materials: Sequence[Material]) -> Floats:
    """Return the optical depth of several materials on the same glass, each kg/m²."""
    total = np.zeros_like(masses[0])
    for mass, material in zip(masses, materials, strict=True):
        total += mass * extinction(material)
    return total


def diffuse_of(masses: Sequence[Floats] | Floats, materials: Sequence[Material]) -> Floats:
    """Return the diffuse light through several materials, added as layers without absorption.

    Two layers of transmittance a and b pass 1/(1/a + 1/b − 1).
    """
    resist = np.ones_like(masses[0])
    for mass, material in zip(masses, materials, strict=True):
        tau = mass * extinction(material)
        if material.grammage is not None:
            assert material.sheet is not None
            through = diffuse_pile(tau, material.sheet.value)
        else:
            through = diffuse_slab(tau)
        resist += 1.0 / through - 1.0
    return np.asarray(1.0 / resist)


def mass_for(material: Material, seen: float) -> float:
    """Return the kg/m² at which direct light, straight on, falls to the share `seen`."""
    return -math.log(seen) / extinction(material)
