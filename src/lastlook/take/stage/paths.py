"""Where people and equipment are between the points of their paths."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take.model import Pose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.take.model import Point, Stand, Waypoint
    from lastlook.take.stage.skeleton import Vector

STROLL = 0.25
"""Metres a second from which somebody who stands walks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How a figure is at a moment: between one waypoint and the next."""

    place: Vector
    before: Waypoint
    after: Waypoint
    share: float
    """Of the change of pose, facing, lean, turn and hands that is done."""
    walked: float = 0.0
    """Metres since the waypoint before; only while walking."""
    to_walk: float = 0.0
    """Metres to the next."""

    def mixed(self, key: str) -> float:
        """Return a number of degrees between the two waypoints, in radians."""
        first, second = float(getattr(self.before, key)), float(getattr(self.after, key))
        return math.radians(first + (second - first) * self.share)

    @property
    def facing(self) -> float:
        """Where the chest looks, radians; it turns round the shorter way."""
        first, second = float(self.before.facing), float(self.after.facing)
        turn = (second - first + 180) % 360 - 180
        return math.radians(first + turn * self.share)


def moment(path: Sequence[Waypoint], at: float) -> Moment:
    """Return how a figure is: places straight and steady, the rest over `seconds` before each."""
    before = path[0]
    if at <= float(before.at):
        return _still(before)
    for after in path[1:]:
        if float(after.at) > at:
            return _on_the_way(before, after, at)
        before = after
    return _still(before)


def _still(point: Waypoint) -> Moment:
    place = (float(point.x), float(point.y), float(point.z))
    return Moment(place=place, before=point, after=point, share=0.0)


def _on_the_way(before: Waypoint, after: Waypoint, at: float) -> Moment:
    start, end = float(before.at), float(after.at)
    share = (at - start) / (end - start)
    first = (float(before.x), float(before.y), float(before.z))
    last = (float(after.x), float(after.y), float(after.z))
    x, y, z = (a + (b - a) * share for a, b in zip(first, last, strict=True))
    # No longer than there is between the two.
    seconds = min(float(after.seconds), end - start)
    change = 1.0 if seconds <= 0 else min(1.0, max(0.0, (at - (end - seconds)) / seconds))
    if seconds <= 0:
        change = 0.0
    change = change * change * (3 - 2 * change)
    way = math.hypot(last[0] - first[0], last[1] - first[1])
    walks = before.pose is after.pose is Pose.STANDING and way / (end - start) > STROLL
    return Moment(
        place=(x, y, z), before=before, after=after, share=change,
        walked=way * share if walks else 0.0, to_walk=way * (1 - share) if walks else 0.0,
    )  # fmt: skip


def standing(path: Sequence[Stand], at: float) -> tuple[Vector, float, float]:
    """Return where a piece of equipment is, its facing and the tilt of its head, radians."""
    before = path[0]
    if at > float(before.at):
        for after in path[1:]:
            if float(after.at) > at:
                share = (at - float(before.at)) / float(after.at - before.at)
                return _between(before, after, share)
            before = after
    return _between(before, before, 0.0)


def _between(first: Stand, second: Stand, share: float) -> tuple[Vector, float, float]:
    def mixed(key: str) -> float:
        start, end = float(getattr(first, key)), float(getattr(second, key))
        return start + (end - start) * share

    place = (mixed("x"), mixed("y"), mixed("z"))
    return place, math.radians(mixed("facing")), math.radians(mixed("tilt"))


def vector(point: Point) -> Vector:
    """Return a stated place as numbers."""
    return (float(point.x), float(point.y), float(point.z))
