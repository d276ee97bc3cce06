"""A slow judge of shadows and reflections: every pixel, every point of a lamp, nothing left out.

Written from the docs' formulas alone, it shares no code with what it judges but the set, the lens,
the records of the snow and Embree: no boxes, no cones, no patches, no coarse pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow import optics
from lastlook.take.snow.glass import axes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.materials import Material
    from lastlook.take.sight.frame import Frame
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.stage.scene import Mesh, Thing

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

RIM = 0.02
"""Metres round a lamp's points within which nothing is in the way."""
INDEX = 1.52


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """What the judge needs to know of a take's light."""

    beams: Sequence[Beam]
    daylight: Mapping[str, float]
    """Lux outside each pane."""
    open: float
    """Lux in the open."""
    cabin: float
    """Square metres over which what comes in is spread."""
    materials: Sequence[Material]
    contrast: float


def pixels(frame: Frame, width: int, every: int = 1) -> tuple[Floats, float]:
    """Return the middles of a picture's pixels, n × 2, and how many pixels each stands for."""
    tall = width * frame.view.half_height / frame.view.half_width
    across = (np.arange(0, width, every) + every / 2) * 2 / width - 1
    over = (np.arange(0, round(tall), every) + every / 2) * 2 / tall - 1
    x, y = np.meshgrid(across, over)
    return np.stack([x.ravel(), y.ravel()], axis=-1), float(every**2)


def shadow(frame: Frame, thing: Thing, light: Light, at: Floats) -> Bools:
    """Return which pixels show a thing's shadow."""
    view = frame.view
    ways = _ways(frame, at)
    solid = _Mesh.of([one.mesh for one in frame.solids.things])
    own = _Mesh.of([thing.mesh])
    eye = np.broadcast_to(view.eye, ways.shape)
    far, hit = solid.hits(eye, ways)
    ends = eye + ways * np.where(hit >= 0, far, 200.0)[:, None]
    found = np.zeros(len(at), dtype=np.bool_)
    rows = np.flatnonzero(hit >= 0)
    normals = solid.normals(hit[rows])
    sight = _through(frame, eye[rows], ends[rows])
    found[rows] = _darker(
        frame, thing.name, own, solid, light, ends[rows], normals, seen=sight, pane=None
    )
    for pane in frame.panes:
        share, _ = _meets(pane, eye, ends)
        rows = np.flatnonzero(share >= 0)
        places = eye[rows] + (ends[rows] - eye[rows]) * share[rows, None]
        normals = np.tile(np.array(axes(pane)[2]), (len(rows), 1))
        sight = _through(frame, eye[rows], places, but=pane)
        found[rows] |= _darker(
            frame, thing.name, own, solid, light, places, normals, seen=sight, pane=pane
        )
    return found


def reflection(frame: Frame, thing: Thing, light: Light, at: Floats) -> Bools:
    """Return which pixels show a thing that is no lamp in a mirror or a pane."""
    ways = _ways(frame, at)
    solid = _Mesh.of([one.mesh for one in frame.solids.things])
    own = _Mesh.of([thing.mesh])
    eye = np.broadcast_to(frame.view.eye, ways.shape)
    found = np.zeros(len(at), dtype=np.bool_)
    flats: list[tuple[Floats, float, Pane | None]]
    flats = [(one.corners, one.reflectance, None) for one in frame.mirrors]
    flats += [(_outline(pane), 0.0, pane) for pane in frame.panes]
    for corners, reflectance, pane in flats:
        normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
        normal /= np.linalg.norm(normal)
        down = ways @ normal
        with np.errstate(divide="ignore", invalid="ignore"):
            far = (corners[0] - frame.view.eye) @ normal / down
        # Panes reflect on both sides, mirrors on the side from which their corners run left.
        faces = (far > 0) & ((down < 0) | (pane is not None))
        rows = np.flatnonzero(faces)
        turn = eye[rows] + ways[rows] * far[rows, None]
        inside = np.ones(len(rows), dtype=np.bool_)
        for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            inside &= np.cross(other - one, turn - one) @ normal >= 0
        rows, turn = rows[inside], turn[inside]
        side = -np.sign(down[rows])[:, None] * normal
        back = ways[rows] - 2 * (ways[rows] @ normal)[:, None] * normal
        start = turn + side * 0.003
        to, hit = own.hits(start, back)
        met = hit >= 0
        met[met] = ~solid.between(start[met], start[met] + back[met] * to[met, None])
        met[met] = ~solid.between(eye[rows[met]], start[met])
        rows, turn, start, back = rows[met], turn[met], start[met], back[met]
        cosine, to = np.abs(down[rows]), to[met]
        if not len(rows):
            continue
        if pane is None:
            strength = reflectance + (1 - reflectance) * (1 - cosine) ** 5
            strength = strength * _bare(frame, turn, normal)
        else:
            depth = _depth(frame, pane, turn)
            once = _fresnel(cosine)
            inner = np.where((eye[rows] - turn) @ np.array(axes(pane)[2]) < 0, 1, 0)
            clear = once + (1 - once) ** 2 * once
            strength = np.where(
                inner == 1,
                once + (1 - once) ** 2 * once * np.exp(-depth),
                clear * np.exp(-2 * depth / cosine),
            )
        strength = strength * _through(frame, eye[rows], turn, but=pane)
        strength = strength * _through(frame, start, start + back * to[:, None], but=pane)
        found[rows] |= strength > light.contrast
    return found


