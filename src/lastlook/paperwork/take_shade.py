"""What a lens sees, as a pencil board: flat tones, soft shade in corners, edges drawn.

Rays give the nearest triangle of every point; lines are drawn where thing, limb, distance or slope
changes; a few rays from each point say how much of the sky it sees (ambient shade). Snow on glass
takes direct light as it does for sightlines, exp(−τ/|cos|), and puts its own white glow in its
place, so that what the board shows through it is what can be seen through it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight.glass import crossings
from lastlook.take.sight.tracer import Tracer
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.sight.glass import Crossing
    from lastlook.take.snow.film import Film, PaneFilm
    from lastlook.take.stage.scene import Scene, Thing

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]
    Bools = npt.NDArray[np.bool_]

FINE = 2
"""Rays each way for a cell of the board, so that lines are smooth."""
RAYS = 12
"""Of ambient shade from a point, and how far they look, metres."""
REACH = 1.1
SKY, GLOW = 0.55, 0.97
"""Where nothing stands, so that snow is white before it; and of snow on glass."""
BEHIND_GLASS = 0.975
"""What a clean pane leaves of the tones behind it, so that it is told from none."""
FAR_AWAY = 300.0
TONES = {
    Kind.GROUND: 0.84, Kind.WALL: 0.72, Kind.CAR: 0.72, Kind.BOARD: 0.78, Kind.SNOW: 0.99,
    Kind.ACTOR: 0.52, Kind.CREW: 0.36, Kind.GEAR: 0.50, Kind.LAMP: 0.55, Kind.CAMERA: 0.35,
    Kind.BOX: 0.74,
}  # fmt: skip
SKIN, TROUSERS, SHOES = 0.86, 0.74, 0.55
"""Of faces and hands; shares of the coat's tone below it."""
DARK = ("seat", "wheel", "tyre", "tire", "steering", "dashboard", "floor", "mat")
"""Parts of a car that are darker than its paint, by words in their names."""
PENCIL = 0.66
"""Power that lightens all tones: paper stays white, and print does not clog."""
DEPTH = 0.2
"""The grey that is made black."""
STEPS = 4
"""Greys apart that are written as one: not seen, and half the file."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shaded:
    """A board's cells, top row first."""

    grey: Bytes
    """Rows × columns."""
    thing: npt.NDArray[np.int32]
    """Number of the thing in the scene that is there, -1 for none."""
    through: Singles
    """Share of its image that all glass before it lets pass."""


