"""Cameras that stand inside something: nobody shows in their picture, and nothing else does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight.change import clock
from lastlook.take.sight.solids import Solids

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.model import Camera
    from lastlook.take.sight.plan import Plan
    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]

RAYS = (12, 8)
"""Across the recorded picture, and up."""
WAYS = 300
"""Directions, all round and up."""
NEAR = 10.0
"""Metres within which the inside of what a camera stands in is met on all sides."""
SHARE = 0.99
"""Of all directions in which it is met; seams let a line slip through."""


def blind(plan: Plan) -> tuple[str, ...]:
    """Return a note for each camera that stands inside something at one of its keyframes."""
    return tuple(note for camera in plan.take.cameras if (note := _blind(plan, camera)) is not None)


def _blind(plan: Plan, camera: Camera) -> str | None:
    rolling = plan.rolling(camera, range(plan.stage.frames))
    if not rolling:
        return None
    first, last = rolling[0] / plan.fps, rolling[-1] / plan.fps
    for at in sorted({min(max(first, float(frame.at)), last) for frame in camera.frames}):
        inside = _inside(plan, camera, at)
        if inside:
            called = "the car" if inside == "car" else inside
            return (
                f"Camera {camera.name} stands inside {called} at {clock(at)} and sees nothing else"
            )
    return None


def _inside(plan: Plan, camera: Camera, at: float) -> str:
    """Return the thing that a camera stands in and that fills its picture; "" for none."""
    view = plan.stage.view(camera, at)
    eye = np.asarray(view.eye, dtype=np.float64)
    there = [thing for thing in plan.stage.scene(at).things if thing.name != camera.name]
    around = [thing for thing in there if _is_shut(plan, thing, eye)]
    if not around:
        return ""
    # A room has an inside too: what stands in it, and not only its walls, is in the picture.
    solids = Solids(there, plan.stage.trace)
    ways = view.rays(*RAYS).reshape(-1, 3)
    _, triangles = solids.hits(np.broadcast_to(eye, ways.shape), ways, NEAR)
    if (triangles < 0).any():
        return ""
    met = {solids.names[number] for number in solids.labels[triangles]}
    return next((one.name for one in around if met <= {one.name, *one.mesh.names}), "")


def _is_shut(plan: Plan, thing: Thing, eye: Floats) -> bool:
    """Return whether a thing is all around and above an eye.

    A car's cabin is not, for it has windows; under the hood there is no floor.
    """
    low, high = plan.stage.bounds(thing.mesh)
    if not (np.all(low < eye) and np.all(eye < high)):
        return False
    ways = _everywhere()
    _, triangles = plan.stage.tracer(thing.mesh).hits(np.tile(eye, (len(ways), 1)), ways, NEAR)
    return bool((np.asarray(triangles) >= 0).mean() >= SHARE)


@cache
def _everywhere() -> Floats:
    """Return unit vectors evenly over all directions but downwards: a Fibonacci spiral."""
    number = np.arange(WAYS) + 0.5
    z, turn = 1 - number / WAYS, number * np.pi * (3 - np.sqrt(5))
    flat = np.sqrt(1 - z**2)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], axis=1)