def _darker(
    frame: Frame, name: str, own: _Mesh, solid: _Mesh, light: Light, places: Floats,
    normals: Floats, *, seen: Floats, pane: Pane | None,
) -> Bools:  # fmt: skip
    """Return at which places a thing keeps away so much light that it shows."""
    total = np.full(len(places), light.open if pane is None else light.daylight[pane.name])
    levels = (*frame.levels, *(1.0 for _ in range(len(light.beams) - len(frame.levels))))
    came = []
    for beam, up in zip(light.beams, levels, strict=True):
        lux = _lux(beam, places, normals) * up
        reaches, hidden = np.zeros(len(places)), np.zeros(len(places))
        points = beam.openings()
        some = np.flatnonzero(lux > 0)
        for point in points:
            starts = _starts(beam, point, places[some])
            way = places[some] - starts
            starts = starts + way / np.linalg.norm(way, axis=1, keepdims=True) * RIM
            free = ~solid.between(starts, places[some])
            reaches[some] += free / len(points)
            hidden[some] += (free & own.between(starts, places[some])) / len(points)
        middle = _starts(beam, beam.lens, places)
        passed, panes = np.ones(len(places)), np.zeros(len(places), dtype=np.int64)
        for one in frame.panes:
            if one is not pane:
                share, cosine = _meets(one, middle, places)
                met = share >= 0
                panes += met
                tau = _depth(frame, one, middle + (places - middle) * share[:, None])
                passed = np.where(met, passed * np.exp(-tau / cosine), passed)
        came.append((lux * reaches * passed, lux * hidden * passed, panes % 2 == 1, middle))
    every = sum((one[0] for one in came), np.zeros(len(places)))
    found = np.zeros(len(places), dtype=np.bool_)
    for beam, (_, missing, inside, middle) in zip(light.beams, came, strict=True):
        if beam.name == name:
            continue
        across = np.einsum("ij,ij->i", frame.view.eye - places, normals) * np.einsum(
            "ij,ij->i", middle - places, normals
        ) < 0  # fmt: skip
        if pane is None:
            day = np.where(inside, _indoors(frame, light), total)
            dark = missing / np.maximum(every + day, 1e-12)
            dark[across] = 0.0
        else:
            tau = _depth(frame, pane, places)
            glow, clear = _glow(light, tau), np.exp(-tau)
            thrown = np.where(across, glow - clear, 1 - glow)
            way = places - frame.view.eye
            cosine = np.abs(way @ np.array(axes(pane)[2])) / np.linalg.norm(way, axis=1)
            behind = np.exp(-tau / np.maximum(cosine, 1e-3)) * light.daylight[pane.name] / 2
            dark = missing * thrown / np.maximum((every + total) * thrown + behind, 1e-12)
        found |= dark * seen > light.contrast
    return found


def _indoors(frame: Frame, light: Light) -> float:
    total = 0.0
    for pane in frame.panes:
        passed = 1.0
        if frame.film is not None and pane.name in frame.film.panes:
            snow = frame.film.panes[pane.name]
            depth = snow.depth[snow.record(frame.snow_at), ::4, ::4].astype(np.float64)
            passed = float(_glow(light, depth).mean())
        total += pane.area * light.daylight[pane.name] * passed
    return total / light.cabin


def _glow(light: Light, tau: Floats) -> Floats:
    found = np.exp(-tau)
    for one in light.materials:
        if one.grammage is None:
            found = np.maximum(found, optics.diffuse_slab(tau))
        else:
            assert one.sheet is not None
            found = np.maximum(found, optics.diffuse_pile(tau, one.sheet.value))
    return np.asarray(found)


def _lux(beam: Beam, places: Floats, normals: Floats) -> Floats:
    way = places - _starts(beam, beam.lens, places)
    far = np.linalg.norm(way, axis=1)
    slant = np.abs(np.einsum("ij,ij->i", way, normals)) / far
    if beam.endless:
        return np.asarray(beam.lumens * slant)
    lit = way @ beam.axis / far >= np.cos(beam.half) - 1e-12
    candela = beam.lumens / (2 * np.pi * (1 - np.cos(beam.half)))
    return np.asarray(np.where(lit, candela * slant / far**2, 0.0))


def _starts(beam: Beam, point: Floats, places: Floats) -> Floats:
    if beam.endless:
        return np.asarray(places - beam.axis * 150.0 + (point - beam.lens))
    return np.tile(point, (len(places), 1))