def shade(scene: Scene, seen: View, film: Film | None, columns: int) -> Shaded:
    """Draw what a view sees, so many cells wide; as high as the recorded area is.

    Raises
    ------
    TracerMissingError
        Without the extra `sight`.
    """
    rows = round(columns * seen.half_height / seen.half_width)
    world = _World(scene.things)
    tracer = Tracer(world.vertices, world.faces)
    ways = seen.rays(columns * FINE, rows * FINE).reshape(-1, 3)
    far, faces = tracer.hits(seen.eye[None], ways)
    faces = faces.astype(np.int64)
    hit = faces >= 0
    far = np.where(hit, far, FAR_AWAY).astype(np.float64)
    ends = seen.eye + ways * far[:, None]
    crossed = crossings(scene.panes, seen.eye[None], ends)
    passes, glow, through, pane = _glass(crossed, film, seen.at, len(ways))
    shape = (rows * FINE, columns * FINE)
    tone = np.full(len(ways), SKY)
    tone[hit] = world.tones[faces[hit]]
    tone *= np.repeat(
        np.repeat(_ambient(world, tracer, ends, faces, ways, shape), FINE, 0), FINE, 1
    ).ravel()
    tone = tone * passes + glow
    lines = _lines(world, faces.reshape(shape), far.reshape(shape), ways, pane.reshape(shape),
                   through.reshape(shape))  # fmt: skip
    drawn = tone.reshape(shape) * (1 - lines)
    grey = drawn.reshape(rows, FINE, columns, FINE).mean(axis=(1, 3))
    grey = (grey**PENCIL - DEPTH) / (1 - DEPTH)
    middle = (slice(FINE // 2, None, FINE), slice(FINE // 2, None, FINE))
    owners = np.where(hit, world.thing[np.maximum(faces, 0)], -1).reshape(shape)[middle]
    levels = np.clip(np.round(grey * 255 / STEPS) * STEPS, 0, 255).astype(np.uint8)
    return Shaded(
        grey=levels, thing=owners.astype(np.int32),
        through=through.reshape(shape)[middle].astype(np.float32),
    )  # fmt: skip


class _World:
    """All triangles of a scene, and whose they are."""

    def __init__(self, things: Sequence[Thing]) -> None:
        vertices, faces, owner, part, tones = [], [], [], [], []
        first = parts = 0
        for number, thing in enumerate(things):
            mesh = thing.mesh
            vertices.append(mesh.vertices)
            faces.append(mesh.faces + first)
            owner.append(np.full(len(mesh.faces), number))
            part.append(mesh.parts + parts)
            named = np.array([_tone(thing, name) for name in mesh.names])
            tones.append(named[mesh.parts])
            first += len(mesh.vertices)
            parts += len(mesh.names)
        self.vertices = np.concatenate(vertices) if vertices else np.zeros((0, 3))
        self.faces = np.concatenate(faces) if faces else np.zeros((0, 3), dtype=np.int32)
        self.thing = np.concatenate(owner) if owner else np.zeros(0, dtype=np.int64)
        self.part = np.concatenate(part) if part else np.zeros(0, dtype=np.int64)
        self.tones = np.concatenate(tones) if tones else np.zeros(0)
        corners = self.vertices[self.faces]
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        lengths = np.linalg.norm(normals, axis=1, keepdims=True)
        self.normals = normals / np.maximum(lengths, 1e-12)
        self._round = self._corners(normals)

    def _corners(self, normals: Floats) -> Floats:
        """Return the normal at each corner of each triangle: round limbs are shaded round.

        The mean of the triangles that share the corner, unless it turns more than 45° from this
        one's own: boxes keep their edges.
        """
        mean = np.zeros_like(self.vertices)
        for corner in range(3):
            np.add.at(mean, self.faces[:, corner], normals)
        mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
        corners = mean[self.faces]
        own = self.normals[:, None, :]
        flat = (corners * own).sum(axis=-1, keepdims=True) < 0.707
        return np.asarray(np.where(flat, own, corners))

    def rounded(self, faces: Ints, places: Floats) -> Floats:
        """Return the normals at places of triangles, between those of the corners."""
        a, b, c = np.moveaxis(self.vertices[self.faces[faces]], 1, 0)
        first, second, away = b - a, c - a, places - a
        d00, d01 = (first * first).sum(1), (first * second).sum(1)
        d11, d20 = (second * second).sum(1), (away * first).sum(1)
        d21 = (away * second).sum(1)
        size = np.maximum(d00 * d11 - d01 * d01, 1e-18)
        v = np.clip((d11 * d20 - d01 * d21) / size, 0, 1)
        w = np.clip((d00 * d21 - d01 * d20) / size, 0, 1)
        weights = np.stack([1 - v - w, v, w], axis=1)
        found = np.einsum("ij,ijk->ik", weights, self._round[faces])
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12))


def _tone(thing: Thing, part: str) -> float:
    """Return the grey of a part: skin, coats that differ, what is dark in a car."""
    tone = TONES[thing.kind]
    if thing.kind in {Kind.ACTOR, Kind.CREW}:
        if part in {"head", "neck"} or part.endswith("hand"):
            return SKIN
        # Two people side by side wear different greys, always the same.
        coat = tone + 0.16 * (sum(map(ord, thing.name)) % 5 - 2) / 2
        if part.endswith("foot"):
            return coat * SHOES
        return coat * TROUSERS if part.endswith(("thigh", "shin")) else coat
    if thing.kind is Kind.CAR and any(word in part for word in DARK):
        return 0.44
    return tone


