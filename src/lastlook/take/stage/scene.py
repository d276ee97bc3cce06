"""What stands where at a moment, as triangles: the values that sight, pictures and exports read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from lastlook.take.bodies import Pane

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]


class Kind(StrEnum):
    """What a thing is."""

    GROUND = "ground"
    WALL = "wall"
    CAR = "car"
    BOARD = "board"
    SNOW = "snow"
    """What lies loose on ground, car and boards; the film on glass is not a thing."""
    ACTOR = "actor"
    CREW = "crew"
    GEAR = "gear"
    LAMP = "lamp"
    CAMERA = "camera"
    BOX = "box"
    """A box of snow in somebody's hands."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mesh:
    """Triangles, each of a named part. Compared by identity: what does not move is one object."""

    vertices: Floats
    """n × 3, metres in the set's axes."""
    faces: Ints
    """m × 3, counter-clockwise from outside."""
    parts: Ints
    """m: number in `names`."""
    names: tuple[str, ...]
    """Of parts: `left hand`, `head`, `hood`, `stand`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thing:
    """Something solid in the set at a moment."""

    name: str
    """`Props assistant`, `car`, `box of Windscreen`."""
    kind: Kind
    hidden: bool
    """The picture must not show it."""
    mesh: Mesh
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """A flat thing that reflects: a car's mirror, shining paint; clean glass is in `panes`."""

    name: str
    corners: Floats
    """4 × 3, in order around; it reflects on the side from which they run counter-clockwise."""
    reflectance: float
    """At normal incidence; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The set at a moment."""

    at: float
    things: tuple[Thing, ...]
    """Opaque. Things that have not moved since another moment keep the same `mesh` object."""
    panes: tuple[Pane, ...]
    """Glass, not among the things: sight passes it as far as its snow lets it."""
    mirrors: tuple[Mirror, ...]
