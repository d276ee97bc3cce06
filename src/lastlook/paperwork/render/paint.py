"""Paint a take's boards: the moments, one picture after the other, the exposure, the file."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.errors import LastlookError
from lastlook.paperwork.png import png
from lastlook.paperwork.render import engine
from lastlook.paperwork.render.exposure import developed, meter
from lastlook.paperwork.render.features import LOOKS, features
from lastlook.paperwork.render.order import Frame, Painted
from lastlook.paperwork.render.world import sensor, world
from lastlook.paperwork.take_boards import keyframes
from lastlook.paperwork.take_where import clock
from lastlook.take.lens import rolls, view
from lastlook.take.stage.scene import Kind
from lastlook.take.timecode import frame_of, recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from lastlook.paperwork.render.exposure import Metered
    from lastlook.paperwork.render.features import Features
    from lastlook.paperwork.render.order import Order
    from lastlook.paperwork.render.world import World
    from lastlook.take.lens import View
    from lastlook.take.model import Camera, Take
    from lastlook.take.rehearsal import Rehearsal

    Singles = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.uint8]
    Part = tuple[int, int, int, int]

OUTSIDE = 0.45
"""What is left of the light outside the extraction, where that is marked."""


def paint(found: Rehearsal, order: Order, *, name: str) -> Iterator[Painted]:
    """Paint the boards that are asked for, camera by camera, in the order of time.

    `found` must hold the snow's film; `name` is the take file's own, without its ending. With the
    engine `scalar` the same take gives the same bytes.

    Raises
    ------
    LastlookError
        There is no such camera, or a moment at which none rolls; RendererMissingError without the
        extra `render`. Nothing is painted before these are known.
    """
    check(found.take, order)
    mi = engine.mitsuba(order.engine)
    for camera in cameras(found.take, order):
        first: Metered | None = None
        for number, (at, what) in enumerate(moments(found.take, camera, order), 1):
            board = Board(mi, found, camera, at, order)
            picture, metered = board.painted(first if order.hold else None)
            first = first or metered
            yield Painted(
                camera=camera.name, number=number, at=at, what=what, png=png(picture),
                name=file_name(name, camera, at, found.take), metered=metered,
            )  # fmt: skip


def check(take: Take, order: Order) -> None:
    """Raise LastlookError for a camera that is not there, or a moment at which none rolls."""
    end = float(recorded_until(take))
    spans = [(camera.name, *rolls(camera, end)) for camera in cameras(take, order)]
    missed = [at for at in order.moments if not any(a <= at < b for _, a, b in spans)]
    if missed:
        when = ", ".join(clock(at) for at in missed)
        said = "; ".join(f"{name} rolls from {clock(a)} to {clock(b)}" for name, a, b in spans)
        raise LastlookError(f"No camera rolls at {when}: {said}.")


def cameras(take: Take, order: Order) -> tuple[Camera, ...]:
    """Return the cameras that are asked for. Raises LastlookError where there is none."""
    names = [camera.name for camera in take.cameras]
    if not names:
        raise LastlookError("The take has no camera to paint through. Add one as [[cameras]].")
    if order.camera is not None and order.camera not in names:
        raise LastlookError(f"There is no camera `{order.camera}`. There are: {', '.join(names)}.")
    return tuple(c for c in take.cameras if order.camera in {None, c.name})


def moments(take: Take, camera: Camera, order: Order) -> tuple[tuple[float, str], ...]:
    """Return when a camera is painted, and what the frame is in words."""
    end = float(recorded_until(take))
    if not order.moments:
        return tuple(keyframes(camera, end))
    start, until = rolls(camera, end)
    return tuple((at, "") for at in sorted(set(order.moments)) if start <= at < until)


def file_name(name: str, camera: Camera, at: float, take: Take) -> str:
    """Return the name of a board's file: `take-24-car-paint-A-4m02s.png`."""
    frame, fps = frame_of(at, take.fps), math.ceil(take.fps)
    rest = frame - frame_of(math.floor(at + 1e-6), take.fps)
    minutes, seconds = clock(at).split(":")
    part = f"f{rest:0{len(str(fps - 1))}d}" if rest > 0 else ""
    letters = "".join(ch if ch.isalnum() else "-" for ch in camera.name)
    return f"take-{name}-paint-{letters}-{minutes}m{seconds}s{part}.png"


