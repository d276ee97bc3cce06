"""Cameras over time: where they stand, how they look, and their lens, at each frame they record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.lens import recorded, rolls, view
from lastlook.take.timecode import frame_of, frames, recorded_until

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.model import Camera, Take

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shot:
    """A camera at every frame that it records."""

    camera: Camera
    numbers: Ints
    """Of frames, from 0 at "action"."""
    times: Floats
    eyes: Floats
    """n × 3, of the entrance pupil."""
    turns: Floats
    """n × 3 × 3: columns are the picture's right, its up, and against the way it looks."""
    lenses: Floats
    """n millimetres as written on the barrel."""
    images: Floats
    """n millimetres from pupil to image, which the angle follows: more than the lens where it
    breathes."""
    focuses: Floats
    """n metres."""
    width: float
    """Millimetres of the recorded area, squeeze not in it."""
    height: float

    @property
    def aspect(self) -> float:
        """Of the recorded picture as it is seen, squeeze taken out."""
        return self.width * float(self.camera.squeeze) / self.height

    @property
    def up_angles(self) -> Floats:
        """Vertical angles of the recorded area, radians."""
        return np.asarray(2 * np.arctan(self.height / (2 * self.images)))


def rolling(take: Take) -> tuple[Camera, ...]:
    """Return the cameras that record anything before the cut."""
    end = float(recorded_until(take))
    return tuple(
        camera for camera in take.cameras for begins, ends in [rolls(camera, end)] if begins < ends
    )


def shot(take: Take, camera: Camera) -> Shot:
    """Return a camera frame by frame, from when it rolls until nothing is recorded any more."""
    begins, ends = rolls(camera, float(recorded_until(take)))
    first = frame_of(begins, take.fps)
    last = max(first + 1, min(frames(take), frame_of(ends, take.fps)))
    numbers = np.arange(first, last)
    times = numbers / float(take.fps)
    views = [view(camera, float(at)) for at in times]
    width, height = recorded(camera)
    return Shot(
        camera=camera,
        numbers=numbers,
        times=times,
        eyes=np.array([one.eye for one in views]),
        turns=np.array([np.stack([one.right, one.up, -one.forward], axis=1) for one in views]),
        lenses=np.array([one.lens for one in views]),
        images=np.array([height / (2 * one.half_height) for one in views]),
        focuses=np.array([one.focus for one in views]),
        width=width,
        height=height,
    )