def _through(frame: Frame, starts: Floats, ends: Floats, but: Pane | None = None) -> Floats:
    """Return what panes between places let through."""
    found = np.ones(len(starts))
    for pane in frame.panes:
        if pane is not but:
            share, cosine = _meets(pane, starts, ends)
            tau = _depth(frame, pane, starts + (ends - starts) * share[:, None])
            found = np.where(share >= 0, found * np.exp(-tau / cosine), found)
    return found


def _meets(pane: Pane, starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """Return how far along lines they cross a pane, -1 for not, and the cosines to its normal."""
    along, up, normal = (np.array(one) for one in axes(pane))
    foot, way = np.array([pane.x, pane.y, pane.z]), ends - starts
    down = way @ normal
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (foot - starts) @ normal / down
    ok = np.isfinite(share) & (share > 0) & (share < 1)
    away = starts + way * np.where(ok, share, 0.0)[:, None] - foot
    u, v = away @ along, away @ up
    half = (pane.width + (pane.top_width - pane.width) * v / pane.height) / 2
    ok &= (v >= 0) & (v <= pane.height) & (np.abs(u) <= half)
    cosine = np.abs(down) / np.maximum(np.linalg.norm(way, axis=1), 1e-12)
    return np.where(ok, share, -1.0), np.maximum(cosine, 1e-3)


def _depth(frame: Frame, pane: Pane, places: Floats) -> Floats:
    if frame.film is None or pane.name not in frame.film.panes:
        return np.zeros(len(places))
    along, up, _ = (np.array(one) for one in axes(pane))
    away = places - np.array([pane.x, pane.y, pane.z])
    snow = frame.film.panes[pane.name]
    return snow.look(snow.record(frame.snow_at), away @ along, away @ up)


def _outline(pane: Pane) -> Floats:
    along, up, _ = (np.array(one) for one in axes(pane))
    foot, top = np.array([pane.x, pane.y, pane.z]), up * pane.height
    low, high = along * pane.width / 2, along * pane.top_width / 2
    return np.array([foot - low, foot + low, foot + top + high, foot + top - high])


def _bare(frame: Frame, turn: Floats, normal: Floats) -> Bools:
    film = frame.film
    if film is None or normal[2] < 0.5:
        return np.ones(len(turn), dtype=np.bool_)
    thick = film.thickness[film.record(frame.snow_at)]
    row = np.floor((turn[:, 1] - film.y0) / film.dx).astype(int)
    column = np.floor((turn[:, 0] - film.x0) / film.dx).astype(int)
    there = (row >= 0) & (row < thick.shape[0]) & (column >= 0) & (column < thick.shape[1])
    return np.array(
        [not (t and thick[r, c] > 0.001) for t, r, c in zip(there, row, column, strict=True)],
        dtype=np.bool_,
    )


def _fresnel(cosine: Floats) -> Floats:
    # Snell: sin(bent) = sin / n.
    angle = np.arccos(np.clip(cosine, 0, 1))
    bent = np.arcsin(np.sin(angle) / INDEX)
    across = (np.cos(angle) - INDEX * np.cos(bent)) / (np.cos(angle) + INDEX * np.cos(bent))
    along = (np.cos(bent) - INDEX * np.cos(angle)) / (np.cos(bent) + INDEX * np.cos(angle))
    return np.asarray((across**2 + along**2) / 2)


def _ways(frame: Frame, at: Floats) -> Floats:
    view = frame.view
    way = (
        view.forward
        + at[:, :1] * view.half_width * view.right
        + at[:, 1:] * view.half_height * view.up
    )
    return np.asarray(way / np.linalg.norm(way, axis=1, keepdims=True))


class _Mesh:
    """Triangles with their tracer."""

    def __init__(self, vertices: Floats, faces: npt.NDArray[np.int64]) -> None:
        self.corners = vertices[faces]
        self.tracer = Tracer(vertices, faces)

    @classmethod
    def of(cls, meshes: Sequence[Mesh]) -> _Mesh:
        """Join meshes."""
        corners = [one.vertices[one.faces].reshape(-1, 3) for one in meshes]
        every = np.concatenate(corners) if corners else np.zeros((0, 3))
        return cls(every.astype(np.float64), np.arange(len(every)).reshape(-1, 3))

    def hits(self, starts: Floats, ways: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Return distances and triangles, -1 for none."""
        far, hit = self.tracer.hits(starts, ways, 200.0)
        return np.asarray(far, dtype=np.float64), np.asarray(hit, dtype=np.int64)

    def between(self, starts: Floats, ends: Floats) -> Bools:
        """Return whether it stands between places."""
        return np.asarray(self.tracer.blocked(starts, ends), dtype=np.bool_)

    def normals(self, hit: npt.NDArray[np.int64]) -> Floats:
        """Return the unit normals of triangles."""
        one = self.corners[hit]
        found = np.cross(one[:, 1] - one[:, 0], one[:, 2] - one[:, 0])
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12))