def _glass(
    crossed: Sequence[Crossing], film: Film | None, at: float, count: int
) -> tuple[Floats, Floats, Floats, Ints]:
    """Return what glass does to the tones behind it, for every ray.

    The share of the tone that is left, the glow that comes on top, the share of the image that
    passes (without the tint of clean glass), and which panes are crossed (a bit for each).
    """
    passes, glow, through = np.ones(count), np.zeros(count), np.ones(count)
    pane = np.zeros(count, dtype=np.int64)
    direct, share = [], []
    for number, one in enumerate(crossed):
        snow = film.panes.get(one.pane) if film is not None else None
        clear = np.ones(count)
        if snow is not None:
            clear[one.lines] = _smooth(snow, at, one)
        where = np.full(count, np.inf)
        where[one.lines] = one.share
        direct.append(clear)
        share.append(where)
        pane[one.lines] |= 1 << number
        through *= clear
        tint = np.ones(count)
        tint[one.lines] = BEHIND_GLASS
        passes *= clear * tint
    for number, one in enumerate(crossed):
        mine = share[number][one.lines]
        before = np.ones(len(one.lines))
        for other in range(len(crossed)):
            if other != number:
                nearer = share[other][one.lines] < mine
                before *= np.where(nearer, direct[other][one.lines], 1.0)
        glow[one.lines] += (1 - direct[number][one.lines]) * before * GLOW
    return passes, glow, through, pane


def _smooth(snow: PaneFilm, at: float, one: Crossing) -> Floats:
    """Return what the film of a pane lets pass where lines cross it, even from cell to cell."""
    cells = snow.depth[snow.record(at)].astype(np.float64)
    rows, columns = cells.shape
    down = np.clip(one.v / snow.pane.height * rows - 0.5, 0, rows - 1)
    across = np.clip((one.u / snow.pane.width + 0.5) * columns - 0.5, 0, columns - 1)
    row = np.minimum(down.astype(np.int64), max(rows - 2, 0))
    column = np.minimum(across.astype(np.int64), max(columns - 2, 0))
    below, beside = down - row, across - column
    found = np.zeros(len(one.u))
    for step_row, share_row in ((0, 1 - below), (1, below)):
        for step, share in ((0, 1 - beside), (1, beside)):
            depth = cells[
                np.minimum(row + step_row, rows - 1), np.minimum(column + step, columns - 1)
            ]
            found += share_row * share * np.exp(-depth / one.cosine)
    return found


