"""What a lens sees, as a pencil board: flat tones, soft shade in corners, edges drawn.

Rays give the nearest triangle of every point; lines are drawn where thing, limb, distance or slope
changes; a few rays from each point say how much of the sky it sees (ambient shade).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork.take_glass import through_glass
from lastlook.paperwork.take_world import World
from lastlook.take.sight.glass import crossings
from lastlook.take.sight.tracer import Tracer

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Scene

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]

FINE = 2
"""Rays each way for a cell of the board, so that lines are smooth."""
RAYS = 6
"""Of ambient shade from a point; sixteen points are averaged."""
REACH = 1.1
"""Metres that they look."""
SKY = 0.55
"""Where nothing stands, so that snow is white before it."""
FAR_AWAY = 300.0
CREASE = 0.45
"""Cosine between two surfaces below which their edge is drawn."""
OUTLINE, STEP, LIMB, SEAM, FOLD, FRAME = 0.92, 0.85, 0.6, 0.25, 0.45, 0.5
"""How dark a line is: round a thing, where something stands before something, where limbs meet at
an angle and level, at an edge, round a pane."""
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Hits:
    """What every ray of a board meets: rows × columns, `FINE` to a cell."""

    ways: Floats
    """Unit vectors."""
    ends: Floats
    """Places."""
    faces: Ints
    """Triangles, -1 for none."""
    far: Floats
    pane: Ints
    """Panes that are crossed, a bit for each."""
    through: Floats


def shade(scene: Scene, seen: View, film: Film | None, columns: int) -> Shaded:
    """Draw what a view sees, so many cells wide; as high as the recorded area is.

    Raises
    ------
    TracerMissingError
        Without the extra `sight`.
    """
    rows = round(columns * seen.half_height / seen.half_width)
    shape = (rows * FINE, columns * FINE)
    world = World(scene.things)
    tracer = Tracer(world.vertices, world.faces)
    ways = seen.rays(shape[1], shape[0]).reshape(-1, 3)
    distances, triangles = tracer.hits(seen.eye[None], ways)
    faces = np.asarray(triangles, dtype=np.int64)
    far = np.where(faces >= 0, np.asarray(distances, dtype=np.float64), FAR_AWAY)
    ends = seen.eye + ways * far[:, None]
    crossed = crossings(scene.panes, seen.eye[None], ends)
    passes, glow, through, pane = through_glass(crossed, film, seen.at, len(ways))
    hits = _Hits(
        ways=ways.reshape(*shape, 3), ends=ends.reshape(*shape, 3), faces=faces.reshape(shape),
        far=far.reshape(shape), pane=pane.reshape(shape), through=through.reshape(shape),
    )  # fmt: skip
    tone = np.where(faces >= 0, world.tones[faces], SKY).reshape(shape)
    ambient = np.repeat(np.repeat(_ambient(world, tracer, hits), FINE, 0), FINE, 1)
    drawn = (tone * ambient * passes.reshape(shape) + glow.reshape(shape)) * (
        1 - _lines(world, hits)
    )
    grey = drawn.reshape(rows, FINE, columns, FINE).mean(axis=(1, 3))
    grey = (grey**PENCIL - DEPTH) / (1 - DEPTH)
    owners = np.where(hits.faces >= 0, world.thing[hits.faces], -1)[_MIDDLE]
    return Shaded(
        grey=np.clip(np.round(grey * 255 / STEPS) * STEPS, 0, 255).astype(np.uint8),
        thing=owners.astype(np.int32), through=hits.through[_MIDDLE].astype(np.float32),
    )  # fmt: skip


_MIDDLE = (slice(FINE // 2, None, FINE), slice(FINE // 2, None, FINE))
"""One ray of each cell."""


def _ambient(world: World, tracer: Tracer, hits: _Hits) -> Floats:
    """Return the shade of every cell of the board, 0 to 1: open sky, turned to the light."""
    faces, ways, ends = hits.faces[_MIDDLE], hits.ways[_MIDDLE], hits.ends[_MIDDLE]
    hit = faces >= 0
    ambient, facing = np.ones(faces.shape), np.ones(faces.shape)
    if not hit.any():
        return ambient
    normal = world.rounded(faces[hit], ends[hit])
    normal[(world.normals[faces[hit]] * ways[hit]).sum(axis=1) > 0] *= -1
    start = ends[hit] + normal * 0.004
    turns = _turns(*faces.shape)[hit]
    open_ = np.zeros(len(normal))
    weight = 0.0
    beside = _beside(normal)
    for number in range(RAYS):
        way, cosine = _hemisphere(normal, beside, turns, number)
        distance, met = tracer.hits(start, way, REACH)
        free = np.where(met >= 0, np.clip(np.asarray(distance) / REACH, 0, 1) ** 1.5, 1.0)
        open_ += cosine * free
        weight += cosine
    ambient[hit] = open_ / weight
    facing[hit] = 0.78 + 0.22 * (normal @ np.array([-0.35, 0.45, 0.82]))
    return np.asarray((0.48 + 0.52 * _calm(ambient, faces, world)) * facing)


def _turns(rows: int, columns: int) -> Floats:
    """Return a turn for each cell, a 4 × 4 pattern that `_calm` averages away."""
    bayer = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16
    return np.asarray(np.tile(bayer, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns])


def _beside(normal: Floats) -> tuple[Floats, Floats]:
    """Return two directions square to each normal and to one another."""
    helper = np.where(np.abs(normal[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    first = np.cross(helper, normal)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    return first, np.cross(normal, first)


def _hemisphere(
    normal: Floats, beside: tuple[Floats, Floats], turns: Floats, number: int
) -> tuple[Floats, float]:
    """Return a direction above each normal, and its cosine to it (one for all)."""
    high = (number + 0.5) / RAYS
    cosine = math.sqrt(1 - high)
    angle = 2 * math.pi * ((number * 0.618034) % 1 + turns)
    (first, second), flat = beside, math.sqrt(high)
    way = (
        normal * cosine
        + first * (flat * np.cos(angle))[:, None]
        + second * (flat * np.sin(angle))[:, None]
    )
    return way, cosine


def _calm(ambient: Floats, faces: Ints, world: World) -> Floats:
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


def _lines(world: World, hits: _Hits) -> Floats:
    """Return how dark the lines are, 0 to 1: outlines, limbs, creases, the edges of panes."""
    faces, far, through, pane = hits.faces, hits.far, hits.through, hits.pane
    known = faces >= 0
    thing = np.where(known, world.thing[faces], -1)
    part = np.where(known, world.part[faces], -1)
    normal = np.where(known[..., None], world.normals[faces], 0.0)
    toward = (normal * hits.ways).sum(axis=-1)
    normal[toward > 0] *= -1
    steep = np.maximum(np.abs(toward), 0.02)
    found = np.zeros(faces.shape)
    for one, two in (
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
    ):
        both = known[one] & known[two]
        # Level ground far away slopes from point to point without being an edge.
        slack = 0.02 + 0.012 / np.minimum(steep[one], steep[two])
        jump = both & (np.abs(far[one] - far[two]) > np.minimum(far[one], far[two]) * slack)
        crease = both & ((normal[one] * normal[two]).sum(axis=-1) < CREASE)
        limb = part[one] != part[two]
        dark = np.where(limb, np.where(crease, LIMB, SEAM), np.where(crease, FOLD, 0.0))
        dark = np.where(jump, STEP, dark)
        dark = np.where(thing[one] != thing[two], OUTLINE, dark)
        dark *= np.maximum(through[one], through[two])
        dark = np.maximum(dark, np.where(pane[one] != pane[two], FRAME, 0.0))
        found[one] = np.maximum(found[one], dark)
        found[two] = np.maximum(found[two], dark)
    return found
