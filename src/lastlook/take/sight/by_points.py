"""About how much of one thing a frame shows, by its points alone: quick, for looking again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight import glass
from lastlook.take.sight.glimpse import pixels_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.moments import Trace
    from lastlook.take.sight.plan import Plan


def shows_by_points(frame: Frame, name: str, plan: Plan, *, besides: Sequence[Trace] = ()) -> float:
    """Return about how many pixels of a frame's thing the camera sees.

    What may be seen hides it, itself does, and snow on glass; other hidden things do not. What
    else may be seen, beside the frame's own, is `besides`.
    """
    stage, thing, margins = plan.stage, frame.things[name], plan.take.margins
    places, normals = (
        np.asarray(some, dtype=np.float64) for some in stage.placed(name, thing.mesh)
    )
    _, inside = frame.project(places)
    rows = np.flatnonzero(inside)
    others = [one.blocked for one in (*besides, stage.tracer(thing.mesh))]
    for blocked in (frame.solids.blocked, *others):
        eyes = np.broadcast_to(frame.view.eye, (len(rows), 3))
        rows = rows[~np.asarray(blocked(eyes, places[rows]), dtype=np.bool_)]
    if not len(rows):
        return 0.0
    crossed = glass.crossings(frame.panes, frame.view.eye[None], places[rows])
    passed = glass.transmission(crossed, frame.film, frame.snow_at, len(rows))
    rows = rows[passed > float(margins.contrast)]
    areas = np.asarray(stage.points(name, thing.mesh).areas, dtype=np.float64)[rows]
    pixels = pixels_of(frame.view, places[rows], normals[rows], areas, width=margins.width)
    return float(pixels.sum())
