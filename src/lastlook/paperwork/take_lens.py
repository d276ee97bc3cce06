"""A camera's lens and sensor in the words that plans, boards and run sheet share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take.lens import sensors

if TYPE_CHECKING:
    from lastlook.take.model import Camera


def millimetres(lens: float) -> str:
    """Write a focal length; on the way of a zoom to a tenth.

    >>> millimetres(50), millimetres(50.4039)
    ('50 mm', '50.4 mm')
    """
    return f"{round(lens, 1):g} mm"


def lens_words(camera: Camera, lens: float) -> str:
    """Say lens, squeeze and sensor: `50 mm anamorphic 1.8× on ALEXA 35 open gate`."""
    squeeze = f" anamorphic {float(camera.squeeze):g}×" if camera.squeeze != 1 else ""
    # The pixels in brackets say nothing on a page.
    sensor = sensors()[camera.sensor].name.partition(" (")[0]
    return f"{millimetres(lens)}{squeeze} on {sensor}"
