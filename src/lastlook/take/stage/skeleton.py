"""Where every bone of a figure is, for the angles of its pose.

In the figure's own axes: x where it faces, y to its left, z up, metres, radians. Plain numbers
rather than arrays: there are sixteen bones, and this runs for every figure of every frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take.stage.builds import ANGLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.take.stage.builds import Measures

    Vector = tuple[float, float, float]

BONES = (
    "hips", "chest", "neck", "head",
    "left upper arm", "left forearm", "left hand", "right upper arm", "right forearm",
    "right hand", "left thigh", "left shin", "left foot", "right thigh", "right shin",
    "right foot",
)  # fmt: skip

_AT = {name: number for number, name in enumerate(ANGLES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bone:
    """A bone: where it begins, where it points, and where its front looks."""

    start: Vector
    along: Vector
    front: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """All bones, around the middle of the hips at 0."""

    bones: Mapping[str, Bone]
    shoulders: Mapping[str, Vector]
    """By side."""
    eyes: Vector
    low: float
    """Height of the lowest place of legs, trunk and head: what rests on the ground."""
    seat: float
    """Height of the underside of the hips, which no lean changes."""
    over: Mapping[str, tuple[float, float]]
    """x and y of what may stand at the figure's place: feet, knees, hips."""


def skeleton(size: Measures, angles: Sequence[float], *, lean: float = 0.0,
             turn: float = 0.0) -> Skeleton:  # fmt: skip
    """Return the bones for the angles of a pose, with the trunk leaning and the head turned."""
    trunk = angles[_AT["trunk"]] + lean
    up, ahead = (math.sin(trunk), 0.0, math.cos(trunk)), (math.cos(trunk), 0.0, -math.sin(trunk))
    bones = {
        "hips": Bone(start=(0.0, 0.0, 0.0), along=up, front=ahead),
        "chest": Bone(start=_plus((0, 0, 0), up, 0.36 * size.trunk), along=up, front=ahead),
    }
    nape = _plus((0.0, 0.0, 0.0), up, size.trunk)
    pitch = angles[_AT["head"]] + lean * 0.5
    bones |= _head(size, nape, up, pitch=pitch, turn=turn)
    face = bones["head"]
    eyes = _plus(face.start, face.front, size.head_half[0] * 0.85)
    shoulders, feet, knees = {}, [], []
    for sign, side in ((1.0, "left"), (-1.0, "right")):
        drop = _plus(nape, up, -0.028 * size.stature)
        shoulder = (drop[0], sign * size.shoulder * 0.93, drop[2])
        shoulders[side] = shoulder
        spread = angles[_AT["arm_spread"]]
        upper = _limb(angles[_AT[f"upper_arm {side}"]] + lean, sign * spread)
        lower = _limb(angles[_AT[f"forearm {side}"]] + lean, sign * spread * -0.3)
        bones |= arm(size, side, shoulder, upper, lower)
        leg = _leg(size, side, angles)
        bones |= leg
        knees.append(leg[f"{side} shin"].start)
        foot = leg[f"{side} foot"]
        feet.append(_plus(foot.start, foot.along, size.foot * 0.25))
    sits = min(abs(angles[_AT["trunk"]]), 1.2)
    return Skeleton(
        bones=bones, shoulders=shoulders, eyes=eyes,
        low=_lowest(bones, size, nape), seat=-size.hips_half[0] * math.cos(sits),
        over={"feet": _middle(feet), "knees": _middle(knees), "hips": (0.0, 0.0)},
    )  # fmt: skip


def _head(size: Measures, nape: Vector, trunk_up: Vector, *, pitch: float, turn: float
          ) -> dict[str, Bone]:  # fmt: skip
    """Return neck and head; the head's bone starts at the height of the eyes, in its middle."""
    up = (math.sin(pitch), 0.0, math.cos(pitch))
    level = (math.cos(pitch), 0.0, -math.sin(pitch))
    c, s = math.cos(turn), math.sin(turn)
    # Turned about its own upright axis: to the left is toward +y.
    front = (level[0] * c, s, level[2] * c)
    middle = _plus(nape, up, size.head)
    neck = _unit((up[0] + trunk_up[0], 0.0, up[2] + trunk_up[2]))
    return {
        "neck": Bone(start=nape, along=neck, front=(neck[2], 0.0, -neck[0])),
        "head": Bone(start=middle, along=up, front=front),
    }


