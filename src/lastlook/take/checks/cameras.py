"""Checks of a take file: cameras, their keyframes, and the cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take.checks.common import in_time, rising, span, unknown

if TYPE_CHECKING:
    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path as At
    from lastlook.take.model import Camera, Framing, Take

LEAST = 0.3
"""Share of the recorded picture's width or height below which an extraction is a mistake."""


def check(reader: Reader, take: Take) -> None:
    """Check cameras and the cut to black."""
    if take.cut is not None and take.cut == 0:
        reader.problem(("cut",), "A take that is cut at 0 s has no picture.", "Give its second.")
    elif take.cut is not None:
        in_time(reader, ("cut",), take.cut, take.duration)
    for number, camera in enumerate(take.cameras):
        at: At = ("cameras", number)
        _check_sensor(reader, at, camera)
        _check_frames(reader, (*at, "frames"), camera, take)
        _check_rolls(reader, at, camera, take)
        span(reader, at, camera.at, camera.until)
        names = [figure.name for figure in take.figures]
        if camera.operator and camera.operator not in names:
            unknown(reader, (*at, "operator"), "figure", camera.operator, names)
        _check_operator(reader, at, number, take)


def _check_rolls(reader: Reader, at: At, camera: Camera, take: Take) -> None:
    """Note a camera of which there is no frame: nothing shows in it, whatever stands there."""
    end = min(take.duration, take.cut or take.duration)
    if camera.at >= end:
        reader.problem(
            (*at, "at"),
            f"{camera.name} begins to roll at {camera.at} s, and the picture ends at {end} s.",
            "Let it roll earlier, or take the camera out.",
        )


def _check_operator(reader: Reader, at: At, number: int, take: Take) -> None:
    camera = take.cameras[number]
    for other in take.cameras[:number]:
        if camera.operator and other.operator == camera.operator:
            reader.problem(
                (*at, "operator"),
                f"{camera.operator} operates {other.name} already.",
                "Give each camera its own operator, or none.",
            )
            return


def _check_sensor(reader: Reader, at: At, camera: Camera) -> None:
    from lastlook.take.lens import recorded, sensors  # numpy takes a moment to load
    from lastlook.take.stage.stock import gear

    sensor = sensors().get(camera.sensor)
    if sensor is None:
        unknown(reader, (*at, "sensor"), "sensor", camera.sensor, sensors())
    bodies = [name for name in gear() if name.startswith("camera")]
    if camera.body not in gear():
        unknown(reader, (*at, "body"), "camera", camera.body, bodies)
    if sensor is None:
        return
    width, height = recorded(camera)
    if width > sensor.width + 1e-6 or height > sensor.height + 1e-6:
        reader.problem(
            (*at, "recorded"),
            f"{width:g} by {height:g} mm is more than the sensor has: "
            f"{sensor.width:g} by {sensor.height:g} mm.",
            "Give what is recorded of it, or leave `recorded` out.",
        )
    if camera.extraction is not None:
        ratio = width * float(camera.squeeze) / height
        shown = min(ratio / float(camera.extraction), float(camera.extraction) / ratio)
        if shown < LEAST:
            reader.problem(
                (*at, "extraction"),
                f"{camera.extraction:g} shows only {shown:.0%} of a picture of {ratio:.2f}.",
                "It is the width over the height of what is shown, such as 2.39.",
            )


def _check_frames(reader: Reader, at: At, camera: Camera, take: Take) -> None:
    rising(reader, at, [frame.at for frame in camera.frames], "a list of keyframes")
    for number, frame in enumerate(camera.frames):
        in_time(reader, (*at, number, "at"), frame.at, take.duration)
        _check_look(reader, (*at, number), frame)


def _check_look(reader: Reader, at: At, frame: Framing) -> None:
    if frame.look is None:
        return
    if (frame.x, frame.y, frame.z) == (frame.look.x, frame.look.y, frame.look.z):
        reader.problem(
            (*at, "look"),
            "The camera looks at where it is.",
            "`look` is what stands in the middle of the frame.",
        )
    for key in ("pan", "tilt"):
        if getattr(frame, key):
            reader.problem(
                (*at, key),
                f"A keyframe has either `look` or `{key}`.",
                "`look` says both; take one of the two out.",
            )
