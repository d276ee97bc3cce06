"""Colours of light: kelvin as linear red, green and blue, as a balanced camera sees them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Gel

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.model import Lamp

    Floats = npt.NDArray[np.float64]

LUMA = np.array([0.2126, 0.7152, 0.0722])
"""Luminance of linear sRGB (IEC 61966-2-1)."""
_TO_RGB = np.array(
    [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]]
)
_CONE = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
"""Bradford's."""
WHITE = np.array([0.95047, 1.0, 1.08883])
"""Of sRGB: D65."""
GELS = MappingProxyType(
    {
        Gel.RED: (1.0, 0.05, 0.02), Gel.AMBER: (1.0, 0.42, 0.05), Gel.GREEN: (0.08, 1.0, 0.15),
        Gel.BLUE: (0.05, 0.15, 1.0), Gel.CYAN: (0.08, 0.75, 1.0), Gel.MAGENTA: (1.0, 0.08, 0.6),
    }
)  # fmt: skip
"""What they let through, to a round number: assumed."""
KELVIN = MappingProxyType(
    {
        "fresnel": 3200, "hmi": 5600, "led": 5600, "soft-light": 5600, "china-ball": 3200,
        "practical": 2700, "headlamp": 3200, "brake-light": 2700, "street-lamp": 2100,
        "torch": 6000,
    }
)  # fmt: skip
"""By the beginning of a lamp's kind; assumed."""


def lamp_colour(lamp: Lamp, balance: float) -> Floats:
    """Return the colour of a lamp's light, its luminance 1."""
    usual = next(k for kind, k in KELVIN.items() if lamp.kind.startswith(kind))
    kelvin = usual if lamp.kelvin is None else float(lamp.kelvin)
    gel = lamp.gel
    if gel is None and lamp.kind == "brake-light":
        gel = Gel.RED
    found = white(kelvin, balance)
    if gel is not None:
        found = found * np.array(GELS[gel])
    return np.asarray(found / (found @ LUMA))


def white(kelvin: float, balance: float) -> Floats:
    """Return a white of so many kelvin as a camera balanced to others sees it, its luminance 1.

    Adapted by Bradford's cones; what sRGB cannot hold is cut off at 0.
    """
    seen = _CONE @ WHITE / (_CONE @ _xyz(balance))
    adapted = np.linalg.solve(_CONE, seen * (_CONE @ _xyz(kelvin)))
    found = np.maximum(_TO_RGB @ adapted, 0.0)
    return np.asarray(found / (found @ LUMA))


def _xyz(kelvin: float) -> Floats:
    """Return a black body's tristimulus, Y = 1.

    Kim et al. 2002 (US patent 7024034): cubic splines over 1667 to 25000 K.
    """
    t = min(max(kelvin, 1667.0), 25_000.0)
    if t < 4000:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
    if t < 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t < 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return np.array([x / y, 1.0, (1 - x - y) / y])
