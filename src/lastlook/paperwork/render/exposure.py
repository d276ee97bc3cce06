"""How a board is exposed, and how light becomes a picture.

The rule: actors' faces that show, at least `ENOUGH` of the extraction, are brought to `FACE`; where
none does, the picture's logarithmic mean is brought to middle grey. In either case no more than
`WHITE_OUT` of it may be over white.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork.render.colour import LUMA

if TYPE_CHECKING:
    import numpy.typing as npt

    Singles = npt.NDArray[np.float32]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

GREY = 0.18
FACE = 0.28
"""Of white: about two thirds of a stop over grey, as skin is."""
ENOUGH = 0.004
"""Share of the extraction that faces must fill to be metered."""
WHITE_OUT = 0.30
"""Most of the extraction that may be over white."""
SHOULDER = 0.55
"""Of white, from which bright tones are pressed together."""
METER = 12.5
"""Calibration constant of reflected-light meters (ISO 2720), cd·s·ISO/m²."""
LEAST = 1e-6
"""Candela a square metre, below which all is black."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """How a board was exposed."""

    by: str
    """`faces`, `picture`, or `first` where it is exposed as the first of its camera."""
    ev: float
    """Exposure value at ISO 100: of the light that becomes middle grey."""
    faces: float
    """Share of the extraction that actors' faces fill."""

    @property
    def grey(self) -> float:
        """Candela a square metre that become middle grey."""
        return METER / 100 * float(2**self.ev)

    def iso(self, aperture: float, seconds: float) -> float:
        """Return the sensitivity that the exposure asks for at an f-number and shutter time."""
        return METER * aperture**2 / (seconds * self.grey)


def meter(picture: Singles, faces: Bools) -> Metered:
    """Meter what the extraction shows: linear light, n × 3, and which pixels are faces."""
    bright = np.maximum(picture.astype(np.float64) @ LUMA, LEAST)
    share = float(faces.mean()) if faces.size else 0.0
    if share >= ENOUGH:
        by, grey = "faces", float(bright[faces].mean()) * GREY / FACE
    else:
        by, grey = "picture", float(np.exp(np.log(bright).mean()))
    grey = max(grey, float(np.quantile(bright, 1 - WHITE_OUT)) * GREY)
    return Metered(by=by, ev=math.log2(grey * 100 / METER), faces=share)


def developed(picture: Singles, metered: Metered) -> npt.NDArray[np.uint8]:
    """Return linear light (… × 3) as a picture's bytes (sRGB)."""
    linear = np.maximum(picture.astype(np.float64), 0) * (GREY / metered.grey)
    over = 1 - SHOULDER
    rolled = SHOULDER + over * (1 - np.exp(-(linear - SHOULDER) / over))
    toned = np.where(linear > SHOULDER, rolled, linear)
    curve = np.where(
        toned <= 0.0031308, 12.92 * toned, 1.055 * np.maximum(toned, 1e-9) ** (1 / 2.4) - 0.055
    )
    return np.round(255 * np.clip(curve, 0, 1)).astype(np.uint8)
