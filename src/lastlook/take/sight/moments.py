"""The stage at moments: scenes, tracers and points, each made once while it is needed.

A take is looked at in blocks, within which the loose snow is one record and most things stand
still. What stands still through a block is one tracer; the rest are traced one by one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from lastlook.take import lens
from lastlook.take.sight.points import spread
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.model import Camera
    from lastlook.take.sight.points import Points
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Mesh, Scene, Thing

    Singles = npt.NDArray[np.float32]

T = TypeVar("T")
SECONDS = 5.0
"""Length of a block where no snow is recorded."""
SCENES = 4
"""Times the frames of a block: so many scenes are kept at once."""
MESHES = 300
"""Tracers and other things kept for meshes."""
JOINED = 8
"""Tracers of many meshes that are kept."""


class Staged(Protocol):
    """The set at any moment: `stage.Stage`."""

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment."""
        ...


class Trace(Protocol):
    """`tracer.Tracer` or `plain.PlainTracer`."""

    count: int

    def hits(self, origins: Any, directions: Any, far: Any = None) -> tuple[Any, Any]:
        """Return distances along rays, and the triangles they meet; -1 for none."""
        ...

    def blocked(self, origins: Any, ends: Any) -> Any:
        """Return whether something stands between places."""
        ...


class Kept:
    """The last so many values made, by key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made if it is not there."""
        if key in self.values:
            self.values.move_to_end(key)
        else:
            self.values[key] = make()
            if len(self.values) > self.most:
                self.values.popitem(last=False)
        found: T = self.values[key]
        return found


class Moments:
    """A stage with its snow, at any moment."""

    def __init__(
        self,
        stage: Staged,
        film: Film | None,
        trace: Callable[[Any, Any], Trace],
        *,
        fps: float,
        frames: int,
        spacing: float,
        planned: Moments | None = None,
    ) -> None:
        """Take a stage and its film; `planned` is the same stage with another film.

        What stands there is then taken from that, all but the loose snow.
        """
        self.stage, self.film, self.trace = stage, film, trace
        self.planned = planned
        self._loose = Kept(2)
        self.fps, self.frames, self.spacing = fps, frames, spacing
        self._scenes = Kept(2 * SCENES * (round(SECONDS * fps) + 1))
        self._views = Kept(8 * SCENES * (round(SECONDS * fps) + 1))
        self._meshes = Kept(MESHES)
        self._points: dict[str, tuple[Mesh, Points]] = {}
        self._blocks = Kept(6)
        self._joined = Kept(JOINED)
        self._once: dict[Hashable, bool] = {}
        self._still: dict[Hashable, frozenset[str]] = {}
        self._spans: tuple[range, ...] | None = None
        self.swift: dict[int, frozenset[str]] = {}
        """What moves fast at frames, as far as asked: see `motion.swift`."""

    def scene(self, at: float) -> Scene:
        """Return the set at a moment; before "action" it is as at 0."""
        at = max(0.0, at)
        return self._scenes.get(round(at * 1e6), lambda: self._scene(at))

    def _scene(self, at: float) -> Scene:
        if self.planned is None or self.film is None:
            return self.stage.scene(at, self.film)
        snow = self._loose.get(
            self.film.record(at),
            lambda: [one for one in self.stage.scene(at, self.film).things if _lies(one)],
        )
        same = self.planned.scene(at)
        return replace(same, things=(*snow, *(one for one in same.things if not _lies(one))))

    def view(self, camera: Camera, at: float) -> View:
        """Return what a camera sees at a moment."""
        return self._views.get((id(camera), at), lambda: (camera, lens.view(camera, at)))[1]

    def things(self, at: float) -> Mapping[str, Thing]:
        """Return what is there at a moment, by name; a second of a name has a number."""
        at = max(0.0, at)
        return self._scenes.get((round(at * 1e6), "things"), lambda: named(self.scene(at).things))

    def tracer(self, mesh: Mesh) -> Trace:
        """Return the tracer of a mesh."""
        # The mesh is kept with it, so that no other can have its identity.
        made = self._meshes.get(
            (id(mesh), "tracer"), lambda: (mesh, self.trace(mesh.vertices, mesh.faces))
        )
        return made[1]

    def joined(self, meshes: list[Mesh]) -> Trace:
        """Return one tracer of many meshes, whose triangles follow one another."""
        key = tuple(id(mesh) for mesh in meshes)
        return self._joined.get(key, lambda: (meshes, _together(self.trace, meshes)))[1]

    def once(self, key: Hashable, ask: Callable[[], bool]) -> bool:
        """Return the answer to a question about a moment, asked only once."""
        if key not in self._once:
            self._once[key] = ask()
        return self._once[key]

    def points(self, name: str, mesh: Mesh) -> Points:
        """Return the points of a thing; the same as long as it has the same triangles."""
        known = self._points.get(name)
        if known is None or not _alike(known[0], mesh):
            known = self._points[name] = (mesh, spread(mesh, spacing=self.spacing))
        return known[1]

    def placed(self, name: str, mesh: Mesh) -> tuple[Singles, Singles]:
        """Return where a thing's points are, and their normals: n × 3 each."""
        points = self.points(name, mesh)

        def make() -> tuple[Mesh, Singles, Singles]:
            places = points.on(mesh).astype(np.float32)
            return mesh, places, points.normals(mesh).astype(np.float32)

        return self._meshes.get((id(mesh), "placed"), make)[1:]

    def bounds(self, mesh: Mesh) -> tuple[Singles, Singles]:
        """Return the lower and upper corner of a mesh's box."""

        def make() -> tuple[Mesh, Singles, Singles]:
            return mesh, mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)

        return self._meshes.get((id(mesh), "bounds"), make)[1:]

    def blocks(self) -> tuple[range, ...]:
        """Return the frames of a take in blocks."""
        if self._spans is None:
            every = np.arange(self.frames)
            if self.film is None:
                record = every // max(1, round(SECONDS * self.fps))
            else:
                # As Film.record, for every frame at once.
                record = np.searchsorted(self.film.times, every / self.fps + 1e-9, side="right")
                record = np.maximum(record, 1)
            starts = [0, *(np.flatnonzero(np.diff(record)) + 1).tolist(), self.frames]
            self._spans = tuple(range(begin, end) for begin, end in pairwise(starts) if begin < end)
        return self._spans

    def block(self, frames: range, reach: int, every: int = 1) -> Block:
        """Return what stands still through frames and `reach` more on both sides."""
        key = (frames.start, frames.stop, reach, every)
        if key not in self._still:
            self._still[key] = self._standing(frames, reach, every)
        return self._blocks.get(key, lambda: Block(self, frames, self._still[key]))

    def _standing(self, frames: range, reach: int, every: int) -> frozenset[str]:
        """Return the names of what stands still, which takes the scenes of all the frames."""
        first = self.things(frames.start / self.fps)
        # Cameras are never among it, for none is in its own way.
        still = {name: thing.mesh for name, thing in first.items() if thing.kind is not Kind.CAMERA}
        for frame in _around(frames, reach, every, self.frames):
            there = self.things(frame / self.fps)
            # Only what must hide is looked for where it is when it is late; the loose snow of
            # other blocks is another one.
            near = frame in frames
            still = {
                name: mesh
                for name, mesh in still.items()
                if (not near and not first[name].hidden)
                or (name in there and there[name].mesh is mesh)
            }
        return frozenset(still)


