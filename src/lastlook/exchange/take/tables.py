"""A take as CSV tables: its timeline, the shot list, who and what stands where, what it uses.

See docs/formats/take-csv.md for the columns. Nothing in them comes from outside the take file: what
is confidential about people is in other files, which this room does not open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.exchange.take.cues import marks
from lastlook.production.csv_text import as_csv, guarded
from lastlook.take.lens import recorded, sensors, view
from lastlook.take.timecode import frame_of, timecode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lastlook.take.model import Camera, Take
    from lastlook.take.rehearsal import Rehearsal

    Row = tuple[str | int, ...]

TIMELINE_HEAD = (
    "timecode", "frame", "seconds", "lasts", "department", "about", "what", "camera",
)  # fmt: skip
SHOTS_HEAD = (
    "camera", "keyframe", "timecode", "seconds", "ease", "what", "lens_mm", "squeeze", "sensor",
    "recorded_width_mm", "recorded_height_mm", "extraction", "shutter_degrees", "angle_across",
    "angle_up", "x", "y", "z", "pan", "tilt", "roll", "focus_m", "operator",
)  # fmt: skip
PLACES_HEAD = (
    "kind", "name", "department", "must_hide", "timecode", "seconds", "x", "y", "z", "facing",
    "pose", "seat",
)  # fmt: skip
SNOW_HEAD = ("material", "kilograms", "litres", "sacks", "sacks_on_truck", "takes")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def take_tables(found: Rehearsal) -> dict[str, bytes]:
    """Return the tables of a rehearsed take by the last part of their names."""
    take = found.take
    return {
        "timeline": as_csv(TIMELINE_HEAD, _timeline(found), _cell),
        "shots": as_csv(SHOTS_HEAD, _shots(take), _cell),
        "places": as_csv(PLACES_HEAD, _places(take), _cell),
        "snow": as_csv(SNOW_HEAD, _snow(found), _cell),
    }


def _cell(cell: str | int) -> str:
    """Return a cell's text; a number that is below 0 is no formula."""
    text = str(cell)
    return text if _NUMBER.fullmatch(text) else guarded(text)


def _timeline(found: Rehearsal) -> Iterator[Row]:
    for mark in marks(found):
        yield (
            timecode(mark.frame, found.take.fps),
            mark.frame,
            _n(mark.at),
            _n(mark.seconds),
            mark.department,
            mark.about.value,
            mark.what,
            mark.camera,
        )


def _shots(take: Take) -> Iterator[Row]:
    for camera in take.cameras:
        yield from _keyframes(take, camera)


def _keyframes(take: Take, camera: Camera) -> Iterator[Row]:
    width, height = recorded(camera)
    for number, frame in enumerate(camera.frames, 1):
        seen = view(camera, float(frame.at))
        pan, tilt = _turned(seen.forward)
        yield (
            camera.name,
            number,
            *_when(take, frame.at),
            frame.ease.value,
            frame.what,
            _n(seen.lens),
            _n(camera.squeeze),
            sensors()[camera.sensor].name,
            _n(width),
            _n(height),
            "" if camera.extraction is None else _n(camera.extraction),
            _n(camera.shutter),
            _n(seen.horizontal, 1),
            _n(seen.vertical, 1),
            _n(frame.x),
            _n(frame.y),
            _n(frame.z),
            _n(pan, 1),
            _n(tilt, 1),
            _n(frame.roll, 1),
            _n(seen.focus, 2),
            camera.operator,
        )


def _turned(forward: object) -> tuple[float, float]:
    """Return pan and tilt in degrees of where a lens looks."""
    import numpy as np

    x, y, z = np.asarray(forward, dtype=np.float64)
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arcsin(np.clip(z, -1, 1))))


def _places(take: Take) -> Iterator[Row]:
    for figure in take.figures:
        about = (figure.role.value, figure.name, figure.department, _yes(hide=figure.must_hide))
        seat = figure.seat.value if figure.seat else ""
        for point in figure.path:
            pose = "seated" if figure.seat else point.pose.value
            yield (*about, *_when(take, point.at), _n(point.x), _n(point.y), _n(point.z),
                   _n(point.facing, 1), pose, seat)  # fmt: skip
        if not figure.path:
            yield (*about, *_when(take, figure.at), "", "", "", "", "seated" if seat else "", seat)
    for gear in take.gear:
        about = ("gear", gear.name, gear.department, _yes(hide=gear.hidden))
        for stand in gear.path:
            yield (*about, *_when(take, stand.at), _n(stand.x), _n(stand.y), _n(stand.z),
                   _n(stand.facing, 1), gear.kind or gear.mesh, "")  # fmt: skip
    for lamp in take.lamps:
        yield ("lamp", lamp.name, lamp.department, _yes(hide=lamp.hidden), *_when(take, 0),
               _n(lamp.x), _n(lamp.y), _n(lamp.z), "", lamp.kind, "")  # fmt: skip
    for dump in take.dumps:
        for place in dump.path:
            yield ("box", dump.name, "Snow", "yes", *_when(take, dump.at + place.at),
                   _n(place.x), _n(place.y), _n(place.z), "", dump.by, "")  # fmt: skip


def _snow(found: Rehearsal) -> Iterator[Row]:
    for use in found.reset.usage:
        yield (
            found.materials[use.material].name,
            _n(use.kilograms, 2),
            _n(use.litres, 1),
            _n(use.sacks, 2),
            "" if use.on_truck is None else use.on_truck,
            "" if use.takes is None else use.takes,
        )


def _when(take: Take, at: Decimal | int) -> tuple[str, str]:
    return timecode(frame_of(at, take.fps), take.fps), _n(float(at))


def _yes(*, hide: bool) -> str:
    return "yes" if hide else "no"


def _n(value: Decimal | float, digits: int = 3) -> str:
    """Write a number for people and spreadsheets, without zeros that say nothing."""
    text = f"{float(value):.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
