"""How a board is exposed, and how light becomes a picture.

The rule: actors' faces that show, at least `ENOUGH` of the extraction, are brought to `FACE`; where
none does, the picture's logarithmic mean is brought to middle grey. In either case no more than
`WHITE_OUT` of it may burn out.
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
FACE = 0.22
"""Of white: a third of a stop over grey, as skin is in a dim car."""
ENOUGH = 0.004
"""Share of the extraction that faces must fill to be metered."""
WHITE_OUT = 0.25
"""Most of the extraction that may be `BURNT` or over."""
BURNT = 1.6
"""Light in which little is told apart, where 1 is what a white card gives."""
GAIN = 0.7232
"""Of light before the tone curve, so that middle grey stays what it is."""
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
    grey = max(grey, float(np.quantile(bright, 1 - WHITE_OUT)) * GREY / BURNT)
    return Metered(by=by, ev=math.log2(grey * 100 / METER), faces=share)


def developed(picture: Singles, metered: Metered) -> npt.NDArray[np.uint8]:
    """Return linear light (… × 3) as a picture's bytes (sRGB)."""
    linear = np.maximum(picture.astype(np.float64), 0) * (GREY / metered.grey)
    # Narkowicz 2015, ACES filmic tone mapping curve: a toe, and a long shoulder for snow and sky.
    x = linear * GAIN
    toned = np.minimum(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 1.0)
    curve = np.where(
        toned <= 0.0031308, 12.92 * toned, 1.055 * np.maximum(toned, 1e-9) ** (1 / 2.4) - 0.055
    )
    return np.round(255 * np.clip(curve, 0, 1)).astype(np.uint8)
