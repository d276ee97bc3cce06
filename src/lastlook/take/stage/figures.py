"""People as meshes at any moment: path, pose, seat, hands."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Pose, Role
from lastlook.take.stage.builds import ANGLES, SIDES, measures, postures
from lastlook.take.stage.flesh import flesh
from lastlook.take.stage.paths import moment, vector
from lastlook.take.stage.reach import between, reach
from lastlook.take.stage.scene import Kind, Thing
from lastlook.take.stage.seated import seated
from lastlook.take.stage.shapes import turned
from lastlook.take.stage.skeleton import arm, skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Body, SeatPlace
    from lastlook.take.lens import View
    from lastlook.take.model import Figure
    from lastlook.take.stage.builds import Measures, Posture
    from lastlook.take.stage.paths import Moment
    from lastlook.take.stage.scene import Mesh
    from lastlook.take.stage.skeleton import Skeleton, Vector

    Floats = npt.NDArray[np.float64]
    Hands = Mapping[str, tuple[Vector, float]]
    """By side: a place in the set, and how much of the way the hand has gone there."""

KEPT = 64
"""Meshes of a figure that are kept, in case it comes to rest as it was."""
STRIDE = 0.82
"""Metres of a whole stride, two steps, as a share of the stature."""
SWING = math.radians(24)
"""Of a thigh, each way, at a walk."""
BEHIND = 0.6
"""Metres from a camera's entrance pupil back to who operates it. Assumed."""
OPERATES = ((0.78, Pose.STANDING), (0.55, Pose.KNEELING), (0.3, Pose.CROUCHING))
"""Least height of a camera, as a share of the operator's stature, for each pose. Assumed."""
_AT = {name: number for number, name in enumerate(ANGLES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How a figure stands at a moment, in numbers; equal numbers are one mesh."""

    place: Vector
    facing: float
    angles: tuple[float, ...]
    sits: float
    """1 where the height is that of the seat, 0 where it is the ground's."""
    offset: tuple[float, float]
    """From the figure's place to the middle of the hips, in its own axes."""
    lean: float
    turn: float
    hands: tuple[tuple[str, Vector, float], ...]
    """Side, place in the set, and how much of the way the hand has gone there."""


class Person:
    """A figure of a take; asked for its mesh moment by moment."""

    def __init__(self, figure: Figure, body: Body) -> None:
        self.figure = figure
        tall = None if figure.stature is None else float(figure.stature)
        self.size: Measures = measures(figure.build, tall)
        self.flesh = flesh(self.size)
        seats = {seat.seat: seat for seat in body.seats}
        self.seat: SeatPlace | None = seats[figure.seat] if figure.seat else None
        if self.seat is not None:
            self._sits = seated(self.size, self.seat, body)
        self._meshes: dict[Held, Mesh] = {}
        self._overs: dict[tuple[object, str], tuple[float, float]] = {}
        self._stays: dict[int, Held] = {}
        """By waypoint, for whoever stays at one with nothing in the hands."""

    def is_there(self, at: float) -> bool:
        """Say whether the figure is in the set at a moment."""
        until = self.figure.until
        return float(self.figure.at) <= at and (until is None or at < float(until))

    def thing(self, held: Held) -> Thing:
        """Return the figure as it stands."""
        figure = self.figure
        return Thing(
            name=figure.name,
            kind=Kind.ACTOR if figure.role is Role.ACTOR else Kind.CREW,
            hidden=figure.must_hide,
            mesh=self.mesh(held),
            department=figure.department,
        )

    def mesh(self, held: Held) -> Mesh:
        """Return the figure's limbs; the same object for the same stance."""
        known = self._meshes.get(held)
        if known is None:
            known = self._built(held)
            if len(self._meshes) >= KEPT:
                del self._meshes[next(iter(self._meshes))]
            self._meshes[held] = known
        return known

    def held(self, at: float, hands: Hands | None = None) -> Held:
        """Return how the figure stands at a moment; `hands` go before those of its path."""
        if self.seat is not None:
            return self._seated(at, hands)
        now = moment(self.figure.path, at)
        if hands or now.before is not now.after:
            return self._standing(now, hands)
        key = id(now.before)
        if key not in self._stays:
            self._stays[key] = self._standing(now, None)
        return self._stays[key]

    def _standing(self, now: Moment, hands: Hands | None) -> Held:
        first, second = postures()[now.before.pose], postures()[now.after.pose]
        angles, lean = _mixed(first.angles, second.angles, now.share), now.mixed("lean")
        if now.walked or now.to_walk:
            angles = self._walking(angles, now)
        over = _mixed(self._over(first), self._over(second), now.share)
        return Held(
            place=now.place, facing=now.facing, angles=angles,
            sits=float(first.sits) + (float(second.sits) - float(first.sits)) * now.share,
            offset=(-over[0], -over[1]), lean=lean, turn=now.mixed("turn"),
            hands=_hands(now, hands),
        )  # fmt: skip

    def _over(self, posture: Posture) -> tuple[float, float]:
        """Return where what stands at the figure's place is, from the middle of the hips."""
        # A lean moves nothing of the legs.
        key = (posture.angles, posture.over)
        if key not in self._overs:
            self._overs[key] = skeleton(self.size, posture.angles).over[posture.over]
        return self._overs[key]

    def _seated(self, at: float, hands: Hands | None) -> Held:
        now = moment(self.figure.path, at) if self.figure.path else None
        place, angles = self._sits
        return Held(
            place=place, facing=0.0, angles=angles, sits=1.0, offset=(0.0, 0.0),
            lean=now.mixed("lean") if now else 0.0, turn=now.mixed("turn") if now else 0.0,
            hands=_hands(now, hands) if now else _given(hands),
        )  # fmt: skip

    def _walking(self, angles: Sequence[float], now: Moment) -> tuple[float, ...]:
        """Swing legs and arms by the way that was walked; it begins and ends standing."""
        phase = 2 * math.pi * now.walked / (STRIDE * self.size.stature)
        much = min(1.0, now.walked / 0.4, now.to_walk / 0.4)
        found = list(angles)
        for sign, side in ((1, "left"), (-1, "right")):
            swing = sign * SWING * much * math.sin(phase)
            bent = math.radians(42) * much * max(0.0, sign * math.cos(phase))
            found[_AT[f"thigh {side}"]] += swing + bent * 0.3
            found[_AT[f"shin {side}"]] += swing - bent * 0.7
            found[_AT[f"foot {side}"]] += swing * 0.4 - bent * 0.5
            found[_AT[f"upper_arm {side}"]] -= swing * 0.7
            found[_AT[f"forearm {side}"]] -= swing * 0.7
        return tuple(found)

    def _built(self, held: Held) -> Mesh:
        bones, turn, root = self.posed(held)
        return self.flesh.on(bones.bones, turn, root)

    def posed(self, held: Held) -> tuple[Skeleton, Floats, Floats]:
        """Return the bones, the rotation of the whole, and where the middle of the hips is."""
        one = skeleton(self.size, held.angles, lean=held.lean, turn=held.turn)
        turn = turned(held.facing)
        under = one.low + (one.seat - one.low) * held.sits
        out = turn @ np.array([held.offset[0], held.offset[1], -under])
        root = np.array(held.place) + out
        bones = dict(one.bones)
        for side, place, share in held.hands:
            local = turn.T @ (np.array(place) - root)
            target = (float(local[0]), float(local[1]), float(local[2]))
            shoulder = one.shoulders[side]
            upper, lower = reach(self.size, 1.0 if side == "left" else -1.0, shoulder, target)
            upper = between(bones[f"{side} upper arm"].along, upper, share)
            lower = between(bones[f"{side} forearm"].along, lower, share)
            bones |= arm(self.size, side, shoulder, upper, lower)
        return replace(one, bones=bones), turn, root


def operating(person: Person, view: View) -> Held:
    """Return how somebody stands behind the camera that they operate, hands on it.

    As high as the camera asks: standing, kneeling, crouching or on the belly.
    """
    tall = person.size.stature
    high = float(view.eye[2]) / tall
    pose = next((pose for least, pose in OPERATES if high > least), Pose.PRONE)
    posture = postures()[pose]
    facing = math.atan2(float(view.forward[1]), float(view.forward[0]))
    ahead, left = (math.cos(facing), math.sin(facing)), (-math.sin(facing), math.cos(facing))
    far = BEHIND if pose is not Pose.PRONE else BEHIND + 0.5 * tall
    x, y, z = (float(value) for value in view.eye)
    over = skeleton(person.size, posture.angles).over[posture.over]
    hands = tuple(
        (side, (x - 0.25 * ahead[0] + out * left[0], y - 0.25 * ahead[1] + out * left[1], z), 1.0)
        for side, out in (("left", 0.12), ("right", -0.12))
    )
    return Held(
        place=(x - far * ahead[0], y - far * ahead[1], 0.0), facing=facing,
        angles=posture.angles, sits=float(posture.sits), offset=(-over[0], -over[1]),
        lean=0.0, turn=0.0, hands=hands,
    )  # fmt: skip


def _mixed(first: Sequence[float], second: Sequence[float], share: float) -> tuple[float, ...]:
    if share == 0:
        return tuple(first)
    return tuple(a + (b - a) * share for a, b in zip(first, second, strict=True))


def _given(hands: Hands | None) -> tuple[tuple[str, Vector, float], ...]:
    return tuple((side, *hand) for side, hand in sorted((hands or {}).items()))


def _hands(now: Moment, hands: Hands | None) -> tuple[tuple[str, Vector, float], ...]:
    """Return where the hands are to go: what they are given, or what the path says."""
    found = []
    for side in SIDES:
        if hands and side in hands:
            found.append((side, *hands[side]))
            continue
        first, second = (getattr(p, f"{side}_hand") for p in (now.before, now.after))
        if first and second:
            a, b = vector(first), vector(second)
            place = _mixed(a, b, now.share)
            found.append((side, (place[0], place[1], place[2]), 1.0))
        elif first and now.share < 1:
            found.append((side, vector(first), 1 - now.share))
        elif second and now.share > 0:
            found.append((side, vector(second), now.share))
    return tuple(found)
