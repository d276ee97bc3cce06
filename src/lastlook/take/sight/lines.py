"""Lines of sight: from eyes to points on things, and to where pixels of coarse pictures meet them.

The same camera before the same thing is one pair, however many moments it lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.sight.buffers import coarse, inside

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    import numpy.typing as npt

    from lastlook.take.lens import View
    from lastlook.take.model import Camera, Margins
    from lastlook.take.sight.moments import Moments
    from lastlook.take.sight.shifts import Shift
    from lastlook.take.stage.scene import Mesh

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.floating]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a camera looks: a frame, or somewhere within its exposure."""

    frame: int
    at: float
    coarse: bool = False
    """Whether a coarse picture is made too."""
    only: frozenset[str] | None = None
    """The things that are looked for; None for all."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pair:
    """A view of a thing, and the moments it lasts."""

    thing: str
    mesh: Mesh
    view: View
    moments: list[int]
    coarse: list[bool]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lines:
    """Lines from eyes to places on things, by pair: n of each."""

    pair: Ints
    ends: Singles
    places: Singles
    """n × 2: in the recorded picture, -1 to 1, and beyond it in the margin."""
    weight: Floats
    """Pixels that each stands for."""
    inside: Bools
    """In the recorded area, not only in the margin round it."""
    coarse: Bools
    part: npt.NDArray[np.integer]
    """Of the thing, as its mesh numbers them."""

    def chosen(self, some: Bools) -> Lines:
        """Return some of them."""
        return Lines(**{field.name: getattr(self, field.name)[some] for field in fields(self)})


def pairs_of(
    stage: Moments,
    camera: Camera,
    moments: Sequence[Moment],
    shift: Shift,
    *,
    share: float,
    without: Container[str],
) -> list[Pair]:
    """Return the views of hidden things that may be in the picture widened by a share."""
    views: dict[bytes, View] = {}
    found: dict[tuple[str, int, bytes], Pair] = {}
    for number, moment in enumerate(moments):
        view = shift.moved(stage.view(camera, moment.at)).widened(share)
        key = _key(view)
        view = views.setdefault(key, view)
        for name, thing in stage.things(moment.at - shift.thing).items():
            if not thing.hidden or thing.name == camera.name or name in without:
                continue
            if moment.only is not None and name not in moment.only:
                continue
            pair = found.get((name, id(thing.mesh), key))
            if pair is None:
                pair = Pair(thing=name, mesh=thing.mesh, view=view, moments=[], coarse=[])
                found[name, id(thing.mesh), key] = pair
            pair.moments.append(number)
            pair.coarse.append(moment.coarse)
    pairs = list(found.values())
    return [pair for pair, near in zip(pairs, _near(stage, pairs), strict=True) if near]


def _key(view: View) -> bytes:
    return np.concatenate(
        [view.eye, view.right, view.up, view.forward, [view.half_width, view.half_height]]
    ).tobytes()


def _near(stage: Moments, pairs: list[Pair]) -> Bools:
    """Return which things may be in the picture: whose ball is not outside one of its sides."""
    if not pairs:
        return np.zeros(0, dtype=np.bool_)
    low, high = (
        np.array(corners)
        for corners in zip(*(stage.bounds(pair.mesh) for pair in pairs), strict=True)
    )
    radius = np.linalg.norm(high - low, axis=1) / 2
    away = (low + high) / 2 - np.array([pair.view.eye for pair in pairs])
    near = np.ones(len(pairs), dtype=np.bool_)
    for axis, half in (("right", "half_width"), ("up", "half_height")):
        across = np.array([getattr(pair.view, axis) for pair in pairs])
        ahead = np.array([pair.view.forward for pair in pairs])
        slope = np.array([getattr(pair.view, half) for pair in pairs])
        for side in (1.0, -1.0):
            outward = across * side - ahead * slope[:, None]
            outward /= np.linalg.norm(outward, axis=1, keepdims=True)
            near &= np.einsum("ij,ij->i", away, outward) <= radius
    return near


def lines_of(stage: Moments, pairs: list[Pair], margins: Margins) -> Lines:
    """Return the lines of sight to the things' points that stand in the widened picture."""
    places, normals, areas, kinds, solid = [], [], [], [], []
    for pair in pairs:
        there, out = stage.placed(pair.thing, pair.mesh)
        points = stage.points(pair.thing, pair.mesh)
        places.append(there)
        normals.append(out)
        areas.append(points.areas)
        kinds.append(pair.mesh.parts[points.faces])
        solid.append(points.solid)
    pair_of = np.repeat(np.arange(len(pairs)), [len(some) for some in places])
    ends = np.concatenate(places)
    eyes = np.array([pair.view.eye for pair in pairs], dtype=np.float32)
    ways = ends - eyes[pair_of]
    toward = np.einsum("ij,ij->i", ways, np.concatenate(normals))
    # The far side of what is closed all round is behind its near one.
    some = np.flatnonzero((toward < 0) | ~np.concatenate(solid))
    at, depth = _project(pairs, pair_of[some], ways[some])
    near = (depth > 0) & inside(at)
    some, at, depth = some[near], at[near] * (1 + 2 * float(margins.frame)), depth[near]
    # On the picture plane at 1 m: area · cos(normal) / distance² / cos(to the axis)³.
    spots = np.concatenate(areas)[some] * np.abs(toward[some]) / depth**3
    pair_of, ends = pair_of[some], ends[some]
    weight = spots / _pixel(pairs, margins)[pair_of]
    found = [_made(pair_of, ends, at, weight, np.concatenate(kinds)[some], rough=False)]
    for number, pair in enumerate(pairs):
        if any(pair.coarse):
            tracer, bounds = stage.tracer(pair.mesh), stage.bounds(pair.mesh)
            hit, at, triangles, worth = coarse(tracer, bounds, pair.view, margins)
            own, parts = np.full(len(hit), number), pair.mesh.parts[triangles]
            found.append(_made(own, hit, at, np.full(len(hit), worth), parts, rough=True))
    return _sorted(found)


