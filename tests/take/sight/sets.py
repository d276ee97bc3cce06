"""Small sets built by hand, with cameras, for the tests of sightlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.bodies import Pane
from lastlook.take.model import Camera, Framing, Margins, Point, Recorded, Set, Take
from lastlook.take.snow.film import Film, PaneFilm
from lastlook.take.stage.scene import Kind, Mesh, Scene, Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

QUIET = Margins(frame=Decimal(0), place=Decimal(0), cue=Decimal(0), snow=Decimal(0))
"""Nothing goes wrong."""
WINDOW = Pane(
    name="rear", x=4.0, y=0.0, z=0.5, facing=180, tilt=90, height=1.5, width=2.0, top_width=2.0
)
"""An upright window 4 m ahead of a camera at the origin that looks along x."""
_CORNERS = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)])
_QUADS = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


def box(at: Any, size: Any, part: str = "box") -> Mesh:
    """Return a box about a place."""
    faces = [tri for a, b, c, d in _QUADS for tri in ((a, b, c), (a, c, d))]
    return Mesh(
        vertices=_CORNERS * np.array(size, dtype=float) + np.array(at, dtype=float),
        faces=np.array(faces, dtype=np.int32),
        parts=np.zeros(12, dtype=np.int32),
        names=(part,),
    )


def both(first: Mesh, second: Mesh) -> Mesh:
    """Return two meshes as one."""
    return Mesh(
        vertices=np.concatenate([first.vertices, second.vertices]),
        faces=np.concatenate([first.faces, second.faces + np.int32(len(first.vertices))]),
        parts=np.concatenate([first.parts, second.parts + np.int32(len(first.names))]),
        names=first.names + second.names,
    )


def wall_round(pane: Pane, *, reach: float = 6.0) -> Mesh:
    """Return a wall in the plane of an upright pane that faces back along x, but for the pane."""
    x, half, low, high = pane.x, pane.width / 2, pane.z, pane.z + pane.height
    parts = (
        box((x, 0, low / 2 - reach / 2), (0.02, 2 * reach, low + reach), "wall"),
        box((x, 0, high + reach / 2), (0.02, 2 * reach, reach), "wall"),
        box((x, half + reach / 2, low + pane.height / 2), (0.02, reach, pane.height), "wall"),
        box((x, -half - reach / 2, low + pane.height / 2), (0.02, reach, pane.height), "wall"),
    )
    whole = parts[0]
    for one in parts[1:]:
        whole = both(whole, one)
    return whole


@dataclass
class HandSet:
    """A stage whose hidden things move as functions of time say."""

    solid: tuple[Mesh, ...] = ()
    moves: Mapping[str, Callable[[float], Mesh | None]] = field(default_factory=dict)
    panes: tuple[Pane, ...] = ()
    kind: Kind = Kind.CREW
    seen: Mapping[str, Callable[[float], Mesh | None]] = field(default_factory=dict)
    """Actors, who may be seen."""

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment."""
        things = [
            Thing(name=f"solid {n}", kind=Kind.WALL, hidden=False, mesh=mesh)
            for n, mesh in enumerate(self.solid)
        ]
        for name, move in self.moves.items():
            mesh = move(at)
            if mesh is not None:
                things.append(Thing(name=name, kind=self.kind, hidden=True, mesh=mesh))
        for name, move in self.seen.items():
            mesh = move(at)
            if mesh is not None:
                things.append(Thing(name=name, kind=Kind.ACTOR, hidden=False, mesh=mesh))
        return Scene(at=at, things=tuple(things), panes=self.panes, mirrors=())


def camera(name: str = "A", **changes: Any) -> Camera:
    """Return a camera at (0, 0, 1.2) that looks along x, 90° wide and 16:9."""
    frame = Framing(x=Decimal(0), y=Decimal(0), z=Decimal("1.2"))
    keys: dict[str, Any] = {
        "sensor": "alexa-35-open-gate", "lens": Decimal(16),
        "recorded": Recorded(width=Decimal(32), height=Decimal(18)), "frames": (frame,),
    }  # fmt: skip
    return Camera(name=name, **(keys | changes))


def take(*cameras: Camera, seconds: int = 4, margins: Margins = QUIET, **changes: Any) -> Take:
    """Return a take of a few seconds at 24 frames a second."""
    return Take(
        title="A test", duration=Decimal(seconds), set=Set(car="sedan"),
        cameras=cameras or (camera(),), margins=margins, **changes,
    )  # fmt: skip


def frosted(pane: Pane, depth: Callable[[float], Any], seconds: float, step: float = 0.1) -> Film:
    """Return a film of one pane whose optical depth is a function of time: 30 × 40 cells or one."""
    times = np.arange(0, seconds + step, step)
    rows = [np.broadcast_to(np.asarray(depth(at), dtype=np.float16), (30, 40)) for at in times]
    one = PaneFilm(pane=pane, times=times, depth=np.array(rows))
    loose = np.zeros((1, 2, 2), dtype=np.float32)
    return Film(
        panes=MappingProxyType({pane.name: one}), times=np.zeros(1), heights=loose,
        thickness=loose, x0=-1, y0=-1, dx=1,
    )  # fmt: skip


def point(x: float, y: float, z: float) -> Point:
    """Return a place as a take file states it."""
    return Point(x=Decimal(str(x)), y=Decimal(str(y)), z=Decimal(str(z)))
