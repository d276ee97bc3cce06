"""On a plan: what cameras see, where lamps shine, and the sightlines that fail."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.placing import Line
from lastlook.paperwork.svg import INK, RED
from lastlook.paperwork.take_paper import LINE_WEIGHT, NOTE
from lastlook.paperwork.take_seen import part_words, when_words
from lastlook.paperwork.take_where import there
from lastlook.take.lens import view
from lastlook.take.sight.findings import Verdict
from lastlook.take.sight.lamplight import level
from lastlook.take.stage.stock import lamps

if TYPE_CHECKING:
    from lastlook.paperwork.take_beats import Stretch
    from lastlook.paperwork.take_paper import PlanPaper
    from lastlook.take.lens import View
    from lastlook.take.model import Lamp, Take
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.stage import Scene, Stage

REACH = (3.0, 9.0)
"""Metres that the sides of a camera's angle are drawn at least, and at most."""
FAR = 60.0
"""Metres from which a focus is not drawn."""
FLAT = 0.1
"""Of a view that looks straight up or down, the share that is level: it has no angle on a plan."""
ALL = 0.995
"""Share of a frame from which it is the whole frame."""
ALL_ROUND = 1.4
"""Radians of half a beam from which it has no sides."""
BEAM = "#8a6100"

Point = tuple[float, float]


def draw_views(paper: PlanPaper, take: Take, at: float) -> None:
    """Draw what every camera sees: recorded dashed, shown full, focus across it."""
    for camera in take.cameras:
        seen = view(camera, at)
        if there(camera, at) and math.hypot(*map(float, seen.forward[:2])) >= FLAT:
            _view(paper, seen)


def _view(paper: PlanPaper, seen: View) -> None:
    near = 1.8 * seen.focus if seen.focus < FAR else REACH[1]
    far = min(REACH[1], max(REACH[0], near))
    eye = paper.scale.at(float(seen.eye[0]), float(seen.eye[1]))
    shown = seen.shown[0]
    if shown < ALL:
        _sides(paper, eye, [paper.scale.at(*end) for end in wedge(seen, 1.0, far)], "5 2.5")
    ends = [paper.scale.at(*end) for end in wedge(seen, shown, far)]
    paper.draw.shape(symbols.outline([eye, *ends]), fill="#1d1d1d", opacity=0.05)
    _sides(paper, eye, ends, "")
    if seen.focus < FAR:
        plane = [paper.scale.at(*end) for end in focus_line(seen, shown)]
        paper.draw.line(*plane[0], *plane[1], stroke=INK, thick=0.7, dashes="1 2")
        paper.crowd.line(plane, LINE_WEIGHT)


def _sides(paper: PlanPaper, eye: Point, ends: list[Point], dashes: str) -> None:
    for end in ends:
        paper.draw.line(*eye, *end, stroke=INK, thick=0.6 if dashes else 0.8, dashes=dashes)
        paper.crowd.line([eye, end], LINE_WEIGHT)


def wedge(seen: View, share: float, far: float) -> tuple[Point, Point]:
    """Return where the left and right sides of a view end on the plan, `far` metres away.

    `share` is of the recorded width. The sides are those in the middle of the frame's height.
    """
    sides = seen.directions(np.array([[-share, 0.0], [share, 0.0]]))
    flat = np.hypot(sides[:, 0], sides[:, 1])
    ends = seen.eye[:2] + sides[:, :2] / flat[:, None] * far
    return (float(ends[0, 0]), float(ends[0, 1])), (float(ends[1, 0]), float(ends[1, 1]))


def focus_line(seen: View, share: float) -> tuple[Point, Point]:
    """Return the ends of the plane of focus on the plan, across the frame."""
    middle = seen.eye + seen.forward * seen.focus
    half = seen.right * seen.half_width * seen.focus * share
    left, right = middle - half, middle + half
    return (float(left[0]), float(left[1])), (float(right[0]), float(right[1]))