def _made(
    pair: Ints,
    ends: Singles,
    at: Singles,
    weight: Floats,
    part: npt.NDArray[np.integer],
    *,
    rough: bool,
) -> Lines:
    return Lines(
        pair=pair, ends=ends, places=at, weight=weight, part=part,
        inside=inside(at), coarse=np.full(len(pair), rough),
    )  # fmt: skip


def _sorted(some: list[Lines]) -> Lines:
    """Return lines together, by pair."""

    def all_of(name: str) -> Any:
        return np.concatenate([getattr(one, name) for one in some])

    order = np.argsort(all_of("pair"), kind="stable")
    return Lines(**{field.name: all_of(field.name)[order] for field in fields(Lines)})


def _project(pairs: list[Pair], pair_of: Ints, away: Singles) -> tuple[Singles, Singles]:
    """Return where ways from the eye lead in their pair's picture (-1 to 1), and how far ahead."""

    def of(name: str) -> Singles:
        return np.array([getattr(pair.view, name) for pair in pairs], dtype=np.float32)[pair_of]

    depth = np.einsum("ij,ij->i", away, of("forward"))
    safe = np.where(np.abs(depth) < 1e-6, np.float32(1e-6), depth)
    across = np.einsum("ij,ij->i", away, of("right")) / (safe * of("half_width"))
    over = np.einsum("ij,ij->i", away, of("up")) / (safe * of("half_height"))
    return np.stack([across, over], axis=-1), depth


def _pixel(pairs: list[Pair], margins: Margins) -> Floats:
    """Return the area of a pixel of each pair's picture, on the picture plane at 1 m."""
    widths = np.array([pair.view.half_width for pair in pairs]) / (1 + 2 * float(margins.frame))
    return np.asarray((2 * widths / margins.width) ** 2)
