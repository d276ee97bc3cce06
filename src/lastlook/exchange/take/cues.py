"""What happens in a take, and when, as every export tells it: cues, events, keyframes, give-aways.

Moments are frames of the take from 0 at "action"; the exact seconds stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.take.lens import rolls
from lastlook.take.sight.findings import Slip, Verdict, Way
from lastlook.take.timecode import frame_of, recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.sight.findings import GiveAway


class About(StrEnum):
    """What a mark is about."""

    CUE = "cue"
    KEYFRAME = "keyframe"
    SHUT = "shut"
    """A pane is shut for good."""
    EVENT = "event"
    """What the snow does by itself: a slide, a stall."""
    SEEN = "seen"
    """Somebody or something shows that must not."""
    MARGINAL = "marginal"
    """It shows if something goes a little wrong."""
    CUT = "cut"


SLIPS = {
    Slip.NONE: "",
    Slip.OPERATOR: " if the operator is off",
    Slip.CUE: " if a cue slips",
    Slip.SNOW: " if less snow comes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment or a span that whoever cuts, watches or runs the take wants to find."""

    frame: int
    frames: int
    """How long; 0 for a moment."""
    at: float
    """Seconds, exact."""
    seconds: float
    about: About
    what: str
    department: str = ""
    camera: str = ""
    """Only of this camera; "" for all."""
    more: Mapping[str, str | float] = field(default_factory=dict)


def marks(found: Rehearsal) -> tuple[Mark, ...]:
    """Return all marks of a rehearsed take, in the order of time."""
    return tuple(sorted(_all(found), key=lambda m: (m.frame, m.about, m.camera, m.what)))


def _all(found: Rehearsal) -> Iterator[Mark]:
    for cue in found.cues:
        yield _mark(
            found, cue.at, About.CUE, cue.what, seconds=cue.seconds, department=cue.department
        )
    for camera in found.take.cameras:
        yield from _keyframes(found, camera)
    for name, curve in found.run.panes.items():
        if curve.buried_at is not None:
            yield _mark(found, curve.buried_at, About.SHUT, f"{name} is shut", department="Snow")
    for event in found.run.events:
        if event.kind not in {"shut", "open"}:  # panes that shut for good are told above
            yield _mark(found, event.at, About.EVENT, event.what, department="Snow")
    for give_away in found.sight.give_aways if found.sight else ():
        yield _given_away(give_away)
    if found.take.cut is not None and found.take.cut <= found.take.duration:
        yield _mark(found, float(found.take.cut), About.CUT, "Cut to black", department="Camera")


def _mark(
    found: Rehearsal, at: float, about: About, what: str, *, seconds: float = 0.0,
    department: str = "", camera: str = "",
) -> Mark:  # fmt: skip
    fps = found.take.fps
    frame = frame_of(at, fps)
    return Mark(
        frame=frame,
        frames=max(0, frame_of(at + seconds, fps) - frame),
        at=at,
        seconds=seconds,
        about=about,
        what=what,
        department=department,
        camera=camera,
    )


def _keyframes(found: Rehearsal, camera: Camera) -> Iterator[Mark]:
    first, last = rolls(camera, float(recorded_until(found.take)))
    for number, framing in enumerate(camera.frames, 1):
        if first <= float(framing.at) <= last:
            lens = camera.lens if framing.lens is None else framing.lens
            what = f"{camera.name}{number} {lens:g} mm"
            what = f"{what}: {framing.what}" if framing.what else what
            yield _mark(
                found, float(framing.at), About.KEYFRAME, what, department="Camera",
                camera=camera.name,
            )  # fmt: skip


def _given_away(one: GiveAway) -> Mark:
    whose = one.thing if not one.part else f"{one.thing}, {one.part}"
    way = {Way.DIRECT: "through", Way.SHADOW: "shadow on", Way.REFLECTION: "reflected in"}[one.way]
    where = f", {way} {one.via}" if one.via else ""
    seen = one.verdict is Verdict.SEEN
    slip = "" if seen else SLIPS[one.slip]
    return Mark(
        frame=one.first,
        frames=one.last + 1 - one.first,
        at=one.since,
        seconds=one.until - one.since,
        about=About.SEEN if seen else About.MARGINAL,
        what=f"{'SEEN' if seen else 'Marginal'}: {whose}{where}{slip}",
        camera=one.camera,
        more={
            "thing": one.thing,
            "part": one.part,
            "way": one.way.value,
            "via": one.via,
            "slip": one.slip.value,
            "pixels": one.pixels,
            "worst_frame": one.worst,
        },
    )