def size(seen: View, width: int) -> tuple[int, int]:
    """Return the columns and rows of the recorded picture."""
    return width, max(1, round(width * seen.half_height / seen.half_width))


def extraction(seen: View, columns: int, rows: int) -> Part:
    """Return the left, top, columns and rows of what the extraction shows."""
    wide = max(1, round(columns * seen.shown[0]))
    high = max(1, round(rows * seen.shown[1]))
    return (columns - wide) // 2, (rows - high) // 2, wide, high


class Board:
    """One board."""

    def __init__(self, mi: Any, found: Rehearsal, camera: Camera, at: float, order: Order) -> None:
        self.mi, self.found, self.stage, self.order = mi, found, found.stage, order
        self.camera, self.at = camera, at
        self.seen = view(camera, at)
        self.size = size(self.seen, order.width)
        shown = extraction(self.seen, *self.size)
        self.part: Part = shown if order.frame is Frame.CROP else (0, 0, *self.size)
        self.shown: Part = (0, 0, *shown[2:]) if order.frame is Frame.CROP else shown
        """Within the part."""
        self.world: World = world(mi, found, camera, self.seen)

    def painted(self, as_: Metered | None) -> tuple[Bytes, Metered]:
        """Return the picture, and how it was exposed: as another, or by the rule."""
        lens = sensor(self.mi, self.seen, self.camera, self.size, self.part, blur=self.order.blur)
        light = engine.render(
            self.mi, self.world.lit(lens), samples=self.order.samples, seed=self.order.seed
        )[..., :3]
        light = np.nan_to_num(light, nan=0.0, posinf=0.0, neginf=0.0)
        what = self.features()
        if self.order.calm:
            light = engine.calmed(light, what.colours, what.normals)
        metered = self._metered(light, what)
        if as_ is not None:
            metered = replace(metered, by="first", ev=as_.ev)
        return self._framed(developed(light, metered)), metered

    def features(self) -> Features:
        """Return what each pixel sees first."""
        sharp = sensor(self.mi, self.seen, self.camera, self.size, self.part, blur=False)
        scene = self.mi.load_dict(dict(self.world.bare(sharp)))
        seed = self.order.seed
        one, many = (
            np.array(self.mi.render(scene, spp=looks, seed=seed), dtype=np.float32)
            for looks in (1, LOOKS)
        )
        columns, rows = self.size
        left, top, wide, high = self.part
        rays = self.seen.rays(columns, rows)[top : top + high, left : left + wide]
        return features(
            one, many, world=self.world, rays=rays, eye=self.seen.eye,
            panes=self.stage.body.panes, film=self.found.run.film, at=self.at,
        )  # fmt: skip

    def _metered(self, light: Singles, what: Features) -> Metered:
        left, top, wide, high = self.shown
        inside = (slice(top, top + high), slice(left, left + wide))
        actors = [n for n, t in enumerate(self.world.things) if t.kind is Kind.ACTOR]
        skin = np.char.startswith(what.matter, "skin") & np.isin(what.thing, actors)
        faces = skin & (what.through > 0.5)
        return meter(light[inside].reshape(-1, 3), faces[inside].ravel())

    def _framed(self, picture: Bytes) -> Bytes:
        left, top, wide, high = self.shown
        if self.order.frame is not Frame.MARK or (wide, high) == picture.shape[1::-1]:
            return picture
        found = np.asarray(np.round(picture * OUTSIDE), dtype=np.uint8)
        inner = (slice(top, top + high), slice(left, left + wide))
        found[inner] = picture[inner]
        # A line around it, just outside.
        for rows, columns in (
            (slice(top - 1, top), slice(left, left + wide)),
            (slice(top + high, top + high + 1), slice(left, left + wide)),
            (slice(top, top + high), slice(left - 1, left)),
            (slice(top, top + high), slice(left + wide, left + wide + 1)),
        ):
            if rows.start >= 0 and columns.start >= 0:
                found[rows, columns] = 235
        return found
