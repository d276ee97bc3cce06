"""How things look in previs: flat colours in soft light, darker where little sky reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.exchange.take.colours import colour

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]
    Singles = npt.NDArray[np.float32]

SKY = np.array([0.035, 0.05, 0.08], dtype=np.float32)
KEY = np.array([0.55, -0.35, 0.76])
"""Where most light comes from: high, ahead and to the right."""
GAMMA = 2.2
REACH = 0.7
"""Metres within which things take light from each other."""
TILE = 4
"""Pixels of a square in which each looks another way for what takes its light."""
LOOKS = 2
"""Ways that each pixel looks."""


def colours(thing: Thing) -> Singles:
    """Return the linear colour of each triangle of a thing: n × 3."""
    parts = np.array([colour(thing.kind, name) for name in thing.mesh.names], dtype=np.float32)
    return np.asarray(parts[thing.mesh.parts])


def light(normals: Singles) -> Singles:
    """Return how bright surfaces are that face these ways (n × 3), with all the sky above them."""
    up = normals[:, 2]
    key = np.maximum(normals @ KEY.astype(np.float32), 0)
    return np.asarray(0.42 + 0.22 * up + 0.42 * key, dtype=np.float32)


def ways(height: int, width: int) -> Singles:
    """Return for each pixel `LOOKS` directions about a surface's normal: height·width × LOOKS × 3.

    Cosine-weighted over the half-sphere, z along the normal, the same in every tile; the tile's
    pixels look different ways, spread by a Weyl sequence.
    """
    count = TILE * TILE * LOOKS
    number = np.arange(count)
    first, second = (number + 0.5) / count, (number * 0.7548776662466927) % 1.0
    # Each pixel's looks are half a turn apart and far from its neighbours'.
    order = (number * 7) % count
    out, turn = np.sqrt(first[order]), 2 * np.pi * second[order]
    sphere = np.stack([out * np.cos(turn), out * np.sin(turn), np.sqrt(1 - out**2)], axis=-1)
    tile = sphere.reshape(TILE, TILE, LOOKS, 3)
    full = np.tile(tile, (-(-height // TILE), -(-width // TILE), 1, 1))[:height, :width]
    return full.reshape(height * width, LOOKS, 3).astype(np.float32)


def about(normals: Singles, local: Singles) -> Singles:
    """Turn directions about z (n × k × 3) to be about normals (n × 3).

    Duff et al. 2017, Building an orthonormal basis, revisited.
    """
    x, y, z = normals[:, 0], normals[:, 1], normals[:, 2]
    sign = np.where(z >= 0, 1.0, -1.0).astype(np.float32)
    a = -1 / (sign + z)
    b = x * y * a
    across = np.stack([1 + sign * x * x * a, sign * b, -sign * x], axis=1)
    over = np.stack([b, sign + y * y * a, -y], axis=1)
    return np.asarray(
        local[..., :1] * across[:, None] + local[..., 1:2] * over[:, None]
        + local[..., 2:] * normals[:, None]
    )  # fmt: skip


def calmed(open_: Singles, depth: Singles) -> Singles:
    """Smooth how open pixels are over a tile, not over edges; both height × width."""
    total = np.zeros_like(open_)
    weight = np.zeros_like(open_)
    half = TILE // 2
    padded = np.pad(open_, half, mode="edge")
    far = np.pad(depth, half, mode="edge")
    rows, columns = open_.shape
    near = 0.04 * depth
    for down in range(TILE):
        for right in range(TILE):
            at = (slice(down, down + rows), slice(right, right + columns))
            same = (np.abs(far[at] - depth) < near).astype(np.float32)
            total += same * padded[at]
            weight += same
    return np.asarray(total / np.maximum(weight, 1))


def screen(linear: Singles) -> npt.NDArray[np.uint8]:
    """Return linear light as bytes of a picture."""
    steps = np.clip(linear * 1023, 0, 1023).astype(np.int16)
    return _TABLE[steps]


_TABLE = np.round(255 * (np.arange(1024) / 1023) ** (1 / GAMMA)).astype(np.uint8)
