"""A take with everything that moves in it, as the 3-D formats write it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lastlook.exchange.take import snow
from lastlook.exchange.take.cameras import rolling, shot
from lastlook.exchange.take.moving import follow
from lastlook.take.lens import view
from lastlook.take.stage import Kind, build
from lastlook.take.timecode import frame_of, frames

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    from lastlook.exchange.take.cameras import Shot
    from lastlook.exchange.take.moving import Followed, Part
    from lastlook.exchange.take.snow import GlassSnow, LooseSnow
    from lastlook.take.bodies import Pane
    from lastlook.take.model import Take
    from lastlook.take.snow.film import Film

    Floats = npt.NDArray[np.float64]

GLASS_STEP = 0.5
"""Seconds between looks at the film on panes; what changes little between is left out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Played:
    """A take in three dimensions."""

    take: Take
    end: float
    """Seconds of the last frame."""
    things: tuple[Followed, ...]
    shots: tuple[Shot, ...]
    panes: tuple[Pane, ...]
    loose: LooseSnow | None
    glass: tuple[GlassSnow, ...]
    """In the order of the panes."""


def looks(take: Take, poses: float) -> list[float]:
    """Return the moments at which people and equipment are looked at, on whole frames.

    Beside `poses` a second these are the frames on which something comes, goes or turns another
    way, and the ones before them.
    """
    last = frames(take) - 1
    every = max(1, round(float(take.fps) / poses))
    turns = [point.at for figure in take.figures for point in figure.path]
    turns += [stand.at for gear in take.gear for stand in gear.path]
    for start, end in (
        *((figure.at, figure.until) for figure in take.figures),
        *((gear.at, gear.until) for gear in take.gear),
    ):
        turns += [start] if end is None else [start, end]
    turns += [at for dump in take.dumps for at in (dump.at, dump.at + dump.seconds)]
    wanted = {*range(0, last, every), last}
    for at in turns:
        frame = frame_of(at, take.fps)
        wanted |= {frame - 1, frame, frame + 1}
    return [number / float(take.fps) for number in sorted(wanted) if 0 <= number <= last]


def play(take: Take, film: Film, root: Path | None, poses: float) -> Played:
    """Follow everything in a take: people and equipment `poses` times a second.

    Raises LastlookError where the stage cannot be built, such as for a mesh that is missing.
    """
    stage = build(take, root)
    end = (frames(take) - 1) / float(take.fps)
    things = follow(lambda at: stage.scene(at, None), looks(take, poses))
    eyes = {camera.name: view(camera, 0.0).eye for camera in take.cameras}
    within = film.times[film.times < end]
    glass = snow.moments(0.0, end, GLASS_STEP)
    return Played(
        take=take,
        end=end,
        things=tuple(_hollow(thing, eyes) for thing in things),
        shots=tuple(shot(take, camera) for camera in rolling(take)),
        panes=stage.scene(0.0, None).panes,
        loose=snow.loose(film, np.append(within, end)),
        glass=tuple(snow.on_glass(pane, glass) for pane in film.panes.values()),
    )


def _hollow(thing: Followed, eyes: Mapping[str, Floats]) -> Followed:
    """Return a camera's body without the faces that its own lens would see from within it.

    The formats draw it from outside only, so that the camera then looks out of its own body.
    """
    if thing.kind is not Kind.CAMERA or thing.name not in eyes:
        return thing
    parts = (_unseen(part, eyes[thing.name]) for part in thing.parts)
    return replace(thing, parts=tuple(part for part in parts if len(part.faces)))


def _unseen(part: Part, eye: Floats) -> Part:
    """Return a part without the faces that look at a place."""
    corners = (part.points + part.place)[part.faces]
    ways = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    facing = np.einsum("ij,ij->i", ways, eye - corners[:, 0])
    return replace(part, faces=part.faces[facing <= 0])
