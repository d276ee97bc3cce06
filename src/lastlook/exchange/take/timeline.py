"""A take as an OpenTimelineIO timeline: cameras, then a track for each department.

Every time is a whole frame at the take's rate. Editing programs keep the markers of clips and lose
those of tracks, so every mark that belongs to the picture is a marker of the camera's clip.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lastlook.exchange.take.cameras import rolling
from lastlook.exchange.take.cues import About, marks
from lastlook.exchange.take.needs import need
from lastlook.language.letters import plain_letters
from lastlook.take.lens import recorded, rolls, sensors
from lastlook.take.timecode import frame_of, frames, recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import opentimelineio as otio

    from lastlook.exchange.take.cues import Mark
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal

NTSC = {
    Decimal(known): base * 1000 / 1001
    for base, names in {24: ("23.976", "23.98"), 30: ("29.97",), 60: ("59.94",)}.items()
    for known in names
}
"""Rates that people round: what editing programs hold them to be."""
COLOUR = {
    About.CUE: "GREEN", About.KEYFRAME: "CYAN", About.SHUT: "WHITE", About.EVENT: "YELLOW",
    About.SEEN: "RED", About.MARGINAL: "ORANGE", About.CUT: "BLACK",
}  # fmt: skip
REEL = 8
"""Letters that an EDL has for a reel."""
PICTURE = "Picture"
"""Name of the track that stands for the cameras where the file has none."""


def rate(fps: Decimal) -> float:
    """Return frames a second as editing programs reckon: 23.976 is 24000/1001."""
    return NTSC.get(fps, float(fps))


def timeline(found: Rehearsal) -> otio.schema.Timeline:
    """Return the whole take: cameras with their marks, then departments with their cues.

    Raises MissingError without the extra `exchange`.
    """
    api = _otio()
    found_marks = marks(found)
    line = _empty(api, found)
    for name, camera in _pictures(found):
        line.tracks.append(_picture(api, found, name, camera, found_marks))
    cues = [mark for mark in found_marks if mark.about is About.CUE]
    for department in sorted({mark.department for mark in cues}):
        theirs = [mark for mark in cues if mark.department == department]
        for number, lane in enumerate(lanes(theirs), 1):
            name = department if number == 1 else f"{department} {number}"
            line.tracks.append(_department(api, found, name, department, lane))
    return line


def picture_only(found: Rehearsal, camera: str | None) -> otio.schema.Timeline:
    """Return one camera alone, the first if none is named; for formats of a single track."""
    api = _otio()
    line = _empty(api, found)
    name, chosen = next(
        pair for pair in _pictures(found) if camera is None or pair[0] == camera
    )  # fmt: skip
    line.tracks.append(_picture(api, found, name, chosen, marks(found)))
    return line


def lanes(cues: Sequence[Mark]) -> list[list[Mark]]:
    """Part cues, in the order of time, into as few rows as hold them without overlap."""
    rows: list[list[Mark]] = []
    ends: list[int] = []
    for cue in sorted(cues, key=lambda mark: mark.frame):
        free = next((n for n, end in enumerate(ends) if end <= cue.frame), len(rows))
        if free == len(rows):
            rows.append([])
            ends.append(0)
        rows[free].append(cue)
        ends[free] = cue.frame + max(1, cue.frames)
    return rows


def _otio() -> Any:
    return need("opentimelineio", extra="exchange", what="OpenTimelineIO")


def _pictures(found: Rehearsal) -> list[tuple[str, Camera | None]]:
    return [(camera.name, camera) for camera in rolling(found.take)] or [(PICTURE, None)]


def _empty(api: Any, found: Rehearsal) -> otio.schema.Timeline:
    take = found.take
    line: otio.schema.Timeline = api.schema.Timeline(
        name=take.title,
        global_start_time=api.opentime.RationalTime(0, rate(take.fps)),
        metadata={
            "lastlook": {
                "title": take.title,
                "scene": take.scene,
                "fps": str(take.fps),
                "duration": str(take.duration),
                "cut": "" if take.cut is None else str(take.cut),
                "verdict": found.sight.verdict.value if found.sight else "",
            }
        },
    )
    return line


def _span(api: Any, fps: Decimal, start: int, length: int) -> otio.opentime.TimeRange:
    span: otio.opentime.TimeRange = api.opentime.TimeRange(
        api.opentime.RationalTime(start, rate(fps)), api.opentime.RationalTime(length, rate(fps))
    )
    return span


def _picture(
    api: Any, found: Rehearsal, name: str, camera: Camera | None, found_marks: Iterable[Mark]
) -> otio.schema.Track:
    take = found.take
    end = frames(take)
    first, last = 0, end
    if camera is not None:
        begins, ends = rolls(camera, float(recorded_until(take)))
        first, last = frame_of(begins, take.fps), min(end, frame_of(ends, take.fps))
    track: otio.schema.Track = api.schema.Track(name=name, kind=api.schema.TrackKind.Video)
    _gap(api, take.fps, track, first)
    clip = _clip(api, take.fps, name, first, max(1, last - first))
    clip.metadata["lastlook"] = {"camera": name, **(_optics(camera) if camera else {})}
    for mark in found_marks:
        if mark.camera in {"", name} and mark.frame <= last and mark.frame + mark.frames >= first:
            clip.markers.append(_marker(api, take.fps, mark, within=(first, last)))
    track.append(clip)
    whole = frame_of(take.duration, take.fps)
    if last < end:
        _gap(api, take.fps, track, end - last)
    if end < whole:
        black = _clip(api, take.fps, "Black", 0, whole - end)
        black.media_reference = api.schema.GeneratorReference(
            name="Black", generator_kind="black", available_range=black.source_range
        )
        black.metadata["cmx_3600"] = {"reel": "BL"}
        track.append(black)
    return track


def _department(
    api: Any, found: Rehearsal, name: str, department: str, lane: Sequence[Mark]
) -> otio.schema.Track:
    fps = found.take.fps
    track: otio.schema.Track = api.schema.Track(name=name, kind=api.schema.TrackKind.Video)
    track.metadata["lastlook"] = {"department": department}
    now = 0
    for mark in lane:
        _gap(api, fps, track, mark.frame - now)
        length = max(1, mark.frames)
        clip = _clip(api, fps, mark.what, mark.frame, length)
        clip.metadata["lastlook"] = _told(mark)
        clip.markers.append(_marker(api, fps, mark, within=(mark.frame, mark.frame + length)))
        track.append(clip)
        now = mark.frame + length
    return track


def _clip(api: Any, fps: Decimal, name: str, start: int, length: int) -> otio.schema.Clip:
    """Return a clip whose own time code is the take's."""
    span = _span(api, fps, start, length)
    # An EDL's reel has eight letters and no blanks; names with blanks cannot be read back.
    reel = re.sub(r"[^A-Za-z0-9]", "", plain_letters(name))[:REEL].upper() or "TAKE"
    clip: otio.schema.Clip = api.schema.Clip(
        name=name,
        media_reference=api.schema.MissingReference(name=name, available_range=span),
        source_range=span,
        metadata={"cmx_3600": {"reel": reel}},
    )
    return clip