def _ambient(
    world: _World, tracer: Tracer, ends: Floats, faces: Ints, ways: Floats, shape: tuple[int, int]
) -> Floats:
    """Return the shade of every cell of the board, 0 to 1: open sky, turned to the light."""
    rows, columns = shape[0] // FINE, shape[1] // FINE
    middle = np.arange(len(faces)).reshape(shape)[FINE // 2 :: FINE, FINE // 2 :: FINE].ravel()
    hit = faces[middle] >= 0
    found = np.ones(rows * columns)
    chosen = middle[hit]
    if not len(chosen):
        return found.reshape(rows, columns)
    normal = world.rounded(faces[chosen], ends[chosen])
    normal[(world.normals[faces[chosen]] * ways[chosen]).sum(axis=1) > 0] *= -1
    start = ends[chosen] + normal * 0.004
    turns = _turns(rows, columns)[hit]
    open_ = np.zeros(len(chosen))
    weight = 0.0
    for number in range(RAYS):
        way, cosine = _hemisphere(normal, turns, number)
        distance, met = tracer.hits(start, way, REACH)
        free = np.where(met >= 0, np.clip(np.asarray(distance) / REACH, 0, 1) ** 1.5, 1.0)
        open_ += cosine * free
        weight += cosine
    ambient = np.empty(rows * columns)
    ambient[:] = 1.0
    ambient[hit] = open_ / weight
    ambient = _calm(ambient.reshape(rows, columns), faces[middle].reshape(rows, columns), world)
    light = np.array([-0.35, 0.45, 0.82])
    facing = np.ones(rows * columns)
    facing[hit] = 0.78 + 0.22 * (normal @ light)
    return np.asarray((0.48 + 0.52 * ambient) * facing.reshape(rows, columns))


def _turns(rows: int, columns: int) -> Floats:
    """Return a turn for each cell, a 4 × 4 pattern that `_calm` averages away."""
    bayer = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16
    tiled = np.tile(bayer, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns]
    return np.asarray(tiled.ravel())


def _hemisphere(normal: Floats, turns: Floats, number: int) -> tuple[Floats, float]:
    """Return a direction above each normal, and its cosine to it (one for all)."""
    high = (number + 0.5) / RAYS
    cosine = math.sqrt(1 - high)
    angle = 2 * math.pi * ((number * 0.618034) % 1 + turns)
    helper = np.where(np.abs(normal[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    first = np.cross(helper, normal)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(normal, first)
    flat = math.sqrt(high)
    way = (
        normal * cosine
        + first * (flat * np.cos(angle))[:, None]
        + second * (flat * np.sin(angle))[:, None]
    )
    return way, cosine


def _calm(ambient: Floats, faces: Ints, world: _World) -> Floats:
    """Average shade over 4 × 4 cells of the same thing."""
    owner = np.where(faces >= 0, world.part[np.maximum(faces, 0)], -1)
    total, count = np.zeros_like(ambient), np.zeros_like(ambient)
    rows, columns = ambient.shape
    for down in range(-2, 2):
        for across in range(-2, 2):
            here = (slice(max(0, -down), rows - max(0, down)),
                    slice(max(0, -across), columns - max(0, across)))  # fmt: skip
            there = (slice(max(0, down), rows + min(0, down)),
                     slice(max(0, across), columns + min(0, across)))  # fmt: skip
            same = owner[here] == owner[there]
            total[here] += np.where(same, ambient[there], 0)
            count[here] += same
    return np.asarray(total / count)


def _lines(
    world: _World, faces: Ints, far: Floats, ways: Floats, pane: Ints, through: Floats
) -> Floats:
    """Return how dark the lines are, 0 to 1: outlines, limbs, creases, the edges of panes."""
    known = faces >= 0
    safe = np.maximum(faces, 0)
    thing = np.where(known, world.thing[safe], -1)
    part = np.where(known, world.part[safe], -1)
    normal = np.where(known[..., None], world.normals[safe], 0.0)
    toward = (normal * ways.reshape(*faces.shape, 3)).sum(axis=-1)
    normal[toward > 0] *= -1
    steep = np.abs(toward)
    found = np.zeros(faces.shape)
    for axis in (0, 1):
        one = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
        two = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        nearest = np.minimum(far[one], far[two])
        # Level ground far away slopes from point to point without being an edge.
        slack = 0.02 + 0.012 / np.maximum(np.minimum(steep[one], steep[two]), 0.02)
        jump = np.abs(far[one] - far[two]) > nearest * slack
        both = known[one] & known[two]
        crease = both & ((normal[one] * normal[two]).sum(axis=-1) < 0.45)
        outline = thing[one] != thing[two]
        limb = part[one] != part[two]
        strength = np.where(outline, 0.92, 0.0)
        strength = np.maximum(strength, np.where(jump & both, 0.85, 0.0))
        strength = np.maximum(strength, np.where(limb & crease, 0.6, np.where(limb, 0.25, 0.0)))
        strength = np.maximum(strength, np.where(crease, 0.45, 0.0))
        strength *= np.maximum(through[one], through[two])
        strength = np.maximum(strength, np.where(pane[one] != pane[two], 0.5, 0.0))
        found[one] = np.maximum(found[one], strength)
        found[two] = np.maximum(found[two], strength)
    return found
