"""Boxes of snow over a take: who holds which, where its mouth is, where the hands are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.paths import moment
from lastlook.take.stage.props import BOX_DEPTH, box_prop, box_thing

if TYPE_CHECKING:
    from lastlook.take.model import Dump, Take
    from lastlook.take.stage.figures import Hands, Person
    from lastlook.take.stage.scene import Thing
    from lastlook.take.stage.skeleton import Vector

GRIP = 2.0
"""Seconds in which a box is taken up before it pours, and put down after. Assumed."""
BESIDE = 0.3
"""Metres to the right of who pours at which the box stands while it does not. Assumed."""


class Pour:
    """The box of one dump; with somebody, it stands beside them and goes up in their hands."""

    def __init__(self, dump: Dump, person: Person | None) -> None:
        self.dump = dump
        self.person = person
        self.prop = box_prop(dump)
        self._times = np.array([float(place.at) for place in dump.path])
        self._ways = [np.array([float(getattr(p, axis)) for p in dump.path]) for axis in "xyz"]
        self.start = float(dump.at)
        self.end = self.start + float(dump.seconds)

    def mouth(self, at: float) -> Vector:
        """Return where the mouth of the box is while it pours: as the snow leaves it."""
        x, y, z = (float(np.interp(at - self.start, self._times, axis)) for axis in self._ways)
        return (x, y, z)

    def held(self, at: float) -> float:
        """Return how far the box is in the hands: 1 while it pours, 0 while it stands."""
        if at < self.start:
            return max(0.0, 1 - (self.start - at) / GRIP)
        return max(0.0, 1 - (at - self.end) / GRIP) if at > self.end else 1.0

    def hands(self, at: float) -> Hands:
        """Return where the hands of who pours are to be, and how much they are there."""
        share = self.held(at)
        if not share or self.person is None:
            return {}
        mouth, facing = self._place(at)
        back = (math.cos(facing), math.sin(facing))
        side = float(self.dump.box) / 2 + 0.02
        x, y = mouth[0] - back[0] * BOX_DEPTH / 2, mouth[1] - back[1] * BOX_DEPTH / 2
        z = mouth[2] + BOX_DEPTH / 2
        # They are on the box as soon as it rises.
        grip = min(1.0, 2 * share)
        return {
            "left": ((x - side * back[1], y + side * back[0], z), grip),
            "right": ((x + side * back[1], y - side * back[0], z), grip),
        }

    def thing(self, at: float) -> Thing:
        """Return the box where it is."""
        mouth, facing = self._place(at)
        return box_thing(self.dump, self.prop, mouth, facing)

    def _place(self, at: float) -> tuple[Vector, float]:
        first = min(max(at, self.start), self.end)
        if self.person is None:
            throw = self.dump.throw
            return self.mouth(first), math.atan2(float(throw.y), float(throw.x))
        facing = moment(self.person.figure.path, first).facing
        share = self.held(at)
        if share >= 1:
            return self.mouth(first), facing
        # It stands where they were when they took it up, and where they put it down.
        stance = moment(
            self.person.figure.path, self.start - GRIP if at < self.start else self.end + GRIP
        )
        far = BESIDE + float(self.dump.box) / 2
        x, y, z = stance.place
        rest = (x + far * math.sin(stance.facing), y - far * math.cos(stance.facing), z)
        if not share:
            return rest, stance.facing
        ease = share * share * (3 - 2 * share)
        x, y, z = (a + (b - a) * ease for a, b in zip(rest, self.mouth(first), strict=True))
        turn = (facing - stance.facing + math.pi) % (2 * math.pi) - math.pi
        return (x, y, z), stance.facing + turn * ease


def boxes(take: Take, people: list[Person]) -> list[Pour]:
    """Return the box of every dump, with who pours it."""
    found = []
    for dump in take.dumps:
        who = take.pourer(dump)
        found.append(Pour(dump, next((one for one in people if one.figure is who), None)))
    return found
