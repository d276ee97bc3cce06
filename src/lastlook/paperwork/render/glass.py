"""Panes in a painted board: clean glass where nothing lies, snow where it does.

The share of an image that passes is the checker's, exp(−τ/|cos|), with the τ of `take.snow` and the
angle from which the camera looks. Flakes are drawn as flakes: each spot of the pane is either
covered or a gap, and the gaps are just that share of the glass (the Boolean model); snow of grains
thins evenly. What is covered glows with the diffuse light that `snow.optics` lets through.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.paperwork.render.meshes import mesh
from lastlook.take.snow.glass import axes
from lastlook.take.snow.optics import diffuse_pile, diffuse_slab
from lastlook.take.stage.cabin import corners

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.materials import Material
    from lastlook.take.snow.film import PaneFilm

    Floats = npt.NDArray[np.float64]

SPOT = 0.0025
"""Metres of a spot of the pane."""
FLAKE = 2
"""Spots by which neighbours go together: half a flake."""
WHITE = (0.95, 0.96, 0.97)
"""What a flake gives back and lets through of the light that meets it."""
LEAST = 1e-4
"""Optical depth below which there is no snow."""


def pane(
    mi: Any, one: Pane, film: PaneFilm | None, *, at: float, eye: Floats, kind: Material
) -> Any:
    """Return a pane at a moment, as it looks from a place; `kind` is the snow on it."""
    across, over = spots(one)
    hidden, through = np.zeros(across.shape), np.ones(across.shape)
    if film is not None:
        tau = depth(film, at, across, over)
        hidden = covered(one, tau, cosine(one, across, over, eye), flakes=kind.grammage is not None)
        through = glowing(kind, tau)
    clean = {"type": "thindielectric", "int_ior": 1.5}
    matter: dict[str, Any] = clean
    if hidden.any():
        matter = {
            "type": "blendbsdf",
            "weight": _texture(mi, hidden),
            "clean": clean,
            "snow": {
                "type": "principledthin", "base_color": {"type": "rgb", "value": list(WHITE)},
                "diff_trans": _texture(mi, 2 * through), "eta": 1.05, "roughness": 0.8,
            },
        }  # fmt: skip
    places = corners(one)
    wide = one.top_width / one.width / 2
    uv = np.array([(0.0, 0.0), (1.0, 0.0), (0.5 + wide, 1.0), (0.5 - wide, 1.0)])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    return mesh(mi, f"pane {one.name}", mi.load_dict(matter), places[faces], places=uv[faces])


def spots(one: Pane) -> tuple[Floats, Floats]:
    """Return u and v of the pane's spots, metres; rows up the slope."""
    columns, rows = max(2, round(one.width / SPOT)), max(2, round(one.height / SPOT))
    across = ((np.arange(columns) + 0.5) / columns - 0.5) * one.width
    over = (np.arange(rows) + 0.5) / rows * one.height
    u, v = np.meshgrid(across, over)
    return u, v


def depth(film: PaneFilm, at: float, across: Floats, over: Floats) -> Floats:
    """Return the optical depth at spots, even from cell to cell of the film."""
    cells = film.depth[film.record(at)].astype(np.float64)
    rows, columns = cells.shape
    down = np.clip(over / film.pane.height * rows - 0.5, 0, rows - 1)
    beside = np.clip((across / film.pane.width + 0.5) * columns - 0.5, 0, columns - 1)
    row = np.minimum(down.astype(np.int64), max(rows - 2, 0))
    column = np.minimum(beside.astype(np.int64), max(columns - 2, 0))
    up, left = down - row, beside - column
    above, next_ = np.minimum(row + 1, rows - 1), np.minimum(column + 1, columns - 1)
    low = cells[row, column] * (1 - left) + cells[row, next_] * left
    high = cells[above, column] * (1 - left) + cells[above, next_] * left
    return np.asarray(low * (1 - up) + high * up)


def cosine(one: Pane, across: Floats, over: Floats, eye: Floats) -> Floats:
    """Return the cosine between a pane's normal and the line from each spot to the eye."""
    left, up, normal = (np.array(way) for way in axes(one))
    places = np.array([one.x, one.y, one.z]) + across[..., None] * left + over[..., None] * up
    ways = eye - places
    return np.asarray(np.maximum(np.abs(ways @ normal) / np.linalg.norm(ways, axis=-1), 0.02))


def covered(one: Pane, tau: Floats, cosines: Floats, *, flakes: bool) -> Floats:
    """Return how much of each spot is covered, 0 to 1; of flakes, all or nothing."""
    gaps = np.exp(-tau / cosines)
    if not flakes:
        return np.asarray(1 - gaps)
    return np.where((tau > LEAST) & (_chances(one.name, *tau.shape) > gaps), 1.0, 0.0)


@lru_cache(maxsize=16)
def _chances(name: str, rows: int, columns: int) -> Floats:
    """Return an even spread of 0 to 1 over a pane's spots, neighbours alike: the same each time.

    As more snow comes, a spot that is covered stays so.
    """
    noise = np.random.default_rng(zlib.crc32(name.encode())).standard_normal((rows, columns))
    for axis in (0, 1):
        moved = [np.roll(noise, step, axis=axis) for step in range(-FLAKE, FLAKE + 1)]
        noise = np.sum(moved, axis=0)
    found = np.empty(noise.size)
    found[np.argsort(noise, axis=None, kind="stable")] = (np.arange(noise.size) + 0.5) / noise.size
    return found.reshape(rows, columns)


def glowing(kind: Material, tau: Floats) -> Floats:
    """Return the diffuse light through what is covered: what passes in all, less the gaps."""
    gaps = np.exp(-tau)
    if kind.grammage is not None:
        assert kind.sheet is not None
        every = diffuse_pile(tau, kind.sheet.value)
    else:
        every = diffuse_slab(tau)
    # Without any snow this is one flake's, or all of it.
    return np.asarray(np.clip((every - gaps) / np.maximum(1 - gaps, 1e-6), 0.0, 1.0))


def _texture(mi: Any, values: Floats) -> dict[str, Any]:
    # A bitmap's first row is v = 1.
    data = np.ascontiguousarray(values[::-1, :, None], dtype=np.float32)
    return {
        "type": "bitmap", "bitmap": mi.Bitmap(data), "raw": True, "wrap_mode": "clamp",
    }  # fmt: skip
