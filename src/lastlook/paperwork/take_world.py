"""All triangles of a scene for a board: whose they are, how grey, and how they turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.stage.scene import Thing

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

TONES = {
    Kind.GROUND: 0.84, Kind.WALL: 0.72, Kind.CAR: 0.72, Kind.BOARD: 0.78, Kind.SNOW: 0.99,
    Kind.ACTOR: 0.52, Kind.CREW: 0.36, Kind.GEAR: 0.50, Kind.LAMP: 0.55, Kind.CAMERA: 0.35,
    Kind.BOX: 0.74,
}  # fmt: skip
SKIN, TROUSERS, SHOES = 0.86, 0.74, 0.55
"""Of faces and hands; shares of the coat's tone below it."""
DARK = ("seat", "wheel", "tyre", "tire", "steering", "dashboard", "floor", "mat")
"""Parts of a car that are darker than its paint, by words in their names."""
ROUND = 0.707
"""Cosine between a triangle and its neighbours from which they are one round surface."""


class World:
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
        flat = (corners * own).sum(axis=-1, keepdims=True) < ROUND
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