class Block:
    """Frames with what stands still in them."""

    def __init__(self, moments: Moments, frames: range, still: frozenset[str]) -> None:
        self.moments, self.frames, self.still = moments, frames, still
        first = moments.things(frames.start / moments.fps)
        meshes = [thing.mesh for name, thing in first.items() if name in still]
        self.tracer = moments.joined(meshes)
        self.panes = moments.scene(frames.start / moments.fps).panes

    def moving(self, at: float) -> dict[str, Thing]:
        """Return what is there at a moment and does not stand still."""
        there = self.moments.things(at)
        return {name: thing for name, thing in there.items() if name not in self.still}


def named(things: Iterable[Thing]) -> dict[str, Thing]:
    """Return things by name; the second of a name gets a number."""
    found: dict[str, Thing] = {}
    for thing in things:
        name, count = thing.name, 1
        while name in found:
            count += 1
            name = f"{thing.name} {count}"
        found[name] = thing
    return found


def _lies(thing: Thing) -> bool:
    return thing.kind is Kind.SNOW


def _around(frames: range, reach: int, every: int, limit: int) -> list[int]:
    begin, end = max(0, frames.start - reach), min(limit, frames.stop + reach)
    # The ends, always: what stands still between two moments stands still at both.
    return sorted({*range(begin, end, every), end - 1})


def _together(trace: Callable[[Any, Any], Trace], meshes: list[Mesh]) -> Trace:
    vertices, faces, start = [np.zeros((0, 3))], [np.zeros((0, 3), dtype=np.int32)], 0
    for mesh in meshes:
        vertices.append(mesh.vertices)
        faces.append(mesh.faces + np.int32(start))
        start += len(mesh.vertices)
    return trace(np.concatenate(vertices), np.concatenate(faces))


def _alike(one: Mesh, other: Mesh) -> bool:
    if one is other:
        return True
    return one.names == other.names and np.array_equal(one.faces, other.faces)
