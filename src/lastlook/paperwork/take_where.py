"""Where everybody and everything of a take stands on the plan, and what way it takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.take.bodies import body_of
from lastlook.take.model import Pose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.take.model import Camera, Dump, Figure, Gear, Take


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place at a moment; metres and degrees, as in a take file."""

    at: float
    x: float
    y: float
    z: float
    facing: float = 0.0
    pose: Pose = Pose.STANDING

    def same_place(self, other: Spot) -> bool:
        """Whether both are the same to a hand's breadth."""
        return math.dist((self.x, self.y, self.z), (other.x, other.y, other.z)) < 0.05


def there(one: Figure | Gear | Camera, at: float) -> bool:
    """Whether it is on the set at a moment."""
    return float(one.at) <= at and (one.until is None or at < float(one.until))


def figure_spots(take: Take, figure: Figure) -> tuple[Spot, ...]:
    """Return the stations of a figure, in the order of time; a seat is one."""
    if figure.seat is not None:
        seats = {seat.seat: seat for seat in body_of(take.set.car).seats}
        seat = seats[figure.seat]
        return (Spot(at=0, x=seat.x, y=seat.y, z=seat.z, pose=Pose.SEATED),)
    return tuple(
        Spot(
            at=float(way.at), x=float(way.x), y=float(way.y), z=float(way.z),
            facing=float(way.facing), pose=way.pose,
        )
        for way in figure.path
    )  # fmt: skip


def gear_spots(gear: Gear) -> tuple[Spot, ...]:
    """Return the stations of a piece of equipment."""
    return tuple(
        Spot(
            at=float(one.at), x=float(one.x), y=float(one.y), z=float(one.z),
            facing=float(one.facing),
        )
        for one in gear.path
    )  # fmt: skip


def camera_spots(camera: Camera) -> tuple[Spot, ...]:
    """Return the stations of a camera."""
    return tuple(
        Spot(at=float(one.at), x=float(one.x), y=float(one.y), z=float(one.z))
        for one in camera.frames
    )


def dump_spots(dump: Dump) -> tuple[Spot, ...]:
    """Return where the mouth of a box is, from its first to its last moment."""
    start, end = float(dump.at), float(dump.at + dump.seconds)
    found = [
        Spot(at=start + float(one.at), x=float(one.x), y=float(one.y), z=float(one.z))
        for one in dump.path
    ]
    return (*(spot for spot in found if spot.at < end), _moved(spot_at(found, end), end))


def spot_at(spots: Sequence[Spot], at: float) -> Spot:
    """Return where something with these stations is: straight and steady from one to the next."""
    before = spots[0]
    for after in spots:
        if after.at > at:
            if at <= before.at:
                break
            share = (at - before.at) / (after.at - before.at)
            turn = (after.facing - before.facing + 180) % 360 - 180
            return Spot(
                at=at,
                x=before.x + (after.x - before.x) * share,
                y=before.y + (after.y - before.y) * share,
                z=before.z + (after.z - before.z) * share,
                facing=before.facing + turn * share,
                pose=before.pose,
            )
        before = after
    return _moved(before, at)


def way(spots: Sequence[Spot], start: float, end: float) -> tuple[Spot, ...]:
    """Return the way between two moments: where it begins, turns and ends; one if it stays."""
    between = [spot for spot in spots if start < spot.at < end]
    found: list[Spot] = []
    for spot in (spot_at(spots, start), *between, spot_at(spots, end)):
        # A station held for a while is one place: its later moment is when it is left.
        if found and found[-1].same_place(spot):
            continue
        found.append(spot)
    return tuple(found)


def clock(seconds: float) -> str:
    """Write seconds as minutes and seconds."""
    whole = math.floor(seconds + 1e-6)
    return f"{whole // 60}:{whole % 60:02d}"


def _moved(spot: Spot, at: float) -> Spot:
    return Spot(at=at, x=spot.x, y=spot.y, z=spot.z, facing=spot.facing, pose=spot.pose)