def draw_beams(paper: PlanPaper, take: Take, at: float) -> None:
    """Draw both sides of the beam of every lamp that burns, as far as it aims."""
    for lamp in take.lamps:
        x, y = float(lamp.x), float(lamp.y)
        if level(lamp, at) <= 0 or not paper.scale.holds(x, y):
            continue
        start = paper.scale.at(x, y)
        for end in _beam(lamp):
            point = paper.scale.at(*end)
            paper.draw.line(*start, *point, stroke=BEAM, thick=0.5, dashes="7 2 1 2")
            paper.crowd.line([start, point], LINE_WEIGHT / 3, step=8)


def beam_of(lamp: Lamp) -> float | None:
    """Return half the angle of a lamp's beam, radians; None where it shines nearly all round."""
    half = math.radians(float(lamps()[lamp.kind].beam if lamp.beam is None else lamp.beam) / 2)
    return half if half < ALL_ROUND else None


def _beam(lamp: Lamp) -> list[Point]:
    """Return where the sides of a beam end."""
    x, y = float(lamp.x), float(lamp.y)
    across, along = float(lamp.aim.x) - x, float(lamp.aim.y) - y
    long, facing = math.hypot(across, along), math.atan2(along, across)
    half = beam_of(lamp)
    if long < 0.05 or half is None:
        return []
    reach = long / max(0.3, math.cos(half))
    return [
        (x + reach * math.cos(facing + turn), y + reach * math.sin(facing + turn))
        for turn in (half, -half)
    ]  # fmt: skip


def draw_sightlines(paper: PlanPaper, found: Rehearsal, stage: Stage, beat: Stretch) -> None:
    """Draw each sightline that fails in a beat, to the limb that shows."""
    if found.sight is None:
        return
    drawn: set[tuple[str, str]] = set()
    for give in found.sight.give_aways:
        if paper.small and give.verdict is not Verdict.SEEN:
            continue
        # What is seen comes before what is marginal.
        key = (give.camera, give.thing)
        if give.since >= beat.until or give.until <= beat.at or key in drawn:
            continue
        drawn.add(key)
        _sightline(paper, found, stage, give, max(give.since, beat.at))


def _sightline(paper: PlanPaper, found: Rehearsal, stage: Stage, give: GiveAway, at: float) -> None:
    camera = next((one for one in found.take.cameras if one.name == give.camera), None)
    limb = limb_place(stage.scene(at, found.run.film), give)
    if camera is None or limb is None:
        return
    eye = view(camera, at).eye
    start, end = paper.scale.at(float(eye[0]), float(eye[1])), paper.scale.at(*limb)
    sure = give.verdict is Verdict.SEEN
    dashes = "" if sure else "3 2"
    paper.draw.line(*start, *end, stroke="#ffffff", thick=3.0)
    paper.draw.line(*start, *end, stroke=RED, thick=1.5 if sure else 1.0, dashes=dashes)
    # The camera may have moved by then.
    paper.draw.circle(*start, 1.6, fill=RED, stroke="#ffffff", thick=0.6)
    symbols.cross(paper.draw, *end, stroke=RED)
    paper.crowd.line([start, end], LINE_WEIGHT)
    if paper.small:
        return
    what = "SEEN" if sure else f"marginal ({give.slip})"
    how = part_words(give)
    note = f"{when_words(give)}, from frame {give.first}"
    words = (
        Line(text=f"{what}: {give.thing}", bold=True, fill=RED),
        Line(text=f"{how}, {note}" if how else note, size=NOTE, fill=RED),
    )
    near = end if paper.scale.holds(*limb) else paper.scale.edge(*limb, spare=12)
    paper.label(near, 5.0, words)


def limb_place(scene: Scene, give: GiveAway) -> Point | None:
    """Return where the limb that shows is on the plan."""
    thing = next((one for one in scene.things if one.name == give.thing), None)
    if thing is None:
        return None
    mesh = thing.mesh
    wanted = [number for number, name in enumerate(mesh.names) if name == give.part]
    faces = mesh.faces[np.isin(mesh.parts, wanted)] if wanted else mesh.faces
    middle = mesh.vertices[np.unique(faces)].mean(axis=0)
    return float(middle[0]), float(middle[1])
