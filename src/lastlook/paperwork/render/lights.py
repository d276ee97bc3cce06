"""The light of a painted board: the take's lamps as they stand at the moment, and the sky.

Lamps are those of `sight.lamplight`: the same candela over the same cone, from the same points of
the opening, so that a picture's shadows are the checker's. A lamp that shines all round is a ball
that glows. The sky is even, but for what `[light]` says of each side of the car.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.paperwork.render.colour import lamp_colour, white
from lastlook.take.sight import lamplight
from lastlook.take.sight.lamplight import beams, level
from lastlook.take.snow.faces import outside

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.model import Lamp, Light, Take
    from lastlook.take.sight.lamplight import Beam

    Floats = npt.NDArray[np.float64]

GLOW = 0.004
"""Of what a lamp's front really is, as seen: so much that it shows as lit, from any side, and adds
next to nothing to its light."""
SUN = 5500.0
"""Kelvin, through clear air."""
AHEAD = 0.02
"""Metres from a lamp's front to where its light begins, past barn doors; what glows is between."""
BALL = 0.02
"""Metres: the least radius of a ball that glows."""
SKY = (32, 64)
"""Rows and columns of the sky."""
GROUND = 0.1
"""Share of the sky's light that comes from below the horizon, beyond the ground that is seen."""
SKY_WEIGHT = 2.0
"""How often the sky is asked for light, against once for a lamp."""


def lamps(mi: Any, take: Take, at: float, balance: float) -> Mapping[str, Any]:
    """Return the lamps that are on, by names of their own. Radiance is lumens/(sr·m²)."""
    found: dict[str, Any] = {}
    for number, (lamp, beam) in enumerate(zip(take.lamps, beams(take), strict=True)):
        up = level(lamp, at)
        if up <= 0:
            continue
        for part, light in _lamp(mi, lamp, beam, up, balance).items():
            found[f"lamp {number} {part}"] = light
    return found


def _lamp(mi: Any, lamp: Lamp, beam: Beam, up: float, balance: float) -> dict[str, Any]:
    colour = lamp_colour(lamp, balance) * up * beam.candela
    radius = math.sqrt(beam.opening[0] * beam.opening[1])
    if beam.half > math.pi / 2:
        ball = max(BALL, radius)
        return {
            "ball": {
                "type": "sphere", "center": list(beam.lens), "radius": ball,
                "emitter": {
                    "type": "area", "radiance": _rgb(colour / (math.pi * ball**2)),
                    "sampling_weight": 1.0,
                },
            }
        }  # fmt: skip
    points = beam.openings()
    angle = math.degrees(beam.half)
    found: dict[str, Any] = {
        f"point {n}": {
            "type": "spot", "intensity": _rgb(colour / len(points)),
            # An even cone: no light falls off before its edge.
            "cutoff_angle": angle, "beam_width": angle * 0.999,
            "to_world": _aimed(mi, point + beam.axis * AHEAD, beam.axis),
            "sampling_weight": 1 / len(points),
        }
        for n, point in enumerate(points)
    }  # fmt: skip
    area = math.pi * beam.opening[0] * beam.opening[1]
    front = beam.lens + beam.axis * AHEAD * 0.75
    found["front"] = {
        "type": "disk",
        "to_world": _aimed(mi, front, beam.axis)
        @ mi.ScalarTransform4f().scale([beam.opening[0], beam.opening[1], 1]),
        "emitter": {
            "type": "area", "radiance": _rgb(colour * GLOW / area), "sampling_weight": 0.02,
        },
    }  # fmt: skip
    return found


def sun(take: Take, balance: float) -> Mapping[str, Any]:
    """Return the sun, if it is out: light that comes the same way everywhere, from all its disc."""
    found: dict[str, Any] = {}
    for beam in lamplight.sun(take):
        points = beam.openings()
        colour = white(SUN, balance) * beam.lumens / len(points)
        for n, point in enumerate(points):
            (way,) = -beam.sources(np.zeros((1, 3)), point)
            found[f"sun {n}"] = {
                "type": "directional", "irradiance": _rgb(colour),
                "direction": [float(value) for value in way / np.linalg.norm(way)],
                "sampling_weight": 1 / len(points),
            }  # fmt: skip
    return found


def _aimed(mi: Any, place: Floats, axis: Floats) -> Any:
    up = [1.0, 0.0, 0.0] if abs(axis[2]) > 0.999 else [0.0, 0.0, 1.0]
    return mi.ScalarTransform4f().look_at(
        origin=list(place), target=list(place + axis), up=up
    )  # fmt: skip


def _rgb(colour: Floats) -> dict[str, Any]:
    return {"type": "rgb", "value": [float(value) for value in colour]}


def sky(mi: Any, light: Light, balance: float) -> Mapping[str, Any]:
    """Return the sky, which gives open level ground `lux` where each side of `[light]` is 1."""
    rows, columns = SKY
    # The map's azimuth and height are turned by `to_world` to be the set's; see `_way`.
    weights = _weights(light, _way(rows, columns))
    colour = white(float(light.kelvin), balance) * float(light.lux) / math.pi
    values = np.ascontiguousarray(weights[..., None] * colour, dtype=np.float32)
    return {
        "type": "envmap", "bitmap": mi.Bitmap(values), "sampling_weight": SKY_WEIGHT,
        "to_world": mi.ScalarTransform4f().rotate([1, 0, 0], 90),
    }  # fmt: skip


def _way(rows: int, columns: int) -> Floats:
    """Return the direction of each of the map's pixels in the set: rows × columns × 3.

    Mitsuba's map has its y up, and its columns turn from -z over -x; turned by 90° about x, its
    y is the set's z and its z the set's -y.
    """
    turn = 2 * math.pi * (np.arange(columns) + 0.5) / columns
    fall = math.pi * (np.arange(rows) + 0.5) / rows
    x = np.sin(fall)[:, None] * np.sin(turn)
    y = np.broadcast_to(np.cos(fall)[:, None], x.shape)
    z = -np.sin(fall)[:, None] * np.cos(turn)
    return np.stack([x, -z, y], axis=-1)


def _weights(light: Light, ways: Floats) -> Floats:
    """Return how bright the sky is each way; between two sides of the car as the angle says."""
    sides = (
        (0, 1, outside(light, "windscreen")), (0, -1, outside(light, "rear")),
        (1, 1, outside(light, "front-left")), (1, -1, outside(light, "front-right")),
    )  # fmt: skip
    flat = np.maximum(1 - ways[..., 2] ** 2, 1e-9)
    level_ = sum(np.maximum(sign * ways[..., axis], 0) ** 2 * w for axis, sign, w in sides) / flat
    mean = sum(w for *_, w in sides) / len(sides)
    high = np.clip(ways[..., 2], 0, 1) ** 2
    found = level_ * (1 - high) + mean * high
    return np.asarray(np.where(ways[..., 2] < 0, GROUND * found, found))
