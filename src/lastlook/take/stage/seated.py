"""How somebody sits in a car: eyes where the seat says, feet on the floor."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lastlook.take.stage.builds import ANGLES, SEATED_IN_CAR, SIDES, postures
from lastlook.take.stage.skeleton import skeleton

if TYPE_CHECKING:
    from lastlook.take.bodies import Body, SeatPlace
    from lastlook.take.stage.builds import Measures
    from lastlook.take.stage.skeleton import Vector

STRETCH = 0.9
"""How far legs are stretched where there is room, as a share of their length. Assumed."""
PEDALS = 0.26
"""Metres that feet keep from the firewall. Assumed."""
UNDER = 0.15
"""Metres that the feet behind stay back from the eyes in front. Assumed."""


def seated(size: Measures, seat: SeatPlace, body: Body) -> tuple[Vector, tuple[float, ...]]:
    """Return the place of the seat's surface below the hips, and the angles of the pose.

    The trunk is as figures.toml has it; the hips are where that puts the eyes at the seat's, and
    the legs go from there to the floor.
    """
    angles = list(postures()[SEATED_IN_CAR].angles)
    upright = skeleton(size, angles)
    x, y, z = (
        there - eye for there, eye in zip((seat.x, seat.y, seat.z), upright.eyes, strict=True)
    )
    front = [one.x for one in body.seats if one.x > seat.x + 0.3]
    most = (min(front) - UNDER if front else body.cowl_x - PEDALS) - x
    thigh, shin = _legs(size, z - body.floor - size.ankle, most)
    for side in SIDES:
        angles[ANGLES.index(f"thigh {side}")] = thigh
        angles[ANGLES.index(f"shin {side}")] = shin
    return (x, y, z + upright.seat), tuple(angles)


def _legs(size: Measures, down: float, most: float) -> tuple[float, float]:
    """Return the pitch of thigh and shin that put the ankle `down` below the hip, knees up.

    It is as far ahead as legs go with ease, at most `most`.
    """
    easy = STRETCH * (size.thigh + size.shin)
    ahead = min(math.sqrt(max(easy**2 - down**2, 0.0)), most)
    far = min(math.hypot(ahead, down), easy)
    pitch = math.atan2(ahead, down)
    at_hip = (size.thigh**2 + far**2 - size.shin**2) / (2 * size.thigh * far)
    at_ankle = (size.shin**2 + far**2 - size.thigh**2) / (2 * size.shin * far)
    return pitch + math.acos(min(1.0, at_hip)), pitch - math.acos(min(1.0, at_ankle))
