"""Scenes made by hand: boxes and sheets, a camera, a lamp, a pane with even snow."""

from __future__ import annotations

import math
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take import lens
from lastlook.take.bodies import bodies
from lastlook.take.sight.lamplight import Beam
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.points import SPACING
from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow.film import Film, PaneFilm
from lastlook.take.stage.scene import Kind, Mesh, Scene, Thing
from lastlook.take.take_file import parse_take

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.model import Take
    from lastlook.take.sight.moments import Trace

    Floats = npt.NDArray[np.float64]
    Place = tuple[float, float, float]

SIDES = np.array(
    [[0, 2, 1], [1, 2, 3], [4, 5, 6], [5, 7, 6], [0, 1, 4], [1, 5, 4],
     [2, 6, 3], [3, 6, 7], [0, 4, 2], [2, 4, 6], [1, 3, 5], [3, 7, 5]], dtype=np.int32,
)  # fmt: skip


def box(
    name: str, middle: Place, size: Place, *, hidden: bool = True, kind: Kind = Kind.GEAR,
    part: str = "case",
) -> Thing:  # fmt: skip
    """Return a box, its sides along the axes."""
    corners = np.array([[x, y, z] for z in (-0.5, 0.5) for y in (-0.5, 0.5) for x in (-0.5, 0.5)])
    mesh = Mesh(
        vertices=np.array(middle) + corners * np.array(size), faces=SIDES,
        parts=np.zeros(12, dtype=np.int32), names=(part,),
    )  # fmt: skip
    return Thing(name=name, kind=kind, hidden=hidden, mesh=mesh)


def moved(thing: Thing, x: float, y: float = 0.0, z: float = 0.0) -> Thing:
    """Return a thing elsewhere."""
    mesh = replace(thing.mesh, vertices=thing.mesh.vertices + np.array([x, y, z]))
    return replace(thing, mesh=mesh)


def ground(size: float = 20.0) -> Thing:
    """Return a level sheet at 0, which may be seen."""
    corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]) * size / 2
    mesh = Mesh(
        vertices=corners.astype(np.float64), faces=np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32),
        parts=np.zeros(2, dtype=np.int32), names=("ground",),
    )  # fmt: skip
    return Thing(name="ground", kind=Kind.GROUND, hidden=False, mesh=mesh)


def wall(name: str, x: float, *, low: float = 0.0, high: float = 3.0) -> Thing:
    """Return an upright sheet across x, which may be seen."""
    return box(name, (x, 0, (low + high) / 2), (0.02, 8, high - low), hidden=False, kind=Kind.WALL)


def beam(lens_at: Place, aim: Place, **changes: object) -> Beam:
    """Return a lamp's light: a point of 20,000 lm in 60° unless told otherwise."""
    axis = np.array(aim, dtype=np.float64) - np.array(lens_at)
    values: dict[str, object] = {
        "name": "Key", "lens": np.array(lens_at, dtype=np.float64),
        "axis": axis / np.linalg.norm(axis), "half": math.radians(30), "lumens": 20_000.0,
        "opening": (0.0, 0.0),
    }  # fmt: skip
    return Beam(**(values | changes))  # type: ignore[arg-type]


def take(more: str = "", *, lamp: str = "", margins: str = "") -> Take:
    """Return a take with a lamp and a camera, and whatever else is written."""
    text = f"""
format = 1
title = "1"
duration = 4
fps = 24
{more}
[set]
car = "sedan"
[margins]
{margins}
[[falling]]
name = "Snow"
material = "paper-damp"
rate = 1
[[lamps]]
name = "Key"
kind = "fresnel-1k"
x = 0
y = 5
z = 2
aim = {{ x = 0, y = 0, z = 1 }}
{lamp}
[[cameras]]
name = "A"
sensor = "alexa-35-open-gate"
lens = 24
frames = [{{ x = 0, y = 0, z = 1.2, pan = 90 }}]
"""
    found, problems = parse_take(text.encode(), "takes/1.toml")
    assert found is not None, problems
    return found


def view(eye: Place, look: Place, *, lens_mm: float = 24) -> View:
    """Return what a camera sees that looks from one place to another."""
    from decimal import Decimal

    from lastlook.take.model import Camera, Framing, Point

    x, y, z = (Decimal(str(value)) for value in eye)
    to = Point(**{axis: Decimal(str(value)) for axis, value in zip("xyz", look, strict=True)})
    camera = Camera(
        name="A", sensor="alexa-35-open-gate", lens=Decimal(str(lens_mm)),
        frames=(Framing(x=x, y=y, z=z, look=to),),
    )  # fmt: skip
    return lens.view(camera, 0.0)


def pane(name: str) -> Pane:
    """Return a pane of the sedan."""
    return next(one for one in bodies()["sedan"].panes if one.name == name)


def film(depths: Mapping[str, float]) -> Film:
    """Return snow of an even optical depth on panes, the same at all times."""
    panes = {}
    for name, depth in depths.items():
        one = pane(name)
        cells = np.full((1, round(one.height / 0.01), round(one.width / 0.01)), depth)
        panes[name] = PaneFilm(pane=one, times=np.zeros(1), depth=cells.astype(np.float16))
    flat = np.zeros((1, 2, 2), dtype=np.float32)
    return Film(
        panes=MappingProxyType(panes), times=np.zeros(1), heights=flat, thickness=flat,
        x0=-1.0, y0=-1.0, dx=1.0,
    )  # fmt: skip


def stage(trace: Callable[[Any, Any], Trace] = Tracer) -> Moments:
    """Return what keeps points and tracers."""
    return Moments(_NOTHING, None, trace, fps=24, frames=1, spacing=SPACING)


class _Nothing:
    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return an empty set."""
        return Scene(at=at, things=(), panes=(), mirrors=())


_NOTHING = _Nothing()