def _gap(api: Any, fps: Decimal, track: otio.schema.Track, length: int) -> None:
    if length > 0:
        track.append(api.schema.Gap(source_range=_span(api, fps, 0, length)))


def _marker(api: Any, fps: Decimal, mark: Mark, *, within: tuple[int, int]) -> otio.schema.Marker:
    # A marker on or over an end of its clip would be lost.
    start = max(within[0], min(mark.frame, within[1] - 1))
    length = max(0, min(mark.frame + mark.frames, within[1]) - start)
    who = f"{mark.department}: " if mark.about is About.CUE else ""
    marker: otio.schema.Marker = api.schema.Marker(
        name=f"{who}{mark.what}",
        marked_range=_span(api, fps, start, length),
        color=COLOUR[mark.about],
        metadata={"lastlook": _told(mark), "fcp_xml": {"comment": f"{mark.at:g} s"}},
    )
    return marker


def _told(mark: Mark) -> dict[str, str | float]:
    return {
        "about": mark.about.value,
        "what": mark.what,
        "department": mark.department,
        "at": mark.at,
        "seconds": mark.seconds,
        **mark.more,
    }


def _optics(camera: Camera) -> dict[str, Any]:
    width, height = recorded(camera)
    return {
        "sensor": sensors()[camera.sensor].name,
        "recorded_mm": [width, height],
        "squeeze": float(camera.squeeze),
        "extraction": "" if camera.extraction is None else str(camera.extraction),
        "shutter_degrees": float(camera.shutter),
        "operator": camera.operator,
        "keyframes": [
            {
                "at": float(frame.at),
                "position_m": [float(frame.x), float(frame.y), float(frame.z)],
                "lens_mm": float(camera.lens if frame.lens is None else frame.lens),
                "ease": frame.ease.value,
                "what": frame.what,
            }
            for frame in camera.frames
        ],
    }