def arm(size: Measures, side: str, shoulder: Vector, upper: Vector, lower: Vector
        ) -> dict[str, Bone]:  # fmt: skip
    """Return the bones of an arm whose upper part and forearm point somewhere."""
    elbow = _plus(shoulder, upper, size.upper_arm)
    wrist = _plus(elbow, lower, size.forearm)
    return {
        f"{side} upper arm": Bone(start=shoulder, along=upper, front=across(upper)),
        f"{side} forearm": Bone(start=elbow, along=lower, front=across(lower)),
        f"{side} hand": Bone(start=wrist, along=lower, front=across(lower)),
    }


def _leg(size: Measures, side: str, angles: Sequence[float]) -> dict[str, Bone]:
    sign = 1.0 if side == "left" else -1.0
    spread = sign * angles[_AT["spread"]]
    thigh = angles[_AT[f"thigh {side}"]]
    shin, foot = angles[_AT[f"shin {side}"]], angles[_AT[f"foot {side}"]]
    down, below = _limb(thigh, spread), _limb(shin, spread * 0.2)
    hip = (0.0, sign * size.hip, 0.0)
    knee = _plus(hip, down, size.thigh)
    ankle = _plus(knee, below, size.shin)
    toward = (math.sin(foot), 0.0, -math.cos(foot))
    top = (math.cos(foot), 0.0, math.sin(foot))
    return {
        f"{side} thigh": Bone(start=hip, along=down, front=_front(down, thigh)),
        f"{side} shin": Bone(start=knee, along=below, front=_front(below, shin)),
        f"{side} foot": Bone(start=ankle, along=toward, front=top),
    }


def _lowest(bones: Mapping[str, Bone], size: Measures, nape: Vector) -> float:
    """Return the height of the lowest place, arms aside."""
    head, trunk = bones["head"], bones["hips"]
    flat = abs(trunk.front[2])
    found = [
        -size.hips_half[0] * max(flat, 0.3),
        nape[2] - size.chest_half[0] * max(flat, 0.3),
        head.start[2] - size.head_half[0] * max(abs(head.front[2]), 0.3),
    ]
    for side in ("left", "right"):
        knee, foot = bones[f"{side} shin"], bones[f"{side} foot"]
        found.append(knee.start[2] - size.shin_half[0])
        sole = _plus(foot.start, foot.front, -size.ankle)
        toe = _plus(foot.start, foot.along, size.foot * 0.76)
        tip = toe[2] - size.foot_half[0] * 0.4
        found.extend((sole[2], _plus(sole, foot.along, size.foot * 0.7)[2], tip))
    return min(found)


def across(direction: Vector) -> Vector:
    """Return a unit vector square to a direction, forward where it can be."""
    x, y, z = direction
    # Forward less its share along the limb; straight ahead, upward takes its place.
    if abs(x) < 0.95:
        return _unit((1 - x * x, -x * y, -x * z))
    return _unit((-z * x, -z * y, 1 - z * z))


def _limb(pitch: float, spread: float) -> Vector:
    c = math.cos(spread)
    return (math.sin(pitch) * c, math.sin(spread), -math.cos(pitch) * c)


def _front(along: Vector, pitch: float) -> Vector:
    """Return where a leg's front looks: square to it, in the plane the figure faces."""
    x, z = math.cos(pitch), math.sin(pitch)
    dot = along[0] * x + along[2] * z
    return _unit((x - dot * along[0], -dot * along[1], z - dot * along[2]))


def _plus(start: Vector, direction: Vector, length: float) -> Vector:
    return (
        start[0] + direction[0] * length,
        start[1] + direction[1] * length,
        start[2] + direction[2] * length,
    )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(vector[0] ** 2 + vector[1] ** 2 + vector[2] ** 2)
    return (vector[0] / length, vector[1] / length, vector[2] / length)


def _middle(places: Sequence[Vector]) -> tuple[float, float]:
    return sum(p[0] for p in places) / len(places), sum(p[1] for p in places) / len(places)
