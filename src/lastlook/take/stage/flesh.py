"""A figure's limbs as closed forms on its bones: capsules, ellipsoids, boots, a nose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.scene import Mesh
from lastlook.take.stage.shapes import Builder, ball_profile, capsule_profile, revolved, scaled
from lastlook.take.stage.skeleton import BONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.stage.builds import Measures
    from lastlook.take.stage.shapes import Form
    from lastlook.take.stage.skeleton import Bone

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

SIDES = 8
ROUND = 1.04
"""A limb of eight sides is widened by this, so that it is as thick as a round one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flesh:
    """Limbs around bones that stand upright at 0 and look along x."""

    mesh: Mesh
    bone: Ints
    """Number in BONES of each vertex."""

    def on(self, bones: Mapping[str, Bone], turn: Floats, place: Floats) -> Mesh:
        """Return the limbs on bones, the whole turned (3 × 3) and put at a place."""
        frames = np.array([_frame(bones[name]) for name in BONES])
        turns = turn @ frames[:, :3].transpose(0, 2, 1)
        starts = frames[:, 3] @ turn.T + place
        vertices = np.einsum("nij,nj->ni", turns[self.bone], self.mesh.vertices)
        return Mesh(
            vertices=vertices + starts[self.bone],
            faces=self.mesh.faces, parts=self.mesh.parts, names=self.mesh.names,
        )  # fmt: skip


def _frame(bone: Bone) -> tuple[tuple[float, ...], ...]:
    """Return a bone's front, its left and its direction, and where it starts."""
    (ax, ay, az), (fx, fy, fz) = bone.along, bone.front
    left = (ay * fz - az * fy, az * fx - ax * fz, ax * fy - ay * fx)
    return bone.front, left, bone.along, bone.start


@cache
def flesh(size: Measures) -> Flesh:
    """Return the limbs of somebody with these measures."""
    builder = Builder()
    bone: list[int] = []
    for number, name in enumerate(BONES):
        for form in _forms(name.removeprefix("left ").removeprefix("right "), size):
            builder.add(name, form)
            bone.extend([number] * len(form[0]))
    return Flesh(mesh=builder.mesh(), bone=np.array(bone, dtype=np.int64))


def _forms(name: str, size: Measures) -> list[Form]:
    if name == "hips":
        rows = [(0.0, -0.24), (0.62, -0.21), (0.96, -0.08), (1.0, 0.1), (0.9, 0.34), (0.86, 0.46),
                (0.0, 0.5)]  # fmt: skip
        return [_trunk(rows, size, size.hips_half)]
    if name == "chest":
        rows = [(0.0, -0.06), (0.84, 0.0), (0.97, 0.28), (1.08, 0.5), (0.98, 0.58), (0.5, 0.66),
                (0.0, 0.68)]  # fmt: skip
        return [_trunk(rows, size, size.chest_half)]
    if name == "neck":
        return [revolved([(size.neck_half, -0.02), (size.neck_half, size.head * 0.62)], SIDES)]
    if name == "head":
        return _head(size)
    if name == "hand":
        return [_hand(size)]
    if name == "foot":
        return [_boot(size)]
    length, ends = {
        "upper arm": (size.upper_arm, size.upper_arm_half),
        "forearm": (size.forearm, size.forearm_half),
        "thigh": (size.thigh, size.thigh_half),
        "shin": (size.shin, size.shin_half),
    }[name]
    return [revolved(capsule_profile(length, ends[0] * ROUND, ends[1] * ROUND, 2), SIDES)]


def _trunk(rows: list[tuple[float, float]], size: Measures, half: tuple[float, float]) -> Form:
    profile = [(radius, height * size.trunk) for radius, height in rows]
    return scaled(revolved(profile, 12), (half[0], half[1], 1.0))


def _head(size: Measures) -> list[Form]:
    deep, wide, high = size.head_half
    skull = scaled(revolved(ball_profile(1.0, 8), 12), (deep, wide, high))
    # The nose says where the face looks.
    nose, faces = revolved([(1.0, 0.0), (0.0, 1.0)], 4)
    bridge = np.stack([nose[:, 2] * 0.24 * deep + deep * 0.93, nose[:, 1] * 0.16 * wide,
                       -nose[:, 0] * 0.2 * high - 0.12 * high], axis=1)  # fmt: skip
    return [skull, (bridge, faces)]


def _hand(size: Measures) -> Form:
    thick, wide = size.hand_half
    vertices, faces = scaled(revolved(ball_profile(1.0, 5), SIDES), (thick, wide, size.hand * 0.5))
    return vertices + np.array([0.0, 0.0, size.hand * 0.5]), faces


def _boot(size: Measures) -> Form:
    """Return a boot along the foot's direction, its sole an ankle's height below the bone."""
    high, wide = size.foot_half
    length = size.foot
    rows = [(0.0, -0.27), (0.7, -0.24), (0.85, -0.1), (1.0, 0.35), (0.9, 0.62), (0.0, 0.76)]
    vertices, faces = revolved([(radius, height * length) for radius, height in rows], SIDES)
    # Flat below: what would hang under the sole is pressed up to it.
    top = np.where(vertices[:, 0] > 0, vertices[:, 0] * high * 1.3, vertices[:, 0] * high)
    rise = np.clip(1 - vertices[:, 2] / (0.9 * length), 0.55, 1.0)
    front = np.maximum(top * rise - size.ankle + high, -size.ankle)
    return np.column_stack([front, vertices[:, 1] * wide * 1.15, vertices[:, 2]]), faces
