"""Everything that stands or moves in a take, part by part, with how each part moves.

The stage gives triangles at a moment. Exchange wants shapes that stay and movements over time, so
every part is followed through the take: where all its points move as one, it becomes a shape with
places and turns; where it bends, its points are kept at each moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.rigid import fit, quaternions, smooth, thinned
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from lastlook.take.stage.scene import Mesh, Scene, Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.integer[Any]]

RIGID = 5e-4
"""Metres by which points may miss a movement that still counts as one."""
THIN = 5e-4
"""Metres, and about as many radians, by which samples between others may be off."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Motion:
    """Where a part is over time."""

    times: Floats
    """Seconds, rising; between them it goes straight and turns steadily."""
    places: Floats
    """Times × 3."""
    turns: Floats
    """Times × 4: quaternions x, y, z, w."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A part of a thing. With `bends` its own points move; else `motion`, if any, moves it."""

    name: str
    points: Floats
    """n × 3: about its first place, which `place` is."""
    faces: Ints
    """m × 3, counter-clockwise from outside."""
    place: Floats
    motion: Motion | None = None
    bend_times: Floats | None = None
    bends: npt.NDArray[np.float32] | None = None
    """Times × n × 3, about `place`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Followed:
    """A thing through the whole take."""

    name: str
    kind: Kind
    hidden: bool
    department: str
    parts: tuple[Part, ...]
    present: tuple[tuple[float, float], ...] | None
    """From when to when it is there, seconds; None for always."""


def follow(scene: Callable[[float], Scene], times: Sequence[float]) -> tuple[Followed, ...]:
    """Follow all things through moments of a take, in the order of time.

    Loose snow is left out: it has a shape of its own (`exchange.take.snow`).
    """
    tracks: dict[tuple[str, int, int], _Track] = {}
    known: dict[int, tuple[Mesh, int]] = {}
    for number, at in enumerate(times):
        seen: dict[str, int] = {}
        for thing in scene(at).things:
            if thing.kind is Kind.SNOW or not len(thing.mesh.faces):
                continue
            # The same name twice: two boxes of one dump. Another build: a figure that sits down.
            twin = seen[thing.name] = seen.get(thing.name, -1) + 1
            key = (thing.name, twin, _build(thing.mesh, known))
            if key not in tracks:
                tracks[key] = _Track(thing)
            tracks[key].note(number, thing.mesh)
    stamps = np.asarray(times, dtype=np.float64)
    return tuple(track.followed(stamps) for track in tracks.values())


def _build(mesh: Mesh, known: dict[int, tuple[Mesh, int]]) -> int:
    """Return a number that meshes of the same triangles and parts share."""
    if id(mesh) not in known:
        key = hash((len(mesh.vertices), mesh.faces.tobytes(), mesh.parts.tobytes(), mesh.names))
        known[id(mesh)] = (mesh, key)  # the mesh is kept, so that its id stays its own
    return known[id(mesh)][1]


class _Track:
    """A thing while it is followed."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing
        mesh = thing.mesh
        self.names: list[str] = []
        self.faces: list[Ints] = []
        self.index: list[Ints] = []
        for number, name in enumerate(mesh.names):
            faces = mesh.faces[mesh.parts == number]
            if len(faces):
                index, inverse = np.unique(faces, return_inverse=True)
                self.names.append(name)
                self.faces.append(inverse.reshape(-1, 3).astype(np.int32))
                self.index.append(index)
        self.gather = np.concatenate(self.index)
        self.starts = np.cumsum([0, *(len(index) for index in self.index[:-1])])
        first = np.asarray(mesh.vertices, dtype=np.float64)[self.gather]
        counts = np.diff([*self.starts, len(first)])
        self.middle = np.add.reduceat(first, self.starts, axis=0) / counts[:, None]
        self.rest = first - np.repeat(self.middle, counts, axis=0)
        self.there: list[int] = []
        self.last: Mesh | None = None
        self.moves: list[tuple[Floats, Floats, Floats]] = []
        self.points: list[npt.NDArray[np.float32]] = []
        """Of parts that do not move as one; as long as all do, nobody keeps them."""
        self.meshes: list[Mesh] = []

    def note(self, number: int, mesh: Mesh) -> None:
        """Note where it is in a moment."""
        self.there.append(number)
        if mesh is self.last:
            self.moves.append(self.moves[-1])
            self.meshes.append(mesh)
            return
        self.last = mesh
        moved = np.asarray(mesh.vertices, dtype=np.float64)[self.gather]
        self.moves.append(fit(self.rest, moved, self.starts))
        self.meshes.append(mesh)

    def followed(self, stamps: Floats) -> Followed:
        """Return the whole of it."""
        there = np.array(self.there)
        times = stamps[there]
        turns = quaternions(np.array([move[0] for move in self.moves]))
        places = np.array([move[1] for move in self.moves])
        missed = np.max([move[2] for move in self.moves], axis=0)
        parts = tuple(
            self._part(n, times, places[:, n], turns[:, n], rigid=bool(missed[n] <= RIGID))
            for n in range(len(self.names))
        )
        thing = self.thing
        return Followed(
            name=thing.name, kind=thing.kind, hidden=thing.hidden, department=thing.department,
            parts=parts, present=_spans(there, stamps),
        )  # fmt: skip

    def _part(
        self, number: int, times: Floats, places: Floats, turns: Floats, *, rigid: bool
    ) -> Part:
        start = self.starts[number]
        points = self.rest[start : start + len(self.index[number])]
        whole = {
            "name": self.names[number], "points": points, "faces": self.faces[number],
            "place": self.middle[number],
        }  # fmt: skip
        if not rigid:
            bends = np.array(
                [mesh.vertices[self.index[number]] - self.middle[number] for mesh in self.meshes],
                dtype=np.float32,
            )
            flat = bends.reshape(len(times), -1).astype(np.float64)
            keep = thinned(times, flat, THIN)
            return Part(**whole, bend_times=times[keep], bends=bends[keep])
        reach = float(np.linalg.norm(points, axis=1).max())
        turns = smooth(turns)
        keep = thinned(times, np.hstack([places, turns * max(reach, 0.1)]), THIN)
        still = len(keep) <= 2 and np.allclose(places[0], places[-1], atol=1e-6)
        if still and np.allclose(turns[0], turns[-1], atol=1e-6):
            return Part(**whole)
        return Part(
            **whole, motion=Motion(times=times[keep], places=places[keep], turns=turns[keep])
        )


def _spans(there: Ints, stamps: Floats) -> tuple[tuple[float, float], ...] | None:
    """Return from when to when something is there; None for always."""
    if len(there) == len(stamps):
        return None
    breaks = np.flatnonzero(np.diff(there) > 1) + 1
    return tuple(_ends(there, breaks, stamps))


def _ends(there: Ints, breaks: Ints, stamps: Floats) -> Iterator[tuple[float, float]]:
    for run in np.split(there, breaks):
        after = run[-1] + 1
        last = stamps[after] if after < len(stamps) else stamps[-1] + 1
        yield float(stamps[run[0]]), float(last)
